"""What waits for a person: plans to decide about, and plans of theirs that were sent back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload

from planner.accounts.models import Membership, Role, User
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.campaigns.queries import visible_to
from planner.campaigns.words import Confidentiality
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
    if not _approving(actor):
        return []
    found = session.execute(
        _plans(Campaign, PlanSnapshot)
        .where(*_awaits(actor))
        .order_by(PlanSnapshot.taken_at, PlanSnapshot.id)
        .options(joinedload(Campaign.team), joinedload(PlanSnapshot.submitted_by))
    )
    return [(row.Campaign, row.PlanSnapshot) for row in found]


def sent_back(session: Session, actor: User, *, now: datetime) -> list[SentBack]:
    """The plans of the person's own campaigns of which changes were asked, latest first. One statement."""
    found = session.execute(
        _plans(Campaign, PlanSnapshot, Decision)
        .join(Decision, Decision.snapshot_id == PlanSnapshot.id)
        .where(*_was_sent_back(actor, now))
        .order_by(Decision.decided_at.desc(), Decision.id)
        .options(joinedload(Decision.decided_by))
    )
    return [SentBack(row.Campaign, row.PlanSnapshot, row.Decision) for row in found]


def count(session: Session, actor: User, *, now: datetime) -> int:
    """How many of both there are: one statement, for it stands in the menu of every page."""
    back = (
        _plans(func.count())
        .join(Decision, Decision.snapshot_id == PlanSnapshot.id)
        .where(*_was_sent_back(actor, now))
    )
    statement = select(back.scalar_subquery())
    if _approving(actor):
        deciding = _plans(func.count()).where(*_awaits(actor))
        statement = select(back.scalar_subquery() + deciding.scalar_subquery())
    return int(session.scalars(statement).one())


def _plans(*asked: Any) -> Select[Any]:
    return select(*asked).select_from(Campaign).join(PlanSnapshot, PlanSnapshot.campaign_id == Campaign.id)


def _approving(actor: User) -> list[int]:
    return sorted(m.team_id for m in actor.memberships if m.role == Role.APPROVER)


def _is_newest() -> ColumnElement[bool]:
    newer = aliased(PlanSnapshot)
    return ~exists().where(
        newer.campaign_id == PlanSnapshot.campaign_id, newer.number > PlanSnapshot.number
    ).correlate(PlanSnapshot)


def _awaits(actor: User) -> list[ColumnElement[bool]]:
    undecided = ~exists().where(Decision.snapshot_id == PlanSnapshot.id).correlate(PlanSnapshot)
    return [
        Campaign.team_id.in_(_approving(actor)),
        Campaign.status.in_([Status.IN_REVIEW, *STANDS_APPROVED]),
        or_(Campaign.approver_id.is_(None), Campaign.approver_id == actor.id),
        visible_to(actor),
        undecided,
        _is_newest(),
        or_(PlanSnapshot.submitted_by_id != actor.id, _decides_alone(actor)),
    ]


def _decides_alone(actor: User) -> ColumnElement[bool]:
    """Whether nobody else could decide, as `queries.other_approvers` tells it of one campaign."""
    another = (
        exists()
        .where(
            Membership.team_id == Campaign.team_id,
            Membership.role == Role.APPROVER,
            Membership.user_id != actor.id,
            Membership.user_id == User.id,
            User.is_active,
        )
        .correlate(Campaign)
    )
    is_for_them = and_(
        Campaign.confidentiality == Confidentiality.RESTRICTED, Campaign.approver_id == actor.id
    )
    return or_(is_for_them, ~another)


def _was_sent_back(actor: User, now: datetime) -> list[ColumnElement[bool]]:
    return [
        Campaign.owner_id == actor.id,
        or_(
            Campaign.status == Status.DRAFT,
            and_(Campaign.status.in_(STANDS_APPROVED), Decision.decided_at > now - RECENT),
        ),
        visible_to(actor),
        Decision.decision == DecisionKind.REQUEST_CHANGES,
        _is_newest(),
    ]
