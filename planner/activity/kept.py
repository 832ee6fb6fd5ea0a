"""What a transaction did to the records of the trade is kept as images of rows, so that it can be undone.

Not left to whoever writes an action: it listens to every session, as `planner.events.printing` does. An *act* is all
that one transaction did: its entries of the log point to the first of them, and the images hang on that one. Where
no entry is written nothing is kept.

Statements that change many rows at once are not seen by a flush: their writers hand over the images themselves
(`keep_rows`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, func, insert, inspect, select, text
from sqlalchemy import event as listening
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, SessionTransaction, object_session
from sqlalchemy.orm.base import LoaderCallableStatus

from planner.activity import images
from planner.activity.images import DERIVED, KEPT, Image, Key, Row
from planner.activity.models import ActivityEntry, KeptRow

_INFO = "act"
_UNKNOWN = set(LoaderCallableStatus)
_CHUNK = 500


@dataclass
class Act:
    """What the running transaction has done so far."""

    entry_id: int | None = None
    verbs: list[str] = field(default_factory=list)
    position: int = 0
    images: list[Image] = field(default_factory=list)
    # old values that the session had not loaded, read just before they are written over
    unloaded: dict[int, dict[str, Any]] = field(default_factory=dict)
    # what stood when each savepoint began
    savepoints: dict[int, tuple[int | None, int, int]] = field(default_factory=dict)


def entered(session: Session, entry: ActivityEntry) -> None:
    """An entry is about to be written: it belongs to the act of the transaction, or begins it."""
    entry.act_id = _act(session).entry_id


def begun(session: Session, entry: ActivityEntry) -> None:
    """The entry has its number: where it is the first, the act has begun."""
    act = _act(session)
    act.verbs.append(entry.verb)
    if act.entry_id is None:
        act.entry_id = entry.id


def running(session: Session) -> Act | None:
    """What the running transaction has done so far; None where it entered nothing."""
    act: Act | None = session.info.get(_INFO)
    return act if act is not None and act.entry_id is not None else None


def keep_rows(
    session: Session,
    entry: ActivityEntry,
    table: Table,
    found: Iterable[tuple[Key, Row | None, Row | None]],
) -> None:
    """Keep what a statement did to many rows of a table: (key, columns before or None, columns after or None).

    Column values as Python has them; of a changed row the changed columns suffice. Written at once, a few hundred at
    a time, so that a long list does not stand in memory.
    """
    if table.name not in KEPT:
        raise ValueError(f"rows of {table.name} are not kept")
    session.flush()
    source = (images.made(table, *one) for one in found)
    while chunk := list(islice(source, _CHUNK)):
        _write(session, entry.act_id or entry.id, [one for one in chunk if not one.is_nothing])


def note_rows(session: Session, table: Table, found: Iterable[tuple[Key, Row | None, Row | None]]) -> None:
    """The same before the act has an entry: they are kept with all else that the transaction did, when it ends."""
    made = (images.made(table, *one) for one in found)
    _act(session).images.extend(one for one in made if not one.is_nothing)


def numbers(session: Session, table: Table, count: int) -> list[int]:
    """So many numbers for new rows; none that a row had which is gone."""
    if count == 0:
        return []
    if session.get_bind().dialect.name == "postgresql":
        drawn = text("SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :count)")
        return sorted(session.scalars(drawn, {"name": table.name, "count": count}))
    gone = select(func.max(KeptRow.row_id)).where(KeptRow.table_name == table.name, KeptRow.after.is_(None))
    first = 1 + max(session.scalar(select(func.max(table.c.id))) or 0, session.scalar(gone) or 0)
    return list(range(first, first + count))


def end_act(session: Session) -> None:
    """What follows in this transaction is another act. For whoever tells many people's deeds in one transaction."""
    session.flush()
    act = _act(session)
    if act.entry_id is not None:
        _write(session, act.entry_id, images.joined(act.images))
    session.info.pop(_INFO, None)


def of_act(session: Session, entry_id: int, *, limit: int | None = None) -> list[Image]:
    """What an act did, one image a row, in the order in which it was done; or the first rows of it."""
    wanted = select(KeptRow).where(KeptRow.entry_id == entry_id).order_by(KeptRow.position).limit(limit)
    rows = session.scalars(wanted)
    return images.joined(
        Image(
            one.table_name,
            images.key_read(one.row_key),
            one.before,
            one.after,
        )
        for one in rows
    )


def _act(session: Session) -> Act:
    found: Act = session.info.setdefault(_INFO, Act())
    return found


def _write(session: Session, entry_id: int, found: list[Image]) -> None:
    act = _act(session)
    rows = []
    for one in found:
        act.position += 1
        is_numbered = len(one.key) == 1 and isinstance(one.key[0], int)
        rows.append(
            {
                "entry_id": entry_id,
                "position": act.position,
                "table_name": one.table,
                "row_id": one.key[0] if is_numbered else None,
                "row_key": images.key_written(one.key),
                "before": one.before,
                "after": one.after,
            }
        )
    if rows:
        # past the mapper, which takes twice as long
        session.connection().execute(insert(images.table_of(KeptRow.__tablename__)), rows)


def _columns(target: Any) -> dict[str, Any]:
    """The row as the session holds it, by column."""
    mapper, held = inspect(type(target)), inspect(target).dict
    return {
        column.name: held[mapper.get_property_by_column(column).key]
        for column in mapper.local_table.columns
        if mapper.get_property_by_column(column).key in held
    }


def _changed(mapper: Mapper[Any], target: Any) -> dict[str, Any]:
    """Changed columns with their old values, as far as the session knows them."""
    return {
        mapper.columns[key].name: old
        for key, old in inspect(target).committed_state.items()
        if key in mapper.columns and mapper.columns[key].name not in DERIVED
    }


def _read(connection: Connection, mapper: Mapper[Any], target: Any) -> dict[str, Any]:
    table: Any = mapper.local_table
    key = zip(table.primary_key.columns, mapper.primary_key_from_instance(target), strict=True)
    row = connection.execute(select(table).where(*(column == value for column, value in key))).mappings()
    return dict(row.first() or {})


@listening.listens_for(Mapper, "after_insert")
def _note_insert(mapper: Mapper[Any], _connection: Connection, target: Any) -> None:
    session = object_session(target)
    if session is not None and mapper.local_table.name in KEPT:  # type: ignore[attr-defined]
        table: Any = mapper.local_table
        row = _columns(target)
        whole = {column.name: row.get(column.name) for column in table.columns}
        _act(session).images.append(images.made(table, images.key_of(table, whole), None, whole))


@listening.listens_for(Mapper, "before_update")
def _read_what_is_not_loaded(mapper: Mapper[Any], connection: Connection, target: Any) -> None:
    session = object_session(target)
    if session is None or mapper.local_table.name not in KEPT:  # type: ignore[attr-defined]
        return
    if any(_is_unknown(old) for old in _changed(mapper, target).values()):
        _act(session).unloaded[id(target)] = _read(connection, mapper, target)


@listening.listens_for(Mapper, "after_update")
def _note_update(mapper: Mapper[Any], _connection: Connection, target: Any) -> None:
    session = object_session(target)
    if session is None or mapper.local_table.name not in KEPT:  # type: ignore[attr-defined]
        return
    act, table, held = _act(session), mapper.local_table, _columns(target)
    unloaded = act.unloaded.pop(id(target), {})
    before = {
        column: unloaded.get(column) if _is_unknown(old) else old
        for column, old in _changed(mapper, target).items()
    }
    key = images.key_of(table, held)  # type: ignore[arg-type] # each of ours is mapped to a table
    image = images.made(table, key, before, {column: held.get(column) for column in before})  # type: ignore[arg-type]
    if not image.is_nothing:
        act.images.append(image)


@listening.listens_for(Mapper, "before_delete")
def _note_delete(mapper: Mapper[Any], connection: Connection, target: Any) -> None:
    session = object_session(target)
    if session is None or mapper.local_table.name not in KEPT:  # type: ignore[attr-defined]
        return
    row = _read(connection, mapper, target)
    if row:
        table: Any = mapper.local_table
        _act(session).images.append(images.made(table, images.key_of(table, row), row, None))


@listening.listens_for(Session, "do_orm_execute")
def _note_statement(state: ORMExecuteState) -> Any:
    """A statement of the mapped classes that changes many rows: what it is about to change is read first."""
    mapper: Any = state.bind_mapper if state.is_update or state.is_delete else None
    if mapper is None or mapper.local_table.name not in KEPT:
        return None
    table: Table = mapper.local_table
    session, statement = state.session, state.statement
    wanted = select(table)
    if statement.whereclause is not None:  # type: ignore[attr-defined] # an UPDATE or DELETE has one
        wanted = wanted.where(statement.whereclause)  # type: ignore[attr-defined]
    was = _by_key(table, session.execute(wanted).mappings())
    result = state.invoke_statement()
    column = table.primary_key.columns.values()[0]
    became: dict[tuple[Any, ...], dict[str, Any]] = {}
    if state.is_update and was:
        firsts = [row[column.name] for row in was.values()]
        for start in range(0, len(firsts), _CHUNK):
            rows = session.execute(select(table).where(column.in_(firsts[start : start + _CHUNK]))).mappings()
            became |= _by_key(table, rows)
    found = (images.made(table, key, row, became.get(key)) for key, row in was.items())
    _act(session).images.extend(one for one in found if not one.is_nothing)
    return result


def _by_key(table: Table, rows: Iterable[RowMapping]) -> dict[tuple[Any, ...], dict[str, Any]]:
    found = [{str(column): value for column, value in row.items()} for row in rows]
    return {images.key_of(table, row): row for row in found}


def _is_unknown(old: Any) -> bool:
    return isinstance(old, LoaderCallableStatus) and old in _UNKNOWN


@listening.listens_for(Session, "before_flush")
def _number_anew(session: Session, _context: object, _instances: object) -> None:
    """No number is given twice: SQLite would give that of the last row again once the row is gone.

    History, addresses and undoing know records by their numbers. (PostgreSQL counts on by itself.)
    """
    if session.get_bind().dialect.name != "sqlite":
        return
    unnumbered: dict[Table, list[Any]] = {}
    for record in session.new:
        table = type(record).__table__
        if table.name in KEPT and "id" in table.columns and inspect(record).dict.get("id") is None:
            unnumbered.setdefault(table, []).append(record)
    for table, records in unnumbered.items():
        gone = session.scalar(
            select(func.max(KeptRow.row_id)).where(
                KeptRow.table_name == table.name, KeptRow.row_id.is_not(None), KeptRow.after.is_(None)
            )
        )
        if gone is not None and gone > (session.scalar(select(func.max(table.c.id))) or 0):
            for number, record in enumerate(records, gone + 1):
                record.id = number


@listening.listens_for(Session, "before_commit")
def _keep(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    act: Act | None = session.info.get(_INFO)
    if act is not None and act.entry_id is not None and act.images:
        found, act.images = images.joined(act.images), []
        _write(session, act.entry_id, found)


@listening.listens_for(Session, "after_commit")
def _forget(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop(_INFO, None)


@listening.listens_for(Session, "after_transaction_create")
def _remember(session: Session, transaction: SessionTransaction) -> None:
    if transaction.nested:
        act = _act(session)
        act.savepoints[id(transaction)] = (act.entry_id, act.position, len(act.images))


@listening.listens_for(Session, "after_soft_rollback")
def _go_back(session: Session, transaction: SessionTransaction) -> None:
    """A savepoint's deeds are forgotten with it; the whole transaction's with the transaction."""
    act: Act | None = session.info.get(_INFO)
    if act is None:
        return
    if transaction.nested and id(transaction) in act.savepoints:
        act.entry_id, act.position, length = act.savepoints.pop(id(transaction))
        del act.images[length:]
    elif not transaction.nested:
        session.info.pop(_INFO, None)
