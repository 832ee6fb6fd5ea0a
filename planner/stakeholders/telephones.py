"""Telephone numbers of any country, by the library that knows them all; `reach` reads the plain ones without it.

By itself, because the library is imported by whoever imports this: a megabyte, and time at every start.
"""

from __future__ import annotations

import re

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, shortnumberinfo

from planner.errors import Unreadable
from planner.i18n import Language, mark

HOME_REGION = "TH"
EXTENSION = {Language.TH: "ต่อ", Language.EN: "ext."}

_NOT_DIGITS = re.compile(r"\D+")


def read(number: str) -> str:
    """A number as stored: in E.164, or the four digits of a hotline. Raises `Unreadable`."""
    try:
        found = phonenumbers.parse(number, HOME_REGION)
    except NumberParseException:
        raise Unreadable(
            mark("Write a telephone number in digits, for example 02 123 4567 or +44 20 7946 0958.")
        ) from None
    if shortnumberinfo.is_valid_short_number_for_region(found, HOME_REGION):
        return str(found.national_number)
    if not phonenumbers.is_valid_number(found):
        raise Unreadable(
            mark(
                "No telephone has the number %(typed)s. Count its digits; abroad begin with + and the country."
            ),
            typed=number[:40],
        )
    written = phonenumbers.format_number(found, PhoneNumberFormat.E164)
    return f"{written};ext={found.extension}" if found.extension else written


def shown(stored: str, language: str) -> str:
    """A stored number as people write it: a Thai one as at home, any other with its country."""
    found = _parsed(stored)
    if found is None:
        return stored
    extension, found.extension = found.extension, None
    is_home = phonenumbers.region_code_for_number(found) == HOME_REGION
    written = phonenumbers.format_number(
        found, PhoneNumberFormat.NATIONAL if is_home else PhoneNumberFormat.INTERNATIONAL
    )
    return f"{written} {EXTENSION[Language(language)]} {extension}" if extension else written


def spellings(stored: str) -> tuple[str, ...]:
    """The digits a stored number may be searched by: with its country, and as dialled at home."""
    found = _parsed(stored)
    if found is None:
        return (stored,)
    return stored, _NOT_DIGITS.sub("", phonenumbers.format_number(found, PhoneNumberFormat.NATIONAL))


def _parsed(stored: str) -> phonenumbers.PhoneNumber | None:
    if not stored.startswith("+"):
        return None
    try:
        return phonenumbers.parse(stored, HOME_REGION)
    except NumberParseException:
        return None
