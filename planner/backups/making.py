"""Making a backup: all of one moment, while people go on working."""

from __future__ import annotations

import tempfile
from collections.abc import Container, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from planner import clock
from planner.backups import durable, kept_files, postgres, sqlite
from planner.backups.container import FILES, KEY, Manifest, NotABackup, Writer, is_backup
from planner.release import VERSION
from planner.tokens import secrets

NOTHING_THERE = (
    "the database is empty; look whether PLANNER_DATA_DIR and PLANNER_DATABASE_URL name the planner's place"
)


class Occupied(Exception):
    """There is another file in the backup's place."""


@dataclass(frozen=True)
class Instance:
    """What a backup is made of, and what one is restored to."""

    engine: Engine
    folder: Path
    key: str
    earlier_keys: Sequence[str] = ()


def make(instance: Instance, target: Path, *, with_key: bool) -> Manifest:
    """Write a whole backup to `target`, in place of an earlier backup there.

    Raises:
        Occupied: something else stands there.
        NotABackup: the database is damaged, and so would be the backup; or there is nothing of the planner's in it.
    """
    if target.exists() and not is_backup(target):
        raise Occupied(str(target))
    engine = instance.engine
    with (
        tempfile.TemporaryDirectory(prefix=".backup-", dir=target.parent) as scratch,
        durable.written(target) as file,
        closing(Writer(file)) as writer,
    ):
        manifest = Manifest(
            engine=engine.dialect.name,
            revision=None,
            release=VERSION,
            made_at=clock.now().isoformat(timespec="seconds"),
            key_fingerprint=fingerprint(instance.key),
            earlier_keys=len(instance.earlier_keys),
        )
        held = set(_put_files(writer, instance.folder))
        if engine.dialect.name == "sqlite":
            manifest.revision = sqlite.write(engine, writer, Path(scratch))
        else:
            manifest.revision, manifest.database = postgres.write(engine, writer)
        # what came meanwhile: a file is there before its row, so whatever a row of the copy names is in the backup
        for _ in _put_files(writer, instance.folder, but=held):
            pass
        if manifest.revision is None:
            # a setting that names another place must not put nothing where the last good backup stands
            raise NotABackup(NOTHING_THERE)
        if with_key:
            with writer.member(KEY) as sink:
                sink.write(instance.key.encode())
        writer.finish(manifest)
    return manifest


def _put_files(writer: Writer, folder: Path, *, but: Container[str] = ()) -> Iterator[str]:
    """Put the files that the folder keeps into the backup; the names of those that were put."""
    for path in kept_files.kept(folder):
        name = FILES + path.relative_to(folder).as_posix()
        if name not in but:
            writer.put_file(name, path)
            yield name


def fingerprint(key: str) -> str:
    """By which a key of 32 random characters or more is recognised; it cannot be guessed back."""
    return secrets.derived_key(key, "fingerprint").hex()[:32]
