"""F9: looking changes nothing, and nothing is changed by a request that somebody else's page could send."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import Engine, Select, Table, select
from sqlalchemy.orm import Session

from planner import clock
from planner.db import Base
from tests.factories import Office
from tests.hardening.premises import Premises
from tests.hardening.walking import all_sheets, crawl
from tests.pages import Page, Visitor
from tests.programs import Program

Visit = Callable[..., Visitor]

# whether a page writes is the same on either database; that the writing is whole is asked on both, in test_writing
pytestmark = pytest.mark.once

# what looking may leave behind: when somebody was last seen, when a feed was last fetched, what was made ready
LEFT = {
    "user_session": {"seen_at"},
    "feed": {"last_fetched_at", "last_fetched_by"},
}
MADE_READY = {"prepared_feed", "prepared_body", "prepared_event", "carried"}


def contents(session: Session) -> dict[str, list[Any]]:
    """Every row of every table, but for what looking may leave behind."""
    engine = session.get_bind()
    assert isinstance(engine, Engine)
    # over a connection of its own, which is given back: whoever writes next waits for nobody
    with engine.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(_looked_at(table))))
            for table in Base.metadata.sorted_tables
            if table.name not in MADE_READY
        }


@cache
def _looked_at(table: Table) -> Select[tuple[Any, ...]]:
    left = LEFT.get(table.name, ())
    return select(*(column for column in table.columns if column.key not in left))


@pytest.mark.parametrize("who", ["administrator", pytest.param("mate", marks=pytest.mark.long)])
def test_looking_at_everything_twice_changes_nothing(
    who: str, app: Flask, session: Session, office: Office, visit: Visit, premises: Premises, program: Program
) -> None:
    visitor = visit(getattr(office, who))
    polls = [program.path(feed) for feed in premises.feeds]
    before = contents(session)
    with time_machine.travel(clock.now() + timedelta(minutes=11), tick=False):
        seen = crawl(app, visitor, premises)
        for path in seen:
            answer = visitor.client.get(path, buffered=True)
            assert answer.status_code == seen[path].status, path
            assert visitor.client.head(path).status_code == seen[path].status, path
            visitor.client.options(path)
        for path in polls:
            assert program.ask(path).status == 200
        # what was noted of the polls is written down
        program.close()
    assert len(seen) > 100
    assert contents(session) == before


def test_nobody_changes_anything_by_opening_what_a_form_is_sent_to(
    app: Flask, session: Session, office: Office, visit: Visit, premises: Premises
) -> None:
    visitor = visit(office.administrator)
    before = contents(session)
    for _, path in premises.addresses(app, "POST"):
        for method in ("GET", "HEAD", "OPTIONS"):
            answer = visitor.client.open(path, method=method, buffered=True)
            assert answer.status_code < 500, f"{method} {path}"
    assert contents(session) == before


def forgeries(app: Flask, visitor: Visitor, premises: Premises) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Every form as its page would have it sent, and every address that takes one, without anything in it."""
    for of in all_sheets(app, crawl(app, visitor, premises, several=1, every=False)).values():
        yield of[0].action, {key: value for key, value in of[0].values.items() if key != "csrf_token"}
    for _, path in premises.addresses(app, "POST"):
        yield path, {}


@pytest.mark.parametrize("token", [None, "", "x", "Im5vYm9keSI.Zz.AAAA"])
def test_no_form_is_taken_without_its_token(
    token: str | None, app: Flask, session: Session, office: Office, visit: Visit, premises: Premises
) -> None:
    visitor = visit(office.administrator)
    forged = (
        list(forgeries(app, visitor, premises)) if token is None else [("/profile", {}), ("/sign-out", {})]
    )
    before = contents(session)
    # a till's page has no session whose rights a forged form could borrow: its address is the secret
    forged = [(path, values) for path, values in forged if not path.startswith("/tills/")]
    for path, values in forged:
        sent = values if token is None else {**values, "csrf_token": [token]}
        answer = Page(visitor.client.post(path, data=sent))
        assert answer.status == 400, f"{path}: {answer.status}"
        assert "could not be understood" in answer.text
    assert contents(session) == before
    # and still signed in
    visitor.get("/profile")


def test_a_token_of_one_session_is_worth_nothing_in_another(
    session: Session, office: Office, visit: Visit
) -> None:
    mine, theirs = visit(office.outsider), visit(office.owner)
    token = mine.get("/profile").form("/profile").values["csrf_token"]
    before = contents(session)
    theirs.post("/profile", {"csrf_token": token, "given_th": "x"}, status=400)
    assert contents(session) == before


def test_what_is_not_compared_is_there() -> None:
    columns = {table.name: set(table.columns.keys()) for table in Base.metadata.sorted_tables}
    assert columns.keys() > MADE_READY
    assert all(names <= columns[name] for name, names in LEFT.items())
