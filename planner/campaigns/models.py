"""The campaign, who takes part, what it says and what it costs."""

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
    event,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner import text
from planner.accounts.models import Kind, Team, User
from planner.campaigns.lifecycle import Status
from planner.campaigns.words import (
    Attribution,
    Confidentiality,
    EntryKind,
    FieldOfWork,
    NeedSource,
    ParticipationRole,
    ReturnType,
)
from planner.db import Base, Instant, Keyed, Quantity, Record, by_code_point
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import Engagement


class Campaign(Record, Base):
    """A planned piece of relationship work, of one of the two kinds.

    The fields after "communal only" and "exchange only" stay empty in the other kind: the table refuses
    a return on a communal campaign whatever the path by which it comes.
    """

    __tablename__ = "campaign"
    __table_args__ = (
        CheckConstraint("end_on >= start_on", name="period"),
        CheckConstraint(
            "kind <> 'communal' OR (expected_return_type IS NULL AND expected_return_value IS NULL"
            " AND attribution_method IS NULL)",
            name="communal_expects_no_return",
        ),
        Index(None, "team_id", "status"),
        Index(None, "start_on", "end_on"),
    )

    code: Mapped[str] = mapped_column(String(20), unique=True)
    kind: Mapped[Kind] = mapped_column(Keyed(Kind))
    title_th: Mapped[str | None] = mapped_column(String(200))
    title_en: Mapped[str | None] = mapped_column(String(200))
    status: Mapped[Status] = mapped_column(Keyed(Status), default=Status.DRAFT)
    field_of_work: Mapped[FieldOfWork | None] = mapped_column(Keyed(FieldOfWork))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id"), index=True)
    cloned_from_id: Mapped[int | None] = mapped_column(ForeignKey("campaign.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    start_on: Mapped[date]
    end_on: Mapped[date]
    timezone: Mapped[str] = mapped_column(String(64), default="Asia/Bangkok")
    confidentiality: Mapped[Confidentiality] = mapped_column(
        Keyed(Confidentiality), default=Confidentiality.PUBLIC
    )
    embargo_until: Mapped[datetime | None] = mapped_column(Instant)
    situation_th: Mapped[str | None] = mapped_column(Text)
    situation_en: Mapped[str | None] = mapped_column(Text)
    purpose_th: Mapped[str | None] = mapped_column(Text)
    purpose_en: Mapped[str | None] = mapped_column(Text)
    benefit_to_public_th: Mapped[str | None] = mapped_column(Text)
    benefit_to_public_en: Mapped[str | None] = mapped_column(Text)
    benefit_to_organisation_th: Mapped[str | None] = mapped_column(Text)
    benefit_to_organisation_en: Mapped[str | None] = mapped_column(Text)
    seeks_no_benefit: Mapped[bool] = mapped_column(default=False)
    strategy_summary_th: Mapped[str | None] = mapped_column(Text)
    strategy_summary_en: Mapped[str | None] = mapped_column(Text)
    risks: Mapped[str | None] = mapped_column(Text)
    has_no_budget: Mapped[bool] = mapped_column(default=False)
    sdg: Mapped[list[int]] = mapped_column(JSON, default=list)
    iso26000: Mapped[list[str]] = mapped_column(JSON, default=list)
    tags: Mapped[list[str]] = mapped_column(JSON, default=list)
    lessons_th: Mapped[str | None] = mapped_column(Text)
    lessons_en: Mapped[str | None] = mapped_column(Text)
    # communal only
    need_statement_th: Mapped[str | None] = mapped_column(Text)
    need_statement_en: Mapped[str | None] = mapped_column(Text)
    need_source: Mapped[NeedSource | None] = mapped_column(Keyed(NeedSource))
    beneficiaries_planned: Mapped[int | None]
    exit_plan_th: Mapped[str | None] = mapped_column(Text)
    exit_plan_en: Mapped[str | None] = mapped_column(Text)
    # exchange only
    offer_summary_th: Mapped[str | None] = mapped_column(Text)
    offer_summary_en: Mapped[str | None] = mapped_column(Text)
    terms_th: Mapped[str | None] = mapped_column(Text)
    terms_en: Mapped[str | None] = mapped_column(Text)
    segment_th: Mapped[str | None] = mapped_column(Text)
    segment_en: Mapped[str | None] = mapped_column(Text)
    expected_return_type: Mapped[ReturnType | None] = mapped_column(Keyed(ReturnType))
    expected_return_value: Mapped[Decimal | None] = mapped_column(Quantity)
    attribution_method: Mapped[Attribution | None] = mapped_column(Keyed(Attribution))
    sort_key: Mapped[str] = mapped_column(by_code_point(), index=True)
    search_text: Mapped[str] = mapped_column(Text)

    owner: Mapped[User] = relationship(lazy="raise", foreign_keys=[owner_id])
    approver: Mapped[User | None] = relationship(lazy="raise", foreign_keys=[approver_id])
    team: Mapped[Team] = relationship(lazy="raise", foreign_keys=[team_id])
    parent: Mapped[Campaign | None] = relationship(
        lazy="raise", foreign_keys=[parent_id], remote_side="Campaign.id"
    )
    participations: Mapped[list[Participation]] = relationship(
        lazy="raise", back_populates="campaign", order_by="Participation.id"
    )
    messages: Mapped[list[KeyMessage]] = relationship(
        lazy="raise", back_populates="campaign", order_by="KeyMessage.position"
    )
    budget_lines: Mapped[list[BudgetLine]] = relationship(
        lazy="raise", back_populates="campaign", order_by="BudgetLine.position"
    )


class KeyMessage(Record, Base):
    """One thing to say, to everyone or to one public, with what proves it."""

    __tablename__ = "key_message"

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), index=True)
    position: Mapped[int]
    text_th: Mapped[str | None] = mapped_column(Text)
    text_en: Mapped[str | None] = mapped_column(Text)
    proof_th: Mapped[str | None] = mapped_column(Text)
    proof_en: Mapped[str | None] = mapped_column(Text)
    public_id: Mapped[int | None] = mapped_column(ForeignKey("stakeholder.id"))
    is_public: Mapped[bool] = mapped_column(default=False)

    campaign: Mapped[Campaign] = relationship(lazy="raise", back_populates="messages")
    public: Mapped[Stakeholder | None] = relationship(lazy="raise")


class Participation(Record, Base):
    """A stakeholder's part in a campaign."""

    __tablename__ = "participation"
    __table_args__ = (UniqueConstraint("campaign_id", "stakeholder_id"),)

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    stakeholder_id: Mapped[int] = mapped_column(ForeignKey("stakeholder.id"), index=True)
    role: Mapped[ParticipationRole] = mapped_column(Keyed(ParticipationRole))
    why_them: Mapped[str | None] = mapped_column(Text)
    engagement_desired: Mapped[Engagement | None] = mapped_column(Keyed(Engagement))
    strategies: Mapped[list[str]] = mapped_column(JSON, default=list)
    message_id: Mapped[int | None] = mapped_column(ForeignKey("key_message.id"))

    campaign: Mapped[Campaign] = relationship(lazy="raise", back_populates="participations")
    stakeholder: Mapped[Stakeholder] = relationship(lazy="raise")
    message: Mapped[KeyMessage | None] = relationship(lazy="raise")


class BudgetLine(Record, Base):
    """One line of money: what was planned, what is committed, what was spent. Minor units of one currency."""

    __tablename__ = "budget_line"

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), index=True)
    position: Mapped[int]
    category: Mapped[str] = mapped_column(String(120))
    currency: Mapped[str] = mapped_column(String(3), default="THB")
    planned_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    committed_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    actual_minor: Mapped[int] = mapped_column(BigInteger, default=0)
    forecast_minor: Mapped[int | None] = mapped_column(BigInteger)

    campaign: Mapped[Campaign] = relationship(lazy="raise", back_populates="budget_lines")
    entries: Mapped[list[BudgetEntry]] = relationship(
        lazy="raise",
        back_populates="line",
        order_by="(BudgetEntry.dated_on, BudgetEntry.id)",
        passive_deletes="all",
    )


class BudgetEntry(Record, Base):
    """Money of one line that was committed or spent, with the document that says so; in the line's currency.

    A credit note is an entry of its kind that takes away (`is_credit`): the amount on the paper is kept as it is
    printed, above nought.
    """

    __tablename__ = "budget_entry"
    __table_args__ = (CheckConstraint("amount_minor > 0", name="amount"),)

    line_id: Mapped[int] = mapped_column(ForeignKey("budget_line.id"), index=True)
    kind: Mapped[EntryKind] = mapped_column(Keyed(EntryKind))
    is_credit: Mapped[bool] = mapped_column(default=False)
    amount_minor: Mapped[int] = mapped_column(BigInteger)
    dated_on: Mapped[date]
    document: Mapped[str] = mapped_column(String(120))
    supplier: Mapped[str | None] = mapped_column(String(200))
    note: Mapped[str | None] = mapped_column(Text)

    line: Mapped[BudgetLine] = relationship(lazy="raise", back_populates="entries")

    @property
    def counts_minor(self) -> int:
        """What it adds to its figure; a credit note takes away."""
        return -self.amount_minor if self.is_credit else self.amount_minor


@event.listens_for(Campaign, "before_insert")
@event.listens_for(Campaign, "before_update")
def _index(_mapper: object, _connection: object, campaign: Campaign) -> None:
    """Keep the sort key and the search text in step with the title, whichever way the row is written."""
    campaign.sort_key = text.thai_sort_key(campaign.title_th or campaign.title_en or "")
    campaign.search_text = text.searchable(
        campaign.code,
        campaign.title_th,
        campaign.title_en,
        campaign.purpose_th,
        campaign.purpose_en,
        *(campaign.tags or ()),
    )
