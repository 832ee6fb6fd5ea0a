"""Rows of stakeholders that leave or come back by the thousand, as when a whole list is taken back.

Not through the mapper, which takes several statements and objects a row while nobody else may write; what it would do
besides is done here: names are made searchable, feeds are told, images are kept, and records that the session holds of
rows that left are let go.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.activity import images, kept
from planner.custody.permits import in_parts
from planner.db import Base
from planner.feeds import watch
from planner.stakeholders import models
from planner.stakeholders.models import Affiliation, Consent, Stakeholder

MODELS: Mapping[str, type[Base]] = {one.__tablename__: one for one in (Stakeholder, Affiliation, Consent)}
"""Whose rows nothing listens to but what stands above."""
_PEOPLE: Table = Stakeholder.__table__  # type: ignore[assignment] # of a mapped class it is a table


def take_away(session: Session, name: str, keys: set[tuple[Any, ...]]) -> None:
    """Delete the rows with these plain keys; nothing that stays points at them."""
    table = images.table_of(name)
    session.flush()
    for some in in_parts(sorted(key[0] for key in keys)):
        wanted = select(table).where(table.c.id.in_(some)).order_by(table.c.id).with_for_update()
        rows = session.execute(wanted).mappings().all()
        kept.note_rows(session, table, ((row["id"], {**row}, None) for row in rows))
        for key in some:
            held = session.identity_map.get(session.identity_key(MODELS[name], key))
            if held is not None:
                session.expunge(held)
    connection = session.connection()
    if table is _PEOPLE:
        # some of them may stand for others of them
        for some in in_parts(sorted(key[0] for key in keys)):
            free = update(table).where(table.c.id.in_(some), table.c.merged_into_id.is_not(None))
            connection.execute(free.values(merged_into_id=None))
    for some in in_parts(sorted(key[0] for key in keys)):
        connection.execute(delete(table).where(table.c.id.in_(some)))
    _tell(session, table, (key[0] for key in keys))


def bring_back(session: Session, name: str, rows: list[dict[str, Any]], *, actor: User) -> None:
    """Insert rows as they were, as columns take them, signed by the actor and counting their saves on.

    A form that was opened before they left must not look like the newest.
    """
    table = images.table_of(name)
    session.flush()
    stands_for = []
    for row in rows:
        del row["updated_at"]
        row |= {"version": row["version"] + 1, "updated_by_id": actor.id}
        if table is _PEOPLE:
            names = models.Names(**{key: row.get(key) for key in models.INDEXED})  # type: ignore[arg-type] # kind is there
            row |= {"sort_key": names.sort_key, "search_text": names.search_text}
            if row.get("merged_into_id") is not None:
                stands_for.append({"_id": row["id"], "_into": row["merged_into_id"]})
    connection = session.connection()
    for alike in _alike(rows):
        written = [{**row, "merged_into_id": None} for row in alike] if stands_for else alike
        connection.execute(insert(table), written)
    if stands_for:
        point = update(table).where(table.c.id == bindparam("_id")).values(merged_into_id=bindparam("_into"))
        connection.execute(point, stands_for)
    kept.note_rows(session, table, ((row["id"], None, row) for row in rows))
    _tell(session, table, (row["id"] for row in rows))


def _alike(rows: Iterable[dict[str, Any]]) -> Iterable[list[dict[str, Any]]]:
    """Rows of the same columns, for a statement each: the table may have got more since some of them left."""
    found: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(tuple(row), []).append(row)
    return found.values()


def _tell(session: Session, table: Table, ids: Iterable[int]) -> None:
    if table is _PEOPLE:
        watch.touch(session, ids)
