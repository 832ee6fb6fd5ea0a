"""Writing the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Protocol

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from planner import clock
from planner.activity import kept
from planner.activity.models import ActivityAbout, ActivityEntry
from planner.db import Record


class Actor(Protocol):
    """Whoever acts; known here by id alone."""

    @property
    def id(self) -> int: ...


@dataclass(frozen=True)
class Named:
    """A record known by name alone; it may be gone."""

    record_type: str
    record_id: int


# columns that say nothing about the deed
_SILENT = {"version", "updated_at", "updated_by_id", "created_at", "created_by_id", "search_text", "sort_key"}
_SECRET = {"password_hash", "token_digest"}


def record(
    session: Session,
    *,
    verb: str,
    subject: Any,
    actor: Actor | None,
    changes: Mapping[str, list[Any]] | None = None,
    note: str | None = None,
    about: Iterable[Any] = (),
    **values: object,
) -> ActivityEntry:
    """Write one entry in the running transaction, and sign the subject with the actor.

    `changes` is `{field: [before, after]}`; left out, it is read from what the session is about to save.
    `about` names further records in whose history the entry stands. Records that need not be there any more are given
    as `Named`. Flushes, so that new records have ids.
    """
    noted = dict(changes) if changes is not None else differences(subject)
    if isinstance(subject, Record):
        actor_id = actor.id if actor else None
        if inspect(subject).transient or inspect(subject).pending:
            subject.created_by_id = actor_id
        if session.is_modified(subject) or inspect(subject).pending:
            subject.updated_by_id = actor_id
    session.flush()
    kind, key = _name(subject)
    entry = ActivityEntry(
        at=clock.now(),
        actor_id=actor.id if actor else None,
        verb=verb,
        subject_type=kind,
        subject_id=key,
        changes=_plain(noted),
        values=_plain(values),
        note=note,
    )
    named = {_name(thing) for thing in (subject, *about) if thing is not None}
    entry.about = [ActivityAbout(record_type=kind, record_id=key) for kind, key in sorted(named)]
    kept.entered(session, entry)
    session.add(entry)
    session.flush()
    kept.begun(session, entry)
    return entry


def _name(thing: Any) -> tuple[str, int]:
    if isinstance(thing, Named):
        return thing.record_type, thing.record_id
    return type(thing).__tablename__, thing.id


def differences(subject: Any) -> dict[str, list[Any]]:
    """`{column: [before, after]}` of what the session is about to save of a persistent record."""
    state = inspect(subject)
    if not state.persistent:
        return {}
    found: dict[str, list[Any]] = {}
    for column in state.mapper.column_attrs:
        if column.key in _SILENT:
            continue
        history = state.attrs[column.key].history
        if history.has_changes():
            before = history.deleted[0] if history.deleted else None
            after = history.added[0] if history.added else None
            if before != after:
                found[column.key] = ["…", "…"] if column.key in _SECRET else [before, after]
    return found


def _plain(value: Any) -> Any:
    """The value as JSON can hold it: instants and days as ISO 8601, vocabulary as keys."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return str(value)
