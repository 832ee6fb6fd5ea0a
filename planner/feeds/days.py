"""Holidays and marked days in a feed, for who wants them: which, and their names.

Holidays only of years that an administrator confirmed: in somebody's calendar nothing is marked as uncertain. What a
team marks is for its own people; whoever stands outside is sent what is marked for the whole organisation, and of that
no sensitive period.

A day goes by the record that it was written down as, not by its date, so that one that moves is seen to move. SQLite
may give a record's number to another one, so the moment at which it was made stands in the name too.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from functools import cache
from typing import Any

from sqlalchemy import Executable, and_, bindparam, extract, or_, select
from sqlalchemy.orm import Session

from planner.accounts.models import Membership
from planner.events.timing import AllDay, Window
from planner.feeds.models import Holder
from planner.feeds.printed import Content
from planner.feeds.spells import Spell
from planner.holidays import yearly
from planner.holidays.models import Holiday, HolidayCountry, HolidayYear, MarkedDays
from planner.holidays.words import HOLIDAY_KIND_NAMES, HOME, MARK_KIND_NAMES, MarkKind
from planner.i18n import pick, translate

HOLIDAY, MARKED = "holiday", "marked"


def shown(session: Session, feed: Any, window: Window) -> list[Spell]:
    """The days that a feed carries, in order: of the kinds that were chosen, in the feed's language."""
    found: list[Spell] = []
    if feed.shows_holidays:
        found += _holidays(session, feed.language, window)
    if kinds := kinds_of(feed):
        found += _marked(session, feed, kinds, window)
    return sorted(found, key=lambda day: (day.timing.on, day.uid))


def is_holiday(day: Spell) -> bool:
    """Whether it is a holiday, not something that the office marks."""
    return day.uid.startswith(f"{HOLIDAY}-")


def kinds_of(feed: Any) -> list[MarkKind]:
    """What of the marked days a feed carries: sensitive periods only for people who sign in, whatever is set."""
    kinds = [MarkKind.AWARENESS] if feed.shows_awareness else []
    if feed.shows_sensitive and feed.holder == Holder.USER:
        kinds.append(MarkKind.SENSITIVE)
    return kinds


def _holidays(session: Session, language: str, window: Window) -> Iterator[Spell]:
    asked = {"first": window.first_on, "last": window.last_on}
    for row in session.connection().execute(_asked_holidays(), asked):
        kind = translate(language, HOLIDAY_KIND_NAMES[row.kind])
        name = pick(row.name_th, row.name_en, language).text or kind
        title = name if row.country == HOME else f"{name} ({row.country})"
        yield Spell(uid(HOLIDAY, row), AllDay(row.on, row.on), _content(title, kind))


def _marked(session: Session, feed: Any, kinds: list[MarkKind], window: Window) -> Iterator[Spell]:
    first, last = window.first_on, window.last_on
    asked = {"first": first, "last": last, "kinds": kinds, "user_id": feed.user_id}
    for row in session.connection().execute(_asked_marked(), asked):
        kind = translate(feed.language, MARK_KIND_NAMES[row.kind])
        for start, end in yearly.times(row.start_on, row.end_on, first, last, recurs=row.recurs_yearly):
            title = pick(row.name_th, row.name_en, feed.language).text or kind
            is_private = row.kind == MarkKind.SENSITIVE or row.team_id is not None
            content = _content(title, kind, is_private=is_private)
            yield Spell(f"{start.year}-{uid(MARKED, row)}", AllDay(start, end), content)


def _content(title: str, category: str, *, is_private: bool = False) -> Content:
    return Content(title=title, categories=(category,), is_transparent=True, is_private=is_private)


def uid(what: str, row: Any) -> str:
    """What a record goes by in calendars: SQLite may give its number to another, but not the moment it was made."""
    at = row.created_at.astimezone(UTC)
    return f"{what}-{row.id}-{at:%Y%m%d%H%M%S%f}@samphan"


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
