"""Deleting on pages: with a way back, and where it may not be, the reason and what to do instead."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from planner import clock
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.events.models import Event
from planner.feeds.models import Carried, Feed, Holder
from tests import factories
from tests.factories import Office
from tests.pages import Page, Visitor

Visit = Callable[..., Visitor]


def actions(page: Page, ending: str) -> list[str]:
    """The addresses of the page's forms that end so, from the top."""
    return [action for form in page.all("form") if (action := form.get("action", "")).endswith(ending)]


@pytest.fixture
def draft(session: Session, office: Office) -> Campaign:
    """A draft with an event."""
    made = factories.ready_campaign(session, office.corporate, office.owner)
    factories.event(session, made)
    session.commit()
    return made


def test_a_draft_is_deleted_and_brought_back_by_its_message(
    visit: Visit, session: Session, office: Office, draft: Campaign
) -> None:
    visitor = visit(office.mate)
    answer = visitor.press(f"/campaigns/{draft.id}", f"/campaigns/{draft.id}/delete")
    page = visitor.follow(answer)
    visitor.get(f"/campaigns/{draft.id}", status=404)
    assert "Deleted." in page.text
    (way_back,) = actions(page, "/undo")
    landed = visitor.fill(page, way_back)
    assert landed.location.endswith(f"/campaigns/{draft.id}")
    assert "deleted this draft" in visitor.get(f"/campaigns/{draft.id}").text


def test_an_event_is_deleted_and_the_campaign_remembers_it(
    visit: Visit, session: Session, office: Office, draft: Campaign
) -> None:
    event = factories.event(session, draft, title_en="Passing by", visibility="public")
    session.commit()
    visitor = visit(office.owner)
    page = visitor.follow(visitor.press(f"/events/{event.id}", f"/events/{event.id}/delete"))
    visitor.get(f"/events/{event.id}", status=404)
    assert "deleted the event" in page.text
    (way_back, *_) = actions(page, "/undo")
    visitor.fill(page, way_back)
    visitor.get(f"/events/{event.id}")


def test_an_old_page_deletes_nothing(visit: Visit, session: Session, office: Office, draft: Campaign) -> None:
    visitor = visit(office.owner)
    page = visitor.get(f"/campaigns/{draft.id}")
    draft.title_en = "Changed meanwhile"
    session.commit()
    told = visitor.follow(visitor.fill(page, f"/campaigns/{draft.id}/delete"))
    assert "Someone changed this a moment ago" in told.text


def test_where_it_may_not_be_the_page_says_why(
    visit: Visit, session: Session, office: Office, draft: Campaign
) -> None:
    event = factories.event(session, draft)
    feed = Feed(holder=Holder.OPEN, name="x")
    session.add(feed)
    session.flush()
    session.add(
        Carried(
            feed_id=feed.id,
            uid=event.uid,
            event_id=event.id,
            sequence=1,
            created_at=clock.now(),
            timing="x",
        )
    )
    session.commit()
    visitor = visit(office.owner)
    page = visitor.get(f"/events/{event.id}")
    assert "A calendar feed has carried this event. Cancel it instead" in page.text
    assert not actions(page, "/delete")
    assert actions(page, "/cancel")
    assert "carried an event of this campaign" in visitor.get(f"/campaigns/{draft.id}").text
    draft.status = Status.ACTIVE
    session.commit()
    assert "Only a draft can be deleted" in visitor.get(f"/campaigns/{draft.id}").text


def test_it_is_pressed_and_not_by_others(
    visit: Visit, session: Session, office: Office, draft: Campaign
) -> None:
    event = factories.event(session, draft)
    session.commit()
    for address in (f"/campaigns/{draft.id}/delete", f"/events/{event.id}/delete"):
        visit(office.owner).get(address, status=405)
        for who in (office.viewer, office.outsider):
            visitor = visit(who)
            token = visitor.get("/stakeholders").form(action="/sign-out").values["csrf_token"]
            visitor.post(address, {"csrf_token": token}, status=403)
    assert session.get(Event, event.id) is not None
