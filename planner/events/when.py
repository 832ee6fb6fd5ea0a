"""When something is, as people write it: days and times on the wall, a zone, or whole days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from planner import dates
from planner.errors import Refusal
from planner.events.timing import AllDay, Timed, Timing, instant, timed
from planner.i18n import mark

NEEDS_TIME = mark("Give a time, or tick “all day”.")
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A start and an end. Without `end_on` it ends on the day it starts; whole days have no times."""

    start_on: date
    start_time: time | None = None
    end_on: date | None = None
    end_time: time | None = None
    timezone: str = dates.HOME_ZONE
    is_all_day: bool = False

    @classmethod
    def of(cls, timing: Timing, zone: str) -> When:
        """As it would be written; `zone` stands for whole days, which are in none."""
        if isinstance(timing, AllDay):
            return cls(start_on=timing.first_on, end_on=timing.last_on, timezone=zone, is_all_day=True)
        start, end = timing.start_local, timing.end_local
        return cls(
            start_on=start.date(),
            start_time=start.time(),
            end_on=end.date(),
            end_time=end.time(),
            timezone=timing.zone,
        )

    @property
    def last_on(self) -> date:
        """The day it ends on."""
        return self.end_on or self.start_on

    def timing(self) -> Timing:
        """The time it means. Refused beside the control at fault."""
        if self.is_all_day:
            return AllDay(self.start_on, self.last_on)
        if self.start_time is None:
            raise Refusal(NEEDS_TIME, field="start_time")
        if self.end_time is None:
            raise Refusal(NEEDS_TIME, field="end_time")
        start = datetime.combine(self.start_on, self.start_time)
        end = datetime.combine(self.last_on, self.end_time)
        zone = dates.zone(self.timezone)
        if dates.wall_time(self.start_on, self.start_time, zone) is dates.WallTime.SKIPPED:
            # the clocks push the start an hour on; the end goes along, or 01:30–02:30 would last no time at all
            starts_at = instant(start, zone.key)
            return Timed(starts_at, starts_at + (end - start), zone.key)
        return timed(start, end, zone.key)

    def strange_hours(self) -> list[tuple[str, dates.WallTime]]:
        """Which of the two times the clocks skip or show twice that day: (control, how)."""
        if self.is_all_day:
            return []
        zone = dates.zone(self.timezone)
        found: list[tuple[str, dates.WallTime]] = []
        for key, on, at in (
            ("start_time", self.start_on, self.start_time),
            ("end_time", self.last_on, self.end_time),
        ):
            how = dates.wall_time(on, at, zone) if at is not None else dates.WallTime.ONCE
            if how != dates.WallTime.ONCE:
                found.append((key, how))
        return found


def in_zone(timing: Timing, zone: str) -> Timing:
    """The same instants, read on the clocks of another zone; whole days stay as they are."""
    return Timed(timing.starts_at, timing.ends_at, zone) if isinstance(timing, Timed) else timing
