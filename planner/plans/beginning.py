"""Beginning a campaign from a pattern: looking at it first, then making exactly what was seen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts import permissions
from planner.accounts.models import Kind, Team, User
from planner.activity import log
from planner.activity.models import ActivityEntry
from planner.campaigns import actions as campaign_actions
from planner.campaigns import kinds
from planner.campaigns.models import BudgetLine, Campaign, KeyMessage, Participation
from planner.db import Record
from planner.errors import NotFound, Refusal
from planner.events import stored
from planner.events.models import Attachment, ChecklistItem, Event, NamedLink, Override, RunSheetItem
from planner.events.words import EventStatus
from planner.holidays import window
from planner.holidays.window import Days
from planner.i18n import mark
from planner.objectives import metrics as measuring
from planner.objectives.models import Objective, OwnMetric
from planner.plans import cloning, laying_out, pattern, pattern_offers
from planner.plans.laying_out import Anchor, Laid, LaidEvent, OnHoliday
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
    Part,
    Pattern,
    Pointer,
)

CHANGED_SINCE = mark("What would be made has changed since you looked. Nothing was made; look at it again.")
_AHEAD = timedelta(days=40)
"""Further than a day is ever rolled."""
Made = TypeVar("Made", bound=Record)


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What a person chooses: in which team, from which day, what comes along, and what about holidays."""

    team_id: int
    anchor: Anchor
    on: date
    parts: frozenset[Part] = frozenset(Part)
    on_holiday: OnHoliday = OnHoliday.KEEP


@dataclass(frozen=True)
class Source:
    """Where a pattern came from: a campaign, or a template by its names."""

    pattern: Pattern
    campaign: Campaign | None = None
    name_th: str | None = None
    name_en: str | None = None


@dataclass(frozen=True)
class Preview:
    """What would be made; `gone` stakeholders of the pattern are no longer in use."""

    source: Source
    laid: Laid
    days: Days
    gone: int


def preview(session: Session, source: Source, choices: Choices, *, actor: User) -> Preview:
    """The campaign that `begin` makes of the same; changes nothing."""
    _team(session, source.pattern.kind, choices, actor)
    chosen = pattern.only(source.pattern, choices.parts)
    chosen, gone = cloning.present(session, chosen)
    start_on = laying_out.start_of(chosen, choices.anchor, choices.on)
    first, last = laying_out.reach(laying_out.laid_out(chosen, start_on, OnHoliday.KEEP, ()))
    days = window.between(session, first, last + _AHEAD, team_ids={choices.team_id})
    laid = laying_out.laid_out(chosen, start_on, choices.on_holiday, days.days_off)
    return Preview(source, laid, days, gone)


def digest(laid: Laid) -> str:
    """Tells one outcome from another: everything that would be made, and every day of it."""
    return hashlib.sha256(repr((laid.pattern, laid.lines)).encode()).hexdigest()


def begin(
    session: Session, source: Source, choices: Choices, *, actor: User, seen: str | None = None
) -> tuple[Campaign, ActivityEntry]:
    """Make the campaign, a draft of the actor's own, all of it in this transaction; and the entry that tells of it.

    `seen` is the digest of what the person looked at: where something else would be made, nothing is.
    """
    laid = preview(session, source, choices, actor=actor).laid
    if seen is not None and seen != digest(laid):
        raise Refusal(CHANGED_SINCE)
    team = _team(session, laid.pattern.kind, choices, actor)
    campaign = _campaign(session, laid, team, source, actor)
    entry = _record(session, campaign, source, actor)
    writer = _Writer(session, campaign, actor)
    writer.parts(laid.pattern)
    writer.goals(laid)
    for one in laid.events:
        writer.event(one)
    writer.offers(laid)
    session.flush()
    return campaign, entry


def _team(session: Session, kind: Kind, choices: Choices, actor: User) -> Team:
    """The team, if the actor may plan in it and it runs the kind."""
    wanted = select(Team).where(Team.id == choices.team_id, Team.archived_at.is_(None))
    team = session.scalars(wanted).one_or_none()
    if team is None:
        raise NotFound
    permissions.demand(actor, "campaign:plan", choices)
    kinds.expect_runs(team, kind)
    return team


class _Writer:
    """Writes the parts of one campaign, each signed by its maker."""

    def __init__(self, session: Session, campaign: Campaign, actor: User) -> None:
        self.session, self.campaign, self.actor = session, campaign, actor

    def add(self, records: Sequence[Made]) -> Sequence[Made]:
        """Write records; afterwards they have numbers."""
        for one in records:
            one.created_by_id = one.updated_by_id = self.actor.id
        self.session.add_all(records)
        self.session.flush()
        return records

    def parts(self, chosen: Pattern) -> None:
        """Whom it is for, what it says, what it costs."""
        here = self.campaign.id
        messages = self.add(
            [
                KeyMessage(
                    campaign_id=here, position=position, **_held(one, OF_MESSAGE), public_id=one.public
                )
                for position, one in enumerate(chosen.messages, 1)
            ]
        )
        self.add(
            [
                Participation(
                    campaign_id=here,
                    stakeholder_id=one.who,
                    role=one.role,
                    why_them=one.why_them,
                    engagement_desired=one.engagement_desired,
                    strategies=[key.value for key in one.strategies],
                    message_id=None if one.message is None else messages[one.message].id,
                )
                for one in chosen.parts
            ]
        )
        self.add(
            [
                BudgetLine(campaign_id=here, position=position, **_held(one, OF_LINE))
                for position, one in enumerate(chosen.budget, 1)
            ]
        )
        self.links(chosen.links, campaign_id=here)

    def links(self, links: Sequence[Pointer], **holder: int) -> None:
        """Named links of one record."""
        self.add(
            [
                NamedLink(position=position, **holder, **_held(one, OF_LINK))
                for position, one in enumerate(links, 1)
            ]
        )

    def goals(self, laid: Laid) -> None:
        """What success is. What it begins at is not known yet: last year's baseline is not this year's."""
        here, chosen = self.campaign.id, laid.pattern
        own = self.add([OwnMetric(campaign_id=here, **_held(one, OF_MEASURE)) for one in chosen.metrics])
        goals = []
        for position, (one, due_on) in enumerate(zip(chosen.goals, laid.due_on, strict=True), 1):
            measure = own[one.own_metric] if one.own_metric is not None else None
            measuring.expect_fitting(self.campaign.kind, measuring.METRICS.get(one.metric or ""), measure)
            goals.append(
                Objective(
                    campaign_id=here,
                    position=position,
                    **_held(one, OF_GOAL),
                    public_id=one.public,
                    own_metric_id=measure.id if measure is not None else None,
                    due_on=due_on,
                )
            )
        self.add(goals)

    def offers(self, laid: Laid) -> None:
        """Promotions, of which nothing is redeemed, with no code handed out and no permit."""
        offers = [
            pattern_offers.made(one, instants)
            for one, instants in zip(laid.pattern.promotions, laid.offered, strict=True)
        ]
        for one in offers:
            one.campaign_id = self.campaign.id
        self.add(offers)

    def event(self, laid: LaidEvent) -> None:
        """Tentative, and under a name of its own: no calendar knows it yet."""
        occasion = laid.occasion
        event = Event(
            **_held(occasion, OF_EVENT),
            campaign_id=self.campaign.id,
            status=EventStatus.TENTATIVE,
            embargo_until=laid.embargo_until,
            rsvp_due_at=laid.rsvp_due_at,
            exclusions=[],
            overrides=[Override(on=on, **_held(one, OF_CHANGED)) for on, one in sorted(laid.words.items())],
        )
        # in one flush with the event: who comes later raises its version
        event.attachments = [
            Attachment(stakeholder_id=one.who, role=one.role, created_by_id=self.actor.id)
            for one in occasion.attached
        ]
        stored.write_series(event, laid.series)
        self.add([event])
        self.links(occasion.links, event_id=event.id)
        self.add(
            [
                ChecklistItem(event_id=event.id, position=place, **_held(one, OF_CHECK))
                for place, one in enumerate(occasion.checks, 1)
            ]
        )
        items = self.add([RunSheetItem(event_id=event.id, **_held(one, OF_STEP)) for one in occasion.steps])
        for item, one in zip(items, occasion.steps, strict=True):
            if one.waits_for is not None:
                item.depends_on_id = items[one.waits_for].id


def _held(record: Any, keys: Iterable[str]) -> dict[str, Any]:
    return {key: getattr(record, key) for key in keys}


def _campaign(session: Session, laid: Laid, team: Team, source: Source, actor: User) -> Campaign:
    basics = _held(laid.pattern.basics, OF_BASICS)
    kind = laid.pattern.kind
    kinds.expect_fields(kind, basics)
    campaign = Campaign(
        **{key: list(value) if key in LISTS else value for key, value in basics.items()},
        kind=kind,
        code=campaign_actions.next_code(session, kind, laid.start_on.year),
        team_id=team.id,
        owner_id=actor.id,
        cloned_from_id=source.campaign.id if source.campaign is not None else None,
        start_on=laid.start_on,
        end_on=laid.end_on,
        embargo_until=laid.embargo_until,
    )
    session.add(campaign)
    return campaign


def _record(session: Session, campaign: Campaign, source: Source, actor: User) -> ActivityEntry:
    if source.campaign is not None:
        # which one it was is for those to know who see that one
        return log.record(session, verb="campaign.copied", subject=campaign, actor=actor)
    return log.record(
        session,
        verb="campaign.begun_from_template",
        subject=campaign,
        actor=actor,
        name=source.name_th or source.name_en,
    )
