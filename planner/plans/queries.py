"""Questions about plans: their snapshots, what was decided, what changed since, and whom a decision waits for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from planner.accounts import queries as people
from planner.accounts.models import Role, User
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.campaigns.queries import visible_to, with_people
from planner.campaigns.words import Confidentiality
from planner.objectives.models import Objective
from planner.plans import difference, readiness, snapshot
from planner.plans.difference import Change
from planner.plans.models import DecisionKind, PlanSnapshot
from planner.plans.readiness import Requirement
from planner.plans.snapshot import Content
from planner.stakeholders.models import Stakeholder

# in these a plan once approved holds, and a changed one can be approved in place
STANDS_APPROVED = frozenset({Status.APPROVED, Status.ACTIVE, Status.PAUSED})
_HELD = STANDS_APPROVED | {Status.COMPLETED, Status.EVALUATED}


@dataclass(frozen=True)
class Standing:
    """How a campaign stands towards its plans.

    `snapshots`, newest first; `pending` waits for a decision; `approved` is the last that was approved; `compared`
    is the one that `changes` are reckoned from. `since` holds what changed since that one and since the newest, by
    their numbers.
    """

    snapshots: Sequence[PlanSnapshot]
    pending: PlanSnapshot | None
    approved: PlanSnapshot | None
    compared: PlanSnapshot | None
    since: Mapping[int, list[Change]]

    @property
    def changes(self) -> list[Change]:
        """What the plan says otherwise than the one it is compared with."""
        return [] if self.compared is None else self.since[self.compared.number]

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
    since = {one.number: between(session, one.content, now) for one in (latest, compared) if one is not None}
    return Standing(taken, pending, approved, compared, since)


def between(session: Session, older: Content, newer: Content) -> list[Change]:
    """Every difference of two plans. A public that was merged into another meanwhile is the same public."""
    found = difference.between(older, newer)
    named = {key for one in found if one.field == "public_id" for key in (one.before, one.after)} - {None}
    if not named:
        return found
    merged = select(Stakeholder.id, Stakeholder.merged_into_id).where(
        Stakeholder.id.in_(named), Stakeholder.merged_into_id.is_not(None)
    )
    stands_for = {one.id: one.merged_into_id for one in session.execute(merged)}

    def is_another(one: Change) -> bool:
        before, after = (stands_for.get(key, key) for key in (one.before, one.after))
        return bool(before != after)

    return [one for one in found if one.field != "public_id" or is_another(one)]


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


def before(stands: Standing, plan: PlanSnapshot) -> PlanSnapshot | None:
    """The plan that an approver compares this one with: the last approved one, else the one sent before it."""
    if stands.approved is not None and stands.approved.number < plan.number:
        return stands.approved
    return next((one for one in stands.snapshots if one.number < plan.number), None)


@dataclass(frozen=True)
class Unfinished:
    """A plan and what its next step still asks of it: review of a draft, the result of a completed campaign."""

    campaign: Campaign
    missing: Sequence[Requirement]


def unfinished_of(session: Session, actor: User, *, limit: int = 10) -> list[Unfinished]:
    """A person's own drafts and completed campaigns, those that start first foremost. Six statements, always."""
    found = list(
        session.scalars(
            select(Campaign)
            .where(
                Campaign.owner_id == actor.id,
                Campaign.status.in_([Status.DRAFT, Status.COMPLETED]),
                visible_to(actor),
            )
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
    wanted = select(Objective).where(Objective.campaign_id.in_(ids))
    for one in session.scalars(wanted.options(selectinload(Objective.measurements))) if ids else ():
        objectives.setdefault(one.campaign_id, []).append(one)
    return [Unfinished(one, readiness.missing(_next(one, objectives.get(one.id, [])))) for one in found]


def _next(campaign: Campaign, objectives: Sequence[Objective]) -> list[Requirement]:
    if campaign.status == Status.COMPLETED:
        return readiness.before_evaluation(campaign, objectives)
    return readiness.before_review(campaign, objectives)
