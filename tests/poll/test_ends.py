"""A link that was renewed or withdrawn: a notice for a month, which empties calendars, then it is gone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy.orm import Session

from planner.feeds import actions
from planner.feeds.models import Feed, Holder
from planner.stakeholders.words import StakeholderStatus
from tests import factories
from tests.factories import Office
from tests.feeds import conformance
from tests.programs import Program, Reply, feed, shown_campaign

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
NOTICE = "ลิงก์ปฏิทินนี้ถูกยกเลิก / This link was withdrawn"


@pytest.fixture
def calendar(session: Session, office: Office) -> Feed:
    """An open feed with one event in it."""
    factories.event(session, shown_campaign(session, office), title_en="Opening")
    return feed(session)


def is_notice(reply: Reply) -> bool:
    assert conformance.check(reply.body) == []
    return reply.all("SUMMARY") == [NOTICE]


def withdraw(session: Session, feed: Feed, office: Office, *, at_once: bool = False) -> None:
    actions.withdraw(session, feed, version=feed.version, actor=office.administrator, is_gone_at_once=at_once)
    session.commit()


def renew(session: Session, feed: Feed, office: Office, *, at_once: bool = False) -> None:
    actions.renew(session, feed, version=feed.version, actor=office.administrator, is_gone_at_once=at_once)
    session.commit()


def test_a_withdrawn_link_is_withdrawn_at_the_very_next_poll(
    program: Program, session: Session, office: Office, calendar: Feed
) -> None:
    etag = program.fetch(calendar).etag
    withdraw(session, calendar, office)
    reply = program.fetch(calendar, if_none_match=etag)
    assert is_notice(reply)
    assert "Opening" not in reply.text
    assert reply.one("REFRESH-INTERVAL") == "P1D"
    assert reply.one("X-PUBLISHED-TTL") == "P1D"
    assert reply.headers["Content-Type"] == "text/calendar; charset=utf-8"


def test_the_notice_stays_the_same_for_thirty_days_and_then_the_link_is_gone(
    program: Program, session: Session, office: Office, calendar: Feed
) -> None:
    with time_machine.travel(NOW, tick=False) as traveller:
        withdraw(session, calendar, office)
        first = program.fetch(calendar)
        traveller.shift(timedelta(days=29, hours=23))
        later = program.fetch(calendar)
        assert (later.body, later.headers) == (first.body, first.headers)
        program.fetch(calendar, status=304, if_none_match=first.etag)
        program.fetch(calendar, status=304, if_modified_since=first.headers["Last-Modified"])
        traveller.shift(timedelta(hours=1))
        gone = program.fetch(calendar, status=410)
        assert gone.headers["Content-Type"] == "text/plain; charset=utf-8"
        traveller.shift(timedelta(days=4_000))
        program.fetch(calendar, status=410, if_none_match="*")


def test_a_feed_can_be_gone_at_once(
    program: Program, session: Session, office: Office, calendar: Feed
) -> None:
    withdraw(session, calendar, office, at_once=True)
    reply = program.fetch(calendar, status=410)
    assert program.ask(program.path(calendar), method="HEAD").headers == reply.headers


def test_renewing_gives_a_new_link_that_works_and_leaves_a_notice_at_the_old_one(
    program: Program, session: Session, office: Office, calendar: Feed
) -> None:
    with time_machine.travel(NOW, tick=False) as traveller:
        old_path, before = program.path(calendar), program.fetch(calendar)
        renew(session, calendar, office)
        assert program.path(calendar) != old_path
        assert program.fetch(calendar).body == before.body
        assert is_notice(program.ask(old_path))
        traveller.shift(timedelta(days=20))
        renew(session, calendar, office)
        for version in (1, 2):
            assert is_notice(program.fetch(calendar, version=version))
        assert "Opening" in program.fetch(calendar).text
        traveller.shift(timedelta(days=30))
        for version in (1, 2):
            program.fetch(calendar, version=version, status=410)
        assert "Opening" in program.fetch(calendar).text


def test_an_old_link_can_be_gone_at_once(
    program: Program, session: Session, office: Office, calendar: Feed
) -> None:
    renew(session, calendar, office, at_once=True)
    program.fetch(calendar, version=1, status=410)
    program.fetch(calendar, version=2)


def test_a_link_that_was_never_given_out_is_noise(
    program: Program, session: Session, office: Office, calendar: Feed
) -> None:
    renew(session, calendar, office)
    assert program.fetch(calendar, version=3, status=404).body == program.ask("/feeds/noise.ics").body


def test_whoever_leaves_the_house_keeps_no_calendar(
    program: Program, session: Session, office: Office
) -> None:
    factories.event(session, shown_campaign(session, office), visibility="team", title_en="Inside")
    own = feed(session, Holder.USER, user_id=office.mate.id)
    assert "Inside" in program.fetch(own).text
    office.mate.is_active = False
    session.commit()
    assert is_notice(program.fetch(own))
    session.refresh(own)
    assert own.withdrawn_at is not None


def test_a_stakeholder_whose_record_was_erased_keeps_no_calendar(
    program: Program, session: Session, office: Office
) -> None:
    somebody = factories.stakeholder(session)
    theirs = feed(session, Holder.STAKEHOLDER, stakeholder_id=somebody.id)
    program.fetch(theirs)
    somebody.status = StakeholderStatus.ERASED
    session.commit()
    assert is_notice(program.fetch(theirs))
