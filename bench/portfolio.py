"""P1, P2, P3: what the portfolio of a year costs, however many campaigns other years have."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from bench.measure import Doing, ratio
from bench.pages import heard
from bench.stage import BATCH, FIRST, Stage, staged
from planner.accounts import queries as people
from planner.accounts.models import Kind
from planner.campaigns.lifecycle import Status
from planner.db import Base
from planner.portfolio import balance, waiting
from planner.portfolio import figures as counting
from planner.portfolio.scope import Scope
from planner.stakeholders.words import StakeholderKind
from tests import factories

YEAR = 2028
SHOWN = 300
ELSEWHERE = 10 * SHOWN
PUBLICS = 40
ROUNDS = 15
STATES = (Status.ACTIVE, Status.IN_REVIEW, Status.COMPLETED, Status.EVALUATED, Status.DRAFT)


def figures() -> Iterator[tuple[str, float]]:
    """The goals of this chapter and what was measured."""
    with staged(0) as small, staged(0) as large:
        for stage in (small, large):
            _fill(stage, SHOWN, [YEAR])
        _fill(large, ELSEWHERE, [year for year in range(2018, 2038) if year != YEAR])
        yield "P1", ratio(_page(large), _page(small), rounds=ROUNDS)
        yield "P2", ratio(_page(large), _bare(large), rounds=ROUNDS)
        with heard(large.session.get_bind()) as found:  # type: ignore[arg-type] # the session is bound to an engine
            _page(large)()
        yield "P3", len(found)


def _page(stage: Stage) -> Doing:
    def page() -> None:
        answer = stage.client.get(f"/portfolio?year={YEAR}")
        if answer.status_code != 200 or answer.data.count(b"<a href=") < PUBLICS:
            raise RuntimeError("the portfolio does not show what it should")

    return page


def _bare(stage: Stage) -> Doing:
    """The same figures, counted and not shown."""
    scope, today = Scope(YEAR), FIRST.date()

    def bare() -> None:
        with Session(stage.session.get_bind()) as session:
            actor = people.person(session, stage.office.owner.id)
            counting.count(session, scope, actor=actor, today=today)
            waiting.late(session, scope, actor=actor, today=today)
            waiting.for_whom(session, scope, actor=actor)
            balance.of_publics(session, scope, actor=actor)
            balance.of_categories(session, scope, actor=actor)

    return bare


def _fill(stage: Stage, count: int, years: list[int]) -> None:
    """Campaigns of both kinds through the years, each with lines, documents, events, objectives and publics."""
    session = stage.session
    publics = [factories.stakeholder(session, kind=StakeholderKind.PUBLIC).id for _ in range(PUBLICS)]
    rows: dict[str, list[dict[str, Any]]] = {}
    begin = 1_000 * len(years)
    for nth in range(begin, begin + count):
        start = date(years[nth % len(years)], 1, 1) + timedelta(days=nth * 7 % 365)
        for name, row in _rows_of(stage, nth, start, publics):
            rows.setdefault(name, []).append({**_SIGNED, **row})
    for name, held in rows.items():
        table: Table = Base.metadata.tables[name]
        for first in range(0, len(held), BATCH):
            session.execute(insert(table), held[first : first + BATCH])
    session.commit()


_SIGNED = {"created_at": FIRST, "updated_at": FIRST, "version": 1}


def _rows_of(stage: Stage, nth: int, start: date, publics: list[int]) -> Iterator[tuple[str, dict[str, Any]]]:
    kind = list(Kind)[nth % 2]
    team, owner = (
        (stage.office.corporate, stage.office.owner)
        if kind == Kind.COMMUNAL
        else (stage.office.marketing, stage.office.outsider)
    )
    yield (
        "campaign",
        {
            "id": nth,
            "code": f"B-{nth}",
            "kind": kind,
            "title_en": f"Campaign {nth}",
            "timezone": "Asia/Bangkok",
            "status": STATES[nth % len(STATES)],
            "owner_id": owner.id,
            "team_id": team.id,
            "start_on": start,
            "end_on": start + timedelta(days=60),
            "confidentiality": "public",
            "seeks_no_benefit": False,
            "has_no_budget": False,
            "sdg": [],
            "iso26000": [],
            "tags": [],
            "sort_key": f"{nth:08}",
            "search_text": "",
        },
    )
    for line in (2 * nth, 2 * nth + 1):
        yield (
            "budget_line",
            {
                "id": line,
                "campaign_id": nth,
                "position": line,
                "category": "Boats",
                "currency": "THB" if line % 3 else "USD",
                "planned_minor": 100_00,
                "committed_minor": 90_00,
                "actual_minor": 80_00,
            },
        )
        yield (
            "budget_entry",
            {
                "line_id": line,
                "kind": "spent",
                "is_credit": False,
                "amount_minor": 50_00 + line % 6_000,
                "dated_on": start,
                "document": f"INV {line}",
            },
        )
    yield (
        "objective",
        {
            "id": nth,
            "campaign_id": nth,
            "position": 1,
            "stage": "output",
            "metric": "people_reached",
            "unit": "people",
            "direction": "increase",
            "baseline": Decimal(10),
            "target": Decimal(100),
            "due_on": start,
        },
    )
    yield (
        "measurement",
        {
            "objective_id": nth,
            "measured_on": start,
            "value": Decimal(nth % 120),
            "method": "survey",
            "source": "x",
        },
    )
    for place in (nth, nth + 7):
        part = {"stakeholder_id": publics[place % len(publics)], "role": "target_public", "strategies": []}
        yield "participation", {"campaign_id": nth, **part}
