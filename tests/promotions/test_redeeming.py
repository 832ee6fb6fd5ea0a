"""What was redeemed: counted as it is, never beyond the quota, corrected, taken out and undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts import queries as people
from planner.accounts.models import Kind, Role, User
from planner.activity.models import ActivityEntry
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.custody import undoing
from planner.errors import NotAllowed, NotFound, Refusal, Stale
from planner.plans import kind_change
from planner.promotions import actions, codes, redeeming, standing, tallies
from planner.promotions.actions import Limits, NewPromotion, Period
from planner.promotions.models import CodeUse, Promotion, PromotionCode, Redemption, RedemptionTally
from planner.promotions.redeeming import Redeemed
from planner.promotions.words import Mechanic, SalesChannel
from tests import factories
from tests.factories import Office


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """Of marketing, and running."""
    made = factories.campaign(session, office.marketing, office.outsider, Kind.EXCHANGE, status=Status.ACTIVE)
    session.commit()
    return made


def _limits(quota: int | None, currency: str = "THB") -> Limits:
    return Limits(
        quota_total=quota,
        quota_per_person=None,
        target_quantity=None,
        currency=currency,
        cost_per_unit_minor=None,
    )


def _now(**values: object) -> Redeemed:
    return Redeemed(**{"redeemed_at": clock.now(), **values})  # type: ignore[arg-type]


def _new(campaign_id: int) -> NewPromotion:
    today = clock.today()
    return NewPromotion(
        campaign_id=campaign_id,
        mechanic=Mechanic.SAMPLE,
        period=Period(start_on=today, end_on=today),
        name_en="Samples",
    )


def recount(rows: Sequence[Redemption]) -> dict[tuple[object, str, str], tuple[int, int, int, int]]:
    """The counts as somebody with a pencil would make them."""
    found: dict[tuple[object, str, str], tuple[int, int, int, int]] = {}
    for one in rows:
        key = one.redeemed_on, one.channel.value if one.channel else "", one.place or ""
        entries, quantity, value, valued = found.get(key, (0, 0, 0, 0))
        found[key] = (
            entries + 1,
            quantity + one.quantity,
            value + (one.value_minor or 0),
            valued + (one.value_minor is not None),
        )
    return found


def expect_counted(session: Session, promotion_id: int) -> None:
    """What is kept is what a recount of the rows finds, also of the codes."""
    rows = session.scalars(
        select(Redemption).where(Redemption.promotion_id == promotion_id).order_by(Redemption.id)
    ).all()
    kept = session.execute(
        select(
            RedemptionTally.redeemed_on,
            RedemptionTally.channel,
            RedemptionTally.place,
            RedemptionTally.entries,
            RedemptionTally.quantity,
            RedemptionTally.value_minor,
            RedemptionTally.valued,
        )
        .where(RedemptionTally.promotion_id == promotion_id)
        .order_by(RedemptionTally.redeemed_on)
    ).all()
    assert {tuple(row[:3]): tuple(row[3:]) for row in kept} == recount(rows)
    used: dict[str, int] = {}
    for one in rows:
        if one.code:
            used[one.code] = used.get(one.code, 0) + one.quantity
    uses = session.execute(
        select(CodeUse.code, CodeUse.quantity)
        .where(CodeUse.promotion_id == promotion_id)
        .order_by(CodeUse.code)
    ).all()
    assert {code: int(quantity) for code, quantity in uses} == used
    assert tallies.of_one(session, promotion_id).quantity == sum(one.quantity for one in rows)


def undo_last(session: Session, who: User) -> None:
    """Take back the newest act there is; not found where there is none."""
    newest = session.scalar(select(func.max(ActivityEntry.id)))
    if newest is None:
        raise NotFound
    undoing.undo(session, newest, actor=who)


DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["enter", "enter", "enter", "correct", "remove", "undo"]),
        st.integers(1, 6),
        st.one_of(st.none(), st.integers(0, 10_000)),
        st.sampled_from([None, *SalesChannel]),
        st.sampled_from([None, "Siam", "Chiang Mai", "หาดใหญ่"]),
        st.integers(0, 30),
        st.sampled_from([None, "FIZZ"]),
    ),
    max_size=10,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS, quota=st.integers(1, 25))
def test_the_counts_are_those_of_the_rows_and_the_quota_holds_whatever_is_done(
    session: Session, office: Office, campaign: Campaign, deeds: list[tuple[Any, ...]], quota: int
) -> None:
    session.rollback()
    promotion = factories.promotion(session, campaign, quota_total=quota, code="FIZZ")
    key, starts_at, who_id = promotion.id, promotion.starts_at, office.outsider.id
    session.commit()
    for deed, quantity, value, channel, place, hours, code in deeds:
        who = people.person(session, who_id)
        data = Redeemed(
            redeemed_at=max(clock.now() - timedelta(hours=hours), starts_at),
            quantity=quantity,
            value_minor=value,
            channel=channel,
            place=place,
            code=code,
        )
        last = session.scalar(select(func.max(Redemption.id)).where(Redemption.promotion_id == key))
        before = tallies.of_one(session, key).quantity
        try:
            if deed == "enter":
                redeeming.enter(session, key, data, actor=who)
            elif deed == "correct" and last:
                redeeming.correct(session, last, data, actor=who)
            elif deed == "remove" and last:
                redeeming.remove(session, last, actor=who)
            elif deed == "undo":
                undo_last(session, who)
            session.commit()
        except (Refusal, NotFound):
            session.rollback()
            assert tallies.of_one(session, key).quantity == before
        expect_counted(session, key)
        assert tallies.of_one(session, key).quantity <= quota


def test_at_the_edge_of_the_quota_what_is_left_is_said(
    session: Session, office: Office, campaign: Campaign
) -> None:
    key = factories.promotion(session, campaign, quota_total=10).id
    first = redeeming.enter(session, key, _now(quantity=8), actor=office.outsider)
    with pytest.raises(Refusal) as refused:
        redeeming.enter(session, key, _now(quantity=3), actor=office.outsider)
    assert (refused.value.field, refused.value.values) == ("quantity", {"left": 2})
    redeeming.correct(session, first.id, _now(quantity=10), actor=office.outsider)
    with pytest.raises(Refusal, match="used up"):
        redeeming.enter(session, key, _now(), actor=office.outsider)
    redeeming.correct(session, first.id, _now(quantity=1), actor=office.outsider, version=first.version)
    redeeming.enter(session, key, _now(quantity=9), actor=office.outsider)


def test_to_take_back_a_removal_never_oversells(session: Session, office: Office, campaign: Campaign) -> None:
    key = factories.promotion(session, campaign, quota_total=5).id
    gone = redeeming.enter(session, key, _now(quantity=4), actor=office.outsider)
    session.commit()
    redeeming.remove(session, gone.id, actor=office.outsider)
    session.commit()
    removal = session.scalars(select(func.max(ActivityEntry.id))).one()
    redeeming.enter(session, key, _now(quantity=3), actor=office.outsider)
    session.commit()
    with pytest.raises(Refusal, match="more would be redeemed"):
        undoing.undo(session, removal, actor=office.outsider)
    session.rollback()
    expect_counted(session, key)
    assert tallies.of_one(session, key).quantity == 3


def test_the_quota_is_not_lowered_beneath_what_is_redeemed(
    session: Session, office: Office, campaign: Campaign
) -> None:
    promotion = factories.promotion(session, campaign, quota_total=10)
    redeeming.enter(session, promotion.id, _now(quantity=7), actor=office.outsider)
    with pytest.raises(Refusal) as refused:
        actions.revise(session, promotion.id, _limits(6), actor=office.outsider)
    assert refused.value.field == "quota_total"
    session.rollback()


def test_the_quota_may_be_what_is_redeemed_and_the_promotion_is_then_sold_out(
    session: Session, office: Office, campaign: Campaign
) -> None:
    promotion = factories.promotion(session, campaign, quota_total=10)
    redeeming.enter(session, promotion.id, _now(quantity=7), actor=office.outsider)
    actions.revise(session, promotion.id, _limits(7), actor=office.outsider)
    quantity = tallies.of_one(session, promotion.id).quantity
    assert standing.status(promotion, Status.ACTIVE, quantity, clock.now()) == "sold_out"


def test_nothing_is_redeemed_outside_the_period_nor_after_it_was_withdrawn(
    session: Session, office: Office, campaign: Campaign
) -> None:
    promotion = factories.promotion(session, campaign)
    for at, said in (
        (promotion.starts_at - timedelta(minutes=1), "had not begun"),
        (clock.now() + timedelta(hours=1), "has not come"),
    ):
        with pytest.raises(Refusal, match=said):
            redeeming.enter(session, promotion.id, _now(redeemed_at=at), actor=office.outsider)
    actions.withdraw(session, promotion.id, actor=office.outsider, reason="The price was wrong")
    with pytest.raises(Refusal, match="withdrawn before"):
        redeeming.enter(session, promotion.id, _now(), actor=office.outsider)
    redeeming.enter(session, promotion.id, _now(redeemed_at=promotion.starts_at), actor=office.outsider)


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW, Status.APPROVED, Status.CANCELLED])
def test_nothing_is_redeemed_before_the_campaign_runs(
    session: Session, office: Office, campaign: Campaign, status: Status
) -> None:
    promotion = factories.promotion(session, campaign)
    campaign.status = status
    session.flush()
    with pytest.raises(Refusal):
        redeeming.enter(session, promotion.id, _now(), actor=office.outsider)


def test_a_code_of_a_batch_is_good_once_and_a_slip_is_told_from_a_stranger(
    session: Session, office: Office, campaign: Campaign
) -> None:
    promotion = factories.promotion(session, campaign, code="FIZZ")
    known, unknown = codes.new(), codes.new()
    session.add(PromotionCode(promotion_id=promotion.id, batch=1, code=known, made_at=clock.now()))
    session.flush()
    slip = known[:-1] + next(one for one in codes.ALPHABET if one != known[-1])
    first = redeeming.enter(session, promotion.id, _now(code=known.lower()), actor=office.outsider)
    assert first.code == known
    for code, said in ((known, "already"), (unknown, "no code of this"), (slip, "mistyped")):
        with pytest.raises(Refusal, match=said):
            redeeming.enter(session, promotion.id, _now(code=code), actor=office.outsider)
    redeeming.correct(session, first.id, _now(code=known, note="At the door"), actor=office.outsider)
    redeeming.remove(session, first.id, actor=office.outsider)
    redeeming.enter(session, promotion.id, _now(code=known), actor=office.outsider)
    redeeming.enter(session, promotion.id, _now(code="fizz", quantity=3), actor=office.outsider)
    expect_counted(session, promotion.id)


def test_who_may_enter_and_correct(session: Session, office: Office, campaign: Campaign) -> None:
    promotion = factories.promotion(session, campaign)
    with pytest.raises(NotAllowed):
        redeeming.enter(session, promotion.id, _now(), actor=office.mate)
    made = redeeming.enter(session, promotion.id, _now(), actor=office.administrator)
    with pytest.raises(NotAllowed):
        redeeming.remove(session, made.id, actor=office.mate)
    campaign.confidentiality = "team"  # type: ignore[assignment]
    session.flush()
    with pytest.raises(NotFound):
        redeeming.correct(session, made.id, _now(), actor=office.mate)
    with pytest.raises(Stale):
        redeeming.correct(session, made.id, _now(), actor=office.outsider, version=made.version + 1)


def test_the_day_is_the_one_on_the_clocks_of_the_promotion(
    session: Session, office: Office, campaign: Campaign
) -> None:
    starts_at = datetime(2026, 3, 1, tzinfo=UTC)
    promotion = factories.promotion(
        session,
        campaign,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(days=60),
        timezone="Asia/Bangkok",
    )
    late = datetime(2026, 3, 10, 17, 30, tzinfo=UTC)
    made = redeeming.enter(session, promotion.id, _now(redeemed_at=late), actor=office.outsider)
    assert made.redeemed_on.isoformat() == "2026-03-11"


def test_a_currency_stays_once_values_stand_in_it(
    session: Session, office: Office, campaign: Campaign
) -> None:
    promotion = factories.promotion(session, campaign)
    actions.revise(session, promotion.id, _limits(None, "USD"), actor=office.outsider)
    redeeming.enter(session, promotion.id, _now(value_minor=1), actor=office.outsider)
    with pytest.raises(Refusal) as refused:
        actions.revise(session, promotion.id, _limits(None), actor=office.outsider)
    assert refused.value.field == "currency"


def test_what_nobody_used_is_deleted_and_comes_back(
    session: Session, office: Office, campaign: Campaign
) -> None:
    promotion = factories.promotion(session, campaign)
    key = promotion.id
    made = redeeming.enter(session, key, _now(), actor=office.outsider)
    with pytest.raises(Refusal, match="Withdraw it instead"):
        actions.remove(session, key, actor=office.outsider)
    redeeming.remove(session, made.id, actor=office.outsider)
    session.commit()
    actions.remove(session, key, actor=office.outsider)
    session.commit()
    assert session.get(Promotion, key) is None
    undo_last(session, office.outsider)
    assert session.get_one(Promotion, key).name_en == "Coupon"


def test_a_campaign_with_promotions_keeps_its_kind_and_one_that_was_deleted_stays_so(
    session: Session, office: Office, campaign: Campaign
) -> None:
    campaign.status = Status.DRAFT
    promotion = factories.promotion(session, campaign)
    factories.member(session, office.outsider, office.corporate, Role.PLANNER)
    session.commit()
    actor = people.person(session, office.outsider.id)
    with pytest.raises(Refusal, match="Delete them first"):
        kind_change.change_kind(session, campaign.id, office.corporate.id, actor=actor)
    actions.remove(session, promotion.id, actor=actor)
    session.commit()
    removal = session.scalars(select(func.max(ActivityEntry.id))).one()
    kind_change.change_kind(session, campaign.id, office.corporate.id, actor=actor)
    session.commit()
    with pytest.raises(Refusal, match="expects nothing back"):
        undoing.undo(session, removal, actor=actor)
    session.rollback()
    with pytest.raises(Refusal, match="expects nothing back"):
        actions.plan(session, _new(campaign.id), actor=people.person(session, office.outsider.id))
