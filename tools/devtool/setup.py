"""The virtual environment, made from the hash-locked requirements and made anew only when they change."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.devtool import native
from tools.devtool.places import (
    CACHE,
    DEV_LOCK,
    PYTHON,
    ROOT,
    RUNTIME_LOCK,
    TRANSLATIONS,
    VENV,
    Unready,
    environment,
    tool,
)

STAMP = VENV / "made-from.json"
INSTALL_LOG = CACHE / "install.log"
HOOK = """#!/bin/sh
# Put here by ./dev setup; the checkers that ./dev check runs. Delete the file to be rid of it.
exec ./dev check
"""


def prepare(*, dev: bool, insist_on_pdf: bool = False) -> None:
    """Everything short of the database: packages, native libraries, compiled words.

    `dev` adds what checks and tests need; `insist_on_pdf` asks apt again although it failed before.

    Raises:
        Unready: something is missing that we cannot bring.
    """
    with _alone():
        stamp = _stamp()
        if stamp.get("base") != _base():
            stamp = _make_venv()
        if dev and stamp.get("dev") != _digest(DEV_LOCK):
            _install(DEV_LOCK, "what checks and tests need")
            stamp["dev"] = _digest(DEV_LOCK)
            _write(stamp)
        _libraries(stamp, insist=insist_on_pdf)
        compile_words()


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Two starts at once must not build the same environment."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "setup.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _interpreter() -> str:
    """The Python behind us, also when we were called from inside the environment we look after."""
    return os.path.realpath(sys.executable)


def _base() -> str:
    """What the environment depends on: the Python, where the project stands, the locked packages."""
    return " ".join([platform.python_version(), _interpreter(), str(ROOT), _digest(RUNTIME_LOCK)])


def _stamp() -> dict[str, str]:
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return stamp if PYTHON.exists() else {}


def _write(stamp: dict[str, str]) -> None:
    STAMP.write_text(json.dumps(stamp, indent=2) + "\n")


def _make_venv() -> dict[str, str]:
    """A fresh environment. The stamp is written last, so a broken attempt is made anew."""
    shutil.rmtree(VENV, ignore_errors=True)
    # without-pip: Debian's python3 cannot give it one; the system's pip installs into it from outside.
    made = subprocess.run(
        [_interpreter(), "-m", "venv", "--without-pip", str(VENV)],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise Unready(f"Could not make the virtual environment: {last_line(made.stderr)}")
    _install(RUNTIME_LOCK, "what the planner runs on")
    stamp = {"base": _base()}
    _write(stamp)
    return stamp


def _install(lock: Path, what: str) -> None:
    print(f"Installing {what}, from {lock.name} (a minute or so, once)", flush=True)
    pip = [_interpreter(), "-m", "pip"]
    if subprocess.run([*pip, "--version"], capture_output=True, check=False).returncode:
        raise Unready("pip is missing. On Debian: sudo apt-get install python3-pip")
    arguments = [
        "install",
        "--require-hashes",
        "--only-binary",
        ":all:",
        "--progress-bar",
        "off",
        "-r",
        str(lock),
    ]
    with INSTALL_LOG.open("w+") as log:
        code = subprocess.run(
            [*pip, "--python", str(PYTHON), *arguments],
            env=environment(PIP_ROOT_USER_ACTION="ignore"),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            check=False,
        ).returncode
        log.seek(0)
        said = log.read()
    if code:
        raise Unready(
            f"Could not install {what}: {last_line(said)}."
            f" Is the network there? The whole story: {INSTALL_LOG.relative_to(ROOT)}"
        )


def last_line(said: str) -> str:
    """The line that says what went wrong: the last error, else the last line."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    errors = [line.removeprefix("ERROR: ") for line in lines if line.startswith("ERROR: ")]
    return (errors or lines or ["no answer"])[-1]


def _libraries(stamp: dict[str, str], *, insist: bool) -> None:
    """Pango, asked of apt once: an hour without a network must not slow every start."""
    reason = native.without_pdf()
    if reason and (insist or "asked_apt" not in stamp):
        reason = native.install_pdf_libraries()
        stamp["asked_apt"] = "yes"
        _write(stamp)
    if reason:
        print(f"PDF briefs are off: {reason}")


def compile_words() -> None:
    """Compile the catalogues that are newer than their compiled form."""
    for source in TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        language = source.parent.parent.name
        subprocess.run(
            [tool("pybabel"), "-q", "compile", "-d", str(TRANSLATIONS), "-l", language], cwd=ROOT, check=True
        )


def install_hook() -> None:
    """Let git run the checkers before each commit, unless it already runs something."""
    if not shutil.which("git"):
        return
    found = subprocess.run(
        ["git", "rev-parse", "--git-path", "hooks"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if found.returncode:
        return
    hook = ROOT / found.stdout.strip() / "pre-commit"
    if not hook.exists():
        hook.parent.mkdir(parents=True, exist_ok=True)
        hook.write_text(HOOK)
        hook.chmod(0o755)
        print("git now runs ./dev check before each commit")
