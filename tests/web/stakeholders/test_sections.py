"""Changing a stakeholder section by section."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from planner.dates import Era
from planner.i18n import Language
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import (
    Attitude,
    Category,
    Channel,
    Engagement,
    StakeholderKind,
    StakeholderStatus,
)
from tests import factories
from tests.factories import Office
from tests.pages import Visitor
from tests.web.stakeholders.read import again

Visit = Callable[..., Visitor]
SECTIONS = ("who", "reach", "assessment", "contact", "background")


@pytest.fixture
def manee(session: Session, office: Office) -> Stakeholder:
    made = factories.stakeholder(
        session,
        kind=StakeholderKind.PERSON,
        given_th="มานี",
        family_th="รักไทย",
        emails=["manee@canalpost.example.com"],
        phones=["+66812345678"],
    )
    session.commit()
    return made


def form_of(section: str, one: Stakeholder) -> str:
    return f"/stakeholders/{one.id}/edit/{section}"


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_opens_for_planners_of_any_team_and_for_nobody_else(
    visit: Visit, office: Office, manee: Stakeholder, section: str
) -> None:
    for who in (office.owner, office.outsider, office.administrator):
        visit(who).get(form_of(section, manee))
        visit(who, language="th").get(form_of(section, manee))
    visit(office.viewer).get(form_of(section, manee), status=403)


def test_there_are_no_other_sections(visit: Visit, office: Office, manee: Stakeholder) -> None:
    visit(office.owner).get(form_of("rating", manee), status=404)
    visit(office.owner).get("/stakeholders/999999/edit/who", status=404)


def test_a_person_is_named_anew(visit: Visit, office: Office, session: Session, manee: Stakeholder) -> None:
    visitor = visit(office.outsider)
    page = visitor.get(form_of("who", manee))
    values = page.form(form_of("who", manee)).values
    assert (values["given_th"], values["category"]) == (["มานี"], ["community"])
    answer = visitor.fill(
        page,
        form_of("who", manee),
        given_th="ไพลิน",
        nickname_th="ไพ",
        title="ดร.",
        address_as="อาจารย์ไพลิน",
        category="academic",
    )
    assert answer.location.endswith(f"/stakeholders/{manee.id}#who")
    now = again(session, manee)
    assert (now.given_th, now.nickname_th, now.category) == ("ไพลิน", "ไพ", Category.ACADEMIC)
    assert "อาจารย์ไพลิน" in visitor.follow(answer).text


def test_an_organisation_is_named_anew(visit: Visit, office: Office, session: Session) -> None:
    body = factories.stakeholder(session, organisation_name_th="มูลนิธิสายน้ำ")
    session.commit()
    visitor = visit(office.owner)
    page = visitor.get(form_of("who", body))
    assert page.form(form_of("who", body)).values["name_th"] == ["มูลนิธิสายน้ำ"]
    visitor.fill(page, form_of("who", body), name_th="", name_en="Stream Foundation")
    now = again(session, body)
    assert (now.name_th, now.name_en) == (None, "Stream Foundation")
    refused = visitor.fill(
        visitor.get(form_of("who", body)), form_of("who", body), status=422, name_th="", name_en=""
    )
    assert "in Thai or in English" in refused.text


def test_several_addresses_are_kept_in_order(
    visit: Visit, office: Office, session: Session, manee: Stakeholder
) -> None:
    visitor = visit(office.owner)
    page = visitor.get(form_of("reach", manee))
    values = page.form(form_of("reach", manee)).values
    assert values["emails-0"] == ["manee@canalpost.example.com"]
    assert values["phones-0"] == ["081 234 5678"]
    assert values["emails-1"] == [""]
    addresses: dict[str, Any] = {"emails-1": "desk@canalpost.example.com", "phones-0": ""}
    visitor.fill(
        page,
        form_of("reach", manee),
        line_id="@manee",
        preferred_channel="line",
        language="en",
        date_era="ce",
        timezone="Asia/Tokyo",
        **addresses,
    )
    now = again(session, manee)
    assert now.emails == ["manee@canalpost.example.com", "desk@canalpost.example.com"]
    assert (now.phones, now.line_id, now.preferred_channel) == ([], "@manee", Channel.LINE)
    assert (now.language, now.date_era, now.timezone) == (Language.EN, Era.CE, "Asia/Tokyo")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"emails-0": "manee"}, "needs an @"),
        ({"phones-0": "081"}, "No telephone"),
        ({"timezone": "Asia/Bangkock"}, "zone"),
        ({"emails-0": "", "phones-0": ""}, "one way to reach them"),
    ],
)
def test_an_address_that_cannot_be_is_explained_and_kept(
    visit: Visit, office: Office, session: Session, manee: Stakeholder, wrong: dict[str, Any], told: str
) -> None:
    visitor = visit(office.owner)
    page = visitor.fill(visitor.get(form_of("reach", manee)), form_of("reach", manee), status=422, **wrong)
    assert told in page.text
    kept = page.form(form_of("reach", manee)).values
    assert {key: kept[key][0] for key in wrong} == wrong
    assert again(session, manee).emails == ["manee@canalpost.example.com"]


def test_an_assessment_is_made_and_taken_back(
    visit: Visit, office: Office, session: Session, manee: Stakeholder
) -> None:
    visitor = visit(office.outsider)
    where = form_of("assessment", manee)
    answer = visitor.fill(
        visitor.get(where),
        where,
        power="4",
        interest="5",
        legitimacy="yes",
        urgency="no",
        attitude="critic",
        engagement_desired="involve",
    )
    assert "Key player" in visitor.follow(answer).text
    now = again(session, manee)
    assert (now.power, now.interest, now.has_legitimacy, now.has_urgency) == (4, 5, True, False)
    assert (now.attitude, now.engagement_desired) == (Attitude.CRITIC, Engagement.INVOLVE)
    page = visitor.get(where)
    values = page.form(where).values
    assert (values["power"], values["legitimacy"], values["urgency"]) == (["4"], ["yes"], ["no"])
    visitor.fill(page, where, power="", urgency="", attitude="")
    now = again(session, manee)
    assert (now.power, now.interest, now.has_urgency, now.attitude) == (None, 5, None, None)


@pytest.mark.parametrize(
    "wrong", [{"power": "6"}, {"interest": "high"}, {"legitimacy": "maybe"}, {"attitude": "x"}]
)
def test_a_judgement_off_the_scale_is_refused(
    visit: Visit, office: Office, session: Session, manee: Stakeholder, wrong: dict[str, Any]
) -> None:
    visitor = visit(office.owner)
    where = form_of("assessment", manee)
    visitor.fill(visitor.get(where), where, status=422, **wrong)
    assert again(session, manee).power is None


def test_what_the_office_remembers_is_kept_and_shown(
    visit: Visit, office: Office, session: Session, manee: Stakeholder
) -> None:
    visitor = visit(office.owner)
    where = form_of("background", manee)
    answer = visitor.fill(
        visitor.get(where),
        where,
        owner=str(office.mate.id),
        origin_channel="The hearing in August",
        self_selected="y",
        internal_notes="Call after noon",
    )
    text = visitor.follow(answer).text
    assert "The hearing in August" in text
    assert str(office.mate.name_en) in text
    now = again(session, manee)
    assert (now.owner_id, now.is_self_selected) == (office.mate.id, True)
    visitor.fill(visitor.get(where), where, status=422, owner="999999")


def test_barring_needs_a_reason_and_lifting_it_too(
    visit: Visit, office: Office, session: Session, manee: Stakeholder
) -> None:
    visitor = visit(office.owner)
    where = form_of("contact", manee)
    visitor.fill(visitor.get(where), where, status=422, reason=" ")
    visitor.fill(visitor.get(where), where, reason="Asked on 3 May")
    assert again(session, manee).do_not_contact
    home, lift = f"/stakeholders/{manee.id}", f"/stakeholders/{manee.id}/allow-contact"
    answer = visitor.press(home, lift, comment="")
    assert "Say why they may be contacted again" in visitor.follow(answer).text
    assert again(session, manee).do_not_contact
    answer = visitor.press(home, lift, comment="Wrote on 9 June")
    assert "may be contacted again" in visitor.follow(answer).text
    assert not again(session, manee).do_not_contact


def test_somebody_is_set_aside_and_the_slip_is_undone(
    visit: Visit, office: Office, session: Session, manee: Stakeholder
) -> None:
    visitor = visit(office.owner)
    home = f"/stakeholders/{manee.id}"
    page = visitor.follow(visitor.press(home, f"{home}/retire"))
    assert again(session, manee).status == StakeholderStatus.INACTIVE
    visitor.fill(page, f"{home}/bring-back")
    assert again(session, manee).status == StakeholderStatus.ACTIVE


@pytest.mark.parametrize("step", ["retire", "bring-back", "allow-contact"])
def test_a_step_is_pressed_never_opened_and_not_by_a_viewer(
    visit: Visit, office: Office, manee: Stakeholder, step: str
) -> None:
    address = f"/stakeholders/{manee.id}/{step}"
    visit(office.owner).get(address, status=405)
    visitor = visit(office.viewer)
    token = visitor.get("/stakeholders").form(action="/sign-out").values["csrf_token"]
    visitor.post(address, {"csrf_token": token, "comment": "Why"}, status=403)


@pytest.mark.parametrize(
    ("section", "theirs", "mine"),
    [
        ("who", {"given_th": "ปิติ"}, {"given_th": "ชูใจ"}),
        ("reach", {"line_id": "@theirs"}, {"line_id": "@mine"}),
        ("reach", {"emails-0": "theirs@example.org"}, {"emails-0": "mine@example.org"}),
        ("assessment", {"power": "1"}, {"power": "5"}),
        ("contact", {"reason": "Their reason"}, {"reason": "My reason"}),
        ("background", {"internal_notes": "Their note"}, {"internal_notes": "My note"}),
    ],
)
def test_whoever_saves_second_sees_both_and_may_save_again(
    visit: Visit,
    office: Office,
    session: Session,
    manee: Stakeholder,
    section: str,
    theirs: dict[str, Any],
    mine: dict[str, Any],
) -> None:
    where = form_of(section, manee)
    me, other = visit(office.owner), visit(office.outsider)
    page = me.get(where)
    other.fill(other.get(where), where, **theirs)
    conflict = me.fill(page, where, status=409, **mine)
    for told in (*theirs.values(), *mine.values()):
        assert told in conflict.html
    assert {key: conflict.form(where).values[key] for key in mine} == {
        key: [value] for key, value in mine.items()
    }
    me.fill(conflict, where)
    with_mine = me.get(where).form(where).values
    assert {key: with_mine[key] for key in mine} == {key: [value] for key, value in mine.items()}


def test_a_button_pressed_on_an_old_page_does_nothing(
    visit: Visit, office: Office, session: Session, manee: Stakeholder
) -> None:
    visitor = visit(office.owner)
    home = f"/stakeholders/{manee.id}"
    page = visitor.get(home)
    where = form_of("assessment", manee)
    visitor.fill(visitor.get(where), where, power="5")
    answer = visitor.fill(page, f"{home}/retire")
    assert "Someone changed this" in visitor.follow(answer).text
    assert again(session, manee).status == StakeholderStatus.ACTIVE
