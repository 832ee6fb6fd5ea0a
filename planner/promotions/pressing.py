"""What of a person's promotions wants something done soon: quota, end, permit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from planner import dates
from planner.accounts.models import User
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.campaigns.queries import visible_to
from planner.i18n import mark
from planner.promotions import standing, tallies
from planner.promotions.models import Promotion

ENDS_WITHIN = timedelta(days=7)
PERMIT_WITHIN = timedelta(days=30)
SHOWN = 50
STANDING = (Status.DRAFT, Status.IN_REVIEW, Status.APPROVED, Status.ACTIVE, Status.PAUSED)


class Concern(StrEnum):
    """Why a promotion wants somebody."""

    PERMIT_MISSING = "permit_missing"
    PERMIT_ENDS = "permit_ends"
    SOLD_OUT = "sold_out"
    NEAR_QUOTA = "near_quota"
    ENDS_SOON = "ends_soon"


CONCERN_NAMES: dict[Concern, str] = {
    Concern.PERMIT_MISSING: mark("The permit is not there yet"),
    Concern.PERMIT_ENDS: mark("The permit ends before the promotion does, or soon"),
    Concern.SOLD_OUT: mark("The quota is used up before the end"),
    Concern.NEAR_QUOTA: mark("The quota is nearly used up"),
    Concern.ENDS_SOON: mark("Ends within a week"),
}


@dataclass(frozen=True)
class Pressing:
    """A promotion and what it wants, the most urgent first."""

    promotion: Promotion
    concerns: Sequence[Concern]


def concerns(promotion: Promotion, quantity: int, now: datetime) -> list[Concern]:
    """What one that is not over wants at an instant; days are those on its own clocks."""
    if promotion.withdrawn_at is not None or now >= promotion.ends_at:
        return []
    found = [*_of_permit(promotion, now)]
    if standing.remaining(promotion, quantity) == 0:
        found.append(Concern.SOLD_OUT)
    elif standing.is_near_quota(promotion, quantity):
        found.append(Concern.NEAR_QUOTA)
    if promotion.starts_at <= now and promotion.ends_at - now <= ENDS_WITHIN:
        found.append(Concern.ENDS_SOON)
    return found


def of(session: Session, actor: User, *, now: datetime) -> list[Pressing]:
    """Of the promotions in the person's own campaigns that are not over, those that want something. Two statements."""
    wanted = (
        select(Promotion)
        .join(Promotion.campaign)
        .where(
            Campaign.owner_id == actor.id,
            Campaign.status.in_(STANDING),
            visible_to(actor),
            Promotion.ends_at > now,
            Promotion.withdrawn_at.is_(None),
        )
        .options(joinedload(Promotion.campaign))
        .order_by(Promotion.ends_at, Promotion.id)
        .limit(SHOWN)
    )
    promotions = list(session.scalars(wanted))
    redeemed = tallies.redeemed(session, (one.id for one in promotions))
    found = [Pressing(one, concerns(one, redeemed[one.id].quantity, now)) for one in promotions]
    return [one for one in found if one.concerns]


def _of_permit(promotion: Promotion, now: datetime) -> list[Concern]:
    if not promotion.permit_needed:
        return []
    if not promotion.permit_ref:
        return [Concern.PERMIT_MISSING] if promotion.starts_at - now <= PERMIT_WITHIN else []
    until = promotion.permit_expires_on
    if until is None:
        return []
    zone = dates.zone(promotion.timezone)
    last: date = dates.instant_to_local(promotion.ends_at - datetime.resolution, zone)[0]
    today: date = dates.instant_to_local(now, zone)[0]
    return [Concern.PERMIT_ENDS] if until < last or until - today <= ENDS_WITHIN else []
