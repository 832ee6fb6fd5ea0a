"""What the tests of feeds share: campaigns that outsiders may see, subscriptions, and a program that polls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.test import run_wsgi_app
from werkzeug.wrappers import Request

from planner.app import poll_edge
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.feeds.links import Seals
from planner.feeds.models import Feed, Holder
from planner.poll import Poll
from tests import factories
from tests.factories import Office


def shown_campaign(session: Session, office: Office, **values: Any) -> Campaign:
    """A running campaign of the corporate team, for everyone to see."""
    return factories.campaign(
        session, office.corporate, office.owner, **{"status": Status.ACTIVE, **values}
    )


def feed(session: Session, holder: Holder = Holder.OPEN, **values: Any) -> Feed:
    """A subscription, committed: an open one of everything, unless something else is asked for."""
    made = Feed(holder=holder, **{"name": "แผนงานสื่อสารองค์กร", "language": "en", "date_era": "ce", **values})
    session.add(made)
    session.commit()
    return made


@dataclass
class Reply:
    """What a program got."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def etag(self) -> str:
        return self.headers["ETag"]

    @property
    def text(self) -> str:
        """The calendar with its lines unfolded."""
        return self.body.decode().replace("\r\n ", "")

    def value(self, name: str) -> str:
        """The first property of a name."""
        return next(
            line.partition(":")[2] for line in self.text.split("\r\n") if line.startswith((f"{name}:", f"{name};"))
        )


class Program:
    """A calendar program, talking WSGI to the poll edge in front of the application."""

    def __init__(self, app: Flask, poll: Poll) -> None:
        self.app = app
        self.poll = poll
        self.seals = Seals(app.config["SECRET_KEY"], app.config["SECRET_KEY_FALLBACKS"])

    def path(self, feed: Feed, version: int | None = None) -> str:
        return f"/feeds/{self.seals.token(feed.id, version or feed.secret_version)}.ics"

    def fetch(self, feed: Feed, *, version: int | None = None, status: int = 200, **headers: str) -> Reply:
        """Poll a feed, expecting a status; `If_None_Match=...` sends that header."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        reply = self.ask(self.path(feed, version), headers=sent)
        assert reply.status == status, (reply.status, reply.body[:300])
        return reply

    def ask(self, path: str, *, method: str = "GET", headers: Mapping[str, str] | None = None, **more: Any) -> Reply:
        """Ask for any path."""
        environ = Request.from_values(path, method=method, headers=headers, **more).environ
        parts, status, answered = run_wsgi_app(self.poll, environ, buffered=True)
        return Reply(int(status.split()[0]), dict(answered), b"".join(parts))


@contextmanager
def program(app: Flask) -> Iterator[Program]:
    """A program and its poll edge, closed afterwards."""
    poll = poll_edge(app)
    try:
        yield Program(app, poll)
    finally:
        poll.close()
