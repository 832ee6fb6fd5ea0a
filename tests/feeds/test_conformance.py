"""The checker that others rely on: it passes clean feeds and finds every fault planted in one."""

from __future__ import annotations

import re

import pytest

from planner.feeds.write import event_bytes, single_file, zones_of
from tests.feeds.conformance import check
from tests.feeds.samples import CHANGED, EVERYTHING, ONCE, SERIES, feed

CLEAN = feed([CHANGED, ONCE["three days"], ONCE["cancelled"]])
UID = b"UID:changed@planner.example\r\n"


def test_a_clean_feed_has_no_fault() -> None:
    assert check(CLEAN) == []
    assert check(feed(EVERYTHING.values())) == []
    assert check(feed(EVERYTHING.values(), "th")) == []


def test_a_clean_file_has_no_fault_and_no_name() -> None:
    one = SERIES["london mondays"]
    file = single_file(zones_of(one), (2026, 2028), [event_bytes(one, "en")])
    assert check(file, is_file=True) == []
    assert any("NAME" in problem for problem in check(file))
    assert any("file has a name" in problem for problem in check(CLEAN, is_file=True))


@pytest.mark.parametrize(
    ("clean", "faulty", "named"),
    [
        # what is sent (RFC 5545 3.1)
        (b"\r\nVERSION:2.0\r\n", b"\nVERSION:2.0\r\n", "other than CRLF"),
        (b"END:VCALENDAR\r\n", b"END:VCALENDAR", "last line has no CRLF"),
        (b"PRODID:", b"PRODID:" + b"x" * 70, "octets"),
        (b"\r\nVERSION", b"\r\n\r\nVERSION", "is empty"),
        ("ครั้งที่ 1".encode(), "ครั้งที".encode() + b"\xe0\r\n \xb9\x88 1", "splits a character"),
        (b"\\,", b"\\\r\n ,", "between a backslash"),
        (b"SUMMARY:", b"SUMMARY:a\x0bb", "control character"),
        (b"SUMMARY:", "SUMMARY:a\u2028b".encode(), "control character"),
        (b"STATUS:", b"STATUS ", "not a content line"),
        # the calendar
        (b"VERSION:2.0", b"VERSION:1.0", "VERSION is not"),
        (b"CALSCALE:GREGORIAN\r\n", b"", "CALSCALE is not"),
        (b"PRODID:-//Samphan//Calendar feed//EN", "PRODID:สัมพันธ์".encode(), "PRODID"),
        (b"VERSION:2.0\r\n", b"VERSION:2.0\r\nMETHOD:PUBLISH\r\n", "METHOD stands"),
        (b"VERSION:2.0\r\n", b"VERSION:2.0\r\nUID:x\r\n", "calendar has a UID"),
        (b"VERSION:2.0\r\n", b"VERSION:2.0\r\nSOURCE:https://x/\r\n", "SOURCE stands"),
        (b"X-WR-CALNAME:", b"X-WR-CALNAME:x", "NAME and X-WR-CALNAME"),
        (b"NAME:", b"NAME:a;b", "NAME is not escaped"),
        (b";VALUE=DURATION", b"", "VALUE=DURATION"),
        (b"X-PUBLISHED-TTL:PT1H", b"X-PUBLISHED-TTL:PT2H", "X-PUBLISHED-TTL"),
        (b"END:VCALENDAR\r\n", b"", "not closed"),
        (b"END:VTIMEZONE\r\n", b"", "closes nothing"),
        (b"END:VCALENDAR\r\n", b"END:VCALENDAR\r\nX:1\r\n", "not one VCALENDAR"),
        # zones
        (b"TZID:Europe/London\r\n", b"TZID:Europe/Paris\r\n", "which has no VTIMEZONE"),
        (b"TZID:Europe/London\r\n", b"TZID:Europe/Paris\r\n", "used by nothing"),
        (b"TZOFFSETTO:+0100", b"TZOFFSETTO:+0200", "another instant"),
        (b"BYDAY=-1SU\r\n", b"BYDAY=-1SU\r\nRDATE:20270328T010000\r\n", "more than Outlook reads"),
        (b"BYMONTH=3;BYDAY=-1SU", b"BYMONTH=3;BYMONTHDAY=28", "not yearly on one weekday"),
        (b"DTSTART:19700329T010000", b"DTSTART:19700329T010000Z", "at no local time"),
        (b"TZOFFSETFROM:+0100", b"TZOFFSETFROM:1", "no TZOFFSETFROM"),
        # an event
        (b"SEQUENCE:3\r\n", b"", "SEQUENCE is missing"),
        (b"SEQUENCE:3\r\n", b"SEQUENCE:1793588645000\r\n", "small number"),
        (b"SEQUENCE:3\r\n", b"SEQUENCE:3\r\nSEQUENCE:4\r\n", "SEQUENCE is there twice"),
        (b"DTSTAMP:20261102T030405Z", b"DTSTAMP:20261103T030405Z", "DTSTAMP is not LAST-MODIFIED"),
        (b"CREATED:20261001T020000Z", b"CREATED:20261001T020000", "CREATED is not in UTC"),
        (b"STATUS:CONFIRMED", b"STATUS:POSTPONED", "none of the three"),
        (b"TRANSP:TRANSPARENT", b"TRANSP:OPAQUE", "still takes time"),
        (b"CLASS:PUBLIC\r\n", b"CLASS:PUBLIC\r\nATTENDEE:mailto:a@b.example\r\n", "ATTENDEE stands"),
        (b"CLASS:PUBLIC\r\n", b"CLASS:PUBLIC\r\nORGANIZER:mailto:a@b.example\r\n", "ORGANIZER stands"),
        (b"CLASS:PUBLIC\r\n", b"CLASS:PUBLIC\r\nBEGIN:VALARM\r\nEND:VALARM\r\n", "VALARM stands"),
        (b"SUMMARY:", b"SUMMARY:a\\x", "SUMMARY is not escaped"),
        (b"SUMMARY:", b"SUMMARY:a;b", "SUMMARY is not escaped"),
        (b"CATEGORIES:", b"CATEGORIES:a;b", "CATEGORIES is not escaped"),
        (b"URL:https://", "URL:https://งาน".encode(), "URL is not a URI"),
        # when
        (b"DTSTART;TZID=Europe/London:20261102T090000", b"DTSTART:20261102T090000", "floating"),
        (
            b"DTSTART;TZID=Europe/London:20261102T090000",
            b"DTSTART;TZID=Europe/London:20261102T090000Z",
            "cannot have",
        ),
        (b"DTSTART;VALUE=DATE:20261210", b"DTSTART:20261210", "without saying so"),
        (b"DTSTART;VALUE=DATE:20261210", b"DTSTART;VALUE=DATE:25691210", "is no moment"),
        (b"DTSTART;VALUE=DATE:20261210", "DTSTART;VALUE=DATE:๒๐๒๖๑๒๑๐".encode(), "is no moment"),
        (b"DTSTART;VALUE=DATE:20261210", b"DTSTART;VALUE=DATE:20261131", "is no moment"),
        (b"DTEND;VALUE=DATE:20261213", b"DTEND;VALUE=DATE:20261210", "not later"),
        (b"DTEND;VALUE=DATE:20261213\r\n", b"", "has no end"),
        (b"DTEND;VALUE=DATE:20261213", b"DTEND;TZID=Europe/London:20261213T000000", "of different kinds"),
        # again and again
        (b"RRULE:FREQ=WEEKLY;BYDAY=MO", b"RRULE:FREQ=WEEKLY;BYDAY=TU", "not the first instance"),
        (b"RRULE:FREQ=WEEKLY;BYDAY=MO", b"RRULE:FREQ=WEEKLY;BYDAY=XX", "cannot be read"),
        (b"BYDAY=MO\r\n", b"BYDAY=MO;UNTIL=20270101\r\n", "UNTIL has another form"),
        (b"BYDAY=MO\r\n", b"BYDAY=MO;COUNT=3;UNTIL=20270101T000000Z\r\n", "both UNTIL and COUNT"),
        (
            b"EXDATE;TZID=Europe/London:20261228T090000",
            b"EXDATE:20261228T090000Z",
            "EXDATE is written otherwise",
        ),
        (
            b"EXDATE;TZID=Europe/London:20261228T090000",
            b"EXDATE;TZID=Europe/London:20270322T090000",
            "left out and changed",
        ),
        (
            b"RECURRENCE-ID;TZID=Europe/London:20270322T090000",
            b"RECURRENCE-ID:20270322T090000Z",
            "RECURRENCE-ID is written",
        ),
        (
            b"RECURRENCE-ID;TZID=Europe/London:20270322T090000",
            b"RECURRENCE-ID;TZID=Europe/London:20271025T090000",
            "is there twice",
        ),
        (b"RRULE:FREQ=WEEKLY;BYDAY=MO\r\n", b"", "occurrence of no series"),
        (UID, b"UID:days@planner.example\r\n", "is there 2 times"),
    ],
)
def test_a_planted_fault_is_found(clean: bytes, faulty: bytes, named: str) -> None:
    whole = re.sub(rb"\r\n ", b"", CLEAN)
    source = CLEAN if clean in CLEAN else whole
    assert clean in source
    problems = check(source.replace(clean, faulty, 1))
    assert any(named in problem for problem in problems), problems


def test_an_occurrence_behind_its_series_is_found() -> None:
    ahead = CLEAN.replace(b"SEQUENCE:3", b"SEQUENCE:4", 1)
    assert any("SEQUENCE is below" in problem for problem in check(ahead))


def test_a_calendar_without_events_is_found() -> None:
    empty = CLEAN[: CLEAN.index(b"BEGIN:VTIMEZONE")] + b"END:VCALENDAR\r\n"
    assert check(empty) == ["there is no event"]


def test_what_is_no_calendar_at_all_is_found() -> None:
    for nothing in (b"", b"<html></html>", b"\xff\xfe", b"BEGIN:VEVENT\r\nEND:VEVENT\r\n"):
        assert check(nothing)


def test_the_zones_that_icalendar_writes_are_found_wanting() -> None:
    """The checker sees what made us write our own: two STANDARD parts, RDATE, an onset one hour late."""
    import icalendar

    theirs = icalendar.Timezone.from_tzid("Europe/London").to_ical()
    ours = CLEAN[CLEAN.index(b"BEGIN:VTIMEZONE") : CLEAN.rindex(b"END:VTIMEZONE") + len(b"END:VTIMEZONE\r\n")]
    assert any("VTIMEZONE" in problem for problem in check(CLEAN.replace(ours, theirs)))
