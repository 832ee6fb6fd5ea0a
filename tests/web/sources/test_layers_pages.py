"""The pages of calendars laid over: adding one by its address, how it is, fetching, changing, removing and back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.errors import Refusal
from planner.jobs.models import Job
from planner.sources import fetching, refreshing
from planner.sources.fetching import Fetched, Known
from planner.sources.layers import CalendarLayer
from tests.factories import Office
from tests.pages import Page, Visitor
from tests.sources.calendars import calendar, event

Visit = Callable[..., Visitor]

ADDRESS = "https://city.example/private-42/a.ics"


def added(visitor: Visitor, *, status: int = 302, **values: str) -> Page:
    """The answer to laying a calendar over."""
    page = visitor.get("/layers/new")
    return visitor.fill(page, "/layers/new", status=status, **{"address": ADDRESS, **values})


def only(session: Session) -> CalendarLayer:
    """The one there is, as it is now."""
    found = session.scalars(select(CalendarLayer).execution_options(populate_existing=True)).one()
    session.commit()
    return found


def test_somebody_lays_a_calendar_over_and_sees_how_it_is(
    visit: Visit, office: Office, session: Session
) -> None:
    session.commit()
    viewer = visit(office.viewer)
    assert "No calendar is laid over yet" in viewer.get("/layers").text
    assert "/jobs/" in added(viewer).location
    layer = only(session)
    assert (layer.name, layer.user_id, layer.team_id) == ("city.example", office.viewer.id, None)
    assert "Not fetched yet" in viewer.get("/layers").text
    refreshing.note(session, layer, Fetched(calendar(event(), event("DTSTART:never", uid="b")), Known()))
    session.commit()
    page = viewer.get("/layers")
    assert "1 event" in page.text
    assert "1 could not be read" in page.text
    refreshing.note(session, layer, Refusal(fetching.UNREACHABLE, host="city.example"))
    session.commit()
    assert "city.example does not answer." in viewer.get("/layers").text


def test_a_planner_lays_one_over_the_team_and_colleagues_see_it_without_its_address(
    visit: Visit, office: Office, session: Session
) -> None:
    session.commit()
    owner = visit(office.owner)
    added(owner, name="Of the city", team=str(office.corporate.id))
    address = f"/layers/{only(session).id}/edit"
    assert ADDRESS in owner.get(address).form(address).filled()["address"]
    viewer = visit(office.viewer)
    assert "Of the city" in viewer.get("/layers").text
    assert "private-42" not in viewer.get("/layers").response.get_data(as_text=True)
    viewer.get(address, status=403)
    visit(office.outsider).get(address, status=404)
    assert "Of the city" not in visit(office.outsider).get("/layers").text


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"address": ""}, "Fill this in."),
        ({"address": "city.example"}, "Give a full address"),
        ({"address": "https://me:secret@city.example/"}, "holds a name or a password"),
        ({"timezone": "Middle/Earth"}, "There is no time zone"),
        ({"team": "999999"}, "Choose one from the list."),
    ],
)
def test_what_cannot_be_laid_over_is_explained_and_what_was_typed_stays(
    visit: Visit, office: Office, session: Session, values: dict[str, str], words: str
) -> None:
    session.commit()
    page = added(visit(office.owner), status=422, name="My calendar", **values)
    assert words in page.text
    assert page.form("/layers/new").filled()["name"] == ["My calendar"]
    assert session.scalars(select(CalendarLayer)).all() == []


def test_one_is_changed_fetched_removed_and_put_back(visit: Visit, office: Office, session: Session) -> None:
    session.commit()
    owner = visit(office.owner, language="th")
    added(owner)
    edit = f"/layers/{only(session).id}/edit"
    owner.fill(owner.get(edit), edit, name="งานเมือง")
    assert only(session).name == "งานเมือง"
    assert "/jobs/" in owner.fill(owner.get("/layers"), "/refresh").location
    assert len(session.scalars(select(Job)).all()) == 2
    session.rollback()
    gone = owner.follow(owner.fill(owner.get("/layers"), "/remove"))
    assert only(session).removed_at is not None
    owner.fill(gone, "/put-back")
    assert only(session).removed_at is None
    assert "งานเมือง" in owner.get("/layers").text
