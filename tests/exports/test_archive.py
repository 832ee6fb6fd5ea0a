"""The archive holds every table told in both languages, and nothing that lets anybody in."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import LargeBinary, String, Text, insert, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from planner.campaigns.models import Campaign
from planner.db import Base
from planner.exports import archive
from planner.exports.archive_words import LEFT_OUT, SECRET, TABLES
from planner.stakeholders.models import Stakeholder
from tests import factories
from tests.factories import Office
from tests.hardening.premises import Premises
from tests.pages import Visitor

MARKER = "NOBODY-MAY-READ-THIS"
# a column whose name says so is a secret, or stands here with why it is none
HARMLESS = {
    ("evidence", "digest"),  # a checksum of a file that whoever sees the campaign may open
    ("plan_snapshot", "digest"),  # a checksum of content that is in the archive itself
    ("list_import", "digest"),  # the same, of a list's outcomes; left out with its table
    ("calendar_import", "digest"),  # the same, of a calendar's
    ("calendar_layer", "digest"),  # a checksum of what was fetched; left out with its table
    ("foreign_event", "taken_digest"),  # a checksum of what was taken in of an event
    ("prepared_feed", "body_digest"),  # a checksum of what subscribers get; left out with its table
    ("prepared_body", "digest"),  # the same
    ("carried_day", "digest"),  # the same, of one day
}


def opened(session: Session) -> zipfile.ZipFile:
    with archive.made(session) as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


def lines(held: zipfile.ZipFile, table: str) -> list[dict[str, str]]:
    content = held.read(f"{table}.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def test_every_table_is_told_or_left_out_and_none_is_both() -> None:
    tables = set(Base.metadata.tables)
    assert tables == set(TABLES) | set(LEFT_OUT)
    assert not set(TABLES) & set(LEFT_OUT)


def test_a_new_table_that_nobody_described_stops_the_archive(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    fewer = {key: said for key, said in TABLES.items() if key != "stakeholder"}
    monkeypatch.setattr(archive, "TABLES", fewer)
    with pytest.raises(LookupError, match="stakeholder"):
        archive.made(session)


def test_an_archive_that_cannot_be_finished_is_not_left_half_made(session: Session, office: Office) -> None:
    session.execute(text("ALTER TABLE marked_days RENAME TO elsewhere"))
    # an unclosed file would be a warning, and a warning an error
    with pytest.raises(DBAPIError):
        archive.made(session)
    session.rollback()
    with archive.made(session) as file:
        assert zipfile.is_zipfile(file)


def test_a_column_that_nobody_named_stops_the_archive() -> None:
    with pytest.raises(LookupError, match=r"campaign\.whim"):
        archive.named("campaign", "whim")


def test_every_column_has_a_name_in_both_languages() -> None:
    for table in archive.told():
        for column in archive.columns_of(table):
            said = archive.named(table.name, column.name)
            assert said.en, (table.name, column.name)
            assert any("\u0e01" <= char <= "\u0e5b" for char in said.th) or said.th == said.en, column.name


def test_every_column_that_sounds_like_a_secret_is_one_or_is_explained() -> None:
    sounding = {
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if any(word in column.name for word in ("secret", "password", "token", "digest", "hash", "key_"))
    }
    assert sounding <= SECRET | HARMLESS
    assert all(key in Base.metadata.tables[table].columns for table, key in SECRET)


def test_no_secret_stands_in_the_archive(session: Session, office: Office, app: Flask) -> None:
    Premises(session, office)
    for table, key in SECRET:
        column = Base.metadata.tables[table].columns[key]
        if isinstance(column.type, (String, Text, LargeBinary)):
            mark = f"{MARKER}-{table}"
            held = Base.metadata.tables[table]
            first = session.execute(held.select().limit(1)).first()
            if first is not None:
                keys = [one == getattr(first, one.name) for one in held.primary_key.columns]
                session.execute(update(held).where(*keys).values({key: mark[: column.type.length]}))
    session.commit()
    held_archive = opened(session)
    content = b"".join(held_archive.read(name) for name in held_archive.namelist())
    assert MARKER.encode() not in content
    assert app.config["SECRET_KEY"].encode() not in content
    names = {
        key
        for name in held_archive.namelist()
        if name.endswith(".csv")
        for key in (lines(held_archive, name[:-4]) or [{}])[0]
    }
    assert not names & {"password_hash", "token_digest", "secret_version"}


def test_what_is_kept_stands_there_whole(session: Session, office: Office) -> None:
    campaign = factories.ready_campaign(session, office.corporate, office.owner, tags=["น้ำ", "ป่า"])
    session.execute(
        insert(Stakeholder.__table__).values(  # type: ignore[arg-type] # a table is one
            kind="public",
            category="media",
            interest_or_concern="=1+1",
            organisation_name_th="ชาวบ้าน",
            language="th",
            date_era="be",
            timezone="Asia/Bangkok",
            emails=[],
            phones=[],
            is_self_selected=False,
            do_not_contact=False,
            status="active",
            sort_key="x",
            search_text="x",
            created_at=campaign.created_at,
            updated_at=campaign.updated_at,
            version=1,
        )
    )
    session.commit()
    held = opened(session)
    assert set(held.namelist()) == {*(f"{name}.csv" for name in TABLES), "README.txt"}
    found = {row["id"]: row for row in lines(held, "campaign")}[str(campaign.id)]
    assert found["title_th"] == campaign.title_th
    assert found["start_on"] == campaign.start_on.isoformat()
    assert found["tags"] == '["น้ำ", "ป่า"]'
    assert found["kind"] == "communal"
    assert found["created_at"].endswith("+00:00")
    assert "search_text" not in found
    assert "'=1+1" in {row["interest_or_concern"] for row in lines(held, "stakeholder")}
    assert len(lines(held, "campaign")) == session.query(Campaign).count()


def test_the_readme_explains_each_table_and_column(session: Session, office: Office) -> None:
    told = opened(session).read("README.txt").decode("utf-8-sig")
    assert "campaign.csv (1)" in told
    assert "title_th\n      Title (Thai) / " in told
    assert "owner_id → user.csv" in told
    assert "Passwords, session keys" in told
    assert "รหัสผ่าน" in told
    for name in LEFT_OUT:
        assert f"  {name}: " in told


def test_only_administrators_take_it_and_it_is_noted(
    session: Session, office: Office, visit: Callable[..., Visitor]
) -> None:
    visitor = visit(office.administrator)
    page = visitor.get("/archive")
    response = visitor.client.post("/archive", data=page.form("/archive").values)
    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith('attachment; filename="samphan-archive-')
    assert zipfile.ZipFile(io.BytesIO(response.get_data())).testzip() is None
    for who in (office.owner, office.approver, office.viewer):
        visit(who).get("/archive", status=403)


def test_the_command_line_writes_it_for_nobody_else_to_read(
    app: Flask, session: Session, office: Office, tmp_path: Path
) -> None:
    file = tmp_path / "all.zip"
    result = app.test_cli_runner().invoke(args=["export", str(file)])
    assert result.exit_code == 0, result.output
    assert "personal data" in result.output
    assert file.stat().st_mode & 0o777 == 0o600
    assert "campaign.csv" in zipfile.ZipFile(file).namelist()
    again = app.test_cli_runner().invoke(args=["export", str(file)])
    assert again.exit_code == 1
    assert "is there already" in again.output
    nowhere = app.test_cli_runner().invoke(args=["export", str(tmp_path / "no" / "all.zip")])
    assert nowhere.exit_code == 1
    assert list(tmp_path.iterdir()) == [file]
