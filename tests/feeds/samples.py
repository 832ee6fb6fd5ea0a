"""Events as a feed prints them, in every shape a planner can give them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from planner.events.recurrence_rule import LAST, Frequency, Rule, Weekday
from planner.events.timing import AllDay, Timed, Timing, timed
from planner.events.words import EventStatus
from planner.feeds.printed import CalendarHead, Content, PrintedEvent, PrintedOverride
from planner.feeds.write import calendar_bytes, event_bytes, zones_of
from tests.events.moments import BANGKOK, LONDON, NEW_YORK, SYDNEY, utc, wall

HEAD = CalendarHead(
    name="แผนงานสื่อสารองค์กร; ปี 2570, ภาคกลาง", timezone=BANGKOK, first_year=2026, last_year=2029
)
THAI = Content(
    title="แถลงข่าวโครงการ CSR, “น้ำใสไหลเย็น”; ครั้งที่ 1",
    description="ขอเชิญสื่อมวลชนร่วมงานแถลงข่าวโครงการฟื้นฟูแหล่งน้ำชุมชน\nลงทะเบียน: https://example.org/a?b=1,2;c\n"
    "C:\\New folder\\notes — 50% off; \\n is not a line end",
    location="ห้องประชุมใหญ่, อาคาร A",
    url="https://example.org/งาน/แถลงข่าว?วัน=1&x=a,b",
    categories=("แถลงข่าว", "a,b;c"),
)


def event(uid: str, timing: Timing, rule: Rule | None = None, content: Content = THAI) -> PrintedEvent:
    return PrintedEvent(
        uid=f"{uid}@planner.example",
        sequence=3,
        created_at=utc("2026-10-01 02:00"),
        last_modified_at=utc("2026-11-02 03:04:05"),
        timing=timing,
        content=content,
        rule=rule,
    )


def meeting(start: str, minutes: int = 90, zone: str = BANGKOK) -> Timed:
    return timed(wall(start), wall(start) + timedelta(minutes=minutes), zone)


MONDAYS = Rule(frequency=Frequency.WEEKLY, weekdays=(Weekday.MO,))
EVERY_SECOND_WEEK = Rule(
    frequency=Frequency.WEEKLY, interval=2, weekdays=(Weekday.MO, Weekday.WE, Weekday.SU)
)
SECOND_TUESDAYS = Rule(frequency=Frequency.MONTHLY, weekdays=(Weekday.TU,), ordinal=2)
LAST_FRIDAYS = Rule(frequency=Frequency.MONTHLY, weekdays=(Weekday.FR,), ordinal=LAST)

SERIES: dict[str, PrintedEvent] = {
    "london mondays": event("london", meeting("2026-11-02 09:00", zone=LONDON), MONDAYS),
    "new york until": event(
        "new-york",
        meeting("2026-11-02 18:30", zone=NEW_YORK),
        replace(EVERY_SECOND_WEEK, until=date(2028, 6, 30)),
    ),
    "sydney counted": event(
        "sydney", meeting("2026-11-10 08:00", zone=SYDNEY), replace(SECOND_TUESDAYS, count=20)
    ),
    "bangkok days": event(
        "bangkok", meeting("2026-11-02 00:30"), Rule(frequency=Frequency.DAILY, interval=3)
    ),
    "auckland last fridays": event("auckland", AllDay(date(2026, 11, 27), date(2026, 11, 28)), LAST_FRIDAYS),
    "all-day until": event(
        "all-day", AllDay(date(2026, 11, 30), date(2026, 11, 30)), replace(MONDAYS, until=date(2027, 5, 31))
    ),
    "month ends": event(
        "month-ends",
        meeting("2027-01-31 17:00", zone=LONDON),
        Rule(frequency=Frequency.MONTHLY, month_day=31),
    ),
    "last days": event(
        "last-days",
        meeting("2027-01-31 17:00", zone=SYDNEY),
        Rule(frequency=Frequency.MONTHLY, month_day=LAST),
    ),
    "yearly": event(
        "yearly",
        meeting("2026-11-26 12:00", zone=NEW_YORK),
        Rule(frequency=Frequency.YEARLY, month=11, weekdays=(Weekday.TH,), ordinal=4),
    ),
    "nights": event(
        "nights",
        meeting("2026-11-07 22:00", 480, LONDON),
        Rule(frequency=Frequency.WEEKLY, weekdays=(Weekday.SA,)),
    ),
    "long weekends": event(
        "weekends",
        meeting("2026-11-06 18:00", 51 * 60, NEW_YORK),
        Rule(frequency=Frequency.WEEKLY, interval=2, weekdays=(Weekday.FR,)),
    ),
    "southern nights": event(
        "southern", meeting("2026-11-07 21:00", 600, SYDNEY), Rule(frequency=Frequency.DAILY)
    ),
    "late evenings": event(
        "evenings",
        meeting("2026-11-07 21:30", 120, LONDON),
        Rule(frequency=Frequency.WEEKLY, weekdays=(Weekday.SA,)),
    ),
}

CHANGED = replace(
    event("changed", meeting("2026-11-02 09:00", zone=LONDON), MONDAYS),
    excluded=frozenset({date(2026, 12, 28), date(2027, 3, 29)}),
    overrides=(
        PrintedOverride(
            on=date(2027, 3, 22),
            timing=meeting("2027-03-30 14:00", zone=LONDON),
            content=replace(THAI, title="ย้ายไปวันอังคาร", status=EventStatus.POSTPONED),
        ),
        PrintedOverride(
            on=date(2027, 10, 25),
            timing=meeting("2027-10-25 09:00", zone=LONDON),
            content=replace(THAI, status=EventStatus.CANCELLED),
        ),
    ),
)
CHANGED_DAYS = replace(
    event("changed-days", AllDay(date(2026, 11, 30), date(2026, 12, 1)), MONDAYS),
    excluded=frozenset({date(2026, 12, 28)}),
    overrides=(
        PrintedOverride(on=date(2027, 1, 4), timing=AllDay(date(2027, 1, 6), date(2027, 1, 6)), content=THAI),
    ),
)

ONCE: dict[str, PrintedEvent] = {
    "once": event("once", meeting("2026-12-10 09:30", 120)),
    "three days": event("days", AllDay(date(2026, 12, 10), date(2026, 12, 12))),
    "deadline": event("deadline", meeting("2026-12-10 17:00", 0)),
    "utc": event("utc", meeting("2026-12-10 17:00", 60, "UTC")),
    "second time round": event("twice", Timed(utc("2027-10-31 01:30"), utc("2027-10-31 02:30"), LONDON)),
    "gaza": event("gaza", meeting("2027-03-27 12:00", zone="Asia/Gaza")),
    "vancouver": event("vancouver", meeting("2026-03-09 09:00", zone="America/Vancouver")),
    "tentative": event(
        "tentative", meeting("2026-12-11 09:30"), content=replace(THAI, status=EventStatus.TENTATIVE)
    ),
    "postponed": event(
        "postponed", meeting("2026-12-11 09:30"), content=replace(THAI, status=EventStatus.POSTPONED)
    ),
    "cancelled": event(
        "cancelled", meeting("2026-12-11 09:30"), content=replace(THAI, status=EventStatus.CANCELLED)
    ),
    "bare": event("bare", meeting("2026-12-11 09:30"), content=Content(title="Bare")),
}
EVERYTHING = {**SERIES, **ONCE, "changed": CHANGED, "changed days": CHANGED_DAYS}


def feed(events: Iterable[PrintedEvent], language: str = "en", head: CalendarHead = HEAD) -> bytes:
    shown = list(events)
    zones = frozenset[str]().union(*(zones_of(one) for one in shown))
    return calendar_bytes(head, zones, [event_bytes(one, language) for one in shown])
