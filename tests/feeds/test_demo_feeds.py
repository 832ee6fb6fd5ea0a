"""Every feed and file of the living example: as calendar programs need it, and read alike by three libraries."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts import queries as people
from planner.dates import Era
from planner.events.models import Event
from planner.events.timing import AllDay, Window
from planner.extensions import db
from planner.feeds import content, files
from planner.feeds.content import Manner
from planner.feeds.models import Feed, PreparedBody
from planner.feeds.prepare import prepare
from planner.feeds.printed import Content, PrintedEvent
from planner.i18n import Language
from planner.promotions.models import Promotion
from tests.demo import demo_app, demo_store
from tests.feeds.conformance import check
from tests.feeds.readers import by_ical_js, by_icalendar, by_us, by_vobject
from tests.feeds.test_readers import thunderbird

__all__ = ["demo_app", "demo_store", "thunderbird"]


@pytest.fixture(scope="module")
def session(demo_app: Flask) -> Iterator[Session]:
    """A session on the example."""
    with demo_app.app_context():
        engine = db.engine
    with Session(engine, expire_on_commit=False) as opened:
        yield opened
        opened.rollback()


@pytest.fixture(scope="module")
def calendars(session: Session) -> dict[str, bytes]:
    """Every feed of the example in its own language and era, and every file in both languages, by name."""
    found: dict[str, bytes] = {}
    for feed in session.scalars(select(Feed).where(Feed.withdrawn_at.is_(None))):
        prepare(session, feed.id)
        session.flush()
        kept = select(PreparedBody.body).where(PreparedBody.feed_id == feed.id).order_by(PreparedBody.shelf)
        found[f"feed {feed.id} {feed.name}"] = b"".join(session.scalars(kept))
    boss = next(user for user in people.everyone(session) if user.is_administrator)
    for event in session.scalars(select(Event)):
        for language in Language:
            made = files.of_event(session, event.id, language=language, era=Era.BE, actor=boss)
            found[f"file of event {event.id} {language}"] = made.body
    return found


def window() -> Window:
    """Two years from three months ago: spring and autumn in London, New York and Sydney twice each."""
    today = clock.today()
    return Window.of_days(today - timedelta(days=90), today + timedelta(days=640), "Asia/Bangkok")


def ours(session: Session, body: bytes) -> list[tuple[str, str]]:
    """When the events of a calendar are, by the records they were made from."""
    calendar = icalendar.Calendar.from_ical(body)
    uids = {str(part["UID"]) for part in calendar.walk("VEVENT")}
    ids = list(session.scalars(select(Event.id).where(Event.uid.in_(uids))))
    rows = list(content.rows(session, ids))
    differs = content.differing(session, rows)
    manner = Manner(Language.EN, Era.CE)
    printed = [content.printed(row, differs.get(row.id), manner) for row in rows]
    return by_us([*printed, *promoted(session, uids)], window())


def promoted(session: Session, uids: set[str]) -> Iterator[PrintedEvent]:
    """The promotions among them: of whole days on their own clocks, as all of the example are."""
    for uid in uids:
        if not uid.startswith("promotion-"):
            continue
        one = session.get_one(Promotion, int(uid.split("-")[1]))
        zone = ZoneInfo(one.timezone)
        first_on = one.starts_at.astimezone(zone).date()
        last_on = (one.ends_at - timedelta(seconds=1)).astimezone(zone).date()
        at = one.created_at
        timing, told = AllDay(first_on, last_on), Content(title="")
        yield PrintedEvent(
            uid=uid, sequence=0, created_at=at, last_modified_at=at, timing=timing, content=told
        )


def test_the_example_has_feeds_of_every_holder_and_zones_that_change_clocks(
    session: Session, calendars: dict[str, bytes]
) -> None:
    assert len({feed.holder for feed in session.scalars(select(Feed))}) == 3
    together = b"".join(calendars.values())
    for zone in (b"Europe/London", b"America/New_York", b"Australia/Sydney", b"Asia/Bangkok"):
        assert b"TZID:" + zone in together
    assert together.count(b"RRULE:FREQ=WEEKLY") > 3
    assert b"RECURRENCE-ID" in together


def test_every_one_is_as_calendar_programs_need_it(calendars: dict[str, bytes]) -> None:
    assert len(calendars) > 200
    wrong = {
        name: problems
        for name, body in calendars.items()
        if (problems := check(body, is_file=name.startswith("file")))
    }
    assert wrong == {}


def test_two_libraries_expand_each_to_the_same_instants_as_the_records(
    session: Session, calendars: dict[str, bytes]
) -> None:
    for name, body in calendars.items():
        if name.startswith("file") and name.endswith("th"):
            continue
        expected = ours(session, body)
        if not expected:
            continue
        assert by_icalendar(body, window()) == expected, name
        assert by_vobject(body, window()) == expected, name


@pytest.mark.browser
def test_thunderbirds_library_expands_each_feed_to_the_same_instants(
    session: Session, calendars: dict[str, bytes], thunderbird: Page
) -> None:
    for name, body in calendars.items():
        expected = ours(session, body)
        if name.startswith("feed") and expected:
            assert by_ical_js(thunderbird, body, window()) == expected, name
