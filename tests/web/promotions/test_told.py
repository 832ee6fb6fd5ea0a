"""What a promotion's page says of its time, its permit, its return, and when it lets anything be entered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.campaigns.words import Attribution, ReturnType
from planner.errors import Refusal
from planner.promotions import actions, redeeming
from planner.promotions.actions import Period
from planner.promotions.models import Promotion
from planner.promotions.redeeming import Redeemed
from tests import factories
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]
Page = Callable[..., str]


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """Of marketing, running, and expecting sales."""
    return factories.campaign(
        session,
        office.marketing,
        office.outsider,
        Kind.EXCHANGE,
        status=Status.ACTIVE,
        expected_return_type=ReturnType.SALES,
        expected_return_value=Decimal(1000),
        attribution_method=Attribution.PROMO_CODE,
    )


@pytest.fixture
def read(session: Session, office: Office, visit: Visit) -> Page:
    """The page of a promotion as its planner reads it."""

    def page(promotion: Promotion) -> str:
        session.commit()
        address = f"/promotions/{promotion.id}"
        session.rollback()
        return visit(office.outsider).get(address).text

    return page


@pytest.mark.parametrize(
    ("status", "days", "may_enter", "may_tap"),
    [
        (Status.ACTIVE, 0, True, True),
        (Status.PAUSED, 0, True, True),
        (Status.COMPLETED, 0, True, True),
        (Status.ACTIVE, 60, True, False),
        (Status.APPROVED, 0, False, False),
        (Status.DRAFT, 0, False, False),
    ],
)
def test_what_may_be_entered_is_offered(
    session: Session,
    campaign: Campaign,
    read: Page,
    status: Status,
    days: int,
    may_enter: bool,
    may_tap: bool,
) -> None:
    made = factories.promotion(session, campaign)
    made.starts_at, made.ends_at = (at - timedelta(days=days) for at in (made.starts_at, made.ends_at))
    campaign.status = status
    page = read(made)
    assert ("Several, a code, another day" in page) == may_enter
    assert ("Enter 5" in page) == may_tap
    assert ("Entering begins once the campaign is started." in page) == (
        status in {Status.APPROVED, Status.DRAFT}
    )


def test_clocks_other_than_the_readers_are_named(session: Session, campaign: Campaign, read: Page) -> None:
    here = factories.promotion(session, campaign)
    there = factories.promotion(session, campaign, timezone="Asia/Tokyo")
    assert "UTC+9" not in read(here)
    assert "Tokyo (UTC+9)" in read(there)


def test_a_permit_that_is_wanting_over_or_too_short_is_told(
    session: Session, campaign: Campaign, read: Page
) -> None:
    today = clock.today()
    made = factories.promotion(session, campaign, permit_needed=True)
    assert "needs a permit that is not there yet" in read(made)
    made.permit_ref = "A12"
    for days, said in ((-1, "was valid until"), (5, "and the promotion goes on longer"), (90, None)):
        made.permit_expires_on = today + timedelta(days=days)
        page = read(made)
        assert [one for one in ("was valid until", "and the promotion goes on longer") if one in page] == (
            [said] if said else []
        )


def test_the_return_stands_beside_what_was_expected_and_codes_prove_what_carries_one(
    session: Session, campaign: Campaign, read: Page
) -> None:
    made = factories.promotion(session, campaign, code="SALE", cost_per_unit_minor=1250)
    factories.redemption(session, made, code="SALE", value_minor=30_000)
    page = read(made)
    assert "Good: each one carries the code." in page
    assert "30 %" in page
    assert "Cost per redemption" in page
    factories.redemption(session, made, quantity=3, value_minor=10_000)
    elsewhere = factories.promotion(session, campaign, currency="JPY")
    factories.redemption(session, elsewhere, value_minor=700)
    page = read(made)
    assert "1 of 4 carry a code" in page
    assert "40 %" in page
    assert "Not counted: what came back in JPY." in page


def test_days_long_past_are_shown_where_none_came_lately(
    session: Session, campaign: Campaign, read: Page
) -> None:
    made = factories.promotion(session, campaign)
    made.starts_at -= timedelta(days=40)
    past = clock.now() - timedelta(days=30)
    factories.redemption(session, made, quantity=77, redeemed_at=past, redeemed_on=past.date())
    assert "By day" in read(made)


def test_what_ends_at_midnight_ends_with_its_day_whenever_it_begins() -> None:
    on = clock.today()
    for start, end in (("10:00", None), (None, "18:00"), (None, None), ("10:00", "18:00")):
        times: dict[str, Any] = {
            key: None if at is None else clock.now().replace(hour=int(at[:2]), minute=0, second=0).time()
            for key, at in (("start_time", start), ("end_time", end))
        }
        times = {key: at.replace(microsecond=0) if at else None for key, at in times.items()}
        period = Period(start_on=on, end_on=on, **times)
        starts_at, ends_at = period.instants()
        assert Period.of(Promotion(starts_at=starts_at, ends_at=ends_at, timezone=period.timezone)) == period


def test_the_clocks_stay_once_days_were_counted_by_them(
    session: Session, office: Office, campaign: Campaign
) -> None:
    made = factories.promotion(session, campaign)
    other: dict[str, Any] = {"start_on": clock.today(), "end_on": clock.today(), "timezone": "Asia/Tokyo"}
    campaign.start_on, campaign.end_on = clock.today(), clock.today() + timedelta(days=40)
    session.flush()
    actions.move(session, made.id, Period(**other), actor=office.outsider)
    session.commit()
    factories.redemption(session, made)
    with pytest.raises(Refusal, match="so they stay"):
        actions.move(session, made.id, Period(**{**other, "timezone": "Asia/Bangkok"}), actor=office.outsider)
    later = {**other, "end_on": clock.today() + timedelta(days=1)}
    assert actions.move(session, made.id, Period(**later), actor=office.outsider) is made


def test_an_entry_with_the_code_of_before_is_corrected(
    session: Session, office: Office, campaign: Campaign
) -> None:
    made = factories.promotion(session, campaign, code="SONGKRAN")
    one = factories.redemption(session, made, code="SONGKRAN")
    made.code = "SONGKRAN2"
    session.commit()
    said: dict[str, Any] = {"redeemed_at": one.redeemed_at, "code": "SONGKRAN"}
    redeeming.correct(session, one.id, Redeemed(**said, quantity=4), actor=office.outsider)
    assert one.quantity == 4
    session.commit()
    with pytest.raises(Refusal, match="no code of this promotion"):
        redeeming.correct(session, one.id, Redeemed(**{**said, "code": "OTHER"}), actor=office.outsider)
