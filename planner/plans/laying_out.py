"""A pattern laid out from a day: every day of the campaign to be, as the preview shows it and as it is then made.

All days move by the same number of days; times of day stay on the clocks of their zone, whatever those clocks do. Who
wants to may roll events off holidays: to the next working day, or, of what was on a weekend, to the next day that is
no holiday. What belongs to an event moves with it.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import islice

from planner.errors import Refusal
from planner.events import recurrence
from planner.events.recurrence import Override, Series
from planner.events.recurrence_rule import Rule
from planner.events.timing import AllDay, Timed, Timing, instant
from planner.holidays import working_days
from planner.i18n import mark
from planner.plans.dated import Dated, DatedKind
from planner.plans.pattern import Changed, Moment, Occasion, Pattern, Times
from planner.promotions.actions import Period

FIRST_YEAR, LAST_YEAR = 1900, 2399
LOOKED_AT = timedelta(days=1_830)
"""So far from the campaign's first day are the occurrences of a series looked at one by one."""

TOO_FAR = mark("Choose a day between 1900 and 2399 (2443 and 2942 of the Buddhist Era).")


class Anchor(StrEnum):
    """Which day of the campaign is given."""

    START = "start"
    END = "end"


ANCHOR_NAMES: dict[Anchor, str] = {
    Anchor.START: mark("It starts on"),
    Anchor.END: mark("It ends on"),
}


class OnHoliday(StrEnum):
    """What becomes of an event that would fall on a holiday."""

    KEEP = "keep"
    ROLL = "roll"


ON_HOLIDAY_NAMES: dict[OnHoliday, str] = {
    OnHoliday.KEEP: mark("Keep the day, and say so"),
    OnHoliday.ROLL: mark("Move the event to the next working day"),
}


@dataclass(frozen=True, kw_only=True)
class LaidEvent:
    """An event with its days: its series, what single occurrences of it say, and what moves along."""

    occasion: Occasion
    series: Series
    words: Mapping[date, Changed]
    embargo_until: datetime | None
    rsvp_due_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Laid:
    """A whole campaign with its days. `lines` tell of each of them."""

    pattern: Pattern
    start_on: date
    end_on: date
    embargo_until: datetime | None
    due_on: tuple[date, ...]
    events: tuple[LaidEvent, ...]
    lines: tuple[Dated, ...] = field(repr=False)
    offered: tuple[tuple[datetime, datetime], ...] = ()
    """From when until when each promotion is good."""


def start_of(pattern: Pattern, anchor: Anchor, on: date) -> date:
    """The first day of a campaign that starts, or ends, on a day."""
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise Refusal(TOO_FAR, field="on")
    return on if anchor == Anchor.START else on - timedelta(days=pattern.end)


def laid_out(pattern: Pattern, start_on: date, on_holiday: OnHoliday, days_off: Container[date]) -> Laid:
    """The campaign that begins on a day. Raises `Refusal` where one of its days would lie beyond all reckoning."""
    if not FIRST_YEAR <= start_on.year <= LAST_YEAR:
        raise Refusal(TOO_FAR, field="on")
    off: Container[date] = days_off if on_holiday == OnHoliday.ROLL else frozenset()
    try:
        return _laid(pattern, start_on, off)
    except OverflowError:
        raise Refusal(TOO_FAR, field="on") from None


def reach(laid: Laid) -> tuple[date, date]:
    """The first and the last day that the holidays matter of."""
    days = [laid.start_on, laid.end_on]
    days += [day for one in laid.lines for day in (one.now, one.now_last) if day is not None]
    series = [one.series for one in laid.events if one.series.rule is not None]
    days += [_horizon(one, laid.start_on, laid.end_on) for one in series]
    return min(days), max(days)


@dataclass(frozen=True)
class _Way:
    """From the pattern's own days to those of the campaign to be."""

    old: date
    new: date
    end_on: date
    off: Container[date]

    @property
    def by(self) -> timedelta:
        return self.new - self.old

    def line(self, kind: DatedKind, of: int, day: int, more: int = 0) -> Dated:
        """`more`: by so many days the event was rolled."""
        asked = _day(self.new, day)
        return Dated(kind=kind, of=of, was=_day(self.old, day), now=_day(asked, more), asked=asked)


def _laid(pattern: Pattern, start_on: date, off: Container[date]) -> Laid:
    way = _Way(pattern.start_on, start_on, _day(start_on, pattern.end), off)
    whole = way.line(DatedKind.CAMPAIGN, 0, 0)
    lines = [replace(whole, was_last=_day(way.old, pattern.end), now_last=way.end_on)]
    if pattern.embargo is not None:
        lines.append(way.line(DatedKind.CAMPAIGN_EMBARGO, 0, pattern.embargo.day))
    lines += [way.line(DatedKind.OBJECTIVE, place, goal.due) for place, goal in enumerate(pattern.goals)]
    events = []
    for place, occasion in enumerate(pattern.events):
        event, told = _event(occasion, place, way)
        events.append(event)
        lines += told
    offered, told = _offers(pattern, way)
    lines += told
    return Laid(
        pattern=pattern,
        start_on=start_on,
        end_on=way.end_on,
        embargo_until=_moment(pattern.embargo, start_on, 0, pattern.basics.timezone),
        due_on=tuple(_day(start_on, goal.due) for goal in pattern.goals),
        events=tuple(events),
        lines=tuple(lines),
        offered=offered,
    )


def _offers(pattern: Pattern, way: _Way) -> tuple[tuple[tuple[datetime, datetime], ...], list[Dated]]:
    """The promotions as many days on as the campaign: a day off is as good a day for them as any."""
    found, told = [], []
    for place, one in enumerate(pattern.promotions):
        line = way.line(DatedKind.PROMOTION, place, one.first)
        last = way.line(DatedKind.PROMOTION, place, one.last)
        told.append(replace(line, was_last=last.was, now_last=last.now))
        period = Period(
            start_on=line.asked,
            end_on=last.asked,
            start_time=one.starts,
            end_time=one.ends,
            timezone=one.timezone,
        )
        found.append(period.instants())
    return tuple(found), told


def _event(occasion: Occasion, place: int, way: _Way) -> tuple[LaidEvent, list[Dated]]:
    was = series_of(occasion, way.old)
    asked = was.timing.on + way.by
    words: dict[date, Changed] = {}
    told: list[Dated] = []
    if was.rule is None:
        series = Series(was.timing.moved_to(rolled(asked, was.timing.on, way.off)))
    else:
        pairs = dict(_days_of(was, way))
        changed = occasion.repeats.changed if occasion.repeats is not None else ()
        words = {pairs[day]: one for one in changed if (day := _day(way.old, one.on)) in pairs}
        series, told = _off_holidays(was, _moved(was, way.by, pairs), pairs, place, way)
        told = [*_until(was, series, place), *told]
    recurrence.check(series)
    first = recurrence.first_occurrence(series)
    timing = series.timing if first is None else first.timing
    more = (timing.on - asked).days if was.rule is None else 0
    lines = [
        Dated(
            kind=DatedKind.EVENT,
            of=place,
            was=was.timing.on,
            now=timing.on,
            asked=asked,
            was_last=_last(was.timing),
            now_last=_last(timing),
        )
    ]
    for kind, moment in ((DatedKind.EMBARGO, occasion.embargo), (DatedKind.RSVP, occasion.rsvp_due)):
        if moment is not None:
            lines.append(way.line(kind, place, moment.day, more))
    event = LaidEvent(
        occasion=occasion,
        series=series,
        words=words,
        embargo_until=_moment(occasion.embargo, way.new, more, occasion.timezone),
        rsvp_due_at=_moment(occasion.rsvp_due, way.new, more, occasion.timezone),
    )
    return event, [*lines, *told]


def rolled(asked: date, was: date, off: Container[date]) -> date:
    """Where something goes that would be on a day: elsewhere only if the office is closed for a holiday then."""
    if asked not in off:
        return asked
    if working_days.is_working_day(was, frozenset()):
        return working_days.next_working_day(asked, off)
    while asked in off:
        asked += working_days.DAY
    return asked


def series_of(occasion: Occasion, start_on: date) -> Series:
    """An event in all its occurrences, where the campaign begins on a day."""
    timing = _timing(occasion.times, start_on, occasion.timezone)
    repeats = occasion.repeats
    if repeats is None:
        return Series(timing)
    rule = Rule.parse(repeats.rule)
    if repeats.until is not None:
        rule = replace(rule, until=_day(start_on, repeats.until))
    return Series(
        timing,
        rule,
        frozenset(_day(start_on, day) for day in repeats.left_out),
        {
            _day(start_on, one.on): Override(
                None if one.times is None else _timing(one.times, start_on, occasion.timezone)
            )
            for one in repeats.changed
        },
    )


def _days_of(was: Series, way: _Way) -> Iterator[tuple[date, date]]:
    """Which day of the old series is which of the new one: the n-th is the n-th."""
    if was.rule is None:
        return
    now = was.timing.on + way.by
    rule = _fitted(was, was.rule, now)
    named = was.excluded | was.overrides.keys()
    looked_at = _horizon(Series(was.timing.moved_to(now), rule), way.new, way.end_on)
    last = max([looked_at, *(day + way.by for day in named)])
    # the months of the new year need not be as long as those of the old
    yield from zip(
        was.rule.dates(was.timing.on), rule.dates(now, last=last + timedelta(days=31)), strict=False
    )


def _fitted(was: Series, rule: Rule, now: date) -> Rule:
    """The rule for another first day, with as many occurrences: its end moves by as many days as its beginning.

    Months differ in length, and every other week's Sunday and Monday part where Monday begins the week (RFC 5545
    §3.3.10): where the moved end would take an occurrence away, or let one more in, it gives way.
    """
    fitted = rule.fitted(was.timing.on, now)
    if rule.until is None or fitted.until is None:
        return fitted
    count = sum(1 for _ in rule.dates(was.timing.on))
    days = list(islice(replace(fitted, until=None).dates(now), max(count - 1, 0), count + 1))
    if len(days) == 2 and not days[0] <= fitted.until < days[1]:
        return replace(fitted, until=days[0])
    return fitted


def _moved(was: Series, by: timedelta, pairs: Mapping[date, date]) -> Series:
    """The series so many days on. Weekdays of the rule move too, so that every occurrence is as many days on."""
    now = was.timing.on + by
    rule = _fitted(was, was.rule, now) if was.rule is not None else None
    return Series(
        was.timing.moved_to(now),
        rule,
        frozenset(pairs[day] for day in was.excluded if day in pairs),
        {
            pairs[day]: Override(
                None if one.timing is None else one.timing.moved_to(one.timing.on + (pairs[day] - day))
            )
            for day, one in was.overrides.items()
            if day in pairs
        },
    )


def _off_holidays(
    was: Series, series: Series, pairs: Mapping[date, date], place: int, way: _Way
) -> tuple[Series, list[Dated]]:
    """Occurrences that would be on a holiday, moved as exceptions: the rule keeps its days of the week.

    One whose next working day has an occurrence of the series anyway is left out, as a daily meeting is on holidays.
    """
    told = []
    left_out, overrides = set(series.excluded), dict(series.overrides)
    days = {new: old for old, new in pairs.items() if series.has(new)}
    taken = {series.timing_of(day).on for day in days}
    for new, old in days.items():
        timing, was_on = series.timing_of(new), was.timing_of(old).on if was.has(old) else old
        asked = timing.on
        now: date | None = rolled(asked, was_on, way.off)
        if now != asked:
            if now in taken and new not in series.overrides and len(days.keys() - left_out) > 1:
                left_out.add(new)
                now = None
            else:
                overrides[new] = Override(timing.moved_to(now or asked))
                taken.add(now or asked)
        told.append(
            Dated(
                kind=DatedKind.OCCURRENCE,
                of=place,
                was=was_on,
                now=now,
                asked=asked,
                is_own=new in series.overrides or new - old != way.by,
            )
        )
    told += [
        Dated(kind=DatedKind.LEFT_OUT, of=place, was=day, now=pairs[day], asked=pairs[day])
        for day in sorted(was.excluded)
        if day in pairs
    ]
    return replace(series, excluded=frozenset(left_out), overrides=overrides), told


def _until(was: Series, series: Series, place: int) -> list[Dated]:
    if was.rule is None or was.rule.until is None or series.rule is None or series.rule.until is None:
        return []
    now = series.rule.until
    return [Dated(kind=DatedKind.UNTIL, of=place, was=was.rule.until, now=now, asked=now)]


def _horizon(series: Series, start_on: date, end_on: date) -> date:
    last = series.rule.last_date(series.timing.on) if series.rule is not None else series.timing.on
    return min(max(end_on, series.timing.on) if last is None else last, start_on + LOOKED_AT)


def _timing(times: Times, start_on: date, zone: str) -> Timing:
    first, last = _day(start_on, times.first), _day(start_on, times.last)
    if times.starts is None or times.ends is None:
        return AllDay(first, last)
    starts_at = instant(datetime.combine(first, times.starts), zone)
    # between a time that the clocks show twice and its second showing, the wall goes backwards
    return Timed(starts_at, max(starts_at, instant(datetime.combine(last, times.ends), zone)), zone)


def _moment(one: Moment | None, start_on: date, more: int, zone: str) -> datetime | None:
    return None if one is None else instant(datetime.combine(_day(start_on, one.day + more), one.at), zone)


def _last(timing: Timing) -> date | None:
    last = timing.last_on if isinstance(timing, AllDay) else timing.end_local.date()
    return last if last != timing.on else None


def _day(start_on: date, day: int) -> date:
    return start_on + timedelta(days=day)
