"""What of a person's plans is late: days that have passed without the step that belonged to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from planner.accounts.models import User
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.campaigns.queries import visible_to
from planner.events.models import Event
from planner.events.visibility import seen_by
from planner.events.words import EventStatus
from planner.objectives.models import Measurement, Objective

SHOWN = 10
"""Of each sort; who has more late than this begins with the oldest."""

_NOT_STARTED = (Status.DRAFT, Status.IN_REVIEW, Status.APPROVED)
_RUNNING = (Status.ACTIVE, Status.PAUSED)
_OVER = (Status.CANCELLED, Status.EVALUATED, Status.ARCHIVED)


@dataclass(frozen=True)
class Overdue:
    """What is late, oldest first: each sort leads to where it is done."""

    to_start: list[Campaign] = field(default_factory=list)
    to_complete: list[Campaign] = field(default_factory=list)
    to_confirm: list[Event] = field(default_factory=list)
    answers_due: list[Event] = field(default_factory=list)
    to_measure: list[Objective] = field(default_factory=list)

    @property
    def count(self) -> int:
        """All of them."""
        campaigns, events = [*self.to_start, *self.to_complete], [*self.to_confirm, *self.answers_due]
        return len(campaigns) + len(events) + len(self.to_measure)


def of(session: Session, actor: User, *, now: datetime, today: date) -> Overdue:
    """What of the person's own campaigns and events is late at an instant (aware), on their day. Five statements."""
    return Overdue(
        to_start=_campaigns(session, actor, Campaign.start_on < today, Campaign.status.in_(_NOT_STARTED)),
        to_complete=_campaigns(session, actor, Campaign.end_on < today, Campaign.status.in_(_RUNNING)),
        to_confirm=_events(
            session,
            actor,
            Event.status == EventStatus.TENTATIVE,
            # a series is confirmed as a whole, and may not be over
            Event.recurrence.is_(None),
            or_(Event.ends_at < now, Event.all_day_end < today),
        ),
        answers_due=_events(
            session,
            actor,
            Event.rsvp_due_at < now,
            Event.status != EventStatus.CANCELLED,
            Event.recurrence.is_(None),
            or_(Event.starts_at > now, Event.all_day_start > today),
        ),
        to_measure=_objectives(session, actor, today),
    )


def _campaigns(session: Session, actor: User, *late: ColumnElement[bool]) -> list[Campaign]:
    return list(
        session.scalars(
            select(Campaign)
            .where(Campaign.owner_id == actor.id, visible_to(actor), *late)
            .order_by(Campaign.start_on, Campaign.id)
            .limit(SHOWN)
        )
    )


def _events(session: Session, actor: User, *late: ColumnElement[bool]) -> list[Event]:
    is_theirs = or_(Event.owner_id == actor.id, and_(Event.owner_id.is_(None), Campaign.owner_id == actor.id))
    return list(
        session.scalars(
            select(Event)
            .join(Event.campaign)
            .where(is_theirs, Campaign.status.not_in(_OVER), seen_by(actor), *late)
            .order_by(Event.spans_from, Event.id)
            .limit(SHOWN)
            .options(joinedload(Event.campaign))
        )
    )


def _objectives(session: Session, actor: User, today: date) -> list[Objective]:
    measured = select(Measurement.id).where(Measurement.objective_id == Objective.id).exists()
    return list(
        session.scalars(
            select(Objective)
            .join(Objective.campaign)
            .where(
                Campaign.owner_id == actor.id,
                Campaign.status.in_([*_RUNNING, Status.COMPLETED]),
                visible_to(actor),
                Objective.due_on < today,
                Objective.not_measured_reason.is_(None),
                ~measured,
            )
            .order_by(Objective.due_on, Objective.id)
            .limit(SHOWN)
            .options(joinedload(Objective.campaign))
        )
    )
