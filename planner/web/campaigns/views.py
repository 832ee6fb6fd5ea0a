"""Pages of campaigns: list, first form, the page of sections."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("campaigns", __name__)


@bp.get("/campaigns")
def index() -> str:
    """To be written by the part that owns this file."""
    return ""
