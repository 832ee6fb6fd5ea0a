"""What changed from one plan to another, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from planner.i18n import mark

Content = Mapping[str, Any]


class Part(StrEnum):
    """The part of a plan that a change is in. The values are the keys of a snapshot's lists."""

    WHOLE = "whole"
    MESSAGES = "messages"
    BUDGET_LINES = "budget_lines"
    OBJECTIVES = "objectives"


PART_NAMES: dict[Part, str] = {
    Part.WHOLE: mark("Campaign"),
    Part.MESSAGES: mark("Key message"),
    Part.BUDGET_LINES: mark("Budget line"),
    Part.OBJECTIVES: mark("Objective"),
}

_LISTS = (Part.MESSAGES, Part.BUDGET_LINES, Part.OBJECTIVES)
# what names an item of each list for people: its keys in Thai and English
NAMED_BY: dict[Part, tuple[str, str]] = {
    Part.MESSAGES: ("text_th", "text_en"),
    Part.BUDGET_LINES: ("category", "category"),
    Part.OBJECTIVES: ("statement_th", "statement_en"),
}
ORDER = "order"
ITEM = "item"


@dataclass(frozen=True)
class Change:
    """One difference.

    `field` is a column; `ITEM` where a whole item came (no `before`) or went (no `after`); `ORDER` where the same
    messages stand in another order (both are lists of items). `item` is the one concerned, as it stands in the
    newer plan or last stood in the older.
    """

    part: Part
    field: str
    before: Any
    after: Any
    item: Content | None = None


def between(older: Content, newer: Content) -> list[Change]:
    """Every difference; none exactly when the two are the same plan."""
    return [
        *_fields(Part.WHOLE, older, newer, skipped={part.value for part in _LISTS}),
        *(change for part in _LISTS for change in _items(part, older[part], newer[part])),
    ]


def _fields(
    part: Part, older: Content, newer: Content, *, skipped: set[str], item: Content | None = None
) -> Iterator[Change]:
    # a plan of long ago may lack a field of today, and the other way about
    for key in dict.fromkeys((*older, *newer)):
        if key not in skipped and older.get(key) != newer.get(key):
            yield Change(part, key, older.get(key), newer.get(key), item)


def _items(part: Part, older: list[Content], newer: list[Content]) -> Iterator[Change]:
    before = {item["id"]: item for item in older}
    after = {item["id"]: item for item in newer}
    for key, item in before.items():
        if key not in after:
            yield Change(part, ITEM, item, None, item)
    for key, item in after.items():
        if key not in before:
            yield Change(part, ITEM, None, item, item)
        else:
            yield from _fields(part, before[key], item, skipped={"id"}, item=item)
    kept_before = [key for key in before if key in after]
    kept_after = [key for key in after if key in before]
    if kept_before != kept_after:
        yield Change(part, ORDER, [before[key] for key in kept_before], [after[key] for key in kept_after])
