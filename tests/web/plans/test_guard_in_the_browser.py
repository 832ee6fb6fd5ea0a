"""Standing by words in a real browser, in either language, with scripts and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from tests import factories
from tests.browser import WIDER, Windows, complaints
from tests.factories import Office

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("language", "width", "theme", "scripts"), [("th", 1440, "light", True), ("en", 390, "dark", False)]
)
def test_words_are_read_where_they_stand_kept_and_taken_back(
    windows: Windows, session: Session, office: Office, language: str, width: int, theme: str, scripts: bool
) -> None:
    campaign = factories.ready_campaign(
        session, office.corporate, office.owner, purpose_th="แจกแว่นให้นักเรียน พร้อมส่วนลดกรอบแว่นของผู้ปกครอง"
    )
    session.commit()
    home = f"/campaigns/{campaign.id}"
    page = windows.open(home, who=office.owner, width=width, theme=theme, language=language, scripts=scripts)
    expect(page.locator("#guard mark")).to_have_text("ส่วนลด")
    page.locator(f'#guard a[href="{home}/guard"]').click()
    page.locator("#open details.step summary").click()
    page.locator("#open textarea").fill("ร้านแว่นลดให้เอง")
    page.locator("#open details.step button").click()
    expect(page.locator("#answered mark")).to_have_text("ส่วนลด")
    expect(page.locator("#answered")).to_contain_text("ร้านแว่นลดให้เอง")
    if scripts:
        assert complaints(page) == []
        assert page.evaluate(WIDER) == []
    page.locator("#answered form button").click()
    expect(page.locator("#open mark")).to_have_text("ส่วนลด")
    expect(page.locator("#answered")).to_have_count(0)
