"""Everything between two instants that a person may see: occurrences of events, and campaigns as spans of days."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from planner.accounts.models import Kind, Team, User, Viewpoint
from planner.calendar.filters import Filters, conditions
from planner.campaigns.lifecycle import READ_ONLY, Status
from planner.campaigns.models import Campaign
from planner.campaigns.queries import visible_from
from planner.events import queries, recurrence, stored
from planner.events.models import Event
from planner.events.queries import Exceptions
from planner.events.timing import Timing, Window
from planner.events.visibility import is_called_off, seen_from
from planner.events.words import EventStatus, EventType

T = TypeVar("T")


class Entry(NamedTuple):
    """One occurrence of an event. `on` names it within its series; None where there is only one."""

    event_id: int
    on: date | None
    timing: Timing
    zone: str
    title_th: str | None
    title_en: str | None
    venue_th: str | None
    venue_en: str | None
    type: EventType
    status: EventStatus
    kind: Kind
    campaign_id: int
    campaign_title_th: str | None
    campaign_title_en: str | None
    team_id: int
    version: int
    is_closed: bool
    """Whether nothing of its campaign is changed any more."""


class Bar(NamedTuple):
    """A campaign, from its first day to its last."""

    campaign_id: int
    kind: Kind
    title_th: str | None
    title_en: str | None
    start_on: date
    end_on: date
    status: Status
    team_id: int
    team_name_th: str | None
    team_name_en: str | None
    owner_id: int


class Mark(NamedTuple):
    """One occurrence, as a mark on a line or a count of a day: whose, when, and how it stands."""

    event_id: int
    campaign_id: int
    timing: Timing
    status: EventStatus


_OF_EVENT = (
    "id",
    "title_th",
    "title_en",
    "venue_th",
    "venue_en",
    "type",
    "status",
    "starts_at",
    "ends_at",
    "all_day_start",
    "all_day_end",
    "timezone",
    "recurrence",
    "campaign_id",
    "version",
)
_OF_MARK = (
    "id",
    "status",
    "starts_at",
    "ends_at",
    "all_day_start",
    "all_day_end",
    "timezone",
    "recurrence",
    "campaign_id",
)


def entries(session: Session, window: Window, *, actor: User, filters: Filters) -> list[Entry]:
    """The occurrences that touch the window, by day and time as seen from its zone. Two statements, always.

    What a cancelled campaign had planned stands as cancelled.
    """
    found = _found(session, window, _statement(window, actor.viewpoint, _of_events(filters)), _entry)
    if filters.status is not None:
        # one occurrence may stand otherwise than its series, so this is asked last
        found = [entry for entry in found if entry.status == filters.status]
    zone = window.zone
    return sorted(found, key=lambda entry: (*entry.timing.sort_key(zone), entry.event_id))


def marks(
    session: Session,
    window: Window,
    *,
    actor: User,
    filters: Filters,
    campaigns: Collection[int] | None = None,
) -> list[Mark]:
    """The same occurrences with little about them, in no order; of these campaigns alone. Two statements, always."""
    statement = _statement(window, actor.viewpoint, _of_events(filters), _OF_MARK)
    if campaigns is not None:
        statement = statement.where(Event.campaign_id.in_(campaigns))
    found = _found(session, window, statement, _mark)
    return [one for one in found if filters.status in {None, one.status}]


def _of_events(filters: Filters) -> Filters:
    return filters if filters.status is None else replace(filters, status=None)


def _found(
    session: Session,
    window: Window,
    statement: Select[Any],
    made: Callable[[Any, date | None, Timing, Any], T],
) -> list[T]:
    rows = session.execute(statement).all()
    differing = queries.exceptions(session, [row.id for row in rows if row.recurrence])
    return [one for row in rows for one in _occurrences(row, differing.get(row.id), window, made)]


@lru_cache(1024)
def _statement(
    window: Window, looking: Viewpoint, filters: Filters, keys: tuple[str, ...] = _OF_EVENT
) -> Select[Any]:
    """Built once for each month and each who looks: that takes half as long as the answer."""
    columns: list[Any] = [*(Event.__table__.c[key] for key in keys), Campaign.status.label("campaign_status")]
    if keys is _OF_EVENT:
        columns += [
            Campaign.kind,
            Campaign.title_th.label("campaign_title_th"),
            Campaign.title_en.label("campaign_title_en"),
            Campaign.team_id,
        ]
    return (
        select(*columns)
        .join(Campaign, Campaign.id == Event.campaign_id)
        .where(Event.id.in_(queries.ids_in(window)), seen_from(looking), *conditions(filters))
    )


def bars(session: Session, first_on: date, last_on: date, *, actor: User) -> list[Bar]:
    """The campaigns that run on any of the days, the earliest and longest first. One statement."""
    rows = session.execute(_running(first_on, last_on, actor.viewpoint))
    return [Bar._make(row) for row in rows]


@lru_cache(1024)
def _running(first_on: date, last_on: date, looking: Viewpoint) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Campaign.id,
            Campaign.kind,
            Campaign.title_th,
            Campaign.title_en,
            Campaign.start_on,
            Campaign.end_on,
            Campaign.status,
            Campaign.team_id,
            Team.name_th,
            Team.name_en,
            Campaign.owner_id,
        )
        .join(Team, Team.id == Campaign.team_id)
        .where(Campaign.start_on <= last_on, Campaign.end_on >= first_on, visible_from(looking))
        .order_by(Campaign.start_on, Campaign.end_on.desc(), Campaign.id)
    )


def _occurrences(
    row: Any,
    differing: Exceptions | None,
    window: Window,
    made: Callable[[Any, date | None, Timing, Any], T],
) -> Iterator[T]:
    timing = stored.timing_of(row)
    if row.recurrence is None:
        if timing.overlaps(window):
            yield made(row, None, timing, None)
        return
    excluded, overrides = (differing.excluded, differing.overrides) if differing else ([], [])
    series = stored.series(timing, row.recurrence, excluded, overrides, row.timezone)
    changed = {override.on: override for override in overrides}
    for one in recurrence.occurrences(series, window):
        yield made(row, one.on, one.timing, changed.get(one.on))


def _mark(row: Any, _on: date | None, timing: Timing, override: Any) -> Mark:
    return Mark(row.id, row.campaign_id, timing, _status(row, override))


def _status(row: Any, override: Any) -> EventStatus:
    if is_called_off(row.status, row.campaign_status):
        return EventStatus.CANCELLED
    status: EventStatus = row.status if override is None else override.status or row.status
    return status


def _entry(row: Any, on: date | None, timing: Timing, override: Any) -> Entry:
    title_th, title_en, venue_th, venue_en = row.title_th, row.title_en, row.venue_th, row.venue_en
    if override is not None:
        title_th, title_en = override.title_th or title_th, override.title_en or title_en
        venue_th, venue_en = override.venue_th or venue_th, override.venue_en or venue_en
    return Entry(
        row.id,
        on,
        timing,
        row.timezone,
        title_th,
        title_en,
        venue_th,
        venue_en,
        row.type,
        _status(row, override),
        row.kind,
        row.campaign_id,
        row.campaign_title_th,
        row.campaign_title_en,
        row.team_id,
        row.version,
        row.campaign_status in READ_ONLY,
    )
