"""Where the pages of events are gathered."""

from __future__ import annotations

from flask import Blueprint

from planner.web.events import shown

bp = Blueprint("events", __name__)
bp.add_app_template_filter(shown.wall_span)
bp.add_app_template_filter(shown.occasion)
