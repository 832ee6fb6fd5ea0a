"""Codes of a batch: short, told apart by eye and ear, and with a check character that catches a slip.

The letters leave out I, L, O and U, and the digits 0 and 1 (what reads alike, and what would spell words). The last
character is a check by Luhn mod N (ISO/IEC 7812-1 Annex B carried over to another number of characters): any one
wrong character and nearly every swap of two neighbours is found.
"""

from __future__ import annotations

import re
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
SIZE = len(ALPHABET)
RANDOM = 7
"""Random characters of a code: 30**7, over twenty thousand million."""

_PLACE = {character: place for place, character in enumerate(ALPHABET)}
_CODE = re.compile(rf"(?:[A-Z0-9]{{1,10}}-)?([{ALPHABET}]{{{RANDOM + 1}}})", re.ASCII)
_BETWEEN = re.compile(r"[\s_–—]+")
_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")


def clean(typed: str) -> str:
    """A code as it is stored: capitals, no spaces, plain digits."""
    return _BETWEEN.sub("", typed.translate(_THAI_DIGITS)).upper()


def check(body: str) -> str:
    """The check character of the characters before it."""
    total = 0
    for distance, character in enumerate(reversed(body)):
        weighed = _PLACE[character] * (2 if distance % 2 == 0 else 1)
        total += weighed // SIZE + weighed % SIZE
    return ALPHABET[-total % SIZE]


def new(prefix: str = "") -> str:
    """A code at random; `prefix` stands before it with a hyphen."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM))
    code = body + check(body)
    return f"{prefix}-{code}" if prefix else code


def is_sound(code: str) -> bool:
    """Whether a cleaned code has the form of a batch's, and its check character is right."""
    return _CODE.fullmatch(code) is not None and not is_mistyped(code)


def is_mistyped(code: str) -> bool:
    """Whether a cleaned code has the form of a batch's, and its check character is wrong."""
    found = _CODE.fullmatch(code)
    return found is not None and check(found[1][:-1]) != found[1][-1]
