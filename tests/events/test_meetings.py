"""Whom we have met and are to meet, within ninety days either way, as far as the person asking may see."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.events import meetings
from planner.events.meetings import Meetings
from planner.events.models import Attachment, Event, ExcludedDate, Override
from planner.events.words import EventStatus, Visibility
from planner.stakeholders.models import Affiliation, Stakeholder
from planner.stakeholders.words import StakeholderKind
from tests import factories
from tests.counting import statements
from tests.factories import Office

# noon in Bangkok
NOW = datetime(2026, 11, 22, 5, tzinfo=UTC)


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    return factories.campaign(session, office.corporate, office.owner)


@pytest.fixture
def chief(session: Session) -> Stakeholder:
    return factories.stakeholder(session, kind=StakeholderKind.PERSON, given_latin="Manee", family_latin="R")


def at(session: Session, campaign: Campaign, who: Stakeholder, day: date, **values: Any) -> Event:
    """An event of that day, ten o'clock in Bangkok, with somebody attached."""
    starts = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
    given = {"starts_at": starts, "ends_at": starts + timedelta(hours=2), "title_en": f"On {day}"}
    made = factories.event(session, campaign, **{**given, **values})
    session.add(Attachment(event_id=made.id, stakeholder_id=who.id))
    session.flush()
    return made


def of(session: Session, who: Stakeholder, actor: User) -> Meetings:
    wanted = select(Stakeholder.id).where(Stakeholder.id == who.id)
    found = meetings.of_stakeholders(session, wanted, actor=actor, now=NOW)
    return found.get(who.id, meetings.NEVER)


def test_the_latest_before_now_and_the_next_after_it_are_told(
    session: Session, office: Office, campaign: Campaign, chief: Stakeholder
) -> None:
    for day in (date(2026, 9, 1), date(2026, 11, 20), date(2026, 12, 5), date(2027, 1, 9)):
        at(session, campaign, chief, day)
    found = of(session, chief, office.owner)
    assert found.last
    assert found.next
    assert (found.last.on, found.last.title_en) == (date(2026, 11, 20), "On 2026-11-20")
    assert (found.next.on, found.next.title_en) == (date(2026, 12, 5), "On 2026-12-05")


@pytest.mark.parametrize(
    ("day", "is_met"),
    [
        (date(2026, 8, 24), True),  # 90 days before
        (date(2026, 8, 23), False),
        (date(2027, 2, 20), True),  # 90 days after: ten o'clock, before noon
        (date(2027, 2, 21), False),
    ],
)
def test_ninety_days_count_and_no_more(
    session: Session, office: Office, campaign: Campaign, chief: Stakeholder, day: date, is_met: bool
) -> None:
    # at the early edge what is over at noon has ended before the window
    hours = {"starts_at": datetime(day.year, day.month, day.day, 4, tzinfo=UTC)}
    at(session, campaign, chief, day, ends_at=hours["starts_at"] + timedelta(hours=3), **hours)
    assert of(session, chief, office.owner).is_met is is_met


@pytest.mark.parametrize("status", [EventStatus.CANCELLED, EventStatus.POSTPONED])
def test_what_was_called_off_or_put_off_is_no_meeting(
    session: Session, office: Office, campaign: Campaign, chief: Stakeholder, status: EventStatus
) -> None:
    at(session, campaign, chief, date(2026, 12, 1), status=status)
    assert not of(session, chief, office.owner).is_met


def test_a_cancelled_campaign_meets_nobody(
    session: Session, office: Office, campaign: Campaign, chief: Stakeholder
) -> None:
    at(session, campaign, chief, date(2026, 12, 1))
    campaign.status = Status.CANCELLED
    session.flush()
    assert not of(session, chief, office.owner).is_met


def test_taking_part_in_a_campaign_is_not_being_met(
    session: Session, office: Office, campaign: Campaign, chief: Stakeholder
) -> None:
    factories.event(session, campaign, starts_at=NOW + timedelta(days=2), ends_at=NOW + timedelta(days=2))
    factories.participation(session, campaign, chief)
    assert not of(session, chief, office.owner).is_met


def test_an_organisation_is_met_through_its_people_while_they_belong_to_it(
    session: Session, office: Office, campaign: Campaign, chief: Stakeholder
) -> None:
    paper = factories.stakeholder(session)
    place = Affiliation(person_id=chief.id, organisation_id=paper.id)
    session.add(place)
    at(session, campaign, chief, date(2026, 11, 10))
    found = of(session, paper, office.owner)
    assert found.last
    assert found.last.through_en == "Manee R"
    place.ended_on = date(2026, 11, 21)
    session.flush()
    assert not of(session, paper, office.owner).is_met


def test_who_may_not_see_an_event_is_not_told_of_it(
    session: Session, office: Office, campaign: Campaign, chief: Stakeholder
) -> None:
    at(session, campaign, chief, date(2026, 12, 1), visibility=Visibility.TEAM)
    assert of(session, chief, office.mate).is_met
    assert not of(session, chief, office.outsider).is_met


def test_a_series_counts_by_its_occurrences(
    session: Session, office: Office, campaign: Campaign, chief: Stakeholder
) -> None:
    series = at(session, campaign, chief, date(2026, 11, 2), recurrence="FREQ=WEEKLY;BYDAY=MO")
    series.exclusions.append(ExcludedDate(on=date(2026, 11, 16)))
    series.overrides.append(Override(on=date(2026, 11, 23), status=EventStatus.CANCELLED))
    session.flush()
    found = of(session, chief, office.owner)
    assert found.last
    assert found.next
    assert (found.last.on, found.next.on) == (date(2026, 11, 9), date(2026, 11, 30))


def test_a_whole_day_of_today_has_begun(
    session: Session, office: Office, campaign: Campaign, chief: Stakeholder
) -> None:
    day = date(2026, 11, 22)
    at(session, campaign, chief, day, starts_at=None, ends_at=None, all_day_start=day, all_day_end=day)
    found = of(session, chief, office.owner)
    assert found.last
    assert found.last.on == day
    assert found.next is None


def test_however_many_they_are_two_statements_tell(
    session: Session, office: Office, campaign: Campaign
) -> None:
    people = [factories.stakeholder(session, kind=StakeholderKind.PERSON) for _ in range(20)]
    for one in people:
        at(session, campaign, one, date(2026, 11, 2), recurrence="FREQ=WEEKLY;BYDAY=MO")
    session.commit()
    with statements(session) as sent:
        found = meetings.of_stakeholders(session, select(Stakeholder.id), actor=office.owner, now=NOW)
    assert len(found) == 20
    assert len([one for one in sent if not one.startswith("BEGIN")]) == 2
