"""What teams do with the days they mark themselves: sensitive periods and awareness days."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts import permissions
from planner.accounts.models import User
from planner.activity import log
from planner.errors import Refusal, expect_version
from planner.holidays import queries, yearly
from planner.holidays.models import MarkedDays
from planner.holidays.suggestions import Suggestion
from planner.holidays.words import MarkKind
from planner.i18n import mark

END_BEFORE_START = mark("The last day is before the first.")
A_YEAR_LONG = mark("What comes back every year must be shorter than a year.")


@dataclass(frozen=True)
class MarkedData:
    """Days as a person marks them; without a team they are the whole organisation's."""

    kind: MarkKind
    team_id: int | None
    start_on: date
    end_on: date
    name_th: str | None = None
    name_en: str | None = None
    why: str | None = None
    recurs_yearly: bool = False


def add(session: Session, data: MarkedData, *, actor: User) -> MarkedDays:
    """Mark days for one's team, or, as an administrator, for everybody."""
    permissions.demand(actor, "marked_days:edit", data)
    data = _ruled(data)
    made = MarkedDays(**asdict(data))
    session.add(made)
    _log(session, made, "marked_days.added", actor)
    return made


def revise(
    session: Session, marked_id: int, data: MarkedData, *, actor: User, version: int | None = None
) -> MarkedDays:
    """Change what is marked; handing it to another team needs the right to both."""
    marked = _edited(session, marked_id, actor, version)
    permissions.demand(actor, "marked_days:edit", data)
    for key, value in asdict(_ruled(data)).items():
        setattr(marked, key, value)
    if session.is_modified(marked):
        _log(session, marked, "marked_days.revised", actor)
    return marked


def remove(session: Session, marked_id: int, *, actor: User, version: int | None = None) -> None:
    """Mark the days no more."""
    marked = _edited(session, marked_id, actor, version)
    _log(session, marked, "marked_days.removed", actor)
    session.delete(marked)
    session.flush()


def take_up(
    session: Session, suggestion: Suggestion, team_id: int | None, year: int, *, actor: User
) -> MarkedDays:
    """Mark a suggested awareness day, every year from this one on; taken up twice, it is marked once."""
    on = date(year, suggestion.month, suggestion.day)
    data = MarkedData(
        kind=MarkKind.AWARENESS,
        team_id=team_id,
        start_on=on,
        end_on=on,
        name_th=suggestion.name_th,
        name_en=suggestion.name_en,
        why=suggestion.source,
        recurs_yearly=True,
    )
    permissions.demand(actor, "marked_days:edit", data)
    found = session.scalars(
        select(MarkedDays).where(
            MarkedDays.kind == MarkKind.AWARENESS,
            MarkedDays.team_id.is_(None) if team_id is None else MarkedDays.team_id == team_id,
            MarkedDays.name_en == suggestion.name_en,
        )
    ).first()
    return found or add(session, data, actor=actor)


def _edited(session: Session, marked_id: int, actor: User, version: int | None) -> MarkedDays:
    marked = queries.marked(session, marked_id)
    permissions.demand(actor, "marked_days:edit", marked)
    expect_version(marked.version, version)
    return marked


def _ruled(data: MarkedData) -> MarkedData:
    if data.kind is MarkKind.AWARENESS:
        data = replace(data, end_on=data.start_on)
    if data.end_on < data.start_on:
        raise Refusal(END_BEFORE_START, field="end_on")
    if data.recurs_yearly and not yearly.is_shorter_than_a_year(data.start_on, data.end_on):
        raise Refusal(A_YEAR_LONG, field="end_on")
    return data


def _log(session: Session, marked: MarkedDays, verb: str, actor: User) -> None:
    log.record(
        session, verb=verb, subject=marked, actor=actor, name_th=marked.name_th, name_en=marked.name_en
    )
