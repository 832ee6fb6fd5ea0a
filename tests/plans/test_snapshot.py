"""Taking a plan down, and telling two plans apart: properties that hold for every plan."""

from __future__ import annotations

import copy
import json
import random
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from planner.accounts.models import Kind
from planner.campaigns.models import BudgetLine, Campaign, KeyMessage
from planner.objectives.models import Objective, OwnMetric
from planner.objectives.words import Direction, Stage
from planner.plans import difference, snapshot
from planner.plans.difference import ITEM, ORDER, Part
from planner.plans.snapshot import Content

words = st.one_of(st.none(), st.text(max_size=20))
days = st.dates(date(2020, 1, 1), date(2030, 1, 1)).map(date.isoformat)
figures = st.one_of(st.none(), st.integers(0, 10**6).map(str))


def items(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Content]]:
    """Items with ids of their own."""
    ids = st.integers(1, 12)
    one = st.fixed_dictionaries({"id": ids, **fields})
    return st.lists(one, max_size=4, unique_by=lambda item: item["id"])


def by_id(found: list[Content]) -> list[Content]:
    return sorted(found, key=lambda item: int(item["id"]))


plans = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(list(Kind)).map(str),
        "start_on": days,
        "end_on": days,
        "has_no_budget": st.booleans(),
        "messages": items(
            text_th=words, text_en=words, proof_th=words, public_id=figures, is_public=st.booleans()
        ),
        "budget_lines": items(category=words, currency=st.just("THB"), planned_minor=st.integers(0, 9)).map(
            by_id
        ),
        "objectives": items(
            statement_th=words, statement_en=words, baseline=figures, target=figures, due_on=days
        ).map(by_id),
    }
)


@given(plans)
def test_a_plan_does_not_differ_from_itself(plan: Content) -> None:
    assert difference.between(plan, copy.deepcopy(plan)) == []


@given(plans, plans)
def test_two_plans_differ_exactly_when_their_digests_do(older: Content, newer: Content) -> None:
    is_same = snapshot.digest(older) == snapshot.digest(newer)
    assert (difference.between(older, newer) == []) == is_same


@given(plans, plans)
def test_the_difference_backwards_is_the_difference_the_other_way_about(
    older: Content, newer: Content
) -> None:
    def told(changes: list[difference.Change]) -> list[str]:
        return sorted(json.dumps([c.part, c.field, c.before, c.after], ensure_ascii=False) for c in changes)

    there = difference.between(older, newer)
    back = difference.between(newer, older)
    turned = [difference.Change(c.part, c.field, c.after, c.before) for c in back]
    assert told(there) == told(turned)


@given(plans, st.randoms(use_true_random=False))
def test_the_digest_does_not_care_how_a_database_orders_keys(plan: Content, chance: random.Random) -> None:
    keys = list(plan)
    chance.shuffle(keys)
    assert snapshot.digest({key: plan[key] for key in keys}) == snapshot.digest(plan)


@given(plans)
def test_a_plan_survives_being_stored(plan: Content) -> None:
    assert snapshot.digest(json.loads(json.dumps(plan))) == snapshot.digest(plan)


def campaign() -> Campaign:
    return Campaign(
        kind=Kind.COMMUNAL,
        title_th="น้ำ",
        start_on=date(2026, 1, 1),
        end_on=date(2026, 2, 1),
        has_no_budget=False,
        messages=[
            KeyMessage(id=2, position=2, text_en="second", is_public=False),
            KeyMessage(id=1, position=1, text_en="first", is_public=True),
        ],
        budget_lines=[
            BudgetLine(
                id=5,
                position=1,
                category="Boats",
                currency="THB",
                planned_minor=100,
                committed_minor=7,
                actual_minor=3,
            )
        ],
    )


def objective(**values: Any) -> Objective:
    given: dict[str, Any] = {
        "id": 9,
        "position": 1,
        "statement_en": "More water",
        "stage": Stage.OUTCOME,
        "metric": "people_reached",
        "unit": "people",
        "direction": Direction.INCREASE,
        "baseline": Decimal("10.00"),
        "target": Decimal("1E+2"),
        "due_on": date(2026, 2, 1),
    }
    return Objective(**{**given, **values})


def test_a_snapshot_holds_kind_dates_messages_planned_money_and_objectives() -> None:
    taken = snapshot.content(campaign(), [objective()])
    assert set(taken) == {
        "kind",
        "start_on",
        "end_on",
        "has_no_budget",
        "messages",
        "budget_lines",
        "objectives",
    }
    assert [one["text_en"] for one in taken["messages"]] == ["first", "second"]
    assert taken["budget_lines"] == [{"id": 5, "category": "Boats", "currency": "THB", "planned_minor": 100}]
    assert (taken["objectives"][0]["baseline"], taken["objectives"][0]["target"]) == ("10", "100")


def test_spent_money_and_the_title_are_no_part_of_the_plan() -> None:
    before = snapshot.digest(snapshot.content(campaign(), [objective()]))
    changed = campaign()
    changed.title_th = "น้ำสะอาด"
    changed.budget_lines[0].actual_minor = 99
    changed.budget_lines[0].committed_minor = 99
    assert snapshot.digest(snapshot.content(changed, [objective()])) == before


def test_the_same_figure_written_otherwise_is_the_same_plan() -> None:
    one = snapshot.content(campaign(), [objective(target=Decimal("100.000"))])
    other = snapshot.content(campaign(), [objective(target=Decimal(100))])
    assert snapshot.digest(one) == snapshot.digest(other)


def test_a_metric_of_its_own_is_part_of_the_plan() -> None:
    plain = snapshot.content(campaign(), [objective()])
    own = OwnMetric(name_en="Wells dug", unit="wells", is_return=False)
    with_own = snapshot.content(campaign(), [objective(metric=None, own_metric=own)])
    fields = {change.field for change in difference.between(plain, with_own)}
    assert fields == {"metric", "own_metric_en"}


def test_a_new_order_of_messages_is_told_once() -> None:
    older = snapshot.content(campaign(), [])
    turned = campaign()
    for message in turned.messages:
        message.position = 3 - message.position
    changes = difference.between(older, snapshot.content(turned, []))
    assert [(one.part, one.field) for one in changes] == [(Part.MESSAGES, ORDER)]


def test_a_message_taken_out_is_told_without_moving_the_others() -> None:
    older = snapshot.content(campaign(), [])
    fewer = campaign()
    fewer.messages = [one for one in fewer.messages if one.id == 2]
    changes = difference.between(older, snapshot.content(fewer, []))
    assert [(one.field, one.after) for one in changes] == [(ITEM, None)]
