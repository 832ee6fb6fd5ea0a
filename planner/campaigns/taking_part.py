"""Which campaigns a stakeholder takes part in, as far as the person asking may see them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from planner.accounts.models import User
from planner.campaigns import queries
from planner.campaigns.models import Campaign, Participation


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
