"""The metrics a campaign starts with: unit, usual direction, stage, whether the planner can count it, and returns.

Which way is better, and between which ends the figures lie, comes from the metric; a metric a campaign adds of its
own has neither, and is taken to be better when higher.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from planner.accounts.models import Kind
from planner.errors import Refusal
from planner.i18n import Text, mark, pick_of, translate
from planner.objectives.models import Objective, OwnMetric
from planner.objectives.words import Direction, Method, Stage

OF_SALES = frozenset({Method.SALES_DATA, Method.REDEMPTION_LOG})
NO_SALES = mark("A communal campaign sells nothing. Choose how the figure was found.")
NO_RETURNS = mark("A communal campaign seeks no return, so it is not measured by “%(metric)s”.")

PEOPLE = mark("people")
HOURS = mark("hours")
PERCENT = "%"
BAHT = mark("baht")


@dataclass(frozen=True)
class Metric:
    """One of the starter metrics.

    `is_countable`: the records of the planner can be counted for it one day; until then it is typed in, with
    method and source. `lowest` and `highest` are the ends of its scale, in its own unit.
    """

    key: str
    name: str
    unit: str
    direction: Direction
    stage: Stage
    is_countable: bool = False
    is_return: bool = False
    lowest: Decimal | None = Decimal(0)
    highest: Decimal | None = None

    @property
    def is_lower_better(self) -> bool:
        """Whether less is more, as with hours to a first answer."""
        return self.direction == Direction.DECREASE


def _rated(key: str, name: str, unit: str, highest: int) -> Metric:
    """A rating that people give on a scale from one."""
    return Metric(
        key, name, unit, Direction.INCREASE, Stage.OUTCOME, lowest=Decimal(1), highest=Decimal(highest)
    )


def _rate(key: str, name: str, stage: Stage) -> Metric:
    """A share of a hundred that the planner's own records can be counted for."""
    return Metric(key, name, PERCENT, Direction.INCREASE, stage, is_countable=True, highest=Decimal(100))


_RELATIONSHIP_POINTS = mark("points of 9")
_IN_ORDER: Final = (
    _rated("csat_score", mark("Satisfaction with how they were served"), mark("points of 5"), 5),
    Metric(
        "first_response_time",
        mark("Time to the first answer"),
        HOURS,
        Direction.DECREASE,
        Stage.OUTPUT,
        is_countable=True,
    ),
    Metric(
        "resolution_time",
        mark("Time to a solution"),
        HOURS,
        Direction.DECREASE,
        Stage.OUTPUT,
        is_countable=True,
    ),
    Metric(
        "coverage_count",
        mark("Pieces of coverage"),
        mark("pieces"),
        Direction.REACH,
        Stage.OUTPUT,
        is_countable=True,
    ),
    _rate("coverage_tone", mark("Share of coverage with a positive tone"), Stage.OUTPUT),
    Metric(
        "social_engagement",
        mark("Engagement on social media"),
        mark("interactions"),
        Direction.INCREASE,
        Stage.OUT_TAKE,
    ),
    Metric("attendance", mark("Attendance"), PEOPLE, Direction.REACH, Stage.OUT_TAKE, is_countable=True),
    _rate("show_rate", mark("Share of those who accepted and came"), Stage.OUT_TAKE),
    Metric(
        "new_contacts_met",
        mark("New contacts met"),
        PEOPLE,
        Direction.REACH,
        Stage.OUT_TAKE,
        is_countable=True,
    ),
    Metric(
        "feed_subscribers",
        mark("Subscribers of calendar feeds"),
        mark("subscribers"),
        Direction.INCREASE,
        Stage.OUT_TAKE,
        is_countable=True,
    ),
    Metric(
        "hours_volunteered",
        mark("Hours volunteered"),
        HOURS,
        Direction.REACH,
        Stage.INPUT,
        is_countable=True,
    ),
    Metric(
        "contribution_value",
        mark("Value of contributions"),
        BAHT,
        Direction.REACH,
        Stage.INPUT,
        is_countable=True,
    ),
    Metric("people_reached", mark("People reached"), PEOPLE, Direction.REACH, Stage.OUTPUT),
    Metric(
        "redemptions",
        mark("Redemptions"),
        mark("redemptions"),
        Direction.REACH,
        Stage.OUTCOME,
        is_countable=True,
        is_return=True,
    ),
    Metric(
        "return_value",
        mark("Value of the return"),
        BAHT,
        Direction.REACH,
        Stage.OUTCOME,
        is_countable=True,
        is_return=True,
    ),
    Metric(
        "cost_per_redemption",
        mark("Cost of one redemption"),
        BAHT,
        Direction.DECREASE,
        Stage.OUTCOME,
        is_countable=True,
        is_return=True,
    ),
    _rated("relationship_index", mark("Relationship index: all dimensions"), _RELATIONSHIP_POINTS, 9),
    _rated(
        "relationship_index.control_mutuality",
        mark("Relationship index: control mutuality"),
        _RELATIONSHIP_POINTS,
        9,
    ),
    _rated("relationship_index.trust", mark("Relationship index: trust"), _RELATIONSHIP_POINTS, 9),
    _rated(
        "relationship_index.satisfaction", mark("Relationship index: satisfaction"), _RELATIONSHIP_POINTS, 9
    ),
    _rated("relationship_index.commitment", mark("Relationship index: commitment"), _RELATIONSHIP_POINTS, 9),
    _rated(
        "relationship_index.exchange_relationship",
        mark("Relationship index: exchange relationship"),
        _RELATIONSHIP_POINTS,
        9,
    ),
    _rated(
        "relationship_index.communal_relationship",
        mark("Relationship index: communal relationship"),
        _RELATIONSHIP_POINTS,
        9,
    ),
    _rate("promises_kept_rate", mark("Share of promises kept"), Stage.OUTPUT),
    _rate("answered_rate", mark("Share of questions answered"), Stage.OUTPUT),
)
METRICS: Final[dict[str, Metric]] = {metric.key: metric for metric in _IN_ORDER}


def offered(kind: Kind) -> list[Metric]:
    """The starter metrics a campaign of this kind may take: a communal one seeks no return."""
    return [metric for metric in METRICS.values() if kind == Kind.EXCHANGE or not metric.is_return]


def of(objective: Objective) -> Metric | None:
    """The starter metric of an objective; None where it has one of the campaign's own."""
    return METRICS.get(objective.metric or "")


def methods_for(kind: Kind) -> list[Method]:
    """By what a figure may be measured: a communal campaign sells nothing, and nothing of it is redeemed."""
    return [one for one in Method if kind == Kind.EXCHANGE or one not in OF_SALES]


def is_return(objective: Objective) -> bool:
    """Whether the objective measures a return; needs `own_metric` loaded."""
    metric = of(objective)
    return metric.is_return if metric else bool(objective.own_metric and objective.own_metric.is_return)


def name_of(objective: Objective, language: str) -> Text:
    """What the objective's metric is called; needs `own_metric` loaded."""
    metric = of(objective)
    if metric is not None:
        return Text(translate(language, metric.name), language, False)
    return (
        pick_of(objective.own_metric, "name", language) if objective.own_metric else Text("", language, False)
    )


def unit_of(objective: Objective, language: str) -> str:
    """The objective's unit: the metric's own in the reader's language, another one as it was typed."""
    metric = of(objective)
    is_usual = metric is not None and objective.unit == metric.unit
    return translate(language, objective.unit) if is_usual else objective.unit


def expect_fitting(kind: Kind, metric: Metric | None, own: OwnMetric | None) -> None:
    """Refuse a return on a communal campaign, whichever way it comes."""
    if kind == Kind.EXCHANGE:
        return
    if metric is not None and metric.is_return:
        raise Refusal(NO_RETURNS, field="metric", metric=metric.name)
    if own is not None and own.is_return:
        raise Refusal(NO_RETURNS, field="metric", metric=own.name_th or own.name_en or "")


def expect_in_scale(metric: Metric | None, unit: str, value: Decimal, *, field: str) -> None:
    """Refuse a figure beyond the ends of the metric's scale; in a unit of one's own there are no known ends."""
    if metric is None or unit != metric.unit:
        return
    lowest, highest = metric.lowest, metric.highest
    if lowest is not None and highest is not None and not lowest <= value <= highest:
        raise Refusal(
            mark("“%(metric)s” lies between %(lowest)s and %(highest)s."),
            field=field,
            metric=metric.name,
            lowest=lowest,
            highest=highest,
        )
    if lowest is not None and value < lowest:
        raise Refusal(
            mark("“%(metric)s” cannot be less than %(lowest)s."),
            field=field,
            metric=metric.name,
            lowest=lowest,
        )
