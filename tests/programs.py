"""A calendar program without a screen, and the feeds it polls."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.datastructures import Headers
from werkzeug.test import EnvironBuilder, run_wsgi_app

from planner.app import poll_edge
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.feeds.links import Seals
from planner.feeds.models import Feed, Holder
from tests import factories
from tests.factories import Office


def shown_campaign(session: Session, office: Office, **values: Any) -> Campaign:
    """A running campaign of the corporate team, for everyone to see."""
    return factories.campaign(session, office.corporate, office.owner, **{"status": Status.ACTIVE, **values})


def feed(session: Session, holder: Holder = Holder.OPEN, **values: Any) -> Feed:
    """A subscription, committed: an open one of everything, in English, unless something else is asked for."""
    given = {"name": "แผนงานสื่อสารองค์กร", "language": "en", "date_era": "ce"}
    made = Feed(holder=holder, **{**given, **values})
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
        """Its validator."""
        return self.headers["ETag"]

    @property
    def text(self) -> str:
        """The calendar with its lines unfolded."""
        return self.body.decode().replace("\r\n ", "")

    @property
    def lines(self) -> list[str]:
        """Its content lines, without those that describe zones."""
        return re.sub(r"BEGIN:VTIMEZONE.*?END:VTIMEZONE\r\n", "", self.text, flags=re.DOTALL).split("\r\n")

    def all(self, name: str) -> list[str]:
        """The values of a property, in order."""
        return [line.partition(":")[2] for line in self.lines if line.startswith((f"{name}:", f"{name};"))]

    def one(self, name: str) -> str:
        """The value of a property that is there once."""
        (value,) = self.all(name)
        return value


class Program:
    """A calendar program, talking to the poll edge in front of the application."""

    def __init__(self, app: Flask, user_agent: str = "Calendar/1.0") -> None:
        self.app = app
        self.poll = poll_edge(app)
        self.seals = Seals(app.config["SECRET_KEY"], app.config["SECRET_KEY_FALLBACKS"])
        self.user_agent = user_agent

    def path(self, feed: Feed, version: int | None = None) -> str:
        """Where a feed is, as the page of the feed would say."""
        return f"/feeds/{self.seals.token(feed.id, version or feed.secret_version)}.ics"

    def fetch(self, feed: Feed, *, version: int | None = None, status: int = 200, **headers: str) -> Reply:
        """Poll a feed, expecting a status; `if_none_match=...` sends that header."""
        sent = {name.replace("_", "-").title(): value for name, value in headers.items()}
        reply = self.ask(self.path(feed, version), headers=sent)
        assert reply.status == status, f"{reply.status}: {reply.body[:500]!r}"
        return reply

    def ask(
        self, path: str, *, method: str = "GET", headers: Mapping[str, str] | None = None, **more: Any
    ) -> Reply:
        """Ask for any path, as it is."""
        sent = Headers({"User-Agent": self.user_agent, **(headers or {})})
        builder = EnvironBuilder(path=path, method=method, headers=sent, **more)
        try:
            parts, status, answered = run_wsgi_app(self.poll, builder.get_environ(), buffered=True)
        finally:
            builder.close()
        return Reply(int(status.split()[0]), dict(answered), b"".join(parts))

    def close(self) -> None:
        """Stop polling."""
        self.poll.close()
