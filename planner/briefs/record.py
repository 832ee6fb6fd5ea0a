"""How a plan was decided about, for the internal copy: decisions, comments, and what changed since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.activity import field_names
from planner.briefs.inside import Changes, CommentCount, Decision, Difference, GuardNote
from planner.briefs.shapes import Reader, as_written
from planner.campaigns.models import Campaign
from planner.i18n import mark, pick, pick_of, translate
from planner.plans import comments, guard
from planner.plans import queries as plans
from planner.plans.models import DECISION_NAMES
from planner.plans.telling import Telling

ASKED = mark("%(rule)s: “%(words)s” · %(field)s")


def of(session: Session, campaign: Campaign, standing: plans.Standing, reader: Reader) -> dict[str, Any]:
    """How the plan was decided about: decisions, how many comments there were, and what changed since."""
    return {
        "decisions": tuple(_decisions(standing, reader)),
        "comments": tuple(_comments(session, campaign)),
        "changes": _changes(session, standing, reader),
    }


def guard_notes(session: Session, campaign: Campaign, actor: User, reader: Reader) -> Iterable[GuardNote]:
    """What the mixed-message guard asks about, as far as the actor sees it, and what was answered."""
    for one in guard.look(session, campaign, actor=actor).findings:
        said, given = one.said, one.answer
        field = field_names.field_name(said.subject_type, said.field, reader.language)
        warning = translate(
            reader.language,
            ASKED,
            rule=one.explained.name,
            words=one.found.words,
            field=f"{field}, {name}"
            if (name := pick(said.name_th, said.name_en, reader.language).text)
            else field,
        )
        if given is None:
            yield GuardNote(warning, None)
        else:
            by = pick_of(given.created_by, "name", reader.language) if given.created_by else None
            yield GuardNote(warning, as_written(given.reason), by, given.created_at)


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
