"""People who can sign in, and hands for them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from planner.accounts import passwords
from planner.accounts.models import Kind, User
from tests.browser import Windows
from tests.factories import Office
from tests.journeys.hands import Hands, Keys

PASSWORD = "ดอกมะลิบานหลังบ้านทุกเช้า"


@dataclass(frozen=True)
class Pair:
    """Who plans campaigns of a kind, and who approves them."""

    planner: User
    approver: User


@pytest.fixture
def pairs(office: Office, session: Session) -> dict[Kind, Pair]:
    """A planner and an approver for each kind, with a password."""
    found = {
        Kind.COMMUNAL: Pair(office.owner, office.approver),
        Kind.EXCHANGE: Pair(office.outsider, office.outside_approver),
    }
    known = passwords.hashed(PASSWORD)
    for pair in found.values():
        pair.planner.password_hash = pair.approver.password_hash = known
    session.commit()
    return found


@pytest.fixture
def mouse(windows: Windows) -> Callable[..., Hands]:
    """`mouse(language="en", scripts=False)`: a stranger's window, worked with a mouse."""
    return lambda **guise: Hands(windows.open("/sign-in", **guise))


@pytest.fixture
def keyboard(windows: Windows) -> Callable[..., Keys]:
    """The same, worked with nothing but a keyboard."""
    return lambda **guise: Keys(windows.open("/sign-in", **guise))
