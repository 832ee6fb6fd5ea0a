"""Days in addresses, as programs write them and people share them; and in fields, as they are typed."""

from __future__ import annotations

from datetime import date

from planner.dates import Era
from planner.web import language


def written_day(day: date) -> str:
    """As it stands in a field: with the year of the reader's era."""
    year = day.year + 543 if language.era() != Era.CE else day.year
    return f"{day.day}/{day.month}/{year}"


def iso_day(text: str | None) -> date | None:
    """ISO 8601 as `2026-11-24` and nothing else: Python also reads weeks and undivided digits."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if day.isoformat() == text else None
