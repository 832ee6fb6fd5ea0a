"""Taking a whole list of redemptions back and in again: what was changed since is not taken away unseen."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts import queries as people
from planner.accounts.models import Kind, User
from planner.activity import images
from planner.campaigns.lifecycle import Status
from planner.custody import redeemed, standing, undoing
from planner.errors import NotAllowed, Refusal
from planner.promotions import listed, redeeming
from planner.promotions.listed import Fate, Listed
from planner.promotions.models import Promotion, Redemption
from planner.promotions.redeeming import Redeemed
from tests import factories
from tests.factories import Office
from tests.promotions.test_redeeming import expect_counted

ROWS = 5


@pytest.fixture
def promotion(session: Session, office: Office) -> Promotion:
    """With a quota of twenty."""
    campaign = factories.campaign(
        session, office.marketing, office.outsider, Kind.EXCHANGE, status=Status.ACTIVE
    )
    made = factories.promotion(session, campaign, quota_total=20)
    session.commit()
    return made


@pytest.fixture
def entry_id(session: Session, office: Office, promotion: Promotion) -> int:
    """The entry of a list of five that was taken in."""
    at = clock.now() - timedelta(hours=1)
    rows = [Listed(line=line, redeemed_at=at, reference=f"B{line}", quantity=2) for line in range(ROWS)]
    seen = Counter({Fate.NEW: ROWS})
    entry = listed.take_in(session, promotion.id, rows, seen=seen, actor=office.outsider)
    session.commit()
    return entry.id


def actor(session: Session, office: Office) -> User:
    """Whoever brought it."""
    return people.person(session, office.outsider.id)


def rows(session: Session) -> list[dict[str, object]]:
    """What is written, but for what saving adds."""
    wanted = select(listed.TABLE).order_by(listed.TABLE.c.id)
    return [
        {key: value for key, value in row.items() if key not in images.DERIVED}
        for row in session.execute(wanted).mappings()
    ]


def test_back_and_in_again_and_back_each_time_row_for_row(
    session: Session, office: Office, promotion: Promotion, entry_id: int
) -> None:
    there = rows(session)
    for expected in ([], there, []):
        entry = undoing.undo(session, entry_id, actor=actor(session, office))
        session.commit()
        entry_id = entry.id
        assert rows(session) == expected
        expect_counted(session, promotion.id)
    with pytest.raises(Refusal) as no:
        undoing.undo(session, entry.undoes_id or 0, actor=actor(session, office))
    assert no.value.message == undoing.DONE_ALREADY


def test_a_row_that_was_corrected_since_stays_and_so_do_the_others(
    session: Session, office: Office, promotion: Promotion, entry_id: int
) -> None:
    one = session.scalars(select(Redemption).order_by(Redemption.id)).first()
    assert one is not None
    key, at = one.id, one.redeemed_at
    redeeming.correct(session, key, Redeemed(redeemed_at=at, quantity=1), actor=actor(session, office))
    session.commit()
    with pytest.raises(standing.ChangedSince):
        undoing.undo(session, entry_id, actor=actor(session, office))
    session.rollback()
    assert len(rows(session)) == ROWS
    redeeming.correct(session, key, Redeemed(redeemed_at=at, quantity=2), actor=actor(session, office))
    session.commit()
    undoing.undo(session, entry_id, actor=actor(session, office))
    session.commit()
    assert rows(session) == []


def test_where_a_row_was_taken_out_since_nothing_is_taken_back(
    session: Session, office: Office, promotion: Promotion, entry_id: int
) -> None:
    redeeming.remove(session, rows(session)[0]["id"], actor=actor(session, office))  # type: ignore[arg-type]
    session.commit()
    with pytest.raises(Refusal) as no:
        undoing.undo(session, entry_id, actor=actor(session, office))
    assert no.value.message == standing.GONE
    session.rollback()
    assert len(rows(session)) == ROWS - 1
    expect_counted(session, promotion.id)


def test_a_list_does_not_come_back_beyond_the_quota_or_by_a_stranger(
    session: Session, office: Office, promotion: Promotion, entry_id: int
) -> None:
    with pytest.raises(NotAllowed):
        undoing.undo(session, entry_id, actor=people.person(session, office.owner.id))
    session.rollback()
    back = undoing.undo(session, entry_id, actor=actor(session, office)).id
    session.commit()
    at = clock.now() - timedelta(hours=1)
    more = Redeemed(redeemed_at=at, quantity=15)
    redeeming.enter(session, promotion.id, more, actor=actor(session, office))
    session.commit()
    with pytest.raises(Refusal) as no:
        undoing.undo(session, back, actor=actor(session, office))
    assert no.value.message == redeemed.OVERSOLD
    session.rollback()
    expect_counted(session, promotion.id)
