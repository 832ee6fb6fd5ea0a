"""What people do with subscriptions: make one, change what it carries, renew its link, withdraw it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts import permissions
from planner.accounts.models import Kind, Team, User
from planner.activity import log
from planner.campaigns import queries as campaigns
from planner.campaigns.models import Campaign
from planner.campaigns.words import PesoChannel, Strategy
from planner.dates import Era
from planner.errors import NotFound, Refusal, expect_version
from planner.events.words import EventStatus, EventType, Visibility
from planner.feeds import book, prepare
from planner.feeds.models import NARROWED, Feed, Holder
from planner.i18n import Language, mark
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import SET_ASIDE

LONGEST_NAME = 200
ONLY_OWN = mark(
    "Only a feed of one’s own can be narrowed so: what we tell events apart by is not told outside."
)
STAYS_INSIDE = mark("Sensitive periods are not told outside.")
NOTHING_LEFT = mark(
    "Only cancelled events are wanted, and cancelled events are not shown: nothing would be left."
)


@dataclass(frozen=True, kw_only=True)
class Contents:
    """What a subscription is called, what it carries, and how that is written."""

    name: str
    campaign_id: int | None = None
    kind: Kind | None = None
    types: tuple[EventType, ...] = ()
    team_id: int | None = None
    status: EventStatus | None = None
    owner_id: int | None = None
    visibility: Visibility | None = None
    public_id: int | None = None
    strategy: Strategy | None = None
    channel: PesoChannel | None = None
    language: Language = Language.TH
    date_era: Era = Era.BE
    shows_cancelled: bool = True
    shows_holidays: bool = False
    shows_awareness: bool = False
    shows_sensitive: bool = False


@dataclass(frozen=True, kw_only=True)
class Subscription:
    """A subscription to be made, and for whom; `stakeholder_id` only where a stakeholder holds it."""

    contents: Contents
    holder: Holder
    stakeholder_id: int | None = None


def make(session: Session, data: Subscription, *, actor: User) -> Feed:
    """Make a subscription for oneself, for a stakeholder, or for anyone who has its link."""
    permissions.demand(actor, "feed:make_own" if data.holder == Holder.USER else "feed:make_outward")
    stakeholder = _stakeholder(session, data)
    feed = Feed(
        holder=data.holder,
        user_id=actor.id if data.holder == Holder.USER else None,
        stakeholder_id=stakeholder.id if stakeholder else None,
        secret_version=1,
    )
    campaign = _fill(session, feed, data.contents, actor)
    session.add(feed)
    log.record(session, verb="feed.made", subject=feed, actor=actor, about=[campaign, stakeholder])
    # at once: from now on it is known what this feed has shown, and its first poll waits for nothing
    prepare.prepare(session, feed.id)
    return feed


def revise(session: Session, feed: Feed, data: Contents, *, version: int | None, actor: User) -> None:
    """Change what a subscription carries or how it is written; its link stays."""
    expect_manager(session, feed, actor=actor)
    _expect_alive(feed)
    expect_version(feed.version, version)
    was = feed.status
    campaign = _fill(session, feed, data, actor)
    if feed.status != was:
        book.write_anew(session.connection(), feed.id)
    log.record(
        session, verb="feed.revised", subject=feed, actor=actor, about=[campaign, *_about(session, feed)]
    )


def renew(
    session: Session, feed: Feed, *, version: int | None, actor: User, is_gone_at_once: bool = False
) -> None:
    """Give it a new link. The old one answers with a notice for a month, or is gone at once."""
    expect_manager(session, feed, actor=actor)
    _expect_alive(feed)
    expect_version(feed.version, version)
    feed.secret_version += 1
    feed.renewed_at = clock.now()
    feed.is_gone_at_once = is_gone_at_once
    log.record(
        session, verb="feed.renewed", subject=feed, actor=actor, about=_about(session, feed), changes={}
    )


def withdraw(
    session: Session, feed: Feed, *, version: int | None, actor: User, is_gone_at_once: bool = False
) -> None:
    """End it for good. Its link answers with a notice for a month, which empties calendars, or is gone at once."""
    expect_manager(session, feed, actor=actor)
    _expect_alive(feed)
    expect_version(feed.version, version)
    feed.withdrawn_at = clock.now()
    feed.is_gone_at_once = is_gone_at_once
    log.record(
        session, verb="feed.withdrawn", subject=feed, actor=actor, about=_about(session, feed), changes={}
    )


def may_manage(session: Session, feed: Feed, *, actor: User) -> bool:
    """Whether the actor may change, renew and withdraw it."""
    return permissions.may(actor, *_managing(session, feed))


def expect_manager(session: Session, feed: Feed, *, actor: User) -> None:
    """Raise `NotAllowed` unless the actor may change, renew and withdraw it."""
    permissions.demand(actor, *_managing(session, feed))


@dataclass(frozen=True)
class _OfCampaign:
    """What permissions ask of a feed for outsiders that carries one campaign."""

    team_id: int
    created_by_id: int | None


def _managing(session: Session, feed: Feed) -> tuple[str, Feed | _OfCampaign]:
    """Which permission managing it takes, and of which thing: subscribers of a campaign rely on its own team."""
    if feed.holder == Holder.USER:
        return "feed:manage_own", feed
    if feed.campaign_id is None:
        return "feed:manage_outward", feed
    campaign = session.get_one(Campaign, feed.campaign_id)
    return "feed:manage_campaign", _OfCampaign(campaign.team_id, feed.created_by_id)


def _expect_alive(feed: Feed) -> None:
    if feed.withdrawn_at is not None:
        raise Refusal(mark("This feed was withdrawn. Make a new one."))


def _stakeholder(session: Session, data: Subscription) -> Stakeholder | None:
    if data.holder != Holder.STAKEHOLDER:
        return None
    if data.stakeholder_id is None:
        raise Refusal(mark("Choose whose feed it is."), field="stakeholder")
    found = session.scalars(
        select(Stakeholder).where(Stakeholder.id == data.stakeholder_id, Stakeholder.status.not_in(SET_ASIDE))
    ).one_or_none()
    if found is None:
        raise NotFound
    if found.do_not_contact:
        raise Refusal(
            mark("No feed can be made for somebody who must not be contacted."), field="stakeholder"
        )
    return found


def _fill(session: Session, feed: Feed, data: Contents, actor: User) -> Campaign | None:
    if not data.name:
        raise Refusal(mark("Give the feed a name; calendar programs show it."), field="name")
    if data.kind is not None and feed.holder != Holder.USER:
        raise Refusal(
            mark("A feed chosen by kind is for people who sign in: the kind is not told outside."),
            field="kind",
        )
    if feed.holder != Holder.USER and any(getattr(data, key) is not None for key in NARROWED):
        raise Refusal(ONLY_OWN)
    if feed.holder != Holder.USER and data.shows_sensitive:
        raise Refusal(STAYS_INSIDE, field="shows_sensitive")
    if data.status is EventStatus.CANCELLED and not data.shows_cancelled:
        raise Refusal(NOTHING_LEFT, field="state")
    _expect_there(session, feed, data)
    campaign = None
    # a campaign that was chosen earlier may stay chosen, whoever changes the rest
    if data.campaign_id is not None and data.campaign_id != feed.campaign_id:
        campaign = campaigns.shown(session, data.campaign_id, actor=actor)
    feed.name = data.name[:LONGEST_NAME]
    feed.campaign_id = data.campaign_id
    feed.kind = data.kind
    feed.types = [one.value for one in EventType if one in data.types]
    for key in NARROWED:
        setattr(feed, key, getattr(data, key))
    feed.language = data.language
    feed.date_era = data.date_era
    feed.shows_cancelled = data.shows_cancelled
    feed.shows_holidays = data.shows_holidays
    feed.shows_awareness = data.shows_awareness
    feed.shows_sensitive = data.shows_sensitive
    return campaign


def _expect_there(session: Session, feed: Feed, data: Contents) -> None:
    """Raise unless who is newly named is there. Whoever was chosen earlier may stay chosen, gone or not."""
    named: tuple[tuple[type[Any], str], ...] = (
        (Team, "team_id"),
        (User, "owner_id"),
        (Stakeholder, "public_id"),
    )
    for model, key in named:
        wanted = getattr(data, key)
        if wanted is not None and wanted != getattr(feed, key) and session.get(model, wanted) is None:
            raise NotFound


def _about(session: Session, feed: Feed) -> list[Campaign | Stakeholder | None]:
    return [
        session.get(Campaign, feed.campaign_id) if feed.campaign_id else None,
        session.get(Stakeholder, feed.stakeholder_id) if feed.stakeholder_id else None,
    ]
