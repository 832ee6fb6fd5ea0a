"""Figures for objectives that the planner counts itself, each with where it comes from and what is missing from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner import money
from planner.accounts.models import Kind
from planner.campaigns.models import Campaign
from planner.evaluation import given
from planner.evaluation.figures import BAHT, Counted, Told
from planner.events.models import Event
from planner.i18n import mark
from planner.objectives.words import Method
from planner.promotions import queries, standing
from planner.promotions.queries import Standing

FOUR_PLACES = Decimal("0.0001")

FROM_PROMOTIONS = mark("Counted from what was redeemed. Promotions: %(count)s.")
FROM_EVENTS = mark("Counted from what was noted after events. Events: %(count)s.")
UNVALUED = mark("Entries that do not say what came back: %(count)s.")
OTHER_MONEY = mark("Promotions in other currencies are left out: %(currencies)s.")
NO_COST = mark("Promotions left out, for they do not say what one costs: %(count)s.")
NOT_NOTED = mark("Events that are over and do not say whom one met: %(count)s.")


def count(session: Session, campaign: Campaign, metric: str | None, *, now: datetime) -> Counted | None:
    """The figure for one of the starter metrics; None where the planner does not count that one."""
    how = COUNTS.get(metric or "")
    return how(session, campaign, now) if how is not None else None


def _promotions(session: Session, campaign: Campaign, now: datetime) -> list[Standing]:
    """Those of an exchange campaign; a communal one has none, and none of their figures either."""
    return queries.of_campaign(session, campaign, now=now) if campaign.kind == Kind.EXCHANGE else []


def _in_baht(found: Sequence[Standing]) -> tuple[list[Standing], list[Told]]:
    """The promotions in baht, and word of the others: currencies are never added up."""
    others = sorted({one.promotion.currency for one in found} - {money.HOME_CURRENCY})
    missing = [Told(OTHER_MONEY, {"currencies": ", ".join(others)})] if others else []
    return [one for one in found if one.promotion.currency == money.HOME_CURRENCY], missing


def _redemptions(session: Session, campaign: Campaign, now: datetime) -> Counted | None:
    found = _promotions(session, campaign, now)
    if not found:
        return None
    return Counted(
        value=Decimal(sum(one.redeemed.quantity for one in found)),
        method=Method.REDEMPTION_LOG,
        source=Told(FROM_PROMOTIONS, {"count": len(found)}),
    )


def _return_value(session: Session, campaign: Campaign, now: datetime) -> Counted | None:
    found, missing = _in_baht(_promotions(session, campaign, now))
    valued = [one for one in found if one.redeemed.valued]
    unvalued = sum(one.redeemed.unvalued for one in found)
    if not found:
        return None
    value = Decimal(sum(one.redeemed.value_minor for one in valued)) / BAHT if valued else None
    return Counted(
        value=value,
        method=Method.REDEMPTION_LOG,
        source=Told(FROM_PROMOTIONS, {"count": len(found)}),
        missing=[*missing, *([Told(UNVALUED, {"count": unvalued})] if unvalued else [])],
    )


def _cost_per_redemption(session: Session, campaign: Campaign, now: datetime) -> Counted | None:
    """What all that was redeemed cost, over how many those were."""
    found, missing = _in_baht(_promotions(session, campaign, now))
    costed = [one for one in found if one.promotion.cost_per_unit_minor is not None]
    if len(costed) < len(found):
        missing.append(Told(NO_COST, {"count": len(found) - len(costed)}))
    if not found:
        return None
    quantity = sum(one.redeemed.quantity for one in costed)
    cost = sum(standing.cost_minor(one.promotion, one.redeemed.quantity) or 0 for one in costed)
    return Counted(
        value=(Decimal(cost) / quantity / BAHT).quantize(FOUR_PLACES) if quantity else None,
        method=Method.REDEMPTION_LOG,
        source=Told(FROM_PROMOTIONS, {"count": len(costed)}),
        missing=missing,
    )


def _new_contacts(session: Session, campaign: Campaign, now: datetime) -> Counted | None:
    counted = select(func.count(Event.met_new_count), func.sum(Event.met_new_count))
    events, people = session.execute(counted.where(Event.campaign_id == campaign.id)).one()
    if not events:
        return None
    over = select(func.count(Event.id)).where(
        Event.campaign_id == campaign.id,
        Event.met_new_count.is_(None),
        Event.status == "confirmed",
        Event.recurrence.is_(None),
        Event.spans_until < now,
    )
    silent = session.scalars(over).one()
    return Counted(
        value=Decimal(people or 0),
        method=Method.ATTENDANCE_COUNT,
        source=Told(FROM_EVENTS, {"count": events}),
        missing=[Told(NOT_NOTED, {"count": silent})] if silent else [],
    )


COUNTS: Mapping[str, Callable[[Session, Campaign, datetime], Counted | None]] = {
    "redemptions": _redemptions,
    "return_value": _return_value,
    "cost_per_redemption": _cost_per_redemption,
    "new_contacts_met": _new_contacts,
    "hours_volunteered": given.hours_volunteered,
    "contribution_value": given.contribution_value,
    "people_reached": given.people_reached,
}
