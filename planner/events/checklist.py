"""The checklist of an event: what is to be ready or brought, line by line, ticked by whoever sees to it.

It is for the house alone: no feed carries it, so nothing done to it is a change of the event to anybody outside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock, text
from planner.accounts.models import User
from planner.activity import log
from planner.errors import NotFound, Refusal, expect_version
from planner.events import access, stored
from planner.events.models import ChecklistItem, Event
from planner.i18n import mark

MOST = 200
"""Lines of one checklist."""
LONGEST_TITLE = 200
EARLIEST = 366
"""Days before the event that a line may be due."""

NO_TITLE = mark("Say what is to be done or brought.")
TOO_LONG = mark("Shorten this line to %(max)s characters: %(line)s…")
LINE_TOO_LONG = mark(
    "Line %(number)s has %(count)s characters, and at most %(max)s are allowed. Shorten it: %(line)s…"
)
TOO_MANY = mark("A checklist has at most %(most)s lines; there would be %(count)s.")
NO_DAYS = mark("Give the days before the event as a number from 0 to %(most)s.")


# a dash or a star is a mark where a space follows it, and else part of what is meant, as of -5 °C; boxes and bullets
# are nothing else. A ticked box is a mark like an empty one: nobody has said here that the thing is done
MARKS = re.compile(r"(?:[-–—*+]+(?:\s+|$)|[•‣◦▪●·☐☑☒□■✓✔✅]\ufe0f?\s*|\[[ xX✓✔]?\](?:\s+|$))+")


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line as it is to be; `days_before` the event's first day, or whenever. `number`: which of those pasted."""

    title: str
    responsible: str | None = None
    days_before: int | None = None
    number: int | None = None


@dataclass(frozen=True)
class Standing:
    """How far a checklist is; what should have been done by today is `late`."""

    done: int
    total: int
    late: int

    @property
    def is_done(self) -> bool:
        """Whether nothing is left."""
        return self.done == self.total


def due_on(item: ChecklistItem, event: Event) -> date | None:
    """The day by which a line is to be done, on the clocks where the event is; a series counts from its first day."""
    if item.days_before is None:
        return None
    first, _ = stored.timing_of(event).days_in(event.timezone)
    return first - timedelta(days=item.days_before)


def is_late(item: ChecklistItem, event: Event, today: date) -> bool:
    """Whether it should have been done before today, and is not."""
    due = due_on(item, event)
    return item.ticked_at is None and due is not None and due < today


def standing(event: Event, today: date) -> Standing:
    """How far the checklist of an event is on a day."""
    return Standing(
        done=sum(one.ticked_at is not None for one in event.checklist),
        total=len(event.checklist),
        late=sum(is_late(one, event, today) for one in event.checklist),
    )


def lines_of(typed: str) -> dict[int, str]:
    """What was typed or pasted, a line each by its number, without empty ones and the marks that lists begin with."""
    cleaned = (_unmarked(text.clean(line)) for line in typed.splitlines())
    return {number: line for number, line in enumerate(cleaned, 1) if line}


def _unmarked(line: str) -> str:
    marks = MARKS.match(line)
    return line[marks.end() :] if marks else line


def add(session: Session, event_id: int, lines: Sequence[Line], *, actor: User) -> list[ChecklistItem]:
    """Put lines at the end, all of them or none."""
    event = access.to_edit(session, event_id, actor=actor, version=None)
    if not lines:
        raise Refusal(NO_TITLE, field="titles")
    count = len(event.checklist) + len(lines)
    if count > MOST:
        raise Refusal(TOO_MANY, field="titles", most=MOST, count=count)
    last = max((one.position for one in event.checklist), default=0)
    made = []
    for place, line in enumerate(lines, last + 1):
        item = ChecklistItem(event_id=event.id, position=place)
        _fill(item, line, field="titles")
        made.append(item)
    session.add_all(made)
    if len(made) == 1:
        _record(session, "checklist_item.added", made[0], event, actor)
    else:
        session.flush()
        log.record(
            session, verb="event.checklist_filled", subject=event, actor=actor, changes={}, count=len(made)
        )
        session.expire(event, ["checklist"])
    return made


def revise(
    session: Session, event_id: int, item_id: int, line: Line, *, actor: User, version: int | None = None
) -> ChecklistItem:
    """Change a line; its tick stays."""
    event, item = _to_edit(session, event_id, item_id, actor)
    expect_version(item.version, version)
    with session.no_autoflush:
        _fill(item, line, field="title")
    if session.is_modified(item):
        _record(session, "checklist_item.revised", item, event, actor)
    return item


def remove(session: Session, event_id: int, item_id: int, *, actor: User) -> None:
    """Take a line away."""
    event, item = _to_edit(session, event_id, item_id, actor)
    session.delete(item)
    _record(session, "checklist_item.removed", item, event, actor, changes={"title": [item.title, None]})


def tick(session: Session, event_id: int, item_id: int, *, actor: User) -> ChecklistItem:
    """Say that a line is done. Where somebody has said so already it stays as they said it."""
    event, item = _to_edit(session, event_id, item_id, actor)
    if item.ticked_at is None:
        item.ticked_at, item.ticked_by_id = clock.now(), actor.id
        _record(session, "checklist_item.ticked", item, event, actor, changes={})
    return item


def untick(session: Session, event_id: int, item_id: int, *, actor: User) -> ChecklistItem:
    """Say that it is not done after all."""
    event, item = _to_edit(session, event_id, item_id, actor)
    if item.ticked_at is not None:
        item.ticked_at = item.ticked_by_id = None
        _record(session, "checklist_item.unticked", item, event, actor, changes={})
    return item


def _to_edit(session: Session, event_id: int, item_id: int, actor: User) -> tuple[Event, ChecklistItem]:
    """A line, held until the end of the transaction: of two who tick it at once the second finds it ticked."""
    event = access.to_edit(session, event_id, actor=actor, version=None)
    item = session.scalars(
        select(ChecklistItem)
        .where(ChecklistItem.id == item_id, ChecklistItem.event_id == event.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if item is None:
        raise NotFound
    return event, item


def _fill(item: ChecklistItem, line: Line, *, field: str) -> None:
    title = text.clean(line.title)
    if not title:
        raise Refusal(NO_TITLE, field=field)
    if len(title) > LONGEST_TITLE and line.number is None:
        raise Refusal(TOO_LONG, field=field, max=LONGEST_TITLE, line=title[:40])
    if len(title) > LONGEST_TITLE:
        told = {"number": line.number, "count": len(title), "max": LONGEST_TITLE, "line": title[:40]}
        raise Refusal(LINE_TOO_LONG, field=field, **told)
    if line.days_before is not None and not 0 <= line.days_before <= EARLIEST:
        raise Refusal(NO_DAYS, field="days_before", most=EARLIEST)
    item.title = title
    item.responsible = text.clean(line.responsible or "") or None
    item.days_before = line.days_before


def _record(
    session: Session,
    verb: str,
    item: ChecklistItem,
    event: Event,
    actor: User,
    *,
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
    session.expire(event, ["checklist"])
