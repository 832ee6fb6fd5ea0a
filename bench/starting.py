"""G19, G20: what it takes until a process has answered, and how much memory it keeps, against bare ones.

G19 stands beside the same libraries: all that `requirements.in` names but what prints (WeasyPrint), what listens
(granian) and the way to PostgreSQL, imported as programs usually import, at the top, with one bare view. The planner
leaves some of them for who asks for them (spreadsheets, calendar files, holidays, names alike, addresses, telephones
abroad, codes to scan) or for a process of their own (pictures and PDFs that are brought as evidence), and its own
documents for who prints one. That pays for most of what its other modules and tables cost. Beside none but the
libraries it has imported by its first answer it takes more than twice the time: that is what 500 modules and 63 tables
of its own take, and nothing here hides it but this floor.

G20 stands beside Flask and SQLAlchemy alone, at the first answer too: three parts in ten of what the planner keeps
beyond them are libraries, the rest its own modules and tables. A process that has shown every page keeps more.

Three things are alike for all: bytecode is kept, as an installation keeps it; a library that came only with the
tests is not found; and what counts is processor time up to the answer, since other processes move the clock.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROUNDS = 8

# structlog takes it up where it is there, and it is there only with the tools of development
BEFORE = """
import sys
sys.modules["rich"] = None
"""
# processor seconds of the process up to here, and pages of memory it keeps
AFTER = """
import json, time
print(json.dumps([time.process_time(), int(open("/proc/self/statm").read().split()[1])]))
"""
OURS = """
from wsgi import app
with app.test_client() as client:
    assert client.get("/healthz").status_code == 200
"""
SAME_LIBRARIES = """
import alembic, argon2, babel.dates, babel.numbers, babel.support, dateutil.rrule, defusedxml, email_validator
import flask_login, flask_migrate, flask_wtf, holidays, icalendar, openpyxl, phonenumbers, pikepdf, PIL.Image
import prometheus_client, pysqlite3, rapidfuzz.fuzz, segno, sqlalchemy.orm, structlog, wtforms, xlsxwriter, zxcvbn
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
app = Flask("bare")
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
SQLAlchemy(app)
app.add_url_rule("/healthz", "healthz", lambda: "well")
with app.test_client() as client:
    assert client.get("/healthz").status_code == 200
"""
FLASK_AND_SQLALCHEMY = """
from flask import Flask
from flask_sqlalchemy import SQLAlchemy
import sqlalchemy.orm
app = Flask("bare")
app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite://"
database = SQLAlchemy(app)
app.add_url_rule("/healthz", "healthz", lambda: str(database.session.execute(sqlalchemy.text("select 1")).scalar()))
with app.test_client() as client:
    assert client.get("/healthz").status_code == 200
"""
PROGRAMS = (OURS, SAME_LIBRARIES, FLASK_AND_SQLALCHEMY)


def figures() -> Iterator[tuple[str, float]]:
    """The goals of this chapter and what was measured."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **{key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"},
            "PYTHONPYCACHEPREFIX": f"{folder}/bytecode",
            "PLANNER_DATA_DIR": folder,
            "PLANNER_BASE_URL": "http://127.0.0.1:8000",
        }
        # the first of each writes the bytecode and counts for nothing
        for program in PROGRAMS:
            _run(program, environment)
        rounds = [[_run(program, environment) for program in PROGRAMS] for _ in range(ROUNDS)]
    (ours, our_pages), (same, _), (_, bare_pages) = (_least(taken) for taken in zip(*rounds, strict=True))
    yield "G19", ours / same
    yield "G20", our_pages / bare_pages


def _run(program: str, environment: dict[str, str]) -> tuple[float, int]:
    """Processor seconds until the process had answered, and pages of memory it kept then."""
    command = [sys.executable, "-c", BEFORE + program + AFTER]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    seconds, pages = json.loads(done.stdout.splitlines()[-1])
    return seconds, pages


def _least(taken: tuple[tuple[float, int], ...]) -> tuple[float, int]:
    return min(seconds for seconds, _ in taken), min(pages for _, pages in taken)
