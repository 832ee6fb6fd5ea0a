"""Moments as short texts: what the clocks on the wall show, and instants."""

from __future__ import annotations

from datetime import UTC, datetime

BANGKOK = "Asia/Bangkok"
LONDON = "Europe/London"
NEW_YORK = "America/New_York"
SYDNEY = "Australia/Sydney"
AUCKLAND = "Pacific/Auckland"


def wall(text: str) -> datetime:
    """A naive wall time, as `2026-12-10 09:30`."""
    return datetime.fromisoformat(text)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
