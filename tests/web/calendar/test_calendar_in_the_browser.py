"""The month in a real browser: from day to day by the arrows, and on one sheet of paper."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from planner.accounts.models import Kind
from tests import factories
from tests.browser import Windows
from tests.factories import Office

pytestmark = pytest.mark.browser


def _fill(session: Session, office: Office) -> list[str]:
    """A November with five things on one day, a campaign of each kind, and names in Latin letters."""
    titles: list[str] = []
    for kind, team, owner in (
        (Kind.COMMUNAL, office.corporate, office.owner),
        (Kind.EXCHANGE, office.marketing, office.outsider),
    ):
        campaign = factories.campaign(
            session, team, owner, kind, start_on=date(2020, 11, 1), end_on=date(2020, 11, 30)
        )
        for day in (3, 12, 12, 12, 12, 19, 24):
            start = datetime(2020, 11, day, 3, tzinfo=UTC)
            titles.append(f"{kind}{len(titles)}")
            factories.event(
                session,
                campaign,
                starts_at=start,
                ends_at=start + timedelta(hours=1),
                title_en=titles[-1],
                title_th=None,
            )
    session.commit()
    return titles


def test_arrows_go_from_day_to_day(windows: Windows, session: Session, office: Office) -> None:
    _fill(session, office)
    page = windows.open("/calendar?on=2020-11-24", who=office.mate, language="en")
    page.locator("[data-day-link]").nth(10).focus()
    seen = []
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        seen.append(page.evaluate("document.activeElement.textContent.trim()"))
    assert seen == ["12", "19", "18", "11"]
    page.keyboard.press("Enter")
    page.wait_for_url("**/calendar?view=agenda&on=2020-11-11")


def _crowd(session: Session, office: Office) -> list[str]:
    """Two hundred events in six weeks with long names in both scripts, and ten campaigns all through them."""
    titles: list[str] = []
    for number in range(10):
        titles.append(f"Campaign-{number}")
        campaign = factories.campaign(
            session,
            office.corporate,
            office.owner,
            title_en=titles[-1],
            title_th=None,
            start_on=date(2020, 10, 1),
            end_on=date(2020, 12, 20),
        )
        for day in range(20):
            start = datetime(2020, 11, 1, 3, tzinfo=UTC) + timedelta(days=(day * 3 + number) % 30)
            titles.append(f"{number}x{day}")
            factories.event(
                session,
                campaign,
                starts_at=start,
                ends_at=start + timedelta(hours=1),
                title_en=f"{titles[-1]} เยี่ยมชมจุดบริการน้ำดื่มสะอาดกับผู้ใหญ่บ้าน",
                title_th=None,
            )
    session.commit()
    return titles


@pytest.mark.pdf
@pytest.mark.parametrize("filled", [_fill, _crowd], ids=["quiet", "crowded"])
def test_a_month_is_one_sheet_with_every_title(
    windows: Windows,
    session: Session,
    office: Office,
    tmp_path: Path,
    filled: Callable[[Session, Office], list[str]],
) -> None:
    titles = filled(session, office)
    page = windows.open("/calendar?on=2020-11-24", who=office.mate, language="th")
    file = tmp_path / "month.pdf"
    page.pdf(path=str(file), prefer_css_page_size=True)
    read = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True)
    sheets = read.stdout.decode().rstrip("\f").split("\f")
    assert len(sheets) == 1
    assert [title for title in titles if title not in sheets[0]] == []
