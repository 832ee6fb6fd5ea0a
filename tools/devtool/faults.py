"""`./dev faults`: plant faults in a copy of the code, one at a time, and see whether the tests notice.

A suite that stays green over any of these is a suite that looks green. Each fault names the tests that ought to
notice first; where they do not, all the others that need neither browser nor PostgreSQL are asked.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.devtool.places import PYTHON, ROOT, Unready, environment

FEWEST_CAUGHT = 9 / 10


@dataclass(frozen=True)
class Fault:
    """What goes wrong where, and the tests that ought to notice first."""

    name: str
    file: str
    was: str
    becomes: str
    tests: tuple[str, ...]


FAULTS = (
    Fault(
        "anyone may plan in any team",
        "planner/accounts/permissions.py",
        "    return user.role_in(thing.team_id) in {Role.PLANNER, Role.APPROVER}\n",
        "    return True\n",
        ("tests/architecture", "tests/web/campaigns"),
    ),
    Fault(
        "what people wrote is not escaped",
        "planner/web/context.py",
        "escape(typed(line)) for line",
        "Markup(typed(line)) for line",
        ("tests/hardening", "tests/web"),
    ),
    Fault(
        "an acknowledged write need not have reached the disk",
        "planner/db.py",
        "PRAGMA synchronous = FULL",
        "PRAGMA synchronous = NORMAL",
        ("tests/journeys", "tests/hardening"),
    ),
    Fault(
        "the second of two editors wins without a word",
        "planner/errors.py",
        "if seen is not None and seen != current:",
        "if seen is not None and seen > current:",
        ("tests/campaigns", "tests/web/campaigns"),
    ),
    Fault(
        "any seal is good",
        "planner/tokens/secrets.py",
        'return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))',
        "return len(one) == len(other)",
        ("tests/feeds", "tests/poll", "tests/tokens"),
    ),
    Fault(
        "a brief loads whatever a page names",
        "planner/briefs/pdf.py",
        "            if scheme != SCHEME or name not in assets:\n"
        '                raise ValueError("A brief loads packaged fonts and nothing else.")\n',
        "            if scheme != SCHEME or name not in assets:\n                return super().fetch(url, headers)\n",
        ("tests/briefs",),
    ),
    Fault(
        "signing out leaves the session open",
        "planner/accounts/sessions.py",
        "        .where(UserSession.token_digest == secrets.digest(token), UserSession.ended_at.is_(None))\n"
        "        .values(ended_at=clock.now())",
        "        .where(UserSession.token_digest == secrets.digest(token), UserSession.ended_at.is_(None))\n"
        "        .values(ended_at=None)",
        ("tests/web/accounts",),
    ),
    Fault(
        "a transaction that will write begins as one that reads",
        "planner/db.py",
        'connection.exec_driver_sql("BEGIN IMMEDIATE")\n    else:',
        'connection.exec_driver_sql("BEGIN")\n    else:',
        ("tests/hardening",),
    ),
    Fault(
        "outsiders are shown what is under embargo",
        "planner/events/visibility.py",
        "        or_(Event.embargo_until.is_(None), Event.embargo_until <= at),\n",
        "",
        ("tests/feeds", "tests/events"),
    ),
    Fault(
        "a change that feeds print does not raise SEQUENCE",
        "planner/events/printing.py",
        "record.sequence = (record.sequence or 0) + 1",
        "record.sequence = record.sequence or 0",
        ("tests/events",),
    ),
    Fault(
        "a plan sent by its own approver is approved by them",
        "planner/plans/actions.py",
        "    is_own = pending.submitted_by_id == actor.id\n",
        "    is_own = False\n",
        ("tests/plans",),
    ),
    Fault(
        "a spreadsheet calculates what a stranger wrote",
        "planner/lists/columns.py",
        '    return f"\'{cell}" if _CALCULATES.match(cell) else cell\n',
        "    return cell\n",
        ("tests/imports",),
    ),
)


def faults(words: Sequence[str]) -> int:
    """Plant each fault (or those whose names hold one of the words); 1 when fewer than nine in ten were noticed."""
    chosen = [one for one in FAULTS if not words or any(word in one.name for word in words)]
    caught = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "planted"
        _copied(copy)
        for one in chosen:
            began = time.monotonic()
            noticed = _noticed(copy, one)
            caught += noticed is not None
            verdict = f"noticed by {noticed}" if noticed else "NOT NOTICED"
            print(f"{time.monotonic() - began:6.0f} s  {one.name}: {verdict}", flush=True)
    print(f"{caught} of {len(chosen)} noticed")
    return 0 if chosen and caught >= FEWEST_CAUGHT * len(chosen) else 1


def _copied(copy: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in filter(None, listed.decode().split("\0")):
        if (ROOT / name).exists():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    for machine_code in (ROOT / "planner/translations").rglob("*.mo"):
        shutil.copy2(machine_code, copy / machine_code.relative_to(ROOT))
    (copy / ".venv").symlink_to(ROOT / ".venv")


def _noticed(copy: Path, fault: Fault) -> str | None:
    """The first test that failed with the fault in place, or None."""
    file = copy / fault.file
    sound = file.read_text()
    if sound.count(fault.was) != 1:
        raise Unready(f"{fault.file} no longer holds, once, what the fault “{fault.name}” changes")
    file.write_text(sound.replace(fault.was, fault.becomes))
    try:
        return _first_failure(copy, fault.tests) or _first_failure(copy, ("tests",))
    finally:
        file.write_text(sound)


def _first_failure(copy: Path, tests: Sequence[str]) -> str | None:
    there = [test for test in tests if (copy / test).exists()]
    done = subprocess.run(
        [str(PYTHON), "-m", "pytest", "-q", "-x", "-n", "2", "-m", "not browser and not long", *there],
        cwd=copy,
        env=environment(PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        text=True,
        check=False,
    )
    failed = [
        line.split(" - ")[0] for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))
    ]
    if done.returncode not in {0, 1, 2}:
        raise Unready(f"pytest could not run:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return failed[0].partition(" ")[2] if failed else None
