"""What ./dev says to the person at the terminal."""

from __future__ import annotations

import socket
import subprocess
from pathlib import Path

import pytest

from tools.devtool import native, serve, setup
from tools.devtool.places import ROOT, Unready


def dev(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(ROOT / "dev"), *words], capture_output=True, text=True, cwd="/", check=False)


def test_help_names_every_command_and_works_from_any_folder() -> None:
    said = dev("help")
    assert said.returncode == 0
    for command in ("setup", "test", "check", "lock", "messages", "--demo", "--host", "--port"):
        assert command in said.stdout


def test_an_unknown_command_is_refused_with_the_list_of_known_ones() -> None:
    said = dev("sevre")
    assert said.returncode == 2
    assert said.stderr.startswith("./dev knows no 'sevre'")
    assert "./dev check" in said.stderr


def test_a_taken_port_is_said_in_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = dev("--port", str(port))
    assert said.returncode == 1
    assert said.stderr.splitlines() == [
        f"Port {port} is taken: is the planner running already? Try ./dev --port {port + 1}"
    ]


def test_an_address_that_is_not_ours_is_said_in_one_line() -> None:
    with pytest.raises(Unready, match=r"^Cannot listen on 192\.0\.2\.1 port 8000"):
        serve.free("192.0.2.1", 8000)


def test_the_demo_never_lands_in_real_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_DATABASE_URL", "postgresql://real.example.org/office")
    monkeypatch.setenv("PLANNER_DATA_DIR", "/srv/office")
    settings = serve.settings_for(8123, demo=True)
    assert "PLANNER_DATABASE_URL" not in settings
    assert settings["PLANNER_DATA_DIR"] == str(ROOT / "demo-data")
    assert settings["PLANNER_BASE_URL"] == "http://127.0.0.1:8123"


def test_caches_stay_inside_the_project(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = serve.settings_for(8000)
    for cache in ("XDG_CACHE_HOME", "PIP_CACHE_DIR", "UV_CACHE_DIR"):
        assert Path(settings[cache]).is_relative_to(ROOT)


def test_a_download_that_fails_is_told_by_its_last_error() -> None:
    said = (
        "Looking…\nERROR: Could not find a version\nERROR: No matching distribution found for flask==3\nbye\n"
    )
    assert setup.last_line(said) == "No matching distribution found for flask==3"
    assert setup.last_line("") == "no answer"


def test_missing_libraries_are_named_with_what_installs_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(native, "PDF_LIBRARIES", {"pango-9.9": "libpango-9.9.so.0", "m": "libm.so.6"})
    reason = native.without_pdf()
    assert reason is not None
    assert reason.startswith("libpango-9.9.so.0 not found. On Debian: sudo apt-get install")


def test_a_browser_that_was_named_but_is_not_there_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANNER_CHROMIUM", "/nowhere/chromium")
    assert native.without_browser() == "chromium not found. On Debian: sudo apt-get install chromium"
