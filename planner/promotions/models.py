"""The promotion, its codes, its tills, what was redeemed, and the counts kept of that."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.campaigns.models import Campaign
from planner.contributions.models import Contribution
from planner.db import Base, Instant, Keyed, Quantity, Record
from planner.money import HOME_CURRENCY
from planner.promotions.words import Mechanic, RedemptionSource, SalesChannel, ValueType

LONGEST_CODE = 40


class Promotion(Record, Base):
    """One offer of an exchange campaign: what is offered, from when until when, how often, and what it costs.

    `ends_at` is the first instant at which it is over. Money is in minor units of `currency`.
    """

    __tablename__ = "promotion"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="period"),
        CheckConstraint("quota_total > 0", name="quota_total"),
        CheckConstraint("quota_per_person > 0", name="quota_per_person"),
        CheckConstraint("target_quantity > 0", name="target_quantity"),
        CheckConstraint("cost_per_unit_minor >= 0", name="cost_per_unit"),
        Index(None, "starts_at", "ends_at"),
    )

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), index=True)
    name_th: Mapped[str | None] = mapped_column(String(200))
    name_en: Mapped[str | None] = mapped_column(String(200))
    mechanic: Mapped[Mechanic] = mapped_column(Keyed(Mechanic))
    offer_text_th: Mapped[str | None] = mapped_column(Text)
    offer_text_en: Mapped[str | None] = mapped_column(Text)
    terms_th: Mapped[str | None] = mapped_column(Text)
    terms_en: Mapped[str | None] = mapped_column(Text)
    eligibility: Mapped[str | None] = mapped_column(Text)
    code: Mapped[str | None] = mapped_column(String(LONGEST_CODE))
    value: Mapped[Decimal | None] = mapped_column(Quantity)
    value_type: Mapped[ValueType | None] = mapped_column(Keyed(ValueType))
    contribution_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id"), index=True)
    """The contribution behind the cause that a cause-related promotion claims; it is of a communal campaign."""
    currency: Mapped[str] = mapped_column(String(3), default=HOME_CURRENCY)
    starts_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    timezone: Mapped[str] = mapped_column(String(64), default="Asia/Bangkok")
    channels: Mapped[list[str]] = mapped_column(JSON, default=list)
    quota_total: Mapped[int | None]
    quota_per_person: Mapped[int | None]
    target_quantity: Mapped[int | None]
    cost_per_unit_minor: Mapped[int | None] = mapped_column(BigInteger)
    permit_needed: Mapped[bool] = mapped_column(default=False)
    permit_ref: Mapped[str | None] = mapped_column(String(120))
    permit_expires_on: Mapped[date | None]
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_reason: Mapped[str | None] = mapped_column(Text)

    campaign: Mapped[Campaign] = relationship(lazy="raise")
    contribution: Mapped[Contribution | None] = relationship(lazy="raise")


class PromotionCode(Base):
    """One code of a batch: good for one redemption.

    A batch belongs to its promotion and is counted from 1; the codes are for handing out, and no secrets.
    """

    __tablename__ = "promotion_code"
    __table_args__ = (UniqueConstraint("promotion_id", "code"), Index(None, "promotion_id", "batch"))

    id: Mapped[int] = mapped_column(primary_key=True)
    promotion_id: Mapped[int] = mapped_column(ForeignKey("promotion.id"))
    batch: Mapped[int]
    code: Mapped[str] = mapped_column(String(LONGEST_CODE))
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))


class Till(Record, Base):
    """A shop's own page for entering redemptions, opened by a signed link; renewing the link raises `link_version`."""

    __tablename__ = "till"

    promotion_id: Mapped[int] = mapped_column(ForeignKey("promotion.id"), index=True)
    place: Mapped[str] = mapped_column(String(120))
    channel: Mapped[SalesChannel] = mapped_column(Keyed(SalesChannel), default=SalesChannel.SHOP)
    link_version: Mapped[int] = mapped_column(default=1)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    used_at: Mapped[datetime | None] = mapped_column(Instant)

    promotion: Mapped[Promotion] = relationship(lazy="raise")


class Redemption(Record, Base):
    """That the offer was taken up: when, how often, for how much, where, and how we know.

    `redeemed_on` is the day on the promotion's clocks, kept for counting. `value_minor` is what came back for it, in
    the promotion's currency. `reference` is the number the list it came from gives it: the same one is taken in once.
    """

    __tablename__ = "redemption"
    __table_args__ = (
        UniqueConstraint("promotion_id", "reference"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("value_minor >= 0", name="value"),
        Index(None, "promotion_id", "redeemed_at"),
        Index(None, "promotion_id", "redeemed_on"),
        Index(None, "promotion_id", "code"),
    )

    promotion_id: Mapped[int] = mapped_column(ForeignKey("promotion.id"))
    redeemed_at: Mapped[datetime] = mapped_column(Instant)
    redeemed_on: Mapped[date]
    quantity: Mapped[int]
    value_minor: Mapped[int | None] = mapped_column(BigInteger)
    channel: Mapped[SalesChannel | None] = mapped_column(Keyed(SalesChannel))
    place: Mapped[str | None] = mapped_column(String(120))
    source: Mapped[RedemptionSource] = mapped_column(Keyed(RedemptionSource))
    code: Mapped[str | None] = mapped_column(String(LONGEST_CODE))
    reference: Mapped[str | None] = mapped_column(String(120))
    note: Mapped[str | None] = mapped_column(Text)
    till_id: Mapped[int | None] = mapped_column(ForeignKey("till.id"), index=True)

    promotion: Mapped[Promotion] = relationship(lazy="raise")
    till: Mapped[Till | None] = relationship(lazy="raise")


class RedemptionTally(Base):
    """What was redeemed on one day through one channel at one place: counted from the rows whenever they change.

    It makes pages grow with the days and places they show, not with what was ever redeemed. An empty channel or
    place means that none is known.
    """

    __tablename__ = "redemption_tally"

    promotion_id: Mapped[int] = mapped_column(ForeignKey("promotion.id"), primary_key=True)
    redeemed_on: Mapped[date] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(String(40), primary_key=True)
    place: Mapped[str] = mapped_column(String(120), primary_key=True)
    entries: Mapped[int]
    quantity: Mapped[int]
    value_minor: Mapped[int] = mapped_column(BigInteger)
    valued: Mapped[int]
    """How many of the entries say their value."""


class CodeUse(Base):
    """How often one code was redeemed; more than once is a sign that something is wrong."""

    __tablename__ = "code_use"
    __table_args__ = (Index(None, "promotion_id", "quantity"),)

    promotion_id: Mapped[int] = mapped_column(ForeignKey("promotion.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(LONGEST_CODE), primary_key=True)
    quantity: Mapped[int]
