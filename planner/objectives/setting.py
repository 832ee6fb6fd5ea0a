"""An objective and a measurement as people fill them in, and the columns they become once they are in order.

Nothing here touches the database or asks the time: what is wrong is refused with the name of its control.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from planner import text
from planner.errors import Refusal
from planner.i18n import mark
from planner.objectives import metrics
from planner.objectives.metrics import Metric
from planner.objectives.models import OwnMetric
from planner.objectives.words import Direction, Effect, Method, Pillar, Stage

Columns = dict[str, Any]
PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class ObjectiveData:
    """What success is. Either `metric` (a starter metric's key) or `own_metric_id`; no baseline: not known yet.

    Without direction, stage and unit the metric's usual ones are taken.
    """

    target: Decimal
    due_on: date
    statement_th: str | None = None
    statement_en: str | None = None
    metric: str | None = None
    own_metric_id: int | None = None
    baseline: Decimal | None = None
    baseline_on: date | None = None
    baseline_source: str | None = None
    direction: Direction | None = None
    stage: Stage | None = None
    unit: str | None = None
    pillar: Pillar | None = None
    effect: Effect | None = None
    public_id: int | None = None


@dataclass(frozen=True)
class MeasurementData:
    """A figure: `value`, or `numerator` over `denominator`; on a day, or over the period that ends on it."""

    measured_on: date
    method: Method
    source: str
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    n: int | None = None
    period_start_on: date | None = None
    note: str | None = None


def objective_columns(
    data: ObjectiveData, own: OwnMetric | None, *, campaign_start_on: date, today: date
) -> Columns:
    """What an objective writes. `own` is the campaign's own metric that was chosen, if one was."""
    metric = metrics.METRICS.get(data.metric or "") if own is None else None
    if metric is None and own is None:
        raise Refusal(mark("Choose what is measured."), field="metric")
    statements = {
        key: text.clean(getattr(data, key) or "", multiline=True) or None
        for key in ("statement_th", "statement_en")
    }
    if not any(statements.values()):
        raise Refusal(mark("Say what is to be achieved."), field="statement")
    unit = text.clean(data.unit or "") or (metric.unit if metric else own.unit if own else "")
    direction = _direction(data, metric)
    _expect_days(data, campaign_start_on, today)
    for field in ("baseline", "target"):
        figure = getattr(data, field)
        if figure is not None:
            metrics.expect_in_scale(metric, unit, figure, field=field)
    _expect_a_way(data, direction, is_lower_better=metric.is_lower_better if metric else False)
    return statements | {
        "metric": metric.key if metric else None,
        "own_metric_id": own.id if own else None,
        "unit": unit,
        "direction": direction,
        "stage": data.stage or (metric.stage if metric else Stage.OUTPUT),
        "pillar": data.pillar,
        "effect": data.effect,
        "public_id": data.public_id,
        "baseline": data.baseline,
        "baseline_on": data.baseline_on if data.baseline is not None else None,
        "baseline_source": (text.clean(data.baseline_source or "") or None)
        if data.baseline is not None
        else None,
        "target": data.target,
        "due_on": data.due_on,
    }


def measurement_columns(data: MeasurementData, metric: Metric | None, unit: str, *, today: date) -> Columns:
    """What a measurement of a metric in a unit writes."""
    source = text.clean(data.source)
    if not source:
        raise Refusal(mark("Say where the figure comes from."), field="source")
    if data.measured_on > today:
        raise Refusal(mark("Nothing can be measured on a day that has not come."), field="measured_on")
    if data.period_start_on is not None and data.period_start_on > data.measured_on:
        raise Refusal(mark("The period begins after the day it ends."), field="period_start_on")
    if data.n is not None and data.n < 1:
        raise Refusal(mark("At least one was asked, or leave it empty."), field="n")
    value = _value(data, unit)
    metrics.expect_in_scale(metric, unit, value, field="value" if data.value is not None else "numerator")
    return {
        "measured_on": data.measured_on,
        "period_start_on": data.period_start_on,
        "value": value,
        "numerator": data.numerator,
        "denominator": data.denominator,
        "n": data.n,
        "method": data.method,
        "source": source,
        "note": text.clean(data.note or "", multiline=True) or None,
    }


def _direction(data: ObjectiveData, metric: Metric | None) -> Direction:
    """The direction chosen, else the metric's usual one, turned where the figures plainly go the other way."""
    if data.direction is not None:
        return data.direction
    usual = metric.direction if metric else Direction.INCREASE
    if data.baseline is None or usual == Direction.REACH or data.target == data.baseline:
        return usual
    return Direction.INCREASE if data.target > data.baseline else Direction.DECREASE


def _expect_days(data: ObjectiveData, campaign_start_on: date, today: date) -> None:
    if data.due_on < campaign_start_on:
        raise Refusal(mark("It would be due before the campaign begins."), field="due_on")
    if data.baseline is None or data.baseline_on is None:
        return
    if data.baseline_on > today:
        raise Refusal(mark("Nothing can be measured on a day that has not come."), field="baseline_on")
    if data.baseline_on >= data.due_on:
        raise Refusal(mark("The baseline must be older than the day it is due."), field="baseline_on")


def _expect_a_way(data: ObjectiveData, direction: Direction, *, is_lower_better: bool) -> None:
    """A target lies somewhere else than the baseline, on the side of its direction; or it keeps what is there."""
    if data.baseline is None:
        return
    if direction == Direction.MAINTAIN:
        is_there = data.baseline <= data.target if is_lower_better else data.baseline >= data.target
        if not is_there:
            raise Refusal(
                mark("Only what is there already can be maintained. Choose “Increase” or “Decrease”."),
                field="direction",
            )
    elif data.target == data.baseline:
        raise Refusal(
            mark("The target is the baseline: nothing would change. To keep it there, choose “Maintain”."),
            field="target",
        )
    elif direction == Direction.INCREASE and data.target < data.baseline:
        raise Refusal(mark("To increase, the target must lie above the baseline."), field="target")
    elif direction == Direction.DECREASE and data.target > data.baseline:
        raise Refusal(mark("To decrease, the target must lie below the baseline."), field="target")


def _value(data: MeasurementData, unit: str) -> Decimal:
    """The figure itself, or that of its two parts: a share of a hundred where the unit is percent."""
    has_parts = data.numerator is not None or data.denominator is not None
    if data.value is not None:
        if has_parts:
            raise Refusal(mark("Give either the figure or its two parts, not both."), field="value")
        return data.value
    if data.numerator is None or data.denominator is None:
        missing = "value" if not has_parts else "numerator" if data.numerator is None else "denominator"
        raise Refusal(mark("Give the figure, or both of its parts."), field=missing)
    if data.denominator <= 0:
        raise Refusal(mark("The whole must be more than nought."), field="denominator")
    times = 100 if unit == metrics.PERCENT else 1
    value = (data.numerator * times / data.denominator).quantize(PLACES)
    if abs(value) > Decimal(10) ** 13:
        raise Refusal(mark("This number is out of range."), field="numerator")
    return value
