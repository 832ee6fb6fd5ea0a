"""What tests of promotions in feeds share: a campaign that offers, and its promotions as a library reads them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import icalendar
import pytest
import time_machine
from sqlalchemy.orm import Session

from planner.accounts.models import Kind
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.campaigns.words import Confidentiality
from planner.promotions.actions import Period
from planner.promotions.models import Promotion
from tests import factories
from tests.factories import Office
from tests.feeds import conformance
from tests.programs import Reply

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
DECEMBER = Period(start_on=date(2026, 12, 1), end_on=date(2026, 12, 10))


@pytest.fixture(autouse=True)
def traveller() -> Iterator[time_machine.Traveller]:
    """The time stands at ten in the morning of 24 November 2026 in Bangkok."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """An exchange campaign that runs, for everyone to see."""
    return factories.campaign(
        session,
        office.marketing,
        office.outsider,
        Kind.EXCHANGE,
        status=Status.ACTIVE,
        title_en="Year-end sale",
        confidentiality=Confidentiality.PUBLIC,
    )


def promotion(session: Session, campaign: Campaign, period: Period = DECEMBER, **values: Any) -> Promotion:
    starts_at, ends_at = period.instants()
    given: dict[str, Any] = {
        "starts_at": starts_at,
        "ends_at": ends_at,
        "timezone": period.timezone,
        "name_en": "Ten off",
        "name_th": "ลดสิบบาท",
        "offer_text_en": "Ten baht off, tea; cake",
        "offer_text_th": "ลดสิบบาททุกแก้ว",
        **values,
    }
    made: Promotion = factories.promotion(session, campaign, **given)
    session.commit()
    return made


def of(reply: Reply) -> list[Any]:
    """The promotions of a feed, as a library reads them."""
    assert conformance.check(reply.body) == []
    calendar: Any = icalendar.Calendar.from_ical(reply.body)
    return [one for one in calendar.walk("VEVENT") if str(one["UID"]).startswith("promotion-")]


def only(reply: Reply) -> Any:
    (one,) = of(reply)
    return one
