"""`flask --app wsgi worker`: does what outlives a request, until it is told to end."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable
from time import monotonic
from types import FrameType

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from planner.extensions import db
from planner.imports import at_work
from planner.imports.folder import Folder
from planner.jobs.runner import Handler, work_one

log = logging.getLogger("planner.worker")
LOOK_EVERY_S = 1.0
AFTER_MISHAP_S = 5.0
TIDY_EVERY_S = 3_600.0


@click.command("worker")
@click.option("--beside-server", is_flag=True, help="End when the process that started this one has ended.")
@with_appcontext
def worker(beside_server: bool) -> None:
    """Work off long tasks. SIGTERM and Ctrl-C let the one under way end first."""
    stop = threading.Event()

    def end(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    parent = os.getppid() if beside_server else None
    handlers = at_work.handlers(current_app.config["DATA_DIR"])
    tidy = Folder(current_app.config["DATA_DIR"]).sweep
    run(db.engine, handlers, stop, wanted=lambda: parent is None or os.getppid() == parent, tidy=tidy)


def run(
    engine: Engine,
    handlers: dict[str, Handler],
    stop: threading.Event,
    *,
    wanted: Callable[[], bool],
    tidy: Callable[[], object] = lambda: None,
) -> None:
    """Do one piece after another until told to stop, and tidy up at first and every hour.

    A database that is away is waited for.
    """
    tidy_at = monotonic()
    while not stop.is_set() and wanted():
        if monotonic() >= tidy_at:
            tidy()
            tidy_at = monotonic() + TIDY_EVERY_S
        try:
            pause = 0.0 if work_one(engine, handlers) else LOOK_EVERY_S
        except SQLAlchemyError:
            log.warning("the database is away; looking again in %s seconds", AFTER_MISHAP_S, exc_info=True)
            pause = AFTER_MISHAP_S
        stop.wait(pause)
