"""What clashes and what does not, case by case: each line is an occurrence, another, and what is said of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from planner.accounts.models import Kind
from planner.calendar.clashes import REST, TRAVEL, Away, OfficeDays, Sensitive, Slot, alone, among, between
from planner.calendar.free_dates import nearest_free
from planner.calendar.words import ClashRule as R
from planner.events.words import EventType
from tests.calendar.clashing import TUESDAY, at, days, hours, slot

WEDNESDAY = TUESDAY + timedelta(days=1)
MANEE, VILLAGE, SCHOOL = 7, 8, 9


def _person(**values: Any) -> dict[str, Any]:
    return {"persons": {MANEE}, **values}


def _public(**values: Any) -> dict[str, Any]:
    return {"publics": {VILLAGE}, **values}


def berlin(start: str, end: str, on: date) -> Any:
    """By clocks that are put forward and back."""
    return hours(start, end, on, zone=BERLIN)


HALL, HOTEL = "hall", "hotel"
BERLIN, SPRING, AUTUMN = "Europe/Berlin", date(2026, 3, 29), date(2026, 10, 25)
PAIRS: dict[str, tuple[dict[str, Any], dict[str, Any], set[R]]] = {
    "one person twice at a time": (_person(), _person(timing=hours("09:30", "11:00")), {R.PERSON}),
    "touching times": (_person(), _person(timing=hours("10:00", "11:00")), set()),
    "touching times at one venue": (
        _person(venues={HALL}),
        _person(venues={HALL}, timing=hours("10:00", "11:00")),
        set(),
    ),
    "no time to get to the other venue": (
        _person(venues={HALL}),
        _person(venues={HOTEL}, timing=hours("10:00", "11:00")),
        {R.PERSON},
    ),
    "a minute too little to get there": (
        _person(venues={HALL}),
        _person(venues={HOTEL}, timing=hours("10:59", "11:30")),
        {R.PERSON},
    ),
    "just time enough to get there": (
        _person(venues={HALL}),
        _person(venues={HOTEL}, timing=hours("11:00", "11:30")),
        set(),
    ),
    "one place known under two names": (
        _person(venues={HALL, "ห้องโถง"}),
        _person(venues={"ห้องโถง"}, timing=hours("10:00", "11:00")),
        set(),
    ),
    "where the other is, nobody knows": (
        _person(venues={HALL}),
        _person(timing=hours("10:30", "11:00")),
        set(),
    ),
    "different people": (_person(), {"persons": {6}}, set()),
    "whoever speaks at one of them": ({"speakers": {MANEE}}, _person(), {R.SPOKESPERSON}),
    "one speaks, another listens": (
        {"speakers": {MANEE}, "persons": {6}},
        {"persons": {6, MANEE}},
        {R.SPOKESPERSON, R.PERSON},
    ),
    "a deadline needs nobody": (_person(), _person(type=EventType.DEADLINE), set()),
    "cancelled or postponed": (_person(), _person(stands=False), set()),
    "one venue twice at a time": (
        {"venues": {HALL}},
        {"venues": {HALL}, "timing": hours("09:59", "10:30")},
        {R.VENUE},
    ),
    "one venue, one after the other": (
        {"venues": {HALL}},
        {"venues": {HALL}, "timing": hours("10:00", "10:30")},
        set(),
    ),
    "all day at the venue": ({"venues": {HALL}}, {"venues": {HALL}, "timing": days(TUESDAY)}, {R.VENUE}),
    "all of the next day at the venue": (
        {"venues": {HALL}, "timing": hours("22:00", "00:00", until=WEDNESDAY)},
        {"venues": {HALL}, "timing": days(WEDNESDAY)},
        set(),
    ),
    "past midnight into the whole day": (
        {"venues": {HALL}, "timing": hours("22:00", "00:01", until=WEDNESDAY)},
        {"venues": {HALL}, "timing": days(WEDNESDAY)},
        {R.VENUE},
    ),
    "whole days after each other need no way between": (
        _person(venues={HALL}, timing=days(TUESDAY)),
        _person(venues={HOTEL}, timing=days(WEDNESDAY)),
        set(),
    ),
    "one morning, two zones": (
        _person(),
        # 09:30 in Bangkok
        _person(timing=hours("11:30", "12:30", zone="Asia/Tokyo"), zone="Asia/Tokyo"),
        {R.PERSON},
    ),
    "the same words on clocks elsewhere": (
        _person(),
        _person(timing=hours("09:00", "10:00", zone="Asia/Tokyo"), zone="Asia/Tokyo"),
        set(),
    ),
    "a quarter of an hour on the clocks that was five of them": (
        # 02:30 is the first of the two, while clocks are still ahead; at 03:00 they have been put back
        _person(timing=berlin("02:30", "02:45", AUTUMN), venues={HALL}, zone=BERLIN),
        _person(timing=berlin("03:00", "03:15", AUTUMN), venues={HOTEL}, zone=BERLIN),
        set(),
    ),
    "an hour and a half on the clocks that was half an hour": (
        _person(timing=berlin("01:30", "01:45", SPRING), venues={HALL}, zone=BERLIN),
        _person(timing=berlin("03:15", "03:30", SPRING), venues={HOTEL}, zone=BERLIN),
        {R.PERSON},
    ),
    "the day the clocks go back is longer": (
        {"venues": {HALL}, "timing": days(date(2026, 10, 25)), "zone": "Europe/Berlin"},
        # 23:30 there, 24 and a half hours after the day began
        {"venues": {HALL}, "timing": hours("05:30", "05:45", date(2026, 10, 26))},
        {R.VENUE},
    ),
    "a moment within an hour": (
        {"venues": {HALL}},
        {"venues": {HALL}, "timing": hours("09:30", "09:30")},
        {R.VENUE},
    ),
    "a moment as it begins": (
        {"venues": {HALL}},
        {"venues": {HALL}, "timing": hours("09:00", "09:00")},
        {R.VENUE},
    ),
    "a moment as it ends": (
        {"venues": {HALL}},
        {"venues": {HALL}, "timing": hours("10:00", "10:00")},
        set(),
    ),
    "two at one moment": (
        {"venues": {HALL}, "timing": hours("09:00", "09:00")},
        {"venues": {HALL}, "timing": hours("09:00", "09:00")},
        {R.VENUE},
    ),
    "one public asked to two places": (_public(), _public(), {R.PUBLIC}),
    "a public left no rest by another campaign": (
        _public(),
        _public(campaign_id=2, timing=hours("11:59", "13:00")),
        {R.PUBLIC},
    ),
    "a public that had its rest": (_public(), _public(campaign_id=2, timing=hours("12:00", "13:00")), set()),
    "one campaign's programme of a day": (_public(), _public(timing=hours("10:00", "11:00")), set()),
    "a meeting among ourselves": (_public(), _public(type=EventType.INTERNAL_MEETING), set()),
    "a promotion on top of a communal event": (
        _public(),
        _public(campaign_id=2, kind=Kind.EXCHANGE, type=EventType.PROMOTION_PERIOD, timing=days(TUESDAY)),
        {R.PROMOTION},
    ),
    "any event of marketing's on top of it": (
        _public(),
        _public(campaign_id=2, kind=Kind.EXCHANGE),
        {R.PROMOTION},
    ),
    "a promotion for others": (
        _public(),
        {"publics": {SCHOOL}, "kind": Kind.EXCHANGE, "type": EventType.PROMOTION_PERIOD},
        set(),
    ),
    "a promotion that is over by then": (
        _public(),
        _public(campaign_id=2, type=EventType.PROMOTION_PERIOD, timing=hours("07:00", "09:00")),
        set(),
    ),
    "two promotions": (
        _public(type=EventType.PROMOTION_PERIOD),
        _public(kind=Kind.EXCHANGE, type=EventType.PROMOTION_PERIOD),
        set(),
    ),
    "an earlier public event of what is kept back": (
        {"timing": hours("09:00", "10:00", WEDNESDAY), "embargo_until": at(WEDNESDAY, 2)},
        {"is_public": True},
        {R.EMBARGO},
    ),
    "a public event after it": (
        {"embargo_until": at(WEDNESDAY, 2)},
        {"is_public": True, "timing": hours("11:00", "12:00")},
        set(),
    ),
    "when the embargo is over": (
        {"timing": hours("09:00", "10:00", WEDNESDAY), "embargo_until": at(TUESDAY, 2)},
        {"is_public": True},
        set(),
    ),
    "of another campaign": (
        {"timing": hours("09:00", "10:00", WEDNESDAY), "embargo_until": at(WEDNESDAY, 2)},
        {"is_public": True, "campaign_id": 2},
        set(),
    ),
    "not in public": (
        {"timing": hours("09:00", "10:00", WEDNESDAY), "embargo_until": at(WEDNESDAY, 2)},
        {},
        set(),
    ),
}


def _rules(clashes: Any) -> set[R]:
    return {clash.rule for clash in clashes}


@pytest.mark.parametrize(("one", "other", "expected"), PAIRS.values(), ids=PAIRS)
def test_two_events(one: dict[str, Any], other: dict[str, Any], expected: set[R]) -> None:
    first, second = slot(1, **one), slot(2, **other)
    assert _rules(between(first, second)) == _rules(between(second, first)) == expected
    assert _rules(c for c in among([second, first], OfficeDays()) if c.other) == expected
    assert not list(between(first, replace(second, stands=False)))


def test_of_one_series_only_what_truly_overlaps_clashes() -> None:
    shared: dict[str, Any] = {"persons": {MANEE}, "publics": {VILLAGE}}
    monday, tuesday = TUESDAY - timedelta(days=1), TUESDAY
    first = slot(1, on=monday, venues={HALL}, timing=hours("22:00", "09:00", monday, tuesday), **shared)
    then = slot(1, on=tuesday, venues={HOTEL}, timing=hours("09:30", "12:00"), **shared)
    assert not list(between(first, then))
    longer = slot(1, on=monday, venues={HALL}, timing=hours("22:00", "10:00", monday, tuesday), **shared)
    assert _rules(between(longer, then)) == {R.PERSON, R.PUBLIC}
    assert not list(between(longer, longer))


HOLIDAY = date(2026, 12, 10)  # a Thursday
KING = OfficeDays(days_off=frozenset({HOLIDAY, date(2026, 12, 7)}))
ALONE: dict[str, tuple[Slot, OfficeDays, list[R]]] = {
    "a holiday": (slot(timing=days(HOLIDAY)), KING, [R.HOLIDAY]),
    "the Friday after it": (slot(timing=days(date(2026, 12, 11))), KING, [R.BRIDGE]),
    "the Wednesday before it": (slot(timing=days(date(2026, 12, 9))), KING, []),
    "the Tuesday after a long weekend": (slot(timing=days(date(2026, 12, 8))), KING, []),
    "a Saturday": (slot(timing=days(date(2026, 12, 12))), KING, []),
    "both days": (slot(timing=days(HOLIDAY, date(2026, 12, 11))), KING, [R.HOLIDAY, R.BRIDGE]),
    "a week around it": (slot(timing=days(date(2026, 12, 9), date(2026, 12, 15))), KING, []),
    "a week that begins on it": (slot(timing=days(HOLIDAY, date(2026, 12, 15))), KING, [R.HOLIDAY]),
    "sales on a holiday": (slot(timing=days(HOLIDAY), type=EventType.PROMOTION_PERIOD), KING, []),
    "a deadline on a holiday": (slot(timing=days(HOLIDAY), type=EventType.DEADLINE), KING, [R.HOLIDAY]),
    "until midnight before it": (
        slot(timing=hours("20:00", "00:00", date(2026, 12, 9), HOLIDAY)),
        KING,
        [],
    ),
    "a holiday that is over there": (
        # Wednesday evening in New York, when Thursday has begun in Bangkok
        slot(
            timing=hours("20:00", "21:00", date(2026, 12, 9), zone="America/New_York"),
            zone="America/New_York",
        ),
        KING,
        [],
    ),
    "cancelled": (slot(timing=days(HOLIDAY), stands=False, capacity=1, guests=2), KING, []),
    "the owner is away": (
        slot(holders={3}),
        OfficeDays(away=(Away(3, TUESDAY - timedelta(days=3), TUESDAY),)),
        [R.AWAY],
    ),
    "the owner is back": (
        slot(holders={3}),
        OfficeDays(away=(Away(3, TUESDAY - timedelta(days=3), TUESDAY - timedelta(days=1)),)),
        [],
    ),
    "somebody else is away": (slot(holders={3}), OfficeDays(away=(Away(4, TUESDAY, TUESDAY),)), []),
    "our exam weeks": (
        slot(),
        OfficeDays(sensitive=(Sensitive(1, 1, TUESDAY, WEDNESDAY), Sensitive(2, None, WEDNESDAY, WEDNESDAY))),
        [R.SENSITIVE],
    ),
    "another team's exam weeks": (
        slot(),
        OfficeDays(sensitive=(Sensitive(1, 2, TUESDAY, WEDNESDAY),)),
        [],
    ),
    "mourning": (slot(), OfficeDays(sensitive=(Sensitive(1, None, TUESDAY, TUESDAY),)), [R.SENSITIVE]),
    "as many as there are places": (slot(capacity=2, guests=2), OfficeDays(), []),
    "one too many": (slot(capacity=2, guests=3), OfficeDays(), [R.CAPACITY]),
    "no places at all": (slot(capacity=0, guests=1), OfficeDays(), [R.CAPACITY]),
    "nobody said how many": (slot(guests=300), OfficeDays(), []),
    "in public under its own embargo": (
        slot(is_public=True, embargo_until=at(TUESDAY, 3)),
        OfficeDays(),
        [R.EMBARGO],
    ),
    "in public under its campaign's": (
        slot(is_public=True, campaign_embargo_until=at(WEDNESDAY)),
        OfficeDays(),
        [R.EMBARGO],
    ),
    "as the embargo ends": (slot(is_public=True, embargo_until=at(TUESDAY, 2)), OfficeDays(), []),
    "among ourselves under embargo": (slot(campaign_embargo_until=at(WEDNESDAY)), OfficeDays(), []),
}


@pytest.mark.parametrize(("one", "office", "expected"), ALONE.values(), ids=ALONE)
def test_an_event_and_its_days(one: Slot, office: OfficeDays, expected: list[R]) -> None:
    assert [clash.rule for clash in alone(one, office)] == expected


def test_a_clash_is_another_one_once_either_side_moves() -> None:
    one, other = slot(1, **_person()), slot(2, **_person())
    [clash] = between(one, other)
    [turned] = between(other, one)
    assert clash.signature == turned.signature
    later = hours("09:05", "10:00")
    for moved in (between(replace(one, timing=later), other), between(one, replace(other, timing=later))):
        [again] = moved
        assert again.signature != clash.signature
    [fuller] = alone(slot(capacity=1, guests=3), OfficeDays())
    [full] = alone(slot(capacity=1, guests=2), OfficeDays())
    assert full.signature != fuller.signature


def test_the_nearest_free_date_is_a_working_day_unless_it_was_at_a_weekend() -> None:
    thursday = slot(1, timing=hours("09:00", "10:00", HOLIDAY), **_person())
    # Friday is a bridge day, then a weekend; on Wednesday Manee is elsewhere, on Tuesday nothing is in the way
    busy = slot(2, timing=hours("08:00", "12:00", date(2026, 12, 9)), **_person())
    free = nearest_free(thursday, [busy], KING, not_before=TUESDAY)
    assert free == date(2026, 12, 8)
    assert nearest_free(thursday, [busy], KING, not_before=date(2026, 12, 9)) == date(2026, 12, 14)
    saturday = replace(busy, event_id=3, timing=hours("09:00", "10:00", date(2026, 12, 12)))
    assert nearest_free(saturday, [busy], KING, not_before=TUESDAY) == date(2026, 12, 13)


def test_there_may_be_no_free_date() -> None:
    always = slot(2, timing=days(TUESDAY - timedelta(days=100), TUESDAY + timedelta(days=100)), venues={HALL})
    assert nearest_free(slot(1, venues={HALL}), [always], OfficeDays(), not_before=TUESDAY) is None


def test_too_many_guests_are_no_reason_to_look_elsewhere_in_time() -> None:
    full = slot(1, timing=hours("09:00", "10:00", HOLIDAY), capacity=1, guests=2)
    assert nearest_free(full, [], KING, not_before=TUESDAY) == date(2026, 12, 9)


def test_the_gaps_are_those_that_people_are_told() -> None:
    assert (timedelta(hours=1), timedelta(hours=2)) == (TRAVEL, REST)
