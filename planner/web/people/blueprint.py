"""The one blueprint of people's pages; every view of it is for administrators."""

from __future__ import annotations

from flask import Blueprint

from planner.accounts import permissions
from planner.web.gate import actor

bp = Blueprint("people", __name__)


@bp.before_request
def _administrators_only() -> None:
    permissions.demand(actor(), "user:manage")
