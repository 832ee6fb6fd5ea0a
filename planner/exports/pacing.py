"""How often a person takes lists out: each time is noted, and more than ten in a minute are too many.

Counted in the log, where who took what out stands for good, so that several processes count together.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import User
from planner.activity import log
from planner.activity.models import ActivityEntry

MOST = 10
WITHIN = timedelta(minutes=1)
VERBS = ("list.exported", "archive.made")


def wait(session: Session, *, actor: User) -> timedelta | None:
    """How long the person must wait before the next one; None if they need not (hardening H8)."""
    now = clock.now()
    taken, oldest = session.execute(
        select(func.count(), func.min(ActivityEntry.at)).where(
            ActivityEntry.actor_id == actor.id,
            ActivityEntry.verb.in_(VERBS),
            ActivityEntry.at > now - WITHIN,
        )
    ).one()
    if taken < MOST:
        return None
    remaining: timedelta = oldest + WITHIN - now
    return remaining


def note_list(session: Session, *, name_th: str, name_en: str, actor: User, of: Any = None) -> None:
    """Note that a list went out; of a record, or of the organisation."""
    log.record(
        session,
        verb="list.exported",
        subject=of if of is not None else actor,
        actor=actor,
        changes={},
        name_th=name_th,
        name_en=name_en,
    )


def note_archive(session: Session, *, actor: User) -> None:
    """Note that everything went out."""
    log.record(session, verb="archive.made", subject=actor, actor=actor, changes={})
