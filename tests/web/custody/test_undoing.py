"""Undoing on pages: the newest act in a history, and the message right after a slip."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from planner.activity.models import ActivityEntry
from planner.campaigns.models import Campaign
from planner.events.models import Event
from planner.stakeholders.models import Stakeholder
from tests import factories
from tests.factories import Office
from tests.pages import Page, Visitor

Visit = Callable[..., Visitor]


@pytest.fixture
def draft(session: Session, office: Office) -> Campaign:
    """A draft of the owner's."""
    made = factories.campaign(
        session, office.corporate, office.owner, title_en="Clean water", title_th="น้ำสะอาด"
    )
    session.commit()
    return made


def retitled(visitor: Visitor, draft: Campaign, title: str = "Cleaner water") -> Page:
    """The page after the title was changed."""
    edit = visitor.get(f"/campaigns/{draft.id}/edit")
    return visitor.follow(visitor.fill(edit, title_en=title))


def read(session: Session, wanted: Select[Any]) -> Any:
    """One value as the application left it; no transaction stays open that it would have to wait for."""
    session.rollback()
    value = session.scalars(wanted.limit(1)).first()
    session.rollback()
    return value


def title_of(session: Session, draft: Campaign) -> str | None:
    """The English title as the application left it."""
    title: str | None = read(session, select(Campaign.title_en).where(Campaign.id == draft.id))
    return title


def ways_back(page: Page) -> list[str]:
    """The addresses of the page's Undo buttons, from the top."""
    return [action for form in page.all("form") if (action := form.get("action", "")).endswith("/undo")]


def test_an_edit_carries_its_undo_in_the_message_and_in_the_history(
    visit: Visit, session: Session, office: Office, draft: Campaign
) -> None:
    visitor = visit(office.owner)
    page = retitled(visitor, draft)
    message, history = ways_back(page)
    assert message == history
    back = visitor.follow(visitor.fill(page, message))
    assert title_of(session, draft) == "Clean water"
    assert "Undone." in back.text
    assert "undid this" in back.text
    again = visitor.follow(visitor.fill(back, ways_back(back)[0]))
    assert title_of(session, draft) == "Cleaner water"
    assert "did this again after all" in again.text


def test_the_message_is_there_once_and_the_history_stays(
    visit: Visit, office: Office, draft: Campaign
) -> None:
    visitor = visit(office.owner)
    retitled(visitor, draft)
    assert len(ways_back(visitor.get(f"/campaigns/{draft.id}"))) == 1


def test_the_team_mate_may_and_others_may_not(
    visit: Visit, session: Session, office: Office, draft: Campaign
) -> None:
    retitled(visit(office.owner), draft)
    act = read(session, select(ActivityEntry.id).order_by(ActivityEntry.id.desc()))
    for who, status in ((office.viewer, 403), (office.outsider, 403)):
        visitor = visit(who)
        page = visitor.get(f"/campaigns/{draft.id}")
        assert ways_back(page) == []
        token = page.form(action="/sign-out").values["csrf_token"]
        visitor.post(f"/history/{act}/undo", {"csrf_token": token}, status=status)
    mate = visit(office.mate)
    page = mate.get(f"/campaigns/{draft.id}")
    mate.fill(page, ways_back(page)[0])
    assert title_of(session, draft) == "Clean water"
    mate.get(f"/history/{act}/undo", status=405)
    mate.post("/history/987654/undo", {"csrf_token": token}, status=400)


def test_what_somebody_changed_since_is_named(
    visit: Visit, session: Session, office: Office, draft: Campaign
) -> None:
    visitor = visit(office.owner)
    page = retitled(visitor, draft)
    retitled(visit(office.mate), draft, "Cleanest water")
    told = visitor.follow(visitor.fill(page, ways_back(page)[0]))
    assert "“Title (English)” of the campaign has been changed since then" in told.text
    assert title_of(session, draft) == "Cleanest water"


def test_an_old_page_says_that_it_was_undone_already(visit: Visit, office: Office, draft: Campaign) -> None:
    visitor = visit(office.owner)
    page = retitled(visitor, draft)
    visitor.fill(page, ways_back(page)[0])
    told = visitor.follow(visitor.fill(page, ways_back(page)[0]))
    assert "This was undone already." in told.text


def test_a_stakeholder_and_an_event_offer_it_too(
    visit: Visit, session: Session, office: Office, draft: Campaign
) -> None:
    visitor = visit(office.owner)
    who = factories.stakeholder(session, internal_notes="Likes tea")
    event = factories.event(session, draft)
    session.commit()
    keys = who.id, event.id
    visitor.fill(visitor.get(f"/stakeholders/{keys[0]}/edit/background"), internal_notes="Likes coffee")
    page = visitor.get(f"/stakeholders/{keys[0]}")
    landed = visitor.fill(page, ways_back(page)[0])
    assert landed.location.endswith(f"/stakeholders/{keys[0]}")
    assert read(session, select(Stakeholder.internal_notes).where(Stakeholder.id == keys[0])) == "Likes tea"
    visitor.fill(visitor.get(f"/events/{keys[1]}/edit/place"), venue_en="Elsewhere")
    sequence = read(session, select(Event.sequence).where(Event.id == keys[1]))
    page = visitor.get(f"/events/{keys[1]}")
    visitor.fill(page, ways_back(page)[0])
    assert read(session, select(Event.venue_en).where(Event.id == keys[1])) is None
    assert read(session, select(Event.sequence).where(Event.id == keys[1])) > sequence


def test_it_speaks_thai(visit: Visit, office: Office, draft: Campaign) -> None:
    page = retitled(visit(office.owner, language="th"), draft)
    assert len(ways_back(page)) == 2
