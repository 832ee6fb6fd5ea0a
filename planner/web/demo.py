"""One-click sign-in for the people of the living example: only on loopback, only from a folder made by `--demo`."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, url_for
from werkzeug.wrappers import Response

from planner.accounts import one_click, queries
from planner.accounts.models import User
from planner.db import only_reads
from planner.errors import NotFound
from planner.extensions import db
from planner.tokens import secrets
from planner.web import gate

bp = Blueprint("demo", __name__)


def people() -> list[tuple[User, str]]:
    """Everyone in the example, with the path that signs in as them."""
    key = current_app.config["SECRET_KEY"]
    return [(user, one_click.path(key, user)) for user in queries.everyone(db.session) if user.is_active]


@bp.get("/demo/<token>")
@gate.public
def enter(token: str) -> Response:
    """Sign in as one of the example's people. The one GET that changes something; it is not there in earnest."""
    key = current_app.config["SECRET_KEY"]
    everyone = (user for user, _ in people())
    user = next((one for one in everyone if secrets.is_same(one_click.token(key, one), token)), None)
    if user is None:
        raise NotFound
    db.session.rollback()
    only_reads(False)
    gate.let_in(queries.person(db.session, user.id))
    db.session.commit()
    return redirect(url_for("home.index"))
