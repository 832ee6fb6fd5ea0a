"""Finished PDFs, kept under a fingerprint of all they were made from, so asking again costs reading a file.

Nothing is ever out of date here: another word, another style, another release of the printing part is another
fingerprint. What nobody asks for any more leaves by age and by room.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

FORMAT = b"samphan brief 1"
"""Raise it when the same page should print differently for a reason that none of its materials shows."""

FEW = 400
ROOM = 200 * 1024 * 1024
AGE_S = 7 * 24 * 3600
"""Briefs hold names and plans: a copy nobody fetched for a week is not kept lying about."""


class Shelf:
    """A folder of finished PDFs, readable by this system user only."""

    def __init__(self, folder: Path, *materials: Path) -> None:
        """`materials` are the files every brief is made with: style, fonts, the code that prints."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        digest = sha256(FORMAT + version("weasyprint").encode())
        for file in materials:
            digest.update(sha256(file.read_bytes()).digest())
        self._materials = digest.digest()

    def mark(self, page: str) -> str:
        """The fingerprint of a page and everything it is printed with."""
        return sha256(self._materials + page.encode()).hexdigest()

    def get(self, mark: str) -> bytes | None:
        """The finished PDF, or None where there is none, none that can be read, or half of one after a power cut."""
        file = self._file(mark)
        try:
            pdf = file.read_bytes()
        except OSError:
            return None
        if not (pdf.startswith(b"%PDF") and pdf.rstrip().endswith(b"%%EOF")):
            return None
        with contextlib.suppress(OSError):
            os.utime(file)
        return pdf

    def keep(self, mark: str, pdf: bytes) -> None:
        """Put a finished PDF on the shelf, all of it or none, and make room.

        A full or read-only disk costs the copy, not the answer.
        """
        with contextlib.suppress(OSError):
            handle, name = tempfile.mkstemp(dir=self._folder, prefix="new-")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(pdf)
                os.replace(name, self._file(mark))
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise
            self._make_room()

    def clear(self) -> None:
        """Throw every copy away, as when a person's data is erased."""
        for file in self._folder.glob("*.pdf"):
            file.unlink(missing_ok=True)

    def _file(self, mark: str) -> Path:
        return self._folder / f"{mark}.pdf"

    def _make_room(self) -> None:
        kept = 0
        used = 0
        # by age of last use: what was asked for most recently stays
        entries = []
        for file in self._folder.iterdir():
            with contextlib.suppress(FileNotFoundError):
                entries.append((file.stat(), file))
        entries.sort(key=lambda entry: entry[0].st_mtime, reverse=True)
        oldest = time.time() - AGE_S
        for stat, file in entries:
            if file.suffix == ".pdf":
                kept += 1
                used += stat.st_size
                if kept > FEW or used > ROOM or stat.st_mtime < oldest:
                    file.unlink(missing_ok=True)
            elif file.name.startswith("new-") and stat.st_mtime < oldest:
                # left by a process that was killed while writing
                file.unlink(missing_ok=True)
