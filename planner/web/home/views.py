"""What is next for the person who signed in."""

from __future__ import annotations

from flask import Blueprint, render_template

bp = Blueprint("home", __name__)


@bp.get("/")
def index() -> str:
    """The first page."""
    return render_template("home/index.html")
