"""An administrator takes a year over, mends it and confirms it; everybody reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.holidays import actions, package, window
from planner.holidays.models import Holiday, HolidayCountry, HolidayYear
from planner.holidays.words import HolidayKind
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]
PAGE = "/holidays?country=TH&year=2027"


@pytest.fixture
def taken(session: Session, office: Office) -> Office:
    """The office has taken 2027 over."""
    actions.take_over(session, "TH", 2027, actor=office.administrator)
    session.commit()
    return office


def _rows(session: Session, statement: Any) -> list[Any]:
    """What is stored; the transaction ends, for a reader would keep the application waiting."""
    found = list(session.scalars(statement))
    session.commit()
    return found


def _on(session: Session, month: int, day: int) -> Holiday:
    found: Holiday = _rows(
        session, select(Holiday).where(Holiday.on == date(2027, month, day)).order_by(Holiday.id)
    )[0]
    return found


def test_a_year_in_either_era_shows_what_the_package_says(visit: Visit, office: Office) -> None:
    visitor = visit(office.administrator)
    page = visitor.get("/holidays?year=2570")
    assert page.heading == "Holidays BE 2570"
    assert "Not confirmed yet" in page.text
    assert "Nobody has taken this year over yet" in page.text
    assert "Songkran Festival" in page.text
    assert visitor.get("/holidays?year=2027").heading == page.heading
    assert visitor.get("/holidays?year=๒๕๗๐").heading == page.heading
    thai = visit(office.administrator, language="th").get("/holidays?year=2570")
    assert "วันสงกรานต์" in thai.text
    assert "2570" in thai.heading


@pytest.mark.parametrize("asked", ["", "1899", "3000", "27", "x", "%00", "2027; DROP", "９９９９"])
def test_a_year_that_is_none_is_this_year(visit: Visit, office: Office, asked: str) -> None:
    visitor = visit(office.mate)
    assert visitor.get(f"/holidays?year={asked}&country=XX").heading == visitor.get("/holidays").heading


@pytest.mark.parametrize("year", [1900, 2399])
def test_years_far_away_are_said_in_words(visit: Visit, office: Office, year: int) -> None:
    page = visit(office.administrator).get(f"/holidays?year={year}")
    assert "The package knows no holidays of this year." in page.text
    assert "take-over" not in page.html


def test_a_package_that_fails_is_said_in_words(
    visit: Visit, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_kwargs: object) -> object:
        raise RuntimeError("the moon is not where the table says")

    # the library, not ours
    monkeypatch.setattr("holidays.country_holidays", broken)
    package.said.cache_clear()
    try:
        visitor = visit(office.administrator)
        page = visitor.get("/holidays?year=2031")
        assert "The package cannot tell the holidays of this year." in page.text
        assert visitor.get("/calendar?on=2031-05-01").status == 200
        token = page.form("/sign-out").values["csrf_token"][0]
        told = visitor.post("/holidays/TH/2031/take-over", {"csrf_token": token})
        assert "Add them one by one." in visitor.follow(told).text
    finally:
        package.said.cache_clear()


def test_taking_over_writes_the_days_down_once(visit: Visit, session: Session, office: Office) -> None:
    visitor = visit(office.administrator)
    done = visitor.press(PAGE, "take-over")
    page = visitor.follow(done)
    rows = _rows(session, select(Holiday).where(Holiday.country == "TH"))
    assert len(rows) == len(package.said("TH", 2027) or ())
    assert f"Days added: {len(rows)}." in page.text
    assert all(row.source == package.source() for row in rows)
    token = page.form("/sign-out").values["csrf_token"][0]
    again = visitor.post("/holidays/TH/2027/take-over", {"csrf_token": token})
    assert "Everything the package has is here already." in visitor.follow(again).text
    assert len(session.scalars(select(Holiday)).all()) == len(rows)


def test_what_a_person_changed_stays_and_what_differs_is_said(
    visit: Visit, session: Session, taken: Office
) -> None:
    visitor = visit(taken.administrator)
    songkran, lent = _on(session, 4, 13), _on(session, 7, 19)
    edit = visitor.get(f"/holidays/{songkran.id}/edit")
    saved = visitor.fill(edit, "/edit", short_name_en="Water festival", note="Cabinet, 5 Nov 2026")
    assert saved.location.endswith(f"#holiday-{songkran.id}")
    visitor.press(PAGE, f"/holidays/{lent.id}/strike-off")
    session.delete(_on(session, 12, 10))
    session.commit()
    page = visitor.get(PAGE)
    assert "Changed here" in page.text
    assert "Short name (English): in the package Songkran" in page.text
    assert "Cabinet, 5 Nov 2026" in page.text
    assert "In the package, not here" in page.text
    done = visitor.press(PAGE, "take-over")
    assert "Days added: 1." in visitor.follow(done).text
    session.expire_all()
    assert _on(session, 4, 13).short_name_en == "Water festival"
    assert _on(session, 7, 19).is_struck_off
    assert _on(session, 12, 10).name_en == "Constitution Day"


def test_a_day_announced_is_added_once(visit: Visit, session: Session, taken: Office) -> None:
    visitor = visit(taken.administrator)
    form = visitor.get("/holidays/new?country=TH&year=2027")
    typed: dict[str, Any] = {"on": "31/12/2570", "name_th": "วันหยุดพิเศษ", "kind": "public", "note": "มติ ครม."}
    first = visitor.fill(form, "/holidays/new", **typed)
    second = visitor.fill(form, "/holidays/new", **typed)
    assert first.location == second.location
    added = _rows(session, select(Holiday).where(Holiday.said_on.is_(None)))
    assert [(one.on, one.note) for one in added] == [(date(2027, 12, 31), "มติ ครม.")]
    assert "Added here" in visitor.follow(first).text
    again = visitor.fill(
        visitor.get("/holidays/new?country=TH&year=2027"), "/holidays/new", status=422, **typed
    )
    assert "This day already has a holiday of that name." in again.text
    assert 'value="31/12/2570"' in again.html


def test_bad_input_is_explained_and_kept(visit: Visit, taken: Office) -> None:
    visitor = visit(taken.administrator)
    form = visitor.get("/holidays/new?country=TH&year=2027")
    page = visitor.fill(
        form, "/holidays/new", status=422, on="30/2/2570", kind="public", short_name_en="x" * 90
    )
    assert 'value="30/2/2570"' in page.html
    assert "Fill this in, in Thai or in English." in page.text
    assert "Shorten this to 40 characters" in page.text


def test_confirming_stands_in_the_history_and_can_be_taken_back(
    visit: Visit, session: Session, taken: Office
) -> None:
    visitor = visit(taken.administrator)
    page = visitor.follow(visitor.press(PAGE, "/confirm"))
    assert "Confirmed by" in page.text
    assert "confirmed the holidays of the year" in page.text
    days = window.between(session, date(2027, 1, 1), date(2027, 12, 31))
    assert days.unconfirmed_years == ()
    assert all(day.is_confirmed for day in days.holidays)
    session.rollback()
    visitor.press(PAGE, "/reopen")
    assert "Not confirmed yet" in visitor.get(PAGE).text


def test_a_year_is_taken_over_before_it_is_confirmed(visit: Visit, session: Session, office: Office) -> None:
    visitor = visit(office.administrator)
    token = visitor.get(PAGE).form("/sign-out").values["csrf_token"][0]
    told = visitor.post("/holidays/TH/2028/confirm", {"csrf_token": token})
    assert "Take the package’s days over first" in visitor.follow(told).text
    assert session.scalars(select(HolidayYear)).first() is None


def test_who_saved_later_sees_both(visit: Visit, session: Session, taken: Office) -> None:
    visitor = visit(taken.administrator)
    songkran = _on(session, 4, 13)
    edit = visitor.get(f"/holidays/{songkran.id}/edit")
    visitor.fill(edit, "/edit", name_en="First")
    page = visitor.fill(edit, "/edit", status=409, name_en="Second")
    assert "First" in page.text
    assert 'value="Second"' in page.html
    stale = visitor.fill(visitor.get(PAGE), f"{songkran.id}/strike-off")
    assert stale.status == 302
    old = visitor.post(
        f"/holidays/{songkran.id}/put-back",
        {"csrf_token": page.form("/edit").values["csrf_token"][0], "version": "1"},
    )
    assert "Someone changed this a moment ago" in visitor.follow(old).text


def test_everybody_reads_and_only_administrators_change(
    visit: Visit, session: Session, taken: Office
) -> None:
    songkran = _on(session, 4, 13)
    for person in (taken.viewer, taken.mate, taken.approver, taken.outsider):
        assert isinstance(person, User)
        visitor = visit(person)
        page = visitor.get(PAGE)
        assert "Songkran Festival" in page.text
        assert f"/holidays/{songkran.id}/edit" not in page.html
        token = page.form("/sign-out").values["csrf_token"][0]
        visitor.get(f"/holidays/{songkran.id}/edit", status=403)
        visitor.get("/holidays/new", status=403)
        visitor.get("/holidays/countries", status=403)
        for step in (f"{songkran.id}/strike-off", "TH/2027/confirm", "TH/2027/take-over"):
            visitor.post(f"/holidays/{step}", {"csrf_token": token}, status=403)
    visit(taken.administrator).get(f"/holidays/{songkran.id}/strike-off", status=405)
    visit().get(PAGE, status=302)


def test_other_countries_are_shown_by_choice(visit: Visit, session: Session, office: Office) -> None:
    visitor = visit(office.administrator)
    page = visitor.get("/holidays/countries")
    assert "Only Thailand’s holidays are shown." in page.text
    wrong = visitor.fill(page, "/holidays/countries", status=422, country="zz")
    assert "Choose a country from the list." in wrong.text
    shown = visitor.follow(visitor.fill(page, "/holidays/countries", country="ญี่ปุ่น"))
    assert "Japan" in shown.text
    assert "Coming of Age Day" in visitor.get("/holidays?country=JP&year=2027").text
    assert "Coming of Age Day (Japan)" in visitor.get("/calendar?on=2027-01-05").text
    [chosen] = _rows(session, select(HolidayCountry))
    visitor.press("/holidays/countries", f"/countries/{chosen.id}/drop")
    assert "Coming of Age" not in visitor.get("/calendar?on=2027-01-05").text


def test_a_date_field_may_ask_what_a_day_is(visit: Visit, session: Session, taken: Office) -> None:
    visitor = visit(taken.mate)

    def said(on: str) -> Any:
        return visitor.get(f"/holidays/on/{on}").response.get_json()["note"]

    assert said("2027-04-13") == "This is a holiday: Songkran (not confirmed yet)"
    assert said("2027-01-09") == "On this day: Children’s Day"
    assert said("2027-06-15") == ""
    assert said("15-06-2027") == ""
    actions.confirm(session, "TH", 2027, actor=taken.administrator)
    session.commit()
    assert said("2027-04-13") == "This is a holiday: Songkran"
    actions.add(
        session,
        "TH",
        actions.HolidayData(on=date(2027, 6, 15), kind=HolidayKind.BANK, name_en="Audit"),
        actor=taken.administrator,
    )
    session.commit()
    assert said("2027-06-15") == "Bank holiday: Audit"
