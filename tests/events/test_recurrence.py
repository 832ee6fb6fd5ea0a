"""Series of events: what happens in a window, what may be changed, and what is refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import Refusal
from planner.events.recurrence import (
    Occurrence,
    Override,
    Series,
    bounds,
    changes_clocks,
    check,
    excluding,
    first_occurrence,
    moved,
    occurrences,
    overriding,
    reach,
    split,
)
from planner.events.recurrence_rule import Frequency, Rule, Weekday
from planner.events.timing import AllDay, Timed, Timing, Window, timed
from tests.events.moments import AUCKLAND, BANGKOK, LONDON, NEW_YORK, SYDNEY, utc, wall
from tests.events.rules import rules

MONDAYS = Rule(frequency=Frequency.WEEKLY, weekdays=(Weekday.MO,))
DAILY = Rule(frequency=Frequency.DAILY)
WHEREVER = st.sampled_from([LONDON, NEW_YORK, SYDNEY, BANGKOK, AUCKLAND])


def meeting(start: str = "2027-03-01 09:00", end: str = "2027-03-01 10:30", zone: str = LONDON) -> Timed:
    return timed(wall(start), wall(end), zone)


def days(series: Series, first_on: date, last_on: date, zone: str = LONDON) -> list[date]:
    return [found.on for found in occurrences(series, Window.of_days(first_on, last_on, zone))]


@st.composite
def series(draw: st.DrawFn, ends: bool = True) -> Series:
    """A series anybody may make, with a few days left out and a few moved."""
    start, rule = draw(rules(ends=ends))
    timing: Timing
    if draw(st.booleans()):
        timing = AllDay(start, start + timedelta(days=draw(st.integers(0, 3))))
    else:
        begins = datetime.combine(start, time(draw(st.integers(4, 23)), draw(st.sampled_from([0, 30]))))
        timing = timed(begins, begins + draw(st.sampled_from(LENGTHS)), draw(WHEREVER))
    names = list(rule.dates(start, last=start + timedelta(days=400)))[:40]
    excluded = draw(st.sets(st.sampled_from(names), max_size=4)) - {names[0]}
    overrides = {}
    for on in draw(st.sets(st.sampled_from(names), max_size=4)) - excluded:
        days_off = draw(st.integers(-30, 30))
        is_cancelled = draw(st.booleans())
        own = timing.moved_to(on + timedelta(days=days_off)) if days_off else None
        overrides[on] = Override(own, is_cancelled)
    return Series(timing, rule, frozenset(excluded), overrides)


LENGTHS = [timedelta(0), timedelta(hours=1), timedelta(hours=9), timedelta(days=2, hours=3)]


@given(series(), st.integers(-30, 400), st.integers(0, 60), WHEREVER)
def test_a_window_shows_exactly_what_overlaps_it(made: Series, offset: int, length: int, zone: str) -> None:
    check(made)
    assert made.rule is not None
    first_on = made.timing.on + timedelta(days=offset)
    window = Window.of_days(first_on, first_on + timedelta(days=length), zone)
    names = made.rule.dates(made.timing.on, last=window.last_on + timedelta(days=40))
    there = [on for on in names if on not in made.excluded and made.timing_of(on).overlaps(window)]
    found = list(occurrences(made, window))
    assert sorted(occurrence.on for occurrence in found) == there
    assert all(occurrence.timing == made.timing_of(occurrence.on) for occurrence in found)
    assert all(occurrence.is_override == (occurrence.on in made.overrides) for occurrence in found)
    keys = [occurrence.timing.sort_key("UTC") for occurrence in found]
    assert all(earlier <= later for earlier, later in pairwise(keys))


@given(series(ends=False), st.integers(0, 39))
def test_this_and_following_takes_nothing_away_and_adds_nothing(made: Series, nth: int) -> None:
    assert made.rule is not None
    names = list(made.rule.dates(made.timing.on, last=made.timing.on + timedelta(days=400)))
    on = names[min(nth, len(names) - 1)]
    if not made.has(on):
        return
    head, tail = split(made, on)
    window = Window.of_days(made.timing.on - timedelta(days=40), on + timedelta(days=800), LONDON)
    kept = list(occurrences(head, window)) if head else []
    assert by_name([*kept, *occurrences(tail, window)]) == by_name(occurrences(made, window))
    assert all(found.on < on for found in kept)
    for part in filter(None, [head, tail]):
        check(part)


@given(series(), st.integers(0, 39))
def test_this_and_following_shares_a_counted_series_out(made: Series, nth: int) -> None:
    assert made.rule is not None
    if made.rule.count is None:
        return
    on = list(made.rule.dates(made.timing.on))[min(nth, made.rule.count - 1)]
    if not made.has(on):
        return
    head, tail = split(made, on)
    assert tail.rule is not None
    before = list(head.rule.dates(made.timing.on)) if head and head.rule else []
    after = list(tail.rule.dates(tail.timing.on))
    assert [*before, *after] == list(made.rule.dates(made.timing.on)) or head is None
    assert after[0] == on


def by_name(found: Iterable[Occurrence]) -> list[Occurrence]:
    return sorted(found, key=lambda occurrence: occurrence.on)


@given(series(), st.integers(-20, 20))
def test_moving_all_keeps_the_nth_occurrence_the_nth(made: Series, offset: int) -> None:
    assert made.rule is not None
    now = moved(made, made.timing.moved_to(made.timing.on + timedelta(days=offset)))
    assert now.rule is not None
    check(now)
    assert now.has(now.timing.on)
    assert len(now.excluded) <= len(made.excluded)
    old = list(made.rule.dates(made.timing.on, last=made.timing.on + timedelta(days=450)))
    new = list(now.rule.dates(now.timing.on, last=now.timing.on + timedelta(days=900)))
    mapped = dict(zip(old, new, strict=False))
    assert now.overrides == {mapped[on]: made.overrides[on] for on in made.overrides if on in mapped}
    if offset == 0:
        assert now == made


def test_a_weekly_nine_in_london_stays_nine_over_both_clock_changes() -> None:
    year = Series(meeting("2027-03-15 09:00", "2027-03-15 10:00"), MONDAYS)
    found = list(occurrences(year, Window.of_days(date(2027, 3, 15), date(2027, 11, 8), LONDON)))
    assert {
        occurrence.timing.start_local.time() for occurrence in found if isinstance(occurrence.timing, Timed)
    } == {time(9)}
    hours = {
        occurrence.on: occurrence.timing.starts_at.hour
        for occurrence in found
        if isinstance(occurrence.timing, Timed)
    }
    assert (hours[date(2027, 3, 22)], hours[date(2027, 3, 29)]) == (9, 8)
    assert (hours[date(2027, 10, 25)], hours[date(2027, 11, 1)]) == (8, 9)


@pytest.mark.parametrize("zone", [AUCKLAND, "Pacific/Honolulu", BANGKOK])
def test_an_all_day_series_stays_on_its_days_wherever_it_is_seen_from(zone: str) -> None:
    mondays = Series(AllDay(date(2027, 3, 1), date(2027, 3, 1)), MONDAYS)
    assert days(mondays, date(2027, 3, 7), date(2027, 3, 9), zone) == [date(2027, 3, 8)]
    assert days(mondays, date(2027, 3, 9), date(2027, 3, 14), zone) == []


def test_a_series_of_thirty_years_without_end_costs_no_more_than_its_window() -> None:
    old = Series(meeting("1997-03-03 09:00", "1997-03-03 10:00"), DAILY)
    assert days(old, date(2027, 3, 1), date(2027, 3, 3)) == [date(2027, 3, day) for day in (1, 2, 3)]
    assert reach(old) == (date(1997, 3, 3), None)
    assert bounds(old)[1] is None


def test_an_occurrence_moved_into_the_window_is_there_and_one_moved_out_is_not() -> None:
    mondays = Series(meeting(), MONDAYS)
    into = overriding(mondays, date(2027, 5, 3), Override(meeting("2027-03-10 14:00", "2027-03-10 15:00")))
    out = overriding(into, date(2027, 3, 8), Override(meeting("2027-06-01 14:00", "2027-06-01 15:00")))
    found = list(occurrences(out, Window.of_days(date(2027, 3, 1), date(2027, 3, 21), LONDON)))
    assert [(one.on, one.is_override) for one in found] == [
        (date(2027, 3, 1), False),
        (date(2027, 5, 3), True),
        (date(2027, 3, 15), False),
    ]


def test_a_cancelled_occurrence_is_shown_as_cancelled_and_one_left_out_is_not_shown() -> None:
    mondays = overriding(Series(meeting(), MONDAYS), date(2027, 3, 8), Override(is_cancelled=True))
    changed = excluding(mondays, date(2027, 3, 15))
    found = list(occurrences(changed, Window.of_days(date(2027, 3, 1), date(2027, 3, 28), LONDON)))
    assert [(one.on.day, one.is_cancelled) for one in found] == [(1, False), (8, True), (22, False)]
    assert not changed.has(date(2027, 3, 15))


def test_leaving_out_an_occurrence_forgets_what_was_changed_about_it() -> None:
    mondays = overriding(Series(meeting(), MONDAYS), date(2027, 3, 8), Override(is_cancelled=True))
    assert excluding(mondays, date(2027, 3, 8)).overrides == {}


def test_what_was_changed_about_a_day_the_rule_no_longer_has_is_not_shown() -> None:
    orphan = Series(meeting(), MONDAYS, overrides={date(2027, 3, 9): Override(is_cancelled=True)})
    assert days(orphan, date(2027, 3, 8), date(2027, 3, 14)) == [date(2027, 3, 8)]


def test_an_event_without_a_rule_happens_once() -> None:
    once = Series(meeting())
    check(once)
    assert days(once, date(2027, 3, 1), date(2028, 3, 1)) == [date(2027, 3, 1)]
    assert days(once, date(2027, 3, 2), date(2028, 3, 1)) == []
    assert once.has(date(2027, 3, 1))
    assert not once.has(date(2027, 3, 8))
    assert reach(once) == (date(2027, 3, 1), date(2027, 3, 1))
    for change in (lambda: excluding(once, date(2027, 3, 1)), lambda: split(once, date(2027, 3, 1))):
        with pytest.raises(Refusal):
            change()


def test_this_and_following_from_the_first_is_a_change_to_all() -> None:
    whole = Series(meeting(), replace(MONDAYS, count=4))
    head, tail = split(whole, date(2027, 3, 1))
    assert head is None
    assert tail == whole
    late = excluding(whole, date(2027, 3, 1))
    head, tail = split(late, date(2027, 3, 8))
    assert head is None
    assert tail.rule == replace(MONDAYS, count=3)


def test_this_and_following_hands_over_what_belongs_to_later_days() -> None:
    mondays = Series(
        meeting(),
        replace(MONDAYS, until=date(2027, 6, 28)),
        frozenset({date(2027, 3, 8), date(2027, 4, 12)}),
        {date(2027, 3, 15): Override(is_cancelled=True), date(2027, 4, 19): Override(is_cancelled=True)},
    )
    head, tail = split(mondays, date(2027, 4, 5))
    assert head == Series(
        meeting(),
        replace(MONDAYS, until=date(2027, 4, 4)),
        frozenset({date(2027, 3, 8)}),
        {date(2027, 3, 15): Override(is_cancelled=True)},
    )
    assert tail == Series(
        meeting("2027-04-05 09:00", "2027-04-05 10:30"),
        replace(MONDAYS, until=date(2027, 6, 28)),
        frozenset({date(2027, 4, 12)}),
        {date(2027, 4, 19): Override(is_cancelled=True)},
    )
    later = moved(tail, meeting("2027-04-06 13:00", "2027-04-06 14:00"))
    assert later.rule == Rule(frequency=Frequency.WEEKLY, weekdays=(Weekday.TU,), until=date(2027, 6, 29))
    assert later.excluded == {date(2027, 4, 13)}
    assert later.overrides == {date(2027, 4, 20): Override(is_cancelled=True)}


def test_an_occurrence_with_its_own_time_keeps_it_until_the_series_becomes_all_day() -> None:
    own = Override(meeting("2027-03-10 14:00", "2027-03-10 15:00"))
    mondays = overriding(Series(meeting(), MONDAYS), date(2027, 3, 8), own)
    later = moved(mondays, meeting("2027-03-01 11:00", "2027-03-01 12:00"))
    assert later.overrides == {date(2027, 3, 8): own}
    all_day = moved(mondays, AllDay(date(2027, 3, 1), date(2027, 3, 1)))
    assert all_day.overrides == {date(2027, 3, 8): Override()}
    check(all_day)


def test_an_event_that_begins_to_repeat_takes_the_rule_it_is_given() -> None:
    assert moved(Series(meeting()), meeting(), MONDAYS) == Series(meeting(), MONDAYS)


def test_the_first_occurrence_is_the_first_that_is_left() -> None:
    mondays = excluding(Series(meeting(), MONDAYS), date(2027, 3, 1))
    first = first_occurrence(mondays)
    assert first is not None
    assert first == Occurrence(date(2027, 3, 8), mondays.timing.moved_to(date(2027, 3, 8)))
    changed = first_occurrence(overriding(mondays, date(2027, 3, 8), Override(is_cancelled=True)))
    assert changed is not None
    assert changed.is_cancelled


@given(series())
def test_everything_lies_within_the_reach_of_its_series(made: Series) -> None:
    first_on, last_on = reach(made)
    since, until = bounds(made)
    horizon = last_on or made.timing.on + timedelta(days=200)
    window = Window.of_days(first_on - timedelta(days=60), horizon + timedelta(days=60), LONDON)
    touched = [
        found.timing.days_in(found.timing.zone if isinstance(found.timing, Timed) else LONDON)
        for found in occurrences(made, window)
    ]
    assert min(first for first, _ in touched) >= first_on
    if last_on is not None:
        assert max(last for _, last in touched) <= last_on
        assert made.overrides or max(last for _, last in touched) == last_on
    for found in occurrences(made, window):
        for zone in (AUCKLAND, "Pacific/Honolulu"):
            seen_first, seen_last = found.timing.days_in(zone)
            seen = Window.of_days(seen_first, seen_last, zone)
            assert since <= seen.until
            assert until is None or seen.since <= until


def test_the_reach_ends_with_the_last_occurrence_that_is_left() -> None:
    three = Series(meeting(), replace(MONDAYS, count=3))
    assert reach(three) == (date(2027, 3, 1), date(2027, 3, 15))
    assert reach(excluding(three, date(2027, 3, 15))) == (date(2027, 3, 1), date(2027, 3, 8))
    early = Override(meeting("2027-02-20 23:00", "2027-02-21 01:00"))
    assert reach(overriding(three, date(2027, 3, 8), early)) == (date(2027, 2, 20), date(2027, 3, 15))
    fridays_too = Series(meeting(), replace(MONDAYS, until=date(2027, 3, 19)))
    assert reach(fridays_too) == (date(2027, 3, 1), date(2027, 3, 15))


@pytest.mark.parametrize(
    ("made", "field"),
    [
        (Series(meeting(), replace(MONDAYS, until=date(2027, 2, 28))), "until"),
        (Series(meeting("2027-03-02 09:00", "2027-03-02 10:00"), MONDAYS), "start_on"),
        (Series(meeting("2027-03-01 00:00", "2027-03-01 01:00"), MONDAYS), "start_time"),
        (Series(meeting("2027-03-01 03:59", "2027-03-01 05:00"), MONDAYS), "start_time"),
        (Series(meeting("2027-03-01 03:00", "2027-03-01 05:00", SYDNEY), MONDAYS), "start_time"),
        (Series(meeting("2025-03-03 02:00", "2025-03-03 05:00", "Africa/Casablanca"), MONDAYS), "start_time"),
        (Series(meeting("2027-03-01 09:00", "2028-03-02 09:00"), MONDAYS), "end_on"),
        (Series(AllDay(date(2027, 3, 1), date(2028, 3, 2)), MONDAYS), "end_on"),
        (Series(meeting(), replace(MONDAYS, count=1), frozenset({date(2027, 3, 1)})), "excluded"),
        (
            Series(
                meeting(),
                MONDAYS,
                overrides={date(2027, 3, 8): Override(AllDay(date(2027, 3, 8), date(2027, 3, 8)))},
            ),
            "all_day",
        ),
    ],
)
def test_a_series_that_cannot_be_kept_is_refused_beside_the_field(made: Series, field: str) -> None:
    with pytest.raises(Refusal) as refused:
        check(made)
    assert refused.value.field == field
    assert "%(" not in str(refused.value)


@pytest.mark.parametrize(
    "timing",
    [
        meeting("2027-03-01 04:00", "2027-03-01 05:00"),
        meeting("2027-03-01 00:00", "2027-03-01 01:00", BANGKOK),
        meeting("2027-03-01 03:30", "2027-03-01 05:00", "Asia/Tokyo"),
        AllDay(date(2027, 3, 1), date(2027, 3, 1)),
    ],
)
def test_the_small_hours_are_free_where_clocks_do_not_change(timing: Timing) -> None:
    check(Series(timing, MONDAYS))


def test_one_event_may_be_at_any_hour() -> None:
    check(Series(meeting("2027-03-01 01:30", "2027-03-01 02:30")))


@pytest.mark.parametrize(
    ("zone", "year", "does"),
    [
        (LONDON, 2027, True),
        (BANGKOK, 2027, False),
        ("UTC", 2027, False),
        ("America/Vancouver", 2026, True),  # its clocks are changed for the last time that year
        ("America/Vancouver", 2027, False),
        ("Africa/Casablanca", 2025, True),  # for the month of Ramadan
    ],
)
def test_where_clocks_change(zone: str, year: int, does: bool) -> None:
    assert changes_clocks(zone, year) is does


def test_only_occurrences_can_be_changed_and_only_within_their_kind() -> None:
    mondays = Series(meeting(), MONDAYS)
    tuesday = date(2027, 3, 2)
    for change in (
        lambda: excluding(mondays, tuesday),
        lambda: overriding(mondays, tuesday, Override()),
        lambda: split(mondays, tuesday),
        lambda: mondays.timing_of(tuesday),
        lambda: overriding(mondays, date(2027, 3, 8), Override(AllDay(tuesday, tuesday))),
        lambda: excluding(Series(meeting(), replace(MONDAYS, count=1)), date(2027, 3, 1)),
    ):
        with pytest.raises(Refusal):
            change()


def test_a_window_of_instants_shows_what_runs_at_that_moment() -> None:
    mondays = Series(meeting(), MONDAYS)
    during = Window(utc("2027-03-29 08:30"), utc("2027-03-29 08:31"), BANGKOK)
    assert [found.on for found in occurrences(mondays, during)] == [date(2027, 3, 29)]
    after = Window(utc("2027-03-29 09:30"), utc("2027-03-29 10:00"), BANGKOK)
    assert list(occurrences(mondays, after)) == []
