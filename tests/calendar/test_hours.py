"""A day as half-hours: what touches it, what stands side by side, and cells that fill the table exactly."""

from __future__ import annotations

import itertools
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.calendar.hours import MOST_LANES, SLOTS, Held, cells_at, lanes_of, shown_slots, slots_on

BANGKOK = ZoneInfo("Asia/Bangkok")
BERLIN = ZoneInfo("Europe/Berlin")
TUESDAY = date(2026, 11, 24)


def _at(hour: int, minute: int = 0, day: int = 24) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=BANGKOK)


@pytest.mark.parametrize(
    ("start", "end", "slots"),
    [
        (_at(10), _at(12), (20, 24)),
        (_at(10, 10), _at(10, 20), (20, 21)),
        (_at(10), _at(10), (20, 21)),
        (_at(22), _at(6, day=25), (44, 48)),
        (_at(22, day=23), _at(6), (0, 12)),
        (_at(22, day=23), _at(0), None),
        (_at(20), _at(0, day=25), (40, 48)),
        (_at(23, 59), _at(23, 59), (47, 48)),
        (_at(0), _at(0), (0, 1)),
        (_at(9, day=25), _at(10, day=25), None),
    ],
)
def test_a_time_holds_the_half_hours_that_it_touches(
    start: datetime, end: datetime, slots: tuple[int, int] | None
) -> None:
    assert slots_on(start, end, TUESDAY) == slots


def test_what_ends_before_it_began_on_the_wall_still_holds_a_slot() -> None:
    # 25 October 2026, 2:50 in summer and 2:10 in winter time: twenty minutes
    start = datetime(2026, 10, 25, 2, 50, fold=0, tzinfo=BERLIN)
    end = datetime(2026, 10, 25, 2, 10, fold=1, tzinfo=BERLIN)
    assert slots_on(start, end, date(2026, 10, 25)) == (5, 6)


def test_an_empty_week_shows_office_hours_and_early_things_are_not_lost() -> None:
    assert shown_slots([]) == (16, 36)
    assert shown_slots([[Held(9, 11, "early")], [Held(40, 47, "late")]]) == (8, 48)


@st.composite
def _held(draw: st.DrawFn) -> list[Held[int]]:
    found = []
    for what in range(draw(st.integers(0, 12))):
        first = draw(st.integers(0, SLOTS - 1))
        found.append(Held(first, draw(st.integers(first + 1, SLOTS)), what))
    return found


@given(_held())
def test_nothing_overlaps_in_a_lane_and_nothing_is_lost(held: list[Held[int]]) -> None:
    lanes, left = lanes_of(held)
    for lane in lanes:
        assert all(one.last <= following.first for one, following in itertools.pairwise(lane))
    assert sorted([one.what for lane in lanes for one in lane] + left) == sorted(one.what for one in held)
    # as few lanes as go: as many as stand side by side in the fullest slot
    most = max((sum(one.first <= slot < one.last for one in held) for slot in range(SLOTS)), default=0)
    assert len(lanes) == min(most, MOST_LANES)
    assert bool(left) == (most > MOST_LANES)


@given(_held())
def test_cells_fill_the_table_exactly(held: list[Held[int]]) -> None:
    lanes, _ = lanes_of(held)
    width = max(len(lanes), 1)
    first, last = shown_slots([[one for lane in lanes for one in lane]])
    filled = [0] * last
    begun = []
    for slot in range(first, last):
        for cell in cells_at(lanes, slot, last):
            for row in range(slot, slot + cell.slots):
                filled[row] += cell.lanes
            if cell.what is not None:
                begun.append((cell.what, slot, cell.slots))
    assert filled[first:] == [width] * (last - first)
    assert sorted(begun) == sorted(
        (one.what, one.first, one.last - one.first) for lane in lanes for one in lane
    )


def test_slots_are_half_hours() -> None:
    assert timedelta(days=1) / SLOTS == timedelta(minutes=30)
