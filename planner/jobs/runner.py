"""Working off what was asked for, one piece at a time."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from time import monotonic
from types import MappingProxyType
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from planner.errors import NotAllowed, NotFound, Refusal
from planner.i18n import mark
from planner.jobs import actions
from planner.jobs.actions import LEASE, MOST_ATTEMPTS, Lost
from planner.jobs.models import Job

log = logging.getLogger("planner.jobs")
security = logging.getLogger("planner.security")

NO_LONGER_YOURS = mark(
    "You may not do this any more, so nothing was written. Ask an administrator about your role."
)
GONE = mark("What this was about is no longer here; nothing was written.")
MISHAP = mark("Something went wrong on our side. Nothing of it was written; it has been noted in the log.")
TELL_EVERY_S = 1.0

Tell = Callable[[int, int], None]
"""Tells how much is done of how much; only while the handler's own session holds no transaction."""

Handler = Callable[[Session, Mapping[str, Any], Tell], Mapping[str, Any]]
"""Does the work in the session's transaction, never commits, and returns its result. Begun anew after a mishap."""


class Progress:
    """Renews the lease and tells how far the work is, in transactions of its own, at most once a second."""

    def __init__(self, engine: Engine, job: Job, lease: timedelta) -> None:
        self._engine, self._lease = engine, lease
        self._job_id, self._claim = job.id, job.claim or ""
        self._told_at = 0.0

    def __call__(self, done: int, total: int) -> None:
        if monotonic() - self._told_at < TELL_EVERY_S:
            return
        self._told_at = monotonic()
        with Session(self._engine) as session, session.begin():
            actions.renew(session, self._job_id, self._claim, done=done, total=total, lease=self._lease)


def work_one(engine: Engine, handlers: Mapping[str, Handler], *, lease: timedelta = LEASE) -> bool:
    """Do the next piece of work, if there is any; whether there was."""
    with Session(engine, expire_on_commit=False) as session:
        actions.note_worker(session)
        job = actions.claim(session, lease=lease)
        session.commit()
    if job is None:
        return False
    try:
        _work(engine, job, handlers, lease)
    except Lost:
        log.warning("job %s: the lease lapsed and somebody else has it; nothing was written", job.id)
    return True


def _work(engine: Engine, job: Job, handlers: Mapping[str, Handler], lease: timedelta) -> None:
    claim = job.claim or ""
    with Session(engine) as session:
        try:
            result = handlers[job.kind](session, job.payload, Progress(engine, job, lease))
            actions.finish(session, job.id, claim, result)
            session.commit()
        except Refusal as refusal:
            _refuse(session, job, refusal.message, refusal.values)
        except NotAllowed as denied:
            # the work waited its turn, and whoever asked for it lost a role or left meanwhile
            security.info("job %s: user %s may not %s", job.id, job.made_by_id, denied)
            _refuse(session, job, NO_LONGER_YOURS)
        except NotFound:
            _refuse(session, job, GONE)
        except Lost:
            session.rollback()
            raise
        except Exception as error:  # noqa: BLE001 - one bad piece of work must not end the worker
            session.rollback()
            _mishap(session, job, error)


def _refuse(
    session: Session, job: Job, message: str, values: Mapping[str, Any] = MappingProxyType({})
) -> None:
    session.rollback()
    actions.fail(session, job.id, job.claim or "", message, values)
    session.commit()


def _mishap(session: Session, job: Job, error: Exception) -> None:
    """Note what happened; try again later, but not for ever."""
    log.error("job %s (%s) failed, try %s", job.id, job.kind, job.attempts, exc_info=error)
    if job.attempts < MOST_ATTEMPTS and isinstance(error, SQLAlchemyError):
        actions.give_back(session, job.id, job.claim or "")
    else:
        actions.fail(session, job.id, job.claim or "", MISHAP, {})
    session.commit()
