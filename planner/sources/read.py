"""A calendar file as components with the properties we ask for, whatever the file is like.

The one place that reads iCalendar's format (RFC 5545). Components are told apart here, line by line and without
recursion, and a line is given to the icalendar package only where it is one of those we ask for: the package reads
whole calendars or nothing, builds what VTIMEZONE and RRULE say before anybody could look at them, and a file that
means harm is read by the same rules as any other. Everything is bounded: bytes, lines, depth, components. The package
is imported where it is first asked for: 90 modules, and most processes bring in no calendar.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from planner.errors import Refusal
from planner.i18n import mark
from planner.sources.items import Reason
from planner.uploads import encodings
from planner.uploads.encodings import Encoding

LARGEST_FILE = 10 * 1024 * 1024
MOST_EVENTS = 2_000
MOST_COMPONENTS = 20_000
DEEPEST = 6
"""A calendar is three deep: a calendar, an event, its alarm."""
LONGEST_LINE = 100_000
"""Signs of one property, its folded lines joined."""
MOST_PROPERTIES = 2_000
"""Of those we ask for, in one component."""

NOT_TEXT = mark("The file is not a text in letters that we can read. Save the calendar anew as an .ics file.")
NOT_A_CALENDAR = mark("This is not a calendar file: it does not hold “BEGIN:VCALENDAR”.")
TOO_DEEP = mark("The parts of the file stand within each other too deeply for a calendar. It was not read.")
TOO_MANY_PARTS = mark("The file has more than %(most)s parts. Divide the calendar and bring it in pieces.")
TOO_MANY_EVENTS = mark("The file has more than %(most)s events. Divide the calendar and bring it in pieces.")
UNREADABLE_LINE = mark("Line %(line)s (%(name)s) cannot be read.")
LINE_TOO_LONG = mark("Line %(line)s is longer than %(most)s signs.")
TOO_MANY_LINES = mark("It has more than %(most)s lines that matter.")
CUT_OFF = mark("The file ends in the middle of it.")

_OF_EVENTS = frozenset(
    {
        "UID",
        "SEQUENCE",
        "DTSTART",
        "DTEND",
        "DURATION",
        "SUMMARY",
        "DESCRIPTION",
        "LOCATION",
        "URL",
        "CONFERENCE",
        "STATUS",
        "CLASS",
        "RRULE",
        "EXRULE",
        "RDATE",
        "EXDATE",
        "RECURRENCE-ID",
    }
)
_OF_ONSETS = frozenset({"DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "RDATE"})
_ASKED: Mapping[str, frozenset[str]] = {
    "VCALENDAR": frozenset({"METHOD", "X-WR-CALNAME", "NAME"}),
    "VEVENT": _OF_EVENTS,
    "VTODO": frozenset({"SUMMARY"}),
    "VJOURNAL": frozenset({"SUMMARY"}),
    "VFREEBUSY": frozenset({"SUMMARY"}),
    "VAVAILABILITY": frozenset({"SUMMARY"}),
    "VTIMEZONE": frozenset({"TZID", "X-LIC-LOCATION"}),
    "STANDARD": _OF_ONSETS,
    "DAYLIGHT": _OF_ONSETS,
}
# without these an event would be another one than it is
_NEEDED = frozenset({"DTSTART", "DTEND", "DURATION", "RRULE", "EXRULE", "RDATE", "EXDATE", "RECURRENCE-ID"})
_NAME = re.compile(r"[A-Za-z0-9-]+(?=[ \t]*[;:])")
_EDGE = re.compile(r"(BEGIN|END)[ \t]*:(.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Property:
    """One line of a component: its parameters, names in capitals, and its value with nothing escaped any more."""

    name: str
    params: Mapping[str, str]
    value: str
    line: int


@dataclass(slots=True)
class Component:
    """A part of a calendar that begins on a line of the file, with the properties we ask for."""

    name: str
    line: int
    properties: dict[str, list[Property]] = field(default_factory=dict)
    parts: list[Component] = field(default_factory=list)
    wrong: Reason | None = None
    count: int = 0

    def first(self, name: str) -> Property | None:
        """The first property of this name."""
        found = self.properties.get(name)
        return found[0] if found else None

    def all(self, name: str) -> list[Property]:
        """All properties of this name, in order."""
        return self.properties.get(name, [])

    def text(self, name: str) -> str:
        """The value of the first property of this name; empty where there is none."""
        found = self.first(name)
        return found.value if found else ""


@dataclass(frozen=True)
class Book:
    """What a file holds: its calendars, one after the other, and in which letters it is written."""

    calendars: list[Component]
    encoding: Encoding


def read(content: bytes) -> Book:
    """The calendars of a file. Raises `Refusal` where it is none, or more than can be read."""
    guess = encodings.guess(content)
    if not guess.readings:
        raise Refusal(NOT_TEXT, field="file")
    encoding = guess.readings[0]
    reader = _Reader()
    for number, line in _lines(content.decode(encoding)):
        reader.take(number, line)
    return Book(reader.calendars(), encoding)


def duration(value: str) -> tuple[int, timedelta]:
    """A DURATION as whole days and the exact time beyond them (RFC 5545 §3.3.6: a day may not last 24 hours).

    :raises ValueError: where it is none.
    """
    from icalendar.prop import vDuration  # noqa: PLC0415

    length: timedelta = vDuration.from_ical(value.strip())  # type: ignore[no-untyped-call] # the package's
    if "D" not in value.upper() and "W" not in value.upper():
        return 0, length
    return length.days, length - timedelta(days=length.days)


def windows_zones() -> Mapping[str, str]:
    """Windows' names of zones (CLDR's windowsZones, as the icalendar package ships it)."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # noqa: PLC0415

    return WINDOWS_TO_OLSON


def _lines(written: str) -> Iterator[tuple[int, str]]:
    """Each line with its continuations joined (RFC 5545 §3.1), and the number of the line it begins on.

    One that grows too long stays as long as it was: what is beyond is never kept.
    """
    pieces: list[str] = []
    begun, length = 1, 0
    for number, raw in enumerate(io.StringIO(written, newline=None), 1):
        line = raw.removesuffix("\n")
        if line[:1] in {" ", "\t"} and pieces:
            if length <= LONGEST_LINE:
                pieces.append(line[1:])
                length += len(line) - 1
            continue
        if pieces:
            yield begun, "".join(pieces)
        pieces = [line] if line else []
        begun, length = number, len(line)
    if pieces:
        yield begun, "".join(pieces)


class _Reader:
    """Puts lines into components. Forgiving where nothing is lost: ends that do not match, parts without a calendar."""

    def __init__(self) -> None:
        self._top = Component("", 0)
        self._open = [self._top]
        self._count = self._events = 0

    def take(self, number: int, line: str) -> None:
        """One whole line."""
        edge = _EDGE.match(line)
        if edge is None:
            self._property(number, line)
        elif edge[1].upper() == "BEGIN":
            self._begin(number, edge[2].strip().upper())
        else:
            self._end(edge[2].strip().upper())

    def calendars(self) -> list[Component]:
        """The calendars, once all lines were taken; events that stand in none are put into one."""
        for one in self._open[1:]:
            if one.name != "VCALENDAR":
                one.wrong = Reason(CUT_OFF)
        found = [one for one in self._top.parts if one.name == "VCALENDAR"]
        strays = [one for one in self._top.parts if one.name in _ASKED and one.name != "VCALENDAR"]
        if strays:
            found.append(Component("VCALENDAR", strays[0].line, parts=strays))
        if not found:
            raise Refusal(NOT_A_CALENDAR, field="file")
        return found

    def _begin(self, number: int, name: str) -> None:
        if len(self._open) > DEEPEST:
            raise Refusal(TOO_DEEP, field="file")
        self._count += 1
        self._events += name == "VEVENT"
        if self._count > MOST_COMPONENTS:
            raise Refusal(TOO_MANY_PARTS, field="file", most=f"{MOST_COMPONENTS:,}")
        if self._events > MOST_EVENTS:
            raise Refusal(TOO_MANY_EVENTS, field="file", most=f"{MOST_EVENTS:,}")
        made = Component(name[:40], number)
        # a calendar within a calendar is one beside it
        holder = self._top if name == "VCALENDAR" else self._open[-1]
        holder.parts.append(made)
        self._open.append(made)

    def _end(self, name: str) -> None:
        names = [one.name for one in self._open[1:]]
        if name[:40] in names:
            while self._open.pop().name != name[:40]:
                pass

    def _property(self, number: int, line: str) -> None:
        holder = self._open[-1]
        name = _NAME.match(line)
        if name is None or name[0].upper() not in _ASKED.get(holder.name, frozenset()):
            return
        key = name[0].upper()
        if len(line) > LONGEST_LINE:
            holder.wrong = Reason(LINE_TOO_LONG, {"line": number, "most": f"{LONGEST_LINE:,}"})
            return
        holder.count += 1
        if holder.count > MOST_PROPERTIES:
            holder.wrong = Reason(TOO_MANY_LINES, {"most": f"{MOST_PROPERTIES:,}"})
            return
        try:
            params, value = _parts(line)
        except (ValueError, KeyError, IndexError):
            if key in _NEEDED:
                holder.wrong = Reason(UNREADABLE_LINE, {"line": number, "name": key})
            return
        plain = {str(one).upper(): _plain(given) for one, given in params.items()}
        holder.properties.setdefault(key, []).append(Property(key, plain, str(value), number))


def _parts(line: str) -> tuple[Mapping[str, object], str]:
    """The parameters and the value of a line. Raises `ValueError`, `KeyError` or `IndexError` where it has none."""
    from icalendar.parser import Contentline  # noqa: PLC0415

    _, params, value = Contentline(line).parts()  # type: ignore[no-untyped-call] # the package's
    return params, value


def _plain(given: object) -> str:
    return ",".join(str(one) for one in given) if isinstance(given, list) else str(given)
