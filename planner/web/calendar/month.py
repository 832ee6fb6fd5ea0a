"""A month as the template shows it: weeks of days with chips, and what lasts as bars beneath them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from planner import dates
from planner.calendar import grid, paper
from planner.calendar.entries import Bar
from planner.calendar.grid import Piece
from planner.calendar.looking import View
from planner.calendar.offers import Offer
from planner.calendar.paper import Load
from planner.web.calendar.shown import Chip, Drawing, Note, Placed, Strip

CHIPS = 3
ROWS_OF_BARS = 4
ROWS_ON_PAPER = 24


@dataclass(frozen=True)
class Day:
    """One day of the month."""

    on: date
    number: int
    address: str
    name: str
    notes: Sequence[Note]
    css: str
    is_today: bool
    chips: Sequence[Chip]
    most: int
    """How many of the chips are in view; the others are printed."""
    more: int


@dataclass(frozen=True)
class Week:
    """A row of days with the bars under them."""

    number: int
    days: Sequence[Day]
    bars: Sequence[Sequence[Piece[Strip]]]
    printed: Sequence[Sequence[Piece[Strip]]]
    """The rows for which there is room on paper alone."""
    more: int
    is_first: bool
    is_all: bool
    """Whether nothing is left out on paper."""
    address: str

    @property
    def load(self) -> Load:
        """What of it has to find room on a page."""
        days = [
            [
                *(paper.width(note.text) for note in day.notes),
                *(paper.width(chip.title) + 1 + len(chip.at) for chip in day.chips),
            ]
            for day in self.days
        ]
        rows = [*self.bars, *self.printed]
        echoes = sum(all(self.is_echo(piece) for piece in row) for row in rows)
        return Load(days, len(rows) - echoes, echoes)

    def is_echo(self, piece: Piece[Strip]) -> bool:
        """Whether a bar only goes on from a week of the same page, whose words are enough on paper."""
        return piece.what is None or (piece.is_continued and not self.is_first)


def drawn(
    drawing: Drawing, placed: Iterable[Placed], bars: Sequence[Bar], offers: Sequence[Offer]
) -> list[Week]:
    """The month: chips in their days, and bars for what lasts longer: events, then promotions, then campaigns."""
    by_day: dict[date, list[Chip]] = defaultdict(list)
    lasting: list[tuple[date, date, Strip]] = []
    for one in placed:
        if one.first_on == one.last_on:
            by_day[one.first_on].append(drawing.chip(one))
        else:
            lasting.append((one.first_on, one.last_on, drawing.strip(one)))
    lasting += [(offer.start_on, offer.end_on, drawing.promotion(offer)) for offer in offers]
    lasting += [(bar.start_on, bar.end_on, drawing.campaign(bar)) for bar in bars]
    quiet = [(one.start_on, one.end_on, strip) for one, strip in drawing.quiet_strips()]
    return [_week(drawing, week, by_day, lasting, quiet) for week in drawing.asked.weeks]


def _week(
    drawing: Drawing,
    week: Sequence[date],
    by_day: dict[date, list[Chip]],
    lasting: Sequence[tuple[date, date, Strip]],
    quiet: Sequence[tuple[date, date, Strip]],
) -> Week:
    rows, left = grid.rows_of_bars(lasting, week, ROWS_ON_PAPER)
    printed = rows[ROWS_OF_BARS:]
    # sensitive periods lie nearest to the days, and take no room from what is planned
    bands, _ = grid.rows_of_bars(quiet, week)
    return Week(
        number=grid.week_number(week),
        days=[_day(drawing, on, by_day.get(on, [])) for on in week],
        bars=[*bands, *rows[:ROWS_OF_BARS]],
        printed=printed,
        more=left + sum(piece.what is not None for row in printed for piece in row),
        is_first=week == drawing.asked.weeks[0],
        is_all=not left,
        address=drawing.asked.address(View.AGENDA, week[0]),
    )


def _day(drawing: Drawing, on: date, chips: Sequence[Chip]) -> Day:
    is_today = on == drawing.asked.today
    looks = {
        "is-today": is_today,
        "is-rest": on.weekday() >= 5 or on in drawing.days_off,
        "is-outside": on.month != drawing.asked.on.month,
    }
    # a fourth takes no more room than the word that stands for it
    most = CHIPS if len(chips) > CHIPS + 1 else len(chips)
    return Day(
        on=on,
        number=on.day,
        address=drawing.asked.address(View.AGENDA, on),
        name=dates.format_day(on, drawing.language, drawing.era, style="full"),
        notes=drawing.notes.get(on, ()),
        css=" ".join(["day", *(look for look, holds in looks.items() if holds)]),
        is_today=is_today,
        chips=chips,
        most=most,
        more=len(chips) - most,
    )
