"""Promotions in the brief of an exchange campaign: what is offered and on which terms, never on a communal one."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind
from planner.briefs import promoted
from planner.briefs.shapes import Reader
from planner.dates import Era
from planner.i18n import Language
from tests import factories
from tests.factories import Office

READER = Reader(Language.EN, Era.CE, "Asia/Bangkok")


def test_they_stand_there_in_order_with_quota_code_and_permit_and_without_what_was_withdrawn(
    session: Session, office: Office
) -> None:
    campaign = factories.campaign(session, office.marketing, office.outsider, Kind.EXCHANGE)
    later = clock.now() + timedelta(days=9)
    factories.promotion(session, campaign, name_en="Second", starts_at=later, permit_needed=True)
    factories.promotion(
        session, campaign, name_en="First", code="FIZZ", quota_total=50, terms_en="While stocks last"
    )
    factories.promotion(session, campaign, withdrawn_at=clock.now(), withdrawn_reason="Wrong price")
    printed = promoted.promotions(session, campaign, READER) or ()
    assert [one.name.text for one in printed] == ["First", "Second"]
    first, second = printed
    assert (first.code, first.quota, first.terms and first.terms.text) == ("FIZZ", 50, "While stocks last")
    assert (first.permit, second.permit) == (None, "Needed, and not there yet")
    assert first.starts_on == clock.today() - timedelta(days=1)
    assert first.ends_on == clock.today() + timedelta(days=29)


def test_a_communal_campaign_has_not_even_the_place(session: Session, office: Office) -> None:
    campaign = factories.campaign(session, office.corporate, office.owner)
    assert promoted.promotions(session, campaign, READER) is None
