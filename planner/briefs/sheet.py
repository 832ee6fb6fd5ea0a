"""The approval sheet: one page that goes round with a plan, to be signed by who proposes, who agrees and who approves.

What it says of the plan is read from the numbered snapshot, so that paper and record cannot part; only names, title and
purpose are the campaign's own of today.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from planner import text
from planner.accounts import queries as people
from planner.accounts.models import KIND_NAMES, Kind, Role, User
from planner.briefs.gather import Edition, other_title, person
from planner.briefs.inside import Difference, Person
from planner.briefs.shapes import Money, Reader, Word, as_written
from planner.campaigns import queries as campaigns
from planner.campaigns.models import Campaign
from planner.errors import NotFound
from planner.i18n import Text, pick_of
from planner.plans import queries as plans
from planner.plans import snapshot
from planner.plans.models import DECISION_NAMES, DecisionKind, PlanSnapshot
from planner.plans.telling import Telling

MOST_ROWS, LONGEST_LABEL, LONGEST_VALUE, LONGEST_PURPOSE = 5, 80, 80, 320
"""What one page holds beside three signatures, however long the plan is."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided about the plan, if anything was."""

    word: Word
    by: Text
    at: datetime


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs: where nobody is named, a line is left to write the name on. A sheet may do without a reviewer."""

    submitter: Person
    has_reviewer: bool
    reviewer: Person | None
    approver: Person | None


@dataclass(frozen=True, slots=True)
class ApprovalSheet:
    """One plan on one page.

    `since` is the plan compared with, None for a first plan; `left_out` counts differences that had no room.
    `has_changed` where the campaign is no longer what this plan holds.
    """

    reader: Reader
    made_on: date
    organisation: Text
    code: str
    title: Text
    other_title: Text | None
    kind: Word
    is_communal: bool
    team: Text
    starts_on: date
    ends_on: date
    purpose: Text
    planned: tuple[Money, ...]
    has_no_budget: bool
    number: int
    stamp: str
    sent_at: datetime
    has_changed: bool
    since: int | None
    differences: tuple[Difference, ...]
    left_out: int
    note: Text | None
    signatures: Signatures
    verdict: Verdict | None


def gather(
    session: Session,
    campaign_id: int,
    *,
    actor: User,
    edition: Edition,
    reviewer_id: int | None = None,
    has_reviewer: bool = True,
) -> ApprovalSheet:
    """The sheet of the newest plan, as far as the actor may see the campaign.

    :raises NotFound: where there is no such campaign for the actor, or no plan of it was ever sent.
    """
    campaign = campaigns.whole(session, campaign_id, actor=actor)
    stands = plans.standing(session, campaign, plans.objectives_of(session, campaign.id))
    if not stands.snapshots:
        raise NotFound
    plan, reader = stands.snapshots[0], edition.reader
    older = plans.before(stands, plan)
    differences, left_out = _differences(session, older, plan, reader)
    reviewer = next((one for one in reviewers(session, campaign, plan) if one.id == reviewer_id), None)
    signatures = Signatures(
        submitter=person(plan.submitted_by, reader),
        has_reviewer=has_reviewer,
        reviewer=person(reviewer, reader) if reviewer else None,
        approver=_approver(campaign, plan, reader),
    )
    return ApprovalSheet(
        reader=reader,
        made_on=edition.made_on,
        organisation=edition.organisation,
        code=campaign.code,
        title=pick_of(campaign, "title", reader.language),
        other_title=other_title(campaign, reader),
        team=pick_of(campaign.team, "name", reader.language),
        purpose=_short(pick_of(campaign, "purpose", reader.language), LONGEST_PURPOSE),
        has_changed=bool(stands.since[plan.number]),
        since=older.number if older else None,
        differences=differences,
        left_out=left_out,
        signatures=signatures,
        **_as_sent(plan, reader),
    )


def _as_sent(plan: PlanSnapshot, reader: Reader) -> dict[str, Any]:
    """What the sheet tells of the plan itself."""
    kind = Kind(plan.content["kind"])
    return {
        "kind": KIND_NAMES[kind],
        "is_communal": kind == Kind.COMMUNAL,
        "starts_on": date.fromisoformat(plan.content["start_on"]),
        "ends_on": date.fromisoformat(plan.content["end_on"]),
        "planned": _planned(plan),
        "has_no_budget": plan.content["has_no_budget"],
        "number": plan.number,
        "stamp": snapshot.stamp(plan.digest),
        "sent_at": plan.taken_at,
        "note": as_written(_cut(" ".join((plan.comment or "").split()), 2 * LONGEST_VALUE)),
        "verdict": _verdict(plan, reader),
    }


def reviewers(session: Session, campaign: Campaign, plan: PlanSnapshot) -> list[User]:
    """Who of the team could agree to a plan before it is decided about: not who sent it, nor who decides."""
    members = people.members(session, campaign.team_id, Role.VIEWER, Role.PLANNER, Role.APPROVER)
    return [one for one in members if one.id not in {plan.submitted_by_id, campaign.approver_id}]


def _planned(plan: PlanSnapshot) -> tuple[Money, ...]:
    sums: dict[str, int] = {}
    for line in plan.content["budget_lines"]:
        sums[line["currency"]] = sums.get(line["currency"], 0) + line["planned_minor"]
    return tuple(Money(amount, currency) for currency, amount in sums.items())


def _differences(
    session: Session, older: PlanSnapshot | None, plan: PlanSnapshot, reader: Reader
) -> tuple[tuple[Difference, ...], int]:
    if older is None:
        return (), 0
    changes = plans.between(session, older.content, plan.content)
    rows = Telling(reader.language, reader.era).rows(session, changes[:MOST_ROWS])
    short = (
        Difference(_cut(label, LONGEST_LABEL), _cut(before, LONGEST_VALUE), _cut(after, LONGEST_VALUE))
        for label, before, after in rows
    )
    return tuple(short), max(len(changes) - MOST_ROWS, 0)


def _approver(campaign: Campaign, plan: PlanSnapshot, reader: Reader) -> Person | None:
    """Who approved, else who is named to; nobody where any approver of the team may."""
    decided = [one for one in plan.decisions if one.decision == DecisionKind.APPROVE]
    if decided:
        return person(decided[0].decided_by, reader)
    return person(campaign.approver, reader) if campaign.approver else None


def _verdict(plan: PlanSnapshot, reader: Reader) -> Verdict | None:
    if not plan.decisions:
        return None
    last = plan.decisions[-1]
    return Verdict(
        DECISION_NAMES[last.decision], pick_of(last.decided_by, "name", reader.language), last.decided_at
    )


def _short(written: Text, length: int) -> Text:
    return written._replace(text=_cut(" ".join(written.text.split()), length))


def _cut(written: str, length: int) -> str:
    short = text.shortened(written, length)
    return short if short == written else f"{short} …"
