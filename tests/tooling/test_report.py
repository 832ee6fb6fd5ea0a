"""The closing table of ./dev test says what passed, what was skipped and why, and what failed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.devtool import gate
from tools.devtool.report import Section, read, table

JUNIT = """<testsuites><testsuite>
<testcase classname="tests.events.test_rule" name="test_a"/>
<testcase classname="tests.events.test_rule" name="test_b"/>
<testcase classname="tests.web.test_page" name="test_c"><failure message="no"/></testcase>
<testcase classname="tests.web.test_page" name="test_d"><error message="no"/></testcase>
<testcase classname="tests.briefs.test_pdf" name="test_e"><skipped message="libpango not found"/></testcase>
</testsuite></testsuites>"""


def section_of(tmp_path: Path, junit: str, code: int) -> Section:
    report = tmp_path / "report.xml"
    report.write_text(junit)
    section = Section("sqlite")
    read(section, report, code)
    return section


def test_every_outcome_is_counted_and_every_skip_gives_its_reason(tmp_path: Path) -> None:
    section = section_of(tmp_path, JUNIT, 1)
    said = table([section, Section("postgres", absent="pg_virtualenv not found")])
    assert "sqlite: skipped 1: libpango not found" in said
    assert "sqlite: FAILED tests/web/test_page::test_c" in said
    assert "sqlite: FAILED tests/web/test_page::test_d" in said
    assert "postgres    skipped: pg_virtualenv not found" in said
    assert said.splitlines()[-1] == "2 passed, 2 failed, 2 skipped in 0.00s"
    assert section.is_broken


def test_what_is_required_and_missing_is_a_failure() -> None:
    required = Section("browser", absent="chromium not found", is_required=True)
    let_off = Section("browser", absent="chromium not found")
    assert required.is_broken
    assert not let_off.is_broken
    assert table([required]).splitlines()[-1].startswith("0 passed, 1 failed, 0 skipped")


def test_a_run_that_dies_without_a_report_is_a_failure(tmp_path: Path) -> None:
    section = Section("sqlite")
    read(section, tmp_path / "never-written.xml", -9)
    assert section.failed == ["pytest ended with -9 and left no report"]


@pytest.mark.parametrize(("code", "is_broken"), [(0, False), (5, False), (2, True), (3, True), (1, True)])
def test_an_end_that_the_counted_tests_do_not_explain_is_a_failure(
    tmp_path: Path, code: int, is_broken: bool
) -> None:
    passed = '<testsuites><testsuite><testcase classname="tests.a" name="test_a"/></testsuite></testsuites>'
    assert section_of(tmp_path, passed, code).is_broken is is_broken


def test_the_gate_repeats_on_postgresql_only_what_touches_a_database_and_a_long_run_repeats_all() -> None:
    quick = {run.name: run.expression for run in gate.runs(long=False)}
    thorough = {run.name: run.expression for run in gate.runs(long=True)}
    assert quick["postgres"] == "database and not browser and not pdf and not long"
    assert thorough["postgres"] == "not browser and not pdf"
    assert all("not long" in expression for expression in quick.values())
    assert not any("long" in expression for expression in thorough.values())


def test_an_unknown_requirement_is_refused_rather_than_forgotten(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PLANNER_REQUIRE", "pg,chrome")
    assert gate.test([], long=False) == 2
    assert "not chrome" in capsys.readouterr().out
