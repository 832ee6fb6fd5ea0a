"""Writing rows back as they were, through the session, so that whoever listens to changes hears of them.

Rows that come back stand before those that point at them, and rows that leave, after.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table, inspect, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapper, Session

from planner import clock
from planner.accounts.models import User
from planner.activity import images
from planner.activity.images import DERIVED, Image
from planner.custody import many, redeemed, standing
from planner.custody.permits import in_parts
from planner.db import Base, Record
from planner.errors import Refusal
from planner.events import access
from planner.events.models import Event, Override
from planner.i18n import mark
from planner.stakeholders.models import Stakeholder

IN_THE_WAY = mark("It cannot be undone: something that was written since then stands in its place.")
UNKNOWN_KEY = mark("It cannot be undone: the planner no longer knows a word that was used then.")
# signed afresh by whoever restores; the rest of what follows from saving is written by the listeners
_SIGNED = frozenset({"version", "updated_at", "updated_by_id", "search_text", "sort_key", "is_long"})
SECOND = timedelta(seconds=1)
_PEOPLE: Table = Stakeholder.__table__  # type: ignore[assignment] # of a mapped class it is a table


def restore(session: Session, found: Sequence[Image], *, actor: User) -> None:
    """Bring every row back to what it was before the act. Refused whole where a rule of the tables forbids it."""
    found = _among_those_here(session, found)
    order = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}
    by_table = sorted(standing.by_table(found).items(), key=lambda pair: order[pair[0]])
    try:
        with session.begin_nested(), redeemed.counted(session, found):
            for name, of_table in by_table:
                _bring_back(session, name, [one for one in of_table if one.after is None], actor)
            for name, of_table in by_table:
                _change_back(session, name, [one for one in of_table if one.before and one.after], actor)
            leaving = {
                name: {one.key for one in of_table if one.before is None} for name, of_table in by_table
            }
            standing.expect_nothing_hangs(session, {name: keys for name, keys in leaving.items() if keys})
            for name, _ in reversed(by_table):
                take_away(session, name, leaving[name])
            _touch_events(session, found, leaving.get("event", set()), actor)
    except IntegrityError as refused:
        raise Refusal(IN_THE_WAY) from refused
    except ValueError as unknown:
        raise Refusal(UNKNOWN_KEY) from unknown


def _among_those_here(session: Session, found: Sequence[Image]) -> list[Image]:
    """The images with those who were merged since under the number of the one who stands for them now."""
    named = {
        value for one in found for column in _naming_people(one) if (value := (one.before or {})[column])
    }
    stands_for: dict[int, Any] = {}
    for some in in_parts(sorted(named)):
        merged = select(_PEOPLE.c.id, _PEOPLE.c.merged_into_id)
        wanted = merged.where(_PEOPLE.c.id.in_(some), _PEOPLE.c.merged_into_id.is_not(None))
        stands_for |= {row.id: row.merged_into_id for row in session.execute(wanted)}
    for one in found:
        # to undo a merge is to part them
        if one.table == _PEOPLE.name and "merged_into_id" in (one.before or {}):
            stands_for.pop(one.key[0], None)
    return [_renamed(one, stands_for) for one in found]


def _naming_people(one: Image) -> list[str]:
    """The columns of a row as it was that name a stakeholder."""
    if one.before is None or one.table == _PEOPLE.name:
        return []
    columns = images.table_of(one.table).columns
    return [
        column.name
        for column in columns
        if column.name in one.before and any(key.column.table is _PEOPLE for key in column.foreign_keys)
    ]


def _renamed(one: Image, stands_for: dict[int, Any]) -> Image:
    named = {column: (one.before or {})[column] for column in _naming_people(one)}
    now = {column: stands_for[value] for column, value in named.items() if value in stands_for}
    return Image(one.table, one.key, {**(one.before or {}), **now}, one.after) if now else one


def _mapper(name: str) -> Mapper[Any]:
    return next(one for one in Base.registry.mappers if one.local_table.name == name)  # type: ignore[attr-defined]


def _python(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    return {
        key: images.python(table.columns[key], value) for key, value in row.items() if key in table.columns
    }


def _bring_back(session: Session, name: str, gone: Sequence[Image], actor: User) -> None:
    if not gone:
        return
    mapper, table = _mapper(name), images.table_of(name)
    if name in many.MODELS:
        with _targets_told():
            many.bring_back(session, name, [_python(table, one.before or {}) for one in gone], actor=actor)
        return
    own = [column.name for column in table.columns if _points_at(column, table)]
    later, versions = [], []
    for one in gone:
        values = _python(table, one.before or {})
        version = values.get("version")
        values = {key: value for key, value in values.items() if key not in _SIGNED}
        if "printed_at" in values:
            # programs keep their copy of an event that does not look newer
            values["sequence"] += 1
            values["printed_at"] = max(clock.now(), _later(values["printed_at"]))
        record = mapper.class_(**{key: value for key, value in values.items() if key not in own})
        if isinstance(record, Record):
            record.updated_by_id = actor.id
        later += [(record, key, values[key]) for key in own if values.get(key) is not None]
        versions += [(record, version)] if version is not None else []
        session.add(record)
    with _targets_told():
        session.flush()
    for record, key, value in later:
        setattr(record, key, value)
    session.flush()
    _count_on(session, table, versions)


def _points_at(column: Any, table: Table) -> bool:
    return any(key.column.table is table for key in column.foreign_keys)


def _later(printed_at: datetime) -> datetime:
    return printed_at + SECOND


@contextmanager
def _targets_told() -> Iterator[None]:
    """What a row belonged to may be gone: the database says so, and it is told in words."""
    try:
        yield
    except IntegrityError as refused:
        if "foreign key" in str(refused.orig).lower():
            raise Refusal(standing.WANTS, what=standing.SOMETHING) from refused
        raise


def _count_on(session: Session, table: Table, versions: Sequence[tuple[Any, int]]) -> None:
    """A row that came back counts its saves on: a form opened before it left must not look like the newest."""
    for record, version in versions:
        session.execute(
            update(table)
            .where(table.c.id == record.id)
            .values(
                {
                    "version": version + 1,
                    **({"updated_at": table.c.updated_at} if "updated_at" in table.c else {}),
                }
            )
        )
        session.expire(record, ["version"])


def _change_back(session: Session, name: str, changed: Sequence[Image], actor: User) -> None:
    table = images.table_of(name)
    held = _records(session, name, {one.key for one in changed})
    for one in changed:
        record = held.get(one.key)
        if record is None:
            raise Refusal(standing.GONE, what=standing.noun(name))
        for key, value in _python(table, one.before or {}).items():
            if key not in DERIVED:
                setattr(record, key, value)
        if isinstance(record, Record):
            record.updated_by_id = actor.id
    if changed:
        with _targets_told():
            session.flush()


def take_away(session: Session, name: str, keys: set[tuple[Any, ...]]) -> None:
    """Delete the rows of a table that have these plain keys; nothing that stays may point at them."""
    if name in many.MODELS:
        many.take_away(session, name, keys)
        return
    table = images.table_of(name)
    own = [column.name for column in table.columns if _points_at(column, table)]
    held = _records(session, name, keys)
    for record in held.values():
        for key in own:
            setattr(record, key, None)
    session.flush()
    for record in held.values():
        session.delete(record)
    session.flush()


def _records(session: Session, name: str, keys: set[tuple[Any, ...]]) -> dict[tuple[Any, ...], Any]:
    """The records with these plain keys as the database has them now."""
    mapper, table = _mapper(name), images.table_of(name)
    first: Any = table.primary_key.columns.values()[0]
    found = {}
    for some in in_parts(sorted({key[0] for key in keys})):
        wanted = select(mapper.class_).where(first.in_(some)).execution_options(populate_existing=True)
        for record in session.scalars(wanted):
            key = tuple(images.plain(part) for part in inspect(record).identity)
            if key in keys:
                found[key] = record
    return found


def _touch_events(session: Session, found: Sequence[Image], left: set[tuple[Any, ...]], actor: User) -> None:
    """A change to an occurrence counts as one to its event, as when it was made."""
    wanted = {one.key[0] for one in found if one.table == "excluded_date"}
    for one in found:
        if one.table == "event_override":
            wanted.add(({**(one.after or {}), **(one.before or {})}).get("event_id"))
    overrides = [one.key[0] for one in found if one.table == "event_override"]
    for some in in_parts(overrides):
        wanted |= set(session.scalars(select(Override.event_id).where(Override.id.in_(some))))
    wanted -= {one.key[0] for one in found if one.table == "event"} | {key[0] for key in left}
    for key in sorted(key for key in wanted if isinstance(key, int)):
        event = session.get(Event, key)
        if event is not None:
            access.touch(event, actor)
    session.flush()
