"""Adding a file that proves a contribution, taking it out, undoing that; and what lies on the disk meanwhile."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.activity.models import ActivityEntry
from planner.cli import worker
from planner.contributions import evidence, evidence_files, giving
from planner.contributions.cleaning import asking
from planner.contributions.cleaning.kinds import Cleaned, MediaType, Reason, Unclean
from planner.contributions.evidence import MOST_FILES, REFUSED, NewEvidence
from planner.contributions.models import Contribution, Evidence
from planner.custody import undoing
from planner.errors import NotAllowed, NotFound, Refusal, Stale
from planner.uploads.folder import Folder
from tests.evidence.given import gift
from tests.factories import Office

LONG = evidence_files.KEPT_FOR.total_seconds() + 60


@pytest.fixture
def shelf(tmp_path: Path) -> Folder:
    """Where the files are."""
    return evidence_files.folder(tmp_path)


@pytest.fixture
def made(session: Session, office: Office) -> Contribution:
    """Something that was given; committed."""
    found = gift(session, office, confidentiality="team")
    session.commit()
    return found


Bring = Callable[..., Evidence]


@pytest.fixture
def bring(session: Session, office: Office, shelf: Folder, made: Contribution) -> Bring:
    """Adds a file and commits."""

    def bring(content: bytes = b"a picture", name: str = "a.jpg") -> Evidence:
        file = Cleaned(content, MediaType.JPEG)
        data = NewEvidence(contribution_id=made.id, name=name, file=file)
        found = evidence.add(session, shelf, data, actor=office.owner)
        session.commit()
        return found

    return bring


def latest(session: Session, verb: str) -> int:
    """The newest entry of the verb."""
    found = session.scalars(
        select(ActivityEntry.id).where(ActivityEntry.verb == verb).order_by(ActivityEntry.id.desc())
    ).first()
    assert found is not None
    return found


def undo(session: Session, entry_id: int, office: Office) -> int:
    """Take the act back, or do it again; the entry of that."""
    entry = undoing.undo(session, entry_id, actor=office.owner)
    session.commit()
    return entry.id


# ── Names ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("photo.jpg", "photo.jpg"),
        ("photo.PNG", "photo.jpg"),
        ("shell.php", "shell.jpg"),
        ("a.tar.gz", "a.tar.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("..\\..\\boot.ini", "boot.jpg"),
        ("C:\\ภาพ\\ปลูกป่า.jpeg", "ปลูกป่า.jpg"),
        ("ใบเสร็จ ๑๒๓.pdf", "ใบเสร็จ ๑๒๓.jpg"),
        ("", "evidence.jpg"),
        (".htaccess", "htaccess.jpg"),
        ("...", "evidence.jpg"),
        (".pdf", "pdf.jpg"),
        ("a\r\nSet-Cookie: x=1.jpg", "a Set-Cookie x=1.jpg"),
        ("a\u202egpj.exe", "agpj.jpg"),
        ('a"b<c>d|e?.jpg', "a b c d e.jpg"),
        ("2569.11.24 มอบข้าวสาร", "2569.11.24 มอบข้าวสาร.jpg"),
        ("ก็" * 300, "ก็" * 60 + ".jpg"),
    ],
)
def test_names_are_those_they_came_with_made_harmless(name: str, kept: str) -> None:
    found = evidence.named(name, Cleaned(b"", MediaType.JPEG))
    assert found == kept or (len(kept) > 100 and found.startswith("ก็ก็") and len(found) <= 130)


def test_every_reason_has_words() -> None:
    assert set(REFUSED) == set(Reason)


def test_reasons_are_told_beside_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_content: bytes) -> Cleaned:
        raise Unclean(Reason.TOO_MANY_PAGES)

    def wait(_content: bytes) -> Cleaned:
        raise asking.Busy

    monkeypatch.setattr(asking, "clean", refuse)
    with pytest.raises(Refusal, match="more than 200 pages") as refused:
        evidence.cleaned(b"x")
    assert refused.value.field == "file"
    monkeypatch.setattr(asking, "clean", wait)
    with pytest.raises(Refusal, match="in a moment"):
        evidence.cleaned(b"x")


# ── Adding and taking out ───────────────────────────────────────────────────────────────────────────────


def test_a_file_is_on_the_disk_before_its_row_is_written(
    bring: Bring, shelf: Folder, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[bool] = []
    sync = os.fsync

    def note(handle: int) -> None:
        synced.append(len(session.new) > 0)
        sync(handle)

    monkeypatch.setattr(os, "fsync", note)
    one = bring(b"a picture")
    assert shelf.file(one.stored_as).read_bytes() == b"a picture"
    assert shelf.file(one.stored_as).stat().st_mode & 0o777 == 0o600
    assert shelf.path.stat().st_mode & 0o777 == 0o700
    # the folder's place in the data folder, the file, its place in the folder
    assert synced == [False, False, False]
    assert [path.name for path in shelf.path.iterdir()] == [one.stored_as]


def test_a_file_whose_disk_is_full_leaves_neither_row_nor_half(
    bring: Bring, shelf: Folder, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    bring(b"first")
    held = list(shelf.path.iterdir())
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        bring(b"second")
    session.rollback()
    assert list(shelf.path.iterdir()) == held
    assert session.scalars(select(Evidence.size)).all() == [5]


def test_twice_and_too_many_are_refused_and_leave_no_file(
    bring: Bring, shelf: Folder, session: Session
) -> None:
    bring(b"0", "first.jpg")
    with pytest.raises(Refusal, match="here already, as “first"):
        bring(b"0", "second.jpg")
    for n in range(1, MOST_FILES):
        bring(str(n).encode())
    with pytest.raises(Refusal, match="20 files at most"):
        bring(b"one more")
    assert len(list(shelf.path.iterdir())) == MOST_FILES


def test_who_may_not_change_it_adds_and_takes_out_nothing(
    bring: Bring, shelf: Folder, session: Session, office: Office, made: Contribution
) -> None:
    one = bring()
    data = NewEvidence(contribution_id=made.id, name="x", file=Cleaned(b"x", MediaType.JPEG))
    for who, error in ((office.viewer, NotAllowed), (office.outsider, NotFound)):
        with pytest.raises(error):
            evidence.add(session, shelf, data, actor=who)
        with pytest.raises(error):
            evidence.remove(session, one.id, actor=who)
        with pytest.raises(error):
            evidence.expect_room(session, made.id, actor=who)
    assert len(list(shelf.path.iterdir())) == 1


def test_taken_out_from_another_version_it_is_stale(bring: Bring, session: Session, office: Office) -> None:
    one = bring()
    with pytest.raises(Stale):
        evidence.remove(session, one.id, actor=office.owner, version=one.version + 1)


def test_what_was_taken_out_comes_back_with_its_file_and_goes_again(
    bring: Bring, shelf: Folder, session: Session, office: Office
) -> None:
    one = bring(b"a picture", "a.jpg")
    key, name = one.id, one.stored_as
    evidence.remove(session, key, actor=office.owner, version=one.version)
    session.commit()
    assert session.get(Evidence, key) is None
    back = undo(session, latest(session, "evidence.removed"), office)
    again = session.get_one(Evidence, key)
    assert (again.stored_as, again.name) == (name, "a.jpg")
    assert evidence_files.fault(shelf, again) is None
    undo(session, back, office)
    assert session.get(Evidence, key) is None
    assert shelf.has(name)


def test_adding_can_be_undone_and_done_again(
    bring: Bring, shelf: Folder, session: Session, office: Office
) -> None:
    one = bring()
    key = one.id
    back = undo(session, latest(session, "evidence.added"), office)
    assert session.get(Evidence, key) is None
    undo(session, back, office)
    assert evidence_files.fault(shelf, session.get_one(Evidence, key)) is None


def test_files_go_and_come_back_with_their_contribution(
    bring: Bring, shelf: Folder, session: Session, office: Office, made: Contribution
) -> None:
    one = bring()
    key = one.id
    giving.remove(session, made.id, actor=office.owner)
    session.commit()
    assert session.get(Evidence, key) is None
    undo(session, latest(session, "contribution.removed"), office)
    assert evidence_files.fault(shelf, session.get_one(Evidence, key)) is None


# ── Sweeping ────────────────────────────────────────────────────────────────────────────────────────────


def age(shelf: Folder, seconds: float = LONG) -> None:
    """Everything in the folder is older by so much."""
    for path in shelf.path.iterdir():
        at = path.stat().st_mtime - seconds
        os.utime(path, (at, at))


def test_a_file_stays_for_thirty_days_after_it_was_taken_out_however_old_it_is(
    bring: Bring, shelf: Folder, session: Session, office: Office
) -> None:
    one = bring()
    key, name = one.id, one.stored_as
    for _ in range(3):
        age(shelf)
        assert evidence_files.sweep(session, shelf) == 0
    evidence.remove(session, key, actor=office.owner)
    session.commit()
    assert evidence_files.sweep(session, shelf) == 0
    age(shelf, LONG - 3_600)
    assert evidence_files.sweep(session, shelf) == 0
    # brought back it is as if it had never gone
    undo(session, latest(session, "evidence.removed"), office)
    assert evidence_files.sweep(session, shelf) == 0
    assert [path.name for path in shelf.path.iterdir()] == [name]
    age(shelf)
    again = session.get_one(Evidence, key)
    evidence.remove(session, again.id, actor=office.owner)
    session.commit()
    assert evidence_files.sweep(session, shelf) == 0
    age(shelf)
    assert evidence_files.sweep(session, shelf) == 1
    assert list(shelf.path.iterdir()) == []
    assert evidence_files.sweep(session, shelf) == 0


def test_a_file_whose_row_was_never_written_is_swept_away(
    bring: Bring, shelf: Folder, session: Session, office: Office, made: Contribution
) -> None:
    kept = bring()
    data = NewEvidence(contribution_id=made.id, name="x", file=Cleaned(b"x", MediaType.JPEG))
    evidence.add(session, shelf, data, actor=office.owner)
    session.rollback()
    (shelf.path / f".{'0' * 32}.abcd.part").write_bytes(b"half")
    assert len(list(shelf.path.iterdir())) == 3
    for _ in range(2):
        evidence_files.sweep(session, shelf)
        age(shelf)
    evidence_files.sweep(session, shelf)
    assert [path.name for path in shelf.path.iterdir()] == [kept.stored_as]


def test_where_nothing_was_ever_brought_there_is_nothing_to_sweep(shelf: Folder, session: Session) -> None:
    assert evidence_files.sweep(session, shelf) == 0
    assert not shelf.path.exists()


def test_the_worker_sweeps_when_it_tidies_up(
    app: Flask, data_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loose = data_dir / "evidence" / ("f" * 32)
    loose.parent.mkdir(mode=0o700, exist_ok=True)
    loose.write_bytes(b"nobody's")
    marker = loose.with_name(f"{loose.name}.{evidence_files.LOOSE}")
    marker.touch()
    old = time.time() - LONG
    os.utime(marker, (old, old))
    monkeypatch.setattr(signal, "signal", lambda _number, _handler: None)
    monkeypatch.setattr(worker, "run", lambda *_, tidy, **__: tidy())
    result = app.test_cli_runner().invoke(args=["worker"], catch_exceptions=False)
    assert result.exit_code == 0
    assert not loose.exists()
    assert not marker.exists()


def test_of_two_contributions_each_may_have_the_same_file(
    bring: Bring, session: Session, office: Office, shelf: Folder
) -> None:
    one = bring(b"same")
    other = gift(session, office)
    data = NewEvidence(contribution_id=other.id, name="x", file=Cleaned(b"same", MediaType.JPEG))
    two = evidence.add(session, shelf, data, actor=office.owner)
    session.commit()
    assert two.stored_as != one.stored_as
