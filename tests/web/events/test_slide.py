"""Moving an event by the page “Move to…” and by a step, as the calendar's scripts send it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.events import series
from planner.events.models import Event
from planner.events.recurrence_rule import Rule
from tests import factories
from tests.factories import Office
from tests.pages import Page, Visitor, words

Visit = Callable[..., Visitor]
BACK = "/calendar?view=week&on=2026-11-24"


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """A campaign of the corporate team."""
    return factories.campaign(session, office.corporate, office.owner)


@pytest.fixture
def event(session: Session, campaign: Campaign) -> Event:
    """Tuesday 24 November 2026, 10:00 to 12:00 in Bangkok."""
    made = factories.event(
        session,
        campaign,
        title_en="Press day",
        starts_at=datetime(2026, 11, 24, 3, tzinfo=UTC),
        ends_at=datetime(2026, 11, 24, 5, tzinfo=UTC),
    )
    session.commit()
    return made


def _step(visitor: Visitor, event: Event, on: str = "", **values: object) -> Page:
    """As a script sends it from the calendar."""
    form = visitor.get(f"/events/{event.id}/slide{f'?on={on}' if on else ''}").form("/slide")
    sent = {"csrf_token": form.values["csrf_token"][0], "version": str(event.version), "back": BACK}
    sent |= {"on": on} if on else {}
    return visitor.post(
        f"/events/{event.id}/slide", {**sent, **{key: str(value) for key, value in values.items()}}
    )


def test_a_step_moves_it_and_leads_back_with_an_undo(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    visitor = visit(office.mate)
    page = _step(visitor, event, days=1, minutes=30)
    session.refresh(event)
    assert event.starts_at == datetime(2026, 11, 25, 3, 30, tzinfo=UTC)
    assert page.location == f"{BACK}#/events/{event.id}@2026-11-25"
    shown = visitor.get(BACK)
    assert "Moved: Wed 25 Nov BE 2569, 10:30–12:30" in words(shown.all("body")[0])
    assert any("/undo" in form.get("action", "") for form in shown.all("form"))


def test_the_page_moves_it_to_a_day_and_an_hour_in_either_era(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    visitor = visit(office.mate)
    page = visitor.get(f"/events/{event.id}/slide?back={BACK.replace('&', '%26')}")
    assert page.heading == "Move to…"
    answer = visitor.fill(page, "/slide", to_on="1/12/2569", to_time="13:00")
    session.refresh(event)
    assert (event.starts_at, event.ends_at) == (
        datetime(2026, 12, 1, 6, tzinfo=UTC),
        datetime(2026, 12, 1, 8, tzinfo=UTC),
    )
    assert answer.location.startswith(BACK)


def test_a_day_that_is_none_is_explained_and_kept(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    visitor = visit(office.mate)
    page = visitor.press(f"/events/{event.id}/slide", "/slide", status=422, to_on="31/2/2569")
    assert page.form("/slide").values["to_on"] == ["31/2/2569"]
    session.refresh(event)
    assert event.starts_at == datetime(2026, 11, 24, 3, tzinfo=UTC)


@pytest.fixture
def weekly(session: Session, office: Office, event: Event) -> Event:
    """Four Tuesdays."""
    series.repeat(session, event.id, Rule.parse("FREQ=WEEKLY;BYDAY=TU;COUNT=4"), actor=office.owner)
    session.commit()
    return event


@pytest.mark.parametrize(
    ("scope", "days"),
    [("this", [24, 3, 8, 15]), ("following", [24]), ("all", [26, 3, 10, 17])],
)
def test_of_a_series_as_far_as_was_said(
    visit: Visit, session: Session, office: Office, weekly: Event, scope: str, days: list[int]
) -> None:
    visitor = visit(office.mate)
    _step(visitor, weekly, on="2026-12-01", days=2, scope=scope)
    session.expire_all()
    page = visitor.get("/calendar?view=agenda&on=2026-11-24")
    shown = [link for link in page.links() if f"/events/{weekly.id}/occurrences/" in link]
    held = session.get(Event, weekly.id)
    assert held is not None
    assert len(shown) == len(days)
    assert held.starts_at is not None
    assert held.starts_at.day == days[0]
    undo = next(form for form in page.all("form") if "/undo" in form.get("action", ""))
    visitor.fill(page, undo.get("action"))
    session.expire_all()
    again = visitor.get("/calendar?view=agenda&on=2026-11-24")
    occurrences = [
        f"/events/{weekly.id}/occurrences/2026-{day}" for day in ("11-24", "12-01", "12-08", "12-15")
    ]
    assert [link for link in again.links() if "/occurrences/" in link] == occurrences


def test_a_series_is_moved_from_one_of_its_days(visit: Visit, office: Office, weekly: Event) -> None:
    visitor = visit(office.mate)
    for on in ("", "2026-12-02", "yesterday"):
        visitor.get(f"/events/{weekly.id}/slide?on={on}", status=404)
    first = visitor.get(f"/events/{weekly.id}/slide").form("/slide")
    assert first.values["on"] == ["2026-11-24"]


def test_the_second_of_two_is_told(visit: Visit, session: Session, office: Office, event: Event) -> None:
    mate, owner = visit(office.mate), visit(office.owner)
    seen = event.version
    _step(mate, event, days=1)
    answer = _step(owner, event, days=2, version=seen)
    assert answer.location == f"{BACK}#/events/{event.id}"
    assert "Someone changed this a moment ago" in words(owner.get(BACK).all("body")[0])
    session.refresh(event)
    assert event.starts_at == datetime(2026, 11, 25, 3, tzinfo=UTC)


def test_a_step_that_cannot_be_is_refused_where_one_came_from(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    visitor = visit(office.mate)
    for values in ({"longer_minutes": -120}, {"days": "9" * 7}, {"minutes": "much"}):
        _step(visitor, event, **values)
    session.refresh(event)
    assert event.starts_at == datetime(2026, 11, 24, 3, tzinfo=UTC)
    assert event.ends_at == datetime(2026, 11, 24, 5, tzinfo=UTC)


def test_nobody_else_moves_it_and_nobody_is_led_astray(
    visit: Visit, session: Session, office: Office, campaign: Campaign, event: Event
) -> None:
    stranger = visit(office.outsider)
    assert stranger.client.get(f"/events/{event.id}/slide").status_code in {403, 404}
    visitor = visit(office.mate)
    for astray in ("https://example.org/", "//example.org/calendar?", "/calendar.example.org", "/feeds"):
        assert _step(visitor, event, days=0, back=astray).location == f"/events/{event.id}#when"
    campaign.status = Status.ARCHIVED
    session.commit()
    assert visitor.client.get(f"/events/{event.id}/slide").status_code == 422


def test_only_what_the_reader_may_move_can_be_taken_hold_of(
    visit: Visit, session: Session, office: Office, campaign: Campaign, event: Event
) -> None:
    def taken(who: object, view: str) -> list[str | None]:
        page = visit(who).get(f"/calendar?view={view}&on=2026-11-24")
        return [a.get("data-move") for a in page.all("a") if a.get("href") == f"/events/{event.id}"][:1]

    for view in ("month", "week"):
        assert taken(office.mate, view) == [str(event.version)]
        assert taken(office.outsider, view) in ([None], [])
    campaign.status = Status.ARCHIVED
    session.commit()
    assert taken(office.mate, "month") == [None]
