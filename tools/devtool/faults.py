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
from pathlib import Path

from tools.devtool.places import PYTHON, ROOT, Unready, environment
from tools.devtool.planted import FAULTS, Fault

FEWEST_CAUGHT = 9 / 10


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
        found = _first_failure(copy, fault.tests) or _first_failure(copy, ("tests",))
        # what fails now and then, on a busy machine or by chance, has noticed nothing
        is_certain = found is not None and _first_failure(copy, _all_cases(found)) is not None
    finally:
        file.write_text(sound)
    return found if found and is_certain and _first_failure(copy, _all_cases(found)) is None else None


def _all_cases(test: str) -> tuple[str]:
    """A test with all its parameters: their names are not always words that a shell would pass on."""
    return (test.partition("[")[0],)


def _first_failure(copy: Path, tests: Sequence[str]) -> str | None:
    there = [test for test in tests if (copy / test.partition("::")[0]).exists()]
    if not there:
        raise Unready(f"there are no tests in {', '.join(tests)}")
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
