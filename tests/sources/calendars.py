"""Calendar files as programs write them, made here; none of them is anybody's."""

from __future__ import annotations

from collections.abc import Sequence

from planner.sources import read, understand
from planner.sources.items import Item
from planner.sources.understand import Understood

HOME = "Asia/Bangkok"
BERLIN = """BEGIN:VTIMEZONE
TZID:{name}
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""


def event(*lines: str, uid: str = "one@elsewhere.example", title: str = "Meeting") -> str:
    """A VEVENT with these lines; at nine on the 4th of January 2027 where none of them says when it starts."""
    start = [] if any(line.startswith("DTSTART") for line in lines) else ["DTSTART:20270104T090000Z"]
    named = [] if any(line.startswith("SUMMARY") for line in lines) else [f"SUMMARY:{title}"]
    return "\n".join(["BEGIN:VEVENT", f"UID:{uid}", *start, *named, *lines, "END:VEVENT"])


def calendar(*parts: str, lines: Sequence[str] = ()) -> bytes:
    """A file with these parts."""
    whole = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Elsewhere//EN", *lines, *parts, "END:VCALENDAR", ""]
    return "\r\n".join("\r\n".join(whole).splitlines()).encode() + b"\r\n"


def understood(content: bytes, home: str = HOME) -> Understood:
    """What a file comes to."""
    return understand.understood(read.read(content), home)


def only(*lines: str, parts: Sequence[str] = (), home: str = HOME) -> Item:
    """The one item that an event with these lines becomes."""
    found = understood(calendar(*parts, event(*lines)), home)
    assert not found.refused, found.refused
    (one,) = found.items
    return one


def why_not(*lines: str, parts: Sequence[str] = ()) -> str:
    """Why an event with these lines is not taken, in English."""
    found = understood(calendar(*parts, event(*lines)))
    assert not found.items, found.items
    (one,) = found.refused
    return said(one.reason.message, one.reason.values)


def said(message: str, values: object) -> str:
    """A reason in English."""
    return message % values if values else str(message)
