"""What a list may change and what it never does: contact barred, consents, choices for the whole list."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Role
from planner.errors import NotAllowed, NotFound, Refusal
from planner.imports import actions
from planner.imports.actions import Choice
from planner.imports.models import ImportState, OnMatch
from planner.imports.outcomes import OutcomeKind
from planner.stakeholders import queries
from planner.stakeholders.models import Affiliation, Consent, Stakeholder
from planner.stakeholders.words import ConsentPurpose, ConsentState, StakeholderKind, StakeholderStatus
from tests import factories
from tests.factories import Office
from tests.imports.conftest import Desk


def file(heading: str, *rows: str) -> bytes:
    """A CSV file."""
    return "\r\n".join((heading, *rows)).encode()


def person(session: Session, **values: object) -> Stakeholder:
    """Somebody who is here already."""
    given = {"given_th": "มานี", "family_th": "มีนา", "given_latin": None, "family_latin": None}
    made = factories.stakeholder(
        session, kind=StakeholderKind.PERSON, **{**given, "emails": ["manee@news.example"], **values}
    )
    session.commit()
    return made


def again(session: Session, one: Stakeholder) -> Stakeholder:
    """As it stands now."""
    session.refresh(one)
    return one


def test_a_list_bars_contact_and_never_lifts_the_bar(desk: Desk) -> None:
    barred = person(desk.session, do_not_contact=True, do_not_contact_reason="ขอไว้")
    one = desk.bring(file("อีเมล,ห้ามติดต่อ", "manee@news.example,ไม่"))
    assert one.found["unchanged"] == 1
    assert "cannot lift it" in desk.outcomes(one)[0].notes[0].message
    assert again(desk.session, barred).do_not_contact
    open_ = person(desk.session, given_th="ปิติ", emails=["piti@news.example"])
    desk.take_in(
        desk.bring(
            file("อีเมล,ห้ามติดต่อ", "piti@news.example,ใช่"),
        )
    )
    assert again(desk.session, open_).do_not_contact
    assert open_.do_not_contact_reason == "รายชื่อ.csv"


@pytest.mark.parametrize("said_no", [ConsentState.REFUSED, ConsentState.WITHDRAWN])
def test_consents_are_written_as_declared_and_a_no_stays(desk: Desk, said_no: ConsentState) -> None:
    session = desk.session
    yes = person(session)
    no = person(session, given_th="ปิติ", emails=["piti@news.example"])
    session.add(
        Consent(
            stakeholder_id=no.id,
            purpose=ConsentPurpose.NEWSLETTERS,
            state=said_no,
            text_version="1",
            language="th",
            method="spoken_noted",
            said_at=clock.now(),
        )
    )
    session.commit()
    heading = "อีเมล,ยินยอม: จดหมายข่าว,วันที่ยินยอม"
    one = desk.bring(file(heading, "manee@news.example,ยินยอม,1/2/2567", "piti@news.example,yes,"))
    assert (one.found["updated"], one.found["unchanged"]) == (1, 1)
    desk.take_in(one)
    said = session.scalars(select(Consent).where(Consent.stakeholder_id == yes.id)).one()
    assert (said.state, said.method, said.text_version) == ("given", "import_declared", "รายชื่อ.csv")
    assert said.said_at.date().isoformat() == "2024-02-01"
    assert queries.with_consent(session, ConsentPurpose.NEWSLETTERS, [yes.id, no.id]) == {yes.id}
    session.rollback()
    assert desk.bring(file(heading, "manee@news.example,ยินยอม,1/2/2567")).found["unchanged"] == 1


def test_only_what_the_list_gives_is_written(desk: Desk) -> None:
    known = person(desk.session, line_id="manee", phones=["+66812345678"], internal_notes="เจอที่งาน")
    desk.take_in(desk.bring(file("อีเมล,ชื่อเล่น,ไลน์", "manee@news.example,แอน,")))
    again(desk.session, known)
    assert (known.nickname_th, known.line_id, known.phones) == ("แอน", "manee", ["+66812345678"])
    assert "แอน" in known.search_text
    assert known.version == 2


def test_matches_may_be_left_alone(desk: Desk) -> None:
    known = person(desk.session)
    content = file("ชื่อ,นามสกุล,อีเมล,ชื่อเล่น", "มานี,มีนา,manee@news.example,แอน", "ปิติ,ดี,p@news.example,")
    one = desk.take_in(desk.bring(content, on_match=OnMatch.LEAVE))
    assert (one.found["created"], one.found["unchanged"]) == (1, 1)
    assert again(desk.session, known).nickname_th is None


@pytest.mark.parametrize(
    ("heading", "row"),
    [
        ("รหัสอ้างอิง,ชื่อ,นามสกุล", "M-1,ชื่อใหม่,นามสกุลใหม่"),
        ("อีเมล,ชื่อ,นามสกุล", "MANEE@news.example,มานี,มีนา"),
        ("เบอร์โทร,ชื่อ-นามสกุล", "081 234 5678,น.ส.มานี มีนา"),
        ("ชื่อ-นามสกุล,สังกัด", "มานี มีนา,ข่าวเช้า"),
    ],
)
def test_a_row_finds_whom_it_is_about(desk: Desk, heading: str, row: str) -> None:
    session = desk.session
    known = person(session, external_ref="M-1", phones=["+66812345678"])
    outlet = factories.stakeholder(session, organisation_name_th="ข่าวเช้า")
    session.add(Affiliation(person_id=known.id, organisation_id=outlet.id))
    session.commit()
    (outcome,) = desk.outcomes(desk.bring(file(heading, row)))
    assert outcome.record_id == known.id


@pytest.mark.parametrize("heading", ["ID", "Number", "Record no", "No.", "ลำดับ", "เลขระเบียน"])
def test_numbers_that_somebody_else_gave_are_not_taken_for_ours(desk: Desk, heading: str) -> None:
    known = person(desk.session)
    row = f"{known.id},ปิติ,พอใจ,piti@other.example"
    one = desk.bring(file(f"{heading},ชื่อ,นามสกุล,อีเมล", row))
    assert [outcome.kind for outcome in desk.outcomes(one)] == [OutcomeKind.CREATED]
    desk.take_in(one)
    assert again(desk.session, known).emails == ["manee@news.example"]


def test_a_row_about_one_who_was_merged_says_into_whom(desk: Desk) -> None:
    stays = person(desk.session)
    went = person(desk.session, status=StakeholderStatus.MERGED, merged_into_id=stays.id)
    one = desk.bring(file("เลขที่ในสัมพันธ์,ชื่อ,นามสกุล,อีเมล", f"{went.id},มานี,เก่า,manee@news.example"))
    assert f"merged into number {stays.id}" in desk.reasons(one)[2][0]


def test_the_address_of_a_newsroom_is_nobodys_own(desk: Desk) -> None:
    rows = ("มานี,มีนา,desk@news.example", "ปิติ,ดี,desk@news.example")
    desk.take_in(desk.bring(file("ชื่อ,นามสกุล,อีเมล", *rows)))
    one = desk.bring(file("ชื่อ,นามสกุล,อีเมล", *rows, "ชูใจ,ใหม่,desk@news.example"))
    assert (one.found["unchanged"], one.found["created"]) == (2, 1)


def test_nobody_guesses_between_two_who_fit(desk: Desk) -> None:
    for _ in range(2):
        person(desk.session, emails=["desk@news.example"])
    one = desk.bring(file("ชื่อ,นามสกุล,อีเมล", "มานี,มีนา,desk@news.example"))
    assert "มานี มีนา (" in next(iter(desk.reasons(one).values()))[0]


def test_whoever_was_erased_is_not_found_again(desk: Desk) -> None:
    person(desk.session, status=StakeholderStatus.ERASED)
    one = desk.bring(file("ชื่อ,อีเมล", "มานี,manee@news.example"))
    assert one.found["created"] == 1


def test_organisations_come_with_their_people_whatever_the_order(desk: Desk) -> None:
    session = desk.session
    heading = "ประเภท,ชื่อ,นามสกุล,ชื่อหน่วยงาน,สังกัด,ตำแหน่ง,อีเมล"
    content = file(
        heading,
        "บุคคล,มานี,มีนา,,ข่าวเช้า,บก.,manee@news.example",
        "หน่วยงาน,,,ข่าวเช้า,,,desk@news.example",
        "บุคคล,ปิติ,ดี,,ข่าวเย็น,,piti@news.example",
    )
    one = desk.take_in(desk.bring(content))
    assert (one.found["created"], one.found["bodies"]) == (3, 1)
    bodies = session.scalars(select(Stakeholder).where(Stakeholder.kind == StakeholderKind.ORGANISATION))
    names = sorted(
        body.organisation_name_th or "" for body in bodies if "ข่าว" in (body.organisation_name_th or "")
    )
    assert names == ["ข่าวเช้า", "ข่าวเย็น"]
    moved = content.decode().replace("บก.", "บรรณาธิการ").encode()
    second = desk.take_in(desk.bring(moved))
    assert second.found["updated"] == 1
    place = session.scalars(select(Affiliation).where(Affiliation.position_th == "บรรณาธิการ")).one()
    assert place.version == 2
    desk.take_back(second)
    session.refresh(place)
    assert place.position_th == "บก."


def test_people_may_come_without_organisations_being_made(desk: Desk) -> None:
    desk.settings["makes_bodies"] = False
    one = desk.take_in(desk.bring(file("ชื่อ,อีเมล,สังกัด", "มานี,manee@news.example,ข่าวเช้า")))
    assert one.found["created"] == 1
    assert desk.session.scalars(select(Affiliation)).first() is None


def test_a_list_that_changes_most_of_what_it_matches_is_warned_of(desk: Desk) -> None:
    rows = [f"คน{n},คน,p{n}@news.example" for n in range(6)]
    desk.take_in(desk.bring(file("ชื่อ,นามสกุล,อีเมล", *rows)))
    few = [row.replace("คน,", "ใหม่,") if n < 2 else row for n, row in enumerate(rows)]
    assert not actions.changes_most(desk.bring(file("ชื่อ,นามสกุล,อีเมล", *few)))
    most = [row.replace("คน,", "ใหม่,") if n < 4 else row for n, row in enumerate(rows)]
    assert actions.changes_most(desk.bring(file("ชื่อ,นามสกุล,อีเมล", *most)))


def test_what_was_not_looked_at_or_was_done_already_is_not_done(desk: Desk) -> None:
    session = desk.session
    one = desk.bring(file("ชื่อ,อีเมล", "มานี,manee@news.example"))
    with pytest.raises(Refusal, match="not taken in"):
        actions.take_back(session, one, actor=desk.actor)
    one.state = ImportState.BROUGHT
    with pytest.raises(Refusal, match="Look through"):
        actions.take_in(session, one, desk.folder, actor=desk.actor)
    session.rollback()
    desk.take_in(session.merge(one))
    for step in (
        lambda: actions.take_in(session, one, desk.folder, actor=desk.actor),
        lambda: actions.choose(session, one, Choice(["emails"]), actor=desk.actor),
        lambda: actions.drop(session, one),
    ):
        with pytest.raises(Refusal, match="already"):
            step()
    unchanged = desk.bring(file("ชื่อ,อีเมล", "มานี,manee@news.example"))
    with pytest.raises(Refusal, match="nothing to take in"):
        actions.take_in(session, unchanged, desk.folder, actor=desk.actor)
    desk.take_back(one)
    assert desk.outcomes(one, OutcomeKind.CREATED)


def test_who_may_not_edit_stakeholders_may_not_bring_them(desk: Desk, office: Office) -> None:
    viewer = factories.user(desk.session, Role.VIEWER, office.corporate)
    desk.session.commit()
    one = desk.bring(file("ชื่อ,อีเมล", "มานี,manee@news.example"))
    desk.actor_id = viewer.id
    with pytest.raises(NotAllowed):
        desk.bring(file("ชื่อ,อีเมล", "มานี,manee@news.example"))
    with pytest.raises(NotAllowed):
        actions.take_in(desk.session, one, desk.folder, actor=desk.actor)
    with pytest.raises(NotFound):
        actions.shown(desk.session, one.id, actor=desk.actor)
