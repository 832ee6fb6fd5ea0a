"""Whatever people write, a feed stays one that every program can read."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime

import icalendar
import pytest
import time_machine
import vobject
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text, update
from sqlalchemy.orm import Session

from planner.campaigns.models import Campaign
from planner.events.models import Event
from planner.feeds.models import Feed
from tests import factories
from tests.factories import Office
from tests.feeds import conformance
from tests.programs import Program, feed, shown_campaign

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)

# what real pasted text and real attackers bring, and what broke other writers
NASTY = (
    "a\r\nATTENDEE:mailto:evil@example.org",
    "a\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:mine",
    "C:\\New folder\\notes",
    "\\N \\n \\; \\, \\\\",
    "nul\x00bel\x07vt\x0bff\x0cnel\x85ls\u2028ps\u2029bom\ufeff\ufffd",
    "ก" * 200,
    "น้ำ" * 60,
    "🎉" * 40 + "👨‍👩‍👧‍👦",
    "\u202egnp.exe",
    '=HYPERLINK("http://evil")',
    "<script>alert(1)</script>",
    "a;b,c:d\"e'f",
    "%0d%0aX-EVIL:1",
    "x" * 75 + "\\" * 5 + "é" * 80,
    "\ud800",
    " leading and trailing ",
    "\t",
)
ANY = st.one_of(
    st.sampled_from(NASTY), st.text(max_size=300), st.text(alphabet='\\;,:"\r\n\t กน้ำ🎉', max_size=120)
)
LINKS = st.one_of(
    st.sampled_from([f"https://example.org/{one}" for one in NASTY]),
    st.builds("https://example.org/{}".format, st.text(max_size=100)),
    ANY,
)


@pytest.fixture
def calendar(session: Session, office: Office) -> Iterator[Feed]:
    """A feed of two events, one of them a series with a changed occurrence."""
    with time_machine.travel(NOW, tick=False):
        campaign = shown_campaign(session, office)
        factories.event(session, campaign)
        factories.event(session, campaign, title_en="Sane", title_th="ปกติ")
        yield feed(session)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(ANY, min_size=6, max_size=6), link=LINKS, name=ANY)
def test_any_words_in_any_outward_field_make_a_feed_that_programs_read(
    program: Program, session: Session, calendar: Feed, words: list[str], link: str, name: str
) -> None:
    keys = ("title_en", "public_text_en", "venue_en", "address", "public_contact")
    # past every form and action: as a row that came by another way
    values = {key: storable(word) for key, word in zip(keys, words, strict=False)} | {
        "online_url": storable(link)
    }
    first = session.query(Event).order_by(Event.id).filter(Event.title_th == "แถลงข่าวเปิดโครงการ").one()
    for key, value in values.items():
        setattr(first, key, value)
    campaign = session.get_one(Campaign, first.campaign_id)
    campaign.title_en = storable(words[5])
    calendar.name = storable(name) or "x"
    session.commit()
    program.poll.polls._counts.clear()
    data = program.fetch(calendar).body
    assert conformance.check(data) == []
    read = icalendar.Calendar.from_ical(data)
    assert isinstance(read, icalendar.Calendar)
    assert len(read.events) == 2
    assert str(read.events[1]["SUMMARY"]) == "Sane"
    (again,) = vobject.readComponents(data.decode("utf-8"), validate=True)
    assert len(again.vevent_list) == 2
    assert not [line for line in data.split(b"\r\n") if line.startswith((b"ATTENDEE", b"X-EVIL"))]


def storable(word: str) -> str:
    """As far as a database takes it at all."""
    return word.encode("utf-8", "ignore").decode().replace("\x00", "")


def test_one_event_that_cannot_be_written_is_left_out_and_told_of_in_the_log(
    program: Program, session: Session, calendar: Feed, caplog: pytest.LogCaptureFixture
) -> None:
    broken = session.query(Event).filter(Event.title_th == "แถลงข่าวเปิดโครงการ").one()
    for statement in (
        "UPDATE event SET recurrence = 'FREQ=NONSENSE' WHERE id = :id",
        "UPDATE event SET recurrence = NULL, timezone = 'Mars/Olympus' WHERE id = :id",
    ):
        session.execute(text(statement), {"id": broken.id})
        session.commit()
        # anything of it changes, so that it is written anew
        session.get_one(Campaign, broken.campaign_id).title_en = statement
        session.commit()
        with caplog.at_level(logging.ERROR):
            reply = program.fetch(calendar)
        assert reply.all("SUMMARY") == ["Sane"]
        assert conformance.check(reply.body) == []
        assert f"event {broken.id} cannot be written" in caplog.text
    session.execute(update(Event.__table__).values(timezone="Asia/Bangkok"))  # type: ignore[arg-type] # a table
    session.get_one(Campaign, broken.campaign_id).title_en = "Mended"
    session.commit()
    assert len(program.fetch(calendar).all("SUMMARY")) == 2
