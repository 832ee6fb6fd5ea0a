"""Days as a line across the page, what each day carries, and how small a month is printed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.calendar import paper
from planner.calendar.entries import Mark
from planner.calendar.paper import Load
from planner.calendar.strips import LEVELS, Strip, level, load
from planner.events.timing import AllDay, Timed, Timing
from planner.events.words import EventStatus

QUARTER = Strip(date(2026, 10, 1), date(2026, 12, 31))
DAYS = st.dates(date(2026, 8, 1), date(2027, 2, 28))


def _mark(timing: Timing, status: EventStatus = EventStatus.CONFIRMED) -> Mark:
    return Mark(1, 1, timing, status)


def test_a_line_begins_at_nought_and_ends_at_a_hundred() -> None:
    assert QUARTER.days == 92
    assert QUARTER.place(date(2026, 10, 1)) == 0
    assert QUARTER.bar(date(2026, 10, 1), date(2026, 12, 31)) == (0, 100)
    assert QUARTER.months() == [date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)]


@given(DAYS, DAYS)
def test_a_bar_never_leaves_the_line(one: date, other: date) -> None:
    first_on, last_on = sorted((one, other))
    if last_on < QUARTER.first_on or first_on > QUARTER.last_on:
        return
    begins, length = QUARTER.bar(first_on, last_on)
    shown = (min(last_on, QUARTER.last_on) - max(first_on, QUARTER.first_on)).days + 1
    assert begins >= 0
    assert begins + length <= 100.01
    assert length == pytest.approx(100 * shown / QUARTER.days, abs=0.02)


def test_a_day_carries_what_stands_on_it_and_nothing_that_was_cancelled() -> None:
    evening = Timed(
        datetime(2026, 11, 24, 15, tzinfo=UTC), datetime(2026, 11, 24, 19, tzinfo=UTC), "Asia/Bangkok"
    )
    fair = AllDay(date(2026, 11, 24), date(2026, 11, 26))
    long_ago = AllDay(date(2026, 9, 1), date(2026, 10, 2))
    found = load(
        [_mark(evening), _mark(fair), _mark(long_ago), _mark(fair, EventStatus.CANCELLED)],
        QUARTER,
        "Asia/Bangkok",
    )
    assert found == {
        date(2026, 11, 24): 2,
        date(2026, 11, 25): 1,
        date(2026, 11, 26): 1,
        date(2026, 10, 1): 1,
        date(2026, 10, 2): 1,
    }


@given(st.integers(0, 300), st.integers(0, 300))
def test_more_is_never_lighter_and_the_busiest_day_is_the_darkest(one: int, other: int) -> None:
    few, most = sorted((one, other))
    assert 0 <= level(few, most) <= level(most, most) <= LEVELS
    assert (level(few, most) == 0) == (few == 0)
    if most >= LEVELS:
        assert level(most, most) == LEVELS


# ── Paper ───────────────────────────────────────────────────────────────────────────────────────────────


def _week(chips: int, text: str = "10:00 แถลงข่าวเปิดโครงการน้ำสะอาด", bars: int = 2) -> Load:
    return Load([[paper.width(text)] * chips for _ in range(7)], bars)


def test_a_quiet_month_is_printed_in_the_largest_letters() -> None:
    assert paper.size_for([_week(1)] * 5) == 0


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 10))
def test_a_fuller_month_is_never_printed_larger(few: int, more: int, bars: int) -> None:
    few, more = sorted((few, more))
    lighter = paper.size_for([_week(few, bars=bars)] * 5)
    assert lighter <= paper.size_for([_week(more, bars=bars)] * 5) < len(paper.SIZES)


def test_what_only_goes_on_takes_less_room_than_words() -> None:
    words = [Load([[]] * 7, bars=9)] * 6
    echoes = [words[0], *[Load([[]] * 7, bars=0, echoes=9)] * 5]
    assert paper.size_for(echoes) < paper.size_for(words)


def test_marks_take_no_width() -> None:
    assert paper.width("กี่" * 40) == paper.width("ก" * 40) == 40
    assert paper.width("น้ำ") == 2
    assert paper.width("Cafe\u0301") == 4


def test_days_are_days() -> None:
    assert QUARTER.middle(date(2026, 10, 1)) == pytest.approx(100 * 0.5 / 92, abs=0.01)
    assert QUARTER.last_on - QUARTER.first_on == timedelta(days=QUARTER.days - 1)
