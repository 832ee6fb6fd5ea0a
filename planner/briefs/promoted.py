"""The promotions of an exchange campaign, as its brief prints them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind
from planner.briefs.inside import Promotion
from planner.briefs.shapes import Reader
from planner.campaigns.models import Campaign
from planner.i18n import mark, pick_of, translate
from planner.promotions import models, queries
from planner.promotions.actions import Period
from planner.promotions.words import MECHANIC_NAMES

PERMIT_MISSING = mark("Needed, and not there yet")


def promotions(session: Session, campaign: Campaign, reader: Reader) -> tuple[Promotion, ...] | None:
    """The earliest first, without those that were withdrawn; None in a communal campaign, which has no such place."""
    if campaign.kind != Kind.EXCHANGE:
        return None
    found = (one.promotion for one in queries.of_campaign(session, campaign, now=clock.now()))
    return tuple(_printed(one, reader) for one in found if one.withdrawn_at is None)


def _printed(one: models.Promotion, reader: Reader) -> Promotion:
    period = Period.of(one)
    offer, terms = (pick_of(one, key, reader.language) for key in ("offer_text", "terms"))
    missing = translate(reader.language, PERMIT_MISSING) if one.permit_needed else None
    return Promotion(
        name=pick_of(one, "name", reader.language),
        mechanic=MECHANIC_NAMES[one.mechanic],
        offer=offer if offer.text else None,
        code=one.code,
        starts_on=period.start_on,
        ends_on=period.end_on,
        quota=one.quota_total,
        terms=terms if terms.text else None,
        permit=one.permit_ref or missing,
    )
