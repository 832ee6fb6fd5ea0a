"""What stands in a cell is read as offices write it, and written so that it is read back; or refused in words."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from typing import Any

import pytest

from planner.campaigns.words import STRATEGY_NAMES, Strategy
from planner.errors import Unreadable
from planner.i18n import Language, translate
from planner.lists import columns, part_columns
from planner.lists.column import Clock, Day, Key, Number, Whole, Words, YesNo, read_link, read_zone
from planner.lists.columns import ListKind
from planner.stakeholders.words import CATEGORY_NAMES, Category

CATEGORIES = Key(CATEGORY_NAMES, {"นักข่าว": "media"})


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (YesNo(), "ใช่", True),
        (YesNo(), " No ", False),
        (Whole(), "1,200", 1200),
        (Whole(), "๑๒", 12),
        (Whole(), "12.0", 12),
        (Number(), "1,200.50", Decimal("1200.5")),
        (Number(), "-๐.๕", Decimal("-0.5")),
        (Day(), "24/11/2569", date(2026, 11, 24)),
        (Day(), "46350", date(2026, 11, 24)),
        (Day(), "2026-11-24 00:00:00", date(2026, 11, 24)),
        (Clock(), "0.5", time(12)),
        (Clock(), "0.99999", time(0)),
        (Clock(), "14.30", time(14, 30)),
        (CATEGORIES, "สื่อมวลชน", Category.MEDIA),
        (CATEGORIES, "MEDIA", Category.MEDIA),
        (CATEGORIES, "นักข่าว", Category.MEDIA),
    ],
)
def test_a_cell_is_read_as_it_is_written(kind: Any, typed: str, value: Any) -> None:
    assert kind.read(typed) == value


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        (YesNo(), "perhaps"),
        (Whole(), "1.5"),
        (Whole(), "-1"),
        (Whole(1, 5), "6"),
        (Number(), "1e5"),
        (Number(), "many"),
        (Day(), "31/2/2569"),
        (Day(), "someday"),
        (Clock(), "25:00"),
        (CATEGORIES, "friend"),
        (Words(5), "six of them"),
    ],
)
def test_what_cannot_be_read_is_refused(kind: Any, typed: str) -> None:
    with pytest.raises(Unreadable):
        kind.read(typed)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (YesNo(), True),
        (YesNo(), False),
        (Whole(), 1200),
        (Number(), Decimal("0.0001")),
        (Number(), Decimal(1_000_000)),
        (Day(), date(2028, 2, 29)),
        (Clock(), time(9, 5)),
        (CATEGORIES, Category.MEDIA),
        (Words(), "น้ำ"),
    ],
)
def test_what_is_written_is_read_back(kind: Any, value: Any, language: Language) -> None:
    assert kind.read(kind.write(value, language)) == value


def test_only_zones_and_links_that_may_be_shown_are_taken() -> None:
    assert read_zone(" Asia/Tokyo ") == "Asia/Tokyo"
    assert read_link("https://example.org/a") == "https://example.org/a"
    for read, typed in ((read_zone, "Mars/Base"), (read_link, "javascript:alert(1)")):
        with pytest.raises(Unreadable):
            read(typed)


@pytest.mark.parametrize("kind", ListKind)
def test_an_empty_cell_says_nothing_and_nothing_makes_an_empty_cell(kind: ListKind) -> None:
    for column in columns.LISTS[kind]:
        for typed in ("", "  ", "-", "–"):
            assert column.read(typed) is None
        nothing: tuple[Any, ...] = (None, "", [])
        assert {column.write(value, Language.TH) for value in nothing} == {""}


@pytest.mark.parametrize("language", list(Language))
def test_strategies_go_out_by_their_names(language: Language) -> None:
    (column,) = (one for one in part_columns.PARTICIPATIONS if one.key == "strategies")
    chosen = list(Strategy)[:2]
    names = [translate(language, STRATEGY_NAMES[one]) for one in chosen]
    assert column.write([one.value for one in chosen], language) == "; ".join(names)
