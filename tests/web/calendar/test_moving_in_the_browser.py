"""Moving events in a real browser: by mouse, by finger and by keys, from the month and the week, and back by Undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy.orm import Session

from planner.events import series
from planner.events.models import Event
from planner.events.recurrence_rule import Rule
from planner.events.words import EventStatus
from tests import factories
from tests.browser import Windows, complaints
from tests.factories import Office

pytestmark = pytest.mark.browser

MONTH = "/calendar?on=2020-11-24"
WEEK = "/calendar?view=week&on=2020-11-24"
# a page that was flung goes on by itself for a while
SETTLED = """new Promise(done => { let last = -1, same = 0; const look = () => {
  same = scrollY === last ? same + 1 : 0; last = scrollY;
  same > 15 ? done() : requestAnimationFrame(look) }; look() })"""
TUESDAY = datetime(2020, 11, 24, 3, tzinfo=UTC)


@pytest.fixture
def event(session: Session, office: Office) -> Event:
    """Tuesday 24 November 2020, 10:00 to 12:00 in Bangkok, certain."""
    campaign = factories.campaign(session, office.corporate, office.owner)
    made = factories.event(
        session,
        campaign,
        title_en="Press day",
        starts_at=TUESDAY,
        ends_at=TUESDAY + timedelta(hours=2),
        status=EventStatus.CONFIRMED,
    )
    session.commit()
    return made


def _state(session: Session, event: Event) -> tuple[datetime | None, datetime | None, EventStatus]:
    session.expire_all()
    found = event.starts_at, event.ends_at, event.status
    # whoever reads and goes on holding would keep the planner from writing
    session.rollback()
    return found


def _day(page: Page, on: str) -> Locator:
    return page.locator(f".month .day:has([data-day-link][href*='on={on}'])")


def _drag(page: Page, grip: tuple[float, float], to: tuple[float, float]) -> None:
    page.mouse.move(*grip)
    page.mouse.down()
    page.mouse.move(grip[0] + 9, grip[1] + 9)
    page.mouse.move(*to, steps=4)
    # the page before may have a notice too: what counts is the one that follows
    with page.expect_navigation():
        page.mouse.up()
    page.wait_for_selector(".notice form")


def _middle(where: Locator) -> tuple[float, float]:
    box = where.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _undo(page: Page) -> None:
    with page.expect_navigation():
        page.locator(".notice form button").first.click()


class Finger:
    """One finger on a screen."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)

    def _touch(self, kind: str, *at: float) -> None:
        points = [{"x": at[0], "y": at[1]}] if at else []
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def down(self, *at: float) -> None:
        """Put it down."""
        self._touch("touchStart", *at)

    def to(self, *at: float) -> None:
        """Move it."""
        self._touch("touchMove", *at)

    def up(self) -> None:
        """Take it away."""
        self._touch("touchEnd")


def _by_mouse(page: Page, chip: Locator, on: date) -> None:
    _drag(page, _middle(chip), _middle(_day(page, f"{on}")))


def _by_finger(page: Page, chip: Locator, on: date) -> None:
    finger, to = Finger(page), _middle(_day(page, f"{on}"))
    x, y = _middle(chip)
    finger.down(x, y)
    page.wait_for_selector(".ghost")
    finger.to((x + to[0]) / 2, (y + to[1]) / 2)
    finger.to(*to)
    with page.expect_navigation():
        finger.up()


def _by_keys(page: Page, chip: Locator, on: date) -> None:
    chip.focus()
    with page.expect_navigation():
        # a week earlier
        page.keyboard.press("Alt+ArrowUp")


def _by_menu(page: Page, chip: Locator, on: date) -> None:
    chip.click()
    page.locator(".page-heading details:has(a[href$='/slide']) > summary").click()
    page.get_by_role("link", name="Move to…").click()
    page.fill("#to_on", f"{on:%-d/%-m/%Y}")
    with page.expect_navigation():
        page.get_by_role("button", name="Move", exact=True).click()


@pytest.mark.parametrize("by", [_by_mouse, _by_finger, _by_keys, _by_menu])
def test_whichever_way_it_is_moved_undo_puts_it_back_exactly(
    windows: Windows,
    session: Session,
    office: Office,
    event: Event,
    by: Callable[[Page, Locator, date], None],
) -> None:
    place = f"/events/{event.id}"
    was = _state(session, event)
    page = windows.open(MONTH, who=office.mate, language="en")
    by(page, page.locator(f"a.chip[href='{place}']"), date(2020, 11, 17))
    expect(page.locator(".notice form button").first).to_be_visible()
    week = timedelta(days=7)
    assert _state(session, event) == (TUESDAY - week, TUESDAY - week + timedelta(hours=2), was[2])
    if by is _by_keys:
        # the page that follows has the event in hand
        expect(page.locator(f"a.chip[href='{place}']")).to_be_focused()
    _undo(page)
    assert _state(session, event) == was


def test_over_a_change_of_the_clocks_it_keeps_its_time_on_the_wall(
    windows: Windows, session: Session, office: Office, event: Event
) -> None:
    # in London clocks go back on 25 October 2020
    event.timezone = "Europe/London"
    event.starts_at = datetime(2020, 10, 20, 9, tzinfo=UTC)
    event.ends_at = datetime(2020, 10, 20, 11, tzinfo=UTC)
    event.spans_from, event.spans_until = (
        event.starts_at - timedelta(days=1),
        event.ends_at + timedelta(days=2),
    )
    session.commit()
    place = f"/events/{event.id}"
    was = _state(session, event)
    page = windows.open("/calendar?on=2020-10-20", who=office.mate, language="en")
    chip = page.locator(f"a.chip[href='{place}']")
    _drag(page, _middle(chip), _middle(_day(page, "2020-10-27")))
    # ten in the morning there, before and after
    assert _state(session, event)[:2] == (
        datetime(2020, 10, 27, 10, tzinfo=UTC),
        datetime(2020, 10, 27, 12, tzinfo=UTC),
    )
    _undo(page)
    assert _state(session, event) == was


def test_a_chip_that_is_let_go_where_it_was_stays_and_a_click_still_opens_it(
    windows: Windows, session: Session, office: Office, event: Event
) -> None:
    place = f"/events/{event.id}"
    was = _state(session, event)
    page = windows.open(MONTH, who=office.mate, language="en")
    chip = page.locator(f"a.chip[href='{place}']")
    x, y = _middle(chip)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 9, y + 2)
    page.mouse.move(x, y)
    page.mouse.up()
    assert page.url.endswith(MONTH)
    assert _state(session, event) == was
    chip.click()
    page.wait_for_url(f"**{place}")


def test_dragging_in_the_week_moves_days_and_hours_and_its_edge_makes_it_longer(
    windows: Windows, session: Session, office: Office, event: Event
) -> None:
    page = windows.open(WEEK, who=office.mate, language="en")
    cell = page.locator("td.held")
    box = cell.bounding_box()
    assert box is not None
    column = page.locator("th.day-column").nth(4).bounding_box()
    row = page.locator("tr[data-at='14:00']").bounding_box()
    start = page.locator("tr[data-at='10:00']").bounding_box()
    assert column is not None
    assert row is not None
    assert start is not None
    grip = (box["x"] + 20, start["y"] + 5)
    _drag(page, grip, (column["x"] + 30, row["y"] + 5))
    # from Tuesday to Thursday, from ten to two
    assert _state(session, event)[:2] == (
        TUESDAY + timedelta(days=2, hours=4),
        TUESDAY + timedelta(days=2, hours=6),
    )
    box = page.locator("td.held").bounding_box()
    later = page.locator("tr[data-at='17:30']").bounding_box()
    assert box is not None
    assert later is not None
    _drag(page, (box["x"] + 20, box["y"] + box["height"] - 4), (box["x"] + 20, later["y"] + 8))
    starts_at, ends_at, _ = _state(session, event)
    assert starts_at == TUESDAY + timedelta(days=2, hours=4)
    assert ends_at == TUESDAY + timedelta(days=2, hours=8)


def test_keys_move_it_and_the_calendar_follows(
    windows: Windows, session: Session, office: Office, event: Event
) -> None:
    place = f"/events/{event.id}"
    page = windows.open(MONTH, who=office.mate, language="en")
    steps = {"ArrowRight": 1, "ArrowDown": 7, "ArrowLeft": -1}
    expected = TUESDAY
    page.locator(f"a.chip[href='{place}']").focus()
    for key, days in [*steps.items(), ("ArrowDown", 7)]:
        with page.expect_navigation():
            page.keyboard.press(f"Alt+{key}")
        expect(page.locator(f"a[href='{place}']:focus")).to_have_count(1)
        expected += timedelta(days=days)
        assert _state(session, event)[0] == expected
    # it is 8 December now, which is not on the sheet of November: the month went along
    assert page.url.endswith("on=2020-12-08")


def test_a_finger_that_does_not_rest_scrolls(
    windows: Windows, session: Session, office: Office, event: Event
) -> None:
    page = windows.open(MONTH, who=office.mate, language="en")
    finger = Finger(page)
    x, y = _middle(page.locator(f"a.chip[href='/events/{event.id}']"))
    finger.down(x, y)
    finger.to(x, y - 60)
    finger.up()
    page.evaluate(SETTLED)
    expect(page.locator(".ghost")).to_have_count(0)
    assert page.evaluate("scrollY") > 0
    assert page.url.endswith(MONTH)
    assert _state(session, event)[0] == TUESDAY


def test_of_a_series_it_asks_which_are_meant(
    windows: Windows, session: Session, office: Office, event: Event
) -> None:
    place = f"/events/{event.id}"
    series.repeat(session, event.id, Rule.parse("FREQ=WEEKLY;BYDAY=TU;COUNT=3"), actor=office.owner)
    session.commit()
    page = windows.open(MONTH, who=office.mate, language="en")
    one = f"{place}/occurrences/2020-12-01"
    chip = page.locator(f"a.chip[href='{one}']")
    chip.focus()
    page.keyboard.press("Alt+ArrowRight")
    page.wait_for_selector("dialog[open]")
    assert complaints(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_have_count(0)
    expect(chip).to_be_focused()
    page.keyboard.press("Alt+ArrowRight")
    page.get_by_role("button", name="This and the following").click()
    page.wait_for_selector(".notice form")
    days = page.evaluate("[...document.querySelectorAll('a.chip[data-move]')].map(a => a.pathname)")
    assert one not in days
    assert len(days) == 2


def test_two_who_move_the_same_event_the_second_is_told(
    windows: Windows, session: Session, office: Office, event: Event
) -> None:
    place = f"/events/{event.id}"
    mine = windows.open(MONTH, who=office.mate, language="en")
    theirs = windows.open(MONTH, who=office.owner, language="en")
    for page, key in ((mine, "ArrowRight"), (theirs, "ArrowDown")):
        page.locator(f"a.chip[href='{place}']").focus()
        page.keyboard.press(f"Alt+{key}")
        page.wait_for_selector(".notice")
    assert "changed this a moment ago" in theirs.locator("[data-notices]").inner_text()
    assert _state(session, event)[0] == TUESDAY + timedelta(days=1)
