"""Which campaign a tag of a line stands for, among those in which the actor may plan."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, case, select
from sqlalchemy.orm import Session

from planner import text
from planner.accounts.models import Kind, User
from planner.campaigns.models import Campaign
from planner.campaigns.queries import visible_to
from planner.events.queries import open_to_plan

OFFERED = 8
LOOKED_AT = 200
_PARTS = re.compile(r"[\s_-]+")


class Fit(NamedTuple):
    """A campaign to plan in."""

    id: int
    code: str
    title_th: str | None
    title_en: str | None
    kind: Kind
    timezone: str
    team_id: int


def called(session: Session, tag: str, *, actor: User) -> list[Fit]:
    """The campaigns that a tag may mean: of that code, else of that title, else those whose title begins with it, else
    those that hold it. Spelling is folded as search folds it; a hyphen stands for a space.
    """
    terms = text.search_terms(" ".join(_PARTS.split(tag)))
    if not terms:
        return []
    holding = [Campaign.search_text.like(text.like_pattern(term), escape=text.LIKE_ESCAPE) for term in terms]
    rows = _fits(session, *holding, actor=actor, limit=LOOKED_AT)
    wanted = _folded(tag)
    names = {row: [_folded(name) for name in (row.title_th, row.title_en) if name] for row in rows}
    levels = (
        [row for row in rows if _folded(row.code) == wanted],
        [row for row in rows if wanted in names[row]],
        [row for row in rows if any(name.startswith(wanted) for name in names[row])],
        [row for row in rows if any(wanted in name for name in names[row])],
    )
    return next((level[:OFFERED] for level in levels if level), [])


def offered(session: Session, on: date | None, *, actor: User) -> list[Fit]:
    """Some campaigns to choose from: those that run on the day first."""
    running: list[ColumnElement[int]] = []
    if on is not None:
        running = [case(((Campaign.start_on <= on) & (Campaign.end_on >= on), 0), else_=1)]
    return _fits(session, actor=actor, limit=OFFERED, first=running)


def one(session: Session, campaign_id: int, *, actor: User) -> Fit | None:
    """The campaign, if the actor may plan in it."""
    return next(iter(_fits(session, Campaign.id == campaign_id, actor=actor, limit=1)), None)


def _fits(
    session: Session,
    *where: ColumnElement[bool],
    actor: User,
    limit: int,
    first: list[ColumnElement[int]] | None = None,
) -> list[Fit]:
    columns = (Campaign.__table__.c[key] for key in Fit._fields)
    wanted = (
        select(*columns)
        .where(visible_to(actor), *open_to_plan(actor), *where)
        .order_by(*(first or ()), Campaign.sort_key, Campaign.id)
        .limit(limit)
    )
    return [Fit._make(row) for row in session.execute(wanted)]


def _folded(name: str) -> str:
    return _PARTS.sub("", text.searchable(name))
