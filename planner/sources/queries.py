"""What of other people's calendars lies in a window, for whoever looks: to be shown beside our own events.

Never part of a feed, a brief or an export: what others plan is theirs to tell.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.events import recurrence, stored
from planner.events.timing import Timing, Window
from planner.sources.layering import seen_by
from planner.sources.layers import CalendarLayer, LayerEvent

MOST = 2_000
"""Occurrences in one window: more would cover everything that is our own."""


class Laid(NamedTuple):
    """One occurrence of somebody else's event: nothing but its title, its time, and whose calendar it is from."""

    title: str
    timing: Timing
    source: str
    layer_id: int


def layers(session: Session, window: Window, actor: User) -> list[Laid]:
    """What the actor's layers and those of their teams hold in a window, in order of time. One statement."""
    asked = (
        select(LayerEvent, CalendarLayer.name)
        .join(CalendarLayer, CalendarLayer.id == LayerEvent.layer_id)
        .where(
            seen_by(actor),
            CalendarLayer.removed_at.is_(None),
            LayerEvent.spans_from < window.until,
            or_(LayerEvent.spans_until.is_(None), LayerEvent.spans_until > window.since),
        )
        .order_by(LayerEvent.spans_from, LayerEvent.id)
    )
    found: list[Laid] = []
    for row, source in session.execute(asked):
        found.extend(_in(row, source, window))
        if len(found) >= MOST:
            break
    return sorted(found[:MOST], key=lambda one: (one.timing.sort_key(window.zone), one.title))


def _in(row: LayerEvent, source: str, window: Window) -> Iterator[Laid]:
    timing: Any = stored.timing_or_none(row, row.timezone)
    excluded = (date.fromisoformat(day) for day in row.excluded)
    series = stored.series(timing, row.recurrence, excluded, (), row.timezone)
    for each in recurrence.occurrences(series, window):
        yield Laid(row.title, each.timing, source, row.layer_id)
