"""What a campaign consists of, apart from when it is: every day is so many days from the day on which it begins.

Pure values. There are three ways to a pattern: taken from a campaign (`cloning`), kept by a team (`templates`),
shipped with the planner (`shipped`); and one way from it to a campaign (`laying_out`, then `beginning`).
`start_on` is the day from which the days were counted, by which the weekdays are known that things had.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from planner.accounts.models import Kind
from planner.campaigns.words import (
    Attribution,
    Confidentiality,
    FieldOfWork,
    NeedSource,
    ParticipationRole,
    PesoChannel,
    ReturnType,
    Strategy,
)
from planner.events.words import AttachmentRole, EventType, Visibility
from planner.i18n import mark
from planner.objectives.words import Direction, Effect, Pillar, Stage
from planner.plans.pattern_offers import Offered
from planner.stakeholders.words import Engagement


class Part(StrEnum):
    """What of a campaign may come along, or stay behind."""

    PUBLICS = "publics"
    MESSAGES = "messages"
    OBJECTIVES = "objectives"
    EVENTS = "events"
    RUN_SHEETS = "run_sheets"
    CHECKLISTS = "checklists"
    ATTACHED = "attached"
    LINKS = "links"
    BUDGET = "budget"
    PROMOTIONS = "promotions"


PART_NAMES: dict[Part, str] = {
    Part.PUBLICS: mark("Who takes part"),
    Part.MESSAGES: mark("Key messages"),
    Part.OBJECTIVES: mark("Objectives, without results"),
    Part.EVENTS: mark("Events"),
    Part.RUN_SHEETS: mark("Run sheets"),
    Part.CHECKLISTS: mark("Checklists, nothing ticked"),
    Part.ATTACHED: mark("Who is attached to events"),
    Part.LINKS: mark("Named links"),
    Part.BUDGET: mark("Budget plan"),
    Part.PROMOTIONS: mark("Promotions, without results"),
}


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A time on the wall of a day."""

    day: int
    at: time


@dataclass(frozen=True, kw_only=True)
class Times:
    """From one day to another, both included; without times of day, whole days."""

    first: int
    last: int
    starts: time | None = None
    ends: time | None = None


@dataclass(frozen=True, kw_only=True)
class Taking:
    """A stakeholder, by number, who takes part; `message` is the place of a key message."""

    who: int
    role: ParticipationRole
    why_them: str | None = None
    engagement_desired: Engagement | None = None
    strategies: tuple[Strategy, ...] = ()
    message: int | None = None


@dataclass(frozen=True, kw_only=True)
class Message:
    """A key message; `public` is the number of a stakeholder who takes part."""

    text_th: str | None = None
    text_en: str | None = None
    proof_th: str | None = None
    proof_en: str | None = None
    public: int | None = None
    is_public: bool = False


@dataclass(frozen=True, kw_only=True)
class Line:
    """What is planned of a line of the budget, in minor units."""

    category: str
    currency: str = "THB"
    planned_minor: int = 0


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A metric of the campaign's own."""

    name_th: str | None = None
    name_en: str | None = None
    unit: str
    is_return: bool = False


@dataclass(frozen=True, kw_only=True)
class Goal:
    """An objective, whose baseline is not known yet; `own_metric` is the place of one of the pattern's."""

    statement_th: str | None = None
    statement_en: str | None = None
    pillar: Pillar | None = None
    effect: Effect | None = None
    stage: Stage
    public: int | None = None
    metric: str | None = None
    own_metric: int | None = None
    unit: str
    direction: Direction
    target: Decimal
    due: int


@dataclass(frozen=True, kw_only=True)
class Pointer:
    """A named link."""

    label_th: str | None = None
    label_en: str | None = None
    address: str
    is_outward: bool = False


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step of a run sheet; `waits_for` is the place of another of them."""

    starts_at: time
    duration_minutes: int
    title: str
    what_happens: str | None = None
    responsible: str | None = None
    location: str | None = None
    cue: str | None = None
    waits_for: int | None = None
    contingency: str | None = None
    programme_th: str | None = None
    programme_en: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, kw_only=True)
class Check:
    """A line of a checklist."""

    title: str
    responsible: str | None = None
    days_before: int | None = None


@dataclass(frozen=True, kw_only=True)
class Guest:
    """A stakeholder, by number, who is attached to an event."""

    who: int
    role: AttachmentRole


@dataclass(frozen=True, kw_only=True)
class Changed:
    """An occurrence of a series that differs; `on` is the day it would have been."""

    on: int
    times: Times | None = None
    title_th: str | None = None
    title_en: str | None = None
    public_text_th: str | None = None
    public_text_en: str | None = None
    venue_th: str | None = None
    venue_en: str | None = None


@dataclass(frozen=True, kw_only=True)
class Repeats:
    """How an event comes again: the rule as it is stored, without UNTIL, which is a day like others."""

    rule: str
    until: int | None = None
    left_out: tuple[int, ...] = ()
    changed: tuple[Changed, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """An event."""

    title_th: str | None = None
    title_en: str | None = None
    public_text_th: str | None = None
    public_text_en: str | None = None
    internal_note: str | None = None
    type: EventType = EventType.MILESTONE
    times: Times
    timezone: str = "Asia/Bangkok"
    repeats: Repeats | None = None
    venue_th: str | None = None
    venue_en: str | None = None
    address: str | None = None
    online_url: str | None = None
    visibility: Visibility = Visibility.TEAM
    embargo: Moment | None = None
    strategy: Strategy | None = None
    channel: PesoChannel | None = None
    capacity: int | None = None
    rsvp_due: Moment | None = None
    public_contact: str | None = None
    is_media_invited: bool = False
    photo_notice: str | None = None
    access_needs: str | None = None
    steps: tuple[Step, ...] = ()
    checks: tuple[Check, ...] = ()
    attached: tuple[Guest, ...] = ()
    links: tuple[Pointer, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Basics:
    """What a campaign says of itself, by column."""

    title_th: str | None = None
    title_en: str | None = None
    field_of_work: FieldOfWork | None = None
    timezone: str = "Asia/Bangkok"
    confidentiality: Confidentiality = Confidentiality.PUBLIC
    situation_th: str | None = None
    situation_en: str | None = None
    purpose_th: str | None = None
    purpose_en: str | None = None
    benefit_to_public_th: str | None = None
    benefit_to_public_en: str | None = None
    benefit_to_organisation_th: str | None = None
    benefit_to_organisation_en: str | None = None
    seeks_no_benefit: bool = False
    strategy_summary_th: str | None = None
    strategy_summary_en: str | None = None
    risks: str | None = None
    has_no_budget: bool = False
    sdg: tuple[int, ...] = ()
    iso26000: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    need_statement_th: str | None = None
    need_statement_en: str | None = None
    need_source: NeedSource | None = None
    beneficiaries_planned: int | None = None
    exit_plan_th: str | None = None
    exit_plan_en: str | None = None
    offer_summary_th: str | None = None
    offer_summary_en: str | None = None
    terms_th: str | None = None
    terms_en: str | None = None
    segment_th: str | None = None
    segment_en: str | None = None
    expected_return_type: ReturnType | None = None
    expected_return_value: Decimal | None = None
    attribution_method: Attribution | None = None


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """A campaign without its days. `end` is its last day; the first is nought."""

    kind: Kind
    start_on: date
    end: int
    basics: Basics
    embargo: Moment | None = None
    parts: tuple[Taking, ...] = ()
    messages: tuple[Message, ...] = ()
    metrics: tuple[Measure, ...] = ()
    goals: tuple[Goal, ...] = ()
    budget: tuple[Line, ...] = ()
    links: tuple[Pointer, ...] = ()
    events: tuple[Occasion, ...] = ()
    promotions: tuple[Offered, ...] = ()

    def people(self) -> frozenset[int]:
        """The numbers of all stakeholders in it."""
        attached = {guest.who for event in self.events for guest in event.attached}
        # whom a message or an objective is for takes part
        return frozenset({one.who for one in self.parts} | attached)


# the columns of each that say the same in a record
LISTS = frozenset({"sdg", "iso26000", "tags"})
OF_BASICS = tuple(one.name for one in fields(Basics))
OF_EVENT = tuple(
    one.name
    for one in fields(Occasion)
    if one.name not in {"times", "repeats", "embargo", "rsvp_due", "steps", "checks", "attached", "links"}
)
OF_STEP = tuple(one.name for one in fields(Step) if one.name != "waits_for")
OF_CHECK = tuple(one.name for one in fields(Check))
OF_CHANGED = tuple(one.name for one in fields(Changed) if one.name not in {"on", "times"})
OF_LINK = tuple(one.name for one in fields(Pointer))
OF_GOAL = tuple(one.name for one in fields(Goal) if one.name not in {"public", "own_metric", "due"})
OF_MESSAGE = tuple(one.name for one in fields(Message) if one.name != "public")
OF_LINE = tuple(one.name for one in fields(Line))
OF_MEASURE = tuple(one.name for one in fields(Measure))

One = TypeVar("One", Message, Goal)


def only(pattern: Pattern, wanted: Collection[Part]) -> Pattern:
    """The pattern with these parts alone; what pointed at a part that stays behind points at nothing."""
    has_links = Part.LINKS in wanted
    events = tuple(
        replace(
            event,
            steps=event.steps if Part.RUN_SHEETS in wanted else (),
            checks=event.checks if Part.CHECKLISTS in wanted else (),
            attached=event.attached if Part.ATTACHED in wanted else (),
            links=event.links if has_links else (),
        )
        for event in (pattern.events if Part.EVENTS in wanted else ())
    )
    return pointing_right(
        replace(
            pattern,
            parts=pattern.parts if Part.PUBLICS in wanted else (),
            messages=pattern.messages if Part.MESSAGES in wanted else (),
            metrics=pattern.metrics if Part.OBJECTIVES in wanted else (),
            goals=pattern.goals if Part.OBJECTIVES in wanted else (),
            budget=pattern.budget if Part.BUDGET in wanted else (),
            links=pattern.links if has_links else (),
            events=events,
            promotions=pattern.promotions if Part.PROMOTIONS in wanted else (),
        )
    )


def pointing_right(pattern: Pattern) -> Pattern:
    """With nothing that points at a message that is not there, or at a public that does not take part."""
    here = {one.who for one in pattern.parts}
    count = len(pattern.messages)
    return replace(
        pattern,
        parts=tuple(
            replace(one, message=None) if one.message is not None and one.message >= count else one
            for one in pattern.parts
        ),
        messages=tuple(_to_one_of(one, here) for one in pattern.messages),
        goals=tuple(_to_one_of(one, here) for one in pattern.goals),
    )


def _to_one_of(one: One, here: Collection[int]) -> One:
    return replace(one, public=None) if one.public is not None and one.public not in here else one


def of_people(pattern: Pattern, stands_for: dict[int, int]) -> Pattern:
    """With those stakeholders alone who are named here, each under the number that stands for them now, and once."""
    parts = {stands_for[one.who]: one for one in reversed(pattern.parts) if one.who in stands_for}
    events = []
    for event in pattern.events:
        guests = {stands_for[one.who]: one for one in reversed(event.attached) if one.who in stands_for}
        attached = tuple(replace(one, who=who) for who, one in reversed(guests.items()))
        events.append(replace(event, attached=attached))

    def renamed(one: One) -> One:
        return replace(one, public=None if one.public is None else stands_for.get(one.public))

    return pointing_right(
        replace(
            pattern,
            parts=tuple(replace(one, who=who) for who, one in reversed(parts.items())),
            messages=tuple(renamed(one) for one in pattern.messages),
            goals=tuple(renamed(one) for one in pattern.goals),
            events=tuple(events),
        )
    )
