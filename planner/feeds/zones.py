"""VTIMEZONE written so that every calendar program reads it alike.

Our own writer, because Outlook takes one yearly rule each way and nothing else (MS-STANOICAL 2.2.47,
MS-OXCICAL), while what libraries write has RDATEs, several STANDARD parts and, in icalendar 7.3.0, a
spring onset one hour late. The rule comes from the POSIX text at the end of a zone's own data file
(RFC 8536 3.3). Where it does not hold in the years asked for, every real change is written by itself.
"""

from __future__ import annotations

import importlib.resources
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from planner.dates import zone as clocks

_DAY = timedelta(days=1)
_LONG_AGO = datetime.combine(date(1970, 1, 1), time.min)
_WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")  # as POSIX counts them
_NAME = r"(<[^>]+>|[A-Za-z]+)"
_OFFSET = r"([+-]?\d+(?::\d+){0,2})"
_RULE = r"M(\d+)\.(\d)\.(\d)(?:/([+-]?\d+(?::\d+){0,2}))?"
_POSIX = re.compile(rf"{_NAME}{_OFFSET}(?:{_NAME}{_OFFSET}?,{_RULE},{_RULE})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Offset:
    """What clocks show while it holds: so much ahead of UTC, under an abbreviation."""

    ahead: timedelta
    name: str


@dataclass(frozen=True, slots=True)
class YearlyRule:
    """The n-th weekday (5: the last) of a month, at a wall time by the offset being left."""

    month: int
    week: int
    weekday: int
    at: timedelta

    def onset(self, year: int) -> datetime:
        """The wall time in a year, by the offset being left (naive)."""
        first = date(year, self.month, 1)
        day = first + timedelta(days=(self.weekday - first.isoweekday()) % 7 + 7 * (self.week - 1))
        while day.month != self.month:
            day -= timedelta(days=7)
        return datetime.combine(day, time.min) + self.at

    @property
    def is_within_its_day(self) -> bool:
        """An onset at 24:00 or later, or before 00:00, lies on a day no RRULE of ours can name."""
        return timedelta(0) <= self.at < _DAY

    @property
    def rrule(self) -> str:
        nth = -1 if self.week == 5 else self.week
        return f"FREQ=YEARLY;BYMONTH={self.month};BYDAY={nth}{_WEEKDAYS[self.weekday]}"


@dataclass(frozen=True, slots=True)
class Change:
    """Clocks put forward or back; `wall` is what they showed until then (naive)."""

    wall: datetime
    left: Offset
    entered: Offset

    @property
    def is_forward(self) -> bool:
        return self.entered.ahead > self.left.ahead


@dataclass(frozen=True, slots=True)
class Posix:
    """The standing rule of a zone: an offset, and where clocks change a second one with both onsets."""

    standard: Offset
    daylight: Offset | None = None
    to_daylight: YearlyRule | None = None
    to_standard: YearlyRule | None = None

    def changes(self, year: int) -> Iterator[tuple[YearlyRule, Change]]:
        if self.daylight is not None and self.to_daylight is not None and self.to_standard is not None:
            for rule, left, entered in (
                (self.to_daylight, self.standard, self.daylight),
                (self.to_standard, self.daylight, self.standard),
            ):
                yield rule, Change(rule.onset(year), left, entered)


@lru_cache(maxsize=512)
def vtimezone(tzid: str, first_year: int, last_year: int) -> tuple[str, ...]:
    """The lines of the VTIMEZONE of an IANA zone, right in all of both years and between them.

    Raises planner.dates.ZoneError for a name that is no zone.
    """
    zone = clocks(tzid)
    real = list(_real_changes(zone, first_year, last_year))
    posix = read_posix(_posix_text(tzid))
    parts = list(
        _standing(posix)
        if _holds(posix, zone, real, first_year, last_year)
        else _each(zone, real, first_year)
    )
    return ("BEGIN:VTIMEZONE", f"TZID:{tzid}", *parts, "END:VTIMEZONE")


def _standing(posix: Posix) -> Iterator[str]:
    """The shape Outlook understands: one part, or one DAYLIGHT and one STANDARD with a yearly rule."""
    changes = sorted(posix.changes(1970), key=lambda pair: not pair[1].is_forward)
    if not changes:
        yield from _part(Change(_LONG_AGO, posix.standard, posix.standard))
    for rule, change in changes:
        yield from _part(change, f"RRULE:{rule.rrule}")


def _each(zone: ZoneInfo, real: list[Change], first_year: int) -> Iterator[str]:
    """One part for what held before, then one for every change: no RRULE, no RDATE."""
    before = real[0].left if real else _offset_at(zone, datetime(first_year, 1, 1, tzinfo=UTC))
    yield from _part(Change(_LONG_AGO, before, before))
    for change in real:
        yield from _part(change)


def _part(change: Change, *more: str) -> Iterator[str]:
    # The later clock is called DAYLIGHT whatever the law calls it: Dublin's winter is written as
    # negative daylight saving in POSIX, which few programs expect.
    kind = "DAYLIGHT" if change.is_forward else "STANDARD"
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{change.wall:%Y%m%dT%H%M%S}"
    yield f"TZOFFSETFROM:{_utc_offset(change.left.ahead)}"
    yield f"TZOFFSETTO:{_utc_offset(change.entered.ahead)}"
    yield f"TZNAME:{change.entered.name}"
    yield from more
    yield f"END:{kind}"


def _holds(posix: Posix, zone: ZoneInfo, real: list[Change], first_year: int, last_year: int) -> bool:
    """Whether the standing rule, and it alone, is what really happens in those years."""
    expected = [pair for year in range(first_year, last_year + 1) for pair in posix.changes(year)]
    if not all(rule.is_within_its_day for rule, _ in expected):
        return False
    said = sorted((change.wall, change.left.ahead, change.entered.ahead) for _, change in expected)
    is_right = said == [(change.wall, change.left.ahead, change.entered.ahead) for change in real]
    starts_right = _offset_at(zone, datetime(first_year, 1, 1, tzinfo=UTC)).ahead == posix.standard.ahead
    return is_right and (bool(real) or starts_right)


def _real_changes(zone: ZoneInfo, first_year: int, last_year: int) -> Iterator[Change]:
    """Every change of the offset in those years (UTC), in order, found day by day and then by halves."""
    since, end = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    while since < end:
        until = since + _DAY
        if since.astimezone(zone).utcoffset() != until.astimezone(zone).utcoffset():
            before, after = since, until
            while after - before > timedelta(seconds=1):
                middle = before + (after - before) // 2
                is_still_before = middle.astimezone(zone).utcoffset() == since.astimezone(zone).utcoffset()
                before, after = (middle, after) if is_still_before else (before, middle)
            moment = after.replace(microsecond=0)
            left = _offset_at(zone, since)
            yield Change((moment + left.ahead).replace(tzinfo=None), left, _offset_at(zone, until))
        since = until


def _offset_at(zone: ZoneInfo, moment: datetime) -> Offset:
    local = moment.astimezone(zone)
    return Offset(local.utcoffset() or timedelta(0), local.tzname() or "")


def _posix_text(tzid: str) -> str:
    """The footer of the zone's TZif file, which tells how its clocks will go on (RFC 8536 3.3)."""
    file = importlib.resources.files("tzdata.zoneinfo").joinpath(*tzid.split("/"))
    return file.read_bytes().rsplit(b"\n", 2)[-2].decode("ascii")


def read_posix(text: str) -> Posix:
    """What a POSIX TZ text says. Raises ValueError for one of another shape; the database has none.

    >>> read_posix("<+07>-7").standard
    Offset(ahead=datetime.timedelta(seconds=25200), name='+07')
    """
    found = _POSIX.fullmatch(text)
    if found is None:
        raise ValueError(f"not a POSIX zone of the shape the database uses: {text!r}")
    name, behind, daylight_name, daylight_behind, *rules = found.groups()
    standard = Offset(-_hours(behind), name.strip("<>"))
    if daylight_name is None:
        return Posix(standard)
    ahead = -_hours(daylight_behind) if daylight_behind else standard.ahead + timedelta(hours=1)
    to_daylight, to_standard = (_yearly(*rules[:4]), _yearly(*rules[4:]))
    return Posix(standard, Offset(ahead, daylight_name.strip("<>")), to_daylight, to_standard)


def _yearly(month: str, week: str, weekday: str, at: str | None) -> YearlyRule:
    return YearlyRule(int(month), int(week), int(weekday), _hours(at or "2"))


def _hours(text: str) -> timedelta:
    """`-1`, `5:30`, `+02:00:00`; POSIX counts a zone's offset westward, so callers turn its sign."""
    hours, minutes, seconds = [*(int(part) for part in text.lstrip("+-").split(":")), 0, 0][:3]
    length = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -length if text.startswith("-") else length


def _utc_offset(ahead: timedelta) -> str:
    """As RFC 5545 3.3.14 writes it: `+0700`, `-0330`, seconds only where there are any."""
    seconds = int(abs(ahead).total_seconds())
    sign = "-" if ahead < timedelta(0) else "+"
    text = f"{sign}{seconds // 3600:02}{seconds // 60 % 60:02}"
    return f"{text}{seconds % 60:02}" if seconds % 60 else text
