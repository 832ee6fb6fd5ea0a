"""The contribution, the files that prove it, and the need that somebody stated."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.campaigns.models import Campaign
from planner.contributions.words import (
    Form,
    ImpactDepth,
    Leverage,
    Motivation,
    NeedState,
    SubjectArea,
    ValuationBasis,
)
from planner.db import Base, Keyed, Quantity, Record
from planner.events.models import Event
from planner.money import HOME_CURRENCY
from planner.stakeholders.models import Stakeholder


class Contribution(Record, Base):
    """What a communal campaign gave on a day, in one form: to whom, worth how much and why it says so.

    Money is in minor units of `currency`, that of others (`leverage_…`) too. `hours` are those of all `people`
    together. `sdg` holds numbers from 1 to 17, `iso26000` keys of `Iso26000`.
    """

    __tablename__ = "contribution"
    __table_args__ = (
        CheckConstraint("value_minor >= 0", name="value"),
        CheckConstraint("hourly_rate_minor > 0", name="hourly_rate"),
        CheckConstraint("hours > 0", name="hours"),
        CheckConstraint("people > 0", name="people"),
        CheckConstraint("people_reached >= 0", name="people_reached"),
        CheckConstraint("organisations_supported >= 0", name="organisations_supported"),
        CheckConstraint("recipient_id IS NOT NULL OR recipient IS NOT NULL", name="recipient"),
        Index(None, "contributed_on"),
    )

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), index=True)
    form: Mapped[Form] = mapped_column(Keyed(Form))
    motivation: Mapped[Motivation] = mapped_column(Keyed(Motivation))
    subject_area: Mapped[SubjectArea] = mapped_column(Keyed(SubjectArea))
    description_th: Mapped[str | None] = mapped_column(Text)
    description_en: Mapped[str | None] = mapped_column(Text)
    recipient_id: Mapped[int | None] = mapped_column(ForeignKey("stakeholder.id"), index=True)
    recipient: Mapped[str | None] = mapped_column(String(200))
    contributed_on: Mapped[date]
    place: Mapped[str | None] = mapped_column(String(120))
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"), index=True)
    currency: Mapped[str] = mapped_column(String(3), default=HOME_CURRENCY)
    value_minor: Mapped[int | None] = mapped_column(BigInteger)
    valuation_basis: Mapped[ValuationBasis | None] = mapped_column(Keyed(ValuationBasis))
    valuation_note: Mapped[str | None] = mapped_column(Text)
    hours: Mapped[Decimal | None] = mapped_column(Quantity)
    people: Mapped[int | None]
    in_paid_time: Mapped[bool | None]
    hourly_rate_minor: Mapped[int | None] = mapped_column(BigInteger)
    people_reached: Mapped[int | None]
    organisations_supported: Mapped[int | None]
    environment_amount: Mapped[Decimal | None] = mapped_column(Quantity)
    environment_unit: Mapped[str | None] = mapped_column(String(60))
    impact_depth: Mapped[ImpactDepth | None] = mapped_column(Keyed(ImpactDepth))
    leverage_employees_minor: Mapped[int | None] = mapped_column(BigInteger)
    leverage_customers_minor: Mapped[int | None] = mapped_column(BigInteger)
    leverage_organisations_minor: Mapped[int | None] = mapped_column(BigInteger)
    leverage_government_minor: Mapped[int | None] = mapped_column(BigInteger)
    sdg: Mapped[list[int]] = mapped_column(JSON, default=list)
    iso26000: Mapped[list[str]] = mapped_column(JSON, default=list)

    campaign: Mapped[Campaign] = relationship(lazy="raise")
    event: Mapped[Event | None] = relationship(lazy="raise")
    recipient_record: Mapped[Stakeholder | None] = relationship(lazy="raise")

    def leverage(self) -> dict[Leverage, int]:
        """What others gave because of it, by who they are; who gave nothing is left out."""
        found = {one: getattr(self, f"leverage_{one.value}_minor") for one in Leverage}
        return {one: minor for one, minor in found.items() if minor}


class Evidence(Record, Base):
    """A file that shows that something was given: an image or a PDF, without what its maker wrote into it.

    `stored_as` is the name of the file in the data folder, `size` is in bytes, `digest` the SHA-256 of what is kept.
    """

    __tablename__ = "evidence"

    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(40))
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    stored_as: Mapped[str] = mapped_column(String(32), unique=True)

    contribution: Mapped[Contribution] = relationship(lazy="raise")


class Need(Record, Base):
    """What somebody said they need, in their words; what was done about it; and whether it helped, in their words."""

    __tablename__ = "need"
    __table_args__ = (CheckConstraint("stated_by_id IS NOT NULL OR stated_by IS NOT NULL", name="stated_by"),)

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    stated_by_id: Mapped[int | None] = mapped_column(ForeignKey("stakeholder.id"), index=True)
    stated_by: Mapped[str | None] = mapped_column(String(200))
    stated_on: Mapped[date]
    state: Mapped[NeedState] = mapped_column(Keyed(NeedState), default=NeedState.STATED)
    response: Mapped[str | None] = mapped_column(Text)
    answered_on: Mapped[date | None]
    contribution_id: Mapped[int | None] = mapped_column(ForeignKey("contribution.id"), index=True)
    event_id: Mapped[int | None] = mapped_column(ForeignKey("event.id"), index=True)
    declined_reason: Mapped[str | None] = mapped_column(Text)
    outcome: Mapped[str | None] = mapped_column(Text)
    outcome_on: Mapped[date | None]

    campaign: Mapped[Campaign] = relationship(lazy="raise")
    contribution: Mapped[Contribution | None] = relationship(lazy="raise")
    event: Mapped[Event | None] = relationship(lazy="raise")
    stated_by_record: Mapped[Stakeholder | None] = relationship(lazy="raise")
