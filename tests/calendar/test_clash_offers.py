"""What promotions clash with: communal events for the same public, sensitive periods, and other offers at one till."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from planner.accounts.models import Kind, User
from planner.calendar import accepting, clash_queries
from planner.calendar.clash_queries import Looked
from planner.calendar.filters import Filters
from planner.calendar.models import ClashAcknowledgement
from planner.calendar.words import ClashRule as R
from planner.campaigns.models import Campaign, Participation
from planner.campaigns.words import Confidentiality, ParticipationRole
from planner.events.words import EventType
from planner.holidays import marking
from planner.holidays.marking import MarkedData
from planner.holidays.words import MarkKind
from planner.promotions.models import Promotion
from planner.promotions.words import SalesChannel
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import StakeholderKind
from tests import factories
from tests.calendar.clashing_events import DAY, NOW, WEEK, planned, rules, told_of
from tests.counting import statements
from tests.factories import Office


@pytest.fixture
def public(session: Session, campaign: Campaign, theirs: Campaign) -> Stakeholder:
    """A public that takes part in both campaigns."""
    made = factories.stakeholder(session, kind=StakeholderKind.PUBLIC)
    for one in (campaign, theirs):
        _takes_part(session, made, one)
    return made


def _takes_part(session: Session, public: Stakeholder, campaign: Campaign) -> None:
    session.add(
        Participation(campaign_id=campaign.id, stakeholder_id=public.id, role=ParticipationRole.BENEFICIARY)
    )
    session.commit()


def _offer(session: Session, of: Campaign, first_on: date = DAY, days: int = 3, **values: Any) -> Promotion:
    at = datetime(first_on.year, first_on.month, first_on.day, tzinfo=UTC) - timedelta(hours=7)
    given = {"starts_at": at, "ends_at": at + timedelta(days=days), "channels": [SalesChannel.SHOP.value]}
    made = factories.promotion(session, of, **{**given, **values})
    session.commit()
    return made


def _looked(session: Session, promotion: Promotion, actor: User) -> Looked:
    return clash_queries.of_promotion(session, promotion, actor=actor, now=NOW)


def test_it_runs_for_a_public_during_a_communal_event_for_it_and_both_are_told(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign, public: Stakeholder
) -> None:
    event = planned(session, campaign)
    offer = _offer(session, theirs)
    [one] = _looked(session, offer, office.outsider).told
    assert (one.rule, one.other and one.other.event_id) == (R.PROMOTION, event.id)
    [other] = told_of(session, event, office.mate)
    assert (other.rule, other.other and other.other.promotion_id) == (R.PROMOTION, offer.id)


def test_it_is_over_or_withdrawn_or_for_others_and_nothing_is_told(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign, public: Stakeholder
) -> None:
    event = planned(session, campaign)
    _offer(session, theirs, DAY - timedelta(days=9))
    _offer(session, theirs, withdrawn_at=NOW)
    _offer(session, factories.campaign(session, office.marketing, office.outsider, Kind.EXCHANGE))
    assert told_of(session, event, office.mate) == []


def test_a_hidden_one_is_not_told_from_the_side_of_the_event(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign, public: Stakeholder
) -> None:
    event = planned(session, campaign)
    offer = _offer(session, theirs)
    theirs.confidentiality = Confidentiality.TEAM
    session.commit()
    assert told_of(session, event, office.mate) == []
    told, _ = clash_queries.in_period(session, WEEK, actor=office.mate, filters=Filters())
    assert not [one for one in told if -offer.id in {side.event_id for side in one.clash.sides}]
    assert (event.id, None) not in clash_queries.of_window(session, WEEK, actor=office.mate)


def test_a_hidden_event_is_not_told_from_its_own_side(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign, public: Stakeholder
) -> None:
    planned(session, campaign)
    offer = _offer(session, theirs)
    campaign.confidentiality = Confidentiality.TEAM
    session.commit()
    assert _looked(session, offer, office.outsider).told == []


def test_two_campaigns_offer_something_to_one_public_at_one_till(
    session: Session, office: Office, theirs: Campaign, public: Stakeholder
) -> None:
    another = factories.campaign(session, office.marketing, office.outsider, Kind.EXCHANGE)
    _takes_part(session, public, another)
    offer = _offer(session, theirs)
    other = _offer(session, another, DAY + timedelta(days=2))
    [one] = _looked(session, offer, office.outsider).told
    assert (one.rule, one.other and one.other.promotion_id) == (R.PUBLIC, other.id)
    # of one campaign, or at another till, or one after the other
    _offer(session, theirs)
    _offer(session, another, channels=[SalesChannel.WEBSITE.value])
    _offer(session, another, DAY + timedelta(days=3))
    assert len(_looked(session, offer, office.outsider).told) == 1


def test_it_lies_over_a_sensitive_period(session: Session, office: Office, theirs: Campaign) -> None:
    mourning = MarkedData(
        kind=MarkKind.SENSITIVE, team_id=None, start_on=DAY, end_on=DAY, name_th="ไว้อาลัย", name_en="Mourning"
    )
    marking.add(session, mourning, actor=office.administrator)
    session.commit()
    assert rules(_looked(session, _offer(session, theirs), office.outsider).told) == [R.SENSITIVE]
    late = _offer(session, theirs, DAY + timedelta(days=1))
    assert _looked(session, late, office.outsider).told == []


def test_days_off_and_who_is_away_are_of_no_account(
    session: Session, office: Office, theirs: Campaign
) -> None:
    assert _looked(session, _offer(session, theirs, DAY - timedelta(days=3), 9), office.outsider).told == []


def test_accepted_on_the_event_it_is_accepted_on_both_until_it_moves(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign, public: Stakeholder
) -> None:
    event = planned(session, campaign)
    offer = _offer(session, theirs)
    [one] = told_of(session, event, office.owner)
    session.execute(delete(ClashAcknowledgement))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("planner.clock.now", lambda: NOW)
        accepting.accept(session, event.id, one.key, "They are meant for each other.", actor=office.owner)
    session.commit()
    [row] = session.scalars(select(ClashAcknowledgement))
    assert row.other_id is None
    [seen] = _looked(session, offer, office.outsider).told
    assert seen.is_accepted
    assert (-offer.id, None) not in clash_queries.of_window(session, WEEK, actor=office.outsider)
    offer.ends_at += timedelta(days=1)
    session.commit()
    [seen] = _looked(session, offer, office.outsider).told
    assert not seen.is_accepted


def test_it_is_among_the_clashes_of_the_period_narrowed_by_filters(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign, public: Stakeholder
) -> None:
    event = planned(session, campaign)
    offer = _offer(session, theirs)

    def found(**filters: Any) -> list[R]:
        told, _ = clash_queries.in_period(session, WEEK, actor=office.mate, filters=Filters(**filters))
        return [one.rule for one in told if {-offer.id, event.id} & {s.event_id for s in one.clash.sides}]

    assert found() == found(campaign_id=theirs.id) == found(team_id=office.marketing.id) == [R.PROMOTION]
    assert found(type=EventType.LAUNCH) == []
    marks = clash_queries.of_window(session, WEEK, actor=office.mate)
    assert {(event.id, None), (-offer.id, None)} <= marks


def test_as_many_statements_for_one_as_for_many(
    session: Session, office: Office, campaign: Campaign, theirs: Campaign, public: Stakeholder
) -> None:
    offer = _offer(session, theirs)
    planned(session, campaign)
    with statements(session) as one:
        _looked(session, offer, office.outsider)
    for _ in range(5):
        planned(session, campaign)
        _offer(session, theirs)
    with statements(session) as many:
        _looked(session, offer, office.outsider)
    assert len(one) == len(many) <= 7
