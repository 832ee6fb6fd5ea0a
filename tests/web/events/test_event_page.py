"""The page of an event: moving it by form, its steps, what it says of those outside, what it asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.events.models import Attachment, Event, RunSheetItem
from planner.events.words import EventStatus, EventType, Visibility
from tests import factories
from tests.counting import statements
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]


def _now(session: Session, event: Event) -> Event:
    """The event as the planner wrote it; leaves the database free for the next page."""
    session.expire_all()
    found = session.scalars(select(Event).where(Event.id == event.id)).one()
    session.commit()
    return found


def test_it_is_moved_by_form_to_another_day_zone_and_whole_days(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    owner = visit(office.owner)
    move = f"/events/{event.id}/move"
    assert owner.get(move).form("/move").values["start_on"] == ["24/11/2569"]
    owner.press(move, "/move", start_on="1/12/2026", end_on="", timezone="Asia/Tokyo")
    moved = _now(session, event)
    assert moved.starts_at == datetime(2026, 12, 1, 1, tzinfo=UTC)
    assert moved.sequence == 1
    owner.press(move, "/move", start_on="13/4/2570", end_on="15/4/2570", all_day="y")
    assert _now(session, event).all_day_end == date(2027, 4, 15)
    page = owner.get(f"/events/{event.id}")
    assert "13" in page.text
    assert "15 Apr" in page.text


def test_moved_by_its_first_day_alone_it_ends_on_that_day_unless_it_took_several(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    owner, move = visit(office.owner), f"/events/{event.id}/move"
    assert owner.get(move).form("/move").values["end_on"] == [""]
    owner.press(move, "/move", start_on="15/3/2570")
    moved = _now(session, event)
    assert (moved.starts_at, moved.ends_at) == (
        datetime(2027, 3, 15, 3, tzinfo=UTC),
        datetime(2027, 3, 15, 5, tzinfo=UTC),
    )
    owner.press(move, "/move", end_on="17/3/2570")
    assert owner.get(move).form("/move").values["end_on"] == ["17/3/2570"]


def test_hours_stand_on_the_clocks_of_the_day_and_the_rule_beside_them(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    owner = visit(office.owner)
    owner.press(
        f"/events/{event.id}/move",
        "/move",
        start_on="7/1/2027",
        start_time="18:00",
        end_on="",
        end_time="19:00",
        timezone="America/New_York",
    )
    owner.press(f"/events/{event.id}/edit/repetition", "/repetition", frequency="weekly", weekdays="th")
    # six in the morning in Bangkok, but of a Friday
    for address in (f"/events/{event.id}", f"/campaigns/{event.campaign_id}"):
        page = owner.get(address)
        assert "18:00–19:00 in New York" in page.text
        assert "06:00–07:00" not in page.text


def test_a_time_that_the_clocks_skip_is_told(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    owner = visit(office.owner)
    answer = owner.press(
        f"/events/{event.id}/move",
        "/move",
        start_on="29/3/2026",
        start_time="01:30",
        end_on="",
        end_time="03:30",
        timezone="Europe/London",
    )
    assert "put forward over 01:30" in owner.follow(answer).text


def test_confirming_cancelling_and_undoing(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    owner = visit(office.owner)
    page = owner.follow(owner.press(f"/events/{event.id}", "/cancel", comment="Flood"))
    assert "Flood" in page.text
    assert "Undo" in page.text
    assert _now(session, event).status == EventStatus.CANCELLED
    owner.fill(page, "/restore")
    assert _now(session, event).status == EventStatus.CONFIRMED


def test_a_step_taken_from_an_old_page_is_not_taken(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    owner, mate = visit(office.owner), visit(office.mate)
    page = owner.get(f"/events/{event.id}")
    mate.press(f"/events/{event.id}/edit/about", "/edit/about", title_en="Changed")
    after = owner.follow(owner.fill(page, "/postpone"))
    assert "Someone changed this a moment ago" in after.text
    assert _now(session, event).status == EventStatus.CONFIRMED


def test_the_events_of_an_archived_campaign_are_read_only(
    visit: Visit, session: Session, office: Office, campaign: Campaign, event: Event
) -> None:
    campaign.status = Status.ARCHIVED
    session.commit()
    owner = visit(office.owner)
    page = owner.get(f"/events/{event.id}")
    assert f"/events/{event.id}/move" not in page.links()
    owner.get(f"/events/{event.id}/move", status=422)


OUTSIDE = [
    (Status.DRAFT, Visibility.PUBLIC, "Not yet: the campaign is not approved."),
    (Status.ACTIVE, Visibility.PUBLIC, "Anyone who holds an open feed"),
    (Status.ACTIVE, Visibility.STAKEHOLDERS, "Those who take part in the campaign"),
    (Status.ACTIVE, Visibility.INVITED, "Those attached to this event"),
    (Status.ACTIVE, Visibility.RESTRICTED, "Nobody outside"),
    (Status.CANCELLED, Visibility.PUBLIC, "As cancelled, with its campaign."),
    (Status.ARCHIVED, Visibility.PUBLIC, "No longer: the campaign is archived."),
]


@pytest.mark.parametrize(("status", "visibility", "said"), OUTSIDE)
def test_the_page_says_who_outside_sees_it(
    visit: Visit,
    session: Session,
    office: Office,
    campaign: Campaign,
    *,
    status: Status,
    visibility: Visibility,
    said: str,
) -> None:
    campaign.status = status
    event = factories.event(session, campaign, visibility=visibility)
    session.commit()
    assert said in visit(office.owner).get(f"/events/{event.id}").text


def test_the_campaigns_page_lists_its_events(
    visit: Visit, session: Session, office: Office, campaign: Campaign, event: Event
) -> None:
    event.type = EventType.WEBINAR
    secret = factories.event(session, campaign, visibility=Visibility.TEAM, title_en="For the team")
    session.commit()
    inside = visit(office.viewer).get(f"/campaigns/{campaign.id}")
    assert f"/events/{event.id}" in inside.links()
    assert f"/events/{secret.id}" in inside.links()
    outside = visit(office.outsider).get(f"/campaigns/{campaign.id}")
    assert f"/events/{event.id}" in outside.links()
    assert "For the team" not in outside.text


def test_an_event_page_asks_as_much_for_one_step_as_for_thirty(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    def add(number: int) -> None:
        for n in range(number):
            at = time(9, len(session.new) % 60)
            session.add(RunSheetItem(event_id=event.id, starts_at=at, duration_minutes=1, title=str(n)))
            session.add(Attachment(event_id=event.id, stakeholder_id=factories.stakeholder(session).id))
        session.commit()

    visitor = visit(office.owner)
    counts = []
    for number in (1, 30):
        add(number)
        with statements(session) as sent:
            visitor.get(f"/events/{event.id}")
        counts.append(len(sent))
    assert counts[0] == counts[1]
