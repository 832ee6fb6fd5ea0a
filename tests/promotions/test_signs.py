"""What looks wrong: codes used or tried again, and more within a minute than a shop enters. What is plain is silent."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.promotions import signs, tallies, tills
from planner.promotions.models import Promotion
from planner.promotions.signs import BURST, Burst, Signs
from planner.promotions.tills import Link
from planner.promotions.words import RedemptionSource, SalesChannel
from tests import factories
from tests.factories import Office


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """Of marketing, and running."""
    return factories.campaign(session, office.marketing, office.outsider, Kind.EXCHANGE, status=Status.ACTIVE)


@pytest.fixture
def promotion(session: Session, campaign: Campaign) -> Promotion:
    """With one code for everybody."""
    return factories.promotion(session, campaign, code="SONGKRAN")


def look(session: Session, promotion: Promotion) -> Signs:
    session.flush()
    quantity = tallies.of_one(session, promotion.id).quantity
    return signs.look(session, promotion, quantity, now=clock.now())


def entered(session: Session, promotion: Promotion, at: datetime, count: int, **values: Any) -> None:
    """So many, half a second apart."""
    for one in range(count):
        factories.redemption(session, promotion, redeemed_at=at + one * timedelta(milliseconds=500), **values)


def test_nobody_wonders_at_the_one_code_even_after_it_is_another(
    session: Session, promotion: Promotion
) -> None:
    for _ in range(3):
        factories.redemption(session, promotion, code="SONGKRAN")
    assert not look(session, promotion)
    promotion.code = "SONGKRAN2"
    assert not look(session, promotion)


def test_a_code_of_a_batch_that_counts_twice_is_told(session: Session, promotion: Promotion) -> None:
    one = factories.batch_code(session, promotion)
    for _ in range(2):
        factories.redemption(session, promotion, code=one.code)
    assert look(session, promotion).repeated_codes == [(one.code, 2)]


def test_a_burst_is_one_wherever_the_minute_begins_and_without_a_place_too(
    session: Session, promotion: Promotion
) -> None:
    # five seconds before a full minute
    at = (clock.now() - timedelta(hours=1)).replace(second=55, microsecond=0)
    entered(session, promotion, at, BURST, channel=SalesChannel.WEBSITE)
    entered(session, promotion, at, BURST - 1, place="Siam")
    assert look(session, promotion).bursts == [Burst(at, "", SalesChannel.WEBSITE, BURST)]


def test_rows_of_a_list_that_say_the_day_alone_are_no_burst(session: Session, promotion: Promotion) -> None:
    midnight = promotion.starts_at + timedelta(days=1)
    if clock.now() - midnight > timedelta(hours=24):
        midnight += timedelta(days=1)
    for _ in range(2 * BURST):
        factories.redemption(
            session, promotion, redeemed_at=midnight, place="Siam", source=RedemptionSource.LIST
        )
    assert look(session, promotion).bursts == []


def test_a_code_tried_again_at_a_till_is_told_with_its_place_and_another_refusal_is_not(
    session: Session, promotion: Promotion
) -> None:
    one = factories.batch_code(session, promotion)
    till = factories.till(session, promotion)
    factories.redemption(session, promotion, code=one.code)
    link = Link(till.id, till.link_version)
    for typed in (one.code, f" {one.code.lower()} ", "SONGKRAN", "NONSENSE", "", None):
        tills.note_refused(session, link, typed)
    assert look(session, promotion).tried_codes == [(one.code, "Siam", 2)]
