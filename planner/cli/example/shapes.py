"""In what form the example is told. Days are counted from today: -30 is a month ago."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, NamedTuple

from planner.accounts.models import Discipline, Kind, Role, WeekStart
from planner.campaigns.kinds import Section
from planner.campaigns.lifecycle import Step
from planner.campaigns.words import ParticipationRole, PesoChannel, Strategy
from planner.dates import HOME_ZONE, Era
from planner.events.recurrence_rule import Frequency, Weekday
from planner.events.words import AttachmentRole, EventStatus, EventType, ItemState, Visibility
from planner.i18n import Language
from planner.money import HOME_CURRENCY
from planner.objectives.words import Direction, Effect, Method, Pillar, Stage
from planner.plans.models import DecisionKind
from planner.stakeholders.sections import Assessment, Reach
from planner.stakeholders.words import (
    Category,
    ConsentMethod,
    ConsentPurpose,
    ConsentState,
    Engagement,
    StakeholderKind,
)


class Both(NamedTuple):
    """A text in Thai and in English. None where it exists in one only, and the other reader sees that one."""

    th: str | None
    en: str | None


NOTHING = Both(None, None)


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """Someone who signs in. `key` is also what stands before the @ of their address."""

    key: str
    given: Both
    family: Both
    position: str
    team: Discipline | None = None
    role: Role | None = None
    also_views: Discipline | None = None
    language: Language = Language.TH
    era: Era = Era.BE
    zone: str = HOME_ZONE
    week_start: WeekStart = WeekStart.SUNDAY


@dataclass(frozen=True, kw_only=True)
class Belongs:
    """Where a person belongs, as what, and since how many days from today."""

    to: str
    position: Both = NOTHING
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True)
class Consented:
    """What a stakeholder said about one purpose, and when."""

    purpose: ConsentPurpose
    state: ConsentState
    method: ConsentMethod
    on: int


@dataclass(frozen=True, kw_only=True)
class Known:
    """A stakeholder: people have given and family names, organisations and publics a name."""

    key: str
    kind: StakeholderKind
    category: Category
    concern: str
    met: int
    by: str
    given: Both = NOTHING
    family: Both = NOTHING
    nickname: Both = NOTHING
    name: Both = NOTHING
    title: str | None = None
    address_as: str | None = None
    reach: Reach = field(default_factory=Reach)
    assessment: Assessment | None = None
    origin: str | None = None
    notes: str | None = None
    is_self_selected: bool = False
    belongs: tuple[Belongs, ...] = ()
    consents: tuple[Consented, ...] = ()
    barred: str | None = None
    is_set_aside: bool = False


class DayKind(Enum):
    """Which day is meant when the one counted to does not suit: the next that does."""

    OFFICE = "office"
    ANY = "any"
    FIRST_OF_MONTH = "first of the month"
    LAST_FRIDAY = "last Friday of the month"


@dataclass(frozen=True)
class On:
    """A day: so many from today, or the next after that which is a working day or this day of the week."""

    offset: int
    suits: DayKind | Weekday = DayKind.OFFICE


@dataclass(frozen=True, kw_only=True)
class Again:
    """How an occasion comes again. `weekdays` beside the day it starts on; `until` in days from today."""

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[Weekday, ...] = ()
    is_by_date: bool = False
    is_last: bool = False
    until: int | None = None
    count: int | None = None
    skips_holidays: bool = False


@dataclass(frozen=True, kw_only=True)
class Changed:
    """One occurrence that is otherwise: the first on or after a day. `days` later, at another hour, or not at all.

    `is_from_then_on`: it and all that follow.
    """

    after: int
    days: int = 0
    at: str | None = None
    venue: str | None = None
    title: Both = NOTHING
    is_cancelled: bool = False
    is_from_then_on: bool = False
    reason: str | None = None


@dataclass(frozen=True)
class ToDo:
    """A line of a checklist, so many days before the event."""

    title: str
    who: str | None = None
    before: int | None = None
    is_done: bool = False


@dataclass(frozen=True, kw_only=True)
class RunStep:
    """A step of a run sheet. `waits_for` counts steps from the first, 1; `guests` read it in the programme."""

    at: str
    minutes: int
    title: str
    what: str | None = None
    who: str | None = None
    where: str | None = None
    cue: str | None = None
    otherwise: str | None = None
    waits_for: int | None = None
    state: ItemState = ItemState.PLANNED
    guests: Both | None = None
    speaker: str | None = None


@dataclass(frozen=True)
class Linked:
    """A named link: internal, unless it is for guests too."""

    name: Both
    address: str
    is_outward: bool = False


@dataclass(frozen=True, kw_only=True)
class Occasion:
    """An event. `at` is wall time in its zone, "09:00-12:00"; without it the event takes whole `days`."""

    title: Both
    type: EventType
    on: On
    at: str | None = None
    days: int = 1
    zone: str = HOME_ZONE
    venue: str | None = None
    online: str | None = None
    text: Both = NOTHING
    contact: str | None = None
    visibility: Visibility = Visibility.PUBLIC
    status: EventStatus = EventStatus.CONFIRMED
    reason: str | None = None
    by: str | None = None
    strategy: Strategy | None = None
    channel: PesoChannel | None = None
    capacity: int | None = None
    rsvp_days_before: int | None = None
    is_media_invited: bool = False
    photo_notice: str | None = None
    access_needs: str | None = None
    note: str | None = None
    embargo: int | None = None
    again: Again | None = None
    changed: tuple[Changed, ...] = ()
    attached: Mapping[str, AttachmentRole] = field(default_factory=dict)
    run_sheet: tuple[RunStep, ...] = ()
    checklist: tuple[ToDo, ...] = ()
    met: tuple[int, int] | None = None
    links: tuple[Linked, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Part:
    """A stakeholder's part in a campaign. `message` counts the campaign's key messages from the first, 1."""

    who: str
    role: ParticipationRole
    why: str | None = None
    engagement: Engagement | None = None
    strategies: tuple[Strategy, ...] = ()
    message: int | None = None


@dataclass(frozen=True, kw_only=True)
class Message:
    """A key message with what proves it; for everyone, or for one participant."""

    text: Both
    proof: Both = NOTHING
    to: str | None = None
    is_public: bool = True


@dataclass(frozen=True)
class Money:
    """A budget line in whole units of its currency."""

    category: str
    planned: int
    committed: int = 0
    actual: int = 0
    currency: str = HOME_CURRENCY


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A measurement: a value, or so many of how many."""

    on: int
    value: str | None = None
    of: tuple[int, int] | None = None
    n: int | None = None
    method: Method
    source: str
    note: str | None = None
    since: int | None = None


@dataclass(frozen=True, kw_only=True)
class OwnMeasure:
    """A metric that a campaign adds of its own."""

    name: Both
    unit: str
    is_return: bool = False


@dataclass(frozen=True, kw_only=True)
class Goal:
    """An objective. `metric` is a starter metric's key, or the campaign's own."""

    statement: Both
    metric: str | OwnMeasure
    target: str
    due: int
    stage: Stage | None = None
    baseline: str | None = None
    baseline_on: int | None = None
    baseline_source: str | None = None
    direction: Direction | None = None
    pillar: Pillar | None = None
    effect: Effect | None = None
    about: str | None = None
    figures: tuple[Figure, ...] = ()
    not_measured: tuple[int, str] | None = None


@dataclass(frozen=True)
class Sent:
    """A plan sent for review, or a changed plan for a new approval."""

    on: int
    by: str
    comment: str | None = None
    is_changed_plan: bool = False


@dataclass(frozen=True)
class Decided:
    """What an approver decided about it."""

    on: int
    by: str
    decision: DecisionKind
    comment: str | None = None


@dataclass(frozen=True)
class Stepped:
    """Any other move."""

    on: int
    by: str
    step: Step
    comment: str | None = None


@dataclass(frozen=True)
class Revised:
    """A section written anew later on. Values ending in `_on` are days from today."""

    on: int
    by: str
    section: Section
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Reworded:
    """A key message said otherwise; counts from 1."""

    on: int
    by: str
    message: int
    text: Both


@dataclass(frozen=True)
class Repriced:
    """A budget line with other sums, found by its first category."""

    on: int
    by: str
    line: Money


Happened = Sent | Decided | Stepped | Revised | Reworded | Repriced


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A campaign from its first line to where it stands today.

    `begun` is the day the draft was begun; within a fortnight of it the draft is filled in. `sections` are values
    by column; `texts` of the same sections, by stem, in both languages.
    """

    key: str
    kind: Kind
    owner: str
    approver: str
    begun: int
    start: int
    end: int
    title: Both
    purpose: Both
    sections: Mapping[Section, Mapping[str, Any]] = field(default_factory=dict)
    texts: Mapping[Section, Mapping[str, Both]] = field(default_factory=dict)
    parent: str | None = None
    parts: tuple[Part, ...] = ()
    messages: tuple[Message, ...] = ()
    budget: tuple[Money, ...] = ()
    goals: tuple[Goal, ...] = ()
    happened: tuple[Happened, ...] = ()
    occasions: tuple[Occasion, ...] = ()
    links: tuple[Linked, ...] = ()
