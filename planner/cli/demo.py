"""`flask --app wsgi demo …`: a living example in a database of its own, and the links that sign in as its people."""

from __future__ import annotations

from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup

from planner.accounts import one_click, queries
from planner.accounts.models import User
from planner.cli.answers import address, committing
from planner.cli.example import loader, told_feeds
from planner.cli.example.people import COMPANY
from planner.errors import Refusal
from planner.extensions import db
from planner.feeds.fetched import Fetches

demo = AppGroup("demo", help="A living example to look around in; never in real data.")

MARKER = "demo"
"""The file in the data folder that lets one-click links in; without it, and beyond this machine, there are none.

It holds the Thai and the English name of the example's company, a line each; the settings read them.
"""


@demo.command("load")
@click.option("--if-empty", is_flag=True, help="Where somebody is in already, do nothing and say so.")
def load(if_empty: bool) -> None:
    """Fill an empty database with a living example, dated around today."""
    with committing():
        if not current_app.config["IS_LOCAL"]:
            raise Refusal("The example is for this machine alone: PLANNER_BASE_URL must be loopback.")
        if queries.everyone(db.session):
            if if_empty:
                click.echo("The example is not loaded: somebody is in already.")
                return
            raise Refusal("The database is not empty. The example is loaded into an empty one only.")
        loader.load(db.session)
    fetches = Fetches(db.engine)
    told_feeds.note_fetches(db.session, fetches)
    db.session.rollback()
    fetches.close()
    company = f"{COMPANY.th}\n{COMPANY.en}\n"
    Path(current_app.config["DATA_DIR"], MARKER).write_text(company, encoding="utf-8")
    click.echo("The example is loaded.")


@demo.command("links")
def links() -> None:
    """Print, for each of the example's people, the address that signs in as them."""
    with committing():
        if not Path(current_app.config["DATA_DIR"], MARKER).exists():
            raise Refusal("This data folder holds no example.")
        for user in queries.everyone(db.session):
            if user.is_active:
                path = one_click.path(current_app.config["SECRET_KEY"], user)
                click.echo(f"{user.name_en}, {_roles(user)}\n  {address(path)}")


def _roles(user: User) -> str:
    roles = [f"{m.role.value} of {m.team.name_en}" for m in user.memberships]
    return ", ".join(["administrator", *roles] if user.is_administrator else roles)
