"""Questions about subscriptions. Whoever is shown one may look its link up, so each asks who is asking."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, or_, select, true
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.interfaces import ORMOption

from planner import text
from planner.accounts.models import Role, User
from planner.campaigns import queries as campaigns
from planner.campaigns.models import Campaign
from planner.errors import NotFound
from planner.feeds.models import NARROWED, Feed, Holder


def visible_to(actor: User) -> ColumnElement[bool]:
    """One's own, and what one made; those of stakeholders and open ones for whoever plans; administrators all."""
    if actor.is_administrator:
        return true()
    own = or_(Feed.user_id == actor.id, Feed.created_by_id == actor.id)
    if any(m.role in {Role.PLANNER, Role.APPROVER} for m in actor.memberships):
        return or_(own, Feed.holder != Holder.USER)
    return own


def shown(session: Session, feed_id: int, *, actor: User) -> Feed:
    """One subscription with its holder and its campaign."""
    found = session.scalars(
        select(Feed).where(Feed.id == feed_id, visible_to(actor)).options(*_whole())
    ).one_or_none()
    if found is None:
        raise NotFound
    return found


def listed(session: Session, q: str = "", *, actor: User) -> list[Feed]:
    """All that the actor may see and that hold every term of `q` in their own or their holder's name.

    Those in use first, in Thai order. One statement.
    """
    terms = text.search_terms(q)
    found = session.scalars(select(Feed).where(visible_to(actor)).options(*_whole()))
    return sorted(
        (feed for feed in found if all(term in _names(feed) for term in terms)),
        key=lambda feed: (feed.withdrawn_at is not None, text.thai_sort_key(feed.name), feed.id),
    )


def of_campaign(session: Session, campaign_id: int, *, actor: User) -> list[Feed]:
    """The subscriptions in use that name this campaign, as far as the actor may see them."""
    return _in_use(session, actor, Feed.campaign_id == campaign_id)


def of_stakeholder(session: Session, stakeholder_id: int, *, actor: User) -> list[Feed]:
    """The subscriptions in use that a stakeholder holds, as far as the actor may see them."""
    return _in_use(session, actor, Feed.stakeholder_id == stakeholder_id)


def campaigns_seen(session: Session, feeds: Iterable[Feed], *, actor: User) -> set[int]:
    """Of the campaigns that these feeds are of, those the actor may see: a feed is seen by more people than that."""
    named = {feed.campaign_id for feed in feeds if feed.campaign_id is not None}
    wanted = select(Campaign.id).where(Campaign.id.in_(named), campaigns.visible_to(actor))
    return set(session.scalars(wanted))


def open_for(session: Session, campaign_id: int) -> Feed | None:
    """The open feed that an outward document of a campaign may name: the oldest in use."""
    return session.scalars(
        select(Feed)
        .where(
            Feed.campaign_id == campaign_id,
            Feed.holder == Holder.OPEN,
            Feed.withdrawn_at.is_(None),
        )
        .order_by(Feed.id)
        .limit(1)
    ).one_or_none()


def own_for(session: Session, campaign_id: int, *, actor: User) -> Feed | None:
    """The reader's own feed for their copy of a document: of the campaign, else of everything."""
    return session.scalars(
        select(Feed)
        .where(
            Feed.user_id == actor.id,
            Feed.withdrawn_at.is_(None),
            or_(Feed.campaign_id == campaign_id, Feed.campaign_id.is_(None)),
            Feed.kind.is_(None),
            *(Feed.__table__.c[key].is_(None) for key in NARROWED),
        )
        .order_by(Feed.campaign_id.is_(None), Feed.id)
        .limit(1)
    ).one_or_none()


def _in_use(session: Session, actor: User, which: ColumnElement[bool]) -> list[Feed]:
    return list(
        session.scalars(
            select(Feed)
            .where(which, Feed.withdrawn_at.is_(None), visible_to(actor))
            .options(*_whole())
            .order_by(Feed.name, Feed.id)
        )
    )


def _names(feed: Feed) -> str:
    holder = feed.stakeholder or feed.user
    return text.searchable(feed.name, *((holder.name_th, holder.name_en) if holder else ()))


def _whole() -> tuple[ORMOption, ...]:
    named = (Feed.user, Feed.stakeholder, Feed.campaign, Feed.team, Feed.owner, Feed.public)
    return tuple(joinedload(one) for one in named)
