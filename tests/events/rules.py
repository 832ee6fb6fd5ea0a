"""Rules, starts and windows for property tests, and the same rule said to dateutil."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from dateutil import rrule
from hypothesis import strategies as st

from planner.events.recurrence_rule import LAST, Frequency, Rule, Weekday, ordinal_of

DAYS = st.dates(date(2019, 1, 1), date(2031, 12, 31))


@st.composite
def rules(draw: st.DrawFn, ends: bool = True) -> tuple[date, Rule]:
    """A day and a rule whose first instance it is."""
    start = draw(DAYS)
    frequency = draw(st.sampled_from(Frequency))
    interval = draw(st.integers(1, 5))
    count: int | None = None
    until: date | None = None
    match draw(st.sampled_from(["count", "until", "never"])) if ends else "never":
        case "count":
            count = draw(st.integers(1, 60))
        case "until":
            until = start + timedelta(days=draw(st.integers(0, 900)))
    if frequency is Frequency.DAILY:
        return start, Rule(frequency=frequency, interval=interval, count=count, until=until)
    if frequency is Frequency.WEEKLY:
        others = draw(st.sets(st.sampled_from(Weekday)))
        weekdays = tuple(others | {Weekday.of(start)})
        return start, Rule(
            frequency=frequency, interval=interval, weekdays=weekdays, count=count, until=until
        )
    month = start.month if frequency is Frequency.YEARLY else None
    if draw(st.booleans()):
        is_last = (start + timedelta(days=1)).month != start.month
        month_day = LAST if is_last and draw(st.booleans()) else start.day
        return start, Rule(
            frequency=frequency,
            interval=interval,
            month=month,
            month_day=month_day,
            count=count,
            until=until,
        )
    ordinal = ordinal_of(start, prefer_last=draw(st.booleans()))
    return start, Rule(
        frequency=frequency,
        interval=interval,
        month=month,
        weekdays=(Weekday.of(start),),
        ordinal=ordinal,
        count=count,
        until=until,
    )


def by_dateutil(start: date, rule: Rule, last: date) -> list[date]:
    """The days dateutil finds, of the same RRULE text, up to `last`."""
    midnight = datetime.combine(start, time.min)
    found = rrule.rrulestr(rule.text(), dtstart=midnight)
    return [moment.date() for moment in found.between(midnight, datetime.combine(last, time.min), inc=True)]
