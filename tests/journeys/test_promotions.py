"""A promotion from its first form to a shop's telephone: planned, entered in two taps, counted at a till to its end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.promotions import batches
from planner.web.promotions import tills
from tests import factories
from tests.browser import Windows
from tests.factories import Office
from tests.journeys.readers import Reader
from tests.journeys.steps import ZONE, buddhist

pytestmark = pytest.mark.browser

ALL_GONE = "All are gone: the quota is used up."


@pytest.fixture(autouse=True)
def untried() -> Iterator[None]:
    """No till has been tried yet."""
    for counter in (tills.WRONG, tills.SENT):
        counter.forget()
    yield
    for counter in (tills.WRONG, tills.SENT):
        counter.forget()


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """Of marketing, running now."""
    today = clock.today(ZONE)
    made = factories.campaign(
        session,
        office.marketing,
        office.outsider,
        Kind.EXCHANGE,
        status=Status.ACTIVE,
        start_on=today - timedelta(days=3),
        end_on=today + timedelta(days=40),
    )
    session.commit()
    return made


@pytest.mark.parametrize(("language", "scripts"), [("th", True), ("en", False)])
def test_a_promotion_is_planned_and_entered_in_two_taps_on_a_telephone(
    windows: Windows, office: Office, campaign: Campaign, language: str, scripts: bool
) -> None:
    home = f"/campaigns/{campaign.id}"
    today = clock.today(ZONE)
    planner = Reader(windows, home, language, scripts=scripts, who=office.outsider)
    planner.follow(f'main a[href="{home}/promotions/new"]')
    planner.write("name_th", "ชาใบหม่อน ซื้อหนึ่งแถมหนึ่ง")
    planner.write("name_en", "Mulberry tea, one and one free")
    planner.choose("mechanic", "sample")
    planner.write("start_on", buddhist(today))
    planner.write("end_on", buddhist(today + timedelta(days=20)))
    planner.send()
    promotion = planner.path()
    planner.follow(f'main a[href="{promotion}/edit/limits"]')
    planner.write("quota_total", "๑๐๐")
    planner.write("quota_per_person", "2")
    planner.send()
    # as from a bookmark on the telephone: the first tap opens the page, the second counts one
    planner.go(promotion)
    assert planner.figures() == ["0", "100"]
    planner.press('main form.promotion-quick button[value="1"]')
    assert planner.figures() == ["1", "99"]
    planner.write("place", "สยาม")
    planner.press('main form.promotion-quick button[value="2"]')
    assert planner.figures() == ["3", "97"]
    assert "สยาม" in planner.text()


@pytest.mark.parametrize(("language", "scripts"), [("th", False), ("en", True)])
def test_a_shop_enters_codes_by_its_link_until_the_last_is_gone(
    windows: Windows, office: Office, session: Session, campaign: Campaign, language: str, scripts: bool
) -> None:
    promotion = factories.promotion(session, campaign, quota_total=2)
    key, home = promotion.id, f"/promotions/{promotion.id}"
    session.commit()
    planner = Reader(windows, home, language, scripts=scripts, who=office.outsider)
    planner.follow(f'main a[href="{home}/codes"]')
    planner.follow(f'main a[href="{home}/codes/new"]')
    planner.write("count", "3")
    planner.send()
    planner.go(f"{home}/codes")
    planner.follow(f'main a[href="{home}/tills/new"]')
    planner.write("place", "ร้านสยาม")
    planner.choose("channel", "shop")
    planner.send()
    link = planner.page.locator("main input[readonly]").input_value()
    first, second, third = (code for code, _ in batches.rows(session, key, 1))
    session.rollback()
    # a shop has nothing but the link
    phone = Reader(windows, link, language, scripts=scripts)
    assert phone.figures() == ["2"]
    phone.write("code", first.lower())
    phone.send()
    assert first in phone.page.locator(".till-said").inner_text() + phone.text()
    assert phone.figures() == ["1"]
    planner.go(home)
    assert planner.figures() == ["1", "1"]
    assert "ร้านสยาม" in planner.text()
    # two are about to enter the last one: one is counted, the other is told
    late = Reader(windows, link, language, scripts=scripts)
    phone.write("code", second)
    phone.send()
    assert phone.reads(ALL_GONE)
    windows.forgiven.append("422")
    late.write("code", third)
    with late.page.expect_navigation() as answer:
        late.page.locator("main form.form button.primary").click()
    assert answer.value.status == 422
    assert late.reads(ALL_GONE)
    planner.go(home)
    assert planner.figures() == ["2", "0"]


@pytest.mark.parametrize(("language", "scripts"), [("th", True), ("en", False)])
def test_what_shops_redeemed_comes_in_as_a_list_and_goes_back(
    windows: Windows, office: Office, session: Session, campaign: Campaign, language: str, scripts: bool
) -> None:
    promotion = factories.promotion(session, campaign, quota_total=10)
    home, day = f"/promotions/{promotion.id}", buddhist(clock.today(ZONE) - timedelta(days=1))
    session.commit()
    rows = [
        "วันที่,เวลา,เลขที่ใบเสร็จ,จำนวน,ยอดขาย,ช่องทาง,สาขา,แคชเชียร์",
        f'{day},10:00,B-1,2,"1,250.50",หน้าร้าน,สยาม,เอ',
        f"{day},๑๑.๓๐ น.,B-2,๑,฿๙๙,ออนไลน์,,บี",
        f"{day},25:00,B-3,1,,,สยาม,เอ",
        f"{day},12:00,B-4,8,,,สยาม,เอ",
    ]
    planner = Reader(windows, f"{home}/redemptions", language, scripts=scripts, who=office.outsider)
    planner.follow(f'main a[href="/imports/new?promotion={promotion.id}"]')
    planner.page.locator("input[type=file]").set_input_files(
        {"name": "ยอดขาย.csv", "mimeType": "text/csv", "buffer": "\r\n".join(rows).encode("cp874", "ignore")}
    )
    planner.send()
    assert planner.reads("What the columns are")
    planner.send()
    looked = planner.path()
    assert "B-1" in planner.text()
    assert planner.reads("Refused")
    planner.follow(f'main a[href="{looked}?show=refused"]')
    assert "B-4" in planner.text()
    assert "B-1" not in planner.text()
    # nothing is written before the person agrees
    planner.go(home)
    assert planner.figures() == ["0", "10"]
    planner.go(looked)
    planner.press(f'form[action="{looked}/take-in"] button')
    assert planner.reads("Taken in")
    planner.follow(f'main a[href="{home}/redemptions"].primary')
    assert "สยาม" in planner.text()
    planner.go(home)
    assert planner.figures() == ["3", "7"]
    planner.go(looked)
    planner.press(f'form[action="{looked}/take-back"] button')
    assert planner.reads("Taken back")
    planner.go(home)
    assert planner.figures() == ["0", "10"]
