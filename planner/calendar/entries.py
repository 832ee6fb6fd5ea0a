"""Everything between two instants that a person may see: occurrences of events, and campaigns as spans of days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from planner.accounts.models import Kind, Team, User, Viewpoint
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.campaigns.queries import visible_from
from planner.events import queries, recurrence, stored
from planner.events.models import Event
from planner.events.queries import Exceptions
from planner.events.timing import Timing, Window
from planner.events.visibility import is_called_off, seen_from
from planner.events.words import EventStatus, EventType


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is looked at; nothing set: everything."""

    kind: Kind | None = None
    team_id: int | None = None
    campaign_id: int | None = None
    type: EventType | None = None
    status: EventStatus | None = None

    @property
    def count(self) -> int:
        """How many are set."""
        return sum(getattr(self, key) is not None for key in self.__slots__)


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
)


def entries(session: Session, window: Window, *, actor: User, filters: Filters) -> list[Entry]:
    """The occurrences that touch the window, by day and time as seen from its zone. Two statements, always.

    What a cancelled campaign had planned stands as cancelled.
    """
    rows = session.execute(_statement(window, actor.viewpoint, replace(filters, status=None))).all()
    differing = queries.exceptions(session, [row.id for row in rows if row.recurrence])
    found = [entry for row in rows for entry in _occurrences(row, differing.get(row.id), window)]
    if filters.status is not None:
        # one occurrence may stand otherwise than its series, so this is asked last
        found = [entry for entry in found if entry.status == filters.status]
    zone = window.zone
    return sorted(found, key=lambda entry: (*entry.timing.sort_key(zone), entry.event_id))


@lru_cache(1024)
def _statement(window: Window, looking: Viewpoint, filters: Filters) -> Select[Any]:
    """Built once for each month and each who looks: that takes half as long as the answer."""
    statement = (
        select(
            *(Event.__table__.c[key] for key in _OF_EVENT),
            Campaign.kind,
            Campaign.status.label("campaign_status"),
            Campaign.title_th.label("campaign_title_th"),
            Campaign.title_en.label("campaign_title_en"),
        )
        .join(Campaign, Campaign.id == Event.campaign_id)
        .where(Event.id.in_(queries.ids_in(window)), seen_from(looking))
    )
    if filters.kind is not None:
        statement = statement.where(Campaign.kind == filters.kind)
    if filters.team_id is not None:
        statement = statement.where(Campaign.team_id == filters.team_id)
    if filters.campaign_id is not None:
        statement = statement.where(Event.campaign_id == filters.campaign_id)
    if filters.type is not None:
        statement = statement.where(Event.type == filters.type)
    return statement


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
        )
        .join(Team, Team.id == Campaign.team_id)
        .where(Campaign.start_on <= last_on, Campaign.end_on >= first_on, visible_from(looking))
        .order_by(Campaign.start_on, Campaign.end_on.desc(), Campaign.id)
    )


def is_wanted(bar: Bar, filters: Filters) -> bool:
    """Whether a campaign's bar is shown: what is asked of events alone does not hide campaigns."""
    return (
        bar.status != Status.CANCELLED
        and filters.kind in {None, bar.kind}
        and filters.team_id in {None, bar.team_id}
        and filters.campaign_id in {None, bar.campaign_id}
    )


def _occurrences(row: Any, differing: Exceptions | None, window: Window) -> Iterator[Entry]:
    timing = stored.timing_of(row)
    if row.recurrence is None:
        if timing.overlaps(window):
            yield _entry(row, None, timing)
        return
    excluded, overrides = (differing.excluded, differing.overrides) if differing else ([], [])
    series = stored.series(timing, row.recurrence, excluded, overrides, row.timezone)
    changed = {override.on: override for override in overrides}
    for one in recurrence.occurrences(series, window):
        yield _entry(row, one.on, one.timing, changed.get(one.on))


def _entry(row: Any, on: date | None, timing: Timing, override: Any = None) -> Entry:
    title_th, title_en, venue_th, venue_en = row.title_th, row.title_en, row.venue_th, row.venue_en
    status = row.status
    if override is not None:
        title_th, title_en = override.title_th or title_th, override.title_en or title_en
        venue_th, venue_en = override.venue_th or venue_th, override.venue_en or venue_en
        status = override.status or status
    if is_called_off(row.status, row.campaign_status):
        status = EventStatus.CANCELLED
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
        status,
        row.kind,
        row.campaign_id,
        row.campaign_title_th,
        row.campaign_title_en,
    )
