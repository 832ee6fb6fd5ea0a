"""Forms about objectives, metrics of a campaign's own, and measurements."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from wtforms import SelectField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # new in 3.3, the types are of 3.2
from wtforms.validators import ValidationError

from planner.accounts.models import Kind
from planner.i18n import mark, pick_of
from planner.objectives import metrics
from planner.objectives.actions import UNIT_LIMIT, NewMetric
from planner.objectives.metrics import METRICS, Metric
from planner.objectives.models import Objective, OwnMetric
from planner.objectives.setting import MeasurementData, ObjectiveData
from planner.objectives.words import Direction, Effect, Method, Pillar, Stage
from planner.web import language
from planner.web.fields import Choice, Day, Line, Needed, Number, Paragraph, RecordChoice, Tick, Whole
from planner.web.forms import OnceForm, PlannerForm
from planner.web.language import say

SOURCE_LIMIT = 300
CHOOSE_METRIC = mark("Choose what is measured")
CHOOSE_METHOD = mark("Choose how it was measured")
EITHER_BASELINE = mark("Type the baseline, or tick that it is not known yet.")
NOT_BOTH_BASELINES = mark("Type the baseline or tick that it is not known yet, not both.")
STARTER, OWN = mark("Usual metrics"), mark("This campaign's own")

_OWN_KEY = re.compile(r"own-([1-9]\d{0,8})", re.ASCII)


class MetricChoice(SelectField):
    """A starter metric by its key, or one of the campaign's own as `own-<id>`.

    Any starter metric is understood, so that a return on a communal campaign is refused with its reason.
    """

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(
            label,
            choices=[],
            coerce=str,
            validate_choice=False,
            validators=[Needed(CHOOSE_METRIC)],
            **kwargs,
        )
        self.own: set[int] = set()

    def offer(self, starter: Iterable[Metric], own: Iterable[OwnMetric]) -> None:
        """Set what may be chosen, named in the reader's language, each with its unit."""
        mine = list(own)
        self.own = {one.id for one in mine}
        first = SelectChoice("", say(CHOOSE_METRIC))
        usual = [
            SelectChoice(one.key, f"{say(one.name)} ({say(one.unit)})", optgroup=say(STARTER))
            for one in starter
        ]
        added = [
            SelectChoice(
                f"own-{one.id}",
                f"{pick_of(one, 'name', language.language()).text} ({one.unit})",
                optgroup=say(OWN),
            )
            for one in mine
        ]
        self.choices = [first, *usual, *added]

    def pre_validate(self, form: object) -> None:
        if self.data and self.starter is None and self.own_id not in self.own:
            raise ValidationError(say(mark("Choose one from the list.")))

    @property
    def starter(self) -> str | None:
        """The key of the starter metric chosen."""
        return str(self.data) if self.data in METRICS else None

    @property
    def own_id(self) -> int | None:
        """The id of the campaign's own metric chosen."""
        found = _OWN_KEY.fullmatch(str(self.data or ""))
        return int(found[1]) if found else None


class _FirstFields:
    """What an objective means nothing without."""

    statement_th = Paragraph(mark("Statement (Thai)"), longest=1_000)
    statement_en = Paragraph(mark("Statement (English)"), longest=1_000)
    metric = MetricChoice(mark("What is measured"))
    baseline = Number(mark("Baseline"), description=mark("The figure today, before the campaign."))
    baseline_unknown = Tick(
        mark("Not known yet"), description=mark("It is needed by review, and listed as a gap until then.")
    )
    target = Number(mark("Target"), needed=True, description=mark("The figure to get to, or to keep."))
    due_on = Day(mark("Due"), needed=True)
    direction = Choice(
        mark("Direction"),
        Direction,
        needed=False,
        empty=mark("As the figures say"),
        description=mark("Needed only to keep a figure where it is: choose “Maintain” then."),
    )


class _Baselined:
    """A baseline, or the word that it is not known: one of the two."""

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = bool(super().validate(extra_validators))  # type: ignore[misc]  # the form it is mixed into has it
        form: Any = self
        if form.baseline.errors:
            return False
        has_figure, is_unknown = form.baseline.data is not None, bool(form.baseline_unknown.data)
        if has_figure == is_unknown:
            form.baseline.errors = [say(NOT_BOTH_BASELINES if has_figure else EITHER_BASELINE)]
            return False
        return is_valid


class NewObjectiveForm(_Baselined, _FirstFields, OnceForm):
    """An objective is set."""

    needed_pairs = ("statement",)

    def to_data(self) -> ObjectiveData:
        """What was typed."""
        return _objective(self)


class ObjectiveForm(_Baselined, _FirstFields, PlannerForm):
    """An objective in full."""

    needed_pairs = ("statement",)

    unit = Line(mark("Unit"), longest=UNIT_LIMIT, description=mark("Left empty, it is the metric's own."))
    stage = Choice(
        mark("Stage"), Stage, description=mark("How far from effort to effect the figure lies (AMEC).")
    )
    pillar = Choice(mark("What it builds"), Pillar, needed=False)
    effect = Choice(mark("What is to change"), Effect, needed=False)
    public = RecordChoice(mark("In whom"), needed=False, empty=mark("Nobody in particular"))
    baseline_on = Day(mark("Date of the baseline"), as_it_was=True)
    baseline_source = Line(mark("Source of the baseline"), longest=SOURCE_LIMIT)

    @classmethod
    def prefill(cls, record: Objective) -> dict[str, Any]:
        metric = METRICS.get(record.metric or "")
        return super().prefill(record) | {
            "metric": record.metric or f"own-{record.own_metric_id}",
            "unit": None if metric is not None and metric.unit == record.unit else record.unit,
            "baseline_unknown": record.baseline is None,
        }

    def to_data(self) -> ObjectiveData:
        """What was typed."""
        return _objective(self)


class MetricForm(OnceForm):
    """A metric of the campaign's own."""

    needed_pairs = ("name",)

    name_th = Line(mark("Name (Thai)"))
    name_en = Line(mark("Name (English)"))
    unit = Line(
        mark("Unit"),
        needed=True,
        longest=UNIT_LIMIT,
        description=mark("What is counted: people, trees, percent of households."),
    )
    is_return = Tick(
        mark("It is a return"),
        description=mark("Something the organisation gets back, such as orders or sign-ups."),
    )

    def to_data(self) -> NewMetric:
        """What was typed."""
        return NewMetric(
            unit=self.unit.data or "",
            name_th=self.name_th.data,
            name_en=self.name_en.data,
            is_return=self.is_return.data,
        )


class _MeasurementFields:
    """A figure with its method and source."""

    measured_on = Day(
        mark("Day measured"),
        as_it_was=True,
        needed=True,
        description=mark("The day the figure held, or the last of its period."),
    )
    value = Number(mark("Value"))
    numerator = Number(mark("Numerator"))
    denominator = Number(mark("Denominator"))
    n = Whole(mark("People asked"), description=mark("For surveys and interviews: how many answered."))
    method = Choice(
        mark("Method"), Method, needed=False, empty=CHOOSE_METHOD, validators=[Needed(CHOOSE_METHOD)]
    )
    source = Line(
        mark("Source"),
        needed=True,
        longest=SOURCE_LIMIT,
        description=mark("Where somebody else finds it again: a report, a list, an address."),
    )
    period_start_on = Day(mark("Start of the period"), as_it_was=True)
    note = Paragraph(mark("Note"), longest=2_000)

    def suit(self: Any, kind: Kind) -> None:
        """Leave the methods that suit the kind: where nothing is sold, nothing is measured by what was."""
        allowed = metrics.methods_for(kind)
        self.method.members = [one for one in self.method.members if one in allowed]
        left_out = {one.value for one in Method} - {one.value for one in allowed}
        self.method.choices = [one for one in self.method.choices or () if one.value not in left_out]


class NewMeasurementForm(_MeasurementFields, OnceForm):
    """A figure is recorded."""

    def to_data(self) -> MeasurementData:
        """What was typed."""
        return _measurement(self)


class MeasurementForm(_MeasurementFields, PlannerForm):
    """A figure is corrected."""

    @classmethod
    def prefill(cls, record: Any) -> dict[str, Any]:
        typed = super().prefill(record)
        # of two parts the figure follows
        return typed if record.numerator is None else typed | {"value": None}

    def to_data(self) -> MeasurementData:
        """What was typed."""
        return _measurement(self)


def _objective(form: Any) -> ObjectiveData:
    chosen = {"metric": form.metric.starter, "own_metric_id": form.metric.own_id}
    if "public" in form:
        # the first form does not ask for it
        chosen["public_id"] = form.public.data
    return ObjectiveData(**(_filled(form, ObjectiveData) | chosen))


def _measurement(form: Any) -> MeasurementData:
    return MeasurementData(**_filled(form, MeasurementData))


def _filled(form: Any, shape: Any) -> dict[str, Any]:
    """The values of the controls that the data has places for."""
    return {key: form[key].data for key in shape.__dataclass_fields__ if key in form}
