"""The files of evidence on the disk: under random names, whole or not at all, kept a while after nobody names them."""

from __future__ import annotations

import hashlib
import secrets
import time
from contextlib import suppress
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.backups import durable
from planner.contributions.models import Evidence
from planner.i18n import mark
from planner.uploads.folder import Folder, Shelf

GONE = mark("The file itself is gone. Files are kept for 30 days after they were taken out.")
TOO_LARGE = mark("The file is larger than 10 MB. Make the picture smaller, or divide the document.")
SHELF = Shelf("evidence", GONE, TOO_LARGE)

KEPT_FOR = timedelta(days=30)
"""How long a file stays that no row names: until then undoing its removal brings it back."""

LOOSE = "loose"
"""The part of a file that says since when no row names it: the file's own age says nothing of that."""


class Fault(StrEnum):
    """What can be wrong with a file that a row names."""

    MISSING = "missing"
    CHANGED = "changed"


def folder(data_dir: str | Path) -> Folder:
    """Where the files are."""
    return Folder(data_dir, SHELF)


def put(shelf: Folder, content: bytes) -> str:
    """Keep a file and name it; it is on the disk when this returns, before any row speaks of it."""
    is_new = not shelf.path.exists()
    shelf.path.mkdir(mode=0o700, exist_ok=True)
    if is_new:
        durable.sync_folder(shelf.path.parent)
    name = secrets.token_hex(16)
    with durable.written(shelf.path / name) as file:
        file.write(content)
    return name


def fault(shelf: Folder, one: Evidence) -> Fault | None:
    """What is wrong with the file of a row."""
    if not shelf.has(one.stored_as):
        return Fault.MISSING
    with shelf.file(one.stored_as).open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return None if digest == one.digest else Fault.CHANGED


def sweep(session: Session, shelf: Folder) -> int:
    """Delete files that no row has named for 30 days; how many those were."""
    # the files first: a row comes after its file, so whatever is listed here and has a row is found to have it
    names = {path.name for path in shelf.path.glob("[!.]*") if shelf.has(path.name)}
    count = _sweep_halves(shelf)
    named = set(session.scalars(select(Evidence.stored_as)))
    for name in sorted(names):
        marker = shelf.path / f"{name}.{LOOSE}"
        if name in named:
            marker.unlink(missing_ok=True)
        elif not marker.exists():
            marker.touch(mode=0o600)
        elif _is_old(marker):
            shelf.drop(name)
            count += 1
    return count


def _sweep_halves(shelf: Folder) -> int:
    """What a power cut left of a file that was being written."""
    halves = [path for path in shelf.path.glob(".*.part") if _is_old(path)]
    for path in halves:
        path.unlink(missing_ok=True)
    return len(halves)


def _is_old(path: Path) -> bool:
    with suppress(FileNotFoundError):
        return path.stat().st_mtime < time.time() - KEPT_FOR.total_seconds()
    return False
