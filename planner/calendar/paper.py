"""How small a month has to be printed to stand on one landscape page of A4 with every title on it.

A browser cannot be asked before it prints, so the room that words take is reckoned: from how wide letters of our
typeface are on average, rather too much than too little.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SIZES = (8.0, 7.0, 6.2, 5.4, 4.8, 4.2, 3.7, 3.2, 2.8)
"""Points, the largest first; the smallest is for months that nobody should print, and still one page."""

HEIGHT_MM = 162.0
"""What margins, title, key and the names of the days leave of 210 mm."""
WIDTH_MM = 35.0
"""What a day leaves for words: a seventh of the page without its edges."""
POINT_MM = 0.3528
LETTER_EM = 0.53
LINE_EM = 1.32
CHIP_EM = 0.25
BAR_EM = 1.8
ECHO_EM = 0.65
DAY_EM = 4.0
EDGES_MM = 1.0


@dataclass(frozen=True, slots=True)
class Load:
    """A week: the widths of the texts of each day (`width`), how many rows of bars have words, how many only go on."""

    days: Sequence[Sequence[int]]
    bars: int
    echoes: int = 0


# marks above and below letters: vowels and tones of Thai, and what combines with Latin letters
_MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0300-\u036f]+")


def width(text: str) -> int:
    """How many letters wide a text is: marks above and below letters take no width."""
    return len(text) if text.isascii() else len(_MARKS.sub("", text))


def size_for(weeks: Iterable[Load]) -> int:
    """The place in `SIZES` of the largest letters with which all weeks fit on the page; the last if none does."""
    loads = list(weeks)

    def fits(place: int) -> bool:
        em = SIZES[place] * POINT_MM
        return sum(_height(load, em) for load in loads) <= HEIGHT_MM

    # the smaller the letters, the less they take: what fits follows what does not
    return min(bisect_left(range(len(SIZES)), True, key=fits), len(SIZES) - 1)


def _height(load: Load, em: float) -> float:
    """In millimetres."""
    to_a_line = WIDTH_MM / (LETTER_EM * em)
    # the number of the day stands above its texts
    fullest = max(
        (
            LINE_EM * (1 + sum(int(letters / to_a_line) + 1 for letters in day)) + CHIP_EM * len(day)
            for day in load.days
        ),
        default=0,
    )
    return (max(DAY_EM, fullest) + load.bars * BAR_EM + load.echoes * ECHO_EM) * em + EDGES_MM
