"""Sliding events: by days and minutes on the wall, longer and shorter, alone, with what follows, or all."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from planner.activity import kept
from planner.campaigns.models import Campaign
from planner.custody import undoing
from planner.errors import NotAllowed, Refusal, Stale
from planner.events import series, sliding, stored
from planner.events.models import Event
from planner.events.recurrence_rule import Rule
from planner.events.series import Scope
from planner.events.sliding import NOT_BY_HOURS, TOO_FAR, Slide, slid
from planner.events.timing import ENDS_BEFORE_IT_STARTS
from planner.events.when import When
from planner.events.words import EventStatus
from tests import factories
from tests.factories import Office

MEETING = When(
    start_on=date(2026, 11, 24),
    start_time=time(10),
    end_on=date(2026, 11, 24),
    end_time=time(12),
    timezone="Asia/Bangkok",
)
FAIR = When(start_on=date(2026, 11, 24), end_on=date(2026, 11, 26), is_all_day=True)
FEW = st.integers(-400, 400)


@pytest.mark.parametrize(
    ("by", "start", "end"),
    [
        (Slide(days=1), "2026-11-25 10:00", "2026-11-25 12:00"),
        (Slide(minutes=-30), "2026-11-24 09:30", "2026-11-24 11:30"),
        (Slide(longer_minutes=90), "2026-11-24 10:00", "2026-11-24 13:30"),
        (Slide(days=-7, minutes=840), "2026-11-18 00:00", "2026-11-18 02:00"),
        (Slide(longer_days=1), "2026-11-24 10:00", "2026-11-25 12:00"),
    ],
)
def test_hours_slide_on_the_wall(by: Slide, start: str, end: str) -> None:
    found = slid(MEETING, by)
    assert f"{found.start_on} {found.start_time:%H:%M}" == start
    assert f"{found.last_on} {found.end_time:%H:%M}" == end


def test_whole_days_slide_by_days_alone() -> None:
    found = slid(FAIR, Slide(days=7, longer_days=-2))
    assert (found.start_on, found.last_on, found.is_all_day) == (date(2026, 12, 1), date(2026, 12, 1), True)
    with pytest.raises(Refusal, match="days"):
        slid(FAIR, Slide(minutes=30))
    assert str(NOT_BY_HOURS).endswith("by days.")


@pytest.mark.parametrize(
    ("when", "by", "why"),
    [
        (MEETING, Slide(longer_minutes=-120), ENDS_BEFORE_IT_STARTS),
        (FAIR, Slide(longer_days=-3), ENDS_BEFORE_IT_STARTS),
        (MEETING, Slide(days=99_999), TOO_FAR),
        (MEETING, Slide(longer_minutes=9_999_999), TOO_FAR),
        (When(start_on=date(9999, 12, 30), is_all_day=True), Slide(days=9), TOO_FAR),
    ],
)
def test_what_cannot_be_is_refused(when: When, by: Slide, why: str) -> None:
    with pytest.raises(Refusal) as refused:
        slid(when, by)
    assert refused.value.message == why


def test_a_deadline_slides_and_keeps_its_length_of_nothing() -> None:
    deadline = When(
        start_on=date(2026, 11, 24), start_time=time(17), end_on=date(2026, 11, 24), end_time=time(17)
    )
    found = slid(deadline, Slide(days=1, minutes=30))
    assert (found.start_time, found.end_time, found.last_on) == (
        time(17, 30),
        time(17, 30),
        date(2026, 11, 25),
    )


@given(FEW, FEW)
def test_sliding_back_is_where_it_was(days: int, minutes: int) -> None:
    there = slid(MEETING, Slide(days=days, minutes=minutes))
    assert slid(there, Slide(days=-days, minutes=-minutes)) == MEETING


# ── Events ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """A campaign of the corporate team."""
    return factories.campaign(session, office.corporate, office.owner)


def _event(session: Session, campaign: Campaign, zone: str, *times: datetime) -> Event:
    start, end = times
    return factories.event(session, campaign, starts_at=start, ends_at=end, timezone=zone)


def test_over_a_clock_change_it_keeps_its_time_on_the_wall(
    session: Session, office: Office, campaign: Campaign
) -> None:
    # 24 October 2026, 10:00 to 12:00 in Berlin's summer time
    event = _event(
        session,
        campaign,
        "Europe/Berlin",
        datetime(2026, 10, 24, 8, tzinfo=UTC),
        datetime(2026, 10, 24, 10, tzinfo=UTC),
    )
    sliding.slide(session, event.id, Slide(days=2), actor=office.owner)
    assert (event.starts_at, event.ends_at) == (
        datetime(2026, 10, 26, 9, tzinfo=UTC),
        datetime(2026, 10, 26, 11, tzinfo=UTC),
    )
    assert event.sequence == 1


def test_undo_puts_it_back_exactly(session: Session, office: Office, campaign: Campaign) -> None:
    start = datetime(2026, 11, 24, 3, tzinfo=UTC)
    event = _event(session, campaign, "Asia/Bangkok", start, start + timedelta(hours=2))
    event.status = EventStatus.TENTATIVE
    session.commit()
    was = (event.starts_at, event.ends_at, event.status, event.timezone)
    sliding.slide(session, event.id, Slide(days=3, minutes=30, longer_minutes=60), actor=office.owner)
    act = kept.running(session)
    assert act is not None
    assert act.entry_id is not None
    session.commit()
    assert event.starts_at == start + timedelta(days=3, minutes=30)
    undoing.undo(session, act.entry_id, actor=office.owner)
    session.commit()
    assert (event.starts_at, event.ends_at, event.status, event.timezone) == was


def _weekly(session: Session, office: Office, campaign: Campaign) -> Event:
    start = datetime(2026, 11, 3, 3, tzinfo=UTC)
    event = _event(session, campaign, "Asia/Bangkok", start, start + timedelta(hours=1))
    series.repeat(session, event.id, Rule.parse("FREQ=WEEKLY;BYDAY=TU;COUNT=4"), actor=office.owner)
    return event


def _days(event: Event) -> list[date]:
    found = stored.series_of(event)
    first = found.timing.on
    return [
        found.timing_of(first + timedelta(days=n)).on
        for n in range(40)
        if found.has(first + timedelta(days=n))
    ]


def test_one_of_a_series_slides_alone(session: Session, office: Office, campaign: Campaign) -> None:
    event = _weekly(session, office, campaign)
    event.public_text_en = "Come along"
    held = sliding.slide(session, event.id, Slide(days=1), actor=office.owner, on=date(2026, 11, 10))
    assert held is event
    assert [day.day for day in _days(event)] == [3, 11, 17, 24]
    # only the time is its own: what it says is still the series'
    [override] = event.overrides
    assert override.public_text_en is None


def test_it_and_the_following_slide_together(session: Session, office: Office, campaign: Campaign) -> None:
    event = _weekly(session, office, campaign)
    held = sliding.slide(
        session,
        event.id,
        Slide(days=2),
        actor=office.owner,
        on=date(2026, 11, 17),
        scope=Scope.FOLLOWING,
    )
    assert held is not event
    assert [day.day for day in _days(event)] == [3, 10]
    assert [day.day for day in _days(held)] == [19, 26]


def test_all_slide_together(session: Session, office: Office, campaign: Campaign) -> None:
    event = _weekly(session, office, campaign)
    by = Slide(days=-1, minutes=60)
    sliding.slide(session, event.id, by, actor=office.owner, on=date(2026, 11, 17), scope=Scope.ALL)
    assert [day.day for day in _days(event)] == [2, 9, 16, 23]
    assert event.starts_at == datetime(2026, 11, 2, 4, tzinfo=UTC)


def test_a_day_on_which_it_is_not_cannot_be_slid(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = _weekly(session, office, campaign)
    for on in (None, date(2026, 11, 18)):
        with pytest.raises(Refusal):
            sliding.slide(session, event.id, Slide(days=1), actor=office.owner, on=on)


def test_only_who_may_change_it_slides_it_and_the_second_is_told(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = _event(
        session,
        campaign,
        "Asia/Bangkok",
        datetime(2026, 11, 3, tzinfo=UTC),
        datetime(2026, 11, 4, tzinfo=UTC),
    )
    session.commit()
    seen = event.version
    with pytest.raises(NotAllowed):
        sliding.slide(session, event.id, Slide(days=1), actor=office.outsider, version=seen)
    sliding.slide(session, event.id, Slide(days=1), actor=office.owner, version=seen)
    session.commit()
    with pytest.raises(Stale):
        sliding.slide(session, event.id, Slide(days=1), actor=office.mate, version=seen)


def test_nothing_is_written_where_it_stays(session: Session, office: Office, campaign: Campaign) -> None:
    event = _event(
        session,
        campaign,
        "Asia/Bangkok",
        datetime(2026, 11, 3, tzinfo=UTC),
        datetime(2026, 11, 4, tzinfo=UTC),
    )
    session.commit()
    sliding.slide(session, event.id, Slide(), actor=office.owner)
    assert not session.dirty
    assert event.sequence == 0
