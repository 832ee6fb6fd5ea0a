"""The command line edge."""

from __future__ import annotations

from importlib import import_module

import click
from flask import Flask
from flask.cli import AppGroup

COMMANDS = {
    "db": "flask_migrate.cli",
    "users": "planner.cli.users",
    "demo": "planner.cli.demo",
    "backup": "planner.cli.backups",
    "restore": "planner.cli.backups",
    "doctor": "planner.cli.doctor",
    "export": "planner.cli.archive",
    "guard": "planner.cli.guard",
    "worker": "planner.cli.worker",
}
"""Where each command stands, under its own name."""


class Commands(AppGroup):
    """What `flask` knows of the planner; a command's module is imported when it is called.

    A serving process has no use for any of them, and the living example alone is a tenth of all there is.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*COMMANDS, *super().list_commands(ctx)})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        where = COMMANDS.get(cmd_name)
        if where is None:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(import_module(where), cmd_name)
        return command


def init_app(app: Flask) -> None:
    """Give the application its commands."""
    app.cli = Commands(app.name)
