"""What a worker does about lists: long ones are looked through and taken in outside of any request."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from planner import db
from planner.accounts.models import User
from planner.errors import NotFound
from planner.imports import actions, looking
from planner.imports.models import Import, ImportState
from planner.jobs.runner import Handler, Tell
from planner.lists.columns import ListKind
from planner.uploads.folder import Folder

LOOK, TAKE_IN, TAKE_BACK = "lists.look", "lists.take_in", "lists.take_back"


def handlers(data_dir: str | Path) -> dict[str, Handler]:
    """The work on lists by its names, for a planner with this data folder."""
    folder = Folder(data_dir)

    def look(session: Session, payload: Mapping[str, Any], tell: Tell) -> Mapping[str, Any]:
        return _look(session, folder, payload, tell)

    def take_in(session: Session, payload: Mapping[str, Any], tell: Tell) -> Mapping[str, Any]:
        return _take_in(session, folder, payload, tell)

    def take_back(session: Session, payload: Mapping[str, Any], _tell: Tell) -> Mapping[str, Any]:
        one, actor = _found(session, payload)
        actions.take_back(session, one, actor=actor)
        return {}

    return {LOOK: look, TAKE_IN: take_in, TAKE_BACK: take_back}


def _look(session: Session, folder: Folder, payload: Mapping[str, Any], tell: Tell) -> Mapping[str, Any]:
    """Read and plan while others may write; only the outcome is written in the end."""
    with db.reading():
        one, _ = _found(session, payload)
        want, terms = looking.chosen(one), actions.terms_of(session, one)
        session.rollback()
        actions.understand(folder, want, terms, tell)
        if want.kind in actions.PLANNED_BY_READING:
            one, _ = _found(session, payload)
            found = actions.planned(session, folder, one, tell, terms=terms)
        session.rollback()
    one, _ = _found(session, payload)
    if want.kind not in actions.PLANNED_BY_READING:
        found = actions.planned(session, folder, one)
    actions.looked(one, found)
    looking.keep_refused(folder, want)
    return dict(found.found)


def _take_in(session: Session, folder: Folder, payload: Mapping[str, Any], tell: Tell) -> Mapping[str, Any]:
    """Plan once more while others may write, so that they wait only while rows are written."""
    as_of = None
    with db.reading():
        one, _ = _found(session, payload)
        if one.kind == ListKind.STAKEHOLDERS and one.state == ImportState.CHECKED:
            as_of = actions.rehearsed(session, one, folder, tell)
        session.rollback()
    one, actor = _found(session, payload)
    actions.take_in(session, one, folder, actor=actor, as_of=as_of)
    return dict(one.found)


def _found(session: Session, payload: Mapping[str, Any]) -> tuple[Import, User]:
    """The list, and whoever asked for the work, as they are now."""
    one = session.get(Import, payload["import_id"])
    actor = session.scalars(
        select(User).where(User.id == payload["actor_id"]).options(selectinload(User.memberships))
    ).one_or_none()
    if one is None or actor is None:
        raise NotFound
    return one, actor
