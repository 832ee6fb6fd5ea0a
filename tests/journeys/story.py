"""The story of one campaign, told by three people: a planner, an approver, and a calendar program outside."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.message import Message
from pathlib import Path
from typing import Any

import icalendar

from planner.events.timing import Window
from tests.briefs.reading import Printed
from tests.feeds.conformance import check
from tests.feeds.readers import by_icalendar, by_vobject
from tests.journeys import steps
from tests.journeys.conftest import PASSWORD, Pair
from tests.journeys.hands import Hands
from tests.journeys.steps import Plan

TIMES = 6
PROGRAM = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.5.0"


@dataclass(frozen=True)
class Fetched:
    """What a calendar program was given."""

    status: int
    headers: Message
    body: bytes

    @property
    def events(self) -> list[Any]:
        """Every event, changed occurrences among them."""
        return list(icalendar.Calendar.from_ical(self.body).walk("VEVENT"))

    @property
    def sequences(self) -> dict[tuple[str, str], int]:
        """The sequence of each event, by UID and the occurrence it changes."""
        return {
            (str(one["UID"]), str(one["RECURRENCE-ID"].dt if "RECURRENCE-ID" in one else "")): int(
                one["SEQUENCE"]
            )
            for one in self.events
        }


def fetch(address: str, headers: Mapping[str, str] | None = None) -> Fetched:
    """Ask for a feed as Thunderbird does."""
    asked = urllib.request.Request(address, headers={"User-Agent": PROGRAM, **(headers or {})})
    try:
        with urllib.request.urlopen(asked, timeout=20) as answer:
            return Fetched(answer.status, answer.headers, answer.read())
    except urllib.error.HTTPError as answer:
        with answer:
            return Fetched(answer.code, answer.headers, answer.read())


def plan_whole(hands: Hands, plan: Plan) -> tuple[str, str]:
    """Plan a campaign with everything that review asks for; returns its page's address and its event's."""
    steps.add_stakeholder(hands, plan)
    home = steps.begin_campaign(hands, plan)
    event = steps.add_event(hands, plan, home)
    steps.repeat_event(hands, event, TIMES)
    second = plan.begins_on + timedelta(weeks=1)
    steps.move_occurrence(hands, event, second, second + timedelta(days=2), "13:00")
    led_to = steps.fill_what_is_missing(hands, plan, home)
    assert len(led_to) >= 6
    steps.measure(hands, home, "100")
    return home, event


def expected_days(plan: Plan) -> list[str]:
    """When the series happens, the second one moved: instants in UTC, two hours each."""
    starts = [_instant(plan, week=week, hour=9, minute=30) for week in range(TIMES)]
    spans = [(start, start + timedelta(hours=2)) for start in starts]
    moved = _instant(plan, week=1, hour=13, minute=0) + timedelta(days=2)
    spans[1] = (moved, moved + timedelta(hours=2))
    return [f"{start.isoformat()} {end.isoformat()}" for start, end in sorted(spans)]


def read_days(feed: Fetched, plan: Plan) -> list[str]:
    """When two other programs' libraries say that it happens."""
    start = datetime.combine(plan.begins_on, datetime.min.time(), UTC) - timedelta(days=7)
    window = Window(start, start + timedelta(days=200), "Asia/Bangkok")
    read, again = by_icalendar(feed.body, window), by_vobject(feed.body, window)
    assert read == again
    return [f"{start} {end}" for start, end in read]


def _instant(plan: Plan, *, week: int, hour: int, minute: int) -> datetime:
    # Bangkok has kept to UTC+7 since 1920
    local = datetime(plan.begins_on.year, plan.begins_on.month, plan.begins_on.day, hour, minute, tzinfo=UTC)
    return local + timedelta(weeks=week) - timedelta(hours=7)


def follow_outside(hands: Hands, plan: Plan, event: str, address: str) -> Fetched:
    """Subscribe, find the series as planned, and hear of a change; returns what the program holds at last."""
    first = fetch(address)
    assert first.status == 200
    assert first.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert check(first.body) == []
    assert read_days(first, plan) == expected_days(plan)
    unchanged = fetch(address, {"If-None-Match": first.headers["ETag"]})
    assert (unchanged.status, unchanged.body) == (304, b"")
    hands.go(event)
    hands.follow(f'main a[href="{event}/edit/place"]')
    hands.write("venue_th", "ห้องประชุมใหญ่ ชั้น 3")
    hands.write("venue_en", "Main hall, third floor")
    hands.send()
    changed = fetch(address, {"If-None-Match": first.headers["ETag"]})
    assert changed.status == 200
    assert changed.headers["ETag"] != first.headers["ETag"]
    assert changed.sequences.keys() == first.sequences.keys()
    assert all(changed.sequences[key] > before for key, before in first.sequences.items())
    assert check(changed.body) == []
    assert read_days(changed, plan) == expected_days(plan)
    return changed


def briefs(hands: Hands, home: str, folder: Path) -> dict[tuple[str, str], Printed]:
    """Every brief of a campaign, by language and copy."""
    return {
        (language, copy): Printed(steps.brief(hands, home, language, copy), folder)
        for language in ("th", "en")
        for copy in ("internal", "outward")
    }


def everyday(window: Callable[[], Hands], plan: Plan, people: Pair) -> None:
    """What people do day by day, once each: it must work by whatever hands they have."""
    planner = window()
    steps.sign_in(planner, people.planner.email, PASSWORD)
    steps.add_stakeholder(planner, plan)
    home = steps.begin_campaign(planner, plan)
    steps.fill_what_is_missing(planner, plan, home)
    event = steps.add_event(planner, plan, home)
    steps.move_event(planner, event, plan.begins_on + timedelta(days=3))
    steps.measure(planner, home, "107")
    steps.take_step(planner, home, "submit")
    steps.search(planner, plan.title_th[3:9])
    planner.follow(f'main a[href="{home}"]')
    assert steps.switch_language(planner) == "th"
    assert plan.title_th in planner.text()
    steps.sign_out(planner)

    approver = window()
    steps.sign_in(approver, people.approver.email, PASSWORD)
    steps.approve(approver, home)
    steps.sign_out(approver)

    steps.sign_in(planner, people.planner.email, PASSWORD)
    feed = steps.make_feed(planner, home)
    address = steps.address_of(planner, feed)
    assert days(fetch(address)) == [plan.begins_on + timedelta(days=3)]
    steps.withdraw_feed(planner, feed)
    assert [str(one["UID"]) for one in fetch(address).events if plan.event_th in str(one["SUMMARY"])] == []
    assert steps.brief(planner, home, "th", "internal").startswith(b"%PDF-")
    planner.go(home)
    steps.sign_out(planner)


def days(feed: Fetched) -> list[date]:
    """The first day of each event that a program was given."""
    return [one["DTSTART"].dt.date() for one in feed.events]
