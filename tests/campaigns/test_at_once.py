"""Several people at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from planner.accounts import queries as people
from planner.accounts.models import Kind
from planner.campaigns import actions
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.errors import Refusal, Stale
from planner.plans import actions as plans
from planner.plans.models import DecisionKind, PlanSnapshot
from tests import factories
from tests.campaigns.test_planning import data
from tests.factories import Office


def test_campaigns_begun_at_once_have_codes_of_their_own(session: Session, office: Office) -> None:
    engine = session.get_bind()
    assert isinstance(engine, Engine)
    plan, owner_id = data(office), office.owner.id
    session.commit()

    def begin(_: int) -> str:
        with Session(engine) as own:
            code = actions.plan(own, plan, actor=people.person(own, owner_id)).code
            own.commit()
            return code

    with ThreadPoolExecutor(6) as crowd:
        codes = sorted(crowd.map(begin, range(12)))
    assert codes == [f"C-2026-{number:03}" for number in range(1, 13)]


def test_two_decisions_at_once_are_one(session: Session, office: Office) -> None:
    engine = session.get_bind()
    assert isinstance(engine, Engine)
    campaign = factories.ready_campaign(session, office.corporate, office.owner, Kind.COMMUNAL)
    plans.submit(session, campaign.id, actor=office.owner)
    campaign_id, approver_id = campaign.id, office.approver.id
    session.commit()

    def decide(decision: DecisionKind) -> bool:
        with Session(engine) as own:
            try:
                actor = people.person(own, approver_id)
                plans.decide(own, campaign_id, decision, actor=actor, comment="Now", number=1)
                own.commit()
            except (Refusal, Stale):
                return False
            return True

    with ThreadPoolExecutor(2) as crowd:
        done = list(crowd.map(decide, [DecisionKind.APPROVE, DecisionKind.REQUEST_CHANGES]))
    assert sorted(done) == [False, True]
    session.refresh(campaign)
    assert campaign.status in {Status.APPROVED, Status.DRAFT}
    assert session.query(Campaign).count() == 2
    assert session.query(PlanSnapshot).count() == 1
