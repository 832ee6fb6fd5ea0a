"""The calendar: month and agenda."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("calendar", __name__)


@bp.get("/calendar")
def index() -> str:
    """To be written by the part that owns this file."""
    return ""
