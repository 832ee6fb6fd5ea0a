"""`doctor`: nothing to say of a healthy instance, a finding in words for each thing that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import event, text
from sqlalchemy.orm import Session

from planner import clock
from planner.activity.models import ActivityEntry
from planner.extensions import db
from planner.jobs.models import WorkerSeen
from tests import requirements_here
from tests.factories import Office

on_sqlite = pytest.mark.skipif(requirements_here.postgres_url() is not None, reason="about SQLite's file")


@pytest.fixture
def healthy(app: Flask, session: Session, office: Office, data_dir: Path) -> Iterator[Flask]:
    """The instance of the tests, in order: tables of today, a key in the settings, a worker just seen."""
    session.merge(WorkerSeen(id=1, seen_at=clock.now()))
    session.commit()
    data_dir.chmod(0o700)
    with app.app_context():
        flask_migrate.stamp()
    yield app
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))


Say = Callable[..., str]


@pytest.fixture
def say(healthy: Flask, monkeypatch: pytest.MonkeyPatch) -> Say:
    """What the doctor says, `status` insisted on."""
    # a test server need not be safe from power cuts
    monkeypatch.setattr("planner.cli.checkups.database.DURABLE", ())

    def say(status: int = 1) -> str:
        result = healthy.test_cli_runner().invoke(args=["doctor"])
        assert result.exit_code == status, result.output
        return result.output

    return say


def test_of_a_healthy_instance_there_are_no_findings(say: Say) -> None:
    said = say(0)
    assert "No findings." in said
    assert "!!" not in said
    assert "The tables are those of this release" in said
    assert "A worker was seen" in said


def test_tables_of_another_release_are_told(say: Say, healthy: Flask) -> None:
    for revision, wanted in (("0003_campaigns", "Migrations are pending"), ("9999_to_come", "newer release")):
        with healthy.app_context(), db.engine.begin() as connection:
            connection.execute(
                text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision}
            )
        assert wanted in say()


def test_a_worker_that_is_not_there_is_told(say: Say, session: Session) -> None:
    session.merge(WorkerSeen(id=1, seen_at=clock.now() - timedelta(hours=1)))
    session.commit()
    assert "no worker was seen since" in say().lower()
    session.execute(text("DELETE FROM worker_seen"))
    session.commit()
    assert "no worker was ever seen" in say().lower()


def test_a_key_that_others_may_read_or_that_is_another_is_told(say: Say, data_dir: Path) -> None:
    key = data_dir / "secret-key"
    key.write_text("another key than the one of the settings")
    key.chmod(0o644)
    try:
        said = say()
    finally:
        key.unlink()
    assert f"chmod 600 {key}" in said
    assert "PLANNER_SECRET_KEY and the data folder's secret-key differ" in said


def test_a_machine_that_lacks_something_is_told(
    say: Say, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data_dir.chmod(0o755)
    monkeypatch.setattr("planner.cli.checkups.machine.LEAST_FREE_BYTES", 10**18)
    monkeypatch.setattr("planner.briefs.libraries.missing", lambda: ["pango"])
    monkeypatch.setattr("planner.clock.now", lambda: datetime(1970, 1, 1, tzinfo=UTC))
    said = say()
    data_dir.chmod(0o700)
    for wanted in ("chmod 700", "MB are free", "pango missing", "clock is wrong: it says 1970"):
        assert wanted in said, said


def test_a_database_that_is_away_is_told_and_the_rest_is_looked_at(
    say: Say, healthy: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with healthy.app_context():
        engine = db.engine
        engine.dispose()
        away: dict[str, Any] = {"port": 1} if engine.dialect.name == "postgresql" else {"timeout": 1}
        where = () if engine.dialect.name == "postgresql" else ("/nowhere/at/all",)
        monkeypatch.setattr(engine.pool, "_creator", lambda *_: engine.dialect.connect(*where, **away))
    said = say()
    assert "The database is away" in said
    assert "The data folder can be written to." in said


@on_sqlite
def test_rows_without_what_they_belong_to_are_told(say: Say, healthy: Flask) -> None:
    with healthy.app_context():
        raw = db.engine.raw_connection()
        connection: Any = raw.driver_connection
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("UPDATE membership SET team_id = 987654")
        raw.invalidate()
    said = say()
    assert "rows refer to rows that are not there, in: membership" in said


@on_sqlite
def test_connections_that_are_opened_otherwise_are_told(say: Say, healthy: Flask) -> None:
    def spoil(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA busy_timeout = 100")

    with healthy.app_context():
        engine = db.engine
        engine.dispose()
    event.listen(engine, "connect", spoil)
    try:
        said = say()
    finally:
        event.remove(engine, "connect", spoil)
        engine.dispose()
    assert "synchronous is 1" in said
    assert "busy_timeout is 100 ms" in said


@on_sqlite
def test_an_older_sqlite_is_told_where_processes_share_it(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planner.cli.checkups.database.SAFE_SQLITE", (99, 0, 0))
    assert "run one process only" in say(0)
    monkeypatch.setattr("planner.cli.checkups.database._users", lambda _: [1, 2, 2])
    assert "2 processes share" in say()


@on_sqlite
def test_a_clock_that_was_set_back_is_told(say: Say, session: Session, office: Office) -> None:
    later = datetime(2999, 1, 1, tzinfo=UTC)
    session.add(
        ActivityEntry(
            at=later, verb="user.joined", subject_type="user", subject_id=office.owner.id, changes={}
        )
    )
    session.commit()
    assert "set back" in say()
