"""Events as bytes: written once for all feeds of one manner, and entered in the book of each that sends them."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Executable, String, and_, bindparam, case
from sqlalchemy.orm import Session

from planner.events.models import Event
from planner.feeds import book, content, rows, write
from planner.feeds.content import Manner
from planner.feeds.models import Carried, PreparedEvent

log = logging.getLogger(__name__)


class Written(NamedTuple):
    """Bytes by event, and which of these the feed did not carry before."""

    bodies: dict[int, bytes]
    came: set[int]


def written(session: Session, feed_id: int, manner: Manner, ids: Sequence[int], now: datetime) -> Written:
    """Events that changed or came: entered in the book, and written unless another feed had them written.

    One that cannot be written is left out, and nothing with it.
    """
    bound = {"feed_id": feed_id, "manner": manner.key, "own_manner": _own(manner, feed_id)}
    found = list(content.rows(session, ids, _question(), **bound))
    differing = content.differing(session, (row for row in found if row.written is None))
    entries, bodies, made = [], {}, []
    for row in found:
        try:
            entry = book.entry(feed_id, row, now)
            body = row.written
            if body is None or (entry.returned_at and not row.has_returned):
                shown = book.as_sent(content.printed(row, differing.get(row.id), manner), entry)
                body = write.event_bytes(shown, manner.language)
                made.append(_made(row, entry, manner, body))
        except Exception:  # one event gone wrong must not take the feed away from everybody
            log.exception("event %s cannot be written into feeds", row.id)
            continue
        entries.append(entry)
        bodies[row.id] = body
    book.enter(session.connection(), entries)
    rows.put(session.connection(), PreparedEvent, made)
    return Written(bodies, bodies.keys() - {row.id for row in found if row.is_carried})


@cache
def _question() -> Executable:
    """All there is to know of new events: what is printed, their place in the book, and bytes where there are some."""
    manner, own = (bindparam(name, type_=String) for name in ("manner", "own_manner"))
    is_written = and_(
        PreparedEvent.event_id == Event.id,
        PreparedEvent.manner == case((book.HAS_RETURNED, own), else_=manner),
        PreparedEvent.sequence == Event.sequence + book.AHEAD,
        PreparedEvent.printed_at == Event.printed_at,
        PreparedEvent.format_version == write.FORMAT_VERSION,
    )
    return content.question(
        *book.COLUMNS,
        book.IS_CARRIED.label("is_carried"),
        book.HAS_RETURNED.label("has_returned"),
        PreparedEvent.body.label("written"),
        join=[(Carried, book.JOINED), (PreparedEvent, is_written)],
    )


def _made(row: Any, entry: book.Entry, manner: Manner, body: bytes) -> dict[str, Any]:
    return {
        "event_id": row.id,
        "manner": manner.key if entry.returned_at is None else _own(manner, entry.feed_id),
        "sequence": entry.sequence,
        "printed_at": row.printed_at,
        "format_version": write.FORMAT_VERSION,
        "body": body,
    }


def _own(manner: Manner, feed_id: int) -> str:
    """Under what name a feed keeps bytes that are not as other feeds have them."""
    return f"{manner.key}-{feed_id}"
