"""Changes between two plans, in words: what, before, after."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import money
from planner.accounts.models import Kind
from planner.i18n import mark, pick
from planner.objectives.metrics import METRICS
from planner.objectives.words import Direction, Effect, Pillar, Stage
from planner.plans import queries
from planner.plans.difference import (
    ITEM,
    NAMED_BY,
    ORDER,
    PART_NAMES,
    RECORD_OF,
    Change,
    Part,
    between,
)
from planner.plans.queries import Standing
from planner.stakeholders.models import Stakeholder
from planner.web import context, language
from planner.web.field_names import field_name
from planner.web.language import say

Row = tuple[str, str, str]

EVERYONE = mark("Everyone")
OF_ITEM = mark("%(part)s “%(name)s”: %(field)s")
WITH_PROOF = mark("%(text)s (proof: %(proof)s)")
ORDER_OF_MESSAGES = mark("Order of the key messages")
YES, NO = mark("Yes"), mark("No")


def rows(session: Session, changes: Iterable[Change]) -> list[Row]:
    """One row a change. At most one statement: the names of the publics concerned."""
    found = list(changes)
    publics = _publics(session, found)
    return [_row(change, publics) for change in found]


def _row(change: Change, publics: Mapping[int, str]) -> Row:
    part = say(PART_NAMES[change.part])
    if change.field == ORDER:
        listed = [
            " · ".join(_named(change.part, item) for item in side) for side in (change.before, change.after)
        ]
        return say(ORDER_OF_MESSAGES), listed[0], listed[1]
    if change.field == ITEM:
        before, after = (_whole(change.part, item) if item else "" for item in (change.before, change.after))
        return part, before, after
    before, after = (_value(change, value, publics) for value in (change.before, change.after))
    label = field_name(RECORD_OF[change.part], change.field)
    if change.item is not None:
        label = say(OF_ITEM, part=part, name=_named(change.part, change.item), field=label)
    return label, before, after


def _named(part: Part, item: Mapping[str, Any]) -> str:
    th, en = NAMED_BY[part]
    return pick(item[th], item[en], language.language()).text.split("\n")[0]


def _whole(part: Part, item: Mapping[str, Any]) -> str:
    """A whole item in one line."""
    name = _named(part, item)
    if part == Part.BUDGET_LINES:
        return f"{name}: {_money(item['planned_minor'], item['currency'])}"
    if part == Part.MESSAGES:
        proof = pick(item["proof_th"], item["proof_en"], language.language()).text
        return say(WITH_PROOF, text=name, proof=proof) if proof else name
    if part == Part.OBJECTIVES:
        figures = [
            "?" if item[key] is None else context.quantity(Decimal(item[key]))
            for key in ("baseline", "target")
        ]
        return f"{name} ({figures[0]} → {figures[1]} {_unit(item)}, {_day(item['due_on'])})"
    return name


def _value(change: Change, value: Any, publics: Mapping[int, str]) -> str:
    key, item = change.field, change.item or {}
    if key == "public_id":
        return say(EVERYONE) if value is None else publics.get(value, "–")
    if value is None:
        return ""
    if isinstance(value, bool):
        return say(YES if value else NO)
    if key == "unit":
        return _unit({**item, "unit": value})
    if key == "planned_minor":
        return _money(value, item["currency"])
    return _READ.get(key, str)(value)


def _day(value: str) -> str:
    return context.day(date.fromisoformat(value))


def _figure(value: str) -> str:
    return context.quantity(Decimal(value))


def _key_of(vocabulary: type[StrEnum]) -> Callable[[str], str]:
    return lambda value: context.name(vocabulary(value))


def _metric(value: str) -> str:
    return say(METRICS[value].name) if value in METRICS else value


# how a snapshot's plain values are read back, by their field
_READ: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(("start_on", "end_on", "due_on", "baseline_on"), _day),
    **dict.fromkeys(("baseline", "target"), _figure),
    **{
        key: _key_of(vocabulary)
        for key, vocabulary in (
            ("kind", Kind),
            ("pillar", Pillar),
            ("effect", Effect),
            ("stage", Stage),
            ("direction", Direction),
        )
    },
    "metric": _metric,
}


def _unit(item: Mapping[str, Any]) -> str:
    """A starter metric's own unit is one of our words; any other stays as it was typed."""
    metric = METRICS.get(item["metric"] or "")
    is_usual = metric is not None and metric.unit == item["unit"]
    return say(item["unit"]) if is_usual else str(item["unit"])


def _money(minor: int, currency: str) -> str:
    return money.format_amount(minor, currency, language.language())


def _publics(session: Session, changes: Iterable[Change]) -> dict[int, str]:
    ids = {
        value
        for change in changes
        if change.field == "public_id"
        for value in (change.before, change.after)
        if value is not None
    }
    if not ids:
        return {}
    return {
        one.id: pick(one.name_th, one.name_en, language.language()).text
        for one in session.scalars(select(Stakeholder).where(Stakeholder.id.in_(ids)))
    }


@dataclass(frozen=True)
class Since:
    """The plan compared with, and what is different since."""

    number: int
    rows: list[Row]


def since_last(session: Session, stands: Standing) -> Since | None:
    """What the waiting plan changes against the one before it; none for a first plan."""
    if stands.pending is None:
        return None
    older = queries.before(stands, stands.pending)
    if older is None:
        return None
    return Since(older.number, rows(session, between(older.content, stands.pending.content)))


def plan(session: Session, content: Mapping[str, Any]) -> list[Row]:
    """A whole plan as rows: what an approver decides about, when there is nothing to compare it with."""
    empty: dict[str, Any] = {key: [] if isinstance(value, list) else None for key, value in content.items()}
    told = between(empty, content)
    # a budget that is there is told by its lines
    return rows(session, [one for one in told if one.field != "has_no_budget" or one.after])
