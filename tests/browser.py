"""A real browser before the running application, poll edge and all, for every test that drives one.

Whatever goes wrong in a window fails the test, even where nobody looked: an error in a script or the console, a
breach of the content policy, a request to anywhere but the application. `tests/conftest.py` takes the fixtures.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from werkzeug.serving import make_server

from planner.accounts.models import User
from planner.app import poll_edge
from tests import requirements_here
from tests.pages import Visitor

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

AXE = Path(__file__).parent / "vendor/axe-core-4.14.1/axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
VIOLATION = (
    "document.addEventListener('securitypolicyviolation', e => console.error('CSP', e.violatedDirective))"
)
# What a page may not do wider than its screen; what is hidden on purpose and what scrolls by itself is let be.
WIDER = """[...document.querySelectorAll('body *')].filter(e => e.checkVisibility()
  && e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.skip, .visually-hidden, .plot-host'))
  .map(e => e.className || e.tagName)"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, once a file of tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=requirements_here.chromium(), args=FLAGS)
        yield browser
        browser.close()


def closed(app: WSGIApplication) -> WSGIApplication:
    """The same answers, given back even when the reader hangs up.

    Werkzeug's server reads on for what is left of the request before it closes the answer, and where the reader
    has gone that raises: the file that was being sent would stay open.
    """

    def parts(answer: Iterable[bytes]) -> Iterator[bytes]:
        try:
            yield from answer
        finally:
            if hasattr(answer, "close"):
                answer.close()

    return lambda environ, start_response: parts(app(environ, start_response))


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """Serve the application on a port of its own, and let it know its own address; gives the address."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("localhost", 0, app, threaded=True)
    # closing waits for them: one that still answered would hold a connection to the file the next test empties
    server.daemon_threads = False  # type: ignore[attr-defined]
    before = app.config["BASE_URL"]
    address = f"http://localhost:{server.server_port}"
    app.config["BASE_URL"] = address
    edge = poll_edge(app)
    server.app = closed(edge)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield address
    finally:
        server.shutdown()
        thread.join()
        edge.close()
        server.server_close()
        app.config["BASE_URL"] = before


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Where the application answers."""
    with serving(app) as address:
        yield address


class Windows:
    """Browser windows on the application. Close them to hear of everything that went wrong in any."""

    def __init__(self, browser: Browser, address: str, cookie: Callable[[User, str], str]) -> None:
        self.browser = browser
        self.address = address
        self.cookie = cookie
        self.faults: list[str] = []
        self.forgiven: list[str] = []
        self._contexts: list[BrowserContext] = []

    def open(
        self,
        path: str,
        *,
        who: User | None = None,
        width: int = 1440,
        theme: Any = "light",
        language: str = "th",
        scripts: bool = True,
    ) -> Page:
        """A window of its own browser profile; with somebody, signed in and in their language."""
        context = self.browser.new_context(
            base_url=self.address,
            viewport={"width": width, "height": 900},
            color_scheme=theme,
            java_script_enabled=scripts,
            locale=language,
        )
        self._contexts.append(context)
        if who is not None:
            given = self.cookie(who, language)
            context.add_cookies([{"name": "samphan", "value": given, "url": self.address}])
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=self.address)
        page = context.new_page()
        page.add_init_script(VIOLATION)
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("console", lambda said: self._hear(page, said))
        page.on("request", lambda request: self._follow(request.url))
        page.goto(path)
        return page

    def close(self) -> None:
        """Close every window; raises when something went wrong in one."""
        for context in self._contexts:
            context.close()
        self._contexts.clear()
        assert not self.faults, self.faults

    def _hear(self, page: Page, said: ConsoleMessage) -> None:
        # the browser's own reader of PDFs talks to itself
        is_browsers = said.location["url"].startswith("chrome")
        if said.type == "error" and not is_browsers and not any(part in said.text for part in self.forgiven):
            self.faults.append(f"{page.url}: {said.text}")

    def _follow(self, url: str) -> None:
        if url.startswith(("http", "ws")) and not url.startswith(f"{self.address}/"):
            self.faults.append(f"asked for {url}")


@pytest.fixture
def windows(browser: Browser, address: str, visit: Callable[..., Visitor]) -> Iterator[Windows]:
    """Windows on this test's application; faults in them fail the test."""

    def cookie(who: User, language: str) -> str:
        held = visit(who, language=language).client.get_cookie("samphan")
        assert held is not None
        return held.value

    opened = Windows(browser, address, cookie)
    yield opened
    opened.close()


def complaints(page: Page) -> list[str]:
    """What axe finds wrong with a page, at any impact."""
    page.evaluate(AXE.read_text())
    found = page.evaluate(f"axe.run({{runOnly: {STANDARDS}}})")
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]
