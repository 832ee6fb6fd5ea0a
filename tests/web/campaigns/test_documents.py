"""The documents beneath a budget line, on the page of the campaign and on their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from planner.campaigns.models import BudgetEntry, Campaign
from tests import factories
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """A draft of the owner's."""
    made = factories.campaign(session, office.corporate, office.owner)
    session.commit()
    return made


def test_an_invoice_is_entered_put_right_and_taken_out(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    line = factories.budget_line(session, campaign, category="Prize", currency="JPY", planned_minor=5_000)
    session.commit()
    visitor = visit(office.mate)
    page = visitor.get(f"/budget-lines/{line.id}/entries/new")
    typed: dict[str, Any] = {
        "document": "ใบกำกับ ๑๒",
        "amount": "๕,๕๐๐",
        "dated_on": "2/11/2569",
        "kind": "spent",
    }
    shown = visitor.follow(visitor.fill(page, **typed)).text
    for said in ("5,500", "counted", "Over plan", "as spent", "-500", "1 document", "ใบกำกับ ๑๒"):
        assert said in shown
    entry = session.query(BudgetEntry).one()
    session.commit()
    address = f"/budget-entries/{entry.id}"
    assert visitor.get(f"{address}/edit").form(holding="amount").values["amount"] == ["5,500"]
    visitor.fill(visitor.get(f"{address}/edit"), amount="4,500", is_credit="y")
    shown = visitor.get(f"/campaigns/{campaign.id}").text
    assert "-4,500" in shown
    assert "Credit note" in shown
    # what is counted is not typed in as well
    assert "actual" not in visitor.get(f"/budget-lines/{line.id}/edit").form(holding="planned").values
    visitor.press(f"{address}/edit", f"{address}/remove")
    assert "1 document" not in visitor.get(f"/campaigns/{campaign.id}").text


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"amount": "5.50"}, "no decimal places"),
        ({"amount": "0"}, "above nought"),
        ({"dated_on": "31/2/2026"}, "day"),
        ({"document": ""}, "Fill this in."),
        ({"kind": "promised"}, "Choose one from the list."),
    ],
)
def test_a_document_that_cannot_be_read_is_explained_and_kept(
    visit: Visit, session: Session, office: Office, campaign: Campaign, values: dict[str, str], message: str
) -> None:
    line = factories.budget_line(session, campaign, currency="JPY")
    session.commit()
    visitor = visit(office.owner)
    form = visitor.get(f"/budget-lines/{line.id}/entries/new").form(holding="amount")
    sane = {"document": "PO-1", "amount": "500", "dated_on": "2/11/2026", "kind": "committed"}
    sent = {**form.filled(**sane), **{key: [value] for key, value in values.items()}}
    page = visitor.post(form.action, sent, status=422)
    assert message in page.text
    assert page.form(holding="amount").values["amount"] == [values.get("amount", "500")]
    assert session.query(BudgetEntry).count() == 0
