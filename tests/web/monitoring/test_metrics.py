"""`/metrics`: for whoever has the token, right under several threads, and nothing of anybody's in it."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy.orm import Session
from werkzeug.test import EnvironBuilder

from planner.extensions import db
from planner.feeds.links import Seals
from planner.metrics import Metrics
from planner.web.monitoring.views import figures
from tests.conftest import KEY
from tests.factories import Office
from tests.pages import Visitor
from tests.programs import Program, feed

Visit = Callable[..., Visitor]
TOKEN = "a token for tests that no instance was ever given"


@pytest.fixture
def watched(app: Flask) -> Iterator[Flask]:
    """The application with the token set, and nothing counted yet."""
    before = app.extensions["metrics"]
    app.config["METRICS_TOKEN"] = TOKEN
    with app.app_context():
        app.extensions["metrics"] = Metrics(db.engine)
    yield app
    app.extensions["metrics"] = before
    app.config["METRICS_TOKEN"] = ""


def read(app: Flask) -> dict[tuple[str, ...], float]:
    """Every figure by its name and labels."""
    answer = app.test_client().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    assert answer.content_type.startswith("text/plain; version=0.0.4")
    assert answer.headers["Cache-Control"] == "no-store"
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_where_no_token_is_set_there_is_no_such_page(app: Flask) -> None:
    assert app.test_client().get("/metrics").status_code == 404
    assert app.test_client().get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize(
    "said",
    [None, "", "Bearer", "Bearer ", f"Bearer {TOKEN}x", f"Basic {TOKEN}", TOKEN, "Bearer ก", TOKEN[:-1]],
)
def test_without_the_token_nothing_is_told(watched: Flask, said: str | None) -> None:
    headers = {} if said is None else {"Authorization": said.encode().decode("latin-1")}
    answer = watched.test_client().get("/metrics", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert "samphan_" not in answer.text


def test_requests_are_counted_by_page_and_status(watched: Flask, office: Office, visit: Visit) -> None:
    visitor = visit(office.owner)
    visitor.get("/campaigns")
    visitor.get("/campaigns")
    visitor.client.get("/campaigns/999999")
    visitor.client.get("/no-such-thing")
    visitor.client.open("/campaigns", method="BREW")
    found = read(watched)
    assert found["samphan_requests_total", "campaigns.index", "GET", "200"] == 2
    assert found["samphan_requests_total", "campaigns.show", "GET", "404"] == 1
    assert found["samphan_requests_total", "none", "GET", "404"] == 1
    assert [key for key in found if "BREW" in key] == []
    assert found["samphan_request_seconds_count", "campaigns.index"] == 2
    assert found["samphan_request_seconds_sum", "campaigns.index"] > 0
    assert found["samphan_database_up",] == 1


def test_polls_are_counted_by_what_they_got(watched: Flask, session: Session) -> None:
    made = feed(session)
    program = Program(watched)
    reply = program.fetch(made)
    program.fetch(made, status=304, if_none_match=reply.etag)
    program.fetch(made, status=304, if_none_match=reply.etag)
    program.ask("/feeds/noise.ics")
    program.close()
    found = read(watched)
    assert [found["samphan_polls_total", status] for status in ("200", "304", "404")] == [1, 2, 1]
    assert found["samphan_feeds_due",] == 0


def test_nothing_of_anybodys_is_in_it(watched: Flask, office: Office, session: Session, visit: Visit) -> None:
    visitor = visit(office.owner)
    token = Seals(KEY).token(feed(session).id, 1)
    for path in (f"/campaigns?q={office.owner.email}", f"/links/{token}", f"/nowhere/{token}"):
        visitor.client.get(path)
    text = watched.test_client().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).text
    assert office.owner.email not in text
    assert token not in text
    assert not re.search(r"[฀-๿]", text)


def test_with_the_database_away_the_figures_still_come(
    watched: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with watched.app_context():
        engine = db.engine
        engine.dispose()
        monkeypatch.setattr(engine.pool, "_creator", lambda *_: engine.dialect.connect("/nowhere/at/all"))
        text = figures().read().decode()
    assert "samphan_database_up 0.0" in text
    assert "samphan_feeds_due" not in text


def test_several_threads_lose_no_count(watched: Flask) -> None:
    with watched.app_context():
        count = figures()

    def many() -> None:
        for _ in range(5_000):
            count.poll("304 Not Modified")

    threads = [threading.Thread(target=many) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read(watched)["samphan_polls_total", "304"] == 20_000


def test_counting_a_poll_is_nothing_beside_answering_it(watched: Flask, session: Session) -> None:
    """Least of several batches, one beside the other: the machine's speed changes from moment to moment."""
    made = feed(session)
    program = Program(watched)
    etag = program.fetch(made).etag
    program.poll.polls._most = 10**9
    environ = EnvironBuilder(path=program.path(made), headers=[("If-None-Match", etag)]).get_environ()
    counting = program.poll.answered

    def started(status: str, *_: object) -> Callable[[bytes], object]:
        assert status == "304 Not Modified"
        return lambda _: None

    def batch(function: Callable[[], object], times: int = 200) -> float:
        begun = time.process_time()
        for _ in range(times):
            function()
        return (time.process_time() - begun) / times

    polls, counts = [], []
    for _ in range(15):
        polls.append(batch(lambda: program.poll(dict(environ), started)))
        counts.append(batch(lambda: counting("304 Not Modified")))
    program.close()
    assert min(counts) < min(polls) * 0.1
