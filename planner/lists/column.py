"""One column of a list, and the kinds of value a cell can hold: read from text, written to text.

Whatever is wrong with a cell is an `Unreadable` with words for the person who keeps the list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Protocol

from planner import dates, text
from planner.errors import Unreadable
from planner.i18n import Language, Marked, mark, translate
from planner.stakeholders import reach

TOO_LONG = mark("This is longer than %(most)s characters.")
NOT_AMONG = mark("“%(typed)s” is not one of: %(names)s.")
NOT_YES_OR_NO = mark("Write yes or no.")
NOT_WHOLE = mark("Write a whole number from %(lowest)s to %(highest)s.")
NOT_A_NUMBER = mark("Write a number, for example 1250 or 12.5.")
NOT_A_LINK = mark("Give a full address that begins with https://, http:// or mailto:.")

_SHOWN = 40
_EXCEL_DAY_0 = date(
    1899, 12, 30
)  # day 1 is 1900-01-01; the day Excel wrongly has before March 1900 cancels out
_EXCEL_DAYS = range(
    10_000, 100_000
)  # 1927 to 2173; fewer figures are rather a mistyped day than such a count


class Value(Protocol):
    """A kind of value: never called with an empty text or None."""

    def read(self, typed: str) -> Any: ...

    def write(self, value: Any, language: Language) -> str: ...


@dataclass(frozen=True)
class Words:
    """Text on one line."""

    most: int = 200

    def read(self, typed: str) -> str:
        return _within(text.clean(typed), self.most)

    def write(self, value: str, language: Language) -> str:
        return value


@dataclass(frozen=True)
class Lines:
    """Text of several lines."""

    most: int = 20_000

    def read(self, typed: str) -> str:
        return _within(text.clean(typed, multiline=True), self.most)

    def write(self, value: str, language: Language) -> str:
        return value


@dataclass(frozen=True)
class Key:
    """A word of a closed vocabulary: its key, or its name in either language, or what offices call it."""

    names: Mapping[Any, str]
    synonyms: Mapping[str, str] = field(default_factory=dict)

    def read(self, typed: str) -> Any:
        plain = _folded(typed)
        for member, name in self.names.items():
            if plain in {_folded(member.value), *(_folded(translate(one, name)) for one in Language)}:
                return member
        key = self.synonyms.get(plain)
        if key is not None:
            return next(member for member in self.names if member.value == key)
        names = [Marked(name) for name in self.names.values()]
        raise Unreadable(NOT_AMONG, typed=typed[:_SHOWN], names=names)

    def write(self, value: StrEnum, language: Language) -> str:
        return translate(language, self.names[value])


YES = {"yes", "y", "true", "1", "x", "✓", "✔", "ใช่", "มี", "จริง", "yes/ใช่"}
NO = {"no", "n", "false", "0", "-", "✗", "ไม่", "ไม่ใช่", "ไม่มี", "เท็จ"}


class YesNo:
    """Yes or no."""

    def read(self, typed: str) -> bool:
        plain = _folded(typed)
        if plain in YES or plain in NO:
            return plain in YES
        raise Unreadable(NOT_YES_OR_NO)

    def write(self, value: bool, language: Language) -> str:
        if language == Language.TH:
            return "ใช่" if value else "ไม่ใช่"
        return "yes" if value else "no"


@dataclass(frozen=True)
class Whole:
    """A whole number within bounds, both included."""

    lowest: int = 0
    highest: int = 2_000_000_000

    def read(self, typed: str) -> int:
        plain = text.clean(typed).translate(text.THAI_DIGITS).replace(",", "").removesuffix(".0")
        if not re.fullmatch(r"-?[0-9]{1,12}", plain) or not self.lowest <= int(plain) <= self.highest:
            raise Unreadable(NOT_WHOLE, lowest=self.lowest, highest=self.highest)
        return int(plain)

    def write(self, value: int, language: Language) -> str:
        return str(value)


class Number:
    """A number with at most four places."""

    def read(self, typed: str) -> Decimal:
        plain = text.clean(typed).translate(text.THAI_DIGITS).replace(",", "")
        try:
            if not re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,10})?", plain):
                raise InvalidOperation
            return Decimal(plain).quantize(Decimal("0.0001")).normalize()
        except InvalidOperation:
            raise Unreadable(NOT_A_NUMBER) from None

    def write(self, value: Decimal, language: Language) -> str:
        return f"{value.normalize():f}"


class Day:
    """A day in either era, in words or figures, or counted as spreadsheets count (days since 30 December 1899)."""

    def read(self, typed: str) -> date:
        plain = text.clean(typed).translate(text.THAI_DIGITS).removesuffix(".0")
        if re.fullmatch("[0-9]{5}", plain) and int(plain) in _EXCEL_DAYS:
            return _EXCEL_DAY_0 + timedelta(days=int(plain))
        # midnight at the end of a day is how spreadsheets print a day that is kept as a moment
        plain = re.sub(r"[ T]0?0:00(:00(\.0+)?)?$", "", plain)
        return dates.parse_day(plain).day

    def write(self, value: date, language: Language) -> str:
        """As ISO 8601, which every program and both languages read in one way only."""
        return value.isoformat()


@dataclass(frozen=True)
class Clock:
    """A time of day, or the part of a day that spreadsheets count it as (0.5 is noon).

    `to_the_minute` leaves seconds out, which are a mistake elsewhere.
    """

    to_the_minute: bool = False

    def read(self, typed: str) -> time:
        plain = text.clean(typed)
        if re.fullmatch(r"0?\.[0-9]{3,}|0\.[0-9]+", plain):
            minutes = round(float(plain) * 1440)
            return time(minutes // 60 % 24, minutes % 60)
        if self.to_the_minute:
            plain = re.sub(
                rf"^([0-9]{{1,2}}[:.][0-9]{{2}}){_SECONDS}", r"\1", plain.translate(text.THAI_DIGITS)
            )
        return dates.parse_time(plain)

    def write(self, value: time, language: Language) -> str:
        return value.strftime("%H:%M")


_SECONDS = r"(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?"
_WITH_TIME = re.compile(
    rf"(?P<day>.+?)(?:T|,?\s+(?:เวลา\s*)?)(?P<time>[0-9]{{1,2}}[:.][0-9]{{2}}){_SECONDS}(?P<rest>.*)"
)
_OFFSET = re.compile(r"\s*(?:Z|(?P<sign>[+-])(?P<hours>[01][0-9]|2[0-3]):?(?P<minutes>[0-5][0-9]))")
_COUNTED = re.compile(r"(?P<day>[0-9]{5})(?P<time>\.[0-9]+)")


class Moment:
    """A day, or a day and a time of it to the minute: a date, or a datetime, naive unless it tells its offset."""

    def read(self, typed: str) -> date | datetime:
        plain = text.clean(typed).translate(text.THAI_DIGITS)
        found = _COUNTED.fullmatch(plain)
        if found is not None:
            at = timedelta(minutes=round(float(found["time"]) * 1440))
            return datetime.combine(Day().read(found["day"]), time()) + at
        found = _WITH_TIME.fullmatch(plain)
        if found is None or (found["time"] in {"00:00", "0:00"} and not found["rest"].strip()):
            return Day().read(typed)
        day, offset = Day().read(found["day"]), _OFFSET.fullmatch(found["rest"])
        if offset is None:
            return datetime.combine(day, dates.parse_time(found["time"] + found["rest"]))
        hours, minutes = int(offset["hours"] or 0), int(offset["minutes"] or 0)
        ahead = timedelta(hours=hours, minutes=minutes) * (-1 if offset["sign"] == "-" else 1)
        return datetime.combine(day, dates.parse_time(found["time"]), timezone(ahead))

    def write(self, value: date, language: Language) -> str:
        """The day alone; the time has a column of its own."""
        return value.isoformat()


class Amount:
    """A sum of money, read as it was typed: what currency it is in is known only where the list is taken in."""

    def read(self, typed: str) -> str:
        return _within(text.clean(typed), 60)

    def write(self, value: Decimal, language: Language) -> str:
        return f"{value:f}"


@dataclass(frozen=True)
class Several:
    """Several of a kind in one cell, parted by one of the signs; each once, in the order given."""

    each: Callable[[str], str]
    parted: str
    shown: Callable[[str, str], str] = lambda one, _language: one

    def read(self, typed: str) -> list[str]:
        parts = (part.strip() for part in re.split(self.parted, typed))
        return list(dict.fromkeys(self.each(part) for part in parts if text.clean(part)))

    def write(self, value: list[str], language: Language) -> str:
        return "; ".join(self.shown(one, language) for one in value)


@dataclass(frozen=True)
class Read:
    """Text that another part of the planner reads."""

    by: Callable[[str], str]

    def read(self, typed: str) -> str:
        return self.by(typed)

    def write(self, value: str, language: Language) -> str:
        return value


def read_zone(typed: str) -> str:
    """A time zone by its name in the database of zones."""
    return dates.zone(text.clean(typed)).key


def read_link(typed: str) -> str:
    """An address that may be shown."""
    link = text.clean(typed)
    if not text.is_safe_link(link):
        raise Unreadable(NOT_A_LINK)
    return link


EMAILS = Several(reach.read_email, r"[,;|/\s]+")
PHONES = Several(reach.read_phone, r"[,;|/\n]+|\s+หรือ\s+|\s+or\s+", reach.shown_phone)


@dataclass(frozen=True, eq=False)
class Column:
    """A column: its key, its names, how its cells are read and written, and how wide it is shown (characters)."""

    key: str
    name_th: str
    name_en: str
    value: Value = field(default_factory=Words)
    synonyms: tuple[str, ...] = ()
    width: int = 18
    comes_in: bool = True
    goes_out: bool = True

    def name(self, language: str) -> str:
        """Its heading in one language."""
        return self.name_th if language == Language.TH else self.name_en

    def read(self, cell: str) -> Any:
        """The value of a cell; None where it is empty or holds the dash of an empty one. Raises `Unreadable`."""
        typed = text.clean(cell, multiline=True)
        if not typed or typed in {"-", "–", "—"}:
            return None
        found = self.value.read(typed)
        return None if found in ("", []) else found

    def write(self, value: Any, language: Language) -> str:
        """The cell for a value, empty for None or nothing in it."""
        return "" if value is None or value in ("", []) else self.value.write(value, language)


def _within(typed: str, most: int) -> str:
    if len(typed) > most:
        raise Unreadable(TOO_LONG, most=most)
    return typed


def _folded(typed: str) -> str:
    return text.clean(typed).casefold()
