"""The page of an event's day and its checklist, as people use them: in every phase, with and without rights."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.campaigns.models import Campaign
from planner.events import checklist, run_sheet, series
from planner.events.checklist import Line
from planner.events.models import ChecklistItem, Event, RunSheetItem
from planner.events.recurrence_rule import Rule
from planner.events.run_sheet import Item
from planner.events.words import ItemState
from tests import factories
from tests.factories import Office
from tests.pages import Page, Visitor

Visit = Callable[..., Visitor]


@pytest.fixture
def event(session: Session, office: Office) -> Event:
    """Tuesday 24 November 2026 in Bangkok, 09:00 to 12:00, with three steps and two things to bring."""
    campaign: Campaign = factories.campaign(session, office.corporate, office.owner)
    made = factories.event(
        session,
        campaign,
        title_en="Opening",
        starts_at=datetime(2026, 11, 24, 2, tzinfo=UTC),
        ends_at=datetime(2026, 11, 24, 5, tzinfo=UTC),
    )
    for at, title in ((time(8), "Stage"), (time(9), "Doors"), (time(10), "Speech")):
        item = Item(starts_at=at, duration_minutes=30, title=title, contingency=f"{title} fails")
        run_sheet.add(session, made.id, item, actor=office.owner)
    lines = [Line(title="Banner", responsible="Somchai", days_before=1), Line(title="Water")]
    checklist.add(session, made.id, lines, actor=office.owner)
    session.commit()
    return made


def _at(clock: str, day: int = 24) -> datetime:
    """By the clocks of Bangkok."""
    return datetime.fromisoformat(f"2026-11-{day}T{clock}:00+07:00")


def _step(session: Session, title: str) -> int:
    found = session.scalars(select(RunSheetItem.id).where(RunSheetItem.title == title)).one()
    session.rollback()
    return found


def _parts(page: Page) -> dict[str, list[str]]:
    """The titles of steps under each heading."""
    found = {}
    for part in page.all("section"):
        heading = "".join(next(part.iter("h2")).itertext()).strip()
        titles = ["".join(title.itertext()).strip() for title in part.iter("h3")]
        if titles:
            found[heading] = titles
    return found


def test_the_page_says_what_is_late_on_and_next(visit: Visit, office: Office, event: Event) -> None:
    with time_machine.travel(_at("09:10"), tick=False):
        page = visit(office.mate).get(f"/events/{event.id}/day")
    assert _parts(page) == {"Late": ["Stage"], "Now": ["Doors"], "Next": ["Speech"]}
    assert "Going on, until 12:00" in page.text
    assert "in 50 min" in page.text
    assert "until 09:30" in page.text
    assert "Speech fails" in page.text
    # Banner was to be there the day before
    assert "late: was to be done by Mon 23 Nov BE 2569" in page.text


def test_a_step_is_done_and_not_after_all(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    path = f"/events/{event.id}/day"
    with time_machine.travel(_at("09:10"), tick=False):
        visitor = visit(office.mate)
        stage = _step(session, "Stage")
        done = visitor.follow(visitor.press(path, f"{path}/{stage}/done"))
        assert _parts(done) == {"Now": ["Doors"], "Next": ["Speech"]}
        assert "Done (1)" in done.text
        back = visitor.follow(visitor.press(f"{path}?on=2026-11-24", f"{path}/{stage}/planned"))
    assert _parts(back)["Late"] == ["Stage"]
    found = session.get_one(RunSheetItem, stage, populate_existing=True)
    assert found.state is ItemState.PLANNED


def test_a_line_is_ticked_where_one_is_and_says_by_whom(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    visitor = visit(office.mate)
    home = f"/events/{event.id}"
    session.refresh(event, ["checklist"])
    banner, water = (one.id for one in event.checklist)
    session.commit()
    ticked = visitor.press(home, f"{home}/checklist/{banner}/tick")
    assert ticked.location == f"{home}#checklist"
    shown = visitor.get(home)
    assert "1 of 2" in shown.text
    assert str(office.mate.name_en) in shown.text
    stays = visitor.press(f"{home}/day", f"{home}/checklist/{water}/tick")
    assert (stays.location or "").startswith(f"{home}/day")
    assert "2 of 2" in visitor.follow(stays).text
    visitor.press(home, f"{home}/checklist/{banner}/untick")
    assert "1 of 2" in visitor.get(home).text


def test_who_only_reads_sees_it_without_buttons(visit: Visit, office: Office, event: Event) -> None:
    page = visit(office.viewer).get(f"/events/{event.id}/day")
    assert "Banner" in page.text
    assert not [form for form in page.all("form") if "/day/" in form.get("action", "")]
    assert not [form for form in page.all("form") if "/checklist/" in form.get("action", "")]


def test_before_and_after_the_day(visit: Visit, office: Office, event: Event) -> None:
    path = f"/events/{event.id}/day"
    with time_machine.travel(_at("21:30", day=20), tick=False):
        page = visit(office.mate).get(path)
        assert "Begins in 3 days" in page.text
        assert "Count them" not in page.text
    with time_machine.travel(_at("05:45"), tick=False):
        assert "Begins in 2 h 15 min" in visit(office.mate).get(path).text
    with time_machine.travel(_at("12:00"), tick=False):
        page = visit(office.mate).get(path)
        assert "It is over." in page.text
        assert f"/events/{event.id}/edit/afterwards" in page.links()


def test_whom_one_met_is_counted_and_shown(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    form = f"/events/{event.id}/edit/afterwards"
    with time_machine.travel(_at("13:00"), tick=False):
        visitor = visit(office.mate)
        wrong = visitor.fill(visitor.get(form), form, status=422, met_new_count="some")
        assert "some" in wrong.html
        shown = visitor.follow(
            visitor.fill(visitor.get(form), form, met_new_count="๑๒", met_known_count="30")
        )
        assert "Met for the first time 12" in shown.text
        assert "Count them" not in visitor.get(f"/events/{event.id}/day").text


def test_a_pasted_list_becomes_lines_and_one_of_them_is_changed_and_removed(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    visitor = visit(office.mate)
    home = f"/events/{event.id}"
    form = f"{home}/checklist/new"
    typed = "- Chairs\n- " + "x" * 201
    wrong = visitor.fill(visitor.get(form), form, status=422, titles=typed)
    assert "Line 2 has 201 characters, and at most 200 are allowed" in wrong.text
    assert "- Chairs" in wrong.html
    shown = visitor.follow(
        visitor.fill(visitor.get(form), form, titles="- Chairs\n\n- Tables", days_before="3")
    )
    assert "0 of 4" in shown.text
    session.refresh(event, ["checklist"])
    chairs = next(one.id for one in event.checklist if one.title == "Chairs")
    session.commit()
    edit = f"{home}/checklist/{chairs}/edit"
    shown = visitor.follow(visitor.fill(visitor.get(edit), edit, title="Eighty chairs"))
    assert "Eighty chairs" in shown.text
    gone = visitor.follow(visitor.press(edit, f"{home}/checklist/{chairs}/remove"))
    assert "0 of 3" in gone.text
    assert session.get(ChecklistItem, chairs, populate_existing=True) is None
    session.commit()
    visitor.get(edit, status=404)


def test_a_series_begins_again_each_time(
    visit: Visit, session: Session, office: Office, event: Event
) -> None:
    series.repeat(session, event.id, Rule.parse("FREQ=WEEKLY;BYDAY=TU;COUNT=3"), actor=office.owner)
    session.commit()
    stage = _step(session, "Stage")
    path = f"/events/{event.id}/day"
    with time_machine.travel(_at("09:10"), tick=False):
        visit(office.mate).press(path, f"{path}/{stage}/done")
    with time_machine.travel(datetime.fromisoformat("2026-12-01T09:10:00+07:00"), tick=False):
        visitor = visit(office.mate)
        page = visitor.get(path)
        assert "Tue 1 Dec BE 2569" in page.text
        assert "Late" not in _parts(page)
        again = visitor.follow(visitor.press(path, f"{path}/begin-again"))
        assert _parts(again)["Late"] == ["Stage"]
        assert "on=2026-12-01" in (visitor.press(path, f"{path}/{stage}/dropped").location or "")
        for on in ("2026-12-02", "2026-02-30", "x"):
            visitor.get(f"{path}?on={on}", status=404)


def test_home_leads_to_the_day(visit: Visit, office: Office, event: Event) -> None:
    with time_machine.travel(_at("07:00"), tick=False):
        assert f"/events/{event.id}/day?on=2026-11-24" in visit(office.mate).get("/").links()
    with time_machine.travel(_at("07:00", day=23), tick=False):
        assert not [link for link in visit(office.mate).get("/").links() if "/day" in link]
