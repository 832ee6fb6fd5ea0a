"""A backup is whole or none: whatever is cut off, changed, added or taken away is told."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.backups.container import KEY, Backup, Manifest, NotABackup, Writer, is_backup


def whole(*, with_key: bool = True) -> bytes:
    file = io.BytesIO()
    writer = Writer(file)
    with writer.member("database/x.copy") as sink:
        sink.write("ปลูกป่าชายเลน\n".encode() * 50)
    with writer.member("files/empty") as sink:
        sink.write(b"")
    if with_key:
        with writer.member(KEY) as sink:
            sink.write(b"k" * 48)
    writer.finish(Manifest("sqlite", "0007", "0.1.0", "2026-11-22T00:00:00+00:00", "fingerprint"))
    return file.getvalue()


WHOLE = whole()


def checked(path: Path) -> Manifest:
    with Backup(path) as backup:
        backup.check()
        return backup.manifest


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.backup"
    path.write_bytes(WHOLE)
    manifest = checked(path)
    assert manifest.has_key
    assert manifest.members["files/empty"].bytes == 0
    with Backup(path) as backup:
        assert b"".join(backup.blocks("database/x.copy")).decode().startswith("ปลูกป่าชายเลน")
    path.write_bytes(whole(with_key=False))
    assert not checked(path).has_key
    assert is_backup(path)


@given(length=st.integers(0, len(WHOLE) - 1))
def test_part_of_one_is_none(tmp_path_factory: pytest.TempPathFactory, length: int) -> None:
    path = tmp_path_factory.getbasetemp() / "part.backup"
    path.write_bytes(WHOLE[:length])
    with pytest.raises(NotABackup):
        checked(path)


@given(at=st.integers(0, len(WHOLE) - 1), other=st.integers(1, 255))
def test_a_changed_byte_never_changes_what_is_read(
    tmp_path_factory: pytest.TempPathFactory, at: int, other: int
) -> None:
    """Some bytes of a ZIP say nothing (dates); all that is read is as it was, or it is refused."""
    path = tmp_path_factory.getbasetemp() / "changed.backup"
    path.write_bytes(WHOLE[:at] + bytes([WHOLE[at] ^ other]) + WHOLE[at + 1 :])
    try:
        manifest = checked(path)
    except NotABackup:
        return
    with Backup(path) as backup:
        assert b"".join(backup.blocks(KEY)) == b"k" * 48
    assert manifest.revision == "0007"


def test_what_was_added_or_is_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "more.backup"
    path.write_bytes(WHOLE)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("files/more", b"more")
    with pytest.raises(NotABackup, match="not those it names"):
        checked(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", b"an archive of something else")
    with pytest.raises(NotABackup, match="not a backup of this planner"):
        checked(path)
    with pytest.raises(NotABackup, match="No such file"):
        checked(tmp_path / "nothing")
