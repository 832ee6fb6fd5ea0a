"""Lists go out as files that spreadsheets open: in Thai, with real days, and with nothing that calculates."""

from __future__ import annotations

import csv
import io
import tracemalloc
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from planner.dates import Era
from planner.exports import writing
from planner.exports.writing import Cell, Form, Head, Sheet
from planner.lists import columns

FORMULAS = ["=1+1", "+66 81", "-5 คน", "@brand", "\tx", "\rx", "＝1", "＋1", "－1", "＠x", "'=1", "''-x"]
PLAIN = ["สมชาย", "a=b", "1-2", "'quoted'", "ลูกค้า @ สยาม", ""]


def sheet(rows: Sequence[Sequence[Cell]], heads: Sequence[str] = ("ชื่อ", "วันที่")) -> Sheet:
    return Sheet("รายชื่อ", [Head(label) for label in heads], rows)


def as_csv(rows: Sequence[Sequence[Cell]], era: Era = Era.CE) -> list[list[str]]:
    with writing.write(sheet(rows), Form.CSV, era) as file:
        content = file.read()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1:]


def as_xlsx(rows: Sequence[Sequence[Cell]], era: Era = Era.CE) -> Any:
    with writing.write(sheet(rows), Form.XLSX, era) as file:
        return openpyxl.load_workbook(file).active


@pytest.mark.parametrize("cell", FORMULAS)
def test_what_a_spreadsheet_would_calculate_begins_with_an_apostrophe(cell: str) -> None:
    assert as_csv([[cell, None]]) == [[f"'{cell}", ""]]
    written = as_xlsx([[cell, None]])["A2"]
    # a carriage return is coded in a workbook
    assert written.value == f"'{cell}".replace("\r", "_x000D_")
    assert written.data_type == "s"
    assert columns.unguarded(f"'{cell}") == cell


@pytest.mark.parametrize("cell", PLAIN)
def test_everything_else_is_written_as_it_is(cell: str) -> None:
    assert as_csv([[cell, "x"]]) == [[cell, "x"]]
    assert (as_xlsx([[cell, "x"]])["A2"].value or "") == cell
    assert columns.unguarded(cell) == cell


def test_no_text_becomes_a_formula_a_link_or_a_number() -> None:
    page = as_xlsx([[cell] for cell in (*FORMULAS, "https://example.org", "0812345678", "{=1}", "1e5")])
    assert {one.data_type for row in page.iter_rows(min_row=2, max_col=1) for one in row} == {"s"}
    assert all(one.hyperlink is None for row in page.iter_rows() for one in row)
    assert page["A15"].value == "0812345678"


def test_headings_are_guarded_too() -> None:
    with writing.write(sheet([], ["=cmd"]), Form.CSV, Era.CE) as file:
        content = file.read().decode("utf-8-sig")
    assert content == "'=cmd\r\n"


def test_days_are_days_in_a_workbook_and_shown_in_the_readers_era() -> None:
    for era, form in ((Era.BE, "[$-107041E]d mmm yyyy"), (Era.CE, "d mmm yyyy"), (Era.BOTH, "d mmm yyyy")):
        page = as_xlsx([[date(2026, 11, 24), time(9, 30)]], era)
        assert page["A2"].is_date
        assert page["A2"].value == datetime(2026, 11, 24)  # noqa: DTZ001 - a workbook's days have no zone
        assert page["A2"].number_format == form
        assert page["B2"].value == time(9, 30)


def test_days_in_csv_are_read_in_one_way_only() -> None:
    assert as_csv([[date(2026, 11, 24), time(9, 5)]], Era.CE) == [["2026-11-24", "09:05"]]
    assert as_csv([[date(2026, 11, 24), None]], Era.BOTH) == [["2026-11-24", ""]]
    assert as_csv([[date(2026, 2, 4), None]], Era.BE) == [["04/02/2569", ""]]


def test_an_instant_is_refused_rather_than_written_without_its_zone() -> None:
    for form in Form:
        with pytest.raises((TypeError, KeyError)):
            writing.write(sheet([[datetime(2026, 11, 24, 3, tzinfo=UTC), None]]), form, Era.CE)


def test_numbers_stay_numbers_without_an_exponent() -> None:
    row: list[Cell] = [Decimal("1250000.50"), -3]
    assert as_csv([row]) == [["1250000.50", "-3"]]
    page = as_xlsx([row])
    assert (page["A2"].value, page["B2"].value) == (1250000.5, -3)
    assert as_csv([[Decimal("1E+6"), 0]]) == [["1000000", "0"]]


def test_lines_and_quotation_marks_within_a_cell_survive() -> None:
    cell = 'บรรทัดแรก\n"บรรทัดสอง", จบ'
    assert as_csv([[cell, None]]) == [[cell, ""]]
    assert as_xlsx([[cell, None]])["A2"].value == cell


def test_a_workbook_is_ready_to_work_in() -> None:
    page = as_xlsx([["ก", date(2026, 1, 1)], ["ข", None]])
    assert page.title == "รายชื่อ"
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:B3"
    assert page.column_dimensions["A"].width == pytest.approx(18, abs=1)
    assert page["A1"].font.bold


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("[a]:*?/\\'b", "a b"),
        ("", "Samphan"),
        ("///", "Samphan"),
        ("ก" * 60, "ก" * 31),
        ("ผู้มีส่วนได้เสีย", "ผู้มีส่วนได้เสีย"),
    ],
)
def test_a_sheet_has_a_name_that_workbooks_allow(name: str, shown: str) -> None:
    assert writing.sheet_name(name) == shown


def test_a_cell_longer_than_a_workbook_holds_is_cut_and_a_csv_one_is_not() -> None:
    long = "ก" * 40_000
    assert as_csv([[long, None]]) == [[long, ""]]
    assert len(as_xlsx([[long, None]])["A2"].value) == writing.LONGEST_CELL


@pytest.mark.parametrize("form", list(Form))
def test_a_long_list_takes_little_more_memory_than_a_short_one(form: Form) -> None:
    def rows(count: int) -> Iterator[list[Cell]]:
        for number in range(count):
            yield [f"สมชาย {number} " + "x" * 200, date(2026, 1, 1)]

    def peak(count: int) -> int:
        tracemalloc.start()
        file = writing.write(Sheet("x", [Head("a"), Head("b")], rows(count)), form, Era.CE)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        file.close()
        return most

    short = peak(100)
    # some 2.4 MB of text; all at once it would take as much and more
    assert peak(8_000) < short + 1_800_000
