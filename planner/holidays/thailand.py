"""Thailand's public holidays, from the `holidays` package, with our own short names.

What the package knows is right where the cabinet has declared a year (its notes say 1997 to 2025; the bridge day
of 2 January 2026 is in it too). Later years follow the rules: substitutes for weekends, and the moon as the Thai
calendar reckons it. Two of its days are no day off for everybody and stay, for planners must know them: Labour
Day (banks and private offices) and Buddhist Lent (government offices). Children's Day does not: it is a holiday
in name only, always a Saturday, never with a substitute, and on no office's list of closed days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain

FIRST_YEAR, LAST_YEAR = 1914, 2100
"""From the first holiday act to the end of what the package reckons; outside it there is no answer."""

LAST_DECLARED_YEAR = 2026
"""The last year whose declared list, with its bridge days, the package holds."""

_LUNAR = frozenset({"วันมาฆบูชา", "วันวิสาขบูชา", "วันอาสาฬหบูชา", "วันเข้าพรรษา"})
NO_DAYS_OFF = frozenset({"วันเด็กแห่งชาติ"})
"""Listed as public by the package, though nobody is given the day."""

# by the package's Thai name; None where another name of the same day is the one people use
_SHORT: dict[str, tuple[str, str] | None] = {
    "วันขึ้นปีใหม่": ("ปีใหม่", "New Year"),
    "วันมาฆบูชา": ("มาฆบูชา", "Makha Bucha"),
    "วันพระบาทสมเด็จพระพุทธยอดฟ้าจุฬาโลกมหาราช และวันที่ระลึกมหาจักรีบรมราชวงศ์": ("วันจักรี", "Chakri Day"),
    "วันสงกรานต์": ("สงกรานต์", "Songkran"),
    "วันแรงงานแห่งชาติ": ("วันแรงงาน", "Labour Day"),
    "วันฉัตรมงคล": ("วันฉัตรมงคล", "Coronation Day"),
    "พระราชพิธีบรมราชาภิเษก พระบาทสมเด็จพระวชิรเกล้าเจ้าอยู่หัว": ("พระราชพิธีบรมราชาภิเษก", "Coronation"),
    "วันวิสาขบูชา": ("วิสาขบูชา", "Visakha Bucha"),
    "วันเฉลิมพระชนมพรรษาสมเด็จพระนางเจ้าสุทิดา พัชรสุธาพิมลลักษณ พระบรมราชินี": (
        "วันเฉลิมฯ พระราชินี",
        "Queen’s Birthday",
    ),
    "วันอาสาฬหบูชา": ("อาสาฬหบูชา", "Asarnha Bucha"),
    "วันเข้าพรรษา": ("เข้าพรรษา", "Buddhist Lent"),
    "วันเฉลิมพระชนมพรรษาพระบาทสมเด็จพระปรเมนทรรามาธิบดีศรีสินทรมหาวชิราลงกรณ พระวชิรเกล้าเจ้าอยู่หัว": (
        "วันเฉลิมฯ ร.10",
        "King’s Birthday",
    ),
    "วันเฉลิมพระชนมพรรษาสมเด็จพระบรมราชชนนีพันปีหลวง": None,
    "วันเฉลิมพระชนมพรรษาสมเด็จพระนางเจ้าสิริกิติ์ พระบรมราชินีนาถ": None,
    "วันแม่แห่งชาติ": ("วันแม่", "Mother’s Day"),
    "วันคล้ายวันสวรรคตพระบาทสมเด็จพระบรมชนกาธิเบศร มหาภูมิพลอดุลยเดชมหาราช บรมนาถบพิตร": (
        "วันคล้ายวันสวรรคต ร.9",
        "King Bhumibol Memorial",
    ),
    "วันนวมินทรมหาราช": ("วันนวมินทรมหาราช", "King Bhumibol Memorial"),
    "วันปิยมหาราช": ("วันปิยมหาราช", "Chulalongkorn Day"),
    "วันคล้ายวันเฉลิมพระชนมพรรษาพระบาทสมเด็จพระบรมชนกาธิเบศร มหาภูมิพลอดุลยเดชมหาราช บรมนาถบพิตร": None,
    "วันชาติ": None,
    "วันพ่อแห่งชาติ": ("วันพ่อ", "Father’s Day"),
    "วันรัฐธรรมนูญ": ("วันรัฐธรรมนูญ", "Constitution Day"),
    "วันสิ้นปี": ("สิ้นปี", "New Year’s Eve"),
    "วันหยุดพิเศษ (เพิ่มเติม)": ("วันหยุดพิเศษ", "Special holiday"),
}

_INSTEAD_TH, _INSTEAD_EN = "ชดเชย", " (in lieu)"
_BETWEEN = "; "


@dataclass(frozen=True)
class Holiday:
    """A day off: its full names for lists, its short ones for a calendar.

    `is_substitute` where the holiday itself fell on a weekend. `is_provisional` where the day follows the moon
    in a year the cabinet has not declared yet: an administrator confirms it.
    """

    on: date
    name_th: str
    name_en: str
    short_th: str
    short_en: str
    is_substitute: bool
    is_provisional: bool
    said_name: str
    """The package's name in Thai, of all that falls on the day."""


def between(first: date, last: date) -> list[Holiday]:
    """The public holidays from one day to another, both included, in their order; one entry a day."""
    years = range(max(first.year, FIRST_YEAR), min(last.year, LAST_YEAR) + 1)
    return [day for day in chain.from_iterable(map(in_year, years)) if first <= day.on <= last]


@cache
def in_year(year: int) -> tuple[Holiday, ...]:
    """The public holidays of a year within those the package reckons."""
    from holidays import country_holidays  # noqa: PLC0415 three megabytes

    thai = country_holidays("TH", years=year, language="th")
    english = country_holidays("TH", years=year, language="en_US")
    days = ((on, thai[on].split(_BETWEEN), english[on].split(_BETWEEN)) for on in sorted(thai))
    return tuple(day for on, th, en in days if (day := _holiday(on, list(zip(th, en, strict=True)))))


def _holiday(on: date, names: list[tuple[str, str]]) -> Holiday | None:
    """One day with all its names, in Thai and English; None when none of them is a day off."""
    said = _BETWEEN.join(th for th, _ in names)
    names = [(th, en.replace("Labor", "Labour")) for th, en in names if th not in NO_DAYS_OFF]
    if not names:
        return None
    is_substitute = all(th.startswith(_INSTEAD_TH) for th, _ in names)
    known = [th.removeprefix(_INSTEAD_TH) for th, _ in names]
    shorts = [short for th, (_, en) in zip(known, names, strict=True) if (short := _short(th, en))]
    # a day all of whose names give way to another still has its first one
    shorts = shorts or [names[0]]
    short_th, short_en = (" / ".join(dict.fromkeys(parts)) for parts in zip(*shorts, strict=True))
    return Holiday(
        on=on,
        name_th=" / ".join(th for th, _ in names),
        name_en=" / ".join(en for _, en in names),
        short_th=f"{_INSTEAD_TH}{short_th}" if is_substitute else short_th,
        short_en=f"{short_en}{_INSTEAD_EN}" if is_substitute else short_en,
        is_substitute=is_substitute,
        is_provisional=on.year > LAST_DECLARED_YEAR and not _LUNAR.isdisjoint(known),
        said_name=said,
    )


def _short(th: str, en: str) -> tuple[str, str] | None:
    return _SHORT.get(th, (th, en.removesuffix(_INSTEAD_EN)))
