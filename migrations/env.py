"""How migrations run: in one transaction each way, on SQLite too, so that one killed half-way leaves nothing."""

from __future__ import annotations

import logging

from alembic import context
from flask import current_app
from sqlalchemy import Connection, types
from sqlalchemy.engine import Engine

from planner import db

# a start that finds everything in place has nothing to tell
logging.getLogger("alembic").setLevel(logging.WARNING)


def stored_type(_kind: str, column_type: object, _context: object) -> str | bool:
    """Write a column's type as what the database stores: migrations never import application code."""
    if isinstance(column_type, types.TypeDecorator):
        stored = column_type.impl_instance
        if isinstance(stored, types.String) and stored.length:
            return f"sa.String(length={stored.length})"
        return f"sa.{type(stored).__name__}()"
    return False


def run(connection: Connection) -> None:
    """Bring the database to the wanted revision."""
    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite:
        # a table is changed by copying it (batch mode); references must not be checked while it is away
        _check_references(connection, "OFF")
    context.configure(
        connection=connection,
        target_metadata=db.Base.metadata,
        render_as_batch=True,
        render_item=stored_type,
        compare_type=True,
        compare_server_default=True,
        transaction_per_migration=False,
        # SQLite can undo a changed table like any other change; the library does not expect it to (hardening, fact 8)
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    if is_sqlite:
        _check_references(connection, "ON")


def _check_references(connection: Connection, state: str) -> None:
    # on the driver's connection: SQLite ignores this pragma inside a transaction
    driver = connection.connection.driver_connection
    if driver is not None:
        driver.execute(f"PRAGMA foreign_keys = {state}")


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    # a restore brings old tables up to date before they are in place
    run(given)
else:
    engine: Engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as opened:
        run(opened)
