"""The files of a contribution in the web: brought, looked at, taken out, brought back."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from planner.activity.models import ActivityEntry
from planner.contributions import evidence_files
from planner.contributions.cleaning import asking
from planner.contributions.cleaning.kinds import Cleaned, MediaType
from planner.contributions.evidence import MOST_FILES
from planner.contributions.models import Contribution, Evidence
from tests.evidence import brought
from tests.evidence.given import gift
from tests.factories import Office
from tests.pages import Page, Visitor

Visit = Callable[..., Visitor]


@pytest.fixture
def given(session: Session, office: Office) -> Contribution:
    """Something that was given, by a campaign that its team alone may see."""
    made = gift(session, office, confidentiality="team")
    session.commit()
    return made


def bring(
    visitor: Visitor, made: Contribution, content: bytes, name: str = "photo.jpg", *, status: int = 302
) -> Page:
    """The answer to bringing a file."""
    path = f"/contributions/{made.id}/evidence/new"
    form = visitor.get(path).form(path)
    sent: dict[str, Any] = {**form.filled(), "file": FileStorage(io.BytesIO(content), name)}
    # the client would write a large one into a file that it never closes
    boundary, body = encode_multipart(sent)
    kind = f"multipart/form-data; boundary={boundary}"
    page = Page(visitor.client.post(path, data=body, content_type=kind))
    assert page.status == status, page.text[:1500]
    return page


def rows(session: Session) -> list[Any]:
    """Every row as it is now, the first first."""
    session.rollback()
    found = list(session.execute(select(*Evidence.__table__.columns).order_by(Evidence.id)))
    session.rollback()
    return found


def there(data_dir: Path) -> set[str]:
    """The names of the files on the disk."""
    folder = data_dir / "evidence"
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def test_a_photo_is_brought_looked_at_taken_out_and_brought_back(
    visit: Visit, office: Office, session: Session, given: Contribution, data_dir: Path
) -> None:
    before = there(data_dir)
    owner = visit(office.owner)
    assert "a letter of thanks" in owner.get(f"/contributions/{given.id}").text
    page = owner.follow(bring(owner, given, brought.photo(), "../../น้ำใจ <b>2569.PHP"))
    (one,) = rows(session)
    assert (one.name, one.media_type) == ("น้ำใจ b 2569.jpg", "image/jpeg")
    assert there(data_dir) - before == {one.stored_as}
    assert one.name in page.text
    assert "<b>2569" not in page.html
    address = f"/contributions/{given.id}/evidence/{one.id}"
    assert address in page.links()
    answer = owner.client.get(address)
    assert answer.status_code == 200
    assert hashlib.sha256(answer.data).hexdigest() == one.digest
    assert len(answer.data) == one.size
    assert brought.HIDDEN not in answer.data
    taken_out = owner.follow(owner.fill(page, f"{address}/remove"))
    assert rows(session) == []
    assert one.stored_as in there(data_dir)
    assert owner.client.get(address).status_code == 404
    back = owner.follow(owner.fill(taken_out, "/undo"))
    assert one.name in back.text
    assert owner.client.get(address).data == answer.data


def test_how_a_file_is_handed_out(
    visit: Visit, office: Office, session: Session, given: Contribution
) -> None:
    owner = visit(office.owner)
    bring(owner, given, brought.photo(), 'น้ำใจ "2569".jpeg')
    bring(owner, given, brought.hostile_paper(), "ใบเสร็จ.pdf")
    for one, kind in zip(rows(session), ("inline", "attachment"), strict=True):
        answer = owner.client.get(f"/contributions/{given.id}/evidence/{one.id}")
        headers = answer.headers
        assert headers["Content-Type"] == one.media_type
        assert headers["Content-Disposition"].startswith(f"{kind}; filename=")
        assert "filename*=UTF-8''%E0" in headers["Content-Disposition"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'; sandbox" in headers["Content-Security-Policy"]
        assert len(headers.getlist("Content-Security-Policy")) == 1
        assert headers["Cache-Control"] == "private, no-cache"
        assert "Cookie" in headers["Vary"]
        assert headers["ETag"] == f'"{one.digest}"'
        again = owner.client.get(answer.request.path, headers={"If-None-Match": headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")
        assert owner.client.head(answer.request.path).headers["Content-Length"] == str(one.size)


NOT_TAKEN = {
    "shell.png": b"<?php system($_GET['c']); ?>",
    "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    "page.png": b"<!doctype html><script>alert(1)</script>",
    "both.gif": b"GIF89a/*\0\0\0\0*/=1;alert(1)",
    "letter.docx": brought.zipped("word/document.xml"),
    "nothing.jpg": b"",
    "bomb.png": brought.bomb(),
    "half.pdf": brought.paper()[:-200],
    "large.jpg": brought.picture() + b"\0" * 10 * 1024 * 1024,
    "": b"no name",
}


@pytest.mark.parametrize("language", ["en", "th"])
@pytest.mark.parametrize("name", NOT_TAKEN)
def test_what_is_not_taken_is_told_beside_the_control_and_nothing_stays(
    name: str,
    language: str,
    visit: Visit,
    office: Office,
    session: Session,
    given: Contribution,
    data_dir: Path,
) -> None:
    before = there(data_dir)
    owner = visit(office.owner, language=language)
    page = bring(owner, given, NOT_TAKEN[name], name, status=422)
    (error,) = [one for one in page.all("p") if one.get("class") == "field-error"]
    assert "".join(error.itertext()).strip()
    assert rows(session) == []
    assert there(data_dir) == before


def test_a_body_far_too_large_is_answered_in_words(
    visit: Visit, office: Office, session: Session, given: Contribution
) -> None:
    page = bring(visit(office.owner), given, b"\xff\xd8\xff" + b"\0" * 20 * 1024 * 1024, status=413)
    assert "larger than 10 MB" in page.text
    assert rows(session) == []


def test_the_same_file_again_and_one_too_many_are_told(
    visit: Visit, office: Office, session: Session, given: Contribution, data_dir: Path
) -> None:
    owner = visit(office.owner)
    bring(owner, given, brought.picture(), "first.jpg")
    held = there(data_dir)
    page = bring(owner, given, brought.picture(), "second.jpg", status=422)
    assert "as “first.jpg”" in page.text
    assert there(data_dir) == held
    (one,) = rows(session)
    for n in range(MOST_FILES - 1):
        session.add(
            Evidence(
                contribution_id=given.id,
                name="x.jpg",
                media_type=one.media_type,
                size=1,
                digest=f"{n:064}",
                stored_as=f"{n:032x}",
            )
        )
    session.commit()
    full = bring(owner, given, brought.picture(size=(9, 9)), status=422)
    assert "20 files at most" in full.text
    shown = owner.get(f"/contributions/{given.id}")
    assert f"/contributions/{given.id}/evidence/new" not in shown.links()
    assert "The file itself is gone" in shown.text


def test_a_form_sent_twice_keeps_one_file(
    visit: Visit, office: Office, session: Session, given: Contribution
) -> None:
    owner = visit(office.owner)
    path = f"/contributions/{given.id}/evidence/new"
    filled = owner.get(path).form(path).filled()
    for _ in range(2):
        sent = {**filled, "file": (io.BytesIO(brought.picture()), "a.jpg")}
        answer = owner.client.post(path, data=sent, content_type="multipart/form-data")
        assert answer.headers["Location"] == f"/contributions/{given.id}#evidence"
    assert len(rows(session)) == 1


def test_without_its_token_nothing_is_taken(
    visit: Visit, office: Office, session: Session, given: Contribution
) -> None:
    owner = visit(office.owner)
    sent = {"file": (io.BytesIO(brought.picture()), "a.jpg")}
    path = f"/contributions/{given.id}/evidence/new"
    assert owner.client.post(path, data=sent, content_type="multipart/form-data").status_code == 400
    assert rows(session) == []


def test_who_may_not_see_the_campaign_finds_no_file_and_who_may_only_look_takes_none_out(
    visit: Visit, office: Office, session: Session, given: Contribution
) -> None:
    bring(visit(office.owner), given, brought.picture())
    (one,) = rows(session)
    address = f"/contributions/{given.id}/evidence/{one.id}"
    assert visit().client.get(address).status_code == 302
    for who in (office.outsider, office.outside_approver):
        visitor = visit(who)
        for path in (address, f"/contributions/{given.id}/evidence/new"):
            assert visitor.client.get(path).status_code == 404
    viewer = visit(office.viewer)
    assert viewer.client.get(address).status_code == 200
    page = viewer.get(f"/contributions/{given.id}")
    assert address in page.links()
    assert not [form for form in page.all("form") if "evidence" in form.get("action", "")]
    viewer.get(f"/contributions/{given.id}/evidence/new", status=403)


def test_a_file_is_found_at_its_own_contribution_alone(
    visit: Visit, office: Office, session: Session, given: Contribution
) -> None:
    other = gift(session, office)
    session.commit()
    owner = visit(office.owner)
    bring(owner, given, brought.picture())
    (one,) = rows(session)
    assert owner.client.get(f"/contributions/{other.id}/evidence/{one.id}").status_code == 404


def test_a_file_that_is_gone_is_said_in_words(
    visit: Visit, office: Office, session: Session, given: Contribution, app: Flask
) -> None:
    owner = visit(office.owner)
    bring(owner, given, brought.picture())
    (one,) = rows(session)
    evidence_files.folder(app.config["DATA_DIR"]).drop(one.stored_as)
    page = owner.get(f"/contributions/{given.id}/evidence/{one.id}", status=422)
    assert "The file itself is gone" in page.text
    assert "The file itself is gone" in owner.get(f"/contributions/{given.id}").text


def test_the_log_names_who_brought_and_took_out_what(
    visit: Visit, office: Office, session: Session, given: Contribution
) -> None:
    owner = visit(office.owner)
    page = owner.follow(bring(owner, given, brought.paper(), "ใบเสร็จ.pdf"))
    assert "added the file “ใบเสร็จ.pdf”" in page.text
    (one,) = rows(session)
    page = owner.follow(owner.fill(page, f"/evidence/{one.id}/remove"))
    assert "took out the file “ใบเสร็จ.pdf”" in page.text
    count = session.scalar(
        select(func.count()).select_from(ActivityEntry).where(ActivityEntry.verb.like("evidence.%"))
    )
    session.rollback()
    assert count == 2


def test_while_a_file_is_cleaned_others_write(
    visit: Visit, office: Office, session: Session, given: Contribution, monkeypatch: pytest.MonkeyPatch
) -> None:
    def clean(content: bytes) -> Cleaned:
        """Somebody else saves something meanwhile; nobody waits for this request."""
        office.corporate.name_en = "Written meanwhile"
        session.commit()
        return Cleaned(content, MediaType.JPEG)

    monkeypatch.setattr(asking, "clean", clean)
    bring(visit(office.owner), given, b"a picture")
    assert len(rows(session)) == 1
    session.refresh(office.corporate)
    assert office.corporate.name_en == "Written meanwhile"
    session.rollback()
