"""The approver's page: what is decided, what is different, and the decision."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import Role
from planner.campaigns import actions as campaigns
from planner.campaigns import budget, messages
from planner.campaigns.actions import Revision
from planner.campaigns.budget import LineData
from planner.campaigns.kinds import Section
from planner.campaigns.lifecycle import Status, Step
from planner.campaigns.messages import MessageData
from planner.campaigns.models import Campaign
from planner.plans import actions
from planner.plans.models import Decision, DecisionKind
from tests import factories
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]


@pytest.fixture
def sent(session: Session, office: Office) -> Campaign:
    """A plan in review, with a note from who sent it."""
    made = factories.ready_campaign(session, office.corporate, office.owner)
    actions.submit(session, made.id, actor=office.owner, comment="Please by Friday")
    session.commit()
    return made


def status(session: Session, campaign: Campaign) -> Status:
    found = session.scalars(select(Campaign.status).where(Campaign.id == campaign.id)).one()
    session.commit()
    return found


def decisions(session: Session) -> list[Decision]:
    found = list(session.scalars(select(Decision).order_by(Decision.id)))
    session.commit()
    return found


@pytest.mark.parametrize("language", ["th", "en"])
def test_the_approver_reads_what_is_decided(
    visit: Visit, session: Session, office: Office, sent: Campaign, language: str
) -> None:
    office.approver.language = language  # type: ignore[assignment] # the column takes the key
    session.commit()
    page = visit(office.approver, language=language).get(f"/campaigns/{sent.id}/review")
    told = ("Please by Friday", "น้ำคือสิทธิ", "เข้าถึงคน 100 คน (10 → 100")
    if language == "en":
        told = ("Please by Friday", "Water is a right", "Reach 100 people (10 → 100 people")
    for words in told:
        assert words in page.text


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (Step.APPROVE, Status.APPROVED),
        (Step.REQUEST_CHANGES, Status.DRAFT),
        (Step.REJECT, Status.CANCELLED),
    ],
)
def test_a_decision_is_made_with_its_comment(
    visit: Visit, session: Session, office: Office, sent: Campaign, step: Step, expected: Status
) -> None:
    visitor = visit(office.approver)
    form = visitor.get(f"/campaigns/{sent.id}/review").form(holding="comment")
    target = f"/campaigns/{sent.id}/{step.value.replace('_', '-')}"
    answer = visitor.post(target, form.filled(comment="The dates are fine"))
    assert answer.location == f"/campaigns/{sent.id}"
    assert "The dates are fine" in visitor.follow(answer).text
    assert status(session, sent) == expected
    [decided] = decisions(session)
    assert (decided.decision.value, decided.decided_by_id) == (step.value, office.approver.id)


def test_the_page_offers_each_decision_without_scripts(visit: Visit, office: Office, sent: Campaign) -> None:
    page = visit(office.approver).get(f"/campaigns/{sent.id}/review")
    targets = {button.get("formaction") for button in page.all("button")}
    assert {f"/campaigns/{sent.id}/request-changes", f"/campaigns/{sent.id}/reject"} <= targets
    assert page.form(holding="comment").action == f"/campaigns/{sent.id}/approve"


def test_a_decision_without_the_comment_it_needs_is_explained(
    visit: Visit, session: Session, office: Office, sent: Campaign
) -> None:
    visitor = visit(office.approver)
    form = visitor.get(f"/campaigns/{sent.id}/review").form(holding="comment")
    page = visitor.post(f"/campaigns/{sent.id}/reject", form.values, status=422)
    assert "Say why, so that the planner knows what to change." in page.text
    assert status(session, sent) == Status.IN_REVIEW


def test_a_plan_sent_anew_meanwhile_is_not_decided_unread(
    visit: Visit, session: Session, office: Office, sent: Campaign
) -> None:
    visitor = visit(office.approver)
    form = visitor.get(f"/campaigns/{sent.id}/review").form(holding="comment")
    actions.move(session, sent.id, Step.WITHDRAW, actor=office.owner)
    actions.submit(session, sent.id, actor=office.owner)
    session.commit()
    page = visitor.post(f"/campaigns/{sent.id}/approve", form.filled(comment="Typed"), status=409)
    assert "Plan 2 waits now, not the one you read." in page.text
    assert page.form(holding="comment").values["comment"] == ["Typed"]
    assert decisions(session) == []
    visitor.fill(page, f"/campaigns/{sent.id}/approve")
    assert status(session, sent) == Status.APPROVED


def test_a_plan_taken_back_meanwhile_cannot_be_decided(
    visit: Visit, session: Session, office: Office, sent: Campaign
) -> None:
    visitor = visit(office.approver)
    form = visitor.get(f"/campaigns/{sent.id}/review").form(holding="comment")
    actions.move(session, sent.id, Step.WITHDRAW, actor=office.owner)
    session.commit()
    answer = visitor.post(f"/campaigns/{sent.id}/approve", form.values)
    assert answer.location == f"/campaigns/{sent.id}"
    assert "Look at it as it is now" in visitor.follow(answer).text
    assert decisions(session) == []


def test_a_decision_sent_twice_is_one(visit: Visit, session: Session, office: Office, sent: Campaign) -> None:
    visitor = visit(office.approver)
    form = visitor.get(f"/campaigns/{sent.id}/review").form(holding="comment")
    for _ in range(2):
        visitor.post(f"/campaigns/{sent.id}/approve", form.values)
    assert len(decisions(session)) == 1


def test_the_difference_to_the_last_plan_is_shown_field_by_field(
    visit: Visit, session: Session, office: Office, sent: Campaign
) -> None:
    actions.decide(session, sent.id, DecisionKind.APPROVE, actor=office.approver)
    longer = Revision(Section.ABOUT, {"end_on": sent.end_on + timedelta(days=10)})
    campaigns.revise(session, sent.id, longer, actor=office.owner)
    messages.add(session, sent.id, MessageData(text_en="Water for all"), actor=office.owner)
    budget.add(session, sent.id, LineData("Boats", planned_minor=100_00), actor=office.owner)
    actions.submit_changes(session, sent.id, actor=office.owner)
    session.commit()
    page = visit(office.approver).get(f"/campaigns/{sent.id}/review")
    assert "Different from plan 1" in page.text
    for words in ("End", "Water for all", "Boats: THB 100"):
        assert words in page.text
    targets = {button.get("formaction") for button in page.all("button")}
    assert f"/campaigns/{sent.id}/reject" not in targets


def test_what_changed_after_it_was_sent_is_told_apart(
    visit: Visit, session: Session, office: Office, sent: Campaign
) -> None:
    messages.add(session, sent.id, MessageData(text_en="Added late"), actor=office.owner)
    session.commit()
    page = visit(office.approver).get(f"/campaigns/{sent.id}/review")
    assert "The campaign was changed after plan 1 was sent." in page.text
    assert "Added late" in page.text


def test_nobody_decides_about_their_own_plan_while_another_could(
    visit: Visit, session: Session, office: Office
) -> None:
    made = factories.ready_campaign(session, office.corporate, office.owner)
    factories.user(session, Role.APPROVER, office.corporate)
    actions.submit(session, made.id, actor=office.approver)
    session.commit()
    visitor = visit(office.approver)
    page = visitor.get(f"/campaigns/{made.id}/review")
    assert "You sent this plan yourself." in page.text
    assert not [form for form in page.all("form") if form.get("action") == f"/campaigns/{made.id}/approve"]
    token = visitor.get("/profile").form(holding="csrf_token").values["csrf_token"]
    visitor.post(f"/campaigns/{made.id}/approve", {"csrf_token": token, "number": "1"}, status=422)
    assert decisions(session) == []


def test_the_only_approver_is_told_that_it_will_be_written_down(
    visit: Visit, session: Session, office: Office
) -> None:
    made = factories.ready_campaign(session, office.corporate, office.owner)
    actions.submit(session, made.id, actor=office.approver)
    session.commit()
    visitor = visit(office.approver)
    page = visitor.get(f"/campaigns/{made.id}/review")
    assert "that is noted in the history and in the brief" in page.text
    shown = visitor.follow(visitor.fill(page, f"/campaigns/{made.id}/approve"))
    assert "By the person who sent it: the team has no other approver." in shown.text
    assert "approved their own plan 1" in shown.text


def test_the_review_is_for_the_teams_approvers(visit: Visit, office: Office, sent: Campaign) -> None:
    for who in (office.owner, office.mate, office.viewer, office.outside_approver, office.administrator):
        told = visit(who).get(f"/campaigns/{sent.id}/review", status=403).text
        assert "Only an approver of the team decides about plans" in told
        assert "only people of its team" not in told


def test_with_nothing_to_decide_the_review_leads_back(visit: Visit, session: Session, office: Office) -> None:
    made = factories.ready_campaign(session, office.corporate, office.owner)
    session.commit()
    answer = visit(office.approver).get(f"/campaigns/{made.id}/review", status=302)
    assert answer.location == f"/campaigns/{made.id}"
