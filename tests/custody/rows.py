"""Every kept row of the database, value for value, without what follows from the act of saving."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.activity import images
from planner.activity.images import DERIVED, KEPT

Rows = dict[tuple[str, tuple[Any, ...]], dict[str, Any]]
# nobody's words or decisions, and true of the row however often it came and went
_FOLLOWS = DERIVED - {"created_at", "created_by_id", "search_text", "sort_key", "is_long"}


def everything(session: Session) -> Rows:
    """All rows of the kept tables, by table and key; ends the transaction, so that what is read is what is kept."""
    session.expunge_all()
    session.rollback()
    found: Rows = {}
    for name in sorted(KEPT):
        table = images.table_of(name)
        for row in session.execute(select(table)).mappings():
            held = {str(key): images.plain(value) for key, value in row.items()}
            found[name, images.key_of(table, held)] = {
                key: value for key, value in held.items() if key not in _FOLLOWS
            }
    return found
