"""The steps of a plan. The moves and their states stand in `campaigns.lifecycle`; who may and on what terms, here."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock, text
from planner.accounts import permissions
from planner.accounts.models import User
from planner.activity import log
from planner.campaigns import queries as campaigns
from planner.campaigns.lifecycle import Status, Step, moved, not_now
from planner.campaigns.models import Campaign
from planner.campaigns.words import Confidentiality
from planner.errors import Refusal, Stale, expect_version
from planner.i18n import mark
from planner.objectives.models import Objective
from planner.plans import queries, readiness, snapshot
from planner.plans.models import Decision, DecisionKind, PlanSnapshot
from planner.plans.queries import STANDS_APPROVED

STILL_LACKS = mark("This still lacks: %(missing)s.")
NEVER_APPROVED = mark("No plan of this campaign has been approved.")
NOTHING_CHANGED = mark("Nothing in the plan has changed since plan %(number)s.")
IS_WITH_APPROVER = mark("Plan %(number)s is with the approver already.")
OWN_PLAN = mark("You sent this plan yourself. Another approver of the team decides about it.")
OWN_AND_RESTRICTED = mark(
    "You are named as the approver of a restricted campaign, so nobody else could decide. Name another approver."
)
SAY_WHY = mark("Say why, so that the planner knows what to change.")
CHANGED_SINCE = mark(
    "The plan has changed since plan %(number)s was approved. Send the changed plan for review before the start."
)

MOVED = {
    Step.WITHDRAW: "campaign.withdrawn",
    Step.START: "campaign.started",
    Step.PAUSE: "campaign.paused",
    Step.RESUME: "campaign.resumed",
    Step.COMPLETE: "campaign.completed",
    Step.EVALUATE: "campaign.evaluated",
    Step.CANCEL: "campaign.cancelled",
    Step.RESTORE: "campaign.restored",
    Step.ARCHIVE: "campaign.archived",
}
DECIDED = {
    DecisionKind.APPROVE: "campaign.approved",
    DecisionKind.REQUEST_CHANGES: "campaign.changes_requested",
    DecisionKind.REJECT: "campaign.rejected",
}


def submit(
    session: Session, campaign_id: int, *, actor: User, comment: str | None = None, version: int | None = None
) -> PlanSnapshot:
    """Send a draft to its approver: takes the next numbered snapshot, which is what will be decided about."""
    campaign = _open(session, campaign_id, "campaign:move", actor, version)
    target = moved(campaign.status, Step.SUBMIT)
    objectives = queries.objectives_of(session, campaign.id)
    _expect_ready(session, campaign, objectives, actor)
    taken = _take(session, campaign, objectives, actor, comment)
    campaign.status = target
    log.record(
        session,
        verb="campaign.submitted",
        subject=campaign,
        actor=actor,
        note=taken.comment,
        number=taken.number,
    )
    return taken


def submit_changes(
    session: Session, campaign_id: int, *, actor: User, comment: str | None = None, version: int | None = None
) -> PlanSnapshot:
    """Send a changed plan for a new approval; the campaign keeps its state meanwhile, and runs on if it runs."""
    campaign = _open(session, campaign_id, "campaign:move", actor, version)
    if campaign.status not in STANDS_APPROVED:
        raise not_now(campaign.status)
    objectives = queries.objectives_of(session, campaign.id)
    stands = queries.standing(session, campaign, objectives)
    if stands.approved is None:
        raise Refusal(NEVER_APPROVED)
    if not stands.is_changed:
        raise Refusal(NOTHING_CHANGED, number=stands.approved.number)
    if stands.pending is not None and not stands.since[stands.pending.number]:
        raise Refusal(IS_WITH_APPROVER, number=stands.pending.number)
    _expect_ready(session, campaign, objectives, actor)
    taken = _take(session, campaign, objectives, actor, comment)
    log.record(
        session,
        verb="campaign.changes_submitted",
        subject=campaign,
        actor=actor,
        note=taken.comment,
        number=taken.number,
    )
    return taken


def decide(
    session: Session,
    campaign_id: int,
    decision: DecisionKind,
    *,
    actor: User,
    comment: str | None = None,
    number: int | None = None,
) -> Decision:
    """Decide about the plan that waits. `number` is the plan the approver read; another one waiting is `Stale`.

    A plan in review moves by it. A changed plan of an approved or running campaign is approved, or sent back, in
    place; such a campaign cannot be rejected, only cancelled.
    """
    campaign = _open(session, campaign_id, "campaign:decide", actor, None)
    objectives = queries.objectives_of(session, campaign.id)
    pending = queries.standing(session, campaign, objectives).pending
    target = _after(campaign, decision, is_pending=pending is not None)
    if pending is None or (number is not None and pending.number != number):
        raise Stale
    said = text.clean(comment or "", multiline=True) or None
    if decision != DecisionKind.APPROVE and not said:
        raise Refusal(SAY_WHY, field="comment")
    is_own = _is_own(session, campaign, pending, actor)
    decided = Decision(
        snapshot_id=pending.id,
        decision=decision,
        comment=said,
        decided_by_id=actor.id,
        decided_at=clock.now(),
        is_own_plan=is_own,
    )
    session.add(decided)
    campaign.status = target
    is_own_approval = is_own and decision == DecisionKind.APPROVE
    verb = "campaign.approved_own" if is_own_approval else DECIDED[decision]
    log.record(session, verb=verb, subject=campaign, actor=actor, note=said, number=pending.number)
    return decided


def _after(campaign: Campaign, decision: DecisionKind, *, is_pending: bool) -> Status:
    """The state after a decision: a changed plan of an approved or running campaign is decided about in place."""
    if is_pending and campaign.status in STANDS_APPROVED and decision != DecisionKind.REJECT:
        return campaign.status
    return moved(campaign.status, Step(decision.value))


def _is_own(session: Session, campaign: Campaign, pending: PlanSnapshot, actor: User) -> bool:
    """Whether the actor sent the plan themselves; refused where others could decide about it."""
    is_own = pending.submitted_by_id == actor.id
    if is_own and queries.other_approvers(session, campaign, actor):
        raise Refusal(OWN_PLAN)
    return is_own


def move(
    session: Session,
    campaign_id: int,
    step: Step,
    *,
    actor: User,
    comment: str | None = None,
    version: int | None = None,
) -> Campaign:
    """Take any step but sending for review and deciding."""
    campaign = _open(session, campaign_id, "campaign:move", actor, version)
    target = moved(campaign.status, step)
    if step == Step.START:
        _expect_approved(session, campaign)
    if step == Step.EVALUATE:
        objectives = queries.objectives_of(session, campaign.id)
        _expect_there(readiness.before_evaluation(campaign, objectives))
    campaign.status = target
    log.record(
        session,
        verb=MOVED[step],
        subject=campaign,
        actor=actor,
        note=text.clean(comment or "", multiline=True) or None,
    )
    return campaign


def take(
    session: Session,
    campaign_id: int,
    step: Step,
    *,
    actor: User,
    comment: str | None = None,
    version: int | None = None,
    number: int | None = None,
) -> None:
    """Any step by its name: for edges whose addresses are steps."""
    if step == Step.SUBMIT:
        submit(session, campaign_id, actor=actor, comment=comment, version=version)
    elif step.value in set(DecisionKind):
        decide(session, campaign_id, DecisionKind(step.value), actor=actor, comment=comment, number=number)
    else:
        move(session, campaign_id, step, actor=actor, comment=comment, version=version)


def _open(session: Session, campaign_id: int, permission: str, actor: User, version: int | None) -> Campaign:
    # two who act at once on one campaign take turns; on SQLite the transaction itself sees to that
    session.execute(select(Campaign.id).where(Campaign.id == campaign_id).with_for_update())
    campaign = campaigns.whole(session, campaign_id, actor=actor)
    permissions.demand(actor, permission, campaign)
    expect_version(campaign.version, version)
    return campaign


def _expect_ready(session: Session, campaign: Campaign, objectives: Sequence[Objective], actor: User) -> None:
    _expect_there(readiness.before_review(campaign, objectives))
    is_restricted = campaign.confidentiality == Confidentiality.RESTRICTED
    has_others = any(one.id != actor.id for one in queries.approvers(session, campaign))
    if is_restricted and campaign.approver_id == actor.id and has_others:
        raise Refusal(OWN_AND_RESTRICTED)


def _expect_there(requirements: Sequence[readiness.Requirement]) -> None:
    missing = readiness.missing(requirements)
    if missing:
        raise Refusal(STILL_LACKS, missing=[one.label for one in missing])


def _expect_approved(session: Session, campaign: Campaign) -> None:
    stands = queries.standing(session, campaign, queries.objectives_of(session, campaign.id))
    if stands.approved is None:
        raise Refusal(NEVER_APPROVED)
    if stands.is_changed:
        raise Refusal(CHANGED_SINCE, number=stands.approved.number)


def _take(
    session: Session,
    campaign: Campaign,
    objectives: Sequence[Objective],
    actor: User,
    comment: str | None,
) -> PlanSnapshot:
    content = snapshot.content(campaign, objectives)
    earlier = queries.snapshots(session, campaign.id)
    taken = PlanSnapshot(
        campaign_id=campaign.id,
        number=earlier[0].number + 1 if earlier else 1,
        taken_at=clock.now(),
        submitted_by_id=actor.id,
        content=content,
        digest=snapshot.digest(content),
        comment=text.clean(comment or "", multiline=True) or None,
    )
    session.add(taken)
    return taken
