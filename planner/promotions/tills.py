"""Tills: a shop's own page for entering redemptions, opened by a secret link without signing in.

The link's secret is derived from the instance's key and stored nowhere, as those of feeds are: `till_<till>_<version>_
<seal>`. Renewing it is the next version; whoever has an earlier one, or the link of a closed till, is told no more than
somebody who made one up. What is sent from the page carries a number drawn when the page was opened: it is kept as the
redemption's reference, which a promotion has once, so two taps count once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, joinedload

from planner import clock, text
from planner.accounts.models import User
from planner.campaigns.lifecycle import SHOWN_OUTSIDE, Status
from planner.campaigns.models import Campaign
from planner.errors import NotFound, Refusal, expect_version
from planner.i18n import mark
from planner.promotions import access, batches, codes, redeeming, tallies
from planner.promotions.models import CodeUse, Promotion, Redemption, Till
from planner.promotions.redeeming import CODE_NEEDED, LONGEST_PLACE, PER_PERSON, Redeemed
from planner.promotions.words import RedemptionSource, SalesChannel
from planner.tokens import secrets

PREFIX = "till"
UNDO_WITHIN = timedelta(minutes=10)
TRIED = "code.tried_again_at_till"
ENTRIES_A_MINUTE = 60
"""Of one till: more is no shop, but a program."""

NO_PLACE = mark("Say where the till is.")
CLOSED = mark("It is closed already.")
TOO_LATE = mark("This was entered more than ten minutes ago. Ask whoever gave you the link to correct it.")
GONE_ALREADY = mark("It was taken out already.")
NOT_NOW = mark("This promotion is not running just now. Nothing was counted.")
SENT_BEFORE = mark(
    "This page had been sent before. What stands here now is not counted yet: press once more."
)
TOO_FAST = mark("Too many entries within a minute. Wait a little, then go on.")

_TOKEN = re.compile(rf"{PREFIX}_([1-9]\d{{0,8}})_([1-9]\d{{0,8}})_([A-Za-z0-9_-]{{24}})", re.ASCII)
_RECEIPT = re.compile(r"([1-9]\d{0,8})_([A-Za-z0-9_-]{24})", re.ASCII)


class Link(NamedTuple):
    """What a genuine token says."""

    till_id: int
    version: int


class Seals:
    """Makes the tokens of tills by the instance's key, and reads those made by it or by an earlier one."""

    def __init__(self, key: str, fallbacks: Sequence[str] = ()) -> None:
        self._keys = tuple(secrets.derived_key(one, "tills") for one in (key, *fallbacks))

    def token(self, till: Till) -> str:
        """The secret for the present version of a till's link."""
        said = f"{till.id}|{till.link_version}"
        return f"{PREFIX}_{till.id}_{till.link_version}_{secrets.seal(self._keys[0], said)}"

    def read(self, token: str) -> Link | None:
        """What the token says, or None where we did not make it. The seal is compared in constant time."""
        found = _TOKEN.fullmatch(token)
        if found is None:
            return None
        link = Link(int(found[1]), int(found[2]))
        return link if self._is_ours(f"{link.till_id}|{link.version}", found[3]) else None

    def receipt(self, till_id: int, redemption_id: int) -> str:
        """What lets the browser that entered a redemption take it out again."""
        return f"{redemption_id}_{secrets.seal(self._keys[0], f'{till_id}|entered|{redemption_id}')}"

    def receipted(self, till_id: int, receipt: str) -> int | None:
        """The redemption that a receipt of this till is for."""
        found = _RECEIPT.fullmatch(receipt)
        if found is None or not self._is_ours(f"{till_id}|entered|{int(found[1])}", found[2]):
            return None
        return int(found[1])

    def _is_ours(self, said: str, seal: str) -> bool:
        return any(secrets.is_same(secrets.seal(key, said), seal) for key in self._keys)


@dataclass(frozen=True, kw_only=True)
class NewTill:
    """Where it stands, and which channel its entries count for."""

    place: str
    channel: SalesChannel = SalesChannel.SHOP


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What a shop enters; `number` is the form's own, drawn when it was opened."""

    number: str
    quantity: int = 1
    value_minor: int | None = None
    code: str | None = None


def listed(session: Session, promotion_id: int) -> list[tuple[Till, int]]:
    """The tills of a promotion in the order in which they were opened, and how many each has redeemed."""
    counts = session.execute(
        select(Redemption.till_id, func.sum(Redemption.quantity))
        .where(Redemption.promotion_id == promotion_id, Redemption.till_id.is_not(None))
        .group_by(Redemption.till_id)
    )
    redeemed = {till_id: int(quantity) for till_id, quantity in counts}
    wanted = (
        select(Till).where(Till.promotion_id == promotion_id).order_by(Till.closed_at.is_not(None), Till.id)
    )
    return [(one, redeemed.get(one.id, 0)) for one in session.scalars(wanted)]


def to_edit(session: Session, promotion_id: int, till_id: int, *, actor: User) -> Till:
    """A till of a promotion that this person may change, for them alone its link is."""
    promotion = access.to_edit(session, promotion_id, actor=actor, version=None)
    till = session.scalars(
        select(Till)
        .where(Till.id == till_id, Till.promotion_id == promotion.id)
        .options(joinedload(Till.promotion).joinedload(Promotion.campaign))
        .execution_options(populate_existing=True)
    ).one_or_none()
    if till is None:
        raise NotFound
    return till


def open_one(session: Session, promotion_id: int, data: NewTill, *, actor: User) -> Till:
    """Open a till for a shop."""
    promotion = access.to_edit(session, promotion_id, actor=actor, version=None)
    place = text.clean(data.place)[:LONGEST_PLACE]
    if not place:
        raise Refusal(NO_PLACE, field="place")
    till = Till(promotion_id=promotion.id, promotion=promotion, place=place, channel=data.channel)
    session.add(till)
    access.record_part(session, "till.opened", till, promotion, actor=actor, place=place)
    return till


def renew(
    session: Session, promotion_id: int, till_id: int, *, actor: User, version: int | None = None
) -> Till:
    """Give the till a new link; the one it had opens nothing any more."""
    till = _open(session, promotion_id, till_id, actor, version)
    till.link_version += 1
    access.record_part(
        session, "till.renewed", till, till.promotion, actor=actor, changes={}, place=till.place
    )
    return till


def close(
    session: Session, promotion_id: int, till_id: int, *, actor: User, version: int | None = None
) -> Till:
    """End the till for good; what it entered stays."""
    till = _open(session, promotion_id, till_id, actor, version)
    till.closed_at = clock.now()
    access.record_part(
        session, "till.closed", till, till.promotion, actor=actor, changes={}, place=till.place
    )
    return till


def by_link(session: Session, link: Link | None) -> Till:
    """The till that a link opens. Raises `NotFound` alike for a link that was made up, renewed or closed."""
    if link is None:
        raise NotFound
    till = session.scalars(
        select(Till)
        .where(Till.id == link.till_id, Till.link_version == link.version, Till.closed_at.is_(None))
        .options(joinedload(Till.promotion).joinedload(Promotion.campaign))
        .execution_options(populate_existing=True)
    ).one_or_none()
    if till is None or till.promotion.campaign.status == Status.ARCHIVED:
        raise NotFound
    return till


def may_be_told(campaign: Campaign, at: datetime) -> bool:
    """Whether a shop may read what is offered: approved, and the embargo passed (`domain` rules of what goes outside).

    Not by the campaign's confidentiality: whoever gives a shop a till's link tells that shop of it.
    """
    is_out = campaign.status in SHOWN_OUTSIDE | {Status.CANCELLED}
    return is_out and (campaign.embargo_until is None or campaign.embargo_until <= at)


def asks_code(session: Session, promotion: Promotion) -> bool:
    """Whether the page has room for a code."""
    return promotion.code is not None or batches.has_any(session, promotion.id)


def needs_code(session: Session, promotion: Promotion) -> bool:
    """Whether nothing is counted without one: the one code of a promotion is on everybody's lips and proves nothing."""
    return batches.has_any(session, promotion.id)


def redeem(session: Session, link: Link | None, data: Entry) -> Redemption:
    """Count what a shop enters, now and at the till's place; sent again, it is what was entered the first time."""
    till = by_link(session, link)
    promotion = access.locked(session, till.promotion_id)
    # renewed or closed while this waited for its turn
    till = by_link(session, link)
    reference = f"{PREFIX}:{secrets.digest(data.number)}"
    before = session.scalars(
        select(Redemption).where(Redemption.promotion_id == promotion.id, Redemption.reference == reference)
    ).one_or_none()
    if before is not None:
        _expect_the_same(before, data)
        return before
    _expect_allowed(session, promotion, till, data)
    now = clock.now()
    entered = Redeemed(
        redeemed_at=now,
        quantity=data.quantity,
        value_minor=data.value_minor,
        channel=till.channel,
        place=till.place,
        code=data.code,
    )
    made = redeeming.add(session, promotion, entered, source=RedemptionSource.TILL, till=till)
    made.reference = reference
    # not by the row's version: whoever looks at the till meanwhile may still close it
    session.execute(update(Till).where(Till.id == till.id).values(used_at=now))
    changes: dict[str, list[object]] = {"quantity": [None, made.quantity]}
    if made.code:
        changes["code"] = [None, made.code]
    access.record_part(
        session, "redemption.entered_at_till", made, promotion, actor=None, changes=changes, place=till.place
    )
    return made


def note_refused(session: Session, link: Link | None, typed: str | None) -> None:
    """Enter into the promotion's history that a shop tried a code that had been redeemed; other refusals leave nothing.

    In a transaction of its own: the one that was refused has written nothing.
    """
    till = by_link(session, link)
    code = codes.clean(typed or "")
    if code and code != till.promotion.code and session.get(CodeUse, (till.promotion_id, code)) is not None:
        access.record_part(
            session, TRIED, till, till.promotion, actor=None, changes={}, place=till.place, code=code
        )


def entered(session: Session, till: Till, redemption_id: int | None) -> Redemption | None:
    """What this till entered a moment ago, as long as the till may take it out."""
    if redemption_id is None:
        return None
    return session.scalars(
        select(Redemption).where(
            Redemption.id == redemption_id,
            Redemption.till_id == till.id,
            Redemption.created_at > clock.now() - UNDO_WITHIN,
        )
    ).one_or_none()


def take_back(session: Session, link: Link | None, redemption_id: int | None) -> int:
    """Take out what this till entered within the last ten minutes; how many that were."""
    till = by_link(session, link)
    promotion = access.locked(session, till.promotion_id)
    till = by_link(session, link)
    made = entered(session, till, redemption_id)
    if made is None:
        there = select(Redemption.id).where(Redemption.id == redemption_id, Redemption.till_id == till.id)
        raise Refusal(GONE_ALREADY if session.scalars(there).one_or_none() is None else TOO_LATE)
    touched, quantity = ({made.redeemed_on}, {made.code}), made.quantity
    session.delete(made)
    access.record_part(
        session,
        "redemption.removed_at_till",
        made,
        promotion,
        actor=None,
        changes={"quantity": [quantity, None]},
        place=till.place,
    )
    tallies.recount(session, promotion.id, *touched)
    return quantity


def _open(session: Session, promotion_id: int, till_id: int, actor: User, version: int | None) -> Till:
    till = to_edit(session, promotion_id, till_id, actor=actor)
    expect_version(till.version, version)
    if till.closed_at is not None:
        raise Refusal(CLOSED)
    return till


def _expect_the_same(before: Redemption, data: Entry) -> None:
    """Raise `Refusal` where a page that was sent already is sent with something else: a page the browser kept."""
    code = codes.clean(data.code or "") or None
    if (before.quantity, before.value_minor, before.code) != (data.quantity, data.value_minor, code):
        raise Refusal(SENT_BEFORE)


def _expect_allowed(session: Session, promotion: Promotion, till: Till, data: Entry) -> None:
    """What holds for a shop besides what holds for everybody: a running campaign, a code, a person's share, a pace."""
    if promotion.campaign.status != Status.ACTIVE:
        raise Refusal(NOT_NOW)
    if not data.code and needs_code(session, promotion):
        raise Refusal(CODE_NEEDED, field="code")
    most = promotion.quota_per_person
    if most is not None and data.quantity > most:
        raise Refusal(PER_PERSON, field="quantity", most=most)
    lately = select(func.count()).where(
        Redemption.till_id == till.id, Redemption.created_at > clock.now() - timedelta(minutes=1)
    )
    if (session.scalar(lately) or 0) >= ENTRIES_A_MINUTE:
        raise Refusal(TOO_FAST)
