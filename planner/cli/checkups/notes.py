"""What a look at the instance says."""

from __future__ import annotations

from typing import NamedTuple


class Note(NamedTuple):
    """One line of the doctor's."""

    is_finding: bool
    text: str


def well(text: str) -> Note:
    """As it should be."""
    return Note(False, text)


def finding(text: str) -> Note:
    """Somebody has to do something."""
    return Note(True, text)
