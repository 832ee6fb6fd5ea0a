"""What may be chosen for a feed, in the reader's words."""

from __future__ import annotations

from typing import Any

from sqlalchemy import or_, select

from planner.campaigns import queries as campaigns
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.errors import NotFound
from planner.events.words import EventType
from planner.extensions import db
from planner.feeds.models import Feed
from planner.i18n import pick
from planner.web import context, language
from planner.web.gate import actor

OFFERED = 300


def campaign(campaign_id: int | None) -> Campaign | None:
    """The campaign asked for, if it is one that the reader may see."""
    if campaign_id is None or not 0 < campaign_id < 2**31:
        return None
    try:
        return campaigns.shown(db.session, campaign_id, actor=actor())
    except NotFound:
        return None


def offer_campaigns(form: Any, *, chosen: int | None) -> None:
    """The campaigns that the reader sees and that are not over, in Thai order, and the one that is chosen."""
    rows = db.session.execute(
        select(Campaign.id, Campaign.title_th, Campaign.title_en)
        .where(
            campaigns.visible_to(actor()),
            or_(Campaign.status.not_in([Status.ARCHIVED, Status.CANCELLED]), Campaign.id == chosen),
        )
        .order_by((Campaign.id != chosen) if chosen else Campaign.sort_key, Campaign.sort_key)
        .limit(OFFERED)
    )
    form.campaign.offer((row.id, pick(row.title_th, row.title_en, language.language()).text) for row in rows)


def type_names(feed: Feed) -> list[str]:
    """The types of event a feed is limited to."""
    return [context.name(EventType(key)) for key in feed.types if key in set(EventType)]
