"""A week as the template shows it: hours down, days across, what overlaps side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from planner import dates
from planner.calendar import hours
from planner.calendar.entries import Bar
from planner.calendar.grid import Piece, rows_of_bars
from planner.calendar.hours import SLOT_MINUTES, Held
from planner.calendar.looking import View
from planner.calendar.offers import Offer
from planner.sources.queries import Laid
from planner.web.calendar.shown import Drawing, Note, Placed, Strip

DAY = timedelta(days=1)
AN_HOUR = 60 // SLOT_MINUTES


@dataclass(frozen=True)
class Head:
    """A day's heading, and how many lanes its hours have."""

    on: date
    number: int
    weekday: str
    name: str
    address: str
    notes: Sequence[Note]
    css: str
    is_today: bool
    is_rest: bool
    lanes: int
    more: int
    """How many found no room beside the others."""


class Shown(NamedTuple):
    """A cell of the hours; without a title it is free. Templates take it apart."""

    css: str
    lanes: int
    slots: int
    address: str
    at: str
    title: str
    lang: str
    said: str
    move: str
    place: str
    place_lang: str


@dataclass(frozen=True)
class Row:
    """Half an hour. `clock` stands at whole hours alone; `at` as programs write it."""

    at: str
    clock: str
    cells: Sequence[Shown]


@dataclass(frozen=True)
class Week:
    """What lasts above, each piece with the columns it takes, and the hours beneath."""

    heads: Sequence[Head]
    bars: Sequence[Sequence[tuple[int, Piece[Strip]]]]
    rows: Sequence[Row]


def drawn(drawing: Drawing, placed: Iterable[Placed], bars: Sequence[Bar], offers: Sequence[Offer]) -> Week:
    """The week that is asked for."""
    days = drawing.asked.week
    held: list[list[Held[Placed]]] = [[] for _ in days]
    lasting: list[tuple[date, date, Strip]] = []
    for one in placed:
        if one.start is None or one.end is None or one.end - one.start >= DAY:
            lasting.append((one.first_on, one.last_on, drawing.strip(one)))
            continue
        for place, on in enumerate(days):
            if (slots := hours.slots_on(one.start, one.end, on)) is not None:
                held[place].append(Held(*slots, one))
    lasting += [(offer.start_on, offer.end_on, drawing.promotion(offer)) for offer in offers]
    lasting += [(bar.start_on, bar.end_on, drawing.campaign(bar)) for bar in bars]
    packed = [hours.lanes_of(day) for day in held]
    heads = [
        _head(drawing, on, len(lanes), len(left)) for on, (lanes, left) in zip(days, packed, strict=True)
    ]
    quiet = [(stretch.start_on, stretch.end_on, strip) for stretch, strip in drawing.quiet_strips()]
    rows = [*rows_of_bars(quiet, days)[0], *rows_of_bars(lasting, days)[0]]
    widths = [head.lanes for head in heads]
    return Week(
        heads=heads,
        bars=[_wide(row, widths) for row in rows],
        rows=_rows(drawing, heads, [lanes for lanes, _ in packed]),
    )


def _head(drawing: Drawing, on: date, lanes: int, more: int) -> Head:
    is_today = on == drawing.asked.today
    is_rest = on.weekday() >= 5 or on in drawing.days_off
    looks = {"is-today": is_today, "is-rest": is_rest}
    return Head(
        on=on,
        number=on.day,
        weekday=dates.weekday_name(on.weekday(), drawing.language, "abbreviated"),
        name=dates.format_day(on, drawing.language, drawing.era, style="full"),
        address=drawing.asked.address(View.AGENDA, on),
        notes=drawing.notes.get(on, ()),
        css=" ".join(["day-column", *(look for look, holds in looks.items() if holds)]),
        is_today=is_today,
        is_rest=is_rest,
        lanes=max(lanes, 1),
        more=more,
    )


def _wide(row: Sequence[Piece[Strip]], widths: Sequence[int]) -> list[tuple[int, Piece[Strip]]]:
    """Each piece with its columns: a day has as many as its hours have lanes."""
    found, day = [], 0
    for piece in row:
        found.append((sum(widths[day : day + piece.days]), piece))
        day += piece.days
    return found


def _rows(
    drawing: Drawing, heads: Sequence[Head], lanes: Sequence[Sequence[Sequence[Held[Placed]]]]
) -> list[Row]:
    first, last = hours.shown_slots(lane for day in lanes for lane in day)
    rows = []
    for slot in range(first, last):
        at = slot * SLOT_MINUTES
        cells = [
            _free(head, cell.lanes) if cell.what is None else _held(drawing, cell.what, cell.slots, head.on)
            for head, day in zip(heads, lanes, strict=True)
            for cell in hours.cells_at(day, slot, last)
        ]
        clock = f"{at // 60:02}{drawing.colon}00" if slot % AN_HOUR == 0 else ""
        rows.append(Row(f"{at // 60:02}:{at % 60:02}", clock, cells))
    return rows


def _free(head: Head, lanes: int) -> Shown:
    return Shown("is-rest" if head.is_rest else "", lanes, 1, "", "", "", "", "", "", "", "")


def _held(drawing: Drawing, one: Placed, slots: int, on: date) -> Shown:
    entry = one.entry
    css = f"held {drawing.looks(entry)}"
    if one.start is not None and one.start.date() < on:
        css = f"{css} is-continued"
    at = "" if one.start is None or one.end is None else drawing.hours(one.start, one.end)
    said = (drawing.said(entry), drawing.movable(entry))
    place = ("", "") if isinstance(entry, Laid) else drawing.words(entry.venue_th, entry.venue_en)
    return Shown(css, 1, slots, one.address, at, one.title, one.lang, *said, *place)
