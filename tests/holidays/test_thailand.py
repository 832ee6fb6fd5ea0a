"""Planners see Thailand's days off, by names that fit a calendar's cell, and which of them may still move."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from holidays.countries.thailand import ThailandStaticHolidays

from planner.holidays import thailand
from planner.holidays.thailand import Holiday

YEAR_2026 = """
2026-01-01 ปีใหม่ | New Year
2026-01-02 วันหยุดพิเศษ | Special holiday
2026-03-03 มาฆบูชา | Makha Bucha
2026-04-06 วันจักรี | Chakri Day
2026-04-13 สงกรานต์ | Songkran
2026-04-14 สงกรานต์ | Songkran
2026-04-15 สงกรานต์ | Songkran
2026-05-01 วันแรงงาน | Labour Day
2026-05-04 วันฉัตรมงคล | Coronation Day
2026-05-31 วิสาขบูชา | Visakha Bucha
2026-06-01 ชดเชยวิสาขบูชา | Visakha Bucha (in lieu)
2026-06-03 วันเฉลิมฯ พระราชินี | Queen’s Birthday
2026-07-28 วันเฉลิมฯ ร.10 | King’s Birthday
2026-07-29 อาสาฬหบูชา | Asarnha Bucha
2026-07-30 เข้าพรรษา | Buddhist Lent
2026-08-12 วันแม่ | Mother’s Day
2026-10-13 วันนวมินทรมหาราช | King Bhumibol Memorial
2026-10-23 วันปิยมหาราช | Chulalongkorn Day
2026-12-05 วันพ่อ | Father’s Day
2026-12-07 ชดเชยวันพ่อ | Father’s Day (in lieu)
2026-12-10 วันรัฐธรรมนูญ | Constitution Day
2026-12-31 สิ้นปี | New Year’s Eve
"""


def year(number: int) -> list[Holiday]:
    return thailand.between(date(number, 1, 1), date(number, 12, 31))


def by_day(number: int) -> dict[date, Holiday]:
    return {day.on: day for day in year(number)}


def test_the_days_off_of_2026() -> None:
    shown = [f"{day.on} {day.short_th} | {day.short_en}" for day in year(2026)]
    assert shown == YEAR_2026.strip().splitlines()


def test_a_holiday_on_a_weekend_has_its_substitute() -> None:
    days = by_day(2027)
    # Labour Day of 2027 is a Saturday, the King's Birthday a Wednesday
    assert not days[date(2027, 5, 1)].is_substitute
    assert days[date(2027, 5, 3)].is_substitute
    assert days[date(2027, 5, 3)].name_en == "National Labour Day (in lieu)"
    assert days[date(2027, 5, 3)].name_th == "ชดเชยวันแรงงานแห่งชาติ"
    assert date(2027, 7, 29) not in days


def test_a_substitute_may_fall_into_the_next_year() -> None:
    # New Year's Eve of 2028 is a Sunday
    (new_year, instead) = thailand.between(date(2029, 1, 1), date(2029, 1, 31))
    assert (instead.on, instead.short_en) == (date(2029, 1, 2), "New Year’s Eve (in lieu)")
    assert new_year.on == date(2029, 1, 1)


def test_childrens_day_closes_no_office() -> None:
    assert date(2026, 1, 10) not in by_day(2026)
    assert date(2027, 1, 9) not in by_day(2027)


def test_royal_days_keep_their_full_names_for_lists() -> None:
    fifth = by_day(2026)[date(2026, 12, 5)]
    assert fifth.name_th.startswith("วันคล้ายวันเฉลิมพระชนมพรรษาพระบาทสมเด็จพระบรมชนกาธิเบศร")
    assert fifth.name_th.endswith("/ วันชาติ / วันพ่อแห่งชาติ")
    assert fifth.name_en.endswith("National Day / National Father's Day")


def test_days_of_the_moon_are_provisional_until_their_year_is_declared() -> None:
    assert [day for day in year(2026) if day.is_provisional] == []
    provisional = {day.short_th for day in year(2027) if day.is_provisional}
    assert provisional == {"มาฆบูชา", "ชดเชยมาฆบูชา", "วิสาขบูชา", "อาสาฬหบูชา", "เข้าพรรษา", "ชดเชยอาสาฬหบูชา"}


def test_the_last_declared_year_is_the_one_the_package_knows() -> None:
    # when a newer package brings the next declared year, the constant moves with it
    assert max(ThailandStaticHolidays.special_public_holidays) == thailand.LAST_DECLARED_YEAR


def test_only_the_days_asked_for_are_given_the_first_and_the_last_included() -> None:
    assert [day.on for day in thailand.between(date(2026, 12, 31), date(2027, 1, 1))] == [
        date(2026, 12, 31),
        date(2027, 1, 1),
    ]
    assert thailand.between(date(2026, 2, 1), date(2026, 2, 28)) == []
    assert thailand.between(date(2026, 5, 4), date(2026, 5, 3)) == []


def test_years_beyond_what_is_known_have_no_days() -> None:
    assert thailand.between(date(1, 1, 1), date(1913, 12, 31)) == []
    assert thailand.between(date(2101, 1, 1), date(9999, 12, 31)) == []


@pytest.mark.parametrize("number", range(2021, 2061))
def test_every_day_off_has_short_names_in_both_languages_and_its_own_entry(number: int) -> None:
    days = year(number)
    assert [day.on for day in days] == sorted({day.on for day in days})
    for day in days:
        assert day.name_th
        assert day.name_en
        # one name fits a cell; the rare day with two may take two lines
        assert all(len(part) <= 24 for part in day.short_th.split(" / ")), day
        assert all(len(part) <= 32 for part in day.short_en.split(" / ")), day
        if day.is_substitute:
            assert day.on.weekday() < 5
            assert any(
                other.on < day.on <= other.on + timedelta(days=7) for other in days if not other.is_substitute
            ) or (day.on.month == 1)
