"""Pages of events, their repetitions and run sheets."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("events", __name__)
