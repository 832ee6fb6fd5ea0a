"""Questions about events. Each shows only what the actor may see."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Executable,
    Select,
    String,
    and_,
    bindparam,
    cast,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session, joinedload, selectinload

from planner import text
from planner.accounts.models import Kind, Role, User
from planner.campaigns.lifecycle import READ_ONLY, Status
from planner.campaigns.models import Campaign
from planner.errors import NotFound
from planner.events import recurrence, stored
from planner.events.models import LONG, Attachment, ChecklistItem, Event, ExcludedDate, Override
from planner.events.recurrence import Occurrence, Series
from planner.events.timing import Timing, Window
from planner.events.visibility import seen_by
from planner.events.words import EventStatus, EventType, Visibility

HORIZON = timedelta(days=3660)
"""How far ahead the next occurrence is looked for."""


def shown(session: Session, event_id: int, *, actor: User) -> Event:
    """One event with its campaign, owner, repetitions, attached stakeholders, run sheet and checklist."""
    found = session.scalars(
        select(Event)
        .join(Event.campaign)
        .where(Event.id == event_id, seen_by(actor))
        .options(
            joinedload(Event.campaign).options(joinedload(Campaign.team), joinedload(Campaign.owner)),
            joinedload(Event.owner),
            selectinload(Event.exclusions),
            selectinload(Event.overrides),
            selectinload(Event.attachments).joinedload(Attachment.stakeholder),
            selectinload(Event.run_sheet),
            selectinload(Event.checklist).joinedload(ChecklistItem.ticked_by),
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def bare(session: Session, event_id: int, *, actor: User) -> Event | None:
    """One event with nothing loaded beside it, to be named; None where there is none that the actor may see."""
    return session.scalars(
        select(Event).join(Event.campaign).where(Event.id == event_id, seen_by(actor))
    ).one_or_none()


def continued_by(session: Session, event: Event, *, actor: User) -> list[Event]:
    """The series that *this and following* made out of this one."""
    return list(
        session.scalars(
            select(Event)
            .join(Event.campaign)
            .where(Event.continues_id == event.id, seen_by(actor))
            .order_by(Event.id)
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An event as one line of a list. `timing` and `on` are its next occurrence's, or its last known one's."""

    id: int
    title_th: str | None
    title_en: str | None
    type: EventType
    status: EventStatus
    visibility: Visibility
    venue_th: str | None
    venue_en: str | None
    campaign_id: int
    kind: Kind
    campaign_title_th: str | None
    campaign_title_en: str | None
    timezone: str
    timing: Timing
    on: date
    rule: str | None
    is_over: bool


def of_campaign(
    session: Session, campaign_id: int, *, actor: User, now: datetime | None = None
) -> list[Listed]:
    """All events of a campaign that the actor may see: what is to come by time, then what is over, latest first.

    A series stands once, at its next occurrence. `now` (aware) decides what is to come; None: everything.
    """
    at = now or datetime.min.replace(year=1900, tzinfo=UTC)
    lines = _listed(session, [Event.campaign_id == campaign_id], actor=actor, at=at)
    coming = sorted((line for line in lines if not line.is_over), key=_by_start)
    over = sorted((line for line in lines if line.is_over), key=_by_start, reverse=True)
    return coming + over


def upcoming(session: Session, *, actor: User, since: datetime, until: datetime) -> list[Listed]:
    """The events whose next occurrence lies between two instants (aware, UTC), by time; cancelled ones left out."""
    window = Window(since, until, actor.timezone)
    wanted = [Event.id.in_(ids_in(window)), Event.status != EventStatus.CANCELLED]
    lines = _listed(session, wanted, actor=actor, at=since)
    return sorted(
        (line for line in lines if not line.is_over and line.timing.overlaps(window)), key=_by_start
    )


def matching(session: Session, q: str, *, actor: User, now: datetime, limit: int = 10) -> list[Listed]:
    """The events whose title or place holds every word sought, inside unspaced Thai too; what is to come first."""
    terms = text.search_terms(q)
    if not terms:
        return []
    holding = [Event.search_text.like(text.like_pattern(term), escape=text.LIKE_ESCAPE) for term in terms]
    newest = select(Event.id).join(Event.campaign).where(seen_by(actor), *holding)
    wanted = newest.order_by(Event.spans_from.desc(), Event.id).limit(limit)
    lines = _listed(session, [Event.id.in_(wanted)], actor=actor, at=now)
    return sorted(lines, key=lambda line: (line.is_over, _by_start(line)))


def ids_in(window: Window) -> Select[Any]:
    """The ids of events whose span touches a window: a few more than truly have something in it.

    Two looks into indexes, each bounded on both sides, so that neither all the past nor all the future is read:
    what is short began at most `LONG` before the window; what is long has not ended before it.
    """
    short, long = (select(Event.id).where(condition) for condition in _touching(window))
    both = union_all(short, long).subquery()
    return select(both.c.id)


def touches(window: Window) -> ColumnElement[bool]:
    """The same of events that were found otherwise."""
    return or_(*_touching(window))


def _touching(window: Window) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """What is short, and what is long."""
    # spans are kept a day wider than clocks differ, and whole days are compared in the window's own zone
    since, until = window.since - timedelta(days=1), window.until + timedelta(days=1)
    short = and_(
        Event.is_long.is_(False),
        Event.spans_from.between(since - LONG, until),
        Event.spans_until >= since,
    )
    long = and_(
        Event.is_long.is_(True),
        or_(Event.spans_until.is_(None), Event.spans_until >= since),
        Event.spans_from <= until,
    )
    return short, long


@dataclass(frozen=True, slots=True)
class Exceptions:
    """What differs from the rule of a series."""

    excluded: list[date]
    overrides: list[Any]


def exceptions(session: Session, events: Collection[int]) -> dict[int, Exceptions]:
    """The excluded dates and overrides of events, in one statement.

    An override's row has the names of its record's columns.
    """
    found: dict[int, Exceptions] = {}
    for row in session.execute(_exceptions(), {"events": list(events)}):
        its = found.setdefault(row.event_id, Exceptions([], []))
        if row.what == "override":
            its.overrides.append(row)
        else:
            its.excluded.append(row.on)
    return found


@cache
def _exceptions() -> Executable:
    """Built once: that takes longer than the answer."""
    events: BindParameter[int] = bindparam("events", expanding=True)
    columns = [Override.__table__.c[key] for key in ("starts_at", "ends_at", "all_day_start", "all_day_end")]
    columns += [Override.__table__.c[key] for key in stored.CONTENT]
    changed = select(Override.event_id, Override.on, literal("override").label("what"), *columns).where(
        Override.event_id.in_(events)
    )
    left_out = select(
        ExcludedDate.event_id,
        ExcludedDate.on,
        cast(literal("excluded"), String).label("what"),
        *(cast(null(), column.type).label(column.key) for column in columns),
    ).where(ExcludedDate.event_id.in_(events))
    return union_all(changed, left_out)


def campaigns_to_plan_in(session: Session, *, actor: User) -> list[Campaign]:
    """The campaigns in which the actor may add events, in Thai order."""
    return list(session.scalars(select(Campaign).where(*open_to_plan(actor)).order_by(Campaign.sort_key)))


def open_to_plan(actor: User) -> list[ColumnElement[bool]]:
    """What holds of the campaigns in which the actor may add events."""
    finished = READ_ONLY | {Status.CANCELLED, Status.EVALUATED}
    conditions: list[ColumnElement[bool]] = [Campaign.status.not_in(finished)]
    if not actor.is_administrator:
        teams = {m.team_id for m in actor.memberships if m.role in {Role.PLANNER, Role.APPROVER}}
        conditions.append(Campaign.team_id.in_(teams))
    return conditions


def _listed(
    session: Session, where: Sequence[ColumnElement[bool]], *, actor: User, at: datetime
) -> list[Listed]:
    rows = session.execute(
        select(
            *(Event.__table__.c[key] for key in _COLUMNS),
            Campaign.kind,
            Campaign.title_th.label("campaign_title_th"),
            Campaign.title_en.label("campaign_title_en"),
        )
        .join(Campaign, Campaign.id == Event.campaign_id)
        .where(seen_by(actor), *where)
    ).all()
    repeating = [row.id for row in rows if row.recurrence]
    differing = exceptions(session, repeating) if repeating else {}
    return [_line(row, differing.get(row.id), at) for row in rows]


_COLUMNS = (
    "id",
    "title_th",
    "title_en",
    "type",
    "status",
    "visibility",
    "venue_th",
    "venue_en",
    "campaign_id",
    "timezone",
    "starts_at",
    "ends_at",
    "all_day_start",
    "all_day_end",
    "recurrence",
)


def _line(row: Any, differing: Exceptions | None, at: datetime) -> Listed:
    timing = stored.timing_of(row)
    its = differing or Exceptions([], [])
    series = stored.series(timing, row.recurrence, its.excluded, its.overrides, row.timezone)
    coming = next_of(series, at, row.timezone)
    shown = coming or last_of(series)
    return Listed(
        id=row.id,
        title_th=row.title_th,
        title_en=row.title_en,
        type=row.type,
        status=row.status,
        visibility=row.visibility,
        venue_th=row.venue_th,
        venue_en=row.venue_en,
        campaign_id=row.campaign_id,
        kind=row.kind,
        campaign_title_th=row.campaign_title_th,
        campaign_title_en=row.campaign_title_en,
        timezone=row.timezone,
        timing=shown.timing,
        on=shown.on,
        rule=row.recurrence,
        is_over=coming is None,
    )


def next_of(series: Series, at: datetime, zone: str) -> Occurrence | None:
    """The first occurrence that is not over at an instant (aware, UTC) and not cancelled."""
    window = Window(at, at + HORIZON, zone)
    return next((one for one in recurrence.occurrences(series, window) if not one.is_cancelled), None)


def last_of(series: Series) -> Occurrence:
    """What stands for a series of which nothing is to come: the last that was not called off, else the first."""
    last_on = recurrence.reach(series)[1]
    start = series.timing.on
    on = series.rule.last_date(start) if series.rule and last_on else None
    while on is not None and on >= start:
        override = series.overrides.get(on)
        if series.has(on) and not (override and override.is_cancelled):
            return Occurrence(on, series.timing_of(on))
        on -= timedelta(days=1)
    return recurrence.first_occurrence(series) or Occurrence(start, series.timing)


def _by_start(line: Listed) -> tuple[datetime, int]:
    timing = line.timing
    start = getattr(timing, "starts_at", None) or datetime.combine(timing.on, time.min, UTC)
    return start, line.id
