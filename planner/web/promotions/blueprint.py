"""Where the pages of promotions are gathered."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("promotions", __name__)
