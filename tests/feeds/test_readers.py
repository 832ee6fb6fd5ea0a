"""What we write, other programs' libraries read, and what repeats happens for them when it does for us."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, sync_playwright

from planner.events.recurrence import Series
from planner.events.recurrence import check as check_series
from planner.events.timing import Timed, Window
from planner.events.words import EventStatus
from planner.feeds.lines import uri
from planner.feeds.printed import PrintedEvent, PrintedOverride
from tests import requirements_here
from tests.events.moments import LONDON
from tests.events.test_recurrence import series
from tests.feeds.conformance import check
from tests.feeds.readers import by_ical_js, by_icalendar, by_us, by_vobject, words_by_ical_js
from tests.feeds.samples import EVERYTHING, HEAD, THAI, event, feed

TWO_YEARS = Window.of_days(date(2026, 11, 1), date(2028, 11, 30), LONDON)
ICAL_JS = Path(__file__).parents[1] / "vendor" / "ical.js-2.2.1" / "ical.min.js"


@pytest.fixture(scope="module")
def thunderbird() -> Iterator[Page]:
    """A browser page with the library that Thunderbird reads calendars with."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=requirements_here.chromium(),
            args=[
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
            ],
        )
        page = browser.new_page(timezone_id="UTC")
        page.add_script_tag(path=ICAL_JS)
        yield page
        browser.close()


@pytest.mark.parametrize("name", EVERYTHING)
def test_icalendar_expands_two_years_as_we_do(name: str) -> None:
    shown = [EVERYTHING[name]]
    expected = by_us(shown, TWO_YEARS)
    assert by_icalendar(feed(shown), TWO_YEARS) == expected


@pytest.mark.parametrize("name", EVERYTHING)
def test_vobject_expands_two_years_as_we_do(name: str) -> None:
    shown = [EVERYTHING[name]]
    assert by_vobject(feed(shown), TWO_YEARS) == by_us(shown, TWO_YEARS)


@pytest.mark.browser
@pytest.mark.parametrize("name", EVERYTHING)
def test_thunderbirds_library_expands_two_years_as_we_do(thunderbird: Page, name: str) -> None:
    shown = [EVERYTHING[name]]
    assert by_ical_js(thunderbird, feed(shown), TWO_YEARS) == by_us(shown, TWO_YEARS)


def readers_agree(made: Series) -> bool:
    """Whether the libraries agree among themselves.

    They do not about a night whose end falls into the very hour of a clock change, nor about a series whose
    first occurrence spans one, where some take the length on the clocks and some the elapsed one.
    """
    if not isinstance(made.timing, Timed):
        return True
    start, end = made.timing.start_local, made.timing.end_local
    return end.time() >= time(4) and start.utcoffset() == end.utcoffset()


@st.composite
def printed(draw: st.DrawFn) -> PrintedEvent:
    """A series anybody may make, as a feed prints it."""
    made = draw(series().filter(readers_agree))
    check_series(made)
    overrides = tuple(
        PrintedOverride(
            on=on,
            timing=made.timing_of(on),
            content=replace(THAI, status=EventStatus.CANCELLED) if override.is_cancelled else THAI,
        )
        for on, override in made.overrides.items()
    )
    return replace(event("any", made.timing, made.rule), excluded=made.excluded, overrides=overrides)


def two_years_of(one: PrintedEvent) -> Window:
    first_on = one.timing.on - timedelta(days=40)
    return Window.of_days(first_on, first_on + timedelta(days=770), LONDON)


@given(printed())
def test_any_series_is_written_as_it_should_be_and_expands_as_ours(one: PrintedEvent) -> None:
    data = feed([one], head=replace(HEAD, first_year=2018, last_year=2036))
    assert check(data) == []
    window = two_years_of(one)
    expected = by_us([one], window)
    assert by_icalendar(data, window) == expected
    assert by_vobject(data, window) == expected


@pytest.mark.browser
@settings(max_examples=40)
@given(one=printed())
def test_thunderbirds_library_expands_any_series_as_we_do(thunderbird: Page, one: PrintedEvent) -> None:
    data = feed([one], head=replace(HEAD, first_year=2018, last_year=2036))
    window = two_years_of(one)
    assert by_ical_js(thunderbird, data, window) == by_us([one], window)


@pytest.mark.browser
def test_thunderbirds_library_reads_the_very_words(thunderbird: Page) -> None:
    assert words_by_ical_js(thunderbird, feed([EVERYTHING["once"]])) == {
        "summary": THAI.title,
        "description": THAI.description,
        "location": THAI.location,
        "categories": list(THAI.categories),
        "url": uri(THAI.url),
    }
