"""Campaigns by state, their events, how their objectives stand: counted by quarter, kind and team."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.accounts.models import Kind, User
from planner.campaigns.lifecycle import Status
from planner.campaigns.listing import UNCOUNTED
from planner.campaigns.models import Campaign
from planner.events.models import Event
from planner.events.visibility import seen_by
from planner.events.words import EventStatus
from planner.objectives import metrics, progress
from planner.objectives.models import Measurement, Objective
from planner.objectives.progress import Case, Figure
from planner.objectives.words import ObjectiveState
from planner.portfolio import given, money, offered
from planner.portfolio.given import Given
from planner.portfolio.money import Sum
from planner.portfolio.offered import Offered
from planner.portfolio.scope import Cell, Scope, begun, counted, quarter_of


@dataclass
class Tally:
    """What a group of campaigns comes to."""

    states: Counter[Status] = field(default_factory=Counter)
    events: int = 0
    objectives: Counter[ObjectiveState] = field(default_factory=Counter)
    money: dict[str, Sum] = field(default_factory=dict)
    given: Given = field(default_factory=Given)
    offered: Offered = field(default_factory=Offered)

    @property
    def campaigns(self) -> int:
        """Those that add to sums."""
        return sum(number for state, number in self.states.items() if state not in UNCOUNTED)

    @property
    def all(self) -> int:
        """Those in any state."""
        return self.states.total()

    def take(self, other: Tally) -> None:
        """Add another group's."""
        self.states += other.states
        self.events += other.events
        self.objectives += other.objectives
        self.given.take(other.given)
        self.offered.take(other.offered)
        for currency, one in other.money.items():
            self.money[currency] = self.money[currency] + one if currency in self.money else one


@dataclass(frozen=True)
class Counted:
    """Every group, by quarter, kind and team."""

    cells: dict[Cell, Tally]

    def of(
        self, *, quarter: int | None = None, kind: Kind | None = None, team_id: int | None = None
    ) -> Tally:
        """The groups of a quarter, a kind, a team, together."""
        total = Tally()
        for cell, tally in self.cells.items():
            if (
                quarter in {None, cell.quarter}
                and kind in {None, cell.kind}
                and team_id in {None, cell.team_id}
            ):
                total.take(tally)
        return total

    @property
    def team_ids(self) -> set[int]:
        """The teams that have a campaign."""
        return {cell.team_id for cell in self.cells}


@dataclass(frozen=True)
class Standing:
    """An objective and how it stands."""

    id: int
    campaign_id: int
    cell: Cell
    statement_th: str | None
    statement_en: str | None
    due_on: date
    state: ObjectiveState


def count(session: Session, scope: Scope, *, actor: User, today: date) -> Counted:
    """Everything counted by quarter, kind and team. Seven statements, however much there is."""
    cells: dict[Cell, Tally] = {}

    def at(cell: Cell) -> Tally:
        return cells.setdefault(cell, Tally())

    by = (quarter_of(scope.year), Campaign.kind, Campaign.team_id)
    states = select(*by, Campaign.status, func.count()).where(*begun(scope, actor))
    for quarter, kind, team_id, status, number in session.execute(states.group_by(*by, Campaign.status)):
        at(Cell(quarter, kind, team_id)).states[status] = number
    events = (
        select(*by, func.count())
        .select_from(Event)
        .join(Campaign, Campaign.id == Event.campaign_id)
        .where(*counted(scope, actor), seen_by(actor), Event.status != EventStatus.CANCELLED)
    )
    for quarter, kind, team_id, number in session.execute(events.group_by(*by)):
        at(Cell(quarter, kind, team_id)).events = number
    for one in standings(session, scope, actor=actor, today=today):
        at(one.cell).objectives[one.state] += 1
    for cell, sums in money.by_cell(session, scope, actor=actor).items():
        at(cell).money = {one.currency: one for one in sums}
    for cell, held in given.by_cell(session, scope, actor=actor).items():
        at(cell).given = held
    for cell, come in offered.by_cell(session, scope, actor=actor).items():
        at(cell).offered = come
    return Counted(cells)


def standings(session: Session, scope: Scope, *, actor: User, today: date) -> list[Standing]:
    """Every objective of the campaigns that count, with how it stands today. Two statements."""
    measured = (
        select(Measurement.objective_id, Measurement.measured_on, Measurement.value)
        .join(Objective, Objective.id == Measurement.objective_id)
        .join(Campaign, Campaign.id == Objective.campaign_id)
        .where(*counted(scope, actor))
        .order_by(Measurement.measured_on, Measurement.id)
    )
    figures: dict[int, list[Figure]] = {}
    for objective_id, on, value in session.execute(measured):
        figures.setdefault(objective_id, []).append(Figure(on, value))
    return list(_standings(session, scope, actor, today, figures))


def _standings(
    session: Session, scope: Scope, actor: User, today: date, figures: dict[int, list[Figure]]
) -> Iterator[Standing]:
    by = (quarter_of(scope.year).label("quarter"), Campaign.kind, Campaign.team_id, Campaign.start_on)
    asked = (
        select(
            *by,
            Objective.id,
            Objective.campaign_id,
            Objective.statement_th,
            Objective.statement_en,
            Objective.direction,
            Objective.target,
            Objective.due_on,
            Objective.baseline,
            Objective.baseline_on,
            Objective.metric,
            Objective.not_measured_reason,
        )
        .join(Campaign, Campaign.id == Objective.campaign_id)
        .where(*counted(scope, actor))
        .order_by(Objective.due_on, Objective.id)
    )
    for row in session.execute(asked):
        metric = metrics.METRICS.get(row.metric or "")
        case = Case(
            direction=row.direction,
            target=row.target,
            due_on=row.due_on,
            start_on=row.baseline_on or row.start_on,
            baseline=row.baseline,
            figures=figures.get(row.id, ()),
            is_lower_better=metric.is_lower_better if metric else False,
            is_marked=row.not_measured_reason is not None,
        )
        yield Standing(
            row.id,
            row.campaign_id,
            Cell(row.quarter, row.kind, row.team_id),
            row.statement_th,
            row.statement_en,
            row.due_on,
            progress.judge(case, today).state,
        )


def total(tallies: Iterable[Tally]) -> Tally:
    """Several groups together."""
    found = Tally()
    for one in tallies:
        found.take(one)
    return found
