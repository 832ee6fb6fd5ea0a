"""Planning a promotion, revising it section by section, withdrawing it and bringing it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock, dates, money, text
from planner.accounts.models import User
from planner.errors import Refusal
from planner.i18n import mark
from planner.promotions import access, causes, codes, tallies
from planner.promotions.models import LONGEST_CODE, Promotion, PromotionCode, Redemption, Till
from planner.promotions.words import Mechanic, SalesChannel, ValueType

NO_NAME = mark("Give the promotion a name, in Thai or in English.")
ENDS_BEFORE = mark("It ends before it begins.")
TOO_LONG = mark("A promotion lasts three years at most.")
OUTSIDE = mark("It does not touch the dates of its campaign. Look at the year again, or move the campaign.")
TOO_MUCH = mark("Nobody can take more than 100 per cent off.")
NO_VALUE_TYPE = mark("Say what the number stands for.")
NOT_POSITIVE = mark("Give a number above nought, or leave it empty.")
NO_CURRENCY = mark("Choose one of the currencies offered.")
CURRENCY_STAYS = mark("Something has been redeemed in this currency already, so it stays.")
ZONE_STAYS = mark("Something has been redeemed already, on days counted by these clocks, so they stay.")
CODE_FORM = mark("A code has letters A to Z, digits and hyphens only, at most %(longest)s of them.")
PERMIT_NEEDED = mark(
    "In Thailand a draw by chance needs a permit. Leave the tick, and note the permit once it is there."
)
NO_REASON = mark("Say why it is withdrawn.")
IN_USE = mark("It has codes, tills or redemptions, which stay. Withdraw it instead.")
FEWER = mark("%(count)s are redeemed already. The quota cannot be lower.")
ALREADY = mark("It is withdrawn already.")
NOT_WITHDRAWN = mark("It is not withdrawn.")
LONGEST = timedelta(days=3 * 366)

_CODE_CHARACTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")
_SEVERAL_LINES = {"offer_text_th", "offer_text_en", "terms_th", "terms_en", "eligibility"}


@dataclass(frozen=True, kw_only=True)
class Period:
    """From when until when, as written on the wall; without times whole days, the last one included."""

    start_on: date
    end_on: date
    start_time: time | None = None
    end_time: time | None = None
    timezone: str = dates.HOME_ZONE

    def instants(self) -> tuple[datetime, datetime]:
        """The first instant of it, and the first one at which it is over.

        A time that the clocks skip or show twice is taken as `dates.local_to_instant` takes it.
        """
        zone = dates.zone(self.timezone)
        starts_at = dates.local_to_instant(self.start_on, self.start_time or time(), zone)
        last_on, end_time = self.end_on, self.end_time
        if end_time is None:
            last_on, end_time = last_on + timedelta(days=1), time()
        ends_at = dates.local_to_instant(last_on, end_time, zone)
        if ends_at <= starts_at:
            raise Refusal(ENDS_BEFORE, field="end_on" if self.end_on < self.start_on else "end_time")
        if ends_at - starts_at > LONGEST:
            raise Refusal(TOO_LONG, field="end_on")
        return starts_at, ends_at

    @classmethod
    def of(cls, promotion: Promotion) -> Period:
        """As it would be written; an end at midnight is the end of the day before."""
        zone = dates.zone(promotion.timezone)
        start_on, start_time = dates.instant_to_local(promotion.starts_at, zone)
        end_on, end_time = dates.instant_to_local(promotion.ends_at, zone)
        ends_with_day = end_time == time()
        return cls(
            start_on=start_on,
            end_on=end_on - timedelta(days=1) if ends_with_day else end_on,
            start_time=None if start_time == time() else start_time,
            end_time=None if ends_with_day else end_time,
            timezone=promotion.timezone,
        )


@dataclass(frozen=True, kw_only=True)
class NewPromotion:
    """What a promotion means nothing without."""

    campaign_id: int
    mechanic: Mechanic
    period: Period
    name_th: str | None = None
    name_en: str | None = None
    offer_text_th: str | None = None
    offer_text_en: str | None = None
    contribution_id: int | None = None
    """The contribution behind the cause of a cause-related one; nothing to the others."""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What is offered, and where."""

    name_th: str | None
    name_en: str | None
    mechanic: Mechanic
    offer_text_th: str | None
    offer_text_en: str | None
    value: Decimal | None
    value_type: ValueType | None
    code: str | None
    channels: tuple[SalesChannel, ...]
    contribution_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How many there are, how many are aimed at, and what one costs in minor units of the currency."""

    quota_total: int | None
    quota_per_person: int | None
    target_quantity: int | None
    currency: str
    cost_per_unit_minor: int | None


@dataclass(frozen=True, kw_only=True)
class Terms:
    """For whom, on which terms, and under which permit."""

    eligibility: str | None
    terms_th: str | None
    terms_en: str | None
    permit_needed: bool
    permit_ref: str | None
    permit_expires_on: date | None


Section = Offer | Limits | Terms


def plan(session: Session, data: NewPromotion, *, actor: User) -> Promotion:
    """Add a promotion to an exchange campaign."""
    campaign = access.to_plan_in(session, data.campaign_id, actor=actor)
    promotion = Promotion(
        campaign=campaign,
        mechanic=data.mechanic,
        permit_needed=data.mechanic == Mechanic.PRIZE_DRAW,
        channels=[],
        contribution_id=causes.expect(session, data.mechanic, data.contribution_id, actor=actor),
    )
    _put(promotion, {key: getattr(data, key) for key in _NAMES})
    _set_period(promotion, data.period)
    session.add(promotion)
    access.record(session, "promotion.planned", promotion, actor=actor)
    return promotion


def revise(
    session: Session, promotion_id: int, data: Section, *, actor: User, version: int | None = None
) -> Promotion:
    """Change one section."""
    promotion = access.to_edit(session, promotion_id, actor=actor, version=version)
    values: dict[str, Any] = {field.name: getattr(data, field.name) for field in fields(data)}
    match data:
        case Offer():
            _expect_value(data)
            values["code"] = _code(data.code)
            values["contribution_id"] = causes.expect(
                session, data.mechanic, data.contribution_id, actor=actor, held=promotion.contribution_id
            )
            values["channels"] = [channel.value for channel in data.channels]
            if data.mechanic == Mechanic.PRIZE_DRAW:
                values["permit_needed"] = True
        case Limits():
            access.locked(session, promotion.id)
            _expect_limits(data)
            redeemed = tallies.of_one(session, promotion.id).quantity
            if data.quota_total is not None and data.quota_total < min(
                redeemed, promotion.quota_total or redeemed
            ):
                raise Refusal(FEWER, field="quota_total", count=redeemed)
            if data.currency != promotion.currency and _has_values(session, promotion):
                raise Refusal(CURRENCY_STAYS, field="currency")
        case Terms():
            if promotion.mechanic == Mechanic.PRIZE_DRAW and not data.permit_needed:
                raise Refusal(PERMIT_NEEDED, field="permit_needed")
    _put(promotion, values)
    if session.is_modified(promotion):
        access.record(session, "promotion.revised", promotion, actor=actor)
    return promotion


def move(
    session: Session, promotion_id: int, period: Period, *, actor: User, version: int | None = None
) -> Promotion:
    """Give it another time."""
    promotion = access.to_edit(session, promotion_id, actor=actor, version=version)
    if period.timezone != promotion.timezone:
        access.locked(session, promotion.id)
        if tallies.of_one(session, promotion.id).entries:
            raise Refusal(ZONE_STAYS, field="timezone")
    _set_period(promotion, period)
    if session.is_modified(promotion):
        access.record(session, "promotion.moved", promotion, actor=actor)
    return promotion


def remove(session: Session, promotion_id: int, *, actor: User, version: int | None = None) -> Promotion:
    """Delete what nobody has made use of yet; what was redeemed, or can be, is withdrawn instead."""
    promotion = access.to_edit(session, promotion_id, actor=actor, version=version)
    for part in (Redemption, Till, PromotionCode):
        if session.scalars(select(part.id).where(part.promotion_id == promotion.id).limit(1)).first():
            raise Refusal(IN_USE)
    access.record(session, "promotion.removed", promotion, actor=actor, changes={})
    session.delete(promotion)
    session.flush()
    return promotion


def withdraw(
    session: Session, promotion_id: int, *, actor: User, reason: str, version: int | None = None
) -> Promotion:
    """Take the offer back: nothing more is redeemed."""
    promotion = access.to_edit(session, promotion_id, actor=actor, version=version)
    if promotion.withdrawn_at is not None:
        raise Refusal(ALREADY)
    said = text.clean(reason, multiline=True)
    if not said:
        raise Refusal(NO_REASON, field="reason")
    promotion.withdrawn_at, promotion.withdrawn_reason = clock.now(), said
    access.record(session, "promotion.withdrawn", promotion, actor=actor, changes={}, note=said)
    return promotion


def restore(session: Session, promotion_id: int, *, actor: User, version: int | None = None) -> Promotion:
    """Offer it again."""
    promotion = access.to_edit(session, promotion_id, actor=actor, version=version)
    if promotion.withdrawn_at is None:
        raise Refusal(NOT_WITHDRAWN)
    promotion.withdrawn_at = promotion.withdrawn_reason = None
    access.record(session, "promotion.restored", promotion, actor=actor, changes={})
    return promotion


_NAMES = ("name_th", "name_en", "offer_text_th", "offer_text_en")


def _put(promotion: Promotion, values: Mapping[str, Any]) -> None:
    """Write what differs; texts are cleaned, and without a name it is refused."""
    for key, value in values.items():
        held = text.clean(value, multiline=key in _SEVERAL_LINES) or None if isinstance(value, str) else value
        if getattr(promotion, key) != held:
            setattr(promotion, key, held)
    if not (promotion.name_th or promotion.name_en):
        raise Refusal(NO_NAME, field="name")


def _set_period(promotion: Promotion, period: Period) -> None:
    """Write the time; it overlaps that of the campaign, or a wrong year has been typed."""
    starts_at, ends_at = period.instants()
    campaign = promotion.campaign
    if period.end_on < campaign.start_on or period.start_on > campaign.end_on:
        raise Refusal(OUTSIDE, field="start_on")
    _put_if_other(promotion, starts_at=starts_at, ends_at=ends_at, timezone=period.timezone)


def _put_if_other(promotion: Promotion, **values: object) -> None:
    for key, value in values.items():
        if getattr(promotion, key) != value:
            setattr(promotion, key, value)


def _expect_value(data: Offer) -> None:
    if data.value is None:
        return
    if data.value_type is None:
        raise Refusal(NO_VALUE_TYPE, field="value_type")
    if data.value <= 0:
        raise Refusal(NOT_POSITIVE, field="value")
    if data.value_type == ValueType.PERCENT and data.value > 100:
        raise Refusal(TOO_MUCH, field="value")


def _expect_limits(data: Limits) -> None:
    for key in ("quota_total", "quota_per_person", "target_quantity"):
        number = getattr(data, key)
        if number is not None and number < 1:
            raise Refusal(NOT_POSITIVE, field=key)
    if data.currency not in money.MINOR_DIGITS:
        raise Refusal(NO_CURRENCY, field="currency")
    if data.cost_per_unit_minor is not None and data.cost_per_unit_minor < 0:
        raise Refusal(NOT_POSITIVE, field="cost_per_unit")


def _has_values(session: Session, promotion: Promotion) -> bool:
    """Whether a redemption says its value, which is in the promotion's currency."""
    wanted = select(Redemption.id).where(
        Redemption.promotion_id == promotion.id, Redemption.value_minor.is_not(None)
    )
    return session.scalars(wanted.limit(1)).first() is not None


def _code(typed: str | None) -> str | None:
    """The one code of the promotion, as it is stored."""
    code = codes.clean(typed or "")
    if not code:
        return None
    if len(code) > LONGEST_CODE or not set(code) <= _CODE_CHARACTERS:
        raise Refusal(CODE_FORM, field="code", longest=LONGEST_CODE)
    return code
