"""Which events a stakeholder is attached to, as far as the person asking may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, selectinload

from planner.accounts.models import User
from planner.campaigns.models import Campaign
from planner.events import queries, stored
from planner.events.models import Attachment, Event
from planner.events.visibility import seen_by
from planner.events.words import AttachmentRole


@dataclass(frozen=True, slots=True)
class Attached:
    """An event with the stakeholder's role in it; `on` is its next day, or its first where nothing is to come."""

    event: Event
    role: AttachmentRole
    on: date
    is_over: bool


def of_stakeholder(
    session: Session, stakeholder_id: int, *, actor: User, now: datetime, limit: int = 100
) -> list[Attached]:
    """What is to come by day, then what is over, latest first. The campaigns are loaded. Three statements."""
    found = session.scalars(
        select(Attachment)
        .join(Attachment.event)
        .join(Campaign, Campaign.id == Event.campaign_id)
        .where(Attachment.stakeholder_id == stakeholder_id, seen_by(actor))
        .options(
            contains_eager(Attachment.event).options(
                contains_eager(Event.campaign),
                selectinload(Event.exclusions),
                selectinload(Event.overrides),
            )
        )
        .order_by(Event.spans_from.desc(), Event.id.desc())
        .limit(limit)
    )
    lines = [_line(attachment, now) for attachment in found]
    coming = sorted((line for line in lines if not line.is_over), key=lambda line: (line.on, line.event.id))
    over = sorted((line for line in lines if line.is_over), key=lambda line: (line.on, line.event.id))
    return coming + over[::-1]


def _line(attachment: Attachment, now: datetime) -> Attached:
    event = attachment.event
    coming = queries.next_of(stored.series_of(event), now, event.timezone)
    on = coming.timing.on if coming else stored.timing_of(event).on
    return Attached(event, attachment.role, on, is_over=coming is None)
