"""What the planner has said yes to is there after its processes were killed, once, with its line of history."""

from __future__ import annotations

import http.client
import itertools
import json
import os
import random
import re
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import Engine, create_engine, make_url, select, text
from sqlalchemy.orm import Session

from planner import clock
from planner.activity.models import ActivityEntry
from planner.campaigns.models import Campaign
from tests.conftest import PG_URL
from tests.journeys.own_server import OwnServer

pytestmark = pytest.mark.database

CLIENTS = 8
FIELD = re.compile(r'name="(csrf_token|submission)" value="([^"]+)"')
TEAM = re.compile(r'<option[^>]* value="(\d+)"')
EMAIL, PASSWORD = "mali@example.org", "ดอกมะลิบานหลังบ้านทุกเช้า"


@pytest.fixture
def database_of_its_own(tmp_path: Path) -> Iterator[str]:
    """Address of an empty database that the server has to itself."""
    if PG_URL is None:
        yield f"sqlite:///{tmp_path / 'planner.sqlite3'}"
        return
    name = f"samphan_kill_{uuid.uuid4().hex[:8]}"
    server = create_engine(PG_URL, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
    yield make_url(PG_URL).set(database=name).render_as_string(hide_password=False)
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()


@pytest.fixture
def server(tmp_path: Path, database_of_its_own: str) -> Iterator[OwnServer]:
    """The planner running, with one planner in it."""
    server = OwnServer(tmp_path, database_of_its_own)
    server.run("db", "upgrade")
    who = ("--name", "Mali Suandokmai", "--role", "planner", "--discipline", "corporate_communications")
    server.run("users", "add", EMAIL, *who, "--password-stdin", given=PASSWORD)
    server.start()
    yield server
    server.kill()


class Journal:
    """What was acknowledged, on the disk before the next thing is asked."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a")
        self._lock = threading.Lock()

    def write(self, title: str, location: str) -> None:
        with self._lock:
            self._file.write(json.dumps([title, location]) + "\n")
            self._file.flush()
            os.fsync(self._file.fileno())

    def close(self) -> dict[str, str]:
        """Where each acknowledged title is."""
        self._file.close()
        return dict(json.loads(line) for line in Path(self._file.name).read_text().splitlines())


class Writer(threading.Thread):
    """Someone who makes campaign after campaign, and sends a form again when no answer came."""

    def __init__(self, server: OwnServer, name: str, cookie: str, journal: Journal) -> None:
        super().__init__(name=name, daemon=True)
        self.server, self.cookie, self.journal = server, cookie, journal
        self.is_over = threading.Event()
        self.sent_again = 0

    def run(self) -> None:
        for n in itertools.count(1):
            form = self._open()
            if form is None:
                return
            title = f"{self.name} number {n}"
            location = self._send(form | {"title_en": title})
            if location is None:
                return
            self.journal.write(title, location)

    def _open(self) -> dict[str, str] | None:
        """The first form with its tokens; tries until there is a server, None when it is over."""
        while not self.is_over.is_set():
            status, _, page = self._ask("GET", "/campaigns/new?kind=communal")
            if status == 200:
                today = clock.today("Asia/Bangkok")
                return {
                    **{name: unescape(value) for name, value in FIELD.findall(page)},
                    "team": TEAM.findall(page)[-1],
                    "start_on": today.isoformat(),
                    "end_on": (today + timedelta(days=30)).isoformat(),
                    "purpose_en": "That nothing is lost",
                }
        return None

    def _send(self, form: dict[str, str]) -> str | None:
        """Send it until it is acknowledged; the place of what it made, None when it is over."""
        for attempt in itertools.count():
            if self.is_over.is_set():
                return None
            status, location, _ = self._ask("POST", "/campaigns/new?kind=communal", form)
            if status == 302:
                self.sent_again += attempt > 0
                return location
        return None

    def _ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int | None, str, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            connection.request(method, path, urlencode(form) if form else None, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
            return None, "", ""
        finally:
            connection.close()
        self.cookie = held(answer) or self.cookie
        return answer.status, answer.headers.get("Location", ""), page


def held(answer: http.client.HTTPResponse) -> str | None:
    """The cookie that an answer hands over, if it does."""
    return answer.headers.get("Set-Cookie", "").partition(";")[0] or None


def signed_in(server: OwnServer) -> str:
    """The cookie of somebody who signed in with a password."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request("GET", "/sign-in")
    answer = connection.getresponse()
    cookie = held(answer)
    assert cookie is not None
    values = dict(FIELD.findall(answer.read().decode()))
    form = urlencode({**values, "email": EMAIL, "password": PASSWORD})
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/sign-in", form, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status == 302
    return held(answer) or cookie


def write_while_killing(
    server: OwnServer, folder: Path, seconds: float
) -> tuple[dict[str, str], list[Writer]]:
    """Let everybody write for a while, and end the server at random: its worker, or all of it, at last all of it."""
    journal = Journal(folder / "journal")
    cookie = signed_in(server)
    writers = [Writer(server, f"Writer {n}", cookie, journal) for n in range(CLIENTS)]
    for writer in writers:
        writer.start()
    chance = random.Random(8)  # noqa: S311 - when to kill is no secret
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        time.sleep(chance.uniform(0.4, 2.5))
        # the server gives up when its worker dies twice within seconds
        if not (server.has_settled() and server.kill_worker()):
            server.kill()
            server.start()
    time.sleep(chance.uniform(0.5, 1.5))
    server.kill()
    for writer in writers:
        writer.is_over.set()
    for writer in writers:
        writer.join(timeout=30)
        assert not writer.is_alive()
    return journal.close(), writers


def kept(engine: Engine) -> tuple[dict[str, int], Counter[str], Counter[int]]:
    """Campaigns by title, how often each title is there, and how many lines of history each one has."""
    with Session(engine) as session:
        rows = session.execute(select(Campaign.title_en, Campaign.id)).all()
        lines = select(ActivityEntry.subject_id).where(ActivityEntry.verb == "campaign.planned")
        told = Counter(session.scalars(lines))
    return {str(title): found for title, found in rows}, Counter(str(title) for title, _ in rows), told


@pytest.mark.parametrize("seconds", [8, pytest.param(120, marks=pytest.mark.long)])
def test_nothing_acknowledged_is_lost_or_doubled_when_the_server_is_killed(
    server: OwnServer, database_of_its_own: str, tmp_path: Path, seconds: float
) -> None:
    acknowledged, writers = write_while_killing(server, tmp_path, seconds)
    assert len(acknowledged) > CLIENTS
    assert sum(writer.sent_again for writer in writers) > 0, "no kill ever hit a form on its way"
    server.start()
    engine = create_engine(database_of_its_own)
    by_title, counts, told = kept(engine)
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            assert connection.scalar(text("PRAGMA integrity_check")) == "ok"
    engine.dispose()
    assert {
        title: place for title, place in acknowledged.items() if place != f"/campaigns/{by_title.get(title)}"
    } == {}
    assert [title for title, count in counts.items() if count > 1] == []
    assert [title for title, found in by_title.items() if told[found] != 1] == []
