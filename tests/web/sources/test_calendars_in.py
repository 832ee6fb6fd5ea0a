"""The pages of a calendar on its way in: file, preview, taken in, changed on both sides, taken back."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.cli.worker import take_back
from planner.events import actions as events
from planner.events.actions import Step
from planner.events.models import Event
from planner.jobs import runner
from planner.sources import actions, at_work
from planner.sources.models import CalendarImport
from planner.uploads.folder import Folder
from tests import factories
from tests.factories import Office
from tests.pages import Page, Visitor
from tests.sources.calendars import calendar, event

Visit = Callable[..., Visitor]

TALK = event("DTSTART;TZID=Asia/Tokyo:20270104T090000", "RRULE:FREQ=WEEKLY;COUNT=3", uid="talk", title="Talk")
FAIR = event("DTSTART;VALUE=DATE:20270201", "DTEND;VALUE=DATE:20270204", uid="fair", title="มหกรรม")
BAD = event("RRULE:FREQ=SECONDLY", uid="bad", title="Bomb")
WHOLE = calendar(TALK, FAIR, BAD)


@pytest.fixture
def campaign_id(session: Session, office: Office) -> int:
    """A campaign of the corporate team."""
    found = factories.campaign(session, office.corporate, office.owner).id
    session.commit()
    return found


def brought(
    visitor: Visitor, campaign_id: int, content: bytes | None, *, status: int = 302, **values: Any
) -> Page:
    """The answer to bringing a file."""
    form = visitor.get("/calendars-in/new").form("/calendars-in/new")
    sent: dict[str, Any] = dict(form.filled(campaign=str(campaign_id), **values))
    if content is not None:
        sent["file"] = (io.BytesIO(content), "ปฏิทิน.ics")
    page = Page(visitor.client.post(form.action, data=sent, content_type="multipart/form-data"))
    assert page.status == status, page.text[:1500]
    return page


def count(session: Session) -> int:
    """How many events there are."""
    session.rollback()
    found = session.scalar(select(func.count()).select_from(Event)) or 0
    session.rollback()
    return found


def test_a_planner_brings_a_calendar_sees_what_it_does_takes_it_in_and_back(
    visit: Visit, office: Office, session: Session, campaign_id: int
) -> None:
    before = count(session)
    owner = visit(office.owner)
    assert "No calendar yet" in owner.get("/calendars-in").text
    shown = owner.follow(brought(owner, campaign_id, WHOLE))
    assert count(session) == before
    assert "New (2)" in shown.text
    assert "It repeats more often than once a day" in shown.text
    assert "every week on Monday" in shown.text
    assert "09:00 · Tokyo (UTC+9)" in shown.text
    done = owner.follow(owner.fill(shown, "/take-in"))
    assert "Taken in" in done.text
    assert count(session) == before + 2
    made = session.scalars(select(Event).where(Event.title_th == "มหกรรม")).one()
    assert (made.status, made.visibility, made.campaign_id) == ("tentative", "team", campaign_id)
    session.rollback()
    assert "ปฏิทิน.ics" in owner.get(f"/campaigns/{campaign_id}").text
    assert "took in the calendar “ปฏิทิน.ics”: 2 new" in owner.get(f"/events/{made.id}").text
    assert "ปฏิทิน.ics" in owner.get("/calendars-in").text
    back = owner.follow(owner.fill(done, "/take-back"))
    assert "Taken back" in back.text
    assert count(session) == before


def test_the_same_file_twice_changes_nothing(
    visit: Visit, office: Office, session: Session, campaign_id: int
) -> None:
    owner = visit(office.owner)
    owner.fill(owner.follow(brought(owner, campaign_id, WHOLE)), "/take-in")
    there = count(session)
    shown = owner.follow(brought(owner, campaign_id, WHOLE))
    assert "Unchanged (2)" in shown.text
    assert "nothing to take in" in shown.text
    assert not any(link.endswith("/take-in") for link in shown.links())
    assert count(session) == there


def test_what_changed_on_both_sides_is_overwritten_only_where_it_is_ticked(
    visit: Visit, office: Office, session: Session, campaign_id: int
) -> None:
    owner = visit(office.owner)
    owner.fill(owner.follow(brought(owner, campaign_id, WHOLE)), "/take-in")
    made = session.scalars(select(Event).where(Event.title_th == "มหกรรม")).one()
    events.step(session, made.id, Step.CANCEL, actor=office.owner)
    session.commit()
    longer = calendar(TALK, FAIR.replace("20270204", "20270205"))
    shown = owner.follow(brought(owner, campaign_id, longer))
    assert "Changed here too (1)" in shown.text
    left = owner.follow(owner.fill(shown, "/take-in"))
    assert "There is nothing to take in." in left.text
    taken = owner.follow(owner.fill(shown, "/take-in", overwritten=str(made.id)))
    assert "Taken in" in taken.text
    session.rollback()
    session.refresh(made)
    assert (str(made.all_day_end), made.status) == ("2027-02-04", "tentative")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "Choose the file."),
        (b"", "This is not a calendar file"),
        (b"name,mail\r\n", "This is not a calendar file"),
        (b"PK\x03\x04" + bytes(range(256)) * 4, "not a text in letters"),
    ],
)
def test_what_is_no_calendar_is_explained_beside_the_file_and_nothing_is_kept(
    visit: Visit, office: Office, session: Session, campaign_id: int, content: bytes | None, words: str
) -> None:
    owner = visit(office.owner)
    page = brought(owner, campaign_id, content, status=422)
    assert words in page.text
    assert session.scalar(select(func.count()).select_from(CalendarImport)) == 0


def test_a_file_of_more_than_ten_megabytes_is_refused(visit: Visit, office: Office, session: Session) -> None:
    session.commit()
    answer = Page(
        visit(office.owner).client.post(
            "/calendars-in/new",
            data=b"BEGIN" * (11 * 1024 * 1024 // 5),
            content_type="multipart/form-data; boundary=x",
        )
    )
    assert answer.status == 413
    assert "year by year" in answer.text


def test_a_planner_chooses_only_campaigns_they_plan_in(
    visit: Visit, office: Office, campaign_id: int
) -> None:
    page = brought(visit(office.outsider), campaign_id, WHOLE, status=422)
    assert "Choose one from the list." in page.text
    visit(office.viewer).get("/calendars-in/new", status=403)


def test_a_colleague_neither_sees_nor_takes_in_somebody_elses_calendar(
    visit: Visit, office: Office, session: Session, campaign_id: int
) -> None:
    owner = visit(office.owner)
    address = (
        owner.follow(brought(owner, campaign_id, WHOLE)).form("/take-in").action.removesuffix("/take-in")
    )
    mate = visit(office.mate)
    mate.get(address, status=404)
    for step in ("take-in", "take-back", "drop", "read-again"):
        owner.get(f"{address}/{step}", status=405)
    visit(office.administrator).get(address)


def test_a_calendar_is_read_again_and_thrown_away(
    visit: Visit, office: Office, session: Session, campaign_id: int
) -> None:
    owner = visit(office.owner)
    shown = owner.follow(brought(owner, campaign_id, WHOLE))
    again = owner.follow(owner.fill(shown, "/read-again"))
    assert "New (2)" in again.text
    gone = owner.follow(owner.fill(again, "/drop"))
    assert "No calendar yet" in gone.text


def test_tabs_show_what_becomes_of_the_same(visit: Visit, office: Office, campaign_id: int) -> None:
    owner = visit(office.owner, language="th")
    shown = owner.follow(brought(owner, campaign_id, WHOLE))
    tab = next(link for link in shown.links() if link.endswith("show=refused"))
    assert "Bomb" in owner.get(tab).text
    assert "Talk" not in owner.get(tab).text


def test_a_sixth_calendar_within_a_minute_has_to_wait(visit: Visit, office: Office, campaign_id: int) -> None:
    owner = visit(office.owner)
    for _ in range(actions.PER_MINUTE):
        brought(owner, campaign_id, WHOLE)
    page = brought(owner, campaign_id, WHOLE, status=429)
    assert "five calendars a minute" in page.text


def work(session: Session, app: Flask) -> None:
    """What a worker does with all that waits."""
    session.rollback()
    handlers = at_work.handlers(app.config["DATA_DIR"], take_back)
    while runner.work_one(session.get_bind().engine, handlers):
        pass


def test_a_large_calendar_is_read_taken_in_and_taken_back_by_a_worker(
    visit: Visit, office: Office, session: Session, app: Flask, campaign_id: int
) -> None:
    before = count(session)
    note = "DESCRIPTION:" + "word " * 200
    large = calendar(*(event(f"DTSTART:2027010{n % 9 + 1}", note, uid=str(n)) for n in range(200)))
    assert len(large) > actions.SMALL_FILE
    owner = visit(office.owner)
    waiting = brought(owner, campaign_id, large)
    assert "/jobs/" in str(waiting.location)
    one = session.scalars(select(CalendarImport)).one()
    session.rollback()
    address = f"/calendars-in/{one.id}"
    assert "has not been read yet" in owner.get(address).text
    work(session, app)
    shown = owner.get(address)
    assert "New (200)" in shown.text
    assert "/jobs/" in str(owner.fill(shown, "/take-in").location)
    work(session, app)
    assert count(session) == before + 200
    assert "/jobs/" in str(owner.fill(owner.get(address), "/take-back").location)
    work(session, app)
    assert count(session) == before
    assert "Taken back" in owner.get(address).text


def test_a_large_file_that_is_no_calendar_says_so_on_the_page_of_the_work(
    visit: Visit, office: Office, session: Session, app: Flask, campaign_id: int
) -> None:
    owner = visit(office.owner)
    waiting = brought(owner, campaign_id, b"a,b\r\n" * 50_000)
    work(session, app)
    assert "This is not a calendar file" in owner.get(str(waiting.location)).text


def test_a_page_stays_when_the_file_is_gone(
    visit: Visit, office: Office, session: Session, app: Flask, campaign_id: int
) -> None:
    owner = visit(office.owner)
    shown = owner.follow(brought(owner, campaign_id, WHOLE))
    one = session.scalars(select(CalendarImport)).one()
    Folder(app.config["DATA_DIR"], actions.SHELF).drop(one.stored_as)
    session.rollback()
    page = owner.get(f"/calendars-in/{one.id}")
    assert "gone now" in page.text
    refused = owner.follow(owner.fill(shown, "/take-in"))
    assert "kept for a day at the longest" in refused.text
