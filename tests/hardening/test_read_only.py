"""A9: a database that takes no changes is read on, and whoever writes is told why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import User
from planner.extensions import db
from tests.factories import Office
from tests.pages import Visitor
from tests.programs import Program, feed

Visit = Callable[..., Visitor]


@pytest.fixture
def lock(app: Flask) -> Iterator[Callable[[bool], None]]:
    """Take the right to write from every connection, and give it back."""
    with app.app_context():
        engine = db.engine

    def forbid(connection: Any, _record: object) -> None:
        if engine.dialect.name == "sqlite":
            connection.execute("PRAGMA query_only = ON")
        else:
            connection.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
            connection.commit()

    def set_to(is_locked: bool) -> None:
        (event.listen if is_locked else event.remove)(engine, "connect", forbid)
        engine.dispose()

    yield set_to
    if event.contains(engine, "connect", forbid):
        set_to(False)


def test_pages_go_on_and_writing_is_refused_in_words(
    session: Session,
    office: Office,
    visit: Visit,
    lock: Callable[[bool], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    english, thai = visit(office.owner), visit(office.mate, language="th")
    pages = {visitor: visitor.get("/profile") for visitor in (english, thai)}
    session.rollback()
    lock(True)
    # a visit is due to be noted, which must not cost the page
    with time_machine.travel(clock.now() + timedelta(minutes=11)):
        for path in ("/", "/campaigns", "/calendar", "/stakeholders", "/profile"):
            assert english.client.get(path).status_code == 200, path
        refused = english.fill(pages[english], "/profile", given_th="สมหญิง", status=503)
        assert "takes no changes" in refused.text
        assert int(refused.response.headers["Retry-After"]) > 0
        assert thai.fill(pages[thai], "/profile", given_th="สมหญิง", status=503).root is not None
    assert {record.levelname for record in caplog.get_records("call")} <= {"INFO", "WARNING"}
    caplog.clear()
    lock(False)
    english.fill(pages[english], "/profile", given_th="สมหญิง")
    session.expire_all()
    assert session.scalars(select(User.given_th).where(User.id == office.owner.id)).one() == "สมหญิง"


def test_polls_of_what_is_prepared_go_on(
    session: Session,
    app: Flask,
    lock: Callable[[bool], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    program = Program(app)
    made = feed(session)
    reply = program.fetch(made)
    lock(True)
    program.poll.store.close()
    assert program.fetch(made).body == reply.body
    program.fetch(made, status=304, if_none_match=reply.etag)
    # writing down who fetched is put off, not lost
    program.poll.fetches.write()  # type: ignore[attr-defined] # the poll edge need not know that it can
    lock(False)
    program.close()
    caplog.clear()
