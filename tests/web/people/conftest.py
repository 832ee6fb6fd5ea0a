"""An administrator who can sign in, so that another may be lost."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from planner.accounts.models import User
from tests.factories import Office


@pytest.fixture
def administrator(office: Office, session: Session) -> User:
    """The office's administrator, with a password."""
    office.administrator.password_hash = "known to them alone"
    session.commit()
    return office.administrator
