"""People find what they look for whether or not they put spaces, marks and digits where the writer did."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner import text


def finds(query: str, *parts: str | None) -> bool:
    """What a list page does, on the database that ships with Python."""
    with sqlite3.connect(":memory:") as db:
        for term in text.search_terms(query):
            pattern = text.like_pattern(term)
            row = db.execute(r"SELECT ? LIKE ? ESCAPE '\'", (text.searchable(*parts), pattern)).fetchone()
            if not row[0]:
                return False
    return True


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("ปลูกป่า", "โครงการปลูกป่าชายเลน"),
        ("ปลูกป่า", "โครงการ ปลูก ป่า ชายเลน"),
        ("ปลูก ป่า", "โครงการปลูกป่าชายเลน"),
        ("ป่า ปลูก", "โครงการปลูกต้นไม้ในป่า"),
        ("สมชาย ใจดี", "คุณสมชาย  ใจดี"),
        ("csr", "งาน CSR ประจำปี"),
        ("CSR 2569", "งาน csr ปี ๒๕๖๙"),
        ("๒๕๖๙", "แผน 2569"),
        ("น\u0e4d\u0e49\u0e32", "น้ำใจ"),
        ("cafe", "Café du Monde"),
        ("CAFÉ", "cafe"),
        ("straße", "STRASSE"),
        ("ｃｓｒ", "CSR"),
        ("50%", "ลด 50% ทุกสาขา"),
        ("a_b", "a_b"),
        ("C:\\New", "c:\\new folder"),
        ("", "anything"),
    ],
)
def test_a_search_finds(query: str, written: str) -> None:
    assert finds(query, written)


@pytest.mark.parametrize(
    ("query", "written"),
    [("ปลูกข้าว", "ปลูกป่า"), ("50%", "500 baht"), ("a_b", "axb"), ("%", "plain"), ("ป่าช้า", "ป่า ช่วง")],
)
def test_a_search_does_not_find(query: str, written: str) -> None:
    assert not finds(query, written)


def test_a_term_does_not_run_from_one_field_into_the_next() -> None:
    assert text.searchable("ปลูก", None, "", "ป่า") == "ปลูก\nป่า"
    assert not finds("ปลูกป่า", "ปลูก", "ป่า")
    assert finds("ปลูก ป่า", "ปลูก", "ป่า")


def test_a_query_has_few_and_short_terms() -> None:
    assert text.search_terms("  ข่าว ข่าว  CSR csr ") == ["ข่าว", "csr"]
    assert len(text.search_terms(" ".join(map(str, range(100))))) == text.MOST_TERMS
    assert text.search_terms("x" * 5000) == ["x" * text.LONGEST_TERM]
    assert text.search_terms(" \u200b ") == []


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_whatever_was_written_is_found_by_its_own_words(before: str, written: str, after: str) -> None:
    stored = text.searchable(before, written, after)
    assert all(term in stored for term in text.search_terms(written))
