"""Files that are broken, huge, or mean harm: each is read or refused, within bounds, in words people understand."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import Refusal
from planner.events.recurrence_rule import Rule
from planner.sources import read, understand
from planner.sources.read import DEEPEST, LONGEST_LINE, MOST_COMPONENTS, MOST_EVENTS, MOST_PROPERTIES
from planner.sources.understand import Understood
from planner.uploads.encodings import Encoding
from tests.sources.calendars import HOME, calendar, event, said, understood


def refusal(content: bytes) -> str:
    """Why a whole file is not read."""
    with pytest.raises(Refusal) as found:
        understood(content)
    return str(found.value)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "This is not a calendar file"),
        (b"\xff\xfe", "This is not a calendar file"),
        (b"<html><body>Sign in</body></html>", "This is not a calendar file"),
        (b"name;mail\r\nA;a@example.org\r\n", "This is not a calendar file"),
        (b"BEGIN:VCARD\r\nFN:A\r\nEND:VCARD\r\n", "This is not a calendar file"),
        (b"PK\x03\x04" + bytes(range(256)) * 4, "not a text in letters"),
        (b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * (DEEPEST + 1), "stand within each other too deeply"),
        (b"BEGIN:VEVENT\nEND:VEVENT\n" * (MOST_EVENTS + 1), "more than 2,000 events"),
        (b"BEGIN:VALARM\nEND:VALARM\n" * (MOST_COMPONENTS + 1), "more than 20,000 parts"),
        (b"BEGIN:X\nEND:X\n" * (MOST_COMPONENTS + 1), "more than 20,000 parts"),
    ],
)
def test_what_is_no_calendar_is_refused_whole(content: bytes, reason: str) -> None:
    assert reason in refusal(content)


def test_a_calendar_with_nothing_in_it_comes_to_nothing() -> None:
    found = understood(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    assert (found.items, found.refused) == ([], [])


@pytest.mark.parametrize(
    ("encoding", "read_as"),
    [
        ("utf-8", Encoding.UTF_8),
        ("utf-8-sig", Encoding.UTF_8),
        ("utf-16", Encoding.UTF_16_LE),
        ("utf-16-be", Encoding.UTF_16_BE),
        ("cp874", Encoding.CP874),
    ],
)
@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_letters_and_line_ends_of_every_kind_are_read(encoding: str, read_as: Encoding, ending: str) -> None:
    content = calendar(event(title="แถลงข่าวมหกรรมข้าวไทย")).decode().replace("\r\n", ending).encode(encoding)
    book = read.read(content)
    assert book.encoding == read_as
    assert [one.label for one in understand.understood(book, HOME).items] == ["แถลงข่าวมหกรรมข้าวไทย"]


def test_folded_lines_are_joined_and_what_is_escaped_is_not_any_more() -> None:
    folded = "SUMMARY:Rice\\, tea\r\n  and \r\n\tmore\\; twice\r\nDESCRIPTION:One\\nTwo \\\\ Three"
    (one,) = understood(calendar(event(folded))).items
    assert one.label == "Rice, tea and more; twice"
    assert one.words["internal_note"] == "One\nTwo \\ Three"


def test_a_line_without_end_makes_its_event_refused_and_no_other() -> None:
    # folded and unfolded, of a property that matters and of one that does not
    long = "x" * (LONGEST_LINE * 3)
    folded = "\r\n ".join(long[place : place + 70] for place in range(0, len(long), 70))
    found = understood(
        calendar(
            event(f"DESCRIPTION:{long}", uid="a", title="Long"),
            event(f"DESCRIPTION:{folded}", uid="b", title="Folded"),
            event(f"X-LONG:{long}", uid="c", title="Elsewhere"),
        )
    )
    assert [one.label for one in found.items] == ["Elsewhere"]
    assert [said(one.reason.message, one.reason.values) for one in found.refused] == [
        "Line 8 is longer than 100,000 signs.",
        "Line 14 is longer than 100,000 signs.",
    ]


def test_an_event_of_thousands_of_lines_is_refused_and_one_with_strange_lines_is_not() -> None:
    many = event("\r\n".join(["EXDATE:20270105"] * (MOST_PROPERTIES + 1)), title="Many")
    strange = event("LOCATION;=:x", "URL;:", "ATTENDEE;:::", uid="b", title="Strange")
    found = understood(calendar(many, strange))
    assert [one.label for one in found.items] == ["Strange"]
    assert [said(one.reason.message, one.reason.values) for one in found.refused] == [
        "It has more than 2,000 lines that matter."
    ]


def test_a_few_events_cannot_become_thousands() -> None:
    days = ",".join(f"{2027 + n // 336}{n // 28 % 12 + 1:02}{n % 28 + 1:02}" for n in range(1_900))
    assert "comes to more than 5,000 events" in refusal(
        calendar(*(event("DTSTART:20260101", f"RDATE:{days}", uid=str(n)) for n in range(4)))
    )


def test_a_file_that_is_cut_off_loses_only_what_was_cut() -> None:
    whole = calendar(event(uid="a", title="First"), event(uid="b", title="Second"))
    found = understood(whole[: whole.index(b"SUMMARY:Second") + 14])
    assert [one.label for one in found.items] == ["First"]
    assert [(one.label, one.reason.message) for one in found.refused] == [
        ("Second", "The file ends in the middle of it.")
    ]


def test_ends_that_do_not_match_and_events_outside_of_any_calendar_are_read() -> None:
    stray = event(title="Stray").encode()
    assert [one.label for one in understood(stray).items] == ["Stray"]
    wild = calendar("END:VTODO", event(title="One"), "END:VEVENT", "BEGIN:VEVENT", "END:VCALENDAR")
    assert [one.label for one in understood(wild).items] == ["One"]


def test_several_calendars_in_one_file_are_all_read() -> None:
    found = understood(calendar(event(uid="a")) + calendar(event(uid="b"), lines=["X-WR-CALNAME:Ours"]))
    assert ([one.uid for one in found.items], found.name) == (["a", "b"], "Ours")


def test_an_alarm_says_nothing_of_its_event() -> None:
    alarm = "BEGIN:VALARM\nSUMMARY:Ring\nDESCRIPTION:Wake up\nDTSTART:20200101T000000Z\nEND:VALARM"
    (one,) = understood(calendar(event(alarm, title="Meeting"))).items
    assert (one.label, one.words["internal_note"]) == ("Meeting", None)


def test_what_is_no_event_is_named_with_what_it_is() -> None:
    found = understood(
        calendar(
            "BEGIN:VTODO\nSUMMARY:Buy rice\nEND:VTODO",
            "BEGIN:VJOURNAL\nSUMMARY:Diary\nEND:VJOURNAL",
            "BEGIN:VFREEBUSY\nEND:VFREEBUSY",
            "BEGIN:X-ODD\nSUMMARY:Odd\nEND:X-ODD",
        )
    )
    assert [(one.label, one.reason.message.split(",")[0]) for one in found.refused] == [
        ("Buy rice", "It is a task (VTODO)"),
        ("Diary", "It is a journal entry (VJOURNAL)"),
        ("", "It only tells when somebody is busy (VFREEBUSY)"),
    ]


def test_words_too_long_are_shortened_and_that_is_said() -> None:
    (one,) = understood(calendar(event(title="ก" * 300))).items
    assert len(one.label) == 200
    assert [each.message for each in one.notes] == ["Its words were shortened."]


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
    ],
)
def test_only_safe_links_are_kept(link: str, kept: str | None) -> None:
    (one,) = understood(calendar(event(f"URL:{link}"))).items
    assert one.words["online_url"] == kept


def test_an_event_without_a_uid_has_the_same_name_every_time() -> None:
    nameless = "BEGIN:VEVENT\nSUMMARY:Somewhere\nDTSTART:20270104\nEND:VEVENT"
    first, second = (understood(calendar(nameless)).items[0].uid for _ in range(2))
    assert first == second
    (long,) = understood(calendar(event(uid="x" * 5_000))).items
    assert len(long.uid) < 100


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many days any rule is counted out to, while the test runs."""
    steps = [0]
    dates = Rule.dates

    def counting(self: Rule, *args: Any, **kwargs: Any) -> Iterator[date]:
        for day in dates(self, *args, **kwargs):
            steps[0] += 1
            yield day

    monkeypatch.setattr(Rule, "dates", counting)
    return steps


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY",
        "FREQ=DAILY;UNTIL=21261231",
        "FREQ=DAILY;INTERVAL=7;UNTIL=21261230",
        "FREQ=DAILY;COUNT=10000",
        "FREQ=MONTHLY;BYMONTHDAY=4;UNTIL=21261230",
        "FREQ=DAILY;UNTIL=99991231",
        "FREQ=SECONDLY",
        "FREQ=SECONDLY;COUNT=999999",
    ],
)
def test_no_rule_is_counted_out_to_be_read(rule: str, counted: list[int]) -> None:
    events = [event("DTSTART:20270104", f"RRULE:{rule}", uid=str(n)) for n in range(20)]
    understood(calendar(*events))
    assert counted[0] <= 20 * 40


def test_days_left_out_cost_what_they_are(counted: list[int]) -> None:
    out = ",".join(f"{2027 + n // 336}{n // 28 % 12 + 1:02}{n % 28 + 1:02}" for n in range(1_500))
    understood(calendar(event("DTSTART:20270101", "RRULE:FREQ=DAILY;COUNT=10000", f"EXDATE:{out}")))
    assert counted[0] <= 6_000
    too_many = event("DTSTART:20270101", "RRULE:FREQ=DAILY", *[f"EXDATE:{out}"] * 2)
    (one,) = understood(calendar(too_many)).refused
    assert said(one.reason.message, one.reason.values) == "It names more than 2,000 dates one by one."


def test_a_file_of_ten_megabytes_is_read_within_a_few_times_its_size() -> None:
    lines = "\r\n".join(f"ATTENDEE;CN=Person {n}:mailto:p{n}@example.org" for n in range(180_000))
    content = calendar(event(lines), event(uid="b"))
    assert len(content) > 9_000_000
    tracemalloc.start()
    try:
        found = understood(content)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(found.items) == 2
    assert peak < 8 * len(content)


PIECES = st.sampled_from(
    [
        "BEGIN:VCALENDAR",
        "END:VCALENDAR",
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VTIMEZONE",
        "END:VTIMEZONE",
        "BEGIN:STANDARD",
        "END:STANDARD",
        "TZID:Odd",
        "TZOFFSETFROM:+0700",
        "TZOFFSETTO:+0700",
        "UID:a",
        "SUMMARY:x",
        "DTSTART:20270104T090000Z",
        "DTSTART;TZID=Odd:20270104T090000",
        "DTSTART:20270104",
        "DTEND:20270105",
        "DURATION:PT1H",
        "RRULE:FREQ=DAILY;COUNT=3",
        "RDATE:20270109",
        "RDATE:",
        "EXDATE:20270105",
        "RECURRENCE-ID:20270105",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20270106",
        "STATUS:CANCELLED",
        "SEQUENCE:99999999999",
        " folded",
        "",
        "=;:",
        "DTSTART;;:;",
        "\u0000",
    ]
)


def read_or_refused(content: bytes) -> Understood:
    """What it comes to; nothing where it is refused in words."""
    try:
        return understood(content)
    except Refusal as no:
        return Understood(name=str(no))


@given(st.lists(PIECES | st.text(max_size=30), max_size=40))
def test_whatever_stands_in_a_file_it_is_read_or_refused_in_words(pieces: list[str]) -> None:
    found = read_or_refused("\r\n".join(["BEGIN:VCALENDAR", *pieces]).encode("utf-8", "replace"))
    assert all(said(one.reason.message, one.reason.values) for one in found.refused)
    assert all(item.label and item.digest for item in found.items)


@given(st.binary(max_size=300))
def test_bytes_that_are_no_calendar_are_refused_in_words(content: bytes) -> None:
    found = read_or_refused(content)
    assert found.name
    assert not found.items
