"""When something happens: between two instants in a zone, or on whole days.

A timed thing keeps its instants in UTC together with the zone people wrote it in. An all-day
thing is a pair of days and belongs to no zone: the 13th is the 13th in Auckland and in Honolulu.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from planner.dates import local_to_instant
from planner.dates import zone as clocks
from planner.errors import Refusal
from planner.i18n import mark

MAX_DAYS = 3660
"""The longest one thing may last. Ten years holds any plan and keeps date arithmetic in bounds."""

ENDS_BEFORE_IT_STARTS = mark("The end is before the start.")
LASTS_TOO_LONG = mark("One event cannot last longer than ten years.")

SortKey = tuple[date, bool, datetime]
_NO_TIME = datetime.min.replace(tzinfo=UTC)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Window:
    """The time from `since` up to, not including, `until`.

    Whole days have no instants, so they count as inside when the window touches them as seen
    from `zone`.
    """

    since: datetime
    until: datetime
    zone: str

    def __post_init__(self) -> None:
        if self.since.tzinfo is not UTC or self.until.tzinfo is not UTC:
            raise ValueError("a window lies between two instants in UTC")

    @classmethod
    def of_days(cls, first_on: date, last_on: date, zone: str) -> Window:
        """All of both days and what lies between them, by the clocks of `zone`."""
        return cls(midnight(first_on, zone), midnight(last_on + _DAY, zone), zone)

    @property
    def first_on(self) -> date:
        return self.since.astimezone(clocks(self.zone)).date()

    @property
    def last_on(self) -> date:
        return _last_day(self.since, self.until, self.zone)


@dataclass(frozen=True, slots=True)
class Timed:
    """Between two instants (aware, UTC), read on the clocks of an IANA zone.

    The same instant may start and end it: a deadline. Raises Refusal when it ends before it starts.
    """

    starts_at: datetime
    ends_at: datetime
    zone: str

    def __post_init__(self) -> None:
        if self.starts_at.tzinfo is not UTC or self.ends_at.tzinfo is not UTC:
            raise ValueError("instants are kept in UTC")
        if self.ends_at < self.starts_at:
            is_same_day = self.ends_at.astimezone(clocks(self.zone)).date() == self.on
            raise Refusal(ENDS_BEFORE_IT_STARTS, field="end_time" if is_same_day else "end_on")
        if self.length > timedelta(days=MAX_DAYS):
            raise Refusal(LASTS_TOO_LONG, field="end_on")

    @property
    def start_local(self) -> datetime:
        return self.starts_at.astimezone(clocks(self.zone))

    @property
    def end_local(self) -> datetime:
        return self.ends_at.astimezone(clocks(self.zone))

    @property
    def on(self) -> date:
        """The day it starts on, in its own zone."""
        return self.start_local.date()

    @property
    def length(self) -> timedelta:
        return self.ends_at - self.starts_at

    def moved_to(self, on: date) -> Timed:
        """The same wall times, starting on another day: who meets from 22:00 to 06:00 does so over a clock
        change too.

        RFC 5545 3.8.5.3 would rather keep the exact duration and let the end slip by an hour, but the
        libraries of calendar programs keep the end (measured: ical.js 2.2.1, recurring-ical-events 3.8.2),
        and a plan must say what its readers' calendars say. A wall time that the clocks skip is read by
        the offset before the gap, one they show twice is the first of the two (3.3.5).
        """
        start, end = self.start_local, self.end_local
        starts_at = instant(datetime.combine(on, start.time()), self.zone)
        ends_at = instant(datetime.combine(on + (end.date() - start.date()), end.time()), self.zone)
        return Timed(starts_at, max(starts_at, ends_at), self.zone)

    def days_in(self, zone: str) -> tuple[date, date]:
        """The first and the last day it touches as seen from `zone`."""
        first_on = self.starts_at.astimezone(clocks(zone)).date()
        return first_on, _last_day(self.starts_at, self.ends_at, zone)

    def overlaps(self, window: Window) -> bool:
        if self.ends_at == self.starts_at:
            return window.since <= self.starts_at < window.until
        return self.starts_at < window.until and window.since < self.ends_at

    def sort_key(self, zone: str) -> SortKey:
        """By day in `zone`, what lasts all day first, then by the clock."""
        return self.starts_at.astimezone(clocks(zone)).date(), True, self.starts_at


@dataclass(frozen=True, slots=True)
class AllDay:
    """Whole days, both included. Raises Refusal when it ends before it starts."""

    first_on: date
    last_on: date

    def __post_init__(self) -> None:
        if self.last_on < self.first_on:
            raise Refusal(ENDS_BEFORE_IT_STARTS, field="end_on")
        if self.days > MAX_DAYS:
            raise Refusal(LASTS_TOO_LONG, field="end_on")

    @property
    def on(self) -> date:
        return self.first_on

    @property
    def days(self) -> int:
        return (self.last_on - self.first_on).days + 1

    def moved_to(self, on: date) -> AllDay:
        """As many days, starting on another one."""
        return AllDay(on, on + (self.last_on - self.first_on))

    def days_in(self, zone: str) -> tuple[date, date]:
        """Its own days, whichever zone it is looked at from."""
        return self.first_on, self.last_on

    def overlaps(self, window: Window) -> bool:
        return self.first_on <= window.last_on and window.first_on <= self.last_on

    def sort_key(self, zone: str) -> SortKey:
        return self.first_on, False, _NO_TIME


Timing = Timed | AllDay


def timed(start: datetime, end: datetime, zone: str) -> Timed:
    """From two wall times (naive) in `zone`."""
    return Timed(instant(start, zone), instant(end, zone), zone)


def instant(wall: datetime, zone: str) -> datetime:
    """The instant (UTC) at which the clocks of `zone` show the naive wall time."""
    return local_to_instant(wall.date(), wall.time(), clocks(zone))


def midnight(on: date, zone: str) -> datetime:
    """The instant (UTC) at which the day begins in `zone`.

    Right where a clock change skips or repeats midnight too: see Timed.moved_to on fold.
    """
    return instant(datetime.combine(on, time.min), zone)


def _last_day(since: datetime, until: datetime, zone: str) -> date:
    """The last day touched before `until`: what ends at midnight does not touch the new day."""
    last_moment = until - datetime.resolution if until > since else until
    return last_moment.astimezone(clocks(zone)).date()
