"""Changing an objective in full."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.objectives.models import Objective
from planner.objectives.words import Effect, Pillar, Stage
from tests import factories
from tests.factories import Office
from tests.pages import Visitor
from tests.web.objectives.read import objectives

Visit = Callable[..., Visitor]


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    return factories.campaign(
        session, office.corporate, office.owner, start_on=date(2026, 1, 5), end_on=date(2026, 12, 18)
    )


@pytest.fixture
def objective(session: Session, office: Office, campaign: Campaign) -> Objective:
    made = factories.objective(session, campaign)
    session.commit()
    return made


def edit(one: Objective) -> str:
    return f"/objectives/{one.id}/edit"


def test_the_rest_is_filled_in_later(
    visit: Visit, office: Office, session: Session, campaign: Campaign, objective: Objective
) -> None:
    partner = factories.stakeholder(session, organisation_name_en="Sea Network")
    factories.participation(session, campaign, partner)
    session.commit()
    visitor = visit(office.mate)
    page = visitor.get(edit(objective))
    values = page.form(edit(objective)).values
    assert (values["metric"], values["unit"], values["baseline"]) == (["people_reached"], [""], ["10"])
    answer = visitor.fill(
        page,
        edit(objective),
        unit="families",
        stage="outcome",
        pillar="relationship",
        effect="behaviour",
        public=str(partner.id),
        baseline_on="12/1/2569",
        baseline_source="Village survey",
    )
    text = visitor.follow(answer).text
    for told in ("families", "Sea Network", "Village survey", "12 Jan"):
        assert told in text
    now = objectives(session, campaign)[0]
    assert (now.unit, now.stage, now.pillar, now.effect) == (
        "families",
        Stage.OUTCOME,
        Pillar.RELATIONSHIP,
        Effect.BEHAVIOUR,
    )
    assert (now.public_id, now.baseline_on) == (partner.id, date(2026, 1, 12))


def test_the_baseline_becomes_known_or_unknown(
    visit: Visit, office: Office, session: Session, campaign: Campaign, objective: Objective
) -> None:
    visitor = visit(office.owner)
    visitor.fill(visitor.get(edit(objective)), edit(objective), baseline="", baseline_unknown="y")
    assert objectives(session, campaign)[0].baseline is None
    page = visitor.get(edit(objective))
    assert page.form(edit(objective)).values["baseline_unknown"] == ["y"]
    visitor.fill(page, edit(objective), baseline="8", baseline_unknown=None)
    assert objectives(session, campaign)[0].baseline == Decimal(8)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"target": "10"}, "nothing would change"),
        ({"baseline_on": "1/1/2599"}, "has not come"),
        ({"stage": "advertising"}, "Choose one from the list"),
        ({"public": "999999"}, "Choose one from the list"),
        ({"metric": "redemptions"}, "seeks no return"),
        ({"unit": "x" * 61}, "Shorten"),
        ({"due_on": "1/1/2569"}, "before the campaign begins"),
    ],
)
def test_bad_input_is_explained_and_nothing_is_changed(
    visit: Visit,
    office: Office,
    session: Session,
    campaign: Campaign,
    objective: Objective,
    wrong: dict[str, Any],
    told: str,
) -> None:
    for language in ("en", "th"):
        visitor = visit(office.owner, language=language)
        typed = {"statement_en": "Typed anew", **wrong}
        page = visitor.fill(visitor.get(edit(objective)), edit(objective), status=422, **typed)
        assert language == "th" or told in page.text
        assert page.form(edit(objective)).values["statement_en"] == ["Typed anew"]
    now = objectives(session, campaign)[0]
    assert (now.statement_en, now.target) == ("Reach 100 people", Decimal(100))


def test_whoever_saves_second_sees_both_and_may_save_again(
    visit: Visit, office: Office, session: Session, campaign: Campaign, objective: Objective
) -> None:
    me, other = visit(office.owner), visit(office.mate)
    page = me.get(edit(objective))
    other.fill(other.get(edit(objective)), edit(objective), target="400", metric="attendance")
    conflict = me.fill(page, edit(objective), status=409, target="300")
    assert "400" in conflict.text
    assert "Attendance" in conflict.text
    assert conflict.form(edit(objective)).values["target"] == ["300"]
    me.fill(conflict, edit(objective))
    assert objectives(session, campaign)[0].target == Decimal(300)


def test_an_approved_plan_may_be_changed(
    visit: Visit, office: Office, session: Session, campaign: Campaign, objective: Objective
) -> None:
    campaign.status = Status.APPROVED
    session.commit()
    visitor = visit(office.owner)
    visitor.fill(visitor.get(edit(objective)), edit(objective), target="120")
    assert objectives(session, campaign)[0].target == Decimal(120)


def test_who_may_not(visit: Visit, office: Office, session: Session, objective: Objective) -> None:
    secret = factories.objective(
        session, factories.campaign(session, office.corporate, office.owner, confidentiality="restricted")
    )
    session.commit()
    visit(office.viewer).get(edit(objective), status=403)
    visit(office.outsider).get(edit(objective), status=403)
    visit(office.mate).get(edit(secret), status=404)
