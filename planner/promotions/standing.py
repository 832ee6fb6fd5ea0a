"""Where a promotion stands, how fast it goes, and what it brought back. Pure: figures in, figures out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Protocol

from planner.campaigns.lifecycle import Status
from planner.promotions.models import Promotion
from planner.promotions.words import PromotionStatus

RUNNING = frozenset({Status.ACTIVE})
DONE = frozenset({Status.COMPLETED, Status.EVALUATED, Status.ARCHIVED})
ENOUGH_TIME = Decimal("0.02")
"""Share of the period that must be over before a forecast is worth saying."""
NEAR_QUOTA = Decimal("0.9")


@dataclass(frozen=True, kw_only=True)
class Redeemed:
    """What was redeemed: entries, how often in all, and what came back in minor units.

    `valued` is how many of the entries say a value; where it is less than `entries`, the value is a part of it.
    """

    entries: int = 0
    quantity: int = 0
    value_minor: int = 0
    valued: int = 0

    @property
    def unvalued(self) -> int:
        """How many entries do not say what came back."""
        return self.entries - self.valued


class OfTime(Protocol):
    """What of a promotion says where it stands."""

    @property
    def starts_at(self) -> datetime: ...
    @property
    def ends_at(self) -> datetime: ...
    @property
    def withdrawn_at(self) -> datetime | None: ...
    @property
    def quota_total(self) -> int | None: ...


def status(promotion: OfTime, campaign: Status, quantity: int, now: datetime) -> PromotionStatus:
    """Where it stands: withdrawn by somebody or with its campaign, else by its dates, else by its quota.

    It ends with its campaign too, and does not run while the campaign is not started or pauses.
    """
    if promotion.withdrawn_at is not None or campaign == Status.CANCELLED:
        return PromotionStatus.WITHDRAWN
    if now >= promotion.ends_at or campaign in DONE:
        return PromotionStatus.ENDED
    if promotion.quota_total is not None and quantity >= promotion.quota_total:
        return PromotionStatus.SOLD_OUT
    if now < promotion.starts_at or campaign not in RUNNING:
        return PromotionStatus.PLANNED
    return PromotionStatus.LIVE


def remaining(promotion: Promotion, quantity: int) -> int | None:
    """How many are left of the quota, never below nought; None where there is no quota."""
    return None if promotion.quota_total is None else max(promotion.quota_total - quantity, 0)


def oversold(promotion: Promotion, quantity: int) -> int:
    """How many were redeemed beyond the quota."""
    return 0 if promotion.quota_total is None else max(quantity - promotion.quota_total, 0)


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How fast it goes against what is aimed at: the target, or else the quota.

    `due` is how many there would be by now if every hour were alike; `forecast` how many there will be at the end if
    it goes on as so far: None before a fiftieth of the time is over. `share_of_time` is from 0 to 1.
    """

    aim: int | None
    is_target: bool
    share_of_time: Decimal
    due: int | None
    forecast: int | None

    @property
    def will_fall_short(self) -> bool:
        """Whether the forecast is below what is aimed at."""
        return self.aim is not None and self.forecast is not None and self.forecast < self.aim


def pace(promotion: Promotion, quantity: int, now: datetime) -> Pace:
    """How fast it goes at `now`."""
    aim = promotion.target_quantity or promotion.quota_total
    whole = promotion.ends_at - promotion.starts_at
    gone = min(max(now, promotion.starts_at), promotion.ends_at) - promotion.starts_at
    share = Decimal(gone // whole.resolution) / Decimal(whole // whole.resolution)
    forecast = math.floor(quantity / share) if share >= ENOUGH_TIME else None
    if forecast is not None and promotion.quota_total is not None:
        # it cannot go on beyond the quota; what is beyond it already stays
        forecast = max(min(forecast, promotion.quota_total), quantity)
    return Pace(
        aim=aim,
        is_target=promotion.target_quantity is not None,
        share_of_time=share,
        due=None if aim is None else math.floor(aim * share),
        forecast=forecast,
    )


def cost_minor(promotion: Promotion, quantity: int) -> int | None:
    """What the redemptions cost, in minor units; None where the cost of one is not known."""
    return None if promotion.cost_per_unit_minor is None else promotion.cost_per_unit_minor * quantity


def is_near_quota(promotion: Promotion, quantity: int) -> bool:
    """Whether nine in ten of the quota are gone, and not all."""
    return promotion.quota_total is not None and (
        NEAR_QUOTA * promotion.quota_total <= quantity < promotion.quota_total
    )
