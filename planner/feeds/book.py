"""The book of what a feed has carried: who enters, who leaves, and how a leaver is called off.

An event that leaves a feed is sent as cancelled, without a word of what it was, for a month; programs that drop
nothing by themselves would show it for ever. What is over by then is only dropped, whyever it left: a campaign
that was put away, a change of who may see it. Nobody is to hear that what took place was cancelled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Executable, and_, bindparam, case, func, or_, select, update

from planner import clock
from planner.events import stored
from planner.events.models import Event
from planner.events.timing import AllDay, Timed, Timing
from planner.feeds import rows, write
from planner.feeds.models import Carried
from planner.feeds.moment import Moment
from planner.feeds.printed import PrintedEvent

SECOND = timedelta(seconds=1)

FEED = bindparam("feed_id", type_=Carried.__table__.c.feed_id.type)

JOINED: ColumnElement[bool] = and_(Carried.feed_id == FEED, Carried.uid == Event.uid)
"""On what an event's entry in a feed's book is joined; `feed_id` is bound."""

IS_CARRIED: ColumnElement[bool] = and_(Carried.uid.is_not(None), Carried.left_at.is_(None))
"""Whether the joined entry says that the feed carries the event already."""

AHEAD: ColumnElement[int] = case((IS_CARRIED, Carried.ahead), else_=0)
"""By how much this feed sends a higher SEQUENCE than the event's own, because it once left and came back."""

IS_ENTERED: ColumnElement[bool] = and_(
    IS_CARRIED,
    Carried.sequence == Event.sequence + AHEAD,
    # an event that was deleted and restored is another record by the same name
    Carried.event_id == Event.id,
)
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


def enter(connection: Connection, entries: Iterable[Entry]) -> None:
    """Put entries into the book, over those that are there."""
    rows.put(connection, Carried, [asdict(one) for one in entries])


def as_sent(printed: PrintedEvent, entry: Entry) -> PrintedEvent:
    """The event with the SEQUENCE and the date that this feed sends."""
    modified = max(printed.last_modified_at, entry.returned_at or printed.last_modified_at)
    return replace(printed, sequence=entry.sequence, last_modified_at=modified)


def write_anew(connection: Connection, feed_id: int) -> None:
    """Have all that the feed carries look newer than what was sent: it is about to be written in another way.

    Programs skip what does not look newer, and a series would keep the occurrences that it had.
    """
    connection.execute(
        update(Carried)
        .where(Carried.feed_id == feed_id, Carried.left_at.is_(None))
        .values(ahead=Carried.ahead + 1, returned_at=clock.now())
    )


def leave(
    connection: Connection,
    feed_id: int,
    carried: Collection[int],
    moment: Moment,
    among: Collection[int] | None = None,
) -> bool:
    """Note which events the feed no longer carries, of all or `among` some; `carried` are the ids that it does.

    Of what was deleted the id is no longer known, so that is always among them. Answers whether any left.
    """
    asked = {"feed_id": feed_id, "among": list(among or ())}
    found = connection.execute(_standing(some=among is not None), asked)
    ids = set(carried)
    gone = [_left(row, moment) for row in found if row.event_id not in ids]
    rows.put(connection, Carried, gone)
    return bool(gone)


def tombstones(connection: Connection, feed_id: int, moment: Moment) -> list[bytes]:
    """What the feed says of those that left within the month."""
    asked = {"feed_id": feed_id, "forgets": moment.forgets}
    return list(connection.scalars(_stones(), asked))


def count(connection: Connection, feed_id: int) -> int:
    """How many events the feed carries by the book."""
    return connection.scalar(_count(), {"feed_id": feed_id}) or 0


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


@cache
def _standing(*, some: bool) -> Executable:
    statement = (
        select(*Carried.__table__.c, *IS_OVER_BY)
        .outerjoin(Event, Event.id == Carried.event_id)
        .where(Carried.feed_id == FEED, Carried.left_at.is_(None))
    )
    if some:
        among = Carried.event_id.in_(bindparam("among", expanding=True))
        return statement.where(or_(among, Carried.event_id.is_(None)))
    return statement


@cache
def _stones() -> Executable:
    return (
        select(Carried.tombstone)
        .where(
            Carried.feed_id == FEED,
            Carried.left_at >= bindparam("forgets"),
            Carried.tombstone.is_not(None),
        )
        .order_by(Carried.uid)
    )


@cache
def _count() -> Executable:
    counted = select(func.count()).select_from(Carried)
    return counted.where(Carried.feed_id == FEED, Carried.left_at.is_(None))


def _left(row: Any, moment: Moment) -> dict[str, Any]:
    """The entry of an event that left."""
    entry = {column.key: getattr(row, column.key) for column in Carried.__table__.c}
    entry["left_at"] = moment.now
    sent = timing_from(row.timing)
    if not _is_over(row, sent, moment):
        entry["sequence"] += 1
        entry["tombstone"] = write.tombstone(row.uid, entry["sequence"], sent, row.created_at, moment.now)
    return entry


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
