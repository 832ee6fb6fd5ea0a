"""Zones, and the way from a clock on a wall to an instant.

Zone data comes from the `tzdata` package alone. Python prefers the system's files, which are older on many
machines: for Vancouver in January 2027 they differ by an hour from the current release, and then a page, a
feed's VTIMEZONE and a test would each tell another time.
"""

from __future__ import annotations

import importlib.resources
import zoneinfo
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import get_timezone_location

from planner.errors import Unreadable
from planner.i18n import Language, mark

zoneinfo.reset_tzpath(to=[])
# zones made before this import came from the system's files
ZoneInfo.clear_cache()

HOME_ZONE = "Asia/Bangkok"

NO_SUCH_ZONE = mark("There is no time zone %(zone)s. Choose one from the list, for example Asia/Bangkok.")


class ZoneError(Unreadable):
    """No zone of this name is known."""


@cache
def _known() -> frozenset[str]:
    # Factory is the database's own "nobody has set a zone yet"
    return frozenset(zoneinfo.available_timezones() - {"Factory", "localtime"})


def zone(tzid: str) -> ZoneInfo:
    """The zone of an IANA name; old names that now are links (Asia/Calcutta) are understood.

    :raises ZoneError: for any other text.
    """
    if tzid not in _known():
        raise ZoneError(NO_SUCH_ZONE, zone=tzid[:40])
    return ZoneInfo(tzid)


@cache
def zones() -> tuple[str, ...]:
    """The IANA names to choose from: Bangkok, then one or more for every country, then UTC.

    From `zone.tab`, not `zone1970.tab`: people look for their own country's city (Asia/Vientiane), not for
    the one whose clocks have agreed with it since 1970.
    """
    table = importlib.resources.files("tzdata.zoneinfo").joinpath("zone.tab").read_text("utf-8")
    names = {line.split("\t")[2] for line in table.splitlines() if line and not line.startswith("#")}
    return (HOME_ZONE, *sorted(names - {HOME_ZONE}), "UTC")


@cache
def zone_city(tzid: str, language: str) -> str:
    """The city a zone is named after, in a language: กรุงเทพ, Bangkok."""
    if tzid == "UTC":
        return "UTC"
    city: str = get_timezone_location(tzid, locale=Locale.parse(Language(language).value), return_city=True)
    return city


def zone_label(tzid: str, language: str, at: datetime) -> str:
    """A zone for people, with its offset at an instant: `โตเกียว (UTC+9)`, `Kolkata (UTC+5:30)`."""
    city, offset = zone_city(tzid, language), offset_name(tzid, at)
    return city if city == offset else f"{city} ({offset})"


def offset_name(tzid: str, at: datetime) -> str:
    """The offset in force at an aware instant: `UTC`, `UTC+7`, `UTC-3:30`."""
    offset = at.astimezone(zone(tzid)).utcoffset() or timedelta()
    minutes = round(offset.total_seconds() / 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "-"
    return f"UTC{sign}{hours}:{rest:02}" if rest else f"UTC{sign}{hours}"


class WallTime(StrEnum):
    """How often a clock on a wall shows a given time on a given day."""

    ONCE = "once"
    SKIPPED = "skipped"
    """Never: the clocks are put forward over it."""
    TWICE = "twice"
    """Two times: the clocks are put back over it."""


def wall_time(day: date, at: time, tz: ZoneInfo) -> WallTime:
    """Whether a local time exists on that day, and whether it is ambiguous."""
    local = datetime.combine(day, at)
    first = local.replace(tzinfo=tz, fold=0)
    second = local.replace(tzinfo=tz, fold=1)
    if first.utcoffset() == second.utcoffset():
        return WallTime.ONCE
    # in a gap, going to UTC and back does not return to where one started
    back = first.astimezone(UTC).astimezone(tz).replace(tzinfo=None)
    return WallTime.TWICE if back == local else WallTime.SKIPPED


def local_to_instant(day: date, at: time, tz: ZoneInfo) -> datetime:
    """The instant, in UTC, at which a clock in the zone shows this time on this day.

    Across a change of clocks this follows RFC 5545 §3.3.5 (form #3): a time that does not occur is
    interpreted "using the UTC offset before the gap in local times", and a time that occurs more than once
    "refers to the first occurrence". Both are what `fold=0` means (PEP 495), so that is set whatever fold the
    time came with. Ask `wall_time` to tell the person about either.
    """
    return datetime.combine(day, at).replace(tzinfo=tz, fold=0).astimezone(UTC)


def instant_to_local(at: datetime, tz: ZoneInfo) -> tuple[date, time]:
    """The day and the time a clock in the zone shows at an aware instant.

    :raises ValueError: for a naive one.
    """
    if at.tzinfo is None:
        raise ValueError("an instant needs its zone")
    local = at.astimezone(tz)
    return local.date(), local.time()
