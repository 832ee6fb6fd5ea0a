"""An instance with something in it, and an empty place to restore it to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

import config
from planner.app import create_app
from planner.backups.making import Instance
from planner.extensions import db
from tests.conftest import KEY
from tests.own_database import own_database

Elsewhere = Callable[..., Flask]


@pytest.fixture
def instance(app: Flask, session: Session, data_dir: Path) -> Iterator[Instance]:
    """The application's instance, its tables at the newest revision."""
    with app.app_context():
        flask_migrate.stamp()
        engine = db.engine
    yield Instance(engine, data_dir, KEY)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Elsewhere]:
    """Starts the planner on an empty folder and an empty database; again on the same, with what is there by then."""
    with ExitStack() as stack:
        folder = tmp_path / "elsewhere"
        folder.mkdir()
        url = stack.enter_context(own_database(folder))

        started: list[Flask] = []

        def start(**given: str) -> Flask:
            settings = config.settings(
                {
                    "PLANNER_DATABASE_URL": url,
                    "PLANNER_DATA_DIR": str(folder),
                    "PLANNER_BASE_URL": "http://localhost",
                    **given,
                }
            )
            for earlier in started:
                _leave(earlier)
            app = create_app({**settings, "TESTING": True, "PROPAGATE_EXCEPTIONS": False})
            started.append(app)
            stack.callback(_leave, app)
            return app

        yield start


def _leave(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
