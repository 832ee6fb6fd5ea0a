"""Numbered snapshots of a plan, what was decided of each, patterns that a team keeps, answers to the guard."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.accounts.models import Kind, Team, User
from planner.db import Base, Instant, Keyed, Record
from planner.i18n import mark
from planner.plans.guard_words import Rule


class DecisionKind(StrEnum):
    """What an approver may decide."""

    APPROVE = "approve"
    REQUEST_CHANGES = "request_changes"
    REJECT = "reject"


DECISION_NAMES: dict[DecisionKind, str] = {
    DecisionKind.APPROVE: mark("Approved"),
    DecisionKind.REQUEST_CHANGES: mark("Changes requested"),
    DecisionKind.REJECT: mark("Rejected"),
}


class PlanSnapshot(Base):
    """What an approver decided about: kind, dates, messages, planned money and objectives at that moment.

    Never changed once taken. `number` counts within the campaign.
    """

    __tablename__ = "plan_snapshot"
    __table_args__ = (UniqueConstraint("campaign_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    number: Mapped[int]
    taken_at: Mapped[datetime] = mapped_column(Instant)
    submitted_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    comment: Mapped[str | None] = mapped_column(Text)

    submitted_by: Mapped[User] = relationship(lazy="raise", foreign_keys=[submitted_by_id])
    decisions: Mapped[list[Decision]] = relationship(
        lazy="raise", back_populates="snapshot", order_by="Decision.id"
    )


class Decision(Base):
    """An approver's word on one snapshot."""

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("plan_snapshot.id"), index=True)
    decision: Mapped[DecisionKind] = mapped_column(Keyed(DecisionKind))
    comment: Mapped[str | None] = mapped_column(Text)
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime] = mapped_column(Instant)
    is_own_plan: Mapped[bool] = mapped_column(default=False)

    snapshot: Mapped[PlanSnapshot] = relationship(lazy="raise", back_populates="decisions")
    decided_by: Mapped[User] = relationship(lazy="raise", foreign_keys=[decided_by_id])


class PlanComment(Record, Base):
    """What a colleague said about one numbered plan. Withdrawn, its text is gone and the trace stays."""

    __tablename__ = "plan_comment"

    snapshot_id: Mapped[int] = mapped_column(ForeignKey("plan_snapshot.id"), index=True)
    written_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    written_at: Mapped[datetime] = mapped_column(Instant)
    text: Mapped[str | None] = mapped_column(Text)
    edited_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)

    snapshot: Mapped[PlanSnapshot] = relationship(lazy="raise")
    written_by: Mapped[User] = relationship(lazy="raise", foreign_keys=[written_by_id])


class CampaignTemplate(Record, Base):
    """The pattern of a campaign that a team keeps, to begin others from (`plans/pattern.py` says what it holds)."""

    __tablename__ = "campaign_template"

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    kind: Mapped[Kind] = mapped_column(Keyed(Kind))
    name_th: Mapped[str | None] = mapped_column(String(200))
    name_en: Mapped[str | None] = mapped_column(String(200))
    pattern: Mapped[dict[str, Any]] = mapped_column(JSON)

    team: Mapped[Team] = relationship(lazy="raise", foreign_keys=[team_id])


LONGEST_WORDS = 200
"""Characters of a finding's words that are kept: no rule takes more."""


class GuardAnswer(Record, Base):
    """Somebody stands by words that the mixed-message guard asked about, and why. Who and when, every record says.

    It holds as long as the same words stand in the same field: other words are another finding, and this row says
    nothing about them. `subject_id` is kept without a reference: a message or an event may go without asking, and come
    back with its answer.
    """

    __tablename__ = "guard_answer"
    __table_args__ = (
        UniqueConstraint(
            "campaign_id",
            "rule",
            "subject_type",
            "subject_id",
            "field",
            "words",
            # the name that all its columns make is longer than PostgreSQL keeps
            name="uq_guard_answer_finding",
        ),
    )

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    rule: Mapped[Rule] = mapped_column(Keyed(Rule))
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    field: Mapped[str] = mapped_column(String(60))
    words: Mapped[str] = mapped_column(String(LONGEST_WORDS))
    reason: Mapped[str] = mapped_column(Text)

    created_by: Mapped[User | None] = relationship(lazy="raise", foreign_keys="GuardAnswer.created_by_id")
