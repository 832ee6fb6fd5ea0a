"""The hours of a line: finding them and saying which they are, on a clock of 24 hours.

Minutes of a day are numbers from 0 to 1440: a day ends at 24:00, which is the midnight of the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from planner.calendar.line_parts import TO, Asking, Choice, Rest
from planner.dates.parse import NO_SUCH_TIME
from planner.i18n import mark

DAY = 24 * 60
NOON = 12

WHICH_HOUR = mark("People mean different hours by “%(typed)s”. Which is meant?")
THIS_TIME = "%(time)s"

_NUMBERS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "สิบ", "สิบเอ็ด", "สิบสอง")
_WORDS = "|".join(sorted(_NUMBERS[1:], key=len, reverse=True))
_N = rf"(?:[0-9]{{1,2}}|(?:{_WORDS})(?![\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]))"
_O_CLOCK = r"(?:น\.(?!ส)|น(?![\u0e00-\u0e7f])|นาฬิกา|(?:hrs?|h)(?![a-z]))"
_AM_PM = r"(?:[ap]\.\s?m\.|[ap]\.?m(?![a-z]))"
_NOT_INSIDE = r"(?<![0-9])(?<![0-9][.:/,])"
# what is counted, weighed or paid is no time
_NO_UNIT = r"(?![0-9]|[.:,/][0-9]|\s*(?:%|บาท|ล้าน|พัน|หมื่น|แสน|กม|กก|million|baht|thb|usd|km|kg)(?![a-z]))"


class At(int):
    """Minutes of a day, to be said as a time."""


@dataclass(frozen=True)
class Clock:
    """A time of day as written: where it stands, how its hour is counted, and the minutes it may be."""

    start: int
    end: int
    typed: str
    how: str
    minutes: tuple[int, ...]
    day_and_month: tuple[int, int] | None = None
    """What it would be if it were a day: 10.11 may be either."""


@dataclass(frozen=True)
class Hours:
    """A start, and an end where one is written."""

    start: Clock
    end: Clock | None = None

    @property
    def clocks(self) -> tuple[Clock, ...]:
        return (self.start,) if self.end is None else (self.start, self.end)

    @property
    def may_be_days(self) -> bool:
        """Whether all of it may just as well be days and months."""
        return all(clock.day_and_month for clock in self.clocks)


@dataclass(frozen=True)
class Length:
    """How long something lasts."""

    start: int
    end: int
    minutes: int


@dataclass(frozen=True)
class Pair:
    """Two bare numbers that may be hours, days, or neither."""

    start: int
    end: int
    first: int
    last: int

    @property
    def hours(self) -> list[tuple[int, int]]:
        """The hours they may be, in minutes: of either half of the day, or over noon."""
        halves = [
            (self.first, self.last),
            (self.first + NOON, self.last + NOON),
            (self.first, self.last + NOON),
        ]
        return [
            (start * 60, end * 60)
            for place, (start, end) in enumerate(halves)
            if start < end <= DAY // 60
            and (place == 0 or max(self.first, self.last) <= NOON)
            # over noon only where there is no other way: 10-2
            and (place < 2 or self.last < self.first)
        ]


def find_lengths(rest: Rest) -> list[Length]:
    """How long it lasts, in hours and minutes."""
    found = []
    for match in rest.found(_lengths()):
        more = match["minutes"] or match["more"] or match["only"] or 0
        minutes = round(float(match["hours"] or 0) * 60) + int(more)
        minutes += 30 if match["half"] or match["just_half"] else 0
        found.append(Length(match.start(), match.end(), minutes))
    for one in found:
        rest.hide(one.start, one.end)
    return found


def find_hours(rest: Rest) -> list[Hours]:
    """The times of day, those with “to” between them together."""
    clocks = [clock for match in rest.found(_clock()) if (clock := _as_clock(match)) is not None]
    for clock in clocks:
        rest.hide(clock.start, clock.end)
    clocks = _with_bare_ends(rest, clocks)
    found: list[Hours] = []
    for clock in clocks:
        last = found[-1] if found else None
        if last is not None and last.end is None and rest.is_joined(last.start.end, clock.start):
            found[-1] = Hours(*_in_half_days(last.start, clock))
        else:
            found.append(Hours(clock))
    return found


def find_pairs(rest: Rest) -> list[Pair]:
    """Two numbers with “to” between them and nothing that says what they are."""
    found = [
        Pair(match.start(), match.end(), int(match[1]), int(match[2]))
        for match in rest.found(_pair())
        if 1 <= int(match[1]) <= 31 and 1 <= int(match[2]) <= 31
    ]
    for one in found:
        rest.hide(one.start, one.end)
    return found


def resolve(clock: Clock, asking: Asking, *, place: str = "") -> int:
    """The minutes meant; asked about where people mean different ones."""
    if not clock.minutes:
        asking.explain(NO_SUCH_TIME, time=clock.typed)
    if len(clock.minutes) == 1:
        return clock.minutes[0]
    choices = [Choice(str(one), THIS_TIME, {"time": At(one)}) for one in clock.minutes]
    return int(asking.choose(f"hour{place}", WHICH_HOUR, choices, typed=clock.typed))


# ── Hours ────────────────────────────────────────────────────────────────────────────────────────────────


def _minutes(hour: int, minute: int, how: str) -> tuple[int, ...]:
    """The minutes of the day that an hour may be, as it is counted; none where there is no such hour."""
    within = {
        "am": range(1, 13),
        "pm": range(1, 13),
        "ตี": range(1, 6),
        "บ่าย": range(1, 6),
        "ทุ่ม": range(1, 6),
        "เย็น": range(3, 8),
        "เช้า": range(1, 12),
        "โมง": range(1, 24),
        "at": range(25),
        "24": range(25),
    }[how]
    if hour not in within or minute > 59 or (hour == 24 and minute):
        return ()
    at = hour * 60 + minute
    later = at + NOON * 60
    if how in {"am", "pm"}:
        return ((hour % NOON + (NOON if how == "pm" else 0)) * 60 + minute,)
    if how in {"บ่าย", "เย็น"}:
        return (later,)
    if how == "ทุ่ม":
        return (at + 18 * 60,)
    if how == "เช้า" and hour < 6:
        return (at + 6 * 60, at)
    if (how == "โมง" and hour < 7) or (how == "at" and 1 <= hour < NOON):
        return (at, later)
    return (at,)


def _as_clock(match: re.Match[str]) -> Clock | None:
    said = match.groupdict()
    typed = match[0].strip()
    half = 30 if any(said[f"half{number}"] for number in range(1, 6)) else 0
    place = (match.start(), match.end(), typed)
    if said["word"]:
        return _of_word(said["word"].casefold(), half, place)
    if said["hour"]:
        hour, minute = int(said["hour"]), int(said["minute"])
        how = _half_day(said["mark"]) or "24"
        # without a mark a dot may stand between a day and its month
        may_be_day = not said["mark"] and said["dot"] == "." and 1 <= minute <= 12 and 1 <= hour <= 31
        return Clock(*place, how, _minutes(hour, minute, how), (hour, minute) if may_be_day else None)
    if said["run"]:
        return Clock(*place, "24", _minutes(int(said["run"][:-2]), int(said["run"][-2:]), "24"))
    for key, how in (("alone", _half_day(said["alone_mark"]) or "24"), ("at", "at")):
        if said[key]:
            return Clock(*place, how, _minutes(_number(said[key]), 0, how))
    for key, how in (("ti", "ตี"), ("bai", "บ่าย"), ("thum", "ทุ่ม"), ("mong", said["part"] or "โมง")):
        if said[key]:
            return Clock(*place, how, _minutes(_number(said[key]), half, how))
    return None


def _of_word(word: str, half: int, place: tuple[int, int, str]) -> Clock:
    if word in {"midnight", "เที่ยงคืน"}:
        # of one day the beginning, of the other the end
        return Clock(*place, "24", (0, DAY))
    hour = {"บ่ายโมง": 13, "ทุ่ม": 19}.get(word, NOON)
    return Clock(*place, {13: "บ่าย", 19: "ทุ่ม"}.get(hour, "24"), (hour * 60 + half,))


def _with_bare_ends(rest: Rest, clocks: Sequence[Clock]) -> list[Clock]:
    """With “10” of “10-12 น.” and “12” of “10am-12”: a bare number joined to a time is counted as that is."""
    found: list[Clock] = []
    for clock in clocks:
        before = _bare_before().search(rest.plain[: clock.start])
        if before is not None:
            found.append(_counted_alike(rest, before.span(1), clock))
        found.append(clock)
        after = _bare_after().match(rest.plain, clock.end)
        if after is not None and before is None:
            later = _counted_alike(rest, after.span(1), clock)
            # 10am-1 goes on into the other half of the day
            if clock.how in {"am", "pm"} and later.minutes and later.minutes < clock.minutes:
                later = replace(later, minutes=((later.minutes[0] + DAY // 2) % DAY,))
            found.append(later)
    return found


def _counted_alike(rest: Rest, span: tuple[int, int], clock: Clock) -> Clock:
    typed = rest.plain[slice(*span)]
    minutes = _minutes(int(typed), 0, clock.how) or _minutes(int(typed), 0, "24")
    rest.hide(*span)
    return Clock(*span, typed, clock.how, minutes)


def _in_half_days(start: Clock, end: Clock) -> tuple[Clock, Clock]:
    """What two say about one another: “10-12pm” begins in the morning, “บ่าย 2-4 โมง” ends at four."""
    is_borrowed = start.typed.isdigit() and end.how in {"am", "pm"}
    if is_borrowed and start.minutes and end.minutes and start.minutes >= end.minutes:
        start = replace(start, minutes=((start.minutes[0] + DAY // 2) % DAY,))
    if len(start.minutes) == 1:
        later = tuple(one for one in end.minutes if one > start.minutes[0])
        return start, replace(end, minutes=later or end.minutes)
    if len(end.minutes) == 1:
        earlier = tuple(one for one in start.minutes if one < end.minutes[0])
        return replace(start, minutes=earlier or start.minutes), end
    return start, end


def _half_day(typed: str | None) -> str:
    letter = (typed or "")[:1].casefold()
    return f"{letter}m" if letter in {"a", "p"} else ""


def _number(typed: str) -> int:
    return int(typed) if typed.isdigit() else _NUMBERS.index(typed)


# ── How they are written ─────────────────────────────────────────────────────────────────────────────────


def _half(number: int) -> str:
    return rf"(?:\s*(?P<half{number}>ครึ่ง)|\s*ตรง)?"


@cache
def _clock() -> re.Pattern[str]:
    return re.compile(
        rf"{_NOT_INSIDE}(?P<hour>[0-9]{{1,2}})(?P<dot>[:.])(?P<minute>[0-9]{{2}})(?:(?P=dot)00)?"
        rf"(?:\s*(?P<mark>{_O_CLOCK}|{_AM_PM})|{_NO_UNIT})"
        rf"|{_NOT_INSIDE}(?P<run>[0-9]{{3,4}})\s*(?:น\.|น(?![\u0e00-\u0e7f])|hrs?(?![a-z]))"
        rf"|{_NOT_INSIDE}(?P<alone>[0-9]{{1,2}})\s*(?P<alone_mark>{_AM_PM}|น\.(?!ส)|น(?![\u0e00-\u0e7f])|นาฬิกา)"
        rf"|(?:(?<![a-z])at\s+|เวลา\s*)(?P<at>[0-9]{{1,2}})(?=\s|$|,)(?!\s*{TO}\s*[0-9])"
        rf"|ตี\s*(?P<ti>{_N}){_half(1)}"
        rf"|บ่าย\s*(?P<bai>{_N})(?:\s*โมง)?{_half(2)}"
        rf"|{_NOT_INSIDE}(?P<thum>{_N})\s*ทุ่ม(?!เท){_half(3)}"
        rf"|{_NOT_INSIDE}(?P<mong>{_N})\s*โมง(?:\s*(?P<part>เช้า|เย็น))?{_half(4)}"
        rf"|(?P<word>(?<![a-z])(?:noon|midday|midnight)(?![a-z])|เที่ยงคืน|เที่ยง(?:วัน|ตรง)?|บ่ายโมง"
        rf"|(?<![\u0e00-\u0e7f0-9])ทุ่ม(?=ครึ่ง|ตรง|[^\u0e00-\u0e7f]|$)){_half(5)}",
        re.IGNORECASE,
    )


@cache
def _bare_before() -> re.Pattern[str]:
    return re.compile(rf"(?<![0-9a-z.:/,-])([0-9]{{1,2}})\s*{TO}\s*$", re.IGNORECASE)


@cache
def _bare_after() -> re.Pattern[str]:
    return re.compile(rf"\s*{TO}\s*([0-9]{{1,2}})(?=\s|,|$|\0)", re.IGNORECASE)


@cache
def _pair() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.:/,฿$-])([0-9]{{1,2}})\s*{TO}\s*([0-9]{{1,2}})(?![\w.:/,%-])", re.IGNORECASE)


@cache
def _lengths() -> re.Pattern[str]:
    minutes = r"(?:นาที|min(?:ute)?s?(?![a-z]))"
    return re.compile(
        r"(?:(?<![a-z])for\s+|นาน\s*|เป็นเวลา\s*)?(?:(?<![0-9.:/,-])(?P<hours>[0-9]{1,2}(?:\.(?:5|25|75))?)\s*"
        r"(?:ชม\.?|ชั่วโมง|(?:hours?|hrs?|h)(?![a-z]))(?P<half>\s*ครึ่ง)?"
        rf"(?:(?P<minutes>[0-9]{{2}})(?![0-9])|\s*(?P<more>[0-9]{{1,2}})\s*(?:{minutes}|m(?![a-z])))?"
        rf"|(?<![0-9.:/,-])(?P<only>[0-9]{{1,3}})\s*{minutes}"
        r"|(?P<just_half>ครึ่ง\s*(?:ชม\.?|ชั่วโมง)|(?<![a-z])half\s+an\s+hour(?![a-z])))",
        re.IGNORECASE,
    )
