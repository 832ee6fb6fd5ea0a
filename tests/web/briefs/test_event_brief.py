"""The brief of an event: how its day is run, for the house, and what guests may read of it, for outside."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from sqlalchemy.orm import Session

from planner.campaigns.models import Campaign, KeyMessage
from planner.dates import Era, usual_era
from planner.events import checklist
from planner.events.checklist import Line
from planner.events.models import Attachment, Event, NamedLink, Override, RunSheetItem
from planner.events.words import AttachmentRole, EventStatus, Visibility
from tests import factories
from tests.briefs.reading import Printed, bare
from tests.factories import Office
from tests.pages import Visitor
from tests.web.briefs.test_programme import MARK, marked

Visit = Callable[..., Visitor]

STARTS = datetime(2027, 1, 12, 2, 30, tzinfo=UTC)  # 09.30 in Bangkok
INTERNAL = {
    "title_th": "ส่งมอบเครื่องกรองน้ำ",
    "title_en": "Handing over the filters",
    "starts_at": STARTS,
    "ends_at": STARTS + timedelta(hours=2),
    "venue_th": "หอประชุมโรงเรียน",
    "venue_en": "School hall",
}


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    return factories.ready_campaign(
        session, office.corporate, office.owner, status="active", risks="Rain in January"
    )


@pytest.fixture
def event(session: Session, office: Office, campaign: Campaign) -> Event:
    """A hand-over with set-up, a gap, an overlap, a strike, a chair to call and a guest who is not rung up."""
    made = factories.event(
        session,
        campaign,
        **INTERNAL,
        owner_id=office.mate.id,
        public_contact="02 123 4567",
        access_needs="A ramp at the back door",
        photo_notice="Photos are taken",
        is_media_invited=True,
    )
    steps: list[tuple[time, int, str, str | None]] = [
        (time(7, 30), 60, "Put up the stage", None),
        (time(9, 30), 20, "Registration", None),
        (time(10), 30, "Speeches", "Play the film instead"),
        (time(10, 20), 20, "Photo call", None),
        (time(12), 30, "Take down the stage", None),
    ]
    for at, minutes, title, fallback in steps:
        session.add(
            RunSheetItem(
                event_id=made.id, starts_at=at, duration_minutes=minutes, title=title, contingency=fallback
            )
        )
    for role, given, phone, is_left_alone in (
        (AttachmentRole.CHAIR, "Malee", "+66 81 000 0001", False),
        (AttachmentRole.GUEST, "Nok", "+66 81 000 0002", False),
        (AttachmentRole.SPEAKER, "Somchai", "+66 81 000 0003", True),
    ):
        who = factories.stakeholder(session, given_latin=given, phones=[phone], do_not_contact=is_left_alone)
        session.add(Attachment(event_id=made.id, stakeholder_id=who.id, role=role))
    session.commit()
    return made


def paper(visitor: Visitor, event: Event, folder: Path, query: str) -> Printed:
    answer = visitor.get(f"/events/{event.id}/brief.pdf?{query}").response
    assert answer.mimetype == "application/pdf"
    return Printed(answer.data, folder)


def in_order(printed: Printed, *words: str) -> None:
    at = -1
    for each in words:
        found = printed.text.find(bare(each), at + 1)
        assert found > at, each
        at = found


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["Handing over the filters", "Tuesday 12 January 2027", "09:30–11:30", "School hall"]),
        ("th", ["ส่งมอบเครื่องกรองน้ำ", "วันอังคารที่ 12 มกราคม พ.ศ. 2570", "09.30–11.30 น.", "หอประชุมโรงเรียน"]),
    ],
)
def test_whoever_runs_the_day_reads_contacts_first_and_then_the_day_in_order(
    visit: Visit,
    session: Session,
    office: Office,
    event: Event,
    tmp_path: Path,
    language: str,
    told: list[str],
) -> None:
    office.owner.date_era = usual_era(language)
    session.commit()
    printed = paper(visit(office.owner), event, tmp_path, f"language={language}")
    assert printed.info["Title"] == told[0]
    steps = ["Put up the stage", "Registration", "Speeches", "Photo call", "Take down the stage"]
    fallback = ["Play the film instead", "Rain in January"]
    in_order(printed, *told, "+66 81 000 0001", *steps, "A ramp at the back door", *fallback)


@pytest.mark.pdf
def test_set_up_gaps_overlaps_and_strike_stand_where_they_belong(
    visit: Visit, office: Office, event: Event, tmp_path: Path
) -> None:
    printed = paper(visit(office.owner), event, tmp_path, "language=en")
    in_order(
        printed,
        "Set-up",
        "Put up the stage",
        "Run sheet",
        "60 minutes free before",
        "Registration",
        "10 minutes free before",
        "Speeches",
        "overlaps by 10 minutes",
        "Photo call",
        "Strike",
        "Take down the stage",
        "Key messages",
    )
    for words in ("Guest 1", "Speaker 1", "Who has accepted is not recorded here.", "Media invited"):
        assert bare(words) in printed.text, words


@pytest.mark.pdf
@pytest.mark.pdf
def test_the_checklist_is_printed_to_be_ticked_by_hand_and_is_nobodys_outside(
    visit: Visit, session: Session, office: Office, event: Event, tmp_path: Path
) -> None:
    lines = [Line(title="Ribbon and scissors", responsible="Malee", days_before=2), Line(title="Water")]
    first, _ = checklist.add(session, event.id, lines, actor=office.mate)
    checklist.tick(session, event.id, first.id, actor=office.mate)
    session.commit()
    visitor = visit(office.mate)
    inside = paper(visitor, event, tmp_path, "language=en")
    in_order(
        inside, "Risks and fallback", "Checklist", "Ribbon and scissors", "(Done)", "Malee", "10 Jan", "Water"
    )
    outside = paper(visitor, event, tmp_path, "language=en&copy=outward")
    assert bare("Ribbon") not in outside.text


def test_only_whom_one_may_call_stands_there_with_a_number(
    visit: Visit, office: Office, event: Event, tmp_path: Path
) -> None:
    text = paper(visit(office.owner), event, tmp_path, "language=en").text
    assert bare("+66 81 000 0001") in text
    # a guest is not rung up from a run sheet, and who asked to be left alone is not rung up at all
    assert bare("+66 81 000 0002") not in text
    assert bare("+66 81 000 0003") not in text


@pytest.mark.pdf
def test_the_stamp_is_one_in_both_languages_and_another_after_any_change(
    visit: Visit, session: Session, office: Office, event: Event, tmp_path: Path
) -> None:
    owner = visit(office.owner)

    def stamp(language: str) -> list[str]:
        return re.findall(r"[0-9a-f]{16}", paper(owner, event, tmp_path, f"language={language}").text)

    before = stamp("en")
    assert before
    assert stamp("th") == before
    step = session.query(RunSheetItem).filter_by(title="Speeches").order_by(RunSheetItem.id).one()
    step.location = "Room 2"
    session.commit()
    assert stamp("en") != before


@pytest.mark.pdf
@pytest.mark.parametrize("language", ["th", "en"])
def test_no_internal_word_is_in_the_outward_copy(
    visit: Visit, session: Session, office: Office, tmp_path: Path, language: str
) -> None:
    near = factories.ready_campaign(
        session, office.corporate, office.owner, status="active", **marked(Campaign)
    )
    values: dict[str, Any] = {**marked(Event), **INTERNAL, "public_contact": "02 123 4567"}
    values |= {"public_text_th": "เชิญร่วมงาน", "public_text_en": "All are welcome"}
    event = factories.event(session, near, **values)
    who = factories.stakeholder(session, given_latin=MARK, family_latin=MARK, given_th=MARK, phones=[MARK])
    session.add_all(
        [
            RunSheetItem(
                event_id=event.id,
                starts_at=time(9, 30),
                duration_minutes=20,
                **marked(RunSheetItem),
                programme_th="ลงทะเบียน",
                programme_en="Registration",
            ),
            RunSheetItem(event_id=event.id, starts_at=time(8), duration_minutes=60, **marked(RunSheetItem)),
            Attachment(event_id=event.id, stakeholder_id=who.id, role=AttachmentRole.VIP),
            KeyMessage(campaign_id=near.id, position=9, text_en=MARK, proof_en=MARK),
            NamedLink(event_id=event.id, position=1, label_th=MARK, address=f"https://x.example/{MARK}"),
        ]
    )
    session.commit()
    printed = paper(visit(office.owner), event, tmp_path, f"language={language}&copy=outward")
    assert MARK not in printed.text
    assert MARK.encode() not in printed.objects
    for word in {"th": ["ลงทะเบียน", "แถลงข่าว", "เชิญร่วมงาน"], "en": ["Registration", "Press conference"]}[
        language
    ]:
        assert bare(word) in printed.text, word
    for internal in (near.code, office.owner.name_en, office.corporate.name_en, office.owner.email):
        assert bare(internal or "?") not in printed.text


@pytest.mark.parametrize(
    "values",
    [
        {"visibility": Visibility.TEAM},
        {"visibility": Visibility.RESTRICTED},
        {"embargo_until": datetime(2999, 1, 1, tzinfo=UTC)},
    ],
)
def test_there_is_no_outward_copy_of_what_those_outside_may_not_know(
    visit: Visit, session: Session, office: Office, event: Event, values: dict[str, Any]
) -> None:
    for key, value in values.items():
        setattr(event, key, value)
    session.commit()
    owner = visit(office.owner)
    refused = owner.get(f"/events/{event.id}/brief.pdf?copy=outward&language=en", status=422)
    assert "may not be known outside yet" in refused.text
    offered = [link for link in owner.get(f"/events/{event.id}").links() if "brief.pdf" in link]
    assert len(offered) == 2
    assert all("copy=internal" in link for link in offered)


def test_the_page_of_an_event_offers_its_four_copies(visit: Visit, office: Office, event: Event) -> None:
    offered = [
        link for link in visit(office.viewer).get(f"/events/{event.id}").links() if "brief.pdf" in link
    ]
    assert len(offered) == 4


@pytest.mark.pdf
@time_machine.travel(datetime(2027, 1, 6, 3, tzinfo=UTC))
@pytest.mark.parametrize("copy", ["internal", "outward"])
def test_a_day_of_a_series_is_told_as_it_is_on_that_day(
    visit: Visit, session: Session, office: Office, event: Event, tmp_path: Path, copy: str
) -> None:
    office.owner.date_era = Era.CE
    event.recurrence, event.spans_until = "FREQ=WEEKLY;BYDAY=TU", None
    session.add(
        Override(event_id=event.id, on=date(2027, 1, 19), venue_en="Gym", status=EventStatus.POSTPONED)
    )
    session.commit()
    owner, query = visit(office.owner), f"language=en&copy={copy}"
    coming = paper(owner, event, tmp_path, query).text
    assert bare("Tuesday 12 January 2027") in coming
    later = paper(owner, event, tmp_path, f"{query}&on=2027-01-19").text
    for words in ("Tuesday 19 January 2027", "Gym", "Postponed"):
        assert bare(words) in later, words
    assert bare("School hall") not in later
    owner.get(f"/events/{event.id}/brief.pdf?{query}&on=2027-01-20", status=404)
    owner.get(f"/events/{event.id}/brief.pdf?{query}&on=tomorrow", status=400)


@pytest.mark.pdf
def test_a_bare_event_says_what_is_missing(
    visit: Visit, session: Session, office: Office, campaign: Campaign, tmp_path: Path
) -> None:
    bare_event = factories.event(session, campaign)
    session.commit()
    text = paper(visit(office.owner), bare_event, tmp_path, "language=en").text
    for words in ("Nobody is attached yet.", "No step says what to do if it fails.", "Not written yet"):
        assert bare(words) in text, words
    for heading in ("Protocol", "Set-up", "Strike", "People to meet", "Press plan"):
        assert bare(heading) not in text, heading


def test_who_may_not_see_the_event_finds_no_brief(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    event.visibility = Visibility.TEAM
    session.commit()
    for copy in ("internal", "outward"):
        visit(office.outsider).get(f"/events/{event.id}/brief.pdf?copy={copy}", status=404)
