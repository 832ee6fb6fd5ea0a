"""An e-mail address written in capitals or in full width reaches the same mailbox, wherever somebody writes it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from planner.accounts import actions, queries
from planner.custody import duplicates
from planner.errors import Refusal
from planner.imports.outcomes import OutcomeKind
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.reach import read_email
from planner.stakeholders.sections import NewStakeholder
from planner.stakeholders.words import Category, StakeholderKind
from tests import factories
from tests.factories import Office
from tests.imports.conftest import Desk
from tests.pages import Visitor

Visit = Callable[..., Visitor]
PLAIN = "mana@example.org"
SPELLINGS = ("MANA@Example.ORG", "ｍａｎａ＠ｅｘａｍｐｌｅ．ｏｒｇ", "Ｍana@example.org")


def mana(session: Session, email: str) -> Stakeholder:
    """Somebody with this address, of a name that tells nothing."""
    return factories.stakeholder(session, kind=StakeholderKind.PERSON, given_th="มานะ", emails=[email])


@pytest.mark.parametrize("typed", SPELLINGS)
def test_a_full_width_address_is_kept_as_others_type_it(typed: str) -> None:
    assert read_email(typed).casefold() == PLAIN


@pytest.mark.parametrize("typed", SPELLINGS)
def test_a_row_finds_whoever_has_the_mailbox(typed: str, session: Session, desk: Desk) -> None:
    known = mana(session, "Mana@example.org")
    session.commit()
    one = desk.bring(f"ชื่อ,อีเมล,ชื่อเล่น\nมานะชัย,{typed},ชัย\n".encode())
    assert [(found.kind, found.record_id) for found in desk.outcomes(one)] == [
        (OutcomeKind.UPDATED, known.id)
    ]


def test_two_rows_of_one_mailbox_are_told_apart_by_their_names(session: Session, desk: Desk) -> None:
    first = mana(session, "news@example.org")
    session.commit()
    rows = f"ชื่อ,นามสกุล,อีเมล,ชื่อเล่น\nมานะ,{first.family_th},NEWS@example.org,ชัย\nปิติ,ดีใจ,news＠example.org,ติ\n"
    one = desk.bring(rows.encode())
    kinds = [(found.kind, found.record_id) for found in desk.outcomes(one)]
    assert kinds == [(OutcomeKind.UPDATED, first.id), (OutcomeKind.CREATED, None)]


@pytest.mark.parametrize("kept", [PLAIN, "Mana@example.org", "ｍａｎａ@example.org", "maná@example.org"])
def test_a_newcomer_of_the_same_mailbox_is_noticed(kept: str, session: Session) -> None:
    known = mana(session, kept)
    newcomer = NewStakeholder(
        kind=StakeholderKind.PERSON,
        category=Category.MEDIA,
        interest_or_concern="Water",
        given_latin="Somebody",
        email=kept.upper(),
    )
    found = duplicates.similar(session, duplicates.of_new(newcomer))
    assert [match.stakeholder.id for match in found] == [known.id]


@pytest.mark.parametrize("typed", SPELLINGS)
def test_somebody_signs_in_however_they_spell_their_address(
    typed: str, session: Session, office: Office, visit: Visit
) -> None:
    office.owner.email = PLAIN
    actions.set_password(session, office.owner, "แม่น้ำเจ้าพระยาไหลช้าช้า", actor=office.owner, kept_session=None)
    session.commit()
    stranger = visit()
    page = stranger.press("/sign-in", "/sign-in", email=typed, password="แม่น้ำเจ้าพระยาไหลช้าช้า")
    assert page.location == "/"
    assert queries.by_email(session, f" {typed} ") is not None


@pytest.mark.parametrize("typed", SPELLINGS)
def test_nobody_is_let_in_twice_under_two_spellings(typed: str, session: Session, office: Office) -> None:
    office.owner.email = PLAIN
    session.commit()
    again = actions.NewUser(typed, given_th="มานะ")
    with pytest.raises(Refusal, match="here already"):
        actions.add(session, again, actor=office.administrator)
