"""Which events a feed carries now: its stored filter, cut down to what its holder may see, within a window.

Building such a question takes as long as answering it, so what outsiders are asked about is built once a day.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Executable, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from planner.accounts import queries as accounts
from planner.calendar.filters import Filters, conditions
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.db import Instant
from planner.events import queries as events
from planner.events.models import Event
from planner.events.visibility import outward, seen_by
from planner.events.words import EventStatus
from planner.feeds import book, narrowed
from planner.feeds.models import NARROWED, Carried, Holder
from planner.feeds.moment import Moment

FEEDS_ASKED = 512
"""How many feeds' questions are kept built."""

NOW: BindParameter[datetime] = bindparam("now", type_=Instant)


@dataclass(frozen=True, slots=True)
class Scope:
    """What of a subscription decides which events it carries."""

    holder: Holder
    user_id: int | None
    stakeholder_id: int | None
    filters: Filters
    types: tuple[str, ...]
    shows_cancelled: bool

    @classmethod
    def of(cls, feed: Any) -> Scope:
        """Of a subscription, as a record or as its row."""
        return cls(
            holder=feed.holder,
            user_id=feed.user_id,
            stakeholder_id=feed.stakeholder_id,
            filters=Filters(
                kind=feed.kind,
                campaign_id=feed.campaign_id,
                **{key: getattr(feed, key) for key in NARROWED},
            ),
            types=tuple(feed.types),
            shows_cancelled=feed.shows_cancelled,
        )


def carried(
    session: Session, feed_id: int, scope: Scope, moment: Moment, among: Collection[int] | None
) -> dict[int, bool]:
    """The events it carries, in order, of all or `among` some: whether the book has each as it is now."""
    some = among is not None
    if scope.holder == Holder.USER:
        person = accounts.person(session, scope.user_id or 0)
        question = _question(scope, moment, seen_by(person), some=some)
    else:
        question = _outward(scope, moment.morning, some=some)
    asked = {"feed_id": feed_id, "now": moment.now, "among": list(among or ())}
    found = {event_id: bool(entered) for event_id, entered in session.connection().execute(question, asked)}
    status = scope.filters.status
    if status is None:
        return found
    # one occurrence may stand otherwise than its series, so this is asked last, as the calendar does
    elsewhere = narrowed.nowhere(session, found, status, moment.window)
    return {event_id: entered for event_id, entered in found.items() if event_id not in elsewhere}


def next_embargo(
    session: Session, scope: Scope, now: datetime, among: Collection[int] | None
) -> datetime | None:
    """When the next embargo passes on something the feed may then carry; people who sign in wait for none."""
    if scope.holder == Holder.USER:
        return None
    asked = {"now": now, "among": list(among or ())}
    coming = session.connection().execute(_embargoes(scope, some=among is not None), asked).one()
    return min((at for at in coming if at is not None), default=None)


@lru_cache(maxsize=FEEDS_ASKED)
def _outward(scope: Scope, morning: Moment, *, some: bool) -> Executable:
    return _question(scope, morning, outward(scope.stakeholder_id, NOW), some=some)


def _question(scope: Scope, moment: Moment, seen: ColumnElement[bool], *, some: bool) -> Executable:
    is_cancelled = or_(Event.status == EventStatus.CANCELLED, Campaign.status == Status.CANCELLED)
    is_told_of = and_(
        or_(Event.spans_until.is_(None), Event.spans_until >= moment.forgets),
        # what nobody saw cannot be called off with its campaign
        or_(Campaign.status != Status.CANCELLED, book.IS_CARRIED),
    )
    is_near = events.touches(moment.window) if some else Event.id.in_(events.ids_in(moment.window))
    return (
        select(Event.id, book.IS_ENTERED)
        .select_from(Event)
        .join(Campaign, Campaign.id == Event.campaign_id)
        .outerjoin(Carried, book.JOINED)
        .where(
            is_near,
            _chosen(scope, some=some),
            seen,
            or_(~is_cancelled, is_told_of) if scope.shows_cancelled else ~is_cancelled,
        )
        .order_by(Event.id)
    )


@lru_cache(maxsize=FEEDS_ASKED)
def _embargoes(scope: Scope, *, some: bool) -> Executable:
    return (
        select(
            func.min(case((Event.embargo_until > NOW, Event.embargo_until))),
            func.min(case((Campaign.embargo_until > NOW, Campaign.embargo_until))),
        )
        .select_from(Event)
        .join(Campaign, Campaign.id == Event.campaign_id)
        .where(_chosen(scope, some=some))
    )


def _chosen(scope: Scope, *, some: bool) -> ColumnElement[bool]:
    """What the feed's stored filter names, whoever may see it. For a query that joins `Event` and `Campaign`."""
    wanted: list[ColumnElement[bool]] = [Event.id.is_not(None)]
    if some:
        wanted.append(Event.id.in_(bindparam("among", expanding=True)))
    wanted += conditions(replace(scope.filters, status=None))
    if scope.filters.status is not None:
        wanted.append(narrowed.may_stand(scope.filters.status))
    if scope.types:
        wanted.append(Event.type.in_(scope.types))
    return and_(*wanted)
