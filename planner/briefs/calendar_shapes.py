"""The calendar on paper: months of days, and beside each month a list with every title in full.

What stands on the outward copy is made of `Item` alone, which has no place for an internal word: no kind, no plan that
is not out yet, nothing of who looks after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.accounts.models import Kind
from planner.briefs.shapes import Reader, Word
from planner.calendar.grid import Piece
from planner.i18n import Text


@dataclass(frozen=True, slots=True)
class Item:
    """An event on the days on which it stands, on the reader's clock, as anyone may know it."""

    first_on: date
    last_on: date
    at: str
    """When it begins, as short as it goes; empty where it takes whole days."""
    hours: str
    elsewhere: str
    """What the clocks of its own place show, where they show something else."""
    title: Text
    type: Word
    venue: Text | None
    campaign: Text
    status: Word | None
    """How it stands, where it is not simply on."""
    is_tentative: bool
    is_cancelled: bool

    @property
    def lasts(self) -> bool:
        """Whether it stands on more than one day."""
        return self.first_on != self.last_on

    @property
    def look(self) -> str:
        """The class that tells how it stands."""
        return "is-cancelled" if self.is_cancelled else "is-tentative" if self.is_tentative else ""

    @property
    def css(self) -> str:
        """All that its look tells."""
        return self.look


@dataclass(frozen=True, slots=True)
class InsideItem(Item):
    """The same for the house, which knows whose it is."""

    kind: Kind

    @property
    def css(self) -> str:
        """Its kind, too."""
        return f"{self.kind.value} {self.look}".strip()


@dataclass(frozen=True, slots=True)
class Note:
    """What a day is: a holiday, or something smaller."""

    text: Text
    is_day_off: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row that are no event: a campaign, a promotion, or a sensitive period, which has a `word` for it."""

    title: Text
    first_on: date
    last_on: date
    css: str
    word: Word | None = None


@dataclass(frozen=True, slots=True)
class Chip:
    """An event in a day of the grid; its title may be cut there after so many lines."""

    at: str
    title: Text
    css: str


@dataclass(frozen=True, slots=True)
class Bar:
    """What lasts, across a week of the grid."""

    title: Text
    css: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A day of the grid. `is_out`: of another month, or not asked for."""

    on: date
    is_out: bool
    is_free: bool
    """A weekend, or a day on which the office is closed."""
    notes: Sequence[Note]
    lines: int
    """After so many lines a title is cut here."""
    chips: Sequence[Chip]
    more: int
    """How many found no room; all of them stand in the list."""


@dataclass(frozen=True, slots=True)
class Week:
    """A week of the grid; `height_mm` is what its days have beneath their numbers and bars."""

    cells: Sequence[Cell]
    bars: Sequence[Sequence[Piece[Bar]]]
    more_bars: int
    height_mm: int


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the list."""

    on: date
    notes: Sequence[Note]
    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Month:
    """One month: its grid, which takes a page, and its list."""

    first_on: date
    weeks: Sequence[Week]
    days: Sequence[Day]
    stretches: Sequence[Stretch]
    count: int


@dataclass(frozen=True, slots=True)
class CalendarPaper:
    """A calendar of some days for somebody to hang up or to hand over."""

    reader: Reader
    made_on: date
    organisation: Text
    first_on: date
    last_on: date
    filters: Sequence[tuple[str, Text]]
    """What it is narrowed to, in words; on the outward copy only what an outsider may be told."""
    months: Sequence[Month]
    count: int
    is_inside: bool
    unconfirmed: Sequence[date]
    """The first days of years whose holidays nobody has confirmed; only the house is told."""
