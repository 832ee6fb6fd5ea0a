"""Pages of stakeholders."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("stakeholders", __name__)


@bp.get("/stakeholders")
def index() -> str:
    """To be written by the part that owns this file."""
    return ""
