"""G19, G20: how soon a process answers, and how much memory it keeps, against a bare one of the same libraries."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROUNDS = 5

# each prints the memory it keeps, in pages, once it has answered
RESIDENT = "print(json.dumps(int(open('/proc/self/statm').read().split()[1])))"
OURS = f"""
import json
from wsgi import app
with app.test_client() as client:
    assert client.get("/healthz").status_code == 200
{RESIDENT}
"""
# everything that serves pages but what prints
SAME_LIBRARIES = f"""
import json
import alembic, argon2, babel.dates, babel.numbers, babel.support, dateutil.rrule, email_validator, flask_login
import flask_migrate, flask_wtf, holidays, icalendar, phonenumbers, pysqlite3, segno, sqlalchemy.orm, wtforms
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
app = Flask("bare")
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
SQLAlchemy(app)
app.add_url_rule("/healthz", "healthz", lambda: "well")
with app.test_client() as client:
    assert client.get("/healthz").status_code == 200
{RESIDENT}
"""
FLASK_AND_SQLALCHEMY = f"""
import json
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
import sqlalchemy.orm
app = Flask("bare")
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
database = SQLAlchemy(app)
app.add_url_rule("/healthz", "healthz", lambda: str(database.session.execute(sqlalchemy.text("select 1")).scalar()))
with app.test_client() as client:
    assert client.get("/healthz").status_code == 200
{RESIDENT}
"""


def figures() -> Iterator[tuple[str, float]]:
    """The goals of this chapter and what was measured."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PLANNER_DATA_DIR": folder, "PLANNER_BASE_URL": "http://127.0.0.1:8000"}
        ours, same, bare = (
            _run(program, environment) for program in (OURS, SAME_LIBRARIES, FLASK_AND_SQLALCHEMY)
        )
        for _ in range(ROUNDS):
            ours = _least(ours, _run(OURS, environment))
            same = _least(same, _run(SAME_LIBRARIES, environment))
            bare = _least(bare, _run(FLASK_AND_SQLALCHEMY, environment))
    yield "G19", ours[0] / same[0]
    yield "G20", ours[1] / bare[1]


def _run(program: str, environment: dict[str, str]) -> tuple[float, int]:
    """Seconds by the clock until the process had answered and ended, and pages of memory it kept."""
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return time.perf_counter() - began, json.loads(done.stdout.splitlines()[-1])


def _least(one: tuple[float, int], other: tuple[float, int]) -> tuple[float, int]:
    return min(one[0], other[0]), min(one[1], other[1])
