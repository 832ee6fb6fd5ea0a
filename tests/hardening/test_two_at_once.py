"""Two people who make or take away the same thing at the same moment: one did it, the other is told; never a mishap."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests import factories
from tests.factories import Office
from tests.pages import Page, Visitor

Visit = Callable[..., Visitor]
Sending = tuple[Visitor, str, dict[str, Any]]
DONE, REFUSED = 302, 422


def at_once(*sendings: Sending) -> list[Page]:
    """The answers to all of them, sent at the same moment."""
    gate = threading.Barrier(len(sendings))

    def send(sending: Sending) -> Page:
        visitor, path, data = sending
        gate.wait()
        return Page(visitor.client.post(path, data=data))

    with ThreadPoolExecutor(len(sendings)) as crowd:
        return list(crowd.map(send, sendings))


def pressed(visitor: Visitor, path: str, action: str, **values: Any) -> Sending:
    """A form of a page, filled in and not sent yet."""
    form = visitor.get(path).form(action)
    return visitor, form.action, form.filled(**values)


@pytest.fixture
def two(session: Session, office: Office, visit: Visit) -> list[Visitor]:
    """Two administrators."""
    second = factories.user(session, is_administrator=True)
    session.commit()
    return [visit(office.administrator), visit(second)]


def test_the_same_person_is_invited_once(two: list[Visitor]) -> None:
    values = {"email": "mana@example.org", "given_th": "มานะ"}
    answers = at_once(*(pressed(one, "/people/new", "/people/new", **values) for one in two))
    assert sorted(answer.status for answer in answers) == [DONE, REFUSED]


def test_the_same_country_is_chosen_once(two: list[Visitor]) -> None:
    where = "/holidays/countries"
    answers = at_once(*(pressed(one, where, where, country="DE") for one in two))
    assert {answer.status for answer in answers} <= {DONE, REFUSED}
    assert DONE in {answer.status for answer in answers}
    assert len([link for link in two[0].get(where).all("form") if "/drop" in link.get("action", "")]) == 1


def test_a_year_of_holidays_is_taken_over_once(two: list[Visitor]) -> None:
    where = "/holidays?country=TH&year=2031"
    answers = at_once(*(pressed(one, where, "/take-over") for one in two))
    assert {answer.status for answer in answers} == {DONE}
    assert two[0].get(where).text.count("Christmas") <= 1


def test_a_draft_is_deleted_or_something_is_added_to_it(
    session: Session, office: Office, visit: Visit
) -> None:
    draft = factories.campaign(session, office.corporate, office.owner)
    session.commit()
    page, new = f"/campaigns/{draft.id}", f"/campaigns/{draft.id}/messages/new"
    mate, owner = visit(office.mate), visit(office.owner)
    deleting, adding = at_once(
        pressed(owner, page, f"{page}/delete"), pressed(mate, new, new, text_en="Water")
    )
    assert {deleting.status, adding.status} <= {DONE, REFUSED, 404}
    is_there = owner.client.get(page).status_code == 200
    assert is_there == ("Water" in owner.client.get(page).get_data(as_text=True))
