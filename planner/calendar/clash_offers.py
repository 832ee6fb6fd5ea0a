"""Promotions as the rules about clashes know them: occurrences that nobody has to attend, heard by whole publics.

An occurrence is known by its event's number; a promotion by its own number below nought, which no event ever has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import and_, case, false, select, true
from sqlalchemy.orm import Session

from planner import dates
from planner.accounts.models import Kind, User
from planner.calendar.clashes import Slot
from planner.calendar.filters import Filters, campaigns_of
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign, Participation
from planner.campaigns.queries import visible_to
from planner.events.timing import AllDay, Timed, Timing, Window
from planner.events.visibility import OF_CAMPAIGN
from planner.events.words import EventType
from planner.promotions.models import Promotion
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import SET_ASIDE, StakeholderKind


@dataclass
class Found:
    """One promotion with the publics of its campaign, and whether it is seen and asked for."""

    row: Any
    publics: set[int] = field(default_factory=set)

    @property
    def slot(self) -> Slot:
        """As the rules look at it. It asks for nobody's presence: who is away, and where, is of no account."""
        row = self.row
        return Slot(
            event_id=-row.id,
            timing=timing_of(row),
            zone=row.timezone,
            type=EventType.PROMOTION_PERIOD,
            kind=Kind.EXCHANGE,
            campaign_id=row.campaign_id,
            team_id=row.team_id,
            publics=frozenset(self.publics),
            channels=frozenset(row.channels),
        )


def timing_of(row: Any) -> Timing:
    """Its time: whole days where it begins and ends at midnight on its own clocks."""
    zone = dates.zone(row.timezone)
    start, end = row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)
    if start.time() == end.time() == start.time().min:
        return AllDay(start.date(), (end - end.resolution).date())
    return Timed(row.starts_at, row.ends_at, row.timezone)


def gather(
    session: Session, window: Window, *, actor: User, where: Sequence[Any] = (), wanted: Sequence[Any] = ()
) -> Iterator[Found]:
    """The promotions that stand and touch a window, whoever may see them. One statement."""
    asked: Any = and_(true(), *wanted)
    rows = session.execute(
        select(
            Promotion.id,
            Promotion.campaign_id,
            Promotion.name_th,
            Promotion.name_en,
            Promotion.starts_at,
            Promotion.ends_at,
            Promotion.timezone,
            Promotion.channels,
            Campaign.team_id,
            case((visible_to(actor), true()), else_=false()).label("is_seen"),
            case((asked, true()), else_=false()).label("is_wanted"),
            Stakeholder.id.label("public_id"),
        )
        .join(Campaign, Campaign.id == Promotion.campaign_id)
        .outerjoin(Participation, Participation.campaign_id == Campaign.id)
        .outerjoin(
            Stakeholder,
            and_(
                Stakeholder.id == Participation.stakeholder_id,
                Stakeholder.kind == StakeholderKind.PUBLIC,
                Stakeholder.status.not_in(SET_ASIDE),
            ),
        )
        .where(
            Promotion.starts_at < window.until,
            Promotion.ends_at > window.since,
            Promotion.withdrawn_at.is_(None),
            Campaign.kind == Kind.EXCHANGE,
            Campaign.status != Status.CANCELLED,
            *where,
        )
        .order_by(Promotion.id)
    )
    found: dict[int, Found] = {}
    for row in rows:
        one = found.setdefault(row.id, Found(row))
        if row.public_id is not None:
            one.publics.add(row.public_id)
    return iter(found.values())


def conditions(filters: Filters) -> list[Any]:
    """What promotions must be; a filter that events alone can answer leaves them out."""
    if filters.type or filters.strategy or filters.channel or filters.status:
        return [false()]
    values: list[tuple[Any, Any]] = [
        (Campaign.kind, filters.kind),
        (Campaign.team_id, filters.team_id),
        (Campaign.id, filters.campaign_id),
        (Campaign.owner_id, filters.owner_id),
    ]
    found = [column == value for column, value in values if value is not None]
    if filters.visibility is not None:
        levels = [level for level, visibility in OF_CAMPAIGN.items() if visibility == filters.visibility]
        found.append(Campaign.confidentiality.in_(levels))
    if filters.public_id is not None:
        found.append(Campaign.id.in_(campaigns_of(filters.public_id)))
    return found


def for_publics(publics: Sequence[int]) -> Any:
    """Those of the campaigns in which one of these publics takes part."""
    campaigns = select(Participation.campaign_id).where(Participation.stakeholder_id.in_(publics))
    return Promotion.campaign_id.in_(campaigns)
