"""The pages of a list on its way in: file, columns, preview, taken in, taken back."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.accounts.models import Role
from planner.imports import at_work
from planner.imports.models import Import, ImportState
from planner.jobs import runner
from planner.jobs.models import Job
from planner.stakeholders.models import Affiliation, Stakeholder
from planner.uploads.folder import Folder
from tests import factories
from tests.factories import Office
from tests.imports.samples import media_list, sheet
from tests.pages import Page, Visitor

Visit = Callable[..., Visitor]

HEADING = "คำนำหน้า,ชื่อ,นามสกุล,สังกัด,เบอร์โทร,อีเมล,หมวด,สายข่าว,สีเสื้อ"
TWO = (
    "นาย,สมชาย,ใจดี,สำนักข่าวชัยพฤกษ์,081-234-5678,somchai@chaiyaphruek.example,สื่อมวลชน,การเมือง,แดง\r\n"
    "น.ส.,มาลี,ศรีสุข,สำนักข่าวชัยพฤกษ์,๐๘๑ ๒๓๔ ๕๖๗๙,malee@chaiyaphruek.example,สื่อมวลชน,สิ่งแวดล้อม,\r\n"
)


def brought(
    visitor: Visitor, content: bytes, name: str = "สื่อ.csv", *, status: int = 302, kind: str = "stakeholders"
) -> Page:
    """The answer to bringing a file."""
    form = visitor.get("/imports/new").form("/imports/new")
    sent: dict[str, Any] = {**form.filled(kind=kind), "file": (io.BytesIO(content), name)}
    return Page_of(visitor, form.action, sent, status)


def Page_of(visitor: Visitor, path: str, sent: dict[str, Any], status: int) -> Page:  # noqa: N802
    page = Page(visitor.client.post(path, data=sent, content_type="multipart/form-data"))
    assert page.status == status, page.text[:1500]
    return page


def csv_of(*lines: str) -> bytes:
    """A file in UTF-8 as spreadsheets write it."""
    return ("\ufeff" + "\r\n".join(lines)).encode()


def total(session: Session) -> int:
    """How many stakeholders there are."""
    session.rollback()
    found = session.scalar(select(func.count()).select_from(Stakeholder)) or 0
    session.rollback()
    return found


def test_a_planner_brings_a_list_sees_what_it_does_takes_it_in_and_back(
    visit: Visit, office: Office, session: Session
) -> None:
    session.commit()
    before = total(session)
    owner = visit(office.owner)
    columns = owner.follow(brought(owner, f"{HEADING}\r\n{TWO}".encode("cp874")))
    assert "สีเสื้อ" in columns.text
    shown = owner.follow(owner.fill(columns, "/columns"))
    assert total(session) == before
    assert "Left out: สีเสื้อ" in shown.text
    assert "New (2)" in shown.text
    done = owner.follow(owner.fill(shown, "/take-in"))
    assert "Taken in" in done.text
    made = session.scalars(select(Stakeholder).where(Stakeholder.given_th == "มาลี")).one()
    assert (made.title, made.phones, made.category) == ("น.ส.", ["+66812345679"], "media")
    assert total(session) == before + 3, "two people, and the newsroom they belong to"
    assert len(session.scalars(select(Affiliation)).all()) == 2
    session.rollback()
    history = owner.get(f"/stakeholders/{made.id}")
    assert "สื่อ.csv" in history.text
    back = owner.follow(owner.fill(done, "/take-back"))
    assert "Taken back" in back.text
    assert total(session) == before


def test_the_same_file_twice_changes_nothing(visit: Visit, office: Office, session: Session) -> None:
    session.commit()
    owner = visit(office.owner)
    content = f"{HEADING}\r\n{TWO}".encode()
    owner.fill(owner.follow(owner.fill(owner.follow(brought(owner, content)), "/columns")), "/take-in")
    count = total(session)
    shown = owner.follow(owner.fill(owner.follow(brought(owner, content)), "/columns"))
    assert "Unchanged (2)" in shown.text
    assert "nothing to take in" in shown.text
    assert total(session) == count


def test_refused_rows_come_back_as_a_file_with_reasons(
    visit: Visit, office: Office, session: Session
) -> None:
    session.commit()
    owner = visit(office.owner, language="th")
    bad = "นาย,ก้อง,ดี,,12,ไม่มีแอท,สื่อมวลชน,กีฬา,=1+1\r\n"
    shown = owner.follow(
        owner.fill(owner.follow(brought(owner, f"{HEADING}\r\n{TWO}{bad}".encode())), "/columns")
    )
    assert "อีเมล" in shown.text
    address = next(link for link in shown.links() if link.endswith("refused.csv"))
    answer = owner.client.get(address)
    assert answer.mimetype == "text/csv"
    lines = answer.get_data(as_text=True).splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("\ufeffคำนำหน้า,")
    assert "'=1+1" in lines[1]


def test_a_colleague_neither_sees_nor_takes_in_somebody_elses_list(
    visit: Visit, office: Office, session: Session
) -> None:
    mate = factories.user(session, Role.PLANNER, office.corporate)
    session.commit()
    owner = visit(office.owner)
    page = brought(owner, f"{HEADING}\r\n{TWO}".encode())
    visit(mate).get(page.location, status=404)


def test_a_viewer_brings_no_lists(visit: Visit, office: Office, session: Session) -> None:
    viewer = factories.user(session, Role.VIEWER, office.corporate)
    session.commit()
    visit(viewer).get("/imports/new", status=403)
    visit(viewer).get("/imports", status=403)


def test_files_that_are_no_lists_are_refused_in_words(visit: Visit, office: Office, session: Session) -> None:
    session.commit()
    owner = visit(office.owner)
    refused = brought(owner, b"", "empty.csv", status=422)
    assert "nothing in the file" in refused.text
    refused = brought(owner, b"\xd0\xcf\x11\xe0" + b"\0" * 600, "old.xls", status=422)
    assert "Save it as XLSX" in refused.text
    refused = brought(owner, bytes(range(1, 32)) * 40, "noise.csv", status=422)
    assert "neither a CSV file" in refused.text
    assert session.scalars(select(Import)).first() is None


def test_the_sixth_list_of_a_minute_waits(visit: Visit, office: Office, session: Session) -> None:
    session.commit()
    owner = visit(office.owner)
    for _ in range(5):
        brought(owner, f"{HEADING}\r\n{TWO}".encode())
    answer = brought(owner, f"{HEADING}\r\n{TWO}".encode(), status=429)
    assert "five lists a minute" in answer.text
    assert int(answer.response.headers["Retry-After"]) <= 60


def test_a_file_beyond_ten_megabytes_is_refused_before_it_is_read(
    visit: Visit, office: Office, session: Session
) -> None:
    session.commit()
    owner = visit(office.owner)
    answer = Page(
        owner.client.post(
            "/imports/new",
            data=b"a,b\r\n" * (21 * 1024 * 1024 // 5),
            content_type="multipart/form-data; boundary=x",
        )
    )
    assert answer.status == 413
    assert "larger than 20 MB" in answer.text


def test_the_same_form_sent_twice_brings_one_list(visit: Visit, office: Office, session: Session) -> None:
    session.commit()
    owner = visit(office.owner)
    form = owner.get("/imports/new").form("/imports/new")
    for _ in range(2):
        sent: dict[str, Any] = {
            **form.filled(),
            "file": (io.BytesIO(f"{HEADING}\r\n{TWO}".encode()), "a.csv"),
        }
        answer = Page_of(owner, form.action, sent, 302)
    assert answer.location.endswith("/columns")
    assert len(session.scalars(select(Import)).all()) == 1


def test_what_a_heading_means_is_remembered(visit: Visit, office: Office, session: Session) -> None:
    session.commit()
    owner = visit(office.owner)
    content = csv_of("ฉายา,อีเมล", "สมชาย,a@example.org")
    columns = owner.follow(brought(owner, content))
    assert columns.form("/columns").values["column_0"] == [""]
    owner.fill(columns, "/columns", column_0="given_th")
    again = owner.follow(brought(owner, content))
    assert again.form("/columns").values["column_0"] == ["given_th"]


def test_two_columns_for_one_field_are_refused_by_name(
    visit: Visit, office: Office, session: Session
) -> None:
    session.commit()
    owner = visit(office.owner)
    columns = owner.follow(brought(owner, csv_of("อีเมล,อีเมลสำรอง", "a@example.org,b@example.org")))
    answer = owner.fill(columns, "/columns", column_1="emails", status=422)
    assert "Two columns are matched to “E-mail”" in answer.text
    none = owner.fill(columns, "/columns", column_0="", status=422)
    assert "Match at least one column" in none.text


def test_the_letters_can_be_chosen_anew(visit: Visit, office: Office, session: Session) -> None:
    session.commit()
    owner = visit(office.owner)
    columns = owner.follow(brought(owner, "ชื่อ;อีเมล\r\nมานี;a@example.org\r\n".encode("cp874")))
    again = owner.follow(owner.fill(columns, "/reading", encoding="cp1252"))
    assert "มานี" not in again.text
    back = owner.follow(owner.fill(again, "/reading", encoding="cp874"))
    assert "มานี" in back.text


def test_a_sheet_of_several_is_chosen(visit: Visit, office: Office, session: Session) -> None:
    session.commit()
    owner = visit(office.owner)
    content = sheet({"ปก": [["รายชื่อ"], ["x"]], "สื่อ": [["ชื่อ", "อีเมล"], ["มานี", "a@example.org"]]})
    columns = owner.follow(brought(owner, content, "list.xlsx"))
    chosen = owner.follow(owner.fill(columns, "/reading", sheet="สื่อ"))
    assert "มานี" in chosen.text


def test_a_list_thrown_away_leaves_nothing(
    visit: Visit, office: Office, session: Session, app: Flask
) -> None:
    session.commit()
    owner = visit(office.owner)
    columns = owner.follow(brought(owner, f"{HEADING}\r\n{TWO}".encode()))
    one = the_list(session)
    assert (Folder(app.config["DATA_DIR"]).path / str(one.stored_as)).exists()
    owner.fill(columns, "/drop")
    session.rollback()
    assert session.scalars(select(Import)).first() is None
    assert not (Folder(app.config["DATA_DIR"]).path / str(one.stored_as)).exists()
    assert "No list yet" in owner.get("/imports").text


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_long_list_is_worked_by_a_worker_and_its_page_tells_how_far(
    visit: Visit, office: Office, session: Session, app: Flask, language: str
) -> None:
    session.commit()
    owner = visit(office.owner, language=language)
    columns = owner.follow(brought(owner, media_list(400).encode("cp874")))
    sent = owner.fill(columns, "/columns", category="media")
    assert sent.location.startswith("/jobs/")
    waiting = owner.get(sent.location)
    assert waiting.response.headers["Refresh"] == "2"
    assert "flask --app wsgi worker" in waiting.text
    visit(office.outsider).get(sent.location, status=404)
    owner = visit(office.owner, language=language)
    work(session, app)
    done = owner.get(sent.location, status=302)
    shown = owner.get(done.location)
    taking = owner.fill(shown, "/take-in")
    work(session, app)
    assert the_list(session).state == ImportState.APPLIED
    back = owner.fill(owner.follow(owner.get(taking.location, status=302)), "/take-back")
    work(session, app)
    session.expire_all()
    assert the_list(session).state == ImportState.UNDONE
    assert owner.get(back.location, status=302).location.endswith(f"/imports/{the_list(session).id}")


def test_what_cannot_be_done_is_said_on_the_page_of_the_work(
    visit: Visit, office: Office, session: Session, app: Flask
) -> None:
    session.commit()
    owner = visit(office.owner)
    columns = owner.follow(brought(owner, media_list(400).encode()))
    sent = owner.fill(columns, "/columns", category="media")
    one = the_list(session)
    Folder(app.config["DATA_DIR"]).drop(one.stored_as)
    work(session, app)
    failed = owner.get(sent.location)
    assert "kept for a day" in failed.text
    assert "Refresh" not in failed.response.headers


def work(session: Session, app: Flask) -> None:
    """A worker does what waits."""
    session.rollback()
    engine = session.get_bind()
    while runner.work_one(engine, at_work.handlers(app.config["DATA_DIR"])):  # type: ignore[arg-type] # an engine
        pass
    session.expire_all()
    assert session.scalars(select(Job)).first() is not None
    session.rollback()


def the_list(session: Session) -> Import:
    """The one list there is, as it stands now."""
    session.rollback()
    found = session.scalars(select(Import).execution_options(populate_existing=True)).one()
    session.expunge(found)
    session.rollback()
    return found
