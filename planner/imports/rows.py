"""One row of a file, and what may be wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST_ROWS = 100_000
MOST_COLUMNS = 200
LONGEST_CELL = 200_000


@dataclass(frozen=True)
class Wrong:
    """A reason in words (marked for translation), and the heading of the column it is about, if of one."""

    message: str
    values: dict[str, object] = field(default_factory=dict)
    heading: str = ""


@dataclass(frozen=True)
class Row:
    """The line of the file it begins on (the first is 1), its cells, and what is wrong with its shape."""

    line: int
    cells: tuple[str, ...]
    wrong: Wrong | None = None
