"""A line as somebody typed it, taken apart piece by piece, and what has to be asked about it.

What is taken leaves a gap of the same length, so that every piece is known by its place in the line. What nobody
takes is the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import NoReturn

from planner.text import THAI_DIGITS

GAP = "\0"
THAI = "\u0e00-\u0e7f"
TO = r"(?:[-–—]|จนถึง|ถึง|(?<![a-z])(?:to|until|till|through)(?![a-z]))"
"""What stands between a start and an end."""

_IN_FRONT = re.compile(
    r"(?:(?<![a-z])(?:on|at|from)|เวลา|ตั้งแต่|ตอน|ณ|(?:ใน)?ช่วง|ใน(?=วัน|$))[\s,]*$", re.IGNORECASE
)
_TO_ALONE = re.compile(rf"[\s,]*{TO}[\s,]*", re.IGNORECASE)
_EDGES = " ,;:·-–—/"


class Piece(StrEnum):
    """What a part of the line says."""

    DAY = "day"
    HOURS = "hours"
    VENUE = "venue"
    CAMPAIGN = "campaign"


@dataclass(frozen=True)
class Choice:
    """One way to understand an unclear thing. Its values may be days, pairs of days and minutes of a day."""

    value: str
    message: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """What the line leaves open, with the ways to understand it; `chosen` is the answer that was given."""

    key: str
    message: str
    values: Mapping[str, object]
    choices: Sequence[Choice]
    chosen: str | None = None


@dataclass(frozen=True)
class Mistake:
    """What cannot be understood in any way; the message says how to write it."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)


class Unclear(Exception):
    """Nothing more can be said of this part of the line until somebody answers."""


class Asking:
    """The questions of one line, and the answers that were given to them."""

    def __init__(self, answers: Mapping[str, str]) -> None:
        self.answers = answers
        self.questions: list[Question] = []
        self.mistakes: list[Mistake] = []

    def choose(self, key: str, message: str, choices: Sequence[Choice], **values: object) -> str:
        """The answer, if there is one among the choices; else the question is put and `Unclear` raised.

        An answer to what was asked of an earlier line is none here, unless the same may be answered again.
        """
        different = list({choice.value: choice for choice in reversed(choices)}.values())[::-1]
        answer = self.answers.get(key)
        chosen = answer if answer in {choice.value for choice in different} else None
        self.questions.append(Question(key, message, values, different, chosen))
        if chosen is None:
            raise Unclear
        return chosen

    def explain(self, message: str, **values: object) -> NoReturn:
        """Say how to write it; there is nothing to choose."""
        self.mistakes.append(Mistake(message, values))
        raise Unclear


class Rest:
    """The line with gaps where something was found; what was taken is not of the title."""

    def __init__(self, line: str) -> None:
        self.line = line.replace(GAP, " ")
        # of the same length: a Thai digit is one character, and so is an Arabic one
        self.plain = self.line.translate(THAI_DIGITS)
        self.taken: list[tuple[int, int]] = []
        self.sources: dict[Piece, list[str]] = {}

    def found(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Where a pattern stands in what was not found before."""
        return pattern.finditer(self.plain)

    def hide(self, start: int, end: int) -> None:
        """Let nobody else find this part, whether or not it will be taken."""
        self.plain = self.plain[:start] + GAP * (end - start) + self.plain[end:]

    def take(self, piece: Piece, start: int, end: int) -> None:
        """This part of the line says this; a word that only leads to it goes along."""
        if front := _IN_FRONT.search(self.plain[:start]):
            start = front.start()
        self.sources.setdefault(piece, []).append(self.line[start:end].strip())
        self.hide(start, end)
        self.taken.append((start, end))

    def is_joined(self, end: int, start: int) -> bool:
        """Whether between these two places stands “to” and nothing else that was not found already."""
        return end <= start and _TO_ALONE.fullmatch(self.plain[end:start].replace(GAP, " ")) is not None

    def title(self) -> str:
        """What nobody took."""
        words = list(self.line)
        before = -1
        for start, end in sorted(self.taken):
            words[start:end] = " " * (end - start)
            # the word that joins two pieces of one range is not of the title
            if before >= 0 and self.is_joined(before, start):
                words[before:start] = " " * (start - before)
            before = end
        left = re.sub(r"\(\s*\)|\[\s*\]", " ", "".join(words))
        return " ".join(left.split()).strip(_EDGES)


def days_value(first: date, last: date) -> str:
    """A stretch of days as an answer is sent."""
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"


def days_of_value(value: str) -> tuple[date, date]:
    """The days of an answer that was among the choices."""
    first, _, last = value.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last or first)


def shifted(days: tuple[date, date], by: int) -> tuple[date, date]:
    """The same stretch some days later or earlier."""
    return days[0] + timedelta(days=by), days[1] + timedelta(days=by)
