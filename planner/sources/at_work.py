"""What a worker does about calendars: long ones are read, taken in and taken back outside of any request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from planner import db
from planner.accounts.models import User
from planner.errors import NotFound
from planner.jobs.runner import Handler, Tell
from planner.sources import actions
from planner.sources.models import CalendarImport
from planner.uploads.folder import Folder

READ, TAKE_IN, TAKE_BACK = "calendars.read", "calendars.take_in", "calendars.take_back"

TakeBack = Callable[[Session, CalendarImport, User], object]


def handlers(data_dir: str | Path, take_back: TakeBack) -> dict[str, Handler]:
    """The work on calendars by its names, for a planner with this data folder.

    Undoing stands on a floor above: how it is done is handed over.
    """
    folder = Folder(data_dir, actions.SHELF)

    def read(session: Session, payload: Mapping[str, Any], _tell: Tell) -> Mapping[str, Any]:
        # while the file is read, others may write
        with db.reading():
            one, _ = _found(session, payload)
            said = actions.understood(one, folder)
            session.rollback()
        one, actor = _found(session, payload)
        actions.note_planned(session, one, folder, said, actor=actor)
        return dict(one.found)

    def take_in(session: Session, payload: Mapping[str, Any], _tell: Tell) -> Mapping[str, Any]:
        one, actor = _found(session, payload)
        actions.take_in(session, one, folder, payload.get("overwritten", ()), actor=actor)
        return dict(one.found)

    def back(session: Session, payload: Mapping[str, Any], _tell: Tell) -> Mapping[str, Any]:
        one, actor = _found(session, payload)
        take_back(session, one, actor)
        return {}

    return {READ: read, TAKE_IN: take_in, TAKE_BACK: back}


def _found(session: Session, payload: Mapping[str, Any]) -> tuple[CalendarImport, User]:
    """The calendar, and whoever asked for the work, as they are now."""
    one = session.get(CalendarImport, payload["import_id"])
    actor = session.scalars(
        select(User).where(User.id == payload["actor_id"]).options(selectinload(User.memberships))
    ).one_or_none()
    if one is None or actor is None:
        raise NotFound
    return one, actor
