"""The way to an event that is to be changed (seen, permitted, not archived, as the person saw it) and its history."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from planner import clock
from planner.accounts import permissions
from planner.accounts.models import User
from planner.activity import log
from planner.campaigns import lifecycle
from planner.campaigns.models import Campaign
from planner.campaigns.queries import visible_to
from planner.errors import NotFound, expect_version
from planner.events import queries
from planner.events.models import Event
from planner.events.visibility import is_for_all_who_see

# columns that follow from others, so they tell a reader of the history nothing
_FOLLOWS = ("spans_from", "spans_until", "is_long", "sequence", "printed_at")


def to_edit(session: Session, event_id: int, *, actor: User, version: int | None) -> Event:
    """The event with all its parts. `version` is the one the person saw; None where nobody looked first."""
    event = queries.shown(session, event_id, actor=actor)
    permissions.demand(actor, "event:edit", event.campaign)
    expect_version(event.version, version)
    lifecycle.expect_open(event.campaign.status)
    return event


def to_plan_in(session: Session, campaign_id: int, *, actor: User) -> Campaign:
    """The campaign in which an event is to be planned."""
    campaign = session.scalars(
        select(Campaign).where(Campaign.id == campaign_id, visible_to(actor))
    ).one_or_none()
    if campaign is None:
        raise NotFound
    permissions.demand(actor, "event:edit", campaign)
    lifecycle.expect_open(campaign.status)
    return campaign


def touch(event: Event, actor: User) -> None:
    """Count a change to a part as a change to the event: whoever has a form about it open must look again."""
    event.updated_at = clock.now()
    event.updated_by_id = actor.id
    # a second change within the second would find nothing different and leave the version where it is
    flag_modified(event, "updated_at")


def noted(event: Event) -> dict[str, list[object]]:
    """What the session is about to save of the event, as the history tells it."""
    return {key: pair for key, pair in log.differences(event).items() if key not in _FOLLOWS}


def record(
    session: Session,
    verb: str,
    event: Event,
    *,
    actor: User,
    changes: dict[str, list[object]] | None = None,
    note: str | None = None,
    **values: object,
) -> None:
    """Enter a deed done to an event into its history, and into its campaign's where all its readers may know."""
    log.record(
        session,
        verb=verb,
        subject=event,
        actor=actor,
        changes=noted(event) if changes is None else changes,
        note=note,
        about=in_history_of(event),
        name_th=event.title_th,
        name_en=event.title_en,
        **values,
    )


def in_history_of(event: Event) -> list[Campaign]:
    """The campaign, unless the event is kept from some who read the campaign's history."""
    return [event.campaign] if is_for_all_who_see(event.campaign, event.visibility) else []
