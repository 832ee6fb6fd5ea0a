"""Reading what the application wrote."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from planner.campaigns.models import Campaign
from planner.objectives.models import Objective


def objectives(session: Session, campaign: Campaign) -> list[Objective]:
    """A campaign's objectives as saved now, by a connection of its own that is closed again."""
    with Session(session.get_bind()) as fresh:
        found = list(
            fresh.scalars(
                select(Objective)
                .where(Objective.campaign_id == campaign.id)
                .options(selectinload(Objective.measurements), joinedload(Objective.own_metric))
                .order_by(Objective.position)
            )
        )
        fresh.expunge_all()
    return found
