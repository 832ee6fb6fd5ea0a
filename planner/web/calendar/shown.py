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

from planner import dates
from planner.accounts.models import Kind
from planner.calendar import grid
from planner.calendar.entries import Bar, Entry
from planner.calendar.grid import Piece
from planner.events.timing import AllDay, Timed
from planner.events.words import EventStatus
from planner.holidays import thailand
from planner.i18n import Text, mark, pick
from planner.web import context, language
from planner.web.calendar.asked import Asked, View
from planner.web.language import say

CHIPS = 3
ROWS_OF_BARS = 4
ALL_DAY = mark("All day")
UNTIL = mark("until %(day)s")
ELSEWHERE = mark("%(clock)s in %(city)s")


class Chip(NamedTuple):
    """An event in a day of the month."""

    address: str
    at: str
    title: Text
    css: str
    said: str
    """What colour and edge say, in words for those who do not see them."""


class Strip(NamedTuple):
    """Something that lasts, as a bar."""

    address: str
    title: Text
    css: str
    said: str


class Item(NamedTuple):
    """An event in the agenda."""

    address: str
    at: str
    elsewhere: str
    title: Text
    css: str
    said: str
    status: EventStatus | None
    place: Text
    campaign: Text


@dataclass(frozen=True)
class Day:
    """One day of the month."""

    on: date
    number: int
    address: str
    name: str
    holiday: str
    css: str
    is_today: bool
    chips: Sequence[Chip]
    more: int


@dataclass(frozen=True)
class Week:
    """A row of days with the bars under them."""

    number: int
    days: Sequence[Day]
    bars: Sequence[Sequence[Piece[Strip]]]
    more: int
    address: str


@dataclass
class AgendaDay:
    """One day of the agenda; days without anything are left out."""

    on: date
    name: str
    holiday: str
    is_today: bool
    items: list[Item] = field(default_factory=list)


class Drawing:
    """What is the same for every entry of one page."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.language = language.language()
        self.era = language.era()
        self.zone = language.zone()
        self.clock = ZoneInfo(self.zone)
        self.event_address = url_for("events.show", id=0).removesuffix("0")
        self.campaign_address = url_for("campaigns.show", id=0).removesuffix("0")
        self.kinds = {kind: context.name(kind) for kind in Kind}
        self.statuses = {status: context.name(status) for status in EventStatus}
        self.all_day = say(ALL_DAY)
        is_thai = self.language == "th"
        self.clock_format, self.clock_mark = ("%H.%M", " น.") if is_thai else ("%H:%M", "")
        self.holidays = {
            one.on: one.short_th if is_thai else one.short_en for one in thailand.between(*asked.days)
        }

    # ── the month ──

    def weeks(self, entries: Iterable[Entry], bars: Sequence[Bar]) -> list[Week]:
        """The month: chips in their days, and bars for what lasts longer, events above campaigns."""
        by_day: dict[date, list[Chip]] = defaultdict(list)
        lasting: list[tuple[date, date, Strip]] = []
        for entry in entries:
            first_on, last_on = grid.days_shown(entry.timing, self.zone)
            if first_on == last_on:
                by_day[first_on].append(self.chip(entry))
            else:
                lasting.append((first_on, last_on, self.strip(entry)))
        lasting += [(bar.start_on, bar.end_on, self.campaign(bar)) for bar in bars]
        return [self._week(week, by_day, lasting) for week in self.asked.weeks]

    def _week(
        self,
        week: Sequence[date],
        by_day: dict[date, list[Chip]],
        lasting: Sequence[tuple[date, date, Strip]],
    ) -> Week:
        rows, more = grid.rows_of_bars(lasting, week, ROWS_OF_BARS)
        return Week(
            number=grid.week_number(week),
            days=[self._day(on, by_day.get(on, [])) for on in week],
            bars=rows,
            more=more,
            address=self.asked.address(View.AGENDA, week[0]),
        )

    def _day(self, on: date, chips: Sequence[Chip]) -> Day:
        holiday = self.holidays.get(on)
        is_today = on == self.asked.today
        looks = {
            "is-today": is_today,
            "is-rest": on.weekday() >= 5 or holiday is not None,
            "is-outside": on.month != self.asked.on.month,
        }
        # a fourth takes no more room than the word that stands for it
        most = CHIPS if len(chips) > CHIPS + 1 else len(chips)
        return Day(
            on=on,
            number=on.day,
            address=self.asked.address(View.AGENDA, on),
            name=dates.format_day(on, self.language, self.era, style="full"),
            holiday=holiday or "",
            css=" ".join(["day", *(look for look, holds in looks.items() if holds)]),
            is_today=is_today,
            chips=chips,
            more=len(chips) - most,
        )

    def chip(self, entry: Entry) -> Chip:
        """An event of one day."""
        at = self._clock(entry.timing.starts_at) if isinstance(entry.timing, Timed) else ""
        return Chip(
            self._address(entry), at, self._title(entry), f"chip {self._css(entry)}", self._said(entry)
        )

    def strip(self, entry: Entry) -> Strip:
        """An event of several days."""
        return Strip(
            self._address(entry), self._title(entry), f"span is-event {self._css(entry)}", self._said(entry)
        )

    def campaign(self, bar: Bar) -> Strip:
        """A campaign."""
        return Strip(
            f"{self.campaign_address}{bar.campaign_id}",
            pick(bar.title_th, bar.title_en, self.language),
            f"span {bar.kind}",
            self.kinds[bar.kind],
        )

    # ── the agenda ──

    def agenda(self, entries: Iterable[Entry], first_on: date, last_on: date) -> list[AgendaDay]:
        """The days on which something is, each event once: what began earlier on the first of them."""
        by_day: dict[date, list[Item]] = defaultdict(list)
        for entry in entries:
            starts_on, ends_on = grid.days_shown(entry.timing, self.zone)
            on = max(starts_on, first_on)
            if on <= last_on and ends_on >= first_on:
                by_day[on].append(self.item(entry, starts_on, ends_on))
        days = set(by_day) | {on for on in self.holidays if first_on <= on <= last_on}
        if first_on <= self.asked.today <= last_on:
            days.add(self.asked.today)
        return [
            AgendaDay(
                on=on,
                name=dates.format_day(on, self.language, self.era, style="weekday"),
                holiday=self.holidays.get(on, ""),
                is_today=on == self.asked.today,
                items=by_day.get(on, []),
            )
            for on in sorted(days)
        ]

    def item(self, entry: Entry, starts_on: date, ends_on: date) -> Item:
        """An event with its hours, its place and its campaign."""
        timing = entry.timing
        at, elsewhere = self.all_day, ""
        if isinstance(timing, Timed):
            at, elsewhere = self._hours(timing), self._elsewhere(timing)
        if starts_on != ends_on:
            until = dates.format_day(ends_on, self.language, self.era, style="short")
            at = say(UNTIL, day=until) if isinstance(timing, AllDay) else at
        return Item(
            self._address(entry),
            at,
            elsewhere,
            self._title(entry),
            self._css(entry),
            self.kinds[entry.kind],
            None if entry.status == EventStatus.CONFIRMED else entry.status,
            pick(entry.venue_th, entry.venue_en, self.language),
            pick(entry.campaign_title_th, entry.campaign_title_en, self.language),
        )

    def running(self, bars: Iterable[Bar]) -> list[tuple[Strip, str]]:
        """The campaigns of the period with their days."""
        return [
            (self.campaign(bar), dates.format_range(bar.start_on, bar.end_on, self.language, self.era))
            for bar in bars
        ]

    # ── what every entry has ──

    def _address(self, entry: Entry) -> str:
        address = f"{self.event_address}{entry.event_id}"
        return address if entry.on is None else f"{address}/occurrences/{entry.on.isoformat()}"

    def _title(self, entry: Entry) -> Text:
        return pick(entry.title_th, entry.title_en, self.language)

    def _css(self, entry: Entry) -> str:
        if entry.status == EventStatus.CONFIRMED:
            return str(entry.kind)
        look = "cancelled" if entry.status == EventStatus.CANCELLED else "tentative"
        return f"{entry.kind} is-{look}"

    def _said(self, entry: Entry) -> str:
        kind = self.kinds[entry.kind]
        if entry.status == EventStatus.CONFIRMED:
            return kind
        return f"{kind}, {self.statuses[entry.status]}"

    def _clock(self, at: datetime) -> str:
        return at.astimezone(self.clock).strftime(self.clock_format)

    def _hours(self, timing: Timed) -> str:
        start, end = timing.starts_at.astimezone(self.clock), timing.ends_at.astimezone(self.clock)
        if timing.starts_at == timing.ends_at:
            return f"{start.strftime(self.clock_format)}{self.clock_mark}"
        if end - start >= timedelta(days=1):
            last = dates.format_instant(timing.ends_at, self.clock, self.language, self.era, style="short")
            return f"{start.strftime(self.clock_format)} – {last}"
        ends = (
            f"24{self.clock_format[2]}00" if end.hour == end.minute == 0 else end.strftime(self.clock_format)
        )
        return f"{start.strftime(self.clock_format)}–{ends}{self.clock_mark}"

    def _elsewhere(self, timing: Timed) -> str:
        """What the clocks of its own zone show, where they differ from the reader's."""
        if timing.zone == self.zone:
            return ""
        there = timing.start_local
        here = timing.starts_at.astimezone(self.clock)
        if there.utcoffset() == here.utcoffset():
            return ""
        on_the_clock = f"{there.strftime(self.clock_format)}{self.clock_mark}"
        if there.date() != here.date():
            on_the_clock = dates.format_instant(
                timing.starts_at, dates.zone(timing.zone), self.language, self.era, style="short"
            )
        return say(ELSEWHERE, clock=on_the_clock, city=dates.zone_city(timing.zone, self.language))
