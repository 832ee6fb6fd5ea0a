"""One-time links: the first owner, invitations, new passwords."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Membership, OneTimeLink, Role, User
from tests.factories import Office
from tests.pages import Visitor

PASSWORD = "ปลูกต้นกล้าริมคลองทุกวันเสาร์"
Visit = Callable[..., Visitor]


def path_of(app: Flask, *command: str) -> str:
    """The path of the link that a command prints."""
    result = app.test_cli_runner().invoke(args=["users", *command])
    assert result.exit_code == 0, result.output
    return "/links/" + result.output.partition("/links/")[2].split()[0]


def test_the_first_owner_sets_up_once(visit: Visit, app: Flask, session: Session) -> None:
    path = path_of(app, "owner-link")
    visitor = visit()
    visitor.get(path)
    visitor.press(
        path, path, given_th="สมใจ", email="Boss@Example.org", discipline="marketing_pr", password=PASSWORD
    )
    visitor.get("/")
    owner = session.scalars(select(User)).one()
    assert (owner.email, owner.is_administrator) == ("boss@example.org", True)
    assert session.scalars(select(Membership.role)).one() == Role.APPROVER
    visit().get(path, status=404)
    assert app.test_cli_runner().invoke(args=["users", "owner-link"]).output == ""


def test_a_link_looked_at_by_a_mail_scanner_still_works(visit: Visit, app: Flask, office: Office) -> None:
    path = path_of(app, "reset", office.owner.email)
    for _ in range(3):
        visit().get(path)
    visit().press(path, path, password=PASSWORD)
    visit().get(path, status=404)


def test_only_the_newest_link_works(visit: Visit, app: Flask, office: Office) -> None:
    older = path_of(app, "reset", office.owner.email)
    newer = path_of(app, "reset", office.owner.email)
    visit().get(older, status=404)
    visit().get(newer)


def test_a_link_runs_out(visit: Visit, app: Flask, office: Office) -> None:
    with time_machine.travel(clock.now(), tick=False) as traveller:
        path = path_of(app, "reset", office.owner.email)
        traveller.shift(timedelta(minutes=61))
        visit().get(path, status=404)


def test_a_new_password_signs_every_browser_out(visit: Visit, app: Flask, office: Office) -> None:
    elsewhere = visit(office.owner)
    path = path_of(app, "reset", office.owner.email)
    visit().press(path, path, password=PASSWORD)
    assert elsewhere.get("/", status=302).location.startswith("/sign-in")


def test_a_weak_password_is_refused_and_the_link_still_works(
    visit: Visit, app: Flask, office: Office
) -> None:
    path = path_of(app, "reset", office.owner.email)
    page = visit().press(path, path, password="password12345678", status=422)
    assert "easily guessed" in page.text
    visit().press(path, path, password=PASSWORD)


def test_no_link_can_be_read_back_from_the_database(app: Flask, office: Office, session: Session) -> None:
    secret = path_of(app, "reset", office.owner.email).removeprefix("/links/")
    row = session.scalars(select(OneTimeLink)).one()
    assert secret not in repr(vars(row))
    assert len(secret) >= 32


@pytest.mark.parametrize("wrong", ["link_", "x", "link_" + "A" * 32, "ลิงก์", "%00"])
def test_a_wrong_link_leads_nowhere(visit: Visit, wrong: str) -> None:
    visit().get(f"/links/{wrong}", status=404)


def test_an_invited_person_comes_in_by_their_link(visit: Visit, app: Flask, office: Office) -> None:
    path = path_of(
        app, "add", "new@example.org", "--name", "มานี มีนา", "--role", "planner", "--team", "Marketing PR"
    )
    visitor = visit()
    visitor.press(path, path, password=PASSWORD)
    assert "มานี" in visitor.get("/profile").html


def test_a_link_of_somebody_deactivated_meanwhile_leads_nowhere(
    visit: Visit, app: Flask, office: Office, session: Session
) -> None:
    path = path_of(app, "reset", office.owner.email)
    office.owner.is_active = False
    session.commit()
    visit().get(path, status=404)
