"""Signing in and out, and what ends with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts import passwords
from planner.accounts.models import User, UserSession
from tests.factories import Office
from tests.pages import Visitor

PASSWORD = "ฝนตกที่เชียงใหม่เมื่อวานซืน"

Visit = Callable[..., Visitor]


@pytest.fixture
def owner(session: Session, office: Office) -> User:
    """The owner, with a password."""
    office.owner.password_hash = passwords.hashed(PASSWORD)
    session.commit()
    return office.owner


def sign_in(visitor: Visitor, email: str, password: str, *, status: int = 302) -> str:
    page = visitor.press("/sign-in", "/sign-in", email=email, password=password, status=status)
    return page.location or page.text


def test_a_stranger_is_led_to_sign_in_and_back_to_the_page_they_wanted(visit: Visit, owner: User) -> None:
    visitor = visit()
    wanted = visitor.get("/profile", status=302)
    page = visitor.follow(wanted)
    assert visitor.fill(page, "/sign-in", email=owner.email, password=PASSWORD).location == "/profile"
    visitor.get("/profile")


def test_an_address_is_read_whatever_its_case(visit: Visit, owner: User) -> None:
    assert sign_in(visit(), owner.email.upper(), PASSWORD) == "/"


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(visit: Visit, owner: User) -> None:
    one = sign_in(visit(), owner.email, "not the password at all", status=422)
    other = sign_in(visit(), "nobody@example.org", "not the password at all", status=422)
    assert one.replace(owner.email, "") == other.replace("nobody@example.org", "")
    assert "is not right" in one


def test_someone_deactivated_is_not_let_in(visit: Visit, session: Session, owner: User) -> None:
    owner.is_active = False
    session.commit()
    assert "is not right" in sign_in(visit(), owner.email, PASSWORD, status=422)


def test_the_eleventh_wrong_try_must_wait_and_the_window_passes(visit: Visit, owner: User) -> None:
    visitor = visit()
    with time_machine.travel(clock.now(), tick=False) as traveller:
        for _ in range(10):
            sign_in(visitor, owner.email, "wrong wrong wrong", status=422)
        answer = visitor.press("/sign-in", "/sign-in", email=owner.email, password=PASSWORD, status=429)
        assert int(answer.response.headers["Retry-After"]) > 0
        traveller.shift(timedelta(minutes=5, seconds=1))
        assert sign_in(visitor, owner.email, PASSWORD) == "/"


def test_signing_in_gives_a_cookie_of_its_own(visit: Visit, owner: User) -> None:
    visitor = visit()
    visitor.get("/sign-in")
    before = visitor.client.get_cookie("samphan")
    sign_in(visitor, owner.email, PASSWORD)
    after = visitor.client.get_cookie("samphan")
    assert before
    assert after
    assert before.value != after.value
    assert after.http_only
    assert after.same_site == "Lax"
    assert after.path == "/"


def test_signing_out_ends_the_session_on_the_server(visit: Visit, owner: User, app: Flask) -> None:
    visitor = visit(owner)
    stolen = visitor.client.get_cookie("samphan")
    assert stolen is not None
    visitor.press("/", "/sign-out")
    thief = Visitor(app.test_client())
    thief.client.set_cookie("samphan", stolen.value)
    assert thief.get("/", status=302).location.startswith("/sign-in")


def test_signing_out_by_a_link_does_nothing(visit: Visit, owner: User) -> None:
    visitor = visit(owner)
    visitor.get("/sign-out", status=405)
    visitor.get("/")


@pytest.mark.parametrize("passed", [timedelta(hours=12, minutes=1), timedelta(days=14, minutes=1)])
def test_a_session_runs_out(visit: Visit, owner: User, passed: timedelta) -> None:
    with time_machine.travel(clock.now(), tick=False) as traveller:
        visitor = visit(owner)
        while passed > timedelta(hours=11):
            step = min(passed, timedelta(hours=11)) if passed > timedelta(days=1) else passed
            traveller.shift(step)
            passed -= step
            if passed:
                visitor.get("/")
        assert visitor.get("/", status=302).location.startswith("/sign-in")


def test_a_visit_is_noted_now_and_then(visit: Visit, owner: User, session: Session) -> None:
    with time_machine.travel(clock.now(), tick=False) as traveller:
        visitor = visit(owner)
        first = session.scalars(select(UserSession.seen_at)).one()
        session.rollback()
        traveller.shift(timedelta(minutes=11))
        visitor.get("/")
        session.rollback()
        assert session.scalars(select(UserSession.seen_at)).one() - first == timedelta(minutes=11)


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example",
        "https://evil.example",
        "https:evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
    ],
)
def test_nobody_is_led_elsewhere_after_signing_in(visit: Visit, owner: User, elsewhere: str) -> None:
    visitor = visit()
    page = visitor.get("/sign-in")
    answer = visitor.post(
        "/sign-in", page.form("/sign-in").filled(email=owner.email, password=PASSWORD, next=elsewhere)
    )
    assert answer.location == "/"


def test_the_page_stands_in_both_languages(visit: Visit) -> None:
    assert visit(language="th").get("/sign-in").root.get("lang") == "th"  # type: ignore[union-attr]
    assert visit(language="en").get("/sign-in").root.get("lang") == "en"  # type: ignore[union-attr]


def test_a_stranger_can_read_in_the_other_language(visit: Visit) -> None:
    visitor = visit(language="en")
    visitor.press("/sign-in", "/language", language="th")
    assert visitor.get("/sign-in").root.get("lang") == "th"  # type: ignore[union-attr]


def test_whoever_is_signed_in_already_is_led_on(visit: Visit, owner: User) -> None:
    assert visit(owner).get("/sign-in", status=302).location == "/"
