"""A campaign as part of another."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy.orm import Session

from planner.campaigns import actions, queries
from planner.campaigns.actions import Revision
from planner.campaigns.kinds import Section
from planner.campaigns.models import Campaign
from planner.errors import Refusal
from tests import factories
from tests.factories import Office


def put(session: Session, office: Office, child: Campaign, parent_id: int | None) -> Campaign:
    return actions.revise(
        session, child.id, Revision(Section.ABOUT, {"parent_id": parent_id}), actor=office.owner
    )


def chain(session: Session, office: Office, length: int) -> list[Campaign]:
    """So many campaigns, each part of the one before it."""
    made: list[Campaign] = []
    for _ in range(length):
        made.append(
            factories.campaign(
                session,
                office.corporate,
                office.owner,
                parent_id=made[-1].id if made else None,
            )
        )
    return made


def test_campaigns_nest_three_deep(session: Session, office: Office) -> None:
    deepest = chain(session, office, 3)[-1]
    one_more = factories.campaign(session, office.corporate, office.owner)
    with pytest.raises(Refusal) as refusal:
        put(session, office, one_more, deepest.id)
    assert refusal.value.field == "parent"


def test_a_campaign_with_parts_of_its_own_counts_with_them(session: Session, office: Office) -> None:
    middle = chain(session, office, 2)[-1]
    top, _ = chain(session, office, 2)
    with pytest.raises(Refusal):
        put(session, office, top, middle.id)


def test_two_levels_join_one(session: Session, office: Office) -> None:
    upper = factories.campaign(session, office.corporate, office.owner)
    top, _ = chain(session, office, 2)
    assert put(session, office, top, upper.id).parent_id == upper.id


@pytest.mark.parametrize("target", [0, 1, 2])
def test_a_campaign_is_never_part_of_itself_or_of_its_parts(
    session: Session, office: Office, target: int
) -> None:
    family = chain(session, office, 3)
    with pytest.raises(Refusal) as refusal:
        put(session, office, family[0], family[target].id)
    assert refusal.value.field == "parent"


def test_a_parent_that_does_not_exist_is_refused(session: Session, office: Office) -> None:
    child = factories.campaign(session, office.corporate, office.owner)
    with pytest.raises(Refusal) as refusal:
        put(session, office, child, 9_999)
    assert refusal.value.field == "parent"


def test_parent_and_part_are_for_the_same_eyes(session: Session, office: Office) -> None:
    child = factories.campaign(session, office.corporate, office.owner)
    for_team = factories.campaign(session, office.corporate, office.owner, confidentiality="team")
    with pytest.raises(Refusal) as refusal:
        put(session, office, child, for_team.id)
    assert refusal.value.field == "parent"


def test_what_only_a_team_sees_is_not_part_of_another_teams(session: Session, office: Office) -> None:
    child = factories.campaign(session, office.corporate, office.owner, confidentiality="team")
    with pytest.raises(Refusal):
        put(session, office, child, office.noise.id)


def test_who_sees_a_campaign_does_not_change_past_its_parts(session: Session, office: Office) -> None:
    top, _ = chain(session, office, 2)
    with pytest.raises(Refusal) as refusal:
        actions.revise(
            session, top.id, Revision(Section.ABOUT, {"confidentiality": "team"}), actor=office.owner
        )
    assert refusal.value.field == "confidentiality"


def test_where_a_campaign_was_copied_from_is_told_to_those_who_see_that_one(
    session: Session, office: Office
) -> None:
    first = factories.campaign(session, office.corporate, office.owner, start_on=date(2026, 1, 1))
    second = factories.campaign(session, office.corporate, office.owner, cloned_from_id=first.id)
    third = factories.campaign(session, office.corporate, office.owner, cloned_from_id=second.id)
    session.flush()
    assert queries.copies_about(session, second, actor=office.outsider) == (first, [third])
    assert queries.copies_about(session, first, actor=office.outsider) == (None, [second])
    first.confidentiality = third.confidentiality = "team"  # type: ignore[assignment] # the column takes the key
    session.flush()
    assert queries.copies_about(session, second, actor=office.outsider) == (None, [])
    assert queries.copies_about(session, second, actor=office.mate) == (first, [third])


def test_parent_and_parts_are_told_to_those_who_see_them(session: Session, office: Office) -> None:
    top, part = chain(session, office, 2)
    assert queries.parts_of(session, top, actor=office.outsider) == [part]
    assert queries.parent_of(session, part, actor=office.outsider) == top
    for one in (top, part):
        one.confidentiality = "team"  # type: ignore[assignment] # the column takes the key
    session.flush()
    assert queries.parts_of(session, top, actor=office.outsider) == []
    assert queries.parent_of(session, part, actor=office.outsider) is None
