"""Whatever was done, undone in the opposite order everything is as it was, and done again as it became."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.activity.models import ActivityEntry
from planner.campaigns import actions as campaigns
from planner.campaigns import kinds, messages, participations
from planner.campaigns.actions import Revision
from planner.campaigns.messages import MessageData
from planner.campaigns.models import KeyMessage, Participation
from planner.campaigns.participations import NewParticipation
from planner.campaigns.words import ParticipationRole
from planner.custody import deletion, undoing
from planner.errors import NotFound, Refusal
from planner.events import actions as events
from planner.events import attachments, series
from planner.events.actions import NewEvent
from planner.events.models import Attachment, Event
from planner.events.recurrence_rule import Rule
from planner.events.when import When
from planner.events.words import AttachmentRole, Visibility
from planner.stakeholders.models import Stakeholder
from tests import factories
from tests.custody.rows import everything
from tests.factories import Office

FIRST = date(2026, 12, 1)
Deed = Callable[[Session, int, User, int], Any]


def hour(day: date) -> When:
    """An hour in the morning."""
    return When(start_on=day, start_time=time(9), end_time=time(10), timezone="Asia/Bangkok")


def retitle(session: Session, key: int, actor: User, n: int) -> None:
    """Another title."""
    data = Revision(kinds.Section.ABOUT, {"title_en": f"Title {n}"})
    campaigns.revise(session, key, data, actor=actor)


def join(session: Session, key: int, actor: User, n: int) -> None:
    """One more takes part."""
    who = session.scalars(select(Stakeholder.id).order_by(Stakeholder.id).offset(n % 3)).first() or 0
    data = NewParticipation(stakeholder_id=who, role=ParticipationRole.PARTNER)
    participations.add(session, key, data, actor=actor)


def leave(session: Session, key: int, actor: User, n: int) -> None:
    """One takes part no more; messages for them are for everyone."""
    found = session.scalars(select(Participation.id).where(Participation.campaign_id == key)).all()
    participations.remove(session, found[n % len(found)] if found else 0, actor=actor)


def say(session: Session, key: int, actor: User, n: int) -> None:
    """A key message, for somebody who takes part if there is one."""
    who = session.scalars(
        select(Participation.stakeholder_id).where(Participation.campaign_id == key)
    ).first()
    messages.add(session, key, MessageData(text_en=f"Message {n}", public_id=who), actor=actor)


def unsay(session: Session, key: int, actor: User, n: int) -> None:
    """A key message goes."""
    found = session.scalars(select(KeyMessage.id).where(KeyMessage.campaign_id == key)).all()
    messages.remove(session, found[n % len(found)] if found else 0, actor=actor)


def plan(session: Session, key: int, actor: User, n: int) -> None:
    """An event, every other one a series."""
    data = NewEvent(
        campaign_id=key,
        when=hour(FIRST + timedelta(days=n)),
        visibility=Visibility.PUBLIC,
        title_en=f"Event {n}",
    )
    event = events.plan(session, data, actor=actor)
    if n % 2:
        series.repeat(session, event.id, Rule.parse("FREQ=DAILY;COUNT=8"), frozenset(), actor=actor)


def an_event(session: Session, key: int, n: int) -> int:
    """One of the campaign's events; 0 where there is none."""
    found = session.scalars(select(Event.id).where(Event.campaign_id == key).order_by(Event.id)).all()
    return found[n % len(found)] if found else 0


def move(session: Session, key: int, actor: User, n: int) -> None:
    """An event is moved."""
    series.move(session, an_event(session, key, n), hour(FIRST + timedelta(days=20 + n)), actor=actor)


def strike(session: Session, key: int, actor: User, n: int) -> None:
    """An occurrence is called off, or it and all that follow."""
    event = session.get(Event, an_event(session, key, n))
    if event is None or event.recurrence is None or event.starts_at is None:
        raise NotFound
    on = (event.starts_at + timedelta(days=1 + n % 4, hours=7)).date()
    scope = series.Scope.FOLLOWING if n % 2 else series.Scope.THIS
    series.cancel(session, event.id, on, scope, actor=actor)


def attach(session: Session, key: int, actor: User, n: int) -> None:
    """Somebody is attached to an event."""
    who = session.scalars(select(Stakeholder.id).order_by(Stakeholder.id).offset(n % 3)).first() or 0
    attachments.attach(session, an_event(session, key, n), who, AttachmentRole.VIP, actor=actor)


def detach(session: Session, key: int, actor: User, n: int) -> None:
    """Somebody is detached."""
    event = an_event(session, key, n)
    found = session.scalars(select(Attachment.id).where(Attachment.event_id == event)).first()
    attachments.detach(session, event, found or 0, actor=actor)


def drop_event(session: Session, key: int, actor: User, n: int) -> None:
    """An event is deleted."""
    deletion.delete_event(session, an_event(session, key, n), actor=actor)


def drop(session: Session, key: int, actor: User, _n: int) -> None:
    """The whole draft is deleted."""
    deletion.delete_campaign(session, key, actor=actor)


DEEDS: tuple[Deed, ...] = (
    retitle,
    join,
    leave,
    say,
    unsay,
    plan,
    plan,
    move,
    strike,
    attach,
    detach,
    drop_event,
    drop,
)


@pytest.fixture
def office(session: Session, office: Office) -> Office:
    """The cast as they stand beside the session."""
    for _ in range(3):
        factories.stakeholder(session)
    session.commit()
    session.expunge_all()
    return office


def newest(session: Session) -> int:
    """The newest act."""
    found = session.scalar(select(func.max(ActivityEntry.id)).where(ActivityEntry.act_id.is_(None)))
    session.rollback()
    return found or 0


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(chosen=st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 9)), min_size=1, max_size=7))
def test_there_and_back_and_there_again(
    session: Session, office: Office, chosen: list[tuple[Deed, int]]
) -> None:
    session.expunge_all()
    key = factories.campaign(session, office.corporate, office.owner, title_en="Title").id
    session.commit()
    states, acts = [everything(session)], []
    for deed, n in chosen:
        before = newest(session)
        try:
            deed(session, key, office.owner, n)
            session.expunge_all()
            session.commit()
        except (Refusal, NotFound):
            session.expunge_all()
            session.rollback()
        if newest(session) > before:
            acts.append(newest(session))
            states.append(everything(session))
    undone = []
    for act, state in zip(reversed(acts), reversed(states[:-1]), strict=True):
        undone.append(undoing.undo(session, act, actor=office.owner).id)
        session.commit()
        assert everything(session) == state
    for act, state in zip(reversed(undone), states[1:], strict=True):
        undoing.undo(session, act, actor=office.owner)
        session.commit()
        assert everything(session) == state
