"""The blueprint that every view of campaigns registers with."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("campaigns", __name__)
