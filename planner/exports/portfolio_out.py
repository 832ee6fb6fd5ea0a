"""The figures of the portfolio as a list: a row for each quarter, kind, team and currency, so that none is added up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import money
from planner.accounts.models import KIND_NAMES, Team
from planner.exports.going_out import Reader, sheet
from planner.exports.writing import Sheet
from planner.i18n import mark, pick_of, translate
from planner.lists.column import Column, Key, Number, Whole
from planner.objectives.words import ObjectiveState
from planner.portfolio import figures as portfolio
from planner.portfolio.scope import Scope

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
    Column("currency", "สกุลเงิน", "Currency", width=10),
    Column("given", "มูลค่าที่ให้", "Value given", Number(), (), 16),
    Column("planned", "แผน", "Planned", Number(), (), 16),
    Column("committed", "ผูกพัน", "Committed", Number(), (), 16),
    Column("actual", "ใช้จริง", "Actual", Number(), (), 16),
    Column("forecast", "คาดการณ์", "Forecast", Number(), (), 16),
    Column("variance", "แผนลบคาดการณ์", "Planned less forecast", Number(), (), 18),
    Column("over", "รายการเกินแผน", "Lines over plan", Whole(), (), 12),
)
SUMS = ("planned", "committed", "actual", "forecast", "variance")


def figures(session: Session, scope: Scope, reader: Reader, *, today: date) -> Sheet:
    """What the page of the portfolio counts for the reader.

    Where a group has money in several currencies, the counts stand in its first row alone.
    """
    counted = portfolio.count(session, scope, actor=reader.actor, today=today)
    teams = session.scalars(select(Team).where(Team.id.in_(counted.team_ids)))
    names = {one.id: pick_of(one, "name", reader.language).text for one in teams}
    title = translate(reader.language, PORTFOLIO)
    return sheet(title, COLUMNS, _rows(counted, scope.year, names), reader.language)


def _rows(counted: portfolio.Counted, year: int, names: dict[int, str]) -> Iterator[dict[str, Any]]:
    for cell, tally in sorted(counted.cells.items()):
        counts = {
            "campaigns": tally.campaigns,
            "events": tally.events,
            **{state.value: tally.objectives[state] for state in _STATES},
            **_given(tally),
        }
        of = {"year": year, "quarter": cell.quarter, "kind": cell.kind, "team": names[cell.team_id]}
        currencies = [one for one in money.MINOR_DIGITS if one in tally.money or one in tally.given.value]
        for place, currency in enumerate(currencies):
            yield {
                **of,
                **(counts if not place else {}),
                "currency": currency,
                **_money(tally, currency),
            }
        if not currencies:
            yield {**of, **counts}


def _money(tally: portfolio.Tally, currency: str) -> dict[str, Any]:
    digits = money.MINOR_DIGITS[currency]
    found: dict[str, Any] = {}
    if currency in tally.money:
        one = tally.money[currency]
        found = {key: Decimal(getattr(one.figures, key)).scaleb(-digits) for key in SUMS}
        found["over"] = one.over
    if currency in tally.given.value:
        found["given"] = Decimal(tally.given.value[currency]).scaleb(-digits)
    return found


def _given(tally: portfolio.Tally) -> dict[str, Any]:
    """Of those who give alone: to the others it means nothing."""
    if not tally.given.entries:
        return {}
    return {"contributions": tally.given.entries, "hours": tally.given.hours}


_STATES = (ObjectiveState.MET, ObjectiveState.AT_RISK, ObjectiveState.NOT_MEASURED)
