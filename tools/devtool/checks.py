"""`./dev check`: every checker, one line each, all of them even when one complains."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tools import check_templates, vendor
from tools.devtool import locks
from tools.devtool.places import PYTHON, ROOT, environment, tool

Verdict = tuple[bool, str]


@dataclass(frozen=True)
class Checker:
    """What is asked, and who answers: a command, or a function of complaints."""

    name: str
    ask: Callable[[], Verdict]


def command(*words: str) -> Callable[[], Verdict]:
    """A checker that is a program: content when it ends with 0."""

    def ask() -> Verdict:
        done = subprocess.run(
            words,
            cwd=ROOT,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode == 0, done.stdout.strip()

    return ask


def ours(complaints: Callable[[], Iterable[str]]) -> Callable[[], Verdict]:
    """A checker of our own: content when it has nothing to say."""

    def ask() -> Verdict:
        found = list(complaints())
        return not found, "\n".join(found)

    return ask


def checkers() -> list[Checker]:
    """All of them, the slow one first so that the others run beside it."""
    python, ruff = str(PYTHON), tool("ruff")
    concise = ("--output-format", "concise", ".")
    return [
        Checker("types", command(python, "-m", "mypy")),
        Checker("formatting", command(ruff, "format", "--check", *concise)),
        Checker("lint", command(ruff, "check", *concise)),
        Checker("imports", command(tool("lint-imports"), "--no-logo")),
        Checker("templates", command(python, "-m", "djlint", "templates", "--lint", "--quiet")),
        Checker("template rules", ours(check_templates.complaints)),
        Checker("lock files", ours(locks.complaints)),
        Checker("vendored files", ours(vendor.complaints)),
    ]


def check() -> int:
    """Run them two at a time, print a line for each; 1 when any complained."""

    def answer(checker: Checker) -> tuple[Checker, Verdict, float]:
        started = time.monotonic()
        verdict = checker.ask()
        return checker, verdict, time.monotonic() - started

    complained = False
    with ThreadPoolExecutor(max_workers=2) as pool:
        for checker, (is_content, said), seconds in pool.map(answer, checkers()):
            complained = complained or not is_content
            print(f"{'ok  ' if is_content else 'FAIL'}  {checker.name:<16}{seconds:6.1f} s")
            if not is_content:
                print("\n".join(f"      {line}" for line in said.splitlines()))
            sys.stdout.flush()
    return 1 if complained else 0
