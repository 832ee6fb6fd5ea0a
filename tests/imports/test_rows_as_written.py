"""What a row says however an office writes it, and the rows that are refused because nobody may guess."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import func, select

from planner.activity import log
from planner.errors import Refusal
from planner.imports import actions
from planner.imports.actions import Choice
from planner.lists.columns import ListKind
from planner.stakeholders.models import Affiliation, Consent, Stakeholder
from planner.stakeholders.words import StakeholderKind
from tests import factories
from tests.factories import Office
from tests.imports.conftest import Desk

ADDRESS = "manee@news.example"


def file(heading: str, *rows: str) -> bytes:
    """A CSV file."""
    return "\r\n".join((heading, *rows)).encode()


def taken_in(desk: Desk, heading: str, row: str) -> Stakeholder:
    """Whom a list of one row makes."""
    before = desk.session.scalar(select(func.max(Stakeholder.id))) or 0
    one = desk.bring(file(heading, row))
    assert one.found["created"] == 1, desk.reasons(one)
    desk.take_in(one)
    found = select(Stakeholder).where(Stakeholder.id > before).order_by(Stakeholder.id)
    return desk.session.scalars(found).all()[-1]


def reason(desk: Desk, heading: str, row: str) -> str:
    """Why the only row of a list is refused."""
    one = desk.bring(file(heading, row))
    assert one.found["refused"] == 1
    ((said,),) = desk.reasons(one).values()
    return said


@pytest.mark.parametrize(
    ("heading", "row", "names"),
    [
        (
            "given_th,emails",
            f"น.ส.มานี มีนา,{ADDRESS}",
            {"title": "น.ส.", "given_th": "มานี", "family_th": "มีนา"},
        ),
        ("given_th,family_th,emails", f"นางมานี,มีนา,{ADDRESS}", {"title": "นาง", "given_th": "มานี"}),
        (
            "given_th,family_th,emails",
            f"มานี (แอน),มีนา,{ADDRESS}",
            {"given_th": "มานี", "nickname_th": "แอน", "family_th": "มีนา"},
        ),
        # a list with one pair of columns has people of both scripts in it
        (
            "given_th,family_th,emails",
            f"Manee,Meena,{ADDRESS}",
            {"given_latin": "Manee", "family_latin": "Meena"},
        ),
        ("given_latin,family_latin,emails", f"มานี,มีนา,{ADDRESS}", {"given_th": "มานี", "family_th": "มีนา"}),
    ],
)
def test_a_persons_name_is_parted_as_it_was_written(
    desk: Desk, heading: str, row: str, names: dict[str, str]
) -> None:
    made = taken_in(desk, heading, row)
    assert made.kind == StakeholderKind.PERSON
    assert {key: getattr(made, key) for key in names} == names


def test_a_person_whose_row_names_a_body_belongs_to_it(desk: Desk) -> None:
    taken_in(desk, "kind,given_th,family_th,name_th,emails", f"person,มานี,มีนา,ข่าวเช้า,{ADDRESS}")
    place = desk.session.scalars(select(Affiliation)).one()
    assert desk.session.get_one(Stakeholder, place.organisation_id).name_th == "ข่าวเช้า"


@pytest.mark.parametrize(
    ("heading", "row", "key", "name"),
    [
        ("kind,full_name,emails", "organisation,มูลนิธิน้ำใส,a@water.example", "name_th", "มูลนิธิน้ำใส"),
        ("kind,given_th,family_th,emails", "organisation,ชมรม,รักน้ำ,a@water.example", "name_th", "ชมรม รักน้ำ"),
        ("organisation,emails", "Clear Water,a@water.example", "name_en", "Clear Water"),
        ("kind,name_th,emails", "organisation,ชมรมรักน้ำ,a@water.example", "name_th", "ชมรมรักน้ำ"),
    ],
)
def test_a_bodys_name_may_stand_in_any_column_of_names(
    desk: Desk, heading: str, row: str, key: str, name: str
) -> None:
    made = taken_in(desk, heading, row)
    assert made.kind == StakeholderKind.ORGANISATION
    assert getattr(made, key) == name


def test_a_body_without_any_name_is_refused(desk: Desk) -> None:
    assert reason(desk, "kind,emails", "organisation,a@water.example").startswith("Give the name")


def test_more_than_ten_addresses_of_one_are_refused(desk: Desk) -> None:
    addresses = ";".join(f"a{n}@news.example" for n in range(11))
    assert "ten" in reason(desk, "given_th,emails", f"มานี,{addresses}")


def test_nobody_guesses_which_of_two_bodies_of_one_name_is_meant(desk: Desk) -> None:
    for _ in range(2):
        factories.stakeholder(desk.session, organisation_name_th="ข่าวเช้า", organisation_name_en=None)
    desk.session.commit()
    said = reason(desk, "given_th,family_th,organisation,emails", f"มานี,มีนา,ข่าวเช้า,{ADDRESS}")
    assert said == "There are several organisations called “ข่าวเช้า”."


def test_a_place_held_already_is_changed_and_not_held_twice(desk: Desk) -> None:
    heading = "given_th,family_th,organisation,position_th,started_on,emails"
    taken_in(desk, heading, f"มานี,มีนา,ข่าวเช้า,นักข่าว,1/2/2560,{ADDRESS}")
    again = file(heading, f"มานี,มีนา,ข่าวเช้า,บรรณาธิการ,1/2/2560,{ADDRESS}")
    one = desk.bring(again)
    assert one.found["updated"] == 1
    desk.take_in(one)
    place = desk.session.scalars(select(Affiliation).execution_options(populate_existing=True)).one()
    assert (place.position_th, place.started_on) == ("บรรณาธิการ", date(2017, 2, 1))
    assert desk.bring(again).found["unchanged"] == 1


def test_somebody_known_is_noted_at_a_body_that_nobody_knew(desk: Desk) -> None:
    known = taken_in(desk, "given_th,family_th,emails", f"มานี,มีนา,{ADDRESS}")
    one = desk.bring(file("kind,emails,organisation", f"person,{ADDRESS},ข่าวเช้า"))
    desk.take_in(one)
    place = desk.session.scalars(select(Affiliation)).one()
    body = desk.session.get_one(Stakeholder, place.organisation_id)
    assert place.person_id == known.id
    assert (body.name_th, body.category, body.interest_or_concern) == (
        "ข่าวเช้า",
        known.category,
        known.interest_or_concern,
    )


def test_a_consent_that_stands_already_is_not_written_again(desk: Desk) -> None:
    heading = "given_th,family_th,emails,consent_newsletters,consent_surveys"
    desk.take_in(desk.bring(file(heading, f"มานี,มีนา,{ADDRESS},yes,")))
    one = desk.bring(file(heading, f"มานี,มีนา,{ADDRESS},yes,yes"))
    desk.take_in(one)
    purposes = desk.session.scalars(select(Consent.purpose).order_by(Consent.id)).all()
    assert purposes == ["newsletters", "surveys"]


def test_what_a_colleague_did_since_the_look_is_not_written_over(desk: Desk, office: Office) -> None:
    """Entered in the log as every change is; the list then comes to something else than what was seen."""
    session = desk.session
    desk.take_in(desk.bring(file("given_th,family_th,emails", f"มานี,มีนา,{ADDRESS}")))
    one = desk.bring(file("emails,nickname_th", f"{ADDRESS},แอน"))
    manee = session.scalars(select(Stakeholder).where(Stakeholder.given_th == "มานี")).one()
    manee.nickname_th = "นี"
    log.record(session, verb="stakeholder.revised", subject=manee, actor=office.mate)
    session.commit()
    with pytest.raises(Refusal, match="changed after you looked"):
        desk.take_in(one)
    session.rollback()
    session.refresh(manee)
    assert manee.nickname_th == "นี"


def test_who_joined_since_the_look_is_not_made_a_second_time(desk: Desk, office: Office) -> None:
    """No version of a record tells that somebody was added: only planning anew does."""
    session = desk.session
    content = file("given_th,family_th,emails", f"มานี,มีนา,{ADDRESS}")
    one, other = desk.bring(content), desk.bring(content)
    desk.take_in(other)
    with pytest.raises(Refusal, match="changed after you looked"):
        desk.take_in(one)
    session.rollback()
    named = select(func.count()).where(Stakeholder.given_th == "มานี")
    assert session.scalar(named) == 1


def test_at_least_one_column_is_matched_and_none_twice(desk: Desk) -> None:
    one = desk.bring(file("given_th,emails", f"มานี,{ADDRESS}"))
    with pytest.raises(Refusal, match="at least one column"):
        actions.choose(desk.session, one, Choice(["", ""]), actor=desk.actor)
    with pytest.raises(Refusal):
        actions.choose(desk.session, one, Choice(["emails", "emails"]), actor=desk.actor)
    desk.session.rollback()


def test_what_somebody_said_of_a_heading_is_said_anew_and_an_empty_heading_means_nothing(desk: Desk) -> None:
    content = file("given_th,,ช่องพิเศษ", f"มานี,x,{ADDRESS}")
    mapping = {"ช่องพิเศษ": "emails"}
    desk.bring(content, mapping=mapping)
    assert desk.bring(content).mapping == ["given_th", "", "emails"]
    desk.bring(content, mapping={"ช่องพิเศษ": "internal_notes"})
    assert desk.bring(content).mapping == ["given_th", "", "internal_notes"]


def test_campaigns_of_one_team_are_matched_by_their_title_within_it(desk: Desk, office: Office) -> None:
    session = desk.session
    known = factories.campaign(session, office.corporate, office.owner, title_th="ปลูกป่า", title_en=None)
    session.commit()
    one = desk.bring(file("title_th,team,purpose_th", "ปลูกป่า,สื่อสารองค์กร,ให้มีป่า"), kind=ListKind.CAMPAIGNS)
    (outcome,) = desk.outcomes(one)
    assert (outcome.record_id, outcome.kind) == (known.id, "updated"), desk.reasons(one)
    bare = desk.bring(file("kind,start_on", "communal,1/2/2570"), kind=ListKind.CAMPAIGNS)
    assert bare.found["refused"] == 1


def test_what_another_team_owns_is_not_changed_by_a_list(desk: Desk, office: Office) -> None:
    session = desk.session
    theirs = factories.campaign(
        session, office.marketing, office.outsider, title_th="ของเขา", confidentiality="public"
    )
    hidden = factories.campaign(
        session, office.marketing, office.outsider, title_th="ลับ", confidentiality="team"
    )
    session.commit()
    rows = (f"{theirs.code},ของเรา", f"{hidden.code},ของเรา")
    one = desk.bring(file("code,title_th", *rows), kind=ListKind.CAMPAIGNS)
    assert one.found["refused"] == 2
    said = {line: reasons[0] for line, reasons in desk.reasons(one).items()}
    assert "team" in said[2]
    assert hidden.code in said[3]


def test_an_event_is_found_by_its_day_among_those_of_one_title(desk: Desk, office: Office) -> None:
    session = desk.session
    campaign = factories.campaign(session, office.corporate, office.owner)
    days = [date(2027, 2, 1), date(2027, 3, 1)]
    made = [
        factories.event(
            session,
            campaign,
            title_th="ประชุม",
            title_en=None,
            starts_at=None,
            ends_at=None,
            all_day_start=day,
            all_day_end=day,
        )
        for day in days
    ]
    session.commit()
    rows = [f"{campaign.code},ประชุม,{on},ห้อง 1" for on in ("1/3/2570", "1/4/2570")]
    one = desk.bring(file("campaign,title_th,start_on,venue_th", *rows), kind=ListKind.EVENTS)
    found = desk.outcomes(one)
    assert (found[0].kind, found[0].record_id) == ("updated", made[1].id)
    assert found[1].kind == "created", desk.reasons(one)
    unknown = desk.bring(
        file("uid,campaign,title_th,start_on", f"none@example.org,{campaign.code},อื่น,1/5/2570"),
        kind=ListKind.EVENTS,
    )
    assert unknown.found["created"] == 1, desk.reasons(unknown)


def test_an_owner_of_an_event_must_be_here(desk: Desk, office: Office) -> None:
    campaign = factories.campaign(desk.session, office.corporate, office.owner)
    desk.session.commit()
    row = f"{campaign.code},ประชุม,1/3/2570,nobody@example.org"
    one = desk.bring(file("campaign,title_th,start_on,owner", row), kind=ListKind.EVENTS)
    ((said,),) = desk.reasons(one).values()
    assert "nobody of that name" in said.lower()
