"""Teams mark sensitive periods and awareness days of their own; everybody sees them listed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.holidays import marking
from planner.holidays.marking import MarkedData
from planner.holidays.models import MarkedDays
from planner.holidays.suggestions import SUGGESTIONS
from planner.holidays.words import MarkKind
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]
PERIOD = "/marked-days/new?kind=sensitive"


@pytest.fixture
def marked(session: Session, office: Office) -> MarkedDays:
    """A sensitive period of the corporate team."""
    data = MarkedData(
        MarkKind.SENSITIVE,
        office.corporate.id,
        date(2027, 4, 20),
        date(2027, 4, 24),
        name_th="ช่วงไว้อาลัย",
        name_en="Mourning",
        why="Announced by the palace",
    )
    made = marking.add(session, data, actor=office.mate)
    session.commit()
    return made


def _all(session: Session) -> list[Any]:
    found = list(session.scalars(select(MarkedDays).order_by(MarkedDays.id)))
    session.commit()
    return found


def test_a_planner_marks_a_sensitive_period_once(visit: Visit, session: Session, office: Office) -> None:
    visitor = visit(office.mate)
    form = visitor.get(PERIOD)
    typed: dict[str, Any] = {
        "name_th": "ช่วงเลือกตั้ง",
        "start_on": "1/2/2570",
        "end_on": "10/2/2570",
        "recurs_yearly": "y",
    }
    first = visitor.fill(form, "/marked-days/new", **typed)
    again = visitor.fill(form, "/marked-days/new", **typed)
    assert first.location == again.location
    [made] = _all(session)
    assert (made.start_on, made.end_on, made.team_id) == (
        date(2027, 2, 1),
        date(2027, 2, 10),
        office.corporate.id,
    )
    page = visitor.follow(first)
    assert "1 Feb – 10 Feb · every year" in page.text
    assert "ช่วงเลือกตั้ง" in page.text


def test_an_awareness_day_is_one_day(visit: Visit, session: Session, office: Office) -> None:
    visitor = visit(office.administrator)
    form = visitor.get("/marked-days/new?kind=awareness")
    assert "end_on" not in form.html
    visitor.fill(form, "/marked-days/new", name_en="Our day", start_on="29/2/2571", recurs_yearly="y")
    [made] = _all(session)
    assert (made.kind, made.team_id, made.end_on) == (MarkKind.AWARENESS, None, date(2028, 2, 29))
    assert "Our day" in visitor.get("/calendar?on=2029-02-28").text


def test_bad_input_is_explained_and_kept(visit: Visit, office: Office) -> None:
    visitor = visit(office.mate)
    page = visitor.fill(
        visitor.get(PERIOD), "/marked-days/new", status=422, start_on="10/2/2570", end_on="1/2/2570"
    )
    assert "Fill this in, in Thai or in English." in page.text
    page = visitor.fill(
        visitor.get(PERIOD),
        "/marked-days/new",
        status=422,
        name_en="Backwards",
        start_on="10/2/2570",
        end_on="1/2/2570",
    )
    assert "The last day is before the first." in page.text
    assert 'value="Backwards"' in page.html


def test_a_planner_may_not_mark_for_another_team_or_for_all(visit: Visit, office: Office) -> None:
    visitor = visit(office.mate)
    form = visitor.get(PERIOD)
    for team in (office.marketing.id, ""):
        typed = {"name_en": "Ours", "start_on": "1/2/2570", "team": team}
        page = visitor.fill(form, "/marked-days/new", status=422, **typed)
        assert page.form("/marked-days/new").values["name_en"] == ["Ours"]


def test_who_saved_later_sees_both(visit: Visit, office: Office, marked: MarkedDays) -> None:
    visitor = visit(office.approver)
    form = visitor.get(f"/marked-days/{marked.id}/edit")
    saved = visitor.fill(form, "/edit", name_en="First")
    assert saved.location.endswith(f"#marked-{marked.id}")
    page = visitor.fill(form, "/edit", status=409, name_en="Second")
    assert "First" in page.text
    assert 'value="Second"' in page.html


def test_removing_needs_the_page_as_it_is_now(
    visit: Visit, session: Session, office: Office, marked: MarkedDays
) -> None:
    visitor = visit(office.mate)
    old = visitor.get("/marked-days")
    visitor.fill(visitor.get(f"/marked-days/{marked.id}/edit"), "/edit", name_en="Changed")
    told = visitor.follow(visitor.fill(old, "/remove"))
    assert "Someone changed this a moment ago" in told.text
    assert len(_all(session)) == 1
    visitor.press("/marked-days", "/remove")
    assert _all(session) == []


def test_everybody_reads_and_only_the_team_changes(visit: Visit, office: Office, marked: MarkedDays) -> None:
    for person in (office.viewer, office.outsider):
        visitor = visit(person)
        page = visitor.get("/marked-days")
        assert "Mourning" in page.text
        assert f"/marked-days/{marked.id}/edit" not in page.html
        visitor.get(f"/marked-days/{marked.id}/edit", status=403)
        token = page.form("/sign-out").values["csrf_token"][0]
        visitor.post(f"/marked-days/{marked.id}/remove", {"csrf_token": token, "version": "1"}, status=403)
    visit(office.viewer).get(PERIOD, status=403)
    visit(office.mate).get(f"/marked-days/{marked.id}/remove", status=405)
    visit().get("/marked-days", status=302)
    assert "ช่วงไว้อาลัย" in visit(office.mate, language="th").get("/marked-days").text


def test_a_suggestion_is_taken_up_with_one_press(visit: Visit, session: Session, office: Office) -> None:
    visitor = visit(office.mate)
    page = visitor.get("/marked-days")
    assert "World Environment Day" in page.text
    assert "UN A/RES/2994(XXVII) (1972)" in page.text
    token = page.form("/sign-out").values["csrf_token"][0]
    for _ in range(2):
        visitor.post("/marked-days/suggested", {"csrf_token": token, "suggestion": "environment"})
    visitor.post("/marked-days/suggested", {"csrf_token": token, "suggestion": "no such day"})
    [made] = _all(session)
    assert (made.name_en, made.recurs_yearly) == ("World Environment Day", True)
    after = visitor.get("/marked-days")
    assert len([one for one in SUGGESTIONS if one.source in after.text]) == len(SUGGESTIONS)
    assert after.html.count('value="environment"') == 0
