"""Patterns as JSON and as they are shipped: read back as they were written, and refused where somebody meddled."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy.orm import Session

from planner.accounts.models import Kind
from planner.campaigns import kinds
from planner.errors import NotFound, Refusal
from planner.events.models import Attachment
from planner.events.words import Visibility
from planner.objectives.metrics import METRICS
from planner.plans import pattern_json, templates
from planner.plans.pattern import Part, only
from planner.plans.shipped import shelf
from planner.plans.shipped.writing import Shipped
from planner.plans.templates import Names
from planner.stakeholders.words import StakeholderKind
from tests import factories
from tests.factories import Office

ALL = list(shelf.SHIPPED.values())
COMMUNAL = [one for one in ALL if one.pattern.kind == Kind.COMMUNAL]


def named(one: Shipped) -> str:
    return one.key


def keys(content: Any) -> Iterator[str]:
    """Every key within."""
    if isinstance(content, dict):
        for key, value in content.items():
            yield key
            yield from keys(value)
    elif isinstance(content, list):
        for item in content:
            yield from keys(item)


@pytest.mark.parametrize("one", ALL, ids=named)
def test_what_is_shipped_is_read_back_as_it_was_written(one: Shipped) -> None:
    content = json.loads(json.dumps(pattern_json.written(one.pattern)))
    assert pattern_json.read(content) == one.pattern


@pytest.mark.parametrize("one", ALL, ids=named)
def test_what_is_shipped_is_whole_in_both_languages(one: Shipped) -> None:
    plan, basics = one.pattern, one.pattern.basics
    for stem in ("title", "situation", "purpose", "benefit_to_public", "strategy_summary"):
        assert getattr(basics, f"{stem}_th"), stem
        assert getattr(basics, f"{stem}_en"), stem
    assert basics.risks
    assert all(event.title_th and event.title_en for event in plan.events)
    assert all(goal.statement_th and goal.statement_en for goal in plan.goals)
    assert all(message.text_th and message.text_en for message in plan.messages)
    assert min(len(plan.messages), len(plan.goals)) >= 3
    assert len(plan.budget) >= 5
    assert len(plan.events) >= 7
    assert any(event.steps for event in plan.events)
    assert any(event.repeats for event in plan.events)
    days = [day for event in plan.events for day in (event.times.first, event.times.last)]
    assert min(days) >= 0
    assert max(days) <= plan.end
    assert plan.start_on.weekday() == 0


def test_the_first_three_are_communal_and_the_others_exchange() -> None:
    assert [one.pattern.kind for one in ALL] == [Kind.COMMUNAL] * 3 + [Kind.EXCHANGE] * 3


@pytest.mark.parametrize("one", COMMUNAL, ids=named)
def test_a_communal_pattern_has_no_return_anywhere(one: Shipped) -> None:
    assert not set(keys(pattern_json.written(one.pattern))) & kinds.RETURN_FIELDS
    assert not any(METRICS[goal.metric or ""].is_return for goal in one.pattern.goals)
    assert not any(metric.is_return for metric in one.pattern.metrics)


def changed(path: str, value: Any) -> dict[str, Any]:
    """The JSON of the communal day with one thing in it changed."""
    content: Any = copy.deepcopy(pattern_json.written(shelf.SHIPPED["community-event"].pattern))
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    here = content
    for part in way:
        here = here[part]
    here[last] = value
    return dict(content)


MEDDLED = [
    ("basics.expected_return_value", "100", "basics.expected_return_value"),
    ("basics.attribution_method", "promo_code", "basics.attribution_method"),
    ("goals.0.metric", "redemptions", "goals[0].metric"),
    ("goals.0.metric", "happiness", "goals[0].metric"),
    ("goals.0.target", "many", "goals[0].target"),
    ("goals.0.due", 10**9, "goals[0].due"),
    ("end", "soon", "end"),
    ("end", -1, "end"),
    ("end", True, "end"),
    ("start_on", "2024-13-01", "start_on"),
    ("surprise", 1, "surprise"),
    ("basics.title_th", "ก" * 201, "basics.title_th"),
    ("basics.purpose_en", "a\x00b", "basics.purpose_en"),
    ("basics.sdg", [18], "basics.sdg"),
    ("basics.timezone", "Mars/Olympus", "basics.timezone"),
    ("messages.0.public", 7, "messages[0].public"),
    ("budget.0.currency", "XXX", "budget[0]"),
    ("budget.0.planned_minor", -1, "budget[0]"),
    ("events.0.times.first", 10**8, "events[0].times"),
    ("events.0.times.starts", "25:00:00", "events[0].times.starts"),
    ("events.0.times.starts", "09:00:00+07:00", "events[0].times"),
    ("events.0.type", "party", "events[0].type"),
    ("events.0.online_url", "javascript:alert(1)", "events[0].online_url"),
    ("events.0.links", [{"label_en": "x", "address": "javascript:alert(1)"}], "events[0].links[0]"),
    ("events.1.repeats.rule", "FREQ=SECONDLY", "events[1].repeats.rule"),
    ("events.1.repeats.until", 10**9, "events[1].repeats.until"),
    ("events.5.steps.0.waits_for", 0, "events[5].steps[0]"),
    ("events.5.steps.0.waits_for", 99, "events[5].steps[0]"),
    ("events.5.steps.0.duration_minutes", 10**6, "events[5].steps[0]"),
    ("events.5.attached", [{"who": -1, "role": "vip"}], "events[5].attached"),
    ("parts", [{"who": 1, "role": "partner"}, {"who": 1, "role": "media"}], "parts"),
    ("events", {}, "events"),
    ("kind", "gift", "kind"),
]


@pytest.mark.parametrize(("path", "value", "where"), MEDDLED)
def test_a_pattern_that_was_tampered_with_is_refused_by_its_place(path: str, value: Any, where: str) -> None:
    with pytest.raises(Refusal) as refused:
        pattern_json.read(changed(path, value))
    assert refused.value.message == pattern_json.NOT_READABLE
    assert refused.value.values["where"] == where


@pytest.mark.parametrize("form", [None, 0, 2, "1", True])
def test_a_pattern_of_another_form_says_so(form: Any) -> None:
    content = changed("form", form)
    with pytest.raises(Refusal) as refused:
        pattern_json.read(content)
    assert refused.value.message == pattern_json.OTHER_FORM


@pytest.mark.parametrize("content", [None, [], "pattern", 7, {}])
def test_what_is_no_pattern_at_all_is_refused(content: Any) -> None:
    with pytest.raises(Refusal):
        pattern_json.read(content)


def test_a_key_that_is_wanting_is_named() -> None:
    content = pattern_json.written(shelf.SHIPPED["press-tour"].pattern)
    del content["basics"]
    with pytest.raises(Refusal) as refused:
        pattern_json.read(content)
    assert refused.value.values["where"] == "basics"


def test_without_any_part_a_campaign_still_says_what_it_is() -> None:
    bare = only(shelf.SHIPPED["product-launch"].pattern, ())
    assert bare.basics.title_en
    assert (bare.events, bare.goals, bare.messages, bare.budget) == ((), (), (), ())
    assert (
        only(shelf.SHIPPED["product-launch"].pattern, list(Part)) == shelf.SHIPPED["product-launch"].pattern
    )


def test_a_kept_template_holds_neither_persons_nor_what_the_team_may_not_see(
    session: Session, office: Office
) -> None:
    campaign = factories.ready_campaign(session, office.corporate, office.owner)
    person = factories.stakeholder(session, kind=StakeholderKind.PERSON)
    factories.participation(session, campaign, person, why_them="She decides")
    event = factories.event(session, campaign)
    session.add(Attachment(event_id=event.id, stakeholder_id=person.id))
    factories.event(session, campaign, title_en="Secret", visibility=Visibility.RESTRICTED)
    session.commit()
    kept = templates.keep(session, campaign.id, Names(None, "Every year"), actor=office.owner)
    session.commit()
    pattern = templates.source(templates.shown(session, kept.id, actor=office.mate)).pattern
    assert person.id not in pattern.people()
    assert "She decides" not in json.dumps(kept.pattern)
    assert [one.title_en for one in pattern.events] == ["Opening press conference"]
    assert len(pattern.parts) == 1


def test_a_restricted_campaign_is_not_kept(session: Session, office: Office) -> None:
    campaign = factories.ready_campaign(session, office.corporate, office.owner, confidentiality="restricted")
    session.commit()
    with pytest.raises(Refusal):
        templates.keep(session, campaign.id, Names(None, "Every year"), actor=office.owner)


def test_templates_are_offered_to_those_who_plan_in_their_team(session: Session, office: Office) -> None:
    kept = factories.template(session, office.corporate)
    session.commit()
    for who in (office.owner, office.approver, office.administrator):
        assert [one.id for one in templates.offered(session, Kind.COMMUNAL, actor=who)] == [kept.id]
        assert templates.offered(session, Kind.EXCHANGE, actor=who) == []
    for who in (office.outsider, office.viewer):
        assert templates.offered(session, Kind.COMMUNAL, actor=who) == []
        with pytest.raises(NotFound):
            templates.shown(session, kept.id, actor=who)
