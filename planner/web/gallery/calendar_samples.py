"""November 2026 for the gallery: a month with campaigns across weeks, a holiday, a crowded day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from planner import dates
from planner.web.gallery.samples import TODAY

FIRST = date(2026, 11, 1)


@dataclass(frozen=True)
class Chip:
    """An event on a day."""

    title: str
    at: str
    kind: str
    status: str = "confirmed"


@dataclass(frozen=True)
class Cell:
    """A day of the month."""

    day: date
    name: str
    holiday: str = ""
    chips: list[Chip] = field(default_factory=list)
    more: int = 0

    @property
    def number(self) -> int:
        return self.day.day

    @property
    def is_today(self) -> bool:
        return self.day == TODAY

    @property
    def is_rest(self) -> bool:
        return self.day.weekday() >= 5 or bool(self.holiday)

    @property
    def is_outside(self) -> bool:
        return self.day.month != FIRST.month


@dataclass(frozen=True)
class Bar:
    """A campaign across some days of one week, or the gap before it."""

    days: int
    title: str = ""
    kind: str = ""
    is_continued: bool = False


@dataclass(frozen=True)
class Week:
    """Seven days and the campaigns under them."""

    days: list[Cell]
    bars: list[list[Bar]]


# day of November, time, Thai, English, kind, state
_EVENTS = (
    (3, "10.00", "ประชุมกับเครือข่ายรักษ์ทะเล", "Meeting with the sea network", "communal", "confirmed"),
    (6, "13.30", "ชิมกาแฟที่เชียงใหม่", "Tasting in Chiang Mai", "exchange", "confirmed"),
    (12, "09.00", "สำรวจพื้นที่ปลูก", "Survey of the ground", "communal", "confirmed"),
    (18, "07.30", "สัมภาษณ์สด รายการเช้านี้", "Live on the morning show", "exchange", "cancelled"),
    (24, "09.30", "แถลงข่าวเปิดโครงการ", "Press conference", "communal", "confirmed"),
    (24, "13.00", "ส่งภาพให้สื่อ", "Photographs to the media", "communal", "confirmed"),
    (24, "15.00", "ซ้อมชงกาแฟหน้างาน", "Barista rehearsal", "exchange", "tentative"),
    (26, "11.00", "ชิมกาแฟที่สามย่าน", "Tasting at Sam Yan", "exchange", "tentative"),
    (28, "06.30", "ปลูกป่าชายเลน วันอาสา", "Mangrove volunteer day", "communal", "confirmed"),
    (30, "23.59", "วันสิ้นสุดโปรโมชัน", "The promotion ends", "exchange", "confirmed"),
)
_HOLIDAYS = {
    date(2026, 11, 24): ("วันลอยกระทง", "Loy Krathong"),
    date(2026, 12, 5): ("วันพ่อแห่งชาติ", "Father's Day"),
}


def weekdays(language: str) -> list[tuple[str, str]]:
    """Short and long names, Sunday first."""
    return [
        (dates.weekday_name(day % 7, language, "abbreviated"), dates.weekday_name(day % 7, language, "wide"))
        for day in range(6, 13)
    ]


def cell(day: date, language: str) -> Cell:
    """One day with what is on it."""
    is_thai = language == "th"
    chips = [
        Chip(thai if is_thai else english, at if is_thai else at.replace(".", ":"), kind, status)
        for number, at, thai, english, kind, status in _EVENTS
        if day == date(2026, 11, number)
    ]
    holiday = _HOLIDAYS.get(day, ("", ""))[0 if is_thai else 1]
    name = dates.format_day(day, language, style="full")
    return Cell(day, name, holiday, chips, 2 if day == TODAY else 0)


def weeks(language: str) -> list[Week]:
    """The five weeks of the month."""
    mangroves = "ปลูกป่าชายเลนกับชุมชนบางขุนเทียน" if language == "th" else "Mangroves with Bang Khun Thian"
    coffee = "เปิดตัวกาแฟดอยตุงคั่วใหม่" if language == "th" else "A new Doi Tung roast"
    found = []
    for number in range(5):
        sunday = FIRST + timedelta(weeks=number)
        first = (
            [Bar(1), Bar(6, mangroves, "communal")] if number == 0 else [Bar(7, mangroves, "communal", True)]
        )
        bars = [first, [Bar(7, coffee, "exchange", True)]]
        found.append(Week([cell(sunday + timedelta(days=day), language) for day in range(7)], bars))
    return found


def agenda(language: str) -> list[Cell]:
    """The days of the month that have something on them."""
    found = (cell(FIRST + timedelta(days=number), language) for number in range(30))
    return [day for day in found if day.chips]
