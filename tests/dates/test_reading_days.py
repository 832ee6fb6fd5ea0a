"""People type a day in either era, either language, either digits; what is unclear is refused with advice."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner import dates
from planner.dates import DayError, Era
from planner.i18n import Language

THE_DAY = date(2026, 11, 24)

WRITTEN = [
    ("24/11/2569", Era.BE),
    ("24/11/2026", Era.CE),
    ("24-11-2026", Era.CE),
    ("24.11.2569", Era.BE),
    ("24 11 2569", Era.BE),
    ("2026-11-24", Era.CE),
    ("2569-11-24", Era.BE),
    ("2569/11/24", Era.BE),
    ("๒๔/๑๑/๒๕๖๙", Era.BE),
    ("24 พ.ย. 2569", Era.BE),
    ("24 พ.ย.2569", Era.BE),
    ("24พย2569", Era.BE),
    ("๒๔ พ.ย. ๒๕๖๙", Era.BE),
    ("24 พฤศจิกายน 2569", Era.BE),
    ("24 พฤศจิกา 2569", Era.BE),
    ("24 พฤศจิกายน พ.ศ. 2569", Era.BE),
    ("24 พฤศจิกายนพ.ศ.2569", Era.BE),
    ("24 พฤศจิกายน พุทธศักราช 2569", Era.BE),
    ("24 พฤศจิกายน ค.ศ. 2026", Era.CE),
    ("วันที่ 24 เดือนพฤศจิกายน ปี 2569", Era.BE),
    ("อังคาร 24 พ.ย. 2569", Era.BE),
    ("อ. 24 พ.ย. 2569", Era.BE),
    ("วันอังคารที่ ๒๔ พฤศจิกายน พ.ศ. ๒๕๖๙", Era.BE),
    ("24 พ.ย. 2569 (ค.ศ. 2026)", Era.BOTH),
    ("24 Nov 2026", Era.CE),
    ("24 NOVEMBER 2026", Era.CE),
    ("24-Nov-2026", Era.CE),
    ("24th of November 2026", Era.CE),
    ("Nov 24, 2026", Era.CE),
    ("Tuesday 24 November 2026", Era.CE),
    ("Tue, 24 Nov 2026", Era.CE),
    ("2026 Nov 24", Era.CE),
    ("24 Nov BE 2569", Era.BE),
    ("24 Nov 2569 B.E.", Era.BE),
    ("24 Nov 2026 AD", Era.CE),
    ("24 Nov 2026 (BE 2569)", Era.BOTH),
    ("24 Nov 2569", Era.BE),
    ("  24 \t พ.ย.\u00a02569 ", Era.BE),
]


@pytest.mark.parametrize(("text", "era"), WRITTEN)
def test_a_planner_writes_the_same_day_in_many_ways(text: str, era: Era) -> None:
    parsed = dates.parse_day(text)
    assert (parsed.day, parsed.era_written) == (THE_DAY, era)


def test_an_office_that_keeps_the_buddhist_era_may_write_a_leap_day() -> None:
    # 2567 is not divisible by four, but it is 2024, which is
    assert dates.parse_day("29/2/2567").day == date(2024, 2, 29)


def test_the_first_and_last_years_of_each_era_are_read() -> None:
    assert dates.parse_day("1/1/1900").day == date(1900, 1, 1)
    assert dates.parse_day("31/12/2399").day == date(2399, 12, 31)
    assert dates.parse_day("1/1/2400").day == date(1857, 1, 1)
    assert dates.parse_day("31/12/2999").day == date(2456, 12, 31)


REFUSED = [
    ("", "Write a day, for example 24/11/2569 or 24 Nov 2026."),
    ("   ", "Write a day, for example 24/11/2569 or 24 Nov 2026."),
    ("tomorrow", "This cannot be read as a day. Write day, month and year"),
    ("24 Foo 2026", "This cannot be read as a day."),
    ("24 พ.ย. ธ.ค. 2569", "This cannot be read as a day."),
    ("24/11/2569 10:00", "This cannot be read as a day."),
    ("24//11//2569", "This cannot be read as a day."),
    ("24/-11/2569", "This cannot be read as a day."),
    ("24,11,2569", "This cannot be read as a day."),
    ("20261124", "This cannot be read as a day."),
    ("24/11/2569" + " " * 100 + "24/11/2569", "This cannot be read as a day."),
    ("1/2/3/2569", "This cannot be read as a day."),
    ("24/111/2569", "This cannot be read as a day."),
    ("٢٤/١١/٢٠٢٦", "This cannot be read as a day."),
    ("24/11", "The year is missing."),
    ("24 พ.ย.", "The year is missing."),
    ("24/11/69", "Write the year with four digits, for example 2569 or 2026, not 69."),
    ("24 พ.ย. 69", "Write the year with four digits, for example 2569 or 2026, not 69."),
    ("24/11/569", "Write the year with four digits, for example 2569 or 2026, not 569."),
    ("24/11/1899", "The year 1899 is too far away."),
    ("24/11/3000", "The year 3000 is too far away."),
    ("24/11/25690", "The year 25690 is too far away."),
    ("24/11/112569", "The year 112569 is too far away."),
    ("24 พ.ย. พ.ศ. 2026", "2026 is a year of the common era."),
    ("24 Nov 2569 CE", "2569 is a year of the Buddhist Era."),
    ("24 พ.ย. 2569 (ค.ศ. 2027)", "The years 2569 and 2027 are not the same year."),
    ("11/24/2026", "The day comes before the month. Write 24/11/2026."),
    ("2026-24-11", "The day comes before the month. Write 24/11/2026."),
    ("24/13/2569", "There is no month 13."),
    ("1/0/2569", "There is no month 0."),
    ("0/1/2569", "This month has no day 0. In the year 2569 it ends on day 31."),
    ("29/2/2566", "This month has no day 29. In the year 2566 it ends on day 28."),
    ("31 เม.ย. 2569", "This month has no day 31. In the year 2569 it ends on day 30."),
    ("Monday 24 Nov 2026", "This day falls on another weekday than the one written."),
    ("พ. 24 พ.ย. 2569", "This day falls on another weekday than the one written."),
]


@pytest.mark.parametrize(("text", "advice"), REFUSED)
def test_what_cannot_be_meant_is_refused_with_what_to_do(text: str, advice: str) -> None:
    with pytest.raises(DayError) as refused:
        dates.parse_day(text)
    assert str(refused.value).startswith(advice)


def test_the_advice_keeps_its_places_for_the_translator() -> None:
    with pytest.raises(DayError) as refused:
        dates.parse_day("24/11/69")
    assert "%(year)s" in refused.value.message
    assert refused.value.values == {"year": "69"}


days = st.dates(date(1900, 1, 1), date(2399, 12, 31))


@given(
    days,
    st.sampled_from(Language),
    st.sampled_from(Era),
    st.sampled_from(["medium", "weekday", "long", "full"]),
)
def test_every_day_we_print_can_be_typed_back(
    day: date, language: Language, era: Era, style: dates.Style
) -> None:
    parsed = dates.parse_day(dates.format_day(day, language, era, style=style))
    assert (parsed.day, parsed.era_written) == (day, era)


@given(days, st.sampled_from(["/", "-", "."]), st.booleans())
def test_the_same_day_in_numbers_is_the_same_in_either_era(day: date, sign: str, is_thai: bool) -> None:
    shown = [f"{day.day}{sign}{day.month}{sign}{year}" for year in (day.year, day.year + 543)]
    if is_thai:
        shown = [text.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")) for text in shown]
    assert {dates.parse_day(text).day for text in shown} == {day}


@given(st.text(max_size=100))
def test_whatever_is_typed_is_a_day_we_keep_or_is_refused(text: str) -> None:
    _is_read_or_refused(text)


@given(st.text(alphabet="0123456789/-. พศค.ยNovBE()", max_size=40))
def test_what_nearly_is_a_day_is_a_day_we_keep_or_is_refused(text: str) -> None:
    _is_read_or_refused(text)


def _is_read_or_refused(text: str) -> None:
    try:
        day = dates.parse_day(text).day
    except DayError:
        return
    assert date(1857, 1, 1) <= day <= date(2456, 12, 31)
