"""The cells of a row as values, by the columns that people said they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from planner.activity import images
from planner.errors import Unreadable
from planner.imports.rows import Row, Wrong
from planner.lists import columns
from planner.lists.column import Column
from planner.lists.columns import ListKind

_REMEMBERED = 20_000
"""Cells whose values are remembered: a list says the same category, outlet and title thousands of times."""


@dataclass(frozen=True)
class Understood:
    """A row's values by column key; empty cells are absent. And what is wrong with it."""

    line: int
    values: dict[str, Any]
    wrong: tuple[Wrong, ...] = ()


class Cells:
    """Reads rows of one file: `mapping` names a column's key for each cell of a row, or nothing."""

    def __init__(
        self, kind: ListKind, heading: Sequence[str], mapping: Sequence[str], *, is_plain: bool = True
    ) -> None:
        """`is_plain` gives values as JSON holds them, else as Python has them."""
        self._is_plain = is_plain
        self.read_columns = [
            (place, columns.column(kind, key), heading[place])
            for place, key in enumerate(mapping)
            if key and columns.column(kind, key).comes_in
        ]
        self.keys = frozenset(column.key for _, column, _ in self.read_columns)
        self.headings = {column.key: heading for _, column, heading in self.read_columns}

    def one(self, row: Row) -> Understood:
        """The values of a row."""
        if row.wrong is not None:
            return Understood(row.line, {}, (row.wrong,))
        values: dict[str, Any] = {}
        wrong: list[Wrong] = []
        is_plain = self._is_plain
        for place, column, heading in self.read_columns:
            cell = row.cells[place]
            if not cell:
                continue
            value, amiss = _value(column, cell, is_plain)
            if amiss is not None:
                wrong.append(Wrong(amiss.message, amiss.values, heading))
            elif value is not None:
                values[column.key] = value
        return Understood(row.line, values, tuple(wrong))


@lru_cache(maxsize=_REMEMBERED)
def _value(column: Column, cell: str, is_plain: bool) -> tuple[Any, Unreadable | None]:
    try:
        value = column.read(cell)
        return images.plain(value) if is_plain else value, None
    except Unreadable as amiss:
        return None, amiss


def doubled(mapping: Sequence[str]) -> list[str]:
    """The keys that more than one column of the file was given to."""
    given = [key for key in mapping if key]
    return sorted({key for key in given if given.count(key) > 1})


def meant(kind: ListKind, heading: Sequence[str], said: Mapping[str, str]) -> list[str]:
    """What each heading means: as was said the last time, else as both languages call it; each column once."""
    found: list[str] = []
    for name in heading:
        plain = columns.plain_heading(name)
        known = columns.recognised(kind, name) if name else None
        key = said.get(plain, known.key if known is not None and known.comes_in else "")
        found.append("" if key in found else key)
    return found
