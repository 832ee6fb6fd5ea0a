"""The run sheet: what happens when, step by step, with the time between steps; overlaps are shown, not forbidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime, time
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import text
from planner.accounts.models import User
from planner.activity import log
from planner.errors import NotFound, Refusal, expect_version
from planner.events import access
from planner.events.models import Event, RunSheetItem
from planner.events.timing import Timed, Timing
from planner.events.words import ItemState
from planner.i18n import mark

DAY = 24 * 60

NO_STEP_TITLE = mark("Say what this step is.")
NO_LENGTH = mark("A step lasts from 0 minutes to a day.")
ITSELF = mark("A step cannot wait for itself, nor for one that waits for it.")
NOT_ITS_STEP = mark("Choose a step of this run sheet.")

_SEVERAL_LINES = {"what_happens", "cue", "contingency"}


@dataclass(frozen=True, kw_only=True)
class Item:
    """One step as it is to be: wall time in the event's zone, and how long it takes."""

    starts_at: time
    duration_minutes: int
    title: str
    what_happens: str | None = None
    responsible: str | None = None
    location: str | None = None
    cue: str | None = None
    depends_on_id: int | None = None
    contingency: str | None = None
    state: ItemState = ItemState.PLANNED
    programme_th: str | None = None
    programme_en: str | None = None
    speaker: str | None = None


@dataclass(frozen=True)
class Step:
    """A step in its place: minutes free before it, or minutes of it in which an earlier one still runs."""

    item: RunSheetItem
    ends_at: time
    buffer_minutes: int = 0
    overlap_minutes: int = 0
    depends_on: RunSheetItem | None = None
    starts_too_early: bool = False
    """It starts before what it depends on is over."""


class Part(StrEnum):
    """Which part of the day a step belongs to."""

    SET_UP = "set_up"
    EVENT = "event"
    STRIKE = "strike"


def part_of(item: RunSheetItem, timing: Timing) -> Part:
    """Set-up before the event starts, strike from its end on; whole days and longer events have the event alone."""
    if not isinstance(timing, Timed):
        return Part.EVENT
    turn = turn_of(timing)
    first, last = (_minute(at.time(), turn) for at in (timing.start_local, timing.end_local))
    is_longer = timing.end_local.date() != timing.on and not turn
    if is_longer:
        return Part.EVENT
    at = _minute(item.starts_at, turn)
    if at < first:
        return Part.SET_UP
    return Part.STRIKE if at >= last > first else Part.EVENT


def laid_out(items: Iterable[RunSheetItem], timing: Timing) -> list[Step]:
    """The steps in the order of the day, with what lies between them. What was dropped takes no time.

    An event that runs past midnight has steps of the next morning after those of the evening; which of the two
    a time belongs to is decided halfway between the event's end and its start.
    """
    turn = turn_of(timing)
    ordered = sorted(items, key=lambda item: (_minute(item.starts_at, turn), item.id or 0))
    by_id = {item.id: item for item in ordered}
    steps: list[Step] = []
    busy_until: int | None = None
    for item in ordered:
        start = _minute(item.starts_at, turn)
        end = start + item.duration_minutes
        takes_time = item.state != ItemState.DROPPED
        busy = busy_until if takes_time and busy_until is not None else start
        first = by_id.get(item.depends_on_id) if item.depends_on_id else None
        waits = first is not None and _minute(first.starts_at, turn) + first.duration_minutes > start
        steps.append(
            Step(
                item,
                ends_at=_clock(item, item.duration_minutes),
                buffer_minutes=max(start - busy, 0),
                overlap_minutes=max(min(busy, end) - start, 0),
                depends_on=first,
                starts_too_early=waits and takes_time,
            )
        )
        if takes_time:
            busy_until = end if busy_until is None else max(busy_until, end)
    return steps


def add(session: Session, event_id: int, data: Item, *, actor: User) -> RunSheetItem:
    """Add a step."""
    event = access.to_edit(session, event_id, actor=actor, version=None)
    item = RunSheetItem(event_id=event.id)
    _put(item, data, event)
    session.add(item)
    _record(session, "run_sheet_item.added", item, event, actor=actor)
    return item


def revise(
    session: Session, event_id: int, item_id: int, data: Item, *, actor: User, version: int | None = None
) -> RunSheetItem:
    """Change a step."""
    event = access.to_edit(session, event_id, actor=actor, version=None)
    item = one_of(event, item_id)
    expect_version(item.version, version)
    _put(item, data, event)
    if session.is_modified(item):
        _record(session, "run_sheet_item.revised", item, event, actor=actor)
    return item


def remove(session: Session, event_id: int, item_id: int, *, actor: User) -> None:
    """Remove a step; what waited for it waits for nothing."""
    event = access.to_edit(session, event_id, actor=actor, version=None)
    item = one_of(event, item_id)
    for other in event.run_sheet:
        if other.depends_on_id == item.id:
            other.depends_on_id = None
    session.flush()
    session.delete(item)
    _record(
        session, "run_sheet_item.removed", item, event, actor=actor, changes={"title": [item.title, None]}
    )


def stand(session: Session, event_id: int, item_id: int, state: ItemState, *, actor: User) -> RunSheetItem:
    """Say how far a step is. Where somebody has said the same already it stays as they said it.

    The step is held until the end of the transaction, so that two who say so at once are both heard.
    """
    event = access.to_edit(session, event_id, actor=actor, version=None)
    item = session.scalars(
        select(RunSheetItem)
        .where(RunSheetItem.id == item_id, RunSheetItem.event_id == event.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if item is None:
        raise NotFound
    if item.state != state:
        item.state = state
        _record(session, "run_sheet_item.revised", item, event, actor=actor)
    return item


def one_of(event: Event, item_id: int) -> RunSheetItem:
    """One of the event's steps."""
    for row in event.run_sheet:
        if row.id == item_id:
            return row
    raise NotFound


def _put(item: RunSheetItem, data: Item, event: Event) -> None:
    for field in fields(data):
        key, value = field.name, getattr(data, field.name)
        if isinstance(value, str) and not isinstance(value, StrEnum):
            value = text.clean(value, multiline=key in _SEVERAL_LINES) or None
        if getattr(item, key) != value:
            setattr(item, key, value)
    if not item.title:
        raise Refusal(NO_STEP_TITLE, field="title")
    if not 0 <= item.duration_minutes <= DAY:
        raise Refusal(NO_LENGTH, field="duration_minutes")
    _expect_no_circle(item, event)


def _expect_no_circle(item: RunSheetItem, event: Event) -> None:
    waits_for = {row.id: row.depends_on_id for row in event.run_sheet if row is not item}
    before = item.depends_on_id
    if before is not None and before not in {row.id for row in event.run_sheet}:
        raise Refusal(NOT_ITS_STEP, field="depends_on_id")
    while before is not None:
        if before == item.id:
            raise Refusal(ITSELF, field="depends_on_id")
        before = waits_for.get(before)


def turn_of(timing: Timing) -> int:
    """The minute of the day at which the run sheet's day begins: midnight, unless the event runs past it."""
    if not isinstance(timing, Timed):
        return 0
    start, end = timing.start_local, timing.end_local
    if (end.date() - start.date()).days != 1:
        return 0
    begins, ends = _since_midnight(start), _since_midnight(end)
    return (begins + ends) // 2 if ends < begins else 0


def _since_midnight(at: datetime | time) -> int:
    return at.hour * 60 + at.minute


def _minute(at: time, turn: int) -> int:
    return (_since_midnight(at) - turn) % DAY


def _clock(item: RunSheetItem, minutes: int) -> time:
    end = (_since_midnight(item.starts_at) + minutes) % DAY
    return time(end // 60, end % 60)


def _record(
    session: Session,
    verb: str,
    item: RunSheetItem,
    event: Event,
    *,
    actor: User,
    changes: dict[str, list[object]] | None = None,
) -> None:
    log.record(
        session,
        verb=verb,
        subject=item,
        actor=actor,
        changes=changes,
        about=[event],
        name_th=item.title,
        name_en=item.title,
    )
    # it was read before this came or went; whoever shows the event next reads it anew
    session.expire(event, ["run_sheet"])
