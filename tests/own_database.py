"""An empty database that one test has to itself: a SQLite file, or one on the PostgreSQL server it was told of."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import create_engine, make_url, text

from tests import requirements_here


@contextmanager
def own_database(folder: Path) -> Iterator[str]:
    """Its address; it is gone afterwards."""
    url = requirements_here.postgres_url()
    if url is None:
        yield f"sqlite:///{folder / 'planner.sqlite3'}"
        return
    name = f"samphan_own_{uuid.uuid4().hex[:8]}"
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(
            text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_CTYPE 'C.UTF-8'")
        )
    try:
        yield make_url(url).set(database=name).render_as_string(hide_password=False)
    finally:
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()
