"""Differences between two plans in words: nothing that a snapshot holds changes unseen."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from sqlalchemy.orm import Session

from planner.activity.field_names import field_name
from planner.campaigns import queries as campaigns
from planner.campaigns.models import BudgetLine
from planner.dates import Era
from planner.i18n import Language
from planner.objectives.models import Objective
from planner.plans import queries, snapshot
from planner.plans.difference import Part, between
from planner.plans.telling import TABLES, Telling
from tests import factories
from tests.factories import Office

OTHER: dict[str, Any] = {
    "kind": "exchange",
    "start_on": "2027-02-01",
    "end_on": "2027-12-31",
    "has_no_budget": False,
    "is_public": True,
    "is_return": True,
    "currency": "USD",
    "planned_minor": 77_700,
    "pillar": "value",
    "effect": "awareness",
    "stage": "outcome",
    "metric": "attendance",
    "unit": "visits",
    "direction": "reach",
    "baseline": "41.5",
    "baseline_on": "2026-12-24",
    "target": "4242",
    "due_on": "2027-08-15",
}


@pytest.fixture
def plan(session: Session, office: Office) -> dict[str, Any]:
    """The content of a plan with something of everything in it."""
    made = factories.ready_campaign(session, office.corporate, office.owner, has_no_budget=True)
    session.add(BudgetLine(campaign_id=made.id, position=1, category="Boats", planned_minor=100_00))
    session.flush()
    whole = campaigns.whole(session, made.id, actor=office.owner)
    objectives: list[Objective] = queries.objectives_of(session, made.id)
    return snapshot.content(whole, objectives)


def leaves(plan: dict[str, Any]) -> list[tuple[str, str]]:
    """Every field of a snapshot, as (part, field)."""
    found = [("", key) for key, value in plan.items() if not isinstance(value, list)]
    return found + [
        (part, key)
        for part, items in plan.items()
        if isinstance(items, list)
        for key in items[0]
        if key != "id"
    ]


@pytest.mark.parametrize("language", list(Language))
def test_every_field_of_a_snapshot_is_told_with_old_and_new_side_by_side(
    session: Session, plan: dict[str, Any], language: Language
) -> None:
    telling = Telling(language, Era.CE)
    other = factories.stakeholder(session)
    for part, field in leaves(plan):
        newer = copy.deepcopy(plan)
        holder = newer[part][0] if part else newer
        holder[field] = other.id if field == "public_id" else OTHER.get(field, "Something else")
        assert holder[field] != (plan[part][0] if part else plan)[field], field
        [(label, before, after)] = telling.rows(session, between(plan, newer))
        assert label, field
        assert "_" not in label, f"{field} has no name for people"
        assert after, field
        assert after != before, field


def test_what_came_what_went_and_another_order_are_told(session: Session, plan: dict[str, Any]) -> None:
    newer = copy.deepcopy(plan)
    second = {**newer["messages"][0], "id": 9_001, "text_en": "Every drop counts", "text_th": None}
    newer["messages"] = [second, *newer["messages"]]
    telling = Telling(Language.EN, Era.CE)
    assert ("Key message", "", "Every drop counts") in telling.rows(session, between(plan, newer))
    assert ("Key message", "Every drop counts", "") in telling.rows(session, between(newer, plan))
    turned = copy.deepcopy(newer)
    turned["messages"].reverse()
    assert telling.rows(session, between(newer, turned)) == [
        (
            "Order of the key messages",
            "Every drop counts · Water is a right",
            "Water is a right · Every drop counts",
        )
    ]


def test_every_field_of_a_plan_has_a_name_in_both_languages(plan: dict[str, Any]) -> None:
    fields = {(Part.WHOLE, key) for key, value in plan.items() if not isinstance(value, list)}
    fields |= {
        (part, key) for part in Part for item in plan.get(part.value, ()) for key in item if key != "id"
    }
    assert len(fields) > 25
    for part, key in fields:
        names = [field_name(TABLES[part], key, language) for language in ("th", "en")]
        assert names[0] != names[1], key
        assert key.replace("_", " ") not in names, key


def test_a_field_of_long_ago_keeps_its_key(session: Session, plan: dict[str, Any]) -> None:
    older = {**plan, "old_idea": "A parade"}
    assert Telling(Language.EN, Era.CE).rows(session, between(older, plan)) == [("old idea", "A parade", "")]
