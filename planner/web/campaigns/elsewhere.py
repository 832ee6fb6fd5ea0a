"""Addresses of other parts of the planner."""

from __future__ import annotations

from typing import Any

from flask import current_app, url_for


def link(endpoint: str, **values: Any) -> str | None:
    """The address, where that part is there."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else None
