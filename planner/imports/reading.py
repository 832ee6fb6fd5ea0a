"""A file that somebody brought, as rows of text: CSV in any of its dialects, or a sheet of an XLSX workbook.

Nothing here knows what the columns mean. Rows come one at a time, so that a long file takes no more memory than a
short one; what cannot be read is refused for the whole file (`Refusal`) or noted on the row (`Row.wrong`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from planner.errors import Refusal
from planner.i18n import Marked, mark
from planner.imports import workbook
from planner.imports.rows import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, Row, Wrong
from planner.lists import columns
from planner.lists.columns import ListKind
from planner.uploads import encodings
from planner.uploads.encodings import Encoding

LARGEST_FILE = 20 * 1024 * 1024
HEADING_WITHIN = 10
SAMPLE_ROWS = 5
SEPARATORS = (",", ";", "\t", "|")

EMPTY = mark("There is nothing in the file.")
TOO_LARGE = mark("The file is larger than 20 MB. Divide it, or leave out the columns that are not needed.")
NO_TEXT = mark(
    "This is neither a CSV file nor an XLSX workbook. Save the list as one of these and send it again."
)
OLD_EXCEL = mark("This is a workbook of the old kind (XLS). Save it as XLSX and send it again.")
WRONG_LETTERS = mark("The file cannot be read in these letters. Choose another reading.")
TOO_MANY = mark("The list has more than %(most)s rows. Divide it into several files.")
TOO_WIDE = mark("The list has more than %(most)s columns.")
NO_ROWS = mark("The file has a heading but no rows beneath it.")
RAGGED = mark(
    "This row has %(here)s cells, and the heading has %(there)s. A separator or a quotation mark is amiss."
)
LONG_CELL = mark("A cell holds more than 200,000 characters; perhaps a quotation mark is not closed.")
HAS_NUL = mark("This row holds signs that are no text (NUL).")

# the module's own limit is for the whole process; ours (LONGEST_CELL) is told per row
csv.field_size_limit(LARGEST_FILE + 1)


@dataclass(frozen=True)
class How:
    """How a file is read: of CSV the letters and the separator, of a workbook the sheet; None where not its kind."""

    encoding: Encoding | None = None
    separator: str | None = None
    sheet: str | None = None


@dataclass(frozen=True)
class Looked:
    """What a first look at a file tells: how it may be read, and how it is taken unless the person says otherwise.

    `samples` are the first lines in each possible reading of the letters.
    """

    how: How
    is_sure: bool
    sheets: tuple[str, ...] = ()
    samples: dict[Encoding, str] = field(default_factory=dict)
    notes: tuple[tuple[Marked, dict[str, object]], ...] = ()


@dataclass(frozen=True)
class Table:
    """The heading, the line it stands on (the first is 1), and the first rows beneath it."""

    heading: tuple[str, ...]
    line: int
    sample: tuple[Row, ...]


def look(path: Path) -> Looked:
    """A first look at a file. Raises `Refusal` where it is no list at all."""
    size = path.stat().st_size
    if size == 0:
        raise Refusal(EMPTY, field="file")
    if size > LARGEST_FILE:
        raise Refusal(TOO_LARGE, field="file")
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(b"PK\x03\x04"):
        workbook.expect_harmless(path)
        sheets = workbook.sheets(path)
        return Looked(
            How(sheet=sheets[0]), is_sure=len(sheets) == 1, sheets=sheets, notes=workbook.notes(path)
        )
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refusal(OLD_EXCEL, field="file")
    content = path.read_bytes()
    guessed = encodings.guess(content)
    if not guessed.readings or _is_no_text(content, guessed.readings[0]):
        raise Refusal(NO_TEXT, field="file")
    encoding = guessed.readings[0]
    others = [one for one in Encoding if one not in guessed.readings and one.startswith("cp")]
    offered = [*guessed.readings, *(one for one in others if encodings.can_read(content, one))]
    samples = {one: _decoded(content[:600], one) for one in offered}
    separator = _separator(_decoded(content[:64_000], encoding))
    return Looked(How(encoding, separator), guessed.is_sure, samples=samples)


def table(path: Path, how: How, kind: ListKind) -> Table:
    """The heading and the first rows. Raises `Refusal` where there are none."""
    # opened once: a workbook reads all its texts before its first row
    filled = (row for row in raw_rows(path, how) if any(row.cells))
    first = list(islice(filled, HEADING_WITHIN))
    heading = _heading(first, kind)
    line = heading.line
    sample = tuple(islice(chain((row for row in first if row.line > line), filled), SAMPLE_ROWS))
    if not sample:
        raise Refusal(NO_ROWS)
    cells = _trimmed(heading.cells)
    if how.sheet is not None:
        # a column without a heading is a column all the same
        width = max(len(_trimmed(row.cells)) for row in sample)
        cells = (*cells, *("" for _ in range(width - len(cells))))
    if len(cells) > MOST_COLUMNS:
        raise Refusal(TOO_WIDE, most=MOST_COLUMNS)
    return Table(cells, line, sample)


def _heading(first: Sequence[Row], kind: ListKind) -> Row:
    """The heading: of the first ten rows that hold anything, the one with most headings that are known."""
    best, most = None, -1
    for row in first:
        known = sum(columns.recognised(kind, cell) is not None for cell in row.cells if cell)
        if known > most:
            best, most = row, known
    if best is None:
        raise Refusal(EMPTY)
    return best


def rows(path: Path, how: How, line: int, width: int, *, most: int = MOST_ROWS) -> Iterator[Row]:
    """The rows beneath the heading, empty ones left out. Raises `Refusal` beyond the most there may be."""
    count = 0
    for row in raw_rows(path, how, width):
        if row.line <= line or not any(row.cells):
            continue
        count += 1
        if count > most:
            raise Refusal(TOO_MANY, most=f"{most:,}")
        yield _checked(row, width, is_csv=how.sheet is None)


def count(path: Path, how: How, most: int = MOST_ROWS) -> int:
    """How many filled rows there are, one more than the most allowed at the highest; quick, and little is kept."""
    if how.sheet is not None:
        return workbook.count(path, how.sheet, most + 2)
    return sum(1 for _ in islice((row for row in raw_rows(path, how) if any(row.cells)), most + 2))


def raw_rows(path: Path, how: How, width: int = MOST_COLUMNS + 1) -> Iterator[Row]:
    """Every row of the file, as it stands there; of a sheet `width` cells of each."""
    if how.sheet is not None:
        yield from workbook.rows(path, how.sheet, width)
        return
    encoding = how.encoding or Encoding.UTF_8
    with path.open("rb") as file:
        if encoding in {Encoding.UTF_16_LE, Encoding.UTF_16_BE} and file.read(2) not in {
            b"\xff\xfe",
            b"\xfe\xff",
        }:
            file.seek(0)
        lines = io.TextIOWrapper(file, encoding, newline="")
        reader = csv.reader(lines, delimiter=how.separator or ",")
        try:
            # a row is known by the line it begins on
            begins = 1
            for cells in reader:
                yield Row(begins, tuple(columns.unguarded(cell.strip()) for cell in cells))
                begins = reader.line_num + 1
        except UnicodeDecodeError:
            raise Refusal(WRONG_LETTERS, field="encoding") from None


def _checked(row: Row, width: int, *, is_csv: bool) -> Row:
    """The row, with what is wrong with its shape."""
    if any(len(cell) > LONGEST_CELL for cell in row.cells):
        return Row(row.line, row.cells, Wrong(LONG_CELL))
    if any("\0" in cell for cell in row.cells):
        return Row(row.line, row.cells, Wrong(HAS_NUL))
    # empty cells beyond the heading are separators too many, and harm nothing
    here = len(_trimmed(row.cells)) if any(row.cells[width:]) else min(len(row.cells), width)
    if is_csv and here != width:
        return Row(row.line, row.cells, Wrong(RAGGED, {"here": here, "there": width}))
    padded = (*row.cells[:width], *("" for _ in range(width - len(row.cells))))
    return Row(row.line, padded, row.wrong)


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Without the empty cells at the end."""
    last = max((place for place, cell in enumerate(cells, 1) if cell), default=0)
    return cells[:last]


def _decoded(content: bytes, encoding: Encoding) -> str:
    return content.decode(encoding, errors="ignore").lstrip("\ufeff")


def _is_no_text(content: bytes, encoding: Encoding) -> bool:
    """Whether it holds what no text file does: many control signs."""
    sample = _decoded(content[:20_000], encoding)
    strange = sum(ord(char) < 32 and char not in "\t\r\n\v\f\x1a" for char in sample)
    return strange > 8 and strange * 50 > len(sample)


def _separator(sample: str) -> str:
    """The sign that parts the first rows into the same number of cells, the most of them."""
    best, score = ",", (0, 0)
    for sign in SEPARATORS:
        # with the ends of lines as they are: some programs write nothing but a carriage return
        lines = io.StringIO(sample, newline="")
        widths = [len(cells) for cells in islice(csv.reader(lines, delimiter=sign), 20)]
        common = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
        if common > 1 and (widths.count(common), common) > score:
            best, score = sign, (widths.count(common), common)
    return best
