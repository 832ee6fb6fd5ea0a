"""Recording, correcting and taking back figures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from planner import clock
from planner.campaigns.models import Campaign
from planner.objectives.models import Measurement, Objective
from planner.objectives.words import Method
from tests import factories
from tests.factories import Office
from tests.pages import Visitor
from tests.web.objectives.read import objectives

Visit = Callable[..., Visitor]
TYPED: dict[str, Any] = {
    "measured_on": "4/5/2569",
    "value": "44",
    "method": "observation",
    "source": "Field notes",
}


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    return factories.campaign(session, office.corporate, office.owner)


@pytest.fixture
def objective(session: Session, office: Office, campaign: Campaign) -> Objective:
    made = factories.objective(session, campaign)
    session.commit()
    return made


@pytest.fixture
def measurement(session: Session, objective: Objective) -> Measurement:
    made = Measurement(
        objective_id=objective.id,
        measured_on=date(2026, 5, 4),
        value=Decimal(95),
        numerator=Decimal(19),
        denominator=Decimal(20),
        method=Method.SURVEY,
        source="Wave 1",
    )
    session.add(made)
    session.commit()
    return made


def new(one: Objective) -> str:
    return f"/objectives/{one.id}/measurements/new"


def figures(session: Session, campaign: Campaign) -> list[Measurement]:
    return list(objectives(session, campaign)[0].measurements)


def test_a_team_mate_records_a_figure_with_method_and_source(
    visit: Visit, office: Office, session: Session, campaign: Campaign, objective: Objective
) -> None:
    visitor = visit(office.mate)
    page = visitor.get(new(objective))
    assert page.form(new(objective)).values["measured_on"][0]
    answer = visitor.fill(page, new(objective), **TYPED, n="84", period_start_on="4/4/2026", note="Twice")
    assert answer.location.endswith(f"/objectives/{objective.id}#figures")
    made = figures(session, campaign)[0]
    assert (made.measured_on, made.period_start_on) == (date(2026, 5, 4), date(2026, 4, 4))
    assert (made.value, made.n, made.method, made.source) == (
        Decimal(44),
        84,
        Method.OBSERVATION,
        "Field notes",
    )


def test_two_parts_make_a_share_of_a_hundred(
    visit: Visit, office: Office, session: Session, campaign: Campaign
) -> None:
    rate = factories.objective(session, campaign, metric="answered_rate", unit="%", target=Decimal(90))
    session.commit()
    visitor = visit(office.owner)
    page = visitor.get(new(rate))
    assert "does not count this yet" in page.text
    answer = visitor.fill(page, new(rate), **{**TYPED, "value": "", "numerator": "19", "denominator": "20"})
    assert "19 of 20" in visitor.follow(answer).text
    assert figures(session, campaign)[0].value == Decimal(95)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"value": ""}, "Give the figure, or both of its parts"),
        ({"value": "many"}, "Write a number"),
        ({"value": "-3"}, "cannot be less than 0"),
        ({"value": "", "numerator": "3"}, "both of its parts"),
        ({"numerator": "3", "denominator": "4"}, "not both"),
        ({"value": "", "numerator": "3", "denominator": "0"}, "more than nought"),
        ({"method": ""}, "Choose how it was measured"),
        ({"method": "advertising_value"}, "Choose"),
        ({"source": " "}, "Fill this in"),
        ({"measured_on": "4/5/2600"}, "has not come"),
        ({"measured_on": "29/2/2568"}, "29"),
        ({"measured_on": ""}, "Fill this in"),
        ({"period_start_on": "5/5/2569"}, "begins after"),
        ({"n": "0"}, "At least one"),
        ({"n": "2.5"}, "whole number"),
    ],
)
def test_bad_input_is_explained_in_either_language_and_kept(
    visit: Visit,
    office: Office,
    session: Session,
    campaign: Campaign,
    objective: Objective,
    wrong: dict[str, Any],
    told: str,
) -> None:
    sent = {**TYPED, "note": "Kept", **wrong}
    for language in ("en", "th"):
        visitor = visit(office.owner, language=language)
        page = visitor.fill(visitor.get(new(objective)), new(objective), status=422, **sent)
        assert language == "th" or told in page.text
        kept = page.form(new(objective)).values
        assert {key: kept[key][0].strip() for key in ("value", "note", "measured_on")} == {
            key: sent[key] for key in ("value", "note", "measured_on")
        }
    assert figures(session, campaign) == []


def test_a_form_sent_twice_records_one(
    visit: Visit, office: Office, session: Session, campaign: Campaign, objective: Objective
) -> None:
    visitor = visit(office.owner)
    page = visitor.get(new(objective))
    for _ in range(2):
        visitor.fill(page, new(objective), **TYPED)
    assert len(figures(session, campaign)) == 1


def test_tomorrow_cannot_be_measured_today(visit: Visit, office: Office, objective: Objective) -> None:
    visitor = visit(office.owner)
    tomorrow = clock.today() + timedelta(days=1)
    typed = {**TYPED, "measured_on": f"{tomorrow.day}/{tomorrow.month}/{tomorrow.year}"}
    visitor.fill(visitor.get(new(objective)), new(objective), status=422, **typed)


def test_a_figure_is_corrected(
    visit: Visit, office: Office, session: Session, campaign: Campaign, measurement: Measurement
) -> None:
    visitor = visit(office.mate)
    where = f"/measurements/{measurement.id}/edit"
    values = visitor.get(where).form(where).values
    assert (values["value"], values["numerator"], values["denominator"]) == ([""], ["19"], ["20"])
    visitor.fill(
        visitor.get(where), where, value="50", numerator="", denominator="", source="Wave 1, corrected"
    )
    now = figures(session, campaign)[0]
    assert (now.value, now.numerator, now.source) == (Decimal(50), None, "Wave 1, corrected")
    visitor.fill(visitor.get(where), where, status=422, source="")


def test_whoever_saves_second_sees_both(visit: Visit, office: Office, measurement: Measurement) -> None:
    where = f"/measurements/{measurement.id}/edit"
    me, other = visit(office.owner), visit(office.mate)
    page = me.get(where)
    other.fill(other.get(where), where, source="Their source")
    conflict = me.fill(page, where, status=409, source="My source")
    assert "Their source" in conflict.text
    assert conflict.form(where).values["source"] == ["My source"]


def test_a_figure_is_taken_back(
    visit: Visit, office: Office, session: Session, campaign: Campaign, measurement: Measurement
) -> None:
    visitor = visit(office.owner)
    base = f"/measurements/{measurement.id}"
    visitor.get(f"{base}/remove", status=405)
    answer = visitor.press(f"{base}/edit", f"{base}/remove")
    assert "removed a measurement" in visitor.follow(answer).text
    assert figures(session, campaign) == []
    visitor.get(f"{base}/edit", status=404)


def test_who_may_not(
    visit: Visit, office: Office, session: Session, objective: Objective, measurement: Measurement
) -> None:
    secret = factories.objective(
        session, factories.campaign(session, office.corporate, office.owner, confidentiality="restricted")
    )
    session.commit()
    for who in (office.viewer, office.outsider):
        visit(who).get(new(objective), status=403)
        visit(who).get(f"/measurements/{measurement.id}/edit", status=403)
        token = visit(who)
        page = token.get("/stakeholders").form(action="/sign-out").values["csrf_token"]
        token.post(f"/measurements/{measurement.id}/remove", {"csrf_token": page}, status=403)
    visit(office.mate).get(new(secret), status=404)
    visit(office.owner).get("/measurements/999999/edit", status=404)
