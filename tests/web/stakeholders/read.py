"""Reading what the application wrote."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from planner.stakeholders.models import Affiliation, Stakeholder


def again(session: Session, stakeholder: Stakeholder) -> Stakeholder:
    """The stakeholder as saved now, by a connection of its own that is closed again."""
    with Session(session.get_bind()) as fresh:
        found = fresh.scalars(
            select(Stakeholder)
            .where(Stakeholder.id == stakeholder.id)
            .options(
                selectinload(Stakeholder.affiliations).joinedload(Affiliation.organisation),
                selectinload(Stakeholder.consents),
                joinedload(Stakeholder.owner),
            )
        ).one()
        fresh.expunge_all()
    return found
