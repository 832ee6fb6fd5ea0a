"""What merging two stakeholders means for everything that named them: approvals, what is undone later, other teams."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.activity.models import ActivityEntry
from planner.campaigns import messages
from planner.campaigns.lifecycle import Status, Step
from planner.campaigns.messages import MessageData
from planner.campaigns.models import Campaign, KeyMessage, Participation
from planner.custody import deletion, merging, undoing
from planner.custody.merging import Merge
from planner.errors import NotAllowed, Refusal
from planner.events.models import Attachment
from planner.plans import actions as plans
from planner.plans import queries as standings
from planner.plans.models import DecisionKind
from planner.stakeholders import actions as stakeholders
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import StakeholderKind
from tests import factories
from tests.custody.rows import everything
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]


class Twins:
    """One person taken up twice, each deed around them in a transaction of its own."""

    def __init__(self, session: Session, office: Office) -> None:
        self.session, self.office = session, office
        person = StakeholderKind.PERSON
        self.kept_id, self.gone_id = (factories.stakeholder(session, kind=person).id for _ in range(2))
        self.campaign_id = factories.ready_campaign(session, office.corporate, office.owner).id
        session.commit()

    def did(self, deed: Callable[[], Any]) -> int:
        """Do it and commit it; the number of the act."""
        self.session.expunge_all()
        deed()
        self.session.commit()
        self.session.expunge_all()
        newest = select(func.max(ActivityEntry.id)).where(ActivityEntry.act_id.is_(None))
        return self.session.scalars(newest).one()

    def take_part(self, *ids: int) -> None:
        """Each of them takes part in the campaign."""
        campaign = self.session.get_one(Campaign, self.campaign_id)
        for key in ids:
            factories.participation(self.session, campaign, self.session.get_one(Stakeholder, key))
        self.session.commit()

    def merge(self) -> int:
        """The second becomes the first."""
        data = Merge(self.kept_id, self.gone_id)
        return self.did(lambda: merging.merge(self.session, data, actor=self.office.administrator))

    def take_parts(self) -> list[int]:
        """Who takes part in the campaign, of the two."""
        named = Participation.stakeholder_id
        wanted = select(named).where(
            Participation.campaign_id == self.campaign_id, named.in_([self.kept_id, self.gone_id])
        )
        return list(self.session.scalars(wanted))


@pytest.fixture
def twins(session: Session, office: Office) -> Twins:
    """The same person twice, and a draft ready for review."""
    return Twins(session, office)


# ── Approval ────────────────────────────────────────────────────────────────────────────────────────────


def approved_plan_for(twins: Twins, *, by: Step) -> None:
    """The campaign, with a message for the one who will go, sent and approved."""
    session, office, of = twins.session, twins.office, twins.campaign_id
    twins.take_part(twins.gone_id)
    message = session.scalars(select(KeyMessage).where(KeyMessage.campaign_id == of)).one()
    message.public_id = twins.gone_id
    session.commit()
    twins.did(lambda: plans.submit(session, of, actor=office.mate))
    if by == Step.APPROVE:
        approve = DecisionKind.APPROVE
        twins.did(lambda: plans.decide(session, of, approve, actor=office.approver, comment="Good"))


def test_an_approved_plan_stays_approved_when_the_one_it_speaks_to_is_merged(twins: Twins) -> None:
    approved_plan_for(twins, by=Step.APPROVE)
    twins.merge()
    twins.did(lambda: plans.take(twins.session, twins.campaign_id, Step.START, actor=twins.office.mate))
    assert twins.session.get_one(Campaign, twins.campaign_id).status == Status.ACTIVE


def test_a_plan_that_waits_is_not_called_changed_when_the_one_it_speaks_to_is_merged(
    twins: Twins, visit: Visit
) -> None:
    approved_plan_for(twins, by=Step.SUBMIT)
    before = visit(twins.office.approver).get(f"/campaigns/{twins.campaign_id}/review").text
    twins.merge()
    after = visit(twins.office.approver).get(f"/campaigns/{twins.campaign_id}/review").text
    assert ("changed" in before.casefold()) == ("changed" in after.casefold())


def test_a_message_for_somebody_else_is_a_change_also_after_a_merge(twins: Twins) -> None:
    approved_plan_for(twins, by=Step.APPROVE)
    twins.merge()
    session, office, of = twins.session, twins.office, twins.campaign_id
    key = session.scalars(select(KeyMessage.id).where(KeyMessage.campaign_id == of)).one()
    twins.did(lambda: messages.revise(session, key, MessageData(text_en="Water"), actor=office.owner))
    campaign = session.get_one(Campaign, of)
    with pytest.raises(Refusal, match="changed"):
        plans.take(session, campaign.id, Step.START, actor=office.mate)
    assert standings.snapshots(session, of)


# ── What is undone after a merge ────────────────────────────────────────────────────────────────────────


def test_a_deleted_draft_comes_back_with_the_one_who_stands_for_both(twins: Twins) -> None:
    twins.take_part(twins.gone_id)
    session, owner = twins.session, twins.office.owner
    act = twins.did(lambda: deletion.delete_campaign(session, twins.campaign_id, actor=owner))
    merge = twins.merge()
    undone = twins.did(lambda: undoing.undo(session, act, actor=owner))
    assert twins.take_parts() == [twins.kept_id]
    # and again the other way about
    twins.did(lambda: undoing.undo(session, undone, actor=owner))
    assert twins.take_parts() == []
    twins.did(lambda: undoing.undo(session, merge, actor=owner))
    assert session.get_one(Stakeholder, twins.gone_id).merged_into_id is None


def test_undoing_a_merge_parts_the_two_as_they_were(twins: Twins) -> None:
    twins.take_part(twins.kept_id, twins.gone_id)
    before = everything(twins.session)
    act = twins.merge()
    assert twins.take_parts() == [twins.kept_id]
    twins.did(lambda: undoing.undo(twins.session, act, actor=twins.office.owner))
    assert everything(twins.session) == before


def is_barred(twins: Twins) -> list[bool]:
    barred = Stakeholder.do_not_contact
    wanted = select(barred).where(Stakeholder.id.in_([twins.kept_id, twins.gone_id])).order_by(Stakeholder.id)
    return list(twins.session.scalars(wanted))


def test_whoever_asked_to_be_left_alone_while_two_were_one_is_left_alone_when_they_are_parted(
    twins: Twins,
) -> None:
    session, owner = twins.session, twins.office.owner
    act = twins.merge()
    twins.did(
        lambda: stakeholders.bar_contact(
            session, session.get_one(Stakeholder, twins.kept_id), "Asked by phone", actor=owner
        )
    )
    undone = twins.did(lambda: undoing.undo(session, act, actor=owner))
    assert is_barred(twins) == [True, True]
    assert session.get_one(Stakeholder, twins.gone_id).do_not_contact_reason == "Asked by phone"
    twins.did(lambda: undoing.undo(session, undone, actor=owner))
    assert session.get_one(Stakeholder, twins.kept_id).do_not_contact


def test_a_bar_of_before_the_merge_stays_with_the_one_it_was_for(twins: Twins) -> None:
    twins.session.get_one(Stakeholder, twins.kept_id).do_not_contact = True
    twins.session.commit()
    act = twins.merge()
    twins.did(lambda: undoing.undo(twins.session, act, actor=twins.office.owner))
    assert is_barred(twins) == [True, False]


def test_who_may_not_join_rows_of_another_team_may_not_part_or_join_them_by_undoing(twins: Twins) -> None:
    twins.take_part(twins.kept_id, twins.gone_id)
    act, session, office = twins.merge(), twins.session, twins.office
    with pytest.raises(NotAllowed):
        undoing.undo(session, act, actor=office.outsider)
    session.rollback()
    undone = twins.did(lambda: undoing.undo(session, act, actor=office.mate))
    with pytest.raises(NotAllowed):
        undoing.undo(session, undone, actor=office.outsider)


def test_who_may_not_edit_an_event_may_not_part_its_guests_by_undoing(twins: Twins) -> None:
    session, office = twins.session, twins.office
    event = factories.event(session, session.get_one(Campaign, twins.campaign_id))
    session.add_all(
        Attachment(event_id=event.id, stakeholder_id=key) for key in (twins.kept_id, twins.gone_id)
    )
    session.commit()
    act = twins.merge()
    with pytest.raises(NotAllowed):
        undoing.undo(session, act, actor=office.outsider)


# ── Addresses ───────────────────────────────────────────────────────────────────────────────────────────


def addresses(twins: Twins, kept: list[str], gone: list[str]) -> None:
    twins.session.get_one(Stakeholder, twins.kept_id).emails = kept
    twins.session.get_one(Stakeholder, twins.gone_id).emails = gone
    twins.session.commit()


def test_two_spellings_of_one_mailbox_become_one(twins: Twins) -> None:
    addresses(twins, ["Manee@example.org"], ["manee@example.org", "m.rakthai@example.org"])
    twins.merge()
    kept = twins.session.get_one(Stakeholder, twins.kept_id)
    assert kept.emails == ["Manee@example.org", "m.rakthai@example.org"]


def test_all_addresses_of_both_are_there_to_choose_from(twins: Twins, visit: Visit) -> None:
    addresses(twins, [f"one{n}@example.org" for n in range(10)], [f"other{n}@example.org" for n in range(10)])
    twins.merge()
    visitor, where = visit(twins.office.owner), f"/stakeholders/{twins.kept_id}/edit/reach"
    page = visitor.get(where)
    rows = [name for name in page.form(where).names if name.startswith("emails-")]
    assert len(rows) == 21
    refused = visitor.fill(page, where, status=422)
    assert "Keep the ten that are used." in refused.text
    sent = refused.form(where).filled(**{f"emails-{n}": "" for n in range(10, 20)})
    visitor.post(where, sent)
    twins.session.expire_all()
    assert len(twins.session.get_one(Stakeholder, twins.kept_id).emails) == 10
