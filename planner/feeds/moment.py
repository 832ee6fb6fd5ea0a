"""When a feed is prepared, and what follows from that alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from planner.dates import HOME_ZONE, zone
from planner.events.timing import Window, midnight

DAYS_BACK = 90
MONTHS_AHEAD = 24
DAYS_CANCELLED = 30
"""How long after its date a cancelled event stays, and how long a tombstone does."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant. All that moves with the clock moves at midnight at home, or when an embargo passes."""

    now: datetime

    @property
    def today(self) -> date:
        """The day it is at home."""
        return self.now.astimezone(zone(HOME_ZONE)).date()

    @property
    def morning(self) -> Moment:
        """The day's first: but for embargoes it stands for every moment of the day."""
        return Moment(midnight(self.today, HOME_ZONE))

    @property
    def window(self) -> Window:
        """What a feed shows: so many days back, so many months ahead."""
        month = self.today.year * 12 + self.today.month - 1 + MONTHS_AHEAD
        # from day 1 to the month's end, so that no day is asked for that the month lacks
        until = date((month + 1) // 12, (month + 1) % 12 + 1, 1)
        return Window.of_days(self.today - timedelta(days=DAYS_BACK), until - timedelta(days=1), HOME_ZONE)

    @property
    def forgets(self) -> datetime:
        """What was over, or left, before this instant is no longer told of."""
        return midnight(self.today - timedelta(days=DAYS_CANCELLED), HOME_ZONE)

    @property
    def next_day(self) -> datetime:
        """The next midnight at home."""
        return midnight(self.today + timedelta(days=1), HOME_ZONE)
