"""Clashes on pages: of an event, while a form is filled in, of a period; and when somebody is away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Absence, Kind
from planner.calendar.models import ClashAcknowledgement
from planner.campaigns.models import Campaign
from planner.events.models import Attachment, Event
from planner.events.words import AttachmentRole, EventType, Visibility
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import StakeholderKind
from tests import factories
from tests.factories import Office
from tests.pages import Page, Visitor

Visit = Callable[..., Visitor]
HALL: dict[str, Any] = {"venue_th": "หอประชุม", "venue_en": "Great Hall"}


def _tuesday() -> date:
    """A Tuesday two weeks or more ahead."""
    on = clock.today() + timedelta(days=14)
    return on + timedelta(days=(1 - on.weekday()) % 7)


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """A campaign of the corporate team that everybody may see."""
    return factories.campaign(session, office.corporate, office.owner)


@pytest.fixture
def theirs(session: Session, office: Office) -> Campaign:
    """Marketing's."""
    return factories.campaign(session, office.marketing, office.outsider, Kind.EXCHANGE)


@pytest.fixture
def manee(session: Session) -> Stakeholder:
    """Asked by everybody."""
    return factories.stakeholder(
        session, kind=StakeholderKind.PERSON, given_latin="Manee", family_latin="Dee"
    )


def _event(session: Session, of: Campaign, *who: Stakeholder, **values: Any) -> Event:
    on = _tuesday()
    at = datetime(on.year, on.month, on.day, 3, tzinfo=UTC)
    given = {"type": EventType.COMMUNITY_EVENT, "starts_at": at, "ends_at": at + timedelta(hours=2)}
    made = factories.event(session, of, **{**given, **values})
    for one in who:
        session.add(Attachment(event_id=made.id, stakeholder_id=one.id, role=AttachmentRole.SPEAKER))
    session.commit()
    return made


def _has_section(page: Page) -> bool:
    return any(one.get("id") == "clashes" for one in page.all("section"))


def test_the_page_of_an_event_says_why_with_what_and_when_it_could_be(
    visit: Visit, session: Session, office: Office, campaign: Campaign, theirs: Campaign, manee: Stakeholder
) -> None:
    talk = _event(session, campaign, manee, title_en="Talk")
    sale = _event(session, theirs, manee, title_en="Sale of the year")
    page = visit(office.mate).get(f"/events/{talk.id}")
    assert _has_section(page)
    assert "Manee Dee is to speak at one while the other goes on." in page.text
    assert f"/events/{sale.id}" in page.links()
    assert "Nearest free date:" in page.text
    [free] = [link for link in page.links() if link.startswith(f"/events/{talk.id}/move?")]
    form = visit(office.mate).get(free).form(f"/events/{talk.id}/move")
    assert form.values["start_on"] != [f"{_tuesday().day}/{_tuesday().month}/{_tuesday().year + 543}"]
    assert form.values["start_time"] == ["10:00"]
    thai = visit(office.mate, language="th").get(f"/events/{talk.id}")
    assert f"/events/{sale.id}" in thai.links()


def test_an_event_with_nothing_in_its_way_says_nothing(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    alone = _event(session, campaign, campaign_id=campaign.id)
    page = visit(office.mate).get(f"/events/{alone.id}")
    holiday = "is a holiday" in page.text or "lies between days off" in page.text
    assert _has_section(page) == holiday


def test_a_clash_is_accepted_with_a_reason_and_no_longer(
    visit: Visit, session: Session, office: Office, campaign: Campaign, theirs: Campaign
) -> None:
    talk, _ = _event(session, campaign, **HALL), _event(session, theirs, **HALL)
    planner = visit(office.mate)
    address = f"/events/{talk.id}"
    refused = planner.press(address, "/clashes/accept", comment=" ")
    assert "Say why this is all right" in planner.follow(refused).text
    done = planner.press(address, "/clashes/accept", comment="They use the foyer")
    page = planner.follow(done)
    assert "They use the foyer" in page.text
    assert session.scalar(select(func.count(ClashAcknowledgement.id))) == 1
    session.commit()
    assert "They use the foyer" in visit(office.viewer).get(address).text
    planner.press(address, "/clashes/reopen")
    assert session.scalar(select(func.count(ClashAcknowledgement.id))) == 0


def test_who_may_not_change_the_event_is_offered_nothing_to_accept(
    visit: Visit, session: Session, office: Office, campaign: Campaign, theirs: Campaign
) -> None:
    talk, _ = _event(session, campaign, **HALL), _event(session, theirs, **HALL)
    page = visit(office.viewer).get(f"/events/{talk.id}")
    assert _has_section(page)
    assert not any("/clashes/" in form.get("action", "") for form in page.all("form"))


def test_of_an_event_one_may_not_see_pages_say_only_that_somebody_is_taken(
    visit: Visit, session: Session, office: Office, campaign: Campaign, theirs: Campaign, manee: Stakeholder
) -> None:
    talk = _event(session, campaign, manee, **HALL)
    hidden = _event(
        session, theirs, manee, title_en="Secret", title_th="ลับ", visibility=Visibility.TEAM, **HALL
    )
    planner = visit(office.mate)
    on = _tuesday()
    when = urlencode(
        {"start_on": on.isoformat(), "start_time": "10:00", "end_time": "11:00", "timezone": "Asia/Bangkok"}
    )
    for address in (
        f"/events/{talk.id}",
        f"/calendar/clashes?view=week&on={on.isoformat()}",
        f"/events/{talk.id}/clashes?{when}",
        f"/campaigns/{campaign.id}/events/clashes?{when}&venue_en=great+hall",
    ):
        page = planner.get(address)
        assert "another event you cannot see" in page.text
        assert "Secret" not in page.html
        assert f"/events/{hidden.id}" not in page.html
    assert "another event" not in visit(office.viewer).get(f"/events/{talk.id}").text
    planner.get(f"/events/{hidden.id}/clashes", status=404)


def test_the_form_of_a_new_event_is_checked_and_saved_all_the_same(
    visit: Visit, session: Session, office: Office, campaign: Campaign, theirs: Campaign
) -> None:
    _event(session, theirs, title_en="Sale of the year", **HALL)
    planner = visit(office.mate)
    address = f"/campaigns/{campaign.id}/events/new"
    typed: dict[str, Any] = {
        "title_en": "Talk",
        "start_on": f"{_tuesday():%d/%m/%Y}",
        "start_time": "10:30",
        "end_time": "11:30",
        "venue_en": "great hall",
    }
    before = session.scalar(select(func.count(Event.id)))
    session.commit()
    checked = planner.fill(planner.get(address), address, status=200, **typed, check="1")
    assert "Both are at great hall at the same time." in checked.text
    assert "Sale of the year" in checked.text
    assert checked.form(address).values["title_en"] == ["Talk"]
    assert session.scalar(select(func.count(Event.id))) == before
    session.commit()
    form = checked.form(address).filled()
    page = planner.follow(planner.post(address, form))
    assert "It clashes with something: see why." in page.text
    assert _has_section(page)


def test_the_form_that_moves_an_event_is_checked(
    visit: Visit, session: Session, office: Office, campaign: Campaign, theirs: Campaign, manee: Stakeholder
) -> None:
    on = _tuesday()
    later = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    talk = _event(session, campaign, manee, starts_at=later, ends_at=later + timedelta(hours=1))
    _event(session, theirs, manee, title_en="Sale of the year")
    planner = visit(office.mate)
    address = f"/events/{talk.id}/move"
    page = planner.get(address)
    free = planner.fill(page, address, status=200, check="1")
    assert "Sale of the year" not in free.text
    taken = planner.fill(page, address, status=200, start_time="11:00", end_time="12:00", check="1")
    assert "Sale of the year" in taken.text
    session.expire_all()
    assert session.get_one(Event, talk.id).starts_at == later


def test_whoever_attaches_somebody_or_names_a_place_is_told(
    visit: Visit, session: Session, office: Office, campaign: Campaign, theirs: Campaign, manee: Stakeholder
) -> None:
    talk = _event(session, campaign)
    _event(session, theirs, manee, **HALL)
    planner = visit(office.mate)
    address = f"/events/{talk.id}/edit/place"
    told = planner.follow(planner.fill(planner.get(address), address, venue_en="Great Hall"))
    assert "It clashes with something: see why." in told.text
    form = planner.get(f"/events/{talk.id}/attachments/new?q=Manee")
    attached = planner.fill(form, stakeholder=manee.id, role="guest")
    assert "It clashes in 2 ways: see why." in planner.follow(attached).text


@pytest.mark.parametrize(
    "when", ["", "start_on=30/2/2569", "start_on=1/1/2570&start_time=25:00", "start_on=x&all_day=y"]
)
def test_what_cannot_be_read_has_no_clashes_yet(
    visit: Visit, office: Office, session: Session, campaign: Campaign, when: str
) -> None:
    session.commit()
    page = visit(office.mate).get(f"/campaigns/{campaign.id}/events/clashes?{when}")
    assert not any("clash-list" in one.get("class", "") for one in page.all("ul"))


def test_the_clashes_of_a_period_are_reached_from_the_calendar_with_its_filters(
    visit: Visit, session: Session, office: Office, campaign: Campaign, theirs: Campaign
) -> None:
    _event(session, campaign, title_en="Talk", **HALL)
    _event(session, theirs, title_en="Sale of the year", **HALL)
    reader = visit(office.viewer)
    on = _tuesday()
    calendar = reader.get(f"/calendar?view=week&on={on.isoformat()}&kind=exchange")
    [address] = [link for link in calendar.links() if link.startswith("/calendar/clashes")]
    page = reader.get(address)
    assert "Talk" in page.text
    assert "Sale of the year" in page.text
    elsewhere = reader.get(f"/calendar/clashes?view=week&on={on.isoformat()}&campaign={office.noise.id}0")
    assert "Talk" in elsewhere.text, "a campaign that is not there narrows nothing"
    far = reader.get("/calendar/clashes?view=week&on=2019-03-05")
    assert "Nothing clashes in these days." in far.text
    reader.get(f"/calendar/clashes?view=year&on={on.isoformat()}")


def test_one_notes_on_ones_profile_when_one_is_away_and_colleagues_see_the_days_alone(
    visit: Visit, session: Session, office: Office, campaign: Campaign
) -> None:
    on = _tuesday()
    talk = _event(session, campaign)
    owner = visit(office.owner)
    form = owner.get("/profile/absences/new")
    day = f"{on:%d/%m/%Y}"
    wrong = owner.fill(
        form, "/profile/absences/new", status=422, first_on=day, last_on=f"{on - timedelta(days=1):%d/%m/%Y}"
    )
    assert "The last day is before the first." in wrong.text
    typed: dict[str, Any] = {"first_on": day, "last_on": day, "note": "Surgery"}
    profile = owner.follow(owner.fill(form, "/profile/absences/new", **typed))
    assert "Surgery" in profile.text
    page = visit(office.mate).get(f"/events/{talk.id}")
    assert "is away:" in page.text
    assert "Surgery" not in page.html
    owner.press("/profile", "/remove")
    assert not session.scalar(select(func.count(Absence.id)))


def test_the_calendar_may_ask_which_of_its_events_clash(
    visit: Visit, session: Session, office: Office, campaign: Campaign, theirs: Campaign, manee: Stakeholder
) -> None:
    talk = _event(session, campaign, manee, title_en="Talk")
    sale = _event(session, theirs, manee, title_en="Sale", visibility=Visibility.TEAM)
    free = _event(session, campaign, title_en="Free", type=EventType.DEADLINE)
    calendar = f"/calendar?on={_tuesday()}"
    page = visit(office.mate).get(calendar)
    (link,) = [one for one in page.all("a") if one.get("data-clash-marks")]
    told = visit(office.mate).get(link.get("data-clash-marks") or "").response.get_json()
    # what is for the other team alone is not on their calendar, and not among its marks
    assert told == {"said": "clashes", "places": [f"/events/{talk.id}"]}
    told = visit(office.outsider).get(link.get("data-clash-marks") or "").response.get_json()
    assert told["places"] == sorted([f"/events/{talk.id}", f"/events/{sale.id}"])
    assert f"/events/{free.id}" in page.links()
