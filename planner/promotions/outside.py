"""Which promotions whoever stands outside is shown, and when that changes by the clock alone.

A promotion has no visibility of its own: it is offered to as many as its campaign is told to. Of a campaign that is
shared with those who take part, only they; and to somebody's own calendar nothing is offered of campaigns in which
they have no part, however public: that would be advertising sent to a person.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BindParameter, ColumnElement, and_, or_, select

from planner.accounts.models import Kind
from planner.campaigns.lifecycle import SHOWN_OUTSIDE
from planner.campaigns.models import Campaign, Participation
from planner.events.visibility import OF_CAMPAIGN
from planner.events.words import Visibility
from planner.promotions.models import Promotion

_OPEN = frozenset({Visibility.PUBLIC})
_TO_THOSE_WHO_TAKE_PART = frozenset({Visibility.PUBLIC, Visibility.STAKEHOLDERS})


def outward(stakeholder_id: int | None, at: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    """What an outsider is shown at an instant; None is anyone with an open link.

    For a query that joins `Promotion` and `Campaign`.
    """
    taking_part = select(Participation.campaign_id).where(Participation.stakeholder_id == stakeholder_id)
    shared = _OPEN if stakeholder_id is None else _TO_THOSE_WHO_TAKE_PART
    return and_(
        stands(),
        Campaign.status.in_(SHOWN_OUTSIDE),
        Campaign.confidentiality.in_([key for key, level in OF_CAMPAIGN.items() if level in shared]),
        or_(Campaign.embargo_until.is_(None), Campaign.embargo_until <= at),
        *([] if stakeholder_id is None else [Campaign.id.in_(taking_part)]),
    )


def stands() -> ColumnElement[bool]:
    """Whether a promotion is on any calendar at all: of exchange, and not withdrawn."""
    return and_(Promotion.withdrawn_at.is_(None), Campaign.kind == Kind.EXCHANGE)
