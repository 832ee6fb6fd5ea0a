"""Calendars as they are written: the head, events, notices, and what is never there."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import icalendar
import pytest
import vobject

from planner.events.timing import AllDay
from planner.events.words import EventStatus
from planner.feeds.printed import Content
from planner.feeds.write import (
    NOTHING_YET,
    calendar_bytes,
    event_bytes,
    notice,
    single_file,
    tombstone,
    withdrawn,
    zones_of,
)
from planner.i18n import Language
from tests.events.moments import BANGKOK, LONDON, utc
from tests.feeds.conformance import check
from tests.feeds.samples import CHANGED, EVERYTHING, HEAD, MONDAYS, ONCE, SERIES, THAI, event, feed, meeting


def lines_of(data: bytes) -> list[str]:
    return data.replace(b"\r\n ", b"").decode("utf-8").splitlines()


@pytest.mark.parametrize("name", EVERYTHING)
def test_every_shape_of_event_conforms(name: str) -> None:
    for language in Language:
        assert check(feed([EVERYTHING[name]], language)) == []


def test_an_event_as_it_should_be() -> None:
    content = Content(
        title="แถลงข่าวโครงการ CSR",
        description="บรรทัดแรก\nline 2",
        location="ห้องประชุมใหญ่, อาคาร A",
        url="https://example.org/e/1",
        categories=("แถลงข่าว",),
    )
    assert lines_of(event_bytes(event("one", meeting("2026-12-10 09:30", 120), content=content), "th")) == [
        "BEGIN:VEVENT",
        "UID:one@planner.example",
        "DTSTAMP:20261102T030405Z",
        "CREATED:20261001T020000Z",
        "LAST-MODIFIED:20261102T030405Z",
        "SEQUENCE:3",
        "DTSTART;TZID=Asia/Bangkok:20261210T093000",
        "DTEND;TZID=Asia/Bangkok:20261210T113000",
        "SUMMARY:แถลงข่าวโครงการ CSR",
        "DESCRIPTION:บรรทัดแรก\\nline 2",
        "LOCATION:ห้องประชุมใหญ่\\, อาคาร A",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "CLASS:PUBLIC",
        "CATEGORIES:แถลงข่าว",
        "URL:https://example.org/e/1",
        "END:VEVENT",
    ]


def test_a_head_as_it_should_be() -> None:
    head = replace(HEAD, name="แผนงาน;\r\nปี 2570", color="rebeccapurple", refresh=timedelta(hours=2))
    data = calendar_bytes(head, (), [notice("n@planner.example", date(2026, 12, 1), utc("2026-11-02"))])
    assert lines_of(data)[:10] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Samphan//Calendar feed//EN",
        "CALSCALE:GREGORIAN",
        "NAME:แผนงาน\\; ปี 2570",
        "X-WR-CALNAME:แผนงาน\\; ปี 2570",
        "X-WR-TIMEZONE:Asia/Bangkok",
        "REFRESH-INTERVAL;VALUE=DURATION:PT2H",
        "X-PUBLISHED-TTL:PT2H",
        "COLOR:rebeccapurple",
    ]


def test_days_end_on_the_day_after_their_last() -> None:
    written = lines_of(event_bytes(ONCE["three days"], "en"))
    assert "DTSTART;VALUE=DATE:20261210" in written
    assert "DTEND;VALUE=DATE:20261213" in written
    assert "TRANSP:TRANSPARENT" in written


def test_a_deadline_has_no_end() -> None:
    assert not any(line.startswith("DTEND") for line in lines_of(event_bytes(ONCE["deadline"], "en")))


def test_utc_needs_no_zone() -> None:
    assert "DTSTART:20261210T170000Z" in lines_of(event_bytes(ONCE["utc"], "en"))
    assert zones_of(ONCE["utc"]) == frozenset()
    assert zones_of(CHANGED) == {LONDON}


def test_the_last_day_of_a_series_is_written_in_the_form_of_its_start() -> None:
    timed_rule = next(
        line for line in lines_of(event_bytes(SERIES["new york until"], "en")) if "RRULE" in line
    )
    assert timed_rule == "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,SU;UNTIL=20280701T035959Z"
    all_day_rule = next(
        line for line in lines_of(event_bytes(SERIES["all-day until"], "en")) if "RRULE" in line
    )
    assert all_day_rule == "RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20270531"


def test_what_differs_about_an_occurrence_follows_its_series() -> None:
    written = lines_of(event_bytes(CHANGED, "en"))
    assert [line for line in written if line.startswith(("EXDATE", "RECURRENCE-ID", "SEQUENCE"))] == [
        "SEQUENCE:3",
        "EXDATE;TZID=Europe/London:20261228T090000",
        "EXDATE;TZID=Europe/London:20270329T090000",
        "SEQUENCE:3",
        "RECURRENCE-ID;TZID=Europe/London:20270322T090000",
        "SEQUENCE:3",
        "RECURRENCE-ID;TZID=Europe/London:20271025T090000",
    ]


def test_what_belongs_to_no_occurrence_is_not_written() -> None:
    orphaned = replace(CHANGED, rule=replace(MONDAYS, count=3))
    assert b"RECURRENCE-ID" not in event_bytes(orphaned, "en")
    assert b"RECURRENCE-ID" not in event_bytes(replace(CHANGED, rule=None), "en")
    both = replace(CHANGED, excluded=frozenset(override.on for override in CHANGED.overrides))
    assert b"RECURRENCE-ID" not in event_bytes(both, "en")


@pytest.mark.parametrize(
    ("status", "written", "title"),
    [
        (EventStatus.CONFIRMED, "CONFIRMED", "Open house"),
        (EventStatus.TENTATIVE, "TENTATIVE", "Open house"),
        (EventStatus.POSTPONED, "TENTATIVE", "Postponed: Open house"),
        (EventStatus.CANCELLED, "CANCELLED", "Cancelled: Open house"),
    ],
)
def test_how_it_stands_is_said_in_the_title_where_programs_show_nothing_else(
    status: EventStatus, written: str, title: str
) -> None:
    content = Content(title="Open house", status=status)
    shown = lines_of(event_bytes(event("one", meeting("2026-12-10 09:30"), content=content), "en"))
    assert f"STATUS:{written}" in shown
    assert f"SUMMARY:{title}" in shown
    assert ("TRANSP:TRANSPARENT" in shown) is (status is EventStatus.CANCELLED)


def test_cancelling_a_series_cancels_what_was_changed_about_it() -> None:
    cancelled = replace(CHANGED, content=replace(THAI, status=EventStatus.CANCELLED))
    written = lines_of(event_bytes(cancelled, "en"))
    assert [line for line in written if line.startswith("STATUS")] == ["STATUS:CANCELLED"] * 3


def test_what_is_for_few_is_marked_so_and_a_span_takes_nobodys_time() -> None:
    content = replace(THAI, is_private=True, is_transparent=True)
    written = lines_of(event_bytes(event("one", meeting("2026-12-10 09:30"), content=content), "en"))
    assert "CLASS:PRIVATE" in written
    assert "TRANSP:TRANSPARENT" in written


def test_a_title_is_one_line() -> None:
    content = Content(title="สอง\r\nบรรทัด")
    written = lines_of(event_bytes(event("one", meeting("2026-12-10 09:30"), content=content), "en"))
    assert "SUMMARY:สอง บรรทัด" in written


def test_a_feed_is_its_parts_joined_and_the_order_of_zones_does_not_matter() -> None:
    shown = [SERIES["london mondays"], SERIES["sydney counted"]]
    parts = [event_bytes(one, "en") for one in shown]
    zones = [*zones_of(shown[0]), *zones_of(shown[1])]
    assert calendar_bytes(HEAD, zones, parts) == calendar_bytes(HEAD, reversed(zones), parts)
    assert b"".join(parts) in calendar_bytes(HEAD, zones, parts)


def test_the_same_events_are_the_same_bytes_in_another_process() -> None:
    """Nothing of the present, of chance or of the order of a set may reach the bytes: they are an ETag's."""
    script = (
        "import sys, hashlib; from tests.feeds.samples import EVERYTHING, feed;"
        "print(hashlib.sha256(feed(EVERYTHING.values(), 'th')).hexdigest())"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": "."},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "America/New_York"))
    }
    assert len(printed) == 1


def test_a_calendar_without_anything_in_it_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        calendar_bytes(HEAD, (), [])


def test_a_withdrawn_link_answers_with_one_note_and_asks_for_a_day() -> None:
    data = withdrawn("withdrawn-7@planner.example", date(2026, 12, 1), utc("2026-12-01 03:00"), BANGKOK)
    assert check(data) == []
    written = lines_of(data)
    assert "REFRESH-INTERVAL;VALUE=DURATION:P1D" in written
    assert "X-PUBLISHED-TTL:P1D" in written
    assert written.count("BEGIN:VEVENT") == 1
    assert "SUMMARY:ลิงก์ปฏิทินนี้ถูกยกเลิก / This link was withdrawn" in written
    assert "UID:withdrawn-7@planner.example" in written
    assert "DTSTART;VALUE=DATE:20261201" in written


def test_an_empty_feed_holds_one_quiet_note() -> None:
    note = notice("empty-7@planner.example", date(2026, 12, 1), utc("2026-12-01 03:00"))
    assert check(calendar_bytes(HEAD, (), [note])) == []
    assert f"SUMMARY:{NOTHING_YET}" in lines_of(note)
    assert "TRANSP:TRANSPARENT" in lines_of(note)


def test_an_event_gone_from_a_feed_tells_nothing_but_when_it_was() -> None:
    gone = tombstone(
        "one@planner.example", 4, meeting("2026-12-10 09:30", 120), utc("2026-10-01"), utc("2026-12-01")
    )
    assert lines_of(gone) == [
        "BEGIN:VEVENT",
        "UID:one@planner.example",
        "DTSTAMP:20261201T000000Z",
        "CREATED:20261001T000000Z",
        "LAST-MODIFIED:20261201T000000Z",
        "SEQUENCE:4",
        "DTSTART;TZID=Asia/Bangkok:20261210T093000",
        "DTEND;TZID=Asia/Bangkok:20261210T113000",
        "SUMMARY:ยกเลิก / Cancelled",
        "STATUS:CANCELLED",
        "TRANSP:TRANSPARENT",
        "CLASS:PUBLIC",
        "END:VEVENT",
    ]
    days = tombstone(
        "d@x", 1, AllDay(date(2026, 12, 1), date(2026, 12, 2)), utc("2026-10-01"), utc("2026-12-01")
    )
    assert check(calendar_bytes(HEAD, {BANGKOK}, [gone, days])) == []


def test_a_file_for_ones_own_calendar_has_no_name() -> None:
    one = SERIES["london mondays"]
    data = single_file(zones_of(one), (2026, 2028), [event_bytes(one, "en")])
    assert check(data, is_file=True) == []
    assert lines_of(data)[:5] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Samphan//Calendar feed//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VTIMEZONE",
    ]


def test_other_programs_read_the_very_words() -> None:
    data = feed([ONCE["once"]])
    (by_vobject,) = vobject.readComponents(data.decode("utf-8"), validate=True)
    found = by_vobject.vevent_list[0].contents
    assert found["summary"][0].value == THAI.title
    assert found["description"][0].value == THAI.description
    assert found["location"][0].value == THAI.location
    calendar = icalendar.Calendar.from_ical(data)
    assert isinstance(calendar, icalendar.Calendar)
    (read,) = calendar.events
    assert read["SUMMARY"] == THAI.title
    assert read["LOCATION"] == THAI.location
    assert read.categories == list(THAI.categories)


def test_a_hostile_title_stays_a_title() -> None:
    content = Content(
        title="x\r\nEND:VEVENT\r\nBEGIN:VALARM\u2028METHOD:REQUEST",
        description="a\x00\x0b\rb",
        location="\\",
        categories=("a\r\nATTENDEE:mailto:a@b.example",),
        url="https://example.org/\r\nORGANIZER:mailto:a@b.example",
    )
    data = feed([event("hostile\r\nX:1", meeting("2026-12-10 09:30"), content=content)])
    assert check(data) == []
    assert lines_of(data).count("END:VEVENT") == 1
