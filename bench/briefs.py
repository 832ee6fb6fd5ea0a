"""G13 to G16: what a brief costs, and what it costs those who ask for something else meanwhile."""

from __future__ import annotations

import re
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from bench.measure import cpu_seconds, ninety_ninth, ratio, wall_seconds
from bench.stage import answered, staged
from planner.briefs import pdf
from planner.briefs.page import Composer
from planner.briefs.press import Press
from tests.briefs.samples import communal

ROOT = Path(__file__).parents[1]
STATIC = ROOT / "static"
POLLS = 1_500
PAUSE_S = 0.002
LONGER = 20
"""Lists so many times as long make the sample a brief of nearly 60 pages, and of nearly the 500 rows there may be."""

_copies = count(1)


def figures() -> Iterator[tuple[str, float]]:
    """The goals of this chapter and what was measured."""
    composer = Composer(ROOT / "templates")
    with tempfile.TemporaryDirectory() as folder:
        press = Press(Path(folder), STATIC, limit_s=120, wait_s=60)
        try:
            yield "G13", _against_weasyprint(press, composer)
            yield "G14", _asked_again(press, composer)
            yield "G15", _polls_meanwhile(press, composer)
        finally:
            press.close()
    yield "G16", _growth(composer)


def _page(composer: Composer, times: int = 1) -> str:
    """A page that was never printed before: the sample brief, its lists so many times as long."""
    brief = communal()
    longer = {
        name: getattr(brief, name) * times
        for name in ("participants", "targets", "messages", "events", "people")
    }
    copy = next(_copies)
    return composer.page(replace(brief, **longer)).replace("</title>", f" {copy}</title>")


def _against_weasyprint(press: Press, composer: Composer) -> float:
    # both warm: the printing process has printed, and this one has imported and printed
    print_here = pdf.printer(STATIC)
    pages = iter([_page(composer) for _ in range(40)])
    return ratio(lambda: press.pdf(next(pages)), lambda: print_here(next(pages)), rounds=5, by=wall_seconds)


def _asked_again(press: Press, composer: Composer) -> float:
    # composing the page is part of asking again: only then is it known that nothing changed
    pages = [_page(composer) for _ in range(3)]
    printed = min(wall_seconds(partial(press.pdf, page)) for page in pages)
    brief = communal()
    press.pdf(composer.page(brief))
    again = min(wall_seconds(lambda: press.pdf(composer.page(brief))) for _ in range(20))
    return 100 * again / printed


def _polls_meanwhile(press: Press, composer: Composer) -> float:
    pages = [_page(composer, 3) for _ in range(12)]
    with staged(1_000) as stage:
        feed = stage.feed()
        _, headers, _ = answered(stage.poll, stage.request(feed))
        asked = stage.request(feed, if_none_match=headers["ETag"])
        alone = _polled(stage.poll, asked)
        done = threading.Event()

        def print_on() -> None:
            for page in pages:
                if done.is_set():
                    return
                press.pdf(page)

        printing = threading.Thread(target=print_on)
        printing.start()
        meanwhile = _polled(stage.poll, asked)
        if not printing.is_alive():
            raise RuntimeError("the printing ended before the polls did")
        done.set()
        printing.join()
    return ninety_ninth(meanwhile) / ninety_ninth(alone)


def _polled(poll: Any, asked: dict[str, Any]) -> list[float]:
    seconds = []
    for _ in range(POLLS):
        seconds.append(wall_seconds(lambda: answered(poll, asked)))
        time.sleep(PAUSE_S)
    return seconds


def _growth(composer: Composer) -> float:
    """Processor time a page: a long brief's over that of one as offices have it, whose pages are less full."""
    print_here = pdf.printer(STATIC)
    print_here(_page(composer))
    shares = []
    for times, pages in ((1, 10), (LONGER, 60)):
        page = _page(composer, times)
        counted = _pages(print_here(page))
        if abs(counted - pages) > pages / 10:
            raise RuntimeError(f"a brief of {counted} pages, where {pages} are meant")
        print_page = partial(print_here, page)
        shares.append(min(cpu_seconds(print_page) for _ in range(4)) / counted)
    return shares[1] / shares[0]


def _pages(printed: bytes) -> int:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(printed)
        file.flush()
        said = subprocess.run(["pdfinfo", file.name], capture_output=True, text=True, check=True).stdout
    found = re.search(r"^Pages:\s+(\d+)", said, re.MULTILINE)
    if found is None:
        raise RuntimeError("pdfinfo counts no pages")
    return int(found[1])
