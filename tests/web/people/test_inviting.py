"""Inviting somebody by a link, and the links an administrator makes after that."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Membership, OneTimeLink, Role, User
from planner.activity.models import ActivityEntry
from tests.factories import Office
from tests.pages import Page, Visitor

Visit = Callable[..., Visitor]
PASSWORD = "ปลูกต้นกล้าริมคลองทุกวันเสาร์"


def link_on(page: Page) -> str | None:
    """The path of the link that a page shows."""
    found = re.search(r"/links/link_[\w-]+", page.html)
    return found[0] if found else None


def invite(visitor: Visitor, office: Office, **values: Any) -> Page:
    """Invite somebody to the corporate team; the page that follows."""
    given: dict[str, Any] = {
        "email": "manee@example.org",
        "given_th": "มานี",
        "family_th": "มีนา",
        "team": office.corporate.id,
        "role": "planner",
    }
    return visitor.follow(visitor.press("/people/new", "/people/new", **{**given, **values}))


def someone(session: Session) -> User:
    found = session.scalars(select(User).where(User.email == "manee@example.org")).one()
    session.commit()
    return found


def test_an_invited_person_sets_a_password_and_works_in_their_team(
    visit: Visit, office: Office, administrator: User, session: Session
) -> None:
    path = link_on(invite(visit(administrator), office))
    assert path is not None
    newcomer = visit()
    newcomer.press(path, path, password=PASSWORD)
    assert "มานี" in newcomer.get("/profile").html
    role = session.scalars(select(Membership.role).where(Membership.user_id == someone(session).id)).one()
    assert role == Role.PLANNER
    visit().get(path, status=404)


def test_the_link_is_shown_once_with_words_to_send_it_in_their_language(
    visit: Visit, office: Office, administrator: User
) -> None:
    visitor = visit(administrator)
    page = invite(visitor, office, language="th")
    path = link_on(page)
    words = next(one for one in page.all("textarea") if one.get("id") == "fresh-words")
    assert words.get("lang") == "th"
    assert f"http://localhost{path}" in (words.text or "")
    again = visitor.get(page.response.request.path)
    assert link_on(again) is None
    assert "An invitation was made on" in again.text


def test_the_link_is_shown_to_its_maker_alone(visit: Visit, office: Office, administrator: User) -> None:
    maker, other = visit(administrator), visit(administrator)
    done = maker.press(
        "/people/new", "/people/new", email="a@example.org", given_th="ก", team="", role="viewer"
    )
    assert link_on(other.get(done.location)) is None


def test_no_link_stands_in_the_database_or_the_log(
    visit: Visit, office: Office, administrator: User, session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    path = link_on(invite(visit(administrator), office))
    assert path is not None
    secret = path.removeprefix("/links/")
    dump = repr([tuple(row) for row in session.execute(select(OneTimeLink.__table__))])
    dump += repr([(one.changes, one.values, one.note) for one in session.scalars(select(ActivityEntry))])
    assert secret not in dump
    assert secret not in caplog.text


def test_a_new_invitation_ends_the_one_before(visit: Visit, office: Office, administrator: User) -> None:
    visitor = visit(administrator)
    page = invite(visitor, office)
    first = link_on(page)
    where = page.response.request.path
    second = link_on(visitor.follow(visitor.press(where, f"{where}/link")))
    assert first is not None
    assert second is not None
    visit().get(first, status=404)
    visit().get(second)


def test_an_invitation_lasts_seven_days_and_a_reset_an_hour(
    visit: Visit, office: Office, administrator: User, session: Session
) -> None:
    with time_machine.travel(clock.now(), tick=False) as traveller:
        invitation = link_on(invite(visit(administrator), office))
        traveller.shift(timedelta(days=6, hours=23))
        visit().get(str(invitation))
        traveller.shift(timedelta(hours=2))
        visit().get(str(invitation), status=404)
        office.mate.password_hash = "one they forgot"
        session.commit()
        where = f"/people/{office.mate.id}"
        visitor = visit(administrator)
        reset = link_on(visitor.follow(visitor.press(where, f"{where}/link")))
        traveller.shift(timedelta(minutes=59))
        visit().get(str(reset))
        traveller.shift(timedelta(minutes=2))
        visit().get(str(reset), status=404)


def test_a_withdrawn_link_leads_nowhere(visit: Visit, office: Office, administrator: User) -> None:
    visitor = visit(administrator)
    page = invite(visitor, office)
    path = link_on(page)
    where = page.response.request.path
    visitor.press(where, f"{where}/withdraw-link")
    visit().get(str(path), status=404)
    assert "No invitation of theirs works any more" in visitor.get(where).text
    token = visitor.get("/people/new").form("/people/new").values["csrf_token"]
    again = visitor.post(f"{where}/withdraw-link", {"csrf_token": token})
    assert "no link of theirs that still works" in visitor.follow(again).text


def test_setting_a_password_by_a_reset_ends_the_invitation_too(
    visit: Visit, office: Office, administrator: User, session: Session
) -> None:
    visitor = visit(administrator)
    page = invite(visitor, office)
    invitation = str(link_on(page))
    someone(session).password_hash = "set on the command line"
    session.commit()
    where = page.response.request.path
    reset = str(link_on(visitor.follow(visitor.press(where, f"{where}/link"))))
    visit().press(reset, reset, password=PASSWORD)
    visit().get(invitation, status=404)


def test_a_corrected_address_ends_the_link_sent_to_the_wrong_one(
    visit: Visit, office: Office, administrator: User, session: Session
) -> None:
    visitor = visit(administrator)
    page = invite(visitor, office)
    where = page.response.request.path
    visitor.press(f"{where}/edit", f"{where}/edit", email="Manee.M@example.org")
    visit().get(str(link_on(page)), status=404)
    assert session.scalar(select(func.count()).where(User.email == "manee.m@example.org")) == 1


def test_what_is_wrong_with_an_invitation_is_explained_and_kept(
    visit: Visit, office: Office, administrator: User
) -> None:
    visitor = visit(administrator)
    page = visitor.press(
        "/people/new", "/people/new", email=office.mate.email, given_th="มานี", position="นักเขียน", status=422
    )
    assert "is here already" in page.text
    assert page.form("/people/new").values["position"] == ["นักเขียน"]
    assert (
        "Write an e-mail address"
        in visitor.press("/people/new", "/people/new", email="x", given_th="ก", status=422).text
    )
    assert (
        "Give their name"
        in visitor.press("/people/new", "/people/new", email="b@example.org", status=422).text
    )


def test_an_invitation_sent_twice_invites_once(
    visit: Visit, office: Office, administrator: User, session: Session
) -> None:
    visitor = visit(administrator)
    form = visitor.get("/people/new").form("/people/new")
    values = form.filled(email="twice@example.org", given_th="สอง", role="viewer")
    first = visitor.post("/people/new", values)
    second = visitor.post("/people/new", values)
    assert first.location == second.location
    assert session.scalar(select(func.count()).where(User.email == "twice@example.org")) == 1


def test_after_fifty_links_in_an_hour_a_wait(visit: Visit, office: Office, administrator: User) -> None:
    visitor = visit(administrator)
    where = f"/people/{office.viewer.id}"
    with time_machine.travel(clock.now(), tick=False) as traveller:
        token = visitor.get("/people/new").form("/people/new").values["csrf_token"]
        for _ in range(50):
            visitor.post(f"{where}/link", {"csrf_token": token})
        refused = visitor.post(f"{where}/link", {"csrf_token": token}, status=429)
        assert "50 links within an hour" in refused.text
        assert int(refused.response.headers["Retry-After"]) > 0
        refused = visitor.press(
            "/people/new", "/people/new", email="c@example.org", given_th="ค", role="viewer", status=429
        )
        traveller.shift(timedelta(minutes=61))
        visitor.press(where, f"{where}/link")


def test_nobody_gets_a_link_once_deactivated(
    visit: Visit, office: Office, administrator: User, session: Session
) -> None:
    office.viewer.is_active = False
    session.commit()
    visitor = visit(administrator)
    where = f"/people/{office.viewer.id}"
    token = visitor.get("/people/new").form("/people/new").values["csrf_token"]
    page = visitor.follow(visitor.post(f"{where}/link", {"csrf_token": token}))
    assert "This account is deactivated" in page.text
    assert session.scalar(select(func.count(OneTimeLink.id))) == 0
