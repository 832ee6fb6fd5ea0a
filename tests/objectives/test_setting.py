"""What an objective and a figure must say, and what is taken as understood."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from planner.errors import Refusal
from planner.objectives.metrics import METRICS
from planner.objectives.models import OwnMetric
from planner.objectives.setting import MeasurementData, ObjectiveData, measurement_columns, objective_columns
from planner.objectives.words import Direction, Method, Stage

TODAY, BEGIN, DUE = date(2026, 5, 1), date(2026, 4, 1), date(2026, 9, 30)
DATA = ObjectiveData(
    statement_en="60 households look after the belt",
    metric="csat_score",
    baseline=Decimal(3),
    target=Decimal(4),
    due_on=DUE,
)
FIGURE = MeasurementData(TODAY, Method.SURVEY, "Wave 2", Decimal(4))


def columns(data: ObjectiveData, own: OwnMetric | None = None) -> dict[str, Any]:
    return objective_columns(data, own, campaign_start_on=BEGIN, today=TODAY)


def test_the_metric_gives_unit_direction_and_stage() -> None:
    made = columns(DATA)
    assert (made["unit"], made["direction"], made["stage"]) == (
        "points of 5",
        Direction.INCREASE,
        Stage.OUTCOME,
    )


def test_a_metric_of_its_own_gives_its_unit_and_claims_no_outcome() -> None:
    own = OwnMetric(id=7, name_en="Trees alive", unit="trees")
    made = columns(replace(DATA, metric="csat_score", own_metric_id=7), own)
    assert (made["metric"], made["own_metric_id"]) == (None, 7)
    assert (made["unit"], made["stage"]) == ("trees", Stage.OUTPUT)


@pytest.mark.parametrize(
    ("metric", "baseline", "target", "direction"),
    [
        ("csat_score", "3", "4", Direction.INCREASE),
        ("csat_score", "4", "3", Direction.DECREASE),
        ("csat_score", None, "4", Direction.INCREASE),
        ("first_response_time", "40", "24", Direction.DECREASE),
        ("first_response_time", "20", "24", Direction.INCREASE),
        ("first_response_time", None, "24", Direction.DECREASE),
        ("attendance", "0", "100", Direction.REACH),
        ("attendance", "100", "80", Direction.REACH),
    ],
)
def test_the_direction_follows_from_the_figures(
    metric: str, baseline: str | None, target: str, direction: Direction
) -> None:
    known = None if baseline is None else Decimal(baseline)
    data = replace(DATA, metric=metric, baseline=known, target=Decimal(target))
    assert columns(data)["direction"] == direction


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"statement_en": " \n"}, "statement"),
        ({"metric": None}, "metric"),
        ({"metric": "advertising_value"}, "metric"),
        ({"target": Decimal(3)}, "target"),
        ({"target": Decimal(6)}, "target"),
        ({"baseline": Decimal(0)}, "baseline"),
        ({"target": Decimal(2), "direction": Direction.INCREASE}, "target"),
        ({"target": Decimal(4), "direction": Direction.DECREASE}, "target"),
        ({"target": Decimal(3), "direction": Direction.REACH}, "target"),
        ({"target": Decimal(4), "direction": Direction.MAINTAIN}, "direction"),
        ({"due_on": date(2026, 3, 31)}, "due_on"),
        ({"baseline_on": date(2026, 5, 2)}, "baseline_on"),
        ({"baseline_on": date(2026, 4, 15), "due_on": date(2026, 4, 15)}, "baseline_on"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_control(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        columns(replace(DATA, **changed))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("metric", "baseline", "target"),
    [("csat_score", "4", "4"), ("csat_score", "4.5", "4"), ("first_response_time", "20", "24")],
)
def test_what_is_there_may_be_maintained(metric: str, baseline: str, target: str) -> None:
    data = replace(
        DATA, metric=metric, baseline=Decimal(baseline), target=Decimal(target), direction=Direction.MAINTAIN
    )
    assert columns(data)["direction"] == Direction.MAINTAIN


def test_where_the_baseline_is_not_known_its_date_and_source_are_not_kept() -> None:
    data = replace(DATA, baseline=None, baseline_on=date(2026, 4, 1), baseline_source="Wave 1")
    made = columns(data)
    assert (made["baseline"], made["baseline_on"], made["baseline_source"]) == (None, None, None)


def measured(data: MeasurementData, key: str = "csat_score", unit: str | None = None) -> dict[str, Any]:
    return measurement_columns(data, METRICS[key], unit or METRICS[key].unit, today=TODAY)


@pytest.mark.parametrize(
    ("part", "whole", "key", "value"),
    [
        ("19", "20", "answered_rate", "95"),
        ("1", "3", "answered_rate", "33.3333"),
        ("9", "2", "csat_score", "4.5"),
        ("1000", "3", "cost_per_redemption", "333.3333"),
    ],
)
def test_a_part_of_a_whole_is_a_share_of_a_hundred_only_in_percent(
    part: str, whole: str, key: str, value: str
) -> None:
    data = replace(FIGURE, value=None, numerator=Decimal(part), denominator=Decimal(whole))
    made = measured(data, key)
    assert made["value"] == Decimal(value)
    assert (made["numerator"], made["denominator"]) == (Decimal(part), Decimal(whole))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"source": " "}, "source"),
        ({"measured_on": date(2026, 5, 2)}, "measured_on"),
        ({"period_start_on": date(2026, 5, 2)}, "period_start_on"),
        ({"n": 0}, "n"),
        ({"value": None}, "value"),
        ({"value": None, "numerator": Decimal(1)}, "denominator"),
        ({"value": None, "denominator": Decimal(1)}, "numerator"),
        ({"value": None, "numerator": Decimal(1), "denominator": Decimal(0)}, "denominator"),
        ({"numerator": Decimal(1), "denominator": Decimal(2)}, "value"),
        ({"value": Decimal(7)}, "value"),
        ({"value": None, "numerator": Decimal(70), "denominator": Decimal(2)}, "numerator"),
        ({"value": None, "numerator": Decimal(10**13), "denominator": Decimal("0.0001")}, "numerator"),
    ],
)
def test_a_figure_nobody_could_check_is_refused(changed: dict[str, Any], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        measured(replace(FIGURE, **changed))
    assert refused.value.field == field


def test_a_figure_of_a_period_keeps_both_days() -> None:
    made = measured(replace(FIGURE, period_start_on=date(2026, 4, 1), n=84, note=" two\nlines "))
    assert (made["period_start_on"], made["measured_on"], made["n"]) == (date(2026, 4, 1), TODAY, 84)
    assert made["note"] == "two\nlines"
