"""From the components of a file to what becomes an event each: series put together from the entries of one UID.

Our series have one rule, days left out, and occurrences that differ. What else a calendar may say becomes events of
its own where nothing is lost by that: dates added one by one (RDATE), an occurrence whose series is not in the file,
what changes *this and all that follow*. The rest is refused, each with its reason; never a part of it taken silently.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from planner import dates
from planner.errors import Refusal
from planner.events import recurrence
from planner.events.recurrence import Series
from planner.events.timing import Timing
from planner.events.when import in_zone
from planner.i18n import mark
from planner.sources import entries, rules
from planner.sources.entries import NO_TITLE, Entry
from planner.sources.items import OWN_WORDS, Item, Reason, Refused, Words
from planner.sources.read import Book, Component
from planner.sources.stamps import Clock

MOST_ITEMS = 5_000
MOST_TURNS = 100
"""Changes of *this and all that follow*, in one file: to part a series its days are counted up to there."""

TOO_MANY_ITEMS = mark("The calendar comes to more than %(most)s events. Divide it and bring it in pieces.")
TASK = mark("It is a task (VTODO), and tasks are not taken in.")
JOURNAL = mark("It is a journal entry (VJOURNAL), and those are not taken in.")
BUSY = mark("It only tells when somebody is busy (VFREEBUSY), and that is not taken in.")
TWICE = mark("The file holds this event twice; the newer one of the two was read.")
EXTRA = mark("Further dates that it names one by one become events of their own: %(count)s.")
FROM_THEN = mark("It carries on another event of the file, changed from this day on.")
ALONE = mark("It is an occurrence that no series in the file has.")

TOO_MANY_TURNS = mark("The file has more than %(most)s changes from one day on.")
WITH_SERIES = mark("It belongs to a series that is not taken.")

_NOT_TAKEN: Mapping[str, str] = {"VTODO": TASK, "VJOURNAL": JOURNAL, "VFREEBUSY": BUSY, "VAVAILABILITY": BUSY}


@dataclass
class Understood:
    """What a file comes to, in the order of the file."""

    items: list[Item] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    name: str = ""
    turns: int = 0


def understood(book: Book, home: str) -> Understood:
    """What becomes an event, and what does not. `home` is the zone of times that name none."""
    found = Understood(name=next(filter(None, map(_name_of, book.calendars)), ""))
    groups: dict[str, list[Entry]] = {}
    for calendar in book.calendars:
        for one in _entries(calendar, Clock(calendar, home), found):
            groups.setdefault(one.uid, []).append(one)
    for group in groups.values():
        _Group(group, home, found).take()
        if len(found.items) > MOST_ITEMS:
            raise Refusal(TOO_MANY_ITEMS, field="file", most=f"{MOST_ITEMS:,}")
    found.items.sort(key=lambda one: one.line)
    found.refused.sort(key=lambda one: one.line)
    return found


def _name_of(calendar: Component) -> str:
    return calendar.text("X-WR-CALNAME").strip() or calendar.text("NAME").strip()


def _entries(calendar: Component, clock: Clock, found: Understood) -> Iterator[Entry]:
    is_cancelled = calendar.text("METHOD").strip().upper() == "CANCEL"
    for part in calendar.parts:
        if part.name in _NOT_TAKEN:
            found.refused.append(Refused(part.line, entries.label(part), Reason(_NOT_TAKEN[part.name])))
        elif part.name == "VEVENT":
            try:
                yield entries.entry(part, clock, is_cancelled=is_cancelled)
            except Refusal as no:
                reason = Reason(no.message, no.values)
                found.refused.append(Refused(part.line, entries.label(part), reason))


class _Group:
    """All entries of one UID: at most one of a whole series, and those about single occurrences."""

    def __init__(self, group: Sequence[Entry], home: str, found: Understood) -> None:
        self._found, self._home = found, home
        self._items: dict[str, Item] = {}
        newest: dict[tuple[str, bool], Entry] = {}
        for one in group:
            key = (one.names.name if one.names else "", one.is_from_then)
            known = newest.get(key)
            if known is not None:
                older, one_ = sorted((known, one), key=lambda two: (two.sequence, two.line))
                self._refuse(older, Refusal(TWICE))
                newest[key] = one_
            else:
                newest[key] = one
        self._master = newest.pop(("", False), None)
        self._others = [one for _, one in sorted(newest.items())]

    def take(self) -> None:
        """Put what it comes to among the items, or what is not taken among the refused."""
        others = self._others
        if self._master is not None:
            try:
                others = self._series(self._master)
            except Refusal as no:
                self._refuse(self._master, no)
                for one in self._others:
                    self._refuse(one, Refusal(WITH_SERIES))
                return
        for one in others:
            self._single(one)
        self._found.items.extend(self._items.values())

    def _series(self, master: Entry) -> list[Entry]:
        """The series with what belongs to it; answers with the entries that are about none of its occurrences."""
        zone = master.zone or self._home
        series = _bare(master, zone)
        notes = list(master.notes)
        left = []
        own: dict[date, Words] = {}
        turning: list[tuple[date, Entry]] = []
        for one in self._others:
            on = one.names.day_in(zone) if one.names else series.timing.on
            if series.rule is None or not series.rule.has(series.timing.on, on):
                left.append(one)
            elif one.is_from_then:
                turning.append((on, one))
            else:
                try:
                    series, own[on] = _with(series, on, one, master, zone)
                except Refusal as no:
                    self._refuse(one, no)
        count = self._extra(series, master, zone)
        if count:
            notes.append(Reason(EXTRA, {"count": count}))
        kept = self._turned(series, own, turning, master, zone)
        if kept is not None:
            self._put("", master, kept, own=own, notes=tuple(notes))
        return left

    def _extra(self, series: Series, master: Entry, zone: str) -> int:
        """Dates that the rule does not have, an event each; how many."""
        out = {one.value for one in master.out}
        before = len(self._items)
        for stamp, given in master.extra:
            timing, name = in_zone(given, zone), stamp.name
            is_there = series.has(timing.on) and series.timing.moved_to(timing.on) == timing
            if not is_there and stamp.value not in out:
                self._put(name, master, Series(timing), notes=master.notes)
        return len(self._items) - before

    def _turned(
        self,
        series: Series,
        own: dict[date, Words],
        turning: Sequence[tuple[date, Entry]],
        master: Entry,
        zone: str,
    ) -> Series | None:
        """Each change of *this and all that follow* begins an event of its own (RFC 5545 §3.2.13), the last one first.

        Answers with what stays of the series, if anything does.
        """
        for on, one in sorted(turning, key=lambda pair: pair[0], reverse=True):
            try:
                self._count_turn()
                head, tail = recurrence.split(_unended(series), on)
                later = recurrence.moved(tail, in_zone(one.timing, zone))
                recurrence.check(later)
            except Refusal as no:
                self._refuse(one, no)
                continue
            words = {key: value or master.words.get(key) for key, value in one.words.items()}
            entry = replace(one, words=words)
            name = one.names.name if one.names and head is not None else ""
            moved_own = {day: said for day, said in own.items() if day in later.overrides}
            self._put(name, entry, later, own=moved_own, notes=(*one.notes, Reason(FROM_THEN)))
            for day in [day for day in own if day >= on]:
                del own[day]
            if head is None:
                return None
            series = head
        return series

    def _count_turn(self) -> None:
        self._found.turns += 1
        if self._found.turns > MOST_TURNS:
            raise Refusal(TOO_MANY_TURNS, most=MOST_TURNS)

    def _single(self, one: Entry) -> None:
        """An occurrence whose series is not here, as an event by itself."""
        try:
            if not (one.words.get("title_th") or one.words.get("title_en")):
                raise Refusal(NO_TITLE)
            name = one.names.name if one.names else ""
            zone = one.zone or self._home
            self._put(name, one, Series(in_zone(one.timing, zone)), notes=(*one.notes, Reason(ALONE)))
        except Refusal as no:
            self._refuse(one, no)

    def _put(
        self,
        occurrence: str,
        entry: Entry,
        series: Series,
        *,
        own: Mapping[date, Words] | None = None,
        notes: tuple[Reason, ...] = (),
    ) -> None:
        said = {day: words for day, words in (own or {}).items() if day in series.overrides}
        self._items[occurrence] = Item(
            uid=entry.uid,
            occurrence=occurrence,
            line=entry.line,
            words=entry.words,
            series=series,
            zone=entry.zone or self._home,
            own_words=said,
            is_cancelled=entry.is_cancelled,
            is_private=entry.is_private,
            notes=notes,
        )

    def _refuse(self, entry: Entry, no: Refusal) -> None:
        label = entry.words.get("title_th") or entry.words.get("title_en") or ""
        self._found.refused.append(Refused(entry.line, label[:80], Reason(no.message, no.values)))


def _bare(master: Entry, zone: str) -> Series:
    """The series with its rule and the days left out. Raises `Refusal` where it cannot be kept."""
    if not master.rule:
        return Series(master.timing)
    rule = rules.rule_of(master.rule, master.timing, dates.zone(zone))
    start = master.timing.on
    excluded = frozenset(day for day in {one.day_in(zone) for one in master.out} if rule.has(start, day))
    series = _unended(Series(master.timing, rule, excluded))
    recurrence.check(series)
    return series


def _unended(series: Series) -> Series:
    """The same series, its end moved back over days that are left out: they are looked for once, not at every use."""
    rule, start = series.rule, series.timing.on
    last = rule.last_date(start) if rule is not None else None
    if rule is None or last is None or last not in series.excluded:
        return series
    while last is not None and last in series.excluded and last > start:
        last = rules.last_within(rule, start, last - date.resolution)
    if last is None or last in series.excluded:
        return series
    excluded = frozenset(day for day in series.excluded if day < last)
    return replace(series, rule=replace(rule, count=None, until=last), excluded=excluded)


def _with(series: Series, on: date, one: Entry, master: Entry, zone: str) -> tuple[Series, Words]:
    """The series with one occurrence as the entry has it, and the words of its own."""
    wanted: Timing = in_zone(one.timing, zone)
    timing = None if wanted == series.timing.moved_to(on) else wanted
    words = {
        key: one.words[key] for key in OWN_WORDS if one.words[key] and one.words[key] != master.words[key]
    }
    back = replace(series, excluded=series.excluded - {on})
    if timing is None and not words and not one.is_cancelled:
        return back, {}
    override = recurrence.Override(timing, is_cancelled=one.is_cancelled)
    return recurrence.overriding(back, on, override), words
