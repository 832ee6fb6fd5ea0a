"""`flask --app wsgi doctor`: whether all is well, in words; exits with 1 on any finding."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from alembic.script import ScriptDirectory
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from planner.backups import sqlite
from planner.cli.checkups import database, evidence, machine
from planner.cli.checkups.notes import Note, finding
from planner.db import reading
from planner.extensions import db
from planner.release import VERSION


@click.command("doctor")
@with_appcontext
def doctor() -> None:
    """Look at database, files and machine; exits with 1 on any finding."""
    click.echo(f"Samphan {VERSION}, Python {sys.version.split()[0]}")
    findings = 0
    with reading():
        for note in _notes():
            findings += note.is_finding
            click.echo(f"{'!!' if note.is_finding else 'ok'}  {note.text}")
    click.echo("No findings." if not findings else f"{findings} to see to, marked !!.")
    if findings:
        sys.exit(1)


def _notes() -> Iterator[Note]:
    config = current_app.config
    is_sqlite = db.engine.dialect.name == "sqlite"
    file = sqlite.path(db.engine) if is_sqlite else None
    if file is not None and sqlite.is_empty(db.engine):
        # looking would make one
        yield finding("There is no database yet. Run: flask --app wsgi db upgrade")
    else:
        try:
            yield from database.look(db.engine, ScriptDirectory(current_app.extensions["migrate"].directory))
            yield from evidence.look(db.engine, Path(config["DATA_DIR"]))
        except SQLAlchemyError as error:
            said = str(getattr(error, "orig", error)).strip().partition("\n")[0]
            yield finding(f"The database is away: {said}")
    yield from machine.look(
        Path(config["DATA_DIR"]),
        file,
        is_key_set=bool(config.get("KEY_IS_SET")),
        key=config["SECRET_KEY"],
    )
