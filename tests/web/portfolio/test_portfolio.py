"""The portfolio: both kinds side by side, every number a way to what it counts."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import date
from io import StringIO
from urllib.parse import urlencode

import pytest
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind
from planner.campaigns.lifecycle import Status
from tests import factories
from tests.counting import statements
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]


def begun(session: Session, office: Office, kind: Kind = Kind.COMMUNAL, **values: object) -> None:
    """A campaign of this year with something of everything."""
    today = clock.today()
    dates = {"start_on": date(today.year, 1, 5), "end_on": date(today.year, 12, 5)}
    one = factories.campaign(
        session, office.corporate, office.owner, kind, **{"status": Status.ACTIVE, **dates, **values}
    )
    factories.event(session, one)
    factories.objective(session, one, due_on=date(today.year, 1, 6))
    factories.participation(session, one, factories.stakeholder(session, kind="public"))
    factories.budget_entry(session, factories.budget_line(session, one), amount_minor=150_00)
    factories.budget_line(session, one, currency="USD", planned_minor=7_00)
    session.commit()


def test_every_number_leads_to_what_it_counts(visit: Visit, session: Session, office: Office) -> None:
    begun(session, office, title_en="Clean canals")
    begun(session, office, Kind.EXCHANGE, title_en="Free tasting")
    begun(session, office, title_en="Somebody else's", confidentiality="restricted", owner_id=office.mate.id)
    visitor = visit(office.viewer)
    page = visitor.get("/portfolio")
    for said in ("150.00", "-50.00", "USD", "Nothing communal", "Nothing of exchange"):
        assert said in page.text
    addresses = {link.get("href") or "" for cell in page.all("td") for link in cell.iter("a")}
    assert {re.split(r"[?]", one)[0] for one in addresses} == {
        "/campaigns",
        "/portfolio/objectives",
        "/portfolio/money",
    }
    for address in addresses:
        text = visitor.get(address).text
        assert "Somebody else's" not in text
        assert "Clean canals" in text or "Free tasting" in text or "Reach 100 people" in text, address
    over = visitor.get(f"/portfolio/money?year={clock.today().year}&kind=communal&currency=THB&over=1").text
    assert "Clean canals" in over
    assert "Free tasting" not in over


@pytest.mark.parametrize("query", ["year=0", "year=x&quarter=9", "kind=gift&team=99999999999", "quarter=0"])
def test_what_the_address_cannot_mean_is_as_if_it_were_not_there(
    visit: Visit, session: Session, office: Office, query: str
) -> None:
    begun(session, office)
    for path in ("/portfolio", "/portfolio/money", "/portfolio/objectives", "/campaigns"):
        assert visit(office.owner).get(f"{path}?{query}").status == 200


def test_the_pages_ask_as_many_statements_for_many_as_for_one(
    visit: Visit, session: Session, office: Office
) -> None:
    visitor = visit(office.owner)
    begun(session, office, status=Status.IN_REVIEW, approver_id=office.approver.id)
    paths = ("/portfolio", "/portfolio/money", "/portfolio/objectives")
    asked = []
    for more in (0, 4):
        for _ in range(more):
            begun(session, office, status=Status.IN_REVIEW, approver_id=office.approver.id)
        for path in paths:
            visitor.get(path)
            with statements(session) as sent:
                visitor.get(path)
            asked.append(len(sent))
    assert asked[:3] == asked[3:]


def test_the_figures_of_communal_campaigns_go_out_for_a_spreadsheet_without_a_return(
    visit: Visit, session: Session, office: Office
) -> None:
    office.corporate.name_en = "=1+1"
    begun(session, office)
    promoted(session, office)
    rows = exported(visit(office.owner), kind="communal")
    assert [row["Currency"] for row in rows] == ["THB", "USD"]
    assert rows[0]["Team"] == "'=1+1"
    told = " ".join(rows[0]).casefold()
    for word in ("return", "came back", "redeemed", "promotions"):
        assert word not in told


def test_each_kind_has_its_own_ledger_in_page_and_spreadsheet(
    visit: Visit, session: Session, office: Office
) -> None:
    begun(session, office, purpose_en="Buy now.")
    promoted(session, office)
    visitor = visit(office.owner)
    communal, dollars, exchange = exported(visitor)
    assert (communal["Promotions"], communal["Redeemed"], communal["What came back"]) == ("", "", "")
    assert (communal["Mixed messages not answered"], exchange["Mixed messages not answered"]) == ("1", "0")
    assert (dollars["Mixed messages not answered"], dollars["Promotions"]) == ("", "")
    assert (exchange["Promotions"], exchange["Redeemed"], exchange["What came back"]) == ("1", "7", "45.50")
    page = visitor.get("/portfolio")
    assert "THB 45.50" in page.text
    assert "1 entry does not say what came back." in page.text
    assert "THB 45.50" not in visitor.get("/portfolio?kind=communal").text


def promoted(session: Session, office: Office) -> None:
    """An exchange campaign of this year, of whose coupon seven were redeemed in two entries."""
    start = date(clock.today().year, 1, 5)
    one = factories.campaign(
        session,
        office.marketing,
        office.outsider,
        Kind.EXCHANGE,
        status=Status.ACTIVE,
        start_on=start,
        end_on=start,
    )
    coupon = factories.promotion(session, one)
    factories.redemption(session, coupon, quantity=3, value_minor=45_50)
    factories.redemption(session, coupon, quantity=4)
    session.commit()


def exported(visitor: Visitor, **query: str) -> list[dict[str, str]]:
    """The rows of the spreadsheet of this year."""
    asked = urlencode({"year": clock.today().year, **query})
    answer = visitor.press(f"/portfolio?{asked}", f"/portfolio/export?{asked}", status=200, form="csv")
    return list(csv.DictReader(StringIO(answer.response.data.decode("utf-8-sig"))))


def test_an_empty_year_says_what_would_be_here_in_thai(visit: Visit, office: Office) -> None:
    page = visit(office.outsider, language="th").get("/portfolio?year=2031")
    assert "2574" in page.text
