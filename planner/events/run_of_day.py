"""The day of an event as it goes: which step is on, which is next, which should be over and is not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from planner import dates
from planner.accounts.models import User
from planner.events import access, run_sheet, stored
from planner.events.models import Event
from planner.events.queries import next_of
from planner.events.run_sheet import Step
from planner.events.timing import Timed, Timing, instant, midnight
from planner.events.words import ItemState

_DAY = timedelta(days=1)


class Place(StrEnum):
    """Where a step stands in the day."""

    LATE = "late"
    NOW = "now"
    NEXT = "next"
    LATER = "later"
    DONE = "done"
    DROPPED = "dropped"


class Phase(StrEnum):
    """How far the day is."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


@dataclass(frozen=True)
class Moment:
    """A step with its instants (aware, UTC) and its place in the day."""

    step: Step
    since: datetime
    until: datetime
    place: Place


@dataclass(frozen=True)
class Day:
    """One day of an event, as it stands at an instant.

    `on` names it: of a series the day on which the occurrence would have been, wherever it was moved to.
    """

    on: date
    timing: Timing
    since: datetime
    until: datetime
    phase: Phase
    moments: list[Moment]

    def of(self, place: Place) -> list[Moment]:
        """The steps that stand there, in the order of the day."""
        return [one for one in self.moments if one.place is place]


def day_of(event: Event, now: datetime, on: date | None = None) -> Day | None:
    """The event on a day, by default on the nearest: today if it is on, else the next, else the last.

    Of a series `on` is the day of an occurrence, of what lasts several days one of them; None where it is not on.
    The event as `queries.shown` loads it.
    """
    found = _timing(event, now, on)
    if found is None:
        return None
    timing, occurrence = found
    day = _nearest(event, timing, now) if event.recurrence or on is None else on
    since, until = _lasts(timing, day, event.timezone)
    moments = _moments(event, timing, day, now)
    times = [one for one in moments if one.place is not Place.DROPPED]
    since = min([since, *(one.since for one in times)])
    until = max([until, *(one.until for one in times)])
    phase = Phase.BEFORE if now < since else Phase.DURING if now < until else Phase.AFTER
    return Day(occurrence or day, timing, since, until, phase, moments)


def begin_again(session: Session, event_id: int, *, actor: User) -> Event:
    """Set every step back to planned and take every tick away: for the next time of a series, or after a rehearsal."""
    event = access.to_edit(session, event_id, actor=actor, version=None)
    moved = False
    for step in event.run_sheet:
        if step.state != ItemState.PLANNED:
            step.state, moved = ItemState.PLANNED, True
    for line in event.checklist:
        if line.ticked_at is not None:
            line.ticked_at = line.ticked_by_id = None
            moved = True
    if moved:
        access.record(session, "event.begun_again", event, actor=actor, changes={})
        session.expire(event, ["run_sheet", "checklist"])
    return event


def _timing(event: Event, now: datetime, on: date | None) -> tuple[Timing, date | None] | None:
    """When it is, and of a series the day that names the occurrence."""
    timing = stored.timing_of(event)
    if event.recurrence is None:
        first, last = timing.days_in(event.timezone)
        return (timing, None) if on is None or first <= on <= last else None
    series = stored.series_of(event)
    if on is not None:
        return (series.timing_of(on), on) if series.has(on) else None
    today = now.astimezone(dates.zone(event.timezone)).date()
    # what ended an hour ago is still today's
    coming = next_of(series, midnight(today, event.timezone), event.timezone)
    return (coming.timing, coming.on) if coming else (timing, timing.on)


def _nearest(event: Event, timing: Timing, now: datetime) -> date:
    """Today, if it is one of its days; what runs past midnight belongs to the day on which it begins."""
    first, last = timing.days_in(event.timezone)
    if run_sheet.turn_of(timing):
        return first
    return min(max(now.astimezone(dates.zone(event.timezone)).date(), first), last)


def _lasts(timing: Timing, day: date, zone: str) -> tuple[datetime, datetime]:
    """From when to when it lasts on that day."""
    since, until = midnight(day, zone), midnight(day + _DAY, zone)
    if not isinstance(timing, Timed):
        return since, until
    if run_sheet.turn_of(timing):
        return timing.starts_at, timing.ends_at
    return max(since, timing.starts_at), min(until, timing.ends_at)


def _moments(event: Event, timing: Timing, day: date, now: datetime) -> list[Moment]:
    steps = run_sheet.laid_out(event.run_sheet, timing)
    turn = run_sheet.turn_of(timing)
    found = []
    for step in steps:
        at = step.item.starts_at
        # what stands before the turn of the day belongs to the small hours after it
        begins = day + _DAY if at.hour * 60 + at.minute < turn else day
        since = instant(datetime.combine(begins, time(at.hour, at.minute)), event.timezone)
        found.append((step, since, since + timedelta(minutes=step.item.duration_minutes)))
    open_at = [since for step, since, _ in found if _is_open(step) and since > now]
    coming = min(open_at, default=datetime.max.replace(tzinfo=UTC))
    return [
        Moment(step, since, until, _place(step, since, until, now, coming)) for step, since, until in found
    ]


def _is_open(step: Step) -> bool:
    return step.item.state not in {ItemState.DONE, ItemState.DROPPED}


def _place(step: Step, since: datetime, until: datetime, now: datetime, coming: datetime) -> Place:
    if step.item.state is ItemState.DONE:
        return Place.DONE
    if step.item.state is ItemState.DROPPED:
        return Place.DROPPED
    if until <= now and since < now:
        return Place.LATE
    if since <= now:
        return Place.NOW
    return Place.NEXT if since == coming else Place.LATER
