"""Who is attached to an event."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from planner.activity.queries import history
from planner.campaigns.models import Campaign
from planner.errors import NotAllowed, NotFound, Refusal, Stale
from planner.events import attachments, queries
from planner.events.words import AttachmentRole
from planner.stakeholders.words import StakeholderStatus
from tests import factories
from tests.factories import Office


def test_a_stakeholder_is_attached_given_another_role_and_detached(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = factories.event(session, campaign)
    who = factories.stakeholder(session)
    sequence = event.sequence
    made = attachments.attach(session, event.id, who.id, AttachmentRole.GUEST, actor=office.owner)
    assert event.sequence == sequence + 1
    attachments.revise(
        session, event.id, made.id, AttachmentRole.VIP, actor=office.mate, version=made.version
    )
    assert event.sequence == sequence + 1, "a role is nobody's business outside"
    assert attachments.detach(session, event.id, made.id, actor=office.mate) is who
    assert event.sequence == sequence + 2
    assert queries.shown(session, event.id, actor=office.owner).attachments == []
    verbs = ["attachment.removed", "attachment.revised", "attachment.added"]
    assert [entry.verb for entry in history(session, "event", event.id)] == verbs
    assert [entry.verb for entry in history(session, "stakeholder", who.id)] == verbs


def test_nobody_is_attached_twice(session: Session, office: Office, campaign: Campaign) -> None:
    event = factories.event(session, campaign)
    who = factories.stakeholder(session)
    attachments.attach(session, event.id, who.id, AttachmentRole.GUEST, actor=office.owner)
    with pytest.raises(Refusal) as refused:
        attachments.attach(session, event.id, who.id, AttachmentRole.VIP, actor=office.owner)
    assert refused.value.field == "stakeholder"


def test_one_who_is_not_to_be_contacted_may_be_attached(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = factories.event(session, campaign)
    who = factories.stakeholder(session, do_not_contact=True)
    made = attachments.attach(session, event.id, who.id, AttachmentRole.GUEST, actor=office.owner)
    assert made.stakeholder_id == who.id


@pytest.mark.parametrize("status", [StakeholderStatus.INACTIVE, StakeholderStatus.ERASED])
def test_one_who_is_gone_may_not(
    session: Session, office: Office, campaign: Campaign, status: StakeholderStatus
) -> None:
    event = factories.event(session, campaign)
    who = factories.stakeholder(session, status=status)
    with pytest.raises(Refusal):
        attachments.attach(session, event.id, who.id, AttachmentRole.GUEST, actor=office.owner)


def test_the_campaigns_own_people_are_offered_first(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = factories.event(session, campaign)
    near, far, already = (
        factories.stakeholder(session, organisation_name_th=name) for name in ("ฮ วัด", "ก วัด", "ข วัด")
    )
    factories.participation(session, campaign, near)
    factories.participation(session, campaign, already)
    attachments.attach(session, event.id, already.id, AttachmentRole.GUEST, actor=office.owner)
    offered = attachments.candidates(session, event, "วัด")
    assert [(one.stakeholder.id, one.takes_part) for one in offered] == [(near.id, True), (far.id, False)]
    assert attachments.participants(session, event) == {already.id}


def test_an_attachment_of_another_event_is_not_found(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event, other = factories.event(session, campaign), factories.event(session, campaign)
    who = factories.stakeholder(session)
    made = attachments.attach(session, other.id, who.id, AttachmentRole.GUEST, actor=office.owner)
    with pytest.raises(NotFound):
        attachments.detach(session, event.id, made.id, actor=office.owner)


def test_a_role_changed_meanwhile_is_shown_again(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = factories.event(session, campaign)
    made = attachments.attach(
        session, event.id, factories.stakeholder(session).id, AttachmentRole.GUEST, actor=office.owner
    )
    seen = made.version
    attachments.revise(session, event.id, made.id, AttachmentRole.VIP, actor=office.mate)
    with pytest.raises(Stale):
        attachments.revise(session, event.id, made.id, AttachmentRole.CHAIR, actor=office.owner, version=seen)


def test_a_viewer_attaches_nobody(session: Session, office: Office, campaign: Campaign) -> None:
    event = factories.event(session, campaign)
    who = factories.stakeholder(session)
    with pytest.raises(NotAllowed):
        attachments.attach(session, event.id, who.id, AttachmentRole.GUEST, actor=office.viewer)
