"""What the page on running the planner says is so: its settings, commands, units and files."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest
from flask import Flask
from granian.cli import cli as granian

from config import ROOT
from planner.metrics import Metrics
from planner.web.imports.views import LARGEST_BODY

PAGE = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
EXAMPLES = ROOT / "docs" / "examples"
UNITS = sorted(EXAMPLES.glob("*.service"))
SETTING = re.compile(r"PLANNER_[A-Z_]+[A-Z]")
MEGABYTE = 1024 * 1024


def read_settings() -> set[str]:
    """Those that `config.py` reads, which is the only place that reads any."""
    return set(SETTING.findall((ROOT / "config.py").read_text(encoding="utf-8")))


def test_every_setting_is_in_the_table_and_none_that_there_is_not() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| `PLANNER_")]
    told = {name for row in rows for name in SETTING.findall(row.split("|")[1])}
    assert told == read_settings()
    assert all(len(row.split("|")) == 5 and row.split("|")[3].strip() for row in rows)


def test_nothing_else_of_the_planner_reads_the_environment() -> None:
    reading = {
        str(file.relative_to(ROOT))
        for file in (ROOT / "planner").rglob("*.py")
        if re.search(r"os\.environ|getenv", file.read_text(encoding="utf-8"))
    }
    assert reading == set()


@pytest.mark.parametrize("file", sorted(EXAMPLES.iterdir()), ids=lambda file: file.name)
def test_examples_name_only_settings_that_there_are(file: Path) -> None:
    assert set(SETTING.findall(file.read_text(encoding="utf-8"))) <= read_settings()


def commands(text: str) -> list[str]:
    """What is said after `flask --app wsgi`, in a page or a unit."""
    return [found.strip() for found in re.findall(r"flask --app wsgi ([^'\n]+)", text)]


def expect_command(app: Flask, said: str) -> None:
    """Its first words are a command of the planner's, and its options are that command's."""
    group: click.Group = app.cli
    # after two blanks comes what it does; "list | deactivate EMAIL" are several of one group
    for alternative in said.partition("  ")[0].split("|"):
        words = shlex.split(alternative)
        command: click.Command = group
        while isinstance(command, click.Group):
            group = command
            nested = group.get_command(click.Context(group), words.pop(0))
            assert nested is not None, said
            command = nested
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in words if word.startswith("--")} <= known, said


def test_the_page_and_the_units_name_only_commands_that_there_are(session_app: Flask) -> None:
    said = commands(PAGE) + [one for unit in UNITS for one in commands(unit.read_text(encoding="utf-8"))]
    assert len(said) > 10
    for one in said:
        expect_command(session_app, one)
    names = {one.split()[0] for one in commands(PAGE)}
    assert {"backup", "restore", "doctor", "worker", "users", "db", "demo"} <= names


def test_units_start_programs_that_are_installed_with_options_that_they_have() -> None:
    programs = [
        line.partition("=")[2]
        for unit in UNITS
        for line in unit.read_text(encoding="utf-8").splitlines()
        if line.startswith("Exec")
    ]
    assert len(programs) >= 4
    for line in programs:
        found = re.search(r"/opt/samphan/(\.venv/bin/(?:flask|granian)) (.*)", line)
        assert found is not None, line
        assert (ROOT / found[1]).exists()
        if found[1].endswith("granian"):
            known = {option for one in granian.params for option in (*one.opts, *one.secondary_opts)}
            assert {word for word in found[2].split() if word.startswith("--")} <= known
            assert found[2].endswith(" wsgi:application")


def test_the_server_is_asked_to_end_in_peace_and_told_to_itself_alone() -> None:
    unit = (EXAMPLES / "samphan.service").read_text(encoding="utf-8")
    assert "KillMode=mixed" in unit
    seconds = re.search(r"TimeoutStopSec=(\d+)", unit)
    assert seconds is not None
    assert int(seconds[1]) > 30, "a brief may take half a minute"


def test_nginx_takes_what_the_planner_takes_and_writes_no_secret_down() -> None:
    text = (EXAMPLES / "nginx.conf").read_text(encoding="utf-8")
    most = re.search(r"client_max_body_size (\d+)m;", text)
    assert most is not None
    assert int(most[1]) * MEGABYTE >= LARGEST_BODY
    assert text.count("{") - text.count("${") == text.count("}") - text.count("${")
    for header in ("Host", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Request-ID"):
        assert f"proxy_set_header {header} " in text
    written = text[text.index("log_format") : text.index("limit_req_zone")]
    assert "samphan_path" in written
    for telling in ("$request ", "$request_uri", "$http_referer", "$args"):
        assert telling not in written
    assert "proxy_cache off;" in text


def test_the_figures_it_tells_of_are_those_that_there_are(session_app: Flask) -> None:
    metrics: Metrics = session_app.extensions["metrics"]
    there = {
        line.split()[2].removesuffix("_total")
        for line in metrics.read().decode().splitlines()
        if line.startswith("# TYPE")
    }
    told = {name.removesuffix("_total") for name in re.findall(r"`(samphan_[a-z_]+)`", PAGE)}
    assert told == {name for name in there if not name.endswith("_created")}
