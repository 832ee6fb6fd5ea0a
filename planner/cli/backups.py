"""`flask --app wsgi backup` and `restore`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from planner.backups import making, restoring, sqlite
from planner.backups.container import NotABackup
from planner.backups.making import Instance, Occupied
from planner.backups.restoring import Links, NotEmpty, Place, Unsuitable
from planner.extensions import db

OUTCOMES = {
    Links.STAY: "Feed links stay as they are.",
    Links.CHANGE: (
        "The secret key is not the one this backup was made under: everyone is signed out and every feed link "
        "changes. If you kept that key elsewhere, set PLANNER_SECRET_KEY to it before anybody subscribes anew."
    ),
    Links.SETTING_IS_ANOTHER: (
        "PLANNER_SECRET_KEY is set to another key than the backup's, and goes before it: feed links change "
        "until the setting is taken away or given the key that now stands in the data folder's secret-key."
    ),
}


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--with-key", is_flag=True, help="The secret key too, without which feed links change.")
@with_appcontext
def backup(file: Path, with_key: bool) -> None:
    """Write everything that must not be lost to FILE, while the planner runs."""
    config = current_app.config
    instance = Instance(
        db.engine, Path(config["DATA_DIR"]), config["SECRET_KEY"], config["SECRET_KEY_FALLBACKS"]
    )
    try:
        manifest = making.make(instance, file.absolute(), with_key=with_key)
    except Occupied:
        raise click.ClickException(f"{file} is there already and is no backup; it was left alone.") from None
    except (NotABackup, SQLAlchemyError, instance.engine.dialect.dbapi.Error) as error:  # type: ignore[union-attr] # engines have a driver
        raise click.ClickException(f"No backup was made: {_said(error)}") from None
    except OSError as error:
        raise click.ClickException(f"No backup was made: {file}: {error.strerror}") from None
    click.echo(f"{file}: {file.stat().st_size:,} bytes, whole and checked ({manifest.made_at}).")
    if not with_key:
        click.echo(
            "Without the secret key: feed links change if it is lost. Keep it elsewhere, or --with-key."
        )


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--overwrite", is_flag=True, help="Also where there is a database already.")
@with_appcontext
def restore(file: Path, overwrite: bool) -> None:
    """Put the backup FILE in place. The planner must not be running."""
    config = current_app.config
    set_key = config["SECRET_KEY"] if config.get("KEY_IS_SET") else None
    place = Place(db.engine, Path(config["DATA_DIR"]), set_key, _Migrations())
    was_there = overwrite and db.engine.dialect.name == "sqlite" and not sqlite.is_empty(db.engine)
    try:
        found, links = restoring.restore(file.absolute(), place, is_overwriting=overwrite)
    except NotEmpty as there:
        raise click.ClickException(
            f"Nothing was restored: {there}. To put the backup in its place, say --overwrite."
        ) from None
    except (NotABackup, Unsuitable, sqlite.InUse) as error:
        raise click.ClickException(f"Nothing was restored: {error}.") from None
    except (SQLAlchemyError, db.engine.dialect.dbapi.Error) as error:  # type: ignore[union-attr] # engines have a driver
        raise click.ClickException(f"Nothing was restored: {_said(error)}") from None
    except OSError as error:
        raise click.ClickException(f"Not restored: {error.filename}: {error.strerror}") from None
    click.echo(f"Restored as of {found.manifest.made_at} (release {found.manifest.release}).")
    if was_there:
        click.echo("What was overwritten stands beside it as ….replaced; delete it when all is well.")
    click.echo(OUTCOMES[links])
    if found.manifest.earlier_keys:
        click.echo(
            f"It knew {found.manifest.earlier_keys} earlier keys: set PLANNER_SECRET_KEY_FALLBACKS again."
        )


class _Migrations:
    """The migrations of this code, run on a connection of the restore's own."""

    def __init__(self) -> None:
        self._config: Config = current_app.extensions["migrate"].migrate.get_config()

    def knows(self, revision: str) -> bool:
        """Whether there is such a step."""
        try:
            return ScriptDirectory.from_config(self._config).get_revision(revision) is not None
        except CommandError:
            return False

    def upgrade(self, connection: Connection, revision: str) -> None:
        """Bring the connection's tables to it."""
        self._config.attributes["connection"] = connection
        try:
            command.upgrade(self._config, revision)
        finally:
            del self._config.attributes["connection"]


def _said(error: Any) -> str:
    """An error's own first line; never the statement, which is nobody's business."""
    return str(getattr(error, "orig", error)).partition("\n")[0]
