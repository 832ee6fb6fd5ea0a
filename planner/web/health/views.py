"""`/healthz` and `/readyz` for whoever keeps the planner running, `robots.txt` and the icon browsers ask for."""

from __future__ import annotations

from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, Response, current_app
from sqlalchemy.exc import SQLAlchemyError

from planner.extensions import db
from planner.web.gate import public

bp = Blueprint("health", __name__)

PLAIN = {"Content-Type": "text/plain; charset=utf-8"}


@bp.get("/healthz")
@public
def alive() -> tuple[str, int, dict[str, str]]:
    """The process answers; asks no database."""
    return "ok\n", 200, PLAIN


@bp.get("/readyz")
@public
def ready() -> tuple[str, int, dict[str, str]]:
    """The database answers and its tables are those this code expects; else 503."""
    try:
        found = MigrationContext.configure(db.session.connection()).get_current_heads()
    except SQLAlchemyError:
        return "database away\n", 503, {**PLAIN, "Retry-After": "5"}
    expected = ScriptDirectory(current_app.extensions["migrate"].directory).get_heads()
    if set(found) != set(expected):
        return "migrations pending\n", 503, {**PLAIN, "Retry-After": "30"}
    return "ready\n", 200, PLAIN


@bp.get("/robots.txt")
@public
def robots() -> tuple[str, int, dict[str, str]]:
    """Nothing here is for search engines, but a feed's path is not named: some calendar programs obey this file."""
    return "User-agent: *\nDisallow: /sign-in\n", 200, PLAIN


@bp.get("/favicon.ico")
@public
def icon() -> Response:
    """The icon of what is no page, such as a brief: browsers ask for it at this address."""
    drawing = Path(str(current_app.static_folder)) / "icons/favicon.svg"
    return Response(
        drawing.read_bytes(), mimetype="image/svg+xml", headers={"Cache-Control": "public, max-age=86400"}
    )
