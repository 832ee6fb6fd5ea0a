"""The PDF process: pages come in, PDFs go out. The only place that knows WeasyPrint.

It runs as `python -m planner.briefs.pdf STATIC MEMORY SECONDS`, started by the press and never by a person. It
knows no settings, no database and no network; it may die at any moment, and the press starts another. Importing
WeasyPrint costs a second, so one process prints many pages before it goes.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import logging
import os
import resource
import select
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from planner.briefs import frames, libraries

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcherResponse

IDLE_S = 300
"""A process nobody needs goes after this long."""

PAGES_BEFORE_RETIRING = 60
"""Layout libraries keep what they have seen: a fresh process now and then keeps memory flat."""

HEAVY_BYTES = 200 * 1024 * 1024

SCHEME = "asset"
ASSETS = {
    "brief.css": "css/brief.css",
    "sarabun-400.woff2": "fonts/sarabun-400.woff2",
    "sarabun-700.woff2": "fonts/sarabun-700.woff2",
}
"""Everything a page may load, by name, and where it stands in the static folder."""

TYPES = {".css": "text/css", ".woff2": "font/woff2"}

STRIP_HEAD, STRIP_LANE, STRIP_FOOT = 24, 26, 8
"""Heights in a strip's drawing (see `planner.charts.timeline`)."""

STRIP_MM = 0.235
"""How high one of them is on paper; the drawing is stretched to the page's width."""

# What a printing process has no business doing, whatever a page says (PEP 578 names of audited acts).
FORBIDDEN = (
    "socket.connect",
    "socket.getaddrinfo",
    "socket.bind",
    "subprocess.Popen",
    "os.system",
    "os.exec",
)


def printer(static: Path) -> Callable[[str], bytes]:
    """A function that turns a page into a PDF: fonts and style are read once, here."""
    import weasyprint  # noqa: PLC0415 a second and 40 MB that only this process pays
    from weasyprint.pdf.fonts import Font  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    from planner.briefs import thai_map  # noqa: PLC0415 it brings in fontTools

    assets = {name: (static / path).read_bytes() for name, path in ASSETS.items()}

    class PackagedAssets(URLFetcher):
        """Gives what is in the table above and nothing else: no network, no file, no redirect, no data."""

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
            scheme, _, name = url.partition(":")
            if scheme != SCHEME or name not in assets:
                raise ValueError("A brief loads packaged fonts and nothing else.")
            return URLFetcherResponse(url, assets[name], {"Content-Type": TYPES[Path(name).suffix]})

    if not thai_map.install(Font, weasyprint.__version__):
        logging.getLogger(__name__).error("Copied Thai will be wrong: unknown WeasyPrint release")
    fetcher = PackagedAssets(allowed_protocols=(SCHEME,), allow_redirects=False)
    fonts = FontConfiguration()
    style = weasyprint.CSS(
        string=assets["brief.css"].decode() + places(), url_fetcher=fetcher, font_config=fonts
    )

    def print_page(page: str) -> bytes:
        document = weasyprint.HTML(string=page, url_fetcher=fetcher)
        return document.write_pdf(font_config=fonts, stylesheets=[style], pdf_variant="pdf/ua-1")

    return print_page


def places() -> str:
    """Rules for classes that carry a figure: percent across and lanes down a strip (see `planner.charts`), heights."""
    across = (
        f".at-{n} {{ left: {n}% }} .at-{n}.is-end {{ left: auto; right: {100 - n}% }}" for n in range(101)
    )
    down = (f".lane-{n} {{ top: {(STRIP_HEAD + n * STRIP_LANE) * STRIP_MM:.2f}mm }}" for n in range(12))
    high = (
        f".lanes-{n} svg {{ height: {(STRIP_HEAD + n * STRIP_LANE + STRIP_FOOT) * STRIP_MM:.2f}mm }}"
        for n in range(13)
    )
    room = (f".room-{n} {{ width: {n}% }}" for n in range(5, 101, 5))
    # days of the calendar (see `planner.briefs.calendar_grid`)
    days = (f".high-{n} {{ height: {n}mm }}" for n in range(5, 160))
    return "\n".join((*across, *down, *high, *room, *days))


def keep_within(memory_bytes: int) -> None:
    """Cap what this process may fill with data, so a hostile page ends it and not the machine; leave no core file.

    Address space alone (RLIMIT_AS) would count fonts and libraries that are mapped and never read.
    """
    resource.setrlimit(resource.RLIMIT_DATA, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_AS, (4 * memory_bytes, 4 * memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def has_grown_heavy() -> bool:
    """Whether a long page left more memory behind than a fresh process needs (Linux tells, others retire by count)."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return False
    return pages * resource.getpagesize() > HEAVY_BYTES


def allow_seconds(seconds: int) -> None:
    """Let this process burn so many more CPU seconds: the last resort if the press dies while it prints."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    resource.setrlimit(
        resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds, resource.RLIM_INFINITY)
    )


def collect_seldom() -> None:
    """Let the collector rest: what a page is laid out from lasts until it is printed, and going through all of it
    again and again takes a third of the time of a long brief, and frees next to nothing.
    """
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


def refuse_strangers(event: str, _arguments: tuple[object, ...]) -> None:
    """An audit hook: a page that found a way past the fetcher still reaches nobody."""
    if event.startswith(FORBIDDEN):
        raise PermissionError(event)


def answer(print_page: Callable[[str], bytes], page: bytes) -> tuple[frames.Kind, bytes]:
    """One page printed, or why not."""
    try:
        return frames.Kind.PDF, print_page(page.decode())
    except MemoryError:
        gc.collect()
        return frames.Kind.TOO_BIG, b""
    except Exception as error:  # noqa: BLE001 whatever a page does to the layout is told to the press, not fatal here
        return frames.Kind.FAILED, f"{type(error).__name__}: {error}".encode(errors="replace")


def serve(static: Path, seconds: int, requests: io.FileIO, answers: frames.Sink) -> None:
    """Print page after page until the press goes away, nobody asks for long, or it is time to retire."""
    absent = libraries.missing()
    if absent:
        frames.receive(requests)
        frames.send(answers, frames.Kind.MISSING, json.dumps(absent).encode())
        return
    print_page = printer(static)
    collect_seldom()
    sys.addaudithook(refuse_strangers)
    for _ in range(PAGES_BEFORE_RETIRING):
        if not select.select([requests], [], [], IDLE_S)[0]:
            return
        _, page = frames.receive(requests)
        allow_seconds(seconds)
        frames.send(answers, *answer(print_page, page))
        if has_grown_heavy():
            return


def main(arguments: list[str]) -> int:
    static, memory_bytes, seconds = Path(arguments[0]), int(arguments[1]), int(arguments[2])
    # libraries that greet people on standard output must not speak into the frames
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    keep_within(memory_bytes)
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    with (
        contextlib.suppress(EOFError, BrokenPipeError),
        open(0, "rb", buffering=0, closefd=False) as requests,
    ):
        serve(static, seconds, requests, answers)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
