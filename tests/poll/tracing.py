"""Listening to what reaches the database, beneath SQLAlchemy: as the driver is handed it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import Engine, event


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """Every statement of connections opened from now on."""
    heard: list[str] = []

    class Listening(psycopg.Cursor[Any]):
        def execute(self, query: Any, *args: Any, **kwargs: Any) -> Any:
            heard.append(str(query))
            return super().execute(query, *args, **kwargs)

    def listen(connection: Any, _record: object) -> None:
        if engine.dialect.name == "sqlite":
            connection.set_trace_callback(heard.append)
        else:
            connection.cursor_factory = Listening

    engine.dispose()
    event.listen(engine, "connect", listen)
    try:
        yield heard
    finally:
        event.remove(engine, "connect", listen)
        engine.dispose()
