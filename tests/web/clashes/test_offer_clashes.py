"""Clashes of promotions on the pages: the promotion's own, the event's, the list of a month, and the marks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind
from planner.campaigns.models import Participation
from planner.campaigns.words import ParticipationRole
from planner.stakeholders.words import StakeholderKind
from tests import factories
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]
MIXED = "Promotion beside a communal event"


def test_both_sides_say_so_and_lead_to_each_other(visit: Visit, session: Session, office: Office) -> None:
    public = factories.stakeholder(session, kind=StakeholderKind.PUBLIC)
    communal = factories.campaign(session, office.corporate, office.owner)
    exchange = factories.campaign(session, office.marketing, office.outsider, Kind.EXCHANGE)
    for one in (communal, exchange):
        session.add(
            Participation(campaign_id=one.id, stakeholder_id=public.id, role=ParticipationRole.BENEFICIARY)
        )
    event = factories.event(session, communal, title_en="Open day")
    offer = factories.promotion(session, exchange, name_en="Half the price")
    session.commit()
    reader = visit(office.outsider)
    page = reader.get(f"/promotions/{offer.id}")
    assert MIXED in page.text
    assert "Open day" in page.text
    theirs = visit(office.owner).get(f"/events/{event.id}")
    assert MIXED in theirs.text
    assert f"/promotions/{offer.id}" in [one.get("href") for one in theirs.all("a")]
    on = clock.today() + timedelta(days=1)
    listed = reader.get(f"/calendar/clashes?view=week&on={on}&campaign={exchange.id}")
    assert "Half the price" in listed.text
    marks = reader.client.get(f"/calendar/clashes/marks?view=week&on={on}").get_json()
    assert f"/promotions/{offer.id}" in marks["places"]
    offer.withdrawn_at = clock.now()
    session.commit()
    assert MIXED not in reader.get(f"/promotions/{offer.id}").text
    assert MIXED not in visit(office.owner).get(f"/events/{event.id}").text
