"""Sums as people type them and as they are printed.

A sum is kept as a whole number of minor units (satang, cents) and an ISO 4217 code.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Literal

from babel.numbers import get_currency_name, get_currency_symbol

from planner.errors import Unreadable
from planner.i18n import Language, mark

HOME_CURRENCY = "THB"

Decimals = Literal["auto", "always"]
"""Whether a whole sum is written without decimals, or always with them."""

MINOR_DIGITS: dict[str, int] = {
    "THB": 2,
    "AUD": 2,
    "CHF": 2,
    "CNY": 2,
    "EUR": 2,
    "GBP": 2,
    "HKD": 2,
    "INR": 2,
    "JPY": 0,
    "KRW": 0,
    "MYR": 2,
    "SGD": 2,
    "TWD": 2,
    "USD": 2,
    "VND": 0,
}
"""The currencies offered, the baht first, and how many digits their minor unit has (ISO 4217).

Stored sums depend on these digits: a currency may be added, its digits may not be changed.
"""

LARGEST = 10**13
"""Largest sum, in minor units: a hundred thousand million baht."""

NO_SUM = mark("Write an amount, for example 1,250,000 or 99.50.")
NOT_A_SUM = mark("This cannot be read as an amount. Write digits only, for example 1,250,000 or 99.50.")
COMMAS = mark("Commas part thousands and a dot parts the decimals. Write it like 1,250,000.50.")
NEGATIVE = mark("An amount cannot be negative here.")
TOO_FINE = mark("%(currency)s has %(digits)s decimal places. Write no more of them.")
WHOLE_ONLY = mark("%(currency)s has no decimal places. Write a whole number.")
TOO_LARGE = mark("This amount is too large. The largest is %(largest)s.")
OTHER_CURRENCY = mark("This amount is in %(currency)s. Leave the currency out of the number.")

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_SIGNS = {
    "฿": "THB",
    "บาท": "THB",
    "baht": "THB",
    "$": "USD",
    "us$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
}
_SUM = re.compile(r"(?P<sign>[-−]?)(?P<whole>[0-9,]*)(?:\.(?P<fraction>[0-9]*))?")
_GROUPED = re.compile(r"[0-9]*|[0-9]{1,3}(?:,[0-9]{3})+")
_LONGEST = 60


class MoneyError(Unreadable):
    """The text is not a sum, or not one that may stand here."""


def parse_amount(text: str, currency: str = HOME_CURRENCY, *, allow_negative: bool = False) -> int:
    """A typed sum in minor units: `1,250,000` is 125000000 satang; Thai digits, ฿ and บาท may be written.

    :raises MoneyError: with a marked message that says what to write instead.
    """
    if len(text) > _LONGEST:
        raise MoneyError(NOT_A_SUM)
    plain = " ".join(text.translate(_THAI_DIGITS).casefold().split())
    # a space between digits parts thousands too, and is held to the same places
    plain = re.sub(r"(?<=[0-9]) (?=[0-9])", ",", plain).replace(" ", "")
    if not plain:
        raise MoneyError(NO_SUM)
    found = _SUM.fullmatch(_without_currency(plain, currency))
    if found is None or not (found["whole"].strip(",") or found["fraction"]):
        raise MoneyError(COMMAS if re.fullmatch(r"[0-9][0-9.,]*", plain) else NOT_A_SUM)
    if not _GROUPED.fullmatch(found["whole"]):
        raise MoneyError(COMMAS)
    minor = _in_minor_units(found["whole"].replace(",", ""), found["fraction"] or "", currency)
    if found["sign"] and minor and not allow_negative:
        raise MoneyError(NEGATIVE)
    return -minor if found["sign"] else minor


def _without_currency(plain: str, currency: str) -> str:
    """The sum without the currency written before or after it, which must be the one asked for."""
    found = re.fullmatch(r"([-−]?)([^0-9.,−-]*)(.*?)([^0-9.,]*)", plain)
    if found is None:
        return plain
    sign, before, number, after = found.groups()
    for written in filter(None, (before, after)):
        code = _SIGNS.get(written, written.upper())
        if code not in MINOR_DIGITS:
            raise MoneyError(NOT_A_SUM)
        if code != currency:
            raise MoneyError(OTHER_CURRENCY, currency=code)
    return sign + number


def _in_minor_units(whole: str, fraction: str, currency: str) -> int:
    digits = MINOR_DIGITS[currency]
    if len(fraction.rstrip("0")) > digits:
        raise (
            MoneyError(TOO_FINE, currency=currency, digits=digits)
            if digits
            else MoneyError(WHOLE_ONLY, currency=currency)
        )
    minor = int((whole or "0") + fraction[:digits].ljust(digits, "0"))
    if minor > LARGEST:
        raise MoneyError(TOO_LARGE, largest=f"{LARGEST // 10**digits:,}")
    return minor


def format_amount(minor: int, currency: str, language: str, *, decimals: Decimals = "auto") -> str:
    """A sum for people: `฿1,250,000` in Thai, `THB 1,250,000` in English; `฿99.50` where there are satang.

    `always` writes the decimals of whole sums too, for columns where some sums have them.
    """
    number = format_number(minor, currency, decimals=decimals)
    sign, number = ("-", number[1:]) if minor < 0 else ("", number)
    if language == Language.TH:
        symbol = get_currency_symbol(currency, locale="th")
        return f"{sign}{symbol}{' ' if symbol[-1].isalpha() else ''}{number}"
    return f"{sign}{currency} {number}"


def format_number(minor: int, currency: str, *, decimals: Decimals = "auto") -> str:
    """A sum without its currency, as it stands in a form control or beside the unit: `1,250,000`, `99.50`."""
    digits = MINOR_DIGITS[currency]
    is_whole = decimals == "auto" and minor % 10**digits == 0
    return f"{Decimal(minor).scaleb(-digits):,.{0 if is_whole else digits}f}"


def currency_name(currency: str, language: str) -> str:
    """A currency for people: `บาท`, `Thai Baht`."""
    return get_currency_name(currency, locale=Language(language).value)
