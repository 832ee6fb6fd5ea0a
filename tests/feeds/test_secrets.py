"""A feed's secret stands nowhere but in its address: not in the database, not in a log."""

from __future__ import annotations

import logging

import pytest
from sqlalchemy import LargeBinary, select
from sqlalchemy.orm import Session

from planner.db import Base
from planner.feeds import actions
from planner.feeds.actions import Contents, Subscription
from planner.feeds.models import Holder
from tests import factories
from tests.factories import Office
from tests.programs import Program, shown_campaign


def test_a_copy_of_the_database_and_the_logs_hold_no_secret(
    program: Program, session: Session, office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    factories.event(session, shown_campaign(session, office))
    feeds = []
    with caplog.at_level(logging.DEBUG):
        for _ in range(5):
            made = actions.make(
                session, Subscription(contents=Contents(name="x"), holder=Holder.OPEN), actor=office.owner
            )
            session.commit()
            program.fetch(made)
            actions.renew(session, made, version=made.version, actor=office.owner)
            session.commit()
            program.fetch(made, version=1)
            program.fetch(made)
            feeds.append(made)
        program.ask(program.path(feeds[0]), method="POST")
        program.ask(program.path(feeds[0]), headers={"Host": "evil.example"})
    program.poll.fetches.close()
    dump = b""
    for table in Base.metadata.sorted_tables:
        for row in session.execute(select(table)):
            for column, value in zip(table.columns, row, strict=True):
                dump += (value or b"") if isinstance(column.type, LargeBinary) else f"{value}\n".encode()
    seals = [program.seals.token(feed.id, version)[-24:] for feed in feeds for version in (1, 2)]
    assert len(dump) > 5_000
    for seal in seals:
        assert seal.encode() not in dump
        assert seal not in caplog.text
    assert "cal_" not in caplog.text
