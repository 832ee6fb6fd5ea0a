"""Forms of what a campaign consists of: participations, key messages, budget lines."""

from __future__ import annotations

from typing import Any

from flask import request
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # new in 3.3, the types are of 3.2
from wtforms.validators import ValidationError

from planner import money
from planner.campaigns.budget import LineData
from planner.campaigns.messages import MessageData
from planner.campaigns.models import BudgetLine, KeyMessage, Participation
from planner.campaigns.participations import NewParticipation, ParticipationData
from planner.campaigns.words import ParticipationRole, Strategy
from planner.i18n import mark, pick_of
from planner.stakeholders.words import Engagement
from planner.web import language
from planner.web.fields import Amount, Choice, Choices, Line, Paragraph, RecordChoice, Tick
from planner.web.forms import OnceForm, PlannerForm
from planner.web.language import say
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


class _Currency(SelectField):
    """A currency out of those offered."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, validate_choice=False, default=money.HOME_CURRENCY, **kwargs)
        self.choices = [SelectChoice(code, code) for code in money.MINOR_DIGITS]

    def pre_validate(self, form: object) -> None:
        if self.data not in money.MINOR_DIGITS:
            raise ValidationError(say(mark("Choose one from the list.")))


class _LineAmount(Amount):
    """Money of the currency chosen beside it; left empty, it is nought."""

    def read(self, typed: str) -> int:
        return money.parse_amount(typed, _currency_sent())

    def write(self, value: int) -> str:
        return money.format_number(value, self.currency) if value else ""


def _currency_sent() -> str:
    sent = request.form.get("currency", "")
    return sent if sent in money.MINOR_DIGITS else money.HOME_CURRENCY


class _Line(PlannerForm):
    category = Line(mark("What for"), needed=True, longest=120)
    currency = _Currency(mark("Currency"))
    planned = _LineAmount(mark("Planned"))
    committed = _LineAmount(mark("Committed"))
    actual = _LineAmount(mark("Actual"))

    def to_data(self) -> LineData:
        """For the action; call after validation."""
        return LineData(
            category=self.category.data or "",
            currency=self.currency.data,
            planned_minor=self.planned.data or 0,
            committed_minor=self.committed.data or 0,
            actual_minor=self.actual.data or 0,
            version=self.seen_version if self.record is not None else None,
        )


class NewBudgetLineForm(_Line, OnceForm):
    """A line to be added."""


class BudgetLineForm(_Line):
    """A line to be changed."""

    def __init__(self, *, record: BudgetLine, **kwargs: Any) -> None:
        super().__init__(record=record, **kwargs)
        for amount in (self.planned, self.committed, self.actual):
            amount.currency = record.currency

    @classmethod
    def prefill(cls, record: BudgetLine) -> dict[str, Any]:
        """The controls' values."""
        return {
            "category": record.category,
            "currency": record.currency,
            "planned": record.planned_minor,
            "committed": record.committed_minor,
            "actual": record.actual_minor,
        }


def message_label(message: KeyMessage) -> str:
    """A message in a list of choices: its first line."""
    return pick_of(message, "text", language.language()).text.split("\n")[0]
