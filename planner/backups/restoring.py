"""The way back: one file to an instance as it was, all of it or nothing.

Everything is read and checked before anything of the present is touched, and old tables are brought up to this
release before they take the present ones' place.
"""

from __future__ import annotations

import os
import tempfile
import time
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine, create_engine

from planner import db
from planner.backups import durable, kept_files, postgres, sqlite
from planner.backups.container import FILES, KEY, Backup, NotABackup
from planner.backups.making import fingerprint

KEY_FILE = "secret-key"
LEAVING_S = 3.0
"""How long a connection that was closed may take to go."""


class Migrations(Protocol):
    """The steps from one revision of the tables to another."""

    def knows(self, revision: str) -> bool: ...
    def upgrade(self, connection: Connection, revision: str) -> None: ...


class NotEmpty(Exception):
    """There is data here, and nobody said that it may be overwritten; the message says what."""


class Unsuitable(Exception):
    """A whole backup, but not one for here; the message says why."""


class Links(Enum):
    """What becomes of the links of feeds."""

    STAY = auto()
    """The key is the backup's own."""

    CHANGE = auto()
    """The key did not come along, and there is none or another one here."""

    SETTING_IS_ANOTHER = auto()
    """The key came along, but the settings name another one, which goes before it."""


@dataclass(frozen=True)
class Place:
    """Where a backup is restored to. `set_key` is the key that the settings name, where they name one."""

    engine: Engine
    folder: Path
    set_key: str | None
    migrations: Migrations


def restore(path: Path, place: Place, *, is_overwriting: bool) -> tuple[Backup, Links]:
    """Put a backup in place; the planner must not be running.

    Raises:
        NotABackup: it is not whole.
        Unsuitable: of the other kind of database, or of tables this release does not know.
        NotEmpty: something would be overwritten.
        InUse: the planner is running.
    """
    with Backup(path) as backup:
        _suits(backup, place)
        files = _files(backup, place.folder)
        backup.check()
        if not is_overwriting:
            _expect_room(backup, place)
        if place.engine.dialect.name == "sqlite":
            _put_sqlite(backup, place)
        else:
            _put_postgres(backup, place)
        for name, target in files.items():
            target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with durable.written(target) as file:
                backup.write_to(name, file)
        return backup, _put_key(backup, place)


def _suits(backup: Backup, place: Place) -> None:
    manifest = backup.manifest
    if manifest.engine != place.engine.dialect.name:
        raise Unsuitable(
            f"this backup is of {manifest.engine}, the settings name {place.engine.dialect.name}"
        )
    if manifest.revision is None:
        raise Unsuitable("this backup is of a database that no `db upgrade` was ever run on")
    if not place.migrations.knows(manifest.revision):
        raise Unsuitable(
            f"this backup was made by a newer release ({manifest.release}, tables {manifest.revision})"
        )


def _files(backup: Backup, folder: Path) -> dict[str, Path]:
    """Where each kept file goes. A backup made by someone else could name places that are none of its business."""
    found = {}
    for name in backup.manifest.members:
        if name.startswith(FILES):
            target = kept_files.place(folder, name.removeprefix(FILES))
            if target is None:
                raise Unsuitable(f"it holds a file that does not belong there: {name}")
            found[name] = target
    return found


def _expect_room(backup: Backup, place: Place) -> None:
    if place.engine.dialect.name == "sqlite":
        is_empty = sqlite.is_empty(place.engine)
    else:
        with place.engine.connect() as connection:
            is_empty = postgres.is_empty(connection)
    if not is_empty:
        raise NotEmpty("there is a database already")
    key = _key_file(place)
    if key is not None and backup.manifest.has_key and fingerprint(key) != backup.manifest.key_fingerprint:
        raise NotEmpty("there is another secret key already")


def _put_sqlite(backup: Backup, place: Place) -> None:
    present = sqlite.path(place.engine)
    present.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=present.parent) as scratch:
        new = Path(scratch) / "new.sqlite3"
        with durable.written(new) as file:
            backup.write_to(sqlite.MEMBER, file)
        # as the driver of this engine, for the machine's own SQLite may be another
        engine = create_engine(f"sqlite:///{new}", module=place.engine.dialect.dbapi)
        db.configure(engine)
        if sqlite.check(engine, new) != backup.manifest.revision:
            raise NotABackup("its tables are not of the revision it names")
        with engine.connect() as connection:
            place.migrations.upgrade(connection, "head")
            # the log comes home and goes, so that the file alone is all there is
            connection.connection.driver_connection.execute("PRAGMA journal_mode = DELETE")  # type: ignore[union-attr]
        engine.dispose()
        _sync(new)
        sqlite.put(place.engine, new)
        durable.sync_folder(present.parent)


def _wait_for_leavers(engine: Engine) -> None:
    """Who hangs up is gone a moment later: the server counts them until their process has ended."""
    until = time.monotonic() + LEAVING_S
    while time.monotonic() < until:
        # a transaction each: within one the server would not look again
        with engine.connect() as connection:
            if not postgres.others(connection):
                return
        time.sleep(LEAVING_S / 50)


def _put_postgres(backup: Backup, place: Place) -> None:
    _wait_for_leavers(place.engine)
    with place.engine.begin() as connection:
        count = postgres.others(connection)
        if count:
            raise sqlite.InUse(
                f"the database has {count} other connections; stop the planner, and what else is connected"
            )
        postgres.clear(connection)
        assert backup.manifest.revision is not None  # noqa: S101 - `_suits` made sure of it
        place.migrations.upgrade(connection, backup.manifest.revision)
        postgres.load(connection, backup)
        place.migrations.upgrade(connection, "head")


def _put_key(backup: Backup, place: Place) -> Links:
    wanted = backup.manifest.key_fingerprint
    present = _key_file(place)
    if backup.manifest.has_key and (present is None or fingerprint(present) != wanted):
        file = place.folder / KEY_FILE
        if present is not None:
            file.replace(place.folder / f"{KEY_FILE}.replaced")
        with durable.written(file) as opened:
            backup.write_to(KEY, opened)
        present = file.read_text(encoding="utf-8")
    key = place.set_key or present
    if key is not None and fingerprint(key) == wanted:
        return Links.STAY
    return Links.SETTING_IS_ANOTHER if backup.manifest.has_key else Links.CHANGE


def _key_file(place: Place) -> str | None:
    file = place.folder / KEY_FILE
    return file.read_text(encoding="utf-8").strip() if file.exists() else None


def _sync(file: Path) -> None:
    handle = os.open(file, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
