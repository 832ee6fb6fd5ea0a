"""Questions about plans: their snapshots, what was decided, what changed since, and whom a decision waits for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from planner.accounts import queries as people
from planner.accounts.models import Role, User
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.campaigns.queries import visible_to, with_people
from planner.campaigns.words import Confidentiality
from planner.objectives.models import Objective
from planner.plans import difference, readiness, snapshot
from planner.plans.difference import Change
from planner.plans.models import Decision, DecisionKind, PlanSnapshot
from planner.plans.readiness import Requirement

# in these a plan once approved holds, and a changed one can be approved in place
STANDS_APPROVED = frozenset({Status.APPROVED, Status.ACTIVE, Status.PAUSED})
_HELD = STANDS_APPROVED | {Status.COMPLETED, Status.EVALUATED}


@dataclass(frozen=True)
class Standing:
    """How a campaign stands towards its plans.

    `snapshots`, newest first; `pending` waits for a decision; `approved` is the last that was approved; `compared`
    is the one that `changes` are reckoned from; `digest` is of the plan as it is now.
    """

    snapshots: Sequence[PlanSnapshot]
    pending: PlanSnapshot | None
    approved: PlanSnapshot | None
    compared: PlanSnapshot | None
    changes: list[Change]
    digest: str

    @property
    def is_changed(self) -> bool:
        """Whether the plan is no longer what that snapshot holds."""
        return bool(self.changes)


def standing(session: Session, campaign: Campaign, objectives: Sequence[Objective]) -> Standing:
    """How a campaign stands; needs its messages and budget lines loaded."""
    taken = snapshots(session, campaign.id)
    latest = taken[0] if taken else None
    is_open = latest is not None and not latest.decisions
    pending = latest if is_open and campaign.status in {Status.IN_REVIEW, *STANDS_APPROVED} else None
    approved = next((one for one in taken if _is_approved(one)), None) if campaign.status in _HELD else None
    compared = approved if campaign.status in _HELD else latest
    if campaign.status in {Status.CANCELLED, Status.ARCHIVED}:
        compared = None
    now = snapshot.content(campaign, objectives)
    changes = difference.between(compared.content, now) if compared else []
    return Standing(taken, pending, approved, compared, changes, snapshot.digest(now))


def _is_approved(one: PlanSnapshot) -> bool:
    return any(decision.decision == DecisionKind.APPROVE for decision in one.decisions)


def snapshots(session: Session, campaign_id: int) -> list[PlanSnapshot]:
    """Every plan that was sent for review, newest first, with who sent it and what was decided by whom."""
    found = list(
        session.scalars(
            select(PlanSnapshot)
            .where(PlanSnapshot.campaign_id == campaign_id)
            .order_by(PlanSnapshot.number.desc())
            .options(selectinload(PlanSnapshot.decisions))
            .execution_options(populate_existing=True)
        )
    )
    with_people(session, found, "submitted_by")
    with_people(session, [decision for one in found for decision in one.decisions], "decided_by")
    return found


def objectives_of(session: Session, campaign_id: int) -> list[Objective]:
    """The objectives of a campaign the caller has been shown, with metric, public and measurements, read afresh."""
    return list(
        session.scalars(
            select(Objective)
            .where(Objective.campaign_id == campaign_id)
            .order_by(Objective.position, Objective.id)
            .options(
                joinedload(Objective.own_metric),
                joinedload(Objective.public),
                selectinload(Objective.measurements),
            )
            .execution_options(populate_existing=True)
        )
    )


def approvers(session: Session, campaign: Campaign) -> list[User]:
    """The approvers of its team."""
    return people.members(session, campaign.team_id, Role.APPROVER)


def other_approvers(session: Session, campaign: Campaign, actor: User) -> list[User]:
    """Who else of the team could decide; for a restricted campaign only its named approver sees it."""
    others = [one for one in approvers(session, campaign) if one.id != actor.id]
    if campaign.confidentiality == Confidentiality.RESTRICTED and campaign.approver_id is not None:
        return [one for one in others if one.id == campaign.approver_id]
    return others


def waiting_for(session: Session, actor: User) -> list[tuple[Campaign, PlanSnapshot]]:
    """The plans that wait for this person's decision, longest waiting first.

    Those of their teams, where they are named or nobody is, and which they did not send themselves (unless nobody
    else could decide).
    """
    teams = [m.team_id for m in actor.memberships if m.role == Role.APPROVER]
    if not teams:
        return []
    newer = aliased(PlanSnapshot)
    latest = (
        select(func.max(newer.number)).where(newer.campaign_id == PlanSnapshot.campaign_id).scalar_subquery()
    )
    found = session.execute(
        select(Campaign, PlanSnapshot)
        .join(PlanSnapshot, PlanSnapshot.campaign_id == Campaign.id)
        .where(
            Campaign.team_id.in_(teams),
            Campaign.status.in_([Status.IN_REVIEW, *STANDS_APPROVED]),
            (Campaign.approver_id.is_(None)) | (Campaign.approver_id == actor.id),
            visible_to(actor),
            PlanSnapshot.number == latest,
            ~select(Decision.id).where(Decision.snapshot_id == PlanSnapshot.id).exists(),
        )
        .order_by(PlanSnapshot.taken_at)
        .options(joinedload(Campaign.team), joinedload(PlanSnapshot.submitted_by))
    ).all()
    return [
        (campaign, plan)
        for campaign, plan in found
        if plan.submitted_by_id != actor.id or not other_approvers(session, campaign, actor)
    ]


def changes_since(
    stands: Standing, plan: PlanSnapshot, campaign: Campaign, objectives: Sequence[Objective]
) -> list[Change]:
    """What changed in a campaign after a plan of it was taken down."""
    if plan.digest == stands.digest:
        return []
    return difference.between(plan.content, snapshot.content(campaign, objectives))


def before(stands: Standing, plan: PlanSnapshot) -> PlanSnapshot | None:
    """The plan that an approver compares this one with: the last approved one, else the one sent before it."""
    if stands.approved is not None and stands.approved.number < plan.number:
        return stands.approved
    return next((one for one in stands.snapshots if one.number < plan.number), None)


@dataclass(frozen=True)
class Unfinished:
    """A draft and what review still asks of it."""

    campaign: Campaign
    missing: Sequence[Requirement]


def drafts_of(session: Session, actor: User, *, limit: int = 10) -> list[Unfinished]:
    """A person's own drafts, those that start first foremost, with what each still lacks. Five statements."""
    found = list(
        session.scalars(
            select(Campaign)
            .where(Campaign.owner_id == actor.id, Campaign.status == Status.DRAFT, visible_to(actor))
            .order_by(Campaign.start_on, Campaign.id)
            .limit(limit)
            .options(
                selectinload(Campaign.participations),
                selectinload(Campaign.messages),
                selectinload(Campaign.budget_lines),
            )
        )
    )
    objectives: dict[int, list[Objective]] = {}
    ids = [campaign.id for campaign in found]
    for one in session.scalars(select(Objective).where(Objective.campaign_id.in_(ids))) if ids else ():
        objectives.setdefault(one.campaign_id, []).append(one)
    return [
        Unfinished(one, readiness.missing(readiness.before_review(one, objectives.get(one.id, []))))
        for one in found
    ]
