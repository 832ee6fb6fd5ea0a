"""The days of a campaign in one line: its own bounds, its events, what is due, and the holidays between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from planner import charts
from planner.briefs.content import Brief
from planner.briefs.inside import InternalBrief, PlannedEvent
from planner.briefs.shapes import Word
from planner.briefs.writer import Writer, day_of, last_day_of
from planner.i18n import Text, mark


class Sort(StrEnum):
    """What a day on the line is."""

    BOUND = "bound"
    EVENT = "event"
    DUE = "due"
    HOLIDAY = "holiday"
    UNCONFIRMED = "unconfirmed"
    SENSITIVE = "sensitive"


SORT_NAMES: dict[Sort, Word] = {
    Sort.BOUND: mark("Campaign"),
    Sort.EVENT: mark("Event"),
    Sort.DUE: mark("Objective due"),
    Sort.HOLIDAY: mark("Holiday"),
    Sort.UNCONFIRMED: mark("Holiday, not confirmed yet"),
    Sort.SENSITIVE: mark("Sensitive period"),
}


DAYS_OFF = frozenset({Sort.HOLIDAY, Sort.UNCONFIRMED})

STRIP_TITLE = mark("Timeline of the campaign")
STRIP_TOLD = mark("%(days)s, %(events)s events. The same days stand in the list below.")

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
    is_milestone: bool = False


def entries(brief: Brief) -> tuple[Entry, ...]:
    """Everything with a day, first things first."""
    found = [*_bounds(brief), *_events(brief), *_due(brief), *_holidays(brief), *_quiet(brief)]
    order = list(Sort)
    return tuple(sorted(found, key=lambda entry: (entry.starts_on, order.index(entry.sort), entry.ends_on)))


def by_month(found: tuple[Entry, ...]) -> list[tuple[date, list[Entry]]]:
    """Entries under the first day of the month they start in."""
    return [
        (month, list(group))
        for month, group in groupby(found, key=lambda entry: entry.starts_on.replace(day=1))
    ]


def strip(found: tuple[Entry, ...], brief: Brief) -> charts.TimelineStrip:
    """The campaign's days as a drawing: its events as bars, its holidays behind them."""
    write = Writer(brief.reader)
    shown = [entry for entry in found if entry.sort is Sort.EVENT and entry.text]
    return charts.timeline_strip(
        brief.starts_on,
        brief.ends_on,
        [
            *(_bar(entry, _kind(brief)) for entry in shown),
            *(_bar(entry, charts.BarKind.SENSITIVE) for entry in found if entry.sort is Sort.SENSITIVE),
        ],
        charts.Caption(
            key="strip",
            title=write.word(STRIP_TITLE),
            description=write.word(
                STRIP_TOLD, days=write.days(brief.starts_on, brief.ends_on), events=write.number(len(shown))
            ),
        ),
        ticks=_ticks(brief, write),
        days_off=[
            charts.Marker(entry.starts_on, str(entry.text)) for entry in found if entry.sort in DAYS_OFF
        ],
    )


def _bar(entry: Entry, kind: charts.BarKind) -> charts.Bar:
    text = entry.text
    return charts.Bar(
        entry.starts_on,
        entry.ends_on,
        text.text if text else "",
        kind,
        lang=text.lang if text else None,
        is_cancelled=entry.is_cancelled,
    )


def _kind(brief: Brief) -> charts.BarKind:
    """The kind's colour and edge, on internal copies only."""
    if not isinstance(brief, InternalBrief):
        return charts.BarKind.PLAIN
    return charts.BarKind.COMMUNAL if brief.cover.is_communal else charts.BarKind.EXCHANGE


def _ticks(brief: Brief, write: Writer) -> list[charts.Tick]:
    """Months are named, with their year where it begins; weeks by their Monday."""
    ticks = []
    years: set[int] = set()
    for day in charts.tick_days(brief.starts_on, brief.ends_on):
        if day.day != 1:
            text = write.day(day, "short")
        elif day.year in years:
            text = write.month_name(day)
        else:
            text = f"{write.month_name(day)} {write.year(day)}"
        years.add(day.year)
        ticks.append(charts.Tick(day, text))
    return ticks


def _bounds(brief: Brief) -> Iterator[Entry]:
    yield Entry(Sort.BOUND, brief.starts_on, brief.starts_on, word=STARTS)
    yield Entry(Sort.BOUND, brief.ends_on, brief.ends_on, word=ENDS)


def _events(brief: Brief) -> Iterator[Entry]:
    for event in brief.events:
        first, last = day_of(event.when, brief.reader), last_day_of(event.when, brief.reader)
        if first is not None and last is not None:
            yield Entry(
                Sort.EVENT,
                first,
                last,
                text=event.title,
                is_cancelled=event.is_cancelled,
                is_milestone=isinstance(event, PlannedEvent) and event.is_milestone,
            )


def _due(brief: Brief) -> Iterator[Entry]:
    if isinstance(brief, InternalBrief):
        for target in brief.targets:
            yield Entry(Sort.DUE, target.due_on, target.due_on, text=target.statement)


def _holidays(brief: Brief) -> Iterator[Entry]:
    for day_off in brief.days_off:
        sort = Sort.HOLIDAY if day_off.is_confirmed else Sort.UNCONFIRMED
        yield Entry(sort, day_off.on, day_off.on, text=day_off.name)


def _quiet(brief: Brief) -> Iterator[Entry]:
    for one in brief.quiet_days if isinstance(brief, InternalBrief) else ():
        yield Entry(Sort.SENSITIVE, one.starts_on, one.ends_on, text=one.name)
