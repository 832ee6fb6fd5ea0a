"""When something is, over clock changes and as seen from elsewhere."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import Refusal
from planner.events.timing import AllDay, Timed, Timing, Window, instant, midnight, timed
from tests.events.moments import AUCKLAND, BANGKOK, LONDON, NEW_YORK, SYDNEY, utc, wall

ZONES = st.sampled_from([LONDON, BANGKOK, NEW_YORK, SYDNEY, AUCKLAND, "Africa/Cairo"])
WALL = st.datetimes(wall("2025-01-01"), wall("2029-01-01")).map(lambda wall: wall.replace(second=0))


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [
        (wall("2026-12-10 09:30"), wall("2026-12-10 09:29"), "end_time"),
        (wall("2026-12-10 09:30"), wall("2026-12-09 18:00"), "end_on"),
        (wall("2026-12-10 09:30"), wall("2036-12-30 18:00"), "end_on"),
    ],
)
def test_an_end_before_its_start_is_refused_beside_what_is_wrong(
    start: datetime, end: datetime, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        timed(start, end, BANGKOK)
    assert refused.value.field == field


@pytest.mark.parametrize("last_on", [date(2026, 12, 9), date(2037, 1, 1)])
def test_days_that_end_before_they_start_or_never_are_refused(last_on: date) -> None:
    with pytest.raises(Refusal) as refused:
        AllDay(date(2026, 12, 10), last_on)
    assert refused.value.field == "end_on"


def test_a_deadline_is_a_moment() -> None:
    deadline = timed(wall("2026-12-10 17:00"), wall("2026-12-10 17:00"), BANGKOK)
    assert deadline.length == timedelta(0)
    assert deadline.overlaps(Window.of_days(date(2026, 12, 10), date(2026, 12, 10), BANGKOK))
    assert deadline.overlaps(Window(utc("2026-12-10 10:00"), utc("2026-12-10 11:00"), BANGKOK))
    assert not deadline.overlaps(Window(utc("2026-12-10 09:00"), utc("2026-12-10 10:00"), BANGKOK))


@pytest.mark.parametrize(
    "instants",
    [
        (wall("2026-12-10"), utc("2026-12-11")),
        (utc("2026-12-10"), wall("2026-12-11").replace(tzinfo=timezone(timedelta(hours=7)))),
    ],
)
def test_only_utc_is_kept(instants: tuple[datetime, datetime]) -> None:
    with pytest.raises(ValueError, match="UTC"):
        Timed(*instants, BANGKOK)
    with pytest.raises(ValueError, match="UTC"):
        Window(*instants, BANGKOK)


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [(27, 9), (28, 8), (29, 8)],  # the clocks go forward on 28 March 2027
)
def test_nine_in_london_stays_nine_over_the_clock_change(day: int, utc_hour: int) -> None:
    first = timed(wall("2027-03-01 09:00"), wall("2027-03-01 10:30"), LONDON)
    moved = first.moved_to(date(2027, 3, day))
    assert moved.starts_at == utc(f"2027-03-{day} {utc_hour:02}:00")
    assert moved.length == timedelta(minutes=90)
    assert moved.start_local.hour == 9


def test_bangkok_is_seven_hours_ahead_all_year() -> None:
    meeting = timed(wall("2026-01-01 09:00"), wall("2026-01-01 10:00"), BANGKOK)
    for n in range(366):
        assert meeting.moved_to(date(2026, 1, 1) + timedelta(days=n)).starts_at.hour == 2


@pytest.mark.parametrize(("day", "hours"), [(20, 8), (27, 7)])
def test_a_night_ends_at_six_over_the_clock_change_too(day: int, hours: int) -> None:
    night = timed(wall("2027-03-06 22:00"), wall("2027-03-07 06:00"), LONDON).moved_to(date(2027, 3, day))
    assert night.end_local.replace(tzinfo=None) == wall(f"2027-03-{day + 1} 06:00")
    assert night.length == timedelta(hours=hours)


def test_an_end_in_the_hour_the_clocks_skip_is_not_before_its_start() -> None:
    late = timed(wall("2027-03-20 23:45"), wall("2027-03-21 01:30"), LONDON)
    skipped = late.moved_to(date(2027, 3, 27))
    assert (skipped.starts_at, skipped.ends_at) == (utc("2027-03-27 23:45"), utc("2027-03-28 01:30"))
    twice = Timed(utc("2027-10-31 00:45"), utc("2027-10-31 01:15"), LONDON)
    assert twice.moved_to(date(2027, 11, 1)).length == timedelta(0)


def test_a_wall_time_the_clocks_skip_is_read_by_the_offset_before() -> None:
    assert instant(wall("2027-03-28 01:30"), LONDON) == utc("2027-03-28 01:30")
    assert instant(wall("2027-10-31 01:30"), LONDON) == utc("2027-10-31 00:30")


def test_the_day_begins_where_midnight_is_skipped_too() -> None:
    assert midnight(date(2026, 4, 24), "Africa/Cairo") == utc("2026-04-23 22:00")
    assert midnight(date(2026, 4, 25), "Africa/Cairo") == utc("2026-04-24 21:00")


@pytest.mark.parametrize("zone", [AUCKLAND, "Pacific/Honolulu", BANGKOK])
def test_a_whole_day_stays_on_its_day_in_every_zone(zone: str) -> None:
    day = AllDay(date(2026, 12, 10), date(2026, 12, 11))
    assert day.days_in(zone) == (date(2026, 12, 10), date(2026, 12, 11))
    for on, is_there in [(9, False), (10, True), (11, True), (12, False)]:
        there = Window.of_days(date(2026, 12, on), date(2026, 12, on), zone)
        assert day.overlaps(there) is is_there


def test_an_evening_in_bangkok_is_a_morning_in_new_york() -> None:
    evening = timed(wall("2026-12-10 20:00"), wall("2026-12-11 00:00"), BANGKOK)
    assert evening.days_in(BANGKOK) == (date(2026, 12, 10), date(2026, 12, 10))
    assert evening.days_in(NEW_YORK) == (date(2026, 12, 10), date(2026, 12, 10))
    assert evening.days_in(AUCKLAND) == (date(2026, 12, 11), date(2026, 12, 11))


def test_a_day_lists_what_lasts_all_day_first_then_by_the_clock() -> None:
    early = timed(wall("2026-12-10 08:00"), wall("2026-12-10 09:00"), BANGKOK)
    late = timed(wall("2026-12-10 18:00"), wall("2026-12-10 19:00"), BANGKOK)
    day = AllDay(date(2026, 12, 10), date(2026, 12, 10))
    day_before = timed(wall("2026-12-09 23:00"), wall("2026-12-10 01:00"), BANGKOK)
    there: list[Timing] = [late, day, early, day_before]
    listed = sorted(there, key=lambda timing: timing.sort_key(BANGKOK))
    assert listed == [day_before, day, early, late]


@given(
    WALL,
    st.timedeltas(timedelta(0), timedelta(days=3)),
    ZONES,
    ZONES,
    st.dates(date(2025, 1, 1), date(2028, 12, 31)),
)
def test_the_days_something_touches_are_the_days_whose_windows_show_it(
    wall: datetime, length: timedelta, zone: str, seen_from: str, on: date
) -> None:
    starts_at = instant(wall, zone)
    timing = Timed(starts_at, starts_at + length, zone).moved_to(on)
    first_on, last_on = timing.days_in(seen_from)
    for day in [first_on - timedelta(days=1), first_on, last_on, last_on + timedelta(days=1)]:
        window = Window.of_days(day, day, seen_from)
        assert timing.overlaps(window) is (first_on <= day <= last_on)
        assert (window.first_on, window.last_on) == (day, day)
