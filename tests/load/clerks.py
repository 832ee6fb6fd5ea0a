"""Clerks who make campaign after campaign through the form, and send a form again when no answer came.

Every form carries a one-time submission token, which is what makes sending it again safe: the same form is sent until
it is acknowledged, and only then is it written into the journal, on the disk before the next thing is asked.
"""

from __future__ import annotations

import http.client
import itertools
import json
import os
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

from planner import clock
from tests.journeys.own_server import OwnServer

FIELD = re.compile(r'name="(csrf_token|submission)" value="([^"]+)"')
TEAM = re.compile(r'<option[^>]* value="(\d+)"')
EMAIL, PASSWORD = "mali@example.org", "ดอกมะลิบานหลังบ้านทุกเช้า"
FORM_TYPE = "application/x-www-form-urlencoded"
NEW = "/campaigns/new?kind=communal"


def let_in(server: OwnServer) -> None:
    """Let the one person in as whom all clerks work."""
    who = ("--name", "Mali Suandokmai", "--role", "planner", "--discipline", "corporate_communications")
    server.run("users", "add", EMAIL, *who, "--password-stdin", given=PASSWORD)


class Journal:
    """What was acknowledged, on the disk before the next thing is asked."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a")
        self._lock = threading.Lock()
        self._entries: dict[str, str] = {}

    def write(self, title: str, location: str) -> None:
        """Note that something was acknowledged, and where it is said to be."""
        with self._lock:
            self._file.write(json.dumps([title, location]) + "\n")
            self._file.flush()
            os.fsync(self._file.fileno())
            self._entries[title] = location

    def so_far(self) -> dict[str, str]:
        """Where each title is that was acknowledged by now."""
        with self._lock:
            return dict(self._entries)

    def close(self) -> dict[str, str]:
        """Where each acknowledged title is, as the disk has it."""
        self._file.close()
        return dict(json.loads(line) for line in Path(self._file.name).read_text().splitlines())


class Clerk(threading.Thread):
    """One of them. `most` ends the work by itself; else it ends when `is_over` is set."""

    def __init__(
        self, server: OwnServer, name: str, cookie: str, journal: Journal, *, most: int | None = None
    ) -> None:
        super().__init__(name=name, daemon=True)
        self.server, self.cookie, self.journal, self.most = server, cookie, journal, most
        self.is_over = threading.Event()
        self.sent_again = 0
        self.answers: Counter[int | None] = Counter()
        self.longest_s = 0.0

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
            if n == self.most:
                return

    def _open(self) -> dict[str, str] | None:
        """The form with its tokens; tries until there is a server, None when it is over."""
        while not self.is_over.is_set():
            status, _, page = self._ask("GET", NEW)
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
            begun = time.monotonic()
            status, location, _ = self._ask("POST", NEW, form)
            self.answers[status] += 1
            self.longest_s = max(self.longest_s, time.monotonic() - begun)
            if status == 302:
                self.sent_again += attempt > 0
                return location
        return None

    def _ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int | None, str, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=20)
        headers = {"Cookie": self.cookie, "Content-Type": FORM_TYPE}
        try:
            connection.request(method, path, urlencode(form) if form else None, headers)
            answer = connection.getresponse()
            page = answer.read().decode()
        except (OSError, http.client.HTTPException):
            # nobody there: as a person would, not at once again
            time.sleep(0.05)
            return None, "", ""
        finally:
            connection.close()
        self.cookie = held(answer) or self.cookie
        return answer.status, answer.headers.get("Location", ""), page


@contextmanager
def at_work(server: OwnServer, count: int, journal: Journal) -> Iterator[list[Clerk]]:
    """So many of them at work, until the block ends."""
    cookie = signed_in(server)
    clerks = [Clerk(server, f"Clerk {n}", cookie, journal) for n in range(count)]
    for clerk in clerks:
        clerk.start()
    try:
        yield clerks
    finally:
        for clerk in clerks:
            clerk.is_over.set()
        for clerk in clerks:
            clerk.join(timeout=30)
    assert not any(clerk.is_alive() for clerk in clerks)


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
    connection.request("POST", "/sign-in", form, {"Cookie": cookie, "Content-Type": FORM_TYPE})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    assert answer.status == 302
    return held(answer) or cookie
