"""Gathering one campaign into a copy that may leave the house: outward fields alone (an allow-list)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import Kind, User
from planner.briefs.gather import Edition, days_of, days_off, other_title, when
from planner.briefs.outside import OutwardBrief, OutwardEvent
from planner.briefs.shapes import PublicContact, Reader, as_written
from planner.campaigns import queries as campaigns
from planner.campaigns.models import Campaign
from planner.campaigns.words import ParticipationRole
from planner.events import stored
from planner.events.models import Event
from planner.events.visibility import outward as visible_outside
from planner.events.words import EVENT_STATUS_NAMES, EVENT_TYPE_NAMES, EventStatus
from planner.i18n import Text, pick_of
from planner.stakeholders import queries as stakeholders
from planner.stakeholders.words import ConsentPurpose


def outward(
    session: Session, campaign_id: int, *, actor: User, edition: Edition, at: datetime
) -> OutwardBrief:
    """The copy for people outside; `at` (aware) decides which embargoes have passed.

    :raises NotFound: where there is no such campaign for the actor.
    """
    campaign = campaigns.whole(session, campaign_id, actor=actor)
    reader = edition.reader

    def said(key: str) -> Text | None:
        text = pick_of(campaign, key, reader.language)
        return text if text.text else None

    is_communal = campaign.kind == Kind.COMMUNAL
    return OutwardBrief(
        reader=reader,
        made_on=edition.made_on,
        organisation=edition.organisation,
        title=pick_of(campaign, "title", reader.language),
        other_title=other_title(campaign, reader),
        starts_on=campaign.start_on,
        ends_on=campaign.end_on,
        purpose=pick_of(campaign, "purpose", reader.language),
        benefit_to_public=pick_of(campaign, "benefit_to_public", reader.language),
        need=said("need_statement") if is_communal else None,
        offer=None if is_communal else said("offer_summary"),
        terms=None if is_communal else said("terms"),
        messages=tuple(pick_of(one, "text", reader.language) for one in campaign.messages if one.is_public),
        partners=tuple(_partners(session, campaign, reader)),
        events=tuple(event(one, reader) for one in _events(session, campaign.id, at)),
        days_off=tuple(days_off(days_of(session, campaign), reader)),
        feed=edition.feed,
    )


def _partners(session: Session, campaign: Campaign, reader: Reader) -> Iterable[Text]:
    """Partners who agreed to be listed; the others are not named outside."""
    partners = [one for one in campaign.participations if one.role == ParticipationRole.PARTNER]
    agreed = stakeholders.with_consent(
        session, ConsentPurpose.PUBLIC_PARTNER_LISTING, [one.stakeholder_id for one in partners]
    )
    for one in partners:
        if one.stakeholder_id in agreed:
            yield pick_of(one.stakeholder, "name", reader.language)


def _events(session: Session, campaign_id: int, at: datetime) -> list[Event]:
    return list(
        session.scalars(
            select(Event)
            .join(Event.campaign)
            .where(Event.campaign_id == campaign_id, visible_outside(None, at))
            .order_by(Event.spans_from, Event.id)
        )
    )


def event(one: Event, reader: Reader) -> OutwardEvent:
    """An event as anyone may know it; a series as a whole, from its first day."""

    def said(key: str) -> Text | None:
        text = pick_of(one, key, reader.language)
        return text if text.text else None

    contact = as_written(one.public_contact)
    return OutwardEvent(
        title=pick_of(one, "title", reader.language),
        when=when(stored.timing_of(one), one.recurrence, reader),
        type=EVENT_TYPE_NAMES[one.type],
        status=None if one.status == EventStatus.CONFIRMED else EVENT_STATUS_NAMES[one.status],
        is_cancelled=one.status == EventStatus.CANCELLED,
        public_text=said("public_text"),
        venue=said("venue"),
        address=as_written(one.address),
        online_url=one.online_url,
        contact=PublicContact(contact) if contact else None,
    )
