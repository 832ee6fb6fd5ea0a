"""Gathering what the calendar shows of some days for paper: for the house, or as anyone outside may know it.

The outward copy holds what an open feed would: events whose effective visibility is public, whose embargo has passed
and whose campaign is out; promotions of such campaigns; holidays that are confirmed, and days that the whole
organisation observes. What was called off with its campaign is left out: nobody was told of it by this paper. Of the
filter it says only what an outsider may hear: types, states, and a campaign of which something is shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import dates
from planner.accounts.models import User
from planner.briefs import calendar_grid
from planner.briefs.calendar_grid import Period
from planner.briefs.calendar_shapes import CalendarPaper, InsideItem, Item, Note, Stretch
from planner.briefs.gather import Edition
from planner.calendar import entries as calendar
from planner.calendar import grid, offers, told
from planner.calendar.entries import Entry
from planner.calendar.filters import Filters, campaigns_of, is_wanted
from planner.calendar.offers import Offer, Running
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.errors import Refusal
from planner.events.models import Event
from planner.events.timing import Timed, Window
from planner.events.visibility import outward
from planner.events.words import EVENT_STATUS_NAMES, EVENT_TYPE_NAMES, EventStatus
from planner.holidays import window
from planner.holidays.window import Days
from planner.holidays.words import FIRST_YEAR, HOME, LAST_YEAR, MARK_KIND_NAMES, HolidayKind, MarkKind
from planner.i18n import Text, mark, pick, translate
from planner.promotions.models import Promotion
from planner.promotions.outside import outward as outward_offers

LONGEST = timedelta(days=366)
MOST = 600
"""More events than this are a register, and laying them out would take longer than anybody waits."""
CHUNK = 500

ENDS_BEFORE = mark("The last day is before the first. Choose a last day on or after it.")
TOO_LONG = mark("A calendar on paper holds at most one year. Choose a last day within a year of the first.")
TOO_FAR = mark("Choose days between the years %(first)s and %(last)s.")
TOO_MANY = mark(
    "In these days there are %(count)s events; a calendar on paper holds at most %(most)s. "
    "Choose fewer days, or narrow the calendar."
)
ALL_DAY = mark("All day")
ELSEWHERE = mark("%(clock)s in %(city)s")
PROMOTION = mark("Promotion")
OFFER = "is-offer"
TOLD_OUTSIDE = ("campaign_id", "type", "status")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The days and the filters of a calendar on paper.

    :raises Refusal: where the days are none, too many, or in years that the planner does not hold.
    """

    first_on: date
    last_on: date
    filters: Filters

    def __post_init__(self) -> None:
        if not (self.first_on.year > FIRST_YEAR and self.last_on.year < LAST_YEAR):
            raise Refusal(TOO_FAR, field="first", first=FIRST_YEAR + 1, last=LAST_YEAR - 1)
        if self.last_on < self.first_on:
            raise Refusal(ENDS_BEFORE, field="last")
        if self.last_on - self.first_on >= LONGEST:
            raise Refusal(TOO_LONG, field="last")


def inside(session: Session, wanted: Wanted, *, actor: User, edition: Edition, at: datetime) -> CalendarPaper:
    """The copy for the house: all that the actor sees in the calendar, with campaigns and sensitive periods."""
    found = _found(session, wanted, actor, edition)
    _expect_few(found)
    days = window.between(session, wanted.first_on, wanted.last_on, team_ids=_teams(wanted, actor))
    write = _Words(edition)
    running = _running(session, wanted, actor, at)
    names = told.known(session, [wanted.filters], actor=actor)
    period = Period(
        wanted.first_on,
        wanted.last_on,
        [write.inside(entry) for entry in found],
        write.notes(days, with_unconfirmed=True),
        campaigns=[
            Stretch(write.words(bar.title_th, bar.title_en), bar.start_on, bar.end_on, bar.kind.value)
            for bar in running.bars
        ]
        + [write.offer(one, f"exchange {OFFER}") for one in running.offers],
        quiet=[write.quiet(one) for one in days.of(MarkKind.SENSITIVE)],
    )
    return _paper(
        period,
        actor,
        edition,
        filters=told.told(wanted.filters, names, edition.reader.language),
        unconfirmed=[date(year, 1, 1) for year in days.unconfirmed_years],
        is_inside=True,
    )


def outside(
    session: Session, wanted: Wanted, *, actor: User, edition: Edition, at: datetime
) -> CalendarPaper:
    """The copy for anyone: what of it those outside may know at an instant (aware, UTC)."""
    seen = _found(session, wanted, actor, edition)
    known = _known_outside(session, {entry.event_id for entry in seen}, at)
    found = [entry for entry in seen if entry.event_id in known]
    _expect_few(found)
    days = window.between(session, wanted.first_on, wanted.last_on)
    write = _Words(edition)
    period = Period(
        wanted.first_on,
        wanted.last_on,
        [write.outside(entry) for entry in found],
        write.notes(days, with_unconfirmed=False),
        campaigns=[write.offer(one, OFFER) for one in _offers_outside(session, wanted, actor, at)],
        quiet=(),
    )
    return _paper(
        period, actor, edition, filters=_told_outside(found, wanted, edition), unconfirmed=(), is_inside=False
    )


def _paper(
    period: Period,
    actor: User,
    edition: Edition,
    *,
    filters: Sequence[tuple[str, Text]],
    unconfirmed: Sequence[date],
    is_inside: bool,
) -> CalendarPaper:
    return CalendarPaper(
        reader=edition.reader,
        made_on=edition.made_on,
        organisation=edition.organisation,
        first_on=period.first_on,
        last_on=period.last_on,
        filters=filters,
        months=calendar_grid.months(period, actor.week_start),
        count=len(period.items),
        is_inside=is_inside,
        unconfirmed=unconfirmed,
    )


def _found(session: Session, wanted: Wanted, actor: User, edition: Edition) -> list[Entry]:
    days = Window.of_days(wanted.first_on, wanted.last_on, edition.reader.zone)
    found = calendar.entries(session, days, actor=actor, filters=wanted.filters)
    # what runs past midnight stands on its first day, which may not be asked for
    return [
        entry for entry in found if grid.days_shown(entry.timing, edition.reader.zone)[1] >= wanted.first_on
    ]


def _running(session: Session, wanted: Wanted, actor: User, at: datetime) -> Running:
    """Campaigns and promotions of the days, as the calendar shows them under its filters."""
    found = offers.running(session, wanted.first_on, wanted.last_on, actor=actor, now=at)
    bars = [one for one in found.bars if is_wanted(one, wanted.filters)]
    offered = [one for one in found.offers if offers.is_offered(one, wanted.filters)]
    if wanted.filters.public_id is not None:
        theirs = set(session.scalars(campaigns_of(wanted.filters.public_id)))
        bars = [one for one in bars if one.campaign_id in theirs]
        offered = [one for one in offered if one.campaign_id in theirs]
    return Running(bars, offered)


def _offers_outside(session: Session, wanted: Wanted, actor: User, at: datetime) -> list[Offer]:
    """Those promotions of them that anyone may know of."""
    seen = _running(session, wanted, actor, at).offers
    ids = [one.promotion_id for one in seen]
    asked = select(Promotion.id).join(Promotion.campaign)
    known = (
        set(session.scalars(asked.where(Promotion.id.in_(ids), outward_offers(None, at)))) if ids else set()
    )
    return [one for one in seen if one.promotion_id in known]


def _expect_few(found: Sequence[Entry]) -> None:
    """Refuse what nobody would wait for; of the outward copy only what is on it counts, and is told."""
    if len(found) > MOST:
        raise Refusal(TOO_MANY, count=len(found), most=MOST)


def _teams(wanted: Wanted, actor: User) -> set[int]:
    """Whose marked days are shown: the actor's own teams', and the one that is looked at."""
    team_id = wanted.filters.team_id
    return {*actor.team_ids, *([] if team_id is None else [team_id])}


def _known_outside(session: Session, ids: Collection[int], at: datetime) -> set[int]:
    """Those of the events that anyone may know of."""
    found: set[int] = set()
    ordered = sorted(ids)
    for start in range(0, len(ordered), CHUNK):
        found |= set(
            session.scalars(
                select(Event.id)
                .join(Campaign, Campaign.id == Event.campaign_id)
                .where(
                    Event.id.in_(ordered[start : start + CHUNK]),
                    outward(None, at),
                    Campaign.status != Status.CANCELLED,
                )
            )
        )
    return found


def _told_outside(found: Iterable[Entry], wanted: Wanted, edition: Edition) -> list[tuple[str, Text]]:
    """What an outsider may hear of the filter; of a campaign only where something of it is shown."""
    language = edition.reader.language
    shown = {
        entry.campaign_id: (entry.campaign_title_th, entry.campaign_title_en)
        for entry in found
        if entry.campaign_id == wanted.filters.campaign_id
    }
    allowed = {key: getattr(wanted.filters, key) for key in TOLD_OUTSIDE}
    if not shown:
        allowed["campaign_id"] = None
    return told.told(Filters(**allowed), told.Known(campaign_id=shown), language)


class _Words:
    """What is the same for every event of one paper: its reader's language, era and clocks."""

    def __init__(self, edition: Edition) -> None:
        self.reader = edition.reader
        self.language = edition.reader.language
        self.clock = dates.zone(edition.reader.zone)

    @cached_property
    def all_day(self) -> str:
        return translate(self.language, ALL_DAY)

    def words(self, th: str | None, en: str | None) -> Text:
        """A text in the reader's language, else the other."""
        return pick(th, en, self.language)

    def outside(self, entry: Entry) -> Item:
        """An event as anyone may know it."""
        first_on, last_on = grid.days_shown(entry.timing, self.reader.zone)
        at, hours, elsewhere = self._times(entry, first_on, last_on)
        venue = self.words(entry.venue_th, entry.venue_en)
        return Item(
            first_on=first_on,
            last_on=last_on,
            at=at,
            hours=hours,
            elsewhere=elsewhere,
            title=self.words(entry.title_th, entry.title_en),
            type=EVENT_TYPE_NAMES[entry.type],
            venue=venue if venue.text else None,
            campaign=self.words(entry.campaign_title_th, entry.campaign_title_en),
            status=None if entry.status == EventStatus.CONFIRMED else EVENT_STATUS_NAMES[entry.status],
            is_tentative=entry.status in {EventStatus.TENTATIVE, EventStatus.POSTPONED},
            is_cancelled=entry.status == EventStatus.CANCELLED,
        )

    def inside(self, entry: Entry) -> InsideItem:
        """The same, and whose it is."""
        one = self.outside(entry)
        return InsideItem(**{key: getattr(one, key) for key in Item.__slots__}, kind=entry.kind)

    def offer(self, one: Offer, css: str) -> Stretch:
        """A promotion."""
        return Stretch(self.words(one.name_th, one.name_en), one.start_on, one.end_on, css, PROMOTION)

    def quiet(self, one: window.Stretch) -> Stretch:
        """A sensitive period."""
        title, word = self.words(one.name_th, one.name_en), MARK_KIND_NAMES[MarkKind.SENSITIVE]
        return Stretch(title, one.start_on, one.end_on, "is-sensitive", word)

    def notes(self, days: Days, *, with_unconfirmed: bool) -> dict[date, list[Note]]:
        """Holidays at home, then what is only observed: for the house also where nobody has confirmed the year."""
        found: dict[date, list[Note]] = defaultdict(list)
        for day in days.holidays:
            if day.country == HOME and (with_unconfirmed or day.is_confirmed):
                said = self.words(day.short_name_th or day.name_th, day.short_name_en or day.name_en)
                found[day.on].append(Note(said, day.kind is not HolidayKind.OBSERVANCE and day.is_day_off))
        for one in days.of(MarkKind.AWARENESS):
            found[one.start_on].append(Note(self.words(one.name_th, one.name_en), False))
        return dict(found)

    def _times(self, entry: Entry, first_on: date, last_on: date) -> tuple[str, str, str]:
        """When it begins, its hours, and what the clocks of its own place show where that is something else."""
        timing, language = entry.timing, self.language
        if not isinstance(timing, Timed):
            return "", self._days(first_on, last_on) if first_on != last_on else self.all_day, ""
        (_, start), (_, end) = (
            dates.instant_to_local(at, self.clock) for at in (timing.starts_at, timing.ends_at)
        )
        at = dates.format_time(start, language).removesuffix(" น.")
        if first_on != last_on:
            span = dates.format_span(timing.starts_at, timing.ends_at, self.clock, language, self.reader.era)
            return at, span, self._elsewhere(timing)
        last = dates.format_time(end, language)
        if end.hour == end.minute == 0 and timing.length:
            last = last.replace("00", "24", 1)
        return at, last if start == end else f"{at}–{last}", self._elsewhere(timing)

    def _days(self, first_on: date, last_on: date) -> str:
        return dates.format_range(first_on, last_on, self.language, self.reader.era, style="short")

    def _elsewhere(self, timing: Timed) -> str:
        there, here = timing.start_local, timing.starts_at.astimezone(self.clock)
        if there.utcoffset() == here.utcoffset():
            return ""
        clock = (
            dates.format_time(there.time(), self.language)
            if there.date() == here.date()
            else dates.format_instant(
                timing.starts_at, dates.zone(timing.zone), self.language, self.reader.era, style="short"
            )
        )
        city = dates.zone_city(timing.zone, self.language)
        return translate(self.language, ELSEWHERE, clock=clock, city=city)
