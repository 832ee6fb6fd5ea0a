"""What does not go together: rules over plain values, without a database and without a clock.

A clash never forbids anything. Each rule says what it looks at; `between` asks them of two occurrences, `alone` of one
and its days, `among` of many by sweeping over sorted intervals, so that a portfolio is not compared pair by pair.

Occurrences are compared as instants, which is right across zones and clock changes. Whole days last from midnight to
midnight on the clocks of the zone in which the event was written.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256

from planner.accounts.models import Kind
from planner.calendar.words import ClashRule
from planner.events.timing import AllDay, Timed, Timing, midnight
from planner.events.words import EventType
from planner.holidays.working_days import is_working_day

TRAVEL = timedelta(hours=1)
"""What somebody needs from one venue to another, when both are known."""
REST = timedelta(hours=2)
"""How long a public is left alone between events of different campaigns."""
SHORT = 3
"""Days of an event on each of which the office's days off matter; of a longer one the first and the last do."""

# nobody has to be anywhere for these
UNATTENDED = frozenset(
    {
        EventType.PROMOTION_PERIOD,
        EventType.FEEDBACK_WINDOW,
        EventType.OBSERVANCE,
        EventType.DEADLINE,
        EventType.EMBARGO_LIFT,
        EventType.PUBLICATION,
    }
)
# no public hears of these
UNHEARD = frozenset({EventType.INTERNAL_MEETING, EventType.DEADLINE, EventType.EMBARGO_LIFT})
# a day off is as good a day for these as any
ON_ANY_DAY = frozenset({EventType.PROMOTION_PERIOD, EventType.FEEDBACK_WINDOW, EventType.OBSERVANCE})

_REACH = max(TRAVEL, REST)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One occurrence of an event, existing or about to be made (no `event_id`), with all that the rules look at.

    `stands` is false of what is cancelled or postponed. `persons` and `publics` are stakeholders; those among the
    persons who speak are `speakers`. `venues` are folded names. `holders` are the people who sign in without whom it
    does not go on: its owner and its approver. A promotion has its own number below nought for `event_id`, and the
    sales `channels` at which it is good.
    """

    event_id: int | None
    on: date | None = None
    timing: Timing
    zone: str
    type: EventType = EventType.COMMUNITY_EVENT
    kind: Kind = Kind.COMMUNAL
    campaign_id: int
    team_id: int
    stands: bool = True
    is_public: bool = False
    persons: frozenset[int] = frozenset()
    speakers: frozenset[int] = frozenset()
    publics: frozenset[int] = frozenset()
    venues: frozenset[str] = frozenset()
    holders: frozenset[int] = frozenset()
    channels: frozenset[str] = frozenset()
    guests: int = 0
    capacity: int | None = None
    embargo_until: datetime | None = None
    campaign_embargo_until: datetime | None = None
    since: datetime = field(init=False)
    until: datetime = field(init=False)

    def __post_init__(self) -> None:
        timing = self.timing
        if isinstance(timing, AllDay):
            since, until = midnight(timing.first_on, self.zone), midnight(timing.last_on + _DAY, self.zone)
        else:
            since, until = timing.starts_at, timing.ends_at
        object.__setattr__(self, "since", since)
        object.__setattr__(self, "until", until)

    @property
    def days(self) -> tuple[date, date]:
        """Its first and last day where it was planned."""
        return self.timing.days_in(self.zone)

    @property
    def promotion_id(self) -> int | None:
        """The number of the promotion that it is; None of an event."""
        return -self.event_id if self.event_id is not None and self.event_id < 0 else None

    @property
    def is_attended(self) -> bool:
        """Whether somebody has to be there."""
        return self.type not in UNATTENDED

    @property
    def is_promotion(self) -> bool:
        """A promotion period, or anything of a campaign that expects a return."""
        return self.type == EventType.PROMOTION_PERIOD or self.kind == Kind.EXCHANGE

    @property
    def addressed(self) -> frozenset[int]:
        """The publics that it addresses."""
        return frozenset() if self.type in UNHEARD else self.publics

    def is_same(self, other: Slot) -> bool:
        """Whether both are one occurrence of one event."""
        return self.event_id is not None and (self.event_id, self.on) == (other.event_id, other.on)


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody who signs in is away, from one day to another."""

    user_id: int
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class Sensitive:
    """A sensitive period of a team, or of the whole organisation (no team)."""

    id: int
    team_id: int | None
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class OfficeDays:
    """What the days themselves have against an event."""

    days_off: frozenset[date] = frozenset()
    sensitive: tuple[Sensitive, ...] = ()
    away: tuple[Away, ...] = ()


@dataclass(frozen=True, slots=True)
class Clash:
    """Why an occurrence does not go with another, or with its own days.

    `shared`: stakeholders, venues, the person who is away, the sensitive period. `is_close`: they do not overlap, but
    are too near each other. Of an embargo, `slot` is what is kept back and `other` what comes before it in public.
    """

    rule: ClashRule
    slot: Slot
    other: Slot | None = None
    shared: tuple[int, ...] | tuple[str, ...] = ()
    first_on: date | None = None
    last_on: date | None = None
    is_close: bool = False

    @property
    def sides(self) -> tuple[Slot, ...]:
        """The occurrences it is between."""
        return (self.slot,) if self.other is None else (self.slot, self.other)

    @property
    def signature(self) -> str:
        """What tells this clash from every other, the same from whichever side; another once a side moves."""
        sides = sorted(
            [str(one.event_id), str(one.on), one.since.isoformat(), one.until.isoformat()]
            for one in self.sides
        )
        held: list[object] = [self.rule.value, sides, sorted(map(str, self.shared))]
        held += [str(self.first_on), str(self.last_on)]
        if self.rule is ClashRule.CAPACITY:
            held += [self.slot.guests, self.slot.capacity]
        if self.rule is ClashRule.EMBARGO:
            held += [str(self.slot.embargo_until), str(self.slot.campaign_embargo_until)]
        return sha256(repr(held).encode()).hexdigest()


# ── Two occurrences ─────────────────────────────────────────────────────────────────────────────────────


def overlap(one: Slot, other: Slot) -> bool:
    """Whether both are at one time. What lasts no time is at its instant; what ends then does not reach it."""
    if one.since == one.until or other.since == other.until:
        return (
            other.since <= one.since < other.until
            or one.since <= other.since < one.until
            or (one.since == one.until == other.since == other.until)
        )
    return one.since < other.until and other.since < one.until


def between(one: Slot, other: Slot) -> Iterator[Clash]:
    """Every clash of two occurrences."""
    if not (one.stands and other.stands) or one.is_same(other):
        return
    first, then = sorted((one, other), key=_order)
    yield from _of_persons(first, then)
    yield from _of_venues(first, then)
    yield from _of_publics(first, then)
    yield from _of_embargo(first, then)
    yield from _of_embargo(then, first)


def _of_persons(one: Slot, other: Slot) -> Iterator[Clash]:
    persons = one.persons & other.persons
    if not persons or not (one.is_attended and other.is_attended):
        return
    is_elsewhere = bool(one.venues and other.venues) and not one.venues & other.venues
    is_close = is_elsewhere and not _is_own(one, other) and _are_within(one, other, TRAVEL)
    if overlap(one, other) or is_close:
        speaking = persons & (one.speakers | other.speakers)
        close = not overlap(one, other)
        if speaking:
            yield Clash(ClashRule.SPOKESPERSON, one, other, tuple(sorted(speaking)), is_close=close)
        if persons - speaking:
            yield Clash(ClashRule.PERSON, one, other, tuple(sorted(persons - speaking)), is_close=close)


def _of_venues(one: Slot, other: Slot) -> Iterator[Clash]:
    venues = one.venues & other.venues
    if venues and one.is_attended and other.is_attended and overlap(one, other):
        yield Clash(ClashRule.VENUE, one, other, tuple(sorted(venues)))


def _of_publics(one: Slot, other: Slot) -> Iterator[Clash]:
    publics = tuple(sorted(one.addressed & other.addressed))
    if not publics:
        return
    if one.is_promotion != other.is_promotion and overlap(one, other):
        yield Clash(ClashRule.PROMOTION, one, other, publics)
    elif one.promotion_id and other.promotion_id:
        # within a campaign one offer beside another is how it was planned
        if one.campaign_id != other.campaign_id and one.channels & other.channels and overlap(one, other):
            yield Clash(ClashRule.PUBLIC, one, other, publics)
    elif one.is_attended and other.is_attended:
        # within a campaign one thing after another is how it was planned
        is_close = one.campaign_id != other.campaign_id and _are_within(one, other, REST)
        if overlap(one, other) or is_close:
            yield Clash(ClashRule.PUBLIC, one, other, publics, is_close=not overlap(one, other))


def _of_embargo(kept: Slot, told: Slot) -> Iterator[Clash]:
    """What is under embargo, and what the same campaign shows in public before that ends."""
    if (
        kept.embargo_until is not None
        and kept.campaign_id == told.campaign_id
        and not _is_own(kept, told)
        and told.is_public
        and told.since < min(kept.embargo_until, kept.since)
    ):
        yield Clash(ClashRule.EMBARGO, kept, told)


def _are_within(one: Slot, other: Slot, gap: timedelta) -> bool:
    """Whether less than the gap lies between two that do not overlap. Of whole days nobody knows the hours."""
    if not (isinstance(one.timing, Timed) and isinstance(other.timing, Timed)):
        return False
    return not overlap(one, other) and max(one.since, other.since) - min(one.until, other.until) < gap


def _is_own(one: Slot, other: Slot) -> bool:
    return one.event_id is not None and one.event_id == other.event_id


def _order(slot: Slot) -> tuple[datetime, datetime, int, date]:
    return slot.since, slot.until, slot.event_id or 0, slot.on or date.min


def may_clash(one: Slot, other: Slot) -> bool:
    """Whether two share anything over which they could clash on some day."""
    is_one_plan = one.campaign_id == other.campaign_id
    return (
        not (one.persons.isdisjoint(other.persons) and one.venues.isdisjoint(other.venues))
        or not one.addressed.isdisjoint(other.addressed)
        or (is_one_plan and (one.embargo_until is not None or other.embargo_until is not None))
    )


# ── One occurrence and its days ─────────────────────────────────────────────────────────────────────────


def alone(slot: Slot, office: OfficeDays) -> Iterator[Clash]:
    """Every clash of an occurrence with itself and with its days."""
    if not slot.stands:
        return
    if slot.capacity is not None and slot.guests > slot.capacity:
        yield Clash(ClashRule.CAPACITY, slot)
    kept = [until for until in (slot.embargo_until, slot.campaign_embargo_until) if until is not None]
    if slot.is_public and slot.type != EventType.EMBARGO_LIFT and kept and slot.since < max(kept):
        yield Clash(ClashRule.EMBARGO, slot)
    yield from _of_stretches(slot, office)
    if slot.type not in ON_ANY_DAY:
        yield from _of_days_off(slot, office.days_off)


def _of_stretches(slot: Slot, office: OfficeDays) -> Iterator[Clash]:
    first_on, last_on = slot.days
    for one in office.away:
        if one.user_id in slot.holders and one.first_on <= last_on and first_on <= one.last_on:
            yield Clash(ClashRule.AWAY, slot, None, (one.user_id,), one.first_on, one.last_on)
    for period in office.sensitive:
        is_theirs = period.team_id in {None, slot.team_id}
        if is_theirs and period.first_on <= last_on and first_on <= period.last_on:
            yield Clash(ClashRule.SENSITIVE, slot, None, (period.id,), period.first_on, period.last_on)


def _of_days_off(slot: Slot, days_off: frozenset[date]) -> Iterator[Clash]:
    for on in _days_that_matter(*slot.days):
        if on in days_off:
            yield Clash(ClashRule.HOLIDAY, slot, None, (), on, on)
        elif is_bridge(on, days_off):
            yield Clash(ClashRule.BRIDGE, slot, None, (), on, on)


def is_bridge(on: date, days_off: frozenset[date]) -> bool:
    """Whether people take the day off because it lies between two days off, one of them a holiday."""
    before, after = on - _DAY, on + _DAY
    return (
        is_working_day(on, days_off)
        and not is_working_day(before, days_off)
        and not is_working_day(after, days_off)
        and (before in days_off or after in days_off)
    )


def _days_that_matter(first_on: date, last_on: date) -> list[date]:
    count = (last_on - first_on).days + 1
    return [first_on, last_on] if count > SHORT else [first_on + n * _DAY for n in range(count)]


# ── One against many, and many against each other ───────────────────────────────────────────────────────


def found(slot: Slot, others: Iterable[Slot], office: OfficeDays) -> Iterator[Clash]:
    """Every clash of one occurrence."""
    yield from alone(slot, office)
    for other in others:
        yield from between(slot, other)


def among(slots: Sequence[Slot], office: OfficeDays) -> list[Clash]:
    """Every clash of many occurrences, each once. Costs what is near each other, not every pair."""
    standing = sorted((slot for slot in slots if slot.stands), key=_order)
    clashes = [clash for slot in standing for clash in alone(slot, office)]
    for one, other in sorted(_candidates(standing)):
        clashes += between(standing[one], standing[other])
    return clashes


def _candidates(standing: Sequence[Slot]) -> set[tuple[int, int]]:
    """The pairs that share something and are near each other, and those that an embargo is about."""
    sharing: dict[tuple[str, int | str], list[int]] = defaultdict(list)
    campaigns: dict[int, list[int]] = defaultdict(list)
    for number, slot in enumerate(standing):
        if slot.is_attended:
            for person in slot.persons:
                sharing["person", person].append(number)
            for venue in slot.venues:
                sharing["venue", venue].append(number)
        for public in slot.addressed:
            sharing["public", public].append(number)
        if slot.is_public:
            campaigns[slot.campaign_id].append(number)
    pairs: set[tuple[int, int]] = set()
    for numbers in sharing.values():
        pairs.update(_near(standing, numbers))
    for number, slot in enumerate(standing):
        if slot.embargo_until is not None:
            told = campaigns[slot.campaign_id]
            before = bisect_left(told, min(slot.embargo_until, slot.since), key=lambda n: standing[n].since)
            pairs.update((min(number, one), max(number, one)) for one in told[:before] if one != number)
    return pairs


def _near(standing: Sequence[Slot], numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Pairs, by their places in the order of beginning, that overlap or have less than the widest gap between them."""
    running: list[tuple[datetime, int]] = []
    for number in numbers:
        slot = standing[number]
        while running and running[0][0] + _REACH < slot.since:
            heapq.heappop(running)
        for _until, earlier in running:
            yield earlier, number
        heapq.heappush(running, (slot.until, number))
