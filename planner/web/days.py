"""Days in addresses: as programs write them and people share them."""

from __future__ import annotations

from datetime import date


def iso_day(text: str | None) -> date | None:
    """ISO 8601 as `2026-11-24` and nothing else: Python also reads weeks and undivided digits."""
    try:
        day = date.fromisoformat(text or "")
    except ValueError:
        return None
    return day if day.isoformat() == text else None
