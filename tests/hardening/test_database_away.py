"""A10, A16: what happens while somebody else writes, and while the database is not there at all."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import User
from planner.db import BUSY_TIMEOUT_MS
from planner.extensions import db
from tests import requirements_here
from tests.factories import Office
from tests.pages import Visitor
from tests.programs import Program, feed

Visit = Callable[..., Visitor]

AT_ONCE_S = 1.0
PATIENCE_S = BUSY_TIMEOUT_MS / 1000 + 0.5
on_sqlite = pytest.mark.skipif(
    requirements_here.postgres_url() is not None, reason="only SQLite has one writer"
)


@contextmanager
def somebody_writing(app: Flask) -> Iterator[None]:
    """Somebody holds the one right to write, and does not let go."""
    with app.app_context():
        pooled = db.engine.raw_connection()
    connection = pooled.driver_connection
    pooled.detach()
    assert connection is not None
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.execute("ROLLBACK")
        connection.close()


@pytest.fixture
def hurried(app: Flask, monkeypatch: pytest.MonkeyPatch) -> float:
    """How long writers wait for one another, in seconds: less than in earnest, so that the test does not."""
    monkeypatch.setattr("planner.db.BUSY_TIMEOUT_MS", 700)
    with app.app_context():
        db.engine.dispose()
    return 0.7


@on_sqlite
def test_readers_never_wait_and_writers_do_not_wait_for_ever(
    app: Flask,
    session: Session,
    office: Office,
    visit: Visit,
    hurried: float,
    caplog: pytest.LogCaptureFixture,
) -> None:
    visitor = visit(office.owner)
    page = visitor.get("/profile")
    with time_machine.travel(clock.now() + timedelta(minutes=11)), somebody_writing(app):
        for path in ("/", "/campaigns", "/profile", "/nowhere"):
            begun = time.perf_counter()
            answer = visitor.client.get(path)
            assert answer.status_code in {200, 404}, path
            assert time.perf_counter() - begun < AT_ONCE_S, path
        begun = time.perf_counter()
        refused = visitor.fill(page, "/profile", given_th="สมหญิง", status=503)
        assert hurried - 0.1 < time.perf_counter() - begun < hurried + 0.5
    assert refused.response.headers["Retry-After"] == "5"
    assert refused.root is not None
    assert refused.root.get("lang") == "en"
    assert "Nothing of yours was lost" in refused.text
    assert [record.levelname for record in caplog.get_records("call")] == ["WARNING"]
    caplog.clear()
    visitor.fill(page, "/profile", given_th="สมหญิง")
    session.expire_all()
    assert session.scalars(select(User.given_th).where(User.id == office.owner.id)).one() == "สมหญิง"


@on_sqlite
def test_a_writer_who_comes_while_another_writes_waits_its_turn(
    app: Flask, office: Office, visit: Visit
) -> None:
    visitor = visit(office.owner)
    page = visitor.get("/profile")
    begun = threading.Event()

    def hold() -> None:
        with somebody_writing(app):
            begun.set()
            time.sleep(0.8)

    other = threading.Thread(target=hold)
    other.start()
    begun.wait()
    visitor.fill(page, "/profile", position="Director")
    other.join()
    assert "Director" in visitor.get("/profile").html


@on_sqlite
@pytest.mark.long
def test_in_earnest_a_writer_waits_five_seconds(
    app: Flask, office: Office, visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    visitor = visit(office.owner)
    page = visitor.get("/profile")
    with somebody_writing(app):
        begun = time.perf_counter()
        visitor.fill(page, "/profile", given_th="สมหญิง", status=503)
        assert BUSY_TIMEOUT_MS / 1000 - 0.1 < time.perf_counter() - begun < PATIENCE_S
    caplog.clear()


@pytest.fixture
def away(app: Flask, data_dir: Path) -> Iterator[None]:
    """The database is not there."""
    with app.app_context():
        engine = db.engine
        engine.dispose()
    before = engine.url
    nowhere = (
        {"database": str(data_dir / "nowhere" / "x"), "host": None} if before.host is None else {"port": 1}
    )
    engine.url = before.set(**nowhere)
    arguments = engine.dialect.create_connect_args(engine.url)

    def connect(*_: object, **__: object) -> object:
        return engine.dialect.connect(*arguments[0], **arguments[1])

    creator, engine.pool._creator = engine.pool._creator, connect  # type: ignore[assignment]
    yield
    engine.pool._creator = creator
    engine.url = before


def test_while_the_database_is_away_every_page_says_so_and_never_a_bare_500(
    app: Flask, session: Session, office: Office, visit: Visit, away: None, caplog: pytest.LogCaptureFixture
) -> None:
    with app.test_client() as stranger:
        assert stranger.get("/healthz").status_code == 200
        assert stranger.get("/readyz").status_code == 503
        with stranger.session_transaction() as cookie:
            cookie["_user_id"] = "ses_whoever"
            cookie["language"] = "th"
        assert stranger.get("/healthz").status_code == 200
        assert stranger.get("/static/css/base.css", buffered=True).status_code == 200
        assert stranger.get("/nowhere").status_code == 404
        for path in ("/", "/campaigns", "/links/x", "/sign-in"):
            answer = stranger.get(path)
            assert answer.status_code == 503, path
            assert int(answer.headers["Retry-After"]) > 0
            assert answer.headers["Content-Security-Policy"]
            assert 'lang="th"' in answer.text
            assert answer.headers["X-Request-ID"] in answer.text
        assert stranger.post("/theme", data={"theme": "dark"}).status_code in {400, 503}
    caplog.clear()


def test_a_poll_is_told_to_come_back(
    session: Session, app: Flask, away: None, caplog: pytest.LogCaptureFixture
) -> None:
    program = Program(app)
    reply = program.ask(f"/feeds/{program.seals.token(1, 1)}.ics")
    assert (reply.status, reply.headers["Content-Type"]) == (503, "text/plain; charset=utf-8")
    assert int(reply.headers["Retry-After"]) > 0
    program.close()
    caplog.clear()


def test_an_error_in_our_own_sql_is_never_taken_for_a_database_away(
    app: Flask,
    office: Office,
    visit: Visit,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def injected(*_: object, **__: object) -> None:
        db.session.execute(text("SELECT 'locked busy connect readonly' FROM locked_busy_connect"))

    monkeypatch.setattr("planner.web.search.views.listing", injected)
    assert visit(office.owner).get("/search?q=x", status=500).response.headers["X-Request-ID"] in caplog.text
    caplog.clear()


@on_sqlite
def test_every_connection_is_opened_as_it_must_be(app: Flask, session: Session, office: Office) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": BUSY_TIMEOUT_MS}
    with app.app_context():
        connections = [db.engine.connect() for _ in range(4)]
        raw = db.engine.raw_connection()
    for connection in connections:
        found = {key: connection.exec_driver_sql(f"PRAGMA {key}").scalar() for key in wanted}
        assert found == wanted
        connection.close()
    raw.close()
    program = Program(app)
    made = feed(session)
    program.fetch(made)
    kept = program.poll.store._idle[0]
    assert {key: kept.execute(f"PRAGMA {key}").fetchone()[0] for key in wanted} == wanted
    program.close()
    with app.app_context(), db.engine.connect() as connection, pytest.raises(OperationalError):
        connection.exec_driver_sql("SELECT no_such_function()")
