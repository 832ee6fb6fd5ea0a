"""A promotion in a pattern: what is offered, how many and on which terms, without what came of it.

The code, the permit and the contribution behind a cause are those of one year, and stay with it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from planner import money
from planner.accounts.models import Kind
from planner.errors import Refusal
from planner.promotions.actions import Period
from planner.promotions.models import Promotion
from planner.promotions.words import Mechanic, SalesChannel, ValueType


@dataclass(frozen=True, kw_only=True)
class Offered:
    """A promotion from one day to another, both included; without times of day, whole days."""

    name_th: str | None = None
    name_en: str | None = None
    mechanic: Mechanic
    offer_text_th: str | None = None
    offer_text_en: str | None = None
    terms_th: str | None = None
    terms_en: str | None = None
    eligibility: str | None = None
    value: Decimal | None = None
    value_type: ValueType | None = None
    channels: tuple[SalesChannel, ...] = ()
    quota_total: int | None = None
    quota_per_person: int | None = None
    target_quantity: int | None = None
    currency: str = money.HOME_CURRENCY
    cost_per_unit_minor: int | None = None
    permit_needed: bool = False
    timezone: str = "Asia/Bangkok"
    first: int
    last: int
    starts: time | None = None
    ends: time | None = None


_DAYS = frozenset({"first", "last", "starts", "ends"})
OF_OFFER = tuple(one.name for one in fields(Offered) if one.name not in _DAYS | {"channels"})
_COUNTS = ("quota_total", "quota_per_person", "target_quantity")
_BIG = 2**62


def taken(promotion: Promotion, start_on: date) -> Offered:
    """The promotion by its days from the campaign's first."""
    period = Period.of(promotion)
    return Offered(
        **{key: getattr(promotion, key) for key in OF_OFFER},
        channels=tuple(SalesChannel(key) for key in promotion.channels),
        first=(period.start_on - start_on).days,
        last=(period.end_on - start_on).days,
        starts=period.start_time,
        ends=period.end_time,
    )


def made(one: Offered, instants: tuple[datetime, datetime]) -> Promotion:
    """The record of it, with its time, still without a campaign."""
    starts_at, ends_at = instants
    values: dict[str, Any] = {key: getattr(one, key) for key in OF_OFFER}
    channels = [channel.value for channel in one.channels]
    return Promotion(**values, channels=channels, starts_at=starts_at, ends_at=ends_at)


def broken(kind: Kind, offers: tuple[Offered, ...], most: int) -> Iterator[str]:
    """The places of what is not as a promotion must be; `most` days from the first nothing lies."""
    if offers and kind != Kind.EXCHANGE:
        yield "promotions"
    for place, one in enumerate(offers):
        checks = {
            "name": bool(one.name_th or one.name_en),
            "value": one.value is None
            or (one.value_type is not None and one.value.is_finite() and 0 < one.value <= _most_of(one)),
            "channels": len(set(one.channels)) == len(one.channels),
            "currency": one.currency in money.MINOR_DIGITS,
            "cost_per_unit_minor": one.cost_per_unit_minor is None or 0 <= one.cost_per_unit_minor <= _BIG,
            "permit_needed": one.permit_needed or one.mechanic != Mechanic.PRIZE_DRAW,
            "times": _are_times(one, most),
        }
        checks |= {key: (count := getattr(one, key)) is None or 0 < count < 2**31 for key in _COUNTS}
        yield from (f"promotions[{place}].{key}" for key, holds in checks.items() if not holds)


def _most_of(one: Offered) -> int:
    return 100 if one.value_type == ValueType.PERCENT else 10**12


def _are_times(one: Offered, most: int) -> bool:
    if not -most <= one.first <= one.last <= most or (one.starts is None) != (one.ends is None):
        return False
    if any(at is not None and at.tzinfo is not None for at in (one.starts, one.ends)):
        return False
    try:
        # on any day: how long it may last is for the promotion itself to say
        base = date(2000, 1, 1).toordinal()
        days = (date.fromordinal(base + one.first), date.fromordinal(base + one.last))
        Period(start_on=days[0], end_on=days[1], start_time=one.starts, end_time=one.ends).instants()
    except Refusal:
        return False
    return True
