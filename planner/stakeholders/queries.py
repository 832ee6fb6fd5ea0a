"""Questions about stakeholders. Everyone who signs in may ask: stakeholders belong to the organisation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from planner import text
from planner.errors import NotFound
from planner.stakeholders import assessment, consents, reach
from planner.stakeholders.mapping import Standing
from planner.stakeholders.models import Affiliation, Consent, Stakeholder
from planner.stakeholders.words import (
    SET_ASIDE,
    Attitude,
    Category,
    ConsentPurpose,
    ConsentState,
    Engagement,
    PowerInterest,
    Salience,
    StakeholderKind,
    StakeholderStatus,
)

PAGE_SIZE = 50
BODIES = (StakeholderKind.ORGANISATION, StakeholderKind.PUBLIC)


class Reading(StrEnum):
    """One of the two readings of the map."""

    POWER_INTEREST = "power_interest"
    SALIENCE = "salience"


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
    lacks: Reading | None = None
    quadrant: PowerInterest | None = None
    salience: Salience | None = None
    power: int | None = None
    interest: int | None = None

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
        .where(Stakeholder.status.not_in(SET_ASIDE))
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
            .where(Affiliation.organisation_id == organisation_id, Stakeholder.status.not_in(SET_ASIDE))
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
        (Stakeholder.power, wanted.power),
        (Stakeholder.interest, wanted.interest),
    ):
        if value is not None:
            found = found.where(column == value)
    found = found.where(*_placed(wanted))
    if wanted.unassessed:
        found = found.where(unassessed())
    if wanted.do_not_contact:
        found = found.where(Stakeholder.do_not_contact)
    if wanted.status is not None:
        return found.where(Stakeholder.status == wanted.status)
    return found.where(Stakeholder.status.not_in(SET_ASIDE))


def _placed(wanted: Wanted) -> list[ColumnElement[bool]]:
    """The filters of the map's places, by the same rules as `assessment`."""
    found: list[ColumnElement[bool]] = []
    if wanted.lacks is not None:
        found.append(or_(*(column.is_(None) for column in _READ_FROM[wanted.lacks])))
    if wanted.quadrant is not None:
        (marks,) = (held for held, key in assessment.QUADRANTS.items() if key == wanted.quadrant)
        found += [_is_high(Stakeholder.power, marks[0]), _is_high(Stakeholder.interest, marks[1])]
    if wanted.salience is not None:
        (held,) = (held for held, key in assessment.CLASSES.items() if key == wanted.salience)
        found += [
            _is_high(Stakeholder.power, held[0]),
            Stakeholder.has_legitimacy.is_(held[1]),
            Stakeholder.has_urgency.is_(held[2]),
        ]
    return found


def _is_high(column: Any, is_high: bool) -> ColumnElement[bool]:
    high: ColumnElement[bool] = column >= assessment.HIGH_FROM
    return high if is_high else and_(column.is_not(None), ~high)


_READ_FROM: dict[Reading, tuple[Any, ...]] = {
    Reading.POWER_INTEREST: (Stakeholder.power, Stakeholder.interest),
    Reading.SALIENCE: (Stakeholder.power, Stakeholder.has_legitimacy, Stakeholder.has_urgency),
}

STANDING_COLUMNS: tuple[Any, ...] = (
    Stakeholder.id,
    Stakeholder.kind,
    Stakeholder.category,
    Stakeholder.given_th,
    Stakeholder.family_th,
    Stakeholder.given_latin,
    Stakeholder.family_latin,
    Stakeholder.organisation_name_th,
    Stakeholder.organisation_name_en,
    Stakeholder.power,
    Stakeholder.interest,
    Stakeholder.has_legitimacy,
    Stakeholder.has_urgency,
    Stakeholder.engagement_current,
    Stakeholder.engagement_desired,
)


def standings(session: Session, wanted: Wanted) -> list[Standing]:
    """All who are wanted, assessed or not, in Thai order, as the map needs them. One statement."""
    rows = session.execute(
        _wanted(select(*STANDING_COLUMNS), wanted).order_by(Stakeholder.sort_key, Stakeholder.id)
    )
    return [standing_of(row) for row in rows]


def ids(wanted: Wanted) -> Select[Any]:
    """A query for the ids of all who are wanted, to be asked within another."""
    return _wanted(select(Stakeholder.id), wanted)


def standing_of(row: Any, engagement_desired: Engagement | None = None) -> Standing:
    """A row of `STANDING_COLUMNS`; a campaign's own wish for their engagement goes before the general one."""
    is_person = row.kind == StakeholderKind.PERSON
    th, latin = (row.given_th, row.family_th), (row.given_latin, row.family_latin)
    return Standing(
        id=row.id,
        name_th=_joined(th) if is_person else row.organisation_name_th,
        name_en=_joined(latin) if is_person else row.organisation_name_en,
        kind=row.kind,
        category=row.category,
        power=row.power,
        interest=row.interest,
        has_legitimacy=row.has_legitimacy,
        has_urgency=row.has_urgency,
        engagement_current=row.engagement_current,
        engagement_desired=engagement_desired or row.engagement_desired,
    )


def _joined(names: tuple[str | None, str | None]) -> str | None:
    return " ".join(name for name in names if name) or None


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
