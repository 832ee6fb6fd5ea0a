"""A piece of work that outlives a request, and when a worker was last seen."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from planner import clock
from planner.db import Base, Instant, Keyed
from planner.i18n import mark


class JobState(StrEnum):
    """Where a piece of work stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


JOB_STATE_NAMES: dict[JobState, str] = {
    JobState.WAITING: mark("Waiting its turn"),
    JobState.RUNNING: mark("At work"),
    JobState.DONE: mark("Done"),
    JobState.FAILED: mark("Could not be done"),
}


class Job(Base):
    """One piece of work.

    Whoever works on it holds it by `claim` until `lease_until`; after that another may take it over, and the first
    one's result is then refused. `location` is where its maker sees what came of it. `message` is marked for
    translation and filled from `message_values`.
    """

    __tablename__ = "job"
    __table_args__ = (Index(None, "state", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(60))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    location: Mapped[str] = mapped_column(String(500))
    state: Mapped[JobState] = mapped_column(Keyed(JobState), default=JobState.WAITING)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    result: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    message: Mapped[str | None] = mapped_column(Text)
    message_values: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    claim: Mapped[str | None] = mapped_column(String(40))
    lease_until: Mapped[datetime | None] = mapped_column(Instant)
    attempts: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime] = mapped_column(Instant, default=clock.now)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class WorkerSeen(Base):
    """When a worker last looked for work; one row for all of them."""

    __tablename__ = "worker_seen"

    id: Mapped[int] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(Instant)
