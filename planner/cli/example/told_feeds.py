"""Calendar subscriptions: two open to anyone, several of stakeholders, and everybody's own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind
from planner.cli.example.shapes import Colleague
from planner.cli.example.world import Deed, World
from planner.dates import Era
from planner.events.words import EventType
from planner.feeds import actions, queries
from planner.feeds.actions import Contents, Subscription
from planner.feeds.fetched import Fetches
from planner.feeds.models import Feed, Holder
from planner.i18n import Language


@dataclass(frozen=True, kw_only=True)
class _Feed:
    """A subscription that is not a colleague's own: open, or of the stakeholder it is `of`."""

    name: str
    by: str
    on: int
    of: str | None = None
    campaign: str | None = None
    types: tuple[EventType, ...] = ()
    language: Language = Language.TH
    era: Era = Era.BE
    shows_cancelled: bool = True
    renewed: int | None = None
    withdrawn: int | None = None
    fetched_by: str | None = None


_PRESS = (EventType.PRESS_CONFERENCE, EventType.MEDIA_BRIEFING, EventType.LAUNCH, EventType.DONATION_HANDOVER)

FEEDS = (
    _Feed(name="ปฏิทินกิจกรรมมณีรวงเพื่อทุกคน", by="praewa", on=-120, fetched_by="Google-Calendar-Importer"),
    _Feed(
        name="Strong School Kitchens: public calendar",
        by="praewa",
        on=-100,
        campaign="kitchens",
        language=Language.EN,
        era=Era.CE,
        fetched_by="Mozilla/5.0 Thunderbird/140.3",
    ),
    _Feed(
        name="ปฏิทินของผู้ใหญ่เกษม",
        by="kroekphon",
        on=-115,
        of="kasem",
        fetched_by="iOS/18.5 (22F76) dataaccessd/1.0",
    ),
    _Feed(name="ครัวโรงเรียน: โรงเรียนบ้านท่าตะเคียน", by="praewa", on=-114, of="school", campaign="kitchens"),
    _Feed(name="มูลนิธิอิ่มท้องเพื่อน้อง", by="praewa", on=-113, of="im_thong", renewed=-35),
    _Feed(
        name="งานข่าวมณีรวง",
        by="nattharika",
        on=-150,
        of="khemthit",
        types=_PRESS,
        era=Era.BOTH,
        fetched_by="Microsoft Exchange/15.20",
    ),
    _Feed(
        name="Meet the Grain: Greenhollow",
        by="hannah",
        on=-55,
        of="fiona",
        fetched_by="Microsoft Exchange/15.20",
        campaign="buyers",
        language=Language.EN,
        era=Era.CE,
    ),
    _Feed(
        name="Meet the Grain: New York",
        by="hannah",
        on=-40,
        of="daniel",
        campaign="buyers",
        language=Language.EN,
        era=Era.CE,
        shows_cancelled=False,
    ),
    _Feed(
        name="Meet the Grain: Sydney",
        by="hannah",
        on=-39,
        of="whitesand",
        fetched_by="Google-Calendar-Importer",
        campaign="buyers",
        language=Language.EN,
        era=Era.CE,
    ),
    _Feed(name="ครัวดี ประกวดสูตร", by="nattharika", on=-140, of="wanida", campaign="contest", withdrawn=-20),
)

_OWN_KIND = {"orawan": Kind.COMMUNAL, "phanuphong": Kind.EXCHANGE}


def deeds(colleagues: tuple[Colleague, ...], met: Mapping[str, int]) -> Iterator[Deed]:
    """Everything ever done about subscriptions."""
    for feed in FEEDS:
        made: dict[str, int] = {}
        yield Deed(max(feed.on, met.get(feed.of or "", feed.on) + 1), partial(_make, feed, made))
        if feed.renewed is not None:
            yield Deed(feed.renewed, partial(_renew, feed, made))
        if feed.withdrawn is not None:
            yield Deed(feed.withdrawn, partial(_withdraw, feed, made))
    for nth, colleague in enumerate(colleagues):
        yield Deed(-90 + 3 * nth, partial(_make_own, colleague))


def note_fetches(session: Session, fetches: Fetches) -> None:
    """Let it be seen that calendar programs come by, some an hour ago, some within minutes."""
    ids = {name: key for key, name in session.execute(select(Feed.id, Feed.name))}
    for nth, feed in enumerate(FEEDS):
        if feed.fetched_by:
            fetches.note(ids[feed.name], feed.fetched_by, clock.now() - timedelta(minutes=7 + 11 * nth))


def _make(feed: _Feed, made: dict[str, int], world: World) -> None:
    data = Subscription(
        contents=Contents(
            name=feed.name,
            campaign_id=world.campaigns[feed.campaign] if feed.campaign else None,
            types=feed.types,
            language=feed.language,
            date_era=feed.era,
            shows_cancelled=feed.shows_cancelled,
        ),
        holder=Holder.STAKEHOLDER if feed.of else Holder.OPEN,
        stakeholder_id=world.stakeholders[feed.of] if feed.of else None,
    )
    made["id"] = actions.make(world.session, data, actor=world.people[feed.by]).id


def _make_own(colleague: Colleague, world: World) -> None:
    name = "ปฏิทินงานของฉัน" if colleague.language == Language.TH else "My work calendar"
    contents = Contents(
        name=name,
        kind=_OWN_KIND.get(colleague.key),
        language=colleague.language,
        date_era=colleague.era,
    )
    data = Subscription(contents=contents, holder=Holder.USER)
    actions.make(world.session, data, actor=world.people[colleague.key])


def _renew(feed: _Feed, made: dict[str, int], world: World) -> None:
    actor = world.people[feed.by]
    shown = queries.shown(world.session, made["id"], actor=actor)
    actions.renew(world.session, shown, version=shown.version, actor=actor)


def _withdraw(feed: _Feed, made: dict[str, int], world: World) -> None:
    actor = world.people[feed.by]
    shown = queries.shown(world.session, made["id"], actor=actor)
    actions.withdraw(world.session, shown, version=shown.version, actor=actor)
