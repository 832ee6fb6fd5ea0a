"""What people are called to their face."""

from __future__ import annotations

import pytest

from planner.stakeholders.models import Stakeholder
from planner.stakeholders.naming import address
from planner.stakeholders.words import StakeholderKind

PERSON, BODY = StakeholderKind.PERSON, StakeholderKind.ORGANISATION


@pytest.mark.parametrize(
    ("names", "language", "called"),
    [
        ({"given_th": "มานี", "family_th": "รักไทย", "given_latin": "Manee"}, "th", "คุณมานี"),
        ({"given_th": "มานี", "family_th": "รักไทย", "given_latin": "Manee"}, "en", "Khun Manee"),
        ({"given_latin": "Jane", "family_latin": "Holloway"}, "th", "คุณ Jane"),
        ({"given_th": "มานี"}, "en", "Khun มานี"),
        ({"given_th": "มานี", "title": "ดร."}, "th", "คุณมานี"),
        ({"given_th": "มานี", "address_as": "อาจารย์มานี"}, "th", "อาจารย์มานี"),
        ({"family_th": "รักไทย"}, "th", "รักไทย"),
    ],
)
def test_people_are_called_khun_and_their_given_name(
    names: dict[str, str], language: str, called: str
) -> None:
    assert address(Stakeholder(kind=PERSON, **names), language).text == called


def test_a_body_is_called_by_its_name() -> None:
    body = Stakeholder(kind=BODY, organisation_name_th="มูลนิธิสายน้ำ", organisation_name_en=None)
    assert address(body, "th").text == "มูลนิธิสายน้ำ"
    assert address(body, "en") == ("มูลนิธิสายน้ำ", "th", True)
