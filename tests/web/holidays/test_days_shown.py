"""Wherever a day is shown it says what it is: calendar, date fields, events, the strip of a campaign."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy.orm import Session

from planner.campaigns.models import Campaign
from planner.events import series
from planner.events.recurrence_rule import Rule
from planner.holidays import actions, marking
from planner.holidays.marking import MarkedData
from planner.holidays.words import MarkKind
from tests import factories
from tests.factories import Office
from tests.pages import Page, Visitor, words

Visit = Callable[..., Visitor]


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """A campaign over Songkran 2027 with a quiet time of its team, and an awareness day of everybody."""
    made = factories.campaign(
        session, office.corporate, office.owner, start_on=date(2027, 4, 1), end_on=date(2027, 5, 31)
    )
    quiet = MarkedData(
        MarkKind.SENSITIVE,
        office.corporate.id,
        date(2027, 4, 28),
        date(2027, 5, 2),
        name_en="Quiet week",
        name_th="สัปดาห์สำรวม",
    )
    marking.add(session, quiet, actor=office.mate)
    earth = MarkedData(
        MarkKind.AWARENESS,
        None,
        date(2027, 4, 22),
        date(2027, 4, 22),
        name_en="Earth Day",
        name_th="วันคุ้มครองโลก",
    )
    marking.add(session, earth, actor=office.administrator)
    session.commit()
    return made


def _event(session: Session, campaign: Campaign, on: date, days: int = 0) -> int:
    start = datetime(on.year, on.month, on.day, 3, tzinfo=UTC)
    event = factories.event(session, campaign, starts_at=start, ends_at=start + timedelta(days=days, hours=1))
    session.commit()
    return int(event.id)


def _cell(page: Page, on: str) -> str:
    for td in page.all("td"):
        if any(f"on={on}" in a.get("href", "") for a in td.iter("a")):
            return words(td)
    raise AssertionError(on)


def test_the_month_names_what_its_days_are(visit: Visit, office: Office, campaign: Campaign) -> None:
    page = visit(office.mate).get("/calendar?on=2027-04-10")
    assert "Songkran" in _cell(page, "2027-04-13")
    assert "Earth Day" in _cell(page, "2027-04-22")
    assert [words(td) for td in page.all("td") if "Quiet week" in words(td)] == [
        "Quiet week (Sensitive period)"
    ]
    assert "Holidays of BE 2570: not confirmed yet" in page.text
    thai = visit(office.mate, language="th").get("/calendar?on=2027-04-10")
    assert "วันคุ้มครองโลก" in _cell(thai, "2027-04-22")
    outsider = visit(office.outsider).get("/calendar?on=2027-04-10")
    assert "Quiet week" not in outsider.text
    looking = visit(office.outsider).get(f"/calendar?on=2027-04-10&team={office.corporate.id}")
    assert "Quiet week" in looking.text


def test_the_agenda_names_them_too(visit: Visit, office: Office, campaign: Campaign) -> None:
    page = visit(office.mate).get("/calendar?view=agenda&on=2027-04-10")
    assert "Sensitive periods in these days" in page.text
    headings = [words(h2) for h2 in page.all("h2")]
    assert "Tue 13 Apr BE 2570Songkran" in headings
    assert "Thu 22 Apr BE 2570Earth Day" in headings


def test_a_confirmed_year_needs_no_word(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    actions.take_over(session, "TH", 2027, actor=office.administrator)
    actions.confirm(session, "TH", 2027, actor=office.administrator)
    session.commit()
    page = visit(office.mate).get("/calendar?on=2027-04-10")
    assert "not confirmed yet" not in page.text
    # what is only observed closes nothing, and is there
    assert "Loy Krathong" in visit(office.mate).get("/calendar?on=2027-11-01").text


def test_the_calendar_leads_to_a_feed_of_what_it_shows(
    visit: Visit, office: Office, campaign: Campaign
) -> None:
    visitor = visit(office.mate)
    query = f"kind=communal&campaign={campaign.id}&type=launch"
    page = visitor.get(f"/calendar?on=2027-04-10&{query}")
    address = next(link for link in page.links() if link.startswith("/feeds/new"))
    form = visitor.get(address).form("/feeds/new")
    assert form.values["kind"] == ["communal"]
    assert form.values["campaign"] == [str(campaign.id)]
    assert form.values["types"] == ["launch"]


def test_a_date_field_says_what_was_typed_into_it(visit: Visit, office: Office, campaign: Campaign) -> None:
    visitor = visit(office.mate)
    address = f"/campaigns/{campaign.id}/events/new"
    suggested = visitor.get(f"{address}?on=2027-04-13")
    assert "This is a holiday: Songkran (not confirmed yet)" in suggested.text
    page = visitor.fill(suggested, address, status=422, start_on="29/4/2570", end_on="22/4/2570")
    assert "In a sensitive period: Quiet week" in page.text
    assert "On this day: Earth Day" in page.text
    assert "Songkran" not in page.text


def test_an_event_on_such_a_day_is_planned_and_told_so(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    visitor = visit(office.mate)
    form = visitor.get(f"/campaigns/{campaign.id}/events/new?on=2027-04-13")
    saved = visitor.fill(form, f"/campaigns/{campaign.id}/events/new", title_en="Water games")
    assert "This is a holiday: Songkran (not confirmed yet)" in visitor.follow(saved).text
    long = visitor.get(f"/events/{_event(session, campaign, date(2027, 4, 27), days=5)}").text
    assert "In a sensitive period: Quiet week" in long
    assert "This is a holiday: Labour Day" in long
    plain = visitor.get(f"/events/{_event(session, campaign, date(2027, 4, 26))}").text
    assert "holiday" not in plain


@time_machine.travel(datetime(2027, 4, 1, 3, tzinfo=UTC))
def test_times_of_a_series_say_so_each(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    event_id = _event(session, campaign, date(2027, 4, 6))
    series.repeat(session, event_id, Rule.parse("FREQ=WEEKLY;BYDAY=TU;COUNT=4"), actor=office.owner)
    session.commit()
    page = visit(office.mate).get(f"/events/{event_id}")
    lines = [words(div) for div in page.all("div") if div.get("class", "").startswith("record")]
    said = [line.partition("This is")[2] for line in lines]
    assert [line[:12] for line in said if line] == [" a holiday: ", " a holiday: "]


def test_the_strip_of_a_campaign_shades_days_off_and_bands_what_is_quiet(
    visit: Visit, office: Office, campaign: Campaign
) -> None:
    page = visit(office.mate).get(f"/campaigns/{campaign.id}")
    assert page.html.count('class="strip-holiday"') >= 6
    assert "strip-bar is-sensitive" in page.html
    assert "Holidays and sensitive periods in these days" in page.text
    assert "In a sensitive period: Quiet week" in page.text
