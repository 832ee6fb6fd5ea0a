"""Where finished briefs are kept, and for how long."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

from planner.briefs import shelf as briefs_shelf
from planner.briefs.shelf import AGE_S, Shelf

PDF = b"%PDF-1.7 something %%EOF"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf")


def test_what_is_kept_is_given_back_as_it_was(shelf: Shelf) -> None:
    mark = shelf.mark("page")
    assert shelf.get(mark) is None
    shelf.keep(mark, PDF)
    assert shelf.get(mark) == PDF


def test_another_style_is_another_brief(tmp_path: Path) -> None:
    style = tmp_path / "brief.css"
    style.write_text("p { color: black }")
    before = Shelf(tmp_path / "shelf", style).mark("page")
    style.write_text("p { color: navy }")
    assert Shelf(tmp_path / "shelf", style).mark("page") != before


def test_nobody_else_on_the_machine_may_read_them(shelf: Shelf, tmp_path: Path) -> None:
    shelf.keep(shelf.mark("page"), PDF)
    for path in (tmp_path / "shelf", *(tmp_path / "shelf").iterdir()):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def test_the_ones_asked_for_last_stay_when_there_are_too_many(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(briefs_shelf, "FEW", 3)
    for number in range(4):
        shelf.keep(f"{number:064}", PDF)
        os.utime(tmp_path / f"shelf/{number:064}.pdf", (0, time.time() - 100 + number))
    assert shelf.get(f"{1:064}") == PDF
    shelf.keep(f"{9:064}", PDF)
    kept = {int(file.stem) for file in (tmp_path / "shelf").iterdir()}
    assert kept == {1, 3, 9}


def test_room_is_bounded(shelf: Shelf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(briefs_shelf, "ROOM", 3 * len(PDF))
    for number in range(8):
        shelf.keep(f"{number:064}", PDF)
    assert len(list((tmp_path / "shelf").iterdir())) <= 3


def test_what_nobody_fetched_for_a_week_is_thrown_away_and_so_is_what_a_killed_process_left(
    shelf: Shelf, tmp_path: Path
) -> None:
    shelf.keep(f"{1:064}", PDF)
    (tmp_path / "shelf/new-half").write_bytes(b"%PDF")
    for file in (tmp_path / "shelf").iterdir():
        os.utime(file, (0, time.time() - AGE_S - 10))
    shelf.keep(f"{2:064}", PDF)
    assert [file.stem for file in (tmp_path / "shelf").iterdir()] == [f"{2:064}"]


def test_all_can_be_thrown_away_at_once(shelf: Shelf, tmp_path: Path) -> None:
    shelf.keep(shelf.mark("page"), PDF)
    shelf.clear()
    assert shelf.get(shelf.mark("page")) is None
