"""SQLite's part of a backup: a copy made by SQLite itself, of one moment, while others write."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from planner.backups.container import NotABackup, Writer

MEMBER = "database/planner.sqlite3"
NOBODY_ELSE_MS = 2_000
BUSY = 5


class InUse(Exception):
    """Somebody has this database open; the message says so."""


def write(engine: Engine, writer: Writer, scratch: Path) -> str | None:
    """Put a copy of the database into the backup; returns the revision of its tables.

    `VACUUM INTO` reads one moment and lets others write meanwhile. What was deleted is not in the copy.
    """
    copy = scratch / "copy.sqlite3"
    pooled = engine.raw_connection()
    try:
        connection: Any = pooled.driver_connection
        connection.execute("VACUUM INTO ?", (str(copy),))
    finally:
        pooled.close()
    revision = check(engine, copy)
    writer.put_file(MEMBER, copy)
    return revision


def check(engine: Engine, file: Path) -> str | None:
    """The revision of a database file that nobody uses, after looking through all of it.

    Raises:
        NotABackup: its pages or its references are damaged.
    """
    connection: Any = engine.dialect.dbapi.connect(str(file))  # type: ignore[union-attr] # engines have a driver
    try:
        said = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        if said != ["ok"]:
            raise NotABackup(f"the database is damaged: {said[0]}")
        loose = connection.execute("PRAGMA foreign_key_check").fetchall()
        if loose:
            raise NotABackup(f"{len(loose)} rows refer to rows that are not there, first in {loose[0][0]}")
        named = "SELECT name FROM sqlite_master WHERE name = 'alembic_version'"
        if connection.execute(named).fetchone() is None:
            return None
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return None if row is None else str(row[0])
    finally:
        connection.close()


def is_empty(engine: Engine) -> bool:
    """Whether there is nothing that a restore would take away."""
    file = path(engine)
    return not file.exists() or file.stat().st_size == 0


def path(engine: Engine) -> Path:
    """Where the database is."""
    return Path(str(engine.url.database))


def put(engine: Engine, new: Path) -> None:
    """Put a database file in the present one's place, which stays beside it as `….replaced`.

    Raises:
        InUse: some process still has the present one open.
    """
    engine.dispose()
    present = path(engine)
    if not is_empty(engine):
        _close_for_good(engine, present)
        aside = present.with_name(f"{present.name}.replaced")
        aside.unlink(missing_ok=True)
        os.link(present, aside)
    for suffix in ("-wal", "-shm", "-journal"):
        # of an empty or damaged one; applied to another database they would destroy it
        present.with_name(present.name + suffix).unlink(missing_ok=True)
    new.replace(present)


def _close_for_good(engine: Engine, present: Path) -> None:
    """Bring the write-ahead log home, which only the last one who has the database open may."""
    driver: Any = engine.dialect.dbapi
    connection = driver.connect(str(present), timeout=NOBODY_ELSE_MS / 1000)
    try:
        connection.execute("PRAGMA journal_mode = DELETE")
    except driver.Error as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == BUSY:
            raise InUse("the planner is running; stop it first") from None
        # damaged: that may well be why it is being replaced
    finally:
        connection.close()
