"""Readers see days in their language and their era, the month always as a word."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner import dates
from planner.dates import Era, Style
from planner.i18n import Language

THE_DAY = date(2026, 11, 24)
BANGKOK = dates.zone("Asia/Bangkok")
TOKYO = dates.zone("Asia/Tokyo")
LONDON = dates.zone("Europe/London")

DAYS: list[tuple[str, Era | None, Style, str]] = [
    ("th", None, "short", "24 พ.ย."),
    ("th", None, "medium", "24 พ.ย. 2569"),
    ("th", Era.BE, "medium", "24 พ.ย. 2569"),
    ("th", Era.CE, "medium", "24 พ.ย. ค.ศ. 2026"),
    ("th", Era.BOTH, "medium", "24 พ.ย. 2569 (ค.ศ. 2026)"),
    ("th", None, "weekday", "อ. 24 พ.ย. 2569"),
    ("th", None, "long", "24 พฤศจิกายน พ.ศ. 2569"),
    ("th", Era.CE, "long", "24 พฤศจิกายน ค.ศ. 2026"),
    ("th", Era.BOTH, "long", "24 พฤศจิกายน พ.ศ. 2569 (ค.ศ. 2026)"),
    ("th", None, "full", "วันอังคารที่ 24 พฤศจิกายน พ.ศ. 2569"),
    ("en", None, "short", "24 Nov"),
    ("en", None, "medium", "24 Nov 2026"),
    ("en", Era.CE, "medium", "24 Nov 2026"),
    ("en", Era.BE, "medium", "24 Nov BE 2569"),
    ("en", Era.BOTH, "medium", "24 Nov 2026 (BE 2569)"),
    ("en", None, "weekday", "Tue 24 Nov 2026"),
    ("en", None, "long", "24 November 2026"),
    ("en", None, "full", "Tuesday 24 November 2026"),
]


@pytest.mark.parametrize(("language", "era", "style", "expected"), DAYS)
def test_a_day_is_written_for_its_reader(language: str, era: Era | None, style: Style, expected: str) -> None:
    assert dates.format_day(THE_DAY, language, era, style=style) == expected


def test_an_era_stored_as_its_key_is_understood() -> None:
    assert dates.format_day(THE_DAY, "th", Era("both")) == "24 พ.ย. 2569 (ค.ศ. 2026)"


RANGES = [
    (date(2026, 11, 24), "24 พ.ย. 2569", "24 Nov 2026"),
    (date(2026, 11, 26), "24–26 พ.ย. 2569", "24–26 Nov 2026"),
    (date(2026, 12, 3), "24 พ.ย. – 3 ธ.ค. 2569", "24 Nov – 3 Dec 2026"),
    (date(2027, 1, 3), "24 พ.ย. 2569 – 3 ม.ค. 2570", "24 Nov 2026 – 3 Jan 2027"),
    (date(2027, 11, 24), "24 พ.ย. 2569 – 24 พ.ย. 2570", "24 Nov 2026 – 24 Nov 2027"),
]


@pytest.mark.parametrize(("end", "thai", "english"), RANGES)
def test_days_in_a_row_share_their_month_and_year(end: date, thai: str, english: str) -> None:
    assert dates.format_range(THE_DAY, end, "th") == thai
    assert dates.format_range(THE_DAY, end, "en") == english


def test_days_in_a_row_in_other_forms() -> None:
    end = date(2026, 11, 26)
    assert dates.format_range(THE_DAY, end, "th", Era.BOTH) == "24–26 พ.ย. 2569 (ค.ศ. 2026)"
    assert dates.format_range(THE_DAY, end, "th", Era.CE, style="long") == "24–26 พฤศจิกายน ค.ศ. 2026"
    assert dates.format_range(THE_DAY, end, "en", style="weekday") == "Tue 24 – Thu 26 Nov 2026"
    assert dates.format_range(THE_DAY, end, "en", style="short") == "24–26 Nov"
    assert dates.format_range(THE_DAY, date(2027, 1, 3), "th", style="short") == "24 พ.ย. – 3 ม.ค."


def test_a_range_that_ends_before_it_starts_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="on or after"):
        dates.format_range(THE_DAY, date(2026, 11, 23), "th")


def test_headings_name_the_month_and_the_year() -> None:
    assert dates.format_month(2026, 11, "th") == "พฤศจิกายน 2569"
    assert dates.format_month(2026, 11, "th", Era.CE) == "พฤศจิกายน ค.ศ. 2026"
    assert dates.format_month(2026, 11, "en") == "November 2026"
    assert dates.format_year(2026, "en", Era.BOTH) == "2026 (BE 2569)"


def test_a_time_carries_the_thai_mark_of_hours() -> None:
    assert dates.format_time(time(9, 30), "th") == "09.30 น."
    assert dates.format_time(time(9, 30), "en") == "09:30"


def test_an_instant_is_written_as_clocks_there_show_it() -> None:
    at = datetime(2026, 11, 24, 17, 30, tzinfo=UTC)
    assert dates.format_instant(at, BANGKOK, "th") == "25 พ.ย. 2569 00.30 น."
    assert dates.format_instant(at, LONDON, "en", style="weekday") == "Tue 24 Nov 2026, 17:30"


def bangkok(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=BANGKOK)


SPANS = [
    (bangkok(24, 9, 30), bangkok(24, 11, 30), "24 พ.ย. 2569 09.30–11.30 น.", "24 Nov 2026, 09:30–11:30"),
    (bangkok(24, 9, 30), bangkok(24, 9, 30), "24 พ.ย. 2569 09.30 น.", "24 Nov 2026, 09:30"),
    (bangkok(24, 20), bangkok(25, 0), "24 พ.ย. 2569 20.00–24.00 น.", "24 Nov 2026, 20:00–24:00"),
    (
        bangkok(24, 20),
        bangkok(25, 1),
        "24 พ.ย. 2569 20.00 น. – 25 พ.ย. 2569 01.00 น.",
        "24 Nov 2026, 20:00 – 25 Nov 2026, 01:00",
    ),
]


@pytest.mark.parametrize(("start", "end", "thai", "english"), SPANS)
def test_an_event_says_when_it_starts_and_ends(
    start: datetime, end: datetime, thai: str, english: str
) -> None:
    assert dates.format_span(start, end, BANGKOK, "th") == thai
    assert dates.format_span(start, end, BANGKOK, "en") == english


def test_the_zone_is_named_only_to_those_whose_clocks_differ() -> None:
    start, end = datetime(2026, 11, 24, 1, tzinfo=UTC), datetime(2026, 11, 24, 3, tzinfo=UTC)
    jakarta = dates.zone("Asia/Jakarta")
    assert dates.format_span(start, end, TOKYO, "en", reader_zone=TOKYO) == "24 Nov 2026, 10:00–12:00"
    assert (
        dates.format_span(start, end, TOKYO, "en", reader_zone=BANGKOK)
        == "24 Nov 2026, 10:00–12:00 (Tokyo, UTC+9)"
    )
    assert dates.format_span(start, end, jakarta, "th", reader_zone=BANGKOK) == "24 พ.ย. 2569 08.00–10.00 น."


def test_the_zone_is_named_when_clocks_part_during_the_event() -> None:
    # Lisbon and Casablanca agree in winter only; clocks in Lisbon change on 28 March 2027
    start, end = datetime(2027, 3, 27, 12, tzinfo=UTC), datetime(2027, 3, 29, 12, tzinfo=UTC)
    text = dates.format_span(
        start, end, dates.zone("Europe/Lisbon"), "en", reader_zone=dates.zone("Africa/Abidjan")
    )
    assert text.endswith("(Lisbon, UTC)")


def test_spans_refuse_what_cannot_be() -> None:
    with pytest.raises(ValueError, match="at or after"):
        dates.format_span(bangkok(24, 9), bangkok(24, 8), BANGKOK, "th")
    with pytest.raises(ValueError, match="zone"):
        dates.format_instant(datetime(2026, 11, 24, 9), BANGKOK, "th")  # noqa: DTZ001 - naive on purpose


def test_the_echo_under_a_date_field_shows_both_eras() -> None:
    assert dates.echo(THE_DAY) == "= 24 พ.ย. 2569 / 24 Nov 2026"


@given(
    st.dates(date(1900, 1, 1), date(2399, 12, 31)),
    st.sampled_from(Language),
    st.sampled_from(Era),
    st.sampled_from(["medium", "weekday", "long", "full"]),
)
def test_no_reader_has_to_guess_the_era(day: date, language: Language, era: Era, style: Style) -> None:
    text = dates.format_day(day, language, era, style=style)
    unmarked = re.sub(r"(พ\.ศ\.|ค\.ศ\.|BE) \d{4}", "", text)
    years = set(re.findall(r"\d{4}", unmarked))
    # a year without a mark is always of the era the reader's language takes for granted
    usual = day.year + 543 if language is Language.TH else day.year
    assert years <= {str(usual)}
    assert (str(day.year + 543) in text) == (era is not Era.CE)
    assert (str(day.year) in text) == (era is not Era.BE)
