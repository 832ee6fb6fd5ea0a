"""A database that is away or busy: programs are asked to come back, and keep what they show."""

from __future__ import annotations

import threading
import time

import pytest
from flask import Flask
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from planner.extensions import db
from planner.feeds.models import Feed
from tests import factories
from tests.factories import Office
from tests.programs import Program, feed, shown_campaign


@pytest.fixture
def calendar(session: Session, office: Office) -> Feed:
    """An open feed with one event in it."""
    factories.event(session, shown_campaign(session, office))
    return feed(session)


@pytest.fixture
def engine(app: Flask) -> Engine:
    """The application's."""
    with app.app_context():
        return db.engine


def break_table(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE prepared_feed RENAME TO elsewhere"))


def mend_table(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE elsewhere RENAME TO prepared_feed"))


def test_whatever_is_wrong_with_the_database_programs_are_told_to_come_back(
    program: Program, calendar: Feed, engine: Engine, caplog: pytest.LogCaptureFixture
) -> None:
    program.fetch(calendar)
    break_table(engine)
    try:
        reply = program.fetch(calendar, status=503)
    finally:
        mend_table(engine)
    assert reply.headers["Retry-After"] == "30"
    assert reply.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "cal_" not in caplog.text
    program.fetch(calendar)


def test_connections_that_died_meanwhile_are_opened_anew(program: Program, calendar: Feed) -> None:
    program.fetch(calendar)
    for connection in list(program.poll.store._idle):
        connection.close()
    program.fetch(calendar)


def test_a_feed_that_must_be_prepared_waits_for_the_writer_before_it(
    program: Program, session: Session, calendar: Feed, engine: Engine
) -> None:
    etag = program.fetch(calendar).etag
    calendar.name = "Renamed"
    session.commit()
    begun, done = threading.Event(), threading.Event()

    def write() -> None:
        with engine.begin() as connection:
            connection.execute(
                text("UPDATE prepared_feed SET due_at = due_at WHERE feed_id = :id"), {"id": calendar.id}
            )
            begun.set()
            done.wait(10)

    writer = threading.Thread(target=write)
    writer.start()
    begun.wait(10)
    threading.Timer(0.3, done.set).start()
    started = time.perf_counter()
    reply = program.fetch(calendar, if_none_match=etag)
    writer.join()
    assert "Renamed" in reply.text
    assert time.perf_counter() - started > 0.1


def test_a_database_that_stays_locked_puts_the_first_poll_off_and_no_other(
    program: Program, session: Session, calendar: Feed, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = feed(session)
    etag = program.fetch(other).etag
    program.fetch(calendar)
    calendar.name = "Renamed"
    session.commit()
    monkeypatch.setattr("planner.feeds.prepare.BUSY_TIMEOUT_MS", 200)
    monkeypatch.setattr("planner.db.BUSY_TIMEOUT_MS", 200)
    # connections opened from now on wait no longer than that
    engine.dispose()
    with engine.begin() as writer:
        writer.execute(
            text("UPDATE prepared_feed SET due_at = due_at WHERE feed_id = :id"), {"id": calendar.id}
        )
        reply = program.fetch(calendar, status=503)
        assert reply.headers["Retry-After"] == "30"
        program.fetch(other, status=304, if_none_match=etag)
    assert "Renamed" in program.fetch(calendar).text
    engine.dispose()
