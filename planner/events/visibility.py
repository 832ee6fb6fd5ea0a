"""Who sees an event: one rule, as pure functions and as SQL, for people who sign in and for those outside.

An event's effective visibility is the stricter of its own and its campaign's confidentiality (`domain.md`,
“Who sees an event”).
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Protocol

from sqlalchemy import BindParameter, ColumnElement, and_, false, or_, select, true

from planner.accounts.models import Role, User, Viewpoint
from planner.campaigns import queries as campaigns
from planner.campaigns.lifecycle import SHOWN_OUTSIDE, Status
from planner.campaigns.models import Campaign, Participation
from planner.campaigns.words import Confidentiality
from planner.events.models import Attachment, Event
from planner.events.words import EventStatus, Visibility

# from the widest circle to the narrowest
ORDER = (
    Visibility.PUBLIC,
    Visibility.STAKEHOLDERS,
    Visibility.INVITED,
    Visibility.TEAM,
    Visibility.RESTRICTED,
)
OF_CAMPAIGN: dict[Confidentiality, Visibility] = {
    Confidentiality.PUBLIC: Visibility.PUBLIC,
    Confidentiality.STAKEHOLDERS: Visibility.STAKEHOLDERS,
    Confidentiality.TEAM: Visibility.TEAM,
    Confidentiality.RESTRICTED: Visibility.RESTRICTED,
}
# what signed-in people of other teams see
OPEN_INSIDE = frozenset({Visibility.PUBLIC, Visibility.STAKEHOLDERS})
# circles inside the house: everyone, the team, owner and approver
INSIDE = {
    Visibility.PUBLIC: 0,
    Visibility.STAKEHOLDERS: 0,
    Visibility.INVITED: 1,
    Visibility.TEAM: 1,
    Visibility.RESTRICTED: 2,
}


class OfEvent(Protocol):
    """What the rule reads of an event: a record, or a row of the same names."""

    @property
    def visibility(self) -> Visibility: ...
    @property
    def embargo_until(self) -> datetime | None: ...


class OfCampaign(Protocol):
    """What the rule reads of a campaign."""

    @property
    def confidentiality(self) -> Confidentiality: ...
    @property
    def embargo_until(self) -> datetime | None: ...
    @property
    def status(self) -> Status: ...


class Owned(Protocol):
    """Whose campaign it is."""

    @property
    def confidentiality(self) -> Confidentiality: ...
    @property
    def team_id(self) -> int: ...
    @property
    def owner_id(self) -> int: ...
    @property
    def approver_id(self) -> int | None: ...


class Outward(StrEnum):
    """How an event stands towards those outside."""

    HIDDEN = "hidden"
    SHOWN = "shown"
    CANCELLED = "cancelled"
    """Its campaign was cancelled. Only for who was shown it before: what nobody saw cannot be called off."""


def effective(visibility: Visibility, confidentiality: Confidentiality) -> Visibility:
    """The stricter of an event's visibility and its campaign's confidentiality."""
    return max(visibility, OF_CAMPAIGN[confidentiality], key=ORDER.index)


# ── People who sign in ──────────────────────────────────────────────────────────────────────────────────


def may_see(actor: User, visibility: Visibility, campaign: Owned) -> bool:
    """Whether a signed-in person sees an event of this visibility; needs their memberships loaded.

    `invited` says which outsiders see it; inside the house it is the team's. A restricted one is for owner and
    approver; where no approver is named, for the approvers of the team.
    """
    if actor.is_administrator:
        return True
    level = effective(visibility, campaign.confidentiality)
    if level in OPEN_INSIDE:
        return True
    is_in_team = campaign.team_id in actor.team_ids
    if level != Visibility.RESTRICTED:
        return is_in_team
    decides = campaign.approver_id is None and actor.role_in(campaign.team_id) == Role.APPROVER
    is_theirs = actor.id in {campaign.owner_id, campaign.approver_id}
    # restricted inside a team's campaign is not seen by who cannot see the campaign itself
    return (is_theirs or decides) and (is_in_team or campaign.confidentiality != Confidentiality.TEAM)


def seen_by(actor: User) -> ColumnElement[bool]:
    """The same for a query that joins `Event` and `Campaign`: who sees the campaign, and of it this event."""
    return seen_from(actor.viewpoint)


@lru_cache(1024)
def seen_from(looking: Viewpoint) -> ColumnElement[bool]:
    """The same, from where somebody looks."""
    if looking.is_administrator:
        return true()
    return and_(
        campaigns.visible_from(looking),
        or_(
            Event.visibility.in_(OPEN_INSIDE),
            and_(Event.visibility != Visibility.RESTRICTED, Campaign.team_id.in_(looking.team_ids)),
            and_(
                Event.visibility == Visibility.RESTRICTED,
                or_(
                    Campaign.owner_id == looking.user_id,
                    Campaign.approver_id == looking.user_id,
                    and_(Campaign.approver_id.is_(None), Campaign.team_id.in_(looking.approving)),
                ),
            ),
        ),
    )


def is_for_all_who_see(campaign: Owned, visibility: Visibility) -> bool:
    """Whether everyone inside who sees the campaign sees such an event of it."""
    return INSIDE[visibility] <= INSIDE[OF_CAMPAIGN[campaign.confidentiality]]


# ── Those outside ───────────────────────────────────────────────────────────────────────────────────────


def circle(*, is_participant: bool, is_attached: bool) -> frozenset[Visibility]:
    """The effective visibilities that an outsider is in on; anyone with an open link is neither of the two."""
    return frozenset(
        {Visibility.PUBLIC}
        | ({Visibility.STAKEHOLDERS} if is_participant else set())
        | ({Visibility.INVITED} if is_attached else set())
    )


def outward_state(
    event: OfEvent, campaign: OfCampaign, *, is_participant: bool, is_attached: bool, at: datetime
) -> Outward:
    """What an outsider is shown of an event at an instant.

    `is_participant` of its campaign and `is_attached` to it say who is asking; both are false for an open link.
    """
    level = effective(event.visibility, campaign.confidentiality)
    if level not in circle(is_participant=is_participant, is_attached=is_attached):
        return Outward.HIDDEN
    if any(until is not None and until > at for until in (event.embargo_until, campaign.embargo_until)):
        return Outward.HIDDEN
    if campaign.status == Status.CANCELLED:
        return Outward.CANCELLED
    return Outward.SHOWN if campaign.status in SHOWN_OUTSIDE else Outward.HIDDEN


def outward(stakeholder_id: int | None, at: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """All that is not `Outward.HIDDEN` from an outsider at an instant; None is anyone with an open link.

    For a query that joins `Event` and `Campaign`; `is_called_off` tells the shown from the cancelled.
    """
    return and_(
        Campaign.status.in_(SHOWN_OUTSIDE | {Status.CANCELLED}),
        or_(Event.embargo_until.is_(None), Event.embargo_until <= at),
        or_(Campaign.embargo_until.is_(None), Campaign.embargo_until <= at),
        or_(
            _at_level(Visibility.PUBLIC),
            and_(_at_level(Visibility.STAKEHOLDERS), _takes_part(stakeholder_id)),
            and_(_at_level(Visibility.INVITED), _is_attached(stakeholder_id)),
        ),
    )


def is_called_off(event_status: EventStatus, campaign_status: Status) -> bool:
    """Whether an event is sent as cancelled: it is, or its campaign is."""
    return event_status == EventStatus.CANCELLED or campaign_status == Status.CANCELLED


def next_change_at(event: OfEvent, campaign: OfCampaign, now: datetime) -> datetime | None:
    """When the clock alone next changes what outsiders see: the next embargo to pass."""
    coming = [
        until for until in (event.embargo_until, campaign.embargo_until) if until is not None and until > now
    ]
    return min(coming, default=None)


def _at_level(level: Visibility) -> ColumnElement[bool]:
    """Whether the effective visibility is exactly this one."""
    no_stricter = frozenset(ORDER[: ORDER.index(level) + 1])
    return and_(
        Event.visibility.in_(no_stricter),
        Campaign.confidentiality.in_(_confidentialities(no_stricter)),
        or_(
            Event.visibility == level,
            Campaign.confidentiality.in_(_confidentialities({level})),
        ),
    )


def _confidentialities(levels: frozenset[Visibility] | set[Visibility]) -> list[Confidentiality]:
    return [key for key, level in OF_CAMPAIGN.items() if level in levels]


def _takes_part(stakeholder_id: int | None) -> ColumnElement[bool]:
    if stakeholder_id is None:
        return false()
    return (
        select(Participation.id)
        .where(Participation.campaign_id == Campaign.id, Participation.stakeholder_id == stakeholder_id)
        .correlate(Campaign)
        .exists()
    )


def _is_attached(stakeholder_id: int | None) -> ColumnElement[bool]:
    if stakeholder_id is None:
        return false()
    return (
        select(Attachment.id)
        .where(Attachment.event_id == Event.id, Attachment.stakeholder_id == stakeholder_id)
        .correlate(Event)
        .exists()
    )
