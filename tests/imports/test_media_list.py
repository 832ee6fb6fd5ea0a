"""A real-looking media list of 5,000 rows goes in, is corrected, goes in again, and is undone row for row."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.activity.models import KeptRow
from planner.db import Base
from planner.errors import Refusal
from planner.imports.outcomes import OutcomeKind
from planner.stakeholders.models import Affiliation, Stakeholder
from tests.imports.conftest import Desk
from tests.imports.samples import HEADING, media_rows, written

ROWS = 5_000
TABLES = ("stakeholder", "affiliation", "consent")
# of saving itself, which taking back is a part of
SAVING = {"version", "updated_at", "updated_by_id"}


def rows_of(session: Session) -> dict[str, list[dict[str, Any]]]:
    """Every row of the records, without what follows from saving."""
    session.expire_all()
    found = {}
    for name in TABLES:
        table = Base.metadata.tables[name]
        found[name] = [
            {key: value for key, value in row.items() if key not in SAVING}
            for row in session.execute(select(table).order_by(table.c.id)).mappings()
        ]
    return found


@pytest.mark.long
def test_a_media_list_goes_in_is_corrected_goes_in_again_and_is_undone(desk: Desk) -> None:
    session = desk.session
    rows = media_rows(ROWS)
    at_first = rows_of(session)

    first = desk.take_in(desk.bring(written(rows).encode("cp874")))
    assert first.encoding == "cp874"
    assert first.found["created"] == ROWS - ROWS // 100
    assert first.found["unchanged"] == ROWS // 100, "rows that repeat an earlier one"
    assert first.found["refused"] == 0
    after_first = rows_of(session)
    assert len(after_first["affiliation"]) == first.found["created"]

    again = desk.bring(written(rows).encode())
    assert again.found["unchanged"] == ROWS, desk.outcomes(again, OutcomeKind.UPDATED)[:3]

    corrected = [list(row) for row in rows]
    for row in corrected[::7]:
        row[6] = "สิ่งแวดล้อมและพลังงาน"
    for row in corrected[::11]:
        row[2] = "บรรณาธิการบริหาร"
    second = desk.take_in(desk.bring(written(corrected).encode("utf-16")))
    assert second.found["created"] == 0
    assert second.found["updated"] > 0
    after_second = rows_of(session)
    assert len(after_second["stakeholder"]) == len(after_first["stakeholder"])
    assert after_second != after_first

    desk.take_back(second)
    assert rows_of(session) == after_first
    desk.take_back(first)
    assert rows_of(session) == at_first


def test_names_titles_nicknames_days_and_places_are_read_as_offices_write_them(desk: Desk) -> None:
    session = desk.session
    lines = [
        [
            "1",
            "รศ.ดร.มานี มีนา (แอน)",
            "ผู้สื่อข่าว",
            "ข่าวเช้า",
            "812345678",
            "manee@news.example",
            "กีฬา",
            "๑ ม.ค. ๒๕๖๐",
        ],
        ["2", "Mr. John Smith", "Editor", "ข่าวเช้า", "+44 20 7946 0958", "john@news.example", "", "42736"],
    ]
    desk.take_in(desk.bring(written(lines).encode("cp874")))
    manee = session.scalars(select(Stakeholder).where(Stakeholder.given_th == "มานี")).one()
    assert (manee.title, manee.family_th, manee.nickname_th) == ("รศ.ดร.", "มีนา", "แอน")
    assert (manee.phones, manee.emails) == (["+66812345678"], ["manee@news.example"])
    assert "มานี" in manee.search_text
    assert manee.sort_key
    john = session.scalars(select(Stakeholder).where(Stakeholder.given_latin == "John")).one()
    assert (john.title, john.family_latin, john.interest_or_concern) == ("Mr.", "Smith", "ข่าวโครงการของเรา")
    places = session.scalars(select(Affiliation).order_by(Affiliation.id)).all()
    assert [place.started_on for place in places] == [date(2017, 1, 1), date(2017, 1, 1)]
    assert places[0].organisation_id == places[1].organisation_id


def test_an_import_that_somebody_worked_on_since_is_not_taken_back(desk: Desk) -> None:
    session = desk.session
    one = desk.take_in(desk.bring(written(media_rows(5)).encode()))
    person = session.scalars(select(Stakeholder).where(Stakeholder.kind == "person")).first()
    assert person is not None
    person.line_id = "added.later"
    session.commit()
    with pytest.raises(Refusal):
        desk.take_back(one)
    session.rollback()
    assert session.scalars(select(func.count()).select_from(Affiliation)).one() == 5


def test_what_changed_after_the_look_is_said_and_nothing_is_written(desk: Desk) -> None:
    session = desk.session
    desk.take_in(desk.bring(written(media_rows(5)).encode()))
    changed = [[*row[:6], "เรื่องใหม่", row[7]] for row in media_rows(5)]
    one = desk.bring(written(changed).encode())
    person = session.scalars(select(Stakeholder).where(Stakeholder.kind == "person")).first()
    assert person is not None
    person.interest_or_concern = "เรื่องที่เพื่อนร่วมงานเขียน"
    session.commit()
    before = rows_of(session)
    with pytest.raises(Refusal, match="changed after you looked"):
        desk.take_in(one)
    session.rollback()
    assert rows_of(session) == before


def test_the_images_of_every_row_are_kept(desk: Desk) -> None:
    one = desk.take_in(desk.bring(written(media_rows(20)).encode()))
    kept = desk.session.scalars(select(func.count()).where(KeptRow.entry_id == one.entry_id)).one()
    outlets = len({row[3] for row in media_rows(20)})
    assert kept == 20 + outlets + 20
    assert HEADING[1] in one.heading
