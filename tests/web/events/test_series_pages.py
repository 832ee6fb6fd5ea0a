"""The builder of repetitions, and the pages of single occurrences."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from planner.campaigns.models import Campaign
from planner.events.models import Event
from planner.events.words import EventStatus
from tests import factories
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]


def _now(session: Session, event: Event) -> Event:
    """The event as the planner wrote it; leaves the database free for the next page."""
    found = session.scalars(
        select(Event)
        .where(Event.id == event.id)
        .options(selectinload(Event.overrides), selectinload(Event.exclusions))
        .execution_options(populate_existing=True)
    ).one()
    session.commit()
    return found


BUILT: list[tuple[dict[str, Any], str]] = [
    ({"frequency": "daily", "interval": "3"}, "FREQ=DAILY;INTERVAL=3"),
    ({"frequency": "weekly", "weekdays": ["tu", "th"]}, "FREQ=WEEKLY;BYDAY=TU,TH"),
    ({"frequency": "weekly", "interval": ""}, "FREQ=WEEKLY;BYDAY=TU"),
    ({"frequency": "monthly"}, "FREQ=MONTHLY;BYMONTHDAY=24"),
    ({"frequency": "monthly", "month_day": "weekday"}, "FREQ=MONTHLY;BYDAY=4TU"),
    ({"frequency": "monthly", "month_day": "last_weekday"}, "FREQ=MONTHLY;BYDAY=-1TU"),
    ({"frequency": "yearly"}, "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=24"),
    (
        {"frequency": "yearly", "month_day": "weekday", "ends": "count", "count": "๑๐"},
        "FREQ=YEARLY;BYMONTH=11;BYDAY=4TU;COUNT=10",
    ),
    ({"frequency": "daily", "ends": "until", "until": "31/12/2569"}, "FREQ=DAILY;UNTIL=20261231"),
    # what does not apply to what was chosen is passed over
    ({"frequency": "daily", "weekdays": ["mo"], "until": "31/12/2569"}, "FREQ=DAILY"),
]


@pytest.mark.parametrize(("values", "rule"), BUILT, ids=[rule for _, rule in BUILT])
def test_a_repetition_is_built_without_scripts(
    visit: Visit, session: Session, office: Office, event: Event, *, values: dict[str, Any], rule: str
) -> None:
    owner = visit(office.owner)
    address = f"/events/{event.id}/edit/repetition"
    page = owner.follow(owner.press(address, address, **values))
    assert "First time" in page.text
    assert _now(session, event).recurrence == rule
    again = owner.get(address).form(address).values
    assert again["frequency"] == [values["frequency"]]


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"frequency": "weekly", "weekdays": []}, "weekdays"),
    ({"frequency": "weekly", "weekdays": ["mo"]}, "weekdays"),
    ({"frequency": "weekly", "weekdays": ["xx"]}, "weekdays"),
    ({"frequency": "daily", "interval": "0"}, "interval"),
    ({"frequency": "daily", "interval": "367"}, "interval"),
    ({"frequency": "daily", "interval": "often"}, "interval"),
    ({"frequency": "daily", "ends": "count", "count": "10001"}, "count"),
    ({"frequency": "daily", "ends": "count", "count": "0"}, "count"),
    ({"frequency": "daily", "ends": "count", "count": ""}, "count"),
    ({"frequency": "daily", "ends": "until", "until": ""}, "until"),
    ({"frequency": "daily", "ends": "until", "until": "23/11/2569"}, "until"),
    ({"frequency": "daily", "ends": "until", "until": "31/11/2569"}, "until"),
    ({"frequency": "daily", "excluded": "23/11/2569"}, "excluded"),
    ({"frequency": "daily", "excluded": "24/11/2569\nnever"}, "excluded"),
    ({"frequency": "daily", "ends": "count", "count": "1", "excluded": "24/11/2569"}, "excluded"),
    ({"frequency": "hourly"}, "frequency"),
    ({"frequency": "daily", "ends": "someday"}, "ends"),
]


@pytest.mark.parametrize("language", ["en", "th"])
@pytest.mark.parametrize("button", ["save", "preview"])
@pytest.mark.parametrize(("wrong", "field"), WRONG, ids=[str(wrong)[:60] for wrong, _ in WRONG])
def test_a_repetition_that_cannot_be_is_explained(
    visit: Visit,
    session: Session,
    office: Office,
    event: Event,
    *,
    wrong: dict[str, Any],
    field: str,
    button: str,
    language: str,
) -> None:
    office.owner.language = language  # type: ignore[assignment]
    session.commit()
    owner = visit(office.owner)
    address = f"/events/{event.id}/edit/repetition"
    sent = owner.get(address).form(address).filled(**{"excluded": "26/11/2569", **wrong})
    if button == "preview":
        sent["preview"] = ["1"]
    answer = owner.post(address, sent, status=422)
    assert f'href="#{field}"' in answer.html
    kept = answer.form(address).values["excluded"][0].strip().replace("\r", "")
    assert kept == wrong.get("excluded", "26/11/2569")
    assert _now(session, event).recurrence is None


def test_a_preview_tells_the_rule_back_and_saves_nothing(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    owner = visit(office.owner)
    address = f"/events/{event.id}/edit/repetition"
    sent = owner.get(address).form(address).filled(frequency="weekly", excluded="1/12/2569")
    page = owner.post(address, {**sent, "preview": ["1"]}, status=200)
    assert "As it would be: Every week on Tuesday" in page.text
    assert "Tue 24 Nov" in page.text
    assert "1 Dec" not in page.text
    assert page.form(address).values["frequency"] == ["weekly"]
    assert _now(session, event).recurrence is None


def test_a_series_becomes_one_event_again(
    visit: Visit, session: Session, office: Office, walks: Event
) -> None:
    owner = visit(office.owner)
    owner.press(f"/events/{walks.id}/occurrences/2026-11-10", "/leave-out")
    address = f"/events/{walks.id}/edit/repetition"
    owner.press(address, address, frequency="")
    now = _now(session, walks)
    assert (now.recurrence, now.exclusions) == (None, [])


def test_the_hours_in_which_clocks_change_are_explained(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    night = factories.event(
        session,
        campaign,
        timezone="Europe/London",
        starts_at=datetime(2026, 11, 24, 2, 30, tzinfo=UTC),
        ends_at=datetime(2026, 11, 24, 3, tzinfo=UTC),
    )
    session.commit()
    address = f"/events/{night.id}/edit/repetition"
    page = visit(office.owner).press(address, address, frequency="weekly", status=422)
    assert "In Europe/London the clocks change." in page.text


@time_machine.travel(datetime(2026, 11, 23, 3, tzinfo=UTC))
def test_this_one_moves_alone(visit: Visit, session: Session, office: Office, walks: Event) -> None:
    owner = visit(office.owner)
    address = f"/events/{walks.id}/occurrences/2026-11-24"
    page = owner.follow(
        owner.fill(owner.get(address), start_on="25/11/2569", end_on="", start_time="14:00", end_time="15:00")
    )
    assert "This occurrence was changed." in page.text
    assert "25 Nov" in page.text
    [override] = _now(session, walks).overrides
    assert (override.on, override.starts_at) == (date(2026, 11, 24), datetime(2026, 11, 25, 7, tzinfo=UTC))
    calendar = owner.get("/calendar?on=2026-11-01")
    assert f"{address}" in calendar.links()


def test_this_and_following_leads_to_the_new_event(
    visit: Visit, session: Session, office: Office, walks: Event
) -> None:
    owner = visit(office.owner)
    address = f"/events/{walks.id}/occurrences/2026-11-24"
    page = owner.follow(
        owner.fill(owner.get(address), scope="following", start_time="08:00", end_time="09:00")
    )
    assert "Carries on from" in page.text
    later = session.scalars(select(Event).where(Event.continues_id == walks.id)).one()
    session.commit()
    assert later.starts_at == datetime(2026, 11, 24, 1, tzinfo=UTC)
    assert _now(session, walks).recurrence == "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261123"
    assert f"/events/{later.id}" in owner.get(f"/events/{walks.id}").links()
    owner.get(address, status=404)


def test_all_take_the_words_of_one(visit: Visit, session: Session, office: Office, walks: Event) -> None:
    owner = visit(office.owner)
    address = f"/events/{walks.id}/occurrences/2026-11-24"
    owner.fill(owner.get(address), scope="all", title_en="Ramble", venue_en="The hill")
    now = _now(session, walks)
    assert (now.title_en, now.venue_en, now.overrides) == ("Ramble", "The hill", [])


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"start_on": "32/11/2569"}, "start_on"),
        ({"end_on": "23/11/2569"}, "end_on"),
        ({"start_time": ""}, "start_time"),
        ({"scope": "some"}, "scope"),
        ({"scope": "all", "title_th": "", "title_en": ""}, "title_th"),
    ],
)
def test_what_an_occurrence_cannot_be_is_explained(
    visit: Visit, session: Session, office: Office, walks: Event, *, wrong: dict[str, Any], field: str
) -> None:
    owner = visit(office.owner)
    address = f"/events/{walks.id}/occurrences/2026-11-24"
    page = owner.fill(owner.get(address), **{"venue_en": "Kept", **wrong, "status": 422})
    assert f'href="#{field}"' in page.html
    assert page.form(holding="venue_en").values["venue_en"] == ["Kept"]
    assert _now(session, walks).overrides == []


def test_two_people_at_one_occurrence_see_both(
    visit: Visit, session: Session, office: Office, walks: Event
) -> None:
    owner, mate = visit(office.owner), visit(office.mate)
    address = f"/events/{walks.id}/occurrences/2026-11-24"
    page = owner.get(address)
    mate.fill(mate.get(address), venue_en="The mate’s hill")
    answer = owner.fill(page, venue_en="The owner’s hill", status=409)
    assert "The mate’s hill" in answer.text
    owner.fill(answer, scope="this")
    [override] = _now(session, walks).overrides
    assert override.venue_en == "The owner’s hill"


def test_one_is_cancelled_and_the_slip_undone(
    visit: Visit, session: Session, office: Office, walks: Event
) -> None:
    owner = visit(office.owner)
    address = f"/events/{walks.id}/occurrences/2026-11-24"
    page = owner.follow(owner.press(address, f"{address}/cancel", comment="Flood"))
    assert _now(session, walks).overrides[0].status == EventStatus.CANCELLED
    assert "Flood" in owner.get(address).text
    owner.fill(page, f"{address}/restore")
    assert _now(session, walks).overrides == []


def test_a_day_is_left_out_and_taken_back_in(
    visit: Visit, session: Session, office: Office, walks: Event
) -> None:
    owner = visit(office.owner)
    address = f"/events/{walks.id}/occurrences/2026-11-24"
    owner.press(address, f"{address}/leave-out")
    owner.get(address, status=404)
    page = owner.get(f"/events/{walks.id}")
    assert "1 day left out" in page.text
    owner.fill(page, f"{address}/take-in")
    assert _now(session, walks).exclusions == []
    owner.get(address)


def test_cancelling_from_one_on(visit: Visit, session: Session, office: Office, walks: Event) -> None:
    owner = visit(office.owner)
    address = f"/events/{walks.id}/occurrences/2026-11-24"
    owner.press(address, f"{address}/cancel-following", comment="No more funds")
    later = session.scalars(select(Event).where(Event.continues_id == walks.id)).one()
    session.commit()
    assert (later.status, later.status_reason) == (EventStatus.CANCELLED, "No more funds")


@pytest.mark.parametrize(
    "on", ["2026-11-25", "2026-11-02", "25691124xx", "2026-W48-2", "not-a-dayx", "2026-99-99"]
)
def test_a_day_that_is_no_occurrence_is_not_there(
    visit: Visit, office: Office, walks: Event, event: Event, on: str
) -> None:
    visit(office.owner).get(f"/events/{walks.id}/occurrences/{on}", status=404)
    visit(office.owner).get(f"/events/{event.id}/occurrences/2026-11-24", status=404)


def test_others_read_an_occurrence_without_a_form(visit: Visit, office: Office, walks: Event) -> None:
    address = f"/events/{walks.id}/occurrences/2026-11-24"
    for who in (office.viewer, office.outsider):
        page = visit(who).get(address)
        assert not [form for form in page.all("form") if address in form.get("action", "")]
        assert "Every week on Tuesday" in page.text


def test_both_languages_say_how_often(visit: Visit, session: Session, office: Office, walks: Event) -> None:
    office.owner.language = "th"  # type: ignore[assignment]
    session.commit()
    thai = visit(office.owner, language="th")
    for path in ("", "/edit/repetition", "/occurrences/2026-11-24", "/move"):
        assert "อังคาร" in thai.get(f"/events/{walks.id}{path}").text


def test_the_history_says_how_often_in_words(
    visit: Visit, session: Session, office: Office, walks: Event
) -> None:
    owner = visit(office.owner)
    address = f"/events/{walks.id}/edit/repetition"
    owner.press(address, address, frequency="weekly", interval="2")
    text = owner.get(f"/events/{walks.id}").text
    assert "every 2 weeks on Tuesday" in text
    assert "FREQ=" not in text
