"""Holidays and marked days in a feed, for who wants them: which, their names, and the book of those that were sent.

Holidays only of years that an administrator confirmed: in somebody's calendar nothing is marked as uncertain. What a
team marks is for its own people; whoever stands outside is sent what is marked for the whole organisation, and of that
no sensitive period.

A day goes by the record that it was written down as, not by its date, so that one that moves is seen to move. SQLite
may give a record's number to another one, so the moment at which it was made stands in the name too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, astuple, dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Executable, and_, bindparam, extract, or_, select
from sqlalchemy.orm import Session

from planner.accounts.models import Membership
from planner.events.timing import AllDay, Window
from planner.feeds import book, rows, write
from planner.feeds.models import CarriedDay, Holder
from planner.feeds.moment import Moment
from planner.feeds.printed import Content, PrintedEvent
from planner.holidays import yearly
from planner.holidays.models import Holiday, HolidayCountry, HolidayYear, MarkedDays
from planner.holidays.words import HOLIDAY_KIND_NAMES, HOME, MARK_KIND_NAMES, MarkKind
from planner.i18n import pick, translate

_TABLE = CarriedDay.__table__


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or some in a row, as a feed prints it."""

    uid: str
    first_on: date
    last_on: date
    title: str
    category: str
    is_private: bool = False

    @property
    def is_holiday(self) -> bool:
        """Whether it is a holiday, not something that the office marks."""
        return self.uid.startswith("holiday-")

    @property
    def timing(self) -> AllDay:
        """When it is."""
        return AllDay(self.first_on, self.last_on)

    @property
    def digest(self) -> str:
        """Of all that is printed."""
        return hashlib.sha256(repr(astuple(self)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Entry:
    """A day in the book: the columns of `CarriedDay`."""

    feed_id: int
    uid: str
    digest: str
    sequence: int
    created_at: datetime
    changed_at: datetime
    timing: str
    left_at: datetime | None = None
    tombstone: bytes | None = None


def shown(session: Session, feed: Any, window: Window) -> list[Day]:
    """The days that a feed carries, in order: of the kinds that were chosen, in the feed's language."""
    found: list[Day] = []
    if feed.shows_holidays:
        found += _holidays(session, feed.language, window)
    if kinds := kinds_of(feed):
        found += _marked(session, feed, kinds, window)
    return sorted(found, key=lambda day: (day.first_on, day.uid))


def kinds_of(feed: Any) -> list[MarkKind]:
    """What of the marked days a feed carries: sensitive periods only for people who sign in, whatever is set."""
    kinds = [MarkKind.AWARENESS] if feed.shows_awareness else []
    if feed.shows_sensitive and feed.holder == Holder.USER:
        kinds.append(MarkKind.SENSITIVE)
    return kinds


def written(session: Session, feed: Any, moment: Moment) -> list[bytes]:
    """The days as they are sent now, then what is said of those that left within the month; the book is kept."""
    connection = session.connection()
    known = {row.uid: row for row in connection.execute(_known(), {"feed_id": feed.id})}
    days = shown(session, feed, moment.window)
    if not days and not known:
        return []
    entries = {day.uid: _entered(feed.id, day, known.get(day.uid), moment.now) for day in days}
    gone = [_left(row, moment) for uid, row in known.items() if uid not in entries and row.left_at is None]
    changed = [one for uid, one in entries.items() if uid not in known or known[uid] != _row(one)]
    rows.put(connection, CarriedDay, [asdict(one) for one in (*changed, *gone)])
    stones: list[Any] = [row for uid, row in known.items() if uid not in entries and row.left_at is not None]
    told = [
        one.tombstone
        for one in sorted([*stones, *gone], key=lambda one: str(one.uid))
        if one.tombstone and one.left_at >= moment.forgets
    ]
    return [*(_bytes(day, entries[day.uid], feed.language) for day in days), *told]


def _holidays(session: Session, language: str, window: Window) -> Iterator[Day]:
    asked = {"first": window.first_on, "last": window.last_on}
    for row in session.connection().execute(_asked_holidays(), asked):
        kind = translate(language, HOLIDAY_KIND_NAMES[row.kind])
        name = pick(row.name_th, row.name_en, language).text or kind
        yield Day(
            _uid("holiday", row),
            row.on,
            row.on,
            name if row.country == HOME else f"{name} ({row.country})",
            kind,
        )


def _marked(session: Session, feed: Any, kinds: list[MarkKind], window: Window) -> Iterator[Day]:
    first, last = window.first_on, window.last_on
    asked = {"first": first, "last": last, "kinds": kinds, "user_id": feed.user_id}
    for row in session.connection().execute(_asked_marked(), asked):
        kind = translate(feed.language, MARK_KIND_NAMES[row.kind])
        for start, end in yearly.times(row.start_on, row.end_on, first, last, recurs=row.recurs_yearly):
            yield Day(
                f"{start.year}-{_uid('marked', row)}",
                start,
                end,
                pick(row.name_th, row.name_en, feed.language).text or kind,
                kind,
                is_private=row.kind == MarkKind.SENSITIVE or row.team_id is not None,
            )


def _uid(what: str, row: Any) -> str:
    at = row.created_at.astimezone(UTC)
    return f"{what}-{row.id}-{at:%Y%m%d%H%M%S%f}@samphan"


def _entered(feed_id: int, day: Day, row: Any, now: datetime) -> _Entry:
    """A day in the book; newer than before where it differs, or comes back."""
    timing = book.timing_text(day.timing)
    if row is None:
        return _Entry(feed_id, day.uid, day.digest, 0, now, now, timing)
    if row.left_at is None and row.digest == day.digest:
        return _Entry(**row._mapping)
    # later than before, even where two changes come within a second
    changed_at = max(now, max(row.changed_at, row.left_at or row.changed_at) + book.SECOND)
    return _Entry(feed_id, day.uid, day.digest, row.sequence + 1, row.created_at, changed_at, timing)


def _row(entry: _Entry) -> tuple[Any, ...]:
    return tuple(getattr(entry, column.key) for column in _TABLE.c)


def _left(row: Any, moment: Moment) -> _Entry:
    """A day that left: called off unless it is over, which nobody is to hear was cancelled."""
    entry = replace(_Entry(**row._mapping), left_at=moment.now)
    sent = book.timing_from(row.timing)
    if not isinstance(sent, AllDay) or sent.last_on < moment.today:
        return replace(entry, tombstone=None)
    stone = write.tombstone(row.uid, row.sequence + 1, sent, row.created_at, moment.now)
    return replace(entry, sequence=row.sequence + 1, tombstone=stone)


def _bytes(day: Day, entry: _Entry, language: str) -> bytes:
    content = Content(
        title=day.title, categories=(day.category,), is_transparent=True, is_private=day.is_private
    )
    printed = PrintedEvent(
        uid=day.uid,
        sequence=entry.sequence,
        created_at=entry.created_at,
        last_modified_at=entry.changed_at,
        timing=day.timing,
        content=content,
    )
    return write.event_bytes(printed, language)


@cache
def _known() -> Executable:
    return select(_TABLE).where(_TABLE.c.feed_id == bindparam("feed_id"))


@cache
def _asked_holidays() -> Executable:
    """Those that the office keeps and shows, of years that stand as it keeps them."""
    chosen = select(HolidayCountry.country)
    return (
        select(*Holiday.__table__.c)
        .join(
            HolidayYear,
            and_(HolidayYear.country == Holiday.country, HolidayYear.year == extract("year", Holiday.on)),
        )
        .where(
            Holiday.on.between(bindparam("first"), bindparam("last")),
            Holiday.is_struck_off.is_(False),
            HolidayYear.confirmed_at.is_not(None),
            or_(Holiday.country == HOME, Holiday.country.in_(chosen)),
        )
        .order_by(Holiday.on, Holiday.id)
    )


@cache
def _asked_marked() -> Executable:
    """Marked for everybody, or for a team of whoever holds the feed; outsiders are in none."""
    mine = select(Membership.team_id).where(Membership.user_id == bindparam("user_id"))
    once = and_(MarkedDays.start_on <= bindparam("last"), MarkedDays.end_on >= bindparam("first"))
    return (
        select(*MarkedDays.__table__.c)
        .where(
            MarkedDays.kind.in_(bindparam("kinds", expanding=True)),
            or_(MarkedDays.team_id.is_(None), MarkedDays.team_id.in_(mine)),
            or_(once, MarkedDays.recurs_yearly.is_(True)),
        )
        .order_by(MarkedDays.start_on, MarkedDays.id)
    )
