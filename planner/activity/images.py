"""Rows as they were and as they became: which tables' are kept, and how a value stands in JSON.

Tables are known by their names here, as `planner.events.printing` knows them, so that every feature may stand above.
Every table of the planner is named in exactly one of the two sets (a test holds it).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Column, Date, Table, Time

from planner.db import Base, Instant, Keyed, Quantity

KEPT = frozenset(
    {
        "affiliation",
        "attachment",
        "budget_entry",
        "budget_line",
        "campaign",
        "campaign_template",
        "clash_acknowledgement",
        "checklist_item",
        "consent",
        "contribution",
        "event",
        "event_override",
        "evidence",
        "excluded_date",
        "feed",
        "foreign_event",
        "guard_answer",
        "key_message",
        "measurement",
        "named_link",
        "need",
        "objective",
        "own_metric",
        "participation",
        "promotion",
        "redemption",
        "run_sheet_item",
        "saved_view",
        "stakeholder",
    }
)
# people, secrets, what was decided, the log itself, what follows from other rows, and the office's own calendar
NOT_KEPT = frozenset(
    {
        "absence",
        "activity_about",
        "activity_entry",
        "calendar_import",
        "calendar_layer",
        "carried",
        "carried_day",
        "code_use",
        "decision",
        "heading_meaning",
        "holiday",
        "holiday_country",
        "holiday_year",
        "job",
        "kept_row",
        "layer_event",
        "list_import",
        "marked_days",
        "membership",
        "one_time_link",
        "plan_comment",
        "plan_snapshot",
        "prepared_body",
        "prepared_event",
        "prepared_feed",
        "promotion_code",
        "redemption_tally",
        "sign_in_attempt",
        "submission",
        "team",
        "till",
        "user",
        "user_session",
        "worker_seen",
    }
)
# columns that follow from others or from the act of saving; bringing back old ones would tell lies
DERIVED = frozenset(
    {
        "version",
        "updated_at",
        "updated_by_id",
        "created_at",
        "created_by_id",
        "search_text",
        "sort_key",
        "sequence",
        "printed_at",
        "is_long",
    }
)

Row = Mapping[str, Any]
Key = Any


@dataclass
class Image:
    """One row of one table: its key, what it was (None: not there yet) and what it became (None: gone).

    Where the row stood before and after, both hold the columns that changed, and nothing else. Plain values, as JSON
    holds them.
    """

    table: str
    key: tuple[Any, ...]
    before: dict[str, Any] | None
    after: dict[str, Any] | None

    @property
    def is_nothing(self) -> bool:
        """Made and gone again, or changed and changed back."""
        return (self.before or None) == (self.after or None)


def made(table: Table, key: Key, before: Row | None, after: Row | None) -> Image:
    """The image of a row from column values as Python has them. `key`: a value, a sequence, or by column."""
    old = None if before is None else written(table, before)
    new = None if after is None else written(table, after)
    if old is not None and new is not None:
        changed = [
            column for column in new if column not in DERIVED and old.get(column, _ABSENT) != new[column]
        ]
        old, new = (
            {column: old.get(column) for column in changed},
            {column: new[column] for column in changed},
        )
    return Image(table.name, _key(table, key), old, new)


def joined(images: Iterable[Image]) -> list[Image]:
    """One image a row, from all that happened to it, in the order in which the rows were first met."""
    found: dict[tuple[str, tuple[Any, ...]], Image] = {}
    for one in images:
        place = (one.table, one.key)
        known = found.get(place)
        found[place] = one if known is None else _after_each_other(known, one)
    return [one for one in found.values() if not one.is_nothing]


def _after_each_other(first: Image, then: Image) -> Image:
    before, after = first.before, then.after
    if first.before is not None and first.after is None and then.before is None and then.after is not None:
        # gone, and another came under its number: to go back is to change it back
        changed = [key for key in then.after if first.before.get(key, _ABSENT) != then.after[key]]
        return Image(
            first.table,
            first.key,
            {key: first.before.get(key) for key in changed if key not in DERIVED},
            {key: then.after[key] for key in changed if key not in DERIVED},
        )
    if first.after is not None and then.before is not None:
        if then.after is None:
            # its last image holds the whole row; what was changed earlier is put back into it
            before = None if first.before is None else {**then.before, **first.before}
        elif first.before is None:
            after = {**first.after, **then.after}
        else:
            before, after = {**then.before, **first.before}, {**first.after, **then.after}
            same = [key for key in before if before[key] == after.get(key, _ABSENT)]
            for key in same:
                del before[key], after[key]
    return Image(first.table, first.key, before, after)


_ABSENT = object()
_FINEST = Decimal("0.0001")
# by their very types: a word of a vocabulary is a text too
_PLAIN = frozenset({type(None), str, int, bool})


def key_of(table: Table, row: Row) -> tuple[Any, ...]:
    """The key of a row, plain."""
    return tuple(plain(row[column.name]) for column in table.primary_key.columns)


def _key(table: Table, key: Key) -> tuple[Any, ...]:
    if isinstance(key, Mapping):
        return key_of(table, key)
    if isinstance(key, Sequence) and not isinstance(key, str):
        return tuple(plain(part) for part in key)
    return (plain(key),)


def key_written(key: tuple[Any, ...]) -> str:
    """The key as one text."""
    if len(key) == 1 and type(key[0]) is int:
        return f"[{key[0]}]"
    return json.dumps(key, ensure_ascii=False)


def key_read(written: str) -> tuple[Any, ...]:
    """The key as plain values again."""
    return tuple(json.loads(written))


def written(table: Table, row: Row) -> dict[str, Any]:
    """The columns of a row, plain."""
    names = _names(table)
    return {
        key: value if type(value) in _PLAIN else plain(value) for key, value in row.items() if key in names
    }


@cache
def _names(table: Table) -> frozenset[str]:
    return frozenset(table.columns.keys())


def plain(value: Any) -> Any:
    """A column's value as JSON holds it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return _instant(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Decimal):
        # to four places, as `db.Quantity` keeps it
        return str(value.quantize(_FINEST).normalize())
    if isinstance(value, (list, tuple)):
        return [item if type(item) in _PLAIN else plain(item) for item in value]
    return value


@lru_cache(maxsize=100)
def _instant(value: datetime) -> str:
    """Many rows of one act are signed with the same."""
    return value.astimezone(UTC).isoformat()


def python(column: Column[Any], value: Any) -> Any:
    """The plain value as the column takes it. Raises `ValueError` where a vocabulary no longer has the key."""
    if value is None:
        return None
    match column.type:
        case Keyed():
            return column.type.vocabulary(value)
        case Instant():
            return datetime.fromisoformat(value)
        case Date():
            return date.fromisoformat(value)
        case Time():
            return time.fromisoformat(value)
        case Quantity():
            return Decimal(value)
    return value


def table_of(name: str) -> Table:
    """The table of this name."""
    return Base.metadata.tables[name]
