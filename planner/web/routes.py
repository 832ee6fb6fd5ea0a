"""Every blueprint of the web edge, in one list."""

from __future__ import annotations

from flask import Blueprint

from planner.web.accounts.views import bp as accounts
from planner.web.health.views import bp as health
from planner.web.home.views import bp as home

BLUEPRINTS: tuple[Blueprint, ...] = (health, accounts, home)
