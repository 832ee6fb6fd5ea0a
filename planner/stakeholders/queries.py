"""Questions about stakeholders. Everyone who signs in may ask: stakeholders belong to the organisation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from planner import text
from planner.errors import NotFound
from planner.stakeholders import consents, reach
from planner.stakeholders.models import Affiliation, Consent, Stakeholder
from planner.stakeholders.words import (
    Attitude,
    Category,
    ConsentPurpose,
    ConsentState,
    StakeholderKind,
    StakeholderStatus,
)

PAGE_SIZE = 50
BODIES = (StakeholderKind.ORGANISATION, StakeholderKind.PUBLIC)


@dataclass(frozen=True)
class Wanted:
    """Which stakeholders a list is to show; what is not given leaves it open. Erased ones only when asked for."""

    q: str = ""
    kind: StakeholderKind | None = None
    category: Category | None = None
    status: StakeholderStatus | None = None
    attitude: Attitude | None = None
    unassessed: bool = False
    do_not_contact: bool = False

    @property
    def filters(self) -> int:
        """How many filters are set."""
        return sum(bool(getattr(self, key)) for key in self.__dataclass_fields__)


@dataclass(frozen=True)
class Listing:
    """One page of a list, with where it stands in the whole. Affiliations and their organisations are loaded."""

    rows: list[Stakeholder]
    total: int
    number: int
    count: int


@dataclass(frozen=True)
class Counts:
    """How many stakeholders there are that are not erased, by kind and by category."""

    total: int
    by_kind: Counter[StakeholderKind]
    by_category: Counter[Category]


def listed(session: Session, wanted: Wanted, *, page: int = 1, size: int = PAGE_SIZE) -> Listing:
    """A page of stakeholders in Thai order. Three statements, however many rows; a page too far shows the last."""
    found = _wanted(select(Stakeholder), wanted)
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    count = max(1, -(-total // size))
    number = min(max(1, page), count)
    rows = session.scalars(
        found.options(selectinload(Stakeholder.affiliations).joinedload(Affiliation.organisation))
        .order_by(Stakeholder.sort_key, Stakeholder.id)
        .limit(size)
        .offset((number - 1) * size)
    )
    return Listing(list(rows), total, number, count)


def counts(session: Session) -> Counts:
    """How many of each; one statement."""
    rows = session.execute(
        select(Stakeholder.kind, Stakeholder.category, func.count())
        .where(Stakeholder.status != StakeholderStatus.ERASED)
        .group_by(Stakeholder.kind, Stakeholder.category)
    )
    by_kind: Counter[StakeholderKind] = Counter()
    by_category: Counter[Category] = Counter()
    for kind, category, number in rows:
        by_kind[kind] += number
        by_category[category] += number
    return Counts(by_kind.total(), by_kind, by_category)


def shown(session: Session, stakeholder_id: int) -> Stakeholder:
    """One stakeholder with owner, consents, and the organisations they belong to. Raises `NotFound`."""
    found = session.scalars(
        select(Stakeholder)
        .where(Stakeholder.id == stakeholder_id)
        .options(
            joinedload(Stakeholder.owner),
            selectinload(Stakeholder.consents),
            selectinload(Stakeholder.affiliations).joinedload(Affiliation.organisation),
        )
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def one(session: Session, stakeholder_id: int) -> Stakeholder:
    """One stakeholder, nothing more loaded. Raises `NotFound`."""
    found = session.get(Stakeholder, stakeholder_id)
    if found is None:
        raise NotFound
    return found


def people_of(session: Session, organisation_id: int) -> list[Affiliation]:
    """Who belongs to an organisation or a public: affiliations with their people, those still there first."""
    return list(
        session.scalars(
            select(Affiliation)
            .join(Affiliation.person)
            .where(
                Affiliation.organisation_id == organisation_id, Stakeholder.status != StakeholderStatus.ERASED
            )
            .options(joinedload(Affiliation.person))
            .order_by(Affiliation.ended_on.is_not(None), Stakeholder.sort_key, Affiliation.id)
        )
    )


def affiliation(session: Session, stakeholder_id: int, affiliation_id: int) -> Affiliation:
    """An affiliation of this stakeholder, from whichever end, with both ends loaded. Raises `NotFound`."""
    found = session.scalars(
        select(Affiliation)
        .where(
            Affiliation.id == affiliation_id,
            or_(Affiliation.person_id == stakeholder_id, Affiliation.organisation_id == stakeholder_id),
        )
        .options(joinedload(Affiliation.person), joinedload(Affiliation.organisation))
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def matching(
    session: Session,
    q: str,
    limit: int = 20,
    *,
    kinds: Iterable[StakeholderKind] | None = None,
    without: Iterable[int] = (),
) -> list[Stakeholder]:
    """For pickers: active stakeholders that match, in Thai order; with nothing typed, the first of all.

    `without` leaves out those already chosen. Shows id, names and category; nothing more is loaded.
    """
    found = _sought(select(Stakeholder), q).where(Stakeholder.status == StakeholderStatus.ACTIVE)
    if kinds is not None:
        found = found.where(Stakeholder.kind.in_(list(kinds)))
    excluded = list(without)
    if excluded:
        found = found.where(Stakeholder.id.not_in(excluded))
    return list(session.scalars(found.order_by(Stakeholder.sort_key, Stakeholder.id).limit(limit)))


def with_consent(session: Session, purpose: ConsentPurpose, stakeholder_ids: Iterable[int]) -> set[int]:
    """Those of the stakeholders whose consent to this purpose stands. One statement."""
    by_stakeholder: dict[int, list[Consent]] = {}
    for consent in session.scalars(
        select(Consent).where(
            Consent.purpose == purpose, Consent.stakeholder_id.in_(list(stakeholder_ids) or [0])
        )
    ):
        by_stakeholder.setdefault(consent.stakeholder_id, []).append(consent)
    return {
        key for key, said in by_stakeholder.items() if consents.state_of(said, purpose) == ConsentState.GIVEN
    }


def unassessed() -> ColumnElement[bool]:
    """Power, interest, legitimacy or urgency is not judged yet, so one of the two readings is missing."""
    return or_(
        Stakeholder.power.is_(None),
        Stakeholder.interest.is_(None),
        Stakeholder.has_legitimacy.is_(None),
        Stakeholder.has_urgency.is_(None),
    )


def _wanted(found: Select[Any], wanted: Wanted) -> Select[Any]:
    found = _sought(found, wanted.q)
    for column, value in (
        (Stakeholder.kind, wanted.kind),
        (Stakeholder.category, wanted.category),
        (Stakeholder.attitude, wanted.attitude),
    ):
        if value is not None:
            found = found.where(column == value)
    if wanted.unassessed:
        found = found.where(unassessed())
    if wanted.do_not_contact:
        found = found.where(Stakeholder.do_not_contact)
    if wanted.status is not None:
        return found.where(Stakeholder.status == wanted.status)
    return found.where(Stakeholder.status != StakeholderStatus.ERASED)


def _sought(found: Select[Any], q: str) -> Select[Any]:
    """Every term somewhere in a name, a nickname, an e-mail; digits also in a number, however it was spaced."""
    digits = reach.digits_sought(q)
    if digits:
        return found.where(_holds(digits))
    for term in text.search_terms(q):
        found = found.where(_holds(term))
    return found


def _holds(term: str) -> ColumnElement[bool]:
    return Stakeholder.search_text.like(text.like_pattern(term), escape=text.LIKE_ESCAPE)
