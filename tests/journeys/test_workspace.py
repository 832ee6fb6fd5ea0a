"""A planner schedules in the calendar all day: with nothing but a keyboard, and on a telephone that runs no scripts."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests import factories
from tests.browser import Windows
from tests.factories import Office
from tests.journeys import workspace
from tests.journeys.hands import Hands, Keys

pytestmark = [pytest.mark.browser, pytest.mark.pdf]
TALK, WALK = "เวทีคุยกับชุมชน", "เดินดูจุดน้ำ"


@pytest.mark.parametrize("scripts", [True, False], ids=["keyboard", "no scripts"])
def test_a_day_in_the_calendar(windows: Windows, office: Office, session: Session, scripts: bool) -> None:
    campaign = factories.ready_campaign(session, office.corporate, office.owner, title_th="น้ำสะอาด")
    home = f"/campaigns/{campaign.id}"
    session.commit()
    page = windows.open("/", who=office.owner, width=1440 if scripts else 390, scripts=scripts)
    hands = Keys(page) if scripts else Hands(page, has_scripts=False)
    on = workspace.wednesday()
    talk = workspace.add_in_one_line(hands, TALK, on, "น้ำสะอาด")
    walk = workspace.add_in_one_line(hands, WALK, on, "น้ำสะอาด")
    assert "ความขัดข้อง" in hands.text() or "ขัดข้อง" in hands.page.locator("[data-notices]").inner_text()
    workspace.live_with_a_clash(hands, walk, talk, on)
    workspace.move_and_take_back(hands, talk, TALK, on)
    workspace.look_through_the_views(hands, on, WALK)
    workspace.subscribe_to_it(hands)
    workspace.keep_the_view(hands)
    workspace.run_the_day(hands, talk)
    workspace.copy_for_next_year(hands, home)
