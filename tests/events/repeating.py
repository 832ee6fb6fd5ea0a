"""A repeating event, what the clocks show at each occurrence, and changing one of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from planner.campaigns.models import Campaign
from planner.events import actions, queries, recurrence, series, stored
from planner.events.actions import NewEvent
from planner.events.models import Event
from planner.events.recurrence_rule import Frequency, Rule, Weekday
from planner.events.series import Change, Scope
from planner.events.timing import Window
from planner.events.when import When
from planner.events.words import Visibility
from tests.events.moments import LONDON
from tests.factories import Office

TUESDAYS = Rule(frequency=Frequency.WEEKLY, weekdays=(Weekday.TU,))


def planned(
    session: Session,
    office: Office,
    campaign: Campaign,
    *,
    on: date = date(2026, 3, 3),
    at: time = time(10),
    zone: str = LONDON,
    rule: Rule = TUESDAYS,
    excluded: frozenset[date] = frozenset(),
) -> Event:
    when = When(start_on=on, start_time=at, end_time=time(at.hour + 1, at.minute), timezone=zone)
    event = actions.plan(
        session,
        NewEvent(campaign_id=campaign.id, when=when, visibility=Visibility.PUBLIC, title_en="Walk"),
        actor=office.owner,
    )
    return series.repeat(session, event.id, rule, excluded, actor=office.owner)


def walls_of(session: Session, office: Office, event: Event, until: date = date(2026, 5, 6)) -> list[str]:
    """What the clocks of the event's zone show at each occurrence, until a day."""
    seen = queries.shown(session, event.id, actor=office.owner)
    window = Window.of_days(date(2026, 1, 1), until, seen.timezone)
    zone = ZoneInfo(seen.timezone)
    lines = []
    for one in recurrence.occurrences(stored.series_of(seen), window):
        start = getattr(one.timing, "starts_at", None)
        shown = f"{start.astimezone(zone):%m-%d %H:%M}" if start else f"{one.timing.on:%m-%d}"
        lines.append(shown + (" off" if one.is_cancelled else ""))
    return lines


def change(session: Session, office: Office, event: Event, on: date, scope: Scope, **to: object) -> Event:
    """Change an occurrence: `day`, `at` and words as given, the rest as it is."""
    seen = queries.shown(session, event.id, actor=office.owner)
    was = When.of(stored.series_of(seen).timing_of(on), seen.timezone)
    day, at = to.pop("day", was.start_on), to.pop("at", was.start_time)
    assert isinstance(day, date)
    assert isinstance(at, time)
    length = timedelta(days=(was.last_on - was.start_on).days)
    when = replace(
        was, start_on=day, end_on=day + length, start_time=at, end_time=time(at.hour + 1, at.minute)
    )
    words = replace(series.words_of(seen, on), **to)  # type: ignore[arg-type]
    return series.change(
        session, event.id, on, Change(when=when, words=words, scope=scope), actor=office.owner
    )
