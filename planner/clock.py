"""The only asker of the time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_told: ContextVar[datetime | None] = ContextVar("told", default=None)


def now() -> datetime:
    """This instant, aware, in UTC, to the second.

    Whole seconds, because iCalendar (RFC 5545 §3.3.5) and HTTP dates carry no more: an instant that was
    stored compares equal to the one that was printed.
    """
    return _told.get() or datetime.now(UTC).replace(microsecond=0)


def today(zone: str = "Asia/Bangkok") -> date:
    """The calendar day it is now in an IANA zone."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def told_at(moment: datetime) -> Iterator[None]:
    """Within it, it is this past instant (aware, UTC): how the living example writes down what was done then."""
    mark = _told.set(moment.replace(microsecond=0))
    try:
        yield
    finally:
        _told.reset(mark)
