"""What the address of the first form brings along from where somebody began to write an event."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any

from flask import request

from planner import dates, text
from planner.dates import TimeError, ZoneError
from planner.events.when import When
from planner.events.words import EventType
from planner.web.days import iso_day

LONGEST = 300


def given() -> dict[str, Any]:
    """The controls' values; what cannot be understood is as if it were not there."""
    found = {key: read(value) for key, read in _READERS.items() if (value := request.args.get(key, ""))}
    held = {key: value for key, value in found.items() if value is not None}
    if "start_on" in held:
        # an end of its own comes along or there is none
        held = {"end_on": None, **held}
    return held


def address_values(when: When | None, type: EventType | None = None, **words: str | None) -> dict[str, str]:
    """The same as the values of an address."""
    held = {**words, "type": type.value if type else None}
    if when is not None:
        held |= {
            "start_on": when.start_on.isoformat(),
            "end_on": None if when.last_on == when.start_on else when.last_on.isoformat(),
            "start_time": None if when.start_time is None else f"{when.start_time:%H:%M}",
            "end_time": None if when.end_time is None else f"{when.end_time:%H:%M}",
            "timezone": when.timezone,
            "all_day": "1" if when.is_all_day else None,
        }
    return {key: value for key, value in held.items() if value}


def _line(typed: str) -> str | None:
    return text.clean(typed[: LONGEST * 4])[:LONGEST] or None


def _time(typed: str) -> time | None:
    try:
        return dates.parse_time(typed)
    except TimeError:
        return None


def _zone(typed: str) -> str | None:
    try:
        return dates.zone(typed).key
    except ZoneError:
        return None


def _type(typed: str) -> EventType | None:
    return EventType(typed) if typed in set(EventType) else None


_READERS: dict[str, Callable[[str], Any]] = {
    "title_th": _line,
    "title_en": _line,
    "venue_th": _line,
    "venue_en": _line,
    "start_on": iso_day,
    "end_on": iso_day,
    "start_time": _time,
    "end_time": _time,
    "timezone": _zone,
    "all_day": lambda typed: typed == "1" or None,
    "type": _type,
}
