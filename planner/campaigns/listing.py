"""The list of campaigns: searched, filtered, sorted, counted and paged in a constant number of statements."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, joinedload, load_only
from sqlalchemy.orm.interfaces import ORMOption

from planner import text
from planner.accounts.models import Kind, Team, User
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign, Participation
from planner.campaigns.queries import visible_to
from planner.campaigns.words import FieldOfWork
from planner.i18n import mark
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import Category

PAGE_SIZE = 50


class Sort(StrEnum):
    """An order of the list."""

    TITLE = "title"
    START = "start"
    END = "end"
    CHANGED = "changed"


class Late(StrEnum):
    """A step whose day has passed."""

    TO_START = "to_start"
    TO_COMPLETE = "to_complete"


LATE_NAMES: dict[Late, str] = {
    Late.TO_START: mark("Should have started"),
    Late.TO_COMPLETE: mark("Should have been completed"),
}
NOT_STARTED = (Status.DRAFT, Status.IN_REVIEW, Status.APPROVED)
RUNNING = (Status.ACTIVE, Status.PAUSED)
UNCOUNTED = (Status.DRAFT, Status.CANCELLED)
"""What is still being written, or was called off, adds to no sum."""


class Period(StrEnum):
    """A stretch of time that a campaign touches, reckoned from today."""

    NOW = "now"
    THIS_MONTH = "this_month"
    THIS_QUARTER = "this_quarter"
    NEXT_QUARTER = "next_quarter"
    THIS_YEAR = "this_year"
    NEXT_YEAR = "next_year"
    PAST = "past"


PERIOD_NAMES: dict[Period, str] = {
    Period.NOW: mark("Today"),
    Period.THIS_MONTH: mark("This month"),
    Period.THIS_QUARTER: mark("This quarter"),
    Period.NEXT_QUARTER: mark("Next quarter"),
    Period.THIS_YEAR: mark("This year"),
    Period.NEXT_YEAR: mark("Next year"),
    Period.PAST: mark("Before today"),
}


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; what is None does not narrow."""

    q: str = ""
    kind: Kind | None = None
    status: Status | None = None
    team_id: int | None = None
    is_mine: bool = False
    field_of_work: FieldOfWork | None = None
    period: Period | None = None
    # where another page's figure leads: the campaigns that it counts
    year: int | None = None
    quarter: int | None = None
    is_counted: bool = False
    stakeholder_id: int | None = None
    category: Category | None = None
    late: Late | None = None

    @property
    def active(self) -> int:
        """How many of them narrow, the state and the search left out: those stand in sight."""
        held = (
            *(self.kind, self.team_id, self.is_mine or None, self.field_of_work, self.period),
            *(self.year, self.is_counted or None, self.stakeholder_id, self.category, self.late),
        )
        return sum(one is not None for one in held)


@dataclass(frozen=True)
class Listing:
    """One page of a list, and how many there are in each state under the same other filters."""

    campaigns: list[Campaign]
    counts: dict[Status, int]
    total: int
    page: int
    pages: int
    is_narrowed: bool

    @property
    def all(self) -> int:
        """How many there are in any state."""
        return sum(self.counts.values())


def listing(
    session: Session,
    filters: Filters,
    *,
    actor: User,
    today: date,
    sort: Sort = Sort.TITLE,
    is_descending: bool = False,
    page: int = 1,
) -> Listing:
    """The campaigns that the actor may see and the filters let through; two statements."""
    wide = _conditions(replace(filters, status=None), actor, today)
    counted = select(Campaign.status, func.count().label("number")).where(*wide).group_by(Campaign.status)
    counts = {row.status: row.number for row in session.execute(counted)}
    total = counts.get(filters.status, 0) if filters.status else sum(counts.values())
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(1, page), pages)
    found = session.scalars(
        select(Campaign)
        .where(*_conditions(filters, actor, today))
        .order_by(*_order(sort, is_descending))
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
        .options(*_lines())
    )
    return Listing(list(found), counts, total, page, pages, filters != Filters())


def ids(
    session: Session,
    filters: Filters,
    *,
    actor: User,
    today: date,
    sort: Sort = Sort.TITLE,
    is_descending: bool = False,
) -> list[int]:
    """The ids of all campaigns that the list shows on any of its pages, in its order. One statement."""
    found = (
        select(Campaign.id).where(*_conditions(filters, actor, today)).order_by(*_order(sort, is_descending))
    )
    return list(session.scalars(found))


@cache
def _lines() -> tuple[ORMOption, ...]:
    """What a line of the list shows; asked for when one is, since it configures every mapper there is."""
    return (
        load_only(
            Campaign.code,
            Campaign.kind,
            Campaign.title_th,
            Campaign.title_en,
            Campaign.status,
            Campaign.start_on,
            Campaign.end_on,
            Campaign.confidentiality,
            Campaign.updated_at,
        ),
        joinedload(Campaign.team).load_only(Team.name_th, Team.name_en),
        joinedload(Campaign.owner).load_only(
            User.given_th, User.family_th, User.given_latin, User.family_latin
        ),
    )


def _order(sort: Sort, is_descending: bool) -> list[Any]:
    columns: dict[Sort, list[Any]] = {
        Sort.TITLE: [Campaign.sort_key],
        Sort.START: [Campaign.start_on, Campaign.end_on, Campaign.sort_key],
        Sort.END: [Campaign.end_on, Campaign.start_on, Campaign.sort_key],
        Sort.CHANGED: [Campaign.updated_at],
    }
    # the id last, so that no campaign stands on two pages
    ordered = [*columns[sort], Campaign.id]
    return [column.desc() for column in ordered] if is_descending else ordered


def _conditions(filters: Filters, actor: User, today: date) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [visible_to(actor)]
    found += [
        Campaign.search_text.like(text.like_pattern(term), escape=text.LIKE_ESCAPE)
        for term in text.search_terms(filters.q)
    ]
    for column, value in (
        (Campaign.kind, filters.kind),
        (Campaign.status, filters.status),
        (Campaign.team_id, filters.team_id),
        (Campaign.field_of_work, filters.field_of_work),
        (Campaign.owner_id, actor.id if filters.is_mine else None),
    ):
        if value is not None:
            found.append(column == value)
    if filters.year is not None:
        first, last = begins_in(filters.year, filters.quarter)
        found.append(Campaign.start_on.between(first, last))
    if filters.is_counted:
        found.append(Campaign.status.not_in(UNCOUNTED))
    if filters.late is not None:
        found.append(is_late(filters.late, today))
    found += _with_them(filters)
    if filters.period is not None:
        first, last = bounds(filters.period, today)
        found.append(Campaign.start_on <= last)
        found.append(Campaign.end_on <= last if filters.period == Period.PAST else Campaign.end_on >= first)
    return found


def _with_them(filters: Filters) -> list[ColumnElement[bool]]:
    """The campaigns in which a stakeholder, or somebody of a category, takes part."""
    part = select(Participation.id).where(Participation.campaign_id == Campaign.id)
    found: list[ColumnElement[bool]] = []
    if filters.stakeholder_id is not None:
        found.append(part.where(Participation.stakeholder_id == filters.stakeholder_id).exists())
    if filters.category is not None:
        of_them = part.join(Participation.stakeholder).where(Stakeholder.category == filters.category)
        found.append(of_them.exists())
    return found


def is_late(late: Late, today: date) -> ColumnElement[bool]:
    """Whether the day of a step has passed without it."""
    if late == Late.TO_START:
        return and_(Campaign.start_on < today, Campaign.status.in_(NOT_STARTED))
    return and_(Campaign.end_on < today, Campaign.status.in_(RUNNING))


def begins_in(year: int, quarter: int | None = None) -> tuple[date, date]:
    """The first and the last day of a calendar year, or of a quarter of it."""
    return _months(year, 0, 12) if quarter is None else _months(year, (quarter - 1) * 3, 3)


def bounds(period: Period, today: date) -> tuple[date, date]:
    """The first and the last day of a period. Quarters are those of the calendar year."""
    quarter = (today.month - 1) // 3
    match period:
        case Period.NOW:
            return today, today
        case Period.THIS_MONTH:
            return _months(today.year, today.month - 1, 1)
        case Period.THIS_QUARTER:
            return _months(today.year, quarter * 3, 3)
        case Period.NEXT_QUARTER:
            return _months(today.year, quarter * 3 + 3, 3)
        case Period.THIS_YEAR:
            return _months(today.year, 0, 12)
        case Period.NEXT_YEAR:
            return _months(today.year + 1, 0, 12)
        case Period.PAST:
            return date.min, today - timedelta(days=1)


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    """So many months from the one that stands `first` months after January of the year."""
    after = first + count
    return (
        date(year + first // 12, first % 12 + 1, 1),
        date(year + after // 12, after % 12 + 1, 1) - timedelta(days=1),
    )
