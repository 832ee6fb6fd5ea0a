"""People type a time of day as Thai letters and English ones do."""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner import dates
from planner.dates import TimeError
from planner.i18n import Language

HALF_PAST_NINE = """
9:30|09:30|9.30|09.30|0930|930|๙.๓๐|๐๙.๓๐ น.|9.30 น.|09:30น.|9:30 น|เวลา 9.30 น.
09:30:00|9:30 am|9:30AM|9.30 a.m.| 9 : 30
"""


@pytest.mark.parametrize("text", HALF_PAST_NINE.strip("\n").replace("\n", "|").split("|"))
def test_half_past_nine_is_written_in_many_ways(text: str) -> None:
    assert dates.parse_time(text) == time(9, 30)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14 น.", time(14)),
        ("14 นาฬิกา", time(14)),
        ("2pm", time(14)),
        ("2:30 pm", time(14, 30)),
        ("12 am", time(0)),
        ("12 pm", time(12)),
        ("0:00", time(0)),
        ("23.59", time(23, 59)),
    ],
)
def test_other_times_of_the_day(text: str, expected: time) -> None:
    assert dates.parse_time(text) == expected


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("", "Write a time, for example 09:30."),
        ("soon", "This cannot be read as a time."),
        ("9", "This cannot be read as a time."),
        ("9:3", "This cannot be read as a time."),
        ("13 pm", "This cannot be read as a time."),
        ("0:30 pm", "This cannot be read as a time."),
        ("9:30:15", "This cannot be read as a time."),
        ("-9:30", "This cannot be read as a time."),
        ("9:30" + " " * 90 + "x", "This cannot be read as a time."),
        ("25:00", "There is no time 25:00."),
        ("9:60", "There is no time 09:60."),
        ("24:00", "A day ends at 00:00 of the next day."),
        ("24.00 น.", "A day ends at 00:00 of the next day."),
    ],
)
def test_what_is_no_time_is_refused_with_what_to_do(text: str, advice: str) -> None:
    with pytest.raises(TimeError) as refused:
        dates.parse_time(text)
    assert str(refused.value).startswith(advice)


minutes = st.builds(time, st.integers(0, 23), st.integers(0, 59))


@given(minutes, st.sampled_from(Language))
def test_every_time_we_print_can_be_typed_back(at: time, language: Language) -> None:
    assert dates.parse_time(dates.format_time(at, language)) == at


@given(st.text(max_size=100))
def test_whatever_is_typed_is_a_time_or_is_refused(text: str) -> None:
    try:
        at = dates.parse_time(text)
    except TimeError:
        return
    assert at.second == 0
