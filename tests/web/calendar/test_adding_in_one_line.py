"""The page of one line: a preview in words, questions as radio buttons, saved as by the first form, and undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from urllib.parse import quote

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import Kind
from planner.campaigns.models import Campaign
from planner.dates import Era
from planner.events import stored
from planner.events.models import Event
from planner.events.timing import AllDay, timed
from planner.events.words import EventStatus, EventType, Visibility
from planner.holidays.models import Holiday
from planner.holidays.words import HolidayKind
from tests import factories
from tests.counting import statements
from tests.factories import Office
from tests.pages import Page, Visitor

Visit = Callable[..., Visitor]


@pytest.fixture
def fair(session: Session, office: Office) -> Campaign:
    """A communal campaign of the corporate team, with one beside it."""
    factories.campaign(session, office.corporate, office.owner, title_en="Forest walk", title_th="เดินป่า")
    made = factories.campaign(
        session, office.corporate, office.owner, title_en="Spring Fair", title_th="มหกรรมฤดูใบไม้ผลิ"
    )
    session.commit()
    return made


def asking(line: str, **values: str) -> str:
    more = "".join(f"&{key.replace('_', '-')}={quote(value)}" for key, value in values.items())
    return f"/calendar/add?line={quote(line)}{more}"


def added(session: Session) -> list[Event]:
    session.expire_all()
    return list(
        session.scalars(
            select(Event).where(Event.title_en.is_distinct_from("Noise event")).order_by(Event.id)
        )
    )


def add(visitor: Visitor, page: Page, *, status: int = 302, **values: str) -> Page:
    return (
        visitor.fill(page, holding="submission", status=status, **values)
        if values
        else visitor.post("/calendar/add", page.form(holding="submission").filled(), status=status)
    )


def test_a_clear_line_is_shown_in_words_and_saved(
    visit: Visit, session: Session, office: Office, fair: Campaign
) -> None:
    visitor = visit(office.mate)
    page = visitor.get(asking('แถลงข่าว 24/11/2569 10:00-12:00 @"Grand Hotel" #มหกรรม', view="agenda"))
    shown = "Tuesday 24 November 2026 (BE 2569), 10:00–12:00"
    for words in (
        shown,
        "Bangkok (UTC+7)",
        "Spring Fair",
        "Grand Hotel",
        "Press conference",
        "from “24/11/2569”",
    ):
        assert words in page.text
    assert not page.all("legend")
    answer = add(visitor, page)
    assert answer.location == "/calendar?view=agenda&on=2026-11-24"
    (event,) = added(session)
    assert (event.title_th, event.title_en, event.venue_en) == ("แถลงข่าว", None, "Grand Hotel")
    assert (event.campaign_id, event.type) == (fair.id, EventType.PRESS_CONFERENCE)
    assert (event.status, event.visibility) == (EventStatus.TENTATIVE, Visibility.TEAM)
    start = datetime.combine(date(2026, 11, 24), time(10))
    assert stored.timing_of(event) == timed(start, start + timedelta(hours=2), "Asia/Bangkok")
    back = visitor.follow(answer)
    assert f"Added: แถลงข่าว, {shown}" in back.text
    assert f"/events/{event.id}" in back.links()


def test_the_day_stands_in_both_eras_in_thai_too(visit: Visit, office: Office, fair: Campaign) -> None:
    page = visit(office.mate, language="th").get(asking("แถลงข่าว ๒๔ พ.ย. ๒๕๖๙ บ่ายสอง-4 โมงเย็น #มหกรรม"))
    assert "วันอังคารที่ 24 พฤศจิกายน พ.ศ. 2569 (ค.ศ. 2026) 14.00–16.00 น." in page.text


def test_adding_is_taken_back_from_the_notice(
    visit: Visit, session: Session, office: Office, fair: Campaign
) -> None:
    visitor = visit(office.mate)
    page = visitor.follow(add(visitor, visitor.get(asking("Talk 24/11/2569 #fair"))))
    visitor.fill(page, "/undo")
    assert added(session) == []


def test_a_line_sent_twice_adds_one_event(
    visit: Visit, session: Session, office: Office, fair: Campaign
) -> None:
    visitor = visit(office.mate)
    page = visitor.get(asking("Talk 24/11/2569 #fair"))
    assert add(visitor, page).location == add(visitor, page).location
    assert len(added(session)) == 1


def test_what_is_unclear_is_asked_with_radio_buttons(
    visit: Visit, session: Session, office: Office, fair: Campaign
) -> None:
    visitor = visit(office.mate)
    page = visitor.get(asking("Talk 24/11/69 10:00"))
    questions = [legend.text for legend in page.all("legend")]
    assert questions == [
        "Which year is “69”?",
        "No end is written. How long does it last?",
        "Which campaign does it belong to?",
    ]
    assert "Tuesday 24 November 2026 (BE 2569)" in page.text
    assert not any("submission" in (one.get("name") or "") for one in page.all("input"))
    form = page.form("/calendar/add", holding="ask-year")
    values = form.filled(**{"ask-year": "2026-11-24", "ask-length": "90", "ask-campaign": fair.id})
    sent = {key.replace("-", "_"): value[0] for key, value in values.items() if key != "line"}
    clear = visitor.get(asking(values["line"][0], **sent))
    add(visitor, clear)
    (event,) = added(session)
    assert (event.campaign_id, event.title_en) == (fair.id, "Talk")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("Talk", "Write the day, too"),
        ("Talk 29/2/2566", "This month has no day 29."),
        ("24/11/2569", "Write what it is, too"),
        ("ก" * 5_000, "Shorten the line to 400 characters; it has 5000."),
    ],
)
def test_a_mistake_is_explained_and_the_line_kept(
    visit: Visit, office: Office, fair: Campaign, line: str, message: str
) -> None:
    page = visit(office.mate).get(asking(line))
    assert message in page.text
    assert page.form("/calendar/add", holding="line").values["line"] == [line]
    assert "submission" not in {one.get("name") for one in page.all("input")}


def test_a_line_that_is_not_clear_is_not_saved(
    visit: Visit, session: Session, office: Office, fair: Campaign
) -> None:
    visitor = visit(office.mate)
    sent = visitor.get(asking("Talk 24/11/2569 #fair")).form(holding="submission").filled()
    page = visitor.post("/calendar/add", {**sent, "line": ["Talk next Friday #fair"]}, status=422)
    assert page.form("/calendar/add", holding="line").values["line"] == ["Talk next Friday #fair"]
    again = visitor.post("/calendar/add", {**sent, "line": ["Talk 25/11/2569 #fair"]}, status=422)
    assert "The line is understood otherwise than it was shown." in again.text
    assert added(session) == []


def test_a_tag_is_a_code_a_title_or_a_part_of_one(
    visit: Visit, session: Session, office: Office, fair: Campaign
) -> None:
    factories.campaign(session, office.corporate, office.owner, title_en="Spring Fair again", title_th=None)
    session.commit()
    visitor = visit(office.mate)
    for tag in (fair.code.lower(), "spring-fair", '"SPRING FAIR"', "มหกรรม", "ฤดูใบไม้ผลิ"):
        page = visitor.get(asking(f"Talk 24/11/2569 #{tag}"))
        assert f"/campaigns/{fair.id}" in page.links(), tag
        assert not page.all("legend"), tag
    page = visitor.get(asking("Talk 24/11/2569 #spring"))
    assert [legend.text for legend in page.all("legend")] == [
        "“#spring” fits several campaigns. Which is meant?"
    ]
    assert len([one for one in page.all("input") if one.get("name") == "ask-campaign"]) == 2


def test_campaigns_of_others_are_not_offered(visit: Visit, office: Office, fair: Campaign) -> None:
    visitor = visit(office.mate)
    page = visitor.get(asking("Talk 24/11/2569 #noise", ask_campaign=str(office.noise.id)))
    assert "There is no campaign “#noise” in which you plan. Which is meant?" in page.text
    values = {one.get("value") for one in page.all("input") if one.get("name") == "ask-campaign"}
    assert str(fair.id) in values
    assert str(office.noise.id) not in values
    assert "Noise" not in page.text.replace("#noise", "")
    page = visitor.get(asking("Talk 24/11/2569", ask_campaign=str(office.noise.id)))
    assert "submission" not in {one.get("name") for one in page.all("input")}


def test_who_does_not_plan_adds_nothing(visit: Visit, office: Office, fair: Campaign) -> None:
    visit(office.viewer).get(asking("Talk 24/11/2569 #fair"), status=403)
    assert "/calendar/add" not in visit(office.viewer).get("/calendar").html
    page = visit(office.mate).get("/calendar?view=agenda")
    assert page.form("/calendar/add").filled(line="x")["view"] == ["agenda"]


def test_hours_on_other_clocks_are_asked_about(
    visit: Visit, session: Session, office: Office, fair: Campaign
) -> None:
    fair.timezone = "Asia/Tokyo"
    session.commit()
    visitor = visit(office.mate)
    page = visitor.get(asking("Talk 24/11/2569 10:00-12:00 #fair"))
    assert [legend.text for legend in page.all("legend")] == [
        "The campaign’s clocks are not yours. On which do these hours stand?"
    ]
    page = visitor.get(asking("Talk 24/11/2569 10:00-12:00 #fair", ask_zone="Asia/Tokyo"))
    assert "10:00–12:00 (Tokyo, UTC+9)" in page.text
    add(visitor, page)
    (event,) = added(session)
    assert (event.timezone, event.starts_at and event.starts_at.hour) == ("Asia/Tokyo", 1)
    # whole days stand on nobody's clocks
    assert not visitor.get(asking("Talk 24/11/2569 #fair")).all("legend")


def test_a_holiday_is_named(visit: Visit, session: Session, office: Office, fair: Campaign) -> None:
    on = date(2026, 12, 5)
    session.add(
        Holiday(
            on=on,
            country="TH",
            kind=HolidayKind.PUBLIC,
            name_en="Father’s Day",
            name_th="วันพ่อแห่งชาติ",
            source="test",
        )
    )
    session.commit()
    page = visit(office.mate).get(asking("Talk 5/12/2569 #fair"))
    assert "This is a holiday: Father’s Day" in page.text
    assert "This day is past." in visit(office.mate).get(asking("Talk 5/12/2562 #fair")).text


def test_the_full_form_begins_with_all_that_was_understood(
    visit: Visit, session: Session, office: Office, fair: Campaign
) -> None:
    visitor = visit(office.mate)
    office.mate.date_era = Era.CE
    session.commit()
    page = visitor.get(asking("Press conference 24-25/11/2569 @Hotel #fair"))
    (address,) = [link for link in page.links() if f"/campaigns/{fair.id}/events/new" in link]
    answer = visitor.fill(visitor.get(address), "/events/new", visibility="team")
    (event,) = added(session)
    assert answer.location == f"/events/{event.id}"
    assert stored.timing_of(event) == AllDay(date(2026, 11, 24), date(2026, 11, 25))
    assert (event.title_en, event.venue_en, event.type) == (
        "Press conference",
        "Hotel",
        EventType.PRESS_CONFERENCE,
    )
    hours = visitor.get(asking("Talk 24/11/2569 22:00-23:30 #fair"))
    (address,) = [link for link in hours.links() if f"/campaigns/{fair.id}/events/new" in link]
    values = visitor.get(address).form("/events/new").values
    assert (values["start_time"], values["end_time"], values["end_on"]) == (["22:00"], ["23:30"], [""])


def test_an_address_that_brings_nonsense_brings_nothing(visit: Visit, office: Office, fair: Campaign) -> None:
    page = visit(office.mate).get(
        f"/campaigns/{fair.id}/events/new?start_on=x&start_time=99&timezone=Moon&type=party&all_day=2&title_en=%00"
    )
    values = page.form("/events/new").values
    assert (values["start_time"], values["timezone"], values["title_en"]) == (
        ["09:00"],
        ["Asia/Bangkok"],
        [""],
    )


def test_an_approver_of_exchange_adds_to_their_own(visit: Visit, office: Office, fair: Campaign) -> None:
    assert office.noise.kind is Kind.EXCHANGE
    page = visit(office.outsider).get(asking("Talk 24/11/2569"))
    assert str(fair.id) not in {one.get("value") for one in page.all("input")}
    assert str(office.noise.id) in {one.get("value") for one in page.all("input")}


def test_a_preview_asks_the_same_however_many_campaigns_there_are(
    visit: Visit, session: Session, office: Office, fair: Campaign
) -> None:
    visitor = visit(office.mate)
    counts = []
    for more in (0, 30):
        for number in range(more):
            factories.campaign(session, office.corporate, office.owner, title_en=f"Other fair {number}")
        session.commit()
        with statements(session) as sent:
            visitor.get(asking("Talk 24/11/2569 10:00-12:00 #fair"))
        counts.append(len([one for one in sent if one.startswith("SELECT")]))
    assert counts[0] == counts[1] <= 7
