"""The days of a campaign made from a pattern: all moved alike, and rolled off holidays where that is wanted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.accounts.models import Kind
from planner.errors import Refusal
from planner.events import recurrence
from planner.events.recurrence import occurrences
from planner.events.timing import AllDay, Timed, Window
from planner.plans import laying_out
from planner.plans.dated import DatedKind
from planner.plans.laying_out import Anchor, OnHoliday
from planner.plans.pattern import Basics, Changed, Moment, Occasion, Pattern, Repeats, Times

MONDAY = date(2026, 3, 2)
BASICS = Basics(title_en="A plan", purpose_en="A purpose")
ONE_DAY = timedelta(days=1)


def pattern(*events: Occasion, end: int = 89) -> Pattern:
    """A campaign that begins on a Monday."""
    return Pattern(kind=Kind.COMMUNAL, start_on=MONDAY, end=end, basics=BASICS, events=events)


def laid(plan: Pattern, by: int, *off: date, roll: bool = True) -> laying_out.Laid:
    """So many days later, where the office is closed on these days."""
    how = OnHoliday.ROLL if roll else OnHoliday.KEEP
    return laying_out.laid_out(plan, plan.start_on + timedelta(days=by), how, frozenset(off))


def at(day: int, starts: str = "09:00", ends: str = "11:00") -> Times:
    """Between two times of one day."""
    return Times(first=day, last=day, starts=time.fromisoformat(starts), ends=time.fromisoformat(ends))


def days_of(series: recurrence.Series, until: date) -> list[date]:
    """On which days it really takes place."""
    window = Window.of_days(series.timing.on - ONE_DAY, until, "Asia/Bangkok")
    return [one.timing.on for one in occurrences(series, window)]


DAYS = st.integers(min_value=-400, max_value=1500)
WALL = st.times(min_value=time(4), max_value=time(22)).map(lambda one: one.replace(microsecond=0))
ZONES = st.sampled_from(["Asia/Bangkok", "Europe/London", "America/New_York", "Australia/Lord_Howe"])


@st.composite
def occasions(draw: st.DrawFn) -> Occasion:
    """Timed or of whole days, in any zone, with answers due and an embargo."""
    first = draw(st.integers(min_value=-30, max_value=120))
    last = first + draw(st.integers(min_value=0, max_value=4))
    starts, ends = sorted([draw(WALL), draw(WALL)])
    is_timed = draw(st.booleans())
    return Occasion(
        title_en="Something",
        times=Times(
            first=first, last=last, starts=starts if is_timed else None, ends=ends if is_timed else None
        ),
        timezone=draw(ZONES),
        rsvp_due=Moment(day=first - draw(st.integers(0, 20)), at=draw(WALL)),
        embargo=Moment(day=first, at=draw(WALL)),
    )


@given(st.lists(occasions(), max_size=4), DAYS)
def test_every_day_moves_by_as_many_days_and_times_stay_on_the_wall(events: list[Occasion], by: int) -> None:
    plan = replace(pattern(*events), embargo=Moment(day=3, at=time(9)))
    found = laid(plan, by, roll=False)
    assert {one.now - one.was for one in found.lines if one.now} == {timedelta(days=by)}
    assert all(
        one.now_last - one.was_last == timedelta(days=by)
        for one in found.lines
        if one.now_last and one.was_last
    )
    for occasion, event in zip(events, found.events, strict=True):
        timing = event.series.timing
        if isinstance(timing, Timed):
            assert (timing.start_local.time(), timing.end_local.time()) == (
                occasion.times.starts,
                occasion.times.ends,
            )
            assert timing.zone == occasion.timezone
        else:
            assert timing.days == occasion.times.last - occasion.times.first + 1


@given(
    st.lists(occasions(), min_size=1, max_size=4),
    st.integers(min_value=0, max_value=800),
    st.sets(st.integers(min_value=-40, max_value=1000), max_size=200),
)
def test_nothing_rolled_is_on_a_holiday_and_nothing_else_has_moved(
    events: list[Occasion], by: int, holidays: set[int]
) -> None:
    off = {MONDAY + timedelta(days=one) for one in holidays}
    plain, found = laid(pattern(*events), by, roll=False), laid(pattern(*events), by, *off)
    for before, after in zip(plain.events, found.events, strict=True):
        asked, now = before.series.timing.on, after.series.timing.on
        assert now not in off
        assert (asked == now) == (asked not in off)
        was = before.occasion.times.first
        if now != asked:
            between = [asked + timedelta(days=one) for one in range((now - asked).days)]
            was_at_work = (MONDAY + timedelta(days=was)).weekday() < 5
            # nothing nearer would have done
            assert all(one in off or (was_at_work and one.weekday() >= 5) for one in between)
            assert not was_at_work or now.weekday() < 5
        for key in ("rsvp_due_at", "embargo_until"):
            moved = getattr(after, key).date() - getattr(before, key).date()
            assert abs(moved - (now - asked)) <= ONE_DAY  # the day of the instant in UTC, beside the wall's


RULES = st.sampled_from(
    [
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=WEEKLY;BYDAY=MO",
        "FREQ=WEEKLY;BYDAY=MO,TH",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR",
    ]
)


@given(
    RULES,
    st.integers(min_value=20, max_value=200),
    st.integers(min_value=-100, max_value=900),
    st.sets(st.integers(min_value=1, max_value=19), max_size=3),
)
def test_every_occurrence_of_a_series_moves_by_as_many_days(
    rule: str, until: int, by: int, left_out: set[int]
) -> None:
    repeats = Repeats(rule=rule, until=until, left_out=tuple(sorted(left_out)))
    plan = pattern(Occasion(title_en="Round", times=at(0), repeats=repeats))
    was = laying_out.series_of(plan.events[0], MONDAY)
    found = laid(plan, by, roll=False).events[0].series
    assert found.rule is not None
    if "INTERVAL=2;BYDAY=MO,FR" in rule and by % 7:
        # no rule says “Sunday and the Thursday after it, every other week” where weeks begin on Monday
        numbers = [len(list(one.rule.dates(one.timing.on))) for one in (was, found) if one.rule]
        assert numbers[0] == numbers[1]
        return
    last = MONDAY + timedelta(days=until + 30)
    assert [day + timedelta(days=by) for day in days_of(was, last)] == days_of(
        found, last + timedelta(days=by)
    )
    assert found.rule.until == MONDAY + timedelta(days=until + by)


@given(st.integers(1, 31), st.integers(10, 400), st.integers(-100, 500))
def test_a_monthly_series_keeps_the_number_of_its_occurrences(day: int, until: int, by: int) -> None:
    first = next(one for one in (MONDAY + timedelta(days=n) for n in range(62)) if one.day == day)
    offset = (first - MONDAY).days
    repeats = Repeats(rule=f"FREQ=MONTHLY;BYMONTHDAY={day}", until=offset + until)
    plan = pattern(Occasion(title_en="Round", times=at(offset), repeats=repeats))
    was, found = laying_out.series_of(plan.events[0], MONDAY), laid(plan, by, roll=False).events[0].series
    counts = [sum(1 for _ in one.rule.dates(one.timing.on)) for one in (was, found) if one.rule]
    assert counts[0] == counts[1]


@given(RULES, st.integers(0, 300), st.sets(st.integers(min_value=0, max_value=420), max_size=80))
def test_no_occurrence_of_a_rolled_series_is_on_a_holiday(rule: str, by: int, holidays: set[int]) -> None:
    off = {MONDAY + timedelta(days=one) for one in holidays}
    plan = pattern(Occasion(title_en="Round", times=at(0), repeats=Repeats(rule=rule, until=100)))
    plain, found = laid(plan, by, roll=False).events[0].series, laid(plan, by, *off).events[0].series
    until = MONDAY + timedelta(days=by + 200)
    before, after = days_of(plain, until), days_of(found, until)
    assert not set(after) & off
    # what needed no moving stays; the rule keeps its days
    assert set(before) - off <= set(after)
    assert found.rule == plain.rule
    assert len(after) == len(set(after))


def test_an_occurrence_is_moved_as_an_exception_and_a_daily_one_left_out() -> None:
    weekly = Occasion(title_en="Round", times=at(0), repeats=Repeats(rule="FREQ=WEEKLY;BYDAY=MO", until=21))
    daily = Occasion(title_en="Stand", times=at(0), repeats=Repeats(rule="FREQ=DAILY", until=4))
    holiday = MONDAY + timedelta(days=364)
    found = laid(pattern(weekly, daily), 364, holiday)
    moved, thinned = (one.series for one in found.events)
    assert days_of(moved, holiday + timedelta(days=30))[:2] == [
        holiday + ONE_DAY,
        holiday + timedelta(days=7),
    ]
    assert moved.overrides.keys() == {holiday}
    assert thinned.excluded == {holiday}
    told = [(one.of, one.now) for one in found.lines if one.kind == DatedKind.OCCURRENCE and one.is_rolled]
    assert told == [(0, holiday + ONE_DAY), (1, None)]


def test_an_exception_keeps_its_distance_and_its_words() -> None:
    changed = (
        Changed(on=7, title_en="Long round"),
        Changed(on=14, times=at(16, "14:00", "15:00")),
    )
    repeats = Repeats(rule="FREQ=WEEKLY;BYDAY=MO", until=28, left_out=(21,), changed=changed)
    found = laid(pattern(Occasion(title_en="Round", times=at(0), repeats=repeats)), 365).events[0]
    start = MONDAY + timedelta(days=365)
    assert found.words[start + timedelta(days=7)].title_en == "Long round"
    override = found.series.overrides[start + timedelta(days=14)].timing
    assert override is not None
    assert override.on == start + timedelta(days=16)
    assert found.series.excluded == {start + timedelta(days=21)}


def test_a_monthly_series_falls_where_its_months_put_it_the_nth_time_as_the_nth() -> None:
    # 2 March, 2 April, 2 May; sixteen days on: 18 March, 18 April, 18 May, and the second time stays left out
    repeats = Repeats(rule="FREQ=MONTHLY;BYMONTHDAY=2", until=61, left_out=(31,))
    found = laid(pattern(Occasion(title_en="Round", times=at(0), repeats=repeats)), 16).events[0].series
    assert days_of(found, date(2026, 7, 1)) == [date(2026, 3, 18), date(2026, 5, 18)]
    assert found.excluded == {date(2026, 4, 18)}


def test_an_endless_series_is_looked_through_to_the_end_of_the_campaign() -> None:
    repeats = Repeats(rule="FREQ=WEEKLY;BYDAY=MO")
    plan = pattern(Occasion(title_en="Round", times=at(0), repeats=repeats))
    start = MONDAY + timedelta(days=364)
    within, far = start + timedelta(days=7), start + timedelta(days=3640)
    found = laid(plan, 364, within, far)
    days = list(islice(found.events[0].series.rule.dates(start), 3))  # type: ignore[union-attr] # it repeats
    assert days[1] == within
    assert found.events[0].series.overrides.keys() == {within}
    assert laying_out.reach(found)[1] < far


def test_a_night_over_a_clock_change_ends_on_the_same_wall_time() -> None:
    # the clocks of London go forward in the night to 29 March 2026
    night = Occasion(
        title_en="Night",
        times=Times(first=19, last=20, starts=time(22), ends=time(6)),
        timezone="Europe/London",
    )
    timing = laid(pattern(night), 7).events[0].series.timing
    assert isinstance(timing, Timed)
    assert timing.starts_at == datetime(2026, 3, 28, 22, tzinfo=UTC)
    assert timing.ends_at == datetime(2026, 3, 29, 5, tzinfo=UTC)


def test_what_was_on_a_weekend_goes_to_the_next_day_that_is_no_holiday() -> None:
    saturday = Occasion(title_en="Fair", times=Times(first=5, last=6))
    found = laid(pattern(saturday), 364, MONDAY + timedelta(days=369)).events[0].series.timing
    assert isinstance(found, AllDay)
    assert found.first_on == MONDAY + timedelta(days=370)
    assert found.days == 2


def test_a_campaign_ends_on_the_day_that_is_given() -> None:
    plan = pattern(end=30)
    assert laying_out.start_of(plan, Anchor.END, date(2027, 1, 31)) == date(2027, 1, 1)
    assert laying_out.start_of(plan, Anchor.START, date(2027, 1, 31)) == date(2027, 1, 31)


@pytest.mark.parametrize("on", [date(1, 1, 1), date(1899, 12, 31), date(2400, 1, 1), date(9999, 12, 31)])
def test_days_beyond_all_reckoning_are_refused(on: date) -> None:
    with pytest.raises(Refusal):
        laying_out.start_of(pattern(), Anchor.START, on)
    with pytest.raises(Refusal):
        laying_out.laid_out(pattern(), on, OnHoliday.KEEP, frozenset())
