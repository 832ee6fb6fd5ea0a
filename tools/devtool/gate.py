"""`./dev test`: every test, on both databases, with PDFs and a real browser where the machine has them."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass

from tools.devtool import native
from tools.devtool.places import CACHE, PYTHON, ROOT, environment
from tools.devtool.report import Section, read, table

REPORTS = CACHE / "reports"

# Inside pg_virtualenv: its variables become the one address the tests look for. How pytest ended is left in a
# file, because pg_virtualenv answers a failure with a page of the server's log.
ON_POSTGRES = """
PLANNER_TEST_PG_URL="postgresql+psycopg://$PGUSER:$PGPASSWORD@$PGHOST:$PGPORT/postgres"
export PLANNER_TEST_PG_URL
"$@"
echo $? > "$PYTEST_ENDED_WITH"
"""


@dataclass(frozen=True)
class Run:
    """Which tests a section runs, what they need, and how they share the processors."""

    name: str
    expression: str
    need: str | None = None
    spread: tuple[str, ...] = ("-n", "2")


def runs(*, long: bool) -> list[Run]:
    """The sections in order: the cheapest to fail first."""
    plain = "not browser and not pdf"
    quick = "" if long else " and not long"
    # Long runs take both databases whole; the gate repeats only what touches one.
    twice = plain if long else f"database and {plain}"
    return [
        Run("sqlite", plain + quick),
        Run("postgres", twice + quick, need="pg"),
        Run("pdf", f"pdf and not browser{quick}", need="pdf"),
        # a file to a worker: pages of one journey share a browser
        Run("browser", f"browser{quick}", need="browser", spread=("-n", "2", "--dist", "loadfile")),
    ]


ABSENT = {"pg": native.without_postgres, "pdf": native.without_pdf, "browser": native.without_browser}


def required() -> set[str]:
    """What PLANNER_REQUIRE does not let us skip: any of pg, browser, pdf."""
    return {need.strip() for need in os.environ.get("PLANNER_REQUIRE", "").split(",") if need.strip()}


def test(arguments: Sequence[str], *, long: bool) -> int:
    """Run the sections, print the closing table; 0 when nothing failed and nothing required was missing."""
    unknown = required() - set(ABSENT)
    if unknown:
        print(f"PLANNER_REQUIRE knows pg, browser and pdf, not {', '.join(sorted(unknown))}")
        return 2
    wanted, rest = _marker(arguments)
    sections = [_section(run, wanted, rest, long=long) for run in runs(long=long)]
    print(table(sections), flush=True)
    return 1 if any(section.is_broken for section in sections) else 0


def _marker(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """Take the caller's own -m out of pytest's arguments: pytest heeds only the last one given."""
    rest, wanted = list(arguments), None
    while "-m" in rest:
        at = rest.index("-m")
        wanted = " ".join(rest[at + 1 : at + 2]) or None
        del rest[at : at + 2]
    return wanted, rest


def _section(run: Run, wanted: str | None, rest: Sequence[str], *, long: bool) -> Section:
    section = Section(run.name, is_required=run.need in required())
    section.absent = ABSENT[run.need]() if run.need else None
    if section.absent is not None:
        return section
    print(f"\n── {run.name} ──", flush=True)
    REPORTS.mkdir(parents=True, exist_ok=True)
    junit = REPORTS / f"{run.name}.xml"
    junit.unlink(missing_ok=True)
    expression = f"({run.expression}) and ({wanted})" if wanted else run.expression
    command = [
        str(PYTHON),
        "-m",
        "pytest",
        "-q",
        *run.spread,
        "-m",
        expression,
        f"--junit-xml={junit}",
        *rest,
    ]
    started = time.monotonic()
    code = _run(command, run, long=long)
    section.seconds = time.monotonic() - started
    read(section, junit, code)
    return section


def _run(command: list[str], run: Run, *, long: bool) -> int:
    """Run pytest, on a PostgreSQL of its own if that is what the section needs and none was named."""
    throw_away = run.need == "pg" and not os.environ.get("PLANNER_TEST_PG_URL")
    ended = REPORTS / f"{run.name}.code"
    ended.unlink(missing_ok=True)
    settings = _environment(run, long=long)
    if throw_away:
        settings["PYTEST_ENDED_WITH"] = str(ended)
        # -t: in a folder of its own; in Debian's, one that was killed would stand in the way of all that follow
        server = [str(native.pg_virtualenv()), "-t", "-o", "fsync=off", "-o", "synchronous_commit=off"]
        command = [*server, "sh", "-c", ON_POSTGRES, "sh", *command]
    code = subprocess.run(command, cwd=ROOT, env=settings, stdin=subprocess.DEVNULL, check=False).returncode
    return int(ended.read_text()) if throw_away and ended.exists() else code


def _environment(run: Run, *, long: bool) -> dict[str, str]:
    # LC_ALL: in a bare C locale PostgreSQL would be made without UTF-8, and Thai search would find nothing.
    settings = environment(LC_ALL="C.UTF-8", PLANNER_TEST_LONG="1" if long else "")
    if run.need != "pg":
        settings.pop("PLANNER_TEST_PG_URL", None)
    return settings
