"""Preparing a feed: what it carries now as bytes, joined from events written once for all readers of one manner.

Done by the first poll after a change, in a transaction of its own with the feed's row locked. Only events that
changed are written anew, the rest is taken over from the feed's last bytes; its version rises only if they differ.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, case, select, text, update
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import User
from planner.campaigns.models import Campaign
from planner.dates import HOME_ZONE
from planner.db import BUSY_TIMEOUT_MS, Base
from planner.events.models import Event
from planner.events.timing import midnight
from planner.feeds import book, carries, content, layout, rows, write
from planner.feeds.carries import Moment
from planner.feeds.content import Manner
from planner.feeds.layout import Bytes
from planner.feeds.models import Carried, Feed, PreparedBody, PreparedEvent
from planner.feeds.printed import CalendarHead
from planner.stakeholders.models import Stakeholder
from planner.text import clean

log = logging.getLogger(__name__)

UNNAMED = "Samphan"

_ZONE = re.compile(rb";TZID=([^:;\r\n]+):")


def prepare(session: Session, feed_id: int) -> None:
    """Bring a feed up to this moment. Commits nothing; the row stays locked until the caller's transaction ends."""
    now = clock.now()
    if session.get_bind().dialect.name == "postgresql":
        # as long as SQLite waits (its busy timeout): a program is sooner told to come back than kept waiting
        session.execute(text(f"SET LOCAL lock_timeout = {BUSY_TIMEOUT_MS}"))
    prepared = Base.metadata.tables["prepared_feed"]
    row = session.execute(
        select(prepared).where(prepared.c.feed_id == feed_id).with_for_update()
    ).one_or_none()
    if row is None or row.withdrawn_at is not None or _is_fresh(row, now):
        return
    feed, zone = _feed(session, feed_id)
    moment = Moment(now)
    body, plan = _body(session, feed, zone, row, moment)
    # not for secrecy: it tells whether anything changed, and is the feed's validator
    digest = hashlib.sha256(body).hexdigest()[:32]
    coming = [moment.next_day, carries.next_embargo(session, feed, now)]
    values: dict[str, Any] = {
        "due_at": min(at for at in coming if at is not None),
        "format_version": write.FORMAT_VERSION,
    }
    if digest != row.body_digest:
        values |= {
            "body_digest": digest,
            "version": row.version + 1,
            # later than before, even where two changes come within a second
            "changed_at": max(now, row.changed_at + book.SECOND) if row.version else now,
        }
        kept = {"feed_id": feed_id, "manner": manner_of(feed).key, "layout": plan, "body": body}
        rows.put(session, PreparedBody, [kept])
    session.execute(update(prepared).where(prepared.c.feed_id == feed_id).values(values))


def manner_of(feed: Feed) -> Manner:
    """How the feed's holder wants events written."""
    return Manner(feed.language, feed.date_era, drops_cancelled=not feed.shows_cancelled)


def _is_fresh(row: Any, now: datetime) -> bool:
    """Another poll was first."""
    return bool(row.due_at > now and row.body_digest and row.format_version == write.FORMAT_VERSION)


def _feed(session: Session, feed_id: int) -> tuple[Feed, str]:
    """The subscription, and the zone that its holder's calendar is in."""
    found = session.execute(
        select(Feed, User.timezone, Stakeholder.timezone)
        .outerjoin(User, User.id == Feed.user_id)
        .outerjoin(Stakeholder, Stakeholder.id == Feed.stakeholder_id)
        .where(Feed.id == feed_id)
        .execution_options(populate_existing=True)
    ).one()
    return found[0], found[1] or found[2] or HOME_ZONE


def _body(session: Session, feed: Feed, zone: str, row: Any, moment: Moment) -> tuple[bytes, bytes]:
    """The feed's bytes, and where the events stand in them."""
    parts = _parts(session, feed, row, moment)
    bodies = [*parts.values(), *book.tombstones(session, feed.id, moment)]
    if not any(bodies):
        first = moment.today.replace(day=1)
        bodies = [write.notice(f"notice-{feed.id}@samphan", first, midnight(first, HOME_ZONE))]
    events = b"".join(bodies)
    # a content line that holds a zone's name is never folded
    zones = {found.decode() for found in set(_ZONE.findall(events))}
    window = moment.window
    head = CalendarHead(
        # a name of nothing that can be seen would be no name at all
        name=clean(feed.name) or UNNAMED,
        timezone=zone,
        first_year=window.first_on.year,
        last_year=window.last_on.year,
    )
    body = write.calendar_bytes(head, zones, [events])
    return body, layout.packed(body.index(events), parts)


def _parts(session: Session, feed: Feed, row: Any, moment: Moment) -> dict[int, Bytes]:
    """The events that the feed carries, by id in order: most of them as they were sent before, the others new."""
    kept = _kept(session, feed) if row.format_version == write.FORMAT_VERSION else {}
    parts: dict[int, Bytes] = {}
    known = 0
    for event_id, is_entered, in_book in session.execute(
        select(Event.id, book.IS_ENTERED, book.count(feed.id))
        .select_from(Event)
        .join(Campaign, Campaign.id == Event.campaign_id)
        .outerjoin(Carried, book.joined(feed.id))
        .where(carries.carried(session, feed, moment))
        .order_by(Event.id)
    ):
        parts[event_id] = kept.get(event_id, b"") if is_entered else b""
        known = in_book
    new = [event_id for event_id, body in parts.items() if not body]
    if new:
        written, arrivals = _new(session, feed, new, moment.now)
        parts |= written
        known += arrivals
    if known != len(parts) or not parts:
        book.leave(session, feed.id, parts, moment)
    return parts


def _kept(session: Session, feed: Feed) -> dict[int, Bytes]:
    """The events as this feed last sent them, if it still writes them so."""
    table = Base.metadata.tables["prepared_body"]
    found = session.execute(
        select(table.c.layout, table.c.body).where(
            table.c.feed_id == feed.id, table.c.manner == manner_of(feed).key
        )
    ).one_or_none()
    return layout.taken_apart(*found) if found else {}


def _new(session: Session, feed: Feed, ids: Sequence[int], now: datetime) -> tuple[dict[int, Bytes], int]:
    """Events that changed or came: entered in the book, and written unless another feed had them written.

    The answer counts how many came. One that cannot be written is left out, and nothing with it.
    """
    manner = manner_of(feed)
    found = list(_rows(session, feed.id, ids, manner))
    differing = content.differing(session, (row for row in found if row.written is None))
    entries, bodies, made = [], {}, []
    for row in found:
        try:
            entry = book.entry(feed.id, row, now)
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
    book.enter(session, entries)
    rows.put(session, PreparedEvent, made)
    arrivals = {entry.event_id for entry in entries} - {row.id for row in found if row.is_carried}
    return bodies, len(arrivals)


def _rows(session: Session, feed_id: int, ids: Sequence[int], manner: Manner) -> Any:
    """All there is to know of new events: what is printed, their place in the book, and bytes where there are some."""
    own = case((book.HAS_RETURNED, _own(manner, feed_id)), else_=manner.key)
    written = and_(
        PreparedEvent.event_id == Event.id,
        PreparedEvent.manner == own,
        PreparedEvent.sequence == Event.sequence + book.AHEAD,
        PreparedEvent.printed_at == Event.printed_at,
        PreparedEvent.format_version == write.FORMAT_VERSION,
    )
    return content.rows(
        session,
        ids,
        *book.COLUMNS,
        book.IS_CARRIED.label("is_carried"),
        book.HAS_RETURNED.label("has_returned"),
        PreparedEvent.body.label("written"),
        join=[(Carried, book.joined(feed_id)), (PreparedEvent, written)],
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
