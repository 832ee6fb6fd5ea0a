"""A campaign with one event and one series."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from planner.campaigns.models import Campaign
from planner.events import series
from planner.events.models import Event
from planner.events.recurrence_rule import Rule
from tests import factories
from tests.factories import Office


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """A draft of the corporate team, open to all who sign in."""
    made = factories.campaign(session, office.corporate, office.owner, approver_id=office.approver.id)
    session.commit()
    return made


@pytest.fixture
def event(session: Session, campaign: Campaign) -> Event:
    """A press conference on 24 November 2026, 10:00 to 12:00 in Bangkok."""
    made = factories.event(
        session,
        campaign,
        starts_at=datetime(2026, 11, 24, 3, tzinfo=UTC),
        ends_at=datetime(2026, 11, 24, 5, tzinfo=UTC),
    )
    session.commit()
    return made


@pytest.fixture
def walks(session: Session, campaign: Campaign, office: Office) -> Event:
    """A walk every Tuesday from 3 November 2026, 10:00 to 11:00 in Bangkok."""
    made = factories.event(
        session,
        campaign,
        title_th="เดินสำรวจ",
        title_en="Walk",
        starts_at=datetime(2026, 11, 3, 3, tzinfo=UTC),
        ends_at=datetime(2026, 11, 3, 4, tzinfo=UTC),
    )
    series.repeat(session, made.id, Rule.parse("FREQ=WEEKLY;BYDAY=TU"), actor=office.owner)
    session.commit()
    return made
