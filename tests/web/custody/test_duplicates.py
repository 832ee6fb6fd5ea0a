"""Somebody known already is asked about; likely duplicates are listed, compared and merged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.campaigns.models import Participation
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import StakeholderKind, StakeholderStatus
from tests import factories
from tests.browser import WIDER, Windows
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]
PERSON = StakeholderKind.PERSON
TYPED: dict[str, Any] = {
    "given_th": "นายสมชาย",
    "family_th": "ใจดี",
    "category": "media",
    "interest_or_concern": "Water",
    "phone": "02 123 4567",
}


@pytest.fixture
def known(session: Session, office: Office) -> Stakeholder:
    """Somebody taken up before."""
    made = factories.stakeholder(
        session, kind=PERSON, given_th="สมชาย", family_th="ใจดี", given_latin=None, family_latin=None
    )
    session.commit()
    return made


def counted(session: Session) -> int:
    """How many stakeholders there are."""
    session.rollback()
    number = session.scalar(select(func.count()).select_from(Stakeholder)) or 0
    session.rollback()
    return number


def test_a_newcomer_who_may_be_known_is_asked_about_and_saved_anyway(
    visit: Visit, session: Session, office: Office, known: Stakeholder
) -> None:
    visitor, key, before = visit(office.owner), known.id, counted(session)
    asked = visitor.fill(visitor.get("/stakeholders/new?kind=person"), status=200, **TYPED)
    assert "This may be someone you know" in asked.text
    assert "a similar name" in asked.text
    assert f"/stakeholders/{key}" in asked.links()
    assert counted(session) == before
    kept = asked.form(holding="given_th").values
    assert kept["given_th"] == ["นายสมชาย"]
    saved = visitor.fill(asked, given_th="นายสมชาย")
    assert counted(session) == before + 1
    again = visitor.fill(asked, given_th="นายสมชาย")
    assert (again.location, counted(session)) == (saved.location, before + 1)


def test_a_stranger_is_saved_at_once(
    visit: Visit, session: Session, office: Office, known: Stakeholder
) -> None:
    typed = {**TYPED, "given_th": "วิไลวรรณ", "family_th": "ทองประเสริฐ"}
    visitor = visit(office.owner)
    visitor.fill(visitor.get("/stakeholders/new?kind=person"), **typed)


def test_bad_input_is_explained_before_anybody_is_asked_about(
    visit: Visit, office: Office, known: Stakeholder
) -> None:
    visitor = visit(office.owner)
    typed = {**TYPED, "phone": "12"}
    page = visitor.fill(visitor.get("/stakeholders/new?kind=person"), status=422, **typed)
    assert "This may be someone you know" not in page.text


def twins(session: Session) -> tuple[Stakeholder, Stakeholder]:
    """Two records of one person."""
    first = factories.stakeholder(session, kind=PERSON, emails=["a@example.org"], line_id="one")
    second = factories.stakeholder(
        session, kind=PERSON, emails=["a@example.org"], line_id="two", nickname_th="ชาย", power=4
    )
    session.commit()
    return first, second


def test_likely_duplicates_are_listed_compared_and_merged(
    visit: Visit, session: Session, office: Office
) -> None:
    first, second = twins(session)
    keys = first.id, second.id
    campaign = factories.campaign(session, office.corporate, office.owner)
    factories.participation(session, campaign, second)
    session.commit()
    visitor = visit(office.outsider)
    page = visitor.get("/stakeholders/duplicates")
    address = f"/stakeholders/{keys[0]}/merge/{keys[1]}"
    assert address in page.links()
    assert "the same e-mail" in page.text
    compare = visitor.get(address)
    assert "Campaigns they take part in" in compare.text
    merged = visitor.follow(visitor.fill(compare, take_line_id=keys[1]))
    assert "Merged." in merged.text
    session.expire_all()
    one = session.get_one(Stakeholder, keys[0])
    assert (one.line_id, one.nickname_th, one.power) == ("two", "ชาย", 4)
    session.rollback()
    moved = session.scalars(
        select(Participation.stakeholder_id).where(Participation.campaign_id == campaign.id)
    )
    assert moved.all() == [keys[0]]
    session.rollback()
    assert visitor.get(f"/stakeholders/{keys[1]}", status=302).location.endswith(f"/stakeholders/{keys[0]}")
    assert f"/stakeholders/{keys[1]}" not in visitor.get("/stakeholders/duplicates").links()
    visitor.fill(merged, "/undo")
    visitor.get(f"/stakeholders/{keys[1]}")
    session.rollback()
    session.expire_all()
    assert session.get_one(Stakeholder, keys[1]).status == StakeholderStatus.ACTIVE


def test_a_record_changed_meanwhile_is_shown_again(visit: Visit, session: Session, office: Office) -> None:
    first, second = twins(session)
    visitor = visit(office.owner)
    page = visitor.get(f"/stakeholders/{first.id}/merge/{second.id}")
    second.line_id = "three"
    session.commit()
    stale = visitor.fill(page, take_line_id=first.id, status=409)
    assert "three" in stale.text
    visitor.fill(stale, take_line_id=first.id)


def test_what_cannot_be_merged_is_not_found_and_a_viewer_may_not(
    visit: Visit, session: Session, office: Office
) -> None:
    first, second = twins(session)
    body = factories.stakeholder(session)
    session.commit()
    visitor = visit(office.owner)
    for other in (first.id, body.id, 987_654):
        visitor.get(f"/stakeholders/{first.id}/merge/{other}", status=404)
    viewer = visit(office.viewer)
    viewer.get(f"/stakeholders/{first.id}/merge/{second.id}", status=403)
    viewer.get("/stakeholders/duplicates", status=403)
    assert "/stakeholders/duplicates" not in viewer.get("/stakeholders").text


def test_the_pages_speak_thai(visit: Visit, session: Session, office: Office) -> None:
    first, second = twins(session)
    visitor = visit(office.owner, language="th")
    visitor.get("/stakeholders/duplicates?page=7")
    visitor.get(f"/stakeholders/{first.id}/merge/{second.id}")


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1440])
def test_a_long_address_in_the_notes_of_two_is_compared_within_the_screen(
    session: Session, office: Office, known: Stakeholder, windows: Windows, width: int
) -> None:
    other = factories.stakeholder(session, kind=PERSON, internal_notes=f"https://example.org/{'x' * 200}")
    known.internal_notes = "บันทึก" * 300
    session.commit()
    page = windows.open(f"/stakeholders/{known.id}/merge/{other.id}", who=office.owner, width=width)
    assert page.evaluate(WIDER) == []
