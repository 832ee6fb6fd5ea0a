"""Clashes in a real browser: marked in the calendar where they stand, and said after a move that brings one about."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from planner import clock
from planner.events.models import Event
from planner.events.words import EventType
from tests import factories
from tests.browser import Windows, complaints
from tests.factories import Office

pytestmark = pytest.mark.browser
MARKED = re.compile(r"\bis-clashing\b")


def _monday() -> date:
    """Of the week after next."""
    today = clock.today()
    return today + timedelta(days=14 - today.weekday())


@pytest.fixture
def two(session: Session, office: Office) -> list[Event]:
    """Two events in one hall, at the same hours of a Tuesday and of the Wednesday after it."""
    campaign = factories.campaign(session, office.corporate, office.owner)
    days = [_monday() + timedelta(days=day) for day in (1, 2)]
    made = [
        factories.event(
            session,
            campaign,
            type=EventType.COMMUNITY_EVENT,
            title_en=f"Talk on {on:%A}",
            venue_en="Great Hall",
            starts_at=datetime.combine(on, time(3), UTC),
            ends_at=datetime.combine(on, time(5), UTC),
        )
        for on in days
    ]
    session.commit()
    return made


def _move_onto_the_other(page: Page, event: Event) -> None:
    page.locator(f"a.chip[href='/events/{event.id}']").focus()
    with page.expect_navigation():
        page.keyboard.press("Alt+ArrowRight")


def test_a_move_that_brings_a_clash_about_says_so_and_the_calendar_marks_both(
    windows: Windows, office: Office, two: list[Event]
) -> None:
    page = windows.open(f"/calendar?on={_monday()}", who=office.mate, language="en")
    legend = page.get_by_role("link", name="Clashes", exact=True)
    expect(legend).not_to_have_class(MARKED)
    _move_onto_the_other(page, two[0])
    expect(page.get_by_text("It clashes with something: see why.")).to_be_visible()
    for view in ("month", "week", "agenda"):
        page.goto(f"/calendar?view={view}&on={_monday()}")
        for event in two:
            links = page.locator(f"main a[href='/events/{event.id}']:visible")
            expect(links).to_have_class(MARKED)
            expect(links).to_contain_text("(clashes)")
        expect(page.locator("[data-clash-marks]")).to_have_class(MARKED)
        assert complaints(page) == [], view
    page.locator("[data-clash-marks]").click()
    expect(page.get_by_role("heading", name="Clashes", level=1)).to_be_visible()
    expect(page.get_by_text("Both are at Great Hall at the same time.")).to_be_visible()


def test_without_scripts_the_way_to_the_clashes_is_there(
    windows: Windows, office: Office, two: list[Event]
) -> None:
    page = windows.open(f"/calendar?on={_monday()}", who=office.mate, language="en", scripts=False)
    page.get_by_role("link", name="Clashes", exact=True).click()
    expect(page.get_by_text("Nothing clashes in these days.")).to_be_visible()
