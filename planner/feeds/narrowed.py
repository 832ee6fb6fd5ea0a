"""Series of which a feed carries only the occurrences that stand in one state.

An occurrence may stand otherwise than its series, and the calendar goes by the occurrence. So does a feed: what stands
otherwise is left out of the series; and where only some changed occurrences stand so, the series is cut down to them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.events import queries, recurrence, stored
from planner.events.models import Event, Override
from planner.events.recurrence import Series
from planner.events.timing import Window
from planner.events.visibility import is_called_off
from planner.events.words import EventStatus

MOST_NAMED = 500
ASKED = (
    Event.id,
    Event.status,
    Event.recurrence,
    Event.starts_at,
    Event.ends_at,
    Event.all_day_start,
    Event.all_day_end,
    Event.timezone,
    Campaign.status.label("campaign_status"),
)


def may_stand(status: EventStatus) -> ColumnElement[bool]:
    """Whether an event stands so, or some occurrence of it may. For a query that joins `Event` and `Campaign`."""
    is_off = or_(Event.status == EventStatus.CANCELLED, Campaign.status == Status.CANCELLED)
    itself = is_off if status is EventStatus.CANCELLED else and_(Event.status == status, ~is_off)
    changed = select(Override.event_id).where(Override.status == status)
    return or_(itself, and_(~is_off, Event.recurrence.is_not(None), Event.id.in_(changed)))


def nowhere(session: Session, ids: Collection[int], status: EventStatus, window: Window) -> set[int]:
    """The series among these of which no occurrence in the window stands so. Two statements."""
    changed = select(Override.event_id).where(Override.status.is_not(None))
    # rather all than too many named; few are
    named = [Event.id.in_(ids)] if len(ids) <= MOST_NAMED else []
    question = (
        select(*ASKED)
        .join(Campaign, Campaign.id == Event.campaign_id)
        .where(Event.recurrence.is_not(None), Event.id.in_(changed), *named)
        .order_by(Event.id)
    )
    rows = [row for row in session.connection().execute(question) if row.id in ids]
    differing = queries.exceptions(session, [row.id for row in rows])
    return {row.id for row in rows if not _has_one(row, differing[row.id], status, window)}


def of(row: Any, series: Series, overrides: Iterable[Any], status: EventStatus) -> tuple[Series, list[Any]]:
    """A series cut down to the occurrences that stand so, and those of the changed ones that do.

    The rule stays what programs know: its days before the first and after the last are cut off, those between are
    named one by one (RFC 5545 3.8.5.1). Where one occurrence is left there is no rule.
    """
    changed = list(overrides)
    if series.rule is None or is_called_off(row.status, row.campaign_status):
        return series, changed
    standing = [one for one in changed if (one.status or row.status) == status]
    others = {one.on for one in changed} - {one.on for one in standing}
    if row.status == status:
        return replace(series, excluded=series.excluded | others), standing
    days = sorted(one.on for one in standing if series.has(one.on))
    if not days:
        return series, changed
    first, last = days[0], days[-1]
    kept = {one.on: one for one in standing}
    if first == last:
        return Series(series.timing_of(first)), [kept[first]]
    between = series.rule.dates(series.timing.on, first, last)
    cut = Series(
        series.timing.moved_to(first),
        replace(series.rule, count=None, until=last),
        frozenset(on for on in between if on not in days),
        {on: series.overrides[on] for on in days},
    )
    return cut, [kept[on] for on in days]


def _has_one(row: Any, its: queries.Exceptions, status: EventStatus, window: Window) -> bool:
    if is_called_off(row.status, row.campaign_status):
        return status is EventStatus.CANCELLED
    series = stored.series(stored.timing_of(row), row.recurrence, its.excluded, its.overrides, row.timezone)
    stands: dict[date, Any] = {one.on: one.status for one in its.overrides}
    return any((stands.get(one.on) or row.status) == status for one in recurrence.occurrences(series, window))
