"""A list as a file that spreadsheets open: CSV or XLSX. Rows come one at a time and are forgotten once written.

Nothing in the file calculates anything (hardening F5): texts that a spreadsheet would take for a formula begin with
an apostrophe in both forms, and a workbook's texts are never formulas or links. Our own reading takes the
apostrophe away again (`columns.unguarded`).
"""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import IO, TYPE_CHECKING

from planner import text
from planner.dates import Era
from planner.dates.eras import BUDDHIST_OFFSET
from planner.i18n import mark
from planner.lists.columns import guarded

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

BYTE_ORDER_MARK = "\ufeff"
"""Excel takes a CSV file without one for the letters of the machine, and shows Thai as rubbish."""

LONGEST_CELL = 32_767
"""Characters that a cell of Excel holds."""

IN_MEMORY = 1 << 20
"""Bytes of a file that are held in memory; what is longer is on disk until it is sent."""

Cell = str | int | Decimal | date | time | None
"""A value of a row. Instants are given as their text: their zone would be lost in a spreadsheet."""


class Form(StrEnum):
    """What a list is written as."""

    CSV = "csv"
    XLSX = "xlsx"


FORM_NAMES: dict[Form, str] = {Form.CSV: mark("CSV"), Form.XLSX: mark("Excel (XLSX)")}
CONTENT_TYPES: dict[Form, str] = {
    Form.CSV: "text/csv; charset=utf-8",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

# Thai months, Latin digits, and the Buddhist calendar (07) or the Gregorian (00 is left out)
_DAYS: dict[bool, str] = {True: "[$-107041E]d mmm yyyy", False: "d mmm yyyy"}
_CLOCK = "hh:mm"
_NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_LONGEST_SHEET_NAME = 31


@dataclass(frozen=True)
class Head:
    """A column's heading, and how wide it is shown (characters)."""

    label: str
    width: int = 18


@dataclass(frozen=True)
class Sheet:
    """A list with its headings; `rows` may be a generator and is read once."""

    name: str
    heads: Sequence[Head]
    rows: Iterable[Sequence[Cell]]


def write(sheet: Sheet, form: Form, era: Era) -> IO[bytes]:
    """The list as a file, at its beginning; whoever asked closes it.

    Days are written in the era; where both eras are wanted, in the common one, which spreadsheets reckon in.
    """
    file: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
    try:
        _WRITERS[form](sheet, file, era == Era.BE)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _csv(sheet: Sheet, file: IO[bytes], is_buddhist: bool) -> None:
    lines = io.TextIOWrapper(file, "utf-8", newline="", write_through=True)
    lines.write(BYTE_ORDER_MARK)
    writer = csv.writer(lines)
    writer.writerow([guarded(head.label) for head in sheet.heads])
    for row in sheet.rows:
        writer.writerow([as_text(cell, is_buddhist) for cell in row])
    # the file stays open when the wrapper goes
    lines.detach()


def as_text(cell: Cell, is_buddhist: bool = False) -> str:
    """A cell of a CSV file. Days are of ISO 8601, or in the Buddhist era as people write them: 24/11/2569."""
    match cell:
        case None:
            return ""
        case datetime():
            raise TypeError("an instant is given as its text")
        case date() if is_buddhist:
            return f"{cell.day:02}/{cell.month:02}/{cell.year + BUDDHIST_OFFSET}"
        case date():
            return cell.isoformat()
        case time():
            return f"{cell:%H:%M}"
        case Decimal():
            return f"{cell:f}"
        case int():
            return str(cell)
    return guarded(cell)


def _xlsx(sheet: Sheet, file: IO[bytes], is_buddhist: bool) -> None:
    # only where there is a workbook: most starts of the planner never see one
    from xlsxwriter.workbook import Workbook  # noqa: PLC0415

    # constant_memory: each row goes to disk as soon as the next begins
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = Workbook(file, options)
    try:
        _fill(book, sheet, is_buddhist)
    finally:
        # also after a mishap: rows on their way to disk lie in a file of the book's own
        book.close()


def _fill(book: Workbook, sheet: Sheet, is_buddhist: bool) -> None:
    page = book.add_worksheet(sheet_name(sheet.name))
    heading = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": _DAYS[is_buddhist]})
    clock = book.add_format({"num_format": _CLOCK})
    formats: dict[type, Format] = {date: day, time: clock}
    for place, head in enumerate(sheet.heads):
        page.set_column(place, place, head.width)
        page.write_string(0, place, guarded(head.label), heading)
    count = 0
    for count, row in enumerate(sheet.rows, 1):
        for place, cell in enumerate(row):
            _put(page, (count, place), cell, formats)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, count, len(sheet.heads) - 1)


def _put(page: Worksheet, at: tuple[int, int], cell: Cell, formats: dict[type, Format]) -> None:
    """One cell; the kind of writing is always named, so that nothing is guessed from a text."""
    match cell:
        case None | "":
            return
        case date() | time():
            # a datetime has no place here: `as_text` says why
            page.write_datetime(*at, cell, formats[type(cell)])
        case int() | Decimal():
            page.write_number(*at, cell)
        case str():
            page.write_string(*at, text.shortened(guarded(cell), LONGEST_CELL))


_WRITERS: dict[Form, Callable[[Sheet, IO[bytes], bool], None]] = {Form.CSV: _csv, Form.XLSX: _xlsx}


def sheet_name(name: str) -> str:
    """A name as workbooks allow it: 31 characters, none of their signs, never empty."""
    plain = " ".join(name.translate(_NOT_IN_SHEET_NAMES).split())
    return text.shortened(plain, _LONGEST_SHEET_NAME) or "Samphan"
