"""One-off calendar files: a copy that will not update and says so, of what the reader may see."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from urllib.parse import unquote

import icalendar
import pytest
import time_machine
import vobject
from sqlalchemy.orm import Session

from planner.dates import Era
from planner.feeds.models import Holder
from tests import factories
from tests.factories import Office
from tests.feeds import conformance
from tests.pages import Page, Visitor
from tests.programs import Program, feed, shown_campaign

Visit = Callable[..., Visitor]
NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


def data_of(page: Page) -> bytes:
    data: bytes = page.response.get_data()
    assert page.response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert conformance.check(data, is_file=True) == []
    (_,) = vobject.readComponents(data.decode("utf-8"), validate=True)
    return data


def events_in(page: Page) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(data_of(page))
    assert isinstance(calendar, icalendar.Calendar)
    return calendar.events


def test_a_campaigns_file_holds_what_the_reader_may_see_and_no_more(
    session: Session, office: Office, visit: Visit
) -> None:
    campaign = shown_campaign(session, office)
    for visibility in ("public", "stakeholders", "invited", "team", "restricted"):
        factories.event(session, campaign, title_en=visibility, visibility=visibility)
    other = shown_campaign(session, office)
    factories.event(session, other, title_en="elsewhere")
    session.commit()
    path = f"/campaigns/{campaign.id}/calendar.ics?language=en"
    seen = {
        who: sorted(str(one["SUMMARY"]) for one in events_in(visit(person).get(path)))
        for who, person in (("mate", office.mate), ("outsider", office.outsider), ("owner", office.owner))
    }
    assert seen == {
        "mate": ["invited", "public", "stakeholders", "team"],
        "outsider": ["public", "stakeholders"],
        "owner": ["invited", "public", "restricted", "stakeholders", "team"],
    }


def test_a_file_is_called_a_copy_wherever_a_reader_looks(
    session: Session, office: Office, visit: Visit
) -> None:
    campaign = shown_campaign(session, office, title_th="น้ำสะอาด", title_en="Clean water")
    one = factories.event(session, campaign, title_th="เปิดงาน: วันแรก", title_en="Opening/day 1")
    office.owner.date_era = Era.CE
    session.commit()
    with time_machine.travel(NOW, tick=False):
        visitor = visit(office.owner, language="en")
        page = visitor.get(f"/events/{one.id}.ics")
        assert page.response.headers["Content-Disposition"] == (
            'attachment; filename="Opening-day-1-copy-of-2026-11-24.ics"; '
            "filename*=UTF-8''Opening%20day%201%20%28copy%20of%202026-11-24%29.ics"
        )
        (event,) = events_in(page)
        assert "This is a copy made on 24 Nov 2026. It does not change when the plan does." in str(
            event["DESCRIPTION"]
        )
        thai = visitor.get(f"/events/{one.id}.ics?language=th")
        disposition = thai.response.headers["Content-Disposition"]
        assert 'filename="event-' in disposition
        assert "เปิดงาน วันแรก" in unquote(disposition)
        assert "24 พ.ย. 2569" in str(events_in(thai)[0]["DESCRIPTION"])
        of_campaign = visitor.get(f"/campaigns/{campaign.id}/calendar.ics")
        assert "Clean-water-copy-of-2026-11-24.ics" in of_campaign.response.headers["Content-Disposition"]


def test_a_file_has_no_name_and_no_method_and_the_same_uids_as_the_feed(
    program: Program, session: Session, office: Office, visit: Visit
) -> None:
    campaign = shown_campaign(session, office)
    one = factories.event(session, campaign, recurrence="FREQ=DAILY;COUNT=3", timezone="Europe/London")
    session.commit()
    data = data_of(visit(office.owner).get(f"/events/{one.id}.ics"))
    for name in (b"\r\nNAME", b"X-WR-CALNAME", b"METHOD", b"REFRESH-INTERVAL"):
        assert name not in data
    assert b"TZID:Europe/London" in data
    reply = program.fetch(feed(session, campaign_id=campaign.id))
    assert reply.one("UID") in data.decode()


def test_a_campaign_without_events_gives_a_file_that_says_so(
    session: Session, office: Office, visit: Visit
) -> None:
    campaign = shown_campaign(session, office)
    session.commit()
    (only,) = events_in(visit(office.owner).get(f"/campaigns/{campaign.id}/calendar.ics"))
    assert "Nothing in this calendar yet" in str(only["SUMMARY"])


def test_one_event_that_cannot_be_written_does_not_take_the_file_away(
    session: Session, office: Office, visit: Visit
) -> None:
    campaign = shown_campaign(session, office)
    factories.event(session, campaign, title_en="Sane")
    broken = factories.event(session, campaign, recurrence="FREQ=NONSENSE")
    session.commit()
    visitor = visit(office.owner)
    (only,) = events_in(visitor.get(f"/campaigns/{campaign.id}/calendar.ics"))
    assert str(only["SUMMARY"]) == "Sane"
    visitor.get(f"/events/{broken.id}.ics", status=404)


def test_files_of_what_one_may_not_see_are_not_there_and_strangers_sign_in(
    session: Session, office: Office, visit: Visit
) -> None:
    hidden = shown_campaign(session, office, confidentiality="team")
    one = factories.event(session, hidden)
    session.commit()
    for path in (f"/campaigns/{hidden.id}/calendar.ics", f"/events/{one.id}.ics"):
        visit(office.outsider).get(path, status=404)
        visit(office.viewer).get(path)
        assert "/sign-in" in visit().get(path, status=302).location
    for path in ("/campaigns/999999/calendar.ics", "/events/999999.ics"):
        visit(office.administrator).get(path, status=404)


def test_a_feeds_secret_opens_no_file(
    program: Program, session: Session, office: Office, visit: Visit
) -> None:
    own = feed(session, Holder.USER, user_id=office.owner.id)
    token = program.seals.token(own.id, 1)
    for path in (f"/events/{token}.ics", f"/campaigns/{token}/calendar.ics"):
        assert visit().client.get(path).status_code in {302, 404}


@pytest.mark.parametrize("language", ["", "?language=", "?language=de", "?language=%00", "?x=y"])
def test_an_unknown_language_is_the_readers_own(
    session: Session, office: Office, visit: Visit, language: str
) -> None:
    one = factories.event(session, shown_campaign(session, office), title_en="Opening", title_th="เปิดงาน")
    session.commit()
    visitor = visit(office.owner, language="th")
    assert [str(found["SUMMARY"]) for found in events_in(visitor.get(f"/events/{one.id}.ics{language}"))] == [
        "เปิดงาน"
    ]
