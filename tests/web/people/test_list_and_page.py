"""The list of people, one person's page, and the steps on it."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts import passwords, sessions
from planner.accounts.models import SignInAttempt, User
from planner.activity.models import ActivityEntry
from tests import factories
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]


@pytest.mark.parametrize("who", ["viewer", "mate", "approver", "outsider"])
def test_only_administrators_look_after_people(visit: Visit, office: Office, who: str) -> None:
    visitor = visit(getattr(office, who))
    assert "People" not in visitor.get("/profile").text
    for path in ("/people", "/people/new", f"/people/{office.mate.id}", "/teams", "/teams/new"):
        visitor.get(path, status=403)


def test_an_administrator_finds_the_way_from_their_menu(visit: Visit, administrator: User) -> None:
    links = visit(administrator).get("/").links()
    assert {"/people", "/teams"} <= set(links)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=Somjai", {"owner", "mate", "administrator"}),
        ("rank=administrator", {"administrator"}),
        ("rank=approver", {"approver", "outside_approver"}),
        ("rank=nonsense&state=nonsense&team=x", {"owner", "administrator", "viewer"}),
        ("state=deactivated", {"viewer"}),
        ("state=using", {"administrator"}),
    ],
)
def test_the_list_is_narrowed_by_its_address(
    visit: Visit, office: Office, administrator: User, session: Session, query: str, found: set[str]
) -> None:
    office.viewer.is_active = False
    session.commit()
    shown = visit(administrator).get(f"/people?{query}").links()
    for who in found:
        assert f"/people/{getattr(office, who).id}" in shown, who
    if query.startswith(("rank=a", "state=u", "state=d")):
        listed = {link for link in shown if link.startswith("/people/") and link != "/people/new"}
        assert len(listed) == len(found)


def test_people_of_a_team_are_found_by_their_role_in_it(
    visit: Visit, office: Office, administrator: User
) -> None:
    page = visit(administrator).get(f"/people?rank=approver&team={office.marketing.id}")
    assert f"/people/{office.outside_approver.id}" in page.links()
    assert f"/people/{office.approver.id}" not in page.links()
    assert "Nobody is like that" in visit(administrator).get("/people?q=nobody+at+all").text


def test_a_page_tells_names_in_both_scripts_roles_and_who_tried_to_get_in(
    visit: Visit, office: Office, administrator: User, session: Session
) -> None:
    office.mate.password_hash = passwords.hashed("ฝนตกที่เชียงใหม่เมื่อวานซืน")
    session.commit()
    stranger = visit()
    for _ in range(3):
        stranger.press("/sign-in", "/sign-in", email=office.mate.email, password="guess guess", status=422)
    sessions.begin(session, office.mate, program="a browser")
    session.commit()
    text = visit(administrator).get(f"/people/{office.mate.id}").text
    assert str(office.mate.name_th) in text
    assert str(office.mate.name_en) in text
    assert "Planner" in text
    assert "Failed tries, 30 days 3" in text
    assert "Browsers signed in 1" in text


def test_what_a_stranger_typed_in_the_wrong_box_is_not_written_down(
    visit: Visit, office: Office, session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "planner.security")
    secret = "ฉันพิมพ์รหัสผ่านผิดช่อง"
    visitor = visit()
    visitor.press("/sign-in", "/sign-in", email=secret, password=secret, status=422)
    visitor.press("/sign-in", "/sign-in", email=office.mate.email, password=secret, status=422)
    kept = repr([tuple(row) for row in session.execute(select(SignInAttempt.__table__))])
    assert secret not in kept
    assert secret not in caplog.text
    said = [record.getMessage() for record in caplog.records if record.name == "planner.security"]
    assert ["nobody here" in said[0], f"user {office.mate.id} " in said[1]] == [True, True]


def test_a_denial_is_written_down_by_who_and_what(
    visit: Visit, office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "planner.security")
    visit(office.mate).get("/people", status=403)
    said = [record.getMessage() for record in caplog.records if record.name == "planner.security"]
    assert said
    assert said[0].endswith(f"user {office.mate.id} may not user:manage")


def test_details_are_put_right_and_a_stale_form_is_shown_both(
    visit: Visit, office: Office, administrator: User, session: Session
) -> None:
    path = f"/people/{office.mate.id}/edit"
    visitor = visit(administrator)
    seen = visitor.get(path)
    visitor.press(path, path, position="หัวหน้าทีม")
    refused = visitor.fill(seen, path, position="ผู้จัดการ", status=409)
    assert "หัวหน้าทีม" in refused.text
    assert refused.form(path).values["position"] == ["ผู้จัดการ"]
    told = session.scalars(select(ActivityEntry).where(ActivityEntry.verb == "user.revised")).all()
    assert [one.changes for one in told] == [{"position": [None, "หัวหน้าทีม"]}]
    session.commit()
    page = visitor.press(path, path, given_th="", given_latin="", status=422)
    assert "Give their name" in page.text
    page = visitor.press(path, path, email=office.owner.email, status=422)
    assert "is here already" in page.text


def test_a_save_that_changes_nothing_tells_nothing(
    visit: Visit, office: Office, administrator: User, session: Session
) -> None:
    path = f"/people/{office.mate.id}/edit"
    visit(administrator).press(path, path)
    assert session.scalars(select(ActivityEntry)).all() == []


def test_somebody_becomes_administrator_and_must_sign_in_again(
    visit: Visit, office: Office, administrator: User, session: Session
) -> None:
    theirs = visit(office.mate)
    before = theirs.client.get_cookie("samphan")
    where = f"/people/{office.mate.id}"
    visit(administrator).press(where, f"{where}/make-administrator")
    assert theirs.get("/", status=302).location.startswith("/sign-in")
    again = visit(office.mate)
    after = again.client.get_cookie("samphan")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    again.get("/people")
    told = session.scalars(select(ActivityEntry).where(ActivityEntry.verb == "user.rights_changed")).one()
    assert told.changes == {"is_administrator": [False, True]}


def test_the_last_administrator_stays_and_nobody_unmakes_themselves(
    visit: Visit, office: Office, administrator: User, session: Session
) -> None:
    second = factories.user(session, is_administrator=True)
    session.commit()
    visitor = visit(second)
    where = f"/people/{administrator.id}"
    page = visitor.follow(visitor.press(where, f"{where}/end-administrator"))
    assert "Nobody else could administer" in page.text
    second.password_hash = "known to them alone"
    session.commit()
    visitor.press(where, f"{where}/end-administrator")
    session.expire_all()
    assert not session.get_one(User, administrator.id).is_administrator
    version = str(session.get_one(User, second.id).version)
    session.commit()
    own = f"/people/{second.id}"
    token = visitor.get("/people/new").form("/people/new").values["csrf_token"]
    for step in ("end-administrator", "make-administrator"):
        page = visitor.follow(visitor.post(f"{own}/{step}", {"csrf_token": token, "version": version}))
        assert "Nobody else could" in page.text or "your own account" in page.text


def test_a_step_on_a_page_of_yesterday_is_refused(
    visit: Visit, office: Office, administrator: User, session: Session
) -> None:
    visitor = visit(administrator)
    where = f"/people/{office.mate.id}"
    seen = visitor.get(where)
    visitor.press(f"{where}/edit", f"{where}/edit", position="หัวหน้า")
    page = visitor.follow(visitor.fill(seen, f"{where}/make-administrator"))
    assert "Someone changed this a moment ago" in page.text
    session.expire_all()
    assert not session.get_one(User, office.mate.id).is_administrator


def test_somebody_is_signed_out_everywhere(visit: Visit, office: Office, administrator: User) -> None:
    phone, desk = visit(office.mate), visit(office.mate)
    where = f"/people/{office.mate.id}"
    visit(administrator).press(where, f"{where}/sign-out")
    phone.get("/", status=302)
    desk.get("/", status=302)


def test_the_pages_are_read_in_thai_and_take_no_step_by_a_link(
    visit: Visit, office: Office, administrator: User
) -> None:
    visitor = visit(administrator, language="th")
    where = f"/people/{office.mate.id}"
    for path in ("/people", "/people/new", where, f"{where}/edit", f"{where}/deactivate"):
        assert visitor.get(path).root.get("lang") == "th"  # type: ignore[union-attr]
    for step in (
        "link",
        "withdraw-link",
        "sign-out",
        "make-administrator",
        "end-administrator",
        "reactivate",
    ):
        visitor.get(f"{where}/{step}", status=405)
    visitor.get("/people/999999", status=404)
