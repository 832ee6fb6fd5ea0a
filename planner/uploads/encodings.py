"""In which letters a text file is written: what its first bytes say, else what its bytes can be.

Thai in CP874 (TIS-620 with a few more signs) and western European in CP1252 are both single bytes, so that either
reading "works". Thai words are long runs of high bytes and western accents stand alone; where that does not settle
it, the person is asked, with a sample of each reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from planner.i18n import mark


class Encoding(StrEnum):
    """The ways of writing letters that files come in."""

    UTF_8 = "utf-8-sig"
    UTF_16_LE = "utf-16-le"
    UTF_16_BE = "utf-16-be"
    CP874 = "cp874"
    CP1252 = "cp1252"


ENCODING_NAMES: dict[Encoding, str] = {
    Encoding.UTF_8: mark("Unicode (UTF-8)"),
    Encoding.UTF_16_LE: mark("Unicode (UTF-16)"),
    Encoding.UTF_16_BE: mark("Unicode (UTF-16, big end first)"),
    Encoding.CP874: mark("Thai (Windows-874, TIS-620)"),
    Encoding.CP1252: mark("Western European (Windows-1252)"),
}

_BOMS = (
    (b"\xef\xbb\xbf", Encoding.UTF_8),
    (b"\xff\xfe", Encoding.UTF_16_LE),
    (b"\xfe\xff", Encoding.UTF_16_BE),
)
_HIGH = re.compile(rb"[\x80-\xff]+")
_LOOKED_AT = 1_000_000
SURE_THAI, SURE_WESTERN = 2.5, 1.6


@dataclass(frozen=True)
class Guess:
    """The readings that are possible, the likeliest first; `is_sure` where there is nothing to ask."""

    readings: tuple[Encoding, ...]
    is_sure: bool


def guess(content: bytes) -> Guess:
    """How the content can be read; no reading at all where it is no text."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return Guess((encoding,) if can_read(content, encoding) else (), is_sure=True)
    wide = _without_bom(content)
    if wide is not None:
        return Guess((wide,) if can_read(content, wide) else (), is_sure=True)
    if can_read(content, Encoding.UTF_8):
        return Guess((Encoding.UTF_8,), is_sure=True)
    runs = [len(run) for run in _HIGH.findall(content[:_LOOKED_AT])]
    mean = sum(runs) / len(runs)
    order = (Encoding.CP874, Encoding.CP1252) if mean >= SURE_WESTERN else (Encoding.CP1252, Encoding.CP874)
    possible = tuple(one for one in order if can_read(content, one))
    return Guess(possible, is_sure=len(possible) == 1 or mean >= SURE_THAI or mean < SURE_WESTERN)


def can_read(content: bytes, encoding: Encoding) -> bool:
    """Whether every byte is a letter or sign in it."""
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _without_bom(content: bytes) -> Encoding | None:
    """UTF-16 without its mark: of the commas, digits and line ends every second byte is nought."""
    head = content[:4_000]
    if len(head) < 4:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < max(2, len(head) // 20) or min(even, odd) * 4 > max(even, odd):
        return None
    return Encoding.UTF_16_LE if odd > even else Encoding.UTF_16_BE
