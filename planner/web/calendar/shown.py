"""Entries as the templates show them: words, times and addresses ready, so that drawing a chip asks for nothing.

A month may hold three hundred chips: building an address or formatting a date for each in the template costs more
than everything else on the page. So what is the same for all is made once, here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from flask import url_for
from markupsafe import Markup, escape

from planner import dates
from planner.accounts import permissions
from planner.accounts.models import Kind
from planner.calendar import grid
from planner.calendar.entries import Bar, Entry
from planner.calendar.offers import Offer
from planner.events.timing import Timed, Timing
from planner.events.words import EventStatus
from planner.holidays import package
from planner.holidays.window import Day as Holiday
from planner.holidays.window import Days, Stretch
from planner.holidays.words import HOME, HolidayKind, MarkKind
from planner.i18n import mark, pick
from planner.promotions.words import PROMOTION_STATUS_NAMES
from planner.sources.queries import Laid
from planner.web import context, language
from planner.web.calendar.asked import Asked
from planner.web.gate import actor
from planner.web.language import say

ALL_DAY = mark("All day")
UNTIL = mark("until %(day)s")
ELSEWHERE = mark("%(clock)s in %(city)s")
ABROAD = mark("%(name)s (%(country)s)")
SENSITIVE = mark("Sensitive period")
PROMOTION = mark("Promotion, %(status)s")
LAID_OVER = mark("From a calendar laid over")


class Chip(NamedTuple):
    """An event in a day of the month. Templates take it apart: names cost more than places there."""

    attributes: Markup
    """Of its link: class and address, and what it is moved by. All of it is ours, none of it typed by anybody."""
    at: str
    title: str
    lang: str
    """The language of the title, where it is not the reader's."""
    said: str
    """What colour and edge say, in words for those who do not see them."""


class Strip(NamedTuple):
    """Something that lasts, as a bar."""

    address: str
    title: str
    lang: str
    css: str
    said: str
    move: str = ""


class Item(NamedTuple):
    """An event in the agenda."""

    address: str
    at: str
    elsewhere: str
    title: str
    lang: str
    css: str
    said: str
    state: str
    where: Markup
    """Its place and its campaign, which many events of a month share."""


class Note(NamedTuple):
    """What a day is: a holiday, or something smaller."""

    text: str
    lang: str
    css: str


class Placed(NamedTuple):
    """An entry with the days it stands on and its times on the reader's clock; whole days have none."""

    entry: Entry | Laid
    address: str
    title: str
    lang: str
    first_on: date
    last_on: date
    start: datetime | None
    end: datetime | None


@dataclass
class AgendaDay:
    """One day of the agenda; days without anything are left out."""

    on: date
    name: str
    notes: Sequence[Note]
    is_today: bool
    items: list[Item] = field(default_factory=list)


def planning() -> set[int] | None:
    """The teams whose events the reader may change; None: everybody's."""
    reader = actor()
    if reader.is_administrator:
        return None
    return {one.team_id for one in reader.memberships if permissions.may(reader, "event:edit", one)}


def _spoken(written: str, lang: str) -> Markup:
    """A text that says its language, where that is not the page's."""
    return Markup('<span lang="{}">{}</span>').format(lang, written) if lang else escape(written)


class Drawing:
    """What is the same for every entry of one page."""

    def __init__(self, asked: Asked, days: Days) -> None:
        self.asked = asked
        self.days = days
        self.language = language.language()
        self.era = language.era()
        self.zone = language.zone()
        self.clock = ZoneInfo(self.zone)
        self.event_address = url_for("events.show", id=0).removesuffix("0")
        self.campaign_address = url_for("campaigns.show", id=0).removesuffix("0")
        self.promotion_address = url_for("promotions.show", id=0).removesuffix("0")
        self.kinds = {kind: context.name(kind) for kind in Kind}
        self.statuses = {status: context.name(status) for status in EventStatus}
        self.all_day = say(ALL_DAY)
        is_thai = self.language == "th"
        self.colon, self.clock_mark = (".", " น.") if is_thai else (":", "")
        self.marked_address = url_for("marked_days.index")
        self.layers_address = url_for("layers.index")
        self.days_off = days.days_off
        self.planning = planning()
        self._wheres: dict[tuple[str | None, str | None, int], Markup] = {}
        self.notes = self._notes()

    def placed(self, entries: Iterable[Entry], laid: Iterable[Laid] = ()) -> list[Placed]:
        """What the views all ask of every entry, asked once; `laid` are those of calendars laid over."""
        found = []
        for entry in entries:
            address = f"{self.event_address}{entry.event_id}"
            if entry.on is not None:
                address = f"{address}/occurrences/{entry.on.isoformat()}"
            found.append(self._placed(entry, address, *self.words(entry.title_th, entry.title_en)))
        others = [self._placed(one, self.layers_address, one.title, "") for one in laid]
        if not others:
            return found
        return sorted([*found, *others], key=lambda one: one.entry.timing.sort_key(self.zone))

    def _placed(self, entry: Entry | Laid, address: str, title: str, lang: str) -> Placed:
        timing = entry.timing
        start = end = None
        if isinstance(timing, Timed):
            start, end = timing.starts_at.astimezone(self.clock), timing.ends_at.astimezone(self.clock)
        return Placed(entry, address, title, lang, *grid.days_shown(timing, self.zone), start, end)

    # ── what stands in a day, and what lasts ──

    def chip(self, one: Placed) -> Chip:
        """An event of one day."""
        at = "" if one.start is None else self._clock(one.start)
        version = self.movable(one.entry)
        move = f' data-move="{version}"' if version else ""
        attributes = Markup(f'class="chip {self.looks(one.entry)}" href="{one.address}"{move}')  # noqa: S704 - ours
        return Chip(attributes, at, one.title, one.lang, self.said(one.entry))

    def strip(self, one: Placed) -> Strip:
        """An event of several days."""
        css = f"span is-event {self.looks(one.entry)}"
        return Strip(one.address, one.title, one.lang, css, self.said(one.entry), self.movable(one.entry))

    def campaign(self, bar: Bar) -> Strip:
        """A campaign."""
        title, lang = self.words(bar.title_th, bar.title_en)
        address = f"{self.campaign_address}{bar.campaign_id}"
        return Strip(address, title, lang, f"span {bar.kind}", self.kinds[bar.kind])

    def promotion(self, offer: Offer) -> Strip:
        """A promotion: its edge and its words say where it stands."""
        title, lang = self.words(offer.name_th, offer.name_en)
        address = f"{self.promotion_address}{offer.promotion_id}"
        said = say(PROMOTION, status=say(PROMOTION_STATUS_NAMES[offer.status]))
        return Strip(address, title, lang, f"span is-offer exchange is-{offer.status}", said)

    # ── the agenda ──

    def agenda(self, placed: Iterable[Placed], first_on: date, last_on: date) -> list[AgendaDay]:
        """The days on which something is, each event once: what began earlier on the first of them."""
        by_day: dict[date, list[Item]] = defaultdict(list)
        for one in placed:
            on = max(one.first_on, first_on)
            if on <= last_on and one.last_on >= first_on:
                by_day[on].append(self.item(one))
        days = set(by_day) | {on for on in self.notes if first_on <= on <= last_on}
        if first_on <= self.asked.today <= last_on:
            days.add(self.asked.today)
        return [
            AgendaDay(
                on=on,
                name=dates.format_day(on, self.language, self.era, style="weekday"),
                notes=self.notes.get(on, ()),
                is_today=on == self.asked.today,
                items=by_day.get(on, []),
            )
            for on in sorted(days)
        ]

    def item(self, one: Placed) -> Item:
        """An event with its hours, its place and its campaign."""
        entry = one.entry
        at, elsewhere = self.all_day, ""
        if one.start is not None and one.end is not None:
            at, elsewhere = self.hours(one.start, one.end), self._elsewhere(entry.timing, one.start)
        elif one.first_on != one.last_on:
            at = say(UNTIL, day=dates.format_day(one.last_on, self.language, self.era, style="short"))
        return Item(
            one.address,
            at,
            elsewhere,
            one.title,
            one.lang,
            self.looks(entry),
            *self._about(entry),
        )

    def _about(self, entry: Entry | Laid) -> tuple[str, str, Markup]:
        """What is said of it, its state, its place and its campaign, or whose calendar it is from."""
        if isinstance(entry, Laid):
            return say(LAID_OVER), "", escape(entry.source)
        return (
            self.kinds[entry.kind],
            "" if entry.status == EventStatus.CONFIRMED else self.statuses[entry.status],
            self._where(entry),
        )

    def _where(self, entry: Entry) -> Markup:
        """Its place and its campaign, each in its language; made once for all that share them."""
        key = (entry.venue_th, entry.venue_en, entry.campaign_id)
        found = self._wheres.get(key)
        if found is None:
            campaign = self.words(entry.campaign_title_th, entry.campaign_title_en)
            parts = [_spoken(*self.words(entry.venue_th, entry.venue_en)), _spoken(*campaign)]
            found = self._wheres[key] = Markup(" · ").join(part for part in parts if part)
        return found

    def running(self, bars: Iterable[Bar]) -> list[tuple[Strip, str]]:
        """The campaigns of the period with their days."""
        return [
            (self.campaign(bar), dates.format_range(bar.start_on, bar.end_on, self.language, self.era))
            for bar in bars
        ]

    def offered(self, offers: Iterable[Offer]) -> list[tuple[Strip, str, str]]:
        """The promotions of the period with their days and where they stand, for the list."""
        return [
            (
                self.promotion(offer),
                dates.format_range(offer.start_on, offer.end_on, self.language, self.era),
                say(PROMOTION_STATUS_NAMES[offer.status]),
            )
            for offer in offers
        ]

    # ── what the days are ──

    def quiet(self) -> list[tuple[Strip, str]]:
        """The sensitive periods with their days, for the list."""
        return [
            (strip, dates.format_range(one.start_on, one.end_on, self.language, self.era))
            for one, strip in self.quiet_strips()
        ]

    def quiet_strips(self) -> list[tuple[Stretch, Strip]]:
        """The sensitive periods, each with how it is drawn."""
        said = say(SENSITIVE)
        return [
            (
                one,
                Strip(
                    f"{self.marked_address}#marked-{one.id}",
                    *self.words(one.name_th, one.name_en),
                    "span is-event is-sensitive",
                    said,
                ),
            )
            for one in self.days.of(MarkKind.SENSITIVE)
        ]

    def _notes(self) -> dict[date, list[Note]]:
        """Holidays by their short names, then what is only observed."""
        found: dict[date, list[Note]] = defaultdict(list)
        for day in self.days.holidays:
            found[day.on].append(self._holiday(day))
        for one in self.days.of(MarkKind.AWARENESS):
            found[one.start_on].append(Note(*self.words(one.name_th, one.name_en), "holiday observed"))
        return dict(found)

    def _holiday(self, day: Holiday) -> Note:
        text, lang = self.words(day.short_name_th or day.name_th, day.short_name_en or day.name_en)
        if day.country != HOME:
            text = say(ABROAD, name=text, country=package.country_name(day.country, self.language))
        is_small = day.country != HOME or day.kind is HolidayKind.OBSERVANCE
        return Note(text, lang, "holiday observed" if is_small else "holiday")

    # ── what every entry has ──

    def words(self, th: str | None, en: str | None) -> tuple[str, str]:
        """A text and the language it is in, which goes without saying where it is the reader's."""
        text = pick(th, en, self.language)
        return text.text, text.lang if text.is_fallback else ""

    def movable(self, entry: Entry | Laid) -> str:
        """The version that a reader sees who may move it; nothing for others."""
        if isinstance(entry, Laid):
            return ""
        may = not entry.is_closed and (self.planning is None or entry.team_id in self.planning)
        return str(entry.version) if may else ""

    def looks(self, entry: Entry | Laid) -> str:
        """The classes that tell its kind and how it stands."""
        if isinstance(entry, Laid):
            return "is-laid"
        if entry.status == EventStatus.CONFIRMED:
            return entry.kind.value
        look = "cancelled" if entry.status == EventStatus.CANCELLED else "tentative"
        return f"{entry.kind.value} is-{look}"

    def said(self, entry: Entry | Laid) -> str:
        """The same in words."""
        if isinstance(entry, Laid):
            return entry.source
        kind = self.kinds[entry.kind]
        if entry.status == EventStatus.CONFIRMED:
            return kind
        return f"{kind}, {self.statuses[entry.status]}"

    def _clock(self, at: datetime) -> str:
        return f"{at.hour:02}{self.colon}{at.minute:02}"

    def hours(self, start: datetime, end: datetime) -> str:
        """From when to when, on the reader's clock."""
        if start == end:
            return f"{self._clock(start)}{self.clock_mark}"
        if end - start >= timedelta(days=1):
            last = dates.format_instant(end, self.clock, self.language, self.era, style="short")
            return f"{self._clock(start)} – {last}"
        ends = f"24{self.colon}00" if end.hour == end.minute == 0 else self._clock(end)
        return f"{self._clock(start)}–{ends}{self.clock_mark}"

    def _elsewhere(self, timing: Timing, here: datetime) -> str:
        """What the clocks of its own zone show, where they differ from the reader's."""
        if not isinstance(timing, Timed) or timing.zone == self.zone:
            return ""
        there = timing.start_local
        if there.utcoffset() == here.utcoffset():
            return ""
        on_the_clock = f"{self._clock(there)}{self.clock_mark}"
        if there.date() != here.date():
            on_the_clock = dates.format_instant(
                timing.starts_at, dates.zone(timing.zone), self.language, self.era, style="short"
            )
        return say(ELSEWHERE, clock=on_the_clock, city=dates.zone_city(timing.zone, self.language))
