"""Gathering one campaign into the internal copy of its brief, for a reader of the house."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from planner import money
from planner.accounts.models import KIND_NAMES, Kind, User
from planner.briefs import given, promoted, record
from planner.briefs.inside import (
    Budget,
    BudgetLine,
    BudgetTotal,
    Cover,
    InternalBrief,
    KeyMessage,
    Link,
    Need,
    Offer,
    Participant,
    Person,
    PlannedEvent,
    QuietDays,
    Tactic,
    Target,
)
from planner.briefs.shapes import DayOff, FeedCode, Money, Reader, When, as_written
from planner.campaigns import budget
from planner.campaigns import queries as campaigns
from planner.campaigns.lifecycle import STATUS_NAMES
from planner.campaigns.models import Campaign
from planner.campaigns.words import (
    ATTRIBUTION_NAMES,
    CONFIDENTIALITY_NAMES,
    FIELD_OF_WORK_NAMES,
    ISO26000_NAMES,
    NEED_SOURCE_NAMES,
    PARTICIPATION_ROLE_NAMES,
    PESO_CHANNEL_NAMES,
    RETURN_TYPE_NAMES,
    STRATEGY_NAMES,
    Iso26000,
    ParticipationRole,
    PesoChannel,
    ReturnType,
    Strategy,
)
from planner.events import links, recurrence_words, stored
from planner.events.models import Attachment, Event
from planner.events.recurrence_rule import Rule
from planner.events.timing import Timed, Timing
from planner.events.visibility import seen_by
from planner.events.words import (
    EVENT_STATUS_NAMES,
    EVENT_TYPE_NAMES,
    VISIBILITY_NAMES,
    EventStatus,
    EventType,
)
from planner.holidays import window
from planner.holidays.window import Days
from planner.holidays.words import MarkKind
from planner.i18n import Text, mark, pick, pick_of
from planner.objectives import metrics, progress
from planner.objectives import queries as objectives
from planner.objectives.models import Objective
from planner.objectives.words import DIRECTION_NAMES, METHOD_NAMES, OBJECTIVE_STATE_NAMES, STAGE_NAMES
from planner.plans import queries as plans
from planner.plans.models import DecisionKind
from planner.stakeholders.words import CATEGORY_NAMES, ENGAGEMENT_NAMES

ACTING_TEAM = mark("Team")
MILESTONES = {EventType.MILESTONE, EventType.DEADLINE}


@dataclass(frozen=True)
class Edition:
    """What a copy needs to know that no record of the campaign tells."""

    reader: Reader
    made_on: date
    organisation: Text
    feed: FeedCode | None = None


def internal(session: Session, campaign_id: int, *, actor: User, edition: Edition) -> InternalBrief:
    """The whole plan, as far as the actor may see it.

    :raises NotFound: where there is no such campaign for the actor.
    """
    campaign = campaigns.whole(session, campaign_id, actor=actor)
    found = objectives.of_campaign(session, campaign.id)
    standing = plans.standing(session, campaign, found)
    reader = edition.reader
    is_communal = campaign.kind == Kind.COMMUNAL
    planned = _events(session, campaign.id, actor)
    days = days_of(session, campaign)
    said = partial(pick_of, campaign, language=reader.language)
    return InternalBrief(
        reader=reader,
        made_on=edition.made_on,
        organisation=edition.organisation,
        title=said("title"),
        other_title=other_title(campaign, reader),
        starts_on=campaign.start_on,
        ends_on=campaign.end_on,
        cover=_cover(session, campaign, standing, actor, reader),
        purpose=said("purpose"),
        benefit_to_public=said("benefit_to_public"),
        benefit_to_organisation=said("benefit_to_organisation"),
        situation=said("situation"),
        strategy=said("strategy_summary"),
        need=_need(campaign, reader) if is_communal else None,
        offer=None if is_communal else _offer(campaign, reader),
        promotions=promoted.promotions(session, campaign, reader),
        contributions=given.contributions(session, campaign, reader),
        participants=tuple(_participants(campaign, reader)),
        targets=tuple(_target(one, campaign.start_on, edition) for one in found),
        messages=tuple(messages(campaign, reader)),
        tactics=tuple(_tactics(planned, reader)) or None,
        events=tuple(_planned(one, reader) for one in planned),
        days_off=tuple(days_off(days, reader)),
        quiet_days=tuple(_quiet_days(days, reader)),
        budget=_budget(campaign),
        people=(Person(pick_of(campaign.team, "name", reader.language), role=ACTING_TEAM),),
        risks=as_written(campaign.risks),
        guard_notes=tuple(record.guard_notes(session, campaign, actor, reader)),
        feed=edition.feed,
        links=tuple(_links(session, campaign, reader)),
        **_intent(campaign, reader),
        **record.of(session, campaign, standing, reader),
    )


def _intent(campaign: Campaign, reader: Reader) -> dict[str, Any]:
    """What the campaign seeks for itself, how it ends well, and which goals of others it serves."""
    exit_plan = pick_of(campaign, "exit_plan", reader.language)
    return {
        "seeks_no_benefit": campaign.seeks_no_benefit,
        "exit_plan": exit_plan if campaign.kind == Kind.COMMUNAL and exit_plan.text else None,
        "sdg": tuple(campaign.sdg),
        "iso26000": tuple(ISO26000_NAMES[Iso26000(key)] for key in campaign.iso26000),
    }


def _links(session: Session, campaign: Campaign, reader: Reader) -> Iterable[Link]:
    for one in links.of(session, campaign):
        yield Link(pick_of(one, "label", reader.language), one.address, one.is_outward)


def other_title(record: Campaign | Event, reader: Reader) -> Text | None:
    """The title in the language that is not the reader's, where it has both."""
    if not (record.title_th and record.title_en):
        return None
    other = "en" if reader.language == "th" else "th"
    return pick_of(record, "title", other)


def days_of(session: Session, campaign: Campaign) -> Days:
    """What matters to its dates inside the campaign's time, as its team sees it."""
    return window.between(session, campaign.start_on, campaign.end_on, team_ids={campaign.team_id})


def days_off(days: Days, reader: Reader) -> Iterable[DayOff]:
    """The days on which the office is closed."""
    for day in days.holidays:
        if day.is_day_off:
            names = day.short_name_th or day.name_th, day.short_name_en or day.name_en
            yield DayOff(day.on, pick(*names, reader.language), day.is_confirmed)


def _quiet_days(days: Days, reader: Reader) -> Iterable[QuietDays]:
    for one in days.of(MarkKind.SENSITIVE):
        yield QuietDays(one.start_on, one.end_on, pick_of(one, "name", reader.language))


def when(timing: Timing, rule: str | None, reader: Reader) -> When:
    """A time as the brief tells it, with its rhythm in words."""
    repeats = recurrence_words.words(Rule.parse(rule), reader.language, reader.era) if rule else None
    if isinstance(timing, Timed):
        return When(timing.starts_at, timing.ends_at, timing.zone, repeats=repeats)
    return When(starts_on=timing.first_on, ends_on=timing.last_on, repeats=repeats)


def _cover(
    session: Session, campaign: Campaign, standing: plans.Standing, actor: User, reader: Reader
) -> Cover:
    parent = campaigns.parent_of(session, campaign, actor=actor)
    return Cover(
        code=campaign.code,
        kind=KIND_NAMES[campaign.kind],
        is_communal=campaign.kind == Kind.COMMUNAL,
        status=STATUS_NAMES[campaign.status],
        confidentiality=CONFIDENTIALITY_NAMES[campaign.confidentiality],
        team=pick_of(campaign.team, "name", reader.language),
        owner=person(campaign.owner, reader),
        approver=person(campaign.approver, reader) if campaign.approver else None,
        decider=_decider(standing, reader),
        plan_number=standing.snapshots[0].number if standing.snapshots else None,
        has_changed=standing.is_changed,
        field_of_work=FIELD_OF_WORK_NAMES[campaign.field_of_work] if campaign.field_of_work else None,
        parent=pick_of(parent, "title", reader.language) if parent else None,
    )


def _decider(standing: plans.Standing, reader: Reader) -> Person | None:
    """Who approved the plan whose number the cover bears."""
    decisions = standing.snapshots[0].decisions if standing.snapshots else []
    approving = (one.decided_by for one in decisions if one.decision == DecisionKind.APPROVE)
    decider = next(approving, None)
    return person(decider, reader) if decider else None


def person(user: User, reader: Reader) -> Person:
    return Person(
        pick_of(user, "name", reader.language), position=as_written(user.position), e_mail=user.email
    )


def _need(campaign: Campaign, reader: Reader) -> Need:
    partners = [
        pick_of(one.stakeholder, "name", reader.language)
        for one in campaign.participations
        if one.role == ParticipationRole.PARTNER
    ]
    return Need(
        statement=pick_of(campaign, "need_statement", reader.language),
        source=NEED_SOURCE_NAMES[campaign.need_source] if campaign.need_source else None,
        beneficiaries=campaign.beneficiaries_planned,
        partners=tuple(partners),
    )


def _offer(campaign: Campaign, reader: Reader) -> Offer:
    value = campaign.expected_return_value
    segment = pick_of(campaign, "segment", reader.language)
    terms = pick_of(campaign, "terms", reader.language)
    written = None
    if value is not None:
        in_money = campaign.expected_return_type in {ReturnType.SALES, ReturnType.PARTNERSHIP_VALUE}
        written = (
            money.format_amount(int(value * 100), money.HOME_CURRENCY, reader.language)
            if in_money
            else f"{value:,f}"
        )
    return Offer(
        summary=pick_of(campaign, "offer_summary", reader.language),
        segment=segment if segment.text else None,
        return_type=RETURN_TYPE_NAMES[campaign.expected_return_type]
        if campaign.expected_return_type
        else None,
        expected_value=written,
        attribution=ATTRIBUTION_NAMES[campaign.attribution_method] if campaign.attribution_method else None,
        terms=terms if terms.text else None,
    )


def _participants(campaign: Campaign, reader: Reader) -> Iterable[Participant]:
    for one in campaign.participations:
        desired = one.engagement_desired or one.stakeholder.engagement_desired
        yield Participant(
            name=pick_of(one.stakeholder, "name", reader.language),
            category=CATEGORY_NAMES[one.stakeholder.category],
            role=PARTICIPATION_ROLE_NAMES[one.role],
            engagement=ENGAGEMENT_NAMES[desired] if desired else None,
            concern=as_written(one.stakeholder.interest_or_concern),
            why=as_written(one.why_them),
            strategies=tuple(STRATEGY_NAMES[Strategy(key)] for key in one.strategies),
        )


def messages(campaign: Campaign, reader: Reader) -> Iterable[KeyMessage]:
    """What is to be said, to everyone or to one public, with what proves it."""
    for one in campaign.messages:
        proof = pick_of(one, "proof", reader.language)
        yield KeyMessage(
            text=pick_of(one, "text", reader.language),
            audience=pick_of(one.public, "name", reader.language) if one.public else None,
            proof=proof if proof.text else None,
            is_public=one.is_public,
        )


def _target(one: Objective, start_on: date, edition: Edition) -> Target:
    reader = edition.reader
    latest = one.measurements[-1] if one.measurements else None
    standing = progress.of(one, campaign_start_on=start_on, today=edition.made_on)
    return Target(
        statement=pick_of(one, "statement", reader.language),
        stage=STAGE_NAMES[one.stage],
        metric=metrics.name_of(one, reader.language),
        unit=as_written(metrics.unit_of(one, reader.language)),
        direction=DIRECTION_NAMES[one.direction],
        baseline=one.baseline,
        baseline_on=one.baseline_on,
        baseline_source=as_written(one.baseline_source),
        target=one.target,
        due_on=one.due_on,
        now=latest.value if latest else None,
        now_on=latest.measured_on if latest else None,
        state=OBJECTIVE_STATE_NAMES[standing.state],
        public=pick_of(one.public, "name", reader.language) if one.public else None,
        method=METHOD_NAMES[latest.method] if latest else None,
    )


def _events(session: Session, campaign_id: int, actor: User) -> list[Event]:
    return list(
        session.scalars(
            select(Event)
            .join(Event.campaign)
            .where(Event.campaign_id == campaign_id, seen_by(actor))
            .order_by(Event.spans_from, Event.id)
            .options(
                joinedload(Event.owner), selectinload(Event.attachments).joinedload(Attachment.stakeholder)
            )
        )
    )


def _planned(one: Event, reader: Reader) -> PlannedEvent:
    venue = pick_of(one, "venue", reader.language)
    return PlannedEvent(
        title=pick_of(one, "title", reader.language),
        when=when(stored.timing_of(one), one.recurrence, reader),
        type=EVENT_TYPE_NAMES[one.type],
        status=EVENT_STATUS_NAMES[one.status],
        visibility=VISIBILITY_NAMES[one.visibility],
        is_cancelled=one.status == EventStatus.CANCELLED,
        is_milestone=one.type in MILESTONES,
        venue=venue if venue.text else None,
        owner=pick_of(one.owner, "name", reader.language) if one.owner else None,
        publics=tuple(pick_of(a.stakeholder, "name", reader.language) for a in one.attachments),
    )


def _tactics(planned: Iterable[Event], reader: Reader) -> Iterable[Tactic]:
    by_channel: dict[PesoChannel, list[Event]] = defaultdict(list)
    for one in planned:
        if one.channel:
            by_channel[one.channel].append(one)
    for channel in PesoChannel:
        for one in by_channel[channel]:
            yield Tactic(PESO_CHANNEL_NAMES[channel], pick_of(one, "title", reader.language))


def _budget(campaign: Campaign) -> Budget:
    """The lines as the campaign's page has them: counted from entries where there are some."""
    lines = [
        BudgetLine(
            category=as_written(one.category) or Text("", "th", False),
            **_money(figures, one.currency),
            is_over=figures.is_over,
            has_typed=figures.committed_typed or figures.actual_typed,
        )
        for one in campaign.budget_lines
        for figures in (budget.figures(one),)
    ]
    totals = [
        BudgetTotal(**_money(total.figures, total.currency)) for total in budget.totals(campaign.budget_lines)
    ]
    return Budget(tuple(lines), tuple(totals), is_none=campaign.has_no_budget)


def _money(figures: budget.Figures, currency: str) -> dict[str, Any]:
    return {
        key: Money(getattr(figures, key), currency) for key in ("planned", "committed", "actual", "forecast")
    }
