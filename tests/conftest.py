"""What every test may ask for: a blank database, the standing cast, and a visitor who checks each page."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.orm import Session

import config
from planner.accounts.models import User
from planner.app import create_app
from planner.db import Base, only_reads
from planner.extensions import db
from tests import factories, requirements_here
from tests.blanking import FileOfOwn, Tables
from tests.factories import Office
from tests.pages import Visitor
from tests.programs import Program

# fixtures of tests that drive a browser
pytest_plugins = ["tests.browser"]
PG_URL = requirements_here.postgres_url()
pytest_runtest_setup = requirements_here.pytest_runtest_setup
# The machine may be busy with other things: how long examples take says nothing.
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("here")
IN_MEMORY = Path("/dev/shm")
ROOM = 1 << 30
KEY = "a key for tests that no instance would ever have been given"


@pytest.fixture(autouse=True)
def as_at_first() -> None:
    """No test takes over from the one before whether its thread only reads: the order says nothing."""
    only_reads(False)


@pytest.fixture(scope="session")
def worker(request: pytest.FixtureRequest) -> str:
    """The name of this test process among those that run side by side."""
    return os.environ.get("PYTEST_XDIST_WORKER", "alone")


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The data folder of this process's planner; in memory where there is room.

    SQLite waits for a disk at each commit. Tests about what is on the disk have a folder and a server of their own.
    """
    if not IN_MEMORY.is_dir() or shutil.disk_usage(IN_MEMORY).free < ROOM:
        yield tmp_path_factory.mktemp("data")
        return
    with TemporaryDirectory(dir=IN_MEMORY) as folder:
        yield Path(folder)


@pytest.fixture(scope="session")
def database_url(data_dir: Path, worker: str) -> Iterator[str]:
    """A database of this process's own: a SQLite file, or one on the PostgreSQL server it was told of."""
    if PG_URL is None:
        yield f"sqlite:///{data_dir / 'planner.sqlite3'}"
        return
    name = f"samphan_test_{worker}"
    server = create_engine(PG_URL, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
        connection.execute(
            text(
                f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"
            )
        )
    yield make_url(PG_URL).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture(scope="session")
def session_app(database_url: str, data_dir: Path) -> Iterator[Flask]:
    """The application, made once a process; `app` gives it a blank database for each test."""
    settings = config.settings(
        {
            "PLANNER_DATABASE_URL": database_url,
            "PLANNER_DATA_DIR": str(data_dir),
            "PLANNER_SECRET_KEY": KEY,
            "PLANNER_BASE_URL": "http://localhost",
            "PLANNER_GALLERY": "1",
        }
    )
    app = create_app({**settings, "TESTING": True, "PROPAGATE_EXCEPTIONS": False, "WTF_CSRF_ENABLED": True})
    with app.app_context():
        Base.metadata.create_all(db.engine)
        db.engine.dispose()
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def blank(session_app: Flask) -> Callable[[], None]:
    """What empties the database of this process."""
    with session_app.app_context():
        return FileOfOwn(db.engine) if PG_URL is None else Tables(db.engine)


@pytest.fixture
def app(session_app: Flask, blank: Callable[[], None]) -> Flask:
    """The application with a blank database."""
    blank()
    return session_app


@pytest.fixture
def session(app: Flask) -> Iterator[Session]:
    """A database session beside the application's own; commit what the application is to see."""
    # no application context stays open: the application's requests would share it, and `g` with it
    with app.app_context():
        engine = db.engine
    with Session(engine, expire_on_commit=False) as session:
        # connections stay in their pool, where `blank` closes them: a request that is still being answered would put
        # its own back into a pool given up meanwhile, to be closed at any time, under the next test's file
        yield session


@pytest.fixture
def office(session: Session) -> Office:
    """The standing cast, and noise: the other team has rows of everything."""
    return factories.office(session)


@pytest.fixture
def visit(app: Flask, session: Session) -> Callable[..., Visitor]:
    """`visit()` as a stranger, `visit(user)` signed in."""

    def as_(user: User | None = None, *, language: str = "en") -> Visitor:
        return Visitor.of(app, session, user, language=language)

    return as_


@pytest.fixture
def program(app: Flask) -> Iterator[Program]:
    """A calendar program that polls feeds of the application."""
    program = Program(app)
    yield program
    program.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever asks for the application touches the database, and runs again on PostgreSQL.

    Not what is about the words of pages alone, whichever database they come from.
    """
    for item in items:
        if "app" in getattr(item, "fixturenames", ()) and not item.get_closest_marker("once"):
            item.add_marker(pytest.mark.database)
