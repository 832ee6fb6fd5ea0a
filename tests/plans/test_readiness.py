"""What a plan still lacks, told before anybody is refused."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from planner.accounts.models import Kind
from planner.campaigns.models import BudgetLine, Campaign, KeyMessage, Participation
from planner.campaigns.words import Attribution, NeedSource, ReturnType
from planner.objectives.models import Measurement, Objective
from planner.plans import readiness


def objective(baseline: Decimal | None = Decimal(1), **values: Any) -> Objective:
    return Objective(baseline=baseline, target=Decimal(2), **{"measurements": [], **values})


def ready(kind: Kind, **values: Any) -> Campaign:
    given: dict[str, Any] = {
        "kind": kind,
        "situation_th": "ขาดน้ำ",
        "benefit_to_public_en": "Water",
        "has_no_budget": True,
        "participations": [Participation()],
        "messages": [KeyMessage()],
        "budget_lines": [],
    }
    if kind == Kind.COMMUNAL:
        given |= {"need_statement_en": "Wells run dry", "need_source": NeedSource.OUR_ASSESSMENT}
    else:
        given |= {
            "offer_summary_th": "แถมหนึ่ง",
            "expected_return_type": ReturnType.SALES,
            "expected_return_value": Decimal(10),
            "attribution_method": Attribution.JUDGEMENT,
        }
    return Campaign(**{**given, **values})


def lacking(campaign: Campaign, *objectives: Objective) -> list[str]:
    return [one.label for one in readiness.missing(readiness.before_review(campaign, objectives))]


@pytest.mark.parametrize("kind", list(Kind))
def test_a_whole_plan_lacks_nothing(kind: Kind) -> None:
    assert lacking(ready(kind), objective()) == []


@pytest.mark.parametrize(
    ("kind", "values", "label"),
    [
        (Kind.COMMUNAL, {"situation_th": None}, readiness.SITUATION),
        (Kind.COMMUNAL, {"benefit_to_public_en": ""}, readiness.BENEFIT),
        (Kind.COMMUNAL, {"need_statement_en": None}, readiness.NEED),
        (Kind.COMMUNAL, {"need_source": None}, readiness.NEED_SOURCE),
        (Kind.COMMUNAL, {"participations": []}, readiness.PARTICIPATION),
        (Kind.COMMUNAL, {"messages": []}, readiness.MESSAGE),
        (Kind.COMMUNAL, {"has_no_budget": False}, readiness.BUDGET),
        (Kind.EXCHANGE, {"offer_summary_th": None}, readiness.OFFER),
        (Kind.EXCHANGE, {"expected_return_type": None}, readiness.RETURN),
        (Kind.EXCHANGE, {"expected_return_value": None}, readiness.RETURN),
        (Kind.EXCHANGE, {"attribution_method": None}, readiness.RETURN),
    ],
)
def test_each_missing_thing_is_named(kind: Kind, values: dict[str, Any], label: str) -> None:
    assert lacking(ready(kind, **values), objective()) == [label]


def test_budget_lines_are_a_budget() -> None:
    campaign = ready(Kind.COMMUNAL, has_no_budget=False, budget_lines=[BudgetLine()])
    assert lacking(campaign, objective()) == []


def test_one_objective_must_have_a_baseline_and_the_others_are_gaps() -> None:
    unknown = objective(baseline=None)
    assert lacking(ready(Kind.COMMUNAL)) == [readiness.OBJECTIVE]
    assert lacking(ready(Kind.COMMUNAL), unknown) == [readiness.OBJECTIVE]
    assert lacking(ready(Kind.COMMUNAL), objective(), unknown) == []
    assert readiness.without_baseline([objective(), unknown]) == [unknown]


def test_a_baseline_of_nought_is_known() -> None:
    assert lacking(ready(Kind.COMMUNAL), objective(baseline=Decimal(0))) == []


def test_the_other_kind_asks_for_its_own_things() -> None:
    asked = readiness.before_review(ready(Kind.COMMUNAL), [objective()], kind=Kind.EXCHANGE)
    assert [one.label for one in readiness.missing(asked)] == [readiness.OFFER, readiness.RETURN]


def test_the_result_needs_lessons_and_every_objective_measured_or_given_up() -> None:
    campaign = ready(Kind.COMMUNAL, lessons_th="เริ่มให้เร็วกว่านี้")
    measured = objective(measurements=[Measurement()])
    given_up = objective(not_measured_reason="No survey")
    bare = objective()

    def told(campaign: Campaign, *objectives: Objective) -> list[str]:
        return [one.label for one in readiness.missing(readiness.before_evaluation(campaign, objectives))]

    assert told(campaign, measured, given_up) == []
    assert told(campaign, measured, bare) == [readiness.MEASURED]
    assert told(ready(Kind.COMMUNAL), measured) == [readiness.LESSONS]
