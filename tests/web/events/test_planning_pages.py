"""Planning an event, its page, its sections, its steps, in the browser's terms."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.campaigns.models import Campaign
from planner.events.models import Event
from planner.events.words import Visibility
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]

NEW: dict[str, Any] = {
    "title_th": "แถลงข่าว",
    "start_on": "24/11/2569",
    "start_time": "9.30",
    "end_on": "24/11/2569",
    "end_time": "11:00",
    "timezone": "Asia/Bangkok",
    "visibility": "public",
}


def _events(session: Session, campaign: Campaign) -> list[Event]:
    session.expire_all()
    found = list(session.scalars(select(Event).where(Event.campaign_id == campaign.id).order_by(Event.id)))
    session.commit()
    return found


def _now(session: Session, event: Event) -> Event:
    """The event as the planner wrote it; leaves the database free for the next page."""
    session.expire_all()
    found = session.scalars(select(Event).where(Event.id == event.id)).one()
    session.commit()
    return found


@pytest.mark.parametrize("language", ["en", "th"])
def test_a_planner_adds_an_event(
    visit: Visit, session: Session, office: Office, campaign: Campaign, language: str
) -> None:
    office.owner.language = language  # type: ignore[assignment]
    session.commit()
    owner = visit(office.owner)
    page = owner.get(f"/campaigns/{campaign.id}/events/new?on=2026-11-24")
    assert page.form("/events/new").values["start_time"] == ["09:00"]
    made = owner.follow(owner.fill(page, "/events/new", **NEW))
    assert made.heading == "แถลงข่าว"
    [event] = _events(session, campaign)
    assert (event.starts_at, event.visibility) == (datetime(2026, 11, 24, 2, 30, tzinfo=UTC), "public")


def test_another_day_typed_for_the_start_takes_the_end_along(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    owner = visit(office.owner)
    page = owner.get(f"/campaigns/{campaign.id}/events/new?on=2026-11-24")
    assert page.form("/events/new").values["end_on"] == [""]
    owner.fill(page, "/events/new", title_th="แถลงข่าว", start_on="15/3/2570")
    [event] = _events(session, campaign)
    assert (event.starts_at, event.ends_at) == (
        datetime(2027, 3, 15, 2, tzinfo=UTC),
        datetime(2027, 3, 15, 3, tzinfo=UTC),
    )


def test_nobody_hides_an_event_from_themselves_and_what_they_typed_is_kept(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    mate = visit(office.mate)
    page = mate.get(f"/campaigns/{campaign.id}/events/new")
    answer = mate.fill(page, "/events/new", **{**NEW, "visibility": "restricted"}, status=422)
    assert 'href="#visibility' in answer.html
    assert "Choose “Team”, or ask the owner." in answer.text
    assert answer.form("/events/new").values["title_th"] == ["แถลงข่าว"]
    assert _events(session, campaign) == []


def test_the_form_suggests_what_the_team_alone_sees(visit: Visit, office: Office, campaign: Campaign) -> None:
    values = visit(office.mate).get(f"/campaigns/{campaign.id}/events/new").form("/events/new").values
    assert values["visibility"] == ["team"]
    assert values["timezone"] == ["Asia/Bangkok"]


def test_the_same_form_sent_twice_makes_one_event(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    owner = visit(office.owner)
    page = owner.get(f"/campaigns/{campaign.id}/events/new")
    first, second = (owner.fill(page, "/events/new", **NEW) for _ in range(2))
    assert first.location == second.location
    assert len(_events(session, campaign)) == 1


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"title_th": ""}, "title_th"),
    ({"start_on": "31/11/2569"}, "start_on"),
    ({"start_on": "24/11/69"}, "start_on"),
    ({"start_on": "29/2/2570"}, "start_on"),
    ({"start_on": ""}, "start_on"),
    ({"end_on": "23/11/2569"}, "end_on"),
    ({"end_time": "09:00"}, "end_time"),
    ({"end_time": ""}, "end_time"),
    ({"start_time": "25:00"}, "start_time"),
    ({"start_time": ""}, "start_time"),
    ({"timezone": "Asia/Bangkokk"}, "timezone"),
    ({"timezone": ""}, "timezone"),
    ({"visibility": "everyone"}, "visibility"),
    ({"type": "party"}, "type"),
    ({"title_th": "ก" * 201}, "title_th"),
]


@pytest.mark.parametrize("language", ["en", "th"])
@pytest.mark.parametrize(
    ("wrong", "field"), WRONG, ids=[str(next(iter(wrong.items())))[:40] for wrong, _ in WRONG]
)
def test_what_cannot_be_is_explained_beside_its_control_and_the_rest_is_kept(
    visit: Visit,
    session: Session,
    office: Office,
    campaign: Campaign,
    *,
    wrong: dict[str, Any],
    field: str,
    language: str,
) -> None:
    office.owner.language = language  # type: ignore[assignment]
    session.commit()
    owner = visit(office.owner)
    page = owner.get(f"/campaigns/{campaign.id}/events/new")
    typed = {**NEW, "title_en": "Kept as typed", **wrong} if field != "title_th" else {**NEW, **wrong}
    sent = {**page.form("/events/new").values, **{key: [value] for key, value in typed.items()}}
    answer = owner.post(f"/campaigns/{campaign.id}/events/new", sent, status=422)
    assert f'id="{field}-error"' in answer.html or f'href="#{field}"' in answer.html
    kept = answer.form("/events/new").values
    for key in ("title_en", "start_on", "end_on", "start_time"):
        if key in typed and key != field:
            assert kept[key] == [typed[key]]
    assert _events(session, campaign) == []


HOSTILE = [
    '"><script>alert(1)</script>',
    "{{ 7*7 }}",
    "'; DROP TABLE event; --",
    "<img src=x onerror=alert(1)>",
    "\u202egnp.exe",
]


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_text_is_text(
    visit: Visit, session: Session, office: Office, campaign: Campaign, payload: str
) -> None:
    owner = visit(office.owner)
    page = owner.get(f"/campaigns/{campaign.id}/events/new")
    shown = owner.follow(
        owner.fill(page, "/events/new", **{**NEW, "title_th": payload, "visibility": "team"})
    )
    [event] = _events(session, campaign)
    assert event.title_th is not None
    assert shown.heading == event.title_th
    assert "49" not in shown.heading
    owner.get("/calendar?on=2026-11-24")
    owner.get("/calendar?view=agenda&on=2026-11-24")


def test_a_lone_surrogate_or_a_null_does_no_harm(visit: Visit, office: Office, campaign: Campaign) -> None:
    owner = visit(office.owner)
    page = owner.get(f"/campaigns/{campaign.id}/events/new")
    sent = {key: values[0] for key, values in page.form("/events/new").values.items()}
    body = {**sent, **NEW, "title_th": b"\xed\xa0\x80\x00 ok"}
    answer = owner.client.post(f"/campaigns/{campaign.id}/events/new", data=body)
    assert answer.status_code in {302, 400, 422}


def test_an_event_needs_a_campaign_chosen_first(visit: Visit, office: Office, campaign: Campaign) -> None:
    page = visit(office.owner).get("/events/new?on=2026-11-24")
    assert f"/campaigns/{campaign.id}/events/new?on=2026-11-24" in page.links()
    assert "Noise" not in page.text
    assert visit(office.owner).get("/events/new?on=yesterday").status == 200
    visit(office.viewer).get("/events/new", status=403)


@pytest.mark.parametrize("who", ["viewer", "outsider"])
def test_those_who_may_not_plan_are_told_so(
    visit: Visit, office: Office, campaign: Campaign, event: Event, who: str
) -> None:
    visitor = visit(getattr(office, who))
    visitor.get(f"/campaigns/{campaign.id}/events/new", status=403)
    page = visitor.get(f"/events/{event.id}")
    assert page.heading == "Opening press conference"
    assert not [form for form in page.all("form") if f"/events/{event.id}" in form.get("action", "")]
    for path in (
        "edit/about",
        "edit/place",
        "edit/sharing",
        "edit/preparation",
        "edit/repetition",
        "move",
        "attachments/new",
        "run-sheet/new",
    ):
        visitor.get(f"/events/{event.id}/{path}", status=403)


def test_an_event_of_another_team_that_is_not_shared_is_not_there(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    event.visibility = Visibility.TEAM
    session.commit()
    stranger = visit(office.outsider)
    for path in ("", "/edit/about", "/move", "/occurrences/2026-11-24", "/run-sheet/new"):
        stranger.get(f"/events/{event.id}{path}", status=404)
    visit(office.viewer).get(f"/events/{event.id}")
    visit().get(f"/events/{event.id}", status=302)


def test_an_event_that_is_not_there_is_not_there(visit: Visit, office: Office) -> None:
    for path in ("/events/999999", "/events/999999/move", "/events/12345678901234", "/events/x"):
        visit(office.owner).get(path, status=404)


@pytest.mark.parametrize(
    "path",
    [
        "confirm",
        "postpone",
        "cancel",
        "restore",
        "occurrences/2026-11-03/cancel",
        "occurrences/2026-11-03/leave-out",
    ],
)
def test_steps_are_taken_by_pressing_not_by_following(
    visit: Visit, office: Office, walks: Event, path: str
) -> None:
    visit(office.owner).get(f"/events/{walks.id}/{path}", status=405)


SECTIONS: dict[str, tuple[dict[str, Any], str]] = {
    "about": (
        {"title_en": "Renamed", "type": "webinar", "public_text_en": "Line one\r\nLine two"},
        "title_en",
    ),
    "place": (
        {"venue_en": "Hall A", "address": "1 Rama IV", "online_url": "https://example.org"},
        "venue_en",
    ),
    "sharing": (
        {"visibility": "invited", "embargo_until": "20/11/2569", "embargo_until_time": "08:00"},
        "visibility",
    ),
    "preparation": (
        {
            "capacity": "1,200",
            "media_invited": "y",
            "rsvp_due_at": "20/11/2569",
            "strategy": "openness",
            "internal_note": "Ask the mayor",
        },
        "capacity",
    ),
}


@pytest.mark.parametrize("section", SECTIONS)
def test_each_section_is_changed_in_its_own_form(
    visit: Visit, session: Session, office: Office, event: Event, section: str
) -> None:
    values, column = SECTIONS[section]
    before = getattr(event, column)
    mate = visit(office.mate)
    page = mate.follow(mate.press(f"/events/{event.id}/edit/{section}", f"/edit/{section}", **values))
    assert "Saved." in page.text
    assert getattr(_now(session, event), column) != before


def test_anyone_of_the_team_may_be_named_as_the_owner(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    owner = visit(office.owner)
    page = owner.get(f"/events/{event.id}/edit/preparation")
    owner.fill(page, "/edit/preparation", owner=str(office.mate.id))
    assert _now(session, event).owner_id == office.mate.id


def test_the_preparation_form_shows_what_was_saved(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    owner, path = visit(office.owner), f"/events/{event.id}/edit/preparation"
    typed: dict[str, Any] = {
        "owner": str(office.mate.id),
        "rsvp_due_at": "20/11/2569",
        "rsvp_due_at_time": "17:00",
    }
    owner.press(path, "/edit/preparation", **typed, media_invited="y")
    saved = _now(session, event)
    assert (saved.rsvp_due_at, saved.is_media_invited) == (datetime(2026, 11, 20, 10, tzinfo=UTC), True)
    again = owner.get(path).form("/edit/preparation").values
    assert {key: again[key] for key in typed} == {key: [value] for key, value in typed.items()}
    assert again["media_invited"] == ["y"]


def test_an_embargo_is_read_on_the_clocks_of_the_event(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    owner = visit(office.owner)
    page = owner.get(f"/events/{event.id}/edit/sharing")
    owner.fill(page, "/edit/sharing", embargo_until="20/11/2569", embargo_until_time="08:00")
    assert _now(session, event).embargo_until == datetime(2026, 11, 20, 1, tzinfo=UTC)
    again = owner.get(f"/events/{event.id}/edit/sharing").form("/edit/sharing").values
    assert (again["embargo_until"], again["embargo_until_time"]) == (["20/11/2569"], ["08:00"])
    page = owner.get(f"/events/{event.id}/edit/sharing")
    answer = owner.fill(page, "/edit/sharing", embargo_until="", embargo_until_time="08:00", status=422)
    assert "Give the day, too." in answer.text


@pytest.mark.parametrize("link", ["javascript:alert(1)", "example.org", "data:text/html;base64,AAAA", " "])
def test_a_link_is_an_address_or_nothing(
    visit: Visit, session: Session, office: Office, event: Event, link: str
) -> None:
    owner = visit(office.owner)
    page = owner.get(f"/events/{event.id}/edit/place")
    status = 422 if link.strip() else 302
    owner.fill(page, "/edit/place", online_url=link, venue_en="Hall A", status=status)
    assert _now(session, event).online_url is None


@pytest.mark.parametrize("language", ["en", "th"])
def test_two_people_at_one_section_see_both_versions(
    visit: Visit, session: Session, office: Office, event: Event, language: str
) -> None:
    office.owner.language = language  # type: ignore[assignment]
    session.commit()
    owner, mate = visit(office.owner), visit(office.mate)
    page = owner.get(f"/events/{event.id}/edit/about")
    mate.press(f"/events/{event.id}/edit/about", "/edit/about", title_en="By the mate")
    answer = owner.fill(page, "/edit/about", title_en="By the owner", status=409)
    assert "By the mate" in answer.text
    assert answer.form("/edit/about").values["title_en"] == ["By the owner"]
    owner.fill(answer, "/edit/about")
    assert _now(session, event).title_en == "By the owner"
