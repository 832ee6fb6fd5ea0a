"""The days of a line as people write them: in figures, by weekday, by their distance from today."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from planner.calendar.line_parts import TO, Rest
from planner.dates.parse import names

LONGEST_SHORT = 3
"""Letters of a Thai month's abbreviation without its dots; the whole names have more."""

_D = r"[0-9]{1,2}"
_DTH = rf"{_D}(?:(?:st|nd|rd|th)(?![a-z]))?"
# in capitals alone: "be" and "ad" are words, too
_ERA = r"(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?|พุทธศักราช|คริสต์ศักราช|(?-i:(?<![A-Za-z])(?:B\.?E\.?|C\.?E\.?|A\.?D\.?)(?![A-Za-z])))"
_FOUR = rf"(?:{_ERA}\s*)?(?:19|2[0-9])[0-9]{{2}}(?![0-9])(?:\s*{_ERA}(?!\s*[0-9]))?"
# two digits after a month are a year unless they begin a time
_HOURS_FOLLOW = r"(?!\s*(?:[:.][0-9]|น\.|น(?![\u0e00-\u0e7f])|นาฬิกา|[ap]\.?m(?![a-z])|โมง|ทุ่ม|ชม|ชั่วโมง))"
_SHORT = rf"'?(?:(?:[01][0-9]|2[0-4])(?!\s*{TO}\s*[0-9])|2[5-9]|[3-9][0-9])(?![0-9]){_HOURS_FOLLOW}"
_YEAR = rf"(?:[\s,/-]*(?:ปี\s*)?(?P<y>{_FOUR}(?:\s*\(\s*{_FOUR}\s*\))?|{_SHORT}))"
_NOT_INSIDE = r"(?<![0-9])(?<![0-9][.:/])"


@dataclass(frozen=True)
class Found:
    """A day, or days of one month, as written: where it stands and what it says."""

    start: int
    end: int
    typed: str
    day: int
    last: int | None = None
    month: int | None = None
    year: str = ""
    weekday: int | None = None
    last_weekday: int | None = None
    year_start: int = -1
    """Where the year begins, if there is one: two figures may turn out to be of the title."""


@dataclass(frozen=True)
class Spoken:
    """A day by its distance from today, or by its weekday."""

    start: int
    end: int
    typed: str
    ahead: int | None = None
    weekday: int | None = None
    which: str = ""


def find_written(rest: Rest) -> list[Found]:
    """The days written with figures, in their order. What they are is hidden from whoever looks next."""
    found: list[Found] = []
    for pattern in _written():
        for match in rest.found(pattern):
            one = _as_found(match)
            if one is not None:
                found.append(one)
                rest.hide(one.start, one.end)
    return sorted(found, key=lambda one: one.start)


def find_spoken(rest: Rest) -> list[Spoken]:
    """The days named in words."""
    found = [
        Spoken(match.start(), match.end(), match[0].strip(), ahead=_ahead(match))
        for match in rest.found(_relative())
    ]
    for match in rest.found(_weekdays()):
        weekday = _weekday(match["w"])
        inside = any(one.start < match.end() and match.start() < one.end for one in found)
        if weekday is not None and not inside:
            which = _which(f"{match['before'] or ''} {match['after'] or ''}")
            found.append(Spoken(match.start(), match.end(), match[0].strip(), weekday=weekday, which=which))
    for one in found:
        rest.hide(one.start, one.end)
    return sorted(found, key=lambda one: one.start)


def _as_found(match: re.Match[str]) -> Found | None:
    said = match.groupdict()
    month = int(said["m"]) if said.get("m", "").isdigit() else _month(said.get("name") or "")
    day, last = _figures(said["d"]), _figures(said.get("e"))
    has_long_year = len(said.get("y") or "") >= 4
    if day is None or ("m" in said and not has_long_year and not _may_be_day(day, month)):
        return None
    return Found(
        match.start(),
        match.end(),
        match[0].strip(),
        day,
        last,
        month,
        (said.get("y") or "").strip().lstrip("'"),
        _weekday(said.get("w")),
        _weekday(said.get("v")),
        match.start("y") if said.get("y") else -1,
    )


def _may_be_day(day: int, month: int | None) -> bool:
    """Whether two figures with a stroke between them are a day rather than a share of something."""
    assert month is not None  # noqa: S101 - it was written
    return (1 <= day <= 31 and 1 <= month <= 12) or (1 <= day <= 12 and 13 <= month <= 31)


def _figures(typed: str | None) -> int | None:
    found = re.match("[0-9]+", typed or "")
    return int(found[0]) if found else None


def _month(typed: str) -> int | None:
    return names()[0].get(re.sub(r"[.\s]", "", typed).casefold())


def _weekday(typed: str | None) -> int | None:
    key = re.sub(r"[.\sฯ,]|ที่$", "", (typed or "").strip().rstrip(",").strip()).casefold()
    return names()[1].get(key.removesuffix("ที่"))


def _ahead(match: re.Match[str]) -> int:
    if match["count"]:
        return int(match["count"]) * (7 if match["weeks"] else 1)
    word = match[0].casefold()
    if "มะรืน" in word or "after" in word:
        return 2
    return 1 if "พรุ่ง" in word or word.startswith(("tom", "tmr")) else 0


def _which(around: str) -> str:
    words = around.casefold()
    if "week" in words or "สัปดาห์" in words:
        return "next week" if "next" in words or "หน้า" in words else "this"
    if "next" in words or "หน้า" in words or "ถัด" in words:
        return "next"
    return "this" if words.strip() else ""


@cache
def _weekday_words() -> tuple[str, str, str]:
    """Regular expressions of the names in Thai, of the abbreviations in Thai, and of both in English."""
    keys = sorted(names()[1], key=len, reverse=True)
    thai = [key for key in keys if not key.isascii() and not key.startswith("วัน")]
    whole = [key for key in thai if f"วัน{key}" in keys]
    return (
        "|".join(whole),
        rf"(?<![\u0e00-\u0e7f.])(?:{'|'.join(key for key in thai if key not in whole)})\.",
        rf"(?<![a-z])(?:{'|'.join(key for key in keys if key.isascii())})(?![a-z])\.?",
    )


@cache
def _months() -> tuple[str, str]:
    """Regular expressions of the months in Thai, with or without their dots, and in English."""
    keys = sorted(names()[0], key=len, reverse=True)
    thai = [key for key in keys if not key.isascii()]
    whole = [key for key in thai if len(key) > LONGEST_SHORT]
    short = [_abbreviation(key) for key in thai if len(key) <= LONGEST_SHORT]
    english = [key for key in keys if key.isascii()]
    return rf"(?:{'|'.join([*whole, *short])})", rf"(?<![a-z])(?:{'|'.join(english)})(?![a-z])\.?"


def _abbreviation(key: str) -> str:
    # a dot at the end, or nothing Thai after it: 24 พยาบาล are people
    return rf"{key[:-1]}\.?\s?{key[-1]}(?:\.|(?![\u0e00-\u0e7f]))"


@cache
def _written() -> tuple[re.Pattern[str], ...]:
    thai, short, english = _weekday_words()
    thai_months, english_months = _months()
    full = rf"(?:(?:วัน\s?|(?<![\u0e00-\u0e7f]))(?:{thai})ฯ?)"

    def weekday(name: str) -> str:
        return rf"(?:(?P<{name}>{full}|{short}|{english})(?:\s?ที่)?[\s,]*(?:the\s+)?)?"

    lead = r"(?:วันที่\s*|(?<![\u0e00-\u0e7f])ที่\s*)?"
    until = rf"(?:\s*{TO}\s*(?:วันที่\s*)?{weekday('v')}(?P<e>{_DTH}))?"
    plain_until = rf"(?:\s*{TO}\s*(?P<e>{_D}))?"
    with_year = rf"{_NOT_INSIDE}(?P<d>{_D}){plain_until}(?P<s>[/.-])(?P<m>{_D})(?P=s)"
    with_name = rf"(?P<d>{_DTH}){until}\s*(?:-|(?<![a-z])of(?![a-z])|เดือน)?\s*"
    no_clock = r"(?![0-9]|[:./][0-9]|\s*น(?:\.|(?![\u0e00-\u0e7f])))"
    patterns = [
        rf"{_NOT_INSIDE}(?P<y>[0-9]{{4}})(?P<s>[-/])(?P<m>{_D})(?P=s)(?P<d>{_D})(?![0-9])",
        rf"{weekday('w')}{lead}{with_year}(?P<y>[0-9]{{4}}|[0-9]{{2}})(?![0-9/]|[.:][0-9])",
        rf"{weekday('w')}{lead}{_NOT_INSIDE}{with_name}(?P<name>{thai_months}|{english_months}){_YEAR}?",
        rf"{weekday('w')}(?P<name>{english_months})\s+(?P<d>{_DTH})(?![0-9]|[:.][0-9]|\s*[ap]\.?m){until}{_YEAR}?",
        rf"{weekday('w')}{lead}{_NOT_INSIDE}(?P<d>{_D}){plain_until}/(?P<m>{_D})(?![0-9/]|[.:][0-9]|\s*%)",
        rf"(?:(?P<w>{full})\s?ที่\s*|วันที่\s*)(?P<d>{_D}){plain_until}{no_clock}",
        rf"(?:(?P<w>{english})[\s,]+(?:the\s+)?|(?<![a-z])on\s+the\s+)(?P<d>{_D}(?:st|nd|rd|th))(?![a-z])",
    ]
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


@cache
def _relative() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?<![a-z])in|อีก)\s*(?P<count>[0-9]{1,3})\s*(?:(?P<weeks>weeks?(?![a-z])|สัปดาห์|อาทิตย์)|days?(?![a-z])|วัน)"
        r"|(?:วัน)?มะรืน(?:นี้)?|(?:วัน)?พรุ่งนี้|วันนี้|(?:คืน|เย็น|บ่าย|เช้า)นี้"
        r"|(?<![a-z])(?:the\s+)?day\s+after\s+tomorrow(?![a-z])"
        r"|(?<![a-z])(?:tomorrow|tmrw?|today|tonight|this\s+(?:morning|afternoon|evening))(?![a-z])",
        re.IGNORECASE,
    )


@cache
def _weekdays() -> re.Pattern[str]:
    thai, _short, english = _weekday_words()
    # without วัน before it a name must stand by itself: จันทร์เพ็ญ is somebody's, พระอาทิตย์ is the sun
    alone = rf"(?<![\u0e00-\u0e7f])(?:{thai})ฯ?(?=[^\u0e00-\u0e7f]|นี้|หน้า|ถัดไป|สัปดาห์|ถึง|$)"
    return re.compile(
        rf"(?P<before>(?<![a-z])(?:this|next|coming)\s+)?(?P<w>วัน\s?(?:{thai})ฯ?|{alone}|{english})"
        r"(?P<after>\s*(?:สัปดาห์(?:นี้|หน้า)|นี้|หน้า|ถัดไป|(?:next|this)\s+week(?![a-z])))?",
        re.IGNORECASE,
    )
