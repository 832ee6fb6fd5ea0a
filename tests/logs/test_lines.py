"""What the planner writes down: one line each, who and which request, and nothing that opens anything."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from planner import logs
from planner.accounts import links
from planner.accounts.models import LinkPurpose
from planner.feeds.links import Seals
from planner.tokens import secrets
from tests.conftest import KEY
from tests.factories import Office
from tests.pages import Visitor
from tests.programs import Program, feed

Visit = Callable[..., Visitor]


class Lines:
    """What was written since, one entry a line."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    @property
    def all(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """Everything that is logged, as JSON."""
    kept = Lines()
    handler = logs.handler("json", kept.stream)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield kept
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def every_request(app: Flask) -> Iterator[None]:
    """One line for each request, as the setting asks."""
    app.config["LOG_REQUESTS"] = True
    yield
    app.config["LOG_REQUESTS"] = False


def test_a_line_tells_the_request_and_who_asked(
    office: Office, visit: Visit, lines: Lines, every_request: None
) -> None:
    page = visit(office.owner).get("/campaigns?q=ลับมาก")
    (line,) = [line for line in lines.all if line["logger"] == "planner.requests"]
    assert line["request_id"] == page.response.headers["X-Request-ID"]
    assert line["actor_id"] == office.owner.id
    assert line["event"] == "GET /campaigns: 200"
    assert line["level"] == "info"
    assert line["timestamp"].endswith("Z")
    assert line["ms"] > 0
    assert "ลับมาก" not in lines.text


def test_nothing_of_one_request_stands_in_the_next(
    office: Office, visit: Visit, lines: Lines, every_request: None
) -> None:
    visit(office.owner).get("/campaigns")
    visit().client.get("/healthz")
    signed_in, stranger = lines.all
    assert "actor_id" not in stranger
    assert stranger["request_id"] != signed_in["request_id"]


@pytest.mark.parametrize(
    ("said", "is_taken"),
    [
        ("4f1c0a9be2d7", True),
        ("3fa85f64-5717-4562-b3fc-2c963f66afa6", True),
        ("short", False),
        ("x" * 65, False),
        ("a b c d e f g h", False),
        ("<script>alert(1)</script>", False),
        ("หนึ่งสองสามสี่", False),
        ("-dash-in-front", False),
    ],
)
def test_a_proxys_number_is_taken_only_if_it_is_one(app: Flask, said: str, is_taken: bool) -> None:
    answer = app.test_client().get("/healthz", headers={"X-Request-ID": said.encode().decode("latin-1")})
    assert (answer.headers["X-Request-ID"] == said) is is_taken
    assert answer.headers["X-Request-ID"].isascii()


def test_a_mishap_is_always_written_with_its_number_and_its_trace(
    office: Office,
    visit: Visit,
    lines: Lines,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise ValueError("cal_1_1_" + "s" * 24)

    monkeypatch.setattr("planner.web.search.views.listing", failing)
    page = visit(office.owner).get("/search?q=x", status=500)
    (line,) = [line for line in lines.all if line["level"] == "error"]
    assert line["request_id"] == page.response.headers["X-Request-ID"]
    assert "Traceback" in line["exception"]
    assert "cal_1_1_…" in line["exception"]
    assert "ssss" not in lines.text
    caplog.clear()


def test_no_secret_is_ever_written(
    app: Flask,
    office: Office,
    session: Session,
    visit: Visit,
    program: Program,
    lines: Lines,
    every_request: None,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Opened as people and programs open them, and written by a careless hand as well."""
    made = feed(session)
    link = links.make(session, LinkPurpose.RESET, office.viewer, actor=None)
    session.commit()
    token = Seals(KEY).token(made.id, 1)
    program.fetch(made)
    visitor = visit(office.owner)
    for path in (f"/links/{link}", f"/links/{link}x", f"/feeds/{token}.ics", f"/feeds/{token}x.ics"):
        visitor.client.get(path)
    session_token = secrets.new("ses")
    careless = logging.getLogger("planner.careless")
    careless.warning("GET https://planner.example.org/feeds/%s.ics and /links/%s", token, link)
    careless.warning("session %s, %s", session_token, secrets.new("once"))
    careless.warning("at %s", "postgresql://planner:s3cr3t-word@db/planner")
    careless.warning("Authorization: Bearer %s", "m" * 40, extra={"address": f"/links/{link}"})
    text = lines.text
    assert lines.all
    seal = token.rpartition("_")[2]
    for secret in (
        token,
        seal,
        link,
        link.removeprefix("link_"),
        session_token,
        "s3cr3t-word",
        "m" * 40,
        KEY,
    ):
        assert secret not in text
    caplog.clear()


def test_lines_for_people_are_lines_too() -> None:
    stream = io.StringIO()
    record = logging.makeLogRecord(
        {
            "name": "planner.example",
            "levelname": "WARNING",
            "msg": "the database is away: %s",
            "args": ("timeout",),
        }
    )
    logs.begin()
    logs.bind(request_id="4f1c0a9be2d7")
    logs.handler("text", stream).handle(record)
    logs.begin()
    (line,) = stream.getvalue().splitlines()
    assert "warning" in line
    assert "the database is away: timeout" in line
    assert "request_id=4f1c0a9be2d7" in line
    assert "\x1b" not in line
