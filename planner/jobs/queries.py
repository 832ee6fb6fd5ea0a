"""Questions about work that outlives a request."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock
from planner.errors import NotFound
from planner.jobs.models import Job, JobState, WorkerSeen

SILENT = timedelta(seconds=30)
"""After so long without a sign of a worker, people are told that none is at work."""


def shown(session: Session, job_id: int, *, maker_id: int) -> Job:
    """A piece of work, for its maker alone. Raises `NotFound`."""
    found = session.scalars(select(Job).where(Job.id == job_id, Job.made_by_id == maker_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def has_worker(session: Session) -> bool:
    """Whether a worker gave a sign lately, or holds work under a lease that has not lapsed."""
    now = clock.now()
    seen = session.get(WorkerSeen, 1)
    if seen is not None and seen.seen_at > now - SILENT:
        return True
    busy = select(Job.id).where(Job.state == JobState.RUNNING, Job.lease_until > now)
    return session.scalars(busy.limit(1)).first() is not None
