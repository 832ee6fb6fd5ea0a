"""Writing many rows of one table at once, new ones and known ones alike, on either database."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, inspect
from sqlalchemy.dialects import sqlite

from planner.db import Base


def put(connection: Connection, model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert them, or write over those whose key is there. All rows name every column.

    In the order of their keys, so that two transactions that write the same ones wait for each other in turn.
    """
    if not rows:
        return
    statement, keys = _statement(model, connection.dialect.name)
    connection.execute(statement, sorted(rows, key=lambda row: [row[key] for key in keys]))


@cache
def _statement(model: type[Base], dialect: str) -> tuple[Executable, list[str]]:
    table: Any = inspect(model).local_table
    keys = [column.key for column in table.primary_key]
    statement = _insert_of(dialect)(table)
    others = {column.key: statement.excluded[column.key] for column in table.c if column.key not in keys}
    return statement.on_conflict_do_update(index_elements=keys, set_=others), keys


def _insert_of(dialect: str) -> Any:
    if dialect == "sqlite":
        return sqlite.insert
    from sqlalchemy.dialects import postgresql  # noqa: PLC0415 all its drivers come with it

    return postgresql.insert
