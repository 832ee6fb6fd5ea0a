"""C3, C4: the views of the calendar in a real browser: how soon the largest of it is painted, and what moves after.

Both are read as Web Vitals reads them: what three in four openings of a page are within, the worse of desk and phone.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from statistics import quantiles
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from bench.stage import Stage, staged
from bench.views import PORTFOLIO, SHOWN, VIEWS, fill_lines
from tests import requirements_here
from tests.browser import FLAGS, serving

ROUNDS = 8
WIDTHS = (1440, 390)
SECOND = 1_000
# kept from the first paint on (Largest Contentful Paint, W3C draft; Layout Instability, WICG)
WATCH = """window.seen = {painted: 0, moved: 0};
new PerformanceObserver(all => { for (const one of all.getEntries()) seen.painted = one.startTime })
  .observe({type: 'largest-contentful-paint', buffered: true});
new PerformanceObserver(all => { for (const one of all.getEntries()) if (!one.hadRecentInput) seen.moved += one.value })
  .observe({type: 'layout-shift', buffered: true});"""
# two frames after everything came: what moves late has moved
SETTLED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(window.seen))))"


def figures() -> Iterator[tuple[str, float]]:
    """The goals of this chapter and what was measured, each page opened in a new profile with an empty cache."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    moved = []
    with staged(SHOWN, elsewhere=PORTFOLIO - SHOWN) as stage, sync_playwright() as playwright:
        fill_lines(stage)
        browser = playwright.chromium.launch(executable_path=requirements_here.chromium(), args=FLAGS)
        with serving(stage.app) as address:
            for sign, view in {"m": "month", **VIEWS}.items():
                place = f"{address}/calendar?view={view}&on=2026-11-10"
                # the first request of a process compiles the template, once for everybody
                _seen(browser, stage, place, WIDTHS[0])
                seen = [[_seen(browser, stage, place, width) for _ in range(ROUNDS)] for width in WIDTHS]
                moved += [_three_in_four(of, "moved") for of in seen]
                yield f"C3{sign}", max(_three_in_four(of, "painted") for of in seen) / SECOND
        browser.close()
    yield "C4", max(moved)


def _three_in_four(seen: list[dict[str, float]], what: str) -> float:
    return quantiles([one[what] for one in seen], n=4, method="inclusive")[2]


def _seen(browser: Browser, stage: Stage, place: str, width: int) -> dict[str, float]:
    cookie: Any = stage.client.get_cookie("samphan")
    with browser.new_context(viewport={"width": width, "height": 900}, locale="th") as context:
        context.add_cookies([{"name": "samphan", "value": cookie.value, "url": place}])
        page: Page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(place, wait_until="networkidle")
        found: dict[str, float] = page.evaluate(SETTLED)
    if not found["painted"]:
        raise RuntimeError(f"nothing was painted at {place}")
    return found
