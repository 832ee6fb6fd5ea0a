"""Questions to the log."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.activity.models import ActivityAbout, ActivityEntry


def history(
    session: Session,
    record_type: str,
    record_id: int,
    *,
    limit: int = 50,
    subjects: Collection[str] | None = None,
) -> list[ActivityEntry]:
    """The entries a record stands in, newest first; of all, or of deeds done to these types of record only."""
    found = (
        select(ActivityEntry)
        .join(ActivityAbout)
        .where(ActivityAbout.record_type == record_type, ActivityAbout.record_id == record_id)
        .order_by(ActivityEntry.id.desc())
        .limit(limit)
    )
    if subjects is not None:
        found = found.where(ActivityEntry.subject_type.in_(subjects))
    return list(session.scalars(found))
