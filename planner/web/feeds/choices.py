"""What may be chosen for a feed, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import and_, or_, select

from planner import text
from planner.accounts import queries as people
from planner.accounts.models import Team, User
from planner.calendar.filters import Filters
from planner.campaigns import queries as campaigns
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.errors import NotFound
from planner.events.words import EventType
from planner.extensions import db
from planner.feeds.actions import LONGEST_NAME
from planner.feeds.models import NARROWED, Feed
from planner.i18n import mark, pick, pick_of
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import SET_ASIDE, StakeholderKind
from planner.web import context, language
from planner.web.gate import actor
from planner.web.language import say

OFFERED = 300


def campaign(campaign_id: int | None) -> Campaign | None:
    """The campaign asked for, if it is one that the reader may see."""
    if campaign_id is None or not 0 < campaign_id < 2**31:
        return None
    try:
        return campaigns.shown(db.session, campaign_id, actor=actor())
    except NotFound:
        return None


def offer_campaigns(form: Any, *, chosen: int | None) -> None:
    """The campaigns that the reader sees and that are not over, in Thai order, and the one that is chosen."""
    rows = db.session.execute(
        select(Campaign.id, Campaign.title_th, Campaign.title_en)
        .where(
            campaigns.visible_to(actor()),
            or_(Campaign.status.not_in([Status.ARCHIVED, Status.CANCELLED]), Campaign.id == chosen),
        )
        .order_by((Campaign.id != chosen) if chosen else Campaign.sort_key, Campaign.sort_key)
        .limit(OFFERED)
    )
    form.campaign.offer((row.id, pick(row.title_th, row.title_en, language.language()).text) for row in rows)


def offer(form: Any, filters: Filters) -> None:
    """The records that may be chosen, and those that are chosen already; of one's own feed more than campaigns."""
    offer_campaigns(form, chosen=filters.campaign_id)
    if "team" not in form:
        return
    form.team.offer(
        _by_name((team.id, pick_of(team, "name", _reads()).text) for team in people.teams(db.session))
    )
    wanted = or_(User.is_active, User.id == filters.owner_id)
    users = db.session.scalars(select(User).where(wanted))
    form.owner.offer(_by_name((user.id, context.display_name(user).text) for user in users))
    is_there = and_(Stakeholder.kind == StakeholderKind.PUBLIC, Stakeholder.status.not_in(SET_ASIDE))
    publics = db.session.scalars(
        select(Stakeholder)
        .where(or_(is_there, Stakeholder.id == filters.public_id))
        .order_by(Stakeholder.id != filters.public_id, Stakeholder.sort_key)
        .limit(OFFERED)
    )
    form.public.offer(_by_name((one.id, context.display_name(one).text) for one in publics))


def of_feed(feed: Feed) -> Filters:
    """What a feed is narrowed by, types aside."""
    return Filters(
        kind=feed.kind, campaign_id=feed.campaign_id, **{key: getattr(feed, key) for key in NARROWED}
    )


def narrowing(feed: Feed) -> list[tuple[str, str]]:
    """What only one's own feed is narrowed by, beside the kind, with names; nothing of what is not set."""
    found: list[tuple[str, Any]] = [
        (mark("Team"), feed.team),
        (mark("State"), feed.status),
        (mark("Owner"), feed.owner),
        (mark("Public group"), feed.public),
        (mark("Who may see it"), feed.visibility),
        (mark("Strategy"), feed.strategy),
        (mark("Channel"), feed.channel),
    ]
    return [(say(label), _name(value)) for label, value in found if value is not None]


def proposed(filters: Filters, types: list[str], form: Any) -> str:
    """What a feed of one's own may be called: after what it is narrowed by, in the reader's words."""
    records = {"campaign": filters.campaign_id, "team": filters.team_id}
    more = {"owner": filters.owner_id, "public": filters.public_id}
    named = [_label(form[key], wanted) for key, wanted in records.items()]
    named += [context.name(filters.kind)] if filters.kind else []
    named += [context.name(EventType(key)) for key in types]
    named += [_label(form[key], wanted) for key, wanted in more.items()]
    rest = (filters.status, filters.visibility, filters.strategy, filters.channel)
    named += [context.name(one) for one in rest if one is not None]
    return " · ".join(name for name in named if name)[:LONGEST_NAME]


def _label(field: Any, wanted: int | None) -> str:
    return next((one.label for one in field.choices if wanted and one.value == str(wanted)), "")


def _name(value: Any) -> str:
    if isinstance(value, Team):
        return pick_of(value, "name", _reads()).text
    if isinstance(value, User | Stakeholder):
        return context.display_name(value).text
    return context.name(value)


def _reads() -> str:
    return language.language()


def _by_name(records: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    return sorted(records, key=lambda record: (text.thai_sort_key(record[1]), record[0]))


def type_names(feed: Feed) -> list[str]:
    """The types of event a feed is limited to."""
    return [context.name(EventType(key)) for key in feed.types if key in set(EventType)]
