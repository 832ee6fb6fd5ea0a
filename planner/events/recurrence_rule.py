"""How often something comes again: a rule, and the days it falls on.

The finest frequency is a day, so a rule is reckoned on local days alone and no clock change can
touch it. It is stored as RFC 5545 RRULE text with UNTIL as the last local day, included.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import count as counting
from itertools import islice

from planner.errors import Refusal
from planner.i18n import mark

MAX_COUNT = 10_000
MAX_INTERVAL = 366

COUNT_OUT_OF_BOUNDS = mark("A series can have 1 to %(most)s occurrences.")
INTERVAL_OUT_OF_BOUNDS = mark("The interval must be a number from 1 to %(most)s.")
NO_WEEKDAYS = mark("Choose at least one day of the week.")
NO_SUCH_DAY = mark("That day does not exist in any year, so the series would have no date at all.")


class Frequency(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"


FREQUENCY_NAMES: dict[Frequency, str] = {
    Frequency.DAILY: mark("Every day"),
    Frequency.WEEKLY: mark("Every week"),
    Frequency.MONTHLY: mark("Every month"),
    Frequency.YEARLY: mark("Every year"),
}


class Weekday(StrEnum):
    """In the order of the week as RFC 5545 counts it by default, from Monday."""

    MO = "mo"
    TU = "tu"
    WE = "we"
    TH = "th"
    FR = "fr"
    SA = "sa"
    SU = "su"

    @property
    def place(self) -> int:
        """Its place in the week, Monday being 0."""
        return _WEEK.index(self)

    @classmethod
    def of(cls, day: date) -> Weekday:
        return _WEEK[day.weekday()]

    def later(self, days: int) -> Weekday:
        return _WEEK[(self.place + days) % 7]


_WEEK = tuple(Weekday)
_DAY = timedelta(days=1)
LAST = -1
ORDINALS = (1, 2, 3, 4, LAST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One way of coming again. The shape depends on the frequency:

    daily: nothing more · weekly: `weekdays` · monthly: `month_day`, or `ordinal` with one weekday ·
    yearly: the same with `month`. `month_day` is 1..31 or -1 for the last day; a month without that
    day is passed over (RFC 5545 3.3.10). `ordinal` is 1..4 or -1 for the last. It ends after `count`
    occurrences, on the local day `until` (included), or never. Weeks begin on Monday, RFC 5545's default.

    Raises Refusal for what a person may have typed, ValueError for a shape no form can make.
    """

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[Weekday, ...] = ()
    month_day: int | None = None
    ordinal: int | None = None
    month: int | None = None
    count: int | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        in_order = tuple(day for day in _WEEK if day in self.weekdays)
        object.__setattr__(self, "weekdays", in_order)
        if not 1 <= self.interval <= MAX_INTERVAL:
            raise Refusal(INTERVAL_OUT_OF_BOUNDS, field="interval", most=MAX_INTERVAL)
        if self.count is not None and not 1 <= self.count <= MAX_COUNT:
            raise Refusal(COUNT_OUT_OF_BOUNDS, field="count", most=MAX_COUNT)
        if self.frequency is Frequency.WEEKLY and not self.weekdays:
            raise Refusal(NO_WEEKDAYS, field="weekdays")
        if not self._is_well_shaped():
            raise ValueError(f"not a {self.frequency} rule: its parts do not belong together")
        if not self._has_a_day():
            raise Refusal(NO_SUCH_DAY, field="month_day")

    def _is_well_shaped(self) -> bool:
        is_by_date = self.month_day is not None and not self.weekdays and self.ordinal is None
        is_by_weekday = self.month_day is None and len(self.weekdays) == 1 and self.ordinal in ORDINALS
        is_without_days = self.month_day is None and self.ordinal is None
        shape = {
            Frequency.DAILY: is_without_days and not self.weekdays,
            Frequency.WEEKLY: is_without_days,
            Frequency.MONTHLY: is_by_date or is_by_weekday,
            Frequency.YEARLY: is_by_date or is_by_weekday,
        }
        has_right_month = (self.month is not None) == (self.frequency is Frequency.YEARLY)
        return shape[self.frequency] and has_right_month and not (self.count and self.until)

    def _has_a_day(self) -> bool:
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        if self.month_day is None or self.month_day == LAST:
            return True
        longest = monthrange(2024, self.month)[1] if self.month else 31  # 2024 has a 29 February
        return 1 <= self.month_day <= longest

    @property
    def is_endless(self) -> bool:
        return self.count is None and self.until is None

    def text(self, until: str | None = None) -> str:
        """The RRULE text. `until` replaces the local day where a reader wants another form of it."""
        parts = [f"FREQ={self.frequency.upper()}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        if self.month is not None:
            parts.append(f"BYMONTH={self.month}")
        if self.weekdays:
            days = ",".join(day.upper() for day in self.weekdays)
            parts.append(f"BYDAY={self.ordinal or ''}{days}")
        if self.month_day is not None:
            parts.append(f"BYMONTHDAY={self.month_day}")
        if self.count is not None:
            parts.append(f"COUNT={self.count}")
        if self.until is not None:
            parts.append(f"UNTIL={until or format_day(self.until)}")
        return ";".join(parts)

    @classmethod
    @lru_cache(maxsize=4096)
    def parse(cls, text: str) -> Rule:
        """The rule whose `text` is exactly this. Raises ValueError for any other text."""
        found = _RRULE.fullmatch(text)
        if found is None:
            raise ValueError(f"not a stored rule: {text!r}")
        part = found.groupdict()
        try:
            rule = cls(
                frequency=Frequency(part["frequency"].lower()),
                interval=int(part["interval"] or 1),
                weekdays=tuple(Weekday(day) for day in (part["weekdays"] or "").lower().split(",") if day),
                month_day=_int(part["month_day"]),
                ordinal=_int(part["ordinal"]),
                month=_int(part["month"]),
                count=_int(part["count"]),
                until=date.fromisoformat(part["until"]) if part["until"] else None,
            )
        except (Refusal, ValueError) as wrong:
            raise ValueError(f"not a stored rule: {text!r}: {wrong}") from wrong
        if rule.text() != text:
            raise ValueError(f"not a stored rule: {text!r} is {rule.text()!r}")
        return rule

    def dates(self, start: date, since: date | None = None, last: date | None = None) -> Iterator[date]:
        """The days it falls on from `start`, where the series begins, in order.

        Only those from `since` to `last`, both included. It goes to the first of them by arithmetic,
        so a window costs what is in it, not what lies before it; an endless rule without `last` ends
        with the calendar, in 9999.
        """
        since = start if since is None else max(since, start)
        ends = [day for day in (self.last_date(start), last) if day is not None]
        last = min(ends, default=date.max)
        if since > last:
            return
        days_of = _PERIODS[self.frequency]
        try:
            for period in counting(self._period(start, since)):
                for day in days_of(self, start, period):
                    if day > last:
                        return
                    if day >= since:
                        yield day
        except (OverflowError, ValueError):  # the year 10000
            return

    def has(self, start: date, day: date) -> bool:
        return next(self.dates(start, day, day), None) is not None

    def last_date(self, start: date) -> date | None:
        """The last day it may fall on; exactly the last one for a count; None without an end."""
        return self.until if self.count is None else _counted_out(self, start)

    def fitted(self, was: date, now: date) -> Rule:
        """The same kind of rule for a series whose start moves from the day `was` to `now`.

        The second Tuesday becomes the third Friday, Mondays and Wednesdays become Tuesdays and
        Thursdays; a fixed end moves along, so that the last occurrence is not lost.
        """
        moved = (now - was).days
        until = self.until and self.until + timedelta(days=moved)
        month = self.month and now.month
        if self.frequency is Frequency.WEEKLY:
            weekdays = tuple(day.later(moved) for day in self.weekdays)
            return replace(self, weekdays=weekdays, until=until)
        if self.ordinal is not None:
            ordinal = ordinal_of(now, prefer_last=self.ordinal == LAST)
            return replace(self, weekdays=(Weekday.of(now),), ordinal=ordinal, month=month, until=until)
        if self.month_day is not None:
            stays_last = self.month_day == LAST and _is_last_of_month(now)
            return replace(self, month_day=LAST if stays_last else now.day, month=month, until=until)
        return replace(self, until=until)

    def _period(self, start: date, day: date) -> int:
        """Which repetition of the rule's own day, week, month or year `day` lies in, or the one before."""
        steps = {
            Frequency.DAILY: (day - start).days,
            Frequency.WEEKLY: (day - _monday(start)).days // 7,
            Frequency.MONTHLY: (day.year - start.year) * 12 + day.month - start.month,
            Frequency.YEARLY: day.year - start.year,
        }
        return steps[self.frequency] // self.interval


def ordinal_of(day: date, *, prefer_last: bool = False) -> int:
    """Which one of its weekday in the month a day is: 1 to 4, or -1 for the last.

    The fifth is always said as the last; the fourth may be the last too, and is said so if preferred.
    """
    ordinal = (day.day - 1) // 7 + 1
    is_last = (day + timedelta(days=7)).month != day.month
    return LAST if ordinal == 5 or (prefer_last and is_last) else ordinal


def format_day(day: date) -> str:
    """As iCalendar writes a day: ASCII digits whatever the locale, the common era, four-digit years."""
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _of_days(rule: Rule, start: date, period: int) -> list[date]:
    return [start + timedelta(days=period * rule.interval)]


def _of_weeks(rule: Rule, start: date, period: int) -> list[date]:
    monday = _monday(start) + timedelta(weeks=period * rule.interval)
    return [monday + timedelta(days=day.place) for day in rule.weekdays]


def _of_months(rule: Rule, start: date, period: int) -> list[date]:
    years, month = divmod(start.month - 1 + period * rule.interval, 12)
    return _day_in_month(rule, start.year + years, month + 1)


def _of_years(rule: Rule, start: date, period: int) -> list[date]:
    return _day_in_month(rule, start.year + period * rule.interval, rule.month or start.month)


_PERIODS: dict[Frequency, Callable[[Rule, date, int], list[date]]] = {
    Frequency.DAILY: _of_days,
    Frequency.WEEKLY: _of_weeks,
    Frequency.MONTHLY: _of_months,
    Frequency.YEARLY: _of_years,
}


def _day_in_month(rule: Rule, year: int, month: int) -> list[date]:
    first = date(year, month, 1)
    length = monthrange(year, month)[1]
    if rule.month_day is not None:
        day = length if rule.month_day == LAST else rule.month_day
        return [date(year, month, day)] if day <= length else []
    first_such = 1 + (rule.weekdays[0].place - first.weekday()) % 7
    if rule.ordinal == LAST:
        return [date(year, month, first_such + (length - first_such) // 7 * 7)]
    return [date(year, month, first_such + 7 * ((rule.ordinal or 1) - 1))]


@lru_cache(maxsize=4096)
def _counted_out(rule: Rule, start: date) -> date:
    """The day of the last of `rule.count` occurrences; RFC 5545 counts excluded ones too."""
    count = rule.count or 1
    try:
        if rule.frequency is Frequency.DAILY:
            return start + timedelta(days=rule.interval * (count - 1))
        if rule.frequency is Frequency.WEEKLY:
            places = [day.place for day in rule.weekdays]
            skipped = bisect_left(places, start.weekday())
            weeks, nth = divmod(skipped + count - 1, len(places))
            return _monday(start) + timedelta(weeks=rule.interval * weeks, days=places[nth])
    except OverflowError:
        return date.max
    endless = replace(rule, count=None)
    return next(islice(endless.dates(start), count - 1, None), date.max)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _is_last_of_month(day: date) -> bool:
    return (day + _DAY).month != day.month


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None


# As text() writes them, in its order, nothing between.
_RRULE = re.compile(
    r"FREQ=(?P<frequency>DAILY|WEEKLY|MONTHLY|YEARLY)"
    r"(?:;INTERVAL=(?P<interval>[0-9]{1,3}))?"
    r"(?:;BYMONTH=(?P<month>[0-9]{1,2}))?"
    r"(?:;BYDAY=(?P<ordinal>-1|[1-4])?(?P<weekdays>(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:MO|TU|WE|TH|FR|SA|SU))*))?"
    r"(?:;BYMONTHDAY=(?P<month_day>-1|[0-9]{1,2}))?"
    r"(?:;COUNT=(?P<count>[0-9]{1,5}))?"
    r"(?:;UNTIL=(?P<until>[0-9]{8}))?"
)
