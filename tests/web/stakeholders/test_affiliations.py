"""Where people belong, noted and changed from either end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from planner.stakeholders import actions
from planner.stakeholders.actions import NewAffiliation
from planner.stakeholders.models import Affiliation, Stakeholder
from planner.stakeholders.words import StakeholderKind
from tests import factories
from tests.factories import Office
from tests.pages import Visitor
from tests.web.stakeholders.read import again

Visit = Callable[..., Visitor]


@pytest.fixture
def manee(session: Session, office: Office) -> Stakeholder:
    made = factories.stakeholder(session, kind=StakeholderKind.PERSON, given_th="มานี", given_latin="Manee")
    session.commit()
    return made


@pytest.fixture
def desk(session: Session, office: Office) -> Stakeholder:
    made = factories.stakeholder(session, organisation_name_en="The Canal Post", organisation_name_th=None)
    session.commit()
    return made


@pytest.fixture
def place(session: Session, office: Office, manee: Stakeholder, desk: Stakeholder) -> Affiliation:
    made = actions.affiliate(session, NewAffiliation(manee, desk), actor=office.owner)
    session.commit()
    return made


def new(one: Stakeholder) -> str:
    return f"/stakeholders/{one.id}/affiliations/new"


def test_a_person_is_found_a_place_by_search(
    visit: Visit, office: Office, session: Session, manee: Stakeholder, desk: Stakeholder
) -> None:
    visitor = visit(office.outsider)
    page = visitor.get(f"{new(manee)}?q=canal")
    assert "The Canal Post" in page.text
    answer = visitor.fill(page, other=str(desk.id), position_en="Editor", started_on="1/5/2567")
    assert answer.location.endswith(f"/stakeholders/{manee.id}#affiliations")
    made = again(session, manee).affiliations[0]
    assert (made.organisation.id, made.position_en, made.started_on) == (desk.id, "Editor", date(2024, 5, 1))


def test_an_organisation_is_given_its_people(
    visit: Visit, office: Office, session: Session, manee: Stakeholder, desk: Stakeholder
) -> None:
    visitor = visit(office.owner, language="th")
    page = visitor.get(f"{new(desk)}?q=มานี")
    visitor.fill(page, other=str(manee.id))
    assert again(session, manee).affiliations[0].organisation_id == desk.id


def test_only_bodies_are_offered_to_a_person(
    visit: Visit, office: Office, session: Session, manee: Stakeholder, desk: Stakeholder
) -> None:
    other = factories.stakeholder(session, kind=StakeholderKind.PERSON, given_latin="Piti")
    session.commit()
    visitor = visit(office.owner)
    page = visitor.get(new(manee))
    assert "The Canal Post" in page.text
    assert "Piti" not in page.text
    for wrong in (str(other.id), "999999", "", "x"):
        visitor.fill(page, status=422, other=wrong or None)


def test_a_search_without_an_answer_offers_to_take_them_up(
    visit: Visit, office: Office, manee: Stakeholder
) -> None:
    page = visit(office.owner).get(f"{new(manee)}?q=ไม่มีที่ไหน")
    assert "/stakeholders/new?kind=organisation" in page.links()


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"started_on": "31/2/2567"}, "31"),
        ({"started_on": "1/5/67"}, "year"),
        ({"started_on": "1/5/2567", "ended_on": "30/4/2567"}, "before the beginning"),
        ({"position_th": "ก" * 201}, "Shorten"),
    ],
)
def test_bad_input_is_explained_and_what_was_chosen_stays(
    visit: Visit,
    office: Office,
    session: Session,
    manee: Stakeholder,
    desk: Stakeholder,
    wrong: dict[str, Any],
    told: str,
) -> None:
    visitor = visit(office.owner)
    page = visitor.get(f"{new(manee)}?q=canal")
    refused = visitor.fill(page, status=422, other=str(desk.id), **wrong)
    assert told in refused.text
    assert refused.form(holding="other").values["other"] == [str(desk.id)]
    assert again(session, manee).affiliations == []


def test_the_same_place_twice_is_refused_and_a_form_sent_twice_is_not_two(
    visit: Visit, office: Office, session: Session, manee: Stakeholder, desk: Stakeholder
) -> None:
    visitor = visit(office.owner)
    page = visitor.get(f"{new(manee)}?q=canal")
    first = visitor.fill(page, other=str(desk.id))
    again_sent = visitor.fill(page, other=str(desk.id))
    assert first.location == again_sent.location
    other_form = visitor.get(f"{new(manee)}?q=canal")
    refused = visitor.fill(other_form, status=422, other=str(desk.id))
    assert "already belong" in refused.text
    assert len(again(session, manee).affiliations) == 1


def test_a_place_is_ended_from_the_other_end(
    visit: Visit, office: Office, session: Session, manee: Stakeholder, desk: Stakeholder, place: Affiliation
) -> None:
    visitor = visit(office.owner)
    where = f"/stakeholders/{desk.id}/affiliations/{place.id}/edit"
    page = visitor.get(where)
    assert "Manee" in page.heading
    visitor.fill(page, where, ended_on="30/4/2567", position_th="บรรณาธิการ")
    found = again(session, manee).affiliations[0]
    assert (found.ended_on, found.position_th) == (date(2024, 4, 30), "บรรณาธิการ")


def test_whoever_saves_second_sees_both(
    visit: Visit, office: Office, session: Session, manee: Stakeholder, place: Affiliation
) -> None:
    where = f"/stakeholders/{manee.id}/affiliations/{place.id}/edit"
    me, other = visit(office.owner), visit(office.outsider)
    page = me.get(where)
    other.fill(other.get(where), where, position_en="Theirs")
    conflict = me.fill(page, where, status=409, position_en="Mine")
    assert "Theirs" in conflict.text
    assert conflict.form(where).values["position_en"] == ["Mine"]


def test_a_mistake_is_taken_away(
    visit: Visit, office: Office, session: Session, manee: Stakeholder, place: Affiliation
) -> None:
    visitor = visit(office.owner)
    base = f"/stakeholders/{manee.id}/affiliations/{place.id}"
    visitor.get(f"{base}/remove", status=405)
    visitor.press(f"{base}/edit", f"{base}/remove")
    assert again(session, manee).affiliations == []
    visitor.get(f"{base}/edit", status=404)


def test_a_viewer_may_not_and_a_stranger_to_the_place_finds_nothing(
    visit: Visit, office: Office, session: Session, manee: Stakeholder, place: Affiliation
) -> None:
    other = factories.stakeholder(session)
    session.commit()
    visit(office.viewer).get(new(manee), status=403)
    visit(office.viewer).get(f"/stakeholders/{manee.id}/affiliations/{place.id}/edit", status=403)
    visit(office.owner).get(f"/stakeholders/{other.id}/affiliations/{place.id}/edit", status=404)
