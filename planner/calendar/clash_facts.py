"""What the rules about clashes need to know of a window, in a bounded number of statements.

Everything is looked at, whoever may see it: two events for one hall clash whether or not one's planner knows of the
other's. What is told to whom is `clash_sight`'s to say; nothing from here goes to a page past it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    Date,
    Integer,
    String,
    case,
    cast,
    false,
    literal,
    null,
    select,
    true,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import Session

from planner import text
from planner.accounts.models import Absence, User
from planner.calendar import clash_offers
from planner.calendar.clashes import Away, OfficeDays, Sensitive, Slot
from planner.calendar.models import ClashAcknowledgement
from planner.campaigns.models import Campaign, Participation
from planner.events import queries, recurrence, stored
from planner.events.models import Attachment, Event
from planner.events.timing import Window
from planner.events.visibility import effective, is_called_off, seen_by
from planner.events.words import AttachmentRole, EventStatus, Visibility
from planner.holidays import window as holidays
from planner.holidays.window import Days
from planner.holidays.words import MarkKind
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import SET_ASIDE, StakeholderKind

SPEAK = frozenset({AttachmentRole.SPEAKER, AttachmentRole.CHAIR})
SEATED = frozenset({AttachmentRole.GUEST, AttachmentRole.VIP, AttachmentRole.MEDIA, AttachmentRole.PARTNER})
"""Who takes one of the places that an event has; the others work there."""
OFF = frozenset({EventStatus.CANCELLED, EventStatus.POSTPONED})
# two events with one of these do not meet anywhere
NOWHERE = frozenset(
    map(text.searchable, ("online", "ออนไลน์", "zoom", "teams", "tba", "tbc", "tbd", "รอยืนยัน", "รอแจ้ง"))
)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class About:
    """What a clash calls an event; an occurrence may go by another title."""

    title_th: str | None
    title_en: str | None
    venue_th: str | None
    venue_en: str | None
    is_seen: bool
    is_wanted: bool


@dataclass
class Facts:
    """All occurrences of a window that were asked for, and the office's days."""

    slots: list[Slot] = field(default_factory=list)
    office: OfficeDays = field(default_factory=OfficeDays)
    days: Days | None = None
    about: dict[int, About] = field(default_factory=dict)
    titles: dict[tuple[int, date], tuple[str | None, str | None]] = field(default_factory=dict)
    accepted: frozenset[tuple[int, str]] = frozenset()


@dataclass(frozen=True)
class Offers:
    """Which promotions are looked at: narrowed by `where`; `wanted` marks those that a filter is about."""

    where: Sequence[Any] = ()
    wanted: Sequence[Any] = ()


@dataclass
class _Ties:
    """Who is tied to the events and campaigns, who is away, what is accepted."""

    attached: dict[int, list[Any]]
    publics: dict[int, set[int]]
    away: tuple[Away, ...]
    accepted: frozenset[tuple[int, str]]


def gather(
    session: Session,
    window: Window,
    *,
    actor: User,
    where: Sequence[Any] = (),
    wanted: Sequence[Any] = (),
    offers: Offers | None = None,
    with_days: bool = True,
) -> Facts:
    """The occurrences that touch a window, narrowed by `where`; `wanted` marks those that a filter is about.

    Three statements, one for the promotions that `offers` are about, and one for the holidays and marked days
    `with_days`.
    """
    chosen = (
        select(Event.id)
        .join(Campaign, Campaign.id == Event.campaign_id)
        .where(Event.id.in_(queries.ids_in(window)), *where)
    )
    rows = session.execute(_events(chosen, actor, wanted)).all()
    differing = queries.exceptions(session, [row.id for row in rows if row.recurrence])
    ties = _ties(session, chosen, window)
    facts = Facts(accepted=ties.accepted)
    for row in rows:
        facts.about[row.id] = About(
            row.title_th,
            row.title_en,
            row.venue_th,
            row.venue_en,
            is_seen=bool(row.is_seen),
            is_wanted=bool(row.is_wanted),
        )
        facts.slots += _slots(row, differing.get(row.id), ties, window, facts)
    teams = {row.team_id for row in rows}
    if offers is not None:
        found = clash_offers.gather(session, window, actor=actor, where=offers.where, wanted=offers.wanted)
        for one in found:
            facts.slots.append(one.slot)
            facts.about[-one.row.id] = _about_offer(one.row)
            teams.add(one.row.team_id)
    days = None
    if with_days:
        days = holidays.between(session, window.first_on - _WEEK, window.last_on + _WEEK, team_ids=teams)
    facts.days, facts.office = days, office_days(days, ties.away)
    return facts


def _about_offer(row: Any) -> About:
    return About(
        row.name_th, row.name_en, None, None, is_seen=bool(row.is_seen), is_wanted=bool(row.is_wanted)
    )


def office_days(days: Days | None, away: tuple[Away, ...]) -> OfficeDays:
    """The days as the rules know them."""
    if days is None:
        return OfficeDays(away=away)
    return OfficeDays(
        days_off=days.days_off,
        sensitive=tuple(
            Sensitive(one.id, one.team_id, one.start_on, one.end_on) for one in days.of(MarkKind.SENSITIVE)
        ),
        away=away,
    )


@lru_cache(4096)
def venues(*names: str | None) -> frozenset[str]:
    """The names of a place, folded, so that one place is one however it was typed."""
    return frozenset(folded for name in names if (folded := text.searchable(name)) and folded not in NOWHERE)


# ── Rows into occurrences ───────────────────────────────────────────────────────────────────────────────


def _slots(
    row: Any, differing: queries.Exceptions | None, ties: _Ties, window: Window, facts: Facts
) -> Iterator[Slot]:
    timing = stored.timing_of(row)
    held = held_by(row, row, ties.attached.get(row.id, ()), ties.publics.get(row.campaign_id, set()))
    stands = row.status not in OFF and not is_called_off(row.status, row.campaign_status)
    if row.recurrence is None:
        if timing.overlaps(window):
            yield Slot(**held, event_id=row.id, timing=timing, stands=stands)
        return
    excluded, overrides = (differing.excluded, differing.overrides) if differing else ([], [])
    changed = {one.on: one for one in overrides}
    series = stored.series(timing, row.recurrence, excluded, overrides, row.timezone)
    for one in recurrence.occurrences(series, window):
        other = changed.get(one.on)
        if other is None:
            yield Slot(**held, event_id=row.id, on=one.on, timing=one.timing, stands=stands)
            continue
        place = venues(other.venue_th or row.venue_th, other.venue_en or row.venue_en)
        its = stands and (other.status or row.status) not in OFF
        facts.titles[row.id, one.on] = (other.title_th, other.title_en)
        yield Slot(**{**held, "venues": place}, event_id=row.id, on=one.on, timing=one.timing, stands=its)


def held_by(event: Any, campaign: Any, attached: Sequence[Any], publics: set[int]) -> dict[str, Any]:
    """What all occurrences of an event have alike, from its row, its campaign's, and those attached to it.

    The publics of an event are those attached to it; where none is, those of its campaign.
    """
    own = {one.b for one in attached if one.kind == StakeholderKind.PUBLIC}
    persons = {one.b: one.role for one in attached if one.kind == StakeholderKind.PERSON}
    level = effective(event.visibility, campaign.confidentiality)
    return {
        "zone": event.timezone,
        "type": event.type,
        "kind": campaign.kind,
        "campaign_id": event.campaign_id,
        "team_id": campaign.team_id,
        "is_public": level == Visibility.PUBLIC,
        "persons": frozenset(persons),
        "speakers": frozenset(key for key, role in persons.items() if role in SPEAK),
        "publics": frozenset(own or publics),
        "venues": venues(event.venue_th, event.venue_en),
        "holders": frozenset({event.owner_id or campaign.campaign_owner_id, campaign.approver_id} - {None}),
        "guests": sum(one.role in SEATED and one.kind != StakeholderKind.PUBLIC for one in attached),
        "capacity": event.capacity,
        "embargo_until": event.embargo_until,
        "campaign_embargo_until": campaign.campaign_embargo_until,
    }


# ── Statements ──────────────────────────────────────────────────────────────────────────────────────────

_OF_EVENT = (
    "id",
    "title_th",
    "title_en",
    "venue_th",
    "venue_en",
    "type",
    "status",
    "visibility",
    "starts_at",
    "ends_at",
    "all_day_start",
    "all_day_end",
    "timezone",
    "recurrence",
    "campaign_id",
    "owner_id",
    "capacity",
    "embargo_until",
)


def _events(chosen: Any, actor: User, wanted: Sequence[Any]) -> Any:
    return (
        select(
            *(Event.__table__.c[key] for key in _OF_EVENT),
            Campaign.kind,
            Campaign.team_id,
            Campaign.confidentiality,
            Campaign.approver_id,
            Campaign.status.label("campaign_status"),
            Campaign.owner_id.label("campaign_owner_id"),
            Campaign.embargo_until.label("campaign_embargo_until"),
            # what cannot be told from nothing is not seen
            case((seen_by(actor), true()), else_=false()).label("is_seen"),
            _all_of(wanted).label("is_wanted"),
        )
        .join(Campaign, Campaign.id == Event.campaign_id)
        .where(Event.id.in_(chosen))
        .order_by(Event.id)
    )


def _all_of(conditions: Sequence[Any]) -> Any:
    found: Any = true()
    for condition in conditions:
        found = found & condition
    return case((found, true()), else_=false())


_SHAPE: dict[str, Any] = {
    "a": Integer,
    "b": Integer,
    "role": String(40),
    "kind": String(40),
    "signature": String(64),
    "first_on": Date,
    "last_on": Date,
}


def _part(what: str, **given: Any) -> Any:
    # PostgreSQL must be told what is missing in one part of a union
    columns = (
        type_coerce(given.get(key, cast(null(), kind)), kind).label(key) for key, kind in _SHAPE.items()
    )
    return select(cast(literal(what), String(10)).label("what"), *columns)


def _ties(session: Session, chosen: Any, window: Window) -> _Ties:
    attached = (
        _part(
            "attached",
            a=Attachment.event_id,
            b=Attachment.stakeholder_id,
            role=type_coerce(Attachment.role, String),
            kind=type_coerce(Stakeholder.kind, String),
        )
        .join_from(Attachment, Stakeholder)
        .where(Attachment.event_id.in_(chosen), Stakeholder.status.not_in(SET_ASIDE))
    )
    campaigns = select(Event.campaign_id).where(Event.id.in_(chosen))
    publics = (
        _part("public", a=Participation.campaign_id, b=Participation.stakeholder_id)
        .join_from(Participation, Stakeholder)
        .where(
            Participation.campaign_id.in_(campaigns),
            Stakeholder.kind == StakeholderKind.PUBLIC,
            Stakeholder.status.not_in(SET_ASIDE),
        )
    )
    away = _part("away", a=Absence.user_id, first_on=Absence.first_on, last_on=Absence.last_on).where(
        Absence.first_on <= window.last_on + _WEEK, Absence.last_on >= window.first_on - _WEEK
    )
    accepted = _part(
        "accepted", a=ClashAcknowledgement.event_id, signature=ClashAcknowledgement.signature
    ).where(ClashAcknowledgement.event_id.in_(chosen))
    found = _Ties(defaultdict(list), defaultdict(set), (), frozenset())
    gone, seen = [], set()
    for row in session.execute(union_all(attached, publics, away, accepted)):
        if row.what == "attached":
            found.attached[row.a].append(row)
        elif row.what == "public":
            found.publics[row.a].add(row.b)
        elif row.what == "away":
            gone.append(Away(row.a, row.first_on, row.last_on))
        else:
            seen.add((row.a, row.signature))
    found.away = tuple(sorted(gone, key=lambda one: (one.first_on, one.last_on, one.user_id)))
    found.accepted = frozenset(seen)
    return found
