"""What of the calendar is looked at: narrowing by what planners tell events and campaigns apart by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import ColumnElement, and_, or_, select

from planner.accounts.models import Kind
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign, Participation
from planner.campaigns.words import PesoChannel, Strategy
from planner.events.models import Attachment, Event
from planner.events.visibility import OF_CAMPAIGN, ORDER
from planner.events.words import EventStatus, EventType, Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is looked at; nothing set: everything. `visibility` is the effective one, `public_id` a stakeholder."""

    kind: Kind | None = None
    team_id: int | None = None
    campaign_id: int | None = None
    type: EventType | None = None
    status: EventStatus | None = None
    owner_id: int | None = None
    visibility: Visibility | None = None
    public_id: int | None = None
    strategy: Strategy | None = None
    channel: PesoChannel | None = None

    @property
    def count(self) -> int:
        """How many are set."""
        return sum(getattr(self, key) is not None for key in self.__slots__)

    @property
    def is_fine(self) -> bool:
        """Whether one of those is set that few people ask for."""
        return any(getattr(self, key) is not None for key in FINE)


FINE = ("owner_id", "visibility", "public_id", "strategy", "channel")


class OfBar(Protocol):
    """What is asked of a campaign's bar."""

    @property
    def campaign_id(self) -> int: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def status(self) -> Status: ...
    @property
    def team_id(self) -> int: ...
    @property
    def owner_id(self) -> int: ...


def is_wanted(bar: OfBar, filters: Filters) -> bool:
    """Whether a campaign's bar is shown: what is asked of events alone does not hide campaigns.

    Whom a campaign is for is not known of its bar: `campaigns_of` says it.
    """
    return (
        bar.status != Status.CANCELLED
        and filters.kind in {None, bar.kind}
        and filters.team_id in {None, bar.team_id}
        and filters.campaign_id in {None, bar.campaign_id}
        and filters.owner_id in {None, bar.owner_id}
    )


def conditions(filters: Filters) -> list[ColumnElement[bool]]:
    """What events must be, in a statement that joins their campaigns. An occurrence's own state is not among it."""
    wanted: list[tuple[Any, Any]] = [
        (Campaign.kind, filters.kind),
        (Campaign.team_id, filters.team_id),
        (Event.campaign_id, filters.campaign_id),
        (Event.type, filters.type),
        (Event.strategy, filters.strategy),
        (Event.channel, filters.channel),
    ]
    found: list[ColumnElement[bool]] = [column == value for column, value in wanted if value is not None]
    if filters.owner_id is not None:
        # an event without an owner of its own is its campaign's owner's
        whose = and_(Event.owner_id.is_(None), Campaign.owner_id == filters.owner_id)
        found.append(or_(Event.owner_id == filters.owner_id, whose))
    if filters.visibility is not None:
        found.append(_effective(filters.visibility))
    if filters.public_id is not None:
        found.append(
            or_(
                Event.campaign_id.in_(campaigns_of(filters.public_id)),
                Event.id.in_(
                    select(Attachment.event_id).where(Attachment.stakeholder_id == filters.public_id)
                ),
            )
        )
    return found


def campaigns_of(public_id: int) -> Any:
    """The campaigns in which a stakeholder takes part, as a select of their ids."""
    return select(Participation.campaign_id).where(Participation.stakeholder_id == public_id)


def _effective(wanted: Visibility) -> ColumnElement[bool]:
    """The stricter of an event's visibility and its campaign's confidentiality is the one wanted."""
    wide = ORDER[: ORDER.index(wanted) + 1]
    levels = [level for level, visibility in OF_CAMPAIGN.items() if visibility in wide]
    same = [level for level, visibility in OF_CAMPAIGN.items() if visibility == wanted]
    return and_(
        Event.visibility.in_(wide),
        Campaign.confidentiality.in_(levels),
        or_(Event.visibility == wanted, Campaign.confidentiality.in_(same)),
    )
