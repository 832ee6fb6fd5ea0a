"""The contribution behind the cause that a promotion claims: who sells for a cause has given to it, on record."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from planner.accounts.models import User
from planner.campaigns.models import Campaign
from planner.campaigns.queries import visible_to
from planner.contributions import giving
from planner.contributions.models import Contribution
from planner.errors import Refusal
from planner.i18n import mark
from planner.promotions.models import Promotion
from planner.promotions.words import Mechanic

NO_CONTRIBUTION = mark(
    "Point at the contribution behind the cause. It is noted in a communal campaign before it is sold with."
)
NOT_SEEN = mark("Choose one of the contributions offered.")
BACKS_PROMOTION = mark("A cause-related promotion points at it, so it stays.")
OFFERED = 200


def offered(session: Session, *, actor: User, held: int | None = None) -> list[Contribution]:
    """The contributions one may see, the latest first, and the one held already."""
    wanted = (
        select(Contribution)
        .join(Contribution.campaign)
        .where(visible_to(actor))
        .options(joinedload(Contribution.campaign), joinedload(Contribution.recipient_record))
    )
    latest = wanted.order_by(Contribution.contributed_on.desc(), Contribution.id.desc()).limit(OFFERED)
    found = list(session.scalars(latest))
    if held is not None and all(one.id != held for one in found):
        found += session.scalars(wanted.where(Contribution.id == held))
    return found


def expect(
    session: Session, mechanic: Mechanic, contribution_id: int | None, *, actor: User, held: int | None = None
) -> int | None:
    """The contribution a promotion of this mechanic points at; only a cause-related one points at any.

    One that is `held` already may stay, whether or not the actor sees it. Raises `Refusal`.
    """
    if mechanic != Mechanic.CAUSE_RELATED:
        return None
    if contribution_id is None:
        raise Refusal(NO_CONTRIBUTION, field="contribution_id")
    if contribution_id != held:
        seen = (
            select(Contribution.id)
            .join(Campaign, Campaign.id == Contribution.campaign_id)
            .where(Contribution.id == contribution_id, visible_to(actor))
            # so that nobody takes it out meanwhile
            .with_for_update(of=Contribution)
        )
        if session.scalars(seen).one_or_none() is None:
            raise Refusal(NOT_SEEN, field="contribution_id")
    return contribution_id


def remove_contribution(
    session: Session, contribution_id: int, *, actor: User, version: int | None = None
) -> Contribution:
    """Take out what was never given; not while a promotion sells with it."""
    claimed = select(Promotion.id).where(Promotion.contribution_id == contribution_id).limit(1)
    if session.scalars(claimed).first() is not None:
        raise Refusal(BACKS_PROMOTION)
    return giving.remove(session, contribution_id, actor=actor, version=version)
