"""Approval: bound to a numbered plan, by somebody else, and needed again when the plan changes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import Kind, Role, User
from planner.activity.models import ActivityEntry
from planner.campaigns import actions as campaigns
from planner.campaigns import budget, messages, participations
from planner.campaigns import queries as shown
from planner.campaigns.actions import Revision
from planner.campaigns.budget import LineData
from planner.campaigns.kinds import Section
from planner.campaigns.lifecycle import Status, Step
from planner.campaigns.messages import MessageData
from planner.campaigns.models import Campaign
from planner.campaigns.participations import NewParticipation
from planner.campaigns.words import ParticipationRole
from planner.errors import Refusal, Stale
from planner.plans import actions, queries
from planner.plans import waiting as waiting_plans
from planner.plans.models import Decision, DecisionKind, PlanSnapshot
from planner.plans.queries import Standing
from tests import factories
from tests.factories import Office
from tests.plans.conftest import Plan

APPROVE, SEND_BACK, REJECT = DecisionKind.APPROVE, DecisionKind.REQUEST_CHANGES, DecisionKind.REJECT


def standing(session: Session, campaign: Campaign, actor: User) -> Standing:
    whole = shown.whole(session, campaign.id, actor=actor)
    return queries.standing(session, whole, queries.objectives_of(session, campaign.id))


def say(session: Session, campaign: Campaign, words: str, actor: User) -> None:
    messages.add(session, campaign.id, MessageData(text_en=words), actor=actor)


def last_verb(session: Session) -> str:
    return session.scalars(select(ActivityEntry.verb).order_by(ActivityEntry.id.desc()).limit(1)).one()


# ── Sending ─────────────────────────────────────────────────────────────────────────────────────────────


def test_plans_are_numbered_within_their_campaign(session: Session, office: Office, plan: Plan) -> None:
    first, second = plan(), plan()
    for campaign in (first, second):
        taken = actions.submit(session, campaign.id, actor=office.owner, comment="Please")
        assert (taken.number, taken.submitted_by_id, taken.comment) == (1, office.owner.id, "Please")
    actions.move(session, first.id, Step.WITHDRAW, actor=office.owner)
    assert actions.submit(session, first.id, actor=office.mate).number == 2


def test_a_plan_that_lacks_something_is_refused_with_all_that_it_lacks(
    session: Session, office: Office
) -> None:
    campaign = factories.campaign(session, office.corporate, office.owner)
    with pytest.raises(Refusal) as refusal:
        actions.submit(session, campaign.id, actor=office.owner)
    missing = refusal.value.values["missing"]
    assert isinstance(missing, list)
    assert len(missing) == 8
    assert campaign.status == Status.DRAFT
    assert session.scalars(select(PlanSnapshot)).all() == []


def test_a_plan_sent_from_an_older_page_is_stale(session: Session, office: Office, plan: Plan) -> None:
    campaign = plan()
    seen = campaign.version
    revision = Revision(Section.WHY, {"situation_en": "Worse"})
    campaigns.revise(session, campaign.id, revision, actor=office.mate)
    with pytest.raises(Stale):
        actions.submit(session, campaign.id, actor=office.owner, version=seen)


# ── Deciding ────────────────────────────────────────────────────────────────────────────────────────────


def test_what_is_approved_is_the_plan_that_was_sent(session: Session, office: Office, plan: Plan) -> None:
    campaign = plan(Status.IN_REVIEW)
    say(session, campaign, "Added while it was read", office.owner)
    decided = actions.decide(session, campaign.id, APPROVE, actor=office.approver, number=1)
    assert not decided.is_own_plan
    stands = standing(session, campaign, office.owner)
    assert stands.approved is not None
    assert stands.approved.number == 1
    assert [change.field for change in stands.changes] == ["item"]


@pytest.mark.parametrize("decision", [SEND_BACK, REJECT])
def test_sending_back_and_rejecting_need_a_comment(
    session: Session, office: Office, plan: Plan, decision: DecisionKind
) -> None:
    campaign = plan(Status.IN_REVIEW)
    for comment in (None, "", " \u200b "):
        with pytest.raises(Refusal) as refusal:
            actions.decide(session, campaign.id, decision, actor=office.approver, comment=comment)
        assert refusal.value.field == "comment"
    assert session.scalars(select(Decision)).all() == []


def test_a_decision_about_another_plan_than_the_one_that_waits_is_stale(
    session: Session, office: Office, plan: Plan
) -> None:
    campaign = plan(Status.IN_REVIEW)
    actions.move(session, campaign.id, Step.WITHDRAW, actor=office.owner)
    actions.submit(session, campaign.id, actor=office.owner)
    with pytest.raises(Stale):
        actions.decide(session, campaign.id, APPROVE, actor=office.approver, number=1)
    actions.decide(session, campaign.id, APPROVE, actor=office.approver, number=2)


def test_nobody_decides_about_what_they_sent_while_somebody_else_could(
    session: Session, office: Office, plan: Plan
) -> None:
    campaign = plan()
    factories.user(session, Role.APPROVER, office.corporate)
    actions.submit(session, campaign.id, actor=office.approver)
    for decision in DecisionKind:
        with pytest.raises(Refusal):
            actions.decide(session, campaign.id, decision, actor=office.approver, comment="Mine")
    assert session.scalars(select(Decision)).all() == []


def test_the_only_approver_may_approve_their_own_plan_and_it_is_written_down(
    session: Session, office: Office, plan: Plan
) -> None:
    campaign = plan()
    factories.user(session, Role.APPROVER, office.corporate, is_active=False)
    actions.submit(session, campaign.id, actor=office.approver)
    decided = actions.decide(session, campaign.id, APPROVE, actor=office.approver)
    assert decided.is_own_plan
    assert last_verb(session) == "campaign.approved_own"


def test_a_restricted_plan_needs_an_approver_other_than_its_sender(
    session: Session, office: Office, plan: Plan
) -> None:
    campaign = plan()
    factories.user(session, Role.APPROVER, office.corporate)
    campaign.owner_id = office.approver.id
    campaign.approver_id = office.approver.id
    campaign.confidentiality = "restricted"  # type: ignore[assignment] # the column takes the key
    session.commit()
    with pytest.raises(Refusal) as refusal:
        actions.submit(session, campaign.id, actor=office.approver)
    assert refusal.value.message == actions.OWN_AND_RESTRICTED


# ── A changed plan ──────────────────────────────────────────────────────────────────────────────────────


def test_an_approved_plan_that_changed_is_not_started_before_a_new_approval(
    session: Session, office: Office, plan: Plan
) -> None:
    campaign = plan(Status.APPROVED)
    say(session, campaign, "One more", office.owner)
    with pytest.raises(Refusal) as refusal:
        actions.move(session, campaign.id, Step.START, actor=office.owner)
    assert refusal.value.values["number"] == 1
    sent = actions.submit_changes(session, campaign.id, actor=office.owner)
    assert (sent.number, campaign.status) == (2, Status.APPROVED)
    with pytest.raises(Refusal):
        actions.move(session, campaign.id, Step.START, actor=office.owner)
    actions.decide(session, campaign.id, APPROVE, actor=office.approver, number=2)
    assert not standing(session, campaign, office.owner).is_changed
    assert actions.move(session, campaign.id, Step.START, actor=office.owner).status == Status.ACTIVE


def test_a_change_taken_back_needs_no_approval(session: Session, office: Office, plan: Plan) -> None:
    campaign = plan(Status.APPROVED)
    message = messages.add(session, campaign.id, MessageData(text_en="Oops"), actor=office.owner)
    messages.remove(session, message.id, actor=office.owner)
    assert actions.move(session, campaign.id, Step.START, actor=office.owner).status == Status.ACTIVE


def test_a_running_campaign_runs_on_while_its_change_is_decided(
    session: Session, office: Office, plan: Plan
) -> None:
    campaign = plan(Status.ACTIVE)
    later = Revision(Section.ABOUT, {"end_on": campaign.end_on + timedelta(days=10)})
    campaigns.revise(session, campaign.id, later, actor=office.owner)
    assert [one.field for one in standing(session, campaign, office.owner).changes] == ["end_on"]
    actions.submit_changes(session, campaign.id, actor=office.owner)
    actions.decide(session, campaign.id, SEND_BACK, actor=office.approver, comment="Why longer?")
    assert campaign.status == Status.ACTIVE
    assert standing(session, campaign, office.owner).is_changed
    actions.submit_changes(session, campaign.id, actor=office.owner, comment="The tide")
    actions.decide(session, campaign.id, APPROVE, actor=office.approver, number=3)
    assert not standing(session, campaign, office.owner).is_changed
    assert campaign.status == Status.ACTIVE


def test_a_changed_plan_is_not_rejected_in_place(session: Session, office: Office, plan: Plan) -> None:
    campaign = plan(Status.ACTIVE)
    say(session, campaign, "One more", office.owner)
    actions.submit_changes(session, campaign.id, actor=office.owner)
    with pytest.raises(Refusal):
        actions.decide(session, campaign.id, REJECT, actor=office.approver, comment="No")


def test_the_same_change_is_sent_once_and_another_takes_its_place(
    session: Session, office: Office, plan: Plan
) -> None:
    campaign = plan(Status.APPROVED)
    say(session, campaign, "One more", office.owner)
    actions.submit_changes(session, campaign.id, actor=office.owner)
    with pytest.raises(Refusal):
        actions.submit_changes(session, campaign.id, actor=office.mate)
    say(session, campaign, "And another", office.owner)
    assert actions.submit_changes(session, campaign.id, actor=office.mate).number == 3
    with pytest.raises(Stale):
        actions.decide(session, campaign.id, APPROVE, actor=office.approver, number=2)


def test_an_unchanged_plan_is_not_sent_again(session: Session, office: Office, plan: Plan) -> None:
    campaign = plan(Status.APPROVED)
    with pytest.raises(Refusal) as refusal:
        actions.submit_changes(session, campaign.id, actor=office.owner)
    assert refusal.value.values["number"] == 1


@pytest.mark.parametrize(
    "status", [Status.DRAFT, Status.IN_REVIEW, Status.COMPLETED, Status.CANCELLED, Status.ARCHIVED]
)
def test_changes_are_sent_only_of_what_stands_approved(
    session: Session, office: Office, plan: Plan, status: Status
) -> None:
    with pytest.raises(Refusal):
        actions.submit_changes(session, plan(status).id, actor=office.owner)


def test_a_changed_plan_that_lacks_something_is_not_sent(
    session: Session, office: Office, plan: Plan
) -> None:
    campaign = plan(Status.APPROVED)
    whole = shown.whole(session, campaign.id, actor=office.owner)
    messages.remove(session, whole.messages[0].id, actor=office.owner)
    with pytest.raises(Refusal) as refusal:
        actions.submit_changes(session, campaign.id, actor=office.owner)
    assert refusal.value.values["missing"] == ["A key message"]


def test_events_actual_money_participants_and_words_elsewhere_do_not_reopen_the_approval(
    session: Session, office: Office, plan: Plan
) -> None:
    campaign = plan()
    line = budget.add(session, campaign.id, LineData("Boats", planned_minor=500_00), actor=office.owner)
    actions.submit(session, campaign.id, actor=office.owner)
    actions.decide(session, campaign.id, APPROVE, actor=office.approver)
    factories.event(session, campaign)
    spent = LineData("Boats", planned_minor=500_00, committed_minor=100_00, actual_minor=90_00)
    budget.revise(session, line.id, spent, actor=office.owner)
    joining = NewParticipation(factories.stakeholder(session).id, ParticipationRole.MEDIA)
    participations.add(session, campaign.id, joining, actor=office.owner)
    revision = Revision(Section.WHY, {"situation_en": "Worse"})
    campaigns.revise(session, campaign.id, revision, actor=office.owner)
    assert not standing(session, campaign, office.owner).is_changed
    assert actions.move(session, campaign.id, Step.START, actor=office.owner).status == Status.ACTIVE


def test_a_restored_campaign_needs_a_new_approval(session: Session, office: Office, plan: Plan) -> None:
    campaign = plan(Status.APPROVED)
    actions.move(session, campaign.id, Step.CANCEL, actor=office.owner)
    actions.move(session, campaign.id, Step.RESTORE, actor=office.owner)
    assert standing(session, campaign, office.owner).approved is None
    assert actions.submit(session, campaign.id, actor=office.owner).number == 2


# ── The result ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_result_waits_for_lessons_and_figures(session: Session, office: Office, plan: Plan) -> None:
    campaign = plan(Status.COMPLETED)
    for objective in queries.objectives_of(session, campaign.id):
        objective.not_measured_reason = None
    campaign.lessons_en = None
    session.commit()
    with pytest.raises(Refusal) as refusal:
        actions.move(session, campaign.id, Step.EVALUATE, actor=office.owner)
    assert refusal.value.values["missing"] == [
        "Lessons",
        "Every objective measured, or marked as not measured",
    ]


# ── Whom a decision waits for ───────────────────────────────────────────────────────────────────────────


def waiting(session: Session, actor: User) -> list[int]:
    return [campaign.id for campaign, _ in waiting_plans.to_decide(session, actor)]


def test_a_plan_waits_for_the_approvers_of_its_team(session: Session, office: Office, plan: Plan) -> None:
    sent = plan(Status.IN_REVIEW)
    plan(Status.APPROVED)
    plan(Status.DRAFT)
    assert waiting(session, office.approver) == [sent.id]
    for other in (office.owner, office.viewer, office.outside_approver, office.administrator):
        assert waiting(session, other) == []


def test_a_changed_plan_waits_as_well(session: Session, office: Office, plan: Plan) -> None:
    campaign = plan(Status.ACTIVE)
    say(session, campaign, "One more", office.owner)
    assert waiting(session, office.approver) == []
    actions.submit_changes(session, campaign.id, actor=office.owner)
    assert waiting(session, office.approver) == [campaign.id]


def test_a_plan_waits_for_the_one_who_is_named(session: Session, office: Office, plan: Plan) -> None:
    second = factories.user(session, Role.APPROVER, office.corporate)
    campaign = plan(Status.IN_REVIEW)
    campaign.approver_id = second.id
    session.commit()
    assert waiting(session, office.approver) == []
    assert waiting(session, second) == [campaign.id]


def test_ones_own_plan_does_not_wait_for_oneself(session: Session, office: Office, plan: Plan) -> None:
    campaign = plan()
    actions.submit(session, campaign.id, actor=office.approver)
    assert waiting(session, office.approver) == [campaign.id]
    factories.user(session, Role.APPROVER, office.corporate)
    assert waiting(session, office.approver) == []


def test_drafts_are_told_with_what_they_lack(session: Session, office: Office, plan: Plan) -> None:
    whole, bare = plan(), factories.campaign(session, office.corporate, office.owner)
    factories.campaign(session, office.corporate, office.mate)
    found = {one.campaign.id: len(one.missing) for one in queries.unfinished_of(session, office.owner)}
    assert found == {whole.id: 0, bare.id: 8}


def test_kinds_differ_in_what_they_lack(session: Session, office: Office) -> None:
    factories.campaign(session, office.marketing, office.outsider, Kind.EXCHANGE)
    labels = [one.label for draft in queries.unfinished_of(session, office.outsider) for one in draft.missing]
    assert "The offer" in labels
    assert "The need" not in labels
