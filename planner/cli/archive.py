"""`flask --app wsgi export FILE`: everything the organisation keeps, in one archive."""

from __future__ import annotations

import os
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from planner.db import only_reads
from planner.exports import archive
from planner.extensions import db


@click.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def export(file: Path) -> None:
    """Write everything to the ZIP FILE: a CSV file a table and a README; no passwords, keys or feed secrets."""
    only_reads(True)
    if file.exists():
        raise click.ClickException(f"{file} is there already; it was left alone.")
    unfinished = file.with_name(f".{file.name}.unfinished")
    try:
        # personal data: for nobody but whoever runs this
        with os.fdopen(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as out:
            archive.write(db.session, list(archive.told()), out)
        unfinished.replace(file)
    except SQLAlchemyError as error:
        raise click.ClickException(f"Nothing was exported: {getattr(error, 'orig', error)}") from None
    except OSError as error:
        raise click.ClickException(f"Nothing was exported: {file}: {error.strerror}") from None
    finally:
        unfinished.unlink(missing_ok=True)
    click.echo(f"{file}: {file.stat().st_size:,} bytes. It holds personal data; keep it safely.")
