"""F4: a scanner that lives on finding SQL injection finds none in any list's search, filters, order and days.

Only on a long run: it asks some thousand questions of each page. That it would find one is shown first.
"""

from __future__ import annotations

import logging
import re
import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response

from planner.accounts.models import User
from tests.browser import serving
from tests.pages import Form, Page, Visitor
from tools.devtool.places import tool

pytestmark = pytest.mark.long

LISTS = ("/campaigns", "/stakeholders", "/calendar", "/search", "/stakeholders/map", "/people", "/holidays")
# what a control without a choice of its own is sent
SAMPLE = "1"
NEVER_MIND = {"csrf_token"}
SILENT = "do not appear to be injectable"


def scanned(address: str, folder: Path, *options: str) -> str:
    """What sqlmap says of an address."""
    command = [
        tool("sqlmap"),
        *("-u", address, "--batch", "--level", "3", "--technique", "BU", "--threads", "2"),
        *("--output-dir", str(folder), "--flush-session", "--disable-coloring", *options),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=1_200, check=False)
    return done.stdout + done.stderr


@contextmanager
def careless() -> Iterator[str]:
    """A page that puts what it is asked into its statement."""
    book = sqlite3.connect(":memory:", check_same_thread=False)
    book.execute("CREATE TABLE campaign (title TEXT)")
    book.execute("INSERT INTO campaign VALUES ('water'), ('coffee')")
    turn = threading.Lock()

    @Request.application
    def page(request: Request) -> Response:
        with turn:
            try:
                rows = book.execute(
                    f"SELECT title FROM campaign WHERE title = '{request.args.get('q', '')}'"  # noqa: S608
                ).fetchall()
            except sqlite3.Error:
                rows = []
        return Response("<br>".join(row[0] for row in rows) or "nothing", mimetype="text/html")

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("localhost", 0, page, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_scanner_finds_what_is_there_to_find(tmp_path: Path) -> None:
    with careless() as address:
        said = scanned(f"{address}/?q=water", tmp_path)
    assert "is vulnerable" in said or "injection point" in said, said[-2000:]


def asked(page: Page) -> dict[str, str]:
    """Every parameter the page's own searches and filters send, with something in it."""
    found: dict[str, str] = {}
    for element in page.all("form"):
        form = Form(element)
        if form.method == "get":
            found |= {name: (form.values.get(name) or [""])[0] or SAMPLE for name in form.names}
    here = page.response.request.path
    for link in page.links():
        found |= {name: value for name, value in parse_qsl(link.partition("?")[2]) if link.startswith(here)}
    return {name: value for name, value in found.items() if name not in NEVER_MIND}


@pytest.mark.parametrize("path", LISTS)
def test_no_list_can_be_injected(
    path: str,
    demo_app: Flask,
    demo_session: Session,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    someone = demo_session.scalars(select(User).where(User.is_administrator).limit(1)).one()
    visitor = Visitor.of(demo_app, demo_session, someone)
    parameters = asked(visitor.get(path))
    assert parameters
    cookie: Any = visitor.client.get_cookie("samphan")
    with serving(demo_app) as address:
        said = scanned(
            f"{address}{path}?{urlencode(parameters)}",
            tmp_path,
            *("--cookie", f"samphan={cookie.value}", "-p", ",".join(parameters)),
        )
    assert SILENT in said, said[-3000:]
    assert not re.search(r"\b50[0-9] \(", said), said[-3000:]
    assert not [one for one in caplog.records if one.levelno >= logging.ERROR]
