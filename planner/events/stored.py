"""Between an event as its columns and the series they mean. The one place that writes times, rules and spans."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Protocol

from planner.events import recurrence
from planner.events.models import Event, ExcludedDate, Override
from planner.events.recurrence import Series
from planner.events.recurrence_rule import Rule
from planner.events.timing import AllDay, Timed, Timing
from planner.events.words import EventStatus

CONTENT = (
    "title_th",
    "title_en",
    "public_text_th",
    "public_text_en",
    "venue_th",
    "venue_en",
    "status",
    "status_reason",
)


class Dated(Protocol):
    """The four columns of a time, of a record or a row; an override's may all be empty."""

    @property
    def starts_at(self) -> datetime | None: ...
    @property
    def ends_at(self) -> datetime | None: ...
    @property
    def all_day_start(self) -> date | None: ...
    @property
    def all_day_end(self) -> date | None: ...


def timing_or_none(row: Dated, zone: str) -> Timing | None:
    """The time that four columns mean; None where they are empty, as an override's may be."""
    if row.starts_at is not None and row.ends_at is not None:
        return Timed(row.starts_at, row.ends_at, zone)
    if row.all_day_start is not None and row.all_day_end is not None:
        return AllDay(row.all_day_start, row.all_day_end)
    return None


def timing_of(event: Event) -> Timing:
    """When an event is; of a series, its first occurrence."""
    timing = timing_or_none(event, event.timezone)
    if timing is None:  # the table refuses such a row
        raise ValueError("an event has a time")
    return timing


def series_of(event: Event) -> Series:
    """An event in all its occurrences; needs `exclusions` and `overrides` loaded."""
    return series(
        timing_of(event),
        event.recurrence,
        (excluded.on for excluded in event.exclusions),
        event.overrides,
        event.timezone,
    )


def series(
    timing: Timing, rule: str | None, excluded: Iterable[date], overrides: Iterable[Any], zone: str
) -> Series:
    """The same from rows: `rule` as stored, `overrides` with the columns of `Override`."""
    return Series(
        timing,
        Rule.parse(rule) if rule else None,
        frozenset(excluded),
        {
            row.on: recurrence.Override(
                timing_or_none(row, zone), is_cancelled=row.status == EventStatus.CANCELLED
            )
            for row in overrides
        },
    )


def write_timing(row: Event | Override, timing: Timing | None) -> None:
    """Put a time into the four columns."""
    row.starts_at = timing.starts_at if isinstance(timing, Timed) else None
    row.ends_at = timing.ends_at if isinstance(timing, Timed) else None
    row.all_day_start = timing.first_on if isinstance(timing, AllDay) else None
    row.all_day_end = timing.last_on if isinstance(timing, AllDay) else None
    if isinstance(timing, Timed) and isinstance(row, Event):
        row.timezone = timing.zone


def write_series(event: Event, series: Series, was: Series | None = None) -> None:
    """Put a checked series into an event and its parts, and the span it covers beside them.

    What the series no longer names is removed, and what says nothing. Overrides keep what else they say: `was`
    is the series before, if this one may go by other days; the n-th override of one is the n-th of the other.
    """
    write_timing(event, series.timing)
    event.recurrence = series.rule.text() if series.rule else None
    excluded = {row.on: row for row in event.exclusions}
    event.exclusions = [excluded.get(on) or ExcludedDate(on=on) for on in sorted(series.excluded)]
    rows = {row.on: row for row in event.overrides}
    # days are renamed by carrying content from row to row: two rows may never go by one day, not even in passing
    said = {row.on: content_of(row) for row in event.overrides}
    days = sorted(series.overrides)
    before = dict(zip(days, sorted((was or series).overrides), strict=False))
    event.overrides = [
        _written(rows.get(on) or Override(on=on), series.overrides[on].timing, said.get(before[on], {}))
        for on in days
        if series.overrides[on].timing or any(said.get(before[on], {}).values())
    ]
    event.spans_from, event.spans_until = recurrence.bounds(series)


def content_of(row: Override) -> dict[str, Any]:
    """What an override says besides its time."""
    return {key: getattr(row, key) for key in CONTENT}


def _written(row: Override, timing: Timing | None, said: dict[str, Any]) -> Override:
    write_timing(row, timing)
    for key, value in said.items():
        setattr(row, key, value)
    return row
