"""Every change to anything a feed may print raises the event's `sequence` and moves its `printed_at` on.

Calendar programs keep their old copy of an event whose SEQUENCE and LAST-MODIFIED did not rise (`feeds.md`,
decision 3), so this is not left to whoever writes an action: it listens to every session, and knows tables by
their names, so that the tables themselves can depend on it and no path into the database goes around it.
Who may see an event counts as printed: entering or leaving a feed changes what it prints.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, func, inspect, select, update
from sqlalchemy import event as listening
from sqlalchemy.orm import ORMExecuteState, Session

from planner import clock
from planner.db import Base

# the names of the outward copy (allow-list of `domain.md` §5), of time, and of who may see it
PRINTED: dict[str, frozenset[str]] = {
    "event": frozenset(
        {
            "uid",
            "created_at",
            "title_th",
            "title_en",
            "public_text_th",
            "public_text_en",
            "type",
            "campaign_id",
            "starts_at",
            "ends_at",
            "timezone",
            "all_day_start",
            "all_day_end",
            "recurrence",
            "venue_th",
            "venue_en",
            "address",
            "online_url",
            "visibility",
            "embargo_until",
            "status",
            "public_contact",
        }
    ),
    "event_override": frozenset(
        {
            "event_id",
            "on",
            "starts_at",
            "ends_at",
            "all_day_start",
            "all_day_end",
            "title_th",
            "title_en",
            "public_text_th",
            "public_text_en",
            "venue_th",
            "venue_en",
            "status",
        }
    ),
    "excluded_date": frozenset({"event_id", "on"}),
    "attachment": frozenset({"event_id", "stakeholder_id"}),
    # of the campaign, for all its events
    "campaign": frozenset(
        {
            "kind",
            "title_th",
            "title_en",
            "status",
            "confidentiality",
            "embargo_until",
            "team_id",
            "owner_id",
            "approver_id",
        }
    ),
    "participation": frozenset({"campaign_id", "stakeholder_id"}),
}
PARTS = {"event_override": "event", "excluded_date": "event", "attachment": "event"}
COLLECTIONS = ("overrides", "exclusions", "attachments")
SECOND = timedelta(seconds=1)


def new_uid() -> str:
    """A name for an event that lasts for ever: made once, stored, derived from nothing.

    Random, as RFC 7986 §5.3 recommends, and with a fixed word after it, because programs older than that RFC
    look for RFC 5545's `@`. The word is not the instance's address: an address changes, a UID must not.
    """
    return f"{uuid.uuid4()}@samphan"


@listening.listens_for(Session, "before_flush")
def _raise_what_changed(session: Session, _context: object, _instances: object) -> None:
    raised: set[int] = set()
    events: set[int] = set()
    campaigns: set[int] = set()
    for record in [*session.new, *session.dirty, *session.deleted]:
        table = _table(record)
        if table not in PRINTED or not _has_changed(session, record, table):
            continue
        if table == "event":
            if inspect(record).persistent and record not in session.deleted:
                _raise_one(record)
                raised.add(record.id)
        elif table == "campaign":
            campaigns.update(_ids(record, "id"))
        elif table == "participation":
            campaigns.update(_ids(record, "campaign_id", "campaign"))
        else:
            events.update(_ids(record, "event_id", PARTS[table]))
    for event in (one for one in session.dirty if _table(one) == "event"):
        if _has_other_parts(event):
            events.update(_ids(event, "id"))
    _raise_all(session, "id", events - raised, raised)
    _raise_all(session, "campaign_id", campaigns, raised)


@listening.listens_for(Session, "do_orm_execute")
def _forbid_bulk(state: ORMExecuteState) -> None:
    """Statements that change many records at once are not seen by a flush: they would leave feeds as they were."""
    if state.is_update or state.is_delete:
        mapper = state.bind_mapper
        if mapper is not None and mapper.local_table.name in {"event", *PARTS}:  # type: ignore[attr-defined]
            raise RuntimeError("change events one by one, so that their feeds follow")


def _table(record: Any) -> str:
    return str(type(record).__tablename__)


def _has_changed(session: Session, record: Any, table: str) -> bool:
    """Whether it is new, gone, or differs in a printed column. A campaign's coming and going has no events."""
    if record in session.new or record in session.deleted:
        return table != "campaign"
    attributes = inspect(record).attrs
    return any(attributes[key].history.has_changes() for key in PRINTED[table])


def _has_other_parts(record: Any) -> bool:
    """Whether something was put into or taken out of the event's collections, as far as they are loaded."""
    attributes = inspect(record).attrs
    return any(attributes[key].history.has_changes() for key in COLLECTIONS)


def _ids(record: Any, key: str, relationship: str | None = None) -> set[int]:
    """The ids it points at, now and before."""
    state = inspect(record)
    history = state.attrs[key].history
    found = {value for value in (*(history.sum()), getattr(record, key)) if value is not None}
    if relationship is not None and (target := state.dict.get(relationship)) is not None:
        found |= {target.id} - {None}
    return found


def _raise_one(record: Any) -> None:
    """In the record itself: its own UPDATE carries it."""
    record.sequence = (record.sequence or 0) + 1
    record.printed_at = max(clock.now(), record.printed_at + SECOND)


def _raise_all(session: Session, column: str, keys: Collection[int], raised: set[int]) -> None:
    """Straight in the table, leaving versions alone: nobody's open form about the event has become stale by it."""
    wanted = sorted(keys)
    if not wanted:
        return
    table: Table = Base.metadata.tables["event"]
    which: ColumnElement[bool] = table.c[column].in_(wanted)
    latest = session.scalar(select(func.max(table.c.printed_at)).where(which))
    if latest is None:
        return
    session.execute(
        update(table)
        .where(which)
        .values(
            sequence=table.c.sequence + 1,
            printed_at=max(clock.now(), latest + SECOND),
            updated_at=table.c.updated_at,  # its own rule would call this an edit
        )
    )
    loaded: list[Any] = [one for one in session.identity_map.values() if _table(one) == "event"]
    for record in loaded:
        held = inspect(record).dict
        if held.get("id") not in raised and held.get(column) in keys:
            session.expire(record, ["sequence", "printed_at"])
