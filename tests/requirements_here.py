"""What this machine has of what some tests need, and what happens where it is missing.

A missing browser or Pango skips the tests that need them and says how to get it. Named in `PLANNER_REQUIRE`
(any of pg, browser, pdf) the same is a failure. `tests/conftest.py` takes the hook below.
"""

from __future__ import annotations

import os
import shutil

import pytest

from tools.devtool import native


def without_pdf() -> str | None:
    """Why PDFs cannot be made here, or not be read back, or None."""
    if not shutil.which("pdftotext"):
        return native.without_pdf() or "pdftotext not found. On Debian: sudo apt-get install poppler-utils"
    return native.without_pdf()


# The marker of a test, and what keeps it from running here.
NEEDS = {"browser": native.without_browser, "pdf": without_pdf}


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test that cannot run here, or fail it where `PLANNER_REQUIRE` names what is missing."""
    for need, missing in NEEDS.items():
        if item.get_closest_marker(need) is None:
            continue
        reason = missing()
        if reason and need in os.environ.get("PLANNER_REQUIRE", "").split(","):
            pytest.fail(f"{need} is required here: {reason}", pytrace=False)
        if reason:
            pytest.skip(reason)


def postgres_url() -> str | None:
    """The PostgreSQL this run is told to test on, as SQLAlchemy writes it; None means SQLite.

    `./dev test` sets it for its section on PostgreSQL. Databases are made and dropped there.
    """
    return os.environ.get("PLANNER_TEST_PG_URL") or None


def is_long() -> bool:
    """Whether every variant is wanted (`./dev test --long`) rather than the gate's choice of them."""
    return bool(os.environ.get("PLANNER_TEST_LONG"))


def chromium() -> str:
    """Path of the browser to drive. Ask only from tests marked `browser`."""
    path = native.chromium()
    assert path is not None
    return str(path)
