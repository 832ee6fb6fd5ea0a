"""A day in the calendar, one function a story: events in one line, moved and taken back, clashes, views, a copy."""

from __future__ import annotations

import re
from datetime import date, timedelta

from planner import clock, dates
from tests.journeys.hands import Hands
from tests.journeys.steps import ZONE, buddhist

HALL = "หอประชุมริมน้ำ"
VIEWS = ("week", "agenda", "timeline", "year", "month")


def wednesday() -> date:
    """Of the week after next, with the same month around it as its Thursday."""
    today = clock.today(ZONE)
    found = today + timedelta(days=16 - today.weekday())
    return found if (found + timedelta(days=1)).month == found.month else found + timedelta(days=7)


def add_in_one_line(hands: Hands, title: str, on: date, tag: str) -> str:
    """Write a line above the month, look at how it is understood, save it; the address of the event."""
    hands.go(f"/calendar?view=month&on={on.isoformat()}")
    hands.write("line", f"{title} {buddhist(on)} 10:00-12:00 @{HALL} #{tag}")
    hands.press('main form[action="/calendar/add"] button')
    hands.look()
    assert HALL in hands.text()
    hands.press('main form[method="post"] button.primary')
    assert title in hands.page.locator("[data-notices]").inner_text()
    hands.glance()
    event = hands.page.locator('main a[href^="/events/"]', has_text=title).first.get_attribute("href")
    assert event is not None
    return event


def move_and_take_back(hands: Hands, event: str, title: str, on: date) -> None:
    """Open it from the calendar, move it by its menu onto the next day, see it there, and undo."""
    hands.go(f"/calendar?view=agenda&on={on.isoformat()}")
    hands.follow(f'main a[href="{event}"]')
    hands.follow(f'main a[href="{event}/slide"]')
    hands.write("to_on", buddhist(on + timedelta(days=1)))
    hands.look()
    hands.send()
    said = hands.page.locator("[data-notices]").inner_text()
    assert dates.format_day(on + timedelta(days=1), "th") in said
    hands.glance()
    hands.press('[data-notices] form[action*="/undo"] button')
    assert title in _day(hands, on)
    assert title not in _day(hands, on + timedelta(days=1))


def live_with_a_clash(hands: Hands, event: str, other: str, on: date) -> None:
    """From the calendar to what clashes in these days, to the event, and accept it with a reason."""
    hands.go(f"/calendar?view=month&on={on.isoformat()}")
    hands.follow('main .key a[href^="/calendar/clashes"]')
    assert HALL in hands.text()
    hands.look()
    hands.follow(f'main a[href="{event}"]')
    assert f'href="{other}"' in hands.page.content()
    hands.write("comment", "แบ่งห้องกันคนละฝั่ง", within="#clashes")
    hands.press(f'#clashes form[action^="{event}/clashes/accept"] button')
    assert "แบ่งห้องกันคนละฝั่ง" in hands.text()
    hands.look()


def look_through_the_views(hands: Hands, on: date, title: str) -> None:
    """Every view of the same days, narrowed by a filter that stays."""
    hands.go(f"/calendar?view=month&on={on.isoformat()}")
    hands.choose("kind", "communal")
    hands.press("main form.filters-in button")
    for view in VIEWS:
        hands.follow(f'main a[href*="view={view}&"]')
        assert "kind=communal" in hands.path()
        hands.look()
        if view in {"week", "agenda", "month"}:
            assert title in hands.text()


def subscribe_to_it(hands: Hands) -> None:
    """A feed of one's own that carries what the calendar shows."""
    hands.follow('main .key a[href^="/feeds/new"]')
    hands.look()
    hands.send()
    assert re.fullmatch(r"/feeds/\d+", hands.path())
    hands.glance()


def keep_the_view(hands: Hands) -> None:
    """Save what the calendar shows under a name, find it in the list, open it, and take it as a PDF."""
    hands.go("/calendar/views?view=agenda&kind=communal")
    hands.follow('main .page-acts a[href^="/calendar/views/new"]')
    hands.write("name", "งานชุมชนของเรา")
    hands.look()
    hands.send()
    hands.go("/calendar/views")
    hands.look()
    hands.follow('main th a[href^="/calendar/views/"]')
    assert "view=agenda" in hands.path()
    assert "kind=communal" in hands.path()
    hands.go("/calendar/views")
    hands.follow('main a[href^="/calendar/print"]')
    hands.look()
    button = 'main form.form[action="/calendar/print"] button.primary'
    assert hands.fetch(button).startswith(b"%PDF")


def run_the_day(hands: Hands, event: str) -> None:
    """A step and two things to bring; on the telephone the step is done and one thing is ticked."""
    hands.go(event)
    hands.follow(f'main a[href="{event}/run-sheet/new"]')
    for name, text in (("starts_at", "09:30"), ("duration_minutes", "30"), ("title", "ตั้งเวที")):
        hands.write(name, text)
    hands.send()
    hands.follow(f'main a[href="{event}/checklist/new"]')
    hands.write("titles", "ป้ายผ้า\nน้ำดื่ม")
    hands.look()
    hands.send()
    assert "0 จาก 2" in hands.text()
    hands.follow(f'main a[href="{event}/day"]')
    hands.look()
    hands.push('main form[action$="/ready"] button', then="พร้อมแล้ว")
    hands.push('main form[action$="/tick"] button', then="1 จาก 2")
    hands.look()


def copy_for_next_year(hands: Hands, home: str) -> None:
    """The whole campaign a year later: looked at first, then made; either leads to the other."""
    hands.go(home)
    hands.follow(f'main a[href="{home}/copy"]')
    hands.look()
    hands.press("main #choices button.primary")
    hands.look()
    hands.press("main #make button.primary")
    assert re.fullmatch(r"/campaigns/\d+", hands.path())
    assert hands.path() != home
    assert f'href="{home}"' in hands.page.content()
    hands.glance()


def _day(hands: Hands, on: date) -> str:
    """What the list of days has on a day."""
    hands.go(f"/calendar?view=agenda&on={on.isoformat()}")
    first = hands.page.locator("main .agenda-day").first
    assert str(on.day) in first.locator("h2").inner_text()
    return first.inner_text()
