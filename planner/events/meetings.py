"""When somebody was last met and will next be met, as far as events tell and the person asking may see them.

An event is with a stakeholder who is attached to it, and with an organisation or public whose people are. What was
cancelled or put off, or belongs to a cancelled campaign, is no meeting. Only attachments tell: whoever takes part
in a campaign has not thereby been met.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Integer, Select, cast, null, or_, select, union_all
from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.dates import zone as clocks
from planner.events import queries, recurrence, stored
from planner.events.models import Attachment, Event
from planner.events.timing import Window
from planner.events.visibility import seen_by
from planner.events.words import EventStatus
from planner.stakeholders.models import Affiliation, Stakeholder

REACH = timedelta(days=90)
"""How far back and ahead a meeting counts: a quarter, in which a key player should hear from us in person."""

NO_MEETING = (EventStatus.CANCELLED, EventStatus.POSTPONED)


@dataclass(frozen=True, slots=True)
class Meeting:
    """An event with somebody, on a day as the reader's clock has it; `through` is who of theirs is attached."""

    event_id: int
    on: date
    title_th: str | None
    title_en: str | None
    through_th: str | None = None
    through_en: str | None = None


@dataclass(frozen=True, slots=True)
class Meetings:
    """The latest that has begun and the next to come, within reach."""

    last: Meeting | None = None
    next: Meeting | None = None

    @property
    def is_met(self) -> bool:
        """Whether there is one at all."""
        return self.last is not None or self.next is not None


NEVER = Meetings()


def of_stakeholders(session: Session, who: Select[Any], *, actor: User, now: datetime) -> dict[int, Meetings]:
    """The meetings of those whose ids `who` selects, within `REACH` of an instant (aware, UTC).

    Who has none is left out. Two statements, however many they are.
    """
    window = Window(now - REACH, now + REACH, actor.timezone)
    today = now.astimezone(clocks(actor.timezone)).date()
    rows = session.execute(_attached(who, window, actor, today)).all()
    repeating = {row.id for row in rows if row.recurrence}
    differing = queries.exceptions(session, sorted(repeating)) if repeating else {}
    days: dict[int, tuple[date | None, date | None]] = {}
    found: dict[int, Meetings] = {}
    for row in rows:
        if row.id not in days:
            days[row.id] = _nearest(row, differing.get(row.id), window, now)
        found[row.met_id] = _with(found.get(row.met_id, NEVER), row, *days[row.id])
    return {key: meetings for key, meetings in found.items() if meetings.is_met}


def _attached(who: Select[Any], window: Window, actor: User, today: date) -> Select[Any]:
    """A row for each event in the window and whom it is with."""
    ids = who.scalar_subquery()
    themselves = select(
        Attachment.event_id,
        Attachment.stakeholder_id.label("met_id"),
        cast(null(), Integer).label("through_id"),
    ).where(Attachment.stakeholder_id.in_(ids))
    through_people = (
        select(Attachment.event_id, Affiliation.organisation_id, Attachment.stakeholder_id)
        .join(Affiliation, Affiliation.person_id == Attachment.stakeholder_id)
        .where(
            Affiliation.organisation_id.in_(ids),
            or_(Affiliation.ended_on.is_(None), Affiliation.ended_on >= today),
        )
    )
    met = union_all(themselves, through_people).subquery()
    keys = ("id", "title_th", "title_en", "starts_at", "ends_at", "all_day_start", "all_day_end", "timezone")
    return (
        select(
            *(Event.__table__.c[key] for key in (*keys, "recurrence")),
            met.c.met_id,
            met.c.through_id,
            Stakeholder.given_th,
            Stakeholder.family_th,
            Stakeholder.given_latin,
            Stakeholder.family_latin,
        )
        .join(met, met.c.event_id == Event.id)
        .join(Campaign, Campaign.id == Event.campaign_id)
        .outerjoin(Stakeholder, Stakeholder.id == met.c.through_id)
        .where(
            Event.id.in_(queries.ids_in(window)),
            Event.status.not_in(NO_MEETING),
            Campaign.status != Status.CANCELLED,
            seen_by(actor),
        )
        # attached in person stands before attached through somebody, where it is the same day
        .order_by(met.c.through_id.is_not(None), Event.id)
    )


def _nearest(row: Any, differing: Any, window: Window, now: datetime) -> tuple[date | None, date | None]:
    """The day of the latest occurrence that has begun, and of the first that has not."""
    last: date | None = None
    for begins_at, on in _occurrences(row, differing, window):
        if begins_at > now:
            return last, on
        last = on
    return last, None


def _occurrences(row: Any, differing: Any, window: Window) -> Iterator[tuple[datetime, date]]:
    """When each begins, and its day, as clocks in the window's zone have it, the earliest first."""
    excluded, overrides = (differing.excluded, differing.overrides) if differing else ([], [])
    timing = stored.timing_of(row)
    series = stored.series(timing, row.recurrence, excluded, overrides, row.timezone)
    postponed = {one.on for one in overrides if one.status == EventStatus.POSTPONED}
    days = []
    for one in recurrence.occurrences(series, window):
        if not one.is_cancelled and one.on not in postponed:
            _, _, starts_at = one.timing.sort_key(window.zone)
            on = one.timing.days_in(window.zone)[0]
            # whole days have no instant: they begin with their day on the reader's clock
            is_timed = starts_at > datetime.min.replace(tzinfo=UTC)
            days.append((starts_at if is_timed else Window.of_days(on, on, window.zone).since, on))
    return iter(sorted(days))


def _with(known: Meetings, row: Any, last_on: date | None, next_on: date | None) -> Meetings:
    """What is known of somebody, and this event too."""
    last, coming = known.last, known.next
    if last_on is not None and (last is None or last_on > last.on):
        last = _meeting(row, last_on)
    if next_on is not None and (coming is None or next_on < coming.on):
        coming = _meeting(row, next_on)
    return Meetings(last, coming)


def _meeting(row: Any, on: date) -> Meeting:
    th, latin = (row.given_th, row.family_th), (row.given_latin, row.family_latin)
    through = [" ".join(part for part in names if part) or None for names in (th, latin)]
    return Meeting(row.id, on, row.title_th, row.title_en, *through)
