"""Preparing a feed: what it carries now as bytes, joined from events written once for all readers of one manner.

Done by the first poll after a change, in a transaction of its own with the feed's row locked. Where edits have said
which events they touched, only those are looked at and only their shelves rewritten; where the clock, the feed
itself, or anything else may have changed what is carried, everything is. The bytes are the same either way.
The feed's version rises only if they differ from the last.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Executable, bindparam, select, text, update
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import User
from planner.dates import HOME_ZONE
from planner.db import BUSY_TIMEOUT_MS
from planner.events.timing import midnight
from planner.feeds import book, carries, days, offers, pieces, shelves, spells, write
from planner.feeds.carries import Scope
from planner.feeds.content import Manner
from planner.feeds.models import Feed, PreparedFeed
from planner.feeds.moment import Moment
from planner.feeds.printed import CalendarHead
from planner.feeds.shelves import HEAD, TAIL, Bytes, Shelf, Shelves
from planner.stakeholders.models import Stakeholder
from planner.text import clean

UNNAMED = "Samphan"


def prepare(session: Session, feed_id: int) -> None:
    """Bring a feed up to this moment. Commits nothing; the row stays locked until the caller's transaction ends."""
    now = clock.now()
    session.flush()
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        # as long as SQLite waits (its busy timeout): a program is sooner told to come back than kept waiting
        connection.execute(text(f"SET LOCAL lock_timeout = {BUSY_TIMEOUT_MS}"))
    row = connection.execute(_locked(), {"feed_id": feed_id}).one_or_none()
    if row is None or row.withdrawn_at is not None or _is_fresh(row, now):
        return
    # asked only now: a change of the feed that we waited for must be seen
    feed = connection.execute(_subscribed(), {"feed_id": feed_id}).one()
    _Preparation(session, row, feed, Moment(now)).run()


def manner_of(feed: Any) -> Manner:
    """How the feed's holder wants events written."""
    return Manner(feed.language, feed.date_era, drops_cancelled=not feed.shows_cancelled, status=feed.status)


def _is_fresh(row: Any, now: datetime) -> bool:
    """Another poll was first."""
    return bool(row.due_at > now and row.body_digest and row.format_version == write.FORMAT_VERSION)


class _Preparation:
    """One preparation of one feed, from what is known of it (`row`), what it is (`feed`), and when."""

    def __init__(self, session: Session, row: Any, feed: Any, moment: Moment) -> None:
        self._session, self._connection = session, session.connection()
        self._row, self._feed, self._moment = row, feed, moment
        self._manner = manner_of(feed)
        self._scope = Scope.of(feed)
        # the events that may have changed, None: any; and the shelves, those of these events with their bytes
        self._touched, self._before = self._known()

    def run(self) -> None:
        """Put the body together, keep it, and note what came of it."""
        parts, has_book_changed = self._parts()
        after = self._shelved(parts)
        if self._touched is None or has_book_changed or not after:
            after[TAIL] = self._tail(is_empty=not after)
        else:
            after[TAIL] = self._before[TAIL]
        after[HEAD] = self._head(after.values())
        shelves.write(self._connection, self._feed.id, self._before, after)
        self._note(shelves.digest(after), is_complete=all(parts.values()))

    def _known(self) -> tuple[frozenset[int] | None, Shelves]:
        """What edits have touched since, if that is all that can have changed what was kept."""
        row, now = self._row, self._moment.now
        if (
            row.touched
            and row.turns_at is not None
            and row.turns_at > now
            and row.format_version == write.FORMAT_VERSION
        ):
            opened = {shelves.place(event_id) for event_id in row.touched}
            before = shelves.read(self._connection, row.feed_id, opened)
            # not after a restored backup, nor where anything was lost
            if shelves.digest(before) == row.body_digest:
                return frozenset(row.touched), before
        return None, shelves.read(self._connection, row.feed_id)

    def _parts(self) -> tuple[dict[int, Bytes], bool]:
        """The events of the shelves in question, by id: as they were sent before, or new; and whether any came or left.

        One that cannot be written has no bytes.
        """
        feed_id, touched = self._feed.id, self._touched
        kept = self._kept()
        parts = {} if touched is None else {key: kept[key] for key in kept.keys() - touched}
        shown = carries.carried(self._session, feed_id, self._scope, self._moment, touched)
        for event_id, is_entered in shown.items():
            parts[event_id] = kept.get(event_id, b"") if is_entered else b""
        new = [event_id for event_id in shown if not parts[event_id]]
        came: set[int] = set()
        if new:
            bodies, came = pieces.written(self._session, feed_id, self._manner, new, self._moment.now)
            parts |= bodies
        return parts, bool(came) | self._leave(shown, parts, came)

    def _leave(self, shown: Collection[int], parts: Mapping[int, Bytes], came: Collection[int]) -> bool:
        """Note in the book what is no longer shown, if there can be any; whether there was."""
        feed_id, touched = self._feed.id, self._touched
        if touched is None:
            # as many in the book as there are bytes of: nobody is missing
            if shown and book.count(self._connection, feed_id) == sum(map(bool, parts.values())):
                return False
        elif not came and touched <= set(shown):
            return False
        return book.leave(self._connection, feed_id, shown, self._moment, touched)

    def _kept(self) -> dict[int, Bytes]:
        """The events of the open shelves as this feed last sent them, if it still writes them so."""
        if self._row.format_version != write.FORMAT_VERSION:
            return {}
        kept: dict[int, Bytes] = {}
        for shelf in self._before.values():
            if shelf.layout and shelf.manner == self._manner.key:
                kept |= shelves.taken_apart(shelf.layout, shelf.body)
        return kept

    def _shelved(self, parts: Mapping[int, Bytes]) -> Shelves:
        """All shelves of events, the open ones filled anew."""
        closed: Shelves = {}
        if self._touched is not None:
            opened = {shelves.place(event_id) for event_id in self._touched} | {HEAD, TAIL}
            closed = {number: shelf for number, shelf in self._before.items() if number not in opened}
        return closed | shelves.arranged(self._manner.key, parts)

    def _tail(self, *, is_empty: bool) -> Shelf:
        """What follows the events: days, promotions, cancellations of what left, or a word that there is nothing."""
        known = spells.known_of(self._session, self._feed.id)
        shown = [
            *days.shown(self._session, self._feed, self._moment.window),
            *offers.shown(self._session, self._feed, self._moment, spells.carried(known)),
        ]
        said = spells.written(self._session, self._feed, self._moment, shown, known)
        said += book.tombstones(self._connection, self._feed.id, self._moment)
        if is_empty and not said:
            first = self._moment.today.replace(day=1)
            said = [write.notice(f"notice-{self._feed.id}@samphan", first, midnight(first, HOME_ZONE))]
        return shelves.filled(self._manner.key, b"".join([*said, write.CLOSING]))

    def _head(self, after: Iterable[Shelf]) -> Shelf:
        window = self._moment.window
        head = CalendarHead(
            # a name of nothing that can be seen would be no name at all
            name=clean(self._feed.name) or UNNAMED,
            timezone=self._feed.user_zone or self._feed.stakeholder_zone or HOME_ZONE,
            first_year=window.first_on.year,
            last_year=window.last_on.year,
        )
        return shelves.filled(self._manner.key, write.opening(head, shelves.zones(after)))

    def _note(self, digest: str, *, is_complete: bool) -> None:
        row, now = self._row, self._moment.now
        embargoes = [carries.next_embargo(self._session, self._scope, now, self._touched)]
        turns_at = row.turns_at
        if self._touched is None:
            turns_at = self._moment.next_day
            embargoes.append(offers.next_embargo(self._session, self._scope, now))
        turns_at = min([turns_at, *(at for at in embargoes if at is not None)])
        values: dict[str, Any] = {
            "due_at": turns_at,
            "turns_at": turns_at,
            # what could not be written is tried again, whatever changes
            "touched": [] if is_complete else None,
            "format_version": write.FORMAT_VERSION,
            "body_digest": digest,
            "version": row.version,
            "changed_at": row.changed_at,
        }
        if digest != row.body_digest:
            values["version"] += 1
            # later than before, even where two changes come within a second
            values["changed_at"] = max(now, row.changed_at + book.SECOND) if row.version else now
        self._connection.execute(_noting(), {"of": row.feed_id, **values})


@cache
def _locked() -> Executable:
    table = PreparedFeed.__table__
    return select(table).where(table.c.feed_id == bindparam("feed_id")).with_for_update()


@cache
def _subscribed() -> Executable:
    """The subscription, and the zone that its holder's calendar is in."""
    return (
        select(
            Feed.__table__,
            User.timezone.label("user_zone"),
            Stakeholder.timezone.label("stakeholder_zone"),
        )
        .outerjoin(User, User.id == Feed.user_id)
        .outerjoin(Stakeholder, Stakeholder.id == Feed.stakeholder_id)
        .where(Feed.id == bindparam("feed_id"))
    )


@cache
def _noting() -> Executable:
    table = PreparedFeed.__table__
    kept = ("due_at", "turns_at", "touched", "format_version", "body_digest", "version", "changed_at")
    values: dict[str, Any] = {key: bindparam(key) for key in kept}
    return update(PreparedFeed).where(table.c.feed_id == bindparam("of")).values(values)
