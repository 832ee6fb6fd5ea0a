"""A feed's bytes, kept on shelves: neighbouring events together, so that a change rewrites its own shelf alone.

The head stands before all events and what is said of those that left after them. The shelves in order are the body.
An event's shelf follows from its id, so the same events are on the same shelves whichever way a feed came to them.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from sqlalchemy import Connection, Executable, bindparam, case, delete, select

from planner.feeds import rows
from planner.feeds.models import PreparedBody

EVENTS = 128
HEAD, TAIL = -1, 2**31 - 1

Bytes = bytes | memoryview

_ZONE = re.compile(rb";TZID=([^:;\r\n]+):")
_TABLE = PreparedBody.__table__


class Shelf(NamedTuple):
    """Some of a feed's bytes. `layout` and `body` are empty where they were not read."""

    manner: str
    digest: str
    zones: str
    layout: bytes = b""
    body: bytes = b""


Shelves = dict[int, Shelf]


def place(event_id: int) -> int:
    """The shelf that an event belongs on."""
    return event_id // EVENTS


def filled(manner: str, body: bytes, layout: bytes = b"") -> Shelf:
    """A shelf with these bytes on it."""
    # a content line that holds a zone's name is never folded
    zones = sorted(found.decode() for found in set(_ZONE.findall(body)))
    return Shelf(manner, hashlib.sha256(body).hexdigest(), " ".join(zones), layout, body)


def arranged(manner: str, parts: Mapping[int, Bytes]) -> Shelves:
    """Events by id on their shelves, in order; those without bytes are on none."""
    sorted_out: defaultdict[int, dict[int, Bytes]] = defaultdict(dict)
    for event_id in sorted(parts):
        if parts[event_id]:
            sorted_out[place(event_id)][event_id] = parts[event_id]
    return {
        number: filled(manner, b"".join(on_it.values()), packed(on_it))
        for number, on_it in sorted_out.items()
    }


def packed(parts: Mapping[int, Bytes]) -> bytes:
    """Each event's id and length, in order."""
    numbers = array("q")
    for event_id, body in parts.items():
        numbers.append(event_id)
        numbers.append(len(body))
    return numbers.tobytes()


def taken_apart(layout: bytes, body: bytes) -> dict[int, Bytes]:
    """The bytes of each event, by id, in place: nothing is copied."""
    numbers = array("q", layout).tolist()
    whole, at = memoryview(body), 0
    parts: dict[int, Bytes] = {}
    for event_id, length in zip(numbers[::2], numbers[1::2], strict=True):
        parts[event_id] = whole[at : at + length]
        at += length
    return parts


def digest(shelves: Mapping[int, Shelf]) -> str:
    """Tells whether anything changed, and is the feed's validator; not for secrecy."""
    whole = "".join(shelves[number].digest for number in sorted(shelves))
    return hashlib.sha256(whole.encode()).hexdigest()[:32]


def zones(shelves: Iterable[Shelf]) -> frozenset[str]:
    """The zones that need their VTIMEZONE."""
    return frozenset(name for shelf in shelves for name in shelf.zones.split(" ") if name)


def read(connection: Connection, feed_id: int, opened: Collection[int] | None = None) -> Shelves:
    """All shelves of a feed; the bytes of only those `opened`, or of all."""
    if opened is None:
        found = connection.execute(_every(), {"feed_id": feed_id})
    else:
        found = connection.execute(_some(), {"feed_id": feed_id, "opened": list(opened)})
    return {
        number: Shelf(manner, digest, zones, layout or b"", body or b"")
        for number, manner, digest, zones, layout, body in found
    }


def write(connection: Connection, feed_id: int, before: Shelves, after: Shelves) -> None:
    """Keep what changed, and clear what is empty now."""
    changed = [
        {"feed_id": feed_id, "shelf": number, **shelf._asdict()}
        for number, shelf in after.items()
        if number not in before or before[number][:2] != shelf[:2]
    ]
    rows.put(connection, PreparedBody, changed)
    cleared = before.keys() - after.keys()
    if cleared:
        connection.execute(
            delete(PreparedBody).where(_TABLE.c.feed_id == feed_id, _TABLE.c.shelf.in_(cleared))
        )


@cache
def _every() -> Executable:
    kept = (_TABLE.c.shelf, _TABLE.c.manner, _TABLE.c.digest, _TABLE.c.zones, _TABLE.c.layout, _TABLE.c.body)
    return select(*kept).where(_TABLE.c.feed_id == bindparam("feed_id"))


@cache
def _some() -> Executable:
    is_opened = _TABLE.c.shelf.in_(bindparam("opened", expanding=True))
    return select(
        _TABLE.c.shelf,
        _TABLE.c.manner,
        _TABLE.c.digest,
        _TABLE.c.zones,
        case((is_opened, _TABLE.c.layout)),
        case((is_opened, _TABLE.c.body)),
    ).where(_TABLE.c.feed_id == bindparam("feed_id"))
