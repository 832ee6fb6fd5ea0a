"""Promotions on the calendar in a real browser: within reach of everybody, and no wider than the screen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind
from planner.campaigns.lifecycle import Status
from tests import factories
from tests.browser import WIDER, Windows, complaints
from tests.factories import Office

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "theme", "language"), [(1440, "light", "th"), (390, "dark", "en")])
def test_bars_and_lists_are_within_reach(
    windows: Windows, session: Session, office: Office, width: int, theme: str, language: str
) -> None:
    campaign = factories.campaign(
        session, office.marketing, office.outsider, Kind.EXCHANGE, status=Status.ACTIVE
    )
    now, day = clock.now(), timedelta(days=1)
    for first, last in ((-3, 6), (-8, 2), (-20, -12), (4, 40)):
        factories.promotion(session, campaign, starts_at=now + first * day, ends_at=now + last * day)
    session.commit()
    for view in ("month", "week", "agenda", "year"):
        page = windows.open(
            f"/calendar?view={view}", who=office.outsider, width=width, theme=theme, language=language
        )
        assert page.locator(".is-offer:visible").count() >= 2 or view == "week"
        assert not complaints(page)
        assert view == "week" or not page.evaluate(WIDER)
        session.rollback()


@pytest.mark.parametrize(("language", "word"), [("th", "สิทธิ์หมด"), ("en", "Sold out")])
def test_where_one_stands_is_a_word_to_be_seen_on_its_bar(
    windows: Windows, session: Session, office: Office, language: str, word: str
) -> None:
    campaign = factories.campaign(
        session, office.marketing, office.outsider, Kind.EXCHANGE, status=Status.ACTIVE
    )
    now, days = clock.now(), timedelta(days=15)
    sold = factories.promotion(session, campaign, starts_at=now - days, ends_at=now + days, quota_total=1)
    factories.redemption(session, sold, quantity=1)
    session.commit()
    for view in ("month", "week", "year"):
        page = windows.open(
            f"/calendar?view={view}", who=office.outsider, width=1440, theme="light", language=language
        )
        said = page.locator("td > .is-sold_out:not(.echo) .visually-hidden").first
        assert word in said.inner_text()
        box = said.bounding_box()
        assert box is not None
        assert box["width"] > 40
        session.rollback()
