"""Days that come back every year: no database, no words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date


def in_year(on: date, year: int) -> date:
    """The same day of another year; 29 February is the 28th in years that have none."""
    try:
        return on.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def times(start: date, end: date, first: date, last: date, *, recurs: bool) -> Iterator[tuple[date, date]]:
    """The stretches of days that touch `first` to `last`, all days included.

    What recurs does so from its own first year on, and may run over New Year.
    """
    span = end.year - start.year
    years = range(max(start.year, first.year - span), last.year + 1) if recurs else (start.year,)
    for year in years:
        if year + span > date.max.year:
            return
        begins, ends = in_year(start, year), in_year(end, year + span)
        if begins <= last and ends >= first:
            yield begins, ends


def is_shorter_than_a_year(start: date, end: date) -> bool:
    """Whether days that come back every year leave a gap between two times."""
    return start.year < date.max.year and end < in_year(start, start.year + 1)
