"""Labelled sentences by which the mixed-message guard is judged, in both languages.

Two sets of like size: the table, on which the rules were sharpened, and one held out, which was written before them.
Only the second says how often the guard is wrong on what it has not seen. At least a third of each must stay silent.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from planner.accounts.models import Kind
from planner.i18n import Language
from planner.plans.guard_words import Rule

FOLDER = Path(__file__).parent


class Set(StrEnum):
    """Which set of cases."""

    TABLE = "table"
    HELD_OUT = "held_out"


@dataclass(frozen=True)
class Case:
    """A sentence, where it stands, and the rules that should speak; none: it must stay silent."""

    language: Language
    kind: Kind
    text: str
    rules: frozenset[Rule]
    is_backed: bool = False


def cases(which: Set, language: Language) -> list[Case]:
    """The cases of a set in a language, in their order."""
    lines = (FOLDER / f"{which}_{language}.txt").read_text(encoding="utf-8").splitlines()
    return [_read(line, language) for line in lines if line and not line.startswith("#")]


def _read(line: str, language: Language) -> Case:
    where, rules, text = (part.strip() for part in line.split("|", maxsplit=2))
    kind, _, backed = where.partition("+")
    expected = frozenset(Rule(rule) for rule in rules.split() if rule != "-")
    return Case(language, Kind(kind), text, expected, is_backed=backed == "backed")
