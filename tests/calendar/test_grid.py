"""The month as weeks, and bars packed into rows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.accounts.models import WeekStart
from planner.calendar.grid import (
    days_shown,
    month_before,
    next_month,
    rows_of_bars,
    week_number,
    weeks_of_month,
)
from planner.events.timing import AllDay, timed
from tests.events.moments import BANGKOK, wall

DAYS = st.dates(date(1900, 2, 1), date(2399, 11, 1))
WEEK = [date(2026, 11, 22) + timedelta(days=n) for n in range(7)]


@pytest.mark.parametrize(
    ("on", "week_start", "first", "last", "weeks"),
    [
        (date(2026, 11, 24), WeekStart.SUNDAY, date(2026, 11, 1), date(2026, 12, 5), 5),
        (date(2026, 11, 24), WeekStart.MONDAY, date(2026, 10, 26), date(2026, 12, 6), 6),
        (date(2027, 2, 1), WeekStart.MONDAY, date(2027, 2, 1), date(2027, 2, 28), 4),
        (date(2026, 8, 31), WeekStart.SUNDAY, date(2026, 7, 26), date(2026, 9, 5), 6),
    ],
)
def test_a_month_is_drawn_in_whole_weeks(
    *, on: date, week_start: WeekStart, first: date, last: date, weeks: int
) -> None:
    drawn = weeks_of_month(on, week_start)
    assert (drawn[0][0], drawn[-1][-1], len(drawn)) == (first, last, weeks)


@given(DAYS, st.sampled_from(WeekStart))
def test_every_day_of_a_month_stands_in_it_once_and_in_its_column(on: date, week_start: WeekStart) -> None:
    drawn = weeks_of_month(on, week_start)
    days = [day for week in drawn for day in week]
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]
    assert days[0].weekday() == (6 if week_start == WeekStart.SUNDAY else 0)
    month = [day for day in days if (day.year, day.month) == (on.year, on.month)]
    assert month[0].day == 1
    assert month[-1] + timedelta(days=1) == next_month(on)
    assert next_month(month_before(on)) == on.replace(day=1)
    # no week without a day of the month
    assert all(any(day in month for day in week) for week in drawn)


@pytest.mark.parametrize(
    ("day", "number"),
    [(date(2026, 1, 4), 2), (date(2026, 12, 27), 53), (date(2027, 1, 3), 1), (date(2026, 11, 22), 48)],
)
def test_a_week_that_begins_on_sunday_has_the_number_of_its_thursday(day: date, number: int) -> None:
    assert week_number([day + timedelta(days=n) for n in range(7)]) == number


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2026-11-24 09:00", "2026-11-24 12:00", 24, 24),
        ("2026-11-24 20:00", "2026-11-25 02:00", 24, 24),
        ("2026-11-24 09:00", "2026-11-25 12:00", 24, 25),
        ("2026-11-24 00:00", "2026-11-25 00:00", 24, 24),
        ("2026-11-24 00:00", "2026-11-26 00:00", 24, 25),
    ],
)
def test_an_evening_past_midnight_stands_on_its_first_day(
    start: str, end: str, first: int, last: int
) -> None:
    shown = days_shown(timed(wall(start), wall(end), BANGKOK), BANGKOK)
    assert [day.day for day in shown] == [first, last]


def test_the_day_is_that_of_the_reader() -> None:
    late = timed(wall("2026-11-24 23:00"), wall("2026-11-24 23:30"), BANGKOK)
    assert days_shown(late, "Asia/Tokyo")[0] == date(2026, 11, 25)
    days = AllDay(date(2026, 11, 24), date(2026, 11, 25))
    assert days_shown(days, "Pacific/Honolulu") == (date(2026, 11, 24), date(2026, 11, 25))


def _days(*days: int) -> list[date]:
    return [date(2026, 11, day) for day in days]


def test_bars_share_a_row_where_they_do_not_meet() -> None:
    spans = [
        (date(2026, 11, 1), date(2026, 11, 23), "before"),
        (date(2026, 11, 24), date(2026, 11, 25), "within"),
        (date(2026, 11, 23), date(2026, 12, 31), "after"),
        (date(2026, 11, 28), date(2026, 11, 28), "last day"),
        (date(2026, 11, 1), date(2026, 11, 21), "gone"),
        (date(2026, 11, 29), date(2026, 11, 30), "to come"),
    ]
    rows, left_over = rows_of_bars(spans, WEEK)
    drawn = [[(p.days, p.what, p.is_continued, p.goes_on) for p in row] for row in rows]
    assert drawn == [
        [
            (2, "before", True, False),
            (2, "within", False, False),
            (2, None, False, False),
            (1, "last day", False, False),
        ],
        [(1, None, False, False), (6, "after", False, True)],
    ]
    assert left_over == 0


def test_bars_that_find_no_room_are_counted_not_hidden() -> None:
    spans = [(WEEK[0], WEEK[6], str(n)) for n in range(6)]
    rows, left_over = rows_of_bars(spans, WEEK, most=4)
    assert (len(rows), left_over) == (4, 2)


@given(st.lists(st.tuples(st.integers(-9, 12), st.integers(0, 15)), max_size=20))
def test_every_row_fills_the_week_and_every_bar_has_its_days(spans: list[tuple[int, int]]) -> None:
    dated = [
        (WEEK[0] + timedelta(days=start), WEEK[0] + timedelta(days=start + length), n)
        for n, (start, length) in enumerate(spans)
    ]
    rows, left_over = rows_of_bars(dated, WEEK)
    assert left_over == 0
    placed = {}
    for row in rows:
        assert sum(piece.days for piece in row) == 7
        at = 0
        for piece in row:
            if piece.what is not None:
                placed[piece.what] = (at, at + piece.days - 1)
            at += piece.days
    for first, last, n in dated:
        start, end = max((first - WEEK[0]).days, 0), min((last - WEEK[0]).days, 6)
        assert placed.get(n) == ((start, end) if start <= end and start <= 6 and end >= 0 else None)
