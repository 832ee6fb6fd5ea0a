"""Deleting what nobody outside has heard of: a draft that was never sent for review, an event no feed has carried.

Everything in it goes with it, and can come back with it (`undoing`). What others have heard of is cancelled instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts import permissions
from planner.accounts.models import User
from planner.activity import images, log
from planner.campaigns import queries
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.custody import permits, restoring, standing
from planner.custody.permits import in_parts
from planner.db import Base
from planner.errors import NotAllowed, NotFound, Refusal, expect_version
from planner.events import access
from planner.events.models import Event
from planner.feeds.models import Carried
from planner.i18n import mark

# what goes with a campaign or an event; anything else that points at it holds it
PARTS = frozenset(
    {
        "attachment",
        "budget_entry",
        "budget_line",
        "checklist_item",
        "clash_acknowledgement",
        "event",
        "event_override",
        "excluded_date",
        "foreign_event",
        "guard_answer",
        "key_message",
        "measurement",
        "named_link",
        "objective",
        "own_metric",
        "participation",
        "promotion",
        "run_sheet_item",
    }
)

NOT_A_DRAFT = mark("Only a draft can be deleted. Cancel the campaign instead.")
WAS_SENT = mark(
    "This plan has been sent for review, so it stays with what was decided. Cancel the campaign instead."
)
EVENT_CARRIED = mark("A calendar feed has carried this event. Cancel it instead, and everyone is told.")
SOME_CARRIED = mark(
    "A calendar feed has carried an event of this campaign. Cancel the campaign instead, and everyone is told."
)
HELD_BY_CAMPAIGN = mark("Another campaign is part of it or was copied from it. Cancel the campaign instead.")
HELD_BY_FEED = mark("A calendar feed of this campaign has been made. Cancel the campaign instead.")
HELD_BY_COMMENT = mark("There are comments on the plan, which stay. Cancel the campaign instead.")
HELD_BY_EVENT = mark("Another event continues this series. Cancel the event instead.")
HELD = mark("It cannot be deleted: %(what)s belongs to it. Cancel it instead.")
_HOLDERS: Mapping[str, str] = {
    "campaign": HELD_BY_CAMPAIGN,
    "feed": HELD_BY_FEED,
    "plan_snapshot": WAS_SENT,
    "plan_comment": HELD_BY_COMMENT,
}
_EVENT_HOLDERS: Mapping[str, str] = {"event": HELD_BY_EVENT}

Keys = dict[str, set[tuple[Any, ...]]]


def delete_campaign(
    session: Session, campaign_id: int, *, actor: User, version: int | None = None
) -> Campaign:
    """Delete a draft with everything in it."""
    campaign = queries.shown(session, campaign_id, actor=actor)
    permissions.demand(actor, "campaign:edit", campaign)
    expect_version(campaign.version, version)
    leaving = _of_campaign(session, campaign)
    _expect_seen(session, leaving, actor)
    log.record(
        session,
        verb="campaign.deleted",
        subject=campaign,
        actor=actor,
        name_th=campaign.title_th,
        name_en=campaign.title_en,
        code=campaign.code,
    )
    _take_away(session, leaving)
    return campaign


def delete_event(session: Session, event_id: int, *, actor: User, version: int | None = None) -> Event:
    """Delete an event, a series with all its occurrences; answers with what it was."""
    event = access.to_edit(session, event_id, actor=actor, version=version)
    leaving = _of_event(session, event)
    access.record(session, "event.deleted", event, actor=actor, changes={})
    _take_away(session, leaving)
    return event


def why_campaign_stays(session: Session, campaign: Campaign) -> Refusal | None:
    """What keeps the campaign from being deleted, for its page to say; None where it may be."""
    try:
        _expect_draft(session, campaign)
    except Refusal as refusal:
        return refusal
    return None


def why_event_stays(session: Session, event: Event) -> Refusal | None:
    """What keeps the event from being deleted, for its page to say; None where it may be."""
    try:
        _expect_unknown(session, event)
    except Refusal as refusal:
        return refusal
    return None


def _of_campaign(session: Session, campaign: Campaign) -> Keys:
    """All that goes with a campaign, by table. Raises `Refusal` where something holds it."""
    _expect_draft(session, campaign)
    return _with_parts(session, "campaign", campaign.id, _HOLDERS)


def _of_event(session: Session, event: Event) -> Keys:
    _expect_unknown(session, event)
    return _with_parts(session, "event", event.id, _EVENT_HOLDERS)


def _expect_draft(session: Session, campaign: Campaign) -> None:
    """What holds the campaign itself; what holds its parts is found when they are gathered."""
    if campaign.status != Status.DRAFT:
        raise Refusal(NOT_A_DRAFT)
    _expect_unheld(session, "campaign", campaign.id, _HOLDERS)
    carried = select(Carried.uid).join(Event, Event.uid == Carried.uid)
    if session.scalars(carried.where(Event.campaign_id == campaign.id).limit(1)).first() is not None:
        raise Refusal(SOME_CARRIED)


def _expect_unknown(session: Session, event: Event) -> None:
    if standing.is_carried(session, [event.id], [event.uid]):
        raise Refusal(EVENT_CARRIED)
    _expect_unheld(session, "event", event.id, _EVENT_HOLDERS)


def _expect_unheld(session: Session, name: str, key: int, holders: Mapping[str, str]) -> None:
    """Nothing but its own parts points at it. One statement."""
    pointing = [pair for pair in standing.pointing_at(name) if pair[0].name not in PARTS - {name}]
    held = session.execute(select(*(select(column).where(column == key).exists() for _, column in pointing)))
    for (table, _), is_held in zip(pointing, held.one(), strict=True):
        if is_held:
            raise Refusal(holders.get(table.name, HELD), what=standing.noun(table.name))


def _with_parts(session: Session, name: str, key: int, holders: Mapping[str, str]) -> Keys:
    """The row and everything that belongs to it, however deep: found by who points at it."""
    leaving: Keys = {name: {(key,)}}
    waiting = [(name, {key})]
    while waiting:
        table_name, ids = waiting.pop()
        for pointing, found in _pointing(session, table_name, ids):
            new = found - leaving.get(pointing, set())
            if new and pointing not in PARTS - {name}:
                raise Refusal(holders.get(pointing, HELD), what=standing.noun(pointing))
            leaving.setdefault(pointing, set()).update(new)
            if new:
                waiting.append((pointing, {one[0] for one in new}))
    return leaving


def _pointing(session: Session, name: str, ids: set[int]) -> Iterator[tuple[str, set[tuple[Any, ...]]]]:
    """Each table with rows that point at these, and their keys."""
    for table, column in standing.pointing_at(name):
        own = list(table.primary_key.columns)
        for some in in_parts(sorted(ids)):
            found = session.execute(select(*own).where(column.in_(some)))
            yield table.name, {tuple(images.plain(part) for part in row) for row in found}


def _expect_seen(session: Session, leaving: Keys, actor: User) -> None:
    """Nobody deletes what they may not see."""
    try:
        permits.expect_seen(session, {key[0] for key in leaving.get("event", ())}, actor)
    except NotFound:
        raise NotAllowed("campaign:edit") from None


def _take_away(session: Session, leaving: Keys) -> None:
    for table in reversed(Base.metadata.sorted_tables):
        if table.name in leaving:
            restoring.take_away(session, table.name, leaving[table.name])
