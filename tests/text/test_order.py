"""Lists stand in the order of a Thai dictionary, by a key that any database compares in the same way."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.text import SORT_KEY_LENGTH, clean, thai_sort_key

# single words: the order in which a browser's Intl.Collator('th') (CLDR) puts them
_DICTIONARY = """
2569 กนก กมล กรรณิการ์ กฤษณา เกษม แก่น แก้วตา โกวิท ขวัญ เขมิกา จันทนา จันทร์ จันทร์เพ็ญ เจนจิรา ใจดี ชัย ไชยา ณัฐ ดวงใจ
เดชา เด่น ทองดี ไทย น้ำทิพย์ น้ำฝน น้ำใส นิด บุญมี เบียร์ ใบบัว ปาน ป่าน ปานใจ ป้าย พร เพชร แพรว ไพลิน รุ่ง เรณู ฤดี ฤๅษี
ลักษณ์ เล็ก วิไล แววดาว ศรี สมชาย สมบูรณ์ สมพร สมศักดิ์ สมหญิง สุรีย์ เสมา เสาวลักษณ์ แสงดาว แสน โสภา ใสสะอาด ไสว หทัย
เหมือนฝัน อนงค์ อ้อย เอก ไอริน ฮารุ Anan somchai Suda
"""
DICTIONARY = _DICTIONARY.split()


def mixed(names: list[str]) -> list[str]:
    return random.Random(7).sample(names, len(names))  # noqa: S311 - an order, not a secret


def test_names_stand_in_the_order_of_a_thai_dictionary() -> None:
    assert len(DICTIONARY) == 71
    assert sorted(mixed(DICTIONARY), key=thai_sort_key) == DICTIONARY


def test_the_order_by_bytes_is_the_same() -> None:
    # what SQLite's BINARY and PostgreSQL's "C" compare
    assert sorted(mixed(DICTIONARY), key=lambda name: thai_sort_key(name).encode()) == DICTIONARY


@pytest.mark.parametrize(
    "ordered",
    [
        # tones and signs decide last, in this order
        ["ปา", "ป่า", "ป้า", "ป๊า", "ป๋า", "ปาก", "ป่าก", "เปา", "เป่า", "แป", "ไป"],
        ["กก", "ก์ก", "ก็ก", "ก่ก", "กกา"],
        ["กากา", "กาก่า", "ก่ากา", "ก่าก่า"],
        # all who are called สม, then those called สมชาย
        ["สม", "สม ใจ", "สม ชาย", "สมใจ", "สมชาย", "สมชาย กล้าหาญ", "สมชาย เก่ง", "สมชาย ใจดี"],
        # numbers, Thai, Latin without regard to case and accents, other scripts
        ["1", "๒", "3", "กานต์", "ไอ", "Anna", "Émile", "emma", "Zoë", "中文"],
        ["ea", "éa", "eb"],
    ],
)
def test_what_decides_between_names(ordered: list[str]) -> None:
    assert sorted(mixed(ordered), key=thai_sort_key) == ordered


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("น้ำ", "น\u0e4d\u0e49\u0e32"),
        ("แผน", "เเผน"),
        ("CSR", "csr"),
        ("๑๒", "12"),
        ("ส.ม.", "สม"),
        ("“สมใจ”", "สมใจ"),
        ("สมใจ-ใจดี", "สมใจ  ใจดี"),
        ("(สมใจ)", "สมใจ"),
        ("ｶ", "カ"),
    ],
)
def test_what_does_not_decide_between_names(one: str, other: str) -> None:
    assert thai_sort_key(one) == thai_sort_key(other)


@given(st.text(max_size=40))
def test_a_key_is_the_same_for_what_is_kept_as_for_what_was_typed(typed: str) -> None:
    assert thai_sort_key(clean(typed)) == thai_sort_key(clean(clean(typed)))


@given(st.text(st.characters(codec=None), max_size=1500))
def test_a_key_is_short_and_can_be_stored(typed: str) -> None:
    key = thai_sort_key(typed)
    assert len(key) <= SORT_KEY_LENGTH
    assert key.encode("utf-8").decode() == key
    assert "\x00" not in key


def test_names_that_differ_only_late_still_have_an_order() -> None:
    long = "โครงการ" * 15
    assert thai_sort_key(long + "ก") < thai_sort_key(long + "ข")
