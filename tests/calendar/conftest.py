"""Two campaigns of two teams, and a person whom both ask."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from planner.accounts.models import Kind
from planner.campaigns.models import Campaign
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import StakeholderKind
from tests import factories
from tests.factories import Office


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """A communal campaign of the corporate team, whose plans all may see."""
    return factories.campaign(session, office.corporate, office.owner, approver_id=office.approver.id)


@pytest.fixture
def theirs(session: Session, office: Office) -> Campaign:
    """A campaign of marketing's."""
    return factories.campaign(session, office.marketing, office.outsider, Kind.EXCHANGE)


@pytest.fixture
def manee(session: Session) -> Stakeholder:
    """A person whom everybody asks."""
    return factories.stakeholder(session, kind=StakeholderKind.PERSON)
