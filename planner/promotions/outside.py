"""Which promotions whoever stands outside is shown, and when that changes by the clock alone.

A promotion has no visibility of its own: it is offered to as many as its campaign is told to. Of a campaign that is
shared with those who take part, only they; and to somebody's own calendar nothing is offered of campaigns in which
they have no part, however public: that would be advertising sent to a person.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, and_, or_, select

from planner.accounts.models import Kind
from planner.campaigns.lifecycle import SHOWN_OUTSIDE, Status
from planner.campaigns.models import Campaign, Participation
from planner.events.visibility import OF_CAMPAIGN
from planner.events.words import Visibility

_OPEN = frozenset({Visibility.PUBLIC})
_TO_THOSE_WHO_TAKE_PART = frozenset({Visibility.PUBLIC, Visibility.STAKEHOLDERS})


def outward(stakeholder_id: int | None, at: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """What an outsider may be shown at an instant; None is anyone with an open link.

    For a query that joins `Promotion` and `Campaign`; `is_called_off` tells what is not offered any more.
    """
    taking_part = select(Participation.campaign_id).where(Participation.stakeholder_id == stakeholder_id)
    shared = _OPEN if stakeholder_id is None else _TO_THOSE_WHO_TAKE_PART
    return and_(
        Campaign.kind == Kind.EXCHANGE,
        Campaign.status.in_(SHOWN_OUTSIDE | {Status.CANCELLED}),
        Campaign.confidentiality.in_([key for key, level in OF_CAMPAIGN.items() if level in shared]),
        or_(Campaign.embargo_until.is_(None), Campaign.embargo_until <= at),
        *([] if stakeholder_id is None else [Campaign.id.in_(taking_part)]),
    )


def is_called_off(withdrawn_at: datetime | None, campaign: Status) -> bool:
    """Whether it was withdrawn, by itself or with its campaign."""
    return withdrawn_at is not None or campaign == Status.CANCELLED
