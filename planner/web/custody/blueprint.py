"""The blueprint that the views of this package are on."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("custody", __name__)
