"""One-off calendar files, for people who sign in: a copy that will not update, and says so.

Outward fields alone, as in a feed, and only events that the person may see; but a file is not a calendar of its own:
it has no name, or Outlook would open a new calendar for it.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import User
from planner.campaigns import queries as campaigns
from planner.campaigns.models import Campaign
from planner.dates import Era, usual_era
from planner.errors import NotFound
from planner.events.models import Event
from planner.events.visibility import seen_by
from planner.feeds import content, write
from planner.feeds.content import Manner
from planner.feeds.printed import PrintedEvent
from planner.i18n import Language, mark, pick_of, translate

log = logging.getLogger(__name__)

YEARS_AHEAD = 5
"""How far a zone's clock changes are written out where no rule tells them."""

FILE_NAME = mark("%(title)s (copy of %(day)s).ics")


@dataclass(frozen=True)
class File:
    """Bytes to keep, under a name."""

    name: str
    body: bytes


def of_campaign(
    session: Session, campaign_id: int, *, language: Language, era: Era | None, actor: User
) -> File:
    """All events of a campaign that the actor may see."""
    campaign = campaigns.shown(session, campaign_id, actor=actor)
    events = _printed(session, Event.campaign_id == campaign_id, _manner(language, era, actor), actor)
    today = clock.today(actor.timezone)
    nothing = write.notice(f"notice-campaign-{campaign.id}@samphan", today, clock.now())
    body = (
        _body(events, language, today)
        if events
        else write.single_file((), (today.year, today.year), [nothing])
    )
    return File(_name(pick_of(campaign, "title", language).text, language, today), body)


def of_event(session: Session, event_id: int, *, language: Language, era: Era | None, actor: User) -> File:
    """One event, with all its occurrences."""
    events = _printed(session, Event.id == event_id, _manner(language, era, actor), actor)
    if not events:
        raise NotFound
    today = clock.today(actor.timezone)
    return File(_name(events[0].content.title, language, today), _body(events, language, today))


def _manner(language: Language, era: Era | None, actor: User) -> Manner:
    return Manner(language, era or usual_era(language), copied_on=clock.today(actor.timezone))


def _name(title: str, language: Language, today: date) -> str:
    # digits as file systems sort them, in either era's language
    return translate(language, FILE_NAME, title=title, day=today.isoformat())


def _printed(session: Session, which: ColumnElement[bool], manner: Manner, actor: User) -> list[PrintedEvent]:
    ids: Sequence[int] = session.scalars(
        select(Event.id)
        .join(Campaign, Campaign.id == Event.campaign_id)
        .where(which, seen_by(actor))
        .order_by(Event.spans_from, Event.id)
    ).all()
    found = {row.id: row for row in content.rows(session, ids)}
    differing = content.differing(session, found.values())
    events = []
    for key in ids:
        try:
            events.append(content.printed(found[key], differing.get(key), manner))
        except Exception:  # one event gone wrong must not take the file away
            log.exception("event %s cannot be written into files", key)
    return events


def _body(events: Sequence[PrintedEvent], language: Language, today: date) -> bytes:
    zones = {name for event in events for name in write.zones_of(event)}
    first = min(event.timing.on.year for event in events)
    years = (min(first, today.year), today.year + YEARS_AHEAD)
    return write.single_file(zones, years, [write.event_bytes(event, language) for event in events])
