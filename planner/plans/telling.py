"""Plans and the changes between two of them in words: what, before, after. For pages, briefs and sheets alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import dates, money
from planner.accounts.models import KIND_NAMES, Kind
from planner.activity.field_names import field_name
from planner.dates import Era
from planner.i18n import mark, pick, translate
from planner.objectives.metrics import METRICS
from planner.objectives.words import (
    DIRECTION_NAMES,
    EFFECT_NAMES,
    PILLAR_NAMES,
    STAGE_NAMES,
    Direction,
    Effect,
    Pillar,
    Stage,
)
from planner.plans.difference import ITEM, NAMED_BY, ORDER, PART_NAMES, Change, Part, between
from planner.stakeholders.models import Stakeholder

Row = tuple[str, str, str]

EVERYONE = mark("Everyone")
OF_ITEM = mark("%(part)s “%(name)s”: %(field)s")
WITH_PROOF = mark("%(text)s (proof: %(proof)s)")
ORDER_OF_MESSAGES = mark("Order of the key messages")
YES, NO = mark("Yes"), mark("No")

# the records that a plan's parts were taken from: a field is called there as it is called here
TABLES = {
    Part.WHOLE: "campaign",
    Part.MESSAGES: "key_message",
    Part.BUDGET_LINES: "budget_line",
    Part.OBJECTIVES: "objective",
}
_KEYS: dict[str, tuple[type[StrEnum], Mapping[Any, str]]] = {
    "kind": (Kind, KIND_NAMES),
    "pillar": (Pillar, PILLAR_NAMES),
    "effect": (Effect, EFFECT_NAMES),
    "stage": (Stage, STAGE_NAMES),
    "direction": (Direction, DIRECTION_NAMES),
}
_DAYS = frozenset({"start_on", "end_on", "due_on", "baseline_on"})
_FIGURES = frozenset({"baseline", "target"})


@dataclass(frozen=True)
class Telling:
    """For whom plans are told: the language, and the era of its years."""

    language: str
    era: Era

    def rows(self, session: Session, changes: Iterable[Change]) -> list[Row]:
        """One row a change. At most one statement: the names of the publics concerned."""
        found = list(changes)
        publics = self._publics(session, found)
        return [self._row(change, publics) for change in found]

    def plan(self, session: Session, content: Mapping[str, Any]) -> list[Row]:
        """A whole plan as rows: what an approver decides about, when there is nothing to compare it with."""
        empty: dict[str, Any] = {
            key: [] if isinstance(value, list) else None for key, value in content.items()
        }
        told = between(empty, content)
        # a budget that is there is told by its lines
        return self.rows(session, [one for one in told if one.field != "has_no_budget" or one.after])

    def _say(self, message: str, **values: object) -> str:
        return translate(self.language, message, **values)

    def _row(self, change: Change, publics: Mapping[int, str]) -> Row:
        part = self._say(PART_NAMES[change.part])
        if change.field == ORDER:
            before, after = (
                " · ".join(self._named(change.part, item) for item in side)
                for side in (change.before, change.after)
            )
            return self._say(ORDER_OF_MESSAGES), before, after
        if change.field == ITEM:
            before, after = (
                self._whole(change.part, item) if item else "" for item in (change.before, change.after)
            )
            return part, before, after
        before, after = (self._value(change, value, publics) for value in (change.before, change.after))
        label = field_name(TABLES[change.part], change.field, self.language)
        if change.item is not None:
            label = self._say(OF_ITEM, part=part, name=self._named(change.part, change.item), field=label)
        return label, before, after

    def _named(self, part: Part, item: Mapping[str, Any]) -> str:
        th, en = NAMED_BY[part]
        return pick(item[th], item[en], self.language).text.split("\n")[0]

    def _whole(self, part: Part, item: Mapping[str, Any]) -> str:
        """A whole item in one line."""
        name = self._named(part, item)
        if part == Part.BUDGET_LINES:
            return f"{name}: {self._money(item['planned_minor'], item['currency'])}"
        if part == Part.MESSAGES:
            proof = pick(item["proof_th"], item["proof_en"], self.language).text
            return self._say(WITH_PROOF, text=name, proof=proof) if proof else name
        figures = ["?" if item[key] is None else _figure(item[key]) for key in ("baseline", "target")]
        return f"{name} ({figures[0]} → {figures[1]} {self._unit(item)}, {self._day(item['due_on'])})"

    def _value(self, change: Change, value: Any, publics: Mapping[int, str]) -> str:
        key, item = change.field, change.item or {}
        if key == "public_id":
            return self._say(EVERYONE) if value is None else publics.get(value, "–")
        if value is None:
            return ""
        if isinstance(value, bool):
            return self._say(YES if value else NO)
        if key == "unit":
            return self._unit({**item, "unit": value})
        if key == "planned_minor":
            return self._money(value, item["currency"])
        return self._plain(key, value)

    def _plain(self, key: str, value: Any) -> str:
        """A value that needs nothing but its own field to be read back."""
        if key in _DAYS:
            return self._day(value)
        if key in _FIGURES:
            return _figure(value)
        if key in _KEYS:
            vocabulary, names = _KEYS[key]
            return self._say(names[vocabulary(value)])
        if key == "metric":
            return self._say(METRICS[value].name) if value in METRICS else str(value)
        return str(value)

    def _day(self, value: str) -> str:
        return dates.format_day(date.fromisoformat(value), self.language, self.era)

    def _unit(self, item: Mapping[str, Any]) -> str:
        """A starter metric's own unit is one of our words; any other stays as it was typed."""
        metric = METRICS.get(item["metric"] or "")
        is_usual = metric is not None and metric.unit == item["unit"]
        return self._say(item["unit"]) if is_usual else str(item["unit"])

    def _money(self, minor: int, currency: str) -> str:
        return money.format_amount(minor, currency, self.language)

    def _publics(self, session: Session, changes: Iterable[Change]) -> dict[int, str]:
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
            one.id: pick(one.name_th, one.name_en, self.language).text
            for one in session.scalars(select(Stakeholder).where(Stakeholder.id.in_(ids)))
        }


def _figure(value: str) -> str:
    written = f"{Decimal(value):,f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
