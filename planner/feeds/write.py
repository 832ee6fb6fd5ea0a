"""Writing iCalendar (RFC 5545, 7986) so that real calendar programs read it right.

An event is written by itself, so that its bytes can be kept and a feed is a head, zones and kept
bytes joined. Everything is a function of what is given: the same event is the same bytes tomorrow.
There is no METHOD, which would make a feed a message, and nobody's address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from planner.events.recurrence_rule import Rule
from planner.events.timing import AllDay, Timed, Timing, instant
from planner.events.words import EventStatus
from planner.feeds import lines
from planner.feeds.printed import CalendarHead, Content, PrintedEvent, PrintedOverride
from planner.feeds.zones import vtimezone
from planner.i18n import mark, translate

if TYPE_CHECKING:
    from icalendar import Calendar

# The package is imported where it is first asked for: 90 modules, and what a poll is answered with is mostly kept.

FORMAT_VERSION = 1
"""Raised with every change here that changes bytes, so that no reader keeps what an older version wrote."""

PRODID = "-//Samphan//Calendar feed//EN"
CLOSING = b"END:VCALENDAR\r\n"
WITHDRAWN = "ลิงก์ปฏิทินนี้ถูกยกเลิก / This link was withdrawn"
NOTHING_YET = "ยังไม่มีกิจกรรมในปฏิทินนี้ / Nothing in this calendar yet"
GONE = "ยกเลิก / Cancelled"

TITLES: dict[EventStatus, str] = {
    EventStatus.CANCELLED: mark("Cancelled: %(title)s"),
    EventStatus.POSTPONED: mark("Postponed: %(title)s"),
}
_STATUSES = {
    EventStatus.TENTATIVE: "TENTATIVE",
    EventStatus.CONFIRMED: "CONFIRMED",
    EventStatus.CANCELLED: "CANCELLED",
    EventStatus.POSTPONED: "TENTATIVE",  # RFC 5545 3.8.1.11 knows no other word for it
}


class _Text(str):
    """Escaped by us: icalendar takes a typed backslash and N for a line end."""

    __slots__ = ()

    def to_ical(self) -> bytes:
        return lines.text(self).encode("utf-8", "replace")


def event_bytes(printed: PrintedEvent, language: str) -> bytes:
    """The VEVENT of an event and those of its changed occurrences, in the reader's language."""
    written = [*_vevent(printed, language)]
    for override in _real_overrides(printed):
        written += _override(printed, override, language)
    return lines.folded(written)


def calendar_bytes(head: CalendarHead, zones_used: Iterable[str], parts: Iterable[bytes]) -> bytes:
    """A feed: its head, every zone used, and the events given as bytes, at least one.

    A VCALENDAR without components is not legal, and Evolution then keeps the old events: give it `notice`.
    """
    events = _at_least_one(parts)
    return b"".join([opening(head, frozenset(zones_used)), *events, CLOSING])


@lru_cache(maxsize=256)
def opening(head: CalendarHead, zones_used: frozenset[str]) -> bytes:
    """What stands before the events of a feed; after them stands `CLOSING`."""
    from icalendar import vDuration  # noqa: PLC0415

    calendar = _envelope()
    name = _Text(lines.one_line(head.name))
    calendar["NAME"] = name
    # what Google, Apple and Outlook read; NAME is the standard's
    calendar["X-WR-CALNAME"] = name
    calendar["X-WR-TIMEZONE"] = _Text(head.timezone)
    # RFC 7986 5.7 requires VALUE=DURATION, though a duration is all that may stand there
    calendar.add("REFRESH-INTERVAL", vDuration(head.refresh), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(head.refresh))
    calendar["COLOR"] = _Text(head.color)
    return _opened(calendar, zones_used, (head.first_year, head.last_year))


def single_file(zones_used: Iterable[str], years: tuple[int, int], parts: Iterable[bytes]) -> bytes:
    """A file to add to one's own calendar. It has no name: Outlook would open a new calendar for it."""
    events = _at_least_one(parts)
    return b"".join([_opened(_envelope(), zones_used, years), *events, CLOSING])


def zones_of(printed: PrintedEvent) -> frozenset[str]:
    """The zones whose VTIMEZONE the event needs."""
    timings: list[Timing] = [printed.timing, *(override.timing for override in printed.overrides)]
    return frozenset(timing.zone for timing in timings if isinstance(timing, Timed)) - {"UTC"}


def notice(uid: str, on: date, changed_at: datetime, title: str = NOTHING_YET) -> bytes:
    """A quiet all-day note in place of events; its UID is its own and stays."""
    content = Content(title=title, is_transparent=True)
    note = PrintedEvent(
        uid=uid,
        sequence=0,
        created_at=changed_at,
        last_modified_at=changed_at,
        timing=AllDay(on, on),
        content=content,
    )
    return event_bytes(note, "en")


def withdrawn(uid: str, on: date, withdrawn_at: datetime, timezone: str) -> bytes:
    """What a withdrawn link answers for a while: the only answer that clears our events from the screens
    of programs that keep what they have on an error. Programs are asked to come back once a day."""
    head = CalendarHead(
        name=WITHDRAWN,
        timezone=timezone,
        first_year=on.year,
        last_year=on.year,
        color="gray",
        refresh=timedelta(days=1),
    )
    return calendar_bytes(head, (), [notice(uid, on, withdrawn_at, WITHDRAWN)])


def tombstone(uid: str, sequence: int, timing: Timing, created_at: datetime, left_at: datetime) -> bytes:
    """An event that this reader may no longer see: cancelled, and nothing told of it but when it was."""
    gone = PrintedEvent(
        uid=uid,
        sequence=sequence,
        created_at=created_at,
        last_modified_at=left_at,
        timing=timing,
        content=Content(title=GONE, status=EventStatus.CANCELLED),
    )
    return lines.folded(_vevent(gone, language=None))


def _envelope() -> Calendar:
    from icalendar import Calendar  # noqa: PLC0415

    # not Calendar.new(), which invents a UID: another body on every poll
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODID)
    calendar.add("CALSCALE", "GREGORIAN")
    return calendar


def _opened(calendar: Calendar, zones_used: Iterable[str], years: tuple[int, int]) -> bytes:
    *head, _ = (str(line) for line in calendar.content_lines(sorted=False) if line)
    zones = [line for tzid in sorted(set(zones_used)) for line in vtimezone(tzid, *years)]
    return lines.folded([*head, *zones])


def _at_least_one(parts: Iterable[bytes]) -> list[bytes]:
    events = list(parts)
    if not events:
        raise ValueError("a calendar has at least one event")
    return events


def _vevent(printed: PrintedEvent, language: str | None) -> Iterator[str]:
    yield from _beginning(printed)
    yield from _when(printed.timing)
    if printed.rule is not None:
        yield f"RRULE:{printed.rule.text(_until(printed.rule, printed.timing))}"
        for on in sorted(printed.excluded):
            yield _named("EXDATE", printed.timing, on)
    yield from _content(printed.content, printed.timing, language)


def _override(printed: PrintedEvent, override: PrintedOverride, language: str) -> Iterator[str]:
    yield from _beginning(printed)
    yield _named("RECURRENCE-ID", printed.timing, override.on)
    yield from _when(override.timing)
    content = override.content
    if printed.content.status is EventStatus.CANCELLED:
        content = replace(content, status=EventStatus.CANCELLED)
    yield from _content(content, override.timing, language)


def _real_overrides(printed: PrintedEvent) -> Iterator[PrintedOverride]:
    """Those of days the series has: of any other, programs make an event of its own."""
    rule = printed.rule
    for override in sorted(printed.overrides, key=lambda override: override.on):
        if (
            rule is not None
            and override.on not in printed.excluded
            and rule.has(printed.timing.on, override.on)
        ):
            yield override


def _beginning(printed: PrintedEvent) -> Iterator[str]:
    """An occurrence's SEQUENCE is its series': a lower one would be ignored."""
    modified = lines.utc(printed.last_modified_at)
    yield "BEGIN:VEVENT"
    yield f"UID:{lines.text(printed.uid)}"
    yield f"DTSTAMP:{modified}"  # without METHOD it is the last change (RFC 5545 3.8.7.2), never the present
    yield f"CREATED:{lines.utc(printed.created_at)}"
    yield f"LAST-MODIFIED:{modified}"
    yield f"SEQUENCE:{printed.sequence}"


def _when(timing: Timing) -> Iterator[str]:
    if isinstance(timing, AllDay):
        yield f"DTSTART;VALUE=DATE:{lines.day(timing.first_on)}"
        # exclusive (RFC 5545 3.6.1)
        yield f"DTEND;VALUE=DATE:{lines.day(timing.last_on + timedelta(days=1))}"
        return
    yield lines.moment("DTSTART", timing.starts_at, timing.zone)
    # DTEND must be later than DTSTART (3.8.2.2); without it the event is a moment (3.6.1)
    if timing.ends_at > timing.starts_at:
        yield lines.moment("DTEND", timing.ends_at, timing.zone)


def _named(name: str, timing: Timing, on: date) -> str:
    """A property that names an occurrence by its original start, in exactly the form of DTSTART."""
    original = timing.moved_to(on)
    if isinstance(original, AllDay):
        return f"{name};VALUE=DATE:{lines.day(on)}"
    return lines.moment(name, original.starts_at, original.zone)


def _until(rule: Rule, timing: Timing) -> str | None:
    """UNTIL in UTC for a timed start, a day for all-day ones (RFC 5545 3.3.10); the day is included."""
    if rule.until is None or isinstance(timing, AllDay):
        return None
    return lines.utc(instant(datetime.combine(rule.until, time(23, 59, 59)), timing.zone))


def _content(content: Content, timing: Timing, language: str | None) -> Iterator[str]:
    is_transparent = (
        content.is_transparent or content.status is EventStatus.CANCELLED or isinstance(timing, AllDay)
    )
    title = content.title
    if language is not None and content.status in TITLES:
        title = translate(language, TITLES[content.status], title=title)
    yield f"SUMMARY:{lines.text(lines.one_line(title))}"
    if content.description:
        yield f"DESCRIPTION:{lines.text(content.description)}"
    if content.location:
        yield f"LOCATION:{lines.text(content.location)}"
    yield f"STATUS:{_STATUSES[content.status]}"
    yield f"TRANSP:{'TRANSPARENT' if is_transparent else 'OPAQUE'}"
    yield f"CLASS:{'PRIVATE' if content.is_private else 'PUBLIC'}"
    if content.categories:
        yield f"CATEGORIES:{','.join(lines.text(category) for category in content.categories)}"
    if content.url:
        yield f"URL:{lines.uri(content.url)}"
    yield "END:VEVENT"
