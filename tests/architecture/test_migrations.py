"""Migrations build exactly what the models say, and go up, down and up again with data in the tables."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import create_engine, inspect, make_url, select, text
from sqlalchemy.orm import Session

import config
from planner import db
from planner.accounts.models import User
from planner.app import create_app
from planner.campaigns.models import Campaign
from planner.events.models import Event
from planner.extensions import db as database
from tests import factories
from tests.conftest import KEY, PG_URL

pytestmark = pytest.mark.database

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def empty_app(tmp_path: Path) -> Iterator[Flask]:
    """The application on a database without a single table."""
    name = f"samphan_migrations_{uuid.uuid4().hex[:8]}"
    server = None if PG_URL is None else create_engine(PG_URL, isolation_level="AUTOCOMMIT")
    url = f"sqlite:///{tmp_path / 'planner.sqlite3'}"
    if server is not None:
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
        url = make_url(str(PG_URL)).set(database=name).render_as_string(hide_password=False)
    settings = config.settings(
        {"PLANNER_DATABASE_URL": url, "PLANNER_DATA_DIR": str(tmp_path), "PLANNER_SECRET_KEY": KEY}
    )
    app = create_app(settings)
    with app.app_context():
        yield app
        database.session.remove()
        database.engine.dispose()
    if server is not None:
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        server.dispose()


def test_there_is_one_head() -> None:
    assert len(ScriptDirectory(str(ROOT / "migrations")).get_heads()) == 1


def test_they_build_exactly_what_the_models_say(empty_app: Flask) -> None:
    flask_migrate.upgrade()
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, db.Base.metadata) == []
        checks = {
            (table, check["name"])
            for table in inspect(connection).get_table_names()
            for check in inspect(connection).get_check_constraints(table)
        }
    wanted = {
        (table.name, str(constraint.name))
        for table in db.Base.metadata.sorted_tables
        for constraint in table.constraints
        if type(constraint).__name__ == "CheckConstraint"
    }
    assert checks == wanted


def test_they_go_down_and_up_again_with_data(empty_app: Flask) -> None:
    flask_migrate.upgrade()
    with Session(database.engine) as session:
        office = factories.office(session)
        campaign = factories.ready_campaign(session, office.corporate, office.owner)
        factories.event(session, campaign, title_th="ปลูกป่าชายเลน")
        session.commit()
    for revision in reversed(revisions()):
        flask_migrate.downgrade(revision=revision)
        with database.engine.connect() as connection:
            heads = MigrationContext.configure(connection).get_current_heads()
        assert heads == (() if revision == "base" else (revision,))
    assert set(inspect(database.engine).get_table_names()) <= {"alembic_version"}
    flask_migrate.upgrade()
    with Session(database.engine) as session:
        assert session.scalars(select(User)).all() == []


def test_data_outlives_a_step_down_above_it(empty_app: Flask) -> None:
    flask_migrate.upgrade()
    with Session(database.engine) as session:
        office = factories.office(session)
        campaign = factories.ready_campaign(session, office.corporate, office.owner)
        factories.event(session, campaign, title_th="ปลูกป่าชายเลน")
        session.commit()
    flask_migrate.downgrade(revision="0004_events")
    flask_migrate.upgrade()
    with Session(database.engine) as session:
        assert "ปลูกป่าชายเลน" in session.scalars(select(Event.title_th)).all()
        assert all(session.scalars(select(Campaign.code)).all())


def test_one_killed_half_way_leaves_nothing(empty_app: Flask) -> None:
    flask_migrate.upgrade(revision="0002_stakeholders")
    flask_migrate.upgrade(revision="0003_campaigns")
    flask_migrate.downgrade(revision="0002_stakeholders")
    before = set(inspect(database.engine).get_table_names())
    with database.engine.connect() as connection:
        connection.execute(text("CREATE TABLE participation (id INTEGER)"))
        connection.commit()
    with pytest.raises(Exception, match="participation"):
        flask_migrate.upgrade(revision="0003_campaigns")
    assert set(inspect(database.engine).get_table_names()) == before | {"participation"}
    with database.engine.connect() as connection:
        connection.execute(text("DROP TABLE participation"))
        connection.commit()
    flask_migrate.upgrade()


def test_none_imports_application_code() -> None:
    for file in (ROOT / "migrations" / "versions").glob("*.py"):
        assert "planner" not in file.read_text(), file.name


def revisions() -> list[str]:
    """`base`, then every revision but the newest, oldest first."""
    script = ScriptDirectory(str(ROOT / "migrations"))
    return ["base", *[step.revision for step in script.walk_revisions()][::-1][:-1]]
