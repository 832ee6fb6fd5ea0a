"""Every page of the living example opens in both languages, speaks one of them, is light, and anybody can use it."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Browser
from playwright.sync_api import Page as BrowserPage
from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.extensions import db
from tests.browser import WIDER, Windows, complaints, serving
from tests.demo import Store, copied, demo_store
from tests.journeys.every_page import FILES, PAGES, Asker, Sight, people, sights
from tests.journeys.places import places
from tests.journeys.tongues import content, english_words, spoken
from tests.pages import Page, Visitor
from tests.requirements_here import is_long

__all__ = ["demo_store"]

KILOBYTE = 1024
# What a program that fetches feeds calls itself is shown as it is.
NAMES = {"Google Calendar"}
STATIC = Path(__file__).parents[2] / "static"
GUISES = [
    (width, theme, language)
    for width in (1440, 390)
    for theme in ("light", "dark")
    for language in ("th", "en")
]


@pytest.fixture(scope="module")
def shown_app(demo_store: Store, tmp_path_factory: pytest.TempPathFactory, worker: str) -> Iterator[Flask]:
    """The application on a copy of the example: opening a page in the other language writes that down."""
    with copied(demo_store, tmp_path_factory.mktemp("shown"), f"samphan_shown_{worker}") as app:
        yield app


@pytest.fixture(scope="module")
def example(shown_app: Flask) -> Iterator[Session]:
    """A session on the example's database."""
    with shown_app.app_context():
        engine = db.engine
    with Session(engine, expire_on_commit=False) as session:
        yield session


@pytest.fixture(scope="module")
def cast(example: Session) -> dict[Asker, User]:
    return people(example)


@pytest.fixture(scope="module")
def every(shown_app: Flask, example: Session, cast: dict[Asker, User]) -> list[Sight]:
    """Every page, with the ids of this copy of the example."""
    found = list(sights(places(example, cast[Asker.PLANNER], shown_app.config["DATA_DIR"])))
    example.commit()
    return found


Read = Callable[[str], list[tuple[Sight, Page]]]


@pytest.fixture(scope="module")
def read(shown_app: Flask, example: Session, cast: dict[Asker, User], every: list[Sight]) -> Read:
    """`read("th")`: every page in a language, opened once, without a browser; each checks itself."""

    @cache
    def opened(language: str) -> list[tuple[Sight, Page]]:
        visitors = {
            asker: Visitor.of(shown_app, example, cast.get(asker), language=language) for asker in Asker
        }
        return [(sight, visitors[sight.asker].get(sight.path)) for sight in every]

    return opened


def test_no_route_is_forgotten(shown_app: Flask) -> None:
    asked = {rule.endpoint for rule in shown_app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    # the one-click door leads on, to the first page
    assert asked - {"static", "demo.enter"} == {*PAGES, *FILES}


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_page_opens_and_links_to_nothing_that_is_not_there(
    language: str, read: Read, shown_app: Flask
) -> None:
    matching = shown_app.url_map.bind("localhost")
    lost = {}
    for sight, page in read(language):
        ways = {urlsplit(link).path for link in page.links() if link.startswith("/")}
        lost[sight.path] = [way for way in ways if not matching.test(way, method="GET") and ".ics" not in way]
    assert {path: ways for path, ways in lost.items() if ways} == {}


def test_no_english_is_left_on_thai_pages(read: Read) -> None:
    english = english_words() - NAMES
    left = {
        sight.path: found
        for sight, page in read("th")
        if (
            found := sorted({text for text, language in spoken(page) if language == "th" and text in english})
        )
    }
    assert left == {}


@pytest.mark.parametrize(("language", "other"), [("en", "th"), ("th", "en")])
def test_content_in_the_other_language_says_so(
    language: str, other: str, read: Read, example: Session
) -> None:
    # what stands in both languages the same is of either
    foreign = content(example, other) - content(example, language)
    unmarked = {
        sight.path: found
        for sight, page in read(language)
        if (found := sorted({text for text, tongue in spoken(page) if tongue != other and text in foreign}))
    }
    assert unmarked == {}


@cache
def weight(path: str) -> int:
    """What a static file weighs on its way."""
    return len(gzip.compress((STATIC / path.removeprefix("/static/")).read_bytes(), 9))


def test_every_page_is_light_and_all_of_it_is_ours(read: Read) -> None:
    heavy, foreign = {}, {}
    for sight, page in read("th"):
        scripts = [script.get("src", "") for script in page.all("script")]
        sheets = [link.get("href", "") for link in page.all("link") if link.get("rel") == "stylesheet"]
        pictures = [picture.get("src", "") for picture in page.all("img")]
        loaded = [*scripts, *sheets, *pictures, *(link.get("href", "") for link in page.all("link"))]
        foreign[sight.path] = [address for address in loaded if not address.startswith("/static/")]
        weights = {
            "HTML": (len(gzip.compress(page.html.encode(), 6)), 40),
            "JS": (sum(weight(urlsplit(address).path) for address in scripts), 25),
            "CSS": (sum(weight(urlsplit(address).path) for address in sheets), 20),
        }
        heavy[sight.path] = {what: at for what, (at, most) in weights.items() if at > most * KILOBYTE}
    assert {path: found for path, found in heavy.items() if found} == {}
    assert {path: found for path, found in foreign.items() if found} == {}


def test_what_is_no_page_answers_too(shown_app: Flask, example: Session, cast: dict[Asker, User]) -> None:
    visitor = Visitor.of(shown_app, example, cast[Asker.PLANNER])
    for path in ("/healthz", "/robots.txt", "/favicon.ico"):
        visitor.get(path)


# ── In the browser ──────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def showing(browser: Browser, shown_app: Flask, example: Session) -> Iterator[Windows]:
    """Windows on the example; faults in them fail the test."""

    def cookie(who: User, language: str) -> str:
        held = Visitor.of(shown_app, example, who, language=language).client.get_cookie("samphan")
        assert held is not None
        return held.value

    with serving(shown_app) as address:
        windows = Windows(browser, address, cookie)
        yield windows
        windows.close()


Look = Callable[..., Iterator[tuple[Sight, BrowserPage]]]


@pytest.fixture
def look(showing: Windows, cast: dict[Asker, User], every: list[Sight]) -> Look:
    """`look(width, theme, language)`: pages in a guise, opened in the browser; a share of them, or all."""

    def opened(
        width: int, theme: str, language: str, *, pages: slice = slice(None)
    ) -> Iterator[tuple[Sight, BrowserPage]]:
        shown: dict[Asker, BrowserPage] = {}
        for sight in every[pages]:
            if sight.asker not in shown:
                who = cast.get(sight.asker)
                window = showing.open("/robots.txt", who=who, width=width, theme=theme, language=language)
                shown[sight.asker] = window
            shown[sight.asker].goto(sight.path)
            yield sight, shown[sight.asker]

    return opened


@pytest.mark.browser
@pytest.mark.parametrize(("width", "theme", "language"), GUISES)
def test_axe_finds_nothing_wrong(width: int, theme: str, language: str, look: Look) -> None:
    # each page in one of the guises, a template with several addresses so in several; everything on a long run
    pages = slice(None) if is_long() else slice(GUISES.index((width, theme, language)), None, len(GUISES))
    found = {
        sight.path: wrong
        for sight, page in look(width, theme, language, pages=pages)
        if (wrong := complaints(page))
    }
    assert found == {}


@pytest.mark.browser
@pytest.mark.parametrize("language", ["th", "en"])
def test_nothing_is_wider_than_the_narrowest_phone(language: str, look: Look) -> None:
    wide = {}
    for sight, page in look(320, "light", language):
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide[sight.path] = page.evaluate(WIDER)
    assert wide == {}
