"""What stands in a feed beside events, each for some days: holidays, marked days, promotions; and the book of it.

What is printed of each is compared with what the feed sent last: where that differs the SEQUENCE rises, whatever it was
that changed, and what left is called off for a month unless it is over by then.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Executable, bindparam, select
from sqlalchemy.orm import Session

from planner.events.timing import AllDay, Timing
from planner.feeds import book, rows, write
from planner.feeds.models import CarriedDay
from planner.feeds.moment import Moment
from planner.feeds.printed import Content, PrintedEvent

_TABLE = CarriedDay.__table__


@dataclass(frozen=True, slots=True)
class Spell:
    """Some days in a row, or some hours, as a feed prints them."""

    uid: str
    timing: Timing
    content: Content

    @property
    def digest(self) -> str:
        """Of all that is printed."""
        return hashlib.sha256(repr((self.uid, self.timing, self.content)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Entry:
    """A spell in the book: the columns of `CarriedDay`."""

    feed_id: int
    uid: str
    digest: str
    sequence: int
    created_at: datetime
    changed_at: datetime
    timing: str
    left_at: datetime | None = None
    tombstone: bytes | None = None


Known = dict[str, Any]
"""What the book says of a feed, by UID."""


def known_of(session: Session, feed_id: int) -> Known:
    """All that a feed has sent, or has called off."""
    return {row.uid: row for row in session.connection().execute(_known(), {"feed_id": feed_id})}


def carried(known: Known) -> frozenset[str]:
    """What of it programs have now, by UID."""
    return frozenset(uid for uid, row in known.items() if row.left_at is None)


def written(
    session: Session, feed: Any, moment: Moment, spells: Sequence[Spell], known: Known
) -> list[bytes]:
    """The spells as they are sent now, then what is said of those that left within the month; the book is kept."""
    connection = session.connection()
    if not spells and not known:
        return []
    entries = {one.uid: _entered(feed.id, one, known.get(one.uid), moment.now) for one in spells}
    gone = [_left(row, moment) for uid, row in known.items() if uid not in entries and row.left_at is None]
    changed = [one for uid, one in entries.items() if uid not in known or known[uid] != _row(one)]
    rows.put(connection, CarriedDay, [asdict(one) for one in (*changed, *gone)])
    stones: list[Any] = [row for uid, row in known.items() if uid not in entries and row.left_at is not None]
    told = [
        one.tombstone
        for one in sorted([*stones, *gone], key=lambda one: str(one.uid))
        if one.tombstone and one.left_at >= moment.forgets
    ]
    return [*(_bytes(one, entries[one.uid], feed.language) for one in spells), *told]


def _entered(feed_id: int, spell: Spell, row: Any, now: datetime) -> _Entry:
    """A spell in the book; newer than before where it differs, or comes back."""
    timing = book.timing_text(spell.timing)
    if row is None:
        return _Entry(feed_id, spell.uid, spell.digest, 0, now, now, timing)
    if row.left_at is None and row.digest == spell.digest:
        return _Entry(**row._mapping)
    # later than before, even where two changes come within a second
    changed_at = max(now, max(row.changed_at, row.left_at or row.changed_at) + book.SECOND)
    return _Entry(feed_id, spell.uid, spell.digest, row.sequence + 1, row.created_at, changed_at, timing)


def _row(entry: _Entry) -> tuple[Any, ...]:
    return tuple(getattr(entry, column.key) for column in _TABLE.c)


def _left(row: Any, moment: Moment) -> _Entry:
    """One that left: called off unless it is over, which nobody is to hear was cancelled."""
    entry = replace(_Entry(**row._mapping), left_at=moment.now)
    sent = book.timing_from(row.timing)
    if sent.last_on < moment.today if isinstance(sent, AllDay) else sent.ends_at <= moment.now:
        return replace(entry, tombstone=None)
    stone = write.tombstone(row.uid, row.sequence + 1, sent, row.created_at, moment.now)
    return replace(entry, sequence=row.sequence + 1, tombstone=stone)


def _bytes(spell: Spell, entry: _Entry, language: str) -> bytes:
    printed = PrintedEvent(
        uid=spell.uid,
        sequence=entry.sequence,
        created_at=entry.created_at,
        last_modified_at=entry.changed_at,
        timing=spell.timing,
        content=spell.content,
    )
    return write.event_bytes(printed, language)


@cache
def _known() -> Executable:
    return select(_TABLE).where(_TABLE.c.feed_id == bindparam("feed_id"))
