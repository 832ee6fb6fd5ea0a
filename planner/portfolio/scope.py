"""What the portfolio is narrowed to, and which campaigns it counts.

A campaign belongs to the quarter of the calendar year in which it begins, with all that is its own: so that quarters
add up to the year and nothing stands in two of them. Drafts and what was cancelled are counted by their state alone,
and add to no sum. Restricted campaigns of others are not seen and so not counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, case, literal

from planner.accounts.models import Kind, User
from planner.campaigns.listing import UNCOUNTED, begins_in
from planner.campaigns.models import Campaign
from planner.campaigns.queries import visible_to

QUARTERS = (1, 2, 3, 4)


@dataclass(frozen=True)
class Scope:
    """A year, or one quarter of it; of one team or kind, or of all."""

    year: int
    quarter: int | None = None
    team_id: int | None = None
    kind: Kind | None = None

    @property
    def quarters(self) -> tuple[int, ...]:
        """Those that are shown."""
        return QUARTERS if self.quarter is None else (self.quarter,)

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """Those that are shown."""
        return tuple(Kind) if self.kind is None else (self.kind,)


class Cell(NamedTuple):
    """What figures are counted by."""

    quarter: int
    kind: Kind
    team_id: int


def begun(scope: Scope, actor: User) -> list[ColumnElement[bool]]:
    """The campaigns that begin in the scope, as the actor sees them, in whatever state."""
    found = [visible_to(actor), Campaign.start_on.between(*begins_in(scope.year, scope.quarter))]
    if scope.team_id is not None:
        found.append(Campaign.team_id == scope.team_id)
    if scope.kind is not None:
        found.append(Campaign.kind == scope.kind)
    return found


def counted(scope: Scope, actor: User) -> list[ColumnElement[bool]]:
    """Those of them that add to sums."""
    return [*begun(scope, actor), Campaign.status.not_in(UNCOUNTED)]


def quarter_of(year: int) -> ColumnElement[int]:
    """The quarter in which a campaign of the year begins; by comparing days, which both databases do alike.

    The days stand in the statement as they are: PostgreSQL does not take two parameters for the same expression, and
    what is grouped by must be the very expression that is asked for.
    """
    return case(
        *(
            (Campaign.start_on <= _as_it_is(begins_in(year, quarter)[1]), _as_it_is(quarter))
            for quarter in QUARTERS[:3]
        ),
        else_=_as_it_is(4),
    )


def _as_it_is(value: Any) -> ColumnElement[Any]:
    return literal(value, literal_execute=True)
