"""The counts kept of redemptions: by day, channel and place, and of each code; counted from the rows themselves.

Whoever writes redemptions, by whichever way, has the days and codes they touched counted anew in the same
transaction. So the counts are what a recount would find, and a page reads days and places instead of redemptions.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, delete, func, insert, literal, select
from sqlalchemy.orm import Session

from planner.promotions.models import CodeUse, Redemption, RedemptionTally
from planner.promotions.standing import Redeemed

T = TypeVar("T")

AT_ONCE = 400
"""Values of one IN: SQLite takes far more, but plans for long lists are slow."""


def recount(
    session: Session, promotion_id: int, days: Iterable[date], codes: Iterable[str | None] = ()
) -> None:
    """Count the redemptions of these days and codes anew. The promotion's row must be held (`access.locked`)."""
    session.flush()
    for some in portions(sorted(set(days))):
        _count_days(session, promotion_id, some)
    for few in portions(sorted({code for code in codes if code is not None})):
        _count_codes(session, promotion_id, few)


def recount_all(session: Session, promotion_id: int) -> None:
    """Count everything of a promotion anew."""
    wanted = select(Redemption.redeemed_on, Redemption.code).where(Redemption.promotion_id == promotion_id)
    found = session.execute(wanted.distinct()).all()
    session.execute(delete(RedemptionTally).where(RedemptionTally.promotion_id == promotion_id))
    session.execute(delete(CodeUse).where(CodeUse.promotion_id == promotion_id))
    recount(session, promotion_id, {day for day, _ in found}, {code for _, code in found})


def redeemed(session: Session, promotion_ids: Iterable[int]) -> dict[int, Redeemed]:
    """What was redeemed of each of these promotions, in one question; nought where nothing was."""
    wanted = sorted(set(promotion_ids))
    found = dict.fromkeys(wanted, Redeemed())
    for some in portions(wanted):
        rows = session.execute(
            select(RedemptionTally.promotion_id, *SUMS)
            .where(RedemptionTally.promotion_id.in_(some))
            .group_by(RedemptionTally.promotion_id)
        )
        found |= {int(promotion_id): summed(sums) for promotion_id, *sums in rows}
    return found


SUMS: tuple[ColumnElement[int], ...] = tuple(
    func.sum(column)
    for column in (
        RedemptionTally.entries,
        RedemptionTally.quantity,
        RedemptionTally.value_minor,
        RedemptionTally.valued,
    )
)


def summed(sums: Sequence[Any]) -> Redeemed:
    """What the sums of `SUMS` say; PostgreSQL adds whole numbers up to a decimal."""
    entries, quantity, value_minor, valued = (int(one or 0) for one in sums)
    return Redeemed(entries=entries, quantity=quantity, value_minor=value_minor, valued=valued)


def of_one(session: Session, promotion_id: int) -> Redeemed:
    """What was redeemed of one promotion."""
    return redeemed(session, [promotion_id])[promotion_id]


def _count_days(session: Session, promotion_id: int, days: Sequence[date]) -> None:
    session.execute(
        delete(RedemptionTally).where(
            RedemptionTally.promotion_id == promotion_id, RedemptionTally.redeemed_on.in_(days)
        )
    )
    channel, place = (func.coalesce(column, "") for column in (Redemption.channel, Redemption.place))
    counted = (
        select(
            literal(promotion_id),
            Redemption.redeemed_on,
            channel,
            place,
            func.count(),
            func.sum(Redemption.quantity),
            func.coalesce(func.sum(Redemption.value_minor), 0),
            func.count(Redemption.value_minor),
        )
        .where(Redemption.promotion_id == promotion_id, Redemption.redeemed_on.in_(days))
        .group_by(Redemption.redeemed_on, channel, place)
    )
    columns = [
        "promotion_id",
        "redeemed_on",
        "channel",
        "place",
        "entries",
        "quantity",
        "value_minor",
        "valued",
    ]
    session.execute(insert(RedemptionTally).from_select(columns, counted))


def _count_codes(session: Session, promotion_id: int, codes: Sequence[str]) -> None:
    session.execute(delete(CodeUse).where(CodeUse.promotion_id == promotion_id, CodeUse.code.in_(codes)))
    counted = (
        select(literal(promotion_id), Redemption.code, func.sum(Redemption.quantity))
        .where(Redemption.promotion_id == promotion_id, Redemption.code.in_(codes))
        .group_by(Redemption.code)
    )
    session.execute(insert(CodeUse).from_select(["promotion_id", "code", "quantity"], counted))


def portions(values: Sequence[T]) -> Iterable[Sequence[T]]:
    """So many of the values at a time as one statement takes well."""
    for start in range(0, len(values), AT_ONCE):
        yield values[start : start + AT_ONCE]
