"""Accepting a clash, with a reason that is remembered; and taking that back."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import User
from planner.calendar import clash_queries
from planner.calendar.clash_sight import Told
from planner.calendar.models import ClashAcknowledgement
from planner.errors import Refusal
from planner.events import access
from planner.events.models import Event
from planner.i18n import mark

LONGEST_REASON = 2_000

NO_REASON = mark("Say why this is all right, for whoever asks later.")
ANOTHER = mark("This clash is no longer there as you saw it. Look at what is there now.")


def accept(session: Session, event_id: int, key: str, reason: str, *, actor: User) -> None:
    """Accept a clash of an event as the actor was told of it; twice is once.

    The history of the event says that it was done, by which rule and why. It does not name the other side: not
    everyone who reads this history may know of it.
    """
    event = access.to_edit(session, event_id, actor=actor, version=None)
    if not reason:
        raise Refusal(NO_REASON, field="reason")
    one = _told(session, event, key, actor)
    if one.is_accepted:
        return
    others = [side for side in one.clash.sides if side is not one.mine]
    made = ClashAcknowledgement(
        event_id=event.id,
        occurs_on=one.mine.on,
        rule=one.rule,
        other_id=next((side.event_id for side in others if side.promotion_id is None), None),
        signature=one.clash.signature,
        reason=reason[:LONGEST_REASON],
        created_by_id=actor.id,
    )
    session.add(made)
    access.record(
        session, "clash.accepted", event, actor=actor, changes={}, note=made.reason, rule=one.rule.value
    )


def reopen(session: Session, event_id: int, key: str, *, actor: User) -> None:
    """Accept a clash no longer, whichever of its events it was accepted on, if the actor may change that one."""
    event = access.to_edit(session, event_id, actor=actor, version=None)
    one = _told(session, event, key, actor)
    for row in of_events(session, {event.id}):
        if row.signature == one.clash.signature:
            session.delete(row)
            access.record(
                session,
                "clash.reopened",
                event,
                actor=actor,
                changes={},
                note=row.reason,
                rule=row.rule.value,
            )


def of_events(session: Session, events: Collection[int]) -> list[ClashAcknowledgement]:
    """What was said about the clashes of events, the newest first."""
    return list(
        session.scalars(
            select(ClashAcknowledgement)
            .where(ClashAcknowledgement.event_id.in_(events))
            .order_by(ClashAcknowledgement.id.desc())
        )
    )


def _told(session: Session, event: Event, key: str, actor: User) -> Told:
    looked = clash_queries.of_event(session, event, actor=actor, now=clock.now())
    found = next((one for one in looked.told if one.key == key), None)
    if found is None:
        raise Refusal(ANOTHER)
    return found
