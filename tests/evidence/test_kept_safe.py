"""Files of evidence are in every backup, come back with it, and the doctor tells of those that are not as they were."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import flask_migrate
import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from planner.backups import making, postgres, sqlite
from planner.backups.container import Backup
from planner.backups.making import Instance
from planner.cli.checkups import evidence as checkup
from planner.cli.checkups.notes import Note
from planner.contributions import evidence, evidence_files
from planner.contributions.cleaning.kinds import Cleaned, MediaType
from planner.contributions.evidence import NewEvidence
from planner.contributions.models import Contribution, Evidence
from planner.extensions import db
from tests.backups.conftest import Elsewhere, elsewhere, instance
from tests.evidence.given import gift, proof
from tests.factories import Office

__all__ = ["elsewhere", "instance"]

Bring = Callable[[bytes], Evidence]


@pytest.fixture
def made(session: Session, office: Office) -> Contribution:
    """Something that was given; committed."""
    found = gift(session, office)
    session.commit()
    return found


@pytest.fixture
def bring(session: Session, office: Office, made: Contribution, data_dir: Path) -> Iterator[Bring]:
    """Keeps a file in the instance's own folder, and commits."""
    shelf = evidence_files.folder(data_dir)

    def bring(content: bytes) -> Evidence:
        data = NewEvidence(contribution_id=made.id, name="a", file=Cleaned(content, MediaType.JPEG))
        found = evidence.add(session, shelf, data, actor=office.owner)
        session.commit()
        return found

    yield bring
    for path in shelf.path.glob("*"):
        path.unlink()


def said(app: Flask, *words: str, status: int = 0) -> str:
    """What a command answers."""
    result = app.test_cli_runner().invoke(args=list(words))
    assert result.exit_code == status, result.output
    return result.output


def test_a_backup_holds_the_files_and_restoring_brings_them(
    instance: Instance,
    elsewhere: Elsewhere,
    app: Flask,
    bring: Bring,
    tmp_path: Path,
) -> None:
    kept = {one.stored_as: content for content in (b"one", b"two") for one in [bring(content)]}
    file = tmp_path / "whole.backup"
    said(app, "backup", str(file), "--with-key")
    new = elsewhere()
    said(new, "restore", str(file), "--overwrite")
    shelf = evidence_files.folder(new.config["DATA_DIR"])
    assert {path.name: path.read_bytes() for path in shelf.path.iterdir()} == kept
    assert {path.stat().st_mode & 0o777 for path in shelf.path.iterdir()} == {0o600}
    with new.app_context(), Session(db.engine) as there:
        rows = there.scalars(select(Evidence).order_by(Evidence.id)).all()
        assert [evidence_files.fault(shelf, one) for one in rows] == [None, None]
        assert evidence_files.sweep(there, shelf) == 0


def test_what_is_brought_while_a_backup_is_made_is_in_it_with_its_row_or_not_at_all(
    instance: Instance,
    bring: Bring,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = bring(b"before")
    names = []
    module = sqlite if instance.engine.dialect.name == "sqlite" else postgres
    write: Callable[..., object] = module.write

    def slow(*given: object) -> object:
        """Somebody brings a file after the files were put and before the database is."""
        names.append(bring(b"meanwhile").stored_as)
        return write(*given)

    monkeypatch.setattr(module, "write", slow)
    making.make(instance, tmp_path / "b", with_key=False)
    with Backup(tmp_path / "b") as backup:
        held = {name for name in backup.manifest.members if name.startswith("files/evidence/")}
    assert held == {f"files/evidence/{name}" for name in (first.stored_as, *names)}


def test_the_doctor_tells_of_files_that_are_gone_or_changed(
    app: Flask, bring: Bring, session: Session, data_dir: Path, made: Contribution
) -> None:
    def notes() -> list[Note]:
        with app.app_context():
            return list(checkup.look(db.engine, data_dir))

    one, two = bring(b"one"), bring(b"two")
    session.rollback()
    assert notes() == [Note(False, "Every file of evidence (2) is there and as it was kept.")]
    shelf = evidence_files.folder(data_dir)
    shelf.file(one.stored_as).write_bytes(b"0ne")
    shelf.drop(two.stored_as)
    for _ in range(checkup.FEW):
        proof(session, made)
    session.commit()
    changed, missing = sorted(notes(), key=lambda note: "missing" in note[1])
    assert changed[0]
    assert missing[0]
    assert f"1 of 7 files of evidence are not as they were kept: {one.stored_as}" in changed[1]
    assert "6 of 7 files of evidence are missing" in missing[1]
    assert "and 1 more" in missing[1]
    assert "Put them back from a backup." in missing[1]


def test_the_doctor_looks_at_them(app: Flask, bring: Bring, session: Session) -> None:
    bring(b"one")
    session.rollback()
    with app.app_context():
        flask_migrate.stamp()
    try:
        result = app.test_cli_runner().invoke(args=["doctor"])
    finally:
        with app.app_context(), db.engine.begin() as connection:
            connection.execute(text("DROP TABLE alembic_version"))
    assert "ok  Every file of evidence (1) is there" in result.output
