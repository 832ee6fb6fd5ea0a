"""What waits for a person: plans to decide about, and plans of theirs that were sent back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from planner.accounts.models import Membership, Role, User, Viewpoint
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.campaigns.queries import visible_from
from planner.campaigns.words import Confidentiality
from planner.db import Instant
from planner.plans.models import Decision, DecisionKind, PlanSnapshot
from planner.plans.queries import STANDS_APPROVED

RECENT = timedelta(days=30)
"""How long a running campaign's changed plan counts as sent back: its planner may also have left the change be."""


@dataclass(frozen=True)
class SentBack:
    """A plan that came back, with the approver's words."""

    campaign: Campaign
    plan: PlanSnapshot
    decision: Decision


def to_decide(session: Session, actor: User) -> list[tuple[Campaign, PlanSnapshot]]:
    """The plans that wait for this person's decision, longest waiting first. One statement.

    Those of their teams, where they are named or nobody is, and which they did not send themselves (unless nobody
    else could decide).
    """
    if not actor.viewpoint.approving:
        return []
    found = session.execute(
        _plans(Campaign, PlanSnapshot)
        .where(*_awaits(actor.viewpoint))
        .order_by(PlanSnapshot.taken_at, PlanSnapshot.id)
        .options(joinedload(Campaign.team), joinedload(PlanSnapshot.submitted_by))
    )
    return [(row.Campaign, row.PlanSnapshot) for row in found]


def sent_back(session: Session, actor: User, *, now: datetime) -> list[SentBack]:
    """The plans of the person's own campaigns of which changes were asked, latest first. One statement."""
    found = session.execute(
        _plans(Campaign, PlanSnapshot, Decision)
        .join(Decision, Decision.snapshot_id == PlanSnapshot.id)
        .where(*_was_sent_back(actor.viewpoint, now - RECENT))
        .order_by(Decision.decided_at.desc(), Decision.id)
        .options(joinedload(Decision.decided_by))
    )
    return [SentBack(row.Campaign, row.PlanSnapshot, row.Decision) for row in found]


def count(session: Session, actor: User, *, now: datetime) -> int:
    """How many of both there are: one statement, for it stands in the menu of every page."""
    return int(session.scalars(_counting(actor.viewpoint), {"since": now - RECENT}).one())


@lru_cache(1024)
def _counting(looking: Viewpoint) -> Select[Any]:
    """Built once for each who looks: that takes longer than the answer."""
    since: BindParameter[datetime] = bindparam("since", type_=Instant)
    back = (
        _plans(func.count())
        .join(Decision, Decision.snapshot_id == PlanSnapshot.id)
        .where(*_was_sent_back(looking, since))
    )
    if not looking.approving:
        return select(back.scalar_subquery())
    deciding = _plans(func.count()).where(*_awaits(looking))
    return select(back.scalar_subquery() + deciding.scalar_subquery())


def _plans(*asked: Any) -> Select[Any]:
    return select(*asked).select_from(Campaign).join(PlanSnapshot, PlanSnapshot.campaign_id == Campaign.id)


def _is_newest() -> ColumnElement[bool]:
    newer = aliased(PlanSnapshot)
    return ~exists().where(
        newer.campaign_id == PlanSnapshot.campaign_id, newer.number > PlanSnapshot.number
    ).correlate(PlanSnapshot)


def _awaits(looking: Viewpoint) -> list[ColumnElement[bool]]:
    undecided = ~exists().where(Decision.snapshot_id == PlanSnapshot.id).correlate(PlanSnapshot)
    return [
        Campaign.team_id.in_(looking.approving),
        Campaign.status.in_([Status.IN_REVIEW, *STANDS_APPROVED]),
        or_(Campaign.approver_id.is_(None), Campaign.approver_id == looking.user_id),
        visible_from(looking),
        undecided,
        _is_newest(),
        or_(PlanSnapshot.submitted_by_id != looking.user_id, _decides_alone(looking.user_id)),
    ]


def _decides_alone(user_id: int) -> ColumnElement[bool]:
    """Whether nobody else could decide, as `queries.other_approvers` tells it of one campaign."""
    another = (
        exists()
        .where(
            Membership.team_id == Campaign.team_id,
            Membership.role == Role.APPROVER,
            Membership.user_id != user_id,
            Membership.user_id == User.id,
            User.is_active,
        )
        .correlate(Campaign)
    )
    is_for_them = and_(
        Campaign.confidentiality == Confidentiality.RESTRICTED, Campaign.approver_id == user_id
    )
    return or_(is_for_them, ~another)


def _was_sent_back(looking: Viewpoint, since: Any) -> list[ColumnElement[bool]]:
    return [
        Campaign.owner_id == looking.user_id,
        or_(
            Campaign.status == Status.DRAFT,
            and_(Campaign.status.in_(STANDS_APPROVED), Decision.decided_at > since),
        ),
        visible_from(looking),
        Decision.decision == DecisionKind.REQUEST_CHANGES,
        _is_newest(),
    ]
