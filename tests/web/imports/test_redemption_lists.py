"""The pages of a list of redemptions: from its promotion's page to its figures, and back."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind, Role
from planner.campaigns.lifecycle import Status
from planner.imports.models import ImportState
from planner.promotions import tallies
from planner.promotions.models import Promotion, Redemption
from tests import factories
from tests.factories import Office
from tests.pages import Page, Visitor
from tests.web.imports.test_imports import Page_of, csv_of, the_list, work

Visit = Callable[..., Visitor]

HEADING = "วันที่,สาขา,จำนวน,ยอดเงิน,เลขที่ใบเสร็จ"


@pytest.fixture
def promotion(session: Session, office: Office) -> Promotion:
    """Of marketing, running, of a hundred."""
    campaign = factories.campaign(
        session, office.marketing, office.outsider, Kind.EXCHANGE, status=Status.ACTIVE
    )
    made = factories.promotion(session, campaign, quota_total=100)
    session.commit()
    return made


def today() -> str:
    """As a till in Bangkok prints it."""
    day = clock.today()
    return f"{day.day}/{day.month}/{day.year + 543}"


def brought(visitor: Visitor, promotion_id: int, content: bytes, status: int = 302) -> Page:
    """The answer to bringing a file from the promotion's page."""
    (way,) = [one for one in visitor.get(f"/promotions/{promotion_id}").links() if "/imports/new" in one]
    page = visitor.get(way)
    form = page.form(way)
    sent: dict[str, Any] = {**form.filled(), "file": (io.BytesIO(content), "พ.ย..csv")}
    return Page_of(visitor, form.action, sent, status)


def test_marketing_brings_what_shops_redeemed_sees_it_counted_and_takes_it_back(
    visit: Visit, office: Office, session: Session, promotion: Promotion
) -> None:
    key = promotion.id
    visitor = visit(office.outsider)
    rows = (f'{today()},สยาม,2,"1,250.50",B-1', f"{today()},ขอนแก่น,3,,B-2", f"{today()},ขอนแก่น,0,,B-3")
    columns = visitor.follow(brought(visitor, key, csv_of(HEADING, *rows)))
    assert f"/promotions/{key}/redemptions" in columns.links()
    looked = visitor.follow(visitor.fill(columns, "columns"))
    for said in ("Take in 2 rows", "whole number from 1", "B-1", "1250.50"):
        assert said in looked.text
    assert tallies.of_one(session, key).entries == 0
    session.rollback()
    done = visitor.follow(visitor.fill(looked, "take-in"))
    assert "Taken in" in done.text
    page = visitor.get(f"/promotions/{key}")
    assert "THB 1,250.50" in page.text
    assert "95" in page.text
    again = visitor.follow(
        visitor.fill(visitor.follow(brought(visitor, key, csv_of(HEADING, *rows))), "columns")
    )
    assert "Here already (2)" in again.text
    assert "nothing to take in" in again.text
    refused = visitor.get(next(one for one in done.links() if one.endswith("refused.csv")))
    (bad,) = list(csv.DictReader(io.StringIO(refused.response.data.decode("utf-8-sig"))))
    assert bad["เลขที่ใบเสร็จ"] == "B-3"
    assert "From a list" in visitor.get(f"/promotions/{key}/redemptions").text
    visitor.follow(visitor.fill(done, "take-back"))
    session.rollback()
    assert session.scalars(select(Redemption)).all() == []
    assert tallies.of_one(session, key).entries == 0


def test_from_the_general_page_no_list_of_redemptions_is_brought(
    visit: Visit, office: Office, promotion: Promotion
) -> None:
    visitor = visit(office.outsider)
    assert 'value="redemptions"' not in visitor.get("/imports/new").text
    form = visitor.get("/imports/new").form("/imports/new")
    sent = {**form.filled(kind="stakeholders"), "kind": "redemptions"}
    sent["file"] = (io.BytesIO(csv_of(HEADING, f"{today()},สยาม,2,,")), "x.csv")  # type: ignore[assignment]
    assert "Choose one from the list" in Page_of(visitor, form.action, sent, 422).text
    assert visitor.get("/imports/new?kind=redemptions").status == 200


@pytest.mark.parametrize("role", [Role.VIEWER, None])
def test_whoever_may_not_enter_finds_no_way_to_bring_a_list(
    visit: Visit, office: Office, session: Session, promotion: Promotion, role: Role | None
) -> None:
    who = office.viewer if role else office.owner
    visitor = visit(who)
    links = (
        visitor.get(f"/promotions/{promotion.id}").links()
        + visitor.get(f"/promotions/{promotion.id}/redemptions").links()
    )
    assert not [one for one in links if "/imports/new" in one]
    visitor.get(f"/imports/new?promotion={promotion.id}", status=403)


@pytest.mark.parametrize("query", ["promotion=999999", "promotion=0"])
def test_a_list_of_a_promotion_that_is_not_there_is_not_brought(
    visit: Visit, office: Office, promotion: Promotion, query: str
) -> None:
    visit(office.outsider).get(f"/imports/new?{query}", status=404)


def test_a_long_list_is_worked_by_a_worker_in_both_directions(
    visit: Visit, office: Office, session: Session, promotion: Promotion
) -> None:
    key = promotion.id
    promotion.quota_total = None
    session.commit()
    visitor = visit(office.outsider)
    rows = [f"{today()},สยาม,1,10,B-{nth}" for nth in range(301)]
    columns = visitor.follow(brought(visitor, key, csv_of(HEADING, *rows)))
    page = visitor.fill(columns, "columns")
    for state, action, entries in (
        (ImportState.CHECKED, "take-in", 0),
        (ImportState.APPLIED, "take-back", 301),
        (ImportState.UNDONE, None, 0),
    ):
        assert "/jobs/" in page.location
        work(session, visitor.client.application)
        one = the_list(session)
        assert one.state == state
        assert tallies.of_one(session, key).entries == entries
        session.rollback()
        if action:
            page = visitor.fill(visitor.get(f"/imports/{one.id}"), action)


def test_lists_of_promotions_and_of_what_was_redeemed_go_out_safe_for_spreadsheets(
    visit: Visit, office: Office, session: Session, promotion: Promotion
) -> None:
    promotion.name_en = "=HYPERLINK(1)"
    factories.redemption(session, promotion, quantity=3, value_minor=45_50, place="+1", note="@x")
    key = promotion.id
    session.commit()
    visitor = visit(office.viewer)
    answer = visitor.press("/promotions", "/promotions/export?when=now", status=200, form="csv")
    (row,) = csv.DictReader(io.StringIO(answer.response.data.decode("utf-8-sig")))
    assert (row["Name"], row["Quota"], row["Redeemed"], row["Left"]) == ("'=HYPERLINK(1)", "100", "3", "97")
    assert (row["What came back"], row["Entries that do not say it"]) == ("45.50", "0")
    path = f"/promotions/{key}/redemptions"
    answer = visitor.press(path, f"{path}/export", status=200, form="csv")
    (row,) = csv.DictReader(io.StringIO(answer.response.data.decode("utf-8-sig")))
    assert (row["How many"], row["What came back"]) == ("3", "45.50")
    assert (row["Shop or place"], row["Note"]) == ("'+1", "'@x")
