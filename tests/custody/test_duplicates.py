"""Who may be the same one twice: by address, or by a name much alike in either script, titles left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from planner.custody import duplicates
from planner.custody.duplicates import Known, Reason, bare, compare
from planner.stakeholders.sections import NewStakeholder
from planner.stakeholders.words import Category, StakeholderKind, StakeholderStatus
from tests import factories
from tests.counting import statements

PERSON, BODY = StakeholderKind.PERSON, StakeholderKind.ORGANISATION


def named(*names: str, kind: StakeholderKind = PERSON) -> Known:
    """Somebody known by these names alone."""
    return Known(kind, tuple(map(bare, names)), frozenset(), frozenset())


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("นายสมชาย ใจดี", "สมชาย ใจดี"),
        ("น.ส. สมหญิง ใจดี", "สมหญิง ใจดี"),
        ("นางสาวสมหญิง ใจดี", "สมหญิง ใจดี"),
        ("ผศ.ดร.สมชาย ใจดี", "สมชาย ใจดี"),
        ("คุณสมชาย  ใจดี", "สมชาย ใจดี"),
        ("พล.ต.อ. สมชาย ใจดี", "สมชาย ใจดี"),
        ("Dr. Somchai Jaidee", "somchai jaidee"),
        ("Mr. Somchai  JAIDEE", "somchai jaidee"),
        ("บริษัท น้ำใส จำกัด (มหาชน)", "น้ำใส"),
        ("บจก. น้ำใส", "น้ำใส"),
        ("Namsai Public Company Limited", "namsai"),
        ("Namsai Co., Ltd.", "namsai"),
        ("โรงเรียนวัดบ้าน ๑๒", "โรงเรียนวัดบ้าน 12"),
        ("", ""),
    ],
)
def test_titles_and_legal_forms_are_left_out(typed: str, left: str) -> None:
    assert bare(typed) == left


@pytest.mark.parametrize(
    ("one", "other", "is_alike"),
    [
        ("นายสมชาย ใจดี", "สมชาย ใจดี", True),
        ("สมชาย ใจดี", "สมชาย ใจดีี", True),
        ("Somchai Jaidee", "Somchai Jaidi", True),
        ("Jaidee Somchai", "Somchai Jaidee", True),
        ("Manee Rakthai", "Mana Rakdee", False),
        ("สมชาย ใจดี", "สมหญิง ใจดี", False),
        ("โรงเรียนวัดบ้าน 1", "โรงเรียนวัดบ้าน 2", False),
        ("บริษัท น้ำใส จำกัด", "น้ำใส", True),
    ],
)
def test_names_are_alike_when_people_would_say_so(one: str, other: str, is_alike: bool) -> None:
    reasons, _ = compare(named(one), named(other))
    assert (Reason.NAME in reasons) is is_alike


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_names_can_be_compared_and_the_order_does_not_matter(one: str, other: str) -> None:
    assert compare(named(one), named(other))[0] == compare(named(other), named(one))[0]


def newcomer(**values: object) -> Known:
    """Somebody about to be taken up."""
    given = {"kind": PERSON, "category": Category.MEDIA, "interest_or_concern": "x", **values}
    return duplicates.of_new(NewStakeholder(**given))  # type: ignore[arg-type]


def test_an_address_known_already_is_found_whatever_the_name(session: Session) -> None:
    old = factories.stakeholder(session, kind=PERSON, emails=["Somchai@example.org"], phones=["+66812345678"])
    for _ in range(30):
        factories.stakeholder(session, kind=PERSON)
    for clue, reason in (
        ({"email": "somchai@example.org"}, Reason.EMAIL),
        ({"phone": "+66812345678"}, Reason.PHONE),
    ):
        (match,) = duplicates.similar(session, newcomer(given_latin="Quite", family_latin="Other", **clue))
        assert match.stakeholder.id == old.id
        assert match.reasons == (reason,)


@pytest.mark.parametrize(
    ("given", "family"), [("สมชาย", "ใจดี"), ("นายสมชาย", "ใจดี"), ("สมชาย", "ใจดีี"), ("สมชัย", "ใจดี")]
)
def test_a_similar_name_is_found_among_many(session: Session, given: str, family: str) -> None:
    old = factories.stakeholder(
        session, kind=PERSON, given_th="สมชาย", family_th="ใจดี", given_latin=None, family_latin=None
    )
    for _ in range(40):
        factories.stakeholder(session, kind=PERSON)
    found = duplicates.similar(session, newcomer(given_th=given, family_th=family))
    assert [match.stakeholder.id for match in found] == [old.id]


def test_those_set_aside_and_other_kinds_are_not_found(session: Session) -> None:
    for values in (
        {"status": StakeholderStatus.ERASED, "kind": PERSON},
        {"status": StakeholderStatus.MERGED, "kind": PERSON},
        {"kind": BODY},
    ):
        factories.stakeholder(session, emails=["a@example.org"], **values)
    assert duplicates.similar(session, newcomer(email="a@example.org", given_latin="X")) == []


def test_nothing_typed_finds_nobody(session: Session) -> None:
    factories.stakeholder(session, kind=PERSON)
    assert duplicates.similar(session, newcomer()) == []


def test_the_likeliest_pairs_come_first_and_stand_on_pages(session: Session) -> None:
    first = factories.stakeholder(session, emails=["same@example.org"], organisation_name_en="Namsai Ltd.")
    second = factories.stakeholder(session, emails=["SAME@example.org"], organisation_name_en="Namsai")
    factories.stakeholder(session, organisation_name_en="Clean Canal Network", organisation_name_th=None)
    factories.stakeholder(session, organisation_name_en="Clean Canals Network", organisation_name_th=None)
    for _ in range(20):
        factories.stakeholder(session, kind=PERSON)
    with statements(session) as sent:
        found = duplicates.pairs(session, size=1)
    assert len(sent) <= 2
    assert (found.total, found.number, found.count, found.is_cut) == (2, 1, 2, False)
    assert (found.rows[0].first.id, found.rows[0].second.id) == (first.id, second.id)
    assert set(found.rows[0].reasons) == {Reason.EMAIL, Reason.NAME}
    assert duplicates.pairs(session, page=99, size=1).number == 2


def test_nobody_is_a_pair_alone(session: Session) -> None:
    factories.stakeholder(session)
    found = duplicates.pairs(session)
    assert (found.rows, found.total, found.count) == ([], 0, 1)
