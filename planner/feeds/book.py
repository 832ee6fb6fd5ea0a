"""The book of what a feed has carried: who enters, who leaves, and how a leaver is called off.

An event that leaves a feed is sent as cancelled, without a word of what it was, for a month; programs that drop
nothing by themselves would show it for ever. What is over by then is only dropped, whyever it left: a campaign
that was put away, a change of who may see it. Nobody is to hear that what took place was cancelled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, case, func, select
from sqlalchemy.orm import Session

from planner.events import stored
from planner.events.models import Event
from planner.events.timing import AllDay, Timed, Timing
from planner.feeds import rows, write
from planner.feeds.carries import Moment
from planner.feeds.models import Carried
from planner.feeds.printed import PrintedEvent

SECOND = timedelta(seconds=1)

IS_CARRIED: ColumnElement[bool] = and_(Carried.uid.is_not(None), Carried.left_at.is_(None))
"""Whether the joined entry says that the feed carries the event already."""

AHEAD: ColumnElement[int] = case((IS_CARRIED, Carried.ahead), else_=0)
"""By how much this feed sends a higher SEQUENCE than the event's own, because it once left and came back."""

IS_ENTERED: ColumnElement[bool] = and_(IS_CARRIED, Carried.sequence == Event.sequence + AHEAD)
"""Whether the entry is of the event as it is now."""

HAS_RETURNED: ColumnElement[bool] = and_(IS_CARRIED, Carried.returned_at.is_not(None))
"""Whether this feed sends it otherwise than other feeds do."""

COLUMNS = (
    Carried.uid.label("carried_uid"),
    Carried.sequence.label("sent"),
    Carried.ahead,
    Carried.left_at,
    Carried.returned_at,
)
"""What `entry` reads of the joined entry."""

IS_OVER_BY = (
    Event.id,
    Event.recurrence,
    Event.spans_until,
    Event.starts_at,
    Event.ends_at,
    Event.all_day_start,
    Event.all_day_end,
    Event.timezone,
)
"""What tells whether an event that left is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event in the book, as it is to be sent from now on: the columns of `Carried`."""

    feed_id: int
    uid: str
    event_id: int
    sequence: int
    ahead: int
    created_at: datetime
    timing: str
    returned_at: datetime | None
    left_at: None = None
    tombstone: None = None


def joined(feed_id: int) -> ColumnElement[bool]:
    """On what an event's entry in a feed's book is joined."""
    return and_(Carried.feed_id == feed_id, Carried.uid == Event.uid)


def entry(feed_id: int, row: Any, now: datetime) -> Entry:
    """How an event is to be sent, from its row with `COLUMNS` and those of its time.

    One that comes back is sent with a SEQUENCE and a date above its tombstone's, or programs would keep that.
    """
    ahead, returned_at = row.ahead or 0, row.returned_at
    if row.left_at is not None:
        ahead = max(ahead, row.sent + 1 - row.sequence, 0)
        returned_at = now if ahead or row.printed_at <= row.left_at else None
    return Entry(
        feed_id=feed_id,
        uid=row.uid,
        event_id=row.id,
        sequence=row.sequence + ahead,
        ahead=ahead,
        created_at=row.created_at,
        timing=timing_text(stored.timing_of(row)),
        returned_at=returned_at,
    )


def enter(session: Session, entries: Iterable[Entry]) -> None:
    """Put entries into the book, over those that are there."""
    rows.put(session, Carried, [asdict(one) for one in entries])


def as_sent(printed: PrintedEvent, entry: Entry) -> PrintedEvent:
    """The event with the SEQUENCE and the date that this feed sends."""
    modified = max(printed.last_modified_at, entry.returned_at or printed.last_modified_at)
    return replace(printed, sequence=entry.sequence, last_modified_at=modified)


def leave(session: Session, feed_id: int, carried: Collection[int], moment: Moment) -> None:
    """Note which events the feed no longer carries; `carried` are the ids of those that it does."""
    found = session.execute(
        select(Carried, *IS_OVER_BY)
        .outerjoin(Event, Event.id == Carried.event_id)
        .where(Carried.feed_id == feed_id, Carried.left_at.is_(None))
        .execution_options(populate_existing=True)
    )
    ids = set(carried)
    for row in found:
        entry: Carried = row.Carried
        if entry.event_id in ids:
            continue
        entry.left_at = moment.now
        sent = timing_from(entry.timing)
        if not _is_over(row, sent, moment):
            entry.sequence += 1
            entry.tombstone = write.tombstone(entry.uid, entry.sequence, sent, entry.created_at, moment.now)
    session.flush()


def tombstones(session: Session, feed_id: int, moment: Moment) -> list[bytes]:
    """What the feed says of those that left within the month."""
    return [
        stone
        for stone in session.scalars(
            select(Carried.tombstone)
            .where(
                Carried.feed_id == feed_id,
                Carried.left_at >= moment.forgets,
                Carried.tombstone.is_not(None),
            )
            .order_by(Carried.uid)
        )
        if stone is not None
    ]


def count(feed_id: int) -> ScalarSelect[int]:
    """How many events the feed carries by the book, as a part of another question."""
    table = Carried.__table__
    counted = select(func.count()).select_from(table)
    return counted.where(table.c.feed_id == feed_id, table.c.left_at.is_(None)).scalar_subquery()


def timing_text(timing: Timing) -> str:
    """A time as the book keeps it."""
    if isinstance(timing, AllDay):
        return f"{timing.first_on} {timing.last_on}"
    return f"{timing.starts_at.isoformat()} {timing.ends_at.isoformat()} {timing.zone}"


def timing_from(text: str) -> Timing:
    """The time that the book keeps."""
    first, last, *zone = text.split(" ")
    if not zone:
        return AllDay(date.fromisoformat(first), date.fromisoformat(last))
    return Timed(datetime.fromisoformat(first), datetime.fromisoformat(last), zone[0])


def _is_over(row: Any, sent: Timing, moment: Moment) -> bool:
    """Whether its last occurrence is past, both as it is and as calendars have it (`sent`)."""
    if row.id is None:
        # of a deleted event only its first occurrence is known; others may be to come
        return _ends(sent) < moment.window.since
    # a series by its wide bound: rather a day or two too long than called off too little
    ends = row.spans_until if row.recurrence else _ends(stored.timing_of(row))
    return ends is not None and max(ends, _ends(sent)) <= moment.now


def _ends(timing: Timing) -> datetime:
    if isinstance(timing, AllDay):
        return datetime.combine(timing.last_on + timedelta(days=1), datetime.min.time(), UTC)
    return timing.ends_at
