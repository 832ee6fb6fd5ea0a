"""Single keys in a real browser: they lead where the page says, rest while somebody types, and can be switched off."""

from __future__ import annotations

from datetime import date

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.events.models import Event
from tests import factories
from tests.browser import Windows, complaints
from tests.factories import Office

pytestmark = pytest.mark.browser
NOVEMBER = "/calendar?on=2020-11-24"


def test_keys_go_through_the_calendar(windows: Windows, office: Office) -> None:
    page = windows.open(NOVEMBER, who=office.mate, language="en")
    for key, address in (
        ("a", "**/calendar?view=agenda&on=2020-11-24"),
        ("w", "**/calendar?view=week&on=2020-11-24"),
        ("l", "**/calendar?view=timeline&on=2020-11-24*"),
        ("y", "**/calendar?view=year&on=2020-11-24"),
        ("m", "**/calendar?view=month&on=2020-11-24"),
        ("n", "**/calendar?view=month&on=2020-12-01"),
        ("p", "**/calendar?view=month&on=2020-11-01"),
        ("c", "**/events/new?on=2020-11-01"),
    ):
        page.keyboard.press(key)
        page.wait_for_url(address)


def test_a_thai_layout_has_the_same_keys(windows: Windows, office: Office) -> None:
    page = windows.open(NOVEMBER, who=office.mate)
    with page.expect_navigation(url="**/calendar?view=agenda&on=2020-11-24"):
        page.evaluate(
            "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'ฟ', code: 'KeyA', bubbles: true}))"
        )


def test_keys_rest_while_somebody_types(windows: Windows, office: Office) -> None:
    page = windows.open(NOVEMBER, who=office.mate, language="en")
    page.keyboard.press("q")
    expect(page.locator("#one-line")).to_be_focused()
    page.keyboard.type("tam?/")
    assert page.input_value("#one-line") == "tam?/"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    expect(page.locator("#bar-search")).to_be_focused()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Alt+a")
    page.keyboard.press("Control+m")
    assert page.url.endswith(NOVEMBER)


def test_help_tells_what_works_here_and_no_more(windows: Windows, office: Office) -> None:
    page = windows.open(NOVEMBER, who=office.viewer, language="en")
    page.keyboard.press("?")
    rows = dict(
        zip(
            page.locator("dialog dt").all_inner_texts(),
            page.locator("dialog dd").all_inner_texts(),
            strict=True,
        )
    )
    assert rows["m"] == "Month"
    assert rows["p"] == "Previous"
    assert not {"c", "q", "z"} & set(rows)
    assert complaints(page) == []
    # beneath a dialog the page's keys rest
    page.keyboard.press("a")
    assert page.url.endswith(NOVEMBER)
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)


def test_whoever_switches_keys_off_has_none_until_they_switch_them_on(
    windows: Windows, office: Office
) -> None:
    page = windows.open(NOVEMBER, who=office.mate, language="en")
    expect(page.locator("[aria-keyshortcuts=m]")).to_have_count(1)
    page.keyboard.press("?")
    page.uncheck("#keys-on")
    page.click("dialog button")
    expect(page.locator("[aria-keyshortcuts]")).to_have_count(0)
    page.reload()
    for key in "a?q":
        page.keyboard.press(key)
    assert page.url.endswith(NOVEMBER)
    assert page.locator("dialog").count() == 0
    page.goto("/profile")
    page.click("[data-keys]")
    page.check("#keys-on")
    page.click("dialog button")
    page.goto(NOVEMBER)
    page.keyboard.press("a")
    page.wait_for_url("**/calendar?view=agenda&on=2020-11-24")


def test_an_event_is_added_and_taken_back_by_keys_alone(
    windows: Windows, session: Session, office: Office
) -> None:
    factories.campaign(
        session,
        office.corporate,
        office.owner,
        title_en="Fair",
        start_on=date(2020, 11, 1),
        end_on=date(2020, 11, 30),
    )
    session.commit()
    before = session.scalar(select(func.count(Event.id)))
    page = windows.open(NOVEMBER, who=office.mate, language="en")
    page.keyboard.press("q")
    page.keyboard.type("Talk 24/11/2563 10:00-12:00 #fair")
    page.keyboard.press("Enter")
    page.wait_for_url("**/calendar/add?**")
    assert complaints(page) == []
    page.focus("form[method=post] button.primary")
    page.keyboard.press("Enter")
    page.wait_for_url("**/calendar?view=month&on=2020-11-24")
    assert "Added: Talk" in page.inner_text(".notice")
    session.expire_all()
    assert session.scalar(select(func.count(Event.id))) == (before or 0) + 1
    session.rollback()
    page.keyboard.press("z")
    page.wait_for_selector("text=Undone")
    session.expire_all()
    assert session.scalar(select(func.count(Event.id))) == before
