"""The first page: what waits, what drafts lack, what the week brings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from planner.accounts.models import Role
from planner.campaigns.models import Campaign
from planner.campaigns.words import Confidentiality
from planner.objectives.models import Objective
from planner.plans import actions
from planner.plans.models import DecisionKind
from tests import factories
from tests.counting import statements
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


# ── What came back, what is late, what is counted ───────────────────────────────────────────────────────


def sent_back(session: Session, office: Office) -> Campaign:
    """A plan of the owner's of which the approver asked for changes."""
    made = factories.ready_campaign(session, office.corporate, office.owner, title_en="Sent back plan")
    actions.submit(session, made.id, actor=office.owner)
    actions.decide(
        session,
        made.id,
        DecisionKind.REQUEST_CHANGES,
        actor=office.approver,
        comment="ขอให้ลดงบพิมพ์\nและเลื่อนวันเริ่ม",
    )
    session.commit()
    return made


@pytest.mark.parametrize("language", ["th", "en"])
def test_changes_asked_of_my_plan_stand_there_with_the_approvers_words(
    visit: Visit, session: Session, office: Office, language: str
) -> None:
    made = sent_back(session, office)
    page = visit(office.owner, language=language).get("/")
    assert f"/campaigns/{made.id}" in page.links()
    said = f"{office.approver.name_th if language == 'th' else office.approver.name_en}: ขอให้ลดงบพิมพ์"
    assert said in page.text
    assert "ขอให้ลดงบพิมพ์" not in visit(office.mate, language=language).get("/").text


def test_what_waits_is_counted_in_the_menu_of_every_page(
    visit: Visit, session: Session, office: Office
) -> None:
    sent_back(session, office)
    waiting = factories.ready_campaign(session, office.corporate, office.mate)
    actions.submit(session, waiting.id, actor=office.mate)
    session.commit()
    for path in ("/", "/campaigns", f"/campaigns/{waiting.id}", "/nothing-here"):
        status = 404 if path == "/nothing-here" else 200
        for who in (office.owner, office.approver):
            page = visit(who).get(path, status=status)
            assert "Home (1 waiting for you)" in page.text
        assert "waiting for you" not in visit(office.viewer).get(path, status=status).text


def test_counting_costs_a_page_one_statement(visit: Visit, session: Session, office: Office) -> None:
    """However much waits: the same statements are asked with nothing and with three plans waiting."""
    visitor = visit(office.approver)
    visitor.get("/profile")
    with statements(session) as before:
        visitor.get("/profile")
    for _ in range(3):
        made = factories.ready_campaign(session, office.corporate, office.owner)
        actions.submit(session, made.id, actor=office.owner)
    session.commit()
    with statements(session) as after:
        assert "Home (3" in visitor.get("/profile").text
    asking = [one for one in after if "plan_snapshot" in one]
    assert len(asking) == 1
    assert len(after) == len(before)


def test_home_asks_as_many_statements_however_much_there_is(
    visit: Visit, session: Session, office: Office
) -> None:
    def more() -> None:
        past: dict[str, Any] = {"start_on": date(2025, 1, 1), "end_on": date(2025, 2, 1)}
        factories.campaign(session, office.corporate, office.approver, **past)
        ended = factories.campaign(session, office.corporate, office.approver, status="active", **past)
        factories.objective(session, ended, due_on=date(2025, 1, 5))
        over = datetime(2025, 1, 5, 3, tzinfo=UTC)
        factories.event(session, ended, status="tentative", starts_at=over, ends_at=over + timedelta(hours=1))
        plan = factories.ready_campaign(session, office.corporate, office.owner)
        actions.submit(session, plan.id, actor=office.owner)
        back = factories.ready_campaign(session, office.marketing, office.approver)
        factories.event(session, back)
        session.commit()

    visitor = visit(office.approver)
    more()
    visitor.get("/")
    with statements(session) as few:
        visitor.get("/")
    for _ in range(4):
        more()
    with statements(session) as many:
        visitor.get("/")
    assert len(many) == len(few)


@pytest.mark.parametrize("language", ["th", "en"])
def test_what_is_late_leads_to_where_it_is_done(
    visit: Visit, session: Session, office: Office, language: str
) -> None:
    past: dict[str, Any] = {"start_on": date(2025, 1, 1), "end_on": date(2025, 2, 1)}
    to_start = factories.campaign(session, office.corporate, office.owner, **past)
    running = factories.campaign(session, office.corporate, office.owner, status="active", **past)
    objective = factories.objective(session, running, due_on=date(2025, 1, 5))
    over = datetime(2025, 1, 5, 3, tzinfo=UTC)
    event = factories.event(
        session, running, status="tentative", starts_at=over, ends_at=over + timedelta(hours=1)
    )
    session.commit()
    page = visit(office.owner, language=language).get("/")
    links = page.links()
    for path in (
        f"/campaigns/{to_start.id}",
        f"/campaigns/{running.id}",
        f"/events/{event.id}",
        f"/objectives/{objective.id}/measurements/new",
    ):
        assert path in links
    if language == "en":
        for words in (
            "Was to start on 1 Jan",
            "Was to end on 1 Feb",
            "Is over, and was never confirmed",
            "Was due on 5 Jan",
        ):
            assert words in page.text
    assert f"/objectives/{objective.id}/measurements/new" not in visit(office.mate).get("/").links()


def test_a_completed_campaign_says_what_its_result_lacks(
    visit: Visit, session: Session, office: Office
) -> None:
    done = factories.campaign(session, office.corporate, office.owner, status="completed")
    factories.objective(session, done)
    session.commit()
    page = visit(office.owner).get("/")
    assert f"/campaigns/{done.id}/edit/lessons" in page.links()
    assert f"/campaigns/{done.id}#success" in page.links()


def test_an_administrator_is_told_of_a_team_that_nobody_can_approve_for(
    visit: Visit, session: Session, office: Office
) -> None:
    lonely = factories.team(session, name_en="Night shift")
    session.commit()
    page = visit(office.administrator).get("/")
    assert f"/teams/{lonely.id}" in page.links()
    assert "Nobody in the team “Night shift” can approve a plan" in page.text
    assert "Night shift" not in visit(office.owner).get("/").text
    factories.user(session, Role.APPROVER, lonely)
    session.commit()
    assert "Night shift" not in visit(office.administrator).get("/").text


def test_a_line_over_plan_of_mine_stands_there_with_by_how_much(
    visit: Visit, session: Session, office: Office
) -> None:
    made = factories.campaign(session, office.corporate, office.owner)
    line = factories.budget_line(session, made, category="Boats", currency="JPY", planned_minor=5_000)
    factories.budget_entry(session, line, amount_minor=6_500)
    session.commit()
    page = visit(office.owner).get("/")
    assert "Boats: JPY 1,500 over plan" in page.text
    assert f"/campaigns/{made.id}#line-{line.id}" in page.links()
    assert "over plan" not in visit(office.mate).get("/").text
