"""What the internal copy says: the whole plan, for people of the house.

A section that is None belongs to a part of the planner this campaign has no use for, and is left out; an empty one is
printed as a gap.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from planner.briefs.shapes import DayOff, FeedCode, Money, PublicContact, Reader, When, Word
from planner.i18n import Text


@dataclass(frozen=True, slots=True)
class Person:
    """Someone of ours, with the part they play."""

    name: Text
    position: Text | None = None
    role: Word | None = None
    e_mail: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class QuietDays:
    """A sensitive period of the team or the organisation, both ends included."""

    starts_on: date
    ends_on: date
    name: Text


@dataclass(frozen=True, slots=True)
class Cover:
    """Who made this plan, under which number, and who may read it.

    `plan_number` is that of the last numbered plan, None before the first; `has_changed` when what it holds has
    been changed since. `decider` approved that plan; it is told where no `approver` is named.
    """

    code: str
    kind: Word
    is_communal: bool
    status: Word
    confidentiality: Word
    team: Text
    owner: Person
    approver: Person | None
    decider: Person | None = None
    plan_number: int | None = None
    has_changed: bool = False
    field_of_work: Word | None = None
    parent: Text | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """Communal: what the public needs, and who said so."""

    statement: Text
    source: Word | None
    beneficiaries: int | None
    partners: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """Exchange: what is offered to whom, and what is expected for it.

    `expected_value` is written out, because a return is not always money.
    """

    summary: Text
    segment: Text | None
    return_type: Word | None
    expected_value: str | None
    attribution: Word | None
    terms: Text | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """A stakeholder in the campaign."""

    name: Text
    category: Word
    role: Word
    engagement: Word | None = None
    concern: Text | None = None
    why: Text | None = None
    strategies: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """An objective. `baseline` is None while nobody knows it. `state` is computed elsewhere, in words."""

    statement: Text
    stage: Word
    metric: Text
    unit: Text | None
    direction: Word
    baseline: Decimal | None
    baseline_on: date | None
    baseline_source: Text | None
    target: Decimal | None
    due_on: date
    now: Decimal | None = None
    now_on: date | None = None
    state: Word | None = None
    public: Text | None = None
    method: Word | None = None


@dataclass(frozen=True, slots=True)
class KeyMessage:
    """What is to be understood, by whom (None: by all), and why they should believe it."""

    text: Text
    audience: Text | None = None
    proof: Text | None = None
    is_public: bool = False


@dataclass(frozen=True, slots=True)
class Tactic:
    """Something done in a paid, earned, shared or owned channel."""

    channel: Word
    text: Text


@dataclass(frozen=True, slots=True)
class PlannedEvent:
    """An event as the house knows it."""

    title: Text
    when: When
    type: Word
    status: Word
    visibility: Word
    is_cancelled: bool = False
    is_milestone: bool = False
    venue: Text | None = None
    owner: Text | None = None
    publics: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Promotion:
    """Exchange: a promotion with its code, quota and permit."""

    name: Text
    mechanic: Word
    offer: Text | None
    code: str | None
    starts_on: date
    ends_on: date
    quota: int | None = None
    terms: Text | None = None
    permit: str | None = None


@dataclass(frozen=True, slots=True)
class Contribution:
    """Communal: what is given, in which form and on which basis valued."""

    description: Text
    form: Word
    recipient: Text | None
    value: Money | None
    basis: Word | None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """A line of the budget, all in one currency; `has_typed` where a figure has no document behind it."""

    category: Text
    planned: Money
    committed: Money
    actual: Money
    forecast: Money
    is_over: bool = False
    has_typed: bool = False


@dataclass(frozen=True, slots=True)
class BudgetTotal:
    """The sum of all lines of one currency."""

    planned: Money
    committed: Money
    actual: Money
    forecast: Money


@dataclass(frozen=True, slots=True)
class Budget:
    """Lines with their totals, one for each currency. `is_none` where the plan says there is no budget."""

    lines: tuple[BudgetLine, ...] = ()
    totals: tuple[BudgetTotal, ...] = ()
    is_none: bool = False


@dataclass(frozen=True, slots=True)
class GuardNote:
    """Words that the mixed-message guard asks about, and why they were kept, by whom; None where nobody answered."""

    warning: str
    reason: Text | None
    by: Text | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """An entry of the approval record. `was_own` where someone had to approve what they had submitted."""

    plan_number: int
    word: Word
    by: Text
    at: datetime
    comment: Text | None = None
    was_own: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs between two plans, in the reader's words; empty where it was not there."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What is different since the plan with this number."""

    number: int
    rows: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class CommentCount:
    """How many comments colleagues left on a plan: what they said stays with the plan, on screen."""

    plan_number: int
    count: int


@dataclass(frozen=True, slots=True)
class Link:
    """A named address, and whether guests may read it."""

    name: Text
    address: str
    is_outward: bool = False


@dataclass(frozen=True, slots=True)
class InternalBrief:
    """The whole plan, for people of the house."""

    reader: Reader
    made_on: date
    organisation: Text
    title: Text
    other_title: Text | None
    starts_on: date
    ends_on: date
    cover: Cover
    purpose: Text
    benefit_to_public: Text
    benefit_to_organisation: Text
    situation: Text
    strategy: Text
    need: Need | None = None
    offer: Offer | None = None
    participants: tuple[Participant, ...] = ()
    targets: tuple[Target, ...] = ()
    messages: tuple[KeyMessage, ...] = ()
    tactics: tuple[Tactic, ...] | None = None
    events: tuple[PlannedEvent, ...] = ()
    days_off: tuple[DayOff, ...] = ()
    quiet_days: tuple[QuietDays, ...] = ()
    promotions: tuple[Promotion, ...] | None = None
    contributions: tuple[Contribution, ...] | None = None
    seeks_no_benefit: bool = False
    exit_plan: Text | None = None
    sdg: tuple[int, ...] = ()
    iso26000: tuple[Word, ...] = ()
    budget: Budget = Budget()
    people: tuple[Person, ...] = ()
    risks: Text | None = None
    guard_notes: tuple[GuardNote, ...] = ()
    contact: PublicContact | None = None
    feed: FeedCode | None = None
    decisions: tuple[Decision, ...] = ()
    comments: tuple[CommentCount, ...] = ()
    changes: Changes | None = None
    links: tuple[Link, ...] = ()

    def __post_init__(self) -> None:
        """Refuse to mix the kinds: a communal brief has no place for a return, an exchange one none for a need."""
        if self.cover.is_communal and (self.offer or self.promotions):
            raise ValueError("a communal brief holds no offer and no promotions")
        if not self.cover.is_communal and (self.need or self.contributions):
            raise ValueError("an exchange brief holds no need and no contributions")
