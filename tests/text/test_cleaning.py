"""What is pasted into a field is cleaned once, on its way in, and means what it shows."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner import text

ONE_LINE = [
    ("  งานแถลงข่าว  ", "งานแถลงข่าว"),
    ("two\r\nlines", "two lines"),
    ("tab\tand   spaces", "tab and spaces"),
    ("vertical\x0btab", "vertical tab"),
    ("next\x85line", "next line"),
    ("line\u2028and\u2029paragraph", "line and paragraph"),
    ("no\u00a0break", "no break"),
    ("wide\u3000space", "wide space"),
    ("NUL\x00 bell\x07 escape\x1b", "NUL bell escape"),
    ("C1 \x9fcontrol", "C1 control"),
    ("replaced \ufffd here", "replaced here"),
    ("\ufeffmark", "mark"),
    ("zero\u200bwidth", "zerowidth"),
    ("soft\u00adhyphen", "softhyphen"),
    ("gpj.\u202exe\u202c", "gpj.xe"),
    ("iso\u2066lated\u2069", "isolated"),
    ("lone \ud800 surrogate", "lone surrogate"),
    ("tag\U000e0041ged", "tagged"),
    ("e\u0301", "\u00e9"),
    ("", ""),
    (" \u200d \u0301", ""),
    ("\u115f\u3164", ""),
]


@pytest.mark.parametrize(("typed", "kept"), ONE_LINE)
def test_a_title_is_one_line_of_what_can_be_seen(typed: str, kept: str) -> None:
    assert text.clean(typed) == kept


THAI_SPELLINGS = [
    ("น\u0e4d\u0e49\u0e32", "น\u0e49\u0e33", "nikhahit, tone, aa"),
    ("น\u0e49\u0e4d\u0e32", "น\u0e49\u0e33", "tone, nikhahit, aa"),
    ("น\u0e33\u0e49", "น\u0e49\u0e33", "tone after sara am"),
    ("ด\u0e4d\u0e32", "ด\u0e33", "sara am in two"),
    ("เเผน", "แผน", "two sara e"),
    ("ก\u0e48\u0e35", "ก\u0e35\u0e48", "tone before the vowel above"),
    ("ก\u0e48\u0e38", "ก\u0e38\u0e48", "tone before the vowel below"),
    ("สิทธ\u0e4c\u0e34", "สิทธ\u0e34\u0e4c", "thanthakhat before its vowel"),
]


@pytest.mark.parametrize(("typed", "kept", "_what"), THAI_SPELLINGS)
def test_thai_words_that_look_alike_are_kept_alike(typed: str, kept: str, _what: str) -> None:
    assert text.clean(typed) == kept


def test_joiners_that_are_part_of_what_is_seen_stay() -> None:
    family = "👩\u200d👩\u200d👧"
    assert text.clean(family) == family


def test_several_lines_keep_their_lines_and_inner_spaces() -> None:
    typed = "\r\n  หัวข้อ\t1  \r\n\r\n  - a   b \x0bc\u2028d\n\n"
    assert text.clean(typed, multiline=True) == "หัวข้อ\t1\n\n  - a   b\nc\nd"


def test_lines_with_nothing_on_them_are_nothing() -> None:
    assert text.clean(" \n\t\n\u200b", multiline=True) == ""


def test_a_letter_under_a_heap_of_marks_keeps_a_reasonable_heap_and_costs_no_time() -> None:
    # half a million marks would keep a page busy for minutes
    kept = text.clean("a" + "\u0301\u0323" * 250_000 + " b")
    assert len(kept) <= text.MOST_MARKS + 3
    assert kept.endswith(" b")
    assert text.search_terms("ก" + "\u0301\u0323" * 400)


anything = st.text(st.characters(codec=None), max_size=60)
thai = st.text(alphabet="กนเแะัาำิีุู็่้๊๋์ํ๎ฺ\u0301\u0323 \n", max_size=90)


@given(st.one_of(anything, thai), st.booleans())
def test_cleaning_twice_changes_nothing_more(typed: str, multiline: bool) -> None:
    once = text.clean(typed, multiline=multiline)
    assert text.clean(once, multiline=multiline) == once


@given(anything, st.booleans())
def test_what_is_kept_is_fit_for_a_file_a_page_and_a_calendar(typed: str, multiline: bool) -> None:
    kept = text.clean(typed, multiline=multiline)
    assert unicodedata.is_normalized("NFC", kept)
    assert kept.encode("utf-8").decode() == kept
    assert kept == kept.strip()
    allowed = "\n\t" if multiline else ""
    assert not [
        char
        for char in kept
        if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") and char not in allowed
    ]
    if kept:
        assert len(kept.splitlines()) == kept.count("\n") + 1
