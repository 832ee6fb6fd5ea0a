"""The days of a line: finding them and saying which they are, asking where people mean different ones.

The day comes before the month, always. A day without a year is the next such day from today, and asked about when
that is far off.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from planner import dates
from planner.calendar.line_day_forms import Found, Spoken
from planner.calendar.line_parts import Asking, Choice, days_of_value, days_value, shifted
from planner.dates import DayError, month_name
from planner.dates.parse import NOT_A_DAY, OTHER_WEEKDAY
from planner.i18n import mark

FAR = timedelta(days=183)
"""A day without a year that is further away than this may well be one that has just passed."""

Days = tuple[date, date]

WHICH_YEAR = mark("Which year is “%(typed)s”?")
WHOSE_YEAR = mark("No year is written, and the next such day is far away. Which is meant?")
MONTH_FIRST = mark("The day comes before the month. Is this the day that is meant?")
BACKWARDS = mark("The last day is before the first. Which is meant?")
OTHER_DAY = mark("“%(typed)s” falls on another weekday than the one written. Which is meant?")
WHICH_WEEKDAY = mark("People mean different days by “%(typed)s”. Which is meant?")
THESE_DAYS = "%(days)s"
NO_YEAR_AT_ALL = mark("None: the number belongs to the title")


def resolve(found: Found, asking: Asking, today: date, *, place: str = "") -> Days:
    """The days meant by one that stands alone. `place` keeps the questions of several apart."""
    return _resolve(found, asking, today, place, None)


def resolve_range(first: Found, last: Found, asking: Asking, today: date, *, place: str = "") -> Days:
    """The days from one to another; what one leaves out the other says."""
    if not last.year and first.year:
        start = resolve(first, asking, today, place=place)[0]
        end = _resolve(last, asking, today, place + "-last", start)[1]
    else:
        if not first.year and not last.year:
            start = resolve(first, asking, today, place=place)[0]
            return start, _resolve(last, asking, today, place + "-last", start)[1]
        end = resolve(last, asking, today, place=place + "-last")[1]
        start = resolve(first, asking, today, place=place)[0] if first.year else _before(first, end, asking)
    if end >= start:
        return start, end
    return chosen(asking, f"order{place}", BACKWARDS, [(end, start), (start, start), (end, end)])


def part_of(found: Found, asking: Asking, *, place: str = "") -> tuple[int, int]:
    """Where it stands, without figures that were said to be no year."""
    is_shorter = any(one.key == f"year{place}" and one.chosen == "none" for one in asking.questions)
    return found.start, found.year_start if is_shorter else found.end


def resolve_spoken(spoken: Spoken, asking: Asking, today: date) -> Days:
    """The day that a word means; “next Friday” is asked about, for people mean two."""
    if spoken.ahead is not None:
        on = today + timedelta(days=spoken.ahead)
        return on, on
    assert spoken.weekday is not None  # noqa: S101 - it is one or the other
    ahead = (spoken.weekday - today.weekday()) % 7
    coming = today + timedelta(days=ahead)
    after = coming + timedelta(days=7)
    if spoken.which == "next week":
        on = today + timedelta(days=7 - today.weekday() + spoken.weekday)
        # where a week begins on Sunday, the Sunday of next week is a week nearer
        days = [on] if spoken.weekday < 6 else [on - timedelta(days=7), on]
        days = [day for day in days if day > today]
    elif spoken.which == "next":
        days = [after] if ahead == 0 else [coming, after]
    else:
        days = [coming, after] if ahead == 0 and not spoken.which else [coming]
    if len(days) == 1:
        return days[0], days[0]
    choices = [(day, day) for day in days]
    return chosen(asking, "weekday", WHICH_WEEKDAY, choices, typed=spoken.typed)


def expect_weekday(days: Days, weekday: int | None, typed: str, asking: Asking, *, place: str = "") -> Days:
    """The days, once it is clear that the weekday beside them is theirs."""
    if weekday is None or days[0].weekday() == weekday:
        return days
    ahead = (weekday - days[0].weekday()) % 7
    choices = [days, shifted(days, ahead - 7), shifted(days, ahead)]
    return chosen(asking, f"weekday{place}", OTHER_DAY, choices, typed=typed)


def chosen(asking: Asking, key: str, message: str, choices: Sequence[Days], **values: object) -> Days:
    """The days that somebody chooses of these."""
    offered = [Choice(days_value(*days), THESE_DAYS, {"days": days}) for days in choices]
    return days_of_value(asking.choose(key, message, offered, **values))


def _resolve(found: Found, asking: Asking, today: date, place: str, not_before: date | None) -> Days:
    since = not_before or today
    if found.month is not None and found.month > 12 and found.day <= 12:
        found = _with_day_first(found, asking, since, place)
    if found.year.isdigit() and len(found.year) == 2:
        days = _of_short_year(found, asking, today, place)
    elif found.year:
        days = _of_year(found, found.year, asking)
    else:
        days = _next(found, since, asking)
        if not_before is None and days[0] - today > FAR:
            past = _latest(found, today)
            choices = [days] if past is None else [days, past]
            days = chosen(asking, f"year{place}", WHOSE_YEAR, choices)
    days = _in_order(days, asking, place)
    days = expect_weekday(days, found.weekday, found.typed, asking, place=place)
    if found.last_weekday is not None and days[1].weekday() != found.last_weekday:
        asking.explain(OTHER_WEEKDAY)
    return days


def _with_day_first(found: Found, asking: Asking, since: date, place: str) -> Found:
    """The same day with its month in second place, if that is what is meant."""
    assert found.month is not None  # noqa: S101 - as asked before
    turned = replace(found, day=found.month, month=found.day, last=None)
    # two figures are a year still to be asked about; the day is shown in the year it would most likely be
    is_long = len(found.year) == 4
    days = _of_year(turned, found.year, asking) if is_long else _next(turned, since, asking)
    asking.choose(f"month{place}", MONTH_FIRST, [Choice("turned", THESE_DAYS, {"days": days})])
    return turned


def _of_short_year(found: Found, asking: Asking, today: date, place: str) -> Days:
    """Two figures are a year of either era."""
    choices = []
    for year in (2500 + int(found.year), 2000 + int(found.year)):
        try:
            days = _days(found, str(year))
        except DayError:
            continue
        choices.append(Choice(days_value(*days), THESE_DAYS, {"days": days}))
    if not choices:
        return _of_year(found, str(2500 + int(found.year)), asking)
    # after the name of a month it may be no year; between strokes it is always one
    if re.search(r"[^0-9/.\s'-]", found.typed):
        choices.append(Choice("none", NO_YEAR_AT_ALL))
    value = asking.choose(f"year{place}", WHICH_YEAR, choices, typed=found.year)
    return _next(found, today, asking) if value == "none" else days_of_value(value)


def _of_year(found: Found, year: str, asking: Asking) -> Days:
    try:
        return _days(found, year)
    except DayError as error:
        return asking.explain(error.message, **error.values)


def _days(found: Found, year: str) -> Days:
    """The days in a year as typed. The house's own reader of days decides what exists, after conversion."""
    assert found.month is not None  # noqa: S101 - days without a month go another way
    named = month_name(found.month, "en", "abbreviated") if 1 <= found.month <= 12 else ""
    ends = (found.day, found.last or found.day)
    parsed = [
        dates.parse_day(f"{day} {named} {year}" if named else f"{day}/{found.month}/{year}").day
        for day in ends
    ]
    return parsed[0], parsed[1]


def _next(found: Found, since: date, asking: Asking) -> Days:
    """The next such days from a day on; “the 27th” is of this month, or of the next that has one."""
    # 29 February comes again within eight years (1900 and 2100 have none), 31 April never
    years = range(since.year, since.year + 9)
    months = [divmod(since.year * 12 + since.month - 1 + ahead, 12) for ahead in range(13)]
    tried = (
        [(found.month, year) for year in years]
        if found.month
        else [(month + 1, year) for year, month in months]
    )
    problem = DayError(NOT_A_DAY)
    for month, year in tried:
        try:
            days = _days(replace(found, month=month), str(year))
        except DayError as error:
            problem = error
            continue
        if max(days) >= since:
            return days
    return asking.explain(problem.message, **problem.values)


def _latest(found: Found, today: date) -> Days | None:
    """The latest such days before today."""
    for year in range(today.year, today.year - 9, -1):
        try:
            days = _days(found, str(year))
        except DayError:
            continue
        if days[0] < today:
            return days
    return None


def _before(found: Found, end: date, asking: Asking) -> date:
    """The latest such day that is not after `end`: 28 December goes with 3 January of the year after."""
    if found.month is None:
        found = replace(found, month=end.month)
    this_year = _of_year(found, str(end.year), asking)
    days = this_year if this_year[0] <= end else _of_year(found, str(end.year - 1), asking)
    return expect_weekday(days, found.weekday, found.typed, asking)[0]


def _in_order(days: Days, asking: Asking, place: str) -> Days:
    if days[0] <= days[1]:
        return days
    return chosen(asking, f"order{place}", BACKWARDS, [(days[1], days[0])])
