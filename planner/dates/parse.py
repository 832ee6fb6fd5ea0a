"""Days and times as people type them, in either era, either language, either kind of digits."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, time
from functools import cache

from planner.dates.eras import BUDDHIST_OFFSET, Era, Width, month_name, weekday_name
from planner.errors import Unreadable
from planner.i18n import Language, mark

LONGEST = 80
"""Characters read; no day or time needs more, and a pasted page is not searched for one."""

FIRST_COMMON, LAST_COMMON = 1900, 2399
FIRST_BUDDHIST, LAST_BUDDHIST = 2400, 2999

THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")

NO_DAY = mark("Write a day, for example 24/11/2569 or 24 Nov 2026.")
NOT_A_DAY = mark(
    "This cannot be read as a day. Write day, month and year, for example 24/11/2569 or 24 Nov 2026."
)
NO_YEAR = mark("The year is missing. Write it with four digits, for example 2569 or 2026.")
SHORT_YEAR = mark("Write the year with four digits, for example 2569 or 2026, not %(year)s.")
FAR_YEAR = mark(
    "The year %(year)s is too far away. Write 1900 to 2399 in the common era, "
    "or 2400 to 2999 in the Buddhist Era."
)
YEAR_IS_BUDDHIST = mark("%(year)s is a year of the Buddhist Era. Take away the mark of the common era.")
YEAR_IS_COMMON = mark("%(year)s is a year of the common era. Take away the mark of the Buddhist Era.")
TWO_YEARS = mark("The years %(first)s and %(second)s are not the same year. Keep the one that is right.")
MONTH_FIRST = mark("The day comes before the month. Write %(day)s/%(month)s/%(year)s.")
NO_SUCH_MONTH = mark("There is no month %(month)s. Months go from 1 to 12.")
NO_SUCH_DAY = mark("This month has no day %(day)s. In the year %(year)s it ends on day %(last)s.")
OTHER_WEEKDAY = mark("This day falls on another weekday than the one written. Correct one of the two.")

NO_TIME = mark("Write a time, for example 09:30.")
NOT_A_TIME = mark("This cannot be read as a time. Write hours and minutes, for example 09:30 or 14:00.")
NO_SUCH_TIME = mark("There is no time %(time)s. Hours go from 00 to 23, minutes from 00 to 59.")
MIDNIGHT = mark("A day ends at 00:00 of the next day. Write 00:00 and the day after.")


class DayError(Unreadable):
    """The text is not a day, or not one the planner keeps."""


class TimeError(Unreadable):
    """The text is not a time of day."""


@dataclass(frozen=True)
class ParsedDay:
    """A day, and the era its year was typed in (`both` when both years were)."""

    day: date
    era_written: Era


# A mark of an era becomes one sign that nothing else in a day can be: § Buddhist, ¤ common.
_ERA_MARKS = re.compile(
    r"(?P<be>พ\.?\s?ศ\.?(?=[\s0-9]|$)|พุทธศักราช|(?<![a-z])b\.?\s?e\.?(?![a-z]))"
    r"|ค\.?\s?ศ\.?(?=[\s0-9]|$)|คริสต์ศักราช|(?<![a-z])(?:c\.?\s?e\.?|a\.?\s?d\.?)(?![a-z])"
)
# words that say what follows and nothing more: "day", "the nth", "month", "year", "of"; and ordinals
_FILLERS = re.compile(r"วันที่|ที่(?=\s*[0-9])|เดือน|ปี|(?<![a-z])of(?![a-z])|(?<=[0-9])(?:st|nd|rd|th)(?![a-z])")
# a mark stands before its year (พ.ศ. 2569, BE 2569) or after it (2569 BE)
_NUMBERS = re.compile(r"([§¤])?\s*([0-9]+)(?:\s*([§¤])(?!\s*[0-9]))?")
_WORDS = re.compile(r"[a-z]+\.?|[\u0e01-\u0e3a\u0e40-\u0e4e][\u0e01-\u0e3a\u0e40-\u0e4e.]*")
_SEPARATORS = re.compile(r"\s*[/.-]?\s*")
_PUNCTUATION = re.compile(r"[\s,./()–-]*")


def _plain(text: str) -> str:
    """Digits in ASCII, Latin in lower case, one kind of space."""
    plain = " ".join(
        unicodedata.normalize("NFC", text.strip()[:LONGEST]).translate(THAI_DIGITS).casefold().split()
    )
    # what is too long is no day and no time, even when it begins like one
    return plain if len(text.strip()) <= LONGEST else "?"


@dataclass(frozen=True)
class _Number:
    typed: str
    era: Era | None


def parse_day(text: str) -> ParsedDay:
    """Read a day with its year: `24/11/2569`, `2026-11-24`, `24 พ.ย. 2569`, `24 Nov 2026`, `๒๔ พ.ย. ๒๕๖๙`.

    The day comes before the month unless the year comes first or the month is a word. Years 1900-2399 are of
    the common era, 2400-2999 of the Buddhist Era; a mark (พ.ศ., ค.ศ., BE, CE) may stand by the year and must
    then be right. So must a weekday. Whatever `format_day` writes with a year is read back as the same day.

    :raises DayError: with a marked message that says what to write instead.
    """
    plain = _plain(text)
    if not plain:
        raise DayError(NO_DAY)
    marked = _ERA_MARKS.sub(lambda found: " § " if found["be"] else " ¤ ", plain)
    marked = _FILLERS.sub(" ", marked)
    numbers = [_number(found) for found in _NUMBERS.finditer(marked)]
    rest = _NUMBERS.sub("\n", marked)
    words = [found[0] for found in _WORDS.finditer(rest)]
    between = _WORDS.sub("\n", rest).split("\n")
    allowed = _PUNCTUATION if words else _SEPARATORS
    if not numbers or not all(allowed.fullmatch(part) for part in between):
        raise DayError(NOT_A_DAY)
    month, weekday = _named(words)
    parsed = _from_numbers(numbers) if month is None else _from_named_month(numbers, month)
    if weekday is not None and parsed.day.weekday() != weekday:
        raise DayError(OTHER_WEEKDAY)
    return parsed


def _number(found: re.Match[str]) -> _Number:
    sign = found[1] or found[3]
    return _Number(found[2], {"§": Era.BE, "¤": Era.CE}[sign] if sign else None)


def _named(words: list[str]) -> tuple[int | None, int | None]:
    """The month and the weekday among the words; each at most once, and nothing else."""
    months, weekdays = names()
    month: int | None = None
    weekday: int | None = None
    for word in words:
        key = word.replace(".", "")
        if month is None and key in months:
            month = months[key]
        elif weekday is None and key in weekdays:
            weekday = weekdays[key]
        else:
            raise DayError(NOT_A_DAY)
    return month, weekday


def _from_numbers(numbers: list[_Number]) -> ParsedDay:
    if len(numbers) == 2:
        raise DayError(NO_YEAR)
    if len(numbers) != 3:
        raise DayError(NOT_A_DAY)
    day, month, year = numbers if len(numbers[0].typed) <= 2 else reversed(numbers)
    if len(day.typed) > 2 or len(month.typed) > 2:
        raise DayError(NOT_A_DAY)
    return _assemble(int(day.typed), int(month.typed), [year])


def _from_named_month(numbers: list[_Number], month: int) -> ParsedDay:
    if len(numbers) == 1:
        raise DayError(NO_YEAR)
    if len(numbers) == 2 and len(numbers[0].typed) > 2:
        numbers.reverse()
    day, *years = numbers
    if len(day.typed) > 2 or len(years) > 2:
        raise DayError(NOT_A_DAY)
    return _assemble(int(day.typed), month, years)


def _assemble(day: int, month: int, years: list[_Number]) -> ParsedDay:
    read = [_common_year(year) for year in years]
    if len({year for year, _ in read}) > 1:
        raise DayError(TWO_YEARS, first=years[0].typed, second=years[1].typed)
    year, era = read[0]
    written = Era.BOTH if len({era for _, era in read}) > 1 else era
    if not 1 <= month <= 12:
        if 1 <= day <= 12 and 1 <= month <= 31:
            raise DayError(MONTH_FIRST, day=month, month=day, year=years[0].typed)
        raise DayError(NO_SUCH_MONTH, month=month)
    # after conversion, for leap years are those of the common era: 29/2/2567 is a day, 29/2/2566 is none
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise DayError(NO_SUCH_DAY, day=day, year=years[0].typed, last=last)
    return ParsedDay(date(year, month, day), written)


def _common_year(year: _Number) -> tuple[int, Era]:
    if len(year.typed) < 4:
        raise DayError(SHORT_YEAR, year=year.typed)
    number = int(year.typed)
    if FIRST_COMMON <= number <= LAST_COMMON and len(year.typed) == 4:
        if year.era is Era.BE:
            raise DayError(YEAR_IS_COMMON, year=number)
        return number, Era.CE
    if FIRST_BUDDHIST <= number <= LAST_BUDDHIST and len(year.typed) == 4:
        if year.era is Era.CE:
            raise DayError(YEAR_IS_BUDDHIST, year=number)
        return number - BUDDHIST_OFFSET, Era.BE
    raise DayError(FAR_YEAR, year=year.typed)


@cache
def names() -> tuple[dict[str, int], dict[str, int]]:
    """Months (1-12) and weekdays (0-6) by every spelling people use, without dots."""
    months: dict[str, int] = {"sept": 9}
    weekdays: dict[str, int] = {"tues": 1, "wednes": 2, "thur": 3, "thurs": 3, "พฤหัส": 3, "วันพฤหัส": 3}
    widths: tuple[Width, Width] = ("wide", "abbreviated")
    for language in Language:
        for width in widths:
            for month in range(1, 13):
                name = month_name(month, language, width).casefold().replace(".", "")
                months[name] = month
                # as people say them: มกรา, เมษา, กุมภา
                months[re.sub(r"(?<=..)(?:คม|ยน|พันธ์)$", "", name)] = month
            for weekday in range(7):
                name = weekday_name(weekday, language, width).casefold().replace(".", "")
                weekdays[name] = weekday
                weekdays[name.removeprefix("วัน")] = weekday
    return months, weekdays


_CLOCK = re.compile(r"([0-9]{1,2})\s*[:.]\s*([0-9]{2})(?:\s*[:.]\s*([0-9]{2}))?")
_RUN_TOGETHER = re.compile(r"([0-9]{1,2})([0-9]{2})")
_HOUR_ALONE = re.compile(r"([0-9]{1,2})")


def parse_time(text: str) -> time:
    """Read a time of day: `9:30`, `09.30`, `0930`, `๙.๓๐ น.`, `14 น.`, `2:30 pm`. Seconds must be zero.

    :raises TimeError: with a marked message that says what to write instead.
    """
    plain = _plain(text)
    if not plain:
        raise TimeError(NO_TIME)
    plain, half = _without_suffix(plain.removeprefix("เวลา").strip())
    found = _CLOCK.fullmatch(plain) or _RUN_TOGETHER.fullmatch(plain)
    # an hour alone is a time only when its suffix says so: a lone 9 may be anything
    if found is None and half:
        found = _HOUR_ALONE.fullmatch(plain)
    if found is None:
        raise TimeError(NOT_A_TIME)
    hour, minute, second = (int(part or 0) for part in (*found.groups(), None, None)[:3])
    if half in ("am", "pm"):
        if not 1 <= hour <= 12:
            raise TimeError(NOT_A_TIME)
        hour = hour % 12 + (12 if half == "pm" else 0)
    if (hour, minute) == (24, 0):
        raise TimeError(MIDNIGHT)
    if hour > 23 or minute > 59 or second > 59:
        raise TimeError(NO_SUCH_TIME, time=f"{hour:02}:{minute:02}")
    if second:
        raise TimeError(NOT_A_TIME)
    return time(hour, minute)


def _without_suffix(plain: str) -> tuple[str, str]:
    """The time without what follows it, and what followed: `น`, `am`, `pm` or nothing."""
    found = re.search(r"\s*(น\.?|นาฬิกา|(?:a|p)\.?m\.?)$", plain)
    if found is None:
        return plain, ""
    suffix = found[1].replace(".", "")
    return plain[: found.start()], suffix if suffix in ("am", "pm") else "น"
