"""A planner writes an event in one line; what people mean different things by is asked about, never guessed."""

from __future__ import annotations

from datetime import date, time

import pytest

from planner.calendar import one_line
from planner.calendar.line_parts import Piece
from planner.calendar.one_line import Understood
from planner.dates.parse import NO_SUCH_DAY
from planner.events.words import EventType

TODAY = date(2026, 11, 23)  # a Monday
TOMORROW = date(2026, 11, 24)
FRIDAY = date(2026, 11, 27)
NEW_YORK = "America/New_York"


def read(line: str, zone: str = "Asia/Bangkok", **answers: str) -> Understood:
    """The line as it is read on a Monday in November."""
    return one_line.read(
        line, today=TODAY, zone=zone, answers={key.replace("_", "-"): value for key, value in answers.items()}
    )


def said(line: str, **answers: str) -> tuple[object, ...]:
    """Title, days and hours of a line that leaves nothing open."""
    found = read(line, **answers)
    assert found.is_clear, (found.questions, found.mistakes)
    assert found.when is not None
    when = found.when
    return found.title, when.start_on, when.start_time, when.last_on, when.end_time


def asked(line: str, zone: str = "Asia/Bangkok", **answers: str) -> dict[str, list[str]]:
    """The questions that are open, with their choices."""
    found = read(line, zone, **answers)
    assert not found.is_clear
    return {one.key: [choice.value for choice in one.choices] for one in found.questions if not one.chosen}


def timed(title: str, on: date, start: str, end: str, last_on: date | None = None) -> tuple[object, ...]:
    return title, on, time.fromisoformat(start), last_on or on, time.fromisoformat(end)


def whole(title: str, on: date, last_on: date | None = None) -> tuple[object, ...]:
    return title, on, None, last_on or on, None


def test_the_whole_of_an_event_stands_in_a_line() -> None:
    found = read("แถลงข่าว 24/11/2569 10:00-12:00 @โรงแรม #มหกรรม")
    assert said(found.line) == timed("แถลงข่าว", TOMORROW, "10:00", "12:00")
    assert (found.title_th, found.title_en) == ("แถลงข่าว", None)
    assert (found.venue, found.venue_th, found.tags) == ("โรงแรม", "โรงแรม", ("มหกรรม",))
    assert found.type is EventType.PRESS_CONFERENCE
    assert found.sources == {
        Piece.VENUE: ["@โรงแรม"],
        Piece.CAMPAIGN: ["#มหกรรม"],
        Piece.DAY: ["24/11/2569"],
        Piece.HOURS: ["10:00", "12:00"],
    }


def test_names_of_several_words_stand_in_quotation_marks() -> None:
    found = read('Press conference 24 Nov 2026 10am-noon @"Grand Hotel" #“Clean water”')
    assert said(found.line) == timed("Press conference", TOMORROW, "10:00", "12:00")
    assert (found.venue_en, found.tags) == ("Grand Hotel", ("Clean water",))
    assert found.title_en == "Press conference"


CLEAR = [
    ("พรุ่งนี้ 9.00-10.30 น. ประชุม", timed("ประชุม", TOMORROW, "09:00", "10:30")),
    ("ประชุมพรุ่งนี้บ่ายสองถึงสี่โมงเย็น", timed("ประชุม", TOMORROW, "14:00", "16:00")),
    ("ประชุม พรุ่งนี้ บ่าย 2-4 โมง", timed("ประชุม", TOMORROW, "14:00", "16:00")),
    ("ประชุม พรุ่งนี้ บ่ายโมงครึ่ง 2 ชม.", timed("ประชุม", TOMORROW, "13:30", "15:30")),
    ("ประชุม พรุ่งนี้ 10 โมง - เที่ยง", timed("ประชุม", TOMORROW, "10:00", "12:00")),
    ("ประชุม พรุ่งนี้ 2 ทุ่ม ครึ่งชั่วโมง", timed("ประชุม", TOMORROW, "20:00", "20:30")),
    ("ประชุม พรุ่งนี้ ตีห้า-6 โมงเช้า", timed("ประชุม", TOMORROW, "05:00", "06:00")),
    ("meet tomorrow 10-12 น.", timed("meet", TOMORROW, "10:00", "12:00")),
    ("meet tomorrow 10-12pm", timed("meet", TOMORROW, "10:00", "12:00")),
    ("meet tomorrow 2-4pm", timed("meet", TOMORROW, "14:00", "16:00")),
    ("meet tomorrow 11am-1", timed("meet", TOMORROW, "11:00", "13:00")),
    ("meet tomorrow from 10:00 until 12:00", timed("meet", TOMORROW, "10:00", "12:00")),
    ("meet tomorrow 20:00 - midnight", timed("meet", TOMORROW, "20:00", "00:00", date(2026, 11, 25))),
    ("meet tomorrow 1000 hrs 1.5h", timed("meet", TOMORROW, "10:00", "11:30")),
    ("meet tomorrow 10:00 1h30", timed("meet", TOMORROW, "10:00", "11:30")),
    ("meet in 3 days 9:00 90 min", timed("meet", date(2026, 11, 26), "09:00", "10:30")),
    ("งาน 22.00-24.00 น. พรุ่งนี้", timed("งาน", TOMORROW, "22:00", "00:00", date(2026, 11, 25))),
    ("ศุกร์ที่ 27 พ.ย. งาน", whole("งาน", FRIDAY)),
    ("งาน วันที่ 27-29", whole("งาน", FRIDAY, date(2026, 11, 29))),
    ("งาน ทั้งวันพรุ่งนี้", whole("งาน", TOMORROW)),
    ("Fair 28 Nov - 3 Dec", whole("Fair", date(2026, 11, 28), date(2026, 12, 3))),
    ("งาน 28 ธ.ค. - 3 ม.ค. 2570", whole("งาน", date(2026, 12, 28), date(2027, 1, 3))),
    ("Fair Nov 24-26, 2026", whole("Fair", TOMORROW, date(2026, 11, 26))),
    ("Fair 24-26/11/2569", whole("Fair", TOMORROW, date(2026, 11, 26))),
    ("Fair on the 27th", whole("Fair", FRIDAY)),
    ("Fair Friday", whole("Fair", FRIDAY)),
    ("Fair Friday next week", whole("Fair", date(2026, 12, 4))),
    ("Fair 1/2", whole("Fair", date(2027, 2, 1))),
    ("Fair 31.12", whole("Fair", date(2026, 12, 31))),
    ("Fair 24/11/2569 (24 Nov 2026)", whole("Fair", TOMORROW)),
    ("Fair 27/11/2569 10:00-11:00 Friday", timed("Fair", FRIDAY, "10:00", "11:00")),
    ("29/2/2567 Fair", whole("Fair", date(2024, 2, 29))),
    (
        "Night 24 Nov 2026 22:00 to 25 Nov 2026 02:00",
        timed("Night", TOMORROW, "22:00", "02:00", date(2026, 11, 25)),
    ),
    # what only looks like a day or a time stays in the title
    ("รับสมัคร 24 พยาบาล พรุ่งนี้", whole("รับสมัคร 24 พยาบาล", TOMORROW)),
    ("ครั้งที่ 1/2569 พรุ่งนี้", whole("ครั้งที่ 1/2569", TOMORROW)),
    ('"Report 1/2" tomorrow', whole('"Report 1/2"', TOMORROW)),
    ("Sell at 2.50 baht tomorrow", whole("Sell at 2.50 baht", TOMORROW)),
    ("งานทุ่มเท พรุ่งนี้ 10:00-12:00 รับ 10-12 คน", timed("งานทุ่มเท รับ 10-12 คน", TOMORROW, "10:00", "12:00")),
]


@pytest.mark.parametrize(("line", "expected"), CLEAR, ids=[line for line, _ in CLEAR])
def test_a_clear_line_is_understood(line: str, expected: tuple[object, ...]) -> None:
    assert said(line) == expected


ASKED = [
    ("x 24/11/69", {"year": ["2026-11-24", "2069-11-24"]}),
    ("x 24-26 พ.ย. 69", {"year": ["2026-11-24/2026-11-26", "2069-11-24/2069-11-26", "none"]}),
    ("x 1 ต.ค.", {"year": ["2027-10-01", "2026-10-01"]}),
    ("x next Friday", {"weekday": ["2026-11-27", "2026-12-04"]}),
    ("x วันศุกร์หน้า", {"weekday": ["2026-11-27", "2026-12-04"]}),
    ("x Monday", {"weekday": ["2026-11-23", "2026-11-30"]}),
    ("x ศุกร์ที่ 24 พ.ย. 2569", {"weekday": ["2026-11-24", "2026-11-20", "2026-11-27"]}),
    ("x Friday 10:00-11:00 24/11/2569", {"weekday": ["2026-11-24", "2026-11-20", "2026-11-27"]}),
    ("x 11/24/2026", {"month": ["turned"]}),
    ("x 26-24 พ.ย. 2569", {"order": ["2026-11-24/2026-11-26"]}),
    (
        "x 26 พ.ย. 2569 - 24 พ.ย. 2569",
        {"order": ["2026-11-24/2026-11-26", "2026-11-26", "2026-11-24"]},
    ),
    ("x 24/11 and 26/11", {"days": ["2026-11-24", "2026-11-26", "2026-11-24/2026-11-26"]}),
    ("x 10-12", {"pair": ["600-720", "1320-1440", "days", "title"]}),
    ("x tomorrow 7-8", {"pair": ["420-480", "1140-1200", "title"]}),
    ("x tomorrow 10-2", {"pair": ["600-840", "title"]}),
    ("x 10:00-12:00 27-28", {"pair": ["days", "title"]}),
    ("x 10.11", {"dotted": ["time", "day"]}),
    ("x tomorrow 6 โมง ถึง 2 ทุ่ม", {"hour": ["360", "1080"]}),
    ("x tomorrow 2 โมงเช้า 1h", {"hour": ["480", "120"]}),
    ("x tomorrow at 7 for 2 hours", {"hour": ["420", "1140"]}),
    ("x tomorrow midnight 1h", {"hour": ["0", "1440"]}),
    ("x tomorrow 10:00", {"length": ["30", "60", "90", "120", "180", "0"]}),
    ("x tomorrow 12:00-10:00", {"ends": ["next", "swapped"]}),
    ("x 24-26 Nov 10:00-12:00", {"each": ["through", "whole", "first"]}),
    ("x tomorrow 10:00 12:00", {"hours": ["0", "1", "both"]}),
    ("x all day tomorrow 10:00-12:00", {"whole": ["whole", "hours"]}),
    ("x 9:00-10:00", {"day": ["2026-11-23", "2026-11-24", "2026-11-25"]}),
    # what the day leaves open and what the hours leave open is asked at once
    (
        "x next Friday 10:00",
        {"weekday": ["2026-11-27", "2026-12-04"], "length": ["30", "60", "90", "120", "180", "0"]},
    ),
]


@pytest.mark.parametrize(("line", "expected"), ASKED, ids=[line for line, _ in ASKED])
def test_what_may_be_meant_in_several_ways_is_asked_about(line: str, expected: dict[str, list[str]]) -> None:
    assert asked(line) == expected


def test_hours_that_the_clocks_skip_or_show_twice_are_asked_about() -> None:
    assert asked("x 14/3/2027 2:30-4:00", NEW_YORK) == {"clock-start": ["later", "earlier"]}
    assert asked("x 1/11/2026 0:30-1:30", NEW_YORK) == {"clock-end": ["first", "later", "earlier"]}


ANSWERED = [
    ("x 24/11/69", {"year": "2026-11-24"}, whole("x", TOMORROW)),
    ("x 24 Nov 50 people", {"year": "none"}, whole("x 50 people", TOMORROW)),
    ("x next Friday", {"weekday": "2026-12-04"}, whole("x", date(2026, 12, 4))),
    ("x ศุกร์ที่ 24 พ.ย. 2569", {"weekday": "2026-11-27"}, whole("x", FRIDAY)),
    ("Friday prayer 24/11/2569", {"weekday": "2026-11-24"}, whole("Friday prayer", TOMORROW)),
    ("x 11/24/2026", {"month": "turned"}, whole("x", TOMORROW)),
    ("x 24/11 and 26/11", {"days": "2026-11-24"}, whole("x and 26/11", TOMORROW)),
    ("x tomorrow 7-8", {"pair": "1140-1200"}, timed("x", TOMORROW, "19:00", "20:00")),
    ("x 27-28", {"pair": "days"}, whole("x", FRIDAY, date(2026, 11, 28))),
    ("x tomorrow 7-8 people", {"pair": "title"}, whole("x 7-8 people", TOMORROW)),
    ("x 10.12", {"dotted": "day"}, whole("x", date(2026, 12, 10))),
    ("x 10.11-12.11", {"dotted": "time", "day": "2026-11-24"}, timed("x", TOMORROW, "10:11", "12:11")),
    ("x tomorrow 10:00", {"length": "0"}, timed("x", TOMORROW, "10:00", "10:00")),
    ("x tomorrow 22:00-2:00", {"ends": "next"}, timed("x", TOMORROW, "22:00", "02:00", date(2026, 11, 25))),
    ("x tomorrow 12:00-10:00", {"ends": "swapped"}, timed("x", TOMORROW, "10:00", "12:00")),
    (
        "x 24-26 Nov 10:00-12:00",
        {"each": "through"},
        timed("x", TOMORROW, "10:00", "12:00", date(2026, 11, 26)),
    ),
    ("x 24-26 Nov 10:00-12:00", {"each": "first"}, timed("x", TOMORROW, "10:00", "12:00")),
    ("x 24-26 Nov 10:00-12:00", {"each": "whole"}, whole("x", TOMORROW, date(2026, 11, 26))),
    ("x tomorrow 10:00 12:00", {"hours": "both"}, timed("x", TOMORROW, "10:00", "12:00")),
    ("x 9:00-10:00", {"day": "2026-11-25"}, timed("x", date(2026, 11, 25), "09:00", "10:00")),
]


@pytest.mark.parametrize(("line", "answers", "expected"), ANSWERED, ids=[line for line, _, _ in ANSWERED])
def test_an_answer_settles_it(line: str, answers: dict[str, str], expected: tuple[object, ...]) -> None:
    assert said(line, **answers) == expected


def test_an_answer_that_was_not_offered_is_none() -> None:
    assert asked("x next Friday", weekday="2026-11-28") == asked("x next Friday")
    assert asked("x next Friday", weekday="<script>") == asked("x next Friday")


MISTAKES = [
    ("", one_line.NO_DAY),
    ("Press conference", one_line.NO_DAY),
    ("tomorrow", one_line.NO_TITLE),
    ("@โรงแรม #x 24/11/2569", one_line.NO_TITLE),
    ("x 29/2/2566", NO_SUCH_DAY),
    ("x 31 เม.ย.", NO_SUCH_DAY),
    ("x tomorrow until 12:00", one_line.NO_START),
    ("x tomorrow 2h", one_line.NO_START),
    ("ก" * 10_000, one_line.TOO_LONG),
    ("ก" * 250 + " พรุ่งนี้", one_line.LONG_TITLE),
    ("x 1/12 2/12 3/12 4/12 5/12 6/12 7/12", one_line.TOO_MANY),
]


@pytest.mark.parametrize(("line", "message"), MISTAKES, ids=[line[:20] for line, _ in MISTAKES])
def test_what_cannot_be_meant_is_explained(line: str, message: str) -> None:
    found = read(line)
    assert not found.is_clear
    assert message in [one.message for one in found.mistakes]


TYPES = [
    ("สัมภาษณ์ผู้ว่าฯ", EventType.INTERVIEW),
    ("พิธีส่งมอบสิ่งบริจาค", EventType.DONATION_HANDOVER),
    ("Product launches", EventType.LAUNCH),
    ("Interview at the exhibition", None),
    ("ประชุม", None),
    ("Relaunched", None),
]


@pytest.mark.parametrize(("title", "expected"), TYPES)
def test_a_type_is_taken_from_words_that_stand_for_one(title: str, expected: EventType | None) -> None:
    assert read(f"{title} 24/11/2569").type is expected
