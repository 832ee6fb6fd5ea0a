"""Named links on a campaign or an event: a folder, a map, a form. Internal, unless one is marked for guests."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from planner import text
from planner.accounts import permissions
from planner.accounts.models import User
from planner.activity import log
from planner.campaigns import lifecycle
from planner.campaigns import queries as campaigns
from planner.campaigns.models import Campaign
from planner.errors import NotFound, Refusal, expect_version
from planner.events import access
from planner.events.models import Event, NamedLink
from planner.i18n import mark

MOST = 30
"""Links of one record; more is a list of its own, which is kept elsewhere."""

NO_LABEL = mark("Give the link a name, in Thai or in English.")
NOT_SAFE = mark("Give a full address that begins with https://, http:// or mailto:.")
TOO_MANY = mark("There are %(most)s links here already. Keep the rest in a list elsewhere, and link to it.")

Holder = Campaign | Event


class Way(IntEnum):
    """Where a link moves in the order."""

    UP = -1
    DOWN = 1


@dataclass(frozen=True, kw_only=True)
class LinkData:
    """A link as it is to be."""

    label_th: str | None = None
    label_en: str | None = None
    address: str
    is_outward: bool = False


def of(session: Session, holder: Holder) -> list[NamedLink]:
    """The links of a record the caller has been shown, in their order."""
    return list(
        session.scalars(select(NamedLink).where(_of(holder)).order_by(NamedLink.position, NamedLink.id))
    )


def to_edit(
    session: Session, *, campaign_id: int | None = None, event_id: int | None = None, actor: User
) -> Holder:
    """The campaign or event whose links are to be changed: seen, permitted, not archived."""
    if event_id is not None:
        return access.to_edit(session, event_id, actor=actor, version=None)
    if campaign_id is None:
        raise NotFound
    campaign = campaigns.shown(session, campaign_id, actor=actor)
    permissions.demand(actor, "campaign:edit", campaign)
    lifecycle.expect_open(campaign.status)
    return campaign


def one(session: Session, link_id: int, *, actor: User) -> tuple[NamedLink, Holder]:
    """A link and what it belongs to, which the actor may change.

    :raises NotFound: where there is none that the actor may see.
    """
    link = session.scalars(
        select(NamedLink).where(NamedLink.id == link_id).execution_options(populate_existing=True)
    ).one_or_none()
    if link is None:
        raise NotFound
    return link, to_edit(session, campaign_id=link.campaign_id, event_id=link.event_id, actor=actor)


def add(session: Session, holder: Holder, data: LinkData, *, actor: User) -> NamedLink:
    """Put a link at the end."""
    last, count = session.execute(select(func.max(NamedLink.position), func.count()).where(_of(holder))).one()
    if count >= MOST:
        raise Refusal(TOO_MANY, most=MOST)
    link = NamedLink(
        campaign_id=holder.id if isinstance(holder, Campaign) else None,
        event_id=holder.id if isinstance(holder, Event) else None,
        position=(last or 0) + 1,
    )
    _fill(link, data)
    session.add(link)
    _record(session, "named_link.added", link, holder, actor)
    return link


def revise(
    session: Session, link_id: int, data: LinkData, *, actor: User, version: int | None = None
) -> NamedLink:
    """Change a link."""
    link, holder = one(session, link_id, actor=actor)
    expect_version(link.version, version)
    with session.no_autoflush:
        _fill(link, data)
    if session.is_modified(link):
        _record(session, "named_link.revised", link, holder, actor)
    return link


def move(session: Session, link_id: int, way: Way, *, actor: User) -> Holder:
    """Let a link change places with the one before or after it; at the end of the list nothing happens."""
    link, holder = one(session, link_id, actor=actor)
    order = of(session, holder)
    here = order.index(link)
    there = here + way
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
        with session.no_autoflush:
            for position, each in enumerate(order, 1):
                if each.position != position:
                    each.position = position
            _record(session, "named_link.moved", link, holder, actor)
    return holder


def remove(session: Session, link_id: int, *, actor: User, version: int | None = None) -> Holder:
    """Take a link away."""
    link, holder = one(session, link_id, actor=actor)
    expect_version(link.version, version)
    gone: dict[str, list[object]] = {
        key: [getattr(link, key), None] for key in ("label_th", "label_en", "address") if getattr(link, key)
    }
    session.delete(link)
    _record(session, "named_link.removed", link, holder, actor, changes=gone)
    return holder


def _of(holder: Holder) -> ColumnElement[bool]:
    column = NamedLink.campaign_id if isinstance(holder, Campaign) else NamedLink.event_id
    return column == holder.id


def _fill(link: NamedLink, data: LinkData) -> None:
    values = {
        "label_th": text.clean(data.label_th or "") or None,
        "label_en": text.clean(data.label_en or "") or None,
        "address": text.clean(data.address),
        "is_outward": data.is_outward,
    }
    for key, value in values.items():
        if getattr(link, key) != value:
            setattr(link, key, value)
    if not (link.label_th or link.label_en):
        raise Refusal(NO_LABEL, field="label")
    if not text.is_safe_link(link.address):
        raise Refusal(NOT_SAFE, field="address")


def _record(
    session: Session,
    verb: str,
    link: NamedLink,
    holder: Holder,
    actor: User,
    *,
    changes: dict[str, list[object]] | None = None,
) -> None:
    log.record(
        session,
        verb=verb,
        subject=link,
        actor=actor,
        changes=changes,
        about=[holder],
        name_th=link.label_th,
        name_en=link.label_en,
    )
