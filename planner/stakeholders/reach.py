"""How people are reached: e-mail addresses and telephone numbers, as typed, as stored, as shown.

Nothing here asks the network: an address is read, not tried.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from planner import text
from planner.errors import Unreadable
from planner.i18n import mark

LONGEST_EMAIL = 254

_TYPED_NUMBER = re.compile(r"\+?[\d\s().\-]{4,40}")
_NOT_DIGITS = re.compile(r"\D+")
# What nearly every address and number of an office is, read without the libraries, which take a tenth of a millisecond
# each; a test holds the answers against theirs. The name before the @ is in small letters, so that none is RFC 2142's.
_PLAIN_EMAIL = re.compile(r"([a-z0-9]{1,30}(?:[._+-][a-z0-9]{1,10}){0,3})@([A-Za-z0-9.-]{4,100})")
_THAI_MOBILE = re.compile(r"0[89](?:[ -]?[0-9]){8}")
_STORED_THAI_MOBILE = re.compile(r"\+66[89][0-9]{8}")


def read_email(typed: str) -> str:
    """The address as stored: the host in lower case, both parts in one spelling. Raises `Unreadable`."""
    address = narrow(text.clean(typed)).removeprefix("mailto:")
    if "@" not in address:
        raise Unreadable(mark("An e-mail address needs an @, for example name@example.org."))
    if any(sign in address for sign in " ,;"):
        raise Unreadable(mark("Write one e-mail address only, without spaces or commas."))
    plain = _PLAIN_EMAIL.fullmatch(address)
    host = _host(plain[2]) if plain is not None else None
    if plain is not None and host is not None:
        return f"{plain[1]}@{host}"
    try:
        return _normalized(address)
    except ValueError:
        raise Unreadable(
            mark("“%(typed)s” is not a complete e-mail address. Look at it again letter by letter."),
            typed=address[:80],
        ) from None


def narrow(address: str) -> str:
    """An address as a keyboard for Latin letters types it: none full-width, no ligatures."""
    return address if address.isascii() else unicodedata.normalize("NFKC", address)


def same_email(address: str) -> str:
    """What two spellings of an address have in common that reach the same mailbox, as nearly every mailbox has it."""
    return narrow(address).casefold()


def _normalized(address: str) -> str:
    """As the library spells it. Raises `ValueError` where it is no address."""
    # its tables of letters take a fiftieth of a start
    from email_validator import validate_email  # noqa: PLC0415

    # test_environment: names kept for tests (RFC 6761) are addresses like any other to us
    read = validate_email(address, check_deliverability=False, test_environment=True, strict=True)
    return read.normalized[:LONGEST_EMAIL]


@lru_cache(maxsize=2_000)
def _host(name: str) -> str | None:
    """What follows the @, as stored; None where it cannot be. The same few stand in thousands of addresses."""
    try:
        return _normalized(f"a@{name}").removeprefix("a@")
    except ValueError:
        return None


def read_phone(typed: str) -> str:
    """The number in E.164, read as a Thai one unless it begins with + and a country. Raises `Unreadable`.

    A hotline of four digits (1669) has no E.164 form and is stored as it is; an extension follows as `;ext=12`.
    """
    number = text.clean(typed).translate(text.THAI_DIGITS).removeprefix("tel:").replace("ต่อ", "ext")
    if _THAI_MOBILE.fullmatch(number):
        return f"+66{_NOT_DIGITS.sub('', number)[1:]}"
    from planner.stakeholders import telephones  # noqa: PLC0415 it brings in its library

    return telephones.read(number)


def shown_phone(stored: str, language: str) -> str:
    """A stored number as people write it: a Thai one as at home, any other with its country."""
    if _STORED_THAI_MOBILE.fullmatch(stored):
        return f"0{stored[3:5]} {stored[5:8]} {stored[8:]}"
    from planner.stakeholders import telephones  # noqa: PLC0415 it brings in its library

    return telephones.shown(stored, language)


def phone_spellings(stored: str) -> tuple[str, ...]:
    """The digits a stored number may be searched by: with its country, and as dialled at home."""
    if _STORED_THAI_MOBILE.fullmatch(stored):
        return stored, f"0{stored[3:]}"
    from planner.stakeholders import telephones  # noqa: PLC0415 it brings in its library

    return telephones.spellings(stored)


def digits_sought(query: str) -> str | None:
    """The digits of a query that is a telephone number or a part of one, however it is spaced; else None."""
    plain = text.clean(query).translate(text.THAI_DIGITS)
    return _NOT_DIGITS.sub("", plain) if _TYPED_NUMBER.fullmatch(plain) else None
