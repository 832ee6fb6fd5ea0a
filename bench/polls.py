"""G1, G2, G3, G5: what a calendar program's poll costs."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask, Response, request
from werkzeug.wrappers import Response as Answer

from bench.measure import Doing, ratio
from bench.stage import Stage, answered, environment, staged
from planner.extensions import db
from tests.poll.tracing import statements

TIMES = 300


def figures() -> Iterator[tuple[str, float]]:
    """The goals of this chapter and what was measured."""
    with staged(100) as small, staged(1_000) as middle, staged(10_000) as large:
        yield "G1", ratio(*_unchanged(middle), times=TIMES)
        yield "G2", ratio(_poll(large)[0], _poll(small)[0], times=TIMES)
        yield from _rows(middle)
        yield "G5", ratio(*_whole(middle), times=TIMES)


def bare(body: bytes, etag: str) -> Flask:
    """The least that Flask does: one view that holds the bytes, and answers 304 to who has them."""
    app = Flask("bare")

    @app.get("/feed.ics")
    def feed() -> Answer:
        answer = Response(body, mimetype="text/calendar")
        answer.headers["ETag"] = etag
        return answer.make_conditional(request.environ)

    return app


def _poll(stage: Stage) -> tuple[Doing, str, bytes]:
    feed = stage.feed()
    _, headers, body = answered(stage.poll, stage.request(feed))
    asked = stage.request(feed, if_none_match=headers["ETag"])
    expect(answered(stage.poll, asked)[0], "304")
    return (lambda: answered(stage.poll, asked)), headers["ETag"], body


def _unchanged(stage: Stage) -> tuple[Doing, Doing]:
    poll, etag, body = _poll(stage)
    floor, asked = bare(body, etag), environment("/feed.ics", if_none_match=etag)
    expect(answered(floor, asked)[0], "304")
    return poll, lambda: answered(floor, asked)


def _whole(stage: Stage) -> tuple[Doing, Doing]:
    feed = stage.feed()
    _, headers, body = answered(stage.poll, stage.request(feed))
    floor = bare(body, headers["ETag"])
    ours, theirs = stage.request(feed), environment("/feed.ics")
    expect(answered(stage.poll, ours)[0], "200")
    return (lambda: answered(stage.poll, ours)), (lambda: answered(floor, theirs))


def _rows(stage: Stage) -> Iterator[tuple[str, float]]:
    feed = stage.feed()
    _, headers, _ = answered(stage.poll, stage.request(feed))
    asked = stage.request(feed, if_none_match=headers["ETag"])
    with stage.app.app_context():
        engine = db.engine
    stage.poll.store.close()
    with statements(engine) as heard:
        answered(stage.poll, asked)
        del heard[:]
        expect(answered(stage.poll, asked)[0], "304")
        said = [one.lstrip().upper() for one in heard]
    # one statement that finds one row by its key
    yield "G3", sum(one.startswith("SELECT") for one in said)
    yield "G3w", sum(one.startswith(("INSERT", "UPDATE", "DELETE")) for one in said)
    stage.poll.store.close()


def expect(status: str, wanted: str) -> None:
    """What is measured must be what is meant."""
    if not status.startswith(wanted):
        raise RuntimeError(f"answered {status}, not {wanted}")
