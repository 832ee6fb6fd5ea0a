"""What nobody outside has heard of may be deleted, with everything in it, and comes back whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind
from planner.activity.models import ActivityEntry
from planner.campaigns import actions as campaigns
from planner.campaigns.actions import NewCampaign
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign, KeyMessage
from planner.custody import deletion, undoing
from planner.errors import NotAllowed, NotFound, Refusal, Stale
from planner.events.models import Attachment, Event, ExcludedDate, Override, RunSheetItem
from planner.events.words import AttachmentRole, EventStatus
from planner.feeds.models import Carried, Feed, Holder
from planner.objectives.models import Measurement
from planner.plans import actions as plans
from tests import factories
from tests.custody.rows import everything
from tests.factories import Office


@pytest.fixture
def draft(session: Session, office: Office) -> Campaign:
    """A draft with something in every part."""
    made = factories.ready_campaign(session, office.corporate, office.owner)
    made.approver_id = office.approver.id
    event = factories.event(session, made)
    event.recurrence = "FREQ=DAILY;COUNT=9"
    event.exclusions.append(ExcludedDate(on=date(2026, 12, 5)))
    event.overrides.append(Override(on=date(2026, 12, 6), status=EventStatus.CANCELLED))
    who = factories.stakeholder(session)
    session.add(Attachment(event_id=event.id, stakeholder_id=who.id, role=AttachmentRole.VIP))
    first = RunSheetItem(event_id=event.id, starts_at=clock.now().time(), duration_minutes=5, title="Open")
    session.add(first)
    session.flush()
    session.add(
        RunSheetItem(
            event_id=event.id,
            starts_at=clock.now().time(),
            duration_minutes=5,
            title="Speak",
            depends_on_id=first.id,
        )
    )
    part = factories.participation(session, made, who)
    part.message_id = session.scalars(select(KeyMessage.id).where(KeyMessage.campaign_id == made.id)).first()
    objective = factories.objective(session, made)
    session.add(
        Measurement(
            objective_id=objective.id,
            measured_on=date(2026, 1, 1),
            value=Decimal(1),
            method="survey",
            source="x",
        )
    )
    session.commit()
    session.expunge_all()
    return made


def did(session: Session, deed: Callable[[], Any]) -> int:
    """Commit a deed; say which act it was."""
    session.expunge_all()
    deed()
    session.commit()
    session.expunge_all()
    return (
        session.scalars(
            select(ActivityEntry.id).where(ActivityEntry.act_id.is_(None)).order_by(ActivityEntry.id.desc())
        ).first()
        or 0
    )


def test_a_draft_goes_with_everything_in_it_and_comes_back_whole(
    session: Session, office: Office, draft: Campaign
) -> None:
    before = everything(session)
    gone = did(session, lambda: deletion.delete_campaign(session, draft.id, actor=office.owner))
    after = everything(session)
    assert session.get(Campaign, draft.id) is None
    assert {table for table, _ in set(before) - set(after)} >= {
        "attachment",
        "campaign",
        "event",
        "event_override",
        "excluded_date",
        "key_message",
        "measurement",
        "objective",
        "participation",
        "run_sheet_item",
    }
    back = undoing.undo(session, gone, actor=office.owner)
    session.commit()
    assert everything(session) == before
    undoing.undo(session, back.id, actor=office.mate)
    session.commit()
    assert everything(session) == after


def test_nothing_of_others_goes_with_it(session: Session, office: Office, draft: Campaign) -> None:
    before = everything(session)
    did(session, lambda: deletion.delete_campaign(session, draft.id, actor=office.owner))
    gone = set(before) - set(everything(session))
    assert ("campaign", (office.noise.id,)) not in gone
    assert not {table for table, _ in gone} & {"stakeholder", "affiliation", "consent", "feed"}


def test_its_code_is_never_given_again(session: Session, office: Office) -> None:
    january, may = date(2031, 1, 1), date(2031, 5, 1)
    data = NewCampaign(Kind.COMMUNAL, office.corporate.id, january, may, title_en="Wells", purpose_en="Water")
    did(session, lambda: campaigns.plan(session, data, actor=office.owner))
    first = session.scalars(select(Campaign).order_by(Campaign.id.desc())).first()
    assert first is not None
    code, key = first.code, first.id
    did(session, lambda: deletion.delete_campaign(session, key, actor=office.owner))
    did(session, lambda: campaigns.plan(session, data, actor=office.owner))
    second = session.scalars(select(Campaign).order_by(Campaign.id.desc())).first()
    assert second is not None
    assert second.code > code
    assert second.id > key


def test_who_may_not_edit_it_may_not_delete_it(session: Session, office: Office, draft: Campaign) -> None:
    for who in (office.viewer, office.outsider):
        with pytest.raises(NotAllowed):
            deletion.delete_campaign(session, draft.id, actor=who)
        session.rollback()
    with pytest.raises(NotFound):
        deletion.delete_campaign(session, office.noise.id, actor=office.owner)
    with pytest.raises(Stale):
        deletion.delete_campaign(session, draft.id, actor=office.owner, version=99)


def test_an_event_kept_from_a_planner_keeps_the_campaign_from_them(
    session: Session, office: Office, draft: Campaign
) -> None:
    factories.event(session, session.get_one(Campaign, draft.id), visibility="restricted")
    session.commit()
    session.expunge_all()
    with pytest.raises(NotAllowed):
        deletion.delete_campaign(session, draft.id, actor=office.mate)
    session.rollback()
    deletion.delete_campaign(session, draft.id, actor=office.owner)


def test_a_plan_that_was_sent_stays_even_as_a_draft(
    session: Session, office: Office, draft: Campaign
) -> None:
    plans.submit(session, draft.id, actor=office.owner)
    session.commit()
    with pytest.raises(Refusal, match="Only a draft"):
        deletion.delete_campaign(session, draft.id, actor=office.owner)
    session.rollback()
    session.get_one(Campaign, draft.id).status = Status.DRAFT
    session.commit()
    with pytest.raises(Refusal, match="sent for review"):
        deletion.delete_campaign(session, draft.id, actor=office.owner)


def test_what_points_at_it_from_outside_holds_it(session: Session, office: Office, draft: Campaign) -> None:
    feed = Feed(holder=Holder.OPEN, name="x", campaign_id=draft.id)
    session.add(feed)
    session.commit()
    session.expunge_all()
    with pytest.raises(Refusal, match="feed of this campaign"):
        deletion.delete_campaign(session, draft.id, actor=office.owner)
    session.rollback()
    session.get_one(Feed, feed.id).campaign_id = None
    factories.campaign(session, office.corporate, office.owner, parent_id=draft.id)
    session.commit()
    with pytest.raises(Refusal, match="part of it"):
        deletion.delete_campaign(session, draft.id, actor=office.owner)
    session.rollback()
    stays = deletion.why_campaign_stays(session, session.get_one(Campaign, draft.id))
    assert stays is not None


def test_an_event_goes_and_comes_back_unless_a_feed_has_carried_it(
    session: Session, office: Office, draft: Campaign
) -> None:
    key, uid = session.execute(select(Event.id, Event.uid).where(Event.campaign_id == draft.id)).one()
    before = everything(session)
    gone = did(session, lambda: deletion.delete_event(session, key, actor=office.mate))
    assert session.get(Event, key) is None
    undoing.undo(session, gone, actor=office.mate)
    session.commit()
    assert everything(session) == before
    feed = Feed(holder=Holder.OPEN, name="x")
    session.add(feed)
    session.flush()
    session.add(
        Carried(
            feed_id=feed.id,
            uid=uid,
            event_id=key,
            sequence=1,
            created_at=clock.now(),
            timing="x",
            left_at=clock.now(),
        )
    )
    session.commit()
    session.expunge_all()
    with pytest.raises(Refusal, match="carried this event"):
        deletion.delete_event(session, key, actor=office.owner)
    session.rollback()
    with pytest.raises(Refusal, match="carried an event"):
        deletion.delete_campaign(session, draft.id, actor=office.owner)


def test_a_series_that_another_continues_stays(session: Session, office: Office, draft: Campaign) -> None:
    event = session.scalars(select(Event).where(Event.campaign_id == draft.id)).one()
    factories.event(session, session.get_one(Campaign, draft.id), continues_id=event.id)
    session.commit()
    with pytest.raises(Refusal, match="continues this series"):
        deletion.delete_event(session, event.id, actor=office.owner)
