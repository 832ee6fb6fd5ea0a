"""The days of a campaign in one line: its own bounds, its events, what is due, and the holidays between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from planner.briefs.content import Brief, InternalBrief, Word
from planner.briefs.writer import day_of, last_day_of
from planner.i18n import Text, mark


class Sort(StrEnum):
    """What a day on the line is."""

    BOUND = "bound"
    EVENT = "event"
    DUE = "due"
    HOLIDAY = "holiday"


SORT_NAMES: dict[Sort, Word] = {
    Sort.BOUND: mark("Campaign"),
    Sort.EVENT: mark("Event"),
    Sort.DUE: mark("Objective due"),
    Sort.HOLIDAY: mark("Holiday"),
}


STARTS = mark("The campaign starts")
ENDS = mark("The campaign ends")


@dataclass(frozen=True, slots=True)
class Entry:
    """A day, or days, on the line: named by its content (`text`) or, for the campaign's own bounds, by a word."""

    sort: Sort
    starts_on: date
    ends_on: date
    text: Text | None = None
    word: Word | None = None
    is_cancelled: bool = False


def entries(brief: Brief) -> tuple[Entry, ...]:
    """Everything with a day, first things first."""
    found = [*_bounds(brief), *_events(brief), *_due(brief), *_holidays(brief)]
    order = list(Sort)
    return tuple(sorted(found, key=lambda entry: (entry.starts_on, order.index(entry.sort), entry.ends_on)))


def by_month(found: tuple[Entry, ...]) -> list[tuple[date, list[Entry]]]:
    """Entries under the first day of the month they start in."""
    return [
        (month, list(group))
        for month, group in groupby(found, key=lambda entry: entry.starts_on.replace(day=1))
    ]


def _bounds(brief: Brief) -> Iterator[Entry]:
    yield Entry(Sort.BOUND, brief.starts_on, brief.starts_on, word=STARTS)
    yield Entry(Sort.BOUND, brief.ends_on, brief.ends_on, word=ENDS)


def _events(brief: Brief) -> Iterator[Entry]:
    for event in brief.events:
        first, last = day_of(event.when, brief.reader), last_day_of(event.when, brief.reader)
        if first is not None and last is not None:
            yield Entry(Sort.EVENT, first, last, text=event.title, is_cancelled=event.is_cancelled)


def _due(brief: Brief) -> Iterator[Entry]:
    if isinstance(brief, InternalBrief):
        for target in brief.targets:
            yield Entry(Sort.DUE, target.due_on, target.due_on, text=target.statement)


def _holidays(brief: Brief) -> Iterator[Entry]:
    for day_off in brief.days_off:
        yield Entry(Sort.HOLIDAY, day_off.on, day_off.on, text=day_off.name)
