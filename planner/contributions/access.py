"""The way to a contribution or a need: of a communal campaign, seen, permitted, not archived."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.interfaces import ORMOption

from planner.accounts import permissions
from planner.accounts.models import Kind, User
from planner.activity import log
from planner.campaigns import lifecycle
from planner.campaigns.models import Campaign, Participation
from planner.campaigns.queries import visible_to
from planner.contributions.models import Contribution, Evidence, Need
from planner.errors import NotFound, Refusal, expect_version
from planner.events.models import Event
from planner.events.visibility import seen_by
from planner.i18n import mark

T = TypeVar("T", Contribution, Need)

ONLY_COMMUNAL = mark("Only a communal campaign gives. An exchange campaign has promotions.")
NOT_THIS_EVENT = mark("Choose an event of this campaign.")
NOT_THIS_PARTICIPANT = mark("Choose somebody who takes part in this campaign, or write the name.")


def contribution(session: Session, contribution_id: int, *, actor: User) -> Contribution:
    """One contribution with its campaign and who received it. Raises `NotFound` where the actor may see none."""
    return _one(
        session,
        Contribution,
        contribution_id,
        actor,
        joinedload(Contribution.campaign).joinedload(Campaign.team),
        joinedload(Contribution.recipient_record),
    )


def need(session: Session, need_id: int, *, actor: User) -> Need:
    """One need with its campaign, who stated it and the contribution that answered it. Raises `NotFound`."""
    return _one(
        session,
        Need,
        need_id,
        actor,
        joinedload(Need.campaign).joinedload(Campaign.team),
        joinedload(Need.stated_by_record),
        joinedload(Need.contribution),
    )


def evidence(session: Session, evidence_id: int, *, actor: User) -> Evidence:
    """One file with its contribution and campaign. Raises `NotFound` where the actor may not see the campaign."""
    found = session.scalars(
        select(Evidence)
        .join(Evidence.contribution)
        .join(Contribution.campaign)
        .where(Evidence.id == evidence_id, visible_to(actor))
        .options(
            joinedload(Evidence.contribution).joinedload(Contribution.campaign).joinedload(Campaign.team)
        )
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def to_give_in(session: Session, campaign_id: int, *, actor: User) -> Campaign:
    """The communal campaign in which something is to be noted, held against a change of its kind meanwhile."""
    campaign = session.scalars(
        select(Campaign)
        .where(Campaign.id == campaign_id, visible_to(actor))
        .with_for_update(of=Campaign)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if campaign is None:
        raise NotFound
    permissions.demand(actor, "contribution:edit", campaign)
    lifecycle.expect_open(campaign.status)
    if campaign.kind != Kind.COMMUNAL:
        raise Refusal(ONLY_COMMUNAL)
    return campaign


def to_edit(record: Contribution | Need, *, actor: User, version: int | None) -> None:
    """Refuse whoever may not change it, and who saw another version of it."""
    permissions.demand(actor, "contribution:edit", record.campaign)
    expect_version(record.version, version)
    lifecycle.expect_open(record.campaign.status)


def participant_or_none(
    session: Session, campaign_id: int, stakeholder_id: int | None, field: str, *, held: int | None = None
) -> int | None:
    """The stakeholder, who takes part in the campaign. Raises `Refusal` where they do not.

    One that is `held` already may stay: who has left the campaign since received it all the same.
    """
    if stakeholder_id is None or stakeholder_id == held:
        return stakeholder_id
    found = session.scalars(
        select(Participation.stakeholder_id).where(
            Participation.campaign_id == campaign_id, Participation.stakeholder_id == stakeholder_id
        )
    ).one_or_none()
    if found is None:
        raise Refusal(NOT_THIS_PARTICIPANT, field=field)
    return found


def event_or_none(
    session: Session, campaign_id: int, event_id: int | None, *, actor: User, held: int | None = None
) -> Event | None:
    """The event of the campaign. Raises `Refusal` where the actor sees no such one in it.

    One that is `held` already may stay where the actor does not see it; nothing of it is told then.
    """
    if event_id is None:
        return None
    found = session.scalars(
        select(Event)
        .join(Event.campaign)
        .where(Event.id == event_id, Event.campaign_id == campaign_id, seen_by(actor))
    ).one_or_none()
    if found is None and event_id != held:
        raise Refusal(NOT_THIS_EVENT, field="event_id")
    return found


def record(
    session: Session,
    verb: str,
    made: Contribution | Need,
    name: tuple[str | None, str | None],
    *,
    actor: User,
    changes: dict[str, list[object]] | None = None,
) -> None:
    """Enter a deed into the history of the thing, by its name in either language, and of its campaign."""
    log.record(
        session,
        verb=verb,
        subject=made,
        actor=actor,
        changes=changes,
        about=[made.campaign],
        name_th=name[0],
        name_en=name[1],
        currency=made.currency if isinstance(made, Contribution) else None,
    )


def _one(session: Session, model: type[T], record_id: int, actor: User, *options: ORMOption) -> T:
    found = session.scalars(
        select(model)
        .join(model.campaign)
        .where(model.id == record_id, visible_to(actor))
        .options(*options)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found
