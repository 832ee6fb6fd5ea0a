"""What a poll costs: one row of one table, nothing written, however many events there are."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from planner.extensions import db
from planner.feeds import prepared
from planner.feeds.models import Feed
from tests import factories
from tests.factories import Office
from tests.poll.tracing import statements
from tests.programs import Program, feed, shown_campaign


@pytest.fixture
def engine(app: Flask) -> Engine:
    """The application's."""
    with app.app_context():
        return db.engine


def some_events(session: Session, office: Office, count: int) -> Feed:
    campaign = shown_campaign(session, office)
    for _ in range(count):
        factories.event(session, campaign)
    return feed(session, campaign_id=campaign.id)


def heard_of(program: Program, engine: Engine, feed: Feed, status: int, **headers: str) -> list[str]:
    program.poll.store.close()
    with statements(engine) as heard:
        # opening a connection has statements of its own
        program.fetch(feed, version=None, status=status, **headers)
        del heard[:]
        program.fetch(feed, version=None, status=status, **headers)
        return list(heard)


def test_a_poll_is_one_statement_that_reads_and_none_that_writes(
    program: Program, session: Session, office: Office, engine: Engine
) -> None:
    for count in (1, 30):
        calendar = some_events(session, office, count)
        reply = program.fetch(calendar)
        for status, headers in (
            (304, {"if_none_match": reply.etag}),
            (304, {"if_modified_since": reply.headers["Last-Modified"]}),
            (200, {}),
            (200, {"if_none_match": '"other"'}),
        ):
            heard = heard_of(program, engine, calendar, status, **headers)
            assert len(heard) == 1, heard
            assert heard[0].strip().startswith("SELECT secret_version"), heard


def test_a_poll_of_an_unknown_secret_asks_the_database_nothing(
    program: Program, session: Session, office: Office, engine: Engine
) -> None:
    program.fetch(some_events(session, office, 1))
    program.poll.store.close()
    with statements(engine) as heard:
        assert program.ask("/feeds/noise.ics").status == 404
        assert program.ask(f"/feeds/cal_1_1_{'A' * 24}.ics").status == 404
        assert heard == []


def test_an_unchanged_feed_is_one_row_found_by_its_key_and_its_bytes_are_not_touched(
    program: Program, session: Session, office: Office, engine: Engine
) -> None:
    calendar = some_events(session, office, 3)
    program.fetch(calendar)
    question = prepared._SQL.format(calendar.id)
    if engine.dialect.name == "sqlite":
        plan = [row[-1] for row in session.execute(text(f"EXPLAIN QUERY PLAN {question}"))]
        assert plan == ["SEARCH prepared_feed USING INTEGER PRIMARY KEY (rowid=?)"]
    else:
        session.execute(text("SET enable_seqscan = off"))
        plan = [row[0] for row in session.execute(text(f"EXPLAIN ANALYZE {question}"))]
        assert any("pk_prepared_feed on prepared_feed" in step and "rows=1" in step for step in plan), plan
        assert not any("prepared_body" in step for step in plan), plan


def test_bytes_that_were_sent_lately_are_not_read_again(
    program: Program, session: Session, office: Office, engine: Engine
) -> None:
    calendar = some_events(session, office, 2)
    program.poll.store.close()
    with statements(engine) as heard:
        first = program.fetch(calendar, version=None)
        assert [one for one in heard if "prepared_body" in one]
        del heard[:]
        assert program.fetch(calendar, version=None).body == first.body
        assert not [one for one in heard if "prepared_body" in one]


def test_what_is_kept_in_memory_is_bounded_and_of_the_right_version() -> None:
    bodies = prepared.Bodies(100)
    row = prepared.Prepared(1, None, None, False, 3, None, None, 1, "digest")  # type: ignore[arg-type] # of a row, only its version and digest matter here
    for feed_id in range(10):
        bodies.keep(feed_id, row, b"x" * 40)
    assert [feed_id for feed_id in range(10) if bodies.get(feed_id, row)] == [8, 9]
    assert bodies.get(9, row) == b"x" * 40
    assert bodies.get(9, row._replace(version=4)) is None
    assert bodies.get(9, row._replace(body_digest="other")) is None
    bodies.keep(9, row._replace(version=4), b"y" * 200)
    assert bodies.get(9, row._replace(version=4)) is None, "what does not fit at all is not kept"


def test_only_the_first_poll_after_a_change_writes(
    program: Program, session: Session, office: Office, engine: Engine
) -> None:
    calendar = some_events(session, office, 2)
    program.fetch(calendar)
    campaign = shown_campaign(session, office)
    factories.event(session, campaign)
    calendar.name = "Renamed"
    session.commit()
    program.poll.store.close()
    with statements(engine) as heard:
        program.fetch(calendar)
        assert [one for one in heard if one.lstrip().startswith(("UPDATE", "INSERT"))]
        del heard[:]
        program.fetch(calendar)
        assert len(heard) == 1
