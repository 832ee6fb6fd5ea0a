"""The one file a backup is: a ZIP of members with their checksums, so that half of one is never taken for whole.

    database/…        the database: SQLite's own file, or the rows of each PostgreSQL table as COPY writes them
    files/…           what the data folder keeps besides
    secret-key        the instance's key, where it was asked for
    manifest.json     what made it, of which release and revision, and every member's SHA-256

The archive's comment holds the manifest's own SHA-256. A ZIP's directory and comment are written last, so a file that
was cut off has neither.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, Protocol

FORMAT = 1
MANIFEST = "manifest.json"
KEY = "secret-key"
FILES = "files/"
BLOCK = 1024 * 1024
COMPRESSION = 3
"""Text shrinks to a quarter at any level; a higher one would only take longer under load."""

_MARK = b"samphan-backup 1 "


# what the libraries raise over damaged bytes, depending on where the damage is
_UNREADABLE = (
    *(KeyError, OSError, EOFError, ValueError, RuntimeError, NotImplementedError),
    *(struct.error, zipfile.BadZipFile, zlib.error),
)


class NotABackup(Exception):
    """This file is no whole backup; the message says why."""


@dataclass(frozen=True)
class Member:
    """What one member must be."""

    sha256: str
    bytes: int


@dataclass
class Manifest:
    """What a backup says about itself."""

    engine: str
    """`sqlite` or `postgresql`."""

    revision: str | None
    """Of the tables, as Alembic counts."""

    release: str
    made_at: str
    """UTC, ISO 8601."""

    key_fingerprint: str
    """By which a key is recognised without being told."""

    earlier_keys: int = 0
    format: int = FORMAT
    database: dict[str, Any] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)

    @property
    def has_key(self) -> bool:
        """Whether the instance's key came along."""
        return KEY in self.members


class Sink(Protocol):
    """Takes bytes."""

    def write(self, block: bytes, /) -> object: ...


class _Counted:
    """Passes bytes on and remembers their sum."""

    def __init__(self, target: IO[bytes]) -> None:
        self._target = target
        self.digest = hashlib.sha256()
        self.size = 0

    def write(self, block: bytes) -> None:
        self._target.write(block)
        self.digest.update(block)
        self.size += len(block)


class Writer:
    """Writes a backup, member after member; `finish` makes it whole."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION)
        self.members: dict[str, Member] = {}

    @contextmanager
    def member(self, name: str) -> Iterator[Sink]:
        """Write one member in blocks."""
        with self._zip.open(name, "w", force_zip64=True) as target:
            counted = _Counted(target)
            yield counted
        self.members[name] = Member(counted.digest.hexdigest(), counted.size)

    def put_file(self, name: str, source: Path) -> None:
        """Write one member from a file."""
        with source.open("rb") as opened, self.member(name) as sink:
            while block := opened.read(BLOCK):
                sink.write(block)

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest and its checksum: before this the file is no backup."""
        manifest.members = dict(self.members)
        text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True).encode()
        self._zip.writestr(MANIFEST, text)
        self._zip.comment = _MARK + hashlib.sha256(text).hexdigest().encode()
        self.close()

    def close(self) -> None:
        """Leave the file as it is: without `finish` it is no backup."""
        self._zip.close()


class Backup:
    """A backup, opened for reading; close it or use it in `with`.

    Raises:
        NotABackup: it is none, is not whole, or is of a form to come.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except _UNREADABLE as error:
            why = error.strerror if isinstance(error, OSError) else None
            raise NotABackup(f"{path}: {why or 'not a backup, or only part of one'}") from None
        try:
            self.manifest = self._manifest()
        except BaseException:
            self._zip.close()
            raise

    def __enter__(self) -> Backup:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def check(self) -> None:
        """Read all of it and compare every checksum.

        Raises:
            NotABackup: something in it is missing, changed or was added.
        """
        wanted = self.manifest.members
        if set(self._zip.namelist()) != {*wanted, MANIFEST}:
            raise NotABackup(f"{self.path}: its contents are not those it names")
        for name in wanted:
            for _ in self.blocks(name):
                pass

    def blocks(self, name: str) -> Iterator[bytes]:
        """A member's bytes; the last block comes only if the checksum is right."""
        digest = hashlib.sha256()
        try:
            with self._zip.open(name) as source:
                held = source.read(BLOCK)
                while block := source.read(BLOCK):
                    digest.update(held)
                    yield held
                    held = block
        except _UNREADABLE as error:
            raise NotABackup(f"{self.path}: {name} cannot be read ({type(error).__name__})") from None
        digest.update(held)
        if digest.hexdigest() != self.manifest.members[name].sha256:
            raise NotABackup(f"{self.path}: {name} is not what was written")
        yield held

    def write_to(self, name: str, target: IO[bytes]) -> None:
        """Copy a member out."""
        for block in self.blocks(name):
            target.write(block)

    def _manifest(self) -> Manifest:
        try:
            text = self._zip.read(MANIFEST)
        except _UNREADABLE:
            raise NotABackup(f"{self.path}: not a backup of this planner") from None
        if self._zip.comment != _MARK + hashlib.sha256(text).hexdigest().encode():
            raise NotABackup(f"{self.path}: its list of contents was changed")
        values = json.loads(text)
        if values["format"] != FORMAT:
            raise NotABackup(f"{self.path}: made by a newer release ({values['release']})")
        values["members"] = {name: Member(**one) for name, one in values["members"].items()}
        return Manifest(**values)


def is_backup(path: Path) -> bool:
    """Whether this is a backup, by its look; says nothing of its contents."""
    try:
        with Backup(path):
            return True
    except NotABackup:
        return False
