"""The day of an event as it goes: a table of moments, over midnight, over several days, and of a series."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from planner.campaigns.models import Campaign
from planner.errors import NotAllowed
from planner.events import checklist, queries, run_of_day, run_sheet, series
from planner.events.checklist import Line
from planner.events.models import Event, RunSheetItem
from planner.events.recurrence_rule import Rule
from planner.events.run_of_day import Phase, Place, day_of
from planner.events.run_sheet import Item
from planner.events.series import Scope
from planner.events.words import ItemState
from tests import factories
from tests.factories import Office

BANGKOK = "Asia/Bangkok"


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """Of the corporate team."""
    return factories.campaign(session, office.corporate, office.owner)


def _at(text: str) -> datetime:
    """By the clocks of Bangkok, in UTC."""
    return datetime.fromisoformat(f"{text}+07:00").astimezone(UTC)


def _event(
    session: Session, office: Office, campaign: Campaign, start: str, end: str, *steps: tuple[str, int]
) -> Event:
    event = factories.event(session, campaign, starts_at=_at(start), ends_at=_at(end))
    for at, minutes in steps:
        item = Item(starts_at=time.fromisoformat(at), duration_minutes=minutes, title=at)
        run_sheet.add(session, event.id, item, actor=office.owner)
    return _seen(session, event, office)


def _seen(session: Session, event: Event, office: Office) -> Event:
    session.expire(event)
    return queries.shown(session, event.id, actor=office.owner)


def _places(event: Event, now: str, on: date | None = None) -> dict[str, str]:
    day = day_of(event, _at(now), on)
    assert day is not None
    return {one.step.item.title: one.place.value for one in day.moments}


MORNING = ("2025-11-24 09:00", "2025-11-24 12:00")
STEPS = (("08:00", 45), ("09:00", 30), ("09:30", 0), ("09:30", 60), ("12:00", 30))


@pytest.mark.parametrize(
    ("now", "expected", "phase"),
    [
        ("2025-11-23 20:00", ["next", "later", "later", "later", "later"], Phase.BEFORE),
        ("2025-11-24 07:59", ["next", "later", "later", "later", "later"], Phase.BEFORE),
        ("2025-11-24 08:00", ["now", "next", "later", "later", "later"], Phase.DURING),
        ("2025-11-24 08:45", ["late", "next", "later", "later", "later"], Phase.DURING),
        # two steps begin together: both are next, then both are on; what takes no time is late a moment after
        ("2025-11-24 09:29", ["late", "now", "next", "next", "later"], Phase.DURING),
        ("2025-11-24 09:30", ["late", "late", "now", "now", "next"], Phase.DURING),
        ("2025-11-24 09:31", ["late", "late", "late", "now", "next"], Phase.DURING),
        # striking goes on after the event is over
        ("2025-11-24 12:29", ["late", "late", "late", "late", "now"], Phase.DURING),
        ("2025-11-24 12:30", ["late", "late", "late", "late", "late"], Phase.AFTER),
    ],
)
def test_every_step_has_its_place(
    session: Session, office: Office, campaign: Campaign, now: str, expected: list[str], phase: Phase
) -> None:
    event = _event(session, office, campaign, *MORNING, *STEPS)
    day = day_of(event, _at(now))
    assert day is not None
    assert [one.place.value for one in day.moments] == expected
    assert (day.phase, day.on) == (phase, date(2025, 11, 24))


def test_what_is_done_or_dropped_is_neither_late_nor_next(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = _event(session, office, campaign, *MORNING, ("08:00", 30), ("09:00", 30), ("10:00", 30))
    first, second, _ = event.run_sheet
    run_sheet.stand(session, event.id, first.id, ItemState.DONE, actor=office.mate)
    run_sheet.stand(session, event.id, second.id, ItemState.DROPPED, actor=office.mate)
    event = _seen(session, event, office)
    assert _places(event, "2025-11-24 08:10") == {"08:00": "done", "09:00": "dropped", "10:00": "next"}


def test_a_step_said_to_be_done_twice_is_done_once(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = _event(session, office, campaign, *MORNING, ("08:00", 30))
    [step] = event.run_sheet
    run_sheet.stand(session, event.id, step.id, ItemState.DONE, actor=office.mate)
    session.flush()
    version = step.version
    run_sheet.stand(session, event.id, step.id, ItemState.DONE, actor=office.owner)
    session.flush()
    assert step.version == version
    with pytest.raises(NotAllowed):
        run_sheet.stand(session, event.id, step.id, ItemState.PLANNED, actor=office.viewer)


def test_what_runs_past_midnight_is_one_day(session: Session, office: Office, campaign: Campaign) -> None:
    event = _event(
        session,
        office,
        campaign,
        "2025-12-31 20:00",
        "2026-01-01 02:00",
        ("19:00", 60),
        ("23:55", 10),
        ("00:30", 30),
        ("02:00", 60),
    )
    now = _places(event, "2026-01-01 00:02")
    assert now == {"19:00": "late", "23:55": "now", "00:30": "next", "02:00": "later"}
    day = day_of(event, _at("2026-01-01 02:30"))
    assert day is not None
    assert (day.on, day.phase, day.until) == (date(2025, 12, 31), Phase.DURING, _at("2026-01-01 03:00"))


def test_of_several_days_it_is_today_or_the_one_asked_for(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = _event(
        session, office, campaign, "2025-11-24 09:00", "2025-11-26 17:00", ("08:00", 30), ("16:00", 30)
    )
    middle = day_of(event, _at("2025-11-25 08:10"))
    assert middle is not None
    assert (middle.on, middle.since, middle.until) == (
        date(2025, 11, 25),
        _at("2025-11-25 00:00"),
        _at("2025-11-26 00:00"),
    )
    assert _places(event, "2025-11-25 08:10") == {"08:00": "now", "16:00": "next"}
    assert _places(event, "2025-11-25 08:10", date(2025, 11, 26)) == {"08:00": "next", "16:00": "later"}
    for on in (date(2025, 11, 23), date(2025, 11, 27)):
        assert day_of(event, _at("2025-11-25 08:10"), on) is None


def test_of_a_series_it_is_the_next_time_and_begins_again(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = _event(session, office, campaign, *MORNING, ("08:30", 30))
    series.repeat(session, event.id, Rule.parse("FREQ=WEEKLY;BYDAY=MO;COUNT=3"), actor=office.owner)
    [line] = checklist.add(session, event.id, [Line(title="Water")], actor=office.owner)
    event = _seen(session, event, office)
    days = [
        day.on if (day := day_of(event, _at(now))) else None
        for now in ("2025-11-20 09:00", "2025-11-24 20:00", "2025-11-25 00:00", "2026-02-01 09:00")
    ]
    # in the evening it is still today's; when nothing is to come, the last
    assert days == [date(2025, 11, 24), date(2025, 11, 24), date(2025, 12, 1), date(2025, 12, 8)]
    assert day_of(event, _at("2025-11-20 09:00"), date(2025, 11, 25)) is None
    run_sheet.stand(session, event.id, event.run_sheet[0].id, ItemState.DONE, actor=office.mate)
    checklist.tick(session, event.id, line.id, actor=office.mate)
    run_of_day.begin_again(session, event.id, actor=office.owner)
    event = _seen(session, event, office)
    assert [one.state for one in event.run_sheet] == [ItemState.PLANNED]
    assert [one.ticked_at for one in event.checklist] == [None]


@pytest.mark.parametrize(
    ("now", "night", "phase"),
    [
        ("2025-11-19 12:00", 20, Phase.BEFORE),
        # set-up from seven, the event from eight until two, struck by three
        ("2025-11-20 19:00", 20, Phase.DURING),
        ("2025-11-21 01:59", 20, Phase.DURING),
        ("2025-11-21 02:59", 20, Phase.DURING),
        # last night's is over, and tonight's comes
        ("2025-11-21 03:00", 21, Phase.BEFORE),
        ("2025-11-21 18:59", 21, Phase.BEFORE),
        ("2025-11-21 19:00", 21, Phase.DURING),
        # no more tonight: what ended today, and from tomorrow on what was last
        ("2025-11-23 12:00", 22, Phase.AFTER),
        ("2025-11-24 12:00", 22, Phase.AFTER),
    ],
)
def test_of_what_is_on_every_night_it_is_tonights_once_last_nights_is_over(
    session: Session, office: Office, campaign: Campaign, now: str, night: int, phase: Phase
) -> None:
    start, end = "2025-11-20 20:00", "2025-11-21 02:00"
    event = _event(session, office, campaign, start, end, ("19:00", 60), ("02:00", 60))
    series.repeat(session, event.id, Rule.parse("FREQ=DAILY;COUNT=3"), actor=office.owner)
    day = day_of(_seen(session, event, office), _at(now))
    assert day is not None
    assert (day.on, day.phase) == (date(2025, 11, night), phase)


def test_what_is_called_off_is_neither_the_nearest_nor_the_last(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = _event(session, office, campaign, *MORNING)
    series.repeat(session, event.id, Rule.parse("FREQ=DAILY;COUNT=3"), actor=office.owner)
    for on in (25, 26):
        series.cancel(session, event.id, date(2025, 11, on), Scope.THIS, actor=office.owner)
    event = _seen(session, event, office)
    for now in ("2025-11-25 10:00", "2025-11-26 10:00", "2025-12-24 10:00"):
        day = day_of(event, _at(now))
        assert day is not None
        assert day.on == date(2025, 11, 24)


@given(
    steps=st.lists(st.tuples(st.integers(0, 1439), st.integers(0, 600)), max_size=8),
    minute=st.integers(-60, 1500),
)
def test_every_step_has_one_place_and_what_is_next_comes_first(
    steps: list[tuple[int, int]], minute: int
) -> None:
    event = Event(
        starts_at=_at("2025-11-24 09:00"),
        ends_at=_at("2025-11-24 12:00"),
        timezone=BANGKOK,
        exclusions=[],
        overrides=[],
        run_sheet=[
            RunSheetItem(id=n, starts_at=time(at // 60, at % 60), duration_minutes=minutes, title=f"{n}")
            for n, (at, minutes) in enumerate(steps, 1)
        ],
    )
    now = datetime.fromtimestamp(_at("2025-11-24 00:00").timestamp() + minute * 60, UTC)
    day = day_of(event, now)
    assert day is not None
    coming = [one.since for one in day.of(Place.NEXT)]
    assert len(set(coming)) <= 1
    for one in day.of(Place.LATER):
        assert coming
        assert one.since > coming[0] > now
    assert all(one.until <= now for one in day.of(Place.LATE))
    assert all(one.since <= now for one in day.of(Place.NOW))
    assert sum(len(day.of(place)) for place in Place) == len(steps)
