"""Every state, every step, every role: who may take a campaign where."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts import queries as people
from planner.accounts.models import Kind
from planner.activity.models import ActivityEntry
from planner.campaigns.lifecycle import Status, Step
from planner.campaigns.models import Campaign
from planner.errors import NotAllowed, NotFound, Refusal
from planner.plans import actions
from tests.campaigns.test_lifecycle import LEADS_TO
from tests.factories import Office
from tests.plans.conftest import Plan

ROLES = ("owner", "mate", "approver", "viewer", "outsider", "outside_approver", "administrator")
DECISIONS = {Step.APPROVE, Step.REQUEST_CHANGES, Step.REJECT}
MAY_MOVE = {"owner", "mate", "approver", "administrator"}
MAY_DECIDE = {"approver"}

VERBS = {
    Step.SUBMIT: "campaign.submitted",
    Step.WITHDRAW: "campaign.withdrawn",
    Step.APPROVE: "campaign.approved",
    Step.REQUEST_CHANGES: "campaign.changes_requested",
    Step.REJECT: "campaign.rejected",
    Step.START: "campaign.started",
    Step.PAUSE: "campaign.paused",
    Step.RESUME: "campaign.resumed",
    Step.COMPLETE: "campaign.completed",
    Step.EVALUATE: "campaign.evaluated",
    Step.CANCEL: "campaign.cancelled",
    Step.RESTORE: "campaign.restored",
    Step.ARCHIVE: "campaign.archived",
}


def outcome(session: Session, campaign_id: int, step: Step, actor_id: int) -> Status | type[Exception]:
    """Where the step led, or how it was refused; undone in either case."""
    try:
        actor = people.person(session, actor_id)
        actions.take(session, campaign_id, step, actor=actor, comment="Because")
        return session.scalars(select(Campaign.status).where(Campaign.id == campaign_id)).one()
    except (NotAllowed, Refusal) as error:
        return type(error)
    finally:
        session.rollback()


@pytest.mark.parametrize("status", list(Status))
def test_each_role_takes_the_steps_that_are_its_own(
    session: Session, office: Office, plan: Plan, status: Status
) -> None:
    campaign_id = plan(status).id
    ids = {role: getattr(office, role).id for role in ROLES}
    wrong = []
    for step in Step:
        for role in ROLES:
            may = role in (MAY_DECIDE if step in DECISIONS else MAY_MOVE)
            expected = LEADS_TO.get((status, step), Refusal) if may else NotAllowed
            found = outcome(session, campaign_id, step, ids[role])
            if found != expected:
                wrong.append((step, role, found, expected))
    assert wrong == []


@pytest.mark.parametrize("status", list(Status))
def test_nothing_is_found_of_a_campaign_one_may_not_see(
    session: Session, office: Office, plan: Plan, status: Status
) -> None:
    campaign = plan(status)
    campaign.confidentiality = "team"  # type: ignore[assignment] # the column takes the key
    session.commit()
    for step in Step:
        for actor in (office.outsider, office.outside_approver):
            with pytest.raises(NotFound):
                actions.take(session, campaign.id, step, actor=actor, comment="Because")


@pytest.mark.parametrize(("status", "step"), sorted(LEADS_TO))
def test_each_move_is_told_in_the_history(
    session: Session, office: Office, plan: Plan, status: Status, step: Step
) -> None:
    campaign = plan(status)
    actor = office.approver if step in DECISIONS else office.mate
    actions.take(session, campaign.id, step, actor=actor, comment="Because\x00 of this")
    entry = session.scalars(select(ActivityEntry).order_by(ActivityEntry.id.desc()).limit(1)).one()
    assert (entry.verb, entry.actor_id, entry.subject_id) == (VERBS[step], actor.id, campaign.id)
    assert entry.changes["status"] == [status.value, LEADS_TO[status, step].value]
    assert entry.note == "Because of this"


@pytest.mark.parametrize("kind", list(Kind))
def test_both_kinds_go_the_whole_way(session: Session, office: Office, plan: Plan, kind: Kind) -> None:
    campaign = plan(Status.EVALUATED, kind)
    owner = office.owner if kind == Kind.COMMUNAL else office.outsider
    actions.move(session, campaign.id, Step.ARCHIVE, actor=owner)
    assert campaign.status == Status.ARCHIVED
