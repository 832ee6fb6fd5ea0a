"""A day as half-hours, and what overlaps in it side by side in lanes: no database, no words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar

SLOT_MINUTES = 30
SLOTS = 24 * 60 // SLOT_MINUTES
USUAL = (8 * 60 // SLOT_MINUTES, 18 * 60 // SLOT_MINUTES)
"""The hours that are shown even of an empty week: from 8:00 to 18:00."""
MOST_LANES = 4

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Held(Generic[T]):
    """The slots from `first` up to, not including, `last` of one day, and what holds them."""

    first: int
    last: int
    what: T


@dataclass(frozen=True, slots=True)
class Cell(Generic[T]):
    """A cell of the table of a week: so many lanes wide and slots high; without `what` it is free."""

    lanes: int
    slots: int = 1
    what: T | None = None


def slots_on(start: datetime, end: datetime, on: date) -> tuple[int, int] | None:
    """The slots of a day that lie between two instants on one clock (aware, in the zone of the reader).

    By what the clock on the wall shows: where it is put back, what then ends before it began still holds one slot.
    None where it does not touch the day. What ends at midnight does not touch the new day.
    """
    if not start.date() <= on <= end.date() or (
        end.date() == on and start.date() < on and _minutes(end) == 0
    ):
        return None
    first = _minutes(start) // SLOT_MINUTES if start.date() == on else 0
    last = -(-_minutes(end) // SLOT_MINUTES) if end.date() == on else SLOTS
    return first, min(max(last, first + 1), SLOTS)


def _minutes(at: datetime) -> int:
    return at.hour * 60 + at.minute


def lanes_of(held: Iterable[Held[T]], most: int = MOST_LANES) -> tuple[list[list[Held[T]]], list[T]]:
    """What a day holds in as few lanes as go, the earliest and longest first, and what found no room."""
    lanes: list[list[Held[T]]] = []
    left: list[T] = []
    for one in sorted(held, key=lambda one: (one.first, -one.last)):
        lane = next((lane for lane in lanes if lane[-1].last <= one.first), None)
        if lane is not None:
            lane.append(one)
        elif len(lanes) < most:
            lanes.append([one])
        else:
            left.append(one.what)
    return lanes, left


def shown_slots(days: Iterable[Iterable[Held[T]]]) -> tuple[int, int]:
    """The first slot shown and the one behind the last: whole hours around all that is held, and the usual ones."""
    held = [one for day in days for one in day]
    first = min([USUAL[0], *(one.first for one in held)])
    last = max([USUAL[1], *(one.last for one in held)])
    an_hour = 60 // SLOT_MINUTES
    return first // an_hour * an_hour, -(-last // an_hour) * an_hour


def cells_at(lanes: Sequence[Sequence[Held[T]]], slot: int, last: int) -> Iterator[Cell[T]]:
    """The cells that begin at a slot in one day's lanes, for a table that ends before `last`; free lanes together."""
    free = 0
    for lane in lanes or ((),):
        here = next((one for one in lane if one.first <= slot < one.last), None)
        if here is None:
            free += 1
            continue
        if free:
            yield Cell(free)
            free = 0
        if here.first == slot:
            yield Cell(1, min(here.last, last) - slot, here.what)
    if free:
        yield Cell(free)


def clock_of(slot: int) -> timedelta:
    """How long after midnight a slot begins, by the clock on the wall."""
    return timedelta(minutes=slot * SLOT_MINUTES)
