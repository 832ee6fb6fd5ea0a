"""Days, times and spans as they are printed.

A month is always a word, so no reader has to guess which number is the day. The year carries its mark
(พ.ศ., ค.ศ., BE) wherever it could be misread: any year that is not of the reader's usual era, and every year
in the long Thai forms, as official letters write it.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from planner.dates.eras import BUDDHIST_OFFSET, Era, month_name, usual_era, weekday_name
from planner.dates.zones import instant_to_local, offset_name, zone_city
from planner.i18n import Language

Style = Literal["short", "medium", "weekday", "long", "full"]
"""How much of a day is written, for 24 November 2026:

`short` 24 พ.ย. · 24 Nov (no year: only where the year stands beside it) |
`medium` 24 พ.ย. 2569 · 24 Nov 2026 |
`weekday` อ. 24 พ.ย. 2569 · Tue 24 Nov 2026 |
`long` 24 พฤศจิกายน พ.ศ. 2569 · 24 November 2026 |
`full` วันอังคารที่ 24 พฤศจิกายน พ.ศ. 2569 · Tuesday 24 November 2026
"""


def format_year(year: int, language: str, era: Era | None = None, *, is_long: bool = False) -> str:
    """A common-era year as a reader wants it: `2569`, `พ.ศ. 2569`, `2569 (ค.ศ. 2026)`, `BE 2569`."""
    buddhist = str(year + BUDDHIST_OFFSET)
    era = Era(era) if era else usual_era(language)
    if language == Language.TH:
        common = f"ค.ศ. {year}"
        marked = f"พ.ศ. {buddhist}" if is_long else buddhist
        return {Era.BE: marked, Era.CE: common, Era.BOTH: f"{marked} ({common})"}[era]
    marked = f"BE {buddhist}"
    return {Era.BE: marked, Era.CE: str(year), Era.BOTH: f"{year} ({marked})"}[era]


def format_month(year: int, month: int, language: str, era: Era | None = None) -> str:
    """A month of a common-era year as a heading: `พฤศจิกายน 2569`, `November 2026`."""
    return f"{month_name(month, language)} {format_year(year, language, era)}"


def format_day(day: date, language: str, era: Era | None = None, *, style: Style = "medium") -> str:
    """A day in a reader's language and era (the language's usual one when none is given)."""
    parts = [_day_part(day, language, style), _month_part(day, language, style)]
    if style != "short":
        parts.append(_year_part(day, language, era, style))
    return " ".join(parts)


def format_range(
    start: date, end: date, language: str, era: Era | None = None, *, style: Style = "medium"
) -> str:
    """Days from `start` to `end`, both included, saying the month and the year once where they are shared.

    `24 พ.ย. 2569` · `24–26 พ.ย. 2569` · `28 พ.ย. – 3 ธ.ค. 2569` · `28 ธ.ค. 2569 – 3 ม.ค. 2570`

    :raises ValueError: if the end is before the start.
    """
    if end < start:
        raise ValueError("a range ends on or after the day it starts")
    if start == end:
        return format_day(start, language, era, style=style)
    last = format_day(end, language, era, style=style)
    if start.year != end.year:
        first = format_day(start, language, era, style=style)
        # `short` leaves the year out even here, where the two differ: its reader sees the year elsewhere
        return f"{first} – {last}"
    first = _day_part(start, language, style)
    if start.month != end.month:
        return f"{first} {_month_part(start, language, style)} – {last}"
    return f"{first}–{last}" if style in ("short", "medium", "long") else f"{first} – {last}"


def format_time(at: time, language: str) -> str:
    """A time of day in 24 hours: `09.30 น.` (the Royal Society's style) or `09:30`."""
    return f"{_clock(at, language)} น." if language == Language.TH else _clock(at, language)


def format_instant(
    at: datetime, tz: ZoneInfo, language: str, era: Era | None = None, *, style: Style = "medium"
) -> str:
    """An aware instant as clocks in the zone show it: `24 พ.ย. 2569 09.30 น.`, `24 Nov 2026, 09:30`."""
    day, clock = instant_to_local(at, tz)
    return _join(format_day(day, language, era, style=style), format_time(clock, language), language)


def format_span(
    starts_at: datetime,
    ends_at: datetime,
    tz: ZoneInfo,
    language: str,
    era: Era | None = None,
    *,
    style: Style = "medium",
    reader_zone: ZoneInfo | None = None,
) -> str:
    """From one aware instant to another: `24 พ.ย. 2569 09.30–11.30 น.`, `24 Nov 2026, 09:30–11:30`.

    An end at midnight belongs to the day that ends (`20:00–24:00`), as people say it. Where clocks in
    `reader_zone` show another time than clocks in the event's own zone, at its start or its end, the zone is
    named: `24 Nov 2026, 09:30–11:30 (Tokyo, UTC+9)`. The end may equal the start, but not come before it.

    :raises ValueError: for a naive instant, or an end before the start.
    """
    if ends_at < starts_at:
        raise ValueError("a span ends at or after the instant it starts")
    (day, start), (last_day, end) = instant_to_local(starts_at, tz), instant_to_local(ends_at, tz)
    if starts_at == ends_at:
        text = format_instant(starts_at, tz, language, era, style=style)
    elif (until := _end_on(day, last_day, end, language)) is not None:
        clocks = f"{_clock(start, language)}–{until}{' น.' if language == Language.TH else ''}"
        text = _join(format_day(day, language, era, style=style), clocks, language)
    else:
        first, last = (format_instant(at, tz, language, era, style=style) for at in (starts_at, ends_at))
        text = f"{first} – {last}"
    if reader_zone is None or all(_same_clock(at, tz, reader_zone) for at in (starts_at, ends_at)):
        return text
    return (
        f"{text} ({', '.join(dict.fromkeys((zone_city(tz.key, language), offset_name(tz.key, starts_at))))})"
    )


def echo(day: date) -> str:
    """What a typed day was understood as, in both eras: `= 24 พ.ย. 2569 / 24 Nov 2026`."""
    thai, english = (format_day(day, language) for language in Language)
    return f"= {thai} / {english}"


def _day_part(day: date, language: str, style: Style) -> str:
    if style == "weekday":
        return f"{weekday_name(day.weekday(), language, 'abbreviated')} {day.day}"
    if style == "full":
        name = weekday_name(day.weekday(), language)
        return f"{name}ที่ {day.day}" if language == Language.TH else f"{name} {day.day}"
    return str(day.day)


def _month_part(day: date, language: str, style: Style) -> str:
    return month_name(day.month, language, "wide" if style in ("long", "full") else "abbreviated")


def _year_part(day: date, language: str, era: Era | None, style: Style) -> str:
    return format_year(day.year, language, era, is_long=style in ("long", "full"))


def _clock(at: time, language: str) -> str:
    return at.strftime("%H.%M" if language == Language.TH else "%H:%M")


def _end_on(day: date, last_day: date, end: time, language: str) -> str | None:
    """The end as a time of the day the span began on, or None when it ends on another day."""
    if last_day == day:
        return _clock(end, language)
    if last_day == day + timedelta(days=1) and end == time(0):
        return "24.00" if language == Language.TH else "24:00"
    return None


def _join(day: str, clock: str, language: str) -> str:
    return f"{day} {clock}" if language == Language.TH else f"{day}, {clock}"


def _same_clock(at: datetime, one: ZoneInfo, other: ZoneInfo) -> bool:
    return at.astimezone(one).utcoffset() == at.astimezone(other).utcoffset()
