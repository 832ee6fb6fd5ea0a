"""What days a rule falls on, and its text."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import Refusal
from planner.events.recurrence_rule import (
    LAST,
    MAX_COUNT,
    MAX_INTERVAL,
    Frequency,
    Rule,
    Weekday,
    ordinal_of,
)
from tests.events.rules import DAYS, by_dateutil, rules

MONDAYS = Rule(frequency=Frequency.WEEKLY, weekdays=(Weekday.MO,))


@given(rules(), st.integers(0, 1200))
def test_a_rule_falls_on_the_days_that_dateutil_finds(made: tuple[date, Rule], days: int) -> None:
    start, rule = made
    last = start + timedelta(days=days)
    assert list(rule.dates(start, last=last)) == by_dateutil(start, rule, last)


@given(rules(), DAYS, st.integers(0, 90))
def test_a_window_shows_what_the_whole_series_has_there(
    made: tuple[date, Rule], since: date, days: int
) -> None:
    start, rule = made
    last = since + timedelta(days=days)
    whole = rule.dates(start, last=last)
    assert list(rule.dates(start, since, last)) == [day for day in whole if day >= since]


@given(rules())
def test_the_last_day_of_a_counted_series_is_the_last_that_comes(made: tuple[date, Rule]) -> None:
    start, rule = made
    if rule.count is not None:
        days = list(rule.dates(start))
        assert len(days) == rule.count
        assert rule.last_date(start) == days[-1]


@given(rules())
def test_a_rule_is_read_back_from_its_own_text(made: tuple[date, Rule]) -> None:
    _, rule = made
    assert Rule.parse(rule.text()) == rule


@given(rules(), DAYS)
def test_a_rule_fitted_to_a_new_first_day_falls_on_it(made: tuple[date, Rule], now: date) -> None:
    start, rule = made
    fitted = rule.fitted(start, now)
    assert fitted.has(now, now)
    assert fitted.frequency is rule.frequency
    moves_as_a_whole = rule.frequency is Frequency.WEEKLY and (rule.interval == 1 or len(rule.weekdays) == 1)
    if rule.frequency is Frequency.DAILY or moves_as_a_whole:
        last = rule.last_date(start) or start + timedelta(days=400)
        moved = now - start
        assert [day + moved for day in rule.dates(start, last=last)] == list(
            fitted.dates(now, last=last + moved)
        )


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (Rule(frequency=Frequency.DAILY), "FREQ=DAILY"),
        (Rule(frequency=Frequency.DAILY, interval=3, count=10), "FREQ=DAILY;INTERVAL=3;COUNT=10"),
        (
            Rule(frequency=Frequency.WEEKLY, weekdays=(Weekday.WE, Weekday.MO), until=date(2026, 12, 31)),
            "FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261231",
        ),
        (Rule(frequency=Frequency.MONTHLY, month_day=31), "FREQ=MONTHLY;BYMONTHDAY=31"),
        (Rule(frequency=Frequency.MONTHLY, month_day=LAST), "FREQ=MONTHLY;BYMONTHDAY=-1"),
        (
            Rule(frequency=Frequency.MONTHLY, weekdays=(Weekday.TU,), ordinal=2),
            "FREQ=MONTHLY;BYDAY=2TU",
        ),
        (
            Rule(frequency=Frequency.YEARLY, month=11, weekdays=(Weekday.TH,), ordinal=LAST),
            "FREQ=YEARLY;BYMONTH=11;BYDAY=-1TH",
        ),
        (
            Rule(frequency=Frequency.YEARLY, month=2, month_day=29),
            "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        ),
    ],
)
def test_a_rule_is_kept_as_plain_rrule_text(rule: Rule, text: str) -> None:
    assert rule.text() == text
    assert Rule.parse(text) == rule


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FREQ=HOURLY",
        "freq=daily",
        "FREQ=DAILY;",
        "FREQ=DAILY;INTERVAL=1",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=๒",
        "FREQ=DAILY;INTERVAL=367",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=10001",
        "FREQ=DAILY;COUNT=03",
        "FREQ=DAILY;COUNT=3;UNTIL=20270101",
        "FREQ=DAILY;UNTIL=20270229",
        "FREQ=DAILY;UNTIL=20270101T000000Z",
        "FREQ=DAILY;BYDAY=MO",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=2MO",
        "FREQ=WEEKLY;BYDAY=WE,MO",
        "FREQ=WEEKLY;BYDAY=MO,MO",
        "FREQ=WEEKLY;BYDAY=MO;WKST=SU",
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=5MO",
        "FREQ=MONTHLY;BYDAY=1MO,TU",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=3",
        "FREQ=YEARLY;BYMONTHDAY=3",
        "FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=3",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29\nX:1",
    ],
)
def test_any_other_text_is_not_a_rule(text: str) -> None:
    with pytest.raises(ValueError, match="not a"):
        Rule.parse(text)


@given(st.text(alphabet="FREQ=DAILYWEKMONTHUSCBV;,0123456789-", max_size=60))
def test_noise_is_refused_or_is_a_rule_that_says_the_same(text: str) -> None:
    try:
        rule = Rule.parse(text)
    except ValueError:
        return
    assert rule.text() == text


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"frequency": Frequency.DAILY, "interval": 0}, "interval"),
        ({"frequency": Frequency.DAILY, "interval": MAX_INTERVAL + 1}, "interval"),
        ({"frequency": Frequency.DAILY, "count": 0}, "count"),
        ({"frequency": Frequency.DAILY, "count": MAX_COUNT + 1}, "count"),
        ({"frequency": Frequency.WEEKLY}, "weekdays"),
        ({"frequency": Frequency.MONTHLY, "month_day": 32}, "month_day"),
        ({"frequency": Frequency.YEARLY, "month": 2, "month_day": 30}, "month_day"),
        ({"frequency": Frequency.YEARLY, "month": 4, "month_day": 31}, "month_day"),
    ],
)
def test_what_can_be_typed_wrong_is_refused_beside_its_field(fields: dict[str, object], field: str) -> None:
    with pytest.raises(Refusal) as refused:
        Rule(**fields)  # type: ignore[arg-type]  # the table holds fields of many types
    assert refused.value.field == field
    assert "%(" not in str(refused.value)


@pytest.mark.parametrize(
    ("start", "rule", "days"),
    [
        (  # months without a 31st are passed over
            date(2027, 1, 31),
            Rule(frequency=Frequency.MONTHLY, month_day=31),
            [date(2027, 1, 31), date(2027, 3, 31), date(2027, 5, 31), date(2027, 7, 31)],
        ),
        (
            date(2027, 1, 31),
            Rule(frequency=Frequency.MONTHLY, month_day=LAST),
            [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)],
        ),
        (
            date(2028, 2, 29),
            Rule(frequency=Frequency.YEARLY, month=2, month_day=29),
            [date(2028, 2, 29), date(2032, 2, 29), date(2036, 2, 29), date(2040, 2, 29)],
        ),
        (  # every second week, and the week begins on Monday
            date(2026, 12, 6),
            Rule(frequency=Frequency.WEEKLY, interval=2, weekdays=(Weekday.MO, Weekday.SU)),
            [date(2026, 12, 6), date(2026, 12, 14), date(2026, 12, 20), date(2026, 12, 28)],
        ),
    ],
)
def test_the_days_of_a_rule(start: date, rule: Rule, days: list[date]) -> None:
    assert list(islice(rule.dates(start), 4)) == days


def test_a_rule_that_runs_past_the_calendar_simply_ends() -> None:
    rule = Rule(frequency=Frequency.YEARLY, month=1, month_day=1, interval=MAX_INTERVAL, count=MAX_COUNT)
    days = list(rule.dates(date(2026, 1, 1)))
    assert len(days) == 22
    assert rule.last_date(date(2026, 1, 1)) == date.max
    daily = Rule(frequency=Frequency.DAILY, interval=MAX_INTERVAL, count=MAX_COUNT)
    assert list(daily.dates(date(9998, 12, 1))) == [date(9998, 12, 1), date(9999, 12, 2)]


@pytest.mark.parametrize(
    ("day", "plain", "preferring_last"),
    [(1, 1, 1), (7, 1, 1), (8, 2, 2), (22, 4, 4), (23, 4, 4), (25, 4, LAST), (29, LAST, LAST)],
)
def test_which_weekday_of_the_month_a_day_is(day: int, plain: int, preferring_last: int) -> None:
    on = date(2026, 12, day)
    assert ordinal_of(on) == plain
    assert ordinal_of(on, prefer_last=True) == preferring_last
