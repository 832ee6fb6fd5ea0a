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
from planner.events.timing import Timed, Timing
from planner.events.words import EventStatus
from planner.holidays import package
from planner.holidays.window import Day as Holiday
from planner.holidays.window import Days, Stretch
from planner.holidays.words import HOME, HolidayKind, MarkKind
from planner.i18n import mark, pick
from planner.web import context, language
from planner.web.calendar.asked import Asked, View
from planner.web.language import say

CHIPS = 3
ROWS_OF_BARS = 4
ALL_DAY = mark("All day")
UNTIL = mark("until %(day)s")
ELSEWHERE = mark("%(clock)s in %(city)s")
ABROAD = mark("%(name)s (%(country)s)")
SENSITIVE = mark("Sensitive period")


class Chip(NamedTuple):
    """An event in a day of the month. Templates take it apart: names cost more than places there."""

    address: str
    at: str
    title: str
    lang: str
    """The language of the title, where it is not the reader's."""
    css: str
    said: str
    """What colour and edge say, in words for those who do not see them."""


class Strip(NamedTuple):
    """Something that lasts, as a bar."""

    address: str
    title: str
    lang: str
    css: str
    said: str


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
    place: str
    place_lang: str
    campaign: str
    campaign_lang: str


class Note(NamedTuple):
    """What a day is: a holiday, or something smaller."""

    text: str
    lang: str
    css: str


class Placed(NamedTuple):
    """An entry with the days it stands on and its times on the reader's clock; whole days have none."""

    entry: Entry
    address: str
    title: str
    lang: str
    first_on: date
    last_on: date
    start: datetime | None
    end: datetime | None


@dataclass(frozen=True)
class Day:
    """One day of the month."""

    on: date
    number: int
    address: str
    name: str
    notes: Sequence[Note]
    css: str
    is_today: bool
    chips: Sequence[Chip]
    most: int
    """How many of the chips are in view; the others are printed."""
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
    notes: Sequence[Note]
    is_today: bool
    items: list[Item] = field(default_factory=list)


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
        self.kinds = {kind: context.name(kind) for kind in Kind}
        self.statuses = {status: context.name(status) for status in EventStatus}
        self.all_day = say(ALL_DAY)
        is_thai = self.language == "th"
        self.colon, self.clock_mark = (".", " น.") if is_thai else (":", "")
        self.marked_address = url_for("marked_days.index")
        self.days_off = days.days_off
        self.notes = self._notes()

    def placed(self, entries: Iterable[Entry]) -> list[Placed]:
        """What the month and the agenda both ask of every entry, asked once."""
        found = []
        for entry in entries:
            timing = entry.timing
            start = end = None
            if isinstance(timing, Timed):
                start, end = timing.starts_at.astimezone(self.clock), timing.ends_at.astimezone(self.clock)
            days = grid.days_shown(timing, self.zone)
            address = f"{self.event_address}{entry.event_id}"
            if entry.on is not None:
                address = f"{address}/occurrences/{entry.on.isoformat()}"
            title, lang = self._words(entry.title_th, entry.title_en)
            found.append(Placed(entry, address, title, lang, *days, start, end))
        return found

    # ── the month ──

    def weeks(self, placed: Iterable[Placed], bars: Sequence[Bar]) -> list[Week]:
        """The month: chips in their days, and bars for what lasts longer, events above campaigns."""
        by_day: dict[date, list[Chip]] = defaultdict(list)
        lasting: list[tuple[date, date, Strip]] = []
        for one in placed:
            if one.first_on == one.last_on:
                by_day[one.first_on].append(self.chip(one))
            else:
                lasting.append((one.first_on, one.last_on, self.strip(one)))
        lasting += [(bar.start_on, bar.end_on, self.campaign(bar)) for bar in bars]
        quiet = [(one.start_on, one.end_on, strip) for one, strip in self._quiet()]
        return [self._week(week, by_day, lasting, quiet) for week in self.asked.weeks]

    def _week(
        self,
        week: Sequence[date],
        by_day: dict[date, list[Chip]],
        lasting: Sequence[tuple[date, date, Strip]],
        quiet: Sequence[tuple[date, date, Strip]],
    ) -> Week:
        rows, more = grid.rows_of_bars(lasting, week, ROWS_OF_BARS)
        # sensitive periods lie nearest to the days, and take no room from what is planned
        bands, _ = grid.rows_of_bars(quiet, week)
        return Week(
            number=grid.week_number(week),
            days=[self._day(on, by_day.get(on, [])) for on in week],
            bars=[*bands, *rows],
            more=more,
            address=self.asked.address(View.AGENDA, week[0]),
        )

    def _day(self, on: date, chips: Sequence[Chip]) -> Day:
        is_today = on == self.asked.today
        looks = {
            "is-today": is_today,
            "is-rest": on.weekday() >= 5 or on in self.days_off,
            "is-outside": on.month != self.asked.on.month,
        }
        # a fourth takes no more room than the word that stands for it
        most = CHIPS if len(chips) > CHIPS + 1 else len(chips)
        return Day(
            on=on,
            number=on.day,
            address=self.asked.address(View.AGENDA, on),
            name=dates.format_day(on, self.language, self.era, style="full"),
            notes=self.notes.get(on, ()),
            css=" ".join(["day", *(look for look, holds in looks.items() if holds)]),
            is_today=is_today,
            chips=chips,
            most=most,
            more=len(chips) - most,
        )

    def chip(self, one: Placed) -> Chip:
        """An event of one day."""
        at = "" if one.start is None else self._clock(one.start)
        return Chip(
            one.address, at, one.title, one.lang, f"chip {self._css(one.entry)}", self._said(one.entry)
        )

    def strip(self, one: Placed) -> Strip:
        """An event of several days."""
        css = f"span is-event {self._css(one.entry)}"
        return Strip(one.address, one.title, one.lang, css, self._said(one.entry))

    def campaign(self, bar: Bar) -> Strip:
        """A campaign."""
        title, lang = self._words(bar.title_th, bar.title_en)
        address = f"{self.campaign_address}{bar.campaign_id}"
        return Strip(address, title, lang, f"span {bar.kind}", self.kinds[bar.kind])

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
            at, elsewhere = self._hours(one.start, one.end), self._elsewhere(entry.timing, one.start)
        elif one.first_on != one.last_on:
            at = say(UNTIL, day=dates.format_day(one.last_on, self.language, self.era, style="short"))
        return Item(
            one.address,
            at,
            elsewhere,
            one.title,
            one.lang,
            self._css(entry),
            self.kinds[entry.kind],
            "" if entry.status == EventStatus.CONFIRMED else self.statuses[entry.status],
            *self._words(entry.venue_th, entry.venue_en),
            *self._words(entry.campaign_title_th, entry.campaign_title_en),
        )

    def running(self, bars: Iterable[Bar]) -> list[tuple[Strip, str]]:
        """The campaigns of the period with their days."""
        return [
            (self.campaign(bar), dates.format_range(bar.start_on, bar.end_on, self.language, self.era))
            for bar in bars
        ]

    # ── what the days are ──

    def quiet(self) -> list[tuple[Strip, str]]:
        """The sensitive periods with their days, for the list."""
        return [
            (strip, dates.format_range(one.start_on, one.end_on, self.language, self.era))
            for one, strip in self._quiet()
        ]

    def _quiet(self) -> list[tuple[Stretch, Strip]]:
        said = say(SENSITIVE)
        return [
            (
                one,
                Strip(
                    f"{self.marked_address}#marked-{one.id}",
                    *self._words(one.name_th, one.name_en),
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
            found[one.start_on].append(Note(*self._words(one.name_th, one.name_en), "holiday observed"))
        return dict(found)

    def _holiday(self, day: Holiday) -> Note:
        text, lang = self._words(day.short_name_th or day.name_th, day.short_name_en or day.name_en)
        if day.country != HOME:
            text = say(ABROAD, name=text, country=package.country_name(day.country, self.language))
        is_small = day.country != HOME or day.kind is HolidayKind.OBSERVANCE
        return Note(text, lang, "holiday observed" if is_small else "holiday")

    # ── what every entry has ──

    def _words(self, th: str | None, en: str | None) -> tuple[str, str]:
        """A text and the language it is in, which goes without saying where it is the reader's."""
        text = pick(th, en, self.language)
        return text.text, text.lang if text.is_fallback else ""

    def _css(self, entry: Entry) -> str:
        if entry.status == EventStatus.CONFIRMED:
            return entry.kind.value
        look = "cancelled" if entry.status == EventStatus.CANCELLED else "tentative"
        return f"{entry.kind.value} is-{look}"

    def _said(self, entry: Entry) -> str:
        kind = self.kinds[entry.kind]
        if entry.status == EventStatus.CONFIRMED:
            return kind
        return f"{kind}, {self.statuses[entry.status]}"

    def _clock(self, at: datetime) -> str:
        return f"{at.hour:02}{self.colon}{at.minute:02}"

    def _hours(self, start: datetime, end: datetime) -> str:
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
