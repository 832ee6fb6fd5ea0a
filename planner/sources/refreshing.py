"""Fetching layers anew: when a worker's time for each has come, or when somebody asks."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.orm import Session

from planner import clock, text
from planner.errors import NotFound, Refusal
from planner.events import recurrence
from planner.events.recurrence import Series
from planner.events.timing import AllDay, Timed, Timing
from planner.jobs.runner import Handler, Tell
from planner.sources import fetching, read, understand
from planner.sources.fetching import Fetched, Known
from planner.sources.items import Item
from planner.sources.layers import CalendarLayer, LayerEvent
from planner.sources.understand import Understood

log = logging.getLogger("planner.layers")

REFRESH = "layers.refresh"
EVERY, AFTER_FAILURE = timedelta(hours=1), timedelta(hours=3)
AT_ONCE = 3
"""So many are fetched one after the other before other work gets its turn: a minute, where none of them answers."""
_CHUNK = 500

Fetch = Callable[[str, Known], Fetched]


def handlers(fetch: Fetch = fetching.fetch) -> dict[str, Handler]:
    """The work on layers by its name."""

    def refresh(session: Session, payload: Mapping[str, Any], _tell: Tell) -> Mapping[str, Any]:
        layer = session.get(CalendarLayer, payload["layer_id"])
        if layer is None:
            raise NotFound
        address, known = layer.address, Known(layer.etag, layer.last_modified)
        session.rollback()
        came = _fetched(fetch, address, known)
        found = session.get(CalendarLayer, payload["layer_id"])
        if found is not None and found.address == address:
            note(session, found, came)
        return {}

    return {REFRESH: refresh}


def refresh_due(engine: Engine, fetch: Fetch = fetching.fetch) -> int:
    """Fetch those whose time has come, each in a transaction of its own; how many those were.

    Each is put off before it is fetched, so that no two workers fetch it at once, and none is tried over and over.
    """
    count = 0
    while count < AT_ONCE:
        with Session(engine) as session, session.begin():
            layer = _claimed(session)
            if layer is None:
                return count
            layer_id, address, known = layer.id, layer.address, Known(layer.etag, layer.last_modified)
        came = _fetched(fetch, address, known)
        with Session(engine) as session, session.begin():
            found = session.get(CalendarLayer, layer_id)
            if found is not None and found.address == address:
                note(session, found, came)
        count += 1
    return count


def note(session: Session, layer: CalendarLayer, came: Fetched | Refusal) -> None:
    """Keep what came, or why nothing came; then what there was before stays."""
    now = clock.now()
    values: dict[str, Any] = {"tried_at": now, "due_at": now + EVERY}
    try:
        if isinstance(came, Refusal):
            raise came
        values |= _taken(session, layer, came)
        values |= {"worked_at": now, "failure": None, "failure_values": {}}
    except Refusal as no:
        said = {key: _plain(value) for key, value in no.values.items()}
        values |= {"failure": str(no.message), "failure_values": said, "due_at": now + AFTER_FAILURE}
        log.info("layer %s could not be read", layer.id)
    # past the mapper: fetching is no change that somebody's open form must know of
    table = CalendarLayer.__table__
    session.execute(update(table).where(table.c.id == layer.id).values(**values))  # type: ignore[arg-type] # a table
    session.expire(layer)


def _claimed(session: Session) -> CalendarLayer | None:
    now = clock.now()
    found = session.scalars(
        select(CalendarLayer)
        .where(CalendarLayer.due_at <= now, CalendarLayer.removed_at.is_(None))
        .order_by(CalendarLayer.due_at, CalendarLayer.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).one_or_none()
    if found is not None:
        table = CalendarLayer.__table__
        put_off = update(table).where(table.c.id == found.id)  # type: ignore[arg-type] # a table
        session.execute(put_off.values(due_at=now + EVERY))
    return found


def _fetched(fetch: Fetch, address: str, known: Known) -> Fetched | Refusal:
    try:
        return fetch(address, known)
    except Refusal as no:
        return no


def _taken(session: Session, layer: CalendarLayer, came: Fetched) -> dict[str, Any]:
    """Put what came in the place of what there was."""
    if came.content is None:
        return {}
    digest = sha256(came.content).hexdigest()
    known = {"etag": came.known.etag, "last_modified": came.known.last_modified, "digest": digest}
    if digest == layer.digest:
        return known
    found = understand.understood(read.read(came.content), layer.timezone)
    rows = list(_rows(layer.id, found))
    session.execute(delete(LayerEvent).where(LayerEvent.layer_id == layer.id))
    for start in range(0, len(rows), _CHUNK):
        session.execute(insert(LayerEvent), rows[start : start + _CHUNK])
    return {**known, "event_count": len(found.items), "refused_count": len(found.refused)}


def _rows(layer_id: int, found: Understood) -> Iterator[dict[str, Any]]:
    for item in found.items:
        if not item.is_cancelled:
            yield from _of_item(layer_id, item)


def _of_item(layer_id: int, item: Item) -> Iterable[dict[str, Any]]:
    """A series without the occurrences that differ, and those by themselves."""
    excluded = item.series.excluded | set(item.series.overrides)
    bare = Series(item.series.timing, item.series.rule, frozenset(excluded))
    if bare.rule is None or recurrence.first_occurrence(bare) is not None:
        yield _row(layer_id, item.label, bare, item.zone)
    for on, one in item.series.overrides.items():
        if not one.is_cancelled:
            words = item.own_words.get(on, {})
            title = words.get("title_th") or words.get("title_en") or item.label
            yield _row(layer_id, title, Series(item.series.timing_of(on)), item.zone)


def _row(layer_id: int, title: str, series: Series, zone: str) -> dict[str, Any]:
    timing: Timing = series.timing
    spans_from, spans_until = recurrence.bounds(series)
    return {
        "layer_id": layer_id,
        "title": text.shortened(title, 200),
        "starts_at": timing.starts_at if isinstance(timing, Timed) else None,
        "ends_at": timing.ends_at if isinstance(timing, Timed) else None,
        "timezone": timing.zone if isinstance(timing, Timed) else zone,
        "all_day_start": timing.first_on if isinstance(timing, AllDay) else None,
        "all_day_end": timing.last_on if isinstance(timing, AllDay) else None,
        "recurrence": series.rule.text() if series.rule else None,
        "excluded": [day.isoformat() for day in sorted(series.excluded)] if series.rule else [],
        "spans_from": spans_from,
        "spans_until": spans_until,
    }


def _plain(value: Any) -> Any:
    return value if isinstance(value, (str, int, float)) else str(value)
