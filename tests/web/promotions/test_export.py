"""The list of promotions as a file: what the page lists for the reader, counted, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.campaigns.words import Confidentiality
from planner.promotions.actions import Period
from planner.promotions.models import Promotion
from tests import factories
from tests.counting import statements
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """An exchange campaign that runs."""
    return factories.campaign(
        session,
        office.marketing,
        office.outsider,
        Kind.EXCHANGE,
        status=Status.ACTIVE,
        title_en="Year-end sale",
        confidentiality=Confidentiality.STAKEHOLDERS,
    )


def rows(visitor: Visitor, when: str = "now") -> list[dict[str, str]]:
    address = f"/promotions/export?when={when}"
    file = visitor.press(f"/promotions?when={when}", address, status=200, form="csv").response
    return list(csv.DictReader(io.StringIO(file.data.decode("utf-8-sig"))))


def _day(on: date) -> str:
    """In the reader's era."""
    return f"{on:%d/%m}/{on.year + 543}"


def test_it_is_what_the_page_counts(
    session: Session, office: Office, campaign: Campaign, visit: Visit
) -> None:
    made = factories.promotion(
        session,
        campaign,
        quota_total=10,
        cost_per_unit_minor=5_00,
        channels=["shop", "line"],
        code="SECRET10",
    )
    factories.redemption(session, made, quantity=3, value_minor=1234_50)
    factories.redemption(session, made)
    session.commit()
    period = Period.of(made)
    visitor = visit(office.viewer)
    (one,) = rows(visitor)
    wanted = {
        "Name": "Coupon",
        "Mechanic": "Coupon code",
        "State": "Live",
        "Starts on": _day(period.start_on),
        "Ends on": _day(period.end_on),
        "Ends at": "",
        "Channels": "Shop; LINE",
        "Quota": "10",
        "Redeemed": "4",
        "Left": "6",
        "Currency": "THB",
        "Entries that do not say it": "1",
    }
    assert {key: one[key] for key in wanted} == wanted
    assert (Decimal(one["Cost of one"]), Decimal(one["What came back"])) == (Decimal(5), Decimal("1234.5"))
    page = visitor.get("/promotions?when=now")
    for said in ("Coupon", "Year-end sale", "Live", "6"):
        assert said in page.text


def test_it_holds_what_the_page_at_its_address_lists_for_whoever_asks(
    session: Session, office: Office, campaign: Campaign, visit: Visit
) -> None:
    now = clock.now()

    def made(name: str, days: int, of: Campaign = campaign, **values: Any) -> Promotion:
        starts_at = now + timedelta(days=days)
        return factories.promotion(
            session, of, name_en=name, starts_at=starts_at, ends_at=starts_at + timedelta(days=5), **values
        )

    secret = factories.campaign(
        session,
        office.marketing,
        office.outsider,
        Kind.EXCHANGE,
        confidentiality=Confidentiality.TEAM,
        status=Status.ACTIVE,
    )
    for name, days in (("Runs", -1), ("Runs out", -4), ("Comes", 3), ("Was", -30)):
        made(name, days)
    made("Taken back", 3, withdrawn_at=now)
    made("For the team", -1, secret)
    session.commit()
    told = {
        who: {when: [one["Name"] for one in rows(visit(person), when)] for when in ("now", "coming", "over")}
        for who, person in (("apart", office.owner), ("owner", office.outsider))
    }
    assert told["apart"] == {"now": ["Runs out", "Runs"], "coming": ["Comes"], "over": ["Taken back", "Was"]}
    assert told["owner"]["now"] == ["Runs out", "Runs", "For the team"]


def test_an_empty_page_offers_no_file_and_nobody_from_outside_gets_one(
    session: Session, office: Office, visit: Visit
) -> None:
    assert "/promotions/export" not in visit(office.owner).get("/promotions?when=coming").html


@pytest.mark.parametrize("start", list("=+-@"))
def test_no_cell_is_a_formula(
    session: Session, office: Office, campaign: Campaign, visit: Visit, start: str
) -> None:
    bad = f"{start}cmd|' /C calc'!A0"
    factories.promotion(session, campaign, name_en=bad, name_th=bad, offer_text_en=bad, offer_text_th=bad)
    session.commit()
    visitor = visit(office.owner)
    assert not [value for one in rows(visitor) for value in one.values() if value.startswith(start + "cmd")]
    answer = visitor.press("/promotions", "/promotions/export?when=now", status=200, form="xlsx").response
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    # days and numbers are such, to be sorted and added up
    assert any(isinstance(cell.value, date) for cell in cells)


def test_its_statements_do_not_grow_with_it(
    session: Session, office: Office, campaign: Campaign, visit: Visit
) -> None:
    visitor = visit(office.owner)

    def asked() -> int:
        with statements(session) as made:
            rows(visitor)
        return len(made)

    factories.promotion(session, campaign)
    session.commit()
    few = asked()
    for _ in range(40):
        factories.promotion(session, campaign)
    session.commit()
    assert asked() == few
