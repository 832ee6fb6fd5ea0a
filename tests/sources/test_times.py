"""When a foreign event is: days and times, with zones of every kind and with none."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from planner.events.timing import AllDay, Timed
from planner.sources.zones import MOST_DEFINED
from tests.sources.calendars import BERLIN, calendar, event, only, said, understood, why_not


def at(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    """An instant, in UTC."""
    return datetime(year, month, day, hour, minute, second, tzinfo=UTC)


def moment(when: datetime, zone: str) -> Timed:
    """What has a start and no length."""
    return Timed(when, when, zone)


def notes(*lines: str, parts: tuple[str, ...] = ()) -> list[str]:
    """What people should know of the item."""
    return [said(one.message, one.values) for one in only(*lines, parts=parts).notes]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("DTSTART;VALUE=DATE:20270104",), AllDay(date(2027, 1, 4), date(2027, 1, 4))),
        (
            ("DTSTART;VALUE=DATE:20270104", "DTEND;VALUE=DATE:20270107"),
            AllDay(date(2027, 1, 4), date(2027, 1, 6)),
        ),
        # an end on the day itself means that day
        (
            ("DTSTART;VALUE=DATE:20270104", "DTEND;VALUE=DATE:20270104"),
            AllDay(date(2027, 1, 4), date(2027, 1, 4)),
        ),
        (("DTSTART;VALUE=DATE:20270104", "DURATION:P3D"), AllDay(date(2027, 1, 4), date(2027, 1, 6))),
        (("DTSTART;VALUE=DATE:20270104", "DURATION:P1W"), AllDay(date(2027, 1, 4), date(2027, 1, 10))),
        # what is written in UTC is read on the clocks at home
        (
            ("DTSTART:20270104T090000Z", "DTEND:20270104T103000Z"),
            Timed(at(2027, 1, 4, 9), at(2027, 1, 4, 10, 30), "Asia/Bangkok"),
        ),
        # no end is no length
        (("DTSTART:20270104T090000Z",), Timed(at(2027, 1, 4, 9), at(2027, 1, 4, 9), "Asia/Bangkok")),
        (
            ("DTSTART;TZID=Europe/Berlin:20270104T090000", "DTEND;TZID=America/New_York:20270104T090000"),
            Timed(at(2027, 1, 4, 8), at(2027, 1, 4, 14), "Europe/Berlin"),
        ),
        (
            ("DTSTART;TZID=Asia/Tokyo:20270104T090000", "DURATION:PT1H30M"),
            Timed(at(2027, 1, 4, 0), at(2027, 1, 4, 1, 30), "Asia/Tokyo"),
        ),
        # a day on the wall, across the night on which clocks are put forward: 23 hours
        (
            ("DTSTART;TZID=Europe/Berlin:20270327T120000", "DURATION:P1D"),
            Timed(at(2027, 3, 27, 11), at(2027, 3, 28, 10), "Europe/Berlin"),
        ),
        # the same in hours: 24 of them
        (
            ("DTSTART;TZID=Europe/Berlin:20270327T120000", "DURATION:PT24H"),
            Timed(at(2027, 3, 27, 11), at(2027, 3, 28, 11), "Europe/Berlin"),
        ),
        # a leap second
        (("DTSTART:20161231T235960Z",), moment(at(2016, 12, 31, 23, 59, 59), "Asia/Bangkok")),
        # whoever writes with lower care
        (("dtstart;tzid=Asia/Tokyo:20270104T090000",), moment(at(2027, 1, 4), "Asia/Tokyo")),
        (('DTSTART;TZID="Asia/Tokyo":20270104T090000',), moment(at(2027, 1, 4), "Asia/Tokyo")),
    ],
)
def test_it_is_when_its_calendar_says(lines: tuple[str, ...], expected: object) -> None:
    has_start = any(line.upper().startswith("DTSTART") for line in lines)
    one = understood(calendar("\n".join(["BEGIN:VEVENT", "SUMMARY:x", *lines, "END:VEVENT"])))
    assert has_start
    assert one.items[0].series.timing == expected


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("SE Asia Standard Time", "Asia/Bangkok"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("eastern standard time", "America/New_York"),
        ("/mozilla.org/20070129_1/Europe/Berlin", "Europe/Berlin"),
        ("/freeassociation.sourceforge.net/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("asia/bangkok", "Asia/Bangkok"),
        ("Asia/Calcutta", "Asia/Calcutta"),
    ],
)
def test_zones_are_known_by_many_names(name: str, zone: str) -> None:
    timing = only(f"DTSTART;TZID={name}:20270104T090000").series.timing
    assert isinstance(timing, Timed)
    assert timing.zone == zone
    assert timing.start_local.hour == 9


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("custom_Europe/Paris", "Europe/Paris"),
        ("(UTC+01:00) Amsterdam, Berlin, Rome", "Europe/Amsterdam"),
        # of all that agree, the first that stands for others at Windows
        ("Customized Time Zone", "Europe/Budapest"),
        ("GMT +0100 (Standard) / GMT +0200 (Daylight)", "Europe/Budapest"),
    ],
)
def test_a_zone_that_a_file_defines_is_read_as_one_that_agrees_with_it(name: str, zone: str) -> None:
    lines = (f'DTSTART;TZID="{name}":20270704T090000',)
    one = only(*lines, parts=[BERLIN.format(name=name)])
    assert one.series.timing == moment(at(2027, 7, 4, 7), zone)
    assert notes(*lines, parts=(BERLIN.format(name=name),)) == [f"Its time zone “{name}” is read as {zone}."]


def test_a_city_that_a_zone_is_named_after_counts_only_where_its_clocks_agree() -> None:
    one = only('DTSTART;TZID="Bangkok, Hanoi":20270704T090000', parts=[BERLIN.format(name="Bangkok, Hanoi")])
    assert one.series.timing == moment(at(2027, 7, 4, 7), "Europe/Budapest")


def test_of_several_that_agree_the_one_at_home_is_taken() -> None:
    fixed = "BEGIN:VTIMEZONE\nTZID:Seven\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0700\n"
    fixed += "TZOFFSETTO:+0700\nEND:STANDARD\nEND:VTIMEZONE"
    assert only("DTSTART;TZID=Seven:20270704T090000", parts=[fixed]).zone == "Asia/Bangkok"
    elsewhere = only("DTSTART;TZID=Seven:20270704T090000", parts=[fixed], home="Asia/Jakarta")
    assert elsewhere.zone == "Asia/Jakarta"


def test_a_zone_of_that_name_is_meant_whatever_the_file_says_of_it() -> None:
    wrong = BERLIN.format(name="Asia/Tokyo")
    assert only("DTSTART;TZID=Asia/Tokyo:20270704T090000", parts=[wrong]).zone == "Asia/Tokyo"


def test_what_names_no_zone_is_read_at_home_and_says_so() -> None:
    one = only("DTSTART:20270104T090000", home="Asia/Tokyo")
    assert one.series.timing == moment(at(2027, 1, 4), "Asia/Tokyo")
    assert notes("DTSTART:20270104T090000") == [
        "It names no time zone: its times are read as those of Asia/Bangkok."
    ]


def test_a_start_in_the_hour_that_clocks_skip_moves_on_with_its_end() -> None:
    lines = (
        "DTSTART;TZID=Europe/Berlin:20270328T023000",
        "DTEND;TZID=Europe/Berlin:20270328T030000",
    )
    assert only(*lines).series.timing == Timed(at(2027, 3, 28, 1, 30), at(2027, 3, 28, 2), "Europe/Berlin")
    assert notes(*lines) == [
        "The clocks of Europe/Berlin skip its start that day: it is moved on by as much."
    ]


def test_a_start_in_the_hour_that_clocks_show_twice_is_the_first_of_both() -> None:
    lines = ("DTSTART;TZID=Europe/Berlin:20271031T023000", "DURATION:PT1H")
    assert only(*lines).series.timing == Timed(
        at(2027, 10, 31, 0, 30), at(2027, 10, 31, 1, 30), "Europe/Berlin"
    )
    assert notes(*lines) == ["The clocks of Europe/Berlin show its start twice that day: the first is taken."]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (("DTSTART:next Monday",), "“next Monday” is not a day or a time"),
        (("DTSTART:20270231T090000Z",), "is not a day or a time"),
        (("DTSTART:20270101T250000Z",), "is not a day or a time"),
        (("DTSTART:00010101T000000Z",), "The year 1 lies beyond"),
        (("DTSTART:99991231",), "The year 9999 lies beyond"),
        (("DTSTART:20270104T090000Z", "DTEND:20270104T080000Z"), "The end is before the start."),
        (("DTSTART:20270104", "DTEND:20270101"), "The end is before the start."),
        (("DTSTART:20270104T090000Z", "DURATION:-PT1H"), "The end is before the start."),
        (("DTSTART:20270104", "DURATION:-P2D"), "The end is before the start."),
        (("DTSTART:20270104", "DTEND:20270104T120000Z"), "starts on a whole day and ends at a time"),
        (("DTSTART:20270104T090000Z", "DTEND:20270105"), "starts on a whole day and ends at a time"),
        (("DTSTART:20270104T090000Z", "DTEND:20470104T090000Z"), "cannot last longer than ten years"),
        (("DTSTART:20270104T090000Z", "DURATION:P1Y"), "“P1Y” is not a length of time"),
        (("DTSTART:20270104T090000Z", "DURATION:P99999999999999W"), "is not a length of time"),
        (("DTSTART;TZID=Middle Earth:20270104T090000",), "“Middle Earth” is not known"),
        (("DTSTART;=x:20270104T090000",), "Line 7 (DTSTART) cannot be read."),
        (("SUMMARY:",), "It has no title."),
        (("SUMMARY: \u200b ",), "It has no title."),
    ],
)
def test_what_cannot_be_read_says_why(lines: tuple[str, ...], reason: str) -> None:
    assert reason in why_not(*lines)


def test_an_event_that_never_says_when_is_not_taken() -> None:
    found = understood(calendar("BEGIN:VEVENT\nSUMMARY:Some day\nEND:VEVENT"))
    assert [(one.label, one.reason.message) for one in found.refused] == [
        ("Some day", "It does not say when it starts.")
    ]


def test_a_zone_that_agrees_with_none_is_not_guessed() -> None:
    odd = BERLIN.format(name="Odd").replace("+0200", "+0217")
    assert "agrees with none that is known" in why_not("DTSTART;TZID=Odd:20270704T090000", parts=[odd])


def test_a_zone_that_a_program_tells_the_place_of_is_that_of_the_place() -> None:
    told = BERLIN.format(name="Odd").replace("TZID:Odd", "TZID:Odd\nX-LIC-LOCATION:Pacific/Fiji")
    assert only("DTSTART;TZID=Odd:20270704T090000", parts=[told]).zone == "Pacific/Fiji"


def test_zones_are_looked_up_a_few_times_a_file_and_no_more() -> None:
    odd = [BERLIN.format(name=f"Odd {n}") for n in range(MOST_DEFINED + 1)]
    events = [event(f"DTSTART;TZID=Odd {n}:20270704T090000", uid=str(n)) for n in range(MOST_DEFINED + 1)]
    found = understood(calendar(*odd, *events, event("DTSTART;TZID=Odd 0:20270705T090000", uid="again")))
    assert len(found.items) == MOST_DEFINED + 1
    assert [one.reason.message for one in found.refused] == [
        "The file defines more than %(most)s time zones."
    ]


@pytest.mark.parametrize(
    "part",
    [
        "DTSTART:19700101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=DAILY",
        "DTSTART:19700101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRDATE:"
        + ",".join(f"2027{n // 28 % 12 + 1:02}{n % 28 + 1:02}T000000" for n in range(300)),
        "DTSTART:19700101T000000\nTZOFFSETFROM:0100\nTZOFFSETTO:+0200",
        "DTSTART:soon\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200",
        "",
    ],
)
def test_a_zone_that_makes_no_sense_is_like_none(part: str) -> None:
    many = "\n".join(f"BEGIN:STANDARD\n{part}\nEND:STANDARD" for _ in range(200 if part else 0))
    defined = f"BEGIN:VTIMEZONE\nTZID:Odd\n{many}\nEND:VTIMEZONE"
    assert "agrees with none" in why_not("DTSTART;TZID=Odd:20270704T090000", parts=[defined])


def test_a_zone_that_repeats_by_the_second_is_never_counted_out() -> None:
    bomb = BERLIN.format(name="Bomb").replace("FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "FREQ=SECONDLY")
    assert "agrees with none" in why_not("DTSTART;TZID=Bomb:20270704T090000", parts=[bomb])


def test_times_of_one_file_keep_their_own_zones() -> None:
    found = understood(
        calendar(
            event("DTSTART;TZID=Asia/Tokyo:20270104T090000", uid="a"),
            event("DTSTART;TZID=Europe/Berlin:20270104T090000", uid="b"),
        )
    )
    assert [one.zone for one in found.items] == ["Asia/Tokyo", "Europe/Berlin"]
