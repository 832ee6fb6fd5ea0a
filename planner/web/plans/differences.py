"""Changes between two plans, in the reader's words: what, before, after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from planner.plans import queries
from planner.plans.difference import Change, between
from planner.plans.queries import Standing
from planner.plans.telling import Row, Telling
from planner.web import language


def rows(session: Session, changes: Iterable[Change]) -> list[Row]:
    """One row a change."""
    return _telling().rows(session, changes)


def plan(session: Session, content: Mapping[str, Any]) -> list[Row]:
    """A whole plan as rows."""
    return _telling().plan(session, content)


@dataclass(frozen=True)
class Since:
    """The plan compared with, and what is different since."""

    number: int
    rows: list[Row]


def since_last(session: Session, stands: Standing) -> Since | None:
    """What the waiting plan changes against the one before it; none for a first plan."""
    if stands.pending is None:
        return None
    older = queries.before(stands, stands.pending)
    if older is None:
        return None
    return Since(older.number, rows(session, between(older.content, stands.pending.content)))


def _telling() -> Telling:
    return Telling(language.language(), language.era())
