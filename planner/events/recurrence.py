"""Something that comes again: a first time, a rule, the days left out, the occurrences changed.

An occurrence is known by the local day it was to start on, whatever becomes of it: days are the
finest frequency, so that day is as good a name as RFC 5545's RECURRENCE-ID.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from planner.dates import zone as clocks
from planner.errors import Refusal
from planner.events.recurrence_rule import Rule
from planner.events.timing import AllDay, Timed, Timing, Window
from planner.i18n import mark

MAX_DAYS = 366
"""The longest one occurrence may last: what overlaps itself for years is not a series."""

START_NOT_FIRST = mark("The event must start on a day of its own series: %(day)s is not one.")
ENDS_BEFORE_START = mark("The series ends before its first day.")
NO_DATE_LEFT = mark("Every date of the series is left out, so nothing would take place.")
TOO_LONG = mark("One occurrence of a series cannot last longer than a year.")
SMALL_HOURS = mark(
    "In %(zone)s the clocks change. Events that repeat there cannot start between 00:00 and 04:00, "
    "because calendar programs disagree about those hours."
)
NOT_AN_OCCURRENCE = mark("The series has no occurrence on that day.")
MIXED_KINDS = mark("An occurrence cannot change between all day and a time of day.")

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Override:
    """What is different about one occurrence. Without a timing of its own it keeps the series'."""

    timing: Timing | None = None
    is_cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """An event in all its occurrences; without a rule there is one.

    Unchecked, so that what is stored can always be read: call `check` before storing.
    """

    timing: Timing
    rule: Rule | None = None
    excluded: frozenset[date] = frozenset()
    overrides: Mapping[date, Override] = field(default_factory=dict)

    def has(self, on: date) -> bool:
        """Whether an occurrence goes by this day; one left out is none."""
        if self.rule is None:
            return on == self.timing.on
        return on not in self.excluded and self.rule.has(self.timing.on, on)

    def timing_of(self, on: date) -> Timing:
        """When the occurrence of that day takes place. Refused when there is none."""
        if not self.has(on):
            raise Refusal(NOT_AN_OCCURRENCE)
        override = self.overrides.get(on)
        return (override and override.timing) or self.timing.moved_to(on)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time that something takes place; `on` is its name, `timing` when it really is."""

    on: date
    timing: Timing
    is_override: bool = False
    is_cancelled: bool = False


def occurrences(series: Series, window: Window) -> Iterator[Occurrence]:
    """What of the series overlaps the window, in order of start.

    An occurrence moved into the window from outside is there, one moved out is not. Costs what is
    in the window and the overrides, however long ago the series began and whether or not it ends.
    """
    if series.rule is None:
        if series.timing.overlaps(window):
            yield Occurrence(series.timing.on, series.timing)
        return
    changed = sorted(_changed(series, window), key=_by_start)
    yield from heapq.merge(_unchanged(series, series.rule, window), changed, key=_by_start)


def _unchanged(series: Series, rule: Rule, window: Window) -> Iterator[Occurrence]:
    timing, excluded, overrides = series.timing, series.excluded, series.overrides
    since, last = _days_reaching(timing, window)
    for on in rule.dates(timing.on, since, last):
        if on not in excluded and on not in overrides:
            moved = timing.moved_to(on)
            if moved.overlaps(window):
                yield Occurrence(on, moved)


def _changed(series: Series, window: Window) -> Iterator[Occurrence]:
    for on, override in series.overrides.items():
        timing = override.timing or series.timing.moved_to(on)
        if timing.overlaps(window) and series.has(on):
            yield Occurrence(on, timing, is_override=True, is_cancelled=override.is_cancelled)


def _by_start(occurrence: Occurrence) -> tuple[datetime, date]:
    """All-day starts count as UTC midnights: one series is all of one kind, so only the order matters."""
    timing = occurrence.timing
    if isinstance(timing, AllDay):
        return datetime.combine(timing.first_on, time.min, UTC), occurrence.on
    return timing.starts_at, occurrence.on


def _days_reaching(timing: Timing, window: Window) -> tuple[date, date]:
    """The days on which an occurrence would have to start to overlap the window, or a few more.

    A day more on either side costs nothing and makes every clock change and zone right: the exact
    question is asked of each occurrence afterwards.
    """
    if isinstance(timing, AllDay):
        return _back(window.first_on, timing.days - 1), window.last_on
    zone = clocks(timing.zone)
    since = (window.since - timing.length).astimezone(zone).date()
    return _back(since, 1), window.until.astimezone(zone).date()


def _back(day: date, days: int) -> date:
    return max(day, date.min + timedelta(days=days)) - timedelta(days=days)


def check(series: Series) -> None:
    """Raise Refusal for a series that cannot be kept: the rules of RFC 5545 and of the trade.

    DTSTART must be the first instance (RFC 5545 3.8.5.3 leaves anything else undefined), and the hours
    in which clocks change are avoided because the libraries behind calendar programs disagree there.
    """
    rule, timing = series.rule, series.timing
    if rule is None:
        return
    if rule.until is not None and rule.until < timing.on:
        raise Refusal(ENDS_BEFORE_START, field="until")
    if not rule.has(timing.on, timing.on):
        raise Refusal(START_NOT_FIRST, field="start_on", day=timing.on.isoformat())
    if isinstance(timing, Timed):
        starts_early = timing.start_local.time() < time(4)
        if starts_early and changes_clocks(timing.zone, timing.on.year):
            raise Refusal(SMALL_HOURS, field="start_time", zone=timing.zone)
    first_on, last_on = _days(timing)
    if (last_on - first_on).days >= MAX_DAYS:
        raise Refusal(TOO_LONG, field="end_on")
    if _first_left(series, rule) is None:
        raise Refusal(NO_DATE_LEFT, field="excluded")
    for override in series.overrides.values():
        if override.timing is not None and type(override.timing) is not type(timing):
            raise Refusal(MIXED_KINDS, field="all_day")


@lru_cache(maxsize=2048)
def changes_clocks(zone: str, year: int) -> bool:
    """Whether the clocks of a zone are put forward or back in a year or the one after.

    Looked at week by week: Morocco's change lasts one month.
    """
    new_year = datetime(year, 1, 1, 12, tzinfo=UTC)
    tz = clocks(zone)
    return len({(new_year + timedelta(weeks=n)).astimezone(tz).utcoffset() for n in range(105)}) > 1


def excluding(series: Series, on: date) -> Series:
    """Without the occurrence of that day. Refused when there is none, or no other."""
    if series.rule is None or not series.has(on):
        raise Refusal(NOT_AN_OCCURRENCE)
    overrides = {day: override for day, override in series.overrides.items() if day != on}
    left = replace(series, excluded=series.excluded | {on}, overrides=overrides)
    if _first_left(left, series.rule) is None:
        raise Refusal(NO_DATE_LEFT)
    return left


def overriding(series: Series, on: date, override: Override) -> Series:
    """With one occurrence changed. Refused when there is none on that day."""
    if series.rule is None or not series.has(on):
        raise Refusal(NOT_AN_OCCURRENCE)
    if override.timing is not None and type(override.timing) is not type(series.timing):
        raise Refusal(MIXED_KINDS, field="all_day")
    return replace(series, overrides={**series.overrides, on: override})


def split(series: Series, on: date) -> tuple[Series | None, Series]:
    """What stays and what becomes a series of its own for *this and following*.

    The first ends with UNTIL the day before; what is left out or changed goes with the part its day
    lies in. There is no first part when nothing of it would take place: then it is a change to all.
    """
    rule = series.rule
    if rule is None or not series.has(on):
        raise Refusal(NOT_AN_OCCURRENCE)
    before = sum(1 for _ in rule.dates(series.timing.on, last=on - _DAY))
    tail = Series(
        timing=series.timing.moved_to(on),
        rule=rule if rule.count is None else replace(rule, count=rule.count - before),
        excluded=frozenset(day for day in series.excluded if day >= on),
        overrides={day: override for day, override in series.overrides.items() if day >= on},
    )
    head = Series(
        timing=series.timing,
        rule=replace(rule, count=None, until=on - _DAY),
        excluded=series.excluded - tail.excluded,
        overrides={day: override for day, override in series.overrides.items() if day < on},
    )
    has_head = head.rule is not None and _first_left(head, head.rule) is not None
    return (head if has_head else None), tail


def moved(series: Series, timing: Timing, rule: Rule | None = None) -> Series:
    """The whole series at another time: what *all* and *this and following* do to a time.

    Without a new rule the old one is fitted to the new first day. The n-th occurrence stays the n-th: what
    was left out or changed about it moves along, and what falls off the end is gone. An occurrence that was
    given a time of its own keeps it, unless the series changes between all day and timed.
    """
    if series.rule is None:
        return replace(series, timing=timing, rule=rule)
    was, now = series.timing.on, timing.on
    rule = rule or series.rule.fitted(was, now)
    names = series.excluded | series.overrides.keys()
    day_for: dict[date, date] = {}
    if names:
        old_days = series.rule.dates(was, last=max(names))
        new_days = rule.dates(now)
        day_for = {old: new for old, new in zip(old_days, new_days, strict=False) if old in names}
    is_same_kind = type(timing) is type(series.timing)
    overrides = {
        day_for[day]: override if is_same_kind else replace(override, timing=None)
        for day, override in series.overrides.items()
        if day in day_for
    }
    excluded = frozenset(day_for[day] for day in series.excluded if day in day_for)
    return Series(timing, rule, excluded, overrides)


def first_occurrence(series: Series) -> Occurrence | None:
    """The one named by the earliest day that is not left out."""
    on = series.timing.on if series.rule is None else _first_left(series, series.rule)
    if on is None:
        return None
    override = series.overrides.get(on)
    if override is None:
        return Occurrence(on, series.timing.moved_to(on))
    return Occurrence(on, series.timing_of(on), is_override=True, is_cancelled=override.is_cancelled)


def reach(series: Series) -> tuple[date, date | None]:
    """The first and the last local day of all its occurrences; None when it has no end.

    A day that an occurrence was moved away from still counts: changing it back would bring it there.
    """
    first_on, last_on = _days(series.timing)
    if series.rule is None:
        return first_on, last_on
    changed = [_days(override.timing) for override in series.overrides.values() if override.timing]
    first_on = min([first_on, *(first for first, _ in changed)])
    if series.rule.is_endless:
        return first_on, None
    last_start = _last_left(series, series.rule) or series.timing.on
    last_on = _days(series.timing.moved_to(last_start))[1]
    return first_on, max([last_on, *(last for _, last in changed)])


def bounds(series: Series) -> tuple[datetime, datetime | None]:
    """Two instants (UTC) around everything the series touches, as seen from any zone.

    What a table keeps, to find by an index the series that may have something in a window. They are
    wide on purpose: clocks differ by up to 14 hours from UTC, and the exact question is asked afterwards.
    """
    first_on, last_on = reach(series)
    since = datetime.combine(first_on, time.min, UTC) - _DAY
    until = datetime.combine(last_on, time.min, UTC) + 2 * _DAY if last_on else None
    return since, until


def _days(timing: Timing) -> tuple[date, date]:
    return timing.days_in(timing.zone) if isinstance(timing, Timed) else (timing.first_on, timing.last_on)


def _first_left(series: Series, rule: Rule) -> date | None:
    return next((day for day in rule.dates(series.timing.on) if day not in series.excluded), None)


def _last_left(series: Series, rule: Rule) -> date | None:
    """The day of the last occurrence not left out, of a series that ends."""
    start = series.timing.on
    last = rule.last_date(start)
    if last is not None and last not in series.excluded and rule.has(start, last):
        return last
    return max((day for day in rule.dates(start) if day not in series.excluded), default=None)
