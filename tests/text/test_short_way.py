"""Most texts are in order already and go a short way; it must lead where the long one does."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planner import text

LETTERS = [*map(chr, range(0x20, 0x7F)), *map(chr, range(0x0E01, 0x0E3B)), *map(chr, range(0x0E3F, 0x0E5C))]
OTHERS = ["\n", "\t", "é", "e\u0301", "\u200b", "ﬁ", "\u0e4d\u0e32", "น้ำ", "ที่", "\u00a0"]
NOTHING = re.compile("(?!)")


@given(st.lists(st.sampled_from(LETTERS + OTHERS), max_size=12).map("".join), st.booleans())
@example("น้ำใจ ที่ปรึกษา ชื่อเล่น: ปุ๊ก", False)
@example("เเม่", False)
@example("นำ้", False)
@example(" \u0e34", True)
@example("ก\u0e48\u0e34", False)
def test_the_short_way_and_the_long_one_lead_to_the_same(typed: str, multiline: bool) -> None:
    short = (text.clean(typed, multiline=multiline), text.searchable(typed), text.thai_sort_key(typed))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text, "_IN_ORDER", NOTHING)
        long = (text.clean(typed, multiline=multiline), text.searchable(typed), text.thai_sort_key(typed))
    assert short == long


@pytest.mark.parametrize(
    "typed", ["คุณสมชาย ใจดี (ต้น) 081-234-5678", "น้ำดื่มสะอาดเพื่อชุมชน", "Clean water, please!"]
)
def test_what_people_type_goes_the_short_way(typed: str) -> None:
    assert text._IN_ORDER.fullmatch(typed)
