"""An objective as a page shows it: its state, the arithmetic in the reader's words, and its figures as a drawing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner import charts, clock
from planner.campaigns.models import Campaign
from planner.charts import Caption, ProgressPlot, Reading
from planner.i18n import Text, mark
from planner.objectives import metrics, progress
from planner.objectives.models import Objective
from planner.objectives.progress import Progress, Told
from planner.web import context, language
from planner.web.language import say

DESCRIBED = mark(
    "%(metric)s, in %(unit)s. Baseline: %(baseline)s. Newest: %(now)s. Target: %(target)s by %(due)s."
)
NOT_KNOWN = mark("not known")


@dataclass(frozen=True)
class Judged:
    """How an objective stands today, ready to be shown."""

    objective: Objective
    progress: Progress
    metric: Text
    unit: str
    told: list[str]
    drawn: ProgressPlot

    @property
    def caption(self) -> str:
        """What the figures are, and in which unit."""
        return f"{self.metric.text} ({self.unit})" if self.unit else self.metric.text


def judged(objective: Objective, campaign: Campaign) -> Judged:
    """An objective of a campaign as it stands today; needs measurements and its own metric loaded."""
    stands = progress.of(objective, campaign_start_on=campaign.start_on, today=clock.today(language.zone()))
    metric = metrics.name_of(objective, language.language())
    unit = metrics.unit_of(objective, language.language())
    return Judged(
        objective=objective,
        progress=stands,
        metric=metric,
        unit=unit,
        told=[in_words(one) for one in stands.told],
        drawn=_drawn(objective, campaign, stands, metric.text, unit),
    )


def in_words(told: Told) -> str:
    """A sentence of the arithmetic in the reader's language, figures and days as they write them."""
    return say(told.message, **{key: _written(value) for key, value in told.values.items()})


def figure(value: Decimal) -> str:
    """A figure short enough to be read in a sentence; the table beside it has all its decimals."""
    return context.quantity(round(value, 2))


def _written(value: object) -> object:
    if isinstance(value, Decimal):
        return figure(value)
    return context.day(value) if isinstance(value, date) else value


def _drawn(
    objective: Objective, campaign: Campaign, stands: Progress, metric: str, unit: str
) -> ProgressPlot:
    described = say(
        DESCRIBED,
        metric=metric,
        unit=unit,
        baseline=say(NOT_KNOWN) if objective.baseline is None else figure(objective.baseline),
        now=say(NOT_KNOWN) if stands.now is None else figure(stands.now.value),
        target=figure(objective.target),
        due=context.day(objective.due_on),
    )
    return charts.progress_plot(
        None
        if objective.baseline is None
        else _reading(objective.baseline_on or campaign.start_on, objective.baseline),
        _reading(objective.due_on, objective.target),
        [_reading(one.measured_on, one.value) for one in objective.measurements],
        objective.direction.value,
        Caption(f"objective-{objective.id}", metric, described),
    )


def _reading(on: date, value: Decimal) -> Reading:
    return Reading(on, value, figure(value), context.day(on))
