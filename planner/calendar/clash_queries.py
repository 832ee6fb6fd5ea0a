"""Questions about clashes: of one event, of one that is about to be made or moved, of a period."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from planner import dates, text
from planner.accounts.models import User
from planner.calendar import clash_facts, clash_offers
from planner.calendar.clash_facts import Facts, Offers
from planner.calendar.clash_sight import Told, is_told, marked, told
from planner.calendar.clashes import Clash, Slot, among
from planner.calendar.filters import Filters, conditions
from planner.calendar.free_dates import UNMOVED, WITHIN, nearest_free
from planner.campaigns.models import Campaign, Participation
from planner.events import recurrence, stored
from planner.events.models import Attachment, Event, Override
from planner.events.recurrence import Series
from planner.events.timing import Timing, Window
from planner.events.words import EventType, Visibility
from planner.promotions.models import Promotion
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import StakeholderKind

AHEAD = timedelta(days=92)
"""How far ahead the occurrences of a series are looked at."""
_AROUND = timedelta(days=WITHIN + 1)
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An event that is about to be made in a campaign, as far as clashes go."""

    campaign_id: int
    timezone: str
    type: EventType = EventType.MILESTONE
    visibility: Visibility = Visibility.TEAM
    venue_th: str | None = None
    venue_en: str | None = None
    owner_id: int | None = None
    capacity: int | None = None
    embargo_until: datetime | None = None


@dataclass(frozen=True)
class _Asked:
    """An event as it stands or would be, with its record if there is one."""

    planned: Any
    series: Series
    campaign: Campaign
    event: Event | None = None
    is_proposed: bool = False

    @property
    def event_id(self) -> int | None:
        return None if self.event is None else self.event.id


@dataclass
class Looked:
    """The clashes of one event, what they were found in, and the way to a better day."""

    told: list[Told]
    facts: Facts
    today: date
    actor: User
    free: dict[str, date | None] = field(default_factory=dict)

    def free_on(self, one: Told) -> date | None:
        """The nearest day on which this occurrence would clash with nothing; None where none is near or needed."""
        mine = one.mine
        if one.rule in UNMOVED or mine.promotion_id:
            return None
        place = f"{mine.event_id}~{mine.on}~{mine.since}"
        if place not in self.free:
            others = [slot for slot in self.facts.slots if slot is not mine]
            self.free[place] = nearest_free(
                mine, others, self.facts.office, not_before=self.today, tells=self._is_told
            )
        return self.free[place]

    def _is_told(self, clash: Clash, mine: Slot) -> bool:
        return is_told(self.facts, clash, mine, actor=self.actor)

    @property
    def open(self) -> list[Told]:
        """Those that nobody accepts."""
        return [one for one in self.told if not one.is_accepted]


def of_event(session: Session, event: Event, *, actor: User, now: datetime) -> Looked:
    """The clashes of an event that is still to come; of a series, of its occurrences of the next `AHEAD` days.

    The event as `events.queries.shown` loads it. Six statements at most.
    """
    asked = _Asked(event, stored.series_of(event), event.campaign, event)
    return _looked(session, asked, actor=actor, now=now)


def of_promotion(session: Session, promotion: Promotion, *, actor: User, now: datetime) -> Looked:
    """The clashes of a promotion. Five statements at most."""
    publics = _publics_of(session, promotion.campaign_id)
    window = Window(promotion.starts_at, promotion.ends_at, promotion.timezone)
    own = Promotion.id == promotion.id
    offers = or_(own, clash_offers.for_publics(sorted(publics))) if publics else own
    attached = select(Attachment.event_id).where(Attachment.stakeholder_id.in_(publics))
    campaigns = select(Participation.campaign_id).where(Participation.stakeholder_id.in_(publics))
    events = or_(Event.id.in_(attached), Event.campaign_id.in_(campaigns))
    facts = clash_facts.gather(session, window, actor=actor, where=[events], offers=Offers(where=[offers]))

    def is_own(slot: Slot) -> bool:
        return slot.promotion_id == promotion.id

    found = [clash for clash in among(facts.slots, facts.office) if any(map(is_own, clash.sides))]
    mine = told(facts, found, actor=actor, mine=is_own)
    return Looked(mine, facts, now.astimezone(dates.zone(promotion.timezone)).date(), actor)


def of_moved(session: Session, event: Event, series: Series, *, actor: User, now: datetime) -> Looked:
    """The same, were the event at the times of another series."""
    asked = _Asked(event, series, event.campaign, event, is_proposed=True)
    return _looked(session, asked, actor=actor, now=now)


def of_draft(
    session: Session, draft: Draft, timing: Timing, campaign: Campaign, *, actor: User, now: datetime
) -> Looked:
    """The clashes that an event would have, were it made."""
    asked = _Asked(draft, Series(timing), campaign, is_proposed=True)
    return _looked(session, asked, actor=actor, now=now)


def of_window(session: Session, window: Window, *, actor: User) -> set[tuple[int, date | None]]:
    """The occurrences in a window that clash with another, or with who is away, as (event, day of the series).

    For marks in a calendar: what is accepted is left out, and what the day itself says (a holiday, a bridge day, a
    sensitive period), because the calendar shows its days. Four statements.
    """
    wide = Window(window.since - _DAY, window.until + _DAY, window.zone)
    facts = clash_facts.gather(session, wide, actor=actor, offers=Offers(), with_days=False)
    inside = {(slot.event_id, slot.on) for slot in facts.slots if slot.timing.overlaps(window)}
    return {one for one in marked(facts, among(facts.slots, facts.office), actor=actor) if one in inside}


def in_period(session: Session, window: Window, *, actor: User, filters: Filters) -> tuple[list[Told], Facts]:
    """Every clash in a window of which one side is what the filters ask for. Five statements."""
    wide = Window(window.since - _DAY, window.until + _DAY, window.zone)
    asked = conditions(filters)
    if filters.status is not None:
        asked.append(Event.status == filters.status)
    offers = Offers(wanted=clash_offers.conditions(filters))
    facts = clash_facts.gather(session, wide, actor=actor, wanted=asked, offers=offers)
    found = among(facts.slots, facts.office)
    wanted = [clash for clash in found if any(_is_in(facts, side, window) for side in clash.sides)]
    return told(facts, wanted, actor=actor), facts


def _is_in(facts: Facts, slot: Slot, window: Window) -> bool:
    about = facts.about.get(slot.event_id or 0)
    # of what is not seen, the filters may tell nothing either
    return about is not None and about.is_seen and about.is_wanted and slot.timing.overlaps(window)


def _looked(session: Session, asked: _Asked, *, actor: User, now: datetime) -> Looked:
    zone = asked.planned.timezone
    since, until = _reach(asked.series, zone, now)
    coming = Window(max(since, now), max(until, now) + _DAY, zone)
    window = Window(since - _AROUND, until + _AROUND, zone)
    publics = _publics_of(session, asked.campaign.id)
    facts = clash_facts.gather(
        session,
        window,
        actor=actor,
        where=[_related(asked, publics)],
        offers=_offers(_addressed(asked, publics)),
    )

    def is_own(slot: Slot) -> bool:
        return slot.event_id == asked.event_id

    if asked.is_proposed:
        others = [slot for slot in facts.slots if not is_own(slot)]
        facts.slots = [*_proposed(asked, publics, window), *others]
    near = {slot.on for slot in facts.slots if is_own(slot) and slot.timing.overlaps(coming)}
    found = [
        clash
        for clash in among(facts.slots, facts.office)
        if any(is_own(side) and side.on in near for side in clash.sides)
    ]
    mine = told(facts, found, actor=actor, mine=is_own)
    return Looked(mine, facts, now.astimezone(dates.zone(zone)).date(), actor)


def _reach(series: Series, zone: str, now: datetime) -> tuple[datetime, datetime]:
    """From when to when the event is looked at."""
    if series.rule is not None:
        return now.astimezone(UTC), (now + AHEAD).astimezone(UTC)
    window = Window.of_days(*series.timing.days_in(zone), zone)
    return window.since, window.until


def _publics_of(session: Session, campaign_id: int) -> set[int]:
    return set(
        session.scalars(
            select(Participation.stakeholder_id)
            .join(Stakeholder, Stakeholder.id == Participation.stakeholder_id)
            .where(Participation.campaign_id == campaign_id, Stakeholder.kind == StakeholderKind.PUBLIC)
        )
    )


def _addressed(asked: _Asked, publics: set[int]) -> set[int]:
    """The publics that a promotion may be meant for as well: the event's own, or those of its campaign."""
    rows: Sequence[Any] = () if asked.event is None else asked.event.attachments
    return {row.stakeholder_id for row in rows if row.stakeholder.kind == StakeholderKind.PUBLIC} or publics


def _offers(publics: set[int]) -> Offers | None:
    return Offers(where=[clash_offers.for_publics(sorted(publics))]) if publics else None


def _related(asked: _Asked, publics: set[int]) -> Any:
    """What may have anything to do with an event: its campaign, those who take part, its place."""
    event, planned = asked.event, asked.planned
    who = publics | ({row.stakeholder_id for row in event.attachments} if event is not None else set())
    ways: list[Any] = [Event.campaign_id == asked.campaign.id]
    if who:
        ways += [
            Event.id.in_(select(Attachment.event_id).where(Attachment.stakeholder_id.in_(who))),
            Event.campaign_id.in_(
                select(Participation.campaign_id).where(Participation.stakeholder_id.in_(who))
            ),
        ]
    names = {planned.venue_th, planned.venue_en}
    if event is not None:
        names |= {name for one in event.overrides for name in (one.venue_th, one.venue_en)}
    places = sorted(clash_facts.venues(*names))
    ways += [Event.search_text.like(text.like_pattern(one), escape=text.LIKE_ESCAPE) for one in places]
    if places:
        elsewhere = or_(Override.venue_th.is_not(None), Override.venue_en.is_not(None))
        ways.append(Event.id.in_(select(Override.event_id).where(elsewhere)))
    return or_(*ways)


@dataclass(frozen=True)
class _Campaign:
    """The names under which a row of facts holds its campaign."""

    kind: Any
    team_id: int
    confidentiality: Any
    approver_id: int | None
    campaign_owner_id: int
    campaign_embargo_until: datetime | None


@dataclass(frozen=True)
class _Attached:
    b: int
    role: Any
    kind: Any


def _proposed(asked: _Asked, publics: set[int], window: Window) -> Iterable[Slot]:
    campaign, event, series = asked.campaign, asked.event, asked.series
    rows: Sequence[Any] = () if event is None else event.attachments
    attached = [_Attached(row.stakeholder_id, row.role, row.stakeholder.kind) for row in rows]
    of = _Campaign(
        campaign.kind,
        campaign.team_id,
        campaign.confidentiality,
        campaign.approver_id,
        campaign.owner_id,
        campaign.embargo_until,
    )
    held = clash_facts.held_by(asked.planned, of, attached, publics)
    for one in recurrence.occurrences(series, window):
        on = one.on if series.rule is not None else None
        yield Slot(**held, event_id=asked.event_id, on=on, timing=one.timing, stands=not one.is_cancelled)
