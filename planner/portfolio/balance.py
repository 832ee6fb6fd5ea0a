"""The balance of the two kinds: for whom there was communal and for whom exchange activity. Counts, never values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from planner.accounts.models import Kind, User
from planner.campaigns.models import Campaign, Participation
from planner.portfolio.scope import Scope, counted
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import SET_ASIDE, Category, StakeholderKind

MOST = 200
"""Publics of one page."""


@dataclass(frozen=True)
class Balance:
    """How many campaigns of each kind somebody took part in."""

    communal: int
    exchange: int

    @property
    def gap(self) -> Kind | None:
        """The kind that is missing where there is the other."""
        if self.communal and self.exchange:
            return None
        return Kind.EXCHANGE if self.communal else Kind.COMMUNAL


@dataclass(frozen=True)
class OfPublic:
    """A public and its balance."""

    id: int
    name_th: str | None
    name_en: str | None
    balance: Balance


def of_publics(session: Session, scope: Scope, *, actor: User) -> list[OfPublic]:
    """The publics that take part in a campaign of the scope; those with a gap first. One statement."""
    communal, exchange = _count(Kind.COMMUNAL), _count(Kind.EXCHANGE)
    asked = (
        _parts(
            scope, actor, Stakeholder.id, Stakeholder.organisation_name_th, Stakeholder.organisation_name_en
        )
        .where(Stakeholder.kind == StakeholderKind.PUBLIC)
        .group_by(
            Stakeholder.id,
            Stakeholder.organisation_name_th,
            Stakeholder.organisation_name_en,
            Stakeholder.sort_key,
        )
        .order_by(case(((communal > 0) & (exchange > 0), 1), else_=0), Stakeholder.sort_key, Stakeholder.id)
        .limit(MOST)
    )
    return [
        OfPublic(row[0], row[1], row[2], Balance(row.communal, row.exchange))
        for row in session.execute(asked)
    ]


def of_categories(session: Session, scope: Scope, *, actor: User) -> dict[Category, Balance]:
    """How many campaigns of each kind somebody of a category takes part in. One statement."""
    asked = _parts(scope, actor, Stakeholder.category).group_by(Stakeholder.category)
    found = {row[0]: Balance(row.communal, row.exchange) for row in session.execute(asked)}
    return {one: found[one] for one in Category if one in found}


def _count(kind: Kind) -> Any:
    return func.count(case((Campaign.kind == kind, Campaign.id)).distinct())


def _parts(scope: Scope, actor: User, *columns: Any) -> Any:
    # both kinds, whichever the page is narrowed to: a balance of one is none
    both = Scope(scope.year, scope.quarter, scope.team_id)
    return (
        select(*columns, _count(Kind.COMMUNAL).label("communal"), _count(Kind.EXCHANGE).label("exchange"))
        .select_from(Participation)
        .join(Campaign, Campaign.id == Participation.campaign_id)
        .join(Stakeholder, Stakeholder.id == Participation.stakeholder_id)
        .where(*counted(both, actor), Stakeholder.status.not_in(SET_ASIDE))
    )
