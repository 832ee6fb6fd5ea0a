"""Where the pages of contributions are gathered."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("contributions", __name__)
