"""The first page: what waits, what drafts lack, what the week brings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from planner.accounts.models import Role
from planner.campaigns.words import Confidentiality
from planner.objectives.models import Objective
from planner.plans import actions
from tests import factories
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]


@pytest.mark.parametrize("language", ["th", "en"])
def test_somebody_who_has_just_begun_is_shown_three_first_steps(
    visit: Visit, session: Session, office: Office, language: str
) -> None:
    office.owner.language = language  # type: ignore[assignment] # the column takes the key
    session.commit()
    links = visit(office.owner, language=language).get("/").links()
    assert {"/stakeholders/new", "/campaigns/new", "/feeds/new"} <= set(links)


def test_an_approver_sees_what_waits_for_them_and_nobody_else_does(
    visit: Visit, session: Session, office: Office
) -> None:
    made = factories.ready_campaign(session, office.corporate, office.owner)
    actions.submit(session, made.id, actor=office.owner)
    session.commit()
    review = f"/campaigns/{made.id}/review"
    page = visit(office.approver).get("/")
    assert review in page.links()
    assert f"Plan 1, sent by {office.owner.name_en}" in page.text
    for who in (office.owner, office.viewer, office.outside_approver, office.administrator):
        assert review not in visit(who).get("/").links()


def test_my_drafts_say_what_they_lack_and_lead_there(visit: Visit, session: Session, office: Office) -> None:
    bare = factories.campaign(session, office.corporate, office.owner, title_en="Bare")
    factories.ready_campaign(session, office.corporate, office.owner, title_en="Whole")
    factories.campaign(session, office.corporate, office.mate, title_en="Not mine")
    session.commit()
    page = visit(office.owner).get("/")
    assert f"/campaigns/{bare.id}/edit/why" in page.links()
    assert "Ready to be sent for review" in page.text
    assert "Not mine" not in page.text


def test_the_week_to_come_is_shown_to_those_who_may_see_it(
    visit: Visit, session: Session, office: Office
) -> None:
    made = factories.campaign(session, office.corporate, office.owner)
    factories.event(session, made, title_en="Open day")
    factories.event(session, made, title_en="Team meeting", visibility="team")
    later = datetime.now(UTC) + timedelta(days=30)
    factories.event(session, made, title_en="Far away", starts_at=later, ends_at=later + timedelta(hours=1))
    session.commit()
    inside, outside = visit(office.mate).get("/").text, visit(office.outsider).get("/").text
    assert "Open day" in inside
    assert "Team meeting" in inside
    assert "Open day" in outside
    assert "Team meeting" not in outside
    assert "Far away" not in inside


def test_a_quiet_week_says_so(visit: Visit, session: Session, office: Office) -> None:
    factories.campaign(session, office.corporate, office.owner)
    session.commit()
    page = visit(office.owner).get("/")
    assert "Nothing happens in the next seven days." in page.text
    assert "/calendar" in page.links()


def test_a_draft_that_only_some_may_see_waits_for_its_owner_alone(
    visit: Visit, session: Session, office: Office
) -> None:
    second = factories.user(session, Role.APPROVER, office.corporate)
    made = factories.ready_campaign(
        session,
        office.corporate,
        office.owner,
        confidentiality=Confidentiality.RESTRICTED,
        approver_id=second.id,
        title_en="Hidden plan",
    )
    actions.submit(session, made.id, actor=office.owner)
    session.execute(delete(Objective).where(Objective.campaign_id != made.id))
    session.commit()
    assert "Hidden plan" in visit(second).get("/").text
    assert "Hidden plan" not in visit(office.approver).get("/").text


def test_a_stranger_is_asked_to_sign_in(visit: Visit) -> None:
    assert "/sign-in" in visit().get("/", status=302).location
