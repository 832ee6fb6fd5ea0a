"""Events planned to clash, and what is told of each, by the database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.calendar import clash_queries
from planner.calendar.clash_queries import Looked
from planner.calendar.clash_sight import Told
from planner.calendar.words import ClashRule as R
from planner.campaigns.models import Campaign
from planner.events import queries
from planner.events.models import Attachment, Event
from planner.events.timing import Window
from planner.events.words import AttachmentRole, EventType
from planner.stakeholders.models import Stakeholder
from tests import factories

# Tuesday to Thursday of a week without holidays, long before the noise of the office
DAY = date(2020, 11, 10)
NOW = datetime(2020, 11, 2, 3, tzinfo=UTC)
WEEK = Window.of_days(DAY - timedelta(days=1), DAY + timedelta(days=5), "Asia/Bangkok")
HALL: dict[str, Any] = {"venue_th": "หอประชุม", "venue_en": "Great  Hall"}


def planned(session: Session, of: Campaign, *who: Stakeholder, hour: int = 3, **values: Any) -> Event:
    at = datetime(DAY.year, DAY.month, DAY.day, hour, tzinfo=UTC)
    given = {"type": EventType.COMMUNITY_EVENT, "starts_at": at, "ends_at": at + timedelta(hours=2)}
    made = factories.event(session, of, **{**given, **values})
    for one in who:
        session.add(Attachment(event_id=made.id, stakeholder_id=one.id, role=AttachmentRole.GUEST))
    session.commit()
    return made


def look_at(session: Session, event: Event, actor: User) -> Looked:
    for one in session:
        if isinstance(one, Event):
            session.expire(one)
    seen = queries.shown(session, event.id, actor=actor)
    return clash_queries.of_event(session, seen, actor=actor, now=NOW)


def told_of(session: Session, event: Event, actor: User) -> list[Told]:
    return look_at(session, event, actor).told


def rules(told: list[Told]) -> list[R]:
    return [one.rule for one in told]
