"""The living example for tests: told once a process, and copied for those who change it.

A suite takes what it needs into its conftest: `from tests.demo import demo_app, demo_session, demo_store`.
`demo_store` and `demo_app` belong together, and `demo_store` is what takes its time; `demo_copy` needs it too.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.orm import Session

import config
from planner.app import create_app
from planner.db import Base
from planner.extensions import db
from tests import requirements_here

PG_URL = requirements_here.postgres_url()
KEY = "a key for the example in tests, which no instance would have"
FILE = "planner.sqlite3"


@dataclass(frozen=True)
class Store:
    """Where the loaded example lies: a data folder, and a database name on PostgreSQL."""

    folder: Path
    name: str

    def copy(self, folder: Path, name: str) -> Store:
        """The same again, to be changed; what was there by this name is gone."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / "demo").touch()
        if PG_URL is None:
            shutil.copyfile(self.folder / FILE, folder / FILE)
        else:
            drop(name)
            on_server(f"CREATE DATABASE {name} TEMPLATE {self.name}")
        return Store(folder, name)

    @property
    def url(self) -> str:
        """The database's address."""
        if PG_URL is None:
            return f"sqlite:///{self.folder / FILE}"
        return make_url(PG_URL).set(database=self.name).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory, worker: str) -> Iterator[Store]:
    """The example as `demo load` tells it, to be copied and never written to."""
    store = Store(tmp_path_factory.mktemp("demo"), f"samphan_demo_{worker}")
    app = empty(store)
    result = app.test_cli_runner().invoke(args=["demo", "load"])
    assert result.exit_code == 0, result.output
    with app.app_context():
        # the last connection to go folds the log into the file, so that copying the file copies the example
        db.engine.dispose()
    yield store
    drop(store.name)


@pytest.fixture(scope="session")
def demo_app(demo_store: Store, tmp_path_factory: pytest.TempPathFactory, worker: str) -> Iterator[Flask]:
    """The application over an example of this process's own, for tests that only read."""
    with copied(demo_store, tmp_path_factory.mktemp("demo_read"), f"samphan_demo_read_{worker}") as app:
        yield app


@pytest.fixture
def demo_copy(demo_store: Store, tmp_path: Path, worker: str) -> Iterator[Flask]:
    """The application over an example that the test may change."""
    with copied(demo_store, tmp_path / "demo", f"samphan_demo_copy_{worker}") as app:
        yield app


@pytest.fixture
def demo_session(demo_app: Flask) -> Iterator[Session]:
    """A session to read the example with."""
    with demo_app.app_context():
        engine = db.engine
    with Session(engine) as session:
        yield session


@contextmanager
def copied(store: Store, folder: Path, name: str) -> Iterator[Flask]:
    """An application over a copy of the example, which is gone afterwards."""
    app = opened(store.copy(folder, name))
    yield app
    with app.app_context():
        db.engine.dispose()
    drop(name)


def empty(store: Store) -> Flask:
    """The application over a store in which there are tables and nothing in them. Whoever asks drops it."""
    if PG_URL is not None:
        drop(store.name)
        on_server(
            f"CREATE DATABASE {store.name} TEMPLATE template0 ENCODING 'UTF8' "
            "LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"
        )
    app = opened(store)
    with app.app_context():
        Base.metadata.create_all(db.engine)
    return app


def opened(store: Store) -> Flask:
    """The application over a store."""
    settings = config.settings(
        {
            "PLANNER_DATABASE_URL": store.url,
            "PLANNER_DATA_DIR": str(store.folder),
            "PLANNER_SECRET_KEY": KEY,
            "PLANNER_BASE_URL": "http://localhost",
        }
    )
    return create_app({**settings, "TESTING": True, "PROPAGATE_EXCEPTIONS": False})


def drop(name: str) -> None:
    """Remove a database on the server; on SQLite there is none."""
    if PG_URL is not None:
        on_server(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def on_server(statement: str) -> None:
    """Run one statement that no transaction may hold."""
    server = create_engine(PG_URL or "", isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(statement))
    server.dispose()
