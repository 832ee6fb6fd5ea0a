"""`flask --app wsgi worker`: does what outlives a request, until it is told to end."""

from __future__ import annotations

import logging
import os
import select
import signal
from collections.abc import Callable
from time import monotonic
from types import FrameType

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.contributions import evidence_files
from planner.custody import undoing
from planner.db import reading
from planner.extensions import db
from planner.imports import at_work
from planner.jobs.runner import Handler, work_one
from planner.sources import actions as sources
from planner.sources import at_work as calendars
from planner.sources import refreshing
from planner.sources.models import CalendarImport
from planner.uploads.folder import Folder

log = logging.getLogger("planner.worker")
LOOK_EVERY_S = 1.0
AFTER_MISHAP_S = 5.0
TIDY_EVERY_S = 3_600.0
FETCH_EVERY_S = 60.0


class Stop:
    """Told to end, by a signal too.

    `threading.Event` has a lock that whoever waits holds for a moment. A signal that comes in that moment would set the
    event from the same thread, and wait for that lock for ever. A pipe has none.
    """

    def __init__(self) -> None:
        self._told, self._tell = os.pipe()
        self._is_set = False

    def set(self) -> None:
        """End as soon as what is under way is done."""
        if not self._is_set:
            self._is_set = True
            os.write(self._tell, b"\0")

    def is_set(self) -> bool:
        """Whether somebody said so."""
        return self._is_set

    def wait(self, timeout: float) -> None:
        """Wait so many seconds, or until somebody says so."""
        select.select([self._told], [], [], timeout)


@click.command("worker")
@click.option("--beside-server", is_flag=True, help="End when the process that started this one has ended.")
@with_appcontext
def worker(beside_server: bool) -> None:
    """Work off long tasks. SIGTERM and Ctrl-C let the one under way end first."""
    stop = Stop()

    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    parent = os.getppid() if beside_server else None
    data_dir = current_app.config["DATA_DIR"]
    handlers = {
        **at_work.handlers(data_dir),
        **calendars.handlers(data_dir, take_back),
        **refreshing.handlers(),
    }
    folders = (Folder(data_dir), Folder(data_dir, sources.SHELF))

    def tidy() -> None:
        for folder in folders:
            folder.sweep()
        with reading(), Session(db.engine) as session:
            evidence_files.sweep(session, evidence_files.folder(data_dir))

    def fetch() -> None:
        refreshing.refresh_due(db.engine)

    run(
        db.engine,
        handlers,
        stop,
        wanted=lambda: parent is None or os.getppid() == parent,
        tidy=tidy,
        fetch=fetch,
    )


def take_back(session: Session, one: CalendarImport, actor: User) -> None:
    """Undo a whole calendar: how things are undone stands above the calendars' floor."""
    undoing.undo(session, sources.act_of(one), actor=actor)


def run(
    engine: Engine,
    handlers: dict[str, Handler],
    stop: Stop,
    *,
    wanted: Callable[[], bool],
    tidy: Callable[[], object] = lambda: None,
    fetch: Callable[[], object] = lambda: None,
) -> None:
    """Do one piece after another until told to stop; tidy up at first and every hour, fetch calendars every minute.

    A database that is away is waited for.
    """
    tidy_at = fetch_at = monotonic()
    while not stop.is_set() and wanted():
        try:
            if monotonic() >= tidy_at:
                tidy()
                tidy_at = monotonic() + TIDY_EVERY_S
            if monotonic() >= fetch_at:
                fetch()
                fetch_at = monotonic() + FETCH_EVERY_S
            pause = 0.0 if work_one(engine, handlers) else LOOK_EVERY_S
        except SQLAlchemyError:
            log.warning("the database is away; looking again in %s seconds", AFTER_MISHAP_S, exc_info=True)
            pause = AFTER_MISHAP_S
        stop.wait(pause)
