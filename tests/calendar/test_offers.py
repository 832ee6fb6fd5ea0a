"""Promotions among the bars of the calendar: for those who may see the campaign, narrowed as events are."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from planner.accounts.models import Kind, User
from planner.calendar.entries import bars
from planner.calendar.filters import Filters
from planner.calendar.offers import Offer, is_offered, running
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.campaigns.words import Confidentiality, PesoChannel, Strategy
from planner.events.words import EventStatus, EventType, Visibility
from planner.promotions.models import Promotion
from planner.promotions.words import PromotionStatus
from tests import factories
from tests.counting import statements
from tests.factories import Office

NOVEMBER = (date(2020, 11, 1), date(2020, 11, 30))
NOW = datetime(2020, 11, 10, 5, tzinfo=UTC)


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """An exchange campaign that runs."""
    return factories.campaign(
        session,
        office.marketing,
        office.outsider,
        Kind.EXCHANGE,
        status=Status.ACTIVE,
        confidentiality=Confidentiality.STAKEHOLDERS,
        start_on=date(2020, 11, 1),
        end_on=date(2020, 11, 30),
    )


def _midnight(on: date) -> datetime:
    """Of Bangkok."""
    return datetime(on.year, on.month, on.day, tzinfo=UTC) - timedelta(hours=7)


def _promotion(session: Session, of: Campaign, first_on: date, last_on: date, **values: object) -> int:
    made = factories.promotion(
        session,
        of,
        **{"starts_at": _midnight(first_on), "ends_at": _midnight(last_on + timedelta(days=1)), **values},
    )
    return int(made.id)


def _offers(session: Session, campaign: Campaign, actor: User, now: datetime = NOW) -> list[Offer]:
    found = running(session, *NOVEMBER, actor=actor, now=now).offers
    return [one for one in found if one.campaign_id == campaign.id]


def test_those_that_touch_the_days_of_their_own_clocks(
    session: Session, office: Office, campaign: Campaign
) -> None:
    _promotion(session, campaign, date(2020, 10, 1), date(2020, 10, 31))
    touching = _promotion(session, campaign, date(2020, 10, 1), date(2020, 11, 1))
    inside = _promotion(session, campaign, date(2020, 11, 12), date(2020, 11, 12))
    last = _promotion(session, campaign, date(2020, 11, 30), date(2020, 12, 31))
    _promotion(session, campaign, date(2020, 12, 1), date(2020, 12, 31))
    found = _offers(session, campaign, office.outsider)
    assert [(one.promotion_id, one.start_on, one.end_on) for one in found] == [
        (touching, date(2020, 10, 1), date(2020, 11, 1)),
        (inside, date(2020, 11, 12), date(2020, 11, 12)),
        (last, date(2020, 11, 30), date(2020, 12, 31)),
    ]


def test_nobody_sees_those_of_a_campaign_they_may_not_see(
    session: Session, office: Office, campaign: Campaign
) -> None:
    _promotion(session, campaign, date(2020, 11, 12), date(2020, 11, 14))
    assert _offers(session, campaign, office.owner)
    campaign.confidentiality = Confidentiality.TEAM
    session.flush()
    assert not _offers(session, campaign, office.owner)
    assert _offers(session, campaign, office.outsider)


def test_where_each_stands(session: Session, office: Office, campaign: Campaign) -> None:
    days = (date(2020, 11, 8), date(2020, 11, 20))
    sold = _promotion(session, campaign, *days, quota_total=2)
    factories.redemption(session, session.get_one(Promotion, sold), quantity=2)
    wanted = {
        _promotion(session, campaign, *days): PromotionStatus.LIVE,
        sold: PromotionStatus.SOLD_OUT,
        _promotion(session, campaign, date(2020, 11, 2), date(2020, 11, 9)): PromotionStatus.ENDED,
        _promotion(session, campaign, date(2020, 11, 11), date(2020, 11, 12)): PromotionStatus.PLANNED,
    }
    assert {one.promotion_id: one.status for one in _offers(session, campaign, office.owner)} == wanted


def test_filters_that_it_can_answer_and_those_that_leave_it_out(
    session: Session, office: Office, campaign: Campaign
) -> None:
    _promotion(session, campaign, date(2020, 11, 8), date(2020, 11, 20))
    [one] = _offers(session, campaign, office.owner)
    answered = [
        Filters(),
        Filters(kind=Kind.EXCHANGE),
        Filters(team_id=office.marketing.id),
        Filters(campaign_id=campaign.id),
        Filters(owner_id=office.outsider.id),
        Filters(visibility=Visibility.STAKEHOLDERS),
        Filters(type=EventType.PROMOTION_PERIOD),
    ]
    assert all(is_offered(one, filters) for filters in answered)
    left_out = [
        Filters(kind=Kind.COMMUNAL),
        Filters(team_id=office.corporate.id),
        Filters(campaign_id=campaign.id + 1),
        Filters(owner_id=office.owner.id),
        Filters(visibility=Visibility.PUBLIC),
        Filters(type=EventType.WEBINAR),
        Filters(strategy=Strategy.OPENNESS),
        Filters(channel=PesoChannel.OWNED),
        *(Filters(status=status) for status in EventStatus),
    ]
    assert not any(is_offered(one, filters) for filters in left_out)


def test_what_is_withdrawn_is_not_there_neither_by_itself_nor_with_its_campaign(
    session: Session, office: Office, campaign: Campaign
) -> None:
    days = (date(2020, 11, 8), date(2020, 11, 20))
    _promotion(session, campaign, *days, withdrawn_at=NOW)
    stands = _promotion(session, campaign, *days)
    assert [one.promotion_id for one in _offers(session, campaign, office.owner)] == [stands]
    campaign.status = Status.CANCELLED
    session.flush()
    assert not _offers(session, campaign, office.owner)


def test_one_statement_and_the_same_campaigns_in_the_same_order(
    session: Session, office: Office, campaign: Campaign
) -> None:
    for day in range(1, 12):
        _promotion(session, campaign, date(2020, 11, day), date(2020, 11, 20))
    plain = bars(session, *NOVEMBER, actor=office.owner)
    with statements(session) as made:
        found = running(session, *NOVEMBER, actor=office.owner, now=NOW)
    assert len(made) == 1
    assert found.bars == plain
    assert len(found.offers) >= 11
