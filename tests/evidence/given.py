"""Something that was given, for the files that prove it."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from planner import clock
from planner.campaigns.lifecycle import Status
from planner.contributions import giving
from planner.contributions.giving import Gift, NewContribution
from planner.contributions.models import Contribution
from planner.contributions.valuing import Worth
from planner.contributions.words import Form, Motivation, SubjectArea, ValuationBasis
from tests import factories
from tests.factories import Office


def gift(session: Session, office: Office, **values: Any) -> Contribution:
    """Rice for a school, by a running campaign of the corporate team."""
    running = factories.campaign(
        session, office.corporate, office.owner, **{"status": Status.ACTIVE, **values}
    )
    given = Gift(
        motivation=Motivation.CHARITABLE_GIFT,
        subject_area=SubjectArea.EDUCATION_YOUNG_PEOPLE,
        contributed_on=clock.today(),
        description_th="ข้าวสาร",
        description_en="Rice",
        recipient="โรงเรียนวัดใหม่",
    )
    worth = Worth(currency="THB", value_minor=500_000, valuation_basis=ValuationBasis.ACTUAL_COST)
    data = NewContribution(campaign_id=running.id, form=Form.IN_KIND, gift=given, worth=worth)
    return giving.note(session, data, actor=office.owner)
