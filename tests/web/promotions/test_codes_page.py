"""The page of codes: a batch made, looked into, taken out as a list, and deleted while nobody has used it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts import queries as people
from planner.accounts.models import Kind
from planner.campaigns.lifecycle import Status
from planner.promotions import batches, redeeming
from planner.promotions.batches import NewBatch
from planner.promotions.models import Promotion
from planner.promotions.redeeming import Redeemed
from tests import factories
from tests.factories import Office
from tests.pages import Visitor
from tests.web.exports.read import take, workbook

Visit = Callable[..., Visitor]


@pytest.fixture
def promotion(session: Session, office: Office) -> Promotion:
    """Of a running campaign of marketing."""
    campaign = factories.campaign(
        session, office.marketing, office.outsider, Kind.EXCHANGE, status=Status.ACTIVE
    )
    made = factories.promotion(session, campaign)
    session.commit()
    return made


def test_a_planner_makes_a_batch_looks_a_code_up_and_deletes_what_nobody_used(
    session: Session, office: Office, promotion: Promotion, visit: Visit
) -> None:
    planner, home, who_id = visit(office.outsider), f"/promotions/{promotion.id}/codes", office.outsider.id
    page = planner.get(f"{home}/new")
    refused = planner.fill(page, count="10,001", prefix="SUN", status=422)
    assert 'value="10,001"' in refused.html
    refused = planner.fill(refused, count="๒", prefix="แดด", status=422)
    assert "A prefix has letters A to Z" in refused.text
    planner.fill(refused, prefix="SUN")
    ((code, _), *_) = batches.rows(session, promotion.id, 1)
    session.rollback()
    for typed, words in (
        (code.lower(), "good, of batch 1"),
        (code[:-1], "mistyped"),
        ("<b>x</b>", "mistyped"),
        ("", "A code as somebody shows it"),
    ):
        assert words in planner.get(f"{home}?q={typed}").text
    redeeming.enter(
        session,
        promotion.id,
        Redeemed(redeemed_at=clock.now(), code=code, place="Siam"),
        actor=people.person(session, who_id),
    )
    session.commit()
    page = planner.get(f"{home}?q={code}")
    assert "redeemed already, of batch 1." in page.text
    assert "Siam" in page.text
    assert "/codes/1/remove" not in page.html
    planner.fill(planner.get(f"{home}/new"), count="1")
    planner.press(home, "/codes/2/remove")
    assert "The batch is deleted." in planner.get(home).text


def test_a_batch_goes_out_as_csv_and_as_a_workbook_in_the_readers_language(
    session: Session, office: Office, promotion: Promotion, visit: Visit
) -> None:
    batches.make(session, promotion.id, NewBatch(count=3), actor=office.outsider)
    (used, _), *others = batches.rows(session, promotion.id, 1)
    redeeming.enter(
        session, promotion.id, Redeemed(redeemed_at=clock.now(), code=used), actor=office.outsider
    )
    session.commit()
    home = f"/promotions/{promotion.id}/codes"
    wanted = [
        ("Offer code", "Batch", "Redeemed"),
        (used, "1", "yes"),
        *((code, "1", "no") for code, _ in others),
    ]
    planner = visit(office.outsider)
    answer = take(planner, f"{home}/1/export", start=home)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    told = list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    assert [tuple(row) for row in told] == wanted
    answer = take(planner, f"{home}/1/export", "xlsx", start=home)
    sheet = workbook(answer).iter_rows(values_only=True)
    assert [tuple(str(cell) for cell in row) for row in sheet] == wanted
    assert take(visit(office.mate), f"{home}/1/export", start=home).status_code == 403
    assert take(planner, f"{home}/2/export", start=home).status_code == 404
