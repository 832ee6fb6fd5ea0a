"""The two ways of counting years, and the names of months and weekdays.

The Buddhist Era as Thailand counts it since 1941 runs 543 years ahead of the common era, with the same months
and the same New Year. Babel knows no Buddhist calendar and prints the common era in Thai (long and full),
so only its names are used here, never its date patterns.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Literal, cast

from babel import Locale

from planner.i18n import Language, mark

BUDDHIST_OFFSET = 543
"""Years between the two counts: 2026 is 2569."""

Width = Literal["wide", "abbreviated"]


class Era(StrEnum):
    """How a reader wants years written."""

    BE = "be"
    CE = "ce"
    BOTH = "both"


ERA_NAMES: dict[Era, str] = {
    Era.BE: mark("Buddhist Era (2569)"),
    Era.CE: mark("Common era (2026)"),
    Era.BOTH: mark("Both (2569 and 2026)"),
}


def usual_era(language: str) -> Era:
    """What readers of a language expect when nobody asked them."""
    return Era.BE if language == Language.TH else Era.CE


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(Language(language).value)


@cache
def month_name(month: int, language: str, width: Width = "wide") -> str:
    """`month` counts from 1: พฤศจิกายน, พ.ย., November, Nov."""
    names = cast(Mapping[int, str], _locale(language).months["format"][width])
    return names[month]


@cache
def weekday_name(weekday: int, language: str, width: Width = "wide") -> str:
    """`weekday` counts from Monday = 0, as `date.weekday()`: วันอังคาร, อ., Tuesday, Tue."""
    names = cast(Mapping[int, str], _locale(language).days["format"][width])
    return names[weekday]
