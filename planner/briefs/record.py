"""How a plan was decided about, for the internal copy: decisions, comments, and what changed since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from planner.briefs.inside import Changes, CommentCount, Decision, Difference
from planner.briefs.shapes import Reader, as_written
from planner.campaigns.models import Campaign
from planner.i18n import pick_of
from planner.plans import comments
from planner.plans import queries as plans
from planner.plans.models import DECISION_NAMES
from planner.plans.telling import Telling


def of(session: Session, campaign: Campaign, standing: plans.Standing, reader: Reader) -> dict[str, Any]:
    """How the plan was decided about: decisions, how many comments there were, and what changed since."""
    return {
        "decisions": tuple(_decisions(standing, reader)),
        "comments": tuple(_comments(session, campaign)),
        "changes": _changes(session, standing, reader),
    }


def _comments(session: Session, campaign: Campaign) -> Iterable[CommentCount]:
    counted = Counter(
        one.snapshot.number for one in comments.of_campaign(session, campaign.id) if not one.withdrawn_at
    )
    for number in sorted(counted):
        yield CommentCount(number, counted[number])


def _changes(session: Session, standing: plans.Standing, reader: Reader) -> Changes | None:
    if standing.compared is None or not standing.is_changed:
        return None
    rows = Telling(reader.language, reader.era).rows(session, standing.changes)
    return Changes(standing.compared.number, tuple(Difference(*row) for row in rows))


def _decisions(standing: plans.Standing, reader: Reader) -> Iterable[Decision]:
    for snapshot in reversed(standing.snapshots):
        for one in snapshot.decisions:
            yield Decision(
                plan_number=snapshot.number,
                word=DECISION_NAMES[one.decision],
                by=pick_of(one.decided_by, "name", reader.language),
                at=one.decided_at,
                comment=as_written(one.comment),
                was_own=one.is_own_plan,
            )
