"""What a campaign says: key messages in their order, each to everyone or to one public."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from planner import text
from planner.accounts import permissions
from planner.accounts.models import User
from planner.activity import log
from planner.campaigns import lifecycle, queries
from planner.campaigns.models import Campaign, KeyMessage, Participation
from planner.errors import Refusal, expect_version
from planner.i18n import mark

NO_TEXT = mark("Write the message, in Thai or in English.")
NOT_TAKING_PART = mark("Choose a public that takes part in the campaign.")


class Way(IntEnum):
    """Where a message moves in the order."""

    UP = -1
    DOWN = 1


@dataclass(frozen=True)
class MessageData:
    """One thing to say; `public_id` is a participant, or none for everyone."""

    text_th: str | None = None
    text_en: str | None = None
    proof_th: str | None = None
    proof_en: str | None = None
    public_id: int | None = None
    is_public: bool = False
    version: int | None = None


def add(session: Session, campaign_id: int, data: MessageData, *, actor: User) -> KeyMessage:
    """Put a message at the end."""
    campaign = _open(session, campaign_id, actor)
    last = session.scalars(
        select(func.max(KeyMessage.position)).where(KeyMessage.campaign_id == campaign.id)
    ).one()
    message = KeyMessage(campaign_id=campaign.id, position=(last or 0) + 1)
    _fill(session, message, data)
    session.add(message)
    log.record(
        session, verb="message.added", subject=message, actor=actor, about=[campaign], **_named(message)
    )
    return message


def revise(session: Session, message_id: int, data: MessageData, *, actor: User) -> KeyMessage:
    """Change a message."""
    message = queries.message(session, message_id, actor=actor)
    campaign = _open(session, message.campaign_id, actor)
    expect_version(message.version, data.version)
    with session.no_autoflush:
        _fill(session, message, data)
    if session.is_modified(message):
        log.record(
            session, verb="message.revised", subject=message, actor=actor, about=[campaign], **_named(message)
        )
    return message


def move(session: Session, message_id: int, way: Way, *, actor: User) -> KeyMessage:
    """Let a message change places with the one before or after it; at the end of the list nothing happens."""
    message = queries.message(session, message_id, actor=actor)
    campaign = _open(session, message.campaign_id, actor)
    order = list(
        session.scalars(
            select(KeyMessage)
            .where(KeyMessage.campaign_id == campaign.id)
            .order_by(KeyMessage.position, KeyMessage.id)
        )
    )
    here = order.index(message)
    there = here + way
    if not 0 <= there < len(order):
        return message
    order[here], order[there] = order[there], order[here]
    with session.no_autoflush:
        for position, one in enumerate(order, 1):
            if one.position != position:
                one.position = position
        log.record(
            session, verb="message.moved", subject=message, actor=actor, about=[campaign], **_named(message)
        )
    return message


def remove(session: Session, message_id: int, *, actor: User, version: int | None = None) -> Campaign:
    """Take a message out; participations that carried it no longer do."""
    message = queries.message(session, message_id, actor=actor)
    campaign = _open(session, message.campaign_id, actor)
    expect_version(message.version, version)
    session.execute(
        update(Participation)
        .where(Participation.message_id == message.id)
        .values(message_id=None, version=Participation.version + 1)
    )
    gone = {
        key: [getattr(message, key), None]
        for key in ("text_th", "text_en", "proof_th", "proof_en")
        if getattr(message, key)
    }
    named = _named(message)
    session.delete(message)
    log.record(
        session, verb="message.removed", subject=message, actor=actor, changes=gone, about=[campaign], **named
    )
    return campaign


def _open(session: Session, campaign_id: int, actor: User) -> Campaign:
    campaign = queries.shown(session, campaign_id, actor=actor)
    permissions.demand(actor, "campaign:edit", campaign)
    lifecycle.expect_open(campaign.status)
    return campaign


def _fill(session: Session, message: KeyMessage, data: MessageData) -> None:
    for key in ("text_th", "text_en", "proof_th", "proof_en"):
        value = text.clean(getattr(data, key) or "", multiline=True) or None
        if getattr(message, key) != value:
            setattr(message, key, value)
    if not (message.text_th or message.text_en):
        raise Refusal(NO_TEXT, field="text")
    if data.public_id is not None and data.public_id != message.public_id:
        takes_part = session.scalars(
            select(Participation.id).where(
                Participation.campaign_id == message.campaign_id,
                Participation.stakeholder_id == data.public_id,
            )
        ).first()
        if takes_part is None:
            raise Refusal(NOT_TAKING_PART, field="public")
    message.public_id = data.public_id
    message.is_public = data.is_public


def _named(message: KeyMessage) -> dict[str, Any]:
    return {"name_th": message.text_th, "name_en": message.text_en}
