"""Promotions among the bars of the calendar: asked for in one statement with the campaigns that run on the days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    CompoundSelect,
    Date,
    Integer,
    String,
    case,
    cast,
    func,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from planner import dates
from planner.accounts.models import Kind, Team, User, Viewpoint
from planner.calendar.entries import Bar
from planner.calendar.filters import Filters
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.campaigns.queries import visible_from
from planner.campaigns.words import Confidentiality
from planner.db import Instant, Keyed
from planner.events.visibility import OF_CAMPAIGN
from planner.events.words import EventType
from planner.promotions import standing
from planner.promotions.models import Promotion, RedemptionTally
from planner.promotions.words import PromotionStatus

DAY = timedelta(days=1)


class Offer(NamedTuple):
    """A promotion, from its first day to its last on its own clocks, and where it stood when it was asked for."""

    promotion_id: int
    campaign_id: int
    name_th: str | None
    name_en: str | None
    start_on: date
    end_on: date
    status: PromotionStatus
    team_id: int
    owner_id: int
    confidentiality: Confidentiality


@dataclass(frozen=True)
class Running:
    """What lasts: the campaigns that run on the days asked for, and what they offer on them."""

    bars: Sequence[Bar]
    offers: Sequence[Offer]


def running(session: Session, first_on: date, last_on: date, *, actor: User, now: datetime) -> Running:
    """The campaigns on any of the days, the earliest and longest first, and so their promotions. One statement."""
    bars: list[Bar] = []
    offers: list[Offer] = []
    for row in session.execute(_statement(first_on, last_on, actor.viewpoint)):
        if row.promotion_id is None:
            bars.append(Bar._make(row[: len(Bar._fields)]))
        else:
            offer = _offer(row, now)
            if offer.start_on <= last_on and offer.end_on >= first_on:
                offers.append(offer)
    bars.sort(key=lambda one: (one.start_on, -one.end_on.toordinal(), one.campaign_id))
    offers.sort(key=lambda one: (one.start_on, -one.end_on.toordinal(), one.promotion_id))
    return Running(bars, offers)


def is_offered(offer: Offer, filters: Filters) -> bool:
    """Whether a promotion is shown: not where something is asked for that events alone can answer.

    Of the types of events, periods of promotion are what it is. For whom its campaign is, `campaigns_of` says.
    """
    return (
        filters.type in {None, EventType.PROMOTION_PERIOD}
        and filters.strategy is None
        and filters.channel is None
        and filters.status is None
        and filters.kind in {None, Kind.EXCHANGE}
        and filters.team_id in {None, offer.team_id}
        and filters.campaign_id in {None, offer.campaign_id}
        and filters.owner_id in {None, offer.owner_id}
        and filters.visibility in {None, OF_CAMPAIGN[offer.confidentiality]}
    )


def _offer(row: Any, now: datetime) -> Offer:
    zone = dates.zone(row.timezone)
    return Offer(
        row.promotion_id,
        row.id,
        row.title_th,
        row.title_en,
        row.starts_at.astimezone(zone).date(),
        # what ends at midnight ends with the day before
        (row.ends_at - datetime.resolution).astimezone(zone).date(),
        standing.status(row, row.status, row.quantity, now),
        row.team_id,
        row.owner_id,
        row.confidentiality,
    )


_OF_PROMOTION: dict[str, Any] = {
    "promotion_id": Integer,
    "starts_at": Instant,
    "ends_at": Instant,
    "timezone": String(64),
    "withdrawn_at": Instant,
    "quota_total": Integer,
    "quantity": Integer,
    "confidentiality": Keyed(Confidentiality),
}


@lru_cache(1024)
def _statement(first_on: date, last_on: date, looking: Viewpoint) -> CompoundSelect[Any]:
    """Built once for the days and each who looks; what a promotion has not is empty of a campaign."""
    # the days are those of each promotion's own clocks, which are nowhere further than a day away
    since = datetime.combine(first_on - DAY, time(), UTC)
    until = datetime.combine(last_on + 2 * DAY, time(), UTC)
    redeemed = (
        select(func.coalesce(func.sum(RedemptionTally.quantity), 0))
        .where(RedemptionTally.promotion_id == Promotion.id)
        .scalar_subquery()
    )
    campaigns = (
        select(
            Campaign.id,
            Campaign.kind,
            Campaign.title_th,
            Campaign.title_en,
            Campaign.start_on,
            Campaign.end_on,
            Campaign.status,
            Campaign.team_id,
            Team.name_th.label("team_name_th"),
            Team.name_en.label("team_name_en"),
            Campaign.owner_id,
            # PostgreSQL must be told what is missing in one part of a union
            *(type_coerce(cast(null(), kind), kind).label(key) for key, kind in _OF_PROMOTION.items()),
        )
        .join(Team, Team.id == Campaign.team_id)
        .where(Campaign.start_on <= last_on, Campaign.end_on >= first_on, visible_from(looking))
    )
    promotions = (
        select(
            Campaign.id,
            Campaign.kind,
            Promotion.name_th,
            Promotion.name_en,
            cast(null(), Date),
            cast(null(), Date),
            Campaign.status,
            Campaign.team_id,
            cast(null(), String),
            cast(null(), String),
            Campaign.owner_id,
            Promotion.id,
            Promotion.starts_at,
            Promotion.ends_at,
            Promotion.timezone,
            Promotion.withdrawn_at,
            Promotion.quota_total,
            # what has no quota is never sold out
            case((Promotion.quota_total.is_not(None), redeemed), else_=literal(0)),
            Campaign.confidentiality,
        )
        .join(Campaign, Campaign.id == Promotion.campaign_id)
        .where(
            Promotion.starts_at < until,
            Promotion.ends_at > since,
            # what is withdrawn, by itself or with its campaign, is on no calendar
            Promotion.withdrawn_at.is_(None),
            Campaign.status != Status.CANCELLED,
            Campaign.kind == Kind.EXCHANGE,
            visible_from(looking),
        )
    )
    return union_all(campaigns, promotions)
