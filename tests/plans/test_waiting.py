"""What waits for whom, what came back, and what is late; the count of the menu says the same as the lists."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Role, User
from planner.campaigns.lifecycle import Step
from planner.campaigns.models import BudgetLine, Campaign
from planner.events.words import EventStatus, Visibility
from planner.objectives.models import Measurement
from planner.objectives.words import Method
from planner.plans import actions, overdue, waiting
from planner.plans.models import DecisionKind
from tests import factories
from tests.counting import statements
from tests.factories import Office

NOW = datetime(2027, 3, 10, 5, tzinfo=UTC)
TODAY = date(2027, 3, 10)


def everyone(office: Office) -> list[User]:
    return [
        office.owner,
        office.mate,
        office.approver,
        office.viewer,
        office.outsider,
        office.outside_approver,
        office.administrator,
    ]


def counted(session: Session, who: User) -> int:
    """The menu's count, after making sure that it is what the lists hold."""
    told = waiting.count(session, who, now=clock.now())
    listed = waiting.to_decide(session, who), waiting.sent_back(session, who, now=clock.now())
    assert told == len(listed[0]) + len(listed[1])
    return told


def sent(session: Session, office: Office) -> Campaign:
    made = factories.ready_campaign(session, office.corporate, office.owner)
    actions.submit(session, made.id, actor=office.owner)
    return made


def test_a_sent_plan_counts_for_its_approver_alone(session: Session, office: Office) -> None:
    sent(session, office)
    assert [counted(session, who) for who in everyone(office)] == [0, 0, 1, 0, 0, 0, 0]


def test_the_only_approver_is_told_of_their_own_plan_and_one_of_two_is_not(
    session: Session, office: Office
) -> None:
    made = factories.ready_campaign(session, office.corporate, office.owner)
    actions.submit(session, made.id, actor=office.approver)
    assert counted(session, office.approver) == 1
    second = factories.user(session, Role.APPROVER, office.corporate)
    assert (counted(session, office.approver), counted(session, second)) == (0, 1)
    second.is_active = False
    session.flush()
    assert counted(session, office.approver) == 1


def test_changes_asked_count_for_the_owner_until_the_plan_is_sent_again(
    session: Session, office: Office
) -> None:
    made = sent(session, office)
    actions.decide(
        session, made.id, DecisionKind.REQUEST_CHANGES, actor=office.approver, comment="Say when it ends"
    )
    assert [counted(session, who) for who in everyone(office)] == [1, 0, 0, 0, 0, 0, 0]
    [back] = waiting.sent_back(session, office.owner, now=clock.now())
    assert (back.campaign.id, back.plan.number, back.decision.comment) == (made.id, 1, "Say when it ends")
    assert back.decision.decided_by == office.approver
    actions.submit(session, made.id, actor=office.owner)
    assert [counted(session, who) for who in (office.owner, office.approver)] == [0, 1]


def test_a_running_campaigns_changed_plan_counts_as_sent_back_for_a_month(
    session: Session, office: Office
) -> None:
    made = sent(session, office)
    actions.decide(session, made.id, DecisionKind.APPROVE, actor=office.approver)
    actions.move(session, made.id, Step.START, actor=office.owner)
    made.has_no_budget = False
    session.add(BudgetLine(campaign_id=made.id, position=1, category="Print", planned_minor=5_00))
    session.flush()
    actions.submit_changes(session, made.id, actor=office.owner)
    actions.decide(session, made.id, DecisionKind.REQUEST_CHANGES, actor=office.approver, comment="Too dear")
    assert counted(session, office.owner) == 1
    later = clock.now() + waiting.RECENT + timedelta(minutes=1)
    assert waiting.count(session, office.owner, now=later) == 0


@pytest.mark.parametrize("others", [1, 6])
def test_counting_is_one_statement_and_listing_two_however_much_waits(
    session: Session, office: Office, others: int
) -> None:
    for _ in range(others):
        made = factories.ready_campaign(session, office.corporate, office.owner)
        actions.submit(session, made.id, actor=office.approver)
    session.flush()
    with statements(session) as sent_to_database:
        waiting.count(session, office.approver, now=NOW)
    assert len(sent_to_database) == 1
    with statements(session) as sent_to_database:
        assert len(waiting.to_decide(session, office.approver)) == others
        waiting.sent_back(session, office.approver, now=NOW)
    assert len(sent_to_database) == 2


# ── Late ────────────────────────────────────────────────────────────────────────────────────────────────


def late(session: Session, who: User) -> overdue.Overdue:
    session.flush()
    return overdue.of(session, who, now=NOW, today=TODAY)


def test_a_campaign_past_its_start_or_its_end_is_late_for_its_owner(session: Session, office: Office) -> None:
    team, owner, noise = office.corporate, office.owner, office.noise
    noise.start_on, noise.end_on = TODAY, TODAY + timedelta(days=90)
    before: dict[str, Any] = {"start_on": date(2027, 3, 1), "end_on": date(2027, 3, 9)}
    to_start = factories.campaign(session, team, owner, status="approved", **before)
    to_complete = factories.campaign(session, team, owner, status="active", **before)
    for status in ("cancelled", "completed", "evaluated", "archived"):
        factories.campaign(session, team, owner, status=status, **before)
    factories.campaign(session, team, owner, start_on=TODAY, end_on=TODAY)
    found = late(session, owner)
    assert [one.id for one in found.to_start] == [to_start.id]
    assert [one.id for one in found.to_complete] == [to_complete.id]
    assert [late(session, who).count for who in everyone(office)] == [2, 0, 0, 0, 0, 0, 0]


def test_an_event_that_is_over_and_was_never_confirmed_is_late(session: Session, office: Office) -> None:
    made = factories.campaign(session, office.corporate, office.owner, start_on=TODAY, end_on=TODAY)
    over = {"starts_at": NOW - timedelta(hours=3), "ends_at": NOW - timedelta(hours=1)}
    tentative = factories.event(session, made, status=EventStatus.TENTATIVE, **over)
    given = factories.event(session, made, status=EventStatus.TENTATIVE, owner_id=office.mate.id, **over)
    factories.event(session, made, status=EventStatus.CONFIRMED, **over)
    factories.event(session, made, status=EventStatus.TENTATIVE, recurrence="FREQ=DAILY", **over)
    assert [one.id for one in late(session, office.owner).to_confirm] == [tentative.id]
    assert [one.id for one in late(session, office.mate).to_confirm] == [given.id]
    assert late(session, office.outsider).to_confirm == []


def test_answers_past_their_day_are_told_until_the_event_begins(session: Session, office: Office) -> None:
    made = factories.campaign(session, office.corporate, office.owner, start_on=TODAY, end_on=TODAY)
    soon = {"starts_at": NOW + timedelta(days=2), "ends_at": NOW + timedelta(days=2, hours=1)}
    due = factories.event(session, made, rsvp_due_at=NOW - timedelta(hours=1), **soon)
    factories.event(session, made, rsvp_due_at=NOW + timedelta(hours=1), **soon)
    factories.event(session, made, status="cancelled", rsvp_due_at=NOW - timedelta(hours=1), **soon)
    assert [one.id for one in late(session, office.owner).answers_due] == [due.id]


def test_an_event_one_may_not_see_is_not_told_of(session: Session, office: Office) -> None:
    made = factories.campaign(session, office.corporate, office.owner, start_on=TODAY, end_on=TODAY)
    over = {"starts_at": NOW - timedelta(hours=3), "ends_at": NOW - timedelta(hours=1)}
    factories.event(
        session,
        made,
        status=EventStatus.TENTATIVE,
        visibility=Visibility.RESTRICTED,
        owner_id=office.viewer.id,
        **over,
    )
    assert late(session, office.viewer).to_confirm == []


def test_an_objective_past_its_day_is_late_until_it_is_measured_or_given_up(
    session: Session, office: Office
) -> None:
    running = factories.campaign(
        session, office.corporate, office.owner, status="active", start_on=TODAY, end_on=date(2027, 12, 31)
    )
    draft = factories.campaign(session, office.corporate, office.owner, start_on=TODAY, end_on=TODAY)
    due = factories.objective(session, running, due_on=date(2027, 3, 9))
    measured = factories.objective(session, running, due_on=date(2027, 3, 9), position=2)
    session.add(
        Measurement(
            objective_id=measured.id,
            measured_on=date(2027, 3, 1),
            value=measured.target,
            method=Method.SURVEY,
            source="A survey",
        )
    )
    factories.objective(session, running, due_on=date(2027, 3, 9), position=3, not_measured_reason="No money")
    factories.objective(session, running, due_on=TODAY, position=4)
    factories.objective(session, draft, due_on=date(2027, 3, 9))
    assert [one.id for one in late(session, office.owner).to_measure] == [due.id]
