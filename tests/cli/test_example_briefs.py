"""Every campaign of the living example, told in every copy of its brief."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from planner import clock
from planner.accounts.models import User
from planner.briefs import gather, outward
from planner.briefs.gather import Edition
from planner.briefs.shapes import Reader
from planner.campaigns.models import Campaign
from planner.dates import Era
from planner.i18n import Language, Text


@pytest.mark.parametrize("language", list(Language))
def test_every_campaign_of_the_example_has_its_briefs(demo_session: Session, language: Language) -> None:
    someone = select(User).where(User.is_administrator).options(selectinload(User.memberships))
    actor = demo_session.scalars(someone).one()
    edition = Edition(
        reader=Reader(language, Era.BE, "Asia/Bangkok"),
        made_on=date(2026, 11, 22),
        organisation=Text("มณีรวง", Language.TH, False),
        feed=None,
    )
    told = 0
    for campaign_id in demo_session.scalars(select(Campaign.id).order_by(Campaign.id)).all():
        # as a page does: nothing of it is known beforehand
        demo_session.expunge_all()
        actor = demo_session.scalars(someone).one()
        inside = gather.internal(demo_session, campaign_id, actor=actor, edition=edition)
        outside = outward.outward(demo_session, campaign_id, actor=actor, edition=edition, at=clock.now())
        assert inside.title.text
        assert outside.title.text
        told += len(inside.messages)
    assert told > 8
