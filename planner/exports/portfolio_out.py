"""The figures of the portfolio as a list: a row for each quarter, kind, team and currency, so that none is added up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import money
from planner.accounts.models import KIND_NAMES, Kind, Team
from planner.exports.going_out import Reader, sheet
from planner.exports.writing import Sheet
from planner.i18n import mark, pick_of, translate
from planner.lists.column import Column, Key, Number, Whole
from planner.objectives.words import ObjectiveState
from planner.plans.guard import Counts
from planner.portfolio import figures as portfolio
from planner.portfolio import mixed
from planner.portfolio.scope import Cell, Scope

PORTFOLIO = mark("Portfolio")
COLUMNS: tuple[Column, ...] = (
    Column("year", "ปีที่เริ่ม (ค.ศ.)", "Begins in", Whole(), (), 10),
    Column("quarter", "ไตรมาส", "Quarter", Whole(), (), 10),
    Column("kind", "ชนิดความสัมพันธ์", "Kind", Key(KIND_NAMES), (), 20),
    Column("team", "ทีม", "Team", width=28),
    Column("campaigns", "แผนงานที่นับ", "Campaigns", Whole(), (), 12),
    Column("events", "กิจกรรม", "Events", Whole(), (), 10),
    Column("met", "วัตถุประสงค์ที่บรรลุ", "Objectives met", Whole(), (), 14),
    Column("at_risk", "วัตถุประสงค์ที่เสี่ยง", "Objectives at risk", Whole(), (), 14),
    Column("not_measured", "วัตถุประสงค์ที่ไม่ได้วัด", "Objectives not measured", Whole(), (), 14),
    Column("contributions", "การให้", "Contributions", Whole(), (), 12),
    Column("hours", "ชั่วโมงที่ให้", "Hours given", Number(), (), 12),
    Column("mixed_open", "สารปะปนที่ยังไม่ชี้แจง", "Mixed messages not answered", Whole(), (), 14),
    Column("mixed_kept", "สารปะปนที่คงไว้พร้อมเหตุผล", "Mixed messages kept with a reason", Whole(), (), 14),
    Column("promotions", "โปรโมชัน", "Promotions", Whole(), (), 12),
    Column("redeemed", "จำนวนที่ใช้สิทธิ์", "Redeemed", Whole(), (), 12),
    Column("currency", "สกุลเงิน", "Currency", width=10),
    Column("given", "มูลค่าที่ให้", "Value given", Number(), (), 16),
    Column("came_back", "มูลค่าที่ได้กลับมา", "What came back", Number(), (), 16),
    Column("planned", "แผน", "Planned", Number(), (), 16),
    Column("committed", "ผูกพัน", "Committed", Number(), (), 16),
    Column("actual", "ใช้จริง", "Actual", Number(), (), 16),
    Column("forecast", "คาดการณ์", "Forecast", Number(), (), 16),
    Column("variance", "แผนลบคาดการณ์", "Planned less forecast", Number(), (), 18),
    Column("over", "รายการเกินแผน", "Lines over plan", Whole(), (), 12),
)
OFFERED = ("promotions", "redeemed", "came_back")
SUMS = ("planned", "committed", "actual", "forecast", "variance")


def figures(session: Session, scope: Scope, reader: Reader, *, today: date) -> Sheet:
    """What the page of the portfolio counts for the reader; of communal campaigns alone, without what they never have.

    Where a group has money in several currencies, the counts stand in its first row alone.
    """
    counted = portfolio.count(session, scope, actor=reader.actor, today=today)
    found: dict[Cell, Counts] = {}
    for one in mixed.of_campaigns(session, scope, actor=reader.actor):
        held = found.get(one.cell, Counts())
        found[one.cell] = Counts(held.open + one.counts.open, held.answered + one.counts.answered)
    teams = session.scalars(select(Team).where(Team.id.in_(counted.team_ids)))
    names = {one.id: pick_of(one, "name", reader.language).text for one in teams}
    columns = [one for one in COLUMNS if scope.kind != Kind.COMMUNAL or one.key not in OFFERED]
    title = translate(reader.language, PORTFOLIO)
    return sheet(title, columns, _rows(counted, found, scope.year, names), reader.language)


def _rows(
    counted: portfolio.Counted, found: dict[Cell, Counts], year: int, names: dict[int, str]
) -> Iterator[dict[str, Any]]:
    for cell, tally in sorted(counted.cells.items()):
        texts = found.get(cell, Counts())
        counts = {
            "campaigns": tally.campaigns,
            "events": tally.events,
            **{state.value: tally.objectives[state] for state in _STATES},
            "mixed_open": texts.open,
            "mixed_kept": texts.answered,
            **_of_its_kind(tally),
        }
        of = {"year": year, "quarter": cell.quarter, "kind": cell.kind, "team": names[cell.team_id]}
        currencies = [one for one in money.MINOR_DIGITS if any(one in held for held in _held(tally))]
        for place, currency in enumerate(currencies):
            yield {
                **of,
                **(counts if not place else {}),
                "currency": currency,
                **_money(tally, currency),
            }
        if not currencies:
            yield {**of, **counts}


def _held(tally: portfolio.Tally) -> tuple[Mapping[str, Any], ...]:
    """By currency: budgets, what was given, what came back."""
    return tally.money, tally.given.value, tally.offered.value


def _money(tally: portfolio.Tally, currency: str) -> dict[str, Any]:
    digits = money.MINOR_DIGITS[currency]
    found: dict[str, Any] = {}
    if currency in tally.money:
        one = tally.money[currency]
        found = {key: Decimal(getattr(one.figures, key)).scaleb(-digits) for key in SUMS}
        found["over"] = one.over
    for key, held in (("given", tally.given.value), ("came_back", tally.offered.value)):
        if currency in held:
            found[key] = Decimal(held[currency]).scaleb(-digits)
    return found


def _of_its_kind(tally: portfolio.Tally) -> dict[str, Any]:
    """Of those who give, or offer, alone: to the others it means nothing."""
    found: dict[str, Any] = {}
    if tally.given.entries:
        found |= {"contributions": tally.given.entries, "hours": tally.given.hours}
    if tally.offered.promotions:
        found |= {"promotions": tally.offered.promotions, "redeemed": tally.offered.redeemed}
    return found


_STATES = (ObjectiveState.MET, ObjectiveState.AT_RISK, ObjectiveState.NOT_MEASURED)
