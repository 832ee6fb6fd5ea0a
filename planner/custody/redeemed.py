"""Undoing what was done to redemptions and quotas: the counts follow, and nothing is oversold by taking back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import Kind
from planner.activity.images import Image
from planner.campaigns.kinds import NO_RETURN
from planner.campaigns.models import Campaign
from planner.errors import Refusal
from planner.i18n import mark
from planner.promotions import standing, tallies
from planner.promotions.models import Promotion, Redemption

OVERSOLD = mark("It cannot be undone: more would be redeemed than the quota of the promotion allows.")


@contextmanager
def counted(session: Session, found: Sequence[Image]) -> Iterator[None]:
    """Have rows brought back within it; then what they touch is counted anew.

    The promotions are held meanwhile, as by whoever redeems. Raises `Refusal` where more would be oversold than was.
    """
    touched = _touched(session, found)
    if not touched:
        yield
        return
    before = _oversold(session, touched, locks=True)
    days, codes = _places(session, found)
    yield
    more_days, more_codes = _places(session, found)
    for promotion_id in touched:
        tallies.recount(session, promotion_id, days | more_days, codes | more_codes)
    _expect_exchange(session, touched)
    after = _oversold(session, touched)
    if any(count > before.get(key, 0) for key, count in after.items()):
        raise Refusal(OVERSOLD)


def _expect_exchange(session: Session, ids: Sequence[int]) -> None:
    """A promotion that comes back finds a campaign that may have one: its kind may have changed meanwhile."""
    for some in tallies.portions(ids):
        wanted = select(Promotion.id).join(Promotion.campaign)
        wanted = wanted.where(Promotion.id.in_(some), Campaign.kind != Kind.EXCHANGE)
        if session.scalars(wanted.limit(1)).first() is not None:
            raise Refusal(NO_RETURN)


def _touched(session: Session, found: Iterable[Image]) -> list[int]:
    """The promotions whose redemptions or quotas these rows are."""
    named: set[int] = set()
    asked: list[int] = []
    for one in found:
        values = one.before or one.after or {}
        if one.table == Promotion.__tablename__:
            named.add(one.key[0])
        elif one.table == Redemption.__tablename__ and "promotion_id" in values:
            named.add(values["promotion_id"])
        elif one.table == Redemption.__tablename__:
            asked.append(one.key[0])
    for some in tallies.portions(asked):
        named |= set(session.scalars(select(Redemption.promotion_id).where(Redemption.id.in_(some))))
    return sorted(named)


def _oversold(session: Session, ids: Sequence[int], *, locks: bool = False) -> dict[int, int]:
    """How many were redeemed beyond the quota of each promotion that is there."""
    quantities = tallies.redeemed(session, ids)
    found: dict[int, int] = {}
    for some in tallies.portions(ids):
        wanted = select(Promotion).where(Promotion.id.in_(some)).order_by(Promotion.id)
        wanted = wanted.execution_options(populate_existing=True)
        for promotion in session.scalars(wanted.with_for_update() if locks else wanted):
            found[promotion.id] = standing.oversold(promotion, quantities[promotion.id].quantity)
    return found


def _places(session: Session, found: Iterable[Image]) -> tuple[set[date], set[str | None]]:
    """The days and codes that the rows stand or stood at, as far as they are told now."""
    session.flush()
    days: set[date] = set()
    codes: set[str | None] = set()
    mine = [one for one in found if one.table == Redemption.__tablename__]
    for values in (part for one in mine for part in (one.before, one.after) if part):
        days |= _days(values)
        codes.add(values.get("code"))
    for some in tallies.portions([one.key[0] for one in mine]):
        wanted = select(Redemption.redeemed_on, Redemption.code).where(Redemption.id.in_(some))
        for day, code in session.execute(wanted):
            days.add(day)
            codes.add(code)
    return days, codes


def _days(values: dict[str, Any]) -> set[date]:
    day = values.get("redeemed_on")
    return set() if day is None else {date.fromisoformat(day)}
