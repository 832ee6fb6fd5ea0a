"""How a series is said to people."""

from __future__ import annotations

import pytest
from hypothesis import given

from planner.dates import Era
from planner.events.recurrence_rule import Rule
from planner.events.recurrence_words import words
from planner.i18n import Language
from tests.events.rules import rules


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=DAILY", "every day"),
        ("FREQ=DAILY;COUNT=1", "every day, one time"),
        ("FREQ=DAILY;INTERVAL=3;COUNT=10", "every 3 days, 10 times"),
        ("FREQ=WEEKLY;BYDAY=MO,WE,FR", "every week on Monday, Wednesday and Friday"),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=20261228",
            "every 2 weeks on Monday and Wednesday, until 28 Dec 2026",
        ),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "every month on day 15"),
        ("FREQ=MONTHLY;BYMONTHDAY=31", "every month on day 31 (where there is one)"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", "every 3 months on the last day"),
        ("FREQ=MONTHLY;BYDAY=2TU", "every month on the second Tuesday"),
        ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=24", "every year on 24 November"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1", "every year on the last day of February"),
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=11;BYDAY=-1TH", "every 2 years on the last Thursday of November"),
    ],
)
def test_a_rule_in_english(rule: str, said: str) -> None:
    assert words(Rule.parse(rule), Language.EN) == said


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("FREQ=DAILY;INTERVAL=3;COUNT=10", "ทุก 3 วัน จำนวน 10 ครั้ง"),
        ("FREQ=WEEKLY;BYDAY=MO", "ทุกวันจันทร์"),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;UNTIL=20261228",
            "ทุก 2 สัปดาห์ในวันจันทร์และวันพุธ จนถึงวันที่ 28 ธ.ค. 2569",
        ),
        ("FREQ=MONTHLY;BYDAY=2TU", "ทุกเดือนในวันอังคารที่สองของเดือน"),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "ทุกเดือนในวันสุดท้ายของเดือน"),
        ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=24", "ทุกปีในวันที่ 24 พฤศจิกายน"),
        ("FREQ=YEARLY;BYMONTH=11;BYDAY=-1TH", "ทุกปีในวันพฤหัสบดีสุดท้ายของเดือนพฤศจิกายน"),
    ],
)
def test_a_rule_in_thai(rule: str, said: str) -> None:
    assert words(Rule.parse(rule), Language.TH) == said


def test_the_last_day_is_said_in_the_readers_era() -> None:
    rule = Rule.parse("FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20261228")
    thai = words(rule, Language.TH)
    assert "วันจันทร์และวันพุธ" in thai
    assert "28 ธ.ค. 2569" in thai
    assert "2026" in words(rule, Language.TH, Era.CE)


@given(rules())
def test_every_rule_can_be_said_in_both_languages(made: tuple[object, Rule]) -> None:
    for language in Language:
        said = words(made[1], language)
        assert said
        assert "%" not in said
        assert "None" not in said
