"""`/healthz` and `/readyz` for whoever keeps the planner running, `robots.txt` and the icon browsers ask for."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from flask import Blueprint, Response, current_app
from sqlalchemy import inspect, text
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
        connection = db.session.connection()
        has_any = inspect(connection).has_table("alembic_version")
        found = connection.scalars(text("SELECT version_num FROM alembic_version")).all() if has_any else []
    except SQLAlchemyError:
        return "database away\n", 503, {**PLAIN, "Retry-After": "5"}
    if list(found) != [newest_migration()]:
        return "migrations pending\n", 503, {**PLAIN, "Retry-After": "30"}
    return "ready\n", 200, PLAIN


@cache
def newest_migration() -> str:
    """The last of the numbered steps. Their names are their revisions, so nothing need be loaded to know it."""
    folder = Path(current_app.root_path).parent / "migrations/versions"
    return max(file.stem for file in folder.glob("[0-9]*.py"))


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
