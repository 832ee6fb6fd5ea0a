"""Who of the stakeholders is attached to an event, and as what."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import text
from planner.accounts.models import User
from planner.activity import log
from planner.campaigns.models import Participation
from planner.errors import NotFound, Refusal, expect_version
from planner.events import access
from planner.events.models import Attachment, Event
from planner.events.words import AttachmentRole
from planner.i18n import mark
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import StakeholderStatus

OFFERED = 20

ATTACHED_ALREADY = mark("They are attached to this event already.")
NOT_THERE = mark("Choose a stakeholder from the list.")


@dataclass(frozen=True)
class Candidate:
    """Somebody who could be attached, and whether they take part in the campaign."""

    stakeholder: Stakeholder
    takes_part: bool


def candidates(session: Session, event: Event, query: str) -> list[Candidate]:
    """Active stakeholders not attached yet whom a search finds: the campaign's own first, in Thai order."""
    takes_part = (
        select(Participation.id)
        .where(Participation.campaign_id == event.campaign_id, Participation.stakeholder_id == Stakeholder.id)
        .exists()
    )
    statement = (
        select(Stakeholder, takes_part.label("takes_part"))
        .where(
            Stakeholder.status == StakeholderStatus.ACTIVE,
            Stakeholder.id.not_in(select(Attachment.stakeholder_id).where(Attachment.event_id == event.id)),
        )
        .order_by(takes_part.desc(), Stakeholder.sort_key, Stakeholder.id)
        .limit(OFFERED)
    )
    for term in text.search_terms(query):
        statement = statement.where(
            Stakeholder.search_text.like(text.like_pattern(term), escape=text.LIKE_ESCAPE)
        )
    return [Candidate(who, bool(yes)) for who, yes in session.execute(statement)]


def participants(session: Session, event: Event) -> set[int]:
    """The ids of those attached who also take part in the campaign."""
    return set(
        session.scalars(
            select(Participation.stakeholder_id)
            .join(Attachment, Attachment.stakeholder_id == Participation.stakeholder_id)
            .where(Attachment.event_id == event.id, Participation.campaign_id == event.campaign_id)
        )
    )


def attach(
    session: Session, event_id: int, stakeholder_id: int, role: AttachmentRole, *, actor: User
) -> Attachment:
    """Attach a stakeholder. One who is not to be contacted may be attached: the page says so, nothing is sent."""
    event = access.to_edit(session, event_id, actor=actor, version=None)
    stakeholder = session.scalars(
        select(Stakeholder).where(
            Stakeholder.id == stakeholder_id, Stakeholder.status == StakeholderStatus.ACTIVE
        )
    ).one_or_none()
    if stakeholder is None:
        raise Refusal(NOT_THERE, field="stakeholder")
    if any(row.stakeholder_id == stakeholder.id for row in event.attachments):
        raise Refusal(ATTACHED_ALREADY, field="stakeholder")
    attachment = Attachment(event_id=event.id, stakeholder_id=stakeholder.id, role=role)
    session.add(attachment)
    _record(session, "attachment.added", attachment, event, stakeholder, actor=actor)
    return attachment


def revise(
    session: Session,
    event_id: int,
    attachment_id: int,
    role: AttachmentRole,
    *,
    actor: User,
    version: int | None = None,
) -> Attachment:
    """Change what a stakeholder is at an event."""
    event = access.to_edit(session, event_id, actor=actor, version=None)
    attachment = one_of(event, attachment_id)
    expect_version(attachment.version, version)
    if attachment.role != role:
        attachment.role = role
        _record(session, "attachment.revised", attachment, event, attachment.stakeholder, actor=actor)
    return attachment


def detach(session: Session, event_id: int, attachment_id: int, *, actor: User) -> Stakeholder:
    """Take a stakeholder off an event; answers with whom."""
    event = access.to_edit(session, event_id, actor=actor, version=None)
    attachment = one_of(event, attachment_id)
    stakeholder = attachment.stakeholder
    session.delete(attachment)
    _record(
        session,
        "attachment.removed",
        attachment,
        event,
        stakeholder,
        actor=actor,
        changes={"role": [attachment.role, None]},
    )
    return stakeholder


def one_of(event: Event, attachment_id: int) -> Attachment:
    """One of the event's attachments."""
    for row in event.attachments:
        if row.id == attachment_id:
            return row
    raise NotFound


def _record(
    session: Session,
    verb: str,
    attachment: Attachment,
    event: Event,
    stakeholder: Stakeholder,
    *,
    actor: User,
    changes: dict[str, list[object]] | None = None,
) -> None:
    log.record(
        session,
        verb=verb,
        subject=attachment,
        actor=actor,
        changes=changes,
        about=[event, stakeholder],
        name_th=stakeholder.name_th,
        name_en=stakeholder.name_en,
    )
    # it was read before this came or went; whoever shows the event next reads it anew
    session.expire(event, ["attachments"])
