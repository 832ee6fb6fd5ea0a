"""With scripts, a date field says what a day is while it is typed; axe has nothing to say about the pages."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from planner.holidays import actions
from tests import factories
from tests.browser import Windows, complaints
from tests.factories import Office

pytestmark = pytest.mark.browser


def test_what_a_day_is_follows_what_is_typed(windows: Windows, session: Session, office: Office) -> None:
    campaign = factories.campaign(
        session, office.corporate, office.owner, start_on=date(2027, 4, 1), end_on=date(2027, 5, 31)
    )
    session.commit()
    page = windows.open(f"/campaigns/{campaign.id}/events/new?on=2027-04-20", who=office.mate, language="en")
    note = page.locator("#start_on-day")
    expect(note).to_be_hidden()
    expect(page.get_by_role("button", name="Next working day")).to_have_count(0)
    page.locator("#start_on").fill("13/4/2570")
    expect(note).to_have_text("This is a holiday: Songkran (not confirmed yet)")
    page.locator("#start_on").fill("13/4/257")
    expect(note).to_be_hidden()
    page.locator("#start_on").fill("๑/๕/๒๕๗๐")
    expect(note).to_have_text("This is a holiday: Labour Day (not confirmed yet)")
    # Labour Day on a Saturday has Monday for it, and Tuesday is Coronation Day
    page.get_by_role("button", name="Next working day: Wed 5 May BE 2570").click()
    expect(page.locator("#start_on")).to_have_value("5/5/2570")
    expect(page.locator("#start_on")).to_be_focused()
    expect(note).to_be_hidden()
    expect(page.get_by_role("button", name="Next working day")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1440])
def test_the_pages_fit_and_axe_is_content(
    windows: Windows, session: Session, office: Office, width: int
) -> None:
    actions.take_over(session, "TH", 2027, actor=office.administrator)
    actions.choose_country(session, "JP", actor=office.administrator)
    session.commit()
    page = windows.open("/holidays?year=2570", who=office.administrator, width=width)
    for path in (
        "/holidays?year=2570",
        "/holidays/countries",
        "/holidays/new",
        "/marked-days",
        "/marked-days/new",
    ):
        page.goto(path)
        assert complaints(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
