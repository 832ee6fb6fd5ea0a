"""Days counted from today, on which an office would really do what is told."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from planner.cli.example.shapes import DayKind, On
from planner.dates import HOME_ZONE
from planner.events.recurrence_rule import Weekday
from planner.holidays import thailand

_DAY = timedelta(days=1)
_AROUND = timedelta(days=800)
_OPENS, _OPEN = time(8, 30), timedelta(hours=8)


class Days:
    """The calendar as it is on one day, today."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.holidays = {day.on for day in thailand.between(today - _AROUND, today + _AROUND)}

    def plain(self, offset: int) -> date:
        """So many days from today."""
        return self.today + timedelta(days=offset)

    def is_working(self, day: date) -> bool:
        """Whether offices are open."""
        return day.weekday() < 5 and day not in self.holidays

    def of(self, on: On) -> date:
        """The day meant: the first that suits, from the one counted to."""
        day = self.plain(on.offset)
        while not self._suits(day, on.suits):
            day += _DAY
        return day

    def entered_on(self, offset: int) -> date:
        """The day on which something was entered: the last working one up to that many days from today, not today."""
        day = min(self.plain(offset), self.today - _DAY)
        while not self.is_working(day):
            day -= _DAY
        return day

    def office_hours(self, day: date, nth: int, of: int) -> datetime:
        """When the n-th of so many deeds of a day was entered: they spread over its office hours."""
        at = datetime.combine(day, _OPENS, ZoneInfo(HOME_ZONE)) + _OPEN * (nth + 1) / (of + 1)
        return at.astimezone(UTC)

    def _suits(self, day: date, suits: DayKind | Weekday) -> bool:
        if isinstance(suits, Weekday):
            return Weekday.of(day) is suits
        return {
            DayKind.ANY: True,
            DayKind.OFFICE: self.is_working(day),
            DayKind.FIRST_OF_MONTH: day.day == 1,
            DayKind.LAST_FRIDAY: day.weekday() == 4 and (day + 7 * _DAY).month != day.month,
        }[suits]
