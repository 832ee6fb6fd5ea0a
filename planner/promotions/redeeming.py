"""Entering what was redeemed, correcting it, and taking it out; at most what the quota leaves.

The promotion's row is held while it is counted and written, so of two at once at the edge of the quota the second
finds what the first has left.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock, dates, text
from planner.accounts.models import User
from planner.campaigns import lifecycle
from planner.campaigns.lifecycle import Status
from planner.errors import NotFound, Refusal, expect_version
from planner.i18n import mark
from planner.promotions import access, codes, standing, tallies
from planner.promotions.models import CodeUse, Promotion, PromotionCode, Redemption, Till
from planner.promotions.words import RedemptionSource, SalesChannel

NONE_LEFT = mark("The quota is used up.")
FEW_LEFT = mark("Only %(left)s are left of the quota.")
NOT_POSITIVE = mark("Give a number above nought.")
MANY = mark("At most %(most)s at once.")
NOT_YET = mark("Nothing can be redeemed at a time that has not come.")
BEFORE = mark("The promotion had not begun then.")
AFTER = mark("The promotion was over then.")
WITHDRAWN = mark("The promotion was withdrawn before that.")
NOT_RUNNING = mark("The campaign has not been started, so nothing can be redeemed yet.")
CANCELLED = mark("The campaign is cancelled.")
CODE_NEEDED = mark("Enter the code.")
CODE_MISTYPED = mark("This code is mistyped: its check character does not fit.")
CODE_UNKNOWN = mark("This is no code of this promotion.")
CODE_USED = mark("This code has been redeemed already.")
CODE_ONCE = mark("A code of a batch is good for one.")
PER_PERSON = mark("One person gets at most %(most)s.")
MOST = 1_000_000
LONGEST_PLACE = 120
CLOCKS_DIFFER = timedelta(minutes=5)
BEGUN = frozenset({Status.ACTIVE, Status.PAUSED, Status.COMPLETED, Status.EVALUATED})


@dataclass(frozen=True, kw_only=True)
class Redeemed:
    """What is entered: when (an instant), how often, for how much (minor units), and where."""

    redeemed_at: datetime
    quantity: int = 1
    value_minor: int | None = None
    channel: SalesChannel | None = None
    place: str | None = None
    code: str | None = None
    note: str | None = None


def enter(session: Session, promotion_id: int, data: Redeemed, *, actor: User) -> Redemption:
    """Note by hand what was redeemed."""
    access.to_edit(session, promotion_id, actor=actor, version=None)
    promotion = access.locked(session, promotion_id)
    made = add(session, promotion, data, source=RedemptionSource.BY_HAND, by=actor)
    _record(session, "redemption.entered", made, promotion, actor)
    return made


def add(
    session: Session,
    promotion: Promotion,
    data: Redeemed,
    *,
    source: RedemptionSource,
    till: Till | None = None,
    by: User | None = None,
) -> Redemption:
    """Write a redemption of a promotion whose row is held, and count it; the caller tells the log."""
    expect_open_to_it(promotion)
    made = Redemption(promotion_id=promotion.id, promotion=promotion, source=source, till=till)
    _fill(session, made, promotion, data, held=0)
    # it is counted before the log is told, which signs only what is not written yet
    made.created_by_id = made.updated_by_id = by.id if by is not None else None
    session.add(made)
    tallies.recount(session, promotion.id, {made.redeemed_on}, {made.code})
    return made


def correct(
    session: Session, redemption_id: int, data: Redeemed, *, actor: User, version: int | None = None
) -> Redemption:
    """Change what was entered."""
    made, promotion = _to_edit(session, redemption_id, actor)
    expect_version(made.version, version)
    touched = {made.redeemed_on}, {made.code}
    with session.no_autoflush:
        _fill(session, made, promotion, data, held=made.quantity)
    if session.is_modified(made):
        _record(session, "redemption.corrected", made, promotion, actor)
        tallies.recount(session, promotion.id, touched[0] | {made.redeemed_on}, touched[1] | {made.code})
    return made


def remove(session: Session, redemption_id: int, *, actor: User) -> Promotion:
    """Take out what was never redeemed."""
    made, promotion = _to_edit(session, redemption_id, actor)
    session.delete(made)
    _record(session, "redemption.removed", made, promotion, actor)
    tallies.recount(session, promotion.id, {made.redeemed_on}, {made.code})
    return promotion


def _to_edit(session: Session, redemption_id: int, actor: User) -> tuple[Redemption, Promotion]:
    promotion_id = session.scalars(
        select(Redemption.promotion_id).where(Redemption.id == redemption_id)
    ).one_or_none()
    if promotion_id is None:
        raise NotFound
    access.to_edit(session, promotion_id, actor=actor, version=None)
    promotion = access.locked(session, promotion_id)
    made = session.scalars(
        select(Redemption).where(Redemption.id == redemption_id).execution_options(populate_existing=True)
    ).one_or_none()
    if made is None:
        raise NotFound
    return made, promotion


def expect_open_to_it(promotion: Promotion) -> None:
    """Raise `Refusal` where nothing of its campaign is redeemed yet, or any more."""
    status = promotion.campaign.status
    lifecycle.expect_open(status)
    if status == Status.CANCELLED:
        raise Refusal(CANCELLED)
    if status not in BEGUN:
        raise Refusal(NOT_RUNNING)


def _fill(session: Session, made: Redemption, promotion: Promotion, data: Redeemed, *, held: int) -> None:
    """Write what was entered; refused where the promotion does not cover it. `held` is what it counts for already."""
    expect_time(promotion, data.redeemed_at)
    _expect_quantity(session, promotion, data.quantity, held)
    code = _code(session, promotion, data, own=made.code if held else None)
    zone = dates.zone(promotion.timezone)
    values = {
        "redeemed_at": data.redeemed_at,
        "redeemed_on": dates.instant_to_local(data.redeemed_at, zone)[0],
        "quantity": data.quantity,
        "value_minor": data.value_minor,
        "channel": data.channel,
        "place": text.clean(data.place or "")[:LONGEST_PLACE] or None,
        "code": code,
        "note": text.clean(data.note or "", multiline=True) or None,
    }
    for key, value in values.items():
        if getattr(made, key) != value:
            setattr(made, key, value)


def has_begun(promotion: Promotion, now: datetime) -> bool:
    """Whether anything of it may be entered, be it of an earlier day."""
    return promotion.campaign.status in BEGUN and now >= promotion.starts_at


def holds_now(promotion: Promotion, now: datetime) -> bool:
    """Whether what is redeemed at this moment may be entered."""
    return has_begun(promotion, now) and now < promotion.ends_at and promotion.withdrawn_at is None


def expect_time(promotion: Promotion, at: datetime) -> None:
    """Raise `Refusal` where the promotion did not hold at that time, or the time has not come."""
    if at > clock.now() + CLOCKS_DIFFER:
        raise Refusal(NOT_YET, field="redeemed_on")
    if at < promotion.starts_at:
        raise Refusal(BEFORE, field="redeemed_on")
    if at >= promotion.ends_at:
        raise Refusal(AFTER, field="redeemed_on")
    if promotion.withdrawn_at is not None and at >= promotion.withdrawn_at:
        raise Refusal(WITHDRAWN, field="redeemed_on")


def _expect_quantity(session: Session, promotion: Promotion, quantity: int, held: int) -> None:
    left = None
    if quantity > held:
        # less than was entered is right whatever the quota says
        left = standing.remaining(promotion, tallies.of_one(session, promotion.id).quantity)
    expect_within(quantity, quantity - held, left)


def expect_within(quantity: int, more: int, left: int | None) -> None:
    """Raise `Refusal` where it is no number to enter, or where so many `more` are not `left` of the quota."""
    if quantity < 1:
        raise Refusal(NOT_POSITIVE, field="quantity")
    if quantity > MOST:
        raise Refusal(MANY, field="quantity", most=MOST)
    if left is not None and more > left:
        raise Refusal(FEW_LEFT if left else NONE_LEFT, field="quantity", left=left)


def _code(session: Session, promotion: Promotion, data: Redeemed, *, own: str | None) -> str | None:
    """The code as it is stored; one of a batch is known, and was not redeemed before but as one's `own`."""
    code = codes.clean(data.code or "") or None
    if code is None or code == promotion.code:
        return code
    known = session.scalars(
        select(PromotionCode.id).where(PromotionCode.promotion_id == promotion.id, PromotionCode.code == code)
    ).one_or_none()
    if known is None and code == own:
        # it was the promotion's one code when this was entered
        return code
    is_used = code != own and session.get(CodeUse, (promotion.id, code)) is not None
    expect_code(code, data.quantity, is_known=known is not None, is_used=is_used)
    return code


def expect_code(code: str, quantity: int, *, is_known: bool, is_used: bool) -> None:
    """Raise `Refusal` where a code is none of a batch, or is to be redeemed more than the one time it is good for."""
    if not is_known:
        raise Refusal(CODE_MISTYPED if codes.is_mistyped(code) else CODE_UNKNOWN, field="code")
    if quantity != 1:
        raise Refusal(CODE_ONCE, field="quantity")
    if is_used:
        raise Refusal(CODE_USED, field="code")


def _record(session: Session, verb: str, made: Redemption, promotion: Promotion, actor: User | None) -> None:
    changes: dict[str, list[object]] | None = None
    if verb != "redemption.corrected":
        told = {key: getattr(made, key) for key in ("redeemed_on", "quantity", "value_minor", "code")}
        is_gone = verb == "redemption.removed"
        changes = {
            key: [value, None] if is_gone else [None, value]
            for key, value in told.items()
            if value is not None
        }
    access.record_part(session, verb, made, promotion, actor=actor, changes=changes)
