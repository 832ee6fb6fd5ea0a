"""Plans at every state of their life, reached by the steps people take."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from planner.accounts.models import Kind
from planner.campaigns.lifecycle import Status, Step
from planner.campaigns.models import Campaign
from planner.plans import actions, queries
from tests import factories
from tests.factories import Office

WAYS: dict[Status, tuple[Step, ...]] = {
    Status.DRAFT: (),
    Status.IN_REVIEW: (Step.SUBMIT,),
    Status.APPROVED: (Step.SUBMIT, Step.APPROVE),
    Status.ACTIVE: (Step.SUBMIT, Step.APPROVE, Step.START),
    Status.PAUSED: (Step.SUBMIT, Step.APPROVE, Step.START, Step.PAUSE),
    Status.COMPLETED: (Step.SUBMIT, Step.APPROVE, Step.START, Step.COMPLETE),
    Status.EVALUATED: (Step.SUBMIT, Step.APPROVE, Step.START, Step.COMPLETE, Step.EVALUATE),
    Status.CANCELLED: (Step.CANCEL,),
    Status.ARCHIVED: (Step.CANCEL, Step.ARCHIVE),
}

Plan = Callable[..., Campaign]


@pytest.fixture
def plan(session: Session, office: Office) -> Plan:
    """`plan(Status.ACTIVE)`: a campaign of the owner's that was brought to this state, ready for every next step."""

    def bring(status: Status = Status.DRAFT, kind: Kind = Kind.COMMUNAL) -> Campaign:
        is_corporate = kind == Kind.COMMUNAL
        team = office.corporate if is_corporate else office.marketing
        owner = office.owner if is_corporate else office.outsider
        approver = office.approver if is_corporate else office.outside_approver
        campaign = factories.ready_campaign(
            session, team, owner, kind, lessons_en="Begin earlier", has_no_budget=True
        )
        for objective in queries.objectives_of(session, campaign.id):
            objective.not_measured_reason = "No survey was held"
        session.flush()
        for step in WAYS[status]:
            actor = approver if step == Step.APPROVE else owner
            actions.take(session, campaign.id, step, actor=actor, comment="Because")
        session.commit()
        return campaign

    return bring
