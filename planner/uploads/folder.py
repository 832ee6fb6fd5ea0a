"""Where files lie while they come in: in the data folder, under random names, for their owner's eyes, for a day."""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO, TextIO

from planner.errors import Refusal
from planner.i18n import mark

KEPT_FOR = timedelta(days=1)
GONE = mark("The file was deleted; files are kept for a day at the longest. Bring the list again.")
TOO_LARGE = mark("The file is larger than 20 MB. Divide it, or leave out the columns that are not needed.")

_NAME = re.compile("[0-9a-f]{32}")
_CHUNK = 1 << 16


@dataclass(frozen=True)
class Shelf:
    """One kind of files under way: the name of their folder, and what people are told of them."""

    name: str
    gone: str
    too_large: str


LISTS = Shelf("lists", GONE, TOO_LARGE)


class Folder:
    """The folder of one kind of files under way."""

    def __init__(self, data_dir: str | Path, shelf: Shelf = LISTS) -> None:
        self.path = Path(data_dir, shelf.name)
        self._shelf = shelf

    def keep(self, stream: BinaryIO, *, largest: int) -> str:
        """Copy an upload into a file of its own and name it. Raises `Refusal` where it is larger than `largest`."""
        self.path.mkdir(mode=0o700, exist_ok=True)
        name = secrets.token_hex(16)
        size = 0
        with os.fdopen(_new(self.path / name), "wb") as file:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > largest:
                    break
                file.write(chunk)
        if size > largest:
            self.drop(name)
            raise Refusal(self._shelf.too_large, field="file")
        return name

    def file(self, name: str | None, part: str = "") -> Path:
        """The upload, or a part made of it. Raises `Refusal` where it is gone."""
        path = self._of(name, part)
        if path is None or not path.exists():
            raise Refusal(self._shelf.gone)
        return path

    def has(self, name: str | None, part: str = "") -> bool:
        """Whether it is still there."""
        path = self._of(name, part)
        return path is not None and path.exists()

    @contextmanager
    def writing(self, name: str, part: str) -> Iterator[TextIO]:
        """Write a part; it is there once it is whole."""
        path = self._of(name, part)
        if path is None:
            raise Refusal(self._shelf.gone)
        made = path.with_name(f"{path.name}-{secrets.token_hex(4)}")
        try:
            with os.fdopen(_new(made), "w", encoding="utf-8") as file:
                yield file
            made.replace(path)
        finally:
            made.unlink(missing_ok=True)

    def drop(self, name: str | None, *, parts: Iterable[str] | None = None) -> None:
        """Delete an upload and all that was made of it, or only these parts ("" is the upload)."""
        if name is None or not _NAME.fullmatch(name):
            return
        for path in self.path.glob(f"{name}*"):
            if parts is None or path.name.removeprefix(name).removeprefix(".") in parts:
                path.unlink(missing_ok=True)

    def sweep(self) -> int:
        """Delete what is older than a day; how many files that were."""
        before, count = time.time() - KEPT_FOR.total_seconds(), 0
        for path in self.path.glob("*"):
            # others sweep too
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < before:
                    path.unlink()
                    count += 1
        return count

    def _of(self, name: str | None, part: str) -> Path | None:
        if name is None or not _NAME.fullmatch(name):
            return None
        return self.path / (f"{name}.{part}" if part else name)


def _new(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
