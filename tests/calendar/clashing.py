"""Occurrences to let clash: an hour on a Tuesday morning in Bangkok unless a test says otherwise."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from planner.calendar.clashes import Slot
from planner.events.timing import AllDay, timed

TUESDAY = date(2026, 11, 24)
BANGKOK = "Asia/Bangkok"


def hours(start: str, end: str, on: date = TUESDAY, until: date | None = None, zone: str = BANGKOK) -> Any:
    """From one time of day to another, by the clocks of a zone."""
    return timed(
        datetime.combine(on, time.fromisoformat(start)),
        datetime.combine(until or on, time.fromisoformat(end)),
        zone,
    )


def days(first: date, last: date | None = None) -> AllDay:
    """Whole days."""
    return AllDay(first, last or first)


def at(on: date, hour: int = 0) -> datetime:
    """An instant, by its hour in UTC."""
    return datetime.combine(on, time(hour), UTC)


def slot(event_id: int | None = 1, **values: Any) -> Slot:
    """An occurrence of a communal event of campaign 1, with nobody and nowhere."""
    given: dict[str, Any] = {
        "timing": hours("09:00", "10:00"),
        "zone": BANGKOK,
        "campaign_id": 1,
        "team_id": 1,
    }
    for key in ("persons", "speakers", "publics", "venues", "holders"):
        if key in values:
            values[key] = frozenset(values[key])
    if values.get("speakers"):
        values["persons"] = values.get("persons", frozenset()) | values["speakers"]
    return Slot(event_id=event_id, **{**given, **values})
