"""Handing over: everything of the leaver's moves, to people who may hold it, or nothing does."""

from __future__ import annotations

import contextlib
from collections import Counter

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import db
from planner.accounts import links, people, queries, sessions
from planner.accounts.models import LinkPurpose, Role, User
from planner.activity.images import Image
from planner.activity.models import ActivityEntry
from planner.campaigns import actions as campaigns
from planner.campaigns import teams
from planner.campaigns.actions import Revision
from planner.campaigns.kinds import Section
from planner.campaigns.lifecycle import Status, Step
from planner.campaigns.models import Campaign
from planner.campaigns.words import Confidentiality
from planner.custody import handing_over, undoing
from planner.custody.handing_over import CHARGES, SIGNATURES, TIES, Charge, naming_columns
from planner.db import Base
from planner.errors import NotAllowed, Refusal
from planner.feeds import actions as feeds
from planner.feeds.actions import Contents, Subscription
from planner.feeds.models import Feed, Holder
from planner.plans import actions as plans
from tests import factories
from tests.factories import Office


def again(session: Session, user: User) -> User:
    """The person as the database has them now."""
    session.expire_all()
    return queries.person(session, user.id)


def administrator(session: Session, office: Office) -> User:
    office.administrator.password_hash = "known to them"
    session.flush()
    return queries.person(session, office.administrator.id)


# ── Nothing is forgotten ────────────────────────────────────────────────────────────────────────────────


def test_every_column_that_names_a_person_is_classed_and_no_class_is_idle() -> None:
    charged = {held.column for held in CHARGES.values()}
    assert naming_columns() == charged | set(TIES)
    assert not charged & set(TIES)
    assert set(CHARGES) == set(Charge)


def test_signatures_are_on_every_record_and_nowhere_mean_more() -> None:
    for mapper in Base.registry.mappers:
        if issubclass(mapper.class_, db.Record):
            assert set(SIGNATURES) <= set(mapper.columns.keys())


# ── What goes to whom ───────────────────────────────────────────────────────────────────────────────────


def test_only_people_who_may_hold_a_lot_are_offered(session: Session, office: Office) -> None:
    factories.campaign(session, office.corporate, office.owner, approver_id=office.owner.id)
    factories.stakeholder(session, owner_id=office.owner.id)
    gone = factories.user(session, Role.PLANNER, office.corporate, is_active=False)
    found = {lot.key: {one.id for one in lot.takers} for lot in handing_over.lots(session, office.owner)}
    of_team = office.corporate.id
    assert found[f"campaigns_{of_team}"] == {office.mate.id, office.approver.id}
    assert found[f"approvals_{of_team}"] == {office.approver.id}
    assert office.outsider.id in found["stakeholders"]
    assert not found["stakeholders"] & {office.viewer.id, office.owner.id, gone.id}


def test_who_sent_a_waiting_plan_is_not_offered_its_approval(session: Session, office: Office) -> None:
    second = factories.user(session, Role.APPROVER, office.corporate)
    third = factories.user(session, Role.APPROVER, office.corporate)
    waiting = factories.ready_campaign(
        session, office.corporate, office.owner, approver_id=office.approver.id
    )
    plans.submit(session, waiting.id, actor=queries.person(session, second.id))
    (lot,) = handing_over.lots(session, office.approver)
    assert lot.waiting == 1
    assert [one.id for one in lot.takers] == [third.id]


def test_where_nobody_else_approves_whoever_sent_it_takes_it(session: Session, office: Office) -> None:
    """The domain lets them approve their own plan then, logged and printed."""
    second = factories.user(session, Role.APPROVER, office.corporate)
    waiting = factories.ready_campaign(
        session, office.corporate, office.owner, approver_id=office.approver.id
    )
    plans.submit(session, waiting.id, actor=queries.person(session, second.id))
    (lot,) = handing_over.lots(session, office.approver)
    assert [one.id for one in lot.takers] == [second.id]


def test_a_plan_taken_back_waits_for_nobody(session: Session, office: Office) -> None:
    draft = factories.ready_campaign(session, office.corporate, office.owner, approver_id=office.approver.id)
    factories.user(session, Role.APPROVER, office.corporate)
    plans.submit(session, draft.id, actor=office.mate)
    plans.take(session, draft.id, Step.WITHDRAW, actor=office.mate)
    (lot,) = handing_over.lots(session, office.approver)
    assert lot.waiting == 0


# ── One act, all or nothing ─────────────────────────────────────────────────────────────────────────────


def test_a_leaver_is_out_at_once_and_all_of_theirs_has_moved(session: Session, office: Office) -> None:
    actor = administrator(session, office)
    of = factories.campaign(session, office.corporate, office.owner)
    factories.event(session, of, owner_id=office.owner.id)
    token = sessions.begin(session, office.owner, program="a browser")
    links.make(session, LinkPurpose.RESET, office.owner, actor=actor)
    own = feeds.make(
        session, Subscription(contents=Contents(name="Mine"), holder=Holder.USER), actor=office.owner
    )
    outward = feeds.make(
        session, Subscription(contents=Contents(name="All"), holder=Holder.OPEN), actor=office.owner
    )
    session.commit()
    leaver = again(session, office.owner)
    takers = {lot.key: office.mate.id for lot in handing_over.lots(session, leaver)}
    handing_over.deactivate(session, leaver, takers, actor=again(session, actor))
    session.commit()
    session.expire_all()
    assert sessions.holder(session, token) is None
    assert links.pending(session, leaver.id) is None
    assert session.get_one(Feed, own.id).withdrawn_at is not None
    assert session.get_one(Feed, outward.id).withdrawn_at is None
    assert session.get_one(Campaign, of.id).owner_id == office.mate.id
    verbs = Counter(session.scalars(select(ActivityEntry.verb)))
    assert (verbs["campaign.handed_over"], verbs["event.handed_over"], verbs["user.deactivated"]) == (1, 1, 1)
    told = session.scalars(select(ActivityEntry).where(ActivityEntry.verb == "campaign.handed_over")).one()
    assert told.changes == {"owner_id": [leaver.id, office.mate.id]}


def test_a_lot_without_a_taker_keeps_everybody_where_they_are(session: Session, office: Office) -> None:
    actor = administrator(session, office)
    of = factories.campaign(session, office.corporate, office.owner)
    factories.stakeholder(session, owner_id=office.owner.id)
    key = f"campaigns_{office.corporate.id}"
    with pytest.raises(Refusal) as refused:
        handing_over.deactivate(session, office.owner, {key: office.mate.id}, actor=actor)
    assert refused.value.field == "stakeholders"
    assert office.owner.is_active
    assert of.owner_id == office.owner.id


def test_a_lot_that_nobody_may_take_is_refused_with_words(session: Session, office: Office) -> None:
    actor = administrator(session, office)
    factories.campaign(session, office.marketing, office.outside_approver)
    office.outsider.is_active = False
    session.flush()
    with pytest.raises(Refusal) as refused:
        handing_over.deactivate(session, office.outside_approver, {}, actor=actor)
    assert refused.value.message == handing_over.NOBODY_TO_TAKE


@pytest.mark.parametrize("who", ["viewer", "outsider", "owner", "administrator"])
def test_nobody_takes_over_what_they_may_not_hold(session: Session, office: Office, who: str) -> None:
    actor = administrator(session, office)
    of = factories.campaign(session, office.corporate, office.owner)
    takers = {f"campaigns_{office.corporate.id}": getattr(office, who).id}
    with pytest.raises(Refusal):
        handing_over.hand_over(session, office.owner, takers, actor=actor)
    assert of.owner_id == office.owner.id


def test_nobody_takes_over_an_event_they_may_not_see(session: Session, office: Office) -> None:
    actor = administrator(session, office)
    of = factories.campaign(
        session, office.corporate, office.owner, confidentiality=Confidentiality.RESTRICTED
    )
    factories.event(session, of, owner_id=office.owner.id)
    of_team = office.corporate.id
    apart = {f"campaigns_{of_team}": office.mate.id, f"events_{of_team}": office.approver.id}
    of.approver_id = factories.user(session, Role.APPROVER, office.corporate).id
    session.flush()
    with pytest.raises(Refusal) as refused:
        handing_over.hand_over(session, office.owner, apart, actor=actor)
    assert refused.value.field == f"events_{of_team}"
    session.rollback()


def test_the_last_approver_of_a_team_at_work_stays(session: Session, office: Office) -> None:
    actor = administrator(session, office)
    of = factories.campaign(session, office.corporate, office.owner)
    with pytest.raises(Refusal) as refused:
        handing_over.deactivate(session, again(session, office.approver), {}, actor=actor)
    assert refused.value.message == teams.LAST_APPROVER
    of.status = Status.ARCHIVED
    session.flush()
    handing_over.deactivate(session, again(session, office.approver), {}, actor=actor)
    assert people.teams_without_approver(session)[0].id == office.corporate.id


def test_only_administrators_hand_over_and_never_nothing(session: Session, office: Office) -> None:
    actor = administrator(session, office)
    factories.campaign(session, office.corporate, office.owner)
    takers = {f"campaigns_{office.corporate.id}": office.mate.id}
    with pytest.raises(NotAllowed):
        handing_over.hand_over(session, office.owner, takers, actor=office.mate)
    with pytest.raises(Refusal):
        handing_over.hand_over(session, office.owner, {}, actor=actor)


def test_some_is_handed_over_and_the_account_goes_on(session: Session, office: Office) -> None:
    actor = administrator(session, office)
    of = factories.campaign(session, office.corporate, office.owner)
    known = factories.stakeholder(session, owner_id=office.owner.id)
    moved = handing_over.hand_over(session, office.owner, {"stakeholders": office.outsider.id}, actor=actor)
    assert (moved, known.owner_id, of.owner_id) == (1, office.outsider.id, office.owner.id)
    assert office.owner.is_active


# ── What was done before somebody left ──────────────────────────────────────────────────────────────────


def test_undoing_gives_nothing_back_to_who_left(session: Session, office: Office) -> None:
    actor = administrator(session, office)
    of = factories.campaign(session, office.corporate, office.owner)
    meeting = factories.event(session, of, owner_id=office.owner.id)
    session.commit()
    about = {"owner_id": office.mate.id}
    campaigns.revise(session, of.id, Revision(Section.ABOUT, about), actor=office.approver)
    given = session.scalars(select(ActivityEntry.id)).one()
    session.commit()
    assert undoing.can_undo(session, session.get_one(ActivityEntry, given), actor=office.approver)
    handing_over.deactivate(
        session, again(session, office.owner), {f"events_{office.corporate.id}": office.mate.id}, actor=actor
    )
    session.commit()
    assert not undoing.can_undo(session, session.get_one(ActivityEntry, given), actor=office.approver)
    with pytest.raises(Refusal) as refused:
        undoing.undo(session, given, actor=office.approver)
    assert refused.value.message == handing_over.NO_LONGER
    assert (of.owner_id, meeting.owner_id) == (office.mate.id, office.mate.id)


@pytest.mark.parametrize(
    ("role", "is_administrator", "may"),
    [(Role.PLANNER, False, True), (Role.VIEWER, False, False), (None, False, False), (None, True, True)],
)
def test_undoing_gives_back_only_to_who_may_still_hold_it(
    session: Session, office: Office, role: Role | None, is_administrator: bool, may: bool
) -> None:
    of = factories.campaign(session, office.corporate, office.mate, approver_id=office.approver.id)
    was = factories.user(session, role, office.corporate, is_administrator=is_administrator)
    image = Image("campaign", (of.id,), {"owner_id": was.id}, {"owner_id": office.mate.id})
    expected = contextlib.nullcontext() if may else pytest.raises(Refusal)
    with expected:
        handing_over.expect_may_hold_again(session, [image])
    approver = Image("campaign", (of.id,), {"approver_id": was.id}, {"approver_id": None})
    with pytest.raises(Refusal):
        handing_over.expect_may_hold_again(session, [approver])
    handing_over.expect_may_hold_again(session, [Image("campaign", (of.id,), None, {"owner_id": was.id})])
