"""The starter metrics: those the trade names, what each is, and which a communal campaign does not take."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planner.accounts.models import Kind
from planner.errors import Refusal
from planner.i18n import Marked
from planner.objectives import metrics
from planner.objectives.metrics import METRICS
from planner.objectives.models import Objective, OwnMetric
from planner.objectives.words import Direction, Stage

# domain.md, "Objective and measurement"
STARTER = [
    "csat_score",
    "first_response_time",
    "resolution_time",
    "coverage_count",
    "coverage_tone",
    "social_engagement",
    "attendance",
    "show_rate",
    "new_contacts_met",
    "feed_subscribers",
    "hours_volunteered",
    "contribution_value",
    "people_reached",
    "redemptions",
    "return_value",
    "cost_per_redemption",
    "relationship_index",
    "promises_kept_rate",
    "answered_rate",
]
DIMENSIONS = (
    "control_mutuality",
    "trust",
    "satisfaction",
    "commitment",
    "exchange_relationship",
    "communal_relationship",
)


def test_every_metric_of_the_trade_is_there_and_the_index_for_each_dimension() -> None:
    of_dimensions = {f"relationship_index.{name}" for name in DIMENSIONS}
    assert set(METRICS) == {*STARTER, *of_dimensions}
    assert all(key == metric.key and len(key) <= 40 for key, metric in METRICS.items())


def test_every_metric_has_a_name_and_a_unit_in_the_catalogue() -> None:
    for metric in METRICS.values():
        assert isinstance(metric.name, Marked)
        assert isinstance(metric.unit, Marked) or metric.unit == metrics.PERCENT
    assert len({metric.name for metric in METRICS.values()}) == len(METRICS)


def test_a_communal_campaign_is_offered_no_return() -> None:
    returns = {"redemptions", "return_value", "cost_per_redemption"}
    assert {metric.key for metric in METRICS.values() if metric.is_return} == returns
    assert {metric.key for metric in metrics.offered(Kind.COMMUNAL)} == set(METRICS) - returns
    assert {metric.key for metric in metrics.offered(Kind.EXCHANGE)} == set(METRICS)


def test_a_return_on_a_communal_campaign_is_refused_by_name() -> None:
    own = OwnMetric(name_en="Orders", unit="orders", is_return=True)
    for metric, mine in ((METRICS["redemptions"], None), (None, own)):
        with pytest.raises(Refusal, match="seeks no return") as refused:
            metrics.expect_fitting(Kind.COMMUNAL, metric, mine)
        assert refused.value.field == "metric"
        metrics.expect_fitting(Kind.EXCHANGE, metric, mine)
    metrics.expect_fitting(Kind.COMMUNAL, METRICS["attendance"], None)


def test_time_and_cost_are_better_when_less() -> None:
    lower = {key for key, metric in METRICS.items() if metric.is_lower_better}
    assert lower == {"first_response_time", "resolution_time", "cost_per_redemption"}


def test_what_we_put_in_and_out_is_not_called_an_outcome() -> None:
    outcomes = {key.partition(".")[0] for key, metric in METRICS.items() if metric.stage == Stage.OUTCOME}
    assert outcomes == {
        "csat_score",
        "relationship_index",
        "redemptions",
        "return_value",
        "cost_per_redemption",
    }


@pytest.mark.parametrize(
    ("key", "unit", "value", "is_fine"),
    [
        ("csat_score", None, "1", True),
        ("csat_score", None, "5", True),
        ("csat_score", None, "5.01", False),
        ("csat_score", None, "0.9", False),
        ("csat_score", "points of 10", "8", True),
        ("relationship_index.trust", None, "9", True),
        ("relationship_index.trust", None, "9.1", False),
        ("answered_rate", None, "100", True),
        ("answered_rate", None, "100.5", False),
        ("attendance", None, "0", True),
        ("attendance", None, "-1", False),
        ("attendance", None, "1000000", True),
    ],
)
def test_a_figure_stays_on_its_scale_unless_the_unit_is_ones_own(
    key: str, unit: str | None, value: str, is_fine: bool
) -> None:
    metric = METRICS[key]
    if is_fine:
        metrics.expect_in_scale(metric, unit or metric.unit, Decimal(value), field="target")
    else:
        with pytest.raises(Refusal) as refused:
            metrics.expect_in_scale(metric, unit or metric.unit, Decimal(value), field="target")
        assert refused.value.field == "target"


def test_an_objective_calls_its_metric_and_unit_in_the_readers_language() -> None:
    usual = Objective(metric="people_reached", unit="people")
    assert metrics.name_of(usual, "en").text == "People reached"
    assert metrics.unit_of(usual, "en") == "people"
    typed = Objective(metric="people_reached", unit="ครัวเรือน")
    assert metrics.unit_of(typed, "en") == "ครัวเรือน"
    own = Objective(own_metric=OwnMetric(name_th="ต้นไม้รอด", unit="ต้น"), unit="ต้น")
    assert metrics.name_of(own, "en") == ("ต้นไม้รอด", "th", True)
    assert metrics.unit_of(own, "th") == "ต้น"


def test_a_metric_says_which_way_it_usually_goes() -> None:
    assert METRICS["first_response_time"].direction == Direction.DECREASE
    assert METRICS["attendance"].direction == Direction.REACH
    assert METRICS["csat_score"].direction == Direction.INCREASE
