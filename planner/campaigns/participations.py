"""Who takes part in a campaign, as what, and how the relationship is cultivated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from planner import text
from planner.accounts import permissions
from planner.accounts.models import User
from planner.activity import log
from planner.campaigns import lifecycle, queries
from planner.campaigns.models import Campaign, KeyMessage, Participation
from planner.campaigns.words import ParticipationRole, Strategy
from planner.errors import NotFound, Refusal, expect_version
from planner.i18n import mark
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import Engagement, StakeholderStatus

OFFERED = 20

TAKES_PART_ALREADY = mark("They take part in this campaign already.")
NOT_ITS_MESSAGE = mark("Choose a key message of this campaign.")


@dataclass(frozen=True)
class NewParticipation:
    """Who, and as what; the rest is filled in later on its row."""

    stakeholder_id: int
    role: ParticipationRole
    why_them: str | None = None


@dataclass(frozen=True)
class ParticipationData:
    """How a stakeholder takes part."""

    role: ParticipationRole
    why_them: str | None = None
    engagement_desired: Engagement | None = None
    strategies: Sequence[str] = ()
    message_id: int | None = None
    version: int | None = None


def candidates(session: Session, campaign: Campaign, query: str) -> list[Stakeholder]:
    """Active stakeholders who do not take part yet and whom a search finds, in Thai order; the first twenty."""
    statement = (
        select(Stakeholder)
        .where(
            Stakeholder.status == StakeholderStatus.ACTIVE,
            ~select(Participation.id)
            .where(Participation.campaign_id == campaign.id, Participation.stakeholder_id == Stakeholder.id)
            .exists(),
        )
        .order_by(Stakeholder.sort_key, Stakeholder.id)
        .limit(OFFERED)
    )
    for term in text.search_terms(query):
        statement = statement.where(
            Stakeholder.search_text.like(text.like_pattern(term), escape=text.LIKE_ESCAPE)
        )
    return list(session.scalars(statement))


def add(session: Session, campaign_id: int, data: NewParticipation, *, actor: User) -> Participation:
    """Let a stakeholder take part."""
    campaign = _open(session, campaign_id, actor)
    stakeholder = session.scalars(
        select(Stakeholder).where(
            Stakeholder.id == data.stakeholder_id, Stakeholder.status == StakeholderStatus.ACTIVE
        )
    ).one_or_none()
    if stakeholder is None:
        raise NotFound
    if session.scalars(
        select(Participation.id).where(
            Participation.campaign_id == campaign.id, Participation.stakeholder_id == stakeholder.id
        )
    ).first():
        raise Refusal(TAKES_PART_ALREADY, field="stakeholder")
    participation = Participation(
        campaign_id=campaign.id,
        stakeholder_id=stakeholder.id,
        role=data.role,
        why_them=text.clean(data.why_them or "", multiline=True) or None,
        strategies=[],
    )
    session.add(participation)
    log.record(
        session,
        verb="participation.added",
        subject=participation,
        actor=actor,
        about=[campaign, stakeholder],
        **_named(stakeholder),
    )
    return participation


def revise(session: Session, participation_id: int, data: ParticipationData, *, actor: User) -> Participation:
    """Change how a stakeholder takes part."""
    one = queries.participation(session, participation_id, actor=actor)
    campaign = _open(session, one.campaign_id, actor)
    expect_version(one.version, data.version)
    if (
        data.message_id is not None
        and not session.scalars(
            select(KeyMessage.id).where(
                KeyMessage.id == data.message_id, KeyMessage.campaign_id == campaign.id
            )
        ).first()
    ):
        raise Refusal(NOT_ITS_MESSAGE, field="message")
    # the six always stand in their own order, so that the same choice is the same value
    strategies = [key.value for key in Strategy if key in set(data.strategies)]
    values = {
        "role": data.role,
        "why_them": text.clean(data.why_them or "", multiline=True) or None,
        "engagement_desired": data.engagement_desired,
        "strategies": strategies,
        "message_id": data.message_id,
    }
    for key, value in values.items():
        if getattr(one, key) != value:
            setattr(one, key, value)
    if session.is_modified(one):
        log.record(
            session,
            verb="participation.revised",
            subject=one,
            actor=actor,
            about=[campaign, one.stakeholder],
            **_named(one.stakeholder),
        )
    return one


def remove(session: Session, participation_id: int, *, actor: User, version: int | None = None) -> Campaign:
    """Take a stakeholder out of a campaign; messages that were for them alone are for everyone again."""
    one = queries.participation(session, participation_id, actor=actor)
    campaign = _open(session, one.campaign_id, actor)
    expect_version(one.version, version)
    session.execute(
        update(KeyMessage)
        .where(KeyMessage.campaign_id == campaign.id, KeyMessage.public_id == one.stakeholder_id)
        .values(public_id=None, version=KeyMessage.version + 1)
    )
    stakeholder = one.stakeholder
    session.delete(one)
    log.record(
        session,
        verb="participation.removed",
        subject=one,
        actor=actor,
        changes={"role": [one.role, None]},
        about=[campaign, stakeholder],
        **_named(stakeholder),
    )
    return campaign


def _open(session: Session, campaign_id: int, actor: User) -> Campaign:
    campaign = queries.shown(session, campaign_id, actor=actor)
    permissions.demand(actor, "campaign:edit", campaign)
    lifecycle.expect_open(campaign.status)
    return campaign


def _named(stakeholder: Stakeholder) -> dict[str, Any]:
    return {"name_th": stakeholder.name_th, "name_en": stakeholder.name_en}
