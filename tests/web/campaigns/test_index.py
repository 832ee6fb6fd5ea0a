"""The list of campaigns, its filters in the address."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from planner.campaigns.listing import PAGE_SIZE
from tests import factories
from tests.factories import Office
from tests.pages import Page, Visitor, words

Visit = Callable[..., Visitor]


@contextmanager
def statements(session: Session) -> Iterator[list[str]]:
    """The statements the application sends meanwhile."""
    sent: list[str] = []

    def note(_conn: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        sent.append(statement)

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def rows(page: Page) -> list[str]:
    """The names in the first column."""
    return [words(cell) for cell in page.all("th") if "name-cell" in (cell.get("class") or "")]


def test_an_empty_list_says_what_would_be_here(visit: Visit, session: Session, office: Office) -> None:
    page = visit(office.owner).get("/campaigns")
    assert "A campaign says why, for whom and when" in page.text
    assert "/campaigns/new" in page.links()


@pytest.mark.parametrize("language", ["th", "en"])
def test_a_line_says_name_kind_code_state_and_days(
    visit: Visit, session: Session, office: Office, language: str
) -> None:
    office.owner.language = language  # type: ignore[assignment] # the column takes the key
    made = factories.campaign(session, office.corporate, office.owner, title_en=None)
    session.commit()
    page = visit(office.owner, language=language).get("/campaigns")
    assert made.title_th
    assert made.title_th in rows(page)[0]
    assert made.code in rows(page)[0]
    assert f"/campaigns/{made.id}" in page.links()


def test_nobody_reads_of_a_campaign_that_is_not_theirs(visit: Visit, office: Office) -> None:
    assert "Noise" not in visit(office.owner).get("/campaigns").text
    assert "Noise" in visit(office.outsider).get("/campaigns").text


def test_filters_stand_in_the_address_and_in_the_form(visit: Visit, session: Session, office: Office) -> None:
    factories.campaign(session, office.corporate, office.owner, title_en="Kept", field_of_work="csr")
    factories.campaign(session, office.corporate, office.mate, title_en="Left out")
    session.commit()
    address = (
        f"/campaigns?q=kept&kind=communal&team={office.corporate.id}&mine=1&field_of_work=csr&period=now"
    )
    page = visit(office.owner).get(address)
    assert len(rows(page)) == 1
    form = page.form(holding="period")
    assert form.method == "get"
    assert form.values["q"] == ["kept"]
    assert form.values["kind"] == ["communal"]
    assert form.values["mine"] == ["1"]


def test_states_are_counted_and_chosen_by_a_link(visit: Visit, session: Session, office: Office) -> None:
    factories.campaign(session, office.corporate, office.owner, title_en="Running", status="active")
    factories.campaign(session, office.corporate, office.owner, title_en="Begun")
    session.commit()
    visitor = visit(office.owner)
    page = visitor.get("/campaigns?kind=communal")
    assert "/campaigns?kind=communal&status=active" in page.links()
    chosen = visitor.get("/campaigns?kind=communal&status=active")
    assert [row.partition(" (")[0] for row in rows(chosen)] == ["Running"]
    assert chosen.form(holding="period").values["status"] == ["active"]


@pytest.mark.parametrize(
    "query",
    [
        "kind=barter",
        "status=',--",
        "team=x",
        "team=99999999999999999999",
        "period=eternity",
        "page=0",
        "page=-1",
        "page=99999999999",
        "sort=secret",
        "order=sideways",
        "q=%00%F0%9F%92%A9%25_",
        "q=" + "ก" * 5_000,
        "mine=perhaps",
    ],
)
def test_an_address_that_makes_no_sense_is_still_a_page(visit: Visit, office: Office, query: str) -> None:
    visit(office.owner).get(f"/campaigns?{query}")


def test_no_match_offers_the_way_back(visit: Visit, session: Session, office: Office) -> None:
    factories.campaign(session, office.corporate, office.owner)
    session.commit()
    assert "No campaign is like that." in visit(office.owner).get("/campaigns?q=nowhere").text


def test_a_long_list_has_pages_that_keep_the_filters(visit: Visit, session: Session, office: Office) -> None:
    for n in range(PAGE_SIZE + 2):
        factories.campaign(session, office.corporate, office.owner, title_th=f"แผน {n:03}")
    session.commit()
    visitor = visit(office.owner)
    first = visitor.get("/campaigns?kind=communal")
    assert "/campaigns?kind=communal&page=2" in first.links()
    assert len(rows(visitor.get("/campaigns?kind=communal&page=2"))) == 2


def test_the_list_asks_as_many_statements_for_many_as_for_one(
    visit: Visit, session: Session, office: Office
) -> None:
    visitor = visit(office.owner)
    counts = []
    for more in (1, 20):
        for _ in range(more):
            factories.campaign(session, office.corporate, office.owner)
        session.commit()
        visitor.get("/campaigns")
        with statements(session) as sent:
            visitor.get("/campaigns")
        counts.append(len(sent))
    assert counts[0] == counts[1]


def test_a_stranger_is_asked_to_sign_in(visit: Visit) -> None:
    assert "/sign-in" in visit().get("/campaigns", status=302).location
