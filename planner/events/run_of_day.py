"""The day of an event as it goes: which step is on, which is next, which should be over and is not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from planner import dates
from planner.accounts.models import User
from planner.events import access, recurrence, run_sheet, stored
from planner.events.models import Event
from planner.events.queries import last_of, next_of
from planner.events.recurrence import Occurrence, Series
from planner.events.run_sheet import Step
from planner.events.timing import Timed, Timing, Window, instant, midnight
from planner.events.words import ItemState

_DAY = timedelta(days=1)
_REACH = timedelta(days=2)
"""How far the steps of one day may lie from it: one begins on the next morning and lasts a day at most."""


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
    if event.recurrence is None:
        timing = stored.timing_of(event)
        first, last = timing.days_in(event.timezone)
        if on is None:
            return _standing(event, timing, _nearest(event, timing, now), now)
        return _standing(event, timing, on, now) if first <= on <= last else None
    series = stored.series_of(event)
    if on is None:
        return _nearest_of(event, series, now)
    return _occurring(event, Occurrence(on, series.timing_of(on)), now) if series.has(on) else None


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


def _standing(event: Event, timing: Timing, day: date, now: datetime) -> Day:
    since, until = _lasts(timing, day, event.timezone)
    moments = _moments(event, timing, day, now)
    times = [one for one in moments if one.place is not Place.DROPPED]
    since = min([since, *(one.since for one in times)])
    until = max([until, *(one.until for one in times)])
    phase = Phase.BEFORE if now < since else Phase.DURING if now < until else Phase.AFTER
    return Day(day, timing, since, until, phase, moments)


def _occurring(event: Event, one: Occurrence, now: datetime) -> Day:
    """The day of one occurrence; the day on which it would have been names it, wherever it was moved to."""
    return replace(_standing(event, one.timing, _nearest(event, one.timing, now), now), on=one.on)


def _nearest_of(event: Event, series: Series, now: datetime) -> Day:
    """Of a series: what is on now, from the first step to the last; else what begins today, else what ended today.

    Where there is none of these, the next; where nothing is to come, the last.
    """
    clocks = dates.zone(event.timezone)
    today = now.astimezone(clocks).date()
    near = Window.of_days(today - _REACH, today + _REACH, event.timezone)
    days = [
        _occurring(event, one, now) for one in recurrence.occurrences(series, near) if not one.is_cancelled
    ]
    on_now = [day for day in days if day.phase is Phase.DURING]
    if on_now:
        # where one is still being struck while the next is set up, the next
        return max(on_now, key=lambda day: day.since)
    begins = [
        day for day in days if day.phase is Phase.BEFORE and day.since.astimezone(clocks).date() == today
    ]
    if begins:
        return min(begins, key=lambda day: day.since)
    # what was over at midnight was yesterday's
    ended = [day for day in days if day.phase is Phase.AFTER and day.until > midnight(today, event.timezone)]
    if ended:
        return max(ended, key=lambda day: day.until)
    return _occurring(event, next_of(series, now, event.timezone) or last_of(series), now)


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
