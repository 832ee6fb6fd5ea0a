"""E-mail addresses and telephone numbers: read as people type them, shown as people write them."""

from __future__ import annotations

import contextlib

import phonenumbers
import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import Unreadable
from planner.stakeholders import reach


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("wipa@bangkok.go.th", "wipa@bangkok.go.th"),
        ("  Wipa@Bangkok.GO.TH ", "Wipa@bangkok.go.th"),
        ("mailto:news@canalpost.example.com", "news@canalpost.example.com"),
        ("o'neil+press@example.co.th", "o'neil+press@example.co.th"),
        ("สมชาย@ตัวอย่าง.ไทย", "สมชาย@ตัวอย่าง.ไทย"),
        ("a\u200bb@example.org", "ab@example.org"),
    ],
)
def test_an_address_is_kept_in_one_spelling(typed: str, stored: str) -> None:
    assert reach.read_email(typed) == stored
    assert reach.read_email(stored) == stored


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("wipa", "needs an @"),
        ("wipa@", "complete"),
        ("@bangkok.go.th", "complete"),
        ("wipa@localhost", "complete"),
        ("wipa@bangkok..th", "complete"),
        ("wipa@bangkok.go.th, somchai@bangkok.go.th", "one e-mail"),
        ("Wipa <wipa@bangkok.go.th>", "one e-mail"),
        ("<wipa@bangkok.go.th>", "complete"),
        ("wipa@bangkok.go.th\r\nBcc: all@example.org", "one e-mail"),
        (f"{'a' * 65}@example.org", "complete"),
        (f"a@{'b' * 250}.org", "complete"),
    ],
)
def test_what_is_no_single_address_is_explained(typed: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        reach.read_email(typed)


@pytest.mark.parametrize(
    ("typed", "stored", "thai", "english"),
    [
        ("0812345678", "+66812345678", "081 234 5678", "081 234 5678"),
        ("081-234-5678", "+66812345678", "081 234 5678", "081 234 5678"),
        ("๐๘๑ ๒๓๔ ๕๖๗๘", "+66812345678", "081 234 5678", "081 234 5678"),
        ("+66 (0)81 234 5678", "+66812345678", "081 234 5678", "081 234 5678"),
        ("02 123 4567", "+6621234567", "02 123 4567", "02 123 4567"),
        ("02-123-4567 ต่อ 12", "+6621234567;ext=12", "02 123 4567 ต่อ 12", "02 123 4567 ext. 12"),
        ("tel:+66812345678", "+66812345678", "081 234 5678", "081 234 5678"),
        ("+44 20 7946 0958", "+442079460958", "+44 20 7946 0958", "+44 20 7946 0958"),
        ("1669", "1669", "1669", "1669"),
    ],
)
def test_a_number_is_stored_with_its_country_and_shown_as_at_home(
    typed: str, stored: str, thai: str, english: str
) -> None:
    assert reach.read_phone(typed) == stored
    assert reach.shown_phone(stored, "th") == thai
    assert reach.shown_phone(stored, "en") == english
    assert reach.read_phone(thai) == stored


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("โทรหาเลขา", "in digits"),
        ("x", "in digits"),
        ("081 234 56", "No telephone"),
        ("081 234 5678 9999", "No telephone"),
        ("12", "No telephone"),
        ("+999 12345678", "in digits|No telephone"),
        ("0" * 300, "in digits|No telephone"),
    ],
)
def test_what_no_telephone_has_is_explained(typed: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        reach.read_phone(typed)


def test_a_number_can_be_searched_as_dialled_and_with_its_country() -> None:
    assert reach.phone_spellings("+66812345678") == ("+66812345678", "0812345678")
    assert reach.phone_spellings("1669") == ("1669",)


@pytest.mark.parametrize(
    ("query", "digits"),
    [
        ("081-234", "081234"),
        ("๐๘๑ ๒๓๔", "081234"),
        ("+66 81 234 5678", "66812345678"),
        ("(02) 123.4567", "021234567"),
        ("มานี 081", None),
        ("12", None),
        ("", None),
        ("หมู่ 7", None),
    ],
)
def test_a_query_of_digits_is_taken_for_a_number_however_it_is_spaced(query: str, digits: str | None) -> None:
    assert reach.digits_sought(query) == digits


@given(st.text(max_size=80))
def test_whatever_is_typed_is_read_or_explained(typed: str) -> None:
    for read in (reach.read_email, reach.read_phone):
        with contextlib.suppress(Unreadable):
            stored = read(typed)
            assert read(stored) == stored


PLAIN_HOSTS = st.from_regex(r"[A-Za-z0-9.-]{1,20}(\.(com|co\.th|test|local|invalid|ไทย|th))?", fullmatch=True)


def by_the_library(address: str) -> str | None:
    """What the library that knows all rules of addresses makes of it; None where it refuses."""
    try:
        read = validate_email(address, check_deliverability=False, test_environment=True, strict=True)
    except EmailNotValidError:
        return None
    return read.normalized


@given(st.from_regex(r"[a-zA-Z0-9._+-]{1,40}", fullmatch=True), PLAIN_HOSTS)
def test_a_plain_address_is_read_as_the_library_reads_it(name: str, host: str) -> None:
    typed = f"{name}@{host}"
    if by_the_library(typed) is None:
        with pytest.raises(Unreadable):
            reach.read_email(typed)
    else:
        assert reach.read_email(typed) == by_the_library(typed)


@given(st.from_regex(r"0[689]([ -]?[0-9]){7,9}", fullmatch=True))
def test_a_mobile_number_is_read_found_and_shown_as_the_library_says(typed: str) -> None:
    number = phonenumbers.parse(typed, "TH")
    if not phonenumbers.is_valid_number(number):
        with pytest.raises(Unreadable):
            reach.read_phone(typed)
        return
    stored = reach.read_phone(typed)
    assert stored == phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    at_home = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    assert reach.phone_spellings(stored) == (stored, at_home.replace(" ", ""))
    assert reach.shown_phone(stored, "th") == at_home
