"""The largest campaign of the living example, copied to the next year: every day, and the preview as it came true."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from planner.accounts.models import Membership, Role, User
from planner.campaigns.models import Campaign
from planner.events import recurrence, stored
from planner.events.models import Event, RunSheetItem
from planner.events.recurrence_rule import Frequency
from planner.events.timing import Window
from planner.extensions import db
from planner.objectives.models import Objective
from planner.plans import beginning, cloning
from planner.plans.beginning import Choices, Preview, Source
from planner.plans.dated import DatedKind
from planner.plans.laying_out import Anchor, LaidEvent, OnHoliday
from tests.demo import demo_app, demo_copy, demo_store

__all__ = ["demo_app", "demo_copy", "demo_store"]

YEAR = timedelta(days=365)
OF_SERIES = {DatedKind.OCCURRENCE, DatedKind.LEFT_OUT}


def largest(session: Session) -> Campaign:
    """The campaign with most events."""
    count = func.count(Event.id)
    wanted = select(Event.campaign_id).group_by(Event.campaign_id).order_by(count.desc(), Event.campaign_id)
    return session.get_one(Campaign, session.scalars(wanted.limit(1)).one())


def planner(session: Session, campaign: Campaign) -> User:
    """Whoever owns it, memberships loaded."""
    whole = selectinload(User.memberships).joinedload(Membership.team)
    owner = session.scalars(select(User).where(User.id == campaign.owner_id).options(whole)).one()
    assert owner.role_in(campaign.team_id) in {Role.PLANNER, Role.APPROVER}
    return owner


def events_of(session: Session, campaign: Campaign) -> list[Event]:
    """Its events with their series."""
    parts = (selectinload(Event.exclusions), selectinload(Event.overrides), selectinload(Event.run_sheet))
    wanted = select(Event).where(Event.campaign_id == campaign.id).options(*parts)
    return list(session.scalars(wanted.order_by(Event.id).execution_options(populate_existing=True)))


def real_days(event: Event, until: date) -> list[date]:
    """On which days it takes place."""
    series = stored.series_of(event)
    window = Window.of_days(recurrence.reach(series)[0] - timedelta(days=1), until, event.timezone)
    return [one.timing.on for one in recurrence.occurrences(series, window)]


def made_of(session: Session, how: OnHoliday) -> tuple[Campaign, Campaign, Preview]:
    """The campaign, its copy a year later, and what the preview said beforehand."""
    source = largest(session)
    actor = planner(session, source)
    taken = cloning.of_campaign(session, source.id, actor=actor)
    pattern = Source(taken.pattern, taken.campaign)
    choices = Choices(team_id=source.team_id, anchor=Anchor.START, on=source.start_on + YEAR, on_holiday=how)
    preview = beginning.preview(session, pattern, choices, actor=actor)
    made, _ = beginning.begin(session, pattern, choices, actor=actor, seen=beginning.digest(preview.laid))
    session.commit()
    return source, made, preview


@pytest.fixture
def desk(demo_copy: Flask) -> Any:
    """A session over an example that may be changed."""
    with demo_copy.app_context():
        engine = db.engine
    with Session(engine) as session:
        yield session


def test_every_day_of_the_copy_is_a_year_later_to_the_day(desk: Session) -> None:
    source, made, preview = made_of(desk, OnHoliday.KEEP)
    assert len(preview.laid.events) >= 8
    told = [one for one in preview.laid.lines if not (one.kind in OF_SERIES and by_months(preview, one.of))]
    assert {one.now - one.was for one in told if one.now} == {YEAR}
    assert (made.start_on - source.start_on, made.end_on - source.end_on) == (YEAR, YEAR)
    olds = sorted(events_of(desk, source), key=lambda one: (one.spans_from, one.id))
    news = events_of(desk, made)
    assert len(olds) == len(news)
    for old, new in zip(olds, news, strict=True):
        assert (new.title_th, new.title_en) == (old.title_th, old.title_en)
        was, now = stored.series_of(old), stored.series_of(new)
        assert now.timing.on - was.timing.on == YEAR
        for key in ("rsvp_due_at", "embargo_until"):
            before, after = getattr(old, key), getattr(new, key)
            assert (before is None) == (after is None)
            if before is not None and old.timezone == "Asia/Bangkok":
                assert after - before == YEAR
        if was.rule is not None and was.rule.until is not None:
            assert now.rule is not None
            assert now.rule.until == was.rule.until + YEAR
    goals = [
        list(
            desk.scalars(
                select(Objective.due_on).where(Objective.campaign_id == one.id).order_by(Objective.position)
            )
        )
        for one in (source, made)
    ]
    assert [now - was for was, now in zip(*goals, strict=True)] == [YEAR] * len(goals[0])
    sheets = [
        desk.scalar(select(func.count(RunSheetItem.id)).join(Event).where(Event.campaign_id == one.id))
        for one in (source, made)
    ]
    assert sheets[0] == sheets[1]


def test_rolled_nothing_of_it_is_on_a_holiday_and_all_is_as_the_preview_said(desk: Session) -> None:
    _, made, preview = made_of(desk, OnHoliday.ROLL)
    off = preview.days.days_off
    assert off
    events = events_of(desk, made)
    for event, laid in zip(events, preview.laid.events, strict=True):
        assert not set(real_days(event, made.end_on)) & off, event.title_en
        assert as_made(event) == as_laid(laid), event.title_en
    told = {one.of: one.now for one in preview.laid.lines if one.kind == DatedKind.EVENT}
    firsts = [recurrence.first_occurrence(stored.series_of(event)) for event in events]
    assert [told[place] for place in range(len(events))] == [one.timing.on for one in firsts if one]
    goals = select(Objective.due_on).where(Objective.campaign_id == made.id).order_by(Objective.position)
    assert tuple(desk.scalars(goals)) == preview.laid.due_on


def by_months(preview: Preview, place: int) -> bool:
    """Whether an event comes again by the month, whose weeks and lengths are not the same a year later."""
    rule = preview.laid.events[place].series.rule
    return rule is not None and rule.frequency in {Frequency.MONTHLY, Frequency.YEARLY}


def as_made(event: Event) -> tuple[Any, ...]:
    """The days of an event as they stand in the database."""
    return stored.series_of(event), event.rsvp_due_at, event.embargo_until


def as_laid(laid: LaidEvent) -> tuple[Any, ...]:
    """The same as they were shown."""
    return laid.series, laid.rsvp_due_at, laid.embargo_until
