"""The days on which people are away, as they say themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import Absence, User
from planner.activity import log
from planner.errors import NotFound, Refusal
from planner.i18n import mark

LONGEST = timedelta(days=366)

END_BEFORE_START = mark("The last day is before the first.")
TOO_LONG = mark("One absence cannot last longer than a year. Note another one for what comes after.")


@dataclass(frozen=True)
class AbsenceData:
    """From the first day to the last, both included."""

    first_on: date
    last_on: date
    note: str | None = None


def add(session: Session, data: AbsenceData, *, actor: User) -> Absence:
    """Note that one is away oneself. The history holds the days; the note is nobody else's."""
    if data.last_on < data.first_on:
        raise Refusal(END_BEFORE_START, field="last_on")
    if data.last_on - data.first_on >= LONGEST:
        raise Refusal(TOO_LONG, field="last_on")
    made = Absence(
        user_id=actor.id,
        first_on=data.first_on,
        last_on=data.last_on,
        note=data.note,
        created_by_id=actor.id,
        updated_by_id=actor.id,
    )
    session.add(made)
    days = {"first_on": [None, data.first_on], "last_on": [None, data.last_on]}
    log.record(session, verb="absence.added", subject=actor, actor=actor, changes=days)
    return made


def remove(session: Session, absence_id: int, *, actor: User) -> None:
    """Be there after all. Another's absence is not found."""
    absence = session.scalars(
        select(Absence).where(Absence.id == absence_id, Absence.user_id == actor.id)
    ).one_or_none()
    if absence is None:
        raise NotFound
    days: dict[str, list[object]] = {
        "first_on": [absence.first_on, None],
        "last_on": [absence.last_on, None],
    }
    session.delete(absence)
    log.record(session, verb="absence.removed", subject=actor, actor=actor, changes=days)


def of(session: Session, user: User, *, since: date) -> list[Absence]:
    """When somebody is away, from a day on."""
    return list(
        session.scalars(
            select(Absence)
            .where(Absence.user_id == user.id, Absence.last_on >= since)
            .order_by(Absence.first_on, Absence.id)
        )
    )
