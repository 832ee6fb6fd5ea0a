"""What stands between two instants, for whom, and at how many statements.

In a November long past, where the noise of the office, which is always tomorrow, never comes.
"""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from planner.accounts.models import Kind, User
from planner.calendar.entries import bars, entries
from planner.calendar.filters import Filters, is_wanted
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.campaigns.words import Confidentiality
from planner.events import queries, series, stored
from planner.events.models import LONG, Event
from planner.events.recurrence_rule import Rule
from planner.events.series import Change, Scope, Words
from planner.events.timing import Window
from planner.events.when import When
from planner.events.words import EventStatus, EventType, Visibility
from tests import factories
from tests.counting import statements
from tests.factories import Office

NOVEMBER = Window.of_days(date(2020, 11, 1), date(2020, 11, 30), "Asia/Bangkok")


def _at(day: int, hour: int = 3, month: int = 11) -> datetime:
    return datetime(2020, month, day, hour, tzinfo=UTC)


def _event(session: Session, campaign: Campaign, day: int, **values: object) -> Event:
    return factories.event(
        session,
        campaign,
        **{"starts_at": _at(day), "ends_at": _at(day, 5), "title_en": f"On {day}", **values},
    )


def _titles(
    session: Session, actor: User, window: Window = NOVEMBER, filters: Filters | None = None
) -> list[str]:
    found = entries(session, window, actor=actor, filters=filters or Filters())
    return [str(entry.title_en) for entry in found]


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """A communal campaign of the corporate team, open to all who sign in."""
    return factories.campaign(
        session, office.corporate, office.owner, start_on=date(2020, 11, 1), end_on=date(2020, 12, 31)
    )


def test_entries_stand_by_day_then_all_day_then_clock(
    session: Session, office: Office, campaign: Campaign
) -> None:
    _event(session, campaign, 12, title_en="Noon", starts_at=_at(12, 5), ends_at=_at(12, 6))
    _event(session, campaign, 12, title_en="Early", starts_at=_at(12, 1), ends_at=_at(12, 2))
    _event(
        session,
        campaign,
        12,
        title_en="All day",
        starts_at=None,
        ends_at=None,
        all_day_start=date(2020, 11, 12),
        all_day_end=date(2020, 11, 12),
    )
    _event(session, campaign, 11, title_en="Before")
    assert _titles(session, office.mate) == ["Before", "All day", "Early", "Noon"]


def test_the_edges_of_the_window_are_those_of_the_readers_clock(
    session: Session, office: Office, campaign: Campaign
) -> None:
    # 23:30 on 31 October and 00:30 on 1 December in Bangkok
    _event(session, campaign, 1, title_en="October", starts_at=_at(31, 16, 10), ends_at=_at(31, 16, 10))
    _event(session, campaign, 1, title_en="December", starts_at=_at(30, 17), ends_at=_at(30, 18))
    _event(session, campaign, 1, title_en="Into November", starts_at=_at(31, 16, 10), ends_at=_at(31, 18, 10))
    assert _titles(session, office.mate) == ["Into November"]
    tokyo = Window.of_days(date(2020, 12, 1), date(2020, 12, 1), "Asia/Tokyo")
    assert _titles(session, office.mate, tokyo) == ["December"]


def test_a_series_stands_on_its_days_in_the_window_with_what_was_changed(
    session: Session, office: Office, campaign: Campaign
) -> None:
    walk = _event(session, campaign, 3, title_en="Walk", title_th=None)
    actor = office.owner
    series.repeat(
        session, walk.id, Rule.parse("FREQ=WEEKLY;BYDAY=TU"), frozenset({date(2020, 11, 10)}), actor=actor
    )
    series.cancel(session, walk.id, date(2020, 11, 17), Scope.THIS, actor=actor)
    when = When.of(stored.timing_of(walk), "Asia/Bangkok")
    moved = Change(
        when=When(
            start_on=date(2020, 11, 26),
            start_time=when.start_time,
            end_time=when.end_time,
        ),
        words=Words(title_en="Long walk"),
    )
    series.change(session, walk.id, date(2020, 11, 24), moved, actor=actor)
    found = entries(session, NOVEMBER, actor=actor, filters=Filters())
    assert [(entry.on, entry.timing.on.day, entry.title_en, entry.status) for entry in found] == [
        (date(2020, 11, 3), 3, "Walk", "confirmed"),
        (date(2020, 11, 17), 17, "Walk", "cancelled"),
        (date(2020, 11, 24), 26, "Long walk", "confirmed"),
    ]
    cancelled = Filters(status=EventStatus.CANCELLED)
    assert len(entries(session, NOVEMBER, actor=actor, filters=cancelled)) == 1


def test_an_endless_series_is_found_years_later(session: Session, office: Office, campaign: Campaign) -> None:
    walk = _event(session, campaign, 3)
    series.repeat(session, walk.id, Rule.parse("FREQ=MONTHLY;BYMONTHDAY=3"), actor=office.owner)
    far = Window.of_days(date(2046, 5, 1), date(2046, 5, 31), "Asia/Bangkok")
    assert [e.timing.on for e in entries(session, far, actor=office.mate, filters=Filters())] == [
        date(2046, 5, 3)
    ]


def test_filters_narrow_to_kind_team_campaign_type_and_state(
    session: Session, office: Office, campaign: Campaign
) -> None:
    exchange = factories.campaign(session, office.marketing, office.outsider, Kind.EXCHANGE)
    _event(session, campaign, 3, title_en="Walk", type=EventType.COMMUNITY_EVENT)
    _event(session, campaign, 4, title_en="Talk", type=EventType.WEBINAR, status=EventStatus.TENTATIVE)
    _event(session, exchange, 5, title_en="Sale", type=EventType.WEBINAR)
    asked = {
        Filters(): ["Walk", "Talk", "Sale"],
        Filters(kind=Kind.EXCHANGE): ["Sale"],
        Filters(team_id=office.corporate.id): ["Walk", "Talk"],
        Filters(campaign_id=exchange.id): ["Sale"],
        Filters(type=EventType.WEBINAR): ["Talk", "Sale"],
        Filters(status=EventStatus.TENTATIVE): ["Talk"],
        Filters(type=EventType.WEBINAR, kind=Kind.COMMUNAL): ["Talk"],
        Filters(type=EventType.LAUNCH): [],
    }
    for filters, titles in asked.items():
        assert _titles(session, office.mate, filters=filters) == titles
    assert Filters(kind=Kind.COMMUNAL, team_id=1).count == 2


def test_everyone_sees_what_they_may_and_nothing_else(session: Session, office: Office) -> None:
    for own, confidentiality in itertools.product(Visibility, Confidentiality):
        campaign = factories.campaign(
            session,
            office.corporate,
            office.owner,
            confidentiality=confidentiality,
            approver_id=office.approver.id,
        )
        _event(session, campaign, 5, title_en=f"{own} {confidentiality}", visibility=own)
    open_to_all = {f"{a} {b}" for a in ("public", "stakeholders") for b in ("public", "stakeholders")}
    of_team = {f"{a} {b}" for a in list(Visibility)[:4] for b in ("public", "stakeholders", "team")}
    everything = {f"{a} {b}" for a in Visibility for b in Confidentiality}
    assert set(_titles(session, office.outsider)) == open_to_all
    assert set(_titles(session, office.viewer)) == of_team
    assert set(_titles(session, office.mate)) == of_team
    for person in (office.owner, office.approver, office.administrator):
        assert set(_titles(session, person)) - {"Noise event"} == everything


def test_what_a_cancelled_campaign_had_planned_stands_as_cancelled(
    session: Session, office: Office, campaign: Campaign
) -> None:
    _event(session, campaign, 5)
    campaign.status = Status.CANCELLED
    session.flush()
    [entry] = entries(session, NOVEMBER, actor=office.mate, filters=Filters())
    assert entry.status == EventStatus.CANCELLED


def test_bars_are_the_campaigns_that_run_and_may_be_seen(
    session: Session, office: Office, campaign: Campaign
) -> None:
    def run(first: date, last: date, **values: Any) -> Campaign:
        return factories.campaign(
            session, office.corporate, office.owner, start_on=first, end_on=last, **values
        )

    touching = run(date(2020, 10, 1), date(2020, 11, 1))
    run(date(2020, 10, 1), date(2020, 10, 31))
    run(date(2020, 12, 1), date(2020, 12, 31))
    secret = run(date(2020, 11, 5), date(2020, 11, 6), confidentiality=Confidentiality.TEAM)
    called_off = run(date(2020, 11, 5), date(2020, 11, 6), status=Status.CANCELLED)

    def seen(actor: User) -> list[int]:
        found = bars(session, date(2020, 11, 1), date(2020, 11, 30), actor=actor)
        own = [bar for bar in found if bar.team_id == office.corporate.id]
        return [bar.campaign_id for bar in own if is_wanted(bar, Filters())]

    assert seen(office.mate) == [touching.id, campaign.id, secret.id]
    assert seen(office.outsider) == [touching.id, campaign.id]
    assert called_off.id not in seen(office.administrator)


def test_filters_on_events_leave_the_bars_and_those_on_campaigns_do_not(
    session: Session, office: Office, campaign: Campaign
) -> None:
    [bar] = [
        bar
        for bar in bars(session, date(2020, 11, 1), date(2020, 11, 30), actor=office.mate)
        if bar.campaign_id == campaign.id
    ]
    assert is_wanted(bar, Filters(type=EventType.LAUNCH, status=EventStatus.CANCELLED))
    assert is_wanted(bar, Filters(kind=Kind.COMMUNAL, team_id=office.corporate.id, campaign_id=campaign.id))
    assert not is_wanted(bar, Filters(kind=Kind.EXCHANGE))
    assert not is_wanted(bar, Filters(team_id=office.marketing.id))
    assert not is_wanted(bar, Filters(campaign_id=campaign.id + 1))


def test_two_statements_bring_one_event_or_two_hundred(
    session: Session, office: Office, campaign: Campaign
) -> None:
    asked = []
    for number in (1, 200):
        for n in range(number):
            event = _event(session, campaign, 1 + n % 28)
            if n % 10 == 0:
                series.repeat(session, event.id, Rule.parse("FREQ=DAILY;COUNT=2"), actor=office.owner)
        session.commit()
        with statements(session) as sent:
            entries(session, NOVEMBER, actor=office.mate, filters=Filters())
        asked.append(len([text for text in sent if text.startswith("SELECT")]))
    assert asked == [2, 2]


def test_a_year_of_others_events_is_not_looked_through(
    session: Session, office: Office, campaign: Campaign
) -> None:
    """The look into the index is bounded on both sides: the rows it reads do not grow with the past."""
    plan = session.connection().dialect.name == "sqlite"
    rows = [
        {
            "uid": f"{n}@samphan",
            "sequence": 0,
            "printed_at": _at(1),
            "title_en": "Past",
            "type": EventType.MILESTONE,
            "campaign_id": campaign.id,
            "starts_at": _at(1) - timedelta(days=60 + n),
            "ends_at": _at(1) - timedelta(days=60 + n),
            "timezone": "Asia/Bangkok",
            "spans_from": _at(1) - timedelta(days=61 + n),
            "spans_until": _at(1) - timedelta(days=58 + n),
            "is_long": False,
            "visibility": Visibility.PUBLIC,
            "status": EventStatus.CONFIRMED,
            "sort_key": "",
            "search_text": "",
            "is_media_invited": False,
            "version": 1,
        }
        for n in range(500)
    ]
    session.execute(insert(Event.__table__), rows)  # type: ignore[arg-type] # a Table
    assert list(session.scalars(queries.ids_in(NOVEMBER))) == []
    if plan:
        compiled = queries.ids_in(NOVEMBER).compile(
            session.connection(), compile_kwargs={"literal_binds": False}
        )
        told = session.connection().exec_driver_sql(
            f"EXPLAIN QUERY PLAN {compiled}",
            tuple(compiled.params[key] for key in compiled.positiontup or ()),
        )
        steps = [row[3] for row in told]
        assert any("is_long=? AND spans_from>? AND spans_from<?" in step for step in steps), steps
        assert not any(step.startswith("SCAN event") for step in steps), steps


SPANS = st.tuples(st.integers(-400, 400), st.integers(0, 120))


@settings(max_examples=30, deadline=None)
@given(st.lists(SPANS, min_size=1, max_size=12), st.integers(-380, 380), st.integers(0, 42))
def test_the_index_finds_whatever_overlaps(spans: list[tuple[int, int]], since: int, days: int) -> None:
    """By the same arithmetic as the query, for events of every length around every window."""
    base = date(2020, 6, 1)
    window = Window.of_days(
        base + timedelta(days=since), base + timedelta(days=since + days), "Pacific/Kiritimati"
    )
    low, high = window.since - timedelta(days=1), window.until + timedelta(days=1)
    for start, length in spans:
        first, last = base + timedelta(days=start), base + timedelta(days=start + length)
        spans_from = datetime(first.year, first.month, first.day, tzinfo=UTC) - timedelta(days=1)
        spans_until = datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=2)
        is_long = spans_until - spans_from > LONG
        is_found = spans_until >= low and spans_from <= high and (is_long or spans_from >= low - LONG)
        overlaps = first <= window.last_on and window.first_on <= last
        assert is_found or not overlaps


def test_every_stored_event_is_marked_long_when_it_is(
    session: Session, office: Office, campaign: Campaign
) -> None:
    brief = _event(session, campaign, 3)
    endless = _event(session, campaign, 3)
    series.repeat(session, endless.id, Rule.parse("FREQ=DAILY"), actor=office.owner)
    exhibition = _event(
        session,
        campaign,
        3,
        starts_at=None,
        ends_at=None,
        all_day_start=date(2020, 1, 1),
        all_day_end=date(2020, 12, 31),
    )
    found = {row.id: row.is_long for row in session.execute(select(Event.id, Event.is_long))}
    assert (found[brief.id], found[endless.id], found[exhibition.id]) == (False, True, True)
    assert _titles(session, office.mate).count("On 3") == 30
