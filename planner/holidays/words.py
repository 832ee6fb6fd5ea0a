"""The closed vocabularies of days that matter to a date."""

from __future__ import annotations

from enum import StrEnum

from planner.i18n import mark

HOME = "TH"
"""The country whose days off close the office; others are shown beside them."""

FIRST_YEAR, LAST_YEAR = 1900, 2399
"""The years that days may be written in (`planner.dates`)."""


class HolidayKind(StrEnum):
    """Whom a holiday closes."""

    PUBLIC = "public"
    SUBSTITUTE = "substitute"
    BANK = "bank"
    GOVERNMENT = "government"
    SCHOOL = "school"
    OBSERVANCE = "observance"


HOLIDAY_KIND_NAMES: dict[HolidayKind, str] = {
    HolidayKind.PUBLIC: mark("Public holiday"),
    HolidayKind.SUBSTITUTE: mark("Substitute day off"),
    HolidayKind.BANK: mark("Bank holiday"),
    HolidayKind.GOVERNMENT: mark("Government offices closed"),
    HolidayKind.SCHOOL: mark("Schools closed"),
    HolidayKind.OBSERVANCE: mark("Observed, not a day off"),
}
DAYS_OFF = frozenset({HolidayKind.PUBLIC, HolidayKind.SUBSTITUTE})


class MarkKind(StrEnum):
    """Why the office itself marks some days."""

    SENSITIVE = "sensitive"
    AWARENESS = "awareness"


MARK_KIND_NAMES: dict[MarkKind, str] = {
    MarkKind.SENSITIVE: mark("Sensitive period"),
    MarkKind.AWARENESS: mark("Awareness day"),
}
