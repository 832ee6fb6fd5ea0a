"""A worker is killed while it takes a long list in: another goes on, and every row is there once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner import clock
from planner.activity import log
from planner.imports import at_work
from planner.imports.models import Import, ImportState
from planner.jobs import actions
from planner.jobs.models import Job, JobState
from planner.lists.columns import ListKind
from planner.stakeholders.models import Affiliation, Stakeholder
from planner.uploads.folder import Folder
from tests.factories import Office
from tests.imports.conftest import Desk
from tests.imports.samples import media_rows, written

ROOT = Path(__file__).parents[2]
PATIENCE_S = 180
# several batches, so that there is a middle to be killed in
ROWS = 6_000


def start(app: Flask) -> subprocess.Popen[bytes]:
    """A worker on the test's own database."""
    environment = {
        **os.environ,
        "PLANNER_DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"],
        "PLANNER_DATA_DIR": app.config["DATA_DIR"],
        "PLANNER_SECRET_KEY": app.config["SECRET_KEY"],
        "PLANNER_BASE_URL": "http://localhost",
    }
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
    return subprocess.Popen(command, cwd=ROOT, env=environment)


@pytest.fixture
def start_worker(app: Flask) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts workers, and sees to it that none is left."""
    running: list[subprocess.Popen[bytes]] = []

    def begin() -> subprocess.Popen[bytes]:
        running.append(start(app))
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.wait()


def until(condition: Callable[[], bool]) -> None:
    """Wait for something that another process does."""
    ends_at = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < ends_at, "it did not happen"
        time.sleep(0.02)


@pytest.mark.long
def test_a_list_whose_worker_is_killed_midway_is_whole_in_the_end(
    app: Flask, session: Session, office: Office, start_worker: Callable[[], subprocess.Popen[bytes]]
) -> None:
    session.commit()
    desk = Desk(session, Folder(app.config["DATA_DIR"]), office.owner.id)
    before = session.scalar(select(func.count()).select_from(Stakeholder)) or 0
    one = desk.bring(written(media_rows(ROWS)).encode("cp874"), kind=ListKind.STAKEHOLDERS)
    # somebody did something since, so that the worker plans the list anew before it writes
    log.record(session, verb="campaign.revised", subject=office.noise, actor=office.outsider)
    payload = {"import_id": one.id, "actor_id": office.owner.id}
    job = actions.ask(
        session, at_work.TAKE_IN, payload, made_by_id=office.owner.id, location="/", total=2 * ROWS
    )
    session.commit()

    def state() -> Job:
        session.rollback()
        found = session.scalars(
            select(Job).where(Job.id == job.id).execution_options(populate_existing=True)
        ).one()
        session.expunge(found)
        session.rollback()
        return found

    first = start_worker()
    until(lambda: (seen := state()).state == JobState.RUNNING and seen.done > 0)
    os.kill(first.pid, signal.SIGKILL)
    first.wait()
    assert state().state == JobState.RUNNING
    held = session.get(Job, job.id)
    assert held is not None
    session.refresh(held)
    held.lease_until = clock.now() - timedelta(seconds=1)
    session.commit()

    second = start_worker()
    until(lambda: state().state == JobState.DONE)
    assert state().attempts == 2
    found = session.scalars(select(Import).execution_options(populate_existing=True)).one()
    assert found.state == ImportState.APPLIED
    outlets = len({row[3] for row in media_rows(ROWS)})
    people = ROWS - ROWS // 100
    assert session.scalar(select(func.count()).select_from(Stakeholder)) == before + people + outlets
    assert session.scalar(select(func.count()).select_from(Affiliation)) == people
    session.rollback()
    second.send_signal(signal.SIGTERM)
    assert second.wait(timeout=30) == 0
