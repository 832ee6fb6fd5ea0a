"""Planners type sums with commas, spaces, Thai digits and ฿, and read them in their own language."""

from __future__ import annotations

import pytest
from babel.numbers import get_currency_precision
from hypothesis import given
from hypothesis import strategies as st

from planner import money
from planner.i18n import Language
from planner.money import MoneyError


@pytest.mark.parametrize(
    "text",
    [
        "1250000",
        "1,250,000",
        "1 250 000",
        "1\u00a0250\u00a0000",
        "  1,250,000  ",
        "1,250,000.",
        "1,250,000.00",
        "๑,๒๕๐,๐๐๐",
        "฿1,250,000",
        "฿ 1,250,000.00",
        "1,250,000 บาท",
        "THB 1,250,000",
        "1250000 thb",
    ],
)
def test_a_million_and_a_quarter_baht_is_written_in_many_ways(text: str) -> None:
    assert money.parse_amount(text) == 125_000_000


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("0", "THB", 0),
        (".5", "THB", 50),
        ("99.5", "THB", 9950),
        ("10.500", "THB", 1050),
        ("-0", "THB", 0),
        ("1,500", "JPY", 1500),
        ("¥1500.00", "JPY", 1500),
        ("US$20", "USD", 2000),
        ("100,000,000,000", "THB", money.LARGEST),
    ],
)
def test_a_sum_is_kept_in_minor_units(text: str, currency: str, minor: int) -> None:
    assert money.parse_amount(text, currency) == minor


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("", "Write an amount, for example 1,250,000 or 99.50."),
        ("much", "This cannot be read as an amount."),
        ("1e5", "This cannot be read as an amount."),
        ("NaN", "This cannot be read as an amount."),
        ("Infinity", "This cannot be read as an amount."),
        ("--5", "This cannot be read as an amount."),
        ("5-", "This cannot be read as an amount."),
        ("฿", "This cannot be read as an amount."),
        ("٥", "This cannot be read as an amount."),
        ("5 พัน", "This cannot be read as an amount."),
        ("5" + " " * 100 + "6", "This cannot be read as an amount."),
        ("12,50", "Commas part thousands"),
        ("12 50", "Commas part thousands"),
        ("1.250.000,00", "Commas part thousands"),
        ("1,,000", "Commas part thousands"),
        ("-5", "An amount cannot be negative here."),
        ("−5", "An amount cannot be negative here."),
        ("10.005", "THB has 2 decimal places."),
        ("$5", "This amount is in USD."),
        ("EUR 5", "This amount is in EUR."),
        ("100,000,000,000.01", "This amount is too large. The largest is 100,000,000,000."),
    ],
)
def test_what_is_no_sum_is_refused_with_what_to_do(text: str, advice: str) -> None:
    with pytest.raises(MoneyError) as refused:
        money.parse_amount(text)
    assert str(refused.value).startswith(advice)


def test_yen_have_no_decimals() -> None:
    with pytest.raises(MoneyError, match=r"JPY has no decimal places"):
        money.parse_amount("10.5", "JPY")


def test_a_correction_may_be_negative_where_it_is_asked_for() -> None:
    assert money.parse_amount("-1,250.50", allow_negative=True) == -125050


def test_a_sum_is_written_for_its_reader() -> None:
    assert money.format_amount(125_000_000, "THB", "th") == "฿1,250,000"
    assert money.format_amount(125_000_000, "THB", "en") == "THB 1,250,000"
    assert money.format_amount(125_000_050, "THB", "th") == "฿1,250,000.50"
    assert money.format_amount(125_000_000, "THB", "th", decimals="always") == "฿1,250,000.00"
    assert money.format_amount(-50, "THB", "th") == "-฿0.50"
    assert money.format_amount(-50, "THB", "en") == "-THB 0.50"
    assert money.format_amount(1500, "JPY", "en", decimals="always") == "JPY 1,500"
    assert money.format_amount(2000, "SGD", "th") == "SGD 20"


def test_every_currency_offered_has_names_and_its_standard_digits() -> None:
    assert next(iter(money.MINOR_DIGITS)) == money.HOME_CURRENCY
    for code, digits in money.MINOR_DIGITS.items():
        assert digits == get_currency_precision(code)
        assert all(money.currency_name(code, language) != code for language in Language)


@given(
    st.integers(-money.LARGEST, money.LARGEST),
    st.sampled_from(list(money.MINOR_DIGITS)),
    st.sampled_from(["auto", "always"]),
)
def test_every_sum_we_print_can_be_typed_back(minor: int, currency: str, decimals: money.Decimals) -> None:
    for text in (
        money.format_amount(minor, currency, "en", decimals=decimals),
        money.format_number(minor, currency, decimals=decimals),
    ):
        assert money.parse_amount(text, currency, allow_negative=True) == minor


@given(st.text(max_size=80))
def test_whatever_is_typed_is_a_sum_we_keep_or_is_refused(text: str) -> None:
    try:
        minor = money.parse_amount(text)
    except MoneyError:
        return
    assert 0 <= minor <= money.LARGEST
