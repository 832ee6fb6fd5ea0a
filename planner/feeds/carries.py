"""Which events a feed carries now: its stored filter, cut down to what its holder may see, within a window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from planner.accounts import queries as accounts
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.dates import HOME_ZONE, zone
from planner.events import queries as events
from planner.events.models import Event
from planner.events.timing import Window, midnight
from planner.events.visibility import outward, seen_by
from planner.events.words import EventStatus
from planner.feeds.models import Carried, Feed, Holder

DAYS_BACK = 90
MONTHS_AHEAD = 24
DAYS_CANCELLED = 30
"""How long after its date a cancelled event stays, and how long a tombstone does."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When a feed is prepared. All that moves with the clock moves at midnight, or when an embargo passes."""

    now: datetime

    @property
    def today(self) -> date:
        """The day it is at home."""
        return self.now.astimezone(zone(HOME_ZONE)).date()

    @property
    def window(self) -> Window:
        """What a feed shows: so many days back, so many months ahead."""
        month = self.today.year * 12 + self.today.month - 1 + MONTHS_AHEAD
        # from day 1 to the month's end, so that no day is asked for that the month lacks
        until = date((month + 1) // 12, (month + 1) % 12 + 1, 1)
        return Window.of_days(self.today - timedelta(days=DAYS_BACK), until - timedelta(days=1), HOME_ZONE)

    @property
    def forgets(self) -> datetime:
        """What was over, or left, before this instant is no longer told of."""
        return midnight(self.today - timedelta(days=DAYS_CANCELLED), HOME_ZONE)

    @property
    def next_day(self) -> datetime:
        """The next midnight at home."""
        return midnight(self.today + timedelta(days=1), HOME_ZONE)


def chosen(feed: Feed) -> ColumnElement[bool]:
    """What the feed's stored filter names, whoever may see it. For a query that joins `Event` and `Campaign`."""
    wanted: list[ColumnElement[bool]] = [Event.id.is_not(None)]
    if feed.campaign_id is not None:
        wanted.append(Event.campaign_id == feed.campaign_id)
    if feed.kind is not None:
        wanted.append(Campaign.kind == feed.kind)
    if feed.types:
        wanted.append(Event.type.in_(feed.types))
    return and_(*wanted)


def allowed(session: Session, feed: Feed, at: datetime) -> ColumnElement[bool]:
    """What its holder may see at an instant: outsiders by the outward rule, a user as on their own pages."""
    if feed.holder == Holder.USER:
        return seen_by(accounts.person(session, feed.user_id or 0))
    return outward(feed.stakeholder_id, at)


def carried(session: Session, feed: Feed, moment: Moment) -> ColumnElement[bool]:
    """The events it carries, for a query that joins `Event` and `Campaign` and, outwardly, `Carried` of this feed."""
    is_cancelled = or_(Event.status == EventStatus.CANCELLED, Campaign.status == Status.CANCELLED)
    is_told_of = and_(
        or_(Event.spans_until.is_(None), Event.spans_until >= moment.forgets),
        # what nobody saw cannot be called off with its campaign
        or_(Campaign.status != Status.CANCELLED, and_(Carried.uid.is_not(None), Carried.left_at.is_(None))),
    )
    return and_(
        Event.id.in_(events.ids_in(moment.window)),
        chosen(feed),
        allowed(session, feed, moment.now),
        or_(~is_cancelled, is_told_of) if feed.shows_cancelled else ~is_cancelled,
    )


def next_embargo(session: Session, feed: Feed, now: datetime) -> datetime | None:
    """When the next embargo passes on something the feed may then carry; people who sign in wait for none."""
    if feed.holder == Holder.USER:
        return None
    coming = session.execute(
        select(
            func.min(case((Event.embargo_until > now, Event.embargo_until))),
            func.min(case((Campaign.embargo_until > now, Campaign.embargo_until))),
        )
        .select_from(Event)
        .join(Campaign, Campaign.id == Event.campaign_id)
        .where(chosen(feed))
    ).one()
    return min((at for at in coming if at is not None), default=None)
