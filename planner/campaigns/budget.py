"""What a campaign costs: lines of money, planned, committed and spent, and their totals by currency.

What a line comes to is said in one place (`figures`) and meant everywhere its money is shown. *Committed* is all that
was ordered, whether or not it is paid by now; *actual* is what was paid: so the two overlap, and are never added up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import event, func, inspect, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapper, Session

from planner import money, text
from planner.accounts import permissions
from planner.accounts.models import User
from planner.activity import log
from planner.campaigns import lifecycle, queries
from planner.campaigns.models import BudgetEntry, BudgetLine, Campaign
from planner.campaigns.words import EntryKind
from planner.errors import Refusal, expect_version
from planner.i18n import mark

NO_CATEGORY = mark("Say what the money is for.")
NO_CURRENCY = mark("Choose one of the currencies offered.")
BELOW_NOUGHT = mark("An amount cannot be negative here.")
HAS_ENTRIES = mark(
    "This line has entries in %(currency)s, so its currency stays. Add another line for other money."
)
STILL_HAS_ENTRIES = mark("This line has entries. Remove them first, so that no document is lost with it.")

COLUMNS = ("planned_minor", "committed_minor", "actual_minor")
_MONEY = (*COLUMNS, "forecast_minor")
COUNTED: dict[str, EntryKind] = {"committed_minor": EntryKind.COMMITTED, "actual_minor": EntryKind.SPENT}
"""The figures that are counted where there are entries, and from which."""


@dataclass(frozen=True)
class LineData:
    """One line; amounts in minor units of the currency."""

    category: str
    currency: str = money.HOME_CURRENCY
    planned_minor: int = 0
    committed_minor: int = 0
    actual_minor: int = 0
    forecast_minor: int | None = None
    version: int | None = None


class Forecast(StrEnum):
    """Where a forecast comes from."""

    TYPED = "typed"
    PLANNED = "planned"
    COMMITTED = "committed"
    ACTUAL = "actual"


FORECAST_NAMES: dict[Forecast, str] = {
    Forecast.TYPED: mark("typed in"),
    Forecast.PLANNED: mark("as planned"),
    Forecast.COMMITTED: mark("as committed"),
    Forecast.ACTUAL: mark("as spent"),
}


@dataclass(frozen=True)
class Figures:
    """What one line, or all of one currency, comes to. Minor units."""

    planned: int
    committed: int
    actual: int
    forecast: int

    @property
    def variance(self) -> int:
        """What will be left of the plan in the end; below nought, what will be wanting."""
        return self.planned - self.forecast

    @property
    def left(self) -> int:
        """What is left of the plan by now."""
        return self.planned - self.actual

    @property
    def is_over(self) -> bool:
        """Whether it costs more than was planned, or will."""
        return self.forecast > self.planned or self.actual > self.planned


@dataclass(frozen=True)
class LineFigures(Figures):
    """What a line comes to, and how that is known."""

    is_committed_counted: bool
    is_actual_counted: bool
    forecast_from: Forecast

    @property
    def committed_typed(self) -> bool:
        """Whether somebody typed it in, without a document."""
        return not self.is_committed_counted and self.committed != 0

    @property
    def actual_typed(self) -> bool:
        """Whether somebody typed it in, without a document."""
        return not self.is_actual_counted and self.actual != 0


@dataclass(frozen=True)
class Total:
    """The sums of one currency's lines, with those lines. Currencies are never added up."""

    currency: str
    lines: tuple[tuple[BudgetLine, LineFigures], ...]
    figures: Figures


def figures(line: BudgetLine) -> LineFigures:
    """What a line comes to; needs its entries loaded.

    Committed and actual are each counted from the entries of that kind, credit notes taken away; where there is no
    entry of the kind, the figure that was typed in on the line stands. The forecast is what somebody typed in, but
    never less than what was paid; else
    the largest of planned, committed and actual: what is ordered or paid beyond the plan will not become less by
    itself, and a plan that nothing was spent of yet is still expected to be spent.
    """
    counted = {
        key: [entry.counts_minor for entry in line.entries if entry.kind == kind]
        for key, kind in COUNTED.items()
    }
    committed, actual = (sum(found) if found else getattr(line, key) for key, found in counted.items())
    forecast, source = forecast_of(line.planned_minor, committed, actual, line.forecast_minor)
    return LineFigures(
        line.planned_minor,
        committed,
        actual,
        forecast,
        is_committed_counted=bool(counted["committed_minor"]),
        is_actual_counted=bool(counted["actual_minor"]),
        forecast_from=source,
    )


def forecast_of(planned: int, committed: int, actual: int, typed: int | None) -> tuple[int, Forecast]:
    """What a line will have cost in the end, and where that is known from; of equals, the earlier stands.

    What was paid already is the least that it will have cost, whatever somebody typed in before.
    """
    if typed is not None:
        return max((typed, Forecast.TYPED), (actual, Forecast.ACTUAL), key=lambda one: one[0])
    found = ((planned, Forecast.PLANNED), (committed, Forecast.COMMITTED), (actual, Forecast.ACTUAL))
    return max(found, key=lambda one: one[0])


def totals(lines: Iterable[BudgetLine]) -> list[Total]:
    """One total for each currency, in the order the currencies first appear; needs the lines' entries loaded."""
    by_currency: dict[str, list[tuple[BudgetLine, LineFigures]]] = {}
    for line in lines:
        by_currency.setdefault(line.currency, []).append((line, figures(line)))
    return [
        Total(currency, tuple(held), summed(of_line for _, of_line in held))
        for currency, held in by_currency.items()
    ]


def summed(found: Iterable[Figures]) -> Figures:
    """The sum of figures of one currency. What one line saves may make up for what another costs more."""
    held = list(found)
    return Figures(
        *(sum(getattr(one, key) for one in held) for key in ("planned", "committed", "actual", "forecast"))
    )


def add(session: Session, campaign_id: int, data: LineData, *, actor: User) -> BudgetLine:
    """Put a line at the end; a campaign with a line has a budget."""
    campaign = _open(session, campaign_id, actor)
    last = session.scalars(
        select(func.max(BudgetLine.position)).where(BudgetLine.campaign_id == campaign.id)
    ).one()
    line = BudgetLine(campaign_id=campaign.id, position=(last or 0) + 1)
    _fill(line, data)
    session.add(line)
    if campaign.has_no_budget:
        campaign.has_no_budget = False
    log.record(
        session,
        verb="budget_line.added",
        subject=line,
        actor=actor,
        about=[campaign],
        changes={key: [None, getattr(line, key)] for key in _MONEY if getattr(line, key)},
        **_named(line),
    )
    return line


def revise(session: Session, line_id: int, data: LineData, *, actor: User) -> BudgetLine:
    """Change a line. A figure that its entries count stays what was typed in before them."""
    line = queries.budget_line(session, line_id, actor=actor)
    campaign = _open(session, line.campaign_id, actor)
    expect_version(line.version, data.version)
    if line.entries and data.currency != line.currency:
        raise Refusal(HAS_ENTRIES, field="currency", currency=line.currency)
    counted = {key for key, kind in COUNTED.items() if any(one.kind == kind for one in line.entries)}
    with session.no_autoflush:
        _fill(line, replace(data, **{key: getattr(line, key) for key in counted}))
    if session.is_modified(line):
        log.record(
            session, verb="budget_line.revised", subject=line, actor=actor, about=[campaign], **_named(line)
        )
    return line


def remove(session: Session, line_id: int, *, actor: User, version: int | None = None) -> Campaign:
    """Take a line out that has no entries."""
    line = queries.budget_line(session, line_id, actor=actor)
    campaign = _open(session, line.campaign_id, actor)
    expect_version(line.version, version)
    if line.entries:
        raise Refusal(STILL_HAS_ENTRIES)
    session.delete(line)
    log.record(
        session,
        verb="budget_line.removed",
        subject=line,
        actor=actor,
        changes={key: [getattr(line, key), None] for key in _MONEY if getattr(line, key)},
        about=[campaign],
        **_named(line),
    )
    return campaign


@event.listens_for(BudgetLine, "before_update")
def _expect_currency(_mapper: Mapper[Any], connection: Connection, line: BudgetLine) -> None:
    """No way to write a line, undoing among them, changes the currency of the entries beneath it."""
    old = inspect(line).attrs.currency.history.deleted
    entered = select(BudgetEntry.id).where(BudgetEntry.line_id == line.id).limit(1)
    if old and connection.execute(entered).first() is not None:
        raise Refusal(HAS_ENTRIES, field="currency", currency=old[0])


def _open(session: Session, campaign_id: int, actor: User) -> Campaign:
    campaign = queries.shown(session, campaign_id, actor=actor)
    permissions.demand(actor, "campaign:edit", campaign)
    lifecycle.expect_open(campaign.status)
    return campaign


def _fill(line: BudgetLine, data: LineData) -> None:
    category = text.clean(data.category)
    if not category:
        raise Refusal(NO_CATEGORY, field="category")
    if data.currency not in money.MINOR_DIGITS:
        raise Refusal(NO_CURRENCY, field="currency")
    for key in _MONEY:
        if (getattr(data, key) or 0) < 0:
            raise Refusal(BELOW_NOUGHT, field=key.removesuffix("_minor"))
    for key in ("currency", *_MONEY):
        if getattr(line, key) != getattr(data, key):
            setattr(line, key, getattr(data, key))
    if line.category != category:
        line.category = category


def _named(line: BudgetLine) -> dict[str, Any]:
    return {"name_th": line.category, "name_en": line.category, "currency": line.currency}
