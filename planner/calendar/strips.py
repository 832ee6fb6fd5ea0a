"""A stretch of days as a line across the page: where things lie on it, and how much each day carries. No database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from planner.calendar import grid
from planner.calendar.entries import Mark
from planner.events.words import EventStatus

DAY = timedelta(days=1)
LEVELS = 4
"""How many grades of load are told apart, beside nothing."""


@dataclass(frozen=True, slots=True)
class Strip:
    """The days from the first to the last, both included, drawn from 0 to 100 per cent of a line."""

    first_on: date
    last_on: date

    @property
    def days(self) -> int:
        """How many there are."""
        return (self.last_on - self.first_on).days + 1

    def place(self, on: date) -> float:
        """Where a day begins, in per cent of the line."""
        return round(100 * (on - self.first_on).days / self.days, 2)

    def middle(self, on: date) -> float:
        """Where noon of a day lies, in per cent of the line."""
        return round(100 * ((on - self.first_on).days + 0.5) / self.days, 2)

    def bar(self, first_on: date, last_on: date) -> tuple[float, float]:
        """Where a stretch of days begins and how long it is, both in per cent; cut off where the line ends."""
        begins = self.place(max(first_on, self.first_on))
        return begins, round(self.place(min(last_on, self.last_on) + DAY) - begins, 2)

    def months(self) -> list[date]:
        """The first days of its months, the first of them where the line begins."""
        found = [self.first_on]
        while (following := grid.next_month(found[-1])) <= self.last_on:
            found.append(following)
        return found


def load(marks: Iterable[Mark], strip: Strip, zone: str) -> Counter[date]:
    """How many events stand on each day as seen from `zone` (IANA); what is cancelled is no load."""
    found: Counter[date] = Counter()
    for one in marks:
        if one.status == EventStatus.CANCELLED:
            continue
        first_on, last_on = grid.days_shown(one.timing, zone)
        on = max(first_on, strip.first_on)
        while on <= min(last_on, strip.last_on):
            found[on] += 1
            on += DAY
    return found


def level(count: int, most: int) -> int:
    """The grade of a day's load from 0 (nothing) to `LEVELS`, against the busiest day of the year.

    A year with little in it does not look full: up to four events a day each event is one grade.
    """
    return 0 if count == 0 else max(1, -(-count * LEVELS // max(most, LEVELS)))
