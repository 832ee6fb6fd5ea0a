"""What the package says of a year beside what stands here: no database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from planner.holidays.models import Holiday
from planner.holidays.package import Said
from planner.i18n import mark

COMPARED = ("on", "kind", "name_th", "name_en", "short_name_th", "short_name_en")


class Standing(StrEnum):
    """How a day stands beside what the package says."""

    SAME = "same"
    CHANGED = "changed"
    OURS = "ours"
    GONE = "gone"
    STRUCK_OFF = "struck_off"


STANDING_NAMES: dict[Standing, str] = {
    Standing.SAME: mark("As the package has it"),
    Standing.CHANGED: mark("Changed here"),
    Standing.OURS: mark("Added here"),
    Standing.GONE: mark("No longer in the package"),
    Standing.STRUCK_OFF: mark("Struck off"),
}


@dataclass(frozen=True)
class Compared:
    """A day as it stands here; `differences` are (field, here, in the package)."""

    holiday: Holiday
    standing: Standing
    differences: list[tuple[str, Any, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Comparison:
    """A year's days by date, and what the package has that is not here."""

    days: list[Compared]
    missing: list[Said]


def compare(said: Sequence[Said] | None, rows: Iterable[Holiday]) -> Comparison:
    """Each day with its standing. Where the package cannot tell, nothing is gone and nothing missing."""
    by_key: dict[tuple[date | None, str | None], Said] = {(one.on, one.name): one for one in said or ()}
    known = {_key(row) for row in rows}
    days = [_compared(row, by_key.get(_key(row)), can_tell=said is not None) for row in rows]
    days.sort(key=lambda one: (one.holiday.on, one.holiday.id))
    return Comparison(days, [one for key, one in by_key.items() if key not in known])


def _key(row: Holiday) -> tuple[date | None, str | None]:
    return row.said_on, row.said_name


def _compared(row: Holiday, said: Said | None, *, can_tell: bool) -> Compared:
    if said is None:
        standing = Standing.OURS if row.said_on is None else Standing.GONE if can_tell else Standing.SAME
        return Compared(row, Standing.STRUCK_OFF if row.is_struck_off else standing)
    pairs = [(key, getattr(row, key), getattr(said, key)) for key in COMPARED]
    differences = [pair for pair in pairs if (pair[1] or None) != (pair[2] or None)]
    if row.is_struck_off:
        return Compared(row, Standing.STRUCK_OFF, differences)
    return Compared(row, Standing.CHANGED if differences else Standing.SAME, differences)
