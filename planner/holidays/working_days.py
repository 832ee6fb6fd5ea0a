"""Days on which the office works: from Monday to Friday, and no day off. No database."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta

DAY = timedelta(days=1)


def is_working_day(on: date, days_off: Container[date]) -> bool:
    """Whether anybody is in."""
    return on.weekday() < 5 and on not in days_off


def next_working_day(on: date, days_off: Container[date]) -> date:
    """The day itself if the office works on it, else the first on which it does."""
    while not is_working_day(on, days_off):
        on += DAY
    return on


def working_days_after(on: date, count: int, days_off: Container[date]) -> date:
    """The working day that is `count` (one or more) working days after a day."""
    for _ in range(count):
        on = next_working_day(on + DAY, days_off)
    return on
