"""What comes next for a campaign and what that lacks, as its page and the home page say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask import url_for

from planner.accounts import permissions
from planner.accounts.models import User
from planner.campaigns.lifecycle import STEP_NAMES, Status, Step, steps_from
from planner.campaigns.models import Campaign
from planner.i18n import mark, pick_of
from planner.objectives.models import Objective
from planner.plans import readiness
from planner.plans.queries import STANDS_APPROVED, Standing
from planner.plans.readiness import Place, Requirement
from planner.web import context, language
from planner.web.language import say

# where each missing thing is filled in
_EDIT = {
    Place.WHY: "why",
    Place.NEED: "need",
    Place.OFFER: "offer",
    Place.LESSONS: "lessons",
}
_NEW = {
    Place.WHOM: "campaigns.new_participation",
    Place.SUCCESS: "objectives.new",
    Place.SAY: "campaigns.new_message",
}

HEADINGS: dict[Status, str] = {
    Status.DRAFT: mark("Next: send for review"),
    Status.IN_REVIEW: mark("Next: the approver decides"),
    Status.APPROVED: mark("Next: start"),
    Status.ACTIVE: mark("Next: complete"),
    Status.PAUSED: mark("Paused"),
    Status.COMPLETED: mark("Next: record the result"),
    Status.EVALUATED: mark("The result is recorded"),
    Status.CANCELLED: mark("Cancelled"),
    Status.ARCHIVED: mark("Archived: it can be read, not changed"),
}
CHANGED = mark("Next: have the changed plan approved")
SENT_BY = mark("%(name)s sent plan %(number)s on %(day)s.")
ALL_THERE = mark("Everything that review needs is there.")
STARTS_ON = mark("It is planned to start on %(day)s.")
ENDS_ON = mark("It is planned to end on %(day)s.")
MAY_RESTORE = mark("It can be restored as a draft, or archived.")
APPROVER_DECIDES = mark("An approver of the team decides.")
PLANNERS_MOVE = mark("The team's planners take the next step.")
SEND_CHANGES = mark("Send the changed plan for review")
NOTE_TO_APPROVER = mark("Note to the approver (optional)")
NO_BASELINE = mark("Baseline not known yet: %(statement)s")

# the steps that stand beside the next one, and those that stand in the menu
BESIDE = {Step.PAUSE, Step.RESUME, Step.WITHDRAW, Step.RESTORE, Step.ARCHIVE}
PRIMARY = {Step.SUBMIT, Step.START, Step.COMPLETE, Step.RESUME, Step.EVALUATE}


@dataclass(frozen=True)
class Button:
    """One step the person may take now; with a `comment`, that is what may be said along."""

    label: str
    address: str
    is_primary: bool = False
    is_link: bool = False
    comment: str | None = None


@dataclass(frozen=True)
class NextStep:
    """The heading, a sentence, what is there and missing as (is there, label, address), and the steps."""

    heading: str
    text: str | None = None
    requirements: list[tuple[bool, str, str]] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)
    can_cancel: bool = False


def of(campaign: Campaign, objectives: Sequence[Objective], stands: Standing, actor: User) -> NextStep:
    """What comes next, for this person."""
    may_move = permissions.may(actor, "campaign:move", campaign)
    # what is missing leads to where it is filled in: that is for those who may
    requirements = _requirements(campaign, objectives) if may_move else []
    needs_approval = campaign.status in STANDS_APPROVED and stands.is_changed
    heading = say(
        CHANGED if needs_approval and campaign.status == Status.APPROVED else HEADINGS[campaign.status]
    )
    buttons = _deciding(campaign, stands, actor)
    if may_move:
        is_ready = not readiness.missing(requirements) and not buttons
        buttons += _moving(campaign, stands, needs_approval=needs_approval, is_ready=is_ready)
    if stands.pending is not None and (buttons or may_move):
        sheet = url_for("briefs.sheet", id=campaign.id)
        buttons.append(Button(say(mark("Approval sheet")), sheet, is_link=True))
    known = [
        _text(campaign, stands, requirements),
        None if buttons or may_move else _who_can(campaign, stands),
    ]
    return NextStep(
        heading,
        " ".join(filter(None, known)) or None,
        [(one.is_there, say(one.label), address(campaign, one)) for one in requirements],
        buttons,
        may_move and Step.CANCEL in steps_from(campaign.status),
    )


def gaps(campaign: Campaign, objectives: Sequence[Objective]) -> list[str]:
    """What is not known and hinders nothing, said so that it is not forgotten."""
    if campaign.status not in {Status.DRAFT, Status.IN_REVIEW, *STANDS_APPROVED}:
        return []
    return [
        say(NO_BASELINE, statement=pick_of(one, "statement", language.language()).text)
        for one in readiness.without_baseline(objectives)
    ]


def address(campaign: Campaign, requirement: Requirement) -> str:
    """Where a missing thing is filled in."""
    place = requirement.place
    if place in _EDIT:
        return url_for("campaigns.edit", id=campaign.id, section=_EDIT[place])
    if place in _NEW and campaign.status == Status.DRAFT:
        return url_for(_NEW[place], campaign_id=campaign.id)
    return url_for("campaigns.show", id=campaign.id, _anchor=place.value)


def step_address(campaign: Campaign, step: Step) -> str:
    """The address of a step."""
    return url_for(f"plans.{step.value}", id=campaign.id)


def _requirements(campaign: Campaign, objectives: Sequence[Objective]) -> list[Requirement]:
    if campaign.status == Status.DRAFT:
        return readiness.before_review(campaign, objectives)
    if campaign.status == Status.COMPLETED:
        return readiness.before_evaluation(campaign, objectives)
    return []


def _text(campaign: Campaign, stands: Standing, requirements: Sequence[Requirement]) -> str | None:
    pending = stands.pending
    if pending is not None:
        name = pick_of(pending.submitted_by, "name", language.language()).text
        return say(SENT_BY, name=name, number=pending.number, day=context.instant(pending.taken_at))
    match campaign.status:
        case Status.DRAFT if not readiness.missing(requirements):
            return say(ALL_THERE)
        case Status.APPROVED:
            return say(STARTS_ON, day=context.day(campaign.start_on))
        case Status.ACTIVE:
            return say(ENDS_ON, day=context.day(campaign.end_on))
        case Status.CANCELLED:
            return say(MAY_RESTORE)
    return None


def _who_can(campaign: Campaign, stands: Standing) -> str | None:
    """Who takes the step that this person may not take."""
    if stands.pending is not None:
        return say(APPROVER_DECIDES)
    return say(PLANNERS_MOVE) if steps_from(campaign.status) else None


def _deciding(campaign: Campaign, stands: Standing, actor: User) -> list[Button]:
    if stands.pending is None or not permissions.may(actor, "campaign:decide", campaign):
        return []
    review = url_for("plans.review", id=campaign.id)
    return [Button(say(mark("Read and decide")), review, is_primary=True, is_link=True)]


def _moving(campaign: Campaign, stands: Standing, *, needs_approval: bool, is_ready: bool) -> list[Button]:
    buttons = []
    if needs_approval and (stands.pending is None or _is_older(stands)):
        sends = url_for("plans.submit_changes", id=campaign.id)
        buttons.append(Button(say(SEND_CHANGES), sends, is_primary=is_ready, comment=say(NOTE_TO_APPROVER)))
    for step in steps_from(campaign.status):
        if step == Step.START and needs_approval:
            continue
        if step in PRIMARY | BESIDE:
            is_primary = step in PRIMARY and is_ready and not buttons
            note = say(NOTE_TO_APPROVER) if step == Step.SUBMIT else None
            buttons.append(
                Button(say(STEP_NAMES[step]), step_address(campaign, step), is_primary, comment=note)
            )
    return buttons


def _is_older(stands: Standing) -> bool:
    """Whether the plan changed again after the waiting one was sent."""
    return stands.pending is not None and bool(stands.since[stands.pending.number])
