"""The pattern of a campaign: what of it may be done again, and of that what its reader may see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from planner.accounts.models import Kind, User
from planner.campaigns import queries as campaigns
from planner.campaigns.models import Campaign
from planner.campaigns.words import Strategy
from planner.dates import instant_to_local
from planner.dates import zone as clocks
from planner.events import stored
from planner.events.models import Event, NamedLink, Override, RunSheetItem
from planner.events.recurrence_rule import Rule
from planner.events.timing import AllDay, Timing
from planner.events.visibility import seen_by
from planner.objectives import queries as objectives
from planner.objectives.models import Objective, OwnMetric
from planner.plans import pattern_offers
from planner.plans.pattern import (
    LISTS,
    OF_BASICS,
    OF_CHANGED,
    OF_CHECK,
    OF_EVENT,
    OF_GOAL,
    OF_LINE,
    OF_LINK,
    OF_MEASURE,
    OF_MESSAGE,
    OF_STEP,
    Basics,
    Changed,
    Check,
    Goal,
    Guest,
    Line,
    Measure,
    Message,
    Moment,
    Occasion,
    Pattern,
    Pointer,
    Repeats,
    Step,
    Taking,
    Times,
    of_people,
)
from planner.plans.pattern_offers import Offered
from planner.promotions.models import Promotion
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import StakeholderKind, StakeholderStatus


@dataclass(frozen=True)
class Taken:
    """A campaign and its pattern."""

    campaign: Campaign
    pattern: Pattern


def of_campaign(session: Session, campaign_id: int, *, actor: User) -> Taken:
    """The pattern of a campaign, of those events alone that the actor sees.

    :raises NotFound: where there is no campaign that the actor may see.
    """
    campaign = campaigns.whole(session, campaign_id, actor=actor)
    goals = objectives.of_campaign(session, campaign.id)
    metrics = objectives.own_metrics(session, campaign.id)
    events = _events(session, campaign.id, actor)
    links = _links(session, campaign.id, [event.id for event in events])
    start_on = campaign.start_on
    places = {message.id: place for place, message in enumerate(campaign.messages)}
    basics: dict[str, Any] = {
        key: tuple(held) if key in LISTS else held for key, held in _held(campaign, OF_BASICS).items()
    }
    # a campaign with a line has a budget, whatever way the line came
    basics["has_no_budget"] = campaign.has_no_budget and not campaign.budget_lines
    pattern = Pattern(
        kind=campaign.kind,
        start_on=start_on,
        end=(campaign.end_on - start_on).days,
        basics=Basics(**basics),
        embargo=_moment(campaign.embargo_until, start_on, campaign.timezone),
        parts=tuple(
            Taking(
                who=one.stakeholder_id,
                role=one.role,
                why_them=one.why_them,
                engagement_desired=one.engagement_desired,
                strategies=tuple(Strategy(key) for key in one.strategies),
                message=places.get(one.message_id or 0),
            )
            for one in campaign.participations
        ),
        messages=tuple(Message(**_held(one, OF_MESSAGE), public=one.public_id) for one in campaign.messages),
        metrics=tuple(Measure(**_held(one, OF_MEASURE)) for one in metrics),
        goals=tuple(_goal(one, metrics, start_on) for one in goals),
        budget=tuple(Line(**_held(one, OF_LINE)) for one in campaign.budget_lines),
        links=links.get(None, ()),
        events=tuple(_occasion(one, start_on, links.get(one.id, ())) for one in events),
        promotions=_promotions(session, campaign),
    )
    return Taken(campaign, pattern)


def present(session: Session, pattern: Pattern) -> tuple[Pattern, int]:
    """The pattern with the stakeholders as they are now, and how many of them are no longer in use.

    Who was merged is who they were merged into.
    """
    wanted = set(pattern.people())
    found: dict[int, Any] = {}
    asked = set(wanted)
    while asked:
        columns = select(Stakeholder.id, Stakeholder.status, Stakeholder.merged_into_id)
        rows = {row.id: row for row in session.execute(columns.where(Stakeholder.id.in_(asked)))}
        found |= rows
        asked = {row.merged_into_id for row in rows.values()} - {None} - found.keys()
    stands_for = {}
    for who in wanted:
        row = found.get(who)
        while row is not None and row.merged_into_id is not None:
            row = found.get(row.merged_into_id)
        if row is not None and row.status == StakeholderStatus.ACTIVE:
            stands_for[who] = row.id
    return of_people(pattern, stands_for), len(wanted) - len(stands_for)


def without_persons(session: Session, pattern: Pattern) -> Pattern:
    """For keeping: a template outlives the people of its first campaign, and names publics and organisations alone."""
    kept = select(Stakeholder.id).where(
        Stakeholder.id.in_(pattern.people()), Stakeholder.kind != StakeholderKind.PERSON
    )
    return of_people(pattern, {who: who for who in session.scalars(kept)})


def _events(session: Session, campaign_id: int, actor: User) -> list[Event]:
    return list(
        session.scalars(
            select(Event)
            .join(Event.campaign)
            .where(Event.campaign_id == campaign_id, seen_by(actor))
            .options(
                selectinload(Event.exclusions),
                selectinload(Event.overrides),
                selectinload(Event.attachments),
                selectinload(Event.run_sheet),
                selectinload(Event.checklist),
            )
            .order_by(Event.spans_from, Event.id)
            .execution_options(populate_existing=True)
        )
    )


def _promotions(session: Session, campaign: Campaign) -> tuple[Offered, ...]:
    """What was offered; what was withdrawn is nothing to do again."""
    if campaign.kind != Kind.EXCHANGE:
        return ()
    wanted = select(Promotion).where(Promotion.campaign_id == campaign.id, Promotion.withdrawn_at.is_(None))
    found = session.scalars(wanted.order_by(Promotion.starts_at, Promotion.id))
    return tuple(pattern_offers.taken(one, campaign.start_on) for one in found)


def _links(
    session: Session, campaign_id: int, events: Sequence[int]
) -> dict[int | None, tuple[Pointer, ...]]:
    """The links of the campaign, under none, and of each event."""
    found: dict[int | None, list[Pointer]] = {}
    rows = session.scalars(
        select(NamedLink)
        .outerjoin(Event, Event.id == NamedLink.event_id)
        .where((NamedLink.campaign_id == campaign_id) | (Event.campaign_id == campaign_id))
        .order_by(NamedLink.position, NamedLink.id)
    )
    for row in rows:
        if row.event_id is None or row.event_id in set(events):
            found.setdefault(row.event_id, []).append(Pointer(**_held(row, OF_LINK)))
    return {key: tuple(links) for key, links in found.items()}


def _held(record: Any, keys: Iterable[str]) -> dict[str, Any]:
    return {key: getattr(record, key) for key in keys}


def _goal(one: Objective, metrics: Sequence[OwnMetric], start_on: date) -> Goal:
    places = {metric.id: place for place, metric in enumerate(metrics)}
    return Goal(
        **_held(one, OF_GOAL),
        public=one.public_id,
        own_metric=places.get(one.own_metric_id or 0),
        due=(one.due_on - start_on).days,
    )


def _occasion(event: Event, start_on: date, links: tuple[Pointer, ...]) -> Occasion:
    return Occasion(
        **_held(event, OF_EVENT),
        times=_times(stored.timing_of(event), start_on),
        repeats=_repeats(event, start_on),
        embargo=_moment(event.embargo_until, start_on, event.timezone),
        rsvp_due=_moment(event.rsvp_due_at, start_on, event.timezone),
        steps=_steps(event.run_sheet),
        checks=tuple(Check(**_held(one, OF_CHECK)) for one in event.checklist),
        attached=tuple(Guest(who=one.stakeholder_id, role=one.role) for one in event.attachments),
        links=links,
    )


def _repeats(event: Event, start_on: date) -> Repeats | None:
    if event.recurrence is None:
        return None
    rule = Rule.parse(event.recurrence)
    until = None if rule.until is None else (rule.until - start_on).days
    without_end = event.recurrence.partition(";UNTIL=")[0]
    return Repeats(
        rule=without_end,
        until=until,
        left_out=tuple((one.on - start_on).days for one in event.exclusions),
        changed=tuple(
            one for one in (_override(row, event, start_on) for row in event.overrides) if one is not None
        ),
    )


def _override(row: Override, event: Event, start_on: date) -> Changed | None:
    """What is different about an occurrence; nothing where it was only cancelled: that was another year's."""
    timing = stored.timing_or_none(row, event.timezone)
    said = _held(row, OF_CHANGED)
    if timing is None and not any(said.values()):
        return None
    times = None if timing is None else _times(timing, start_on)
    return Changed(on=(row.on - start_on).days, times=times, **said)


def _steps(items: Iterable[RunSheetItem]) -> tuple[Step, ...]:
    held = list(items)
    places = {one.id: place for place, one in enumerate(held)}
    return tuple(Step(**_held(one, OF_STEP), waits_for=places.get(one.depends_on_id or 0)) for one in held)


def _times(timing: Timing, start_on: date) -> Times:
    if isinstance(timing, AllDay):
        return Times(first=(timing.first_on - start_on).days, last=(timing.last_on - start_on).days)
    start, end = timing.start_local, timing.end_local
    return Times(
        first=(start.date() - start_on).days,
        last=(end.date() - start_on).days,
        starts=start.time(),
        ends=end.time(),
    )


def _moment(at: datetime | None, start_on: date, zone: str) -> Moment | None:
    if at is None:
        return None
    day, wall = instant_to_local(at, clocks(zone))
    return Moment(day=(day - start_on).days, at=wall)
