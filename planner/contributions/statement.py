"""What was given in a year, counted from the contributions themselves: by form, subject, basis, goal and place.

Currencies are never added up. What has no value yet is counted and told, not guessed. A contribution may serve several
goals: the figures of the goals overlap, and are no parts of a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from planner.accounts.models import User
from planner.campaigns.models import Campaign
from planner.campaigns.queries import visible_to
from planner.campaigns.words import SDG_NAMES, Iso26000, Sdg
from planner.contributions.models import Contribution
from planner.contributions.words import (
    Form,
    ImpactDepth,
    Leverage,
    Motivation,
    SubjectArea,
    ValuationBasis,
)
from planner.text import thai_sort_key

K = TypeVar("K", bound=Hashable)


@dataclass
class Sums:
    """What contributions come to together. Money in minor units, by currency; hours of paid and of own time apart."""

    entries: int = 0
    unvalued: int = 0
    value: dict[str, int] = field(default_factory=dict)
    paid_hours: Decimal = Decimal(0)
    own_hours: Decimal = Decimal(0)
    people_reached: int = 0
    organisations_supported: int = 0

    def take(self, one: Contribution) -> None:
        """Add one."""
        self.entries += 1
        if one.value_minor is not None:
            self.value[one.currency] = self.value.get(one.currency, 0) + one.value_minor
        # time of one's own has no value that could be missing
        elif one.in_paid_time is not False:
            self.unvalued += 1
        if one.in_paid_time:
            self.paid_hours += one.hours or 0
        else:
            self.own_hours += one.hours or 0
        self.people_reached += one.people_reached or 0
        self.organisations_supported += one.organisations_supported or 0

    @property
    def hours(self) -> Decimal:
        """All hours."""
        return self.paid_hours + self.own_hours


@dataclass(frozen=True)
class Scope:
    """A calendar year, perhaps of one team, or one campaign alone."""

    year: int | None = None
    team_id: int | None = None
    campaign_id: int | None = None


@dataclass(frozen=True)
class Statement:
    """The contributions of a scope, the earliest first, and what they come to.

    `given` leaves out what managing the giving cost, as B4SI does; `managing` is that cost, `total` both.
    """

    rows: list[Contribution]
    total: Sums
    given: Sums
    managing: Sums
    by_form: dict[Form, Sums]
    by_subject: dict[SubjectArea, Sums]
    by_motivation: dict[Motivation, Sums]
    by_basis: dict[ValuationBasis, Sums]
    by_goal: dict[Sdg, Sums]
    by_core_subject: dict[Iso26000, Sums]
    by_place: dict[str, Sums]
    no_place: Sums
    by_depth: dict[ImpactDepth, Sums]
    leverage: dict[Leverage, dict[str, int]]
    environment: dict[str, Decimal]


def of(session: Session, scope: Scope, *, actor: User) -> Statement:
    """What the actor may see of what was given. One statement."""
    wanted = (
        select(Contribution)
        .join(Contribution.campaign)
        .where(visible_to(actor))
        .options(joinedload(Contribution.campaign), joinedload(Contribution.recipient_record))
        .order_by(Contribution.contributed_on, Contribution.id)
    )
    if scope.year is not None:
        wanted = wanted.where(
            Contribution.contributed_on.between(date(scope.year, 1, 1), date(scope.year, 12, 31))
        )
    if scope.team_id is not None:
        wanted = wanted.where(Campaign.team_id == scope.team_id)
    if scope.campaign_id is not None:
        wanted = wanted.where(Contribution.campaign_id == scope.campaign_id)
    return counted(session.scalars(wanted))


def counted(contributions: Iterable[Contribution]) -> Statement:
    """The statement of these contributions."""
    rows = list(contributions)
    managing = [one for one in rows if one.form == Form.MANAGEMENT_COST]
    given = [one for one in rows if one.form != Form.MANAGEMENT_COST]
    return Statement(
        rows=rows,
        total=_sum(rows),
        given=_sum(given),
        managing=_sum(managing),
        by_form=_by(rows, list(Form), lambda one: [one.form]),
        by_subject=_by(given, list(SubjectArea), lambda one: [one.subject_area]),
        by_motivation=_by(given, list(Motivation), lambda one: [one.motivation]),
        by_basis=_by(rows, list(ValuationBasis), lambda one: [one.valuation_basis]),
        by_goal=_by(given, list(SDG_NAMES), lambda one: [Sdg(str(number)) for number in one.sdg]),
        by_core_subject=_by(given, list(Iso26000), lambda one: [Iso26000(key) for key in one.iso26000]),
        by_place=_by(given, _in_order(one.place for one in given), lambda one: [one.place]),
        no_place=_sum(one for one in given if not one.place),
        by_depth=_by(given, list(ImpactDepth), lambda one: [one.impact_depth]),
        leverage=_leverage(rows),
        environment=_environment(rows),
    )


def years(session: Session, *, actor: User) -> list[int]:
    """The years in which something was given that the actor may see, the latest first."""
    days = session.scalars(
        select(Contribution.contributed_on).join(Contribution.campaign).where(visible_to(actor)).distinct()
    )
    return sorted({day.year for day in days}, reverse=True)


def _sum(rows: Iterable[Contribution]) -> Sums:
    found = Sums()
    for one in rows:
        found.take(one)
    return found


def _by(
    rows: Iterable[Contribution], keys: Iterable[K], of_one: Callable[[Contribution], list[K | None]]
) -> dict[K, Sums]:
    """The sums of each key that something has, in the order of the keys."""
    found: dict[K, Sums] = {}
    for one in rows:
        for key in of_one(one):
            if key is not None:
                found.setdefault(key, Sums()).take(one)
    return {key: found[key] for key in keys if key in found}


def _in_order(names: Iterable[str | None]) -> list[str]:
    """As a Thai dictionary has them, each once."""
    return sorted({one for one in names if one}, key=lambda one: (thai_sort_key(one), one))


def _leverage(rows: Iterable[Contribution]) -> dict[Leverage, dict[str, int]]:
    found: dict[Leverage, dict[str, int]] = {}
    for one in rows:
        for who, minor in one.leverage().items():
            held = found.setdefault(who, {})
            held[one.currency] = held.get(one.currency, 0) + minor
    return {who: found[who] for who in Leverage if who in found}


def _environment(rows: Iterable[Contribution]) -> dict[str, Decimal]:
    """What was done for the environment, by what it was counted in."""
    found: dict[str, Decimal] = {}
    for one in rows:
        if one.environment_amount is not None and one.environment_unit:
            found[one.environment_unit] = found.get(one.environment_unit, Decimal(0)) + one.environment_amount
    return {unit: found[unit] for unit in _in_order(found)}
