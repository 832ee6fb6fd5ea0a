"""Promotions in a feed: which its holder is shown, and what they read of them.

Only what whoever is to make use of one must know is read here: its name, the offer, the terms, its time. Codes,
quotas, what was redeemed, costs and returns stay inside.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Executable, and_, bindparam, func, select, true
from sqlalchemy.orm import Session

from planner import dates
from planner.accounts import queries as people
from planner.accounts.models import Kind
from planner.calendar.filters import Filters, campaigns_of
from planner.campaigns.lifecycle import SHOWN_OUTSIDE, Status
from planner.campaigns.models import Campaign
from planner.campaigns.queries import visible_to
from planner.dates import Era
from planner.db import Instant
from planner.events.timing import AllDay, Timed, Timing
from planner.events.visibility import OF_CAMPAIGN
from planner.events.words import EventStatus, EventType, Visibility
from planner.feeds import content, days
from planner.feeds.carries import Scope
from planner.feeds.models import Holder
from planner.feeds.moment import Moment
from planner.feeds.printed import Content
from planner.feeds.spells import Spell
from planner.i18n import Language, mark, pick, translate
from planner.promotions import outside
from planner.promotions.models import Promotion

log = logging.getLogger(__name__)

PROMOTION = mark("Promotion")
TERMS = mark("Terms: %(terms)s")
SIGN = "promotion"
FEEDS_ASKED = 512
# only events have these, so that who asks for one gets no promotion, as in the calendar
OF_EVENTS = ("status", "strategy", "channel")

COLUMNS = (
    Promotion.id,
    Promotion.created_at,
    Promotion.name_th,
    Promotion.name_en,
    Promotion.offer_text_th,
    Promotion.offer_text_en,
    Promotion.terms_th,
    Promotion.terms_en,
    Promotion.starts_at,
    Promotion.ends_at,
    Promotion.timezone,
    Campaign.title_th.label("campaign_title_th"),
    Campaign.title_en.label("campaign_title_en"),
    # decide whether and how it is sent, and are not printed
    Promotion.withdrawn_at,
    Campaign.confidentiality,
    Campaign.status.label("campaign_status"),
)
"""All that is read, and nothing else of a promotion or its campaign."""

NOW: BindParameter[datetime] = bindparam("now", type_=Instant)
SINCE: BindParameter[datetime] = bindparam("since", type_=Instant)
UNTIL: BindParameter[datetime] = bindparam("until", type_=Instant)


def shown(session: Session, feed: Any, moment: Moment, carried: Collection[str] = ()) -> list[Spell]:
    """The promotions that a feed carries, in order, in its language. One statement, or none.

    `carried` are the UIDs that it has now: of what is called off, only who was sent it hears, as with events.
    """
    scope = Scope.of(feed)
    if not _may_carry(scope):
        return []
    if scope.holder == Holder.USER:
        person = people.person(session, scope.user_id or 0)
        question = _question(scope, and_(Campaign.kind == Kind.EXCHANGE, visible_to(person)))
    else:
        question = _outward(scope)
    window = moment.window
    asked = {"now": moment.now, "since": window.since, "until": window.until}
    rows = [
        row
        for row in session.connection().execute(question, asked)
        if not _is_off(row)
        or (scope.shows_cancelled and days.uid(SIGN, row) in carried and row.ends_at > moment.forgets)
    ]
    return sorted(_spells(rows, feed.language, feed.date_era), key=lambda one: (one.timing.on, one.uid))


def is_one(spell: Spell) -> bool:
    """Whether it is a promotion."""
    return spell.uid.startswith(f"{SIGN}-")


def next_embargo(session: Session, scope: Scope, now: datetime) -> datetime | None:
    """When the next embargo passes on a campaign that has a promotion; people who sign in wait for none."""
    if scope.holder == Holder.USER or not _may_carry(scope):
        return None
    found: datetime | None = session.connection().scalar(_embargo(scope.filters.campaign_id), {"now": now})
    return found


def _may_carry(scope: Scope) -> bool:
    asks_for_events = any(getattr(scope.filters, key) is not None for key in OF_EVENTS)
    is_of_type = not scope.types or EventType.PROMOTION_PERIOD in scope.types
    return is_of_type and not asks_for_events and scope.filters.kind in {None, Kind.EXCHANGE}


@lru_cache(maxsize=FEEDS_ASKED)
def _outward(scope: Scope) -> Executable:
    return _question(scope, outside.outward(scope.stakeholder_id, NOW))


def _question(scope: Scope, seen: ColumnElement[bool]) -> Executable:
    return (
        select(*COLUMNS)
        .select_from(Promotion)
        .join(Campaign, Campaign.id == Promotion.campaign_id)
        .where(
            Promotion.starts_at < UNTIL,
            Promotion.ends_at > SINCE,
            _chosen(scope.filters),
            seen,
        )
        .order_by(Promotion.id)
    )


def _chosen(filters: Filters) -> ColumnElement[bool]:
    """What the feed is narrowed to, as the calendar understands it of promotions."""
    wanted: list[ColumnElement[bool]] = [true()]
    if filters.campaign_id is not None:
        wanted.append(Campaign.id == filters.campaign_id)
    if filters.team_id is not None:
        wanted.append(Campaign.team_id == filters.team_id)
    if filters.owner_id is not None:
        wanted.append(Campaign.owner_id == filters.owner_id)
    if filters.visibility is not None:
        levels = [key for key, level in OF_CAMPAIGN.items() if level == filters.visibility]
        wanted.append(Campaign.confidentiality.in_(levels))
    if filters.public_id is not None:
        wanted.append(Campaign.id.in_(campaigns_of(filters.public_id)))
    return and_(*wanted)


@lru_cache(maxsize=FEEDS_ASKED)
def _embargo(campaign_id: int | None) -> Executable:
    offering = select(Promotion.campaign_id).where(Promotion.withdrawn_at.is_(None))
    asked = select(func.min(Campaign.embargo_until)).where(
        Campaign.embargo_until > NOW, Campaign.id.in_(offering)
    )
    return asked if campaign_id is None else asked.where(Campaign.id == campaign_id)


def _spells(rows: Any, language: Language, era: Era) -> Iterator[Spell]:
    for row in rows:
        try:
            timing = _timing(row)
            spell = Spell(days.uid(SIGN, row), timing, _content(row, timing, language, era))
        except Exception:  # one gone wrong must not take the feed away from everybody
            log.exception("promotion %s cannot be written into feeds", row.id)
            continue
        yield spell


def _timing(row: Any) -> Timing:
    """Whole days where it begins and ends at midnight on its own clocks."""
    zone = dates.zone(row.timezone)
    starts, ends = row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)
    if _is_midnight(starts) and _is_midnight(ends):
        return AllDay(starts.date(), _day_before(ends))
    return Timed(row.starts_at, row.ends_at, row.timezone)


def _is_midnight(at: datetime) -> bool:
    return (at.hour, at.minute, at.second) == (0, 0, 0)


def _day_before(at: datetime) -> date:
    return at.date() - timedelta(days=1)


def _content(row: Any, timing: Timing, language: Language, era: Era) -> Content:
    kind = translate(language, PROMOTION)
    return Content(
        title=pick(row.name_th, row.name_en, language).text.strip() or kind,
        description=_description(row, timing, language, era),
        categories=(kind,),
        status=_status(row),
        is_transparent=True,
        is_private=OF_CAMPAIGN[row.confidentiality] in {Visibility.TEAM, Visibility.RESTRICTED},
    )


def _is_off(row: Any) -> bool:
    return outside.is_called_off(row.withdrawn_at, row.campaign_status)


def _status(row: Any) -> EventStatus:
    """Not certain before its campaign is approved, as events are."""
    if _is_off(row):
        return EventStatus.CANCELLED
    is_settled = row.campaign_status in SHOWN_OUTSIDE or row.campaign_status == Status.ARCHIVED
    return EventStatus.CONFIRMED if is_settled else EventStatus.TENTATIVE


def _description(row: Any, timing: Timing, language: Language, era: Era) -> str:
    terms = pick(row.terms_th, row.terms_en, language).text
    campaign = pick(row.campaign_title_th, row.campaign_title_en, language).text
    said = [translate(language, content.WHEN, when=content.when(timing, language, era))]
    if campaign:
        said.append(translate(language, content.PART_OF, campaign=campaign))
    parts = (
        pick(row.offer_text_th, row.offer_text_en, language).text,
        translate(language, TERMS, terms=terms) if terms else "",
        "\n".join(said),
    )
    return "\n\n".join(part for part in parts if part)
