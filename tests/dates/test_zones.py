"""Events happen by the clock on the wall where they happen, also on the nights the clocks change."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner import dates
from planner.dates import WallTime, ZoneError

LONDON = dates.zone("Europe/London")
BANGKOK = dates.zone("Asia/Bangkok")

FORWARD = date(2027, 3, 28)
"""London goes from 01:00 to 02:00."""
BACK = date(2026, 10, 25)
"""London goes from 02:00 back to 01:00."""


def test_a_morning_in_bangkok_is_seven_hours_before_the_same_morning_in_utc() -> None:
    at = dates.local_to_instant(date(2026, 11, 24), time(9, 30), BANGKOK)
    assert at == datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
    assert at.tzinfo is UTC


@pytest.mark.parametrize(
    ("day", "at", "kind", "expected"),
    [
        (FORWARD, time(0, 59), WallTime.ONCE, datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        # RFC 5545 §3.3.5: a time that does not occur uses the offset before the gap
        (FORWARD, time(1, 0), WallTime.SKIPPED, datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
        (FORWARD, time(1, 30), WallTime.SKIPPED, datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        (FORWARD, time(2, 0), WallTime.ONCE, datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
        (BACK, time(0, 59), WallTime.ONCE, datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        # … and a time that occurs twice is the first of the two
        (BACK, time(1, 0), WallTime.TWICE, datetime(2026, 10, 25, 0, 0, tzinfo=UTC)),
        (BACK, time(1, 59), WallTime.TWICE, datetime(2026, 10, 25, 0, 59, tzinfo=UTC)),
        (BACK, time(2, 0), WallTime.ONCE, datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
    ],
)
def test_the_nights_the_clocks_change_in_london(
    day: date, at: time, kind: WallTime, expected: datetime
) -> None:
    assert dates.wall_time(day, at, LONDON) is kind
    assert dates.local_to_instant(day, at, LONDON) == expected


def test_a_time_that_says_it_is_the_second_of_two_is_still_taken_as_the_first() -> None:
    assert dates.local_to_instant(BACK, time(1, 30, fold=1), LONDON) == datetime(
        2026, 10, 25, 0, 30, tzinfo=UTC
    )


SOME_ZONES = ["Asia/Bangkok", "Europe/London", "America/New_York", "Australia/Lord_Howe", "America/Santiago"]


@given(
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.sampled_from(SOME_ZONES),
)
def test_a_time_that_exists_comes_back_as_it_was_written(day: date, at: time, tzid: str) -> None:
    tz = dates.zone(tzid)
    there_and_back = dates.instant_to_local(dates.local_to_instant(day, at, tz), tz)
    assert (there_and_back == (day, at)) == (dates.wall_time(day, at, tz) is not WallTime.SKIPPED)


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        dates.instant_to_local(datetime(2026, 11, 24), BANGKOK)  # noqa: DTZ001 - naive on purpose


@pytest.mark.parametrize(
    "tzid", ["", "Bangkok", "asia/bangkok", "../etc/passwd", "/etc/localtime", "Factory", "+07:00"]
)
def test_an_unknown_zone_is_refused_with_an_example(tzid: str) -> None:
    with pytest.raises(ZoneError) as refused:
        dates.zone(tzid)
    assert "Asia/Bangkok" in str(refused.value)


def test_an_old_name_of_a_zone_is_understood() -> None:
    assert dates.zone("Asia/Calcutta").key == "Asia/Calcutta"


def test_bangkok_is_the_first_zone_offered_and_all_offered_are_known() -> None:
    offered = dates.zones()
    assert offered[0] == dates.HOME_ZONE
    assert len(offered) == len(set(offered)) > 300
    assert {"Asia/Vientiane", "Europe/London", "UTC"} <= set(offered)
    assert all(dates.zone(tzid) for tzid in offered)


def test_every_zone_offered_has_a_name_in_both_languages() -> None:
    at = datetime(2026, 11, 24, tzinfo=UTC)
    for tzid in dates.zones():
        assert all(dates.zone_label(tzid, language, at) for language in ("th", "en"))
    assert dates.zone_label("Asia/Tokyo", "th", at) == "โตเกียว (UTC+9)"
    assert dates.zone_label("Asia/Kolkata", "en", at) == "Kolkata (UTC+5:30)"
    assert dates.zone_label("America/New_York", "en", at) == "New York (UTC-5)"
    assert dates.zone_label("UTC", "th", at) == "UTC"


def test_zone_data_comes_from_the_package_not_from_the_machine() -> None:
    assert zoneinfo.TZPATH == ()
    # Vancouver stops changing its clocks in 2026; older data has it at -8 here
    assert (
        dates.zone_label("America/Vancouver", "en", datetime(2027, 1, 15, tzinfo=UTC)) == "Vancouver (UTC-7)"
    )
