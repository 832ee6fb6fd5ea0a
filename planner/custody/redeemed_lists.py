"""Taking a whole list of redemptions back, and in again: hundreds of thousands of rows in a few statements.

The rules are those of undoing any act; only the rows are not held in memory one by one. What stands as the act left
it is known by its version; rows that were saved since are compared column by column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, delete, func, insert, literal, null, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.activity import images, kept
from planner.activity.images import DERIVED
from planner.activity.models import ActivityEntry, KeptRow
from planner.custody import redeemed, standing
from planner.errors import Refusal
from planner.promotions import access, tallies
from planner.promotions.listed import VERB
from planner.promotions.models import Redemption
from planner.promotions.standing import oversold

BATCH = 2_000
TABLE: Table = Redemption.__table__  # type: ignore[assignment] # of a mapped class it is a table
KEPT: Table = KeptRow.__table__  # type: ignore[assignment]


def is_one(of_act: Sequence[ActivityEntry]) -> bool:
    """Whether an act did nothing but take a list in, or back, or in again."""
    return len(of_act) == 1 and VERB in {of_act[0].verb, of_act[0].values.get("undone")}


def expect_permitted(session: Session, root: ActivityEntry, *, actor: User) -> None:
    """Raise `NotFound`, `NotAllowed` or `Refusal` unless the actor may add to the promotion."""
    access.to_edit(session, root.subject_id, actor=actor, version=None)


def restore(session: Session, root: ActivityEntry, entry: ActivityEntry) -> None:
    """Bring the rows back to what they were before the act of `root`; `entry` tells of it. Raises `Refusal`."""
    promotion = access.locked(session, root.subject_id)
    session.flush()
    was = oversold(promotion, tallies.of_one(session, promotion.id).quantity)
    if session.scalars(_rows_of(root, KEPT.c.row_id).where(KEPT.c.before.is_not(None)).limit(1)).first():
        _bring_back(session, root, entry)
    else:
        _take_away(session, root, entry)
    tallies.recount_all(session, promotion.id)
    if oversold(promotion, tallies.of_one(session, promotion.id).quantity) > was:
        raise Refusal(redeemed.OVERSOLD)


def _take_away(session: Session, root: ActivityEntry, entry: ActivityEntry) -> None:
    """The rows that the act made leave, if they stand as it left them."""
    made = session.scalar(_rows_of(root, func.count())) or 0
    here = _rows_of(root, func.count()).join(TABLE, TABLE.c.id == KEPT.c.row_id)
    if session.scalar(here) != made:
        raise Refusal(standing.GONE, what=standing.noun(TABLE.name))
    for now, after in _saved_since(session, root):
        for column, value in after.items():
            if column not in DERIVED and column in now and now[column] != value:
                raise standing.ChangedSince(TABLE.name, column)
    connection = session.connection()
    columns = ("entry_id", "position", "table_name", "row_id", "row_key", "before", "after")
    gone = _rows_of(
        root,
        literal(entry.id),
        *(KEPT.c[key] for key in ("position", "table_name", "row_id", "row_key", "after")),
        null(),
    )
    connection.execute(insert(KEPT).from_select(columns, gone))
    connection.execute(delete(TABLE).where(TABLE.c.id.in_(_rows_of(root, KEPT.c.row_id))))
    for record in [one for one in session.identity_map.values() if isinstance(one, Redemption)]:
        # what the session holds of them it would take for there
        session.expunge(record)


def _saved_since(session: Session, root: ActivityEntry) -> Iterator[tuple[dict[str, Any], Mapping[str, Any]]]:
    """The rows whose version is not the one that the act gave them, as they are and as they were left."""
    version = KeptRow.after["version"].as_integer()
    wanted = _rows_of(root, KEPT.c.after, *TABLE.columns).join(TABLE, TABLE.c.id == KEPT.c.row_id)
    for row in session.execute(wanted.where(TABLE.c.version != version)).mappings():
        yield images.written(TABLE, {str(key): value for key, value in row.items()}), row[KEPT.c.after]


def _bring_back(session: Session, root: ActivityEntry, entry: ActivityEntry) -> None:
    """The rows that the act took away come back, counting their saves on."""
    connection, last = session.connection(), -1
    try:
        while some := connection.execute(
            _rows_of(root, KEPT.c.position, KEPT.c.before)
            .where(KEPT.c.position > last)
            .order_by(KEPT.c.position)
            .limit(BATCH)
        ).all():
            last = some[-1].position
            rows = [_row(one.before) for one in some]
            connection.execute(insert(TABLE), rows)
            kept.keep_rows(session, entry, TABLE, ((row["id"], None, row) for row in rows))
    except IntegrityError as refused:
        # only whoever has given the numbers to others since could stand there
        raise Refusal(standing.THERE, what=standing.noun(TABLE.name)) from refused


def _row(before: Mapping[str, Any]) -> dict[str, Any]:
    row = {key: images.python(TABLE.columns[key], value) for key, value in before.items()}
    return {**row, "version": row["version"] + 1}


def _rows_of(root: ActivityEntry, *columns: ColumnElement[Any]) -> Select[Any]:
    return (
        select(*columns).select_from(KEPT).where(KEPT.c.entry_id == root.id, KEPT.c.table_name == TABLE.name)
    )
