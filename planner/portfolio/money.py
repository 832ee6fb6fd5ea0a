"""Money over many campaigns: what `budget.figures` says of one line, said by the database of all of them.

Currencies are never added up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from planner.accounts.models import Kind, User
from planner.campaigns.budget import Figures
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import BudgetEntry, BudgetLine, Campaign
from planner.campaigns.queries import visible_to
from planner.campaigns.words import EntryKind
from planner.portfolio.scope import Cell, Scope, counted, quarter_of

MOST = 500
"""Campaigns of one page of money."""
SHOWN = 10
"""Lines over plan on one page."""
CLOSED = (Status.CANCELLED, Status.EVALUATED, Status.ARCHIVED)


@dataclass(frozen=True)
class Sum:
    """What lines of one currency come to together, and how many of them are over plan."""

    currency: str
    figures: Figures
    over: int

    def __add__(self, other: Sum) -> Sum:
        mine, theirs = self.figures, other.figures
        added = Figures(
            mine.planned + theirs.planned,
            mine.committed + theirs.committed,
            mine.actual + theirs.actual,
            mine.forecast + theirs.forecast,
        )
        return Sum(self.currency, added, self.over + other.over)


@dataclass(frozen=True)
class OfCampaign:
    """The money of one campaign in one currency."""

    id: int
    code: str
    kind: Kind
    title_th: str | None
    title_en: str | None
    sum: Sum


@dataclass(frozen=True)
class OverLine:
    """A line that costs more than was planned, or will."""

    line_id: int
    category: str
    campaign_id: int
    kind: Kind
    title_th: str | None
    title_en: str | None
    sum: Sum


def by_cell(session: Session, scope: Scope, *, actor: User) -> dict[Cell, list[Sum]]:
    """The sums of each quarter, kind and team, by currency. One statement."""
    by = (quarter_of(scope.year), Campaign.kind, Campaign.team_id, BudgetLine.currency)
    asked = _lines(counted(scope, actor), *by, is_grouped=True).group_by(*by).order_by(*by)
    found: dict[Cell, list[Sum]] = {}
    for row in session.execute(asked):
        found.setdefault(Cell(row[0], row[1], row[2]), []).append(_sum(row, row[3]))
    return found


def by_campaign(
    session: Session, scope: Scope, *, actor: User, currency: str | None = None, is_over: bool = False
) -> list[OfCampaign]:
    """The sums of each campaign, by currency; of those over plan alone, if so asked. One statement."""
    by = (Campaign.id, BudgetLine.currency)
    told = (Campaign.code, Campaign.kind, Campaign.title_th, Campaign.title_en)
    wanted = counted(scope, actor)
    if currency is not None:
        wanted.append(BudgetLine.currency == currency)
    asked = _lines(wanted, *by, *told, is_grouped=True).group_by(*by, *told, Campaign.sort_key)
    if is_over:
        asked = asked.having(asked.selected_columns.over > 0)
    rows = session.execute(asked.order_by(Campaign.sort_key, *by).limit(MOST))
    return [
        OfCampaign(row.id, row.code, row.kind, row.title_th, row.title_en, _sum(row, row.currency))
        for row in rows
    ]


def over_of(session: Session, *, actor: User) -> list[OverLine]:
    """The lines over plan of the campaigns that the person owns and that are not closed. One statement."""
    told = (
        BudgetLine.id.label("line_id"),
        BudgetLine.category,
        BudgetLine.currency,
        Campaign.id.label("campaign_id"),
        Campaign.kind,
        Campaign.title_th,
        Campaign.title_en,
    )
    mine = [Campaign.owner_id == actor.id, Campaign.status.not_in(CLOSED), visible_to(actor)]
    asked = _lines(mine, *told, is_grouped=False)
    asked = asked.where(asked.selected_columns.over == 1)
    return [
        OverLine(
            row.line_id,
            row.category,
            row.campaign_id,
            row.kind,
            row.title_th,
            row.title_en,
            _sum(row, row.currency),
        )
        for row in session.execute(asked.order_by(Campaign.start_on, BudgetLine.id).limit(SHOWN))
    ]


def _lines(wanted: Sequence[ColumnElement[bool]], *columns: Any, is_grouped: bool) -> Select[Any]:
    """Columns of lines and campaigns beside the money, summed where the rows are grouped."""
    entries = _entries(wanted)
    planned = BudgetLine.planned_minor
    committed = func.coalesce(entries.c.committed, BudgetLine.committed_minor)
    actual = func.coalesce(entries.c.actual, BudgetLine.actual_minor)
    largest = case(
        (and_(planned >= committed, planned >= actual), planned),
        (committed >= actual, committed),
        else_=actual,
    )
    typed = BudgetLine.forecast_minor
    forecast = case((typed.is_(None), largest), (typed >= actual, typed), else_=actual)
    over = case((or_(forecast > planned, actual > planned), 1), else_=0)
    money: dict[str, Any] = {
        "planned": planned,
        "committed": committed,
        "actual": actual,
        "forecast": forecast,
        "over": over,
    }
    told = [(func.sum(value) if is_grouped else value).label(key) for key, value in money.items()]
    return (
        select(*columns, *told)
        .select_from(BudgetLine)
        .join(Campaign, Campaign.id == BudgetLine.campaign_id)
        .outerjoin(entries, entries.c.line_id == BudgetLine.id)
        .where(*wanted)
    )


def _entries(wanted: Sequence[ColumnElement[bool]]) -> Any:
    """What the entries of each line add up to, by kind; nothing where there is none of a kind."""
    signed = case((BudgetEntry.is_credit, -BudgetEntry.amount_minor), else_=BudgetEntry.amount_minor)

    def of(kind: EntryKind) -> ColumnElement[Any]:
        return func.sum(case((BudgetEntry.kind == kind, signed)))

    return (
        select(
            BudgetEntry.line_id,
            of(EntryKind.COMMITTED).label("committed"),
            of(EntryKind.SPENT).label("actual"),
        )
        .join(BudgetLine, BudgetLine.id == BudgetEntry.line_id)
        .join(Campaign, Campaign.id == BudgetLine.campaign_id)
        .where(*wanted)
        .group_by(BudgetEntry.line_id)
        .subquery()
    )


def _sum(row: Row[Any], currency: str) -> Sum:
    # PostgreSQL adds big integers up to decimals
    figures = Figures(int(row.planned), int(row.committed), int(row.actual), int(row.forecast))
    return Sum(currency, figures, int(row.over))
