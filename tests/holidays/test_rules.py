"""Days that come back, days on which the office works, and the package beside what stands: no database."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.holidays import package, working_days, yearly
from planner.holidays.comparing import Standing, compare
from planner.holidays.models import Holiday
from planner.holidays.package import Said
from planner.holidays.suggestions import BY_KEY, SUGGESTIONS
from planner.holidays.words import HolidayKind

SONGKRAN = Said(
    date(2027, 4, 13), "สงกรานต์", HolidayKind.PUBLIC, "วันสงกรานต์", "Songkran", "สงกรานต์", "Songkran"
)


def held(said: Said = SONGKRAN, **changed: object) -> Holiday:
    given = {
        "id": 1,
        "country": "TH",
        "on": said.on,
        "kind": said.kind,
        "name_th": said.name_th,
        "name_en": said.name_en,
        "short_name_th": said.short_name_th,
        "short_name_en": said.short_name_en,
        "said_on": said.on,
        "said_name": said.name,
        "is_struck_off": False,
    }
    return Holiday(**{**given, **changed})


def test_a_day_comes_back_every_year_from_its_own_on() -> None:
    day = date(2026, 6, 5)
    found = list(yearly.times(day, day, date(2024, 1, 1), date(2028, 12, 31), recurs=True))
    assert [start for start, _ in found] == [date(2026, 6, 5), date(2027, 6, 5), date(2028, 6, 5)]
    assert list(yearly.times(day, day, date(2027, 1, 1), date(2027, 12, 31), recurs=False)) == []


def test_the_twenty_ninth_of_february_is_the_twenty_eighth_where_there_is_none() -> None:
    leap = date(2028, 2, 29)
    found = [start for start, _ in yearly.times(leap, leap, leap, date(2032, 12, 31), recurs=True)]
    assert found == [
        date(2028, 2, 29),
        date(2029, 2, 28),
        date(2030, 2, 28),
        date(2031, 2, 28),
        date(2032, 2, 29),
    ]


def test_a_period_over_new_year_is_found_from_either_side() -> None:
    start, end = date(2026, 12, 28), date(2027, 1, 3)
    for first, last in ((date(2027, 12, 1), date(2027, 12, 31)), (date(2028, 1, 1), date(2028, 1, 31))):
        assert list(yearly.times(start, end, first, last, recurs=True)) == [
            (date(2027, 12, 28), date(2028, 1, 3))
        ]
    both = list(yearly.times(start, end, date(2027, 1, 1), date(2027, 12, 31), recurs=True))
    assert both == [(start, end), (date(2027, 12, 28), date(2028, 1, 3))]


@given(
    st.dates(date(1900, 1, 1), date(2399, 1, 1)),
    st.integers(0, 364),
    st.dates(date(1900, 1, 1), date(2398, 12, 31)),
    st.integers(0, 60),
)
def test_whatever_is_found_touches_the_days_asked_about(
    start: date, length: int, first: date, days: int
) -> None:
    end, last = start + timedelta(days=length), first + timedelta(days=days)
    if not yearly.is_shorter_than_a_year(start, end):
        return
    found = list(yearly.times(start, end, first, last, recurs=True))
    assert all(begins <= last and ends >= first and begins >= start for begins, ends in found)
    assert found == sorted(set(found))
    assert len(found) <= 2


def test_time_ends_without_a_complaint() -> None:
    start, end = date(9998, 12, 30), date(9999, 1, 2)
    assert list(yearly.times(start, end, date(9999, 1, 1), date.max, recurs=True)) == [(start, end)]
    assert not yearly.is_shorter_than_a_year(date(2026, 1, 1), date(2027, 1, 1))
    assert yearly.is_shorter_than_a_year(date(2026, 1, 1), date(2026, 12, 31))


def test_the_next_working_day_passes_over_weekends_and_days_off() -> None:
    off = {date(2026, 12, 7), date(2026, 12, 10)}
    # 5 December 2026 is a Saturday, the Monday after is its substitute
    assert working_days.next_working_day(date(2026, 12, 5), off) == date(2026, 12, 8)
    assert working_days.next_working_day(date(2026, 12, 8), off) == date(2026, 12, 8)
    assert working_days.working_days_after(date(2026, 12, 4), 3, off) == date(2026, 12, 11)
    assert not working_days.is_working_day(date(2026, 12, 10), off)


def test_each_day_has_its_standing_beside_the_package() -> None:
    own = held(said_on=None, said_name=None)
    found = compare(
        [SONGKRAN], [held(), held(on=date(2027, 4, 14)), held(is_struck_off=True), held(said_name="x"), own]
    )
    assert [one.standing for one in found.days] == [
        Standing.SAME,
        Standing.STRUCK_OFF,
        Standing.GONE,
        Standing.OURS,
        Standing.CHANGED,
    ]
    assert found.days[-1].differences == [("on", date(2027, 4, 14), date(2027, 4, 13))]
    assert found.missing == []


def test_a_silent_package_takes_nothing_away() -> None:
    found = compare(None, [held()])
    assert [one.standing for one in found.days] == [Standing.SAME]
    assert compare([SONGKRAN], []).missing == [SONGKRAN]


def test_thailands_year_tells_days_off_from_days_observed() -> None:
    said = {(one.on.month, one.on.day): one for one in package.said("TH", 2027) or ()}
    # 9 January 2027: the package calls Children's Day public; nobody has it off
    assert said[1, 9].kind is HolidayKind.OBSERVANCE
    assert said[1, 16].kind is HolidayKind.SCHOOL
    assert said[2, 22].kind is HolidayKind.SUBSTITUTE
    assert said[11, 13].short_name_th == "ลอยกระทง"
    assert all(
        one.name_th and one.name_en and one.short_name_th and one.short_name_en for one in said.values()
    )


@pytest.mark.parametrize(
    ("country", "th", "en"), [("JP", "วันขึ้นปีใหม่", "New Year's Day"), ("BT", None, "Losar")]
)
def test_other_countries_have_the_names_the_package_has(country: str, th: str | None, en: str) -> None:
    said = package.said(country, 2027) or ()
    assert (th, en) in {(one.name_th, one.name_en) for one in said}


def test_a_substitute_elsewhere_is_known_by_its_english_name() -> None:
    kinds = {one.on: one.kind for one in package.said("GB", 2027) or ()}
    # Christmas of 2027 is a Saturday
    assert kinds[date(2027, 12, 25)] is HolidayKind.PUBLIC
    assert kinds[date(2027, 12, 27)] is HolidayKind.SUBSTITUTE


@pytest.mark.parametrize("year", [1900, 1913, 2101, 2399])
def test_years_the_package_does_not_reckon_have_no_days(year: int) -> None:
    assert package.said("TH", year) == ()


def test_every_suggestion_is_a_day_with_both_names_and_its_source() -> None:
    assert len(BY_KEY) == len(SUGGESTIONS)
    for one in SUGGESTIONS:
        assert date(2027, one.month, one.day).year == 2027
        assert one.name_th
        assert one.name_en
        assert one.source
