"""Forms about contributions: what was given, what it is worth, what came of it, which goals it serves."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # new in 3.3, the types are of 3.2

from planner.campaigns.words import Iso26000, Sdg
from planner.contributions import giving
from planner.contributions.giving import Gift, Goals, NewContribution, Results, Section
from planner.contributions.models import Contribution
from planner.contributions.valuing import BASES, Worth
from planner.contributions.words import (
    VALUATION_BASIS_NAMES,
    Form,
    ImpactDepth,
    Leverage,
    Motivation,
    SubjectArea,
    ValuationBasis,
)
from planner.i18n import mark
from planner.money import HOME_CURRENCY
from planner.web import fields, money_fields
from planner.web.forms import OnceForm, PlannerForm
from planner.web.language import say

OF_TIME = ("hours", "people", "in_paid_time", "hourly_rate")
LEVERAGE_KEYS = tuple(f"leverage_{one.value}" for one in Leverage)


class _GiftControls:
    description_th = fields.Paragraph(mark("What was given"))
    description_en = fields.Paragraph(mark("What was given"))
    recipient_id = fields.RecordChoice(
        mark("Recipient"), needed=False, empty=mark("Somebody else, named below")
    )
    recipient = fields.Line(
        mark("Recipient by name"),
        longest=giving.LONGEST_RECIPIENT,
        description=mark("Only where they do not take part in the campaign."),
    )
    contributed_on = fields.Day(mark("Given on"), needed=True, as_it_was=True)
    subject_area = fields.Choice(mark("Subject"), SubjectArea)
    motivation = fields.Choice(mark("Motivation"), Motivation)
    place = fields.Line(
        mark("Province or town"),
        longest=giving.LONGEST_PLACE,
        description=mark("The statement counts by it."),
    )
    event_id = fields.RecordChoice(mark("At which event"), needed=False, empty=mark("At none"))

    def gift(self) -> Gift:
        """What was given; call after validation."""
        assert self.contributed_on.data is not None  # noqa: S101 - it is needed
        return Gift(
            motivation=self.motivation.data,
            subject_area=self.subject_area.data,
            contributed_on=self.contributed_on.data,
            description_th=self.description_th.data,
            description_en=self.description_en.data,
            recipient_id=self.recipient_id.data,
            recipient=self.recipient.data,
            place=self.place.data,
            event_id=self.event_id.data,
        )


class _WorthControls:
    people = fields.Whole(
        mark("People who gave time"), lowest=1, description=mark("How many gave their time.")
    )
    hours = fields.Number(
        mark("Hours"),
        lowest=Decimal(0),
        description=mark(
            "All people together. Left empty, they are taken from the event: its length times the people."
        ),
    )
    in_paid_time = fields.Tick(
        mark("In paid working time"),
        description=mark(
            "What people give in their own time is counted in hours and not as the company’s money."
        ),
    )
    currency = money_fields.Currency(mark("Currency"))
    valuation_basis = fields.Choice(mark("Basis of the value"), ValuationBasis, needed=False)
    hourly_rate = money_fields.AmountBeside(
        mark("Cost of an hour"),
        description=mark("For the basis “Hours at an hourly rate”; the value is then worked out."),
    )
    value = money_fields.AmountBeside(mark("Worth"), description=mark("Leave it empty until it is known."))
    valuation_note = fields.Paragraph(
        mark("How it was valued"), description=mark("The receipt, the price list, whose rate.")
    )

    def suit(self: Any, form: Form) -> None:
        """Leave what this form of giving has: time alone has hours, and each form its own bases."""
        if form != Form.TIME:
            for key in OF_TIME:
                delattr(self, key)
        if len(BASES[form]) == 1:
            delattr(self, "valuation_basis")
        else:
            names = {
                "": say(mark("Not chosen")),
                **{one.value: say(VALUATION_BASIS_NAMES[one]) for one in BASES[form]},
            }
            self.valuation_basis.choices = [SelectChoice(key, name) for key, name in names.items()]

    def worth(self: Any) -> Worth:
        """Value and basis as typed; call after validation."""
        held = {key: getattr(self, key).data for key in _WORTH_KEYS if key in self}
        amounts = {f"{key}_minor": held.pop(key) for key in ("value", "hourly_rate") if key in held}
        return Worth(**held, **amounts)


_WORTH_KEYS = ("currency", "value", "valuation_basis", "valuation_note", *OF_TIME)


class NewContributionForm(_GiftControls, _WorthControls, OnceForm):
    """What a contribution means nothing without, in one form."""

    needed_pairs = ("description",)

    def __init__(self, *, form: Form, **kwargs: Any) -> None:
        self.of_form = form
        super().__init__(**kwargs)
        self.suit(form)

    def to_data(self, campaign_id: int) -> NewContribution:
        """For the action; call after validation."""
        return NewContribution(
            campaign_id=campaign_id, form=self.of_form, gift=self.gift(), worth=self.worth()
        )


class SectionForm(PlannerForm):
    """One section of a contribution's page."""

    def to_data(self) -> Section:
        """For the action; call after validation."""
        raise NotImplementedError


class GiftForm(_GiftControls, SectionForm):
    """What was given, to whom, when and where."""

    needed_pairs = ("description",)

    @classmethod
    def prefill(cls, record: Contribution) -> dict[str, Any]:
        """The controls' values: each is the column of its own name."""
        return {key: getattr(record, key) for key in cls._control_names() if hasattr(type(record), key)}

    def to_data(self) -> Gift:
        return self.gift()


class WorthForm(_WorthControls, SectionForm):
    """What it is worth, and on which basis."""

    def __init__(self, *, record: Contribution, **kwargs: Any) -> None:
        super().__init__(record=record, **kwargs)
        self.suit(record.form)
        for key in ("value", "hourly_rate"):
            if key in self:
                getattr(self, key).currency = record.currency

    @classmethod
    def prefill(cls, record: Contribution) -> dict[str, Any]:
        """The controls' values; a value worked out from hours is not typed again."""
        is_worked_out = record.hourly_rate_minor is not None
        return {
            **{key: getattr(record, key) for key in _WORTH_KEYS if hasattr(type(record), key)},
            "value": None if is_worked_out else record.value_minor,
            "hourly_rate": record.hourly_rate_minor,
        }

    def to_data(self) -> Worth:
        return self.worth()


class ResultsForm(SectionForm):
    """What came of it for others."""

    people_reached = fields.Whole(mark("People reached"))
    organisations_supported = fields.Whole(mark("Organisations supported"))
    environment_amount = fields.Number(mark("For the environment"), lowest=Decimal(0))
    environment_unit = fields.Line(
        mark("Counted in"),
        longest=giving.LONGEST_UNIT,
        description=mark("Trees, kilograms, litres; the same word every time, so that it adds up."),
    )
    impact_depth = fields.Choice(mark("Depth of impact"), ImpactDepth, needed=False)
    leverage_employees = fields.Amount(mark("Given by employees"))
    leverage_customers = fields.Amount(mark("Given by customers"))
    leverage_organisations = fields.Amount(mark("Given by other organisations"))
    leverage_government = fields.Amount(mark("Given by government"))

    def __init__(self, *, record: Contribution, **kwargs: Any) -> None:
        self.currency = record.currency
        super().__init__(record=record, **kwargs)

    def process(self, *args: Any, **kwargs: Any) -> None:
        """Amounts are read in the contribution's currency, which is known before anything is read."""
        for key in LEVERAGE_KEYS:
            getattr(self, key).currency = self.currency
        super().process(*args, **kwargs)

    @classmethod
    def prefill(cls, record: Contribution) -> dict[str, Any]:
        """The controls' values."""
        keys = (
            "people_reached",
            "organisations_supported",
            "environment_amount",
            "environment_unit",
            "impact_depth",
        )
        return {
            **{key: getattr(record, key) for key in keys},
            **{key: getattr(record, f"{key}_minor") for key in LEVERAGE_KEYS},
        }

    def to_data(self) -> Results:
        return Results(
            people_reached=self.people_reached.data,  # type: ignore[arg-type] # a whole number
            organisations_supported=self.organisations_supported.data,  # type: ignore[arg-type] # a whole number
            environment_amount=self.environment_amount.data,
            environment_unit=self.environment_unit.data,
            impact_depth=self.impact_depth.data,
            **{f"{key}_minor": self[key].data for key in LEVERAGE_KEYS},
        )


class GoalsForm(SectionForm):
    """Which goals and core subjects it serves."""

    sdg = fields.Choices(mark("Sustainable development goals"), Sdg)
    iso26000 = fields.Choices(mark("Subjects of ISO 26000"), Iso26000)

    @classmethod
    def prefill(cls, record: Contribution) -> dict[str, Any]:
        """The controls' values; goals are kept as numbers."""
        return {"sdg": [str(number) for number in record.sdg], "iso26000": record.iso26000}

    def to_data(self) -> Goals:
        return Goals(
            sdg=tuple(int(key) for key in self.sdg.data or ()),
            iso26000=tuple(Iso26000(key) for key in self.iso26000.data or ()),
        )


SECTIONS: Mapping[str, type[SectionForm]] = {
    "gift": GiftForm,
    "worth": WorthForm,
    "results": ResultsForm,
    "goals": GoalsForm,
}
DEFAULTS: dict[str, object] = {"currency": HOME_CURRENCY, "in_paid_time": True}
