"""The pages of promotions: planned, entered in two taps, corrected, withdrawn; nothing of it on a communal campaign."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import Kind
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.promotions.models import Promotion, Redemption
from tests import factories
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """Of marketing, and running."""
    made = factories.campaign(session, office.marketing, office.outsider, Kind.EXCHANGE, status=Status.ACTIVE)
    session.commit()
    return made


@pytest.fixture
def promotion(session: Session, campaign: Campaign) -> Promotion:
    """Ten of it."""
    made = factories.promotion(session, campaign, quota_total=10)
    session.commit()
    return made


def test_a_planner_adds_a_promotion_and_fills_it_in_section_by_section(
    session: Session, office: Office, campaign: Campaign, visit: Visit
) -> None:
    visitor = visit(office.outsider)
    page = visitor.get(f"/campaigns/{campaign.id}/promotions/new")
    made = visitor.fill(page, name_th="แจกตัวอย่าง", mechanic="sample").location
    promotion = session.scalars(select(Promotion).order_by(Promotion.id)).one()
    assert made == f"/promotions/{promotion.id}"
    session.rollback()
    limits = visitor.get(f"{made}/edit/limits")
    refused = visitor.fill(limits, quota_total="๑๐๐", cost_per_unit="25.555", status=422)
    assert 'value="๑๐๐"' in refused.html
    visitor.fill(refused, cost_per_unit="25.50")
    session.expire_all()
    assert (promotion.quota_total, promotion.cost_per_unit_minor) == (100, 2550)


def test_a_year_off_the_campaign_is_told_beside_the_day_and_the_rest_is_kept(
    office: Office, campaign: Campaign, visit: Visit
) -> None:
    visitor = visit(office.outsider)
    page = visitor.get(f"/campaigns/{campaign.id}/promotions/new")
    refused = visitor.fill(
        page, name_en="Late", mechanic="sample", start_on="1/1/2599", end_on="2/1/2599", status=422
    )
    assert "does not touch the dates of its campaign" in refused.text
    assert 'value="Late"' in refused.html


def test_one_is_entered_by_opening_the_page_and_one_more_tap_where_the_last_one_was(
    session: Session, office: Office, promotion: Promotion, visit: Visit
) -> None:
    visitor = visit(office.outsider)
    address = f"/promotions/{promotion.id}"
    page = visitor.get(address)
    first = visitor.fill(page, f"{address}/redemptions/new", quantity="2", place="Siam", channel="shop")
    assert first.location == address
    again = visitor.get(address)
    assert 'value="Siam"' in again.html
    visitor.fill(again, f"{address}/redemptions/new", quantity="1")
    found = session.scalars(select(Redemption).order_by(Redemption.id)).all()
    assert [(one.quantity, one.place, one.channel) for one in found] == [
        (2, "Siam", "shop"),
        (1, "Siam", "shop"),
    ]
    assert "7" in visitor.get(address).text


def test_beyond_the_quota_it_says_what_is_left_and_keeps_what_was_typed(
    session: Session, office: Office, promotion: Promotion, visit: Visit
) -> None:
    visitor = visit(office.outsider)
    page = visitor.get(f"/promotions/{promotion.id}/redemptions/new")
    refused = visitor.fill(page, quantity="11", place="หาดใหญ่", status=422)
    assert "Only 10 are left" in refused.text
    assert "หาดใหญ่" in refused.html
    assert session.scalars(select(Redemption.id).order_by(Redemption.id)).all() == []


def test_an_entry_is_corrected_and_taken_out(
    session: Session, office: Office, promotion: Promotion, visit: Visit
) -> None:
    made = factories.redemption(session, promotion, quantity=4)
    session.commit()
    visitor = visit(office.outsider)
    page = visitor.get(f"/redemptions/{made.id}/edit")
    visitor.fill(page, f"/redemptions/{made.id}/edit", quantity="3", value="1,250.50")
    session.expire_all()
    assert (made.quantity, made.value_minor) == (3, 125050)
    key, address = made.id, f"/promotions/{promotion.id}/redemptions"
    session.rollback()
    assert "1,250.50" in visitor.get(address).text
    visitor.press(f"/redemptions/{key}/edit", "/remove")
    session.expire_all()
    assert session.get(Redemption, key) is None


def test_whoever_may_not_plan_there_reads_and_enters_nothing(
    session: Session, office: Office, promotion: Promotion, visit: Visit
) -> None:
    visitor = visit(office.mate)
    assert "redemptions/new" not in visitor.get(f"/promotions/{promotion.id}").text
    visitor.get(f"/promotions/{promotion.id}/redemptions/new", status=403)
    promotion.campaign_id = office.noise.id
    session.commit()
    for path in ("", "/redemptions", "/edit/offer", "/move"):
        visitor.get(f"/promotions/{promotion.id}{path}", status=404)


def test_a_communal_campaign_has_no_place_for_promotions(
    session: Session, office: Office, visit: Visit
) -> None:
    giving = factories.campaign(session, office.corporate, office.owner)
    session.commit()
    visitor = visit(office.owner)
    page = visitor.get(f"/campaigns/{giving.id}")
    assert 'id="promotions"' not in page.html
    assert "/promotions/new" not in page.html
    visitor.get(f"/campaigns/{giving.id}/promotions/new", status=422)
    assert session.scalars(select(Promotion.id).order_by(Promotion.id)).all() == []


def test_withdrawing_asks_why_and_can_be_taken_back(
    session: Session, office: Office, promotion: Promotion, visit: Visit
) -> None:
    visitor = visit(office.outsider)
    address = f"/promotions/{promotion.id}"
    visitor.press(address, "/withdraw", comment="")
    assert "Say why it is withdrawn" in visitor.get(address).text
    visitor.press(address, "/withdraw", comment="The price was wrong")
    assert "The price was wrong" in visitor.get(address).text
    visitor.press(address, "/restore")
    assert "The price was wrong" not in visitor.get(address).text.split("History")[0]
