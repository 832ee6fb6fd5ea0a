"""The database: there, whole, opened as it must be, and of this release."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from planner import clock
from planner.cli.checkups.notes import Note, finding, well
from planner.db import BUSY_TIMEOUT_MS, Instant

SAFE_SQLITE = (3, 51, 3)
"""Before it, a write-ahead log shared by two processes could be reset wrongly, and the database damaged."""

OLDEST_POSTGRES = 13
CONNECTIONS = 3
PRAGMAS: dict[str, tuple[object, str]] = {
    "journal_mode": ("wal", "readers would wait for writers"),
    "synchronous": (2, "an acknowledged change could be lost with the power"),
    "foreign_keys": (1, "rows could be left without what they belong to"),
}
DURABLE = ("fsync", "full_page_writes", "synchronous_commit")
"""PostgreSQL's settings without which an acknowledged change could be lost with the power."""

SKEW = timedelta(seconds=30)
UNSEEN = timedelta(minutes=5)
_SEEN = text("SELECT max(seen_at) AS seen_at FROM worker_seen").columns(seen_at=Instant)


def look(engine: Engine, migrations: ScriptDirectory) -> Iterator[Note]:
    """All of it; raises SQLAlchemy's errors where the database is away."""
    with engine.connect() as connection:
        yield from _revision(connection, migrations)
        if engine.dialect.name == "sqlite":
            yield from _sqlite(connection)
            yield from _ahead(connection)
        else:
            yield from _postgres(connection)
        yield from _worker(connection)
    if engine.dialect.name == "sqlite":
        yield from _pragmas(engine)
        yield from _version(engine)


def _revision(connection: Connection, migrations: ScriptDirectory) -> Iterator[Note]:
    found = set(MigrationContext.configure(connection).get_current_heads())
    expected = set(migrations.get_heads())
    known = {step.revision for step in migrations.walk_revisions()}
    if found == expected:
        yield well(f"The tables are those of this release ({', '.join(sorted(found))}).")
    elif found <= known:
        yield finding("Migrations are pending. Run: flask --app wsgi db upgrade")
    else:
        yield finding("The tables are of a newer release than this one. Install that release.")


def _sqlite(connection: Connection) -> Iterator[Note]:
    said = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
    if said == ["ok"]:
        yield well("Every page of the database is sound.")
    else:
        yield finding(f"The database is damaged ({said[0]}). Restore the latest backup.")
    loose = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if loose:
        tables = ", ".join(sorted({str(row[0]) for row in loose}))
        yield finding(f"{len(loose)} rows refer to rows that are not there, in: {tables}.")
    else:
        yield well("Every row has what it belongs to.")


def _postgres(connection: Connection) -> Iterator[Note]:
    version = int(connection.scalar(text("SHOW server_version_num")) or 0) // 10_000
    said = f"PostgreSQL {version}"
    if version < OLDEST_POSTGRES:
        yield finding(f"{said} is no longer supported; use {OLDEST_POSTGRES} or newer.")
    else:
        yield well(f"{said} answers.")
    if connection.scalar(text("SHOW server_encoding")) != "UTF8":
        yield finding("The database is not in UTF-8: Thai is neither found nor kept whole. Make it anew.")
    if connection.scalar(text("SELECT lower('Ä') <> 'ä'")):
        yield finding("The database does not know letters beyond ASCII. Make it with LC_CTYPE C.UTF-8.")
    if connection.scalar(text("SHOW default_transaction_read_only")) == "on":
        yield finding("The database takes no changes (default_transaction_read_only).")
    if "off" in [connection.scalar(text(f"SHOW {setting}")) for setting in DURABLE]:
        yield finding("The database answers before changes are on the disk (fsync, synchronous_commit).")
    loose = connection.scalars(
        text("SELECT conname FROM pg_constraint WHERE contype = 'f' AND NOT convalidated")
    ).all()
    broken = connection.scalars(
        text("SELECT CAST(CAST(indexrelid AS regclass) AS text) FROM pg_index WHERE NOT indisvalid")
    ).all()
    if loose or broken:
        yield finding(f"Not checked or not built to the end: {', '.join([*loose, *broken])}.")
    else:
        yield well("Every row has what it belongs to, and every index is whole.")
    away = connection.scalar(text("SELECT CAST(now() AT TIME ZONE 'UTC' AS timestamp)"))
    if away is not None and abs(away.replace(tzinfo=UTC) - clock.now()) > SKEW:
        yield finding("This machine's clock and the database's differ by more than half a minute.")


def _ahead(connection: Connection) -> Iterator[Note]:
    """A clock that was set back shows in what was written under the later one."""
    if not inspect(connection).has_table("activity_entry"):
        return
    latest = connection.exec_driver_sql("SELECT max(at) FROM activity_entry").scalar()
    if latest and datetime.fromisoformat(str(latest)).replace(tzinfo=UTC) > clock.now() + SKEW:
        yield finding("The newest change lies in the future: this machine's clock was set back.")


def _worker(connection: Connection) -> Iterator[Note]:
    """Whether somebody does the work that outlives a request."""
    if not inspect(connection).has_table("worker_seen"):
        return
    seen_at = connection.execute(_SEEN).scalar()
    waiting = connection.execute(text("SELECT count(*) FROM job WHERE state = 'waiting'")).scalar()
    if seen_at is not None and clock.now() - seen_at < UNSEEN:
        yield well(f"A worker was seen at {seen_at:%H:%M:%S} UTC; {waiting} pieces of work wait.")
        return
    since = (
        "no worker was ever seen"
        if seen_at is None
        else f"no worker was seen since {seen_at:%Y-%m-%d %H:%M} UTC"
    )
    yield finding(
        f"{since[0].upper()}{since[1:]}; {waiting} pieces of work wait. Run: flask --app wsgi worker"
    )


def _pragmas(engine: Engine) -> Iterator[Note]:
    """On several connections at once, because each has its own."""
    connections = [engine.connect() for _ in range(CONNECTIONS)]
    try:
        wrong = {why for connection in connections for why in _wrong(connection)}
    finally:
        for connection in connections:
            connection.close()
    if wrong:
        yield finding(f"Connections are not opened as they must be: {'; '.join(sorted(wrong))}.")
    else:
        yield well("Every connection logs ahead, syncs in full, checks references and waits its turn.")


def _wrong(connection: Connection) -> Iterator[str]:
    for name, (wanted, why) in PRAGMAS.items():
        found = connection.exec_driver_sql(f"PRAGMA {name}").scalar()
        if found != wanted:
            yield f"{name} is {found}, so {why}"
    patience = connection.exec_driver_sql("PRAGMA busy_timeout").scalar() or 0
    if patience < BUSY_TIMEOUT_MS:
        yield f"busy_timeout is {patience} ms, so writers would be refused where they could wait"


def _version(engine: Engine) -> Iterator[Note]:
    said: str = engine.dialect.dbapi.sqlite_version  # type: ignore[union-attr] # engines have a driver
    version = tuple(int(part) for part in re.findall(r"\d+", said)[:3])
    count = len(set(_users(Path(str(engine.url.database)))) - {os.getpid()})
    if version >= SAFE_SQLITE:
        yield well(f"SQLite {said}.")
    elif count > 1:
        yield finding(
            f"SQLite {said} can damage a database that {count} processes share: run one process only, "
            f"or SQLite {'.'.join(map(str, SAFE_SQLITE))} and newer, or PostgreSQL."
        )
    else:
        yield well(f"SQLite {said}: run one process only, with no worker beside the server.")


def _users(database: Path) -> Iterable[int]:
    """The processes that have the database open, as far as this system tells."""
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if link.readlink() == database:
                yield int(link.parts[2])
        except OSError:
            continue  # another's, or gone while we looked
