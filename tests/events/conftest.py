"""A campaign of the office to plan events in."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from planner.campaigns.models import Campaign
from tests import factories
from tests.factories import Office


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """A draft of the corporate team."""
    made = factories.campaign(session, office.corporate, office.owner, approver_id=office.approver.id)
    session.commit()
    return made
