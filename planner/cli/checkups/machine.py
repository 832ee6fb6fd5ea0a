"""The machine: disk, files, libraries, clock."""

from __future__ import annotations

import shutil
import stat
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from planner import clock
from planner.backups.restoring import KEY_FILE
from planner.briefs import libraries
from planner.cli.checkups.notes import Note, finding, well

LEAST_FREE_BYTES = 500 * 1024 * 1024
# what nobody may say today, but every zone's own rules of that day do: Bangkok, and London before and in its summer
ZONES = (
    ("Asia/Bangkok", datetime(2026, 7, 1, tzinfo=UTC), 7),
    ("Europe/London", datetime(2026, 1, 1, tzinfo=UTC), 0),
    ("Europe/London", datetime(2026, 7, 1, tzinfo=UTC), 1),
)
EARLIEST = datetime(2026, 11, 1, tzinfo=UTC)


def look(folder: Path, database: Path | None, *, is_key_set: bool, key: str) -> Iterator[Note]:
    """All of it. `database` is its file, where it is one."""
    yield from _folder(folder)
    yield from _key(folder / KEY_FILE, is_set=is_key_set, key=key)
    yield from _room(folder, database)
    yield from _pdf()
    yield from _time()


def _folder(folder: Path) -> Iterator[Note]:
    try:
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".doctor-") as file:
            file.write(b"x" * 4096)
            file.flush()
        yield well("The data folder can be written to.")
    except OSError as error:
        yield finding(f"The data folder cannot be written to ({error.strerror}).")
    if folder.stat().st_mode & stat.S_IRWXO:
        yield finding(f"Everybody on this machine may look into the data folder. Run: chmod 700 {folder}")


def _key(file: Path, *, is_set: bool, key: str) -> Iterator[Note]:
    if not file.exists():
        if is_set:
            yield well("The secret key is set by PLANNER_SECRET_KEY.")
        else:
            yield finding("There is no secret key: set PLANNER_SECRET_KEY, or restore a backup that has it.")
        return
    mode = stat.S_IMODE(file.stat().st_mode)
    if mode & 0o077:
        yield finding(f"Others may read the secret key (mode {mode:04o}). Run: chmod 600 {file}")
    else:
        yield well("Nobody else may read the secret key.")
    if is_set and file.read_text(encoding="utf-8").strip() != key:
        yield finding(
            "PLANNER_SECRET_KEY and the data folder's secret-key differ; the setting is used. Take one of them away."
        )


def _room(folder: Path, database: Path | None) -> Iterator[Note]:
    free = shutil.disk_usage(folder).free
    size = database.stat().st_size if database is not None and database.exists() else 0
    # a backup needs room for a copy and for the archive made of it
    if free < max(LEAST_FREE_BYTES, 2 * size):
        yield finding(f"Only {free // 1024**2:,} MB are free where the data is.")
    else:
        yield well(f"{free // 1024**3:,} GB are free where the data is.")


def _pdf() -> Iterator[Note]:
    missing = libraries.missing()
    if missing:
        yield finding(f"No PDF can be made: {', '.join(missing)} missing. Run: {libraries.INSTALL}")
    else:
        yield well("PDFs can be made.")


def _time() -> Iterator[Note]:
    if clock.now() < EARLIEST:
        yield finding(f"This machine's clock is wrong: it says {clock.now():%Y-%m-%d}.")
    for name, at, hours in ZONES:
        try:
            offset = at.astimezone(ZoneInfo(name)).utcoffset()
        except ZoneInfoNotFoundError:
            yield finding(f"The zone {name} is not known: install the package tzdata anew.")
            return
        if offset != timedelta(hours=hours):
            yield finding(f"The zone data is wrong for {name}: install the package tzdata anew.")
            return
    yield well("Clock and zones are in order.")
