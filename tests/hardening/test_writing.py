"""A5, A6, B1, B3, J4: every form there is, sent twice, interrupted, sent by two at once; and each change is told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from planner.activity import log
from planner.activity.models import ActivityEntry
from tests.factories import Office
from tests.hardening.clerk import OF_FILES, OF_THE_READER, Clerk, begun_with, deeds
from tests.hardening.premises import Premises, rules
from tests.hardening.test_reading import contents
from tests.hardening.walking import Sheet, again, crawl, send
from tests.pages import Page, Visitor

Visit = Callable[..., Visitor]

# the one row that a second sending and an open session may leave
FORMS_SENT = "submission"


def told(session: Session) -> int:
    """How many deeds the log tells of."""
    engine = session.get_bind()
    assert isinstance(engine, Engine)
    with engine.connect() as connection:
        return connection.execute(select(func.count(ActivityEntry.id))).scalar_one()


# ── A6, J4 ──────────────────────────────────────────────────────────────────────────────────────────────

# for want of an evaluation; and what is the reader's own, which has tests of its own
NOT_MET = {"plans.evaluate", *OF_THE_READER}
DELETING = "custody.delete_"
# asks for work, which changes nothing of the plan; what the work then does is told
ASKING = {"layers.refresh"}


LATER = {"clashes.accept", "contributions.remove", "contributions.reopen_need", "events.begin_again"}


def turn_of(endpoint: str) -> int:
    """What may go only while nobody has heard of it goes before a feed is made that carries it.

    A clash is accepted after everything was moved, and reopened before anything is again; ticks are taken away before
    all of them are; words are kept before they are changed; a till is tried before its promotion asks for codes; a need
    is open or answered before it is opened again; a file is taken out before all of them are; lines and steps of
    events are taken out after all else was done with them.
    """
    if endpoint.startswith((DELETING, "guard.")) or endpoint in {"clashes.reopen", "promotions.till"}:
        return 0
    if endpoint.startswith("events.remove_"):
        return 3
    return 2 if endpoint in LATER else 1


class Interrupted(Exception):
    """In the middle of a deed, when everything is written and nothing is kept yet."""


class Breaker:
    """Does each kind of deed twice: interrupted, which must leave nothing, and to its end, which must be told."""

    def __init__(self, app: Flask, session: Session, premises: Premises) -> None:
        self.app, self.session, self.premises = app, session, premises
        self.is_breaking = False
        self.record = log.record
        self.done: set[str] = set()
        self.failed: dict[str, str] = {}

    def interrupt(self, *given: Any, **named: Any) -> Any:
        """Stands in the place of the log's own function."""
        entry = self.record(*given, **named)
        if self.is_breaking:
            raise Interrupted
        return entry

    def go_round(self, visitor: Visitor) -> None:
        """Try every form on every page of which the like was not done yet."""
        clerk = Clerk(self.app, visitor)
        found = deeds(self.app, crawl(self.app, visitor, self.premises, several=4))
        found.sort(key=lambda of: turn_of(of[0].endpoint))
        for of in map(self._spared, found):
            if of and of[0].endpoint not in self.done | ASKING:
                any(self._do(clerk, sheet) for sheet in begun_with(of))

    def _spared(self, of: list[Sheet]) -> list[Sheet]:
        """Of forms that delete, those for the records that no other deed needs; all others."""
        if not of[0].endpoint.startswith(DELETING):
            return of
        may_go = {address for _, address in self.premises.addresses(self.app, "POST")}
        return [sheet for sheet in of if sheet.action in may_go]

    def _do(self, clerk: Clerk, sheet: Sheet) -> bool:
        before, count = contents(self.session), told(self.session)
        self.is_breaking = True
        clerk.sent(sheet, until=500)
        self.is_breaking = False
        assert contents(self.session) == before, f"{sheet.action}: {clerk.answer.status}"
        if clerk.answer.status == 500 and clerk.sent(sheet) is not None:
            assert told(self.session) > count, sheet.action
            self.done.add(sheet.endpoint)
            return True
        self.failed[sheet.endpoint] = clerk.why
        return False


def test_every_deed_is_done_whole_or_not_at_all_and_told_in_the_log(
    app: Flask,
    session: Session,
    office: Office,
    visit: Visit,
    premises: Premises,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    breaker = Breaker(app, session, premises)
    monkeypatch.setattr(log, "record", breaker.interrupt)
    for who in (office.owner, office.approver, office.administrator, office.administrator):
        breaker.go_round(visit(who))
    assert {record.exc_info and record.exc_info[0] for record in caplog.get_records("call")} == {Interrupted}
    caplog.clear()
    not_done = {key: said[:300] for key, said in breaker.failed.items() if key not in breaker.done | NOT_MET}
    assert not not_done, "\n".join(f"{key}: {why}" for key, why in not_done.items())
    endpoints = {rule.endpoint for rule in rules(app) if "POST" in (rule.methods or ())}
    done = {name.partition(" ")[0] for name in breaker.done} | NOT_MET | ASKING
    assert {name for name in endpoints - done if not name.startswith(OF_FILES)} == set()


# ── A5 ──────────────────────────────────────────────────────────────────────────────────────────────────


def creating(app: Flask, visitor: Visitor, premises: Premises) -> list[Sheet]:
    """Every form that makes something: those that carry a one-time submission."""
    found = deeds(app, crawl(app, visitor, premises, several=1))
    return [of[0] for of in found if "submission" in of[0].names]


def test_a_creating_form_sent_twice_makes_one_record(
    app: Flask, session: Session, office: Office, visit: Visit, premises: Premises
) -> None:
    visitor = visit(office.administrator)
    clerk = Clerk(app, visitor)
    found = creating(app, visitor, premises)
    assert len(found) > 15
    for sheet in found:
        values = clerk.sent(sheet)
        assert values is not None, clerk.why
        made = clerk.answer.location
        before = contents(session)
        for _ in range(2):
            answer = send(visitor, sheet, values)
            assert (answer.status, answer.location) == (302, made), f"{sheet.action}: {answer.text[-500:]}"
        assert contents(session) == before, sheet.action


def test_a_creating_form_sent_twice_at_the_same_moment_makes_one_record(
    app: Flask, session: Session, office: Office, visit: Visit, premises: Premises
) -> None:
    visitor = visit(office.administrator)
    for sheet in creating(app, visitor, premises):
        clerk = Clerk(app, visitor)
        known = clerk.sent(sheet)
        fresh = again(app, visitor, sheet)
        assert known is not None, clerk.why
        if fresh is None:
            continue
        values = {**clerk.values(fresh), "submission": fresh.values["submission"]}
        before = {name: len(rows) for name, rows in contents(session).items()}
        browsers = [same_browser(app, visitor) for _ in range(4)]
        answers = at_once([partial(send, browser, fresh, values) for browser in browsers])
        after = {name: len(rows) - before[name] for name, rows in contents(session).items()}
        made = {(answer.status, answer.location) for answer in answers}
        if {status for status, _ in made} == {422}:
            # what it would make is there already, so nothing may come of it
            continue
        assert len(made) == 1, f"{sheet.action}: {made}"
        assert after[FORMS_SENT] == 1, sheet.action


def same_browser(app: Flask, visitor: Visitor) -> Visitor:
    """Another line from the same browser."""
    held = visitor.client.get_cookie("samphan")
    assert held is not None
    client = app.test_client()
    client.set_cookie("samphan", held.value)
    return Visitor(client)


def at_once(doing: list[Callable[[], Page]]) -> list[Page]:
    """What each answers when all begin at the same moment."""
    found: list[Page] = []
    gate = threading.Barrier(len(doing))

    def run(one: Callable[[], Page]) -> None:
        gate.wait()
        found.append(one())

    threads = [threading.Thread(target=run, args=(one,)) for one in doing]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == len(doing)
    return found
