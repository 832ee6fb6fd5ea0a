"""Questions to the log."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.activity.models import ActivityAbout, ActivityEntry


def history(session: Session, record_type: str, record_id: int, *, limit: int = 50) -> list[ActivityEntry]:
    """The entries a record stands in, newest first."""
    return list(
        session.scalars(
            select(ActivityEntry)
            .join(ActivityAbout)
            .where(ActivityAbout.record_type == record_type, ActivityAbout.record_id == record_id)
            .order_by(ActivityEntry.id.desc())
            .limit(limit)
        )
    )
