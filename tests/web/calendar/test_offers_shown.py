"""Promotions on the pages of the calendar: bars and lists that say where each stands, and no dearer pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from planner.accounts.models import Kind
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.campaigns.words import Confidentiality
from planner.promotions.models import Promotion
from tests import factories
from tests.counting import statements
from tests.factories import Office
from tests.pages import Visitor, words

Visit = Callable[..., Visitor]
VIEWS = ["month", "week", "agenda", "year"]


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """An exchange campaign for its team alone, in a November long past."""
    return factories.campaign(
        session,
        office.marketing,
        office.outsider,
        Kind.EXCHANGE,
        status=Status.ACTIVE,
        confidentiality=Confidentiality.TEAM,
        start_on=date(2020, 11, 1),
        end_on=date(2020, 11, 30),
    )


@pytest.fixture
def promotion(session: Session, campaign: Campaign) -> Promotion:
    """A coupon of that November."""
    made = factories.promotion(
        session,
        campaign,
        name_en="Half the price",
        starts_at=datetime(2020, 11, 23, 17, tzinfo=UTC),
        ends_at=datetime(2020, 11, 26, 17, tzinfo=UTC),
    )
    session.commit()
    return made


@pytest.mark.parametrize("view", VIEWS)
def test_a_bar_that_leads_there_and_says_where_it_stands(
    visit: Visit, office: Office, promotion: Promotion, view: str
) -> None:
    page = visit(office.outsider).get(f"/calendar?view={view}&on=2020-11-24")
    links = [one for one in page.all("a") if one.get("href") == f"/promotions/{promotion.id}"]
    assert links
    assert all("is-offer" in one.get("class", "") and "is-ended" in one.get("class", "") for one in links)
    assert any("Half the price" in words(one) for one in links)
    assert "Ended" in page.text


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_of_it_for_those_who_may_not_see_its_campaign(
    visit: Visit, office: Office, promotion: Promotion, view: str
) -> None:
    page = visit(office.owner).get(f"/calendar?view={view}&on=2020-11-24")
    assert "Half the price" not in page.text
    assert f"/promotions/{promotion.id}" not in page.text


def test_filters_narrow_it(visit: Visit, office: Office, campaign: Campaign, promotion: Promotion) -> None:
    seen = visit(office.outsider)

    def is_shown(asked: str) -> bool:
        return "Half the price" in seen.get(f"/calendar?view=month&on=2020-11-24&{asked}").text

    assert is_shown(f"campaign={campaign.id}")
    assert is_shown("kind=exchange")
    assert not is_shown("kind=communal")
    assert not is_shown("type=launch")
    assert not is_shown("status=cancelled")


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("narrowed", ["", "&status=cancelled"])
def test_a_withdrawn_one_is_on_no_page(
    visit: Visit, session: Session, office: Office, promotion: Promotion, view: str, narrowed: str
) -> None:
    promotion.withdrawn_at = datetime(2020, 11, 20, tzinfo=UTC)
    session.commit()
    page = visit(office.outsider).get(f"/calendar?view={view}&on=2020-11-24{narrowed}")
    assert "Half the price" not in page.text


def test_a_month_asks_as_many_questions_with_promotions_as_without(
    visit: Visit, session: Session, office: Office, campaign: Campaign, promotion: Promotion
) -> None:
    seen = visit(office.outsider)
    seen.get("/calendar?view=month&on=2020-11-24")
    with statements(session) as with_them:
        seen.get("/calendar?view=month&on=2020-11-24")
    with statements(session) as without:
        seen.get("/calendar?view=month&on=2019-11-24")
    assert len(with_them) == len(without)
