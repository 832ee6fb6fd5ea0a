"""An office moves in: its lists, its holidays, its plans and their approval, and the slips of a first week."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests import factories
from tests.browser import Windows
from tests.factories import Office
from tests.journeys import week
from tests.journeys.hands import Hands

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False])
def test_an_office_works_in_it_for_a_week(
    windows: Windows, office: Office, session: Session, scripts: bool
) -> None:
    campaign = factories.ready_campaign(session, office.corporate, office.owner)
    home = f"/campaigns/{campaign.id}"
    session.commit()
    # the planner sits at a desk where there are scripts, the others have a telephone; pages are looked at on both
    planner, approver, boss = (
        Hands(windows.open("/", who=who, width=width, scripts=scripts), has_scripts=scripts)
        for who, width in (
            (office.owner, 1440 if scripts else 390),
            (office.approver, 390),
            (office.administrator, 390),
        )
    )
    week.confirm_holidays(boss)
    week.mark_a_quiet_week(planner)
    event = week.plan_on_a_holiday(planner, home)
    week.pass_on(planner, event)
    week.delete_and_think_again(planner, event)
    week.talk_a_plan_over(planner, approver, home)
    week.bring_a_list(planner)
    week.merge_two(planner)
