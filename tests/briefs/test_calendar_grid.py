"""The month on paper: whatever there is, it stands on one page, and the list forgets nothing."""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.accounts.models import Kind, WeekStart
from planner.briefs import calendar_grid as sheets
from planner.briefs.calendar_grid import BAR_MM, HEAD_MM, HEIGHT_MM, Period
from planner.briefs.calendar_shapes import CalendarPaper, InsideItem, Item, Month, Note, Stretch
from planner.briefs.page import Composer
from planner.briefs.press import Press
from planner.briefs.shapes import Reader
from planner.dates import Era
from planner.i18n import Language, Text
from tests.briefs.reading import Printed, bare

ROOT = Path(__file__).parents[2]
FIRST = date(2026, 8, 1)
LETTERS = "ชุมชนริมคลอง water "


def item(title: str, on: date, days: int = 0, *, at: str = "09.30", kind: Kind = Kind.COMMUNAL) -> InsideItem:
    return InsideItem(
        first_on=on,
        last_on=on + timedelta(days=days),
        at="" if days else at,
        hours="All day" if days else at,
        elsewhere="",
        title=Text(title, "th", False),
        type="Press conference",
        venue=None,
        campaign=Text("น้ำสะอาด", "th", False),
        status=None,
        is_tentative=False,
        is_cancelled=False,
        kind=kind,
    )


items = st.lists(
    st.builds(
        lambda title, day, days: item(title, FIRST + timedelta(days=day), days),
        st.text(LETTERS, min_size=1, max_size=90),
        st.integers(0, 60),
        st.one_of(st.just(0), st.integers(0, 40)),
    ),
    max_size=120,
)


def laid(found: list[InsideItem], last: date, campaigns: int = 0) -> list[Month]:
    running = [Stretch(Text(f"C{n}", "en", False), FIRST, last, "communal") for n in range(campaigns)]
    period = Period(FIRST, last, found, {FIRST: [Note(Text("A holiday", "en", False), True)]}, running, ())
    return sheets.months(period, WeekStart.MONDAY)


@given(items, st.integers(0, 90), st.integers(0, 9))
def test_a_month_never_takes_more_than_its_page(found: list[Item], days: int, campaigns: int) -> None:
    for month in laid(found, FIRST + timedelta(days=days), campaigns):  # type: ignore[arg-type] # as drawn
        height = sum(
            HEAD_MM + (len(week.bars) + bool(week.more_bars)) * BAR_MM + week.height_mm
            for week in month.weeks
        )
        assert height <= HEIGHT_MM
        assert all(len(week.cells) == 7 for week in month.weeks)


@given(items, st.integers(0, 90))
def test_every_event_of_the_days_stands_once_in_the_list_of_each_of_its_months(
    found: list[InsideItem], days: int
) -> None:
    last = FIRST + timedelta(days=days)
    for month in laid(found, last):
        first_on = max(month.first_on, FIRST)
        last_on = min((month.first_on + timedelta(days=31)).replace(day=1) - timedelta(days=1), last)
        wanted = [one for one in found if one.first_on <= last_on and one.last_on >= first_on]
        listed = [one for day in month.days for one in day.items]
        assert sorted(map(id, listed)) == sorted(map(id, wanted))
        assert month.count == len(wanted)


@given(items)
def test_what_finds_no_room_in_a_day_is_counted_there(found: list[InsideItem]) -> None:
    for month in laid(found, FIRST + timedelta(days=60)):
        for week in month.weeks:
            for cell in week.cells:
                there = [one for one in found if one.first_on == one.last_on == cell.on]
                assert len(cell.chips) + cell.more == (0 if cell.is_out else len(there))


def test_a_quiet_month_shows_long_titles_whole_and_campaigns_beneath() -> None:
    (month,) = laid([item("ยาว" * 24, FIRST)], date(2026, 8, 31), campaigns=2)
    (cell,) = [cell for week in month.weeks for cell in week.cells if cell.chips]
    assert cell.lines == 3
    assert all(len(week.bars) == 2 for week in month.weeks)


def printed(found: list[InsideItem], last: date, folder: Path) -> Printed:
    """The paper of these days as it comes from the press."""
    reader, nobody = Reader(Language.TH, Era.BE, "Asia/Bangkok"), Text("", "th", False)
    months = laid(found, last, campaigns=9)
    paper = CalendarPaper(reader, FIRST, nobody, FIRST, last, (), months, len(found), True, ())
    page = Composer(ROOT / "templates").paper(
        "calendar", reader, paper=paper, title=nobody, made_on=FIRST, organisation=nobody
    )
    press = Press(folder, ROOT / "static")
    try:
        return Printed(press.pdf(page), folder)
    finally:
        press.close()


@pytest.mark.pdf
@pytest.mark.long
def test_five_hundred_events_of_a_month_are_on_paper_before_anybody_gives_up(tmp_path: Path) -> None:
    found = [
        item(f"แถลงข่าวเปิดตัวโครงการโรงเรียนน้ำสะอาด {n}", FIRST + timedelta(days=n % 31)) for n in range(500)
    ]
    begun = time.perf_counter()
    paper = printed(found, date(2026, 8, 31), tmp_path)
    assert time.perf_counter() - begun < 20
    assert [one.title.text for one in found if bare(one.title.text) not in paper.text] == []


@pytest.mark.pdf
@pytest.mark.long
@pytest.mark.parametrize("seed", range(3))
def test_months_full_in_every_degree_come_from_the_press_on_one_page_each(tmp_path: Path, seed: int) -> None:
    dice = Random(seed)  # noqa: S311 - titles, not secrets
    titles = ["ประชุมทีม", "แถลงข่าวเปิดตัวโครงการโรงเรียนน้ำสะอาดเพื่อชุมชนริมคลอง", "Members’ desk in the north"]
    last = date(2027, 7, 31)
    found = []
    for month in range(12):
        for _ in range(month * month):
            on = FIRST + timedelta(days=30 * month + dice.randrange(31))
            found.append(
                item(dice.choice(titles) * dice.randrange(1, 3), on, dice.choice([0] * 20 + [3, 12]))
            )
    paper = printed(found, last, tmp_path)
    grids = [page for page in paper.pages if bare("วันพฤหัสบดี") in bare(page)]
    assert len(grids) == 12
    assert all(bare("ขีดฆ่า: ยกเลิก") in bare(page) for page in grids)
