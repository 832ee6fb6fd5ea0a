"""Letting people in from the command line."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.accounts import passwords
from planner.accounts.models import Kind, Membership, Role, Team, User
from tests.factories import Office


def run(app: Flask, *args: str, given: str = "") -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["users", *args], input=given)
    return result.exit_code, result.output


def test_the_first_team_of_a_discipline_is_made(app: Flask, session: Session) -> None:
    code, _ = run(
        app, "add", "Mali@Example.org", "--name", "มะลิ สวนดอกไม้", "--role", "planner",
        "--discipline", "corporate_communications", "--password-stdin", given="ดอกมะลิบานหลังบ้านทุกเช้า\n",
    )  # fmt: skip
    assert code == 0
    user = session.scalars(select(User)).one()
    team = session.scalars(select(Team)).one()
    assert (user.email, user.given_th, user.family_th) == ("mali@example.org", "มะลิ", "สวนดอกไม้")
    assert passwords.is_right(user.password_hash, "ดอกมะลิบานหลังบ้านทุกเช้า")
    assert team.kinds == [Kind.COMMUNAL]
    assert team.name_th
    assert session.scalars(select(Membership.role)).one() == Role.PLANNER


def test_a_second_person_joins_the_team_that_is_there(app: Flask, office: Office, session: Session) -> None:
    before = session.scalar(select(func.count(Team.id)))
    session.commit()
    code, output = run(
        app, "add", "two@example.org", "--name", "Two", "--role", "approver", "--discipline", "marketing_pr"
    )
    assert code == 0
    assert "/links/link_" in output
    assert session.scalar(select(func.count(Team.id))) == before


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("not-an-address", "--name", "A", "--role", "administrator"), "e-mail address"),
        (("a@example.org", "--name", "A", "--role", "planner"), "which team"),
        (("a@example.org", "--name", "A", "--role", "planner", "--team", "Nobody"), "no team"),
        (("person1@example.org", "--name", " ", "--role", "administrator"), ""),
    ],
)
def test_what_cannot_be_done_is_told_and_nothing_is_written(
    app: Flask, office: Office, session: Session, args: tuple[str, ...], says: str
) -> None:
    before = session.scalar(select(func.count(User.id)))
    session.commit()
    code, output = run(app, "add", *args)
    assert code != 0
    assert says in output
    assert session.scalar(select(func.count(User.id))) == before


def test_a_weak_password_lets_nobody_in(app: Flask, session: Session) -> None:
    code, output = run(
        app,
        "add",
        "a@example.org",
        "--name",
        "A",
        "--role",
        "administrator",
        "--password-stdin",
        given="password\n",
    )
    assert code != 0
    assert "characters" in output
    assert session.scalar(select(func.count(User.id))) == 0


def test_everyone_is_listed_and_one_is_taken_out(app: Flask, office: Office) -> None:
    assert run(app, "deactivate", office.viewer.email)[0] == 0
    _, output = run(app, "list")
    assert f"{office.viewer.email} (deactivated)" in output
    assert "approver of Corporate Communications" in output


def test_bytes_of_a_terminal_that_are_no_letters_are_left_out(app: Flask, session: Session) -> None:
    code, _ = run(app, "add", "a@example.org", "--name", "A\udcffnong\x00 Suk", "--role", "administrator")
    assert code == 0
    one = session.scalars(select(User)).one()
    assert (one.given_latin, one.family_latin) == ("Anong", "Suk")
    session.rollback()
    code, output = run(app, "reset", "a\udcff@example.org")
    assert (code, "/links/" in output) == (0, True)
    code, output = run(app, "add", "b@example.org", "--name", "B", "--role", "planner", "--team", "\udcff")
    assert (code, "no team" in output) == (1, True)
