"""What must be on the machine itself: Pango for PDFs, PostgreSQL and Chromium for some of the tests.

Asked without importing anything that needs them. A missing one is named with what installs it.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

# What WeasyPrint opens. harfbuzz-subset is missed only with a warning there, and warnings are errors here.
PDF_LIBRARIES = {
    "gobject-2.0": "libgobject-2.0.so.0",
    "pango-1.0": "libpango-1.0.so.0",
    "pangoft2-1.0": "libpangoft2-1.0.so.0",
    "harfbuzz": "libharfbuzz.so.0",
    "harfbuzz-subset": "libharfbuzz-subset.so.0",
    "fontconfig": "libfontconfig.so.1",
}
PDF_PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
PDF_CURE = f"sudo apt-get install --no-install-recommends {' '.join(PDF_PACKAGES)}"

BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


def without_pdf() -> str | None:
    """Why PDFs cannot be made here, or None when they can."""
    missing = [file for name, file in PDF_LIBRARIES.items() if not _opens(name, file)]
    return f"{', '.join(missing)} not found. On Debian: {PDF_CURE}" if missing else None


def _opens(name: str, file: str) -> bool:
    if not sys.platform.startswith("linux"):
        return ctypes.util.find_library(name) is not None
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def install_pdf_libraries() -> str | None:
    """Let apt install Pango where we may; the reason why not, or None once PDFs can be made."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return without_pdf()
    print(f"Installing what PDF briefs need: {' '.join(PDF_PACKAGES)}", flush=True)
    apt = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update"], ["install", "-y", "--no-install-recommends", *PDF_PACKAGES]):
        done = subprocess.run(
            ["apt-get", "-q", *step],
            env=apt,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
    if done.returncode:
        print("  apt-get could not: " + (done.stdout.strip().splitlines() or ["no answer"])[-1])
    return without_pdf()


def chromium() -> Path | None:
    """The browser the tests drive: PLANNER_CHROMIUM, else Debian's."""
    named = os.environ.get("PLANNER_CHROMIUM")
    if named:
        return Path(named) if Path(named).exists() else None
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    return Path(found) if found else None


def without_browser() -> str | None:
    """Why no browser can be driven here, or None when one can."""
    return None if chromium() else "chromium not found. On Debian: sudo apt-get install chromium"


def pg_virtualenv() -> Path | None:
    """Debian's throw-away PostgreSQL, when there is a server for it to start."""
    found = shutil.which("pg_virtualenv")
    servers = list(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    return Path(found) if found and servers else None


def without_postgres() -> str | None:
    """Why there is no PostgreSQL to test on, or None when there is."""
    if os.environ.get("PLANNER_TEST_PG_URL") or pg_virtualenv():
        return None
    return (
        "neither PLANNER_TEST_PG_URL nor a pg_virtualenv with a server."
        " On Debian: sudo apt-get install postgresql postgresql-common"
    )
