"""Questions about promotions; each shows only those of campaigns that the actor may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from planner.accounts.models import User
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.campaigns.queries import visible_to
from planner.errors import NotFound
from planner.i18n import mark
from planner.promotions import standing, tallies
from planner.promotions.models import CodeUse, Promotion, Redemption, RedemptionTally
from planner.promotions.standing import Redeemed
from planner.promotions.words import PromotionStatus

T = TypeVar("T")

PAGE = 50
STARTED = frozenset({Status.ACTIVE, Status.PAUSED})
PLACES = 20
"""Places named one by one; the rest is one line."""


class When(StrEnum):
    """Which promotions are looked at."""

    NOW = "now"
    COMING = "coming"
    OVER = "over"


WHEN_NAMES: dict[When, str] = {
    When.NOW: mark("Running now"),
    When.COMING: mark("Coming"),
    When.OVER: mark("Over"),
}


@dataclass(frozen=True)
class Standing:
    """A promotion with what was redeemed of it and where it stands."""

    promotion: Promotion
    redeemed: Redeemed
    status: PromotionStatus

    @property
    def remaining(self) -> int | None:
        """How many are left of the quota; None where there is none."""
        return standing.remaining(self.promotion, self.redeemed.quantity)


@dataclass(frozen=True)
class Listing:
    """A page of promotions, and how many there are of each kind of time."""

    rows: Sequence[Standing]
    counts: dict[When, int]
    number: int
    pages: int


@dataclass(frozen=True)
class Part:
    """What was redeemed of a promotion through one channel, at one place or on one day. An empty key: not known."""

    key: str
    redeemed: Redeemed


def standings(session: Session, promotions: Iterable[Promotion], *, now: datetime) -> list[Standing]:
    """Where each stands; their campaigns are loaded."""
    held = list(promotions)
    found = tallies.redeemed(session, (one.id for one in held))
    return [
        Standing(one, found[one.id], standing.status(one, one.campaign.status, found[one.id].quantity, now))
        for one in held
    ]


def of_campaign(session: Session, campaign: Campaign, *, now: datetime) -> list[Standing]:
    """The promotions of a campaign that the reader was shown, earliest first."""
    wanted = (
        select(Promotion)
        .where(Promotion.campaign_id == campaign.id)
        .options(joinedload(Promotion.campaign))
        .order_by(Promotion.starts_at, Promotion.id)
    )
    return standings(session, session.scalars(wanted), now=now)


def between(
    session: Session, campaign_ids: Iterable[int], since: datetime, until: datetime
) -> list[Promotion]:
    """The promotions of campaigns the reader was shown that go on between two instants, withdrawn ones left out."""
    wanted = sorted(set(campaign_ids))
    found: list[Promotion] = []
    for some in tallies.portions(wanted):
        found += session.scalars(
            select(Promotion)
            .where(
                Promotion.campaign_id.in_(some),
                Promotion.starts_at < until,
                Promotion.ends_at > since,
                Promotion.withdrawn_at.is_(None),
            )
            .order_by(Promotion.starts_at, Promotion.id)
        )
    return found


def listed(session: Session, when: When, *, actor: User, now: datetime, page: int = 1) -> Listing:
    """A page of the promotions one may see: running ones by their end, coming ones by their start, then the latest."""
    counts = {
        one: session.scalars(_seen(select(func.count(Promotion.id)), actor).where(_in(one, now))).one()
        for one in When
    }
    pages = max(1, -(-counts[when] // PAGE))
    number = min(max(page, 1), pages)
    order = {
        When.NOW: (Promotion.ends_at, Promotion.id),
        When.COMING: (Promotion.starts_at, Promotion.id),
        When.OVER: (Promotion.ends_at.desc(), Promotion.id.desc()),
    }[when]
    wanted = (
        _seen(select(Promotion), actor)
        .where(_in(when, now))
        .options(joinedload(Promotion.campaign))
        .order_by(*order)
        .limit(PAGE)
        .offset((number - 1) * PAGE)
    )
    return Listing(standings(session, session.scalars(wanted), now=now), counts, number, pages)


def brought_back(session: Session, campaign_id: int) -> dict[str, int]:
    """What the promotions of a campaign brought back, in minor units of each currency in which anything did."""
    rows = session.execute(
        select(Promotion.currency, func.sum(RedemptionTally.value_minor))
        .join(RedemptionTally, RedemptionTally.promotion_id == Promotion.id)
        .where(Promotion.campaign_id == campaign_id, RedemptionTally.valued > 0)
        .group_by(Promotion.currency)
    )
    return {currency: int(minor) for currency, minor in rows}


def coded(session: Session, promotion_id: int) -> int:
    """How many of what was redeemed carry a code."""
    wanted = select(func.coalesce(func.sum(CodeUse.quantity), 0))
    return int(session.scalars(wanted.where(CodeUse.promotion_id == promotion_id)).one())


def by_channel(session: Session, promotion_id: int) -> list[Part]:
    """What was redeemed through each channel, the most first."""
    return _parts(session, promotion_id, RedemptionTally.channel)


def by_place(session: Session, promotion_id: int) -> list[Part]:
    """What was redeemed at each place, the most first."""
    return _parts(session, promotion_id, RedemptionTally.place)


def by_day(session: Session, promotion_id: int, since: date) -> list[tuple[date, Redeemed]]:
    """What was redeemed on each day from `since` on, on the promotion's clocks; days without are left out."""
    rows = session.execute(
        select(RedemptionTally.redeemed_on, *tallies.SUMS)
        .where(RedemptionTally.promotion_id == promotion_id, RedemptionTally.redeemed_on >= since)
        .group_by(RedemptionTally.redeemed_on)
        .order_by(RedemptionTally.redeemed_on)
    )
    return [(day, tallies.summed(sums)) for day, *sums in rows]


def last_day(session: Session, promotion_id: int) -> date | None:
    """The last day on which anything was redeemed."""
    wanted = select(func.max(RedemptionTally.redeemed_on))
    return session.scalars(wanted.where(RedemptionTally.promotion_id == promotion_id)).one()


def latest(
    session: Session, promotion_id: int, *, page: int = 1, size: int = PAGE
) -> tuple[list[Redemption], int]:
    """A page of the redemptions, the newest first, and how many pages there are."""
    entries = tallies.of_one(session, promotion_id).entries
    pages = max(1, -(-entries // size))
    wanted = (
        select(Redemption)
        .where(Redemption.promotion_id == promotion_id)
        .order_by(Redemption.redeemed_at.desc(), Redemption.id.desc())
        .limit(size)
        .offset((min(max(page, 1), pages) - 1) * size)
    )
    return list(session.scalars(wanted)), pages


def redemption(session: Session, redemption_id: int) -> Redemption:
    """One redemption with its promotion, which the caller then asks for itself. Raises `NotFound`."""
    wanted = select(Redemption).where(Redemption.id == redemption_id)
    found = session.scalars(wanted.options(joinedload(Redemption.promotion))).one_or_none()
    if found is None:
        raise NotFound
    return found


def _parts(session: Session, promotion_id: int, column: InstrumentedAttribute[str]) -> list[Part]:
    rows = session.execute(
        select(column, *tallies.SUMS)
        .where(RedemptionTally.promotion_id == promotion_id)
        .group_by(column)
        .order_by(func.sum(RedemptionTally.quantity).desc(), column)
    )
    return [Part(key, tallies.summed(sums)) for key, *sums in rows]


def _seen(wanted: Select[T], actor: User) -> Select[T]:
    return wanted.join(Campaign, Campaign.id == Promotion.campaign_id).where(visible_to(actor))


def _in(when: When, now: datetime) -> ColumnElement[bool]:
    """What was withdrawn, or has ended with its campaign, is over; of one that is not started nothing runs."""
    stands = and_(
        Promotion.withdrawn_at.is_(None),
        Campaign.status.not_in(standing.DONE | {Status.CANCELLED}),
        Promotion.ends_at > now,
    )
    runs = and_(Promotion.starts_at <= now, Campaign.status.in_(STARTED))
    if when == When.OVER:
        return ~stands
    return and_(stands, runs if when == When.NOW else ~runs)
