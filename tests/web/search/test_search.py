"""One search over everything."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from planner.events.words import Visibility
from planner.stakeholders.words import StakeholderKind
from tests import factories
from tests.factories import Office
from tests.pages import Page, Visitor, words

Visit = Callable[..., Visitor]


@pytest.fixture(autouse=True)
def records(session: Session, office: Office) -> None:
    """A campaign, a person and an event about mangroves."""
    campaign = factories.campaign(
        session, office.corporate, office.owner, title_th="โครงการปลูกป่าชายเลน", title_en="Mangroves"
    )
    factories.event(session, campaign, title_th="วันปลูกป่า", title_en="Planting day")
    factories.event(session, campaign, title_th="ประชุมป่าลับ", visibility=Visibility.RESTRICTED)
    factories.stakeholder(session, kind=StakeholderKind.PERSON, given_th="ป่าน", family_th="ชายทะเล")
    session.commit()


def test_words_inside_unspaced_thai_are_found_in_all_three(visit: Visit, office: Office) -> None:
    page = visit(office.owner, language="th").get("/search?q=ป่า")
    assert {"โครงการปลูกป่าชายเลน", "วันปลูกป่า", "ป่าน ชายทะเล"} <= {link.strip() for link in texts(page)}


def test_what_one_may_not_see_is_not_found(visit: Visit, office: Office) -> None:
    assert "ประชุมป่าลับ" in visit(office.owner, language="th").get("/search?q=ลับ").text
    assert "ประชุมป่าลับ" not in visit(office.mate, language="th").get("/search?q=ลับ").text


def test_nothing_found_says_what_to_do(visit: Visit, office: Office) -> None:
    assert "Try fewer letters" in visit(office.owner).get("/search?q=zzzz").text


@pytest.mark.parametrize("q", ["", "%", "_", "'", '" OR 1=1', "\\", "%00", "x" * 3000, "๏", "(", "🙂"])
def test_any_words_may_be_asked_for(q: str, visit: Visit, office: Office) -> None:
    page = visit(office.owner).get("/search?q=" + "".join(f"%{byte:02x}" for byte in q.encode()))
    assert "Noise" not in page.text


def texts(page: Page) -> list[str]:
    return [words(link) for link in page.all("a")]
