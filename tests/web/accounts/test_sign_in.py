"""Signing in and out."""

from __future__ import annotations

from collections.abc import Callable

from tests.factories import Office
from tests.pages import Visitor


def test_a_stranger_is_led_to_sign_in(visit: Callable[..., Visitor]) -> None:
    assert visit().get("/", status=302).location.startswith("/sign-in")


def test_someone_signed_in_sees_the_first_page(visit: Callable[..., Visitor], office: Office) -> None:
    visit(office.owner).get("/")
