"""Where there is no planner's database yet, or a setting names another place: said in words, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from planner.backups import making
from planner.backups.making import Instance
from tests.backups.conftest import Elsewhere


def say(app: Flask, *args: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=list(args))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def test_nothing_does_not_take_the_place_of_a_good_backup(
    instance: Instance, elsewhere: Elsewhere, tmp_path: Path
) -> None:
    file = tmp_path / "nightly"
    making.make(instance, file, with_key=False)
    good = file.read_bytes()
    code, output = say(elsewhere(), "backup", str(file))
    assert code == 1
    assert "the database is empty" in output
    assert file.read_bytes() == good
    assert [one.name for one in tmp_path.iterdir() if "backup-" in one.name or one.suffix == ".part"] == []


@pytest.mark.parametrize(
    "args",
    [
        ("users", "list"),
        ("users", "add", "a@example.org", "--name", "A", "--role", "administrator"),
        ("users", "deactivate", "a@example.org"),
        ("users", "reset", "a@example.org"),
        ("demo", "load"),
    ],
)
def test_who_forgot_to_make_the_database_is_told_how(args: tuple[str, ...], elsewhere: Elsewhere) -> None:
    code, output = say(elsewhere(), *args)
    assert code == 1
    assert output.splitlines()[-1] == "Error: There is no database yet. Run: flask --app wsgi db upgrade"
    assert len(output.splitlines()) == 1
