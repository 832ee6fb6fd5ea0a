"""The day of an event on two telephones: what one ticks the other sees, and nothing is lost where there is no net."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, time, timedelta

import pytest
from playwright.sync_api import Route, expect
from sqlalchemy import update
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts import queries
from planner.accounts.models import Role
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.events import checklist, run_sheet
from planner.events.checklist import Line
from planner.events.models import Event
from planner.events.run_sheet import Item
from tests import factories
from tests.browser import WIDER, Windows, complaints
from tests.factories import Office

pytestmark = pytest.mark.browser


@pytest.fixture
def event(session: Session, office: Office) -> Event:
    """All of today, in Bangkok, so that it is going on whenever this runs."""
    campaign = factories.campaign(session, office.corporate, office.owner)
    today = clock.today("Asia/Bangkok")
    made = factories.event(
        session,
        campaign,
        title_en="Opening",
        starts_at=None,
        ends_at=None,
        all_day_start=today,
        all_day_end=today + timedelta(days=1),
        spans_from=clock.now().astimezone(UTC) - timedelta(days=2),
        spans_until=clock.now().astimezone(UTC) + timedelta(days=3),
    )
    for at, title in ((time(0), "Stage"), (time(0), "Guard the stage")):
        item = Item(starts_at=at, duration_minutes=1440 if "Guard" in title else 0, title=title)
        run_sheet.add(session, made.id, item, actor=office.owner)
    checklist.add(session, made.id, [Line(title="Banner"), Line(title="Water")], actor=office.owner)
    session.commit()
    return made


def test_two_who_run_a_day_see_each_others_ticks(windows: Windows, office: Office, event: Event) -> None:
    place = f"/events/{event.id}/day"
    mine = windows.open(place, who=office.mate, width=390, language="en")
    theirs = windows.open(place, who=office.owner, width=390, language="en", theme="dark")
    for page in (mine, theirs):
        assert complaints(page) == []
        assert page.evaluate(WIDER) == []
    stage = mine.locator(".is-now.moment, .is-late.moment").filter(
        has=mine.get_by_role("heading", name="Stage", exact=True)
    )
    stage.get_by_role("button", name="Done").click()
    expect(mine.locator("details[data-hold=done] > summary")).to_have_text("Done (1)")
    banner = mine.get_by_role("button", name="Banner")
    banner.focus()
    mine.keyboard.press("Enter")
    expect(mine.get_by_role("button", name="Banner")).to_have_attribute("aria-pressed", "true")
    # it went to the end of the list, and the focus went along
    expect(mine.get_by_role("button", name="Banner")).to_be_focused()
    assert mine.url.endswith(place)
    expect(theirs.get_by_role("button", name="Banner")).to_have_attribute("aria-pressed", "false")
    theirs.get_by_role("link", name="Look again").click()
    expect(theirs.get_by_role("button", name="Banner")).to_have_attribute("aria-pressed", "true")
    expect(theirs.locator("details[data-hold=done] > summary")).to_have_text("Done (1)")
    # what is unfolded stays so while the page renews itself
    theirs.locator("details[data-hold=done] > summary").click()
    mine.get_by_role("button", name="Water").click()
    expect(mine.get_by_role("button", name="Water")).to_have_attribute("aria-pressed", "true")
    theirs.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(theirs.get_by_role("button", name="Water")).to_have_attribute("aria-pressed", "true")
    expect(theirs.get_by_role("heading", name="Stage", exact=True)).to_be_visible()
    assert complaints(theirs) == []


def test_without_a_net_it_says_that_nothing_is_kept(windows: Windows, office: Office, event: Event) -> None:
    place = f"/events/{event.id}/day"
    page = windows.open(place, who=office.mate, width=390, language="en")
    windows.forgiven.append("ERR_INTERNET_DISCONNECTED")
    page.context.set_offline(True)
    page.get_by_role("button", name="Banner").click()
    expect(page.locator("[data-offline]")).to_be_visible()
    expect(page.locator("[data-unsent]")).to_contain_text("is not kept")
    expect(page.get_by_role("button", name="Banner")).to_have_attribute("aria-pressed", "false")
    page.context.set_offline(False)
    page.get_by_role("button", name="Banner").click()
    expect(page.get_by_role("button", name="Banner")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-offline]")).to_be_hidden()
    expect(page.locator("[data-unsent]")).to_be_hidden()


def into(held: list[Route]) -> Callable[[Route], None]:
    """Keeps what is asked, unanswered."""

    def keep(route: Route) -> None:
        held.append(route)

    return keep


def test_a_tick_that_hangs_on_a_bad_net_is_told_as_lost_and_sent_again(
    windows: Windows, office: Office, event: Event
) -> None:
    page = windows.open(f"/events/{event.id}/day", who=office.mate, width=390, language="en")
    windows.forgiven.append("ERR_")
    # a tenth of the time that a telephone waits
    page.evaluate(
        "const was = AbortSignal.timeout; AbortSignal.timeout = ms => was.call(AbortSignal, ms / 10)"
    )
    hung: list[Route] = []
    page.route("**/tick", into(hung))
    banner = page.get_by_role("button", name="Banner")
    banner.click()
    # the page looks while the tick is still on its way, and somebody asks for it, too
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.get_by_role("link", name="Look again").click()
    lost = page.locator("[data-unsent]")
    expect(lost).to_be_visible()
    expect(banner).to_have_attribute("aria-pressed", "false")
    assert len(hung) == 1
    assert complaints(page) == []
    assert page.evaluate(WIDER) == []
    page.unroute("**/tick")
    # another tick gets through; the lost one is not forgotten over it
    page.get_by_role("button", name="Water").click()
    expect(page.get_by_role("button", name="Water")).to_have_attribute("aria-pressed", "true")
    expect(lost).to_be_visible()
    expect(banner).to_have_attribute("aria-pressed", "false")
    page.get_by_role("button", name="Try again").click()
    expect(banner).to_have_attribute("aria-pressed", "true")
    expect(lost).to_be_hidden()


def test_a_slow_tick_is_shown_although_the_page_was_asked_for_meanwhile(
    windows: Windows, office: Office, event: Event
) -> None:
    page = windows.open(f"/events/{event.id}/day", who=office.mate, width=390, language="en")
    held: list[Route] = []
    page.route("**/tick", into(held))
    page.get_by_role("button", name="Banner").click()
    with page.expect_response(lambda reply: reply.url.endswith("/day")):
        page.get_by_role("link", name="Look again").click()
    held[0].continue_()
    expect(page.get_by_role("button", name="Banner")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-unsent]")).to_be_hidden()


def test_who_is_signed_out_meanwhile_is_led_to_sign_in(
    windows: Windows, office: Office, event: Event
) -> None:
    page = windows.open(f"/events/{event.id}/day", who=office.mate, width=390, language="en")
    page.context.clear_cookies()
    page.get_by_role("button", name="Banner").click()
    page.wait_for_url("**/sign-in?**")


def test_who_may_tick_no_longer_is_told_why(
    windows: Windows, session: Session, office: Office, event: Event
) -> None:
    page = windows.open(f"/events/{event.id}/day", who=office.mate, width=390, language="en")
    windows.forgiven.append("403")
    [membership] = queries.person(session, office.mate.id).memberships
    membership.role = Role.VIEWER
    session.commit()
    page.get_by_role("button", name="Banner").click()
    said = page.get_by_role("alert")
    expect(said).to_contain_text("This is not yours to do. You can read this")
    expect(page.get_by_role("button", name="Banner")).to_have_count(0)
    assert complaints(page) == []


def test_a_tick_that_is_refused_says_the_reason(
    windows: Windows, session: Session, office: Office, event: Event
) -> None:
    page = windows.open(f"/events/{event.id}/day", who=office.mate, width=390, language="en")
    session.execute(update(Campaign).values(status=Status.ARCHIVED))
    session.commit()
    page.get_by_role("button", name="Banner").click()
    expect(page.get_by_role("alert")).to_contain_text("archived")
    expect(page.locator("[data-unsent]")).to_be_hidden()
