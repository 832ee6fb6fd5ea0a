"""The programme of an event: what guests read, on screen, on paper and in a chat, and nothing of how it is run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from sqlalchemy import Text, inspect
from sqlalchemy.orm import Session

from planner.campaigns.models import Campaign
from planner.events.models import Event, NamedLink, Override, RunSheetItem
from planner.events.words import EventStatus, Visibility
from planner.feeds import actions as feeds
from planner.feeds.actions import Contents, Subscription
from planner.feeds.models import Holder
from tests import factories
from tests.briefs.reading import Printed, bare
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]

MARK = "INTERNALMARK"
STARTS = datetime(2027, 1, 12, 2, 30, tzinfo=UTC)  # 09.30 in Bangkok
# what may leave the house of an event, of a campaign, and of a step (domain §5 and the step's words for guests)
OUTWARD = {
    Event: {"title", "public_text", "venue", "address", "online_url", "public_contact", "timezone", "uid"},
    Campaign: {"timezone", "code"},
    RunSheetItem: {"programme", "speaker"},
}


def marked(kind: type[Any]) -> dict[str, Any]:
    """The marker for every free text of a record that may not leave the house."""
    found: dict[str, Any] = {}
    for column in inspect(kind).columns:
        stem = column.key.removesuffix("_th").removesuffix("_en")
        is_text = type(column.type).__name__ in {"String", "Text"} or isinstance(column.type, Text)
        if is_text and stem not in OUTWARD[kind] | {"recurrence", "sort_key", "search_text"}:
            found[column.key] = MARK
    return found


@pytest.fixture
def event(session: Session, office: Office) -> Event:
    """A public event of a running campaign, with the marker in every internal field of all that is near."""
    campaign = factories.ready_campaign(
        session, office.corporate, office.owner, status="active", **marked(Campaign)
    )
    made = factories.event(
        session,
        campaign,
        **marked(Event),
        title_th="ส่งมอบเครื่องกรองน้ำ",
        title_en="Handing over the filters",
        starts_at=STARTS,
        ends_at=STARTS + timedelta(hours=2),
        venue_th="หอประชุมโรงเรียน",
        venue_en="School hall",
        public_text_th="เชิญร่วมงาน",
        public_text_en="All are welcome",
        public_contact="คุณน้ำทิพย์ 02 123 4567",
    )
    for number, (at, th, en) in enumerate(
        [(time(9, 30), "ลงทะเบียน", "Registration"), (time(10), "กล่าวต้อนรับ", "Welcome")]
    ):
        session.add(
            RunSheetItem(
                event_id=made.id,
                starts_at=at,
                duration_minutes=20,
                **marked(RunSheetItem),
                programme_th=th,
                programme_en=en,
                speaker="ผู้อำนวยการโรงเรียน" if number else None,
            )
        )
    session.add(
        RunSheetItem(event_id=made.id, starts_at=time(8), duration_minutes=60, **marked(RunSheetItem))
    )
    links = [("แผนที่", "https://maps.example/school", True), (MARK, f"https://x.example/{MARK}", False)]
    for position, (name, address, is_outward) in enumerate(links):
        session.add(
            NamedLink(
                event_id=made.id, position=position, label_th=name, address=address, is_outward=is_outward
            )
        )
    session.add(NamedLink(campaign_id=campaign.id, position=1, label_th=MARK, address="https://in.example"))
    session.commit()
    return made


def open_feed(session: Session, event: Event, office: Office) -> None:
    contents = Contents(name="Open", campaign_id=event.campaign_id)
    feeds.make(session, Subscription(contents=contents, holder=Holder.OPEN), actor=office.owner)
    session.commit()


def paper(visitor: Visitor, event: Event, folder: Path, language: str) -> Printed:
    answer = visitor.get(f"/events/{event.id}/programme.pdf?language={language}").response
    assert answer.mimetype == "application/pdf"
    return Printed(answer.data, folder)


@pytest.mark.pdf
@pytest.mark.parametrize("language", ["th", "en"])
def test_paper_tells_guests_everything_they_need_on_one_page(
    visit: Visit, session: Session, office: Office, event: Event, tmp_path: Path, language: str
) -> None:
    open_feed(session, event, office)
    printed = paper(visit(office.viewer), event, tmp_path, language)
    assert printed.info["Pages"] == "1"
    assert printed.info["Title"] == (event.title_th if language == "th" else event.title_en)
    told = {
        "th": [
            "กำหนดการ",
            "ส่งมอบเครื่องกรองน้ำ",
            "วันอังคารที่ 12 มกราคม พ.ศ. 2570",
            "09.30–11.30 น.",
            "หอประชุมโรงเรียน",
        ],
        "en": [
            "Programme",
            "Handing over the filters",
            "Tuesday 12 January 2027",
            "09:30–11:30",
            "School hall",
        ],
    }[language]
    steps = {"th": ["09.30–09.50 น.", "ลงทะเบียน"], "en": ["10:00–10:20", "Welcome"]}[language]
    for words in [*told, *steps, "ผู้อำนวยการโรงเรียน", "คุณน้ำทิพย์ 02 123 4567", "https://maps.example/school"]:
        assert bare(words) in printed.text, words


@pytest.mark.pdf
@pytest.mark.parametrize("language", ["th", "en"])
def test_nothing_internal_stands_in_page_paper_or_chat(
    visit: Visit, session: Session, office: Office, event: Event, tmp_path: Path, language: str
) -> None:
    open_feed(session, event, office)
    visitor = visit(office.owner, language=language)
    printed = paper(visitor, event, tmp_path, language)
    assert MARK not in printed.text
    assert MARK.encode() not in printed.objects
    page = visitor.get(f"/events/{event.id}/programme")
    # the way back names the campaign; the programme itself does not
    crumbs = page.html.count(MARK)
    assert crumbs == page.html.split("</h1>")[0].count(MARK)
    shown = visitor.get(f"/events/{event.id}")
    texts = [
        area.text or ""
        for area in shown.all("textarea") + page.all("textarea")
        if "line-" in area.get("id", "")
    ]
    assert len(texts) == 4
    assert all(MARK not in text for text in texts)


@pytest.mark.pdf
def test_the_open_feed_is_named_only_where_anyone_may_know(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    owner, address = visit(office.owner), f"/events/{event.id}/programme"
    follow = "Follow our events in your own calendar"
    assert follow not in owner.get(address).text
    open_feed(session, event, office)
    assert follow in owner.get(address).text
    event.visibility = Visibility.STAKEHOLDERS
    session.commit()
    assert follow not in owner.get(address).text


@pytest.mark.parametrize(
    ("event_values", "campaign_values", "is_given_out"),
    [
        ({}, {}, True),
        ({"visibility": "stakeholders"}, {}, True),
        ({"visibility": "team"}, {}, False),
        ({"visibility": "restricted"}, {}, False),
        ({}, {"confidentiality": "team"}, False),
        ({}, {"status": "draft"}, False),
        ({}, {"status": "in_review"}, False),
        ({}, {"status": "archived"}, False),
        ({"embargo_until": datetime(2999, 1, 1, tzinfo=UTC)}, {}, False),
        ({}, {"embargo_until": datetime(2999, 1, 1, tzinfo=UTC)}, False),
    ],
)
def test_what_outsiders_may_not_know_is_marked_as_internal_everywhere(
    visit: Visit,
    session: Session,
    office: Office,
    event: Event,
    event_values: dict[str, Any],
    campaign_values: dict[str, Any],
    is_given_out: bool,
) -> None:
    for record, values in (
        (event, event_values),
        (session.get_one(Campaign, event.campaign_id), campaign_values),
    ):
        for key, value in values.items():
            setattr(record, key, value)
    session.commit()
    owner = visit(office.owner)
    programme = owner.get(f"/events/{event.id}/programme")
    assert ("Not to be given out yet" in programme.text) is not is_given_out
    for page in (programme, owner.get(f"/events/{event.id}")):
        [english] = [area.text or "" for area in page.all("textarea") if area.get("id") == "line-en"]
        assert english.strip().startswith("[Internal") is not is_given_out


@time_machine.travel(datetime(2027, 1, 6, 3, tzinfo=UTC))
def test_the_programme_of_a_series_is_that_of_its_next_day(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    event.recurrence, event.spans_until = "FREQ=WEEKLY;BYDAY=TU", None
    session.add(
        Override(
            event_id=event.id,
            on=date(2027, 1, 12),
            venue_en="Another hall",
            status=EventStatus.POSTPONED,
        )
    )
    session.commit()
    page = visit(office.owner).get(f"/events/{event.id}/programme").text
    for words in ("Tuesday 12 January 2027", "Another hall", "Postponed"):
        assert words in page
    assert "School hall" not in page


def test_a_step_is_put_into_the_programme_on_its_own_form(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    mate = visit(office.mate)
    page = mate.get(f"/events/{event.id}/run-sheet/new")
    values: dict[str, Any] = {"starts_at": "11:00", "duration_minutes": "30", "title": "Q&A, two microphones"}
    mate.fill(page, "/run-sheet/new", **values, programme_en="Questions", speaker="The mayor")
    told = mate.get(f"/events/{event.id}/programme").text
    assert "11:00–11:30 Questions" in told
    assert "The mayor" in told
    assert "two microphones" not in told


def test_an_event_without_a_programme_says_what_to_do(visit: Visit, session: Session, office: Office) -> None:
    campaign = factories.campaign(session, office.corporate, office.owner)
    bare_event = factories.event(session, campaign)
    session.commit()
    told = "No step of the run sheet has words for guests yet."
    page = visit(office.owner).get(f"/events/{bare_event.id}/programme")
    assert told in page.text
    assert f"/events/{bare_event.id}#run-sheet" in page.links()
    assert (
        f"/events/{bare_event.id}#run-sheet"
        not in visit(office.viewer).get(page.response.request.path).links()
    )


def test_who_may_not_see_the_event_finds_no_programme(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    event.visibility = Visibility.TEAM
    session.commit()
    for ending in ("", ".pdf"):
        visit(office.outsider).get(f"/events/{event.id}/programme{ending}", status=404)


def test_an_outward_feed_offers_words_for_a_chat_and_ones_own_does_not(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    contents = Contents(name="ปฏิทินชุมชน", campaign_id=event.campaign_id)
    openly = feeds.make(session, Subscription(contents=contents, holder=Holder.OPEN), actor=office.owner)
    own = feeds.make(session, Subscription(contents=contents, holder=Holder.USER), actor=office.owner)
    session.commit()
    owner = visit(office.owner)
    [english] = [
        a.text or "" for a in owner.get(f"/feeds/{openly.id}").all("textarea") if a.get("id") == "line-en"
    ]
    name, _sentence, address = english.strip().split("\n")
    assert name == "Calendar: ปฏิทินชุมชน"
    assert address.startswith("http://localhost/feeds/")
    assert owner.get(f"/feeds/{own.id}").all("textarea") == []
