"""Days counted from today, on which an office would really do what is told."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from planner import clock
from planner.cli.example.shapes import DayKind, On
from planner.dates import HOME_ZONE
from planner.events.recurrence_rule import Weekday
from planner.holidays import thailand

_DAY = timedelta(days=1)
_AROUND = timedelta(days=800)
_MORNING = 9 * 60
_WORKING_MINUTES = 8 * 60
# parts the deeds of one day by a step that shares no divisor with the minutes of a working day
_STRIDE = 97


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

    def written(self, offset: int, nth: int) -> datetime:
        """The moment at which the n-th deed of a day was entered: in office hours, and never yet to come."""
        day = min(self.plain(offset), self.today - _DAY)
        while not self.is_working(day):
            day -= _DAY
        minute = _MORNING + nth * _STRIDE % _WORKING_MINUTES
        at = datetime.combine(day, time(minute // 60, minute % 60), ZoneInfo(HOME_ZONE)).astimezone(UTC)
        return min(at, clock.now())

    def _suits(self, day: date, suits: DayKind | Weekday) -> bool:
        if isinstance(suits, Weekday):
            return Weekday.of(day) is suits
        return suits is DayKind.ANY or self.is_working(day)
