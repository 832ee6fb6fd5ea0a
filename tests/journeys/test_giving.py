"""A need from who stated it to whether it helped: written down, given for, proven, answered, heard of, and counted."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy.orm import Session

from planner import clock
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from tests import factories
from tests.browser import Windows
from tests.factories import Office
from tests.journeys.readers import Reader
from tests.journeys.steps import ZONE, buddhist

pytestmark = pytest.mark.browser

OFFERED = ("เครื่องชั่งน้ำหนักสองเครื่อง", "Two weighing scales")


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """Of corporate communications, running now."""
    today = clock.today(ZONE)
    made = factories.campaign(
        session,
        office.corporate,
        office.owner,
        status=Status.ACTIVE,
        start_on=today - timedelta(days=60),
        end_on=today + timedelta(days=40),
    )
    session.commit()
    return made


def prove(planner: Reader, given: str, folder: Path) -> None:
    """Add a picture of the receipt to what was given."""
    picture = folder / "receipt.png"
    Image.new("RGB", (40, 30), "white").save(picture)
    planner.follow(f'main a[href="{given}/evidence/new"]')
    planner.page.locator('main input[type="file"]').set_input_files(picture)
    planner.send()
    assert "receipt" in planner.text()


@pytest.mark.parametrize(("language", "scripts"), [("th", True), ("en", False)])
def test_a_need_is_answered_by_what_is_given_and_proven(
    windows: Windows, office: Office, campaign: Campaign, tmp_path: Path, language: str, scripts: bool
) -> None:
    home, today = f"/campaigns/{campaign.id}", clock.today(ZONE)
    planner = Reader(windows, home, language, scripts=scripts, who=office.owner)
    planner.follow(f'main a[href="{home}/needs/new"]')
    planner.write("text", "เครื่องชั่งเพี้ยนไปสองกิโล ขอเครื่องที่ตรง")
    planner.write("stated_by", "อสม. บ้านเขาแก้ว")
    planner.write("stated_on", buddhist(today - timedelta(days=20)))
    planner.send()
    need = planner.path()
    planner.go("/")
    assert f'href="{need}"' in planner.page.content()
    planner.go(home)
    planner.follow(f'main a[href="{home}/contributions/new"]')
    planner.follow('main a[href*="form=cash"]')
    planner.write("description_th", OFFERED[0])
    planner.write("description_en", OFFERED[1])
    planner.write("recipient", "รพ.สต. เขาแก้ว")
    planner.write("contributed_on", buddhist(today - timedelta(days=5)))
    planner.choose("subject_area", "health")
    planner.choose("motivation", "community_investment")
    planner.write("value", "๗,๘๐๐.๕๐")
    planner.send()
    given = planner.path()
    assert "7,800.50" in planner.text()
    prove(planner, given, tmp_path)
    planner.go(need)
    planner.follow(f'main a[href="{need}/answer"]')
    planner.write("response", "มอบเครื่องชั่งใหม่สองเครื่อง")
    planner.choose("contribution_id", given.rpartition("/")[2])
    planner.write("answered_on", buddhist(today - timedelta(days=4)))
    planner.send()
    planner.follow(f'main a[href="{need}/outcome"]')
    planner.write("outcome", "ตรงแล้ว แต่หนักไปสำหรับยกออกหน่วย")
    planner.write("outcome_on", buddhist(today))
    planner.send()
    assert "หนักไปสำหรับยกออกหน่วย" in planner.text()
    planner.go("/contributions")
    assert "7,800.50" in planner.text()
    assert OFFERED[language == "en"] in planner.text()
