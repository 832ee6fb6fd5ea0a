"""What of a promotion wants somebody soon: one case a line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind
from planner.campaigns.lifecycle import Status
from planner.promotions.models import Promotion
from planner.promotions.pressing import Concern, concerns
from tests import factories
from tests.factories import Office
from tests.pages import Visitor

NOW = datetime(2026, 11, 10, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "quantity", "expected"),
    [
        ({}, 0, []),
        ({"quota_total": 10}, 8, []),
        ({"quota_total": 10}, 9, [Concern.NEAR_QUOTA]),
        ({"quota_total": 10}, 10, [Concern.SOLD_OUT]),
        ({"quota_total": 10}, 12, [Concern.SOLD_OUT]),
        ({"ends_at": NOW + timedelta(days=7)}, 0, [Concern.ENDS_SOON]),
        ({"ends_at": NOW + timedelta(days=7, seconds=1)}, 0, []),
        ({"ends_at": NOW}, 0, []),
        ({"permit_needed": True}, 0, [Concern.PERMIT_MISSING]),
        ({"permit_needed": True, "starts_at": NOW + timedelta(days=31)}, 0, []),
        ({"permit_needed": True, "permit_ref": "12/2569"}, 0, []),
        (
            {"permit_needed": True, "permit_ref": "1", "permit_expires_on": date(2026, 12, 9)},
            0,
            [Concern.PERMIT_ENDS],
        ),
        ({"permit_needed": True, "permit_ref": "1", "permit_expires_on": date(2026, 12, 10)}, 0, []),
        ({"permit_needed": True, "withdrawn_at": NOW}, 0, []),
    ],
)
def test_what_it_wants(values: dict[str, Any], quantity: int, expected: list[Concern]) -> None:
    given = {
        "starts_at": NOW - timedelta(days=9),
        "ends_at": NOW + timedelta(days=30),
        "timezone": "Asia/Bangkok",
    }
    assert concerns(Promotion(**{**given, **values}), quantity, NOW) == expected


def test_home_tells_whoever_owns_the_campaign_and_nobody_else(
    session: Session, office: Office, visit: Callable[..., Visitor]
) -> None:
    campaign = factories.campaign(
        session, office.marketing, office.outsider, Kind.EXCHANGE, status=Status.ACTIVE
    )
    promotion = factories.promotion(
        session, campaign, quota_total=10, ends_at=clock.now() + timedelta(days=2)
    )
    factories.redemption(session, promotion, quantity=9)
    session.commit()
    page = visit(office.outsider).get("/")
    assert f"/promotions/{promotion.id}" in page.links()
    assert "The quota is nearly used up · Ends within a week" in page.text
    assert "nearly used up" not in visit(office.outside_approver).get("/").text
