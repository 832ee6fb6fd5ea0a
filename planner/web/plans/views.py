"""The steps of a plan: review, approval, running, ending."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("plans", __name__)
