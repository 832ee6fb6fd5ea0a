"""The steps of a plan, each at its own address, taken by pressing a button."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.campaigns.lifecycle import Status, Step
from planner.campaigns.models import Campaign
from planner.plans.models import PlanSnapshot
from planner.plans.queries import objectives_of
from tests import factories
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]


@pytest.fixture
def ready(session: Session, office: Office) -> Campaign:
    """A communal draft with everything, lessons too."""
    made = factories.ready_campaign(session, office.corporate, office.owner, lessons_en="Begin earlier")
    for objective in objectives_of(session, made.id):
        objective.not_measured_reason = "No survey"
    session.commit()
    return made


def status(session: Session, campaign: Campaign) -> Status:
    found = session.scalars(select(Campaign.status).where(Campaign.id == campaign.id)).one()
    session.commit()
    return found


def address(campaign: Campaign, step: Step | None = None) -> str:
    return f"/campaigns/{campaign.id}" + (f"/{step.value.replace('_', '-')}" if step else "")


def token(visitor: Visitor) -> str:
    return visitor.get("/profile").form(holding="csrf_token").values["csrf_token"][0]


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_plan_goes_the_whole_way_by_its_buttons(
    visit: Visit, session: Session, office: Office, ready: Campaign, language: str
) -> None:
    for who in (office.owner, office.approver):
        who.language = language  # type: ignore[assignment] # the column takes the key
    session.commit()
    owner, approver = visit(office.owner, language=language), visit(office.approver, language=language)
    page = address(ready)
    for step, expected in (
        (Step.SUBMIT, Status.IN_REVIEW),
        (Step.WITHDRAW, Status.DRAFT),
        (Step.SUBMIT, Status.IN_REVIEW),
    ):
        answer = owner.press(page, address(ready, step))
        assert answer.location == page
        assert status(session, ready) == expected
    approver.press(f"{page}/review", address(ready, Step.APPROVE), comment="Go")
    for step, expected in (
        (Step.START, Status.ACTIVE),
        (Step.PAUSE, Status.PAUSED),
        (Step.RESUME, Status.ACTIVE),
        (Step.COMPLETE, Status.COMPLETED),
        (Step.EVALUATE, Status.EVALUATED),
        (Step.ARCHIVE, Status.ARCHIVED),
    ):
        owner.follow(owner.press(page, address(ready, step)))
        assert status(session, ready) == expected


def test_what_is_still_missing_is_told_where_the_person_comes_back_to(
    visit: Visit, session: Session, office: Office
) -> None:
    bare = factories.campaign(session, office.corporate, office.owner)
    session.commit()
    visitor = visit(office.owner)
    page = visitor.follow(visitor.press(address(bare), address(bare, Step.SUBMIT)))
    assert "This still lacks: Situation, Benefit to the public, The need" in page.text
    assert status(session, bare) == Status.DRAFT


def test_the_same_in_thai(visit: Visit, session: Session, office: Office) -> None:
    bare = factories.campaign(session, office.corporate, office.owner)
    office.owner.language = "th"  # type: ignore[assignment] # the column takes the key
    session.commit()
    visitor = visit(office.owner, language="th")
    page = visitor.follow(visitor.press(address(bare), address(bare, Step.SUBMIT)))
    assert page.root is not None
    assert page.root.get("lang") == "th"


def test_a_button_pressed_twice_takes_one_step(
    visit: Visit, session: Session, office: Office, ready: Campaign
) -> None:
    visitor = visit(office.owner)
    form = visitor.get(address(ready)).form(address(ready, Step.SUBMIT))
    for _ in range(2):
        visitor.post(form.action, form.values)
    assert status(session, ready) == Status.IN_REVIEW
    assert len(session.scalars(select(PlanSnapshot)).all()) == 1


def test_a_button_of_an_older_page_changes_nothing(
    visit: Visit, session: Session, office: Office, ready: Campaign
) -> None:
    visitor = visit(office.owner)
    form = visitor.get(address(ready)).form(address(ready, Step.SUBMIT))
    other = visit(office.mate)
    other.fill(other.get(f"{address(ready)}/edit/why"), situation_en="Worse")
    page = visitor.follow(visitor.post(form.action, form.values))
    assert "Someone changed this a moment ago." in page.text
    assert status(session, ready) == Status.DRAFT


def test_a_move_that_does_not_exist_says_why(
    visit: Visit, session: Session, office: Office, ready: Campaign
) -> None:
    visitor = visit(office.owner)
    answer = visitor.post(address(ready, Step.START), {"csrf_token": token(visitor)})
    assert "stands at “Draft”" in visitor.follow(answer).text
    assert status(session, ready) == Status.DRAFT


@pytest.mark.parametrize("version", ["x", "-1", "9" * 30, "1e3", "٣"])
def test_a_version_that_is_none_is_never_the_right_one(
    visit: Visit, session: Session, office: Office, ready: Campaign, version: str
) -> None:
    visitor = visit(office.owner)
    visitor.post(address(ready, Step.SUBMIT), {"csrf_token": token(visitor), "version": version})
    assert status(session, ready) == Status.DRAFT


@pytest.mark.parametrize("step", list(Step))
def test_no_step_is_taken_by_opening_its_address(
    visit: Visit, session: Session, office: Office, ready: Campaign, step: Step
) -> None:
    visit(office.owner).get(address(ready, step), status=405)


@pytest.mark.parametrize("step", list(Step))
def test_viewers_and_outsiders_take_no_step_and_a_token_is_needed(
    visit: Visit, session: Session, office: Office, ready: Campaign, step: Step
) -> None:
    for who in (office.viewer, office.outsider):
        visitor = visit(who)
        sent = {"csrf_token": token(visitor), "comment": "Because"}
        visitor.post(address(ready, step), sent, status=403)
    visit(office.owner).post(address(ready, step), {}, status=400)
    assert status(session, ready) == Status.DRAFT


@pytest.mark.parametrize("step", list(Step))
def test_a_step_of_a_hidden_campaign_is_not_found(visit: Visit, office: Office, step: Step) -> None:
    visitor = visit(office.owner)
    sent = {"csrf_token": token(visitor), "comment": "Because"}
    visitor.post(address(office.noise, step), sent, status=404)


def test_a_step_can_be_undone_where_that_is_cheap(
    visit: Visit, session: Session, office: Office, ready: Campaign
) -> None:
    visitor = visit(office.owner)
    page = visitor.follow(visitor.press(address(ready), address(ready, Step.SUBMIT)))
    undo = next(form for form in page.all("form") if form.get("action") == address(ready, Step.WITHDRAW))
    assert undo is not None
    visitor.fill(page, address(ready, Step.WITHDRAW))
    assert status(session, ready) == Status.DRAFT


def test_a_campaign_is_cancelled_with_a_reason_and_restored(
    visit: Visit, session: Session, office: Office, ready: Campaign
) -> None:
    visitor = visit(office.owner)
    answer = visitor.press(address(ready), address(ready, Step.CANCEL), comment="No boats this year")
    assert "No boats this year" in visitor.follow(answer).text
    visitor.press(address(ready), address(ready, Step.RESTORE))
    assert status(session, ready) == Status.DRAFT
