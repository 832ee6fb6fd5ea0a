"""Changing the kind of a campaign: told beforehand, done by who plans in both, never once it runs."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import Kind, Role, User
from planner.activity.models import ActivityEntry
from planner.campaigns import queries as campaigns
from planner.campaigns.kinds import RETURN_FIELDS, SHAPES
from planner.campaigns.lifecycle import Status, Step
from planner.campaigns.models import Campaign
from planner.errors import NotAllowed, NotFound, Refusal, Stale
from planner.objectives.models import Measurement, Objective, OwnMetric
from planner.objectives.words import Method
from planner.plans import actions, kind_change, queries, readiness
from planner.plans.models import DecisionKind
from tests import factories
from tests.factories import Office
from tests.plans.conftest import Plan


@pytest.fixture
def both(session: Session, office: Office) -> User:
    """Someone who plans in either team."""
    who = factories.user(session, Role.PLANNER, office.corporate)
    factories.member(session, who, office.marketing, Role.PLANNER)
    session.commit()
    return who


@pytest.fixture
def exchange(session: Session, office: Office) -> Campaign:
    """A whole exchange campaign that measures returns of both sorts."""
    made = factories.ready_campaign(session, office.marketing, office.outsider, Kind.EXCHANGE)
    made.terms_en = "Until stocks last"
    starter = factories.objective(session, made, metric="redemptions", statement_en="Coupons", position=2)
    own = OwnMetric(campaign_id=made.id, name_en="Baht per cup", unit="baht", is_return=True)
    session.add(own)
    session.flush()
    factories.objective(session, made, metric=None, own_metric_id=own.id, statement_en="Own", position=3)
    session.add(
        Measurement(
            objective_id=starter.id,
            measured_on=made.start_on,
            value=Decimal(3),
            method=Method.SALES_DATA,
            source="Till",
        )
    )
    session.commit()
    return made


def last_entry(session: Session) -> ActivityEntry:
    return session.scalars(select(ActivityEntry).order_by(ActivityEntry.id.desc()).limit(1)).one()


def test_what_would_be_dropped_and_missing_is_told_beforehand(
    session: Session, office: Office, exchange: Campaign, both: User
) -> None:
    told = kind_change.preview(session, exchange.id, actor=both)
    assert told.kind == Kind.COMMUNAL
    assert set(told.dropped) == {
        "offer_summary_en",
        "terms_en",
        "expected_return_type",
        "expected_return_value",
        "attribution_method",
    }
    assert {one.statement_en for one in told.objectives} == {"Coupons", "Own"}
    assert [one.label for one in told.missing] == [readiness.NEED, readiness.NEED_SOURCE]
    assert [team.id for team in told.teams] == [office.corporate.id]
    session.expire_all()
    assert exchange.kind == Kind.EXCHANGE


def test_a_communal_campaign_keeps_no_trace_of_a_return(
    session: Session, office: Office, exchange: Campaign, both: User
) -> None:
    old_code = exchange.code
    changed = kind_change.change_kind(
        session, exchange.id, office.corporate.id, actor=both, comment="A gift, after all"
    )
    session.flush()
    assert (changed.kind, changed.team_id, changed.owner_id) == (
        Kind.COMMUNAL,
        office.corporate.id,
        both.id,
    )
    assert changed.code.startswith("C-")
    assert all(getattr(changed, key, None) is None for key in SHAPES[Kind.EXCHANGE].fields)
    assert [one.statement_en for one in queries.objectives_of(session, exchange.id)] == ["Reach 100 people"]
    assert session.scalars(select(OwnMetric)).all() == []
    assert session.scalars(select(Measurement)).all() == []
    entry = last_entry(session)
    assert entry.verb == "campaign.kind_changed"
    assert entry.note == "A gift, after all"
    assert entry.changes["kind"] == ["exchange", "communal"]
    assert entry.changes["code"] == [old_code, changed.code]
    assert not RETURN_FIELDS & set(entry.changes)


def test_a_communal_campaign_becomes_an_exchange_one(
    session: Session, office: Office, plan: Plan, both: User
) -> None:
    campaign = plan()
    campaign.seeks_no_benefit = True
    session.commit()
    told = kind_change.preview(session, campaign.id, actor=both)
    assert set(told.dropped) == {"need_statement_en", "need_source", "seeks_no_benefit"}
    assert told.objectives == []
    assert [one.label for one in told.missing] == [readiness.OFFER, readiness.RETURN]
    changed = kind_change.change_kind(session, campaign.id, office.marketing.id, actor=both)
    assert changed.code.startswith("X-")
    assert (changed.need_source, changed.seeks_no_benefit) == (None, False)
    assert len(queries.objectives_of(session, campaign.id)) == 1


def test_a_team_of_both_kinds_keeps_its_campaign_its_owner_and_its_approver(
    session: Session, office: Office, plan: Plan
) -> None:
    office.corporate.runs_exchange = True
    campaign = plan()
    campaign.approver_id = office.approver.id
    session.commit()
    changed = kind_change.change_kind(session, campaign.id, office.corporate.id, actor=office.mate)
    assert (changed.team_id, changed.owner_id, changed.approver_id) == (
        office.corporate.id,
        office.owner.id,
        office.approver.id,
    )


def test_an_approver_of_the_old_team_is_not_the_new_ones(
    session: Session, office: Office, plan: Plan, both: User
) -> None:
    campaign = plan()
    campaign.approver_id = office.approver.id
    session.commit()
    changed = kind_change.change_kind(session, campaign.id, office.marketing.id, actor=both)
    assert changed.approver_id is None


def test_only_who_plans_in_both_teams_may_or_an_administrator(
    session: Session, office: Office, plan: Plan
) -> None:
    campaign = plan()
    with pytest.raises(Refusal) as refusal:
        kind_change.change_kind(session, campaign.id, office.marketing.id, actor=office.owner)
    assert refusal.value.field == "team"
    for actor in (office.viewer, office.outsider):
        with pytest.raises(NotAllowed):
            kind_change.change_kind(session, campaign.id, office.marketing.id, actor=actor)
    changed = kind_change.change_kind(session, campaign.id, office.marketing.id, actor=office.administrator)
    assert changed.kind == Kind.EXCHANGE


def test_the_receiving_team_must_run_the_kind(
    session: Session, office: Office, plan: Plan, both: User
) -> None:
    with pytest.raises(Refusal) as refusal:
        kind_change.change_kind(session, plan().id, office.corporate.id, actor=both)
    assert refusal.value.field == "team"


@pytest.mark.parametrize("status", [one for one in Status if one not in kind_change.CHANGEABLE])
def test_it_is_refused_in_review_and_once_the_campaign_runs(
    session: Session, office: Office, plan: Plan, both: User, status: Status
) -> None:
    campaign = plan(status)
    with pytest.raises(Refusal):
        kind_change.preview(session, campaign.id, actor=both)
    with pytest.raises(Refusal):
        kind_change.change_kind(session, campaign.id, office.marketing.id, actor=both)


def test_an_approved_plan_of_the_other_kind_needs_a_new_approval_by_the_new_team(
    session: Session, office: Office, plan: Plan, both: User
) -> None:
    campaign = plan(Status.APPROVED)
    changed = kind_change.change_kind(session, campaign.id, office.marketing.id, actor=both)
    changed.offer_summary_en = "Two for one"
    changed.expected_return_type = "sales"  # type: ignore[assignment] # the column takes the key
    changed.expected_return_value = Decimal(5)
    changed.attribution_method = "judgement"  # type: ignore[assignment] # the column takes the key
    session.commit()
    with pytest.raises(Refusal):
        actions.move(session, campaign.id, Step.START, actor=both)
    sent = actions.submit_changes(session, campaign.id, actor=both)
    with pytest.raises(NotAllowed):
        actions.decide(session, campaign.id, DecisionKind.APPROVE, actor=office.approver)
    actions.decide(
        session, campaign.id, DecisionKind.APPROVE, actor=office.outside_approver, number=sent.number
    )
    assert actions.move(session, campaign.id, Step.START, actor=both).status == Status.ACTIVE


def test_what_only_a_team_sees_leaves_its_family_with_the_team(
    session: Session, office: Office, plan: Plan, both: User
) -> None:
    parent, part = plan(), plan()
    for one in (parent, part):
        one.confidentiality = "team"  # type: ignore[assignment] # the column takes the key
    part.parent_id = parent.id
    session.commit()
    with pytest.raises(Refusal):
        kind_change.change_kind(session, parent.id, office.marketing.id, actor=both)
    assert kind_change.preview(session, part.id, actor=both).loses_parent
    changed = kind_change.change_kind(session, part.id, office.marketing.id, actor=both)
    assert changed.parent_id is None


def test_an_older_version_is_stale_and_a_hidden_campaign_not_found(
    session: Session, office: Office, plan: Plan, both: User
) -> None:
    campaign = plan()
    with pytest.raises(Stale):
        kind_change.change_kind(
            session, campaign.id, office.marketing.id, actor=both, version=campaign.version - 1
        )
    with pytest.raises(NotFound):
        kind_change.preview(session, office.noise.id, actor=office.owner)


def test_nothing_else_of_the_campaign_is_touched(
    session: Session, office: Office, plan: Plan, both: User
) -> None:
    campaign = plan()
    event = factories.event(session, campaign)
    uid = event.uid
    kind_change.change_kind(session, campaign.id, office.marketing.id, actor=both)
    whole = campaigns.whole(session, campaign.id, actor=both)
    assert (len(whole.participations), len(whole.messages), whole.has_no_budget) == (1, 1, True)
    assert event.uid == uid
    assert session.scalars(select(Objective.id).where(Objective.campaign_id == campaign.id)).all()
