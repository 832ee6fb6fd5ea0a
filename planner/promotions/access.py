"""The way to a promotion that is to be seen or changed: of an exchange campaign, seen, permitted, not archived."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from planner.accounts import permissions
from planner.accounts.models import Kind, User
from planner.activity import log
from planner.campaigns import lifecycle
from planner.campaigns.kinds import NO_RETURN
from planner.campaigns.models import Campaign
from planner.campaigns.queries import visible_to
from planner.errors import NotFound, Refusal, expect_version
from planner.promotions.models import Promotion


def shown(session: Session, promotion_id: int, *, actor: User) -> Promotion:
    """One promotion with its campaign and that one's team. Raises `NotFound` where the actor may see none."""
    found = session.scalars(
        select(Promotion)
        .join(Promotion.campaign)
        .where(Promotion.id == promotion_id, visible_to(actor))
        .options(joinedload(Promotion.campaign).joinedload(Campaign.team))
        .execution_options(populate_existing=True)
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def to_edit(session: Session, promotion_id: int, *, actor: User, version: int | None) -> Promotion:
    """The promotion, to be changed. `version` is the one the person saw; None where nobody looked first."""
    promotion = shown(session, promotion_id, actor=actor)
    permissions.demand(actor, "promotion:edit", promotion.campaign)
    expect_version(promotion.version, version)
    lifecycle.expect_open(promotion.campaign.status)
    return promotion


def to_plan_in(session: Session, campaign_id: int, *, actor: User) -> Campaign:
    """The exchange campaign in which a promotion is to be planned, held against a change of its kind meanwhile."""
    campaign = session.scalars(
        select(Campaign)
        .where(Campaign.id == campaign_id, visible_to(actor))
        .with_for_update(of=Campaign)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if campaign is None:
        raise NotFound
    permissions.demand(actor, "promotion:edit", campaign)
    lifecycle.expect_open(campaign.status)
    if campaign.kind != Kind.EXCHANGE:
        raise Refusal(NO_RETURN)
    return campaign


def locked(session: Session, promotion_id: int) -> Promotion:
    """The promotion's row, held until the end of the transaction: whoever redeems waits for whoever redeems."""
    return session.scalars(
        select(Promotion)
        .where(Promotion.id == promotion_id)
        .options(joinedload(Promotion.campaign))
        .with_for_update(of=Promotion)
        .execution_options(populate_existing=True)
    ).one()


def record(
    session: Session,
    verb: str,
    promotion: Promotion,
    *,
    actor: User | None,
    changes: dict[str, list[object]] | None = None,
    note: str | None = None,
    **values: object,
) -> None:
    """Enter a deed done to a promotion into its history and its campaign's."""
    log.record(
        session,
        verb=verb,
        subject=promotion,
        actor=actor,
        changes=changes,
        note=note,
        about=[promotion.campaign],
        name_th=promotion.name_th,
        name_en=promotion.name_en,
        **values,
    )


def record_part(
    session: Session,
    verb: str,
    part: object,
    promotion: Promotion,
    *,
    actor: User | None,
    changes: dict[str, list[object]] | None = None,
    note: str | None = None,
    **values: object,
) -> None:
    """Enter a deed done to a part of a promotion into the promotion's history; the campaign's would be full of it."""
    log.record(
        session,
        verb=verb,
        subject=part,
        actor=actor,
        changes=changes,
        note=note,
        about=[promotion],
        name_th=promotion.name_th,
        name_en=promotion.name_en,
        currency=promotion.currency,
        **values,
    )
