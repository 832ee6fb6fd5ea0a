"""Who takes part in what, as far as the person asking may see it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager

from planner.accounts.models import User
from planner.campaigns import queries
from planner.campaigns.models import Campaign, Participation
from planner.stakeholders import queries as stakeholders
from planner.stakeholders.mapping import Standing
from planner.stakeholders.models import Stakeholder


def of_stakeholder(session: Session, stakeholder_id: int, *, actor: User) -> list[Participation]:
    """Their participations with the campaigns loaded, the campaign that ends last first. One statement."""
    return list(
        session.scalars(
            select(Participation)
            .join(Participation.campaign)
            .where(Participation.stakeholder_id == stakeholder_id, queries.visible_to(actor))
            .options(contains_eager(Participation.campaign))
            .order_by(Campaign.end_on.desc(), Campaign.sort_key, Participation.id)
        )
    )


def ids(campaign_id: int) -> Select[Any]:
    """A query for the ids of those who take part, to be asked within another."""
    return select(Participation.stakeholder_id).where(Participation.campaign_id == campaign_id)


def standings(session: Session, campaign_id: int) -> list[Standing]:
    """Those who take part in a campaign, in Thai order, as the stakeholder map needs them. One statement.

    The caller has made sure that the reader may see the campaign. What the campaign wishes for somebody's
    engagement goes before what is wished in general.
    """
    rows = session.execute(
        select(*stakeholders.STANDING_COLUMNS, Participation.engagement_desired.label("wished"))
        .join(Participation, Participation.stakeholder_id == Stakeholder.id)
        .where(Participation.campaign_id == campaign_id)
        .order_by(Stakeholder.sort_key, Stakeholder.id)
    )
    return [stakeholders.standing_of(row, row.wished) for row in rows]
