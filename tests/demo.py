"""The living example, loaded once for all test processes that run side by side; each test process reads its own copy.

Import `demo_folder` and `demo_app` where they are wanted: `from tests.demo import demo_app, demo_folder`.
On SQLite only: what the example shows does not depend on the database.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

import config
from planner.app import create_app
from planner.extensions import db

ROOT = Path(__file__).parent.parent
KEY = "a key for tests that no instance would ever have been given"


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the example in it, of this process's own: as `./dev --demo` makes it."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "demo"
    with (shared.parent / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "demo").exists():
            shared.mkdir(exist_ok=True)
            environment = {
                **os.environ,
                "PLANNER_DATA_DIR": str(shared),
                "PLANNER_SECRET_KEY": KEY,
                "PLANNER_DATABASE_URL": "",
                "PLANNER_BASE_URL": "http://localhost",
            }
            for command in (["db", "upgrade"], ["demo", "load"]):
                subprocess.run(
                    [sys.executable, "-m", "flask", "--app", "wsgi", *command],
                    cwd=ROOT,
                    env=environment,
                    check=True,
                    capture_output=True,
                )
    own = tmp_path_factory.mktemp("example")
    shutil.copytree(shared, own, dirs_exist_ok=True)
    return own


@pytest.fixture(scope="session")
def demo_app(demo_folder: Path) -> Iterator[Flask]:
    """The application on the example."""
    app = create_app(
        config.settings(
            {
                "PLANNER_DATA_DIR": str(demo_folder),
                "PLANNER_SECRET_KEY": KEY,
                "PLANNER_BASE_URL": "http://localhost",
            }
        )
    )
    yield app
    with app.app_context():
        db.engine.dispose()
