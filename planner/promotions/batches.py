"""Codes for one person each, made a batch at a time: making, looking one up, giving out, taking back.

A batch is seen by whoever sees its promotion; its codes are worth something, so only who may change the promotion
takes them out. Codes that were redeemed stay: what was counted of them must be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Select, and_, delete, func, insert, select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import User
from planner.errors import NotFound, Refusal
from planner.i18n import mark
from planner.promotions import access, codes
from planner.promotions.models import CodeUse, Promotion, PromotionCode, Redemption

MOST = 10_000
LONGEST_PREFIX = 10
SHOWN = 5
"""Redemptions told of one code."""

HOW_MANY = mark("From 1 to %(most)s codes at once.")
PREFIX_FORM = mark("A prefix has letters A to Z and digits only, at most %(longest)s of them.")
REDEEMED = mark("Codes of this batch have been redeemed, so it stays.")

_PREFIX = re.compile(rf"[A-Z0-9]{{0,{LONGEST_PREFIX}}}", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class NewBatch:
    """How many codes, and what stands before each."""

    count: int
    prefix: str = ""


@dataclass(frozen=True, kw_only=True)
class Batch:
    """The codes that were made at once."""

    number: int
    count: int
    redeemed: int
    made_at: datetime
    made_by: User | None


class Verdict(StrEnum):
    """What is to be said of a code that somebody shows."""

    GOOD = "good"
    REDEEMED = "redeemed"
    SHARED = "shared"
    UNKNOWN = "unknown"
    MISTYPED = "mistyped"


@dataclass(frozen=True, kw_only=True)
class Looked:
    """A code that was looked up: of which batch, and where it was redeemed, the last first."""

    code: str
    verdict: Verdict
    batch: int | None = None
    redemptions: Sequence[Redemption] = ()


def make(session: Session, promotion_id: int, data: NewBatch, *, actor: User) -> int:
    """Make a batch of codes, none of which the promotion has already; its number."""
    access.to_edit(session, promotion_id, actor=actor, version=None)
    if not 1 <= data.count <= MOST:
        raise Refusal(HOW_MANY, field="count", most=MOST)
    prefix = codes.clean(data.prefix)
    if _PREFIX.fullmatch(prefix) is None:
        raise Refusal(PREFIX_FORM, field="prefix", longest=LONGEST_PREFIX)
    promotion = access.locked(session, promotion_id)
    last = session.scalar(
        select(func.max(PromotionCode.batch)).where(PromotionCode.promotion_id == promotion_id)
    )
    number, now = (last or 0) + 1, clock.now()
    given = {"promotion_id": promotion_id, "batch": number, "made_at": now, "made_by_id": actor.id}
    made = _fresh(session, promotion, data.count, prefix)
    session.execute(insert(PromotionCode), [{**given, "code": code} for code in made])
    access.record(
        session, "promotion.codes_made", promotion, actor=actor, changes={}, batch=number, count=data.count
    )
    return number


def listed(session: Session, promotion_id: int) -> list[Batch]:
    """The batches of a promotion, the newest first, with how many of each were redeemed."""
    used = and_(CodeUse.promotion_id == PromotionCode.promotion_id, CodeUse.code == PromotionCode.code)
    rows = session.execute(
        select(
            PromotionCode.batch,
            func.count(),
            func.count(CodeUse.code),
            func.min(PromotionCode.made_at),
            func.min(PromotionCode.made_by_id),
        )
        .outerjoin(CodeUse, used)
        .where(PromotionCode.promotion_id == promotion_id)
        .group_by(PromotionCode.batch)
        .order_by(PromotionCode.batch.desc())
    ).all()
    makers = {
        one.id: one for one in session.scalars(select(User).where(User.id.in_({row[4] for row in rows})))
    }
    return [
        Batch(
            number=number,
            count=count,
            redeemed=redeemed,
            made_at=made_at,
            made_by=None if made_by_id is None else makers.get(made_by_id),
        )
        for number, count, redeemed, made_at, made_by_id in rows
    ]


def has_any(session: Session, promotion_id: int) -> bool:
    """Whether the promotion has codes for one person each."""
    return session.scalars(_codes(promotion_id).limit(1)).first() is not None


def to_take_out(session: Session, promotion_id: int, batch: int, *, actor: User) -> Promotion:
    """The promotion of a batch that is there, if this person may take its codes out."""
    promotion = access.to_edit(session, promotion_id, actor=actor, version=None)
    if session.scalars(_codes(promotion_id, batch).limit(1)).first() is None:
        raise NotFound
    return promotion


def rows(session: Session, promotion_id: int, batch: int) -> Iterator[tuple[str, bool]]:
    """The codes of a batch in the order in which they were made, and whether each was redeemed."""
    used = and_(CodeUse.promotion_id == PromotionCode.promotion_id, CodeUse.code == PromotionCode.code)
    wanted = (
        select(PromotionCode.code, CodeUse.code.is_not(None))
        .outerjoin(CodeUse, used)
        .where(PromotionCode.promotion_id == promotion_id, PromotionCode.batch == batch)
        .order_by(PromotionCode.id)
    )
    for code, is_redeemed in session.execute(wanted):
        yield code, bool(is_redeemed)


def remove(session: Session, promotion_id: int, batch: int, *, actor: User) -> Promotion:
    """Take a batch back of which nothing was redeemed."""
    to_take_out(session, promotion_id, batch, actor=actor)
    promotion = access.locked(session, promotion_id)
    if session.scalars(
        select(CodeUse.code)
        .where(CodeUse.promotion_id == promotion_id, CodeUse.code.in_(_codes(promotion_id, batch)))
        .limit(1)
    ).first():
        raise Refusal(REDEEMED)
    its_codes = PromotionCode.promotion_id == promotion_id, PromotionCode.batch == batch
    count = session.scalar(select(func.count()).select_from(PromotionCode).where(*its_codes)) or 0
    session.execute(delete(PromotionCode).where(*its_codes))
    access.record(
        session, "promotion.codes_withdrawn", promotion, actor=actor, changes={}, batch=batch, count=count
    )
    return promotion


def looked_up(session: Session, promotion: Promotion, typed: str) -> Looked:
    """What is known of a code as somebody typed it."""
    code = codes.clean(typed)
    redemptions = session.scalars(
        select(Redemption)
        .where(Redemption.promotion_id == promotion.id, Redemption.code == code)
        .order_by(Redemption.redeemed_at.desc(), Redemption.id.desc())
        .limit(SHOWN)
    ).all()
    if code == promotion.code:
        return Looked(code=code, verdict=Verdict.SHARED, redemptions=redemptions)
    batch = session.scalar(
        select(PromotionCode.batch).where(
            PromotionCode.promotion_id == promotion.id, PromotionCode.code == code
        )
    )
    if batch is None:
        verdict = Verdict.UNKNOWN if codes.is_sound(code) else Verdict.MISTYPED
        return Looked(code=code, verdict=verdict, redemptions=redemptions)
    verdict = Verdict.REDEEMED if redemptions else Verdict.GOOD
    return Looked(code=code, verdict=verdict, batch=batch, redemptions=redemptions)


def _codes(promotion_id: int, batch: int | None = None) -> Select[str]:
    wanted = select(PromotionCode.code).where(PromotionCode.promotion_id == promotion_id)
    return wanted if batch is None else wanted.where(PromotionCode.batch == batch)


def _fresh(session: Session, promotion: Promotion, count: int, prefix: str) -> list[str]:
    """So many new codes: other ones are drawn for those that the promotion has, or that were redeemed before."""
    # all that are there, once: looking for the drawn ones by the thousand takes PostgreSQL seconds where it has not
    # counted the table lately
    taken = {promotion.code}
    for table in (PromotionCode, CodeUse):
        taken |= set(session.scalars(select(table.code).where(table.promotion_id == promotion.id)))
    made: set[str] = set()
    while len(made) < count:
        made |= {codes.new(prefix) for _ in range(count - len(made))} - taken
    return sorted(made)
