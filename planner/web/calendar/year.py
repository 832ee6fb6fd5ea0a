"""A year as the template shows it: a row for each month, a cell for each day, darker where more is planned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from planner import dates
from planner.calendar import grid, strips
from planner.calendar.entries import Mark
from planner.calendar.grid import Piece
from planner.calendar.looking import View
from planner.calendar.offers import Offer
from planner.calendar.strips import Strip as Line
from planner.web.calendar.asked import Asked
from planner.web.calendar.shown import Drawing, Strip

DAY = timedelta(days=1)
LONGEST = 31
ROWS_OF_BARS = 3


class Cell(NamedTuple):
    """A day: how many events stand on it. Templates take it apart."""

    css: str
    address: str
    events: int
    note: str
    """The holiday, for those who point at it."""


@dataclass(frozen=True)
class Month:
    """A row of days, with what is behind the last one left free."""

    short: str
    name: str
    address: str
    cells: Sequence[Cell]
    missing: int
    bars: Sequence[Sequence[Piece[Strip]]]
    """What is offered, a few rows of it; the month has the rest."""
    more: int
    count: int
    """Days of events: one that lasts three days counts three times."""
    busiest: tuple[str, int] | None


@dataclass(frozen=True)
class Year:
    """The twelve months, and what each shade stands for: (level, from, to)."""

    months: Sequence[Month]
    key: Sequence[tuple[int, int, int]]


def drawn(asked: Asked, drawing: Drawing, marks: Iterable[Mark], offers: Sequence[Offer]) -> Year:
    """The year that is asked for."""
    strip = Line(*asked.days)
    lasting = [(offer.start_on, offer.end_on, drawing.promotion(offer)) for offer in offers]
    load = strips.load(marks, strip, drawing.zone)
    most = max(load.values(), default=0)
    months = [_month(drawing, first_on, load, most, lasting) for first_on in strip.months()]
    return Year(months, _key(most))


def _month(
    drawing: Drawing,
    first_on: date,
    load: Counter[date],
    most: int,
    lasting: Sequence[tuple[date, date, Strip]],
) -> Month:
    asked = drawing.asked
    last_on = grid.next_month(first_on) - DAY
    days = [first_on + DAY * n for n in range(last_on.day)]
    cells = [_cell(asked, drawing, on, load[on], most) for on in days]
    bars, more = grid.rows_of_bars(lasting, days, ROWS_OF_BARS)
    busiest = max(days, key=lambda on: load[on])
    return Month(
        short=dates.month_name(first_on.month, drawing.language, "abbreviated"),
        name=dates.format_month(first_on.year, first_on.month, drawing.language, drawing.era),
        address=asked.address(View.MONTH, first_on),
        cells=cells,
        missing=LONGEST - len(days),
        bars=bars,
        more=more,
        count=sum(cell.events for cell in cells),
        busiest=(dates.format_day(busiest, drawing.language, drawing.era, style="short"), load[busiest])
        if load[busiest]
        else None,
    )


def _cell(asked: Asked, drawing: Drawing, on: date, count: int, most: int) -> Cell:
    css = f"load-{strips.level(count, most)}"
    if not count and (on.weekday() >= 5 or on in drawing.days_off):
        css += " is-rest"
    if on == asked.today:
        css += " is-today"
    address = asked.address(View.AGENDA, on) if count else ""
    return Cell(css, address, count, " · ".join(note.text for note in drawing.notes.get(on, ())))


def _key(most: int) -> list[tuple[int, int, int]]:
    """The counts that each shade stands for."""
    found: dict[int, tuple[int, int]] = {}
    for count in range(1, most + 1):
        level = strips.level(count, most)
        found[level] = (found.get(level, (count, count))[0], count)
    return [(level, first, last) for level, (first, last) in found.items()]
