"""Every change that a feed may print makes that feed due, in the change's own transaction.

Not left to whoever writes an action: it listens to every session and knows tables by their names, as
`planner.events.printing` does. It errs on the side of too many: a feed made due for nothing is prepared once more
and found unchanged. What a poll must know of a subscription is copied from `feed` to `prepared_feed` here too, so
that a withdrawn link is withdrawn on every process at the moment its transaction ends.

Where all that a transaction changed is single events, their ids are noted beside the mark (`PreparedFeed.touched`), so
that only they need to be looked at; after anything else everything may have changed.

The marking is the last thing a transaction does, and in one order, so that two writers wait for each other
briefly and never in a circle.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Table, false, insert, inspect, or_, select, true, update
from sqlalchemy import event as listening
from sqlalchemy.orm import ORMExecuteState, Session

from planner import clock
from planner.db import Base

# what a poll knows of a subscription
MIRRORED = ("secret_version", "renewed_at", "withdrawn_at", "is_gone_at_once")
# tables whose records name the campaign or the event they belong to
OF_CAMPAIGN = {"event": "campaign", "participation": "campaign", "promotion": "campaign"}
# what of them a feed prints, or what decides whether it does; the rest of them changes no feed
PRINTED = {
    "promotion": (
        "campaign_id",
        *("name_th", "name_en", "offer_text_th", "offer_text_en", "terms_th", "terms_en"),
        *("starts_at", "ends_at", "timezone", "withdrawn_at"),
    )
}
OF_EVENT = {"event_override", "excluded_date", "attachment"}
OF_PERSON = {"user": "id", "membership": "user_id"}
# days that a feed may carry, and what decides which count
OF_DAYS = {"holiday", "holiday_year", "holiday_country", "marked_days"}
WATCHED = {"campaign", "stakeholder", "feed", *OF_CAMPAIGN, *OF_EVENT, *OF_PERSON, *OF_DAYS}
ERASED = "erased"
MOST_EVENTS = 64
"""More than so many touched events are not told apart from everything."""
_KEY = "feeds touched"


@dataclass
class Touched:
    """What this transaction has changed so far."""

    is_calendar: bool = False
    are_days: bool = False
    campaigns: set[int] = field(default_factory=set)
    # events whose parts have changed, and events that have themselves
    events: set[int] = field(default_factory=set)
    records: list[Any] = field(default_factory=list)
    has_other_records: bool = False
    people: set[int] = field(default_factory=set)
    stakeholders: set[int] = field(default_factory=set)
    # records, because new ones have no id yet
    feeds: list[Any] = field(default_factory=list)
    departed: list[tuple[str, int]] = field(default_factory=list)
    everything: bool = False

    def single_events(self) -> set[int] | None:
        """The ids of the events, after a flush, if nothing but events was touched; else None."""
        if self.everything or self.has_other_records or self.people or self.stakeholders:
            return None
        # of a record that was made and unmade there is no id
        identities = (inspect(record).identity for record in self.records)
        found = self.events | {identity[0] for identity in identities if identity}
        return found if 0 < len(found) <= MOST_EVENTS else None


def mark_everything(session: Session) -> None:
    """Make every feed due when the session commits: for who writes past the ORM, which nobody hears."""
    _touched(session).everything = True


def begin() -> None:
    """Listen from now on; asked for once, by the tables' own module."""
    listening.listen(Session, "before_flush", _note)
    listening.listen(Session, "after_flush", _mirror)
    listening.listen(Session, "before_commit", _mark)
    listening.listen(Session, "do_orm_execute", _note_bulk)
    listening.listen(Session, "after_rollback", _forget)


def touch(session: Session, stakeholder_ids: Iterable[int]) -> None:
    """Somebody changed these stakeholders by a statement that the session does not see."""
    _touched(session).stakeholders.update(stakeholder_ids)


def _note(session: Session, _context: object, _instances: object) -> None:
    for record in [*session.new, *session.dirty, *session.deleted]:
        table = _table(record)
        if table in WATCHED and (record not in session.dirty or _is_changed(session, record, table)):
            _note_one(_touched(session), record, table)


def _is_changed(session: Session, record: Any, table: str) -> bool:
    if table in PRINTED:
        return any(inspect(record).attrs[key].history.has_changes() for key in PRINTED[table])
    return session.is_modified(record)


def _note_one(touched: Touched, record: Any, table: str) -> None:
    touched.are_days |= table in OF_DAYS
    touched.is_calendar |= table == "campaign" or table in OF_CAMPAIGN or table in OF_EVENT
    touched.has_other_records |= table not in {"event", "feed", *OF_EVENT}
    if table == "campaign":
        touched.campaigns |= _ids(record, "id")
    elif table in OF_CAMPAIGN:
        touched.campaigns |= _ids(record, "campaign_id", OF_CAMPAIGN[table])
        if table == "event":
            touched.records.append(record)
    elif table in OF_EVENT:
        touched.events |= _ids(record, "event_id", "event")
    elif table in OF_PERSON:
        touched.people |= _ids(record, OF_PERSON[table], "user" if table == "membership" else None)
        if table == "user" and record.is_active is False:
            _depart(touched, "user_id", record)
    elif table == "stakeholder":
        touched.stakeholders |= _ids(record, "id")
        if record.status == ERASED:
            _depart(touched, "stakeholder_id", record)
    elif table == "feed":
        touched.feeds.append(record)


def _depart(touched: Touched, column: str, record: Any) -> None:
    """Someone is gone. A record made just now has no number yet, and nothing of theirs to end."""
    if record.id is not None:
        touched.departed.append((column, record.id))


def _note_bulk(state: ORMExecuteState) -> None:
    """A statement that changes many records is not seen by a flush; whatever it changed, every feed looks again."""
    mapper = state.bind_mapper if state.is_update or state.is_delete else None
    if mapper is not None and mapper.local_table.name in WATCHED - {"feed"}:  # type: ignore[attr-defined]
        _touched(state.session).everything = True


def _mirror(session: Session, _context: object) -> None:
    """Copy what a poll must know; a feed that has just been made gets its row."""
    touched: Touched | None = session.info.get(_KEY)
    if touched is None:
        return
    now = clock.now()
    for feed in touched.feeds:
        known = {key: getattr(feed, key) for key in MIRRORED}
        done = session.execute(
            update(_prepared())
            .where(_prepared().c.feed_id == feed.id)
            .values(**known, due_at=now, touched=None)
        )
        if not done.rowcount:  # type: ignore[attr-defined] # every result of an UPDATE has it
            row = {"feed_id": feed.id, "version": 0, "format_version": 0, "changed_at": now, "due_at": now}
            session.execute(insert(_prepared()).values(**row, **known))
    touched.feeds.clear()


def _mark(session: Session) -> None:
    """Make due what the transaction touched, and end the links of those who left."""
    session.flush()
    touched: Touched | None = session.info.pop(_KEY, None)
    if touched is None:
        return
    for column, key in touched.departed:
        _withdraw(session, column, key)
    wanted = _wanted(session, touched)
    if wanted is None:
        return
    feed, prepared = _feed(), _prepared()
    # Locked in one order. Those that are due already are marked again, or a preparation under way in another
    # transaction, which does not see this one's changes, would have the last word.
    due = session.execute(
        select(prepared.c.feed_id, prepared.c.touched)
        .join(feed, feed.c.id == prepared.c.feed_id)
        .where(prepared.c.withdrawn_at.is_(None), wanted)
        .order_by(prepared.c.feed_id)
        .with_for_update(of=prepared)
    ).all()
    for events, feeds in _together(due, touched.single_events()):
        session.execute(
            update(prepared)
            .where(prepared.c.feed_id.in_(feeds))
            .values(due_at=clock.now(), touched=None if events is None else list(events))
        )


def _together(
    due: Iterable[Any], touched: set[int] | None
) -> Iterable[tuple[tuple[int, ...] | None, list[int]]]:
    """What is touched of feeds from now on, None: everything; and the feeds of which that is so."""
    feeds: defaultdict[tuple[int, ...] | None, list[int]] = defaultdict(list)
    for feed_id, before in due:
        events = None if touched is None or before is None else tuple(sorted({*before, *touched}))
        feeds[None if events is None or len(events) > MOST_EVENTS else events].append(feed_id)
    return feeds.items()


def _wanted(session: Session, touched: Touched) -> ColumnElement[bool] | None:
    """The feeds that may carry what was touched."""
    if touched.everything:
        return true()
    campaigns = set(touched.campaigns)
    if touched.events:
        event = Base.metadata.tables["event"]
        campaigns |= set(session.scalars(select(event.c.campaign_id).where(event.c.id.in_(touched.events))))
    feed = _feed()
    wanted: list[ColumnElement[bool]] = []
    if touched.is_calendar:
        wanted += [feed.c.campaign_id.in_(campaigns), feed.c.campaign_id.is_(None)]
    if touched.are_days:
        wanted += [feed.c[key].is_(True) for key in ("shows_holidays", "shows_awareness", "shows_sensitive")]
    if touched.people:
        wanted.append(feed.c.user_id.in_(touched.people))
    if touched.stakeholders:
        wanted.append(feed.c.stakeholder_id.in_(touched.stakeholders))
    return or_(false(), *wanted) if wanted else None


def _withdraw(session: Session, column: str, key: int) -> None:
    feed, prepared, now = _feed(), _prepared(), clock.now()
    held = select(feed.c.id).where(feed.c[column] == key)
    session.execute(
        update(prepared)
        .where(prepared.c.feed_id.in_(held), prepared.c.withdrawn_at.is_(None))
        .values(withdrawn_at=now, is_gone_at_once=False)
    )
    session.execute(
        update(feed)
        .where(feed.c[column] == key, feed.c.withdrawn_at.is_(None))
        # its own rule would call this somebody's edit
        .values(withdrawn_at=now, is_gone_at_once=False, updated_at=feed.c.updated_at)
    )


def _forget(session: Session) -> None:
    session.info.pop(_KEY, None)


def _touched(session: Session) -> Touched:
    found: Touched = session.info.setdefault(_KEY, Touched())
    return found


def _table(record: Any) -> str:
    return str(type(record).__tablename__)


def _feed() -> Table:
    return Base.metadata.tables["feed"]


def _prepared() -> Table:
    return Base.metadata.tables["prepared_feed"]


def _ids(record: Any, key: str, relationship: str | None = None) -> set[int]:
    """The ids it points at, now and before."""
    state = inspect(record)
    found: Iterable[Any] = (*state.attrs[key].history.sum(), getattr(record, key))
    target = state.dict.get(relationship) if relationship else None
    return {value for value in (*found, getattr(target, "id", None)) if value is not None}
