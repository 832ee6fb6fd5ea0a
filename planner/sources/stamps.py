"""Days and times as a calendar file writes them: `20270104`, `20270104T090000`, with a zone, in UTC, or in none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from planner import dates
from planner.errors import Refusal
from planner.events.timing import ENDS_BEFORE_IT_STARTS, AllDay, Timed, Timing
from planner.events.when import in_zone
from planner.i18n import mark
from planner.sources import read
from planner.sources.items import Reason
from planner.sources.read import Component, Property
from planner.sources.zones import Zones

FIRST_YEAR, LAST_YEAR = 1900, 2399
"""The years that people may write here; beyond them nothing is planned, and arithmetic with days ends."""

NO_START = mark("It does not say when it starts.")
NOT_A_TIME = mark("“%(written)s” is not a day or a time (line %(line)s).")
OUT_OF_TIME = mark("The year %(year)s lies beyond what can be planned.")
MIXED = mark("It starts on a whole day and ends at a time of day, or the other way round.")
NOT_A_DURATION = mark("“%(written)s” is not a length of time (line %(line)s).")
FLOATING = mark("It names no time zone: its times are read as those of %(zone)s.")
SKIPPED = mark("The clocks of %(zone)s skip its start that day: it is moved on by as much.")
TWICE = mark("The clocks of %(zone)s show its start twice that day: the first is taken.")

# RFC 5545 §3.3.5 says how either is read
_STRANGE = {dates.WallTime.SKIPPED: SKIPPED, dates.WallTime.TWICE: TWICE}
_STAMP = re.compile(r"([0-9]{8})(?:T([0-9]{2})([0-9]{2})([0-9]{2})(Z?))?", re.ASCII)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day, or an instant with the zone on whose clocks it was written; `is_utc` where that is UTC itself.

    `skipped` is the time that was written where those clocks skip it.
    """

    value: date
    zone: str = "UTC"
    is_utc: bool = False
    skipped: datetime | None = None

    @property
    def at(self) -> datetime | None:
        """The instant; None of a whole day."""
        return self.value if isinstance(self.value, datetime) else None

    def day_in(self, zone: str) -> date:
        """The day that clocks in a zone show."""
        return self.value if self.at is None else self.at.astimezone(dates.zone(zone)).date()

    @property
    def name(self) -> str:
        """As it was written, whoever reads it wherever: `20270104`, `20270104T090000`."""
        return f"{self.value:%Y%m%d}" if self.at is None else f"{self.at:%Y%m%dT%H%M%S}"


class Clock:
    """Reads the times of one calendar. What has no zone is read by the clocks of `home`, and that is noted."""

    def __init__(self, calendar: Component, home: str) -> None:
        self.home = home
        self._zones = Zones(calendar, home)
        self.notes: list[Reason] = []

    def take_notes(self) -> tuple[Reason, ...]:
        """What was noted since this was asked last, each once."""
        found: list[Reason] = []
        for note in self.notes:
            if note not in found:
                found.append(note)
        self.notes = []
        return tuple(found)

    def stamp(self, given: Property, written: str | None = None) -> Stamp:
        """One day or time of a property. Raises `Refusal`."""
        text = (given.value if written is None else written).strip()
        found = _STAMP.fullmatch(text)
        try:
            day = date.fromisoformat(found[1]) if found else None
        except ValueError:
            day = None
        if found is None or day is None:
            raise Refusal(NOT_A_TIME, written=text[:40], line=given.line)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise Refusal(OUT_OF_TIME, year=day.year)
        if found[2] is None:
            return Stamp(day)
        try:
            # a leap second is a second late for everybody (RFC 5545 §3.3.12)
            at = time(int(found[2]), int(found[3]), min(59, int(found[4])))
        except ValueError:
            raise Refusal(NOT_A_TIME, written=text[:40], line=given.line) from None
        wall = datetime.combine(day, at)
        if found[5]:
            return Stamp(wall.replace(tzinfo=UTC), "UTC", is_utc=True)
        return self._on_clocks(given, wall)

    def stamps(self, given: Property) -> Iterator[tuple[Stamp, str]]:
        """Every day or time of a list; of a period (RFC 5545 §3.3.9) its start, and what stands after the slash."""
        for one in given.value.split(","):
            if one.strip():
                start, _, rest = one.strip().partition("/")
                yield self.stamp(given, start), rest

    def timing(self, event: Component) -> Timing:
        """When an event is (RFC 5545 §3.6.1): without an end a day lasts a day, and a time no time."""
        first = event.first("DTSTART")
        if first is None:
            raise Refusal(NO_START)
        start = self.stamp(first)
        last, length = event.first("DTEND"), event.first("DURATION")
        if last is not None:
            return self.between(start, self.stamp(last))
        if length is not None:
            return self.lasting(start, length.value, length.line)
        return self.between(start, None)

    def between(self, start: Stamp, end: Stamp | None) -> Timing:
        """From a start to an end, or with none. Raises `Refusal` where they do not go together."""
        if start.at is None:
            if end is None or end.value == start.value:
                # an end on the same day is said by programs that mean that day, though §3.6.1 wants the next
                return AllDay(start.value, start.value)
            if end.at is not None:
                raise Refusal(MIXED)
            return AllDay(start.value, end.value - _DAY)
        if end is not None and end.at is None:
            raise Refusal(MIXED)
        at = start.at.astimezone(UTC)
        if end is None or end.at is None:
            return Timed(at, at, start.zone)
        until = end.at.astimezone(UTC)
        if start.skipped is not None and end.skipped is None and end.zone == start.zone:
            # the start is moved on, and the end with it, or half an hour in the gap would end before it starts
            until = at + (end.at.replace(tzinfo=None) - start.skipped)
        return Timed(at, until, start.zone)

    def lasting(self, start: Stamp, written: str, line: int) -> Timing:
        """From a start for so long; days are days on the wall, hours are exact (RFC 5545 §3.3.6)."""
        try:
            days, exact = read.duration(written)
            if timedelta(days=days) + exact < timedelta(0):
                raise Refusal(ENDS_BEFORE_IT_STARTS)
            if start.at is None:
                return AllDay(start.value, start.value + timedelta(days=max(0, days - 1)))
            wall = start.at.replace(tzinfo=None) + timedelta(days=days)
            end = dates.local_to_instant(wall.date(), wall.time(), dates.zone(start.zone)) + exact
        except (ValueError, OverflowError):
            raise Refusal(NOT_A_DURATION, written=written[:40], line=line) from None
        return Timed(start.at.astimezone(UTC), end, start.zone)

    def period_end(self, written: str, start: Stamp, line: int) -> Stamp:
        """The end of a period, on the clocks of its start."""
        params = {"TZID": start.zone} if start.at is not None else {}
        return self.stamp(Property("RDATE", params, written, line))

    @staticmethod
    def lasting_exactly(start: Stamp, length: timedelta) -> Timing:
        """From a start for as long as another time lasts."""
        at = (start.at or datetime.combine(start.value, time.min, UTC)).astimezone(UTC)
        return Timed(at, at + length, start.zone)

    def at_home(self, timing: Timing, *, is_utc: bool) -> Timing:
        """What was written in UTC, on the clocks of home: nobody's clocks show UTC."""
        return in_zone(timing, self.home) if is_utc else timing

    def _on_clocks(self, given: Property, wall: datetime) -> Stamp:
        tzid = given.params.get("TZID", "").strip()
        if tzid:
            name, note = self._zones.zone(tzid, wall.year)
            if note is not None:
                self.notes.append(note)
        else:
            name = self.home
            self.notes.append(Reason(FLOATING, {"zone": name}))
        zone = dates.zone(name)
        at = dates.local_to_instant(wall.date(), wall.time(), zone)
        how = dates.wall_time(wall.date(), wall.time(), zone)
        if how is not dates.WallTime.ONCE and given.name == "DTSTART":
            self.notes.append(Reason(_STRANGE[how], {"zone": name}))
        skipped = wall if how is dates.WallTime.SKIPPED else None
        return Stamp(at.astimezone(zone), name, is_utc=name == "UTC" and bool(tzid), skipped=skipped)
