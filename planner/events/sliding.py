"""Sliding an event or one occurrence: by so many days and minutes on the wall, or to last so much longer.

What is slid keeps its wall times over a clock change: who meets at ten meets at ten a week later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.errors import Refusal
from planner.events import access, series, stored
from planner.events.models import Event
from planner.events.recurrence import NOT_AN_OCCURRENCE
from planner.events.series import Change, Scope
from planner.events.timing import ENDS_BEFORE_IT_STARTS, MAX_DAYS
from planner.events.when import When
from planner.i18n import mark

TOO_FAR = mark("That is too far away.")
NOT_BY_HOURS = mark("It lasts whole days: move it by days.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """How far the start goes (days and minutes on the wall) and how much longer it lasts; negative goes back."""

    days: int = 0
    minutes: int = 0
    longer_days: int = 0
    longer_minutes: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether all stays as it is."""
        return not (self.days or self.minutes or self.longer_days or self.longer_minutes)


def slid(when: When, by: Slide) -> When:
    """The time that comes of it. Raises `Refusal` where it would end before it starts or lie out of reach."""
    if (
        max(abs(by.days), abs(by.longer_days)) > MAX_DAYS
        or max(abs(by.minutes), abs(by.longer_minutes)) > MAX_DAYS
    ):
        raise Refusal(TOO_FAR)
    try:
        return _days_slid(when, by) if when.is_all_day else _hours_slid(when, by)
    except OverflowError:
        raise Refusal(TOO_FAR) from None


def _days_slid(when: When, by: Slide) -> When:
    if by.minutes or by.longer_minutes:
        raise Refusal(NOT_BY_HOURS)
    first_on = when.start_on + timedelta(days=by.days)
    last_on = when.last_on + timedelta(days=by.days + by.longer_days)
    if last_on < first_on:
        raise Refusal(ENDS_BEFORE_IT_STARTS)
    return When(start_on=first_on, end_on=last_on, timezone=when.timezone, is_all_day=True)


def _hours_slid(when: When, by: Slide) -> When:
    """Reckoned on the wall, not in instants: that is what keeps ten o'clock over a clock change."""
    start = datetime.combine(when.start_on, when.start_time or time.min)
    end = datetime.combine(when.last_on, when.end_time or time.min)
    on = timedelta(days=by.days, minutes=by.minutes)
    longer = timedelta(days=by.longer_days, minutes=by.longer_minutes)
    # shortened to nothing it would no longer be seen where it was; a deadline has no length, and keeps it
    if longer < timedelta(0) and end + longer <= start:
        raise Refusal(ENDS_BEFORE_IT_STARTS)
    start, end = start + on, end + on + longer
    return When(
        start_on=start.date(),
        start_time=start.time(),
        end_on=end.date(),
        end_time=end.time(),
        timezone=when.timezone,
    )


def when_of(event: Event, on: date | None) -> When:
    """The time of an event, or of its occurrence of a day. Raises `Refusal` where there is none."""
    found = stored.series_of(event)
    if event.recurrence is None:
        return When.of(found.timing, event.timezone)
    if on is None or not found.has(on):
        raise Refusal(NOT_AN_OCCURRENCE)
    return When.of(found.timing_of(on), event.timezone)


def slide(
    session: Session,
    event_id: int,
    by: Slide,
    *,
    actor: User,
    on: date | None = None,
    scope: Scope = Scope.THIS,
    version: int | None = None,
) -> Event:
    """Slide an event; of a series the occurrence of the day `on`, it and the following, or all.

    Answers with the event that holds what was slid. Nothing is written where it stays as it is.
    """
    event = access.to_edit(session, event_id, actor=actor, version=version)
    when = when_of(event, on)
    if by.is_nothing:
        return event
    wanted = slid(when, by)
    if event.recurrence is None:
        return series.move(session, event_id, wanted, actor=actor, version=version)
    assert on is not None  # noqa: S101 - `when_of` has asked for it
    change = Change(when=wanted, words=series.words_of(event, on), scope=scope)
    return series.change(session, event_id, on, change, actor=actor, version=version)
