"""C6: SIGTERM lets what is under way end, takes nothing new, and the server ends with 0."""

from __future__ import annotations

import http.client
import re
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from sqlalchemy import Engine, create_engine, text

from planner import db
from tests.journeys.own_server import PATIENCE, OwnServer
from tests.own_database import own_database
from tools.devtool.places import PYTHON, ROOT

pytestmark = pytest.mark.database

GRACE_S = 30


@contextmanager
def nobody_may_write(url: str) -> Iterator[None]:
    """Whoever signs in has to wait."""
    engine = create_engine(url)
    db.configure(engine)
    with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("LOCK TABLE sign_in_attempt IN ACCESS EXCLUSIVE MODE"))
        else:
            connection.execute(text("SELECT 1"))  # it begins IMMEDIATE
        yield
        connection.rollback()
    engine.dispose()


class SlowRequest(threading.Thread):
    """Somebody signing in, who has to wait for somebody else's writing."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.connection.request("GET", "/sign-in")
        answer = self.connection.getresponse()
        page = answer.read().decode()
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert token is not None
        self.headers = {
            "Cookie": answer.headers["Set-Cookie"].partition(";")[0],
            "Content-Type": "application/x-www-form-urlencoded",
        }
        self.form = urlencode(
            {"csrf_token": unescape(token[1]), "email": "nobody@example.org", "password": "not the password"}
        )
        self.answers: list[int] = []
        self.is_sent = threading.Event()

    def run(self) -> None:
        self.connection.request("POST", "/sign-in", self.form, self.headers)
        self.is_sent.set()
        answer = self.connection.getresponse()
        answer.read()
        self.answers.append(answer.status)


def takes_connections(port: int) -> bool:
    """Whether somebody new is let in."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def test_what_is_under_way_ends_well_and_nothing_new_begins(tmp_path: Path) -> None:
    with own_database(tmp_path) as url:
        server = OwnServer(tmp_path, url)
        server.run("db", "upgrade")
        server.start()
        try:
            slow = SlowRequest(server.port)
            with nobody_may_write(url):
                slow.start()
                slow.is_sent.wait()
                # what was asked later is answered: so the slow one is being worked on
                assert all(server.is_ready() for _ in range(3))
                server.ask_to_end()
                deadline = time.monotonic() + GRACE_S
                while takes_connections(server.port):
                    assert time.monotonic() < deadline, "somebody new was still let in"
                assert slow.answers == []
            slow.join(GRACE_S)
            assert slow.answers == [422]
            assert server.ended_with(GRACE_S) == 0
            slow.connection.close()
        finally:
            server.kill()


def test_a_worker_that_is_told_to_end_ends_in_peace(tmp_path: Path) -> None:
    with own_database(tmp_path) as url:
        server = OwnServer(tmp_path, url)
        server.run("db", "upgrade")
        engine = create_engine(url)
        worker = subprocess.Popen(
            [str(PYTHON), "-m", "flask", "--app", "wsgi", "worker"], cwd=ROOT, env=server.settings
        )
        try:
            deadline = time.monotonic() + PATIENCE
            while not has_been_seen(engine):
                assert worker.poll() is None
                assert time.monotonic() < deadline
            worker.terminate()
            assert worker.wait(GRACE_S) == 0
        finally:
            worker.kill()
            worker.wait()
            engine.dispose()


def has_been_seen(engine: Engine) -> bool:
    """Whether a worker has looked for work."""
    with engine.connect() as connection:
        return bool(connection.scalar(text("SELECT count(*) FROM worker_seen")))
