"""Rows wait in a file to be planned: what they say comes out of it as it went in."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from planner.imports import waiting
from planner.imports.people import Prepared
from planner.imports.rows import Wrong

PERSON = {"given_th": "มานี", "emails": ["manee@news.example"]}
CELLS = ("มานี\tมีนา", 'บรรทัด\nใหม่\r\u2028"', "p\t1")


def test_rows_come_out_as_they_went_in_organisations_apart(tmp_path: Path) -> None:
    person = Prepared(2, "person", PERSON, owner="owner@office.example", wrong=[Wrong("No %(a)s", {"a": 1})])
    again = Prepared(3, "person", dict(PERSON), owner="owner@office.example")
    body = Prepared(4, "organisation", {"organisation_name_th": "ข่าว\tเช้า"}, bars_contact=False)
    source = tmp_path / "rows"
    lines = [waiting.line_of(one, CELLS) for one in (person, again, body)]
    shared = waiting.shared_line(Counter({"manee@news.example": 2, "alone@news.example": 1}))
    source.write_text("".join(f"{line}\n" for line in (*lines, shared)), encoding="utf-8")

    people = list(waiting.prepared(source, waiting.LATER))
    assert [(one.line, one.said) for one in people] == [(2, person.said), (3, again.said)]
    assert people[0].wrong == person.wrong
    assert people[0].digest == people[1].digest, "they say the same, wherever they stand"
    bodies = list(waiting.prepared(source, waiting.BODY))
    assert [one.said for one in bodies] == [body.said]
    assert bodies[0].digest != people[0].digest
    assert waiting.shared(source) == {"manee@news.example": 2}
    assert list(waiting.cells(source, frozenset({2, 4}))) == [(2, [*CELLS]), (4, [*CELLS])]
