"""The command line edge."""

from __future__ import annotations

from flask import Flask

from planner.cli.backups import backup, restore
from planner.cli.demo import demo
from planner.cli.doctor import doctor
from planner.cli.users import users


def init_app(app: Flask) -> None:
    """Give the application its commands."""
    app.cli.add_command(users)
    app.cli.add_command(demo)
    app.cli.add_command(backup)
    app.cli.add_command(restore)
    app.cli.add_command(doctor)
