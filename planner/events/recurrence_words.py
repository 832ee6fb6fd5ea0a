"""A rule said in words, in either language: *every 2 weeks on Monday and Wednesday, until 28 Dec 2026*."""

from __future__ import annotations

from babel.lists import format_list

from planner.dates import Era, format_day, month_name, weekday_name
from planner.events.recurrence_rule import LAST, Frequency, Rule
from planner.i18n import Language, mark, translate

ORDINAL_WEEKDAYS: dict[int, str] = {
    1: mark("the first %(weekday)s"),
    2: mark("the second %(weekday)s"),
    3: mark("the third %(weekday)s"),
    4: mark("the fourth %(weekday)s"),
    LAST: mark("the last %(weekday)s"),
}
DAY_OF_MONTH = mark("day %(day)s")
RARE_DAY_OF_MONTH = mark("day %(day)s (where there is one)")
LAST_DAY = mark("the last day")

# For an interval of one, and for more. The values of the first are never shown where they are not named.
_RHYTHMS: dict[Frequency, tuple[str, str]] = {
    Frequency.DAILY: (mark("every day"), mark("every %(n)s days")),
    Frequency.WEEKLY: (mark("every week on %(days)s"), mark("every %(n)s weeks on %(days)s")),
    Frequency.MONTHLY: (mark("every month on %(which)s"), mark("every %(n)s months on %(which)s")),
    Frequency.YEARLY: (
        mark("every year on %(which)s of %(month)s"),
        mark("every %(n)s years on %(which)s of %(month)s"),
    ),
}
_YEARLY_BY_DATE = (mark("every year on %(day)s %(month)s"), mark("every %(n)s years on %(day)s %(month)s"))
ONLY_ONCE = mark("%(rhythm)s, one time")
SO_MANY_TIMES = mark("%(rhythm)s, %(count)s times")
UNTIL = mark("%(rhythm)s, until %(day)s")


def words(rule: Rule, language: str, era: Era | None = None) -> str:
    """The rule as people say it, to stand inside a sentence or, capitalised, alone."""
    messages = _RHYTHMS[rule.frequency]
    is_yearly_by_date = rule.month is not None and rule.month_day not in (None, LAST)
    if is_yearly_by_date:
        messages = _YEARLY_BY_DATE
    rhythm = translate(
        language,
        messages[rule.interval > 1],
        n=rule.interval,
        days=_weekdays(rule, language),
        which=_which(rule, language),
        day=rule.month_day,
        month=month_name(rule.month, language) if rule.month else "",
    )
    if rule.count is not None:
        return translate(
            language, ONLY_ONCE if rule.count == 1 else SO_MANY_TIMES, rhythm=rhythm, count=rule.count
        )
    if rule.until is not None:
        return translate(language, UNTIL, rhythm=rhythm, day=format_day(rule.until, language, era))
    return rhythm


def _weekdays(rule: Rule, language: str) -> str:
    names = [weekday_name(day.place, language) for day in rule.weekdays]
    # British English sets no comma before the last "and"
    return format_list(names, locale="th" if language == Language.TH else "en_GB")


def _which(rule: Rule, language: str) -> str:
    """Which day of its month: `day 15`, `the last day`, `the second Tuesday`."""
    if rule.ordinal is not None:
        return translate(language, ORDINAL_WEEKDAYS[rule.ordinal], weekday=_weekdays(rule, language))
    if rule.month_day == LAST:
        return translate(language, LAST_DAY)
    is_rare = (rule.month_day or 0) > 28
    return translate(language, RARE_DAY_OF_MONTH if is_rare else DAY_OF_MONTH, day=rule.month_day)
