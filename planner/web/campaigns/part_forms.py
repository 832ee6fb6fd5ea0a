"""Forms of what a campaign consists of: participations, key messages, budget lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planner import money
from planner.campaigns import budget
from planner.campaigns.budget import LineData
from planner.campaigns.messages import MessageData
from planner.campaigns.models import BudgetLine, KeyMessage, Participation
from planner.campaigns.participations import NewParticipation, ParticipationData
from planner.campaigns.words import ParticipationRole, Strategy
from planner.i18n import mark, pick_of
from planner.stakeholders.words import Engagement
from planner.web import language
from planner.web.fields import Choice, Choices, Line, Paragraph, RecordChoice, Tick
from planner.web.forms import OnceForm, PlannerForm
from planner.web.money_fields import AmountBeside, Currency
from planner.web.stakeholders.fields import Picked


class NewParticipationForm(OnceForm):
    """Who takes part, and as what."""

    stakeholder = Picked(mark("Stakeholder"))
    role = Choice(mark("Role"), ParticipationRole)

    def to_data(self) -> NewParticipation:
        """For the action; call after validation."""
        return NewParticipation(self.stakeholder.data, ParticipationRole(self.role.data))


class ParticipationForm(PlannerForm):
    """How they take part."""

    role = Choice(mark("Role"), ParticipationRole)
    why_them = Paragraph(mark("Why them"))
    engagement_desired = Choice(mark("Desired engagement"), Engagement, needed=False)
    strategies = Choices(mark("Cultivation strategies"), Strategy)
    message = RecordChoice(mark("Key message for them"), needed=False, empty=mark("None in particular"))

    @classmethod
    def prefill(cls, record: Participation) -> dict[str, Any]:
        """The controls' values."""
        keys = ("role", "why_them", "engagement_desired", "strategies")
        return {**{key: getattr(record, key) for key in keys}, "message": record.message_id}

    def to_data(self) -> ParticipationData:
        """For the action; call after validation."""
        return ParticipationData(
            role=ParticipationRole(self.role.data),
            why_them=self.why_them.data,
            engagement_desired=self.engagement_desired.data,
            strategies=self.strategies.data or (),
            message_id=self.message.data,
            version=self.seen_version,
        )


class _Message(PlannerForm):
    needed_pairs = ("text",)

    text_th = Paragraph(mark("Message"))
    text_en = Paragraph(mark("Message"))
    proof_th = Paragraph(mark("Proof"))
    proof_en = Paragraph(mark("Proof"))
    public = RecordChoice(mark("For"), needed=False, empty=mark("Everyone"))
    is_public = Tick(
        mark("May be told outside"), description=mark("Then it stands in outward briefs and feeds.")
    )

    def to_data(self) -> MessageData:
        """For the action; call after validation."""
        return MessageData(
            text_th=self.text_th.data,
            text_en=self.text_en.data,
            proof_th=self.proof_th.data,
            proof_en=self.proof_en.data,
            public_id=self.public.data,
            is_public=self.is_public.data,
            version=self.seen_version if self.record is not None else None,
        )


class NewMessageForm(_Message, OnceForm):
    """A message to be added."""


class MessageForm(_Message):
    """A message to be changed."""

    @classmethod
    def prefill(cls, record: KeyMessage) -> dict[str, Any]:
        """The controls' values."""
        keys = ("text_th", "text_en", "proof_th", "proof_en", "is_public")
        return {**{key: getattr(record, key) for key in keys}, "public": record.public_id}


class _LineAmount(AmountBeside):
    """Money of the currency chosen beside it; left empty, it is nought."""

    def write(self, value: int) -> str:
        return money.format_number(value, self.currency) if value else ""


class _Line(PlannerForm):
    is_counted: Mapping[str, bool] = {}

    category = Line(mark("What for"), needed=True, longest=120)
    currency = Currency(mark("Currency"))
    planned = _LineAmount(mark("Planned"))
    committed = _LineAmount(mark("Committed"))
    actual = _LineAmount(mark("Actual"))
    forecast = AmountBeside(
        mark("Forecast"),
        description=mark(
            "What it will have cost in the end. Left empty, it is the largest of planned, committed and actual."
        ),
    )

    def to_data(self) -> LineData:
        """For the action; call after validation."""
        return LineData(
            category=self.category.data or "",
            currency=self.currency.data,
            planned_minor=self.planned.data or 0,
            committed_minor=self.committed.data or 0,
            actual_minor=self.actual.data or 0,
            forecast_minor=self.forecast.data,
            version=self.seen_version if self.record is not None else None,
        )


class NewBudgetLineForm(_Line, OnceForm):
    """A line to be added."""


class BudgetLineForm(_Line):
    """A line to be changed."""

    def __init__(self, *, record: BudgetLine, **kwargs: Any) -> None:
        super().__init__(record=record, **kwargs)
        for amount in (self.planned, self.committed, self.actual, self.forecast):
            amount.currency = record.currency
        # what documents count is not typed in
        counted = budget.figures(record)
        self.is_counted = {
            "committed": counted.is_committed_counted,
            "actual": counted.is_actual_counted,
        }

    @classmethod
    def prefill(cls, record: BudgetLine) -> dict[str, Any]:
        """The controls' values."""
        return {
            "category": record.category,
            "currency": record.currency,
            "planned": record.planned_minor,
            "committed": record.committed_minor,
            "actual": record.actual_minor,
            "forecast": record.forecast_minor,
        }


def message_label(message: KeyMessage) -> str:
    """A message in a list of choices: its first line."""
    return pick_of(message, "text", language.language()).text.split("\n")[0]
