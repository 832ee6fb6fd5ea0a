"""XLSX workbooks: looked at before they are opened, read without calculating anything.

The archive is judged by its directory first (`expect_harmless`): zipfile never unpacks more of a member than the
directory says, so a small lie cannot hide a large member. XML is read through defusedxml, which openpyxl uses where
it is installed.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from planner.errors import Refusal
from planner.i18n import Marked, mark
from planner.imports.rows import Row, Wrong
from planner.lists import columns

MOST_UNPACKED = 200 * 1024 * 1024
MOST_SHARED = 40 * 1024 * 1024
"""Unpacked bytes of the texts that a workbook keeps apart; they are all in memory at once."""
MOST_RATIO = 200
RATIO_FROM = 5 * 1024 * 1024
MOST_PARTS = 2_000

NOT_A_WORKBOOK = mark(
    "The workbook cannot be opened. Open it in your own program, save it anew and send it again."
)
BOMB = mark("The workbook unpacks to far more than a list can hold. It was not opened.")
FORMULA = mark("Cell %(cell)s holds a formula. Copy the column and insert it as values.")
FAULT = mark("Cell %(cell)s holds an error: %(fault)s.")
MERGED = mark(
    "Cells are merged (%(where)s): only the first of them holds the value, the others count as empty."
)

_MERGED = re.compile(rb'<mergeCell ref="([A-Z0-9:]{1,30})"')
_FILLED = (b"<v>", b"<v ", b"<is>", b"<f>", b"<f ")


def expect_harmless(path: Path) -> None:
    """Raise `Refusal` unless the archive's directory promises a workbook of a bearable size."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Refusal(NOT_A_WORKBOOK, field="file") from None
    unpacked = sum(part.file_size for part in parts)
    shared = sum(part.file_size for part in parts if "sharedstrings" in part.filename.lower())
    packed = sum(part.compress_size for part in parts)
    is_dense = unpacked > RATIO_FROM and unpacked > packed * MOST_RATIO
    if unpacked > MOST_UNPACKED or shared > MOST_SHARED or is_dense or len(parts) > MOST_PARTS:
        raise Refusal(BOMB, field="file")
    if not any(part.filename == "[Content_Types].xml" for part in parts):
        raise Refusal(NOT_A_WORKBOOK, field="file")


def sheets(path: Path) -> tuple[str, ...]:
    """The names of the sheets that hold cells, in order."""
    found = tuple(_parts(path))
    if not found:
        raise Refusal(NOT_A_WORKBOOK, field="file")
    return found


def count(path: Path, sheet: str, most: int) -> int:
    """How many rows hold anything, at most `most`; the sheet is only skimmed."""
    found, tail = 0, b""
    with zipfile.ZipFile(path) as archive, archive.open(_parts(path)[sheet]) as stream:
        while found < most and (chunk := stream.read(1 << 20)):
            *pieces, tail = (tail + chunk).split(b"<row")
            found += sum(any(sign in piece for sign in _FILLED) for piece in pieces)
            # a row of a megabyte is beyond what a cell may hold anyway
            tail = tail[-(1 << 20) :]
    return min(most, found + any(sign in tail for sign in _FILLED))


def notes(path: Path) -> tuple[tuple[Marked, dict[str, object]], ...]:
    """What the person should know of the workbook: which cells are merged."""
    merged: list[str] = []
    with zipfile.ZipFile(path) as archive:
        for part in _parts(path).values():
            tail = b""
            with archive.open(part) as stream:
                while chunk := stream.read(1 << 20):
                    merged += [found.decode() for found in _MERGED.findall(tail + chunk)]
                    tail = chunk[-60:]
    several = list(dict.fromkeys(merged))
    if not several:
        return ()
    where = ", ".join(several[:5]) + (" …" if len(several) > 5 else "")
    return ((MERGED, {"where": where}),)


def rows(path: Path, sheet: str, width: int) -> Iterator[Row]:
    """The rows of a sheet as text; formulas and errors are noted on their row, never calculated."""
    with _opened(path) as book:
        # what a sheet claims about its size is not believed: a wrong claim would cut rows or add millions
        found = book[sheet]
        found.reset_dimensions()
        for line, cells in enumerate(found.iter_rows(max_col=width), 1):
            yield _row(line, cells)


def _row(line: int, cells: tuple[Any, ...]) -> Row:
    wrong = None
    texts = []
    for place, cell in enumerate(cells, 1):
        value = cell.value
        kind = getattr(cell, "data_type", "n")
        if value is not None and wrong is None and kind in {"f", "e"}:
            name = f"{_letters(place)}{line}"
            wrong = (
                Wrong(FORMULA, {"cell": name})
                if kind == "f"
                else Wrong(FAULT, {"cell": name, "fault": value})
            )
        texts.append(_text(value))
    return Row(line, tuple(texts), wrong)


def _letters(place: int) -> str:
    """The letters of a column: A to Z, AA and so on."""
    found = ""
    while place:
        place, rest = divmod(place - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def _text(value: Any) -> str:  # noqa: PLR0911 - a table of kinds
    match value:
        case None:
            return ""
        case str():
            return columns.unguarded(value.strip())
        case bool():
            return "yes" if value else "no"
        case datetime():
            has_time = (value.hour, value.minute, value.second) != (0, 0, 0)
            return f"{value:%Y-%m-%d %H:%M}" if has_time else value.date().isoformat()
        case date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M")
        case timedelta():
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60:02}:{minutes % 60:02}"
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
    return str(value)


@contextmanager
def _opened(path: Path, *, has_texts: bool = True) -> Iterator[Any]:
    """The workbook, by what it holds, whatever its file is called. Raises `Refusal` where it is none.

    Without `has_texts` for its sheets alone: the texts that a workbook keeps apart are read whenever it is opened,
    and take seconds where the list is long.
    """
    # only where there is a workbook: most starts of the planner never see one
    from openpyxl.reader.excel import ExcelReader  # noqa: PLC0415
    from openpyxl.xml import DEFUSEDXML  # noqa: PLC0415

    if not DEFUSEDXML:  # pragma: no cover - the lock installs it
        raise ImportError("workbooks of strangers are read through defusedxml only")
    try:
        with path.open("rb") as file:
            with warnings.catch_warnings():
                # what a workbook asks for beyond cells (print areas, validations) is of no interest here
                warnings.simplefilter("ignore")
                reader = ExcelReader(file, read_only=True, data_only=False, keep_links=False)
                if not has_texts:
                    reader.read_strings = lambda: None  # type: ignore[method-assign]
                reader.read()
                book = reader.wb
            try:
                yield book
            finally:
                book.close()
    except (KeyError, ValueError, TypeError, AttributeError, OSError, SyntaxError, zipfile.BadZipFile):
        # whatever a broken workbook breaks in the library: to the person it is one thing
        raise Refusal(NOT_A_WORKBOOK, field="file") from None


def _parts(path: Path) -> dict[str, str]:
    stamp = path.stat()
    return dict(_parts_of(path, stamp.st_mtime_ns, stamp.st_size))


@lru_cache(maxsize=8)
def _parts_of(path: Path, _changed: int, _size: int) -> tuple[tuple[str, str], ...]:
    """Each sheet's name and the member of the archive that holds it."""
    with _opened(path, has_texts=False) as book:
        return tuple((sheet.title, sheet._worksheet_path) for sheet in book.worksheets)
