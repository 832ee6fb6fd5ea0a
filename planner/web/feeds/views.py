"""Pages of subscriptions, and the one-off calendar files."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("feeds", __name__)
