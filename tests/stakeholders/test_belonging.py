"""Where people belong, and what they consented to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from planner import clock
from planner.activity import queries as activity
from planner.errors import NotAllowed, NotFound, Refusal, Stale
from planner.stakeholders import actions, queries
from planner.stakeholders.actions import NewAffiliation, Place, Said
from planner.stakeholders.consents import state_of
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import (
    ConsentMethod,
    ConsentPurpose,
    ConsentState,
    StakeholderKind,
    StakeholderStatus,
)
from tests import factories
from tests.factories import Office


@pytest.fixture
def manee(session: Session, office: Office) -> Stakeholder:
    return factories.stakeholder(session, kind=StakeholderKind.PERSON)


@pytest.fixture
def network(session: Session, office: Office) -> Stakeholder:
    return factories.stakeholder(session)


def test_a_place_is_read_from_both_ends(
    session: Session, office: Office, manee: Stakeholder, network: Stakeholder
) -> None:
    place = Place("ที่ปรึกษา", "Adviser", date(2023, 5, 1))
    made = actions.affiliate(session, NewAffiliation(manee, network, place), actor=office.outsider)
    session.expire_all()
    assert [one.organisation.id for one in queries.shown(session, manee.id).affiliations] == [network.id]
    assert [one.person.id for one in queries.people_of(session, network.id)] == [manee.id]
    for end in (manee, network):
        entry = activity.history(session, "stakeholder", end.id)[0]
        assert (entry.verb, entry.subject_id) == ("affiliation.added", made.id)


def test_only_a_person_belongs_and_never_to_a_person(
    session: Session, office: Office, manee: Stakeholder, network: Stakeholder
) -> None:
    other = factories.stakeholder(session, kind=StakeholderKind.PERSON)
    for pair in ((network, network), (manee, other), (network, manee)):
        with pytest.raises(Refusal, match="belongs to an organisation"):
            actions.affiliate(session, NewAffiliation(*pair), actor=office.owner)


def test_nobody_belongs_to_the_same_twice_at_once_but_may_come_back(
    session: Session, office: Office, manee: Stakeholder, network: Stakeholder
) -> None:
    first = actions.affiliate(session, NewAffiliation(manee, network), actor=office.owner)
    with pytest.raises(Refusal) as refused:
        actions.affiliate(session, NewAffiliation(manee, network), actor=office.owner)
    assert refused.value.field == "other"
    found = queries.affiliation(session, manee.id, first.id)
    actions.revise_affiliation(session, found, Place(ended_on=date(2024, 1, 1)), actor=office.owner)
    actions.affiliate(session, NewAffiliation(manee, network), actor=office.owner)
    people = queries.people_of(session, network.id)
    assert [one.ended_on for one in people] == [None, date(2024, 1, 1)]


def test_an_end_before_the_beginning_is_refused(
    session: Session, office: Office, manee: Stakeholder, network: Stakeholder
) -> None:
    place = Place(started_on=date(2024, 5, 1), ended_on=date(2024, 4, 30))
    with pytest.raises(Refusal) as refused:
        actions.affiliate(session, NewAffiliation(manee, network, place), actor=office.owner)
    assert refused.value.field == "ended_on"


def test_what_was_noted_by_mistake_is_taken_away_and_the_log_keeps_it(
    session: Session, office: Office, manee: Stakeholder, network: Stakeholder
) -> None:
    made = actions.affiliate(session, NewAffiliation(manee, network), actor=office.owner)
    found = queries.affiliation(session, network.id, made.id)
    with pytest.raises(NotAllowed):
        actions.remove_affiliation(session, found, actor=office.viewer)
    with pytest.raises(Stale):
        actions.remove_affiliation(session, found, actor=office.owner, version=found.version + 1)
    actions.remove_affiliation(session, found, actor=office.owner, version=found.version)
    assert queries.people_of(session, network.id) == []
    assert activity.history(session, "stakeholder", manee.id)[0].verb == "affiliation.removed"
    with pytest.raises(NotFound):
        queries.affiliation(session, manee.id, made.id)


def test_an_affiliation_is_found_only_beneath_its_own_ends(
    session: Session, office: Office, manee: Stakeholder, network: Stakeholder
) -> None:
    made = actions.affiliate(session, NewAffiliation(manee, network), actor=office.owner)
    stranger = factories.stakeholder(session)
    with pytest.raises(NotFound):
        queries.affiliation(session, stranger.id, made.id)


def test_somebody_erased_is_no_longer_among_the_people(
    session: Session, office: Office, manee: Stakeholder, network: Stakeholder
) -> None:
    actions.affiliate(session, NewAffiliation(manee, network), actor=office.owner)
    manee.status = StakeholderStatus.ERASED
    session.flush()
    assert queries.people_of(session, network.id) == []


def said(state: ConsentState, days_ago: int, purpose: ConsentPurpose = ConsentPurpose.NEWSLETTERS) -> Said:
    return Said(purpose, state, ConsentMethod.PAPER, "2026-05", clock.now() - timedelta(days=days_ago))


def test_the_newest_word_holds_and_earlier_ones_stay(
    session: Session, office: Office, manee: Stakeholder
) -> None:
    actions.record_consent(session, manee, said(ConsentState.WITHDRAWN, 2), actor=office.owner)
    actions.record_consent(session, manee, said(ConsentState.GIVEN, 30), actor=office.owner)
    session.expire_all()
    found = queries.shown(session, manee.id).consents
    assert len(found) == 2
    assert state_of(found, ConsentPurpose.NEWSLETTERS) == ConsentState.WITHDRAWN
    assert state_of(found, ConsentPurpose.SURVEYS) == ConsentState.NOT_ASKED
    entry = activity.history(session, "stakeholder", manee.id)[0]
    assert (entry.verb, entry.changes["state"]) == ("consent.recorded", [None, "given"])


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (lambda: said(ConsentState.NOT_ASKED, 1), "state"),
        (lambda: said(ConsentState.GIVEN, -1), "said_on"),
        (
            lambda: Said(
                ConsentPurpose.SURVEYS,
                ConsentState.GIVEN,
                ConsentMethod.PAPER,
                " ",
                datetime(2026, 1, 1, tzinfo=UTC),
            ),
            "text_version",
        ),
    ],
)
def test_a_consent_nobody_gave_is_refused(
    session: Session, office: Office, manee: Stakeholder, wrong: Callable[[], Said], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        actions.record_consent(session, manee, wrong(), actor=office.owner)
    assert refused.value.field == field


def test_those_who_agreed_are_found_by_purpose(session: Session, office: Office) -> None:
    listing = ConsentPurpose.PUBLIC_PARTNER_LISTING
    agreed, refused, changed, silent = (factories.stakeholder(session) for _ in range(4))
    for one, state, days in (
        (agreed, ConsentState.GIVEN, 3),
        (refused, ConsentState.REFUSED, 3),
        (changed, ConsentState.GIVEN, 9),
        (changed, ConsentState.WITHDRAWN, 1),
    ):
        actions.record_consent(session, one, said(state, days, listing), actor=office.owner)
    actions.record_consent(session, silent, said(ConsentState.GIVEN, 1), actor=office.owner)
    everyone = [one.id for one in (agreed, refused, changed, silent)]
    assert queries.with_consent(session, listing, everyone) == {agreed.id}
    assert queries.with_consent(session, listing, []) == set()
