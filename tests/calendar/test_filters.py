"""What of the calendar is looked at: each way of narrowing it, and the same by all ways of asking."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy.orm import Session

from planner.calendar.entries import bars, entries, marks
from planner.calendar.filters import FINE, Filters, is_wanted
from planner.campaigns.models import Campaign
from planner.campaigns.words import Confidentiality, PesoChannel, Strategy
from planner.events.models import Attachment
from planner.events.timing import Window
from planner.events.words import EventStatus, Visibility
from planner.stakeholders.words import StakeholderKind
from tests import factories
from tests.factories import Office

NOVEMBER = Window.of_days(date(2020, 11, 1), date(2020, 11, 30), "Asia/Bangkok")


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """A campaign of November, its events seen by the team."""
    return factories.campaign(
        session, office.corporate, office.owner, start_on=date(2020, 11, 1), end_on=date(2020, 11, 30)
    )


def _event(session: Session, campaign: Campaign, title: str, **values: object) -> int:
    start = datetime(2020, 11, 12, 3, tzinfo=UTC)
    event = factories.event(
        session,
        campaign,
        **{"starts_at": start, "ends_at": start.replace(hour=5), "title_en": title, **values},
    )
    return int(event.id)


def _titles(session: Session, office: Office, filters: Filters) -> list[str]:
    found = entries(session, NOVEMBER, actor=office.owner, filters=filters)
    ids = sorted(one.event_id for one in marks(session, NOVEMBER, actor=office.owner, filters=filters))
    assert ids == sorted(one.event_id for one in found)
    return sorted(str(one.title_en) for one in found)


def test_by_owner_whose_campaign_it_is_where_the_event_has_none(
    session: Session, office: Office, campaign: Campaign
) -> None:
    _event(session, campaign, "Of the campaign", owner_id=None)
    _event(session, campaign, "Of a mate", owner_id=office.mate.id)
    assert _titles(session, office, Filters(owner_id=office.owner.id)) == ["Of the campaign"]
    assert _titles(session, office, Filters(owner_id=office.mate.id)) == ["Of a mate"]


def test_by_strategy_and_channel(session: Session, office: Office, campaign: Campaign) -> None:
    _event(session, campaign, "Open", strategy=Strategy.OPENNESS, channel=PesoChannel.OWNED)
    _event(session, campaign, "Shared", strategy=Strategy.SHARING_OF_TASKS, channel=PesoChannel.SHARED)
    _event(session, campaign, "Neither")
    assert _titles(session, office, Filters(strategy=Strategy.OPENNESS)) == ["Open"]
    assert _titles(session, office, Filters(channel=PesoChannel.SHARED)) == ["Shared"]
    assert _titles(session, office, Filters(channel=PesoChannel.SHARED, strategy=Strategy.OPENNESS)) == []


def test_by_who_may_really_see_it(session: Session, office: Office, campaign: Campaign) -> None:
    campaign.confidentiality = Confidentiality.STAKEHOLDERS
    for visibility in Visibility:
        _event(session, campaign, visibility.value, visibility=visibility)
    # a public event of a campaign for its stakeholders alone is theirs
    assert _titles(session, office, Filters(visibility=Visibility.PUBLIC)) == []
    assert _titles(session, office, Filters(visibility=Visibility.STAKEHOLDERS)) == ["public", "stakeholders"]
    assert _titles(session, office, Filters(visibility=Visibility.INVITED)) == ["invited"]
    assert _titles(session, office, Filters(visibility=Visibility.TEAM)) == ["team"]


def test_by_public_that_takes_part_or_is_attached(
    session: Session, office: Office, campaign: Campaign
) -> None:
    village = factories.stakeholder(session, kind=StakeholderKind.PUBLIC)
    other = factories.campaign(
        session, office.corporate, office.owner, start_on=date(2020, 11, 2), end_on=date(2020, 11, 3)
    )
    factories.participation(session, other, village)
    attached = _event(session, campaign, "Attached")
    session.add(
        Attachment(
            event_id=attached,
            stakeholder_id=village.id,
            created_by_id=office.owner.id,
            updated_by_id=office.owner.id,
        )
    )
    _event(session, campaign, "For others")
    _event(session, other, "Of its campaign")
    session.flush()
    assert _titles(session, office, Filters(public_id=village.id)) == ["Attached", "Of its campaign"]


def test_an_occurrence_is_asked_for_by_how_it_stands(
    session: Session, office: Office, campaign: Campaign
) -> None:
    _event(session, campaign, "Certain", status=EventStatus.CONFIRMED)
    _event(session, campaign, "Called off", status=EventStatus.CANCELLED)
    assert _titles(session, office, Filters(status=EventStatus.CANCELLED)) == ["Called off"]


def test_marks_may_be_of_a_few_campaigns(session: Session, office: Office, campaign: Campaign) -> None:
    mine = _event(session, campaign, "Mine")
    other = factories.campaign(
        session, office.corporate, office.owner, start_on=date(2020, 11, 2), end_on=date(2020, 11, 3)
    )
    _event(session, other, "Other")
    found = marks(session, NOVEMBER, actor=office.owner, filters=Filters(), campaigns=[campaign.id])
    assert [(one.event_id, one.campaign_id) for one in found] == [(mine, campaign.id)]


def test_a_bar_is_hidden_by_its_owner_and_not_by_what_only_events_have(
    session: Session, office: Office, campaign: Campaign
) -> None:
    bar = next(
        one
        for one in bars(session, date(2020, 11, 1), date(2020, 11, 30), actor=office.owner)
        if one.campaign_id == campaign.id
    )
    assert is_wanted(bar, Filters(owner_id=office.owner.id, strategy=Strategy.ACCESS))
    assert not is_wanted(bar, Filters(owner_id=office.mate.id))


def test_the_rarer_filters_are_told_from_the_usual_ones() -> None:
    assert not Filters(status=EventStatus.CANCELLED).is_fine
    assert Filters(channel=PesoChannel.PAID).is_fine
    assert set(FINE) < set(Filters.__slots__)
