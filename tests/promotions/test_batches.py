"""Codes made a batch at a time: each one once, looked up, taken back while nobody has used one."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind
from planner.activity.models import ActivityEntry
from planner.campaigns.lifecycle import Status
from planner.errors import NotAllowed, NotFound, Refusal
from planner.promotions import batches, codes, redeeming
from planner.promotions.batches import NewBatch, Verdict
from planner.promotions.models import Promotion, PromotionCode
from planner.promotions.redeeming import Redeemed
from tests import factories
from tests.factories import Office


@pytest.fixture
def promotion(session: Session, office: Office) -> Promotion:
    """Of a running campaign of marketing; everybody's code is FIZZ."""
    campaign = factories.campaign(
        session, office.marketing, office.outsider, Kind.EXCHANGE, status=Status.ACTIVE
    )
    made = factories.promotion(session, campaign, code="FIZZ")
    session.commit()
    return made


def kept(session: Session, promotion: Promotion, batch: int) -> list[str]:
    """The codes of a batch, as they were made."""
    return [code for code, _ in batches.rows(session, promotion.id, batch)]


def test_a_batch_has_as_many_codes_as_were_asked_for_all_sound_and_told_in_the_log(
    session: Session, office: Office, promotion: Promotion
) -> None:
    with pytest.raises(Refusal, match="letters A to Z"):
        batches.make(session, promotion.id, NewBatch(count=3, prefix="สงกรานต์"), actor=office.outsider)
    for number, (count, prefix) in enumerate([(3, "aut๒6"), (10_000, "")], 1):
        data = NewBatch(count=count, prefix=prefix)
        assert batches.make(session, promotion.id, data, actor=office.outsider) == number
    first, second = kept(session, promotion, 1), kept(session, promotion, 2)
    assert {one.partition("-")[0] for one in first} == {"AUT26"}
    assert (len(first), len(set(second))) == (3, 10_000)
    assert all(map(codes.is_sound, [*first, *second]))
    found = batches.listed(session, promotion.id)
    assert [(one.number, one.count, one.redeemed, one.made_by) for one in found] == [
        (2, 10_000, 0, office.outsider),
        (1, 3, 0, office.outsider),
    ]
    last = session.scalars(select(ActivityEntry).order_by(ActivityEntry.id.desc()).limit(1)).one()
    assert (last.verb, last.values["count"], last.actor_id) == (
        "promotion.codes_made",
        10_000,
        office.outsider.id,
    )


def test_a_code_that_is_there_already_is_drawn_again(
    session: Session, office: Office, promotion: Promotion, monkeypatch: pytest.MonkeyPatch
) -> None:
    # one character and its check: there are thirty of them, and most of what is drawn is there already
    monkeypatch.setattr(codes, "RANDOM", 1)
    for _ in range(2):
        batches.make(session, promotion.id, NewBatch(count=15), actor=office.outsider)
    assert len({*kept(session, promotion, 1), *kept(session, promotion, 2)}) == codes.SIZE


@pytest.mark.parametrize("count", [0, 10_001])
def test_nobody_makes_none_or_too_many(
    session: Session, office: Office, promotion: Promotion, count: int
) -> None:
    with pytest.raises(Refusal) as refused:
        batches.make(session, promotion.id, NewBatch(count=count), actor=office.outsider)
    assert refused.value.field == "count"
    assert session.scalar(select(func.count()).select_from(PromotionCode)) == 0


def test_only_who_may_change_the_promotion_makes_or_takes_out_its_codes(
    session: Session, office: Office, promotion: Promotion
) -> None:
    batches.make(session, promotion.id, NewBatch(count=2), actor=office.outsider)
    with pytest.raises(NotAllowed):
        batches.make(session, promotion.id, NewBatch(count=2), actor=office.mate)
    with pytest.raises(NotAllowed):
        batches.to_take_out(session, promotion.id, 1, actor=office.mate)
    with pytest.raises(NotFound):
        batches.to_take_out(session, promotion.id, 2, actor=office.outsider)


def test_a_code_is_looked_up_as_somebody_shows_it_and_its_batch_stays_once_one_is_used(
    session: Session, office: Office, promotion: Promotion
) -> None:
    batches.make(session, promotion.id, NewBatch(count=2, prefix="SUN"), actor=office.outsider)
    used, unused = kept(session, promotion, 1)
    redeeming.enter(
        session,
        promotion.id,
        Redeemed(redeemed_at=clock.now(), code=used, place="Siam"),
        actor=office.outsider,
    )
    slip = next(one for one in codes.ALPHABET if one != unused[-1])
    for typed, verdict in (
        (f" {unused.lower()} ", Verdict.GOOD),
        (used, Verdict.REDEEMED),
        (codes.new(), Verdict.UNKNOWN),
        (unused[:-1] + slip, Verdict.MISTYPED),
        ("fizz", Verdict.SHARED),
    ):
        found = batches.looked_up(session, promotion, typed)
        assert found.verdict == verdict, typed
        assert [one.place for one in found.redemptions] == (["Siam"] if verdict == Verdict.REDEEMED else [])
    assert list(batches.rows(session, promotion.id, 1)) == [(used, True), (unused, False)]
    with pytest.raises(Refusal, match="have been redeemed"):
        batches.remove(session, promotion.id, 1, actor=office.outsider)
    batches.make(session, promotion.id, NewBatch(count=4), actor=office.outsider)
    batches.remove(session, promotion.id, 2, actor=office.outsider)
    assert [(one.number, one.redeemed) for one in batches.listed(session, promotion.id)] == [(1, 1)]
