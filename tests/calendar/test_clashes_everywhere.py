"""Whatever stands in a calendar: no clash is missed and none is invented, and a free date is free."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from planner.accounts.models import Kind
from planner.calendar.clashes import Away, Clash, OfficeDays, Sensitive, Slot, alone, among, between, found
from planner.calendar.free_dates import UNMOVED, WITHIN, nearest_free
from planner.events import recurrence
from planner.events.recurrence import Series
from planner.events.recurrence_rule import Frequency, Rule
from planner.events.timing import AllDay, Timed, Window
from planner.events.words import EventType
from planner.holidays.working_days import is_working_day

ZONES = ("Asia/Bangkok", "America/New_York", "Europe/Berlin", "Pacific/Auckland")
BEGIN = datetime(2026, 10, 22, tzinfo=UTC)
WINDOW = Window(BEGIN - timedelta(days=3), BEGIN + timedelta(days=20), "Asia/Bangkok")
few = st.frozensets(st.integers(1, 3), max_size=2)


@st.composite
def occurrences_of_one(draw: st.DrawFn, event_id: int) -> list[Slot]:
    """An event or a series, in its occurrences; around the days on which clocks change in Europe and America."""
    zone = draw(st.sampled_from(ZONES))
    timing: Any
    if draw(st.booleans()):
        starts_at = BEGIN + timedelta(minutes=15 * draw(st.integers(0, 4 * 24 * 6)))
        length = draw(st.sampled_from([0, 0, 15, 60, 90, 600, 1500]))
        timing = Timed(starts_at, starts_at + timedelta(minutes=length), zone)
    else:
        first_on = BEGIN.date() + timedelta(days=draw(st.integers(0, 6)))
        timing = AllDay(first_on, first_on + timedelta(days=draw(st.integers(0, 4))))
    rule = Rule(frequency=Frequency.DAILY, count=draw(st.integers(1, 4))) if draw(st.booleans()) else None
    until = draw(st.none() | st.integers(0, 20))
    persons = draw(few)
    held: dict[str, Any] = {
        "event_id": event_id,
        "zone": zone,
        "type": draw(
            st.sampled_from(
                [
                    EventType.COMMUNITY_EVENT,
                    EventType.COMMUNITY_EVENT,
                    EventType.PROMOTION_PERIOD,
                    EventType.DEADLINE,
                    EventType.FEEDBACK_WINDOW,
                    EventType.INTERNAL_MEETING,
                ]
            )
        ),
        "kind": draw(st.sampled_from(Kind)),
        "campaign_id": draw(st.integers(1, 2)),
        "team_id": draw(st.integers(1, 2)),
        "stands": draw(st.sampled_from([True, True, True, False])),
        "is_public": draw(st.booleans()),
        "persons": persons,
        "speakers": frozenset(one for one in persons if draw(st.booleans())),
        "publics": draw(few),
        "venues": draw(st.frozensets(st.sampled_from(["hall", "hotel"]), max_size=1)),
        "holders": draw(few),
        "guests": draw(st.integers(0, 2)),
        "capacity": draw(st.none() | st.integers(0, 2)),
        "embargo_until": None if until is None else BEGIN + timedelta(hours=8 * until),
    }
    series = Series(timing, rule)
    return [
        Slot(**held, on=one.on if rule else None, timing=one.timing)
        for one in recurrence.occurrences(series, WINDOW)
    ]


@st.composite
def calendars(draw: st.DrawFn, most: int = 7) -> list[Slot]:
    """Some events, in all their occurrences, in any order."""
    count = draw(st.integers(1, most))
    slots = [one for number in range(1, count + 1) for one in draw(occurrences_of_one(number))]
    return list(draw(st.permutations(slots)))


@st.composite
def offices(draw: st.DrawFn) -> OfficeDays:
    """Days off, sensitive periods and people away."""
    day = st.integers(-2, 12).map(lambda n: BEGIN.date() + timedelta(days=n))
    stretches = st.tuples(day, day).map(sorted)
    team = st.none() | st.integers(1, 2)
    periods = draw(st.lists(st.tuples(team, stretches), max_size=2))
    away = draw(st.lists(st.tuples(st.integers(1, 3), stretches), max_size=2))
    return OfficeDays(
        days_off=draw(st.frozensets(day, max_size=3)),
        sensitive=tuple(Sensitive(n, whose, *when) for n, (whose, when) in enumerate(periods)),
        away=tuple(Away(who, *when) for who, when in away),
    )


def _told(clashes: list[Clash]) -> list[tuple[str, str]]:
    return sorted((clash.rule.value, clash.signature) for clash in clashes)


@given(calendars(), offices())
def test_sweeping_finds_what_comparing_every_pair_finds(slots: list[Slot], office: OfficeDays) -> None:
    each = [clash for slot in slots for clash in alone(slot, office)]
    pairs = [clash for one, other in combinations(slots, 2) for clash in between(one, other)]
    assert _told(among(slots, office)) == _told(each + pairs)


@given(calendars())
def test_whoever_is_in_two_places_at_once_is_told_and_nobody_else(slots: list[Slot]) -> None:
    """Against no code of the rules: minute by minute, who is where."""
    office = OfficeDays()
    told = {
        frozenset([(clash.slot.event_id, clash.slot.on), (clash.other.event_id, clash.other.on)])
        for clash in among(slots, office)
        if clash.other is not None
        and clash.rule in {"person", "spokesperson", "venue"}
        and not clash.is_close
    }
    where: dict[tuple[object, datetime], set[tuple[int | None, date | None]]] = {}
    for slot in slots:
        if slot.stands and slot.type not in {"deadline", "promotion_period", "feedback_window"}:
            moment, step = slot.since, timedelta(minutes=15)
            while moment < slot.until or moment == slot.since:
                for shared in (*slot.persons, *slot.venues):
                    where.setdefault((shared, moment), set()).add((slot.event_id, slot.on))
                moment += step
    seen = {frozenset(pair) for there in where.values() for pair in combinations(sorted(there, key=str), 2)}
    assert told == seen


@given(calendars(5), offices(), st.integers(-5, 5))
def test_a_free_date_is_free_and_none_is_nearer(slots: list[Slot], office: OfficeDays, since: int) -> None:
    if not slots:
        return
    slot, *others = slots
    start = slot.timing.on
    not_before = start + timedelta(days=since)

    def is_free(on: date) -> bool:
        moved = Slot(
            **{
                key: getattr(slot, key)
                for key in Slot.__dataclass_fields__
                if key not in {"since", "until", "timing"}
            },
            timing=slot.timing.moved_to(on),
        )
        is_open = start.weekday() >= 5 or is_working_day(on, office.days_off)
        in_the_way = [one for one in found(moved, others, office) if one.rule not in UNMOVED]
        return on >= not_before and is_open and not in_the_way

    free = nearest_free(slot, others, office, not_before=not_before)
    around = [start + timedelta(days=n) for n in range(-WITHIN, WITHIN + 1) if n]
    if free is None:
        assert not any(map(is_free, around))
    else:
        assert is_free(free)
        assert not any(is_free(on) for on in around if abs(on - start) < abs(free - start))
