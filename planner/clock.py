"""The only asker of the time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This instant, aware, in UTC, to the second.

    Whole seconds, because iCalendar (RFC 5545 §3.3.5) and HTTP dates carry no more: an instant that was
    stored compares equal to the one that was printed.
    """
    return datetime.now(UTC).replace(microsecond=0)


def today(zone: str = "Asia/Bangkok") -> date:
    """The calendar day it is now in an IANA zone."""
    return now().astimezone(ZoneInfo(zone)).date()
