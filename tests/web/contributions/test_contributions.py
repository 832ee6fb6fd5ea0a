"""The pages of contributions: what is refused is kept, hours come from the event, the statement counts and goes out."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.contributions.models import Contribution, Need
from planner.contributions.words import Form, NeedState, ValuationBasis
from planner.events.words import Visibility
from tests import factories
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """Communal, and running."""
    made = factories.campaign(session, office.corporate, office.owner, status=Status.ACTIVE)
    session.commit()
    return made


def test_what_is_refused_is_kept_and_said_beside_its_field(
    session: Session, office: Office, campaign: Campaign, visit: Visit
) -> None:
    visitor = visit(office.mate, language="th")
    home = f"/campaigns/{campaign.id}/contributions/new"
    assert f"{home}?form=in_kind" in visitor.get(home).links()
    form = visitor.get(f"{home}?form=in_kind")
    far = clock.today() + timedelta(days=400)
    typed = {
        "description_th": "ข้าวสาร ๑๐๐ กก.",
        "recipient": "วัดไผ่",
        "contributed_on": f"{far.day}/{far.month}/{far.year + 543}",
        "value": "๓,๕๐๐.๒๕",
    }
    refused = visitor.fill(form, **typed, status=422)
    assert all(value in refused.html for value in typed.values())
    assert "บันทึกการให้ได้เมื่อให้แล้วเท่านั้น" in refused.text
    today = clock.today()
    refused = visitor.fill(refused, contributed_on=today.isoformat(), status=422)
    assert "โปรดระบุว่าตีมูลค่าจากอะไร" in refused.text
    made = visitor.fill(refused, valuation_basis="cost_to_company").location
    one = session.scalars(select(Contribution).order_by(Contribution.id)).one()
    assert made == f"/contributions/{one.id}"
    assert (one.value_minor, one.form, one.recipient) == (350_025, Form.IN_KIND, "วัดไผ่")


def test_sections_are_changed_and_a_rate_is_worked_out_anew(
    session: Session, office: Office, campaign: Campaign, visit: Visit
) -> None:
    made = factories.contribution(
        session,
        campaign,
        form=Form.TIME,
        valuation_basis=ValuationBasis.HOURLY_RATE,
        hours=Decimal(10),
        people=5,
        in_paid_time=True,
        hourly_rate_minor=10_000,
        value_minor=100_000,
    )
    session.commit()
    visitor, home = visit(office.owner), f"/contributions/{made.id}"
    session.rollback()
    visitor.fill(visitor.get(f"{home}/edit/worth"), hours="12.5", hourly_rate="200")
    visitor.fill(visitor.get(f"{home}/edit/results"), people_reached="80", leverage_customers="1,500")
    visitor.fill(visitor.get(f"{home}/edit/goals"), sdg=["4", "13"], iso26000=["environment"])
    page = visitor.get(home)
    assert "12.5 hours × THB 200 = THB 2,500" in page.text
    assert "13 Climate action" in page.text
    session.expire_all()
    assert (made.value_minor, made.people_reached, made.sdg) == (250_000, 80, [4, 13])
    assert made.leverage_customers_minor == 150_000


def test_a_need_is_led_through_its_states_and_forms_out_of_turn_lead_back(
    session: Session, office: Office, campaign: Campaign, visit: Visit
) -> None:
    given, need = factories.contribution(session, campaign), factories.need(session, campaign)
    session.commit()
    key, home, given_id = need.id, f"/needs/{need.id}", given.id
    session.rollback()
    visitor = visit(office.mate)
    assert visitor.get(f"{home}/outcome", status=302).location == home
    visitor.press(home, f"{home}/accept")
    refused = visitor.fill(visitor.get(f"{home}/answer"), response="We bought it", status=422)
    assert "We bought it" in refused.html
    visitor.fill(refused, contribution_id=str(given_id))
    visitor.fill(visitor.get(f"{home}/outcome"), outcome="It helped a little")
    session.expire_all()
    found = session.get_one(Need, key)
    assert (found.state, found.outcome) == (NeedState.ANSWERED, "It helped a little")
    assert "It helped a little" in visitor.get(home).text
    assert visit(office.outsider).get(home).text.count("Write down") == 0


@pytest.mark.pdf
def test_the_statement_goes_out_as_it_is_counted(
    session: Session, office: Office, campaign: Campaign, visit: Visit
) -> None:
    on = date(2026, 3, 9)
    factories.contribution(session, campaign, contributed_on=on, value_minor=123_456_00, place="น่าน")
    factories.contribution(session, campaign, contributed_on=on, value_minor=7_00, currency="USD")
    factories.contribution(session, campaign, contributed_on=on, value_minor=None, valuation_basis=None)
    factories.contribution(
        session, campaign, contributed_on=on, form=Form.MANAGEMENT_COST, value_minor=4_000_00
    )
    session.commit()
    visitor = visit(office.viewer)
    page = visitor.get("/contributions?year=2026")
    for said in ("THB 123,456", "USD 7", "THB 4,000", "THB 127,456", "น่าน"):
        assert said in page.text
    answer = visitor.get("/contributions.pdf?year=2026&language=th").response
    read = subprocess.run(["pdftotext", "-raw", "-", "-"], input=answer.data, capture_output=True, check=True)
    paper = read.stdout.decode()
    for said in ("฿123,456", "฿127,456", "ที่จ่ายจริง", "น่าน", "พ.ศ. 2569" if "พ.ศ." in paper else "2569"):
        assert said in paper
    address = "/contributions/export?year=2026"
    file = visitor.press("/contributions?year=2026", address, status=200, form="csv").response
    rows = file.data.decode("utf-8-sig").splitlines()
    assert len(rows) == 5
    assert "123456" in rows[1].replace(",", "")
    assert "return" not in rows[0].casefold()


def test_what_is_held_stays_though_it_could_not_be_chosen_any_more(
    session: Session, office: Office, campaign: Campaign, visit: Visit
) -> None:
    event = factories.event(session, campaign, title_en="Hush", visibility=Visibility.RESTRICTED)
    school = factories.stakeholder(session)
    made = factories.contribution(
        session, campaign, recipient_id=school.id, recipient=None, event_id=event.id, form=Form.CASH
    )
    need = factories.need(
        session,
        campaign,
        stated_by_id=school.id,
        stated_by=None,
        state=NeedState.ANSWERED,
        response="Glasses",
        answered_on=clock.today(),
        event_id=event.id,
    )
    session.commit()
    visitor = visit(office.mate)
    session.rollback()
    page = visitor.get(f"/contributions/{made.id}/edit/gift")
    assert "Hush" not in page.text
    visitor.fill(page, place="Nan")
    visitor.fill(visitor.get(f"/contributions/{made.id}/edit/worth"), valuation_note="Receipt 7")
    visitor.fill(visitor.get(f"/needs/{need.id}/edit"), text="To read")
    visitor.fill(visitor.get(f"/needs/{need.id}/answer"), response="Forty glasses")
    session.expire_all()
    assert (made.place, made.valuation_note) == ("Nan", "Receipt 7")
    assert (made.recipient_id, made.event_id) == (school.id, event.id)
    assert (need.text, need.response) == ("To read", "Forty glasses")
    assert (need.stated_by_id, need.event_id) == (school.id, event.id)


def test_an_exchange_campaign_gives_nothing(
    session: Session, office: Office, campaign: Campaign, visit: Visit
) -> None:
    selling = factories.campaign(session, office.marketing, office.outsider, Kind.EXCHANGE)
    session.commit()
    visitor = visit(office.outsider)
    page = visitor.get(f"/campaigns/{selling.id}")
    assert not [one for one in page.links() if "contributions" in one and f"/campaigns/{selling.id}" in one]
    assert visitor.get(f"/campaigns/{selling.id}/contributions/new", status=422).status == 422
