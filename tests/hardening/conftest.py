"""What every attack begins with: premises to attack, and an ear for what the log says meanwhile."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from tests.factories import Office
from tests.hardening.premises import Premises


@pytest.fixture
def premises(session: Session, office: Office) -> Premises:
    """One of everything."""
    return Premises(session, office)


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Whatever is tried, no mishap of ours stands in the log; a test that brings one about clears the log."""
    with caplog.at_level(logging.WARNING):
        yield
        said = [
            record.getMessage() + (f": {record.exc_info[1]}" if record.exc_info else "")
            for record in caplog.get_records("call")
            if record.name.startswith(("planner", "flask"))
        ]
    assert said == []
