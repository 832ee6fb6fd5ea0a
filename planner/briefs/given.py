"""The contributions of a communal campaign, as its brief prints them: by day, with form and basis."""

from __future__ import annotations

from sqlalchemy.orm import Session

from planner.accounts.models import Kind
from planner.briefs.inside import Contribution
from planner.briefs.shapes import Money, Reader
from planner.campaigns.models import Campaign
from planner.contributions import models, queries
from planner.contributions.words import FORM_NAMES, VALUATION_BASIS_NAMES
from planner.i18n import Text, pick, pick_of


def contributions(session: Session, campaign: Campaign, reader: Reader) -> tuple[Contribution, ...] | None:
    """The earliest first; None in an exchange campaign, which has no such place, and where nothing was given."""
    if campaign.kind != Kind.COMMUNAL:
        return None
    found = queries.contributions_of(session, campaign.id)
    return tuple(_printed(one, reader) for one in reversed(found)) or None


def _printed(one: models.Contribution, reader: Reader) -> Contribution:
    return Contribution(
        description=pick_of(one, "description", reader.language),
        form=FORM_NAMES[one.form],
        recipient=_recipient(one, reader),
        value=Money(one.value_minor, one.currency) if one.value_minor is not None else None,
        basis=VALUATION_BASIS_NAMES[one.valuation_basis] if one.valuation_basis else None,
        on=one.contributed_on,
    )


def _recipient(one: models.Contribution, reader: Reader) -> Text:
    if one.recipient_record is not None:
        return pick_of(one.recipient_record, "name", reader.language)
    return pick(one.recipient, one.recipient, reader.language)
