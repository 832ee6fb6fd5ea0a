"""C8: an unsafe setting stops the start with one line that names it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import config
from tools.devtool.places import PYTHON, ROOT, environment

GOOD_KEY = "k9J2-vQ7_xWz4LmN8pRtB6yHc1Fd0GsA"
PRODUCTION = {"PLANNER_BASE_URL": "https://planner.example.org", "PLANNER_SECRET_KEY": GOOD_KEY}

UNSAFE: dict[str, tuple[str, dict[str, str]]] = {
    "no key in production": ("PLANNER_SECRET_KEY", {"PLANNER_BASE_URL": "https://planner.example.org"}),
    "a short key": ("PLANNER_SECRET_KEY", {**PRODUCTION, "PLANNER_SECRET_KEY": "short"}),
    "a dull key": ("PLANNER_SECRET_KEY", {**PRODUCTION, "PLANNER_SECRET_KEY": "a" * 64}),
    "a key from a book": ("PLANNER_SECRET_KEY", {**PRODUCTION, "PLANNER_SECRET_KEY": "changeme" * 8}),
    "a short earlier key": (
        "PLANNER_SECRET_KEY_FALLBACKS",
        {**PRODUCTION, "PLANNER_SECRET_KEY_FALLBACKS": "x"},
    ),
    "debugging in production": ("FLASK_DEBUG", {**PRODUCTION, "FLASK_DEBUG": "1"}),
    "no encryption in production": (
        "PLANNER_BASE_URL",
        {**PRODUCTION, "PLANNER_BASE_URL": "http://planner.example.org"},
    ),
    "no address": ("PLANNER_BASE_URL", {**PRODUCTION, "PLANNER_BASE_URL": "planner"}),
    "an address with a path": ("PLANNER_BASE_URL", {**PRODUCTION, "PLANNER_BASE_URL": "https://a.example/x"}),
    "an address that is none": ("PLANNER_BASE_URL", {**PRODUCTION, "PLANNER_BASE_URL": "https://[::1"}),
    "an address with somebody in it": (
        "PLANNER_BASE_URL",
        {**PRODUCTION, "PLANNER_BASE_URL": "https://a:b@planner.example.org"},
    ),
    "an unknown database": ("PLANNER_DATABASE_URL", {"PLANNER_DATABASE_URL": "mysql://root@localhost/x"}),
    "no database at all": ("PLANNER_DATABASE_URL", {"PLANNER_DATABASE_URL": "planner.sqlite3"}),
    "any host in production": ("PLANNER_TRUSTED_HOSTS", {**PRODUCTION, "PLANNER_TRUSTED_HOSTS": "*"}),
    "proxies in words": ("PLANNER_PROXIES", {**PRODUCTION, "PLANNER_PROXIES": "two"}),
    "fewer proxies than none": ("PLANNER_PROXIES", {**PRODUCTION, "PLANNER_PROXIES": "-1"}),
    "a log in a form there is not": ("PLANNER_LOG", {"PLANNER_LOG": "xml"}),
    "a short token for the figures": ("PLANNER_METRICS_TOKEN", {"PLANNER_METRICS_TOKEN": "secret"}),
    "a dull token for the figures": ("PLANNER_METRICS_TOKEN", {"PLANNER_METRICS_TOKEN": "a" * 40}),
    "a folder that is a file": ("PLANNER_DATA_DIR", {"PLANNER_DATA_DIR": "/dev/null"}),
    "a folder in a file": ("PLANNER_DATA_DIR", {"PLANNER_DATA_DIR": "/dev/null/data"}),
}


@pytest.mark.parametrize("name", UNSAFE)
def test_an_unsafe_setting_is_named(name: str, tmp_path: Path) -> None:
    setting, given = UNSAFE[name]
    with pytest.raises(SystemExit) as stopped:
        config.settings({"PLANNER_DATA_DIR": str(tmp_path), **given})
    said = str(stopped.value)
    assert said.startswith(f"{setting}: ")
    assert "\n" not in said
    key = given.get("PLANNER_SECRET_KEY")
    assert key is None or key not in said


@pytest.mark.parametrize(
    "name",
    [
        "no key in production",
        *(pytest.param(name, marks=pytest.mark.long) for name in UNSAFE if name[0] != "n"),
    ],
)
def test_the_start_ends_with_that_one_line(name: str, tmp_path: Path) -> None:
    setting, given = UNSAFE[name]
    settings = environment(PLANNER_DATA_DIR=str(tmp_path))
    for key in [
        key for key in settings if key.startswith(("PLANNER_", "FLASK_")) and key != "PLANNER_DATA_DIR"
    ]:
        del settings[key]
    ended = subprocess.run(
        [str(PYTHON), "-m", "flask", "--app", "wsgi", "users", "list"],
        cwd=ROOT,
        env=settings | given,
        check=False,
        capture_output=True,
        text=True,
    )
    assert ended.returncode != 0
    assert ended.stdout == ""
    (line,) = ended.stderr.strip().splitlines()
    assert line.startswith(f"{setting}: ")


def test_a_folder_that_cannot_be_written_to_stops_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # root may write everywhere, so what the system says is said for it
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(SystemExit, match="PLANNER_DATA_DIR"):
        config.settings({"PLANNER_DATA_DIR": str(tmp_path)})


def test_a_start_on_this_machine_makes_its_own_key_for_nobody_else_to_read(tmp_path: Path) -> None:
    first = config.settings({"PLANNER_DATA_DIR": str(tmp_path / "data")})
    again = config.settings({"PLANNER_DATA_DIR": str(tmp_path / "data")})
    key = tmp_path / "data" / "secret-key"
    assert first["SECRET_KEY"] == again["SECRET_KEY"] == key.read_text()
    assert key.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0
    assert len(first["SECRET_KEY"]) >= 32


def test_two_starts_at_once_agree_on_the_key(tmp_path: Path) -> None:
    """The one that comes second takes what the first one made."""
    settings = environment(PLANNER_DATA_DIR=str(tmp_path), PLANNER_BASE_URL="http://127.0.0.1:1")
    settings.pop("PLANNER_SECRET_KEY", None)
    say = "import config; print(config.settings()['SECRET_KEY'])"
    starts = [
        subprocess.Popen(
            [str(PYTHON), "-c", say], cwd=ROOT, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(4)
    ]
    said = [start.communicate()[0] for start in starts]
    assert [start.returncode for start in starts] == [0] * 4
    assert len(set(said)) == 1


def test_only_a_restore_begins_without_a_key_and_makes_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It brings the key; whatever serves people must have one."""
    given = {"PLANNER_DATA_DIR": str(tmp_path), "PLANNER_BASE_URL": "https://planner.example.org"}
    for program in ("/opt/samphan/.venv/bin/flask", "/usr/lib/python3/flask/__main__.py"):
        monkeypatch.setattr("sys.argv", [program, "--app", "wsgi", "restore", "monday.backup"])
        assert len(config.settings(given)["SECRET_KEY"]) >= 32
        assert not config.settings(given)["KEY_IS_SET"]
    assert list(tmp_path.iterdir()) == []
    for arguments in (["/opt/samphan/.venv/bin/flask", "--app", "wsgi", "run"], ["granian", "restore"]):
        monkeypatch.setattr("sys.argv", arguments)
        with pytest.raises(SystemExit, match="PLANNER_SECRET_KEY"):
            config.settings(given)


def test_a_safe_production_starts(tmp_path: Path) -> None:
    made = config.settings({"PLANNER_DATA_DIR": str(tmp_path), **PRODUCTION})
    assert made["TRUSTED_HOSTS"] == ["planner.example.org"]
    assert not made["GALLERY"]
    assert not made["IS_DEMO"]


def test_nothing_of_the_example_works_where_others_can_reach_it(tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("บริษัท\nCompany\n")
    given = {"PLANNER_DATA_DIR": str(tmp_path), "PLANNER_GALLERY": "1", **PRODUCTION}
    made = config.settings(given)
    assert not made["IS_DEMO"]
    assert not made["GALLERY"]
