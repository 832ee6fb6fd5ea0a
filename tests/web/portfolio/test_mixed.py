"""The mixed-message guard over all campaigns: what its readers may see, most open first, each a way to its own page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from planner.campaigns.lifecycle import Status
from planner.plans import guard
from tests import factories
from tests.factories import Office
from tests.pages import Visitor


def test_findings_are_counted_by_campaign_and_lead_to_them(
    visit: Callable[..., Visitor], session: Session, office: Office
) -> None:
    def begun(said: str, **values: Any) -> int:
        return factories.campaign(session, office.corporate, office.owner, purpose_en=said, **values).id

    one, two = begun("Buy now."), begun("Order now. 20% off. Promo code in the bag.")
    begun("Nothing of the kind")
    hidden = begun("Shop now.", confidentiality="restricted")
    begun("Shop now.", status=Status.CANCELLED)
    session.flush()
    campaign = session.get_one(type(office.noise), two)
    key = guard.look(session, campaign, actor=office.owner).findings[0].key
    guard.answer(session, two, key, "Meant so", actor=office.owner)
    session.commit()
    year = campaign.start_on.year
    session.commit()
    visitor = visit(office.viewer)
    assert f"/portfolio/mixed-messages?year={year}" in visitor.get(f"/portfolio?year={year}").links()
    page = visitor.get(f"/portfolio/mixed-messages?year={year}")
    ways = [way for way in page.links() if way.endswith("/guard")]
    assert ways == [f"/campaigns/{two}/guard", f"/campaigns/{one}/guard"]
    assert f"/campaigns/{hidden}/guard" not in ways
    assert "Not answered: 3. Kept with a reason: 1." in page.text
    assert "Not answered: 2. Kept with a reason: 1." in page.text
    assert "Nothing was found." in visitor.get("/portfolio/mixed-messages?year=2031").text
