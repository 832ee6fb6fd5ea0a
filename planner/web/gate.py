"""Who is asking, and whether they may come in. Every page is closed unless its view says it is public.

Nothing else asks the login library or reads the session's token.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, g, redirect, request, session, url_for
from flask_login import current_user, login_user, logout_user
from sqlalchemy.exc import DBAPIError
from werkzeug.wrappers import Response as BaseResponse

from planner import logs
from planner.accounts import sessions
from planner.accounts.models import User
from planner.db import only_reads, without_waiting
from planner.extensions import db, login

View = TypeVar("View", bound=Callable[..., Any])
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class SignedIn:
    """A live session, in the shape the login library asks for."""

    is_authenticated = True
    is_active = True
    is_anonymous = False

    def __init__(self, user: User, token: str, row_id: int = 0) -> None:
        self.user = user
        self.row_id = row_id
        self.token = token

    def get_id(self) -> str:
        """What the library keeps in the signed cookie: the session's secret, never the person's id."""
        return self.token


def public(view: View) -> View:
    """Mark a view that strangers may see."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def actor_or_none() -> User | None:
    """Who is asking, if they are signed in; nobody while the database cannot say."""
    if g.get("is_database_away"):
        return None
    return current_user.user if current_user.is_authenticated else None


def actor() -> User:
    """Who is asking, on a page that is closed to strangers."""
    user = actor_or_none()
    if user is None:  # pragma: no cover - the gate has turned strangers away
        raise RuntimeError("a closed page was reached by a stranger")
    return user


def let_in(user: User) -> None:
    """Sign a person in with a session and a cookie of their own; whatever the browser held before is dropped."""
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language
    token = sessions.begin(db.session, user, program=request.user_agent.string)
    login_user(SignedIn(user, token))


def let_out() -> None:
    """Sign the asking browser out, on the server and in the cookie."""
    sessions.end(db.session, current_user.token)
    logout_user()
    session.clear()


def token() -> str:
    """The secret of the asking browser's session."""
    return str(current_user.token)


def browser_id() -> int:
    """The session row of the asking browser."""
    return int(current_user.row_id)


def own_path(target: str | None) -> str | None:
    """The target if it is a path on this site, else None: no one is led elsewhere (hardening F7)."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    parts = urlsplit(target)
    return None if parts.scheme or parts.netloc or any(ord(char) < 32 for char in target) else target


def init_app(app: Flask) -> None:
    """Close every page of the application."""
    login.init_app(app)
    login.session_protection = None  # sessions are rows of ours, bounded and endable
    login.user_loader(_load)
    app.before_request(_begin)
    app.before_request(_admit)
    app.after_request(_note_visit)


def _load(token: str) -> SignedIn | None:
    # the login library asks again for the page that says that the database is away
    found = None if g.get("is_database_away") else sessions.holder(db.session, token)
    if not found:
        return None
    user, row = found
    logs.bind(actor_id=user.id)
    g.visit_to_note = row.id if sessions.wants_touch(row) else None
    return SignedIn(user, token, row.id)


def _begin() -> None:
    only_reads(request.method in SAFE_METHODS)


def _admit() -> BaseResponse | None:
    view = None if request.endpoint is None else current_app.view_functions.get(request.endpoint)
    if view is None or request.endpoint == "static" or getattr(view, "is_public", False):
        return None
    if current_user.is_authenticated:
        return None
    wanted = request.full_path.rstrip("?") if request.method in {"GET", "HEAD"} else None
    return redirect(url_for("accounts.sign_in", next=wanted))


def _note_visit(response: Response) -> Response:
    """Write the last visit in a transaction of its own, after the page's own has ended; the page waits for nobody."""
    row_id = g.pop("visit_to_note", None)
    if row_id is None or g.get("is_database_away"):
        return response
    db.session.rollback()
    only_reads(False)
    try:
        with without_waiting():
            sessions.touch(db.session, row_id)
            db.session.commit()
    except DBAPIError:
        # somebody else is writing, or the database went away or takes no changes: the next visit is noted
        db.session.rollback()
    return response
