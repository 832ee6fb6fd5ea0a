"""VTIMEZONE: the same offsets as the zone itself, in the shape that Outlook reads."""

from __future__ import annotations

import io
import re
import zoneinfo
from datetime import UTC, datetime, timedelta

import pytest
from dateutil import tz

from planner.dates import ZoneError, zones
from planner.dates import zone as clocks
from planner.feeds.zones import read_posix, vtimezone

FIRST, LAST_YEAR = 2025, 2029
OUTLOOK = re.compile(r"RRULE:FREQ=YEARLY;BYMONTH=\d+;BYDAY=(-1|[1-4])(SU|MO|TU|WE|TH|FR|SA)")


def offsets_differ(tzid: str) -> list[datetime]:
    """The moments at which dateutil, reading our VTIMEZONE, shows another time than the zone."""
    text = "\r\n".join(vtimezone(tzid, FIRST, LAST_YEAR)) + "\r\n"
    ours, zone = tz.tzical(io.StringIO(text)).get(), clocks(tzid)
    assert ours is not None
    moment, end = datetime(FIRST, 1, 1, tzinfo=UTC), datetime(LAST_YEAR + 1, 1, 1, tzinfo=UTC)
    around = []
    while moment < end:
        following = moment + timedelta(days=1)
        if moment.astimezone(zone).utcoffset() != following.astimezone(zone).utcoffset():
            # every quarter of an hour about a change, but not the hour clocks show twice: which of
            # the two is meant cannot be asked of dateutil
            around += [moment + timedelta(minutes=15 * n) for n in range(97)]
        else:
            around.append(moment)
        moment = following
    certain = [
        at
        for at in around
        if tz.resolve_imaginary(local := at.astimezone(zone)) == local and not is_twice(local)
    ]
    return [
        at
        for at in certain
        if at.astimezone(zone).replace(tzinfo=None).replace(tzinfo=ours).astimezone(UTC) != at
    ]


def is_twice(local: datetime) -> bool:
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()


@pytest.mark.parametrize(
    "tzid",
    [
        "Asia/Bangkok",
        "Europe/London",
        "Europe/Dublin",
        "America/New_York",
        "Australia/Sydney",
        "Australia/Lord_Howe",
        "Pacific/Auckland",
        "Asia/Kolkata",
        "Africa/Cairo",
        "Africa/Casablanca",
        "America/Havana",
        "America/Nuuk",
        "America/Santiago",
        "America/Vancouver",
        "Asia/Gaza",
        "Asia/Jerusalem",
        "Etc/GMT+5",
    ],
)
def test_a_zone_is_read_as_it_is(tzid: str) -> None:
    assert offsets_differ(tzid) == []


@pytest.mark.long
@pytest.mark.parametrize("tzid", sorted(zoneinfo.available_timezones() - {"Factory", "localtime"}))
def test_every_zone_is_read_as_it_is(tzid: str) -> None:
    assert offsets_differ(tzid) == []


@pytest.mark.parametrize("tzid", zones())
def test_every_zone_people_choose_has_the_shape_outlook_reads_or_its_changes_one_by_one(tzid: str) -> None:
    written = vtimezone(tzid, 2026, 2027)
    rules = [line for line in written if line.startswith("RRULE")]
    parts = [line for line in written if line in ("BEGIN:STANDARD", "BEGIN:DAYLIGHT")]
    assert all(OUTLOOK.fullmatch(rule) for rule in rules)
    assert (len(parts), len(rules)) in {(1, 0), (2, 2)} or (rules == [] and 2 <= len(parts) <= 10)
    assert not any(line.startswith("RDATE") for line in written)
    assert all(line.isascii() and len(line) <= 75 for line in written)


def test_london_as_it_should_be() -> None:
    assert vtimezone("Europe/London", 2026, 2028) == (
        "BEGIN:VTIMEZONE",
        "TZID:Europe/London",
        "BEGIN:DAYLIGHT",
        "DTSTART:19700329T010000",
        "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0100",
        "TZNAME:BST",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:19701025T020000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0000",
        "TZNAME:GMT",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "END:STANDARD",
        "END:VTIMEZONE",
    )


def test_bangkok_is_one_offset_and_nothing_more() -> None:
    assert vtimezone("Asia/Bangkok", 2026, 2028) == (
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Bangkok",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0700",
        "TZOFFSETTO:+0700",
        "TZNAME:+07",
        "END:STANDARD",
        "END:VTIMEZONE",
    )


def test_the_last_change_of_vancouver_is_its_only_one() -> None:
    assert "DTSTART:20260308T020000" in vtimezone("America/Vancouver", 2026, 2028)
    assert sum(line.startswith("DTSTART") for line in vtimezone("America/Vancouver", 2026, 2028)) == 2
    assert "TZOFFSETTO:-0700" in vtimezone("America/Vancouver", 2027, 2028)
    assert sum(line.startswith("DTSTART") for line in vtimezone("America/Vancouver", 2027, 2028)) == 1


def test_what_is_no_zone_is_refused() -> None:
    with pytest.raises(ZoneError):
        vtimezone("Mars/Olympus", 2026, 2028)


@pytest.mark.parametrize("text", ["", "EST", "EST5EDT", "EST5EDT,J60,J300", "<+07>-7\n", "<+0๗>-๗"])
def test_a_rule_of_another_shape_is_refused_rather_than_guessed(text: str) -> None:
    with pytest.raises(ValueError, match="POSIX"):
        read_posix(text)


def test_a_rule_may_name_seconds_and_its_own_daylight_offset() -> None:
    read = read_posix("XST-10:30:15YST-11,M10.1.0,M4.1.0/-2:30")
    assert read.standard.ahead == timedelta(hours=10, minutes=30, seconds=15)
    assert read.daylight is not None
    assert read.daylight.ahead == timedelta(hours=11)
    assert read.to_standard is not None
    assert read.to_standard.at == -timedelta(hours=2, minutes=30)
