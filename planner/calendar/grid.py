"""A month as weeks of days, and what lasts longer than a day as bars across a week: no database, no words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Generic, TypeVar

from planner.accounts.models import WeekStart
from planner.dates import zone as clocks
from planner.events.timing import Timed, Timing

DAY = timedelta(days=1)
T = TypeVar("T")


def weeks_of_month(on: date, week_start: WeekStart) -> list[list[date]]:
    """The weeks that hold any day of the month, from the first column of the reader's week."""
    since = week_of(on.replace(day=1), week_start)[0]
    last = next_month(on) - DAY
    weeks = []
    while since <= last:
        weeks.append([since + DAY * n for n in range(7)])
        since += DAY * 7
    return weeks


def week_of(on: date, week_start: WeekStart) -> list[date]:
    """The seven days of the reader's week that hold this one."""
    since = on - DAY * (((on.weekday() + 1) % 7) if week_start == WeekStart.SUNDAY else on.weekday())
    return [since + DAY * n for n in range(7)]


def quarter_of(on: date) -> tuple[date, date]:
    """The first and the last day of its quarter of the calendar year."""
    first_on = date(on.year, 3 * ((on.month - 1) // 3) + 1, 1)
    return first_on, next_month(next_month(next_month(first_on))) - DAY


def next_month(on: date) -> date:
    """The first day of the month after."""
    return (on.replace(day=28) + DAY * 4).replace(day=1)


def month_before(on: date) -> date:
    """The first day of the month before."""
    return (on.replace(day=1) - DAY).replace(day=1)


def week_number(week: Sequence[date]) -> int:
    """The ISO 8601 number, which a week has by its Thursday whatever day it is begun on."""
    return next(day for day in week if day.weekday() == 3).isocalendar().week


def days_shown(timing: Timing, zone: str) -> tuple[date, date]:
    """The days on which a time stands, as seen from `zone`: what runs past midnight stands on its first."""
    if isinstance(timing, Timed) and timing.length < DAY:
        on = timing.starts_at.astimezone(clocks(zone)).date()
        return on, on
    return timing.days_in(zone)


@dataclass(frozen=True, slots=True)
class Piece(Generic[T]):
    """A stretch of days in one row of bars; `what` is None where the row is empty."""

    days: int
    what: T | None = None
    is_continued: bool = False
    """It began before this week."""
    goes_on: bool = False


@dataclass(slots=True)
class _Row(Generic[T]):
    used: int = 0
    pieces: list[Piece[T]] = field(default_factory=list)


def rows_of_bars(
    spans: Iterable[tuple[date, date, T]], week: Sequence[date], most: int | None = None
) -> tuple[list[list[Piece[T]]], int]:
    """Bars across a week or a month (first day, last day, what), in as few rows as go, and how many found no room.

    In the order given, each in the first row that is free from its day on, so a bar that goes on from the
    week before keeps its place above those that begin.
    """
    rows: list[_Row[T]] = []
    left_over, days = 0, len(week)
    for first_on, last_on, what in spans:
        start, end = max((first_on - week[0]).days, 0), min((last_on - week[0]).days, days - 1)
        if start >= days or end < 0:
            continue
        row = next((row for row in rows if row.used <= start), None)
        if row is None:
            if most is not None and len(rows) == most:
                left_over += 1
                continue
            row = _Row()
            rows.append(row)
        if row.used < start:
            row.pieces.append(Piece(start - row.used))
        row.pieces.append(Piece(end - start + 1, what, first_on < week[0], last_on > week[-1]))
        row.used = end + 1
    for row in rows:
        if row.used < days:
            row.pieces.append(Piece(days - row.used))
    return [row.pieces for row in rows], left_over
