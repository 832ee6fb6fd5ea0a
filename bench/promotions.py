"""R1, R2: what the live page of a promotion costs, however many redemptions there are behind it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert

from bench.measure import Doing, ratio
from bench.pages import heard
from bench.stage import BATCH, Stage, staged
from planner import clock
from planner.accounts.models import Kind
from planner.campaigns.lifecycle import Status
from planner.promotions import tallies
from planner.promotions.models import Promotion, Redemption
from planner.promotions.words import RedemptionSource, SalesChannel
from tests import factories

FEW, MANY = 1_000, 100_000
DAYS = 90
PLACES = ("Siam", "หาดใหญ่", "Chiang Mai", "ขอนแก่น", "Phuket", "Rayong", "อุดรธานี", "Nan")
ROUNDS = 40


def figures() -> Iterator[tuple[str, float]]:
    """The goals of this chapter and what was measured."""
    with staged(0) as stage:
        few, many = (_promoted(stage, count) for count in (FEW, MANY))
        yield "R1", ratio(_page(stage, many), _page(stage, few), rounds=ROUNDS)
        yield "R2", _statements(stage, many)


def _promoted(stage: Stage, count: int) -> int:
    """A promotion of the last ninety days, redeemed so often in as many places."""
    session, now = stage.session, clock.now()
    campaign = factories.campaign(
        session, stage.office.corporate, stage.office.owner, Kind.EXCHANGE, status=Status.ACTIVE
    )
    starts_at = now - timedelta(days=DAYS)
    promotion = factories.promotion(
        session, campaign, starts_at=starts_at, ends_at=now + timedelta(days=DAYS), quota_total=2 * MANY
    )
    rows = [_row(promotion, nth, count, starts_at, now) for nth in range(count)]
    for start in range(0, count, BATCH):
        session.execute(insert(Redemption), rows[start : start + BATCH])
    tallies.recount_all(session, promotion.id)
    session.commit()
    return promotion.id


def _row(promotion: Promotion, nth: int, count: int, starts_at: datetime, now: datetime) -> dict[str, Any]:
    at = starts_at + (now - starts_at) * nth / count
    return {
        "promotion_id": promotion.id,
        "redeemed_at": at.replace(microsecond=0),
        "redeemed_on": at.date(),
        "quantity": 1 + nth % 3,
        "value_minor": 10_000 + nth % 977,
        "channel": SalesChannel.SHOP if nth % 2 else SalesChannel.WEBSITE,
        "place": PLACES[nth % len(PLACES)],
        "source": RedemptionSource.LIST,
        "created_at": now,
        "updated_at": now,
        "version": 1,
    }


def _page(stage: Stage, promotion_id: int) -> Doing:
    def page() -> None:
        answer = stage.client.get(f"/promotions/{promotion_id}")
        if answer.status_code != 200 or answer.data.count(b"<meter") < len(PLACES):
            raise RuntimeError("the page does not show what it should")

    return page


def _statements(stage: Stage, promotion_id: int) -> float:
    """How many questions one opening of the page asks."""
    with heard(stage.session.get_bind()) as found:  # type: ignore[arg-type] # the session is bound to an engine
        _page(stage, promotion_id)()
    return len(found)
