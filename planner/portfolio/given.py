"""What communal campaigns gave, over many of them: number, value by currency, hours, needs by what became of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.campaigns.models import Campaign
from planner.contributions.models import Contribution, Need
from planner.contributions.words import NeedState
from planner.portfolio.scope import Cell, Scope, counted, quarter_of


@dataclass
class Given:
    """What a group of campaigns gave. Money in minor units, by currency, never added up."""

    entries: int = 0
    value: dict[str, int] = field(default_factory=dict)
    hours: Decimal = Decimal(0)

    def take(self, other: Given) -> None:
        """Add another group's."""
        self.entries += other.entries
        self.hours += other.hours
        for currency, minor in other.value.items():
            self.value[currency] = self.value.get(currency, 0) + minor


def by_cell(session: Session, scope: Scope, *, actor: User) -> dict[Cell, Given]:
    """What was given in each quarter and team, with what managing it cost. One statement."""
    by = (quarter_of(scope.year), Campaign.kind, Campaign.team_id, Contribution.currency)
    asked = (
        select(*by, func.count(), func.sum(Contribution.value_minor), func.sum(Contribution.hours))
        .select_from(Contribution)
        .join(Campaign, Campaign.id == Contribution.campaign_id)
        .where(*counted(scope, actor))
        .group_by(*by)
    )
    found: dict[Cell, Given] = {}
    for quarter, kind, team_id, currency, entries, value, hours in session.execute(asked):
        one = Given(entries, {} if value is None else {currency: int(value)}, hours or Decimal(0))
        found.setdefault(Cell(quarter, kind, team_id), Given()).take(one)
    return found


def needs(session: Session, scope: Scope, *, actor: User) -> dict[NeedState, int]:
    """How many needs were stated to the campaigns of the scope, by what became of them. One statement."""
    asked = (
        select(Need.state, func.count())
        .select_from(Need)
        .join(Campaign, Campaign.id == Need.campaign_id)
        .where(*counted(scope, actor))
        .group_by(Need.state)
    )
    found = {state: number for state, number in session.execute(asked)}  # noqa: C416 - rows are no pairs
    return {state: found[state] for state in NeedState if state in found}
