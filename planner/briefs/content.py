"""What a campaign brief says, gathered and decided, with no database behind it any more.

There are two kinds of copy. An outward copy is made of the `Outward…` classes alone: they have a place for every
field that may leave the house (domain §5) and for no other, so an internal word has nowhere to stand in it. The
internal copy says more and is made of other classes; neither can be turned into the other.

`Text` is content with the language it is really in. `Word` is an English message of the catalogue (the name of a
role, a stage, a state), put into the reader's language when the page is composed. A section that is None belongs
to a part of the planner this campaign has no use for, and is left out; an empty one is printed as a gap.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from planner.dates import Era
from planner.errors import Refusal
from planner.i18n import Language, Text, mark

Word = str
"""An English message, marked for the catalogue where it was written."""

ROWS = 500
"""More rows than this is a register, not a brief; laying them out would take longer than anybody waits."""

TOO_MANY_ROWS = mark(
    "This brief would have %(rows)s rows; a brief holds at most %(most)s. "
    "Split the campaign, or leave some of its events and stakeholders out."
)


class Copy(StrEnum):
    """Who a brief is for."""

    INTERNAL = "internal"
    OUTWARD = "outward"


COPY_NAMES: dict[Copy, Word] = {Copy.INTERNAL: mark("Internal copy"), Copy.OUTWARD: mark("Outward copy")}


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a copy is written: language, the era of its years, and where its clocks hang (IANA)."""

    language: Language
    era: Era
    zone: str


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the smallest unit of an ISO 4217 currency."""

    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True)
class When:
    """When something takes place: either instants with the IANA zone of the place, or whole days.

    `repeats` says in words how it goes on (“every Tuesday”), already in the reader's language.
    """

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    zone: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    repeats: str | None = None


@dataclass(frozen=True, slots=True)
class DayOff:
    """A holiday inside the campaign's time."""

    on: date
    name: Text
    is_public: bool = True


@dataclass(frozen=True, slots=True)
class FeedCode:
    """The address of a calendar feed, printed as a QR code and in letters."""

    name: Text
    address: str


@dataclass(frozen=True, slots=True)
class PublicContact:
    """Whom an outsider may turn to."""

    name: Text
    details: tuple[str, ...] = ()


# ── What may leave the house ─────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class OutwardEvent:
    """An event as anyone may know it. `status` is a word only when it is not simply on."""

    title: Text
    when: When
    type: Word
    status: Word | None = None
    is_cancelled: bool = False
    public_text: Text | None = None
    venue: Text | None = None
    address: Text | None = None
    online_url: str | None = None
    contact: PublicContact | None = None


@dataclass(frozen=True, slots=True)
class OutwardBrief:
    """A copy for people outside. There is no kind here, no plan number, no owner, no money.

    `need` stands on communal campaigns, `offer` and `terms` on exchange ones; the reader is not told which is
    which. `partners` are those who agreed to be listed. `feed` is the campaign's open feed, if it has one.
    """

    reader: Reader
    made_on: date
    organisation: Text
    title: Text
    other_title: Text | None
    starts_on: date
    ends_on: date
    purpose: Text
    benefit_to_public: Text
    need: Text | None = None
    offer: Text | None = None
    terms: Text | None = None
    messages: tuple[Text, ...] = ()
    partners: tuple[Text, ...] = ()
    events: tuple[OutwardEvent, ...] = ()
    contact: PublicContact | None = None
    feed: FeedCode | None = None


# ── What stays inside ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Person:
    """Someone of ours, with the part they play."""

    name: Text
    position: Text | None = None
    role: Word | None = None
    e_mail: str | None = None
    phone: str | None = None


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
    """A line of the budget; all three in one currency."""

    category: Text
    planned: Money
    committed: Money
    actual: Money


@dataclass(frozen=True, slots=True)
class BudgetTotal:
    """The sum of all lines of one currency."""

    planned: Money
    committed: Money
    actual: Money


@dataclass(frozen=True, slots=True)
class Budget:
    """Lines with their totals, one for each currency. `is_none` where the plan says there is no budget."""

    lines: tuple[BudgetLine, ...] = ()
    totals: tuple[BudgetTotal, ...] = ()
    is_none: bool = False


@dataclass(frozen=True, slots=True)
class GuardNote:
    """A warning of the mixed-message guard and the reason for which it was overridden."""

    warning: str
    reason: Text | None


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

    def __post_init__(self) -> None:
        """Refuse to mix the kinds: a communal brief has no place for a return, an exchange one none for a need."""
        if self.cover.is_communal and (self.offer or self.promotions):
            raise ValueError("a communal brief holds no offer and no promotions")
        if not self.cover.is_communal and (self.need or self.contributions):
            raise ValueError("an exchange brief holds no need and no contributions")


Brief = InternalBrief | OutwardBrief


def rows(brief: Brief) -> int:
    """How many rows the lists of a brief have, all together."""
    return _rows_in(brief)


def _rows_in(part: object) -> int:
    count = 0
    for field in fields(part):  # type: ignore[arg-type] # every caller passes a dataclass
        value = getattr(part, field.name)
        if is_dataclass(value):
            count += _rows_in(value)
        elif isinstance(value, tuple) and not isinstance(value, Text):
            count += len(value)
    return count


def expect_room(brief: Brief) -> None:
    """Raise `Refusal` where a brief has more rows than anybody would read or wait for."""
    count = rows(brief)
    if count > ROWS:
        raise Refusal(TOO_MANY_ROWS, rows=count, most=ROWS)


def as_written(text: str | None) -> Text | None:
    """A note kept in one language only, with that language told by its letters."""
    if not text:
        return None
    is_thai = any("\u0e00" <= letter <= "\u0e7f" for letter in text)
    return Text(text, Language.TH if is_thai else Language.EN, False)
