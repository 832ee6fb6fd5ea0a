"""What the `holidays` package says of a country's year, as rows that an administrator may take over.

It is imported where it is asked: years that were taken over are told from the database, without its three megabytes.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import version

from babel import Locale

from planner import text
from planner.holidays import thailand
from planner.holidays.words import HOME, HolidayKind

log = logging.getLogger("planner.holidays")

# the first category that names a day decides
_CATEGORIES = {
    "public": HolidayKind.PUBLIC,
    "bank": HolidayKind.BANK,
    "government": HolidayKind.GOVERNMENT,
    "school": HolidayKind.SCHOOL,
}
# of Thailand also what nobody has off but every planner must know; the package calls those working days.
# Teachers' Day closes schools of the ministry; the army's day closes nothing but barracks.
_OF_THAILAND = {
    "public": HolidayKind.OBSERVANCE,  # what thailand.py leaves out
    "bank": HolidayKind.BANK,
    "government": HolidayKind.GOVERNMENT,
    "school": HolidayKind.SCHOOL,
    "armed_forces": HolidayKind.OBSERVANCE,
    "workday": HolidayKind.OBSERVANCE,
}
# observances whose names are too long for a calendar's cell
_SHORT = {
    "วันเด็กแห่งชาติ": ("วันเด็ก", "Children’s Day"),
    "วันอนุรักษ์ทรัพยากรป่าไม้ของชาติ": ("วันอนุรักษ์ป่าไม้", "Forest Day"),
    "วันพ่อขุนรามคำแหงมหาราช": ("วันพ่อขุนรามฯ", "King Ramkhamhaeng"),
    "วันพระราชทานธงชาติไทย": ("วันธงชาติไทย", "Flag Day"),
    "วันการบินแห่งชาติ": ("วันการบินฯ", "Aviation Day"),
    "วันศิลปินแห่งชาติ": ("วันศิลปินฯ", "Artist Day"),
    "วันวิทยาศาสตร์แห่งชาติ": ("วันวิทยาศาสตร์", "Science Day"),
    "วันลอยกระทง": ("ลอยกระทง", "Loy Krathong"),
}
_INSTEAD = re.compile(
    r"\((?:in lieu|observed|substitute\w*|estimated, observed)\)|\bsubstitute|\bday off\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Said:
    """A day as the package has it; `name` is how it is known again."""

    on: date
    name: str
    kind: HolidayKind
    name_th: str | None
    name_en: str | None
    short_name_th: str | None
    short_name_en: str | None


@cache
def source() -> str:
    """What is written beside a row that came from the package."""
    return f"holidays {version('holidays')}"


@cache
def countries() -> frozenset[str]:
    """ISO 3166 codes of the countries the package knows."""
    from holidays import list_supported_countries  # noqa: PLC0415

    return frozenset(list_supported_countries(include_aliases=False))


def country_name(country: str, language: str) -> str:
    """What a country is called in a language."""
    return str(Locale.parse(language).territories.get(country, country))


@cache
def said(country: str, year: int) -> tuple[Said, ...] | None:
    """The package's days of a year in their order; None where it cannot tell."""
    try:
        found = list(_thai(year) if country == HOME else _elsewhere(country, year))
    except Exception:
        log.warning("the package has no holidays of %s in %s", country, year, exc_info=True)
        return None
    return tuple(sorted(found, key=lambda one: (one.on, one.kind != HolidayKind.PUBLIC)))


def _thai(year: int) -> Iterator[Said]:
    if not thailand.FIRST_YEAR <= year <= thailand.LAST_YEAR:
        return
    taken = set()
    for day in thailand.in_year(year):
        taken.add(day.on)
        kind = HolidayKind.SUBSTITUTE if day.is_substitute else HolidayKind.PUBLIC
        yield Said(day.on, day.said_name, kind, day.name_th, day.name_en, day.short_th, day.short_en)
    for category, kind in _OF_THAILAND.items():
        thai = _days(HOME, year, category, "th")
        english = _days(HOME, year, category, "en_US")
        for on in sorted(thai):
            if category == "public" and on in taken:
                continue
            th, en = _said_line(thai[on]), _said_line(english[on])
            yield Said(on, thai[on], kind, th, en, *_SHORT.get(th, (th, en)))


def _elsewhere(country: str, year: int) -> Iterator[Said]:
    from holidays import country_holidays, list_localized_countries  # noqa: PLC0415

    known = list_localized_countries().get(country, [])
    english_of = next((one for one in ("en_US", *known) if one in known and one.startswith("en")), None)
    offered = country_holidays(country).supported_categories
    seen = set()
    for category, kind in _CATEGORIES.items():
        if category not in offered:
            continue
        own = _days(country, year, category)
        thai = _in(country, year, category, "th" if "th" in known else None)
        english = _in(country, year, category, english_of)
        for on in sorted(own):
            if on in seen:
                continue
            seen.add(on)
            th, en = thai.get(on), english.get(on) or (None if thai.get(on) else _said_line(own[on]))
            is_substitute = kind is HolidayKind.PUBLIC and bool(_INSTEAD.search(en or own[on]))
            stands = HolidayKind.SUBSTITUTE if is_substitute else kind
            # known again by its English name, which depends on no locale of the machine
            known_as = text.shortened(english.get(on, own[on]), 500)
            yield Said(on, known_as, stands, th, en, th, en)


def _days(country: str, year: int, category: str, language: str | None = None) -> Mapping[date, str]:
    from holidays import country_holidays  # noqa: PLC0415

    return country_holidays(country, years=year, language=language, categories=(category,))


def _in(country: str, year: int, category: str, language: str | None) -> dict[date, str]:
    if language is None:
        return {}
    return {on: _said_line(name) for on, name in _days(country, year, category, language).items()}


def _said_line(name: str) -> str:
    """Several names of one day are parted by the package with a semicolon."""
    return name.replace("; ", " / ")
