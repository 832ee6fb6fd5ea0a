"""The blueprint that every view of plans registers with."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("plans", __name__)
