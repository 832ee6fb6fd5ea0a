"""What a foreign event repeats by: as a rule of ours, as events of its own, or refused with the reason."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from planner.dates import zone
from planner.errors import Refusal
from planner.events.recurrence import occurrences
from planner.events.timing import AllDay, Timed, Window
from planner.sources import rules
from planner.sources.items import Item
from planner.sources.understand import MOST_TURNS
from tests.sources.calendars import calendar, event, only, said, understood, why_not

START = "DTSTART;VALUE=DATE:20270104"
"""A Monday."""


def at(year: int, month: int, day: int, hour: int = 0) -> datetime:
    """An instant, in UTC."""
    return datetime(year, month, day, hour, tzinfo=UTC)


def days(one: Item, last: date = date(2027, 12, 31)) -> list[date]:
    """The days on which it takes place."""
    window = Window.of_days(date(2027, 1, 1), last, "UTC")
    return [each.timing.on for each in occurrences(one.series, window) if not each.is_cancelled]


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("FREQ=DAILY", "FREQ=DAILY"),
        ("freq=daily;interval=3;count=4", "FREQ=DAILY;INTERVAL=3;COUNT=4"),
        ("FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=MO"),
        ("FREQ=WEEKLY;BYDAY=WE,MO;WKST=SU", "FREQ=WEEKLY;BYDAY=MO,WE"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO;WKST=SU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"),
        ("FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=4"),
        ("FREQ=MONTHLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=1MO"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1", "FREQ=MONTHLY;BYDAY=1MO"),
        ("FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=4"),
        ("FREQ=YEARLY;BYMONTH=1;BYDAY=1MO", "FREQ=YEARLY;BYMONTH=1;BYDAY=1MO"),
        ("FREQ=WEEKLY;UNTIL=20270120", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270118"),
        ("FREQ=WEEKLY;UNTIL=20270118T000000Z", "FREQ=WEEKLY;BYDAY=MO;UNTIL=20270118"),
        ("FREQ=DAILY;UNTIL=99991231", "FREQ=DAILY"),
        ("FREQ=DAILY;BYHOUR=0;BYMINUTE=0;BYSECOND=0", "FREQ=DAILY"),
        ("FREQ=YEARLY;", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=4"),
        ("FREQ=DAILY;X-ODD=1", "FREQ=DAILY"),
    ],
)
def test_a_rule_says_the_same_in_our_words(written: str, rule: str) -> None:
    found = only(START, f"RRULE:{written}").series.rule
    assert found is not None
    assert found.text() == rule


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("FREQ=SECONDLY", "more often than once a day"),
        ("FREQ=HOURLY;INTERVAL=24", "more often than once a day"),
        ("FREQ=MINUTELY;UNTIL=20270104T000000Z", "more often than once a day"),
        ("FREQ=FORTNIGHTLY", "cannot be read"),
        ("INTERVAL=2", "cannot be read"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20270110", "cannot be read"),
        ("FREQ=DAILY;FREQ=WEEKLY", "cannot be read"),
        ("often", "cannot be read"),
        ("FREQ=DAILY;COUNT=many", "cannot be kept here"),
        ("FREQ=DAILY;COUNT=0", "A series can have 1 to 10000 occurrences"),
        ("FREQ=DAILY;COUNT=10001", "repeats more than 10,000 times"),
        ("FREQ=DAILY;COUNT=999999999999999999", "cannot be kept here"),
        ("FREQ=YEARLY;COUNT=101", "for more than a hundred years"),
        ("FREQ=DAILY;INTERVAL=0", "The interval must be"),
        ("FREQ=DAILY;INTERVAL=1000", "The interval must be"),
        ("FREQ=DAILY;BYMONTH=1", "cannot be kept here"),
        ("FREQ=DAILY;BYHOUR=9,15", "cannot be kept here"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU", "cannot be kept here"),
        ("FREQ=MONTHLY;BYMONTHDAY=4,18", "cannot be kept here"),
        ("FREQ=MONTHLY;BYMONTHDAY=-2", "cannot be kept here"),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "cannot be kept here"),
        ("FREQ=MONTHLY;BYDAY=5MO", "cannot be kept here"),
        ("FREQ=MONTHLY;BYDAY=MO", "cannot be kept here"),
        ("FREQ=YEARLY;BYYEARDAY=4", "cannot be kept here"),
        ("FREQ=YEARLY;BYWEEKNO=1", "cannot be kept here"),
        ("FREQ=YEARLY;BYDAY=1MO", "cannot be kept here"),
        ("FREQ=YEARLY;BYMONTH=1,7", "cannot be kept here"),
        ("FREQ=YEARLY;RSCALE=CHINESE", "cannot be kept here"),
        ("FREQ=WEEKLY;BYDAY=TU", "must start on a day of its own series"),
        ("FREQ=DAILY;UNTIL=20270103", "The series ends before its first day."),
        ("FREQ=DAILY;UNTIL=soon", "cannot be kept here"),
        ("FREQ=WEEKLY;BYDAY=XX", "cannot be kept here"),
        ("FREQ=MONTHLY;BYSETPOS=1", "cannot be kept here"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "That day does not exist"),
    ],
)
def test_a_rule_that_cannot_be_kept_says_why(written: str, reason: str) -> None:
    assert reason in why_not(START, f"RRULE:{written}")


FREQUENCIES = st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
WEEKDAYS = st.lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]), max_size=7, unique=True)


@given(
    frequency=FREQUENCIES,
    interval=st.integers(1, 5),
    weekdays=WEEKDAYS,
    ordinal=st.sampled_from(["", "1", "2", "-1"]),
    month_day=st.none() | st.integers(-1, 31),
    month=st.none() | st.integers(1, 12),
    end=st.sampled_from(["", ";COUNT=7", ";UNTIL=20290703"]),
    week_start=st.sampled_from(["", ";WKST=SU", ";WKST=MO"]),
    start=st.dates(date(2026, 1, 1), date(2028, 12, 31)),
)
def test_a_rule_that_is_taken_has_the_days_it_has_elsewhere(
    frequency: str,
    interval: int,
    weekdays: list[str],
    ordinal: str,
    month_day: int | None,
    month: int | None,
    end: str,
    week_start: str,
    start: date,
) -> None:
    written = f"FREQ={frequency};INTERVAL={interval}"
    written += f";BYDAY={','.join(ordinal + day for day in weekdays)}" if weekdays else ""
    written += f";BYMONTHDAY={month_day}" if month_day else ""
    written += f";BYMONTH={month}" if month else ""
    written += end + week_start
    try:
        rule = rules.rule_of(written, AllDay(start, start), zone("UTC"))
    except Refusal:
        return
    if not rule.has(start, start):
        # where the start is none of its days no two programs agree; such a series is refused
        return
    last = start + timedelta(days=1500)
    theirs = rrulestr(f"RRULE:{written}", dtstart=datetime.combine(start, datetime.min.time()))
    expected = [one.date() for one in theirs.between(*_around(start, last), inc=True)]
    assert list(rule.dates(start, last=last)) == expected


def _around(start: date, last: date) -> tuple[datetime, datetime]:
    return datetime.combine(start, datetime.min.time()), datetime.combine(last, datetime.min.time())


def test_days_left_out_are_no_days_of_it_however_they_are_written() -> None:
    one = only(
        "DTSTART;TZID=Europe/Berlin:20270104T090000",
        "RRULE:FREQ=DAILY;COUNT=6",
        "EXDATE;TZID=Europe/Berlin:20270105T090000,20270106T090000",
        "EXDATE:20270107T080000Z",
        "EXDATE;VALUE=DATE:20270108",
        "EXDATE;TZID=Europe/Berlin:20290101T090000",
    )
    assert days(one) == [date(2027, 1, 4), date(2027, 1, 9)]


def test_a_series_whose_last_days_are_left_out_ends_before_them() -> None:
    one = only(START, "RRULE:FREQ=DAILY;COUNT=5", "EXDATE;VALUE=DATE:20270107,20270108")
    assert days(one) == [date(2027, 1, 4), date(2027, 1, 5), date(2027, 1, 6)]
    assert one.series.excluded == frozenset()


def test_a_series_with_every_day_left_out_is_no_event() -> None:
    assert "nothing would take place" in why_not(
        START, "RRULE:FREQ=DAILY;COUNT=2", "EXDATE:20270104,20270105"
    )


def test_an_end_in_utc_is_the_day_on_the_clocks_of_the_event() -> None:
    one = only("DTSTART;TZID=Asia/Bangkok:20270104T090000", "RRULE:FREQ=DAILY;UNTIL=20270106T020000Z")
    assert days(one) == [date(2027, 1, 4), date(2027, 1, 5), date(2027, 1, 6)]
    early = only("DTSTART;TZID=Asia/Bangkok:20270104T090000", "RRULE:FREQ=DAILY;UNTIL=20270106T015959Z")
    assert days(early) == [date(2027, 1, 4), date(2027, 1, 5)]


def test_an_occurrence_that_differs_is_the_same_series() -> None:
    found = understood(
        calendar(
            event("DTSTART;TZID=Asia/Tokyo:20270104T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=4"),
            event(
                "RECURRENCE-ID;TZID=Asia/Tokyo:20270111T090000",
                "DTSTART;TZID=Asia/Tokyo:20270112T100000",
                "DURATION:PT1H",
                title="ย้ายวัน",
            ),
            event("RECURRENCE-ID:20270118T000000Z", "DTSTART:20270118T000000Z", "STATUS:CANCELLED"),
        )
    )
    (one,) = found.items
    assert days(one) == [date(2027, 1, 4), date(2027, 1, 12), date(2027, 1, 25)]
    assert one.own_words[date(2027, 1, 11)] == {"title_th": "ย้ายวัน"}
    assert one.series.overrides[date(2027, 1, 18)].is_cancelled


def test_this_and_all_that_follow_becomes_a_series_of_its_own() -> None:
    found = understood(
        calendar(
            event("DTSTART;TZID=Asia/Tokyo:20270104T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=6"),
            event(
                "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Tokyo:20270107T090000",
                "DTSTART;TZID=Asia/Tokyo:20270107T140000",
                "DURATION:PT2H",
                title="Later",
            ),
        )
    )
    before, after = found.items
    assert [before.label, after.label] == ["Meeting", "Later"]
    assert days(before) == [date(2027, 1, 4), date(2027, 1, 5), date(2027, 1, 6)]
    assert days(after) == [date(2027, 1, 7), date(2027, 1, 8), date(2027, 1, 9)]
    assert after.series.timing == Timed(at(2027, 1, 7, 5), at(2027, 1, 7, 7), "Asia/Tokyo")
    assert (before.uid, before.occurrence) != (after.uid, after.occurrence)


def test_a_series_changed_from_its_first_day_on_is_that_other_series() -> None:
    found = understood(
        calendar(
            event(START, "RRULE:FREQ=DAILY;COUNT=3"),
            event("RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20270104", START, title="Instead"),
        )
    )
    (one,) = found.items
    assert (one.label, one.occurrence, len(days(one))) == ("Instead", "", 3)


def test_words_and_days_after_a_change_from_one_day_on_go_with_it() -> None:
    found = understood(
        calendar(
            event(START, "RRULE:FREQ=DAILY;COUNT=9", "LOCATION:Hall"),
            event("RECURRENCE-ID;RANGE=THISANDFUTURE:20270108", "DTSTART:20270108", "SUMMARY:"),
            event("RECURRENCE-ID:20270110", "DTSTART:20270110", title="Last but two"),
            event("RECURRENCE-ID:20270105", "DTSTART:20270105", title="Second"),
        )
    )
    before, after = found.items
    assert (before.own_words, after.own_words) == (
        {date(2027, 1, 5): {"title_en": "Second"}},
        {date(2027, 1, 10): {"title_en": "Last but two"}},
    )
    assert (after.label, after.words["venue_en"]) == ("Meeting", "Hall")


def test_changes_from_one_day_on_are_followed_a_hundred_times_a_file() -> None:
    turns = [
        event(f"RECURRENCE-ID;RANGE=THISANDFUTURE:{day}", f"DTSTART:{day}", title=f"From {day}")
        for day in (f"{date(2027, 1, 4) + timedelta(days=n):%Y%m%d}" for n in range(2, 2 * MOST_TURNS + 4, 2))
    ]
    found = understood(calendar(event(START, "RRULE:FREQ=DAILY"), *turns))
    assert len(found.items) == MOST_TURNS + 1
    assert [said(one.reason.message, one.reason.values) for one in found.refused] == [
        "The file has more than 100 changes from one day on."
    ]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (("RECURRENCE-ID:20270105", "DTSTART:20270105T090000Z"), "cannot change between all day"),
        (("RECURRENCE-ID;RANGE=THISANDFUTURE:20270105", "DTSTART:20280101", "DTEND:20290601"), "than a year"),
        (("RECURRENCE-ID:20280101", "DTSTART:20280101", "SUMMARY:"), "It has no title."),
    ],
)
def test_what_cannot_belong_to_its_series_is_refused_by_itself(lines: tuple[str, ...], reason: str) -> None:
    found = understood(calendar(event(START, "RRULE:FREQ=DAILY;COUNT=9"), event(*lines)))
    assert [len(days(one)) for one in found.items] == [9]
    (one,) = found.refused
    assert reason in said(one.reason.message, one.reason.values)


def test_an_occurrence_that_differs_in_nothing_is_no_other() -> None:
    found = understood(
        calendar(
            event(START, "RRULE:FREQ=DAILY;COUNT=9"), event("RECURRENCE-ID:20270105", "DTSTART:20270105")
        )
    )
    assert found.items[0].series.overrides == {}


def test_dates_added_one_by_one_become_events_of_their_own() -> None:
    found = understood(
        calendar(
            event(
                "DTSTART;TZID=Asia/Tokyo:20270104T090000",
                "DURATION:PT1H",
                "RRULE:FREQ=WEEKLY;COUNT=2",
                "RDATE;TZID=Asia/Tokyo:20270111T090000,20270120T100000",
                "RDATE;VALUE=PERIOD:20270121T000000Z/PT3H,20270122T000000Z/20270122T020000Z",
                "RDATE;VALUE=DATE:20270123",
                "EXDATE;VALUE=DATE:20270123",
            )
        )
    )
    assert [one.occurrence for one in found.items] == [
        "20270120T100000",
        "20270121T000000",
        "20270122T000000",
        "",
    ]
    lengths = [one.series.timing.length for one in found.items if isinstance(one.series.timing, Timed)]
    assert [length.seconds // 3600 for length in lengths] == [1, 3, 2, 1]
    assert [said(each.message, each.values) for each in found.items[-1].notes] == [
        "Further dates that it names one by one become events of their own: 3."
    ]


def test_an_occurrence_without_its_series_is_an_event_by_itself() -> None:
    one = only("RECURRENCE-ID:20270104T090000Z")
    assert (one.occurrence, one.series.rule) == ("20270104T090000", None)


def test_what_belongs_to_a_series_that_is_not_taken_is_not_taken_either() -> None:
    found = understood(
        calendar(event(START, "RRULE:FREQ=HOURLY"), event("RECURRENCE-ID;VALUE=DATE:20270105", START))
    )
    assert not found.items
    assert [one.reason.message for one in found.refused] == [
        "It repeats more often than once a day, which no plan of events does.",
        "It belongs to a series that is not taken.",
    ]


def test_of_an_event_that_stands_in_the_file_twice_the_newer_is_read() -> None:
    found = understood(
        calendar(event("SEQUENCE:2", title="Newer"), event("SEQUENCE:1", title="Older"), event(uid="other"))
    )
    assert sorted(one.label for one in found.items) == ["Meeting", "Newer"]
    assert [one.label for one in found.refused] == ["Older"]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (("RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"), "by several rules at once"),
        (("RRULE:FREQ=DAILY", "EXRULE:FREQ=WEEKLY"), "leaves out days by a rule"),
        (("DTSTART;TZID=Europe/Berlin:20270104T023000", "RRULE:FREQ=DAILY"), "between 00:00 and 04:00"),
        (("DTSTART:20270104", "DTEND:20290104", "RRULE:FREQ=YEARLY"), "cannot last longer than a year"),
    ],
)
def test_a_series_that_cannot_be_kept_says_why(lines: tuple[str, ...], reason: str) -> None:
    assert reason in why_not(*lines)


def test_a_series_in_utc_stays_there_where_home_would_show_other_days() -> None:
    # nine in the evening in UTC is the next morning in Bangkok
    late = only("DTSTART:20270104T210000Z", "RRULE:FREQ=WEEKLY;BYDAY=MO")
    assert late.zone == "UTC"
    assert only("DTSTART:20270104T090000Z", "RRULE:FREQ=WEEKLY;BYDAY=MO").zone == "Asia/Bangkok"
