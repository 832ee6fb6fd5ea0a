"""Questions about contributions and needs; each shows only those of campaigns that the actor may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from planner.accounts.models import User
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign, Participation
from planner.campaigns.queries import visible_to
from planner.contributions import needs
from planner.contributions.models import Contribution, Evidence, Need
from planner.events.models import Event
from planner.events.visibility import seen_by
from planner.stakeholders.models import Stakeholder

WAITED_LONG = timedelta(days=14)
"""A need that nobody has answered for so long is told on Home."""
SHOWN = 50
RUNNING = (Status.DRAFT, Status.IN_REVIEW, Status.APPROVED, Status.ACTIVE, Status.PAUSED, Status.COMPLETED)


@dataclass(frozen=True)
class Waiting:
    """A need that waits for an answer, and since when."""

    need: Need
    since: date


def needs_of_campaign(session: Session, campaign: Campaign) -> list[Need]:
    """The needs stated to a campaign that the reader was shown: open ones first, the oldest first."""
    wanted = (
        select(Need)
        .where(Need.campaign_id == campaign.id)
        .options(joinedload(Need.stated_by_record), joinedload(Need.contribution), joinedload(Need.event))
        .order_by(Need.stated_on, Need.id)
    )
    found = list(session.scalars(wanted))
    return sorted(found, key=lambda one: one.state not in needs.OPEN)


def waiting(session: Session, actor: User, *, today: date) -> list[Waiting]:
    """Needs stated to the person's own campaigns that have waited long for an answer, the oldest first."""
    wanted = (
        select(Need)
        .join(Need.campaign)
        .where(
            Campaign.owner_id == actor.id,
            Campaign.status.in_(RUNNING),
            visible_to(actor),
            Need.state.in_(needs.OPEN),
            Need.stated_on <= today - WAITED_LONG,
        )
        .options(joinedload(Need.campaign), joinedload(Need.stated_by_record))
        .order_by(Need.stated_on, Need.id)
        .limit(SHOWN)
    )
    return [Waiting(one, one.stated_on) for one in session.scalars(wanted)]


def contributions_of(session: Session, campaign_id: int) -> list[Contribution]:
    """What a campaign that the reader was shown has given, the latest first."""
    return list(
        session.scalars(
            select(Contribution)
            .where(Contribution.campaign_id == campaign_id)
            .options(joinedload(Contribution.recipient_record))
            .order_by(Contribution.contributed_on.desc(), Contribution.id.desc())
        )
    )


def participants(session: Session, campaign_id: int) -> list[Stakeholder]:
    """Who takes part in the campaign: they may receive and state needs."""
    return list(
        session.scalars(
            select(Stakeholder)
            .join(Participation, Participation.stakeholder_id == Stakeholder.id)
            .where(Participation.campaign_id == campaign_id)
            .order_by(Stakeholder.sort_key, Stakeholder.id)
        )
    )


def events_of(session: Session, campaign_id: int, *, actor: User) -> list[Event]:
    """The events of the campaign that the actor may see, the latest first."""
    return list(
        session.scalars(
            select(Event)
            .join(Event.campaign)
            .where(Event.campaign_id == campaign_id, seen_by(actor))
            .order_by(Event.spans_from.desc(), Event.id.desc())
        )
    )


def event_of(session: Session, record: Contribution | Need, *, actor: User) -> Event | None:
    """The event it points at, as far as the actor sees that one."""
    if record.event_id is None:
        return None
    wanted = select(Event).join(Event.campaign).where(Event.id == record.event_id, seen_by(actor))
    return session.scalars(wanted).one_or_none()


def answered_by(session: Session, contribution_id: int) -> list[Need]:
    """The needs that a contribution answered."""
    return list(
        session.scalars(
            select(Need)
            .where(Need.contribution_id == contribution_id)
            .options(joinedload(Need.stated_by_record))
            .order_by(Need.stated_on, Need.id)
        )
    )


def files_of(session: Session, contribution_id: int) -> Sequence[Evidence]:
    """The files that prove a contribution, the first first."""
    return session.scalars(
        select(Evidence).where(Evidence.contribution_id == contribution_id).order_by(Evidence.id)
    ).all()


def proven(session: Session, contribution_ids: Sequence[int]) -> dict[int, int]:
    """How many files each of these contributions has."""
    found = session.execute(
        select(Evidence.contribution_id, func.count())
        .where(Evidence.contribution_id.in_(contribution_ids))
        .group_by(Evidence.contribution_id)
    )
    return {row[0]: row[1] for row in found}
