"""A11: one file holds all that must not be lost; restored, the same links serve the same bytes."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, func, inspect, select, text
from sqlalchemy.orm import Session

from planner.backups.container import Backup, Writer
from planner.backups.making import Instance
from planner.campaigns.models import Campaign
from planner.db import Base
from planner.extensions import db
from tests import factories, requirements_here
from tests.backups.conftest import Elsewhere
from tests.conftest import KEY
from tests.factories import Office
from tests.programs import Program, feed, shown_campaign

on_sqlite = pytest.mark.skipif(requirements_here.postgres_url() is not None, reason="about SQLite's file")


def run(app: Flask, *arguments: str, status: int = 0) -> str:
    """What a command says; the key of the restoring process is its own, as `config` has it."""
    result = app.test_cli_runner().invoke(args=list(arguments))
    assert result.exit_code == status, result.output
    return result.output


def empty_start(elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch, **given: str) -> Flask:
    """The planner as `flask … restore` starts it."""
    with monkeypatch.context() as patch:
        patch.setattr("sys.argv", ["/usr/bin/flask", "--app", "wsgi", "restore", "x"])
        return elsewhere(**given)


def counts(app: Flask) -> dict[str, int]:
    with app.app_context(), db.engine.connect() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }


def test_the_same_link_serves_the_same_bytes(
    instance: Instance,
    app: Flask,
    program: Program,
    session: Session,
    office: Office,
    elsewhere: Elsewhere,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    campaign = shown_campaign(session, office, title_th="ปลูกป่าชายเลน\tที่ \\N คลอง\nโคน")
    factories.event(session, campaign)
    made = feed(session)
    before = program.fetch(made)
    program.close()
    (instance.folder / "lists").mkdir(exist_ok=True)
    (instance.folder / "lists" / "สื่อ.csv").write_text("ชื่อ\n", encoding="utf-8")
    (instance.folder / "briefs").mkdir(exist_ok=True)
    (instance.folder / "briefs" / "old.pdf").write_text("made anew")
    file = tmp_path / "whole.backup"
    said = run(app, "backup", str(file), "--with-key")
    assert "whole and checked" in said
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []

    new = empty_start(elsewhere, monkeypatch)
    assert "Feed links stay as they are." in run(new, "restore", str(file))
    key = Path(new.config["DATA_DIR"]) / "secret-key"
    assert (key.read_text(), key.stat().st_mode & 0o777) == (KEY, 0o600)
    assert (Path(new.config["DATA_DIR"]) / "lists" / "สื่อ.csv").read_text(encoding="utf-8") == "ชื่อ\n"
    assert not (Path(new.config["DATA_DIR"]) / "briefs").exists()
    assert counts(new) == counts(app)
    restored = Program(elsewhere())
    after = restored.ask(f"/feeds/{program.seals.token(made.id, 1)}.ics")
    assert (after.status, after.body, after.etag) == (200, before.body, before.etag)
    restored.close()
    with new.app_context(), Session(db.engine) as there:
        # numbers go on from where they were
        factories.campaign(there, there.merge(office.corporate), there.merge(office.owner))
        there.flush()
        newest = there.scalars(select(func.max(Campaign.id))).one()
    assert newest > campaign.id


def test_without_the_key_it_says_that_links_change(
    instance: Instance, app: Flask, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "no-key.backup"
    assert "Without the secret key" in run(app, "backup", str(file))
    with Backup(file) as backup:
        assert not backup.manifest.has_key
    assert KEY.encode() not in file.read_bytes()
    new = empty_start(elsewhere, monkeypatch)
    assert "every feed link changes" in run(new, "restore", str(file)).replace("\n", " ")
    assert not (Path(new.config["DATA_DIR"]) / "secret-key").exists()
    kept_elsewhere = elsewhere(PLANNER_SECRET_KEY=KEY)
    assert "Feed links stay" in run(kept_elsewhere, "restore", str(file), "--overwrite")
    another = elsewhere(PLANNER_SECRET_KEY=KEY[::-1])
    assert "every feed link" in run(another, "restore", str(file), "--overwrite")


def test_nothing_is_overwritten_unless_it_is_said(
    instance: Instance, app: Flask, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "a.backup"
    run(app, "backup", str(file), "--with-key")
    new = empty_start(elsewhere, monkeypatch)
    run(new, "restore", str(file))
    with new.app_context():
        with Session(db.engine) as there:
            factories.office(there)
            there.commit()
        db.engine.dispose()
    said = run(new, "restore", str(file), status=1)
    assert "there is a database already" in said
    assert "--overwrite" in said
    assert counts(new)["team"] > 0
    run(new, "restore", str(file), "--overwrite")
    assert counts(new)["team"] == 0


def test_another_key_in_the_folder_or_in_the_settings_is_told(
    instance: Instance, app: Flask, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "a.backup"
    run(app, "backup", str(file), "--with-key")
    new = elsewhere()
    own = Path(new.config["DATA_DIR"]) / "secret-key"
    assert own.exists()
    assert "there is another secret key already" in run(new, "restore", str(file), status=1)
    former = own.read_text()
    assert "Feed links stay" in run(new, "restore", str(file), "--overwrite")
    assert own.with_name("secret-key.replaced").read_text() == former
    set_otherwise = elsewhere(PLANNER_SECRET_KEY=KEY[::-1])
    said = run(set_otherwise, "restore", str(file), "--overwrite")
    assert "PLANNER_SECRET_KEY is set to another key" in said
    assert KEY not in said


def test_what_is_no_backup_for_here_changes_nothing(
    instance: Instance, app: Flask, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "a.backup"
    run(app, "backup", str(file))
    new = empty_start(elsewhere, monkeypatch)
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert "not a backup, or only part of one" in run(new, "restore", str(file), status=1)
    with instance.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999_to_come'"))
    run(app, "backup", str(file), status=1)
    file.unlink()
    run(app, "backup", str(file))
    assert "made by a newer release" in run(new, "restore", str(file), status=1)
    assert not (Path(new.config["DATA_DIR"]) / "secret-key").exists()
    with new.app_context(), db.engine.connect() as connection:
        assert inspect(connection).get_table_names() == []


@pytest.mark.parametrize(
    "name", ["../evil", "lists/../../evil", "/etc/evil", "secret-key", "planner.sqlite3", ""]
)
def test_a_backup_of_someone_elses_making_puts_nothing_where_it_does_not_belong(
    instance: Instance,
    app: Flask,
    elsewhere: Elsewhere,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    name: str,
) -> None:
    file = tmp_path / "made.backup"
    run(app, "backup", str(file))
    with Backup(file) as backup:
        manifest = backup.manifest
    with file.open("wb") as opened:
        writer = Writer(opened)
        with writer.member(f"files/{name}") as sink:
            sink.write(b"evil")
        writer.finish(manifest)
    new = empty_start(elsewhere, monkeypatch)
    assert "does not belong there" in run(new, "restore", str(file), status=1)
    assert list(tmp_path.rglob("*evil*")) == []


def test_a_backup_takes_the_place_of_a_backup_and_of_nothing_else(
    instance: Instance, app: Flask, tmp_path: Path
) -> None:
    other = tmp_path / "thesis.docx"
    other.write_text("not yours")
    assert "was left alone" in run(app, "backup", str(other), status=1)
    assert other.read_text() == "not yours"
    file = tmp_path / "nightly.backup"
    run(app, "backup", str(file))
    first = file.stat().st_ino
    run(app, "backup", str(file))
    assert file.stat().st_ino != first
    assert "No such file" in run(app, "backup", str(tmp_path / "nowhere" / "x"), status=1)


def test_one_made_while_others_write_is_of_one_moment(
    instance: Instance, app: Flask, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Pairs are written together: a backup has both of each, and all that was written before it began."""
    engine = instance.engine
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE IF NOT EXISTS pair_one (id INTEGER PRIMARY KEY)"))
        connection.execute(text("CREATE TABLE IF NOT EXISTS pair_two (id INTEGER PRIMARY KEY)"))
    written: list[int] = []
    is_over = threading.Event()

    def write() -> None:
        while not is_over.is_set():
            number = len(written) + 1
            with engine.begin() as connection:
                connection.execute(text("INSERT INTO pair_one VALUES (:n)"), {"n": number})
                connection.execute(text("INSERT INTO pair_two VALUES (:n)"), {"n": number})
            written.append(number)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for n in range(3):
            while len(written) < 10 * (n + 1):
                assert writer.is_alive()
            acknowledged = len(written)
            file = tmp_path / f"{n}.backup"
            run(app, "backup", str(file))
            assert pairs(file, engine.dialect.name, tmp_path) >= acknowledged
    finally:
        is_over.set()
        writer.join()
        with engine.begin() as connection:
            connection.execute(text("DROP TABLE pair_one"))
            connection.execute(text("DROP TABLE pair_two"))


def pairs(file: Path, engine: str, folder: Path) -> int:
    """How many pairs a backup holds; none may be half."""
    with Backup(file) as backup:
        backup.check()
        if engine == "postgresql":
            one, two = (
                b"".join(backup.blocks(f"database/pair_{which}.copy")).split() for which in ("one", "two")
            )
            assert one == two
            return len(one)
        copy = folder / "copy.sqlite3"
        with copy.open("wb") as opened:
            backup.write_to("database/planner.sqlite3", opened)
    made = create_engine(f"sqlite:///{copy}")
    with made.connect() as connection:
        found = [connection.scalar(text(f"SELECT count(*) FROM pair_{which}")) for which in ("one", "two")]  # noqa: S608
    made.dispose()
    assert found[0] == found[1]
    return int(found[0] or 0)


@on_sqlite
def test_a_running_planner_is_not_pulled_from_under(
    instance: Instance, app: Flask, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("planner.backups.sqlite.NOBODY_ELSE_MS", 50)
    file = tmp_path / "a.backup"
    run(app, "backup", str(file))
    new = empty_start(elsewhere, monkeypatch)
    run(new, "restore", str(file))
    running = elsewhere(PLANNER_SECRET_KEY=KEY)
    with running.app_context(), db.engine.connect() as connection:
        connection.execute(text("SELECT count(*) FROM campaign"))
        assert "the planner is running" in run(new, "restore", str(file), "--overwrite", status=1)


@on_sqlite
def test_a_damaged_database_is_not_backed_up_but_may_be_replaced(
    instance: Instance, app: Flask, elsewhere: Elsewhere, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "good.backup"
    run(app, "backup", str(file))
    new = empty_start(elsewhere, monkeypatch)
    run(new, "restore", str(file))
    database = Path(new.config["DATA_DIR"]) / "planner.sqlite3"
    size = database.stat().st_size
    with database.open("r+b") as opened:
        opened.seek(4096)
        opened.write(os.urandom(size - 4096))
    assert "No backup was made" in run(new, "backup", str(tmp_path / "bad.backup"), status=1)
    assert not (tmp_path / "bad.backup").exists()
    run(new, "restore", str(file), "--overwrite")
    assert counts(new)
