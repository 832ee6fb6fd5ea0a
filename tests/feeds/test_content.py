"""What a reader finds in an event: in their language and era, and for a planner's every way of writing it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import time_machine
from sqlalchemy.orm import Session

from planner.campaigns.models import Campaign
from planner.dates import Era
from planner.events.models import ExcludedDate, Override
from planner.feeds.models import Holder
from planner.i18n import Language
from tests import factories
from tests.factories import Office
from tests.feeds import conformance
from tests.programs import Program, Reply, feed, shown_campaign

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """A running campaign."""
    return shown_campaign(session, office, title_en="Clean water", title_th="น้ำสะอาด")


def fetch(program: Program, session: Session, language: str = "en", era: str = "ce") -> Reply:
    with time_machine.travel(NOW, tick=False):
        reply = program.fetch(feed(session, language=Language(language), date_era=Era(era)))
    assert conformance.check(reply.body) == []
    return reply


def test_an_event_says_all_that_outsiders_may_read(
    program: Program, session: Session, campaign: Campaign
) -> None:
    factories.event(
        session,
        campaign,
        title_en="Opening; day 1, really",
        public_text_en="Come and see.\nBring a cup.",
        type="launch",
        starts_at=datetime(2026, 12, 10, 2, 30, tzinfo=UTC),
        ends_at=datetime(2026, 12, 10, 4, 30, tzinfo=UTC),
        venue_en="Main hall",
        address="1 Rama IV Road\nBangkok 10110",
        online_url="https://example.org/ถ่ายทอดสด",
        public_contact="Press desk 02 000 0000",
    )
    reply = fetch(program, session)
    assert reply.one("SUMMARY") == "Opening\\; day 1\\, really"
    assert reply.one("DESCRIPTION") == (
        "Come and see.\\nBring a cup.\\n\\n"
        "When: Thu 10 Dec 2026\\, 09:30–11:30\\n"
        "Join: https://example.org/ถ่ายทอดสด\\n"
        "Contact: Press desk 02 000 0000\\n"
        "Part of: Clean water"
    )
    assert reply.one("LOCATION") == "Main hall\\, 1 Rama IV Road\\, Bangkok 10110"
    assert reply.one("URL") == (
        "https://example.org/%E0%B8%96%E0%B9%88%E0%B8%B2%E0%B8%A2%E0%B8%97%E0%B8%AD%E0%B8%94%E0%B8%AA%E0%B8%94"
    )
    assert reply.one("CATEGORIES") == "Launch"
    assert (reply.one("STATUS"), reply.one("TRANSP"), reply.one("CLASS")) == ("CONFIRMED", "OPAQUE", "PUBLIC")


def test_a_type_that_nobody_chose_is_not_told(program: Program, session: Session, campaign: Campaign) -> None:
    factories.event(session, campaign, type="milestone")
    assert fetch(program, session).all("CATEGORIES") == []


def test_each_language_gets_its_own_text_and_the_other_where_there_is_none(
    program: Program, session: Session, campaign: Campaign
) -> None:
    factories.event(
        session, campaign, title_th="เปิดงาน", title_en="Opening", venue_th="ห้องใหญ่", venue_en=None
    )
    factories.event(session, campaign, title_th=None, title_en="Only English")
    thai, english = fetch(program, session, "th", "be"), fetch(program, session, "en", "ce")
    assert thai.all("SUMMARY") == ["เปิดงาน", "Only English"]
    assert english.all("SUMMARY") == ["Opening", "Only English"]
    assert english.all("LOCATION") == ["ห้องใหญ่"]
    assert "น้ำสะอาด" in thai.text
    assert "Clean water" in english.text


@pytest.mark.parametrize(
    ("language", "era", "day"),
    [
        ("th", "be", "พฤ. 10 ธ.ค. 2569 09.30–11.30 น."),
        ("th", "ce", "พฤ. 10 ธ.ค. ค.ศ. 2026 09.30–11.30 น."),
        ("th", "both", "พฤ. 10 ธ.ค. 2569 (ค.ศ. 2026) 09.30–11.30 น."),
        ("en", "ce", "Thu 10 Dec 2026\\, 09:30–11:30"),
        ("en", "be", "Thu 10 Dec BE 2569\\, 09:30–11:30"),
        ("en", "both", "Thu 10 Dec 2026 (BE 2569)\\, 09:30–11:30"),
    ],
)
def test_the_day_in_words_is_in_the_readers_era_and_the_day_for_programs_in_theirs(
    program: Program, session: Session, campaign: Campaign, language: str, era: str, day: str
) -> None:
    start, end = datetime(2026, 12, 10, 2, 30, tzinfo=UTC), datetime(2026, 12, 10, 4, 30, tzinfo=UTC)
    factories.event(session, campaign, starts_at=start, ends_at=end)
    reply = fetch(program, session, language, era)
    assert day in reply.one("DESCRIPTION")
    assert reply.one("DTSTART") == "20261210T093000"


def test_a_time_elsewhere_names_its_zone(program: Program, session: Session, campaign: Campaign) -> None:
    start, end = datetime(2027, 7, 1, 8, tzinfo=UTC), datetime(2027, 7, 1, 9, tzinfo=UTC)
    factories.event(session, campaign, starts_at=start, ends_at=end, timezone="Europe/London")
    reply = fetch(program, session)
    assert "Thu 1 Jul 2027\\, 09:00–10:00 (London\\, UTC+1)" in reply.one("DESCRIPTION")
    assert "TZID:Europe/London" in reply.text
    assert "DTSTART;TZID=Europe/London:20270701T090000" in reply.text


def test_whole_days_take_nobodys_time(program: Program, session: Session, campaign: Campaign) -> None:
    factories.event(
        session,
        campaign,
        starts_at=None,
        ends_at=None,
        all_day_start=date(2026, 12, 30),
        all_day_end=date(2027, 1, 2),
    )
    reply = fetch(program, session, "th", "be")
    assert (reply.one("DTSTART"), reply.one("DTEND"), reply.one("TRANSP")) == (
        "20261230",
        "20270103",
        "TRANSPARENT",
    )
    assert "2569 – " in reply.one("DESCRIPTION")
    assert "TZID" not in reply.text.replace("X-WR-TIMEZONE", "")


def test_an_occurrence_that_differs_says_what_differs_and_else_what_its_series_says(
    program: Program, session: Session, campaign: Campaign
) -> None:
    series = factories.event(
        session,
        campaign,
        title_en="Weekly market",
        title_th="ตลาดนัด",
        venue_en="Square",
        starts_at=datetime(2026, 12, 3, 2, tzinfo=UTC),
        ends_at=datetime(2026, 12, 3, 4, tzinfo=UTC),
        recurrence="FREQ=WEEKLY;BYDAY=TH;COUNT=6",
    )
    session.add(
        Override(
            event_id=series.id,
            on=date(2026, 12, 10),
            title_en="New year market",
            starts_at=datetime(2026, 12, 11, 5, tzinfo=UTC),
            ends_at=datetime(2026, 12, 11, 6, tzinfo=UTC),
        )
    )
    session.add(
        Override(event_id=series.id, on=date(2026, 12, 17), status="cancelled", status_reason="Flood")
    )
    session.add(ExcludedDate(event_id=series.id, on=date(2026, 12, 24)))
    session.commit()
    reply = fetch(program, session)
    assert reply.all("SUMMARY") == ["Weekly market", "New year market", "Cancelled: Weekly market"]
    assert reply.all("LOCATION") == ["Square"] * 3
    assert reply.all("RECURRENCE-ID") == ["20261210T090000", "20261217T090000"]
    assert reply.one("EXDATE") == "20261224T090000"
    descriptions = reply.all("DESCRIPTION")
    assert "Repeats: every week on Thursday\\, 6 times" in descriptions[0]
    assert "Fri 11 Dec 2026\\, 12:00–13:00" in descriptions[1]
    assert "Repeats" not in descriptions[1]
    assert "Flood" not in reply.text
    assert fetch(program, session, "th", "be").all("SUMMARY")[1] == "New year market"


def test_an_event_with_a_link_alone_is_at_the_link(
    program: Program, session: Session, campaign: Campaign
) -> None:
    factories.event(session, campaign, venue_en=None, online_url="https://example.org/join")
    assert fetch(program, session).one("LOCATION") == "https://example.org/join"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "ftp://x"])
def test_a_link_that_is_none_of_ours_is_left_out_however_it_came_in(
    program: Program, session: Session, campaign: Campaign, link: str
) -> None:
    factories.event(session, campaign, online_url=link)
    reply = fetch(program, session)
    assert not reply.all("URL")
    assert "evil" not in reply.text
    assert "javascript" not in reply.text


def test_what_only_the_team_knows_is_marked_private_in_a_colleagues_calendar(
    program: Program, session: Session, office: Office, campaign: Campaign
) -> None:
    factories.event(session, campaign, title_en="Inside", visibility="team")
    session.commit()
    own = feed(session, Holder.USER, user_id=office.mate.id, campaign_id=campaign.id)
    assert program.fetch(own).one("CLASS") == "PRIVATE"


def test_the_calendar_is_shown_in_its_holders_zone(
    program: Program, session: Session, office: Office, campaign: Campaign
) -> None:
    office.mate.timezone = "Asia/Tokyo"
    somebody = factories.stakeholder(session, timezone="Europe/London")
    session.commit()
    assert program.fetch(feed(session)).one("X-WR-TIMEZONE") == "Asia/Bangkok"
    assert (
        program.fetch(feed(session, Holder.USER, user_id=office.mate.id)).one("X-WR-TIMEZONE") == "Asia/Tokyo"
    )
    theirs = feed(session, Holder.STAKEHOLDER, stakeholder_id=somebody.id)
    assert program.fetch(theirs).one("X-WR-TIMEZONE") == "Europe/London"
    somebody.timezone = "Asia/Dubai"
    session.commit()
    assert program.fetch(theirs).one("X-WR-TIMEZONE") == "Asia/Dubai"
