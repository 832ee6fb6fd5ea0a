"""What is late over all campaigns, and which plans wait for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.accounts.models import Kind, Team, User
from planner.campaigns.lifecycle import Status
from planner.campaigns.listing import Late, is_late
from planner.campaigns.models import Campaign
from planner.portfolio.scope import Scope, begun


@dataclass(frozen=True)
class Waiting:
    """Plans in review that wait for one person's decision; where nobody is named, for the team's approvers."""

    team: Team
    approver: User | None
    number: int


def late(session: Session, scope: Scope, *, actor: User, today: date) -> dict[tuple[Late, Kind], int]:
    """How many campaigns of each kind are late with a step. One statement a step."""
    found = {}
    for step in Late:
        asked = select(Campaign.kind, func.count()).where(*begun(scope, actor), is_late(step, today))
        for kind, number in session.execute(asked.group_by(Campaign.kind)):
            found[step, kind] = number
    return found


def for_whom(session: Session, scope: Scope, *, actor: User) -> list[Waiting]:
    """Whom the plans in review wait for, most first. Three statements at most."""
    asked = (
        select(Campaign.team_id, Campaign.approver_id, func.count())
        .where(*begun(scope, actor), Campaign.status == Status.IN_REVIEW)
        .group_by(Campaign.team_id, Campaign.approver_id)
        .order_by(func.count().desc(), Campaign.team_id, Campaign.approver_id)
    )
    rows = session.execute(asked).all()
    teams = {
        one.id: one for one in session.scalars(select(Team).where(Team.id.in_({row[0] for row in rows})))
    }
    named = {row[1] for row in rows if row[1] is not None}
    people = {one.id: one for one in session.scalars(select(User).where(User.id.in_(named)))}
    return [
        Waiting(teams[row[0]], people.get(row[1]) if row[1] is not None else None, row[2]) for row in rows
    ]
