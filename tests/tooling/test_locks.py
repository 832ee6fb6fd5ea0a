"""The lock files belong to the requirements beside them, and nothing installs without its hash."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.devtool import locks

PIN = "flask==3.1.3 \\\n    --hash=sha256:aa\n"


@pytest.fixture
def lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """A pair of requirements and a pair of locks that belong to them; the locks' paths."""
    made = []
    for name, wanted in (("requirements", "flask\n"), ("requirements-dev", "-r requirements.in\nflask\n")):
        source, lock = tmp_path / f"{name}.in", tmp_path / f"{name}.lock"
        source.write_text(wanted)
        lock.write_text(locks.heading(source) + PIN)
        made.append(lock)
    runtime, dev = made
    monkeypatch.setattr(locks, "RUNTIME_LOCK", runtime)
    monkeypatch.setattr(locks, "DEV_LOCK", dev)
    monkeypatch.setattr(locks, "SOURCES", {lock: lock.with_suffix(".in") for lock in made})
    return runtime, dev


def test_the_lock_files_here_are_in_step() -> None:
    assert list(locks.complaints()) == []


def test_a_requirement_added_without_locking_is_noticed(lists: tuple[Path, Path]) -> None:
    runtime, _ = lists
    assert list(locks.complaints()) == []
    runtime.with_suffix(".in").write_text("flask\nbabel\n")
    assert list(locks.complaints()) == [
        "requirements.lock was made from another requirements.in: run ./dev lock"
    ]


def test_a_comment_may_be_mended_without_locking_anew(lists: tuple[Path, Path]) -> None:
    runtime, _ = lists
    runtime.with_suffix(".in").write_text("# why\nflask  # the web\n\n")
    assert list(locks.complaints()) == []


def test_a_pin_without_a_hash_a_host_and_two_minds_about_a_version_are_noticed(
    lists: tuple[Path, Path],
) -> None:
    runtime, dev = lists
    runtime.write_text(runtime.read_text() + "babel==2.18.0\n")
    dev.write_text(dev.read_text() + "# from https://packages.example.org\n" + PIN.replace("flask", "babel"))
    assert list(locks.complaints()) == [
        "requirements.lock: babel==2.18.0 has no hash",
        "requirements-dev.lock names a host",
        "requirements-dev.lock has another babel than requirements.lock (2.18.0)",
    ]
