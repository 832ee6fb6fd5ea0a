"""Saved views in a real browser: the menu comes when it is opened, by keyboard alone too, and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from planner.calendar import saved_views
from planner.calendar.models import SavedView
from planner.calendar.saved_views import Named
from tests.browser import Windows, complaints
from tests.factories import Office

pytestmark = pytest.mark.browser
CHANGED = "/calendar?view=year&on=2020-11-24&saved="


@pytest.fixture
def mine(session: Session, office: Office) -> SavedView:
    made = saved_views.save(
        session, Named("Our weeks"), {"view": "week", "kind": "communal"}, actor=office.mate
    )
    saved_views.save(session, Named("ของทีม", office.corporate.id), {"view": "agenda"}, actor=office.owner)
    session.commit()
    key = made.id
    session.expunge_all()
    session.rollback()
    found = session.get_one(SavedView, key)
    session.expunge_all()
    session.rollback()
    return found


def menu(page: Page) -> None:
    """Go to the menu and open it, by keys."""
    page.locator("[data-views] > summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Our weeks")).to_be_visible()


def test_the_menu_is_fetched_when_somebody_opens_it_and_worked_by_keys(
    windows: Windows, office: Office, mine: SavedView
) -> None:
    page = windows.open(f"{CHANGED}{mine.id}", who=office.mate, language="en")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert page.get_by_role("link", name="Our weeks").count() == 0
    menu(page)
    assert len([one for one in asked if "/calendar/views" in one]) == 1
    expect(page.get_by_role("link", name="Our weeks")).to_have_attribute("aria-current", "true")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Save what is shown in “Our weeks”")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-views] > summary")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_text("“Our weeks” now shows this.")).to_be_visible()
    # and back again, by the key for it
    with page.expect_navigation():
        page.keyboard.press("z")
    expect(page.get_by_text("Undone.")).to_be_visible()


@pytest.mark.parametrize(("width", "theme"), [(390, "dark"), (1440, "light")])
def test_nothing_is_wrong_with_the_open_menu(
    windows: Windows, office: Office, mine: SavedView, width: int, theme: str
) -> None:
    page = windows.open(f"{CHANGED}{mine.id}", who=office.mate, language="en", width=width, theme=theme)
    menu(page)
    assert complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.locator("[data-views] > .fold").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width


def test_without_scripts_the_menu_leads_to_the_list(
    windows: Windows, office: Office, mine: SavedView
) -> None:
    page = windows.open(f"{CHANGED}{mine.id}", who=office.mate, language="en", scripts=False)
    page.locator("[data-views] > summary").click()
    page.get_by_role("link", name="All saved views").click()
    page.get_by_role("button", name="Save what is shown").click()
    expect(page.get_by_text("“Our weeks” now shows this.")).to_be_visible()
