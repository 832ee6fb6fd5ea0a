"""The zones that a calendar names, as zones of the IANA database: by name, by Windows' name, or by what it defines.

RFC 5545 lets a file bring rules of its own (VTIMEZONE). An event of ours stands in a zone whose clocks will go on
changing when the law does, so such rules are looked up: they must agree with a known zone all through the year of the
event that uses them, to the hour of every change, and in the year after, too, if any zone does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import islice
from zoneinfo import available_timezones

from planner import dates
from planner.dates import ZoneError
from planner.errors import Refusal
from planner.events.timing import AllDay
from planner.i18n import mark
from planner.sources import rules
from planner.sources.items import Reason
from planner.sources.read import Component, windows_zones

MOST_DEFINED = 20
MOST_ONSETS = 500
"""In one definition: a zone with all its history has some 150."""
MOST_NEAR = 50
"""Of those, in the two years that are compared."""

UNKNOWN = mark("Its time zone “%(zone)s” is not known, and the file does not say what it is.")
UNLIKE = mark("The file defines a time zone “%(zone)s” that agrees with none that is known.")
TOO_MANY = mark("The file defines more than %(most)s time zones.")
READ_AS = mark("Its time zone “%(zone)s” is read as %(known)s.")

_OFFSET = re.compile(r"([+-])([0-9]{2})([0-9]{2})([0-9]{2})?")
_WORDS = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")
_HOUR, _WEEK = timedelta(hours=1), timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Onset:
    """A change of clocks: when (UTC), and how far ahead of UTC they were until then and are from then on."""

    at: datetime
    was: timedelta
    ahead: timedelta


class Zones:
    """The zones of one calendar of a file. `home` is the zone that is tried first where several would do."""

    def __init__(self, calendar: Component, home: str) -> None:
        self._home = home
        self._defined = {
            one.text("TZID").strip(): one for one in reversed(calendar.parts) if one.name == "VTIMEZONE"
        }
        self._found: dict[str, str | Refusal] = {}

    def zone(self, tzid: str, year: int) -> tuple[str, Reason | None]:
        """The zone that a name means, and what people should know of that. Raises `Refusal`."""
        known = by_name(tzid)
        if known is not None:
            return known, None
        if tzid not in self._found:
            self._found[tzid] = self._look_up(tzid, year)
        found = self._found[tzid]
        if isinstance(found, Refusal):
            raise found
        return found, Reason(READ_AS, {"zone": _short(tzid), "known": found})

    def _look_up(self, tzid: str, year: int) -> str | Refusal:
        defined = self._defined.get(tzid.strip())
        if defined is None:
            return Refusal(UNKNOWN, zone=_short(tzid))
        if len(self._found) >= MOST_DEFINED:
            return Refusal(TOO_MANY, most=MOST_DEFINED)
        located = by_name(defined.text("X-LIC-LOCATION"))
        if located is not None:
            return located
        try:
            found = like(defined, year, (self._home, *_meant(tzid)))
        except (ValueError, OverflowError, Refusal):
            found = None
        return Refusal(UNLIKE, zone=_short(tzid)) if found is None else found


def by_name(tzid: str) -> str | None:
    """The zone of a name: the database's, Windows', or one after a prefix (RFC 5545 §3.2.19: `/prefix/Europe/Berlin`).

    >>> by_name("SE Asia Standard Time")
    'Asia/Bangkok'
    """
    plain = tzid.strip().strip('"').strip("/").strip()
    found = _names().get(plain.casefold())
    if found is None and tzid.strip().startswith("/"):
        rest = plain.split("/")[:8]
        found = next(
            (
                known
                for place in range(1, len(rest))
                if (known := _names().get("/".join(rest[place:]).casefold()))
            ),
            None,
        )
    return found


@cache
def _names() -> Mapping[str, str]:
    """Names of the database and of Windows, in small letters."""
    known: dict[str, str] = {}
    for name in sorted(available_timezones()):
        try:
            dates.zone(name)
        except ZoneError:
            continue
        known[name.casefold()] = name
    windows = {name.casefold(): known.get(zone.casefold(), zone) for name, zone in windows_zones().items()}
    return {**windows, **known}


def like(defined: Component, year: int, first: tuple[str, ...]) -> str | None:
    """A zone whose clocks show what the definition says, in that year and the next; one of `first` if it can be."""
    onsets = sorted(islice(_onsets(defined, year), MOST_ONSETS + 1), key=lambda one: one.at)
    if not onsets or len(onsets) > MOST_ONSETS:
        return None
    times = [one.at for one in onsets]
    candidates = (*first, *_candidates())
    since = datetime(year, 1, 1, tzinfo=UTC)
    for until in (datetime(year + 2, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC)):
        moments = [since + _WEEK * week for week in range((until - since) // _WEEK)]
        near = times[bisect_left(times, since) : bisect_left(times, until)]
        if len(near) > MOST_NEAR:
            return None
        moments += [at + side for at in near for side in (-_HOUR, _HOUR)]
        said = [(at, _ahead(onsets, bisect_right(times, at))) for at in sorted(moments)]
        found = next((name for name in candidates if _agrees(name, said)), None)
        if found is not None:
            return found
    return None


def _meant(tzid: str) -> tuple[str, ...]:
    """Zones that the text names: at its end (`custom_America/New_York`), or by a city of theirs (`Bangkok, Hanoi`)."""
    plain = tzid.strip().casefold()
    named = [name for name in _names() if "/" in name and plain.endswith(name)]
    words = frozenset(_WORDS.findall(plain))
    cities = [name for name in dates.zones() if name.rpartition("/")[2].replace("_", " ").casefold() in words]
    return (*((_names()[max(named, key=len)],) if named else ()), *cities)


def _agrees(name: str, said: list[tuple[datetime, timedelta]]) -> bool:
    zone = dates.zone(name)
    return all(at.astimezone(zone).utcoffset() == ahead for at, ahead in said)


def _ahead(onsets: list[Onset], passed: int) -> timedelta:
    """How far clocks are ahead once so many changes have passed."""
    return onsets[passed - 1].ahead if passed else onsets[0].was


@cache
def _candidates() -> tuple[str, ...]:
    """The zones that stand for others at Windows, then all that people choose from, then those of a fixed offset."""
    fixed = (name for name in sorted(available_timezones()) if name.startswith("Etc/GMT"))
    windows = (known for name in windows_zones().values() if (known := by_name(name)) is not None)
    return tuple(dict.fromkeys((*windows, *dates.zones(), *fixed)))


def _onsets(defined: Component, year: int) -> Iterator[Onset]:
    """Every change around these years, and the first of each kind. Raises `ValueError` where it cannot be read."""
    for part in defined.parts:
        if part.name not in {"STANDARD", "DAYLIGHT"}:
            continue
        was, ahead = _offset(part.text("TZOFFSETFROM")), _offset(part.text("TZOFFSETTO"))
        begun = _wall(part.text("DTSTART"))
        days = {begun.date()}
        for extra in part.all("RDATE"):
            days |= {_wall(one).date() for one in extra.value.split(",")[:MOST_ONSETS]}
        written = part.text("RRULE")
        if written:
            rule = rules.rule_of(written, AllDay(begun.date(), begun.date()), dates.zone("UTC"))
            days |= set(rule.dates(begun.date(), date(year - 1, 1, 1), date(year + 2, 1, 1)))
            last = rule.until
            days |= {last} if last is not None else set()
        for day in sorted(days)[:MOST_ONSETS]:
            wall = datetime.combine(day, begun.time())
            yield Onset((wall - was).replace(tzinfo=UTC), was, ahead)


def _offset(written: str) -> timedelta:
    found = _OFFSET.fullmatch(written.strip())
    if found is None:
        raise ValueError(written[:20])
    length = timedelta(hours=int(found[2]), minutes=int(found[3]), seconds=int(found[4] or 0))
    return -length if found[1] == "-" else length


def _wall(written: str) -> datetime:
    plain = written.strip()
    shape = "%Y%m%dT%H%M%S" if "T" in plain else "%Y%m%d"
    return datetime.strptime(plain[:15], shape)  # noqa: DTZ007 - of no zone: it defines one


def _short(tzid: str) -> str:
    return tzid if len(tzid) <= 60 else f"{tzid[:59]}…"
