"""Days and hours of a line put together into one time, asking where they may be put together in several ways."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from planner import dates
from planner.calendar.line_days import Days
from planner.calendar.line_hours import DAY, At
from planner.calendar.line_parts import Asking, Choice
from planner.dates.parse import MIDNIGHT
from planner.events.when import When
from planner.i18n import mark

BACKWARDS = mark("The end is before the start. Which is meant?")
DAYS_AND_HOURS = mark("Several days and hours are written. Which is meant?")
SKIPPED = mark("On that day the clocks are put forward over %(time)s. Which is meant?")
TWICE = mark("On that day the clocks show %(time)s twice. Which is meant?")

THESE_HOURS = "%(time)s–%(until)s"
NEXT_DAY = mark("From %(time)s to %(until)s of the next day")
THROUGH = mark("From the first day, %(time)s, to the last day, %(until)s")
WHOLE_DAYS = mark("Whole days")
FIRST_DAY = mark("The first day alone, %(time)s–%(until)s")
AN_HOUR_LATER = mark("An hour later: %(time)s")
AN_HOUR_EARLIER = mark("An hour earlier: %(time)s")
FIRST_OF_TWO = mark("The first of the two")

HOUR = 60


@dataclass(frozen=True)
class Span:
    """From one time of day to another, in minutes; an end past 1440 is of the next day."""

    start: int
    end: int
    is_through: bool = False
    """Whether each stands beside a day of its own."""


def whole_days(days: Days, zone: str) -> When:
    """Without hours."""
    return When(start_on=days[0], end_on=days[1], timezone=zone, is_all_day=True)


def together(days: Days, span: Span, zone: str, asking: Asking) -> When:
    """Days with hours, as they are meant and as the clocks of the zone show them."""
    if span.start >= DAY:
        asking.explain(MIDNIGHT)
    first, last = days
    if first != last and not span.is_through:
        chosen = _which_days(span, asking)
        if chosen == "whole":
            return whole_days(days, zone)
        last = last if chosen == "through" else first
    if first == last and span.end < span.start:
        span = _forwards(span, asking)
    start_on, start = _on_the_clock(first, span.start, zone, asking, "clock-start")
    end_on, end = _on_the_clock(last, span.end, zone, asking, "clock-end")
    return When(start_on=start_on, start_time=start, end_on=end_on, end_time=end, timezone=zone)


def _which_days(span: Span, asking: Asking) -> str:
    said = {"time": At(span.start), "until": At(span.end)}
    choices = [
        Choice("through", THROUGH, said),
        Choice("whole", WHOLE_DAYS),
        Choice("first", FIRST_DAY, said),
    ]
    return asking.choose("each", DAYS_AND_HOURS, choices)


def _forwards(span: Span, asking: Asking) -> Span:
    """An end before the start is the next day's, or the two were changed about."""
    choices = [
        Choice("next", NEXT_DAY, {"time": At(span.start), "until": At(span.end)}),
        Choice("swapped", THESE_HOURS, {"time": At(span.end), "until": At(span.start)}),
    ]
    if asking.choose("ends", BACKWARDS, choices) == "next":
        return Span(span.start, span.end + DAY)
    return Span(span.end, span.start)


def _on_the_clock(day: date, minutes: int, zone: str, asking: Asking, key: str) -> tuple[date, time]:
    """A day and a time that the clocks show once, or the one of two that is meant."""
    wall = datetime.combine(day, time.min) + timedelta(minutes=minutes)
    how = dates.wall_time(wall.date(), wall.time(), dates.zone(zone))
    if how is dates.WallTime.ONCE:
        return wall.date(), wall.time()
    # the house keeps the first of two (RFC 5545 §3.3.5), so the second is offered by a time that is shown once
    first = [] if how is dates.WallTime.SKIPPED else [Choice("first", FIRST_OF_TWO)]
    at = wall.hour * HOUR + wall.minute
    choices = [
        *first,
        Choice("later", AN_HOUR_LATER, {"time": At((at + HOUR) % DAY)}),
        Choice("earlier", AN_HOUR_EARLIER, {"time": At((at - HOUR) % DAY)}),
    ]
    message = TWICE if first else SKIPPED
    by = {"first": 0, "later": 1, "earlier": -1}[asking.choose(key, message, choices, time=At(at))]
    wall += timedelta(hours=by)
    return wall.date(), wall.time()
