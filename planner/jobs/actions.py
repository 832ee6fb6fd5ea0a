"""Asking for work, claiming it under a lease, and ending it.

At least once: a worker that dies lets its lease lapse, and another begins anew. Never twice: what the work writes
and its end stand in one transaction, and the end is refused to whoever no longer holds the claim.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Session

from planner import clock
from planner.i18n import mark
from planner.jobs.models import Job, JobState, WorkerSeen

LEASE = timedelta(minutes=2)
"""Longer than any one transaction of a job lasts: while SQLite's one writer is at work, no lease can be renewed."""

MOST_ATTEMPTS = 3
GAVE_UP = mark(
    "This was begun %(times)s times and never ended. Nothing of it was written; tell your administrator."
)


class Lost(Exception):
    """Somebody else holds the work now; nothing of this try may be written."""


def ask(
    session: Session, kind: str, payload: Mapping[str, Any], *, made_by_id: int, location: str, total: int = 0
) -> Job:
    """Ask for work of a kind; a worker takes it up once this transaction has ended."""
    made = Job(kind=kind, payload=dict(payload), made_by_id=made_by_id, location=location, total=total)
    session.add(made)
    session.flush()
    return made


def claim(session: Session, *, lease: timedelta = LEASE) -> Job | None:
    """Take the oldest work that waits, or whose worker has been silent beyond its lease."""
    now = clock.now()
    while True:
        found = session.scalars(
            select(Job)
            .where(
                or_(
                    Job.state == JobState.WAITING,
                    and_(Job.state == JobState.RUNNING, Job.lease_until < now),
                )
            )
            .order_by(Job.id)
            .limit(1)
            # PostgreSQL: two workers never wait for each other here; on SQLite a writing transaction is alone
            .with_for_update(skip_locked=True)
        ).one_or_none()
        if found is None:
            return None
        if found.attempts < MOST_ATTEMPTS:
            found.state, found.attempts = JobState.RUNNING, found.attempts + 1
            found.claim, found.lease_until = secrets.token_hex(16), now + lease
            session.flush()
            return found
        _end(found, JobState.FAILED)
        found.message, found.message_values = GAVE_UP, {"times": found.attempts}
        session.flush()


def renew(
    session: Session, job_id: int, claim: str, *, done: int, total: int, lease: timedelta = LEASE
) -> None:
    """Tell how far the work is, and hold it for another lease. Raises `Lost`."""
    _own(session, job_id, claim, {"done": done, "total": total, "lease_until": clock.now() + lease})


def finish(session: Session, job_id: int, claim: str, result: Mapping[str, Any]) -> None:
    """End the work in the transaction that wrote its deeds. Raises `Lost`: then nothing of them may be kept."""
    ended = {"claim": None, "lease_until": None, "ended_at": clock.now(), "done": Job.total}
    _own(session, job_id, claim, {"state": JobState.DONE, "result": dict(result), **ended})


def fail(session: Session, job_id: int, claim: str, message: str, values: Mapping[str, Any]) -> None:
    """End the work with the reason why it cannot be done, in words. Raises `Lost`."""
    ended = {"claim": None, "lease_until": None, "ended_at": clock.now()}
    said = {"message": message, "message_values": {key: _plain(value) for key, value in values.items()}}
    _own(session, job_id, claim, {"state": JobState.FAILED, **said, **ended})


def give_back(session: Session, job_id: int, claim: str) -> None:
    """Let somebody else try, after a mishap. Raises `Lost`."""
    _own(session, job_id, claim, {"state": JobState.WAITING, "claim": None, "lease_until": None})


def note_worker(session: Session) -> None:
    """Note that a worker is here."""
    seen = session.get(WorkerSeen, 1)
    if seen is None:
        session.add(WorkerSeen(id=1, seen_at=clock.now()))
    else:
        seen.seen_at = clock.now()
    session.flush()


def _own(session: Session, job_id: int, claim: str, values: Mapping[str, Any]) -> None:
    done = session.execute(
        update(Job).where(Job.id == job_id, Job.claim == claim).values(**values),
        execution_options={"synchronize_session": False},
    )
    if not done.rowcount:  # type: ignore[attr-defined] # every result of an UPDATE has it
        raise Lost


def _end(job: Job, state: JobState) -> None:
    job.state, job.claim, job.lease_until, job.ended_at = state, None, None, clock.now()


def _plain(value: Any) -> Any:
    return value if isinstance(value, (str, int, float)) else str(value)
