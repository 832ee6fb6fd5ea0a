"""What a campaign costs: lines of money, planned, committed and spent, and their totals by currency."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner import money, text
from planner.accounts import permissions
from planner.accounts.models import User
from planner.activity import log
from planner.campaigns import lifecycle, queries
from planner.campaigns.models import BudgetLine, Campaign
from planner.errors import Refusal, expect_version
from planner.i18n import mark

NO_CATEGORY = mark("Say what the money is for.")
NO_CURRENCY = mark("Choose one of the currencies offered.")
BELOW_NOUGHT = mark("An amount cannot be negative here.")

COLUMNS = ("planned_minor", "committed_minor", "actual_minor")


@dataclass(frozen=True)
class LineData:
    """One line; amounts in minor units of the currency."""

    category: str
    currency: str = money.HOME_CURRENCY
    planned_minor: int = 0
    committed_minor: int = 0
    actual_minor: int = 0
    version: int | None = None


@dataclass(frozen=True)
class Total:
    """The sums of one currency's lines, with those lines. Minor units; currencies are never added up."""

    currency: str
    lines: tuple[BudgetLine, ...]
    planned_minor: int
    committed_minor: int
    actual_minor: int


def totals(lines: Iterable[BudgetLine]) -> list[Total]:
    """One total for each currency, in the order the currencies first appear."""
    by_currency: dict[str, list[BudgetLine]] = {}
    for line in lines:
        by_currency.setdefault(line.currency, []).append(line)
    return [
        Total(currency, tuple(held), *(sum(getattr(line, key) for line in held) for key in COLUMNS))
        for currency, held in by_currency.items()
    ]


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
        changes={key: [None, getattr(line, key)] for key in COLUMNS if getattr(line, key)},
        **_named(line),
    )
    return line


def revise(session: Session, line_id: int, data: LineData, *, actor: User) -> BudgetLine:
    """Change a line."""
    line = queries.budget_line(session, line_id, actor=actor)
    campaign = _open(session, line.campaign_id, actor)
    expect_version(line.version, data.version)
    _fill(line, data)
    if session.is_modified(line):
        log.record(
            session, verb="budget_line.revised", subject=line, actor=actor, about=[campaign], **_named(line)
        )
    return line


def remove(session: Session, line_id: int, *, actor: User, version: int | None = None) -> Campaign:
    """Take a line out."""
    line = queries.budget_line(session, line_id, actor=actor)
    campaign = _open(session, line.campaign_id, actor)
    expect_version(line.version, version)
    session.delete(line)
    log.record(
        session,
        verb="budget_line.removed",
        subject=line,
        actor=actor,
        changes={key: [getattr(line, key), None] for key in COLUMNS if getattr(line, key)},
        about=[campaign],
        **_named(line),
    )
    return campaign


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
    for key in COLUMNS:
        if getattr(data, key) < 0:
            raise Refusal(BELOW_NOUGHT, field=key.removesuffix("_minor"))
    for key in ("currency", *COLUMNS):
        if getattr(line, key) != getattr(data, key):
            setattr(line, key, getattr(data, key))
    if line.category != category:
        line.category = category


def _named(line: BudgetLine) -> dict[str, Any]:
    return {"name_th": line.category, "name_en": line.category, "currency": line.currency}
