"""Where campaigns say gift and mean sale, or borrow a cause, over all of them: counted from the mixed-message guard."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import Kind, User
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.plans import guard
from planner.plans.guard import Counts
from planner.portfolio.scope import Cell, Scope, begun, quarter_of

SET_ASIDE = (Status.CANCELLED, Status.ARCHIVED)


@dataclass(frozen=True)
class Mixed:
    """A campaign in which the guard found something, as far as the reader sees its texts."""

    id: int
    cell: Cell
    title_th: str | None
    title_en: str | None
    counts: Counts

    @property
    def kind(self) -> Kind:
        """The kind of the campaign."""
        return self.cell.kind


def of_campaigns(session: Session, scope: Scope, *, actor: User) -> list[Mixed]:
    """The campaigns of the scope with findings, most open ones first; what is cancelled or archived says nothing."""
    asked = (
        select(
            Campaign.id,
            quarter_of(scope.year).label("quarter"),
            Campaign.kind,
            Campaign.team_id,
            Campaign.title_th,
            Campaign.title_en,
        )
        .where(*begun(scope, actor), Campaign.status.not_in(SET_ASIDE))
        .order_by(Campaign.sort_key, Campaign.id)
    )
    rows = session.execute(asked).all()
    counted = guard.counts(session, [row.id for row in rows], actor=actor)
    found = [
        Mixed(row.id, Cell(row.quarter, row.kind, row.team_id), row.title_th, row.title_en, counted[row.id])
        for row in rows
    ]
    held = [one for one in found if one.counts.open or one.counts.answered]
    return sorted(held, key=lambda one: (-one.counts.open, -one.counts.answered))
