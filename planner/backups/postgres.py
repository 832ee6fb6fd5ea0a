"""PostgreSQL's part of a backup: every table's rows as COPY writes them, all of one moment.

Not `pg_dump`: it must be as new as the server and is often not on the machine the planner runs on; this needs nothing
but the connection the planner has, and a backup holds rows alone, which the migrations' own tables take up again.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Engine, inspect, text

from planner.backups.container import Backup, Writer

PLACE = "database/{}.copy"
REVISIONS = "alembic_version"

# what is in this schema, not in others of the same database
_FOREIGN_KEYS = text(
    "SELECT CAST(CAST(conrelid AS regclass) AS text), quote_ident(conname), pg_get_constraintdef(oid) "
    "FROM pg_constraint WHERE contype = 'f' AND connamespace = CAST(current_schema() AS regnamespace)"
)
_SEQUENCES = text(
    "SELECT sequencename, last_value FROM pg_sequences "
    "WHERE schemaname = current_schema() AND last_value IS NOT NULL"
)
_OTHERS = text(
    # people's and programs', not those by which the server cleans up after itself
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() "
    "AND backend_type = 'client backend'"
)


def write(engine: Engine, writer: Writer) -> tuple[str | None, dict[str, Any]]:
    """Put every row into the backup; returns the tables' revision, and what the way back must know."""
    moment = engine.connect().execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    with moment as connection, connection.begin():
        revision = _revision(connection)
        tables = {}
        for table, columns in _tables(connection).items():
            tables[table] = columns
            # names come from the database's own catalogue, quoted by the dialect
            statement = f"COPY {_named(connection, table, columns)} TO STDOUT"
            with (
                writer.member(PLACE.format(table)) as sink,
                _cursor(connection) as cursor,
                cursor.copy(statement) as rows,
            ):
                for block in rows:
                    sink.write(bytes(block))
        # numbers are never given twice, even of what was deleted: feeds remember them
        sequences = {str(name): int(value) for name, value in connection.execute(_SEQUENCES)}
    return revision, {"tables": tables, "sequences": sequences}


def is_empty(connection: Connection) -> bool:
    """Whether there is nothing that a restore would take away."""
    return not inspect(connection).get_table_names()


def others(connection: Connection) -> int:
    """How many other connections this database has."""
    return int(connection.scalar(_OTHERS) or 0)


def clear(connection: Connection) -> None:
    """Drop every table there is."""
    quote = connection.dialect.identifier_preparer.quote
    for table in inspect(connection).get_table_names():
        connection.execute(text(f"DROP TABLE {quote(table)} CASCADE"))


def load(connection: Connection, backup: Backup) -> None:
    """Put the backup's rows into tables of its revision, within the connection's transaction.

    References are taken off first and put back at the end: they are checked once, whatever the order of the rows.
    """
    keys = connection.execute(_FOREIGN_KEYS).all()
    for table, name, _ in keys:
        connection.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT {name}"))
    quote = connection.dialect.identifier_preparer.quote
    for table, columns in backup.manifest.database["tables"].items():
        # a migration may have put rows of its own there
        connection.execute(text(f"DELETE FROM {quote(table)}"))  # noqa: S608 - a name of our own list, quoted
        statement = f"COPY {_named(connection, table, columns)} FROM STDIN"
        with _cursor(connection) as cursor, cursor.copy(statement) as rows:
            for block in backup.blocks(PLACE.format(table)):
                rows.write(block)
    for table, name, definition in keys:
        connection.execute(text(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"))
    for name, value in backup.manifest.database["sequences"].items():
        connection.execute(
            text("SELECT setval(CAST(:name AS regclass), :value)"), {"name": quote(name), "value": value}
        )


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(REVISIONS):
        return None
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if found is None else str(found)


def _tables(connection: Connection) -> dict[str, list[str]]:
    """Every table with its columns, but for those the database works out itself."""
    catalogue = inspect(connection)
    return {
        table: [str(column["name"]) for column in catalogue.get_columns(table) if "computed" not in column]
        for table in sorted(catalogue.get_table_names())
        if table != REVISIONS
    }


def _named(connection: Connection, table: str, columns: list[str]) -> str:
    quote = connection.dialect.identifier_preparer.quote
    return f"{quote(table)} ({', '.join(map(quote, columns))})"


def _cursor(connection: Connection) -> Any:
    """The driver's own cursor, in the transaction of this connection: COPY is beyond SQLAlchemy."""
    driver: Any = connection.connection.driver_connection
    return driver.cursor()
