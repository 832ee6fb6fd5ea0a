"""Plain text to be pasted into a chat: short lines, no marks of format, outward fields alone.

Every text is made from the outward classes, so that an internal word has no way into it; what may not be known outside
yet says so in its first line.
"""

from __future__ import annotations

from collections.abc import Iterator

from planner.briefs.outside import OutwardEvent, Programme
from planner.briefs.shapes import Reader, When
from planner.briefs.writer import Writer
from planner.i18n import Text, mark

INTERNAL = mark("[Internal: not to be passed on outside the organisation]")
AT = mark("Time %(clock)s")
ALL_DAY = mark("All day")
PLACE = mark("Place: %(place)s")
LINK = mark("Link: %(address)s")
CONTACT = mark("Contact: %(contact)s")
PROGRAMME = mark("Programme")
SPOKEN_BY = mark("by %(name)s")
CALENDAR = mark("Calendar: %(name)s")
SUBSCRIBE = mark("Follow our events in your own calendar program with this link:")


def event(told: Programme) -> str:
    """An event: what, when, where, and whom to ask."""
    write = Writer(told.reader)
    return _joined(told, _head(told.event, write), _where(told, write), _foot(told, write))


def programme(told: Programme) -> str:
    """The same with what happens step by step."""
    write = Writer(told.reader)
    return _joined(
        told, _head(told.event, write), _where(told, write), _steps(told, write), _foot(told, write)
    )


def feed(name: str, address: str, reader: Reader) -> str:
    """A calendar to subscribe to."""
    write = Writer(reader)
    return "\n".join([write.word(CALENDAR, name=name), write.word(SUBSCRIBE), address])


def _joined(told: Programme, *parts: Iterator[str]) -> str:
    """Parts with an empty line between them."""
    blocks = ["\n".join(part) for part in parts]
    if not told.is_given_out:
        blocks.insert(0, Writer(told.reader).word(INTERNAL))
    return "\n\n".join(block for block in blocks if block)


def _head(one: OutwardEvent, write: Writer) -> Iterator[str]:
    yield one.title.text
    if one.status:
        yield f"({write.word(one.status)})"
    yield from _when(one.when, write)
    if one.when.repeats:
        yield one.when.repeats


def _when(when: When, write: Writer) -> Iterator[str]:
    lines = write.when_in_full(when)
    yield from lines[:1]
    if when.starts_on is not None:
        yield write.word(ALL_DAY)
    for clock in lines[1:]:
        yield write.word(AT, clock=clock)


def _where(told: Programme, write: Writer) -> Iterator[str]:
    one = told.event
    if one.venue:
        yield write.word(PLACE, place=one.venue.text)
    if one.address:
        yield " ".join(one.address.text.split())
    if one.online_url:
        yield write.word(LINK, address=one.online_url)
    for link in told.links:
        yield f"{link.name.text}: {link.address}"


def _steps(told: Programme, write: Writer) -> Iterator[str]:
    if told.steps:
        yield write.word(PROGRAMME)
    for step in told.steps:
        speaker = f" {write.word(SPOKEN_BY, name=step.speaker.text)}" if step.speaker else ""
        yield f"{write.hours(step.starts, step.ends)} {step.text.text}{speaker}"


def _foot(told: Programme, write: Writer) -> Iterator[str]:
    if told.event.contact:
        yield write.word(CONTACT, contact=_contact(told.event.contact.name))
    if told.organisation.text:
        yield told.organisation.text


def _contact(name: Text) -> str:
    return " ".join(name.text.split())
