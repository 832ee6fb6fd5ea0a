"""A month laid out on one landscape page of A4: which titles take how many lines, and what is left to the list.

The press cannot be asked before it prints, so the room that words take is reckoned as `planner.calendar.paper` does:
rather too much than too little. Titles take up to three lines where there is room, else one; where even that is too
much, the fullest days keep their first events and say how many more the list holds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from planner.accounts.models import WeekStart
from planner.briefs.calendar_shapes import Bar, Cell, Chip, Day, Item, Month, Note, Stretch, Week
from planner.calendar import grid, paper

HEIGHT_MM = 154.0
"""What the margins, the name of the month, those of the days and the key leave of 210 mm."""
LETTERS = 23
"""So many letters of our typeface stand beside one another in a day."""
HEAD_MM, LINE_MM, CHIP_MM, BAR_MM = 5.5, 3.6, 0.95, 4.6
"""How high are the number of a day, a line of a title, what is around one, and a bar."""
LOWEST_MM = 7.0
MOST_LINES = 3
BARS_OF_CAMPAIGNS = 3
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Period:
    """What is laid out: the days that were asked for, and what stands on them."""

    first_on: date
    last_on: date
    items: Sequence[Item]
    notes: Mapping[date, Sequence[Note]]
    campaigns: Sequence[Stretch]
    """And what they offer."""
    quiet: Sequence[Stretch]
    """Sensitive periods."""


@dataclass(frozen=True, slots=True)
class _Fit:
    """How full the days of a month are made: the events of a day, and the rows of bars of a week."""

    most: int
    bars: int


_FITS = tuple(
    _Fit(*one)
    for one in (
        *((most, 5) for most in (100, 14, 11, 9)),
        *((most, 4) for most in (8, 7, 6)),
        *((most, 3) for most in (5, 4, 3)),
        *((most, 2) for most in (3, 2, 1)),
        *((1, 1), (1, 0)),
    )
)
"""The roomiest first; the last fits on any page."""

Span = tuple[date, date, Bar]


def months(period: Period, week_start: WeekStart) -> list[Month]:
    """Every month of the period, with what of it was asked for."""
    found = []
    first_on = period.first_on.replace(day=1)
    while first_on <= period.last_on:
        found.append(_Sheet(period, first_on, week_start).drawn())
        first_on = grid.next_month(first_on)
    return found


class _Sheet:
    """One month under way."""

    def __init__(self, period: Period, first_on: date, week_start: WeekStart) -> None:
        self.period, self.first_on = period, first_on
        self.since = max(first_on, period.first_on)
        self.until = min(grid.next_month(first_on) - grid.DAY, period.last_on)
        self.weeks = grid.weeks_of_month(first_on, week_start)
        self.items = [one for one in period.items if self._touches(one)]
        self.by_day: dict[date, list[Item]] = defaultdict(list)
        for one in self.items:
            if not one.lasts:
                self.by_day[one.first_on].append(one)
        self.lasting = [
            *(self._span(one) for one in period.quiet if self._touches(one)),
            *(self._span(one) for one in self.items if one.lasts),
        ]

    def drawn(self) -> Month:
        """The grid, with as much in it as fits on a page, and the list, with everything."""
        fit = next((one for one in _FITS if self._height(one) <= HEIGHT_MM), _FITS[-1])
        rooms, spare = self._roomier(fit)
        # campaigns take of the room that is left; the list names them all
        running = [self._span(one) for one in self.period.campaigns if self._touches(one)]
        most = min(BARS_OF_CAMPAIGNS, int(spare / len(self.weeks) / BAR_MM))
        of_campaigns = [grid.rows_of_bars(running, week, most)[0] if most else [] for week in self.weeks]
        each = (spare - sum(map(len, of_campaigns)) * BAR_MM) / len(self.weeks)
        weeks = []
        for week, room, rows in zip(self.weeks, rooms, of_campaigns, strict=True):
            bars, more = grid.rows_of_bars(self.lasting, week, fit.bars)
            height = int(room + each)
            weeks.append(Week([self._cell(on, fit, height) for on in week], [*bars, *rows], more, height))
        return Month(
            first_on=self.first_on,
            weeks=weeks,
            days=self._days(),
            stretches=[one for one in (*self.period.quiet, *self.period.campaigns) if self._touches(one)],
            count=len(self.items),
        )

    def _roomier(self, fit: _Fit) -> tuple[list[float], float]:
        """What the days of each week are given, more where titles want more lines, and what is left of the page."""
        rooms = [self._room(week, fit) for week in self.weeks]
        spare = max(HEIGHT_MM - self._height(fit), 0)
        for lines in range(2, MOST_LINES + 1):
            for place, week in enumerate(self.weeks):
                more = self._room(week, fit, lines) - rooms[place]
                if 0 < more <= spare:
                    rooms[place] += more
                    spare -= more
        return rooms, spare

    def _cell(self, on: date, fit: _Fit, height_mm: float) -> Cell:
        is_out = not self.since <= on <= self.until
        notes = () if is_out else self.period.notes.get(on, ())
        items = [] if is_out else self.by_day.get(on, [])
        fitting = (n for n in range(MOST_LINES, 1, -1) if self._room_of_day(items, fit, n) <= height_mm)
        return Cell(
            on=on,
            is_out=is_out,
            is_free=on.weekday() >= SATURDAY or any(one.is_day_off for one in notes),
            notes=notes,
            lines=next(fitting, 1),
            chips=[Chip(one.at, one.title, one.css) for one in items[: fit.most]],
            more=max(len(items) - fit.most, 0),
        )

    def _days(self) -> list[Day]:
        """The days on which something is; what began earlier stands on the first of them."""
        on: dict[date, list[Item]] = defaultdict(list)
        for one in self.items:
            on[max(one.first_on, self.since)].append(one)
        noted = [day for day in self.period.notes if self.since <= day <= self.until]
        return [Day(day, self.period.notes.get(day, ()), on.get(day, ())) for day in sorted({*on, *noted})]

    # ── the room that it takes ──

    def _height(self, fit: _Fit) -> float:
        total = 0.0
        for week in self.weeks:
            rows, more = grid.rows_of_bars(self.lasting, week, fit.bars)
            total += HEAD_MM + len(rows) * BAR_MM + (BAR_MM if more else 0) + self._room(week, fit)
        return total

    def _room(self, week: Sequence[date], fit: _Fit, lines: int = 1) -> float:
        """What the days of a week need beneath their numbers and bars, with titles of so many lines."""
        days = (self.by_day.get(on, []) for on in week if self.since <= on <= self.until)
        return max(LOWEST_MM, *(self._room_of_day(items, fit, lines) for items in days), 0)

    def _room_of_day(self, items: Sequence[Item], fit: _Fit, lines: int) -> float:
        shown = items[: fit.most]
        written = sum(min(lines, _lines(one)) for one in shown)
        return written * LINE_MM + len(shown) * CHIP_MM + (LINE_MM if len(items) > len(shown) else 0)

    def _touches(self, one: Item | Stretch) -> bool:
        return one.first_on <= self.until and one.last_on >= self.since

    def _span(self, one: Item | Stretch) -> Span:
        return max(one.first_on, self.since), min(one.last_on, self.until), Bar(one.title, one.css)


def _lines(one: Item) -> int:
    return -(-paper.width(f"{one.at} {one.title.text}") // LETTERS)
