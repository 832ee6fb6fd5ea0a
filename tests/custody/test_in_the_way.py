"""What stands in the way of an undoing is named, and nothing of the act is taken back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from planner import clock
from planner.activity.models import ActivityEntry, KeptRow
from planner.campaigns import messages, participations
from planner.campaigns.messages import MessageData
from planner.campaigns.models import Campaign, KeyMessage, Participation
from planner.campaigns.participations import NewParticipation
from planner.campaigns.words import ParticipationRole
from planner.custody import undoing
from planner.errors import Refusal
from planner.events import series
from planner.events.recurrence_rule import Rule
from planner.stakeholders import actions as stakeholders
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.sections import Background, NewStakeholder
from planner.stakeholders.words import Category, StakeholderKind, StakeholderStatus
from tests import factories
from tests.custody.rows import everything
from tests.factories import Office

NEWCOMER = NewStakeholder(
    kind=StakeholderKind.PERSON,
    category=Category.MEDIA,
    interest_or_concern="Water",
    given_th="มานะ",
    email="mana@example.org",
)


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    made = factories.ready_campaign(session, office.corporate, office.owner)
    session.commit()
    return made


def did(session: Session, deed: Callable[[], Any]) -> int:
    """Do it as a request of its own would, and say which act it was."""
    deed()
    session.commit()
    session.expunge_all()
    newest = select(func.max(ActivityEntry.id)).where(ActivityEntry.act_id.is_(None))
    return session.scalars(newest).one()


def expect_refused(session: Session, office: Office, act: int, words: str) -> Refusal:
    """The whole act stays as it is, for this reason."""
    before = everything(session)
    with pytest.raises(Refusal, match=words) as refused:
        undoing.undo(session, act, actor=office.owner)
    session.rollback()
    assert everything(session) == before
    return refused.value


def test_what_was_changed_and_is_gone_since_is_not_brought_back(
    session: Session, office: Office, campaign: Campaign
) -> None:
    message = session.scalars(select(KeyMessage.id).where(KeyMessage.campaign_id == campaign.id)).one()
    data = MessageData(text_en="Water for everybody")
    edit = did(session, lambda: messages.revise(session, message, data, actor=office.owner))
    did(session, lambda: messages.remove(session, message, actor=office.owner))
    refused = expect_refused(session, office, edit, "has been removed since then")
    assert refused.values == {"what": "a key message"}


def test_what_was_taken_away_and_stands_there_again_is_not_put_there_twice(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = factories.event(session, campaign).id
    session.commit()
    did(session, lambda: series.repeat(session, event, Rule.parse("FREQ=DAILY"), actor=office.owner))
    day = clock.today() + timedelta(days=3)
    did(session, lambda: series.leave_out(session, event, day, actor=office.owner))
    again = did(session, lambda: series.take_in(session, event, day, actor=office.owner))
    did(session, lambda: series.leave_out(session, event, day, actor=office.owner))
    expect_refused(session, office, again, "stands there again already")


def test_what_belonged_to_somebody_who_is_gone_does_not_come_back_alone(
    session: Session, office: Office, campaign: Campaign
) -> None:
    taken = did(session, lambda: stakeholders.add(session, NEWCOMER, actor=office.owner))
    who = session.scalars(select(func.max(Stakeholder.id))).one()
    data = NewParticipation(stakeholder_id=who, role=ParticipationRole.PARTNER)
    did(session, lambda: participations.add(session, campaign.id, data, actor=office.owner))
    part = session.scalars(select(Participation.id).where(Participation.stakeholder_id == who)).one()
    out = did(session, lambda: participations.remove(session, part, actor=office.owner))
    did(session, lambda: undoing.undo(session, taken, actor=office.owner))
    expect_refused(session, office, out, "no longer there")


def test_a_word_that_the_planner_knows_no_more_is_not_written_back(
    session: Session, office: Office, campaign: Campaign
) -> None:
    part = session.scalars(select(Participation).where(Participation.campaign_id == campaign.id)).one()
    out = did(session, lambda: participations.remove(session, part.id, actor=office.owner))
    kept = session.scalars(
        select(KeptRow).where(KeptRow.entry_id == out, KeptRow.table_name == "participation")
    ).one()
    old = {**(kept.before or {}), "role": "patron"}
    session.execute(update(KeptRow).where(KeptRow.entry_id == out).values(before=old))
    session.commit()
    expect_refused(session, office, out, "no longer knows a word")


def test_of_somebody_whose_record_was_erased_nothing_is_brought_back(
    session: Session, office: Office
) -> None:
    who = factories.stakeholder(session, internal_notes="Likes tea")
    session.commit()

    def forget() -> None:
        one = session.get_one(Stakeholder, who.id)
        stakeholders.revise(session, one, Background(internal_notes=None), actor=office.owner)

    forgotten = did(session, forget)
    session.execute(
        update(Stakeholder).where(Stakeholder.id == who.id).values(status=StakeholderStatus.ERASED)
    )
    session.commit()
    expect_refused(session, office, forgotten, "erased")
