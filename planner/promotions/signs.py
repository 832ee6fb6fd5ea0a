"""What looks wrong about the redemptions of a promotion, for somebody to look into."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from planner import dates
from planner.activity.models import ActivityAbout, ActivityEntry
from planner.promotions import standing
from planner.promotions.models import CodeUse, Promotion, PromotionCode, Redemption
from planner.promotions.tills import TRIED
from planner.promotions.words import RedemptionSource, SalesChannel

MOST = 20
"""Signs of one sort that are told; more tell nothing new."""
BURST = 10
"""Entries within one minute at one place that are worth a look."""
BURST_WITHIN = timedelta(minutes=1)
LATELY = 24
"""Hours."""
READ = 500
"""Tries that are read, the latest."""


@dataclass(frozen=True)
class Burst:
    """So many entries from an instant on, within a minute, at one place and through one channel as far as known."""

    at: datetime
    place: str
    channel: SalesChannel | None
    entries: int


@dataclass(frozen=True)
class Signs:
    """What may be wrong: redeemed beyond the quota, codes used again or tried again, many entries within one minute.

    `tried_codes`: the code, the till's place, and how often. It was counted once: the tries were refused.
    """

    oversold: int
    repeated_codes: Sequence[tuple[str, int]]
    tried_codes: Sequence[tuple[str, str, int]]
    bursts: Sequence[Burst]

    def __bool__(self) -> bool:
        return bool(self.oversold or self.repeated_codes or self.tried_codes or self.bursts)


def look(session: Session, promotion: Promotion, quantity: int, *, now: datetime) -> Signs:
    """What may be wrong with the redemptions of a promotion; bursts and tries of the last day only."""
    # only a code of a batch is good for one: the promotion's own code, this one or an earlier one, is everybody's
    of_a_batch = exists().where(
        PromotionCode.promotion_id == CodeUse.promotion_id, PromotionCode.code == CodeUse.code
    )
    repeated = session.execute(
        select(CodeUse.code, CodeUse.quantity)
        .where(CodeUse.promotion_id == promotion.id, CodeUse.quantity > 1, of_a_batch)
        .order_by(CodeUse.quantity.desc(), CodeUse.code)
        .limit(MOST)
    )
    return Signs(
        oversold=standing.oversold(promotion, quantity),
        repeated_codes=[(code, int(count)) for code, count in repeated],
        tried_codes=_tried(session, promotion, now - timedelta(hours=LATELY)),
        bursts=_bursts(session, promotion, now - timedelta(hours=LATELY))[-MOST:],
    )


def _tried(session: Session, promotion: Promotion, since: datetime) -> list[tuple[str, str, int]]:
    """The codes that tills tried again since then, the most often tried first."""
    told = session.scalars(
        select(ActivityEntry.values)
        .join(ActivityAbout)
        .where(
            ActivityAbout.record_type == "promotion",
            ActivityAbout.record_id == promotion.id,
            ActivityEntry.verb == TRIED,
            ActivityEntry.at >= since,
        )
        .order_by(ActivityEntry.id.desc())
        .limit(READ)
    )
    found = Counter((str(one["code"]), str(one["place"])) for one in told)
    return [(code, place, count) for (code, place), count in found.most_common(MOST)]


def _bursts(session: Session, promotion: Promotion, since: datetime) -> list[Burst]:
    """The minutes since then in which more was entered than a shop enters, the earliest first."""
    recent = session.execute(
        select(Redemption.redeemed_at, Redemption.place, Redemption.channel, Redemption.source)
        .where(Redemption.promotion_id == promotion.id, Redemption.redeemed_at >= since)
        .order_by(Redemption.redeemed_at)
    )
    zone = dates.zone(promotion.timezone)
    known: dict[tuple[str, SalesChannel | None], list[datetime]] = defaultdict(list)
    for at, place, channel, source in recent:
        if source != RedemptionSource.LIST or not _is_day_alone(at, promotion, zone):
            known[place or "", channel].append(at)
    found = []
    for (place, channel), times in known.items():
        first = 0
        while first < len(times):
            after = bisect_left(times, times[first] + BURST_WITHIN, first)
            if after - first >= BURST:
                found.append(Burst(times[first], place, channel, after - first))
                first = after
            else:
                first += 1
    return sorted(found, key=lambda one: one.at)


def _is_day_alone(at: datetime, promotion: Promotion, zone: ZoneInfo) -> bool:
    """Whether a row of a list says no more than the day: it counts as of the first moment that is covered."""
    return at == promotion.starts_at or dates.instant_to_local(at, zone)[1] == time()
