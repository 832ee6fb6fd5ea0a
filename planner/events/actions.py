"""Planning an event, revising it section by section, and the steps of its state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import text
from planner.accounts.models import User
from planner.activity import queries as activity
from planner.campaigns.models import Campaign
from planner.campaigns.words import PesoChannel, Strategy
from planner.errors import Refusal
from planner.events import access, stored
from planner.events.models import Event
from planner.events.recurrence import Series
from planner.events.visibility import may_see
from planner.events.when import When
from planner.events.words import (
    EVENT_STATUS_NAMES,
    VISIBILITY_NAMES,
    EventStatus,
    EventType,
    Visibility,
)
from planner.i18n import mark

NO_TITLE = mark("Give the event a title, in Thai or in English.")
UNSAFE_LINK = mark("Give a full address that begins with https://, http:// or mailto:.")
NOBODY = mark("There is nobody of that name to choose.")
OUT_OF_SIGHT = mark(
    "You would not see the event any more: “%(level)s” is for the owner and the approver of the campaign. "
    "Choose “%(team)s”, or ask the owner."
)
NOT_FROM_HERE = mark("This cannot be done while the event stands at “%(status)s”.")

_SEVERAL_LINES = {
    "public_text_th",
    "public_text_en",
    "address",
    "internal_note",
    "photo_notice",
    "access_needs",
}


@dataclass(frozen=True, kw_only=True)
class NewEvent:
    """What an event means nothing without, and its type and place where they are known already."""

    campaign_id: int
    when: When
    visibility: Visibility
    title_th: str | None = None
    title_en: str | None = None
    type: EventType | None = None
    venue_th: str | None = None
    venue_en: str | None = None


@dataclass(frozen=True, kw_only=True)
class About:
    """What it is, as outsiders read it."""

    title_th: str | None
    title_en: str | None
    type: EventType
    public_text_th: str | None
    public_text_en: str | None
    public_contact: str | None


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where it is."""

    venue_th: str | None
    venue_en: str | None
    address: str | None
    online_url: str | None


@dataclass(frozen=True, kw_only=True)
class Sharing:
    """Who may know of it, and from when (an instant)."""

    visibility: Visibility
    embargo_until: datetime | None


@dataclass(frozen=True, kw_only=True)
class Preparation:
    """What the team needs to know, and nobody else."""

    owner_id: int | None
    strategy: Strategy | None
    channel: PesoChannel | None
    capacity: int | None
    rsvp_due_at: datetime | None
    is_media_invited: bool
    photo_notice: str | None
    access_needs: str | None
    internal_note: str | None


@dataclass(frozen=True, kw_only=True)
class Afterwards:
    """Whom one met there: people met for the first time, and people known before. Of a series, of all of it."""

    met_new_count: int | None
    met_known_count: int | None


Section = About | Place | Sharing | Preparation | Afterwards


def plan(session: Session, data: NewEvent, *, actor: User) -> Event:
    """Add an event to a campaign: tentative until somebody confirms it."""
    campaign = access.to_plan_in(session, data.campaign_id, actor=actor)
    _expect_in_sight(actor, data.visibility, campaign)
    event = Event(
        campaign=campaign,
        visibility=data.visibility,
        type=data.type or EventType.MILESTONE,
        timezone=data.when.timezone,
        status=EventStatus.TENTATIVE,
        exclusions=[],
        overrides=[],
    )
    _put(event, {key: getattr(data, key) for key in ("title_th", "title_en", "venue_th", "venue_en")})
    stored.write_series(event, Series(data.when.timing()))
    session.add(event)
    access.record(session, "event.planned", event, actor=actor)
    return event


def revise(
    session: Session, event_id: int, data: Section, *, actor: User, version: int | None = None
) -> Event:
    """Change one section. Times are changed by `series.move`, repetitions by `series.repeat`."""
    event = access.to_edit(session, event_id, actor=actor, version=version)
    if isinstance(data, Preparation) and data.owner_id is not None:
        _expect_colleague(session, data.owner_id)
    if isinstance(data, Sharing):
        _expect_in_sight(actor, data.visibility, event.campaign)
    _put(event, {field.name: getattr(data, field.name) for field in fields(data)})
    if access.noted(event):
        access.record(session, "event.revised", event, actor=actor)
    return event


class Step(StrEnum):
    """A step of an event's state, named as its address is."""

    CONFIRM = "confirm"
    POSTPONE = "postpone"
    CANCEL = "cancel"
    RESTORE = "restore"


STEP_NAMES: dict[Step, str] = {
    Step.CONFIRM: mark("Confirm"),
    Step.POSTPONE: mark("Postpone"),
    Step.CANCEL: mark("Cancel the event"),
    Step.RESTORE: mark("Restore"),
}
_VERBS: dict[Step, str] = {
    Step.CONFIRM: "event.confirmed",
    Step.POSTPONE: "event.postponed",
    Step.CANCEL: "event.cancelled",
    Step.RESTORE: "event.restored",
}
_SOURCES: dict[Step, frozenset[EventStatus]] = {
    Step.CONFIRM: frozenset({EventStatus.TENTATIVE, EventStatus.POSTPONED}),
    Step.POSTPONE: frozenset({EventStatus.TENTATIVE, EventStatus.CONFIRMED}),
    Step.CANCEL: frozenset({EventStatus.TENTATIVE, EventStatus.CONFIRMED, EventStatus.POSTPONED}),
    Step.RESTORE: frozenset({EventStatus.CANCELLED, EventStatus.POSTPONED}),
}


def steps_from(status: EventStatus) -> list[Step]:
    """The steps that exist from a state."""
    return [step for step in Step if status in _SOURCES[step]]


def step(
    session: Session,
    event_id: int,
    which: Step,
    *,
    actor: User,
    reason: str | None = None,
    version: int | None = None,
) -> Event:
    """Confirm, postpone, cancel or restore a whole event; a series with all that is left of it.

    Restoring brings back the state that the last cancelling or postponing took away.
    """
    event = access.to_edit(session, event_id, actor=actor, version=version)
    if event.status not in _SOURCES[which]:
        raise Refusal(NOT_FROM_HERE, status=EVENT_STATUS_NAMES[event.status])
    event.status = {
        Step.CONFIRM: EventStatus.CONFIRMED,
        Step.POSTPONE: EventStatus.POSTPONED,
        Step.CANCEL: EventStatus.CANCELLED,
    }.get(which) or _before(session, event)
    event.status_reason = text.clean(reason or "", multiline=True) or None
    access.record(session, _VERBS[which], event, actor=actor, note=event.status_reason)
    return event


def _before(session: Session, event: Event) -> EventStatus:
    """The state the event had before it came to this one; tentative where the history does not say."""
    for entry in activity.history(session, Event.__tablename__, event.id):
        was, became = entry.changes.get("status", (None, None))
        took_away = entry.verb in {_VERBS[Step.CANCEL], _VERBS[Step.POSTPONE]}
        if took_away and entry.subject_id == event.id and became == event.status:
            return EventStatus(was)
    return EventStatus.TENTATIVE


def _put(event: Event, values: Mapping[str, Any]) -> None:
    """Write values, cleaned; what stays the same is left alone."""
    for key, value in values.items():
        if isinstance(value, str) and not isinstance(value, StrEnum):
            value = text.clean(value, multiline=key in _SEVERAL_LINES) or None  # noqa: PLW2901 - as it is kept
        if key == "online_url" and value and not text.is_safe_link(value):
            raise Refusal(UNSAFE_LINK, field=key)
        if getattr(event, key) != value:
            setattr(event, key, value)
    if not (event.title_th or event.title_en):
        raise Refusal(NO_TITLE, field="title")


def _expect_colleague(session: Session, user_id: int) -> None:
    if session.scalars(select(User.id).where(User.id == user_id, User.is_active)).first() is None:
        raise Refusal(NOBODY, field="owner")


def _expect_in_sight(actor: User, visibility: Visibility, campaign: Campaign) -> None:
    """Nobody hides an event from themselves: there would be no way back to it."""
    if not may_see(actor, visibility, campaign):
        level, team = VISIBILITY_NAMES[visibility], VISIBILITY_NAMES[Visibility.TEAM]
        raise Refusal(OUT_OF_SIGHT, field="visibility", level=level, team=team)
