"""A real browser before the running application."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from tests import requirements_here
from tests.factories import Office
from tests.pages import Visitor

AXE = Path(__file__).parents[2] / "vendor/axe-core-4.14.1/axe.min.js"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
VIOLATION = (
    "document.addEventListener('securitypolicyviolation', e => console.error('CSP', e.violatedDirective))"
)
Opener = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, once a file of tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=requirements_here.chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """Where the application answers, on a port of its own."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("localhost", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://localhost:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def opened(browser: Browser, address: str, office: Office, visit: Callable[..., Visitor]) -> Iterator[Opener]:
    """`opened("/gallery", width=390, theme="dark", language="th")` as somebody signed in."""
    faults: list[str] = []
    contexts: list[Any] = []

    def open_(
        path: str, *, width: int = 1440, theme: Any = "light", language: str = "th", scripts: bool = True
    ) -> Page:
        cookie = visit(office.owner, language=language).client.get_cookie("samphan")
        assert cookie is not None
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": 900},
            color_scheme=theme,
            java_script_enabled=scripts,
            locale=language,
        )
        contexts.append(context)
        context.add_cookies([{"name": "samphan", "value": cookie.value, "url": address}])
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
        page = context.new_page()
        page.add_init_script(VIOLATION)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not faults


def complaints(page: Page) -> list[str]:
    """What axe finds wrong with a page, at any impact."""
    page.evaluate(AXE.read_text())
    found = page.evaluate(
        "axe.run({runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa','best-practice']})"
    )
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]
