"""The brief as a PDF."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("briefs", __name__)
