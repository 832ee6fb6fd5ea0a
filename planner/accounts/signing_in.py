"""Checking who someone is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts import passwords, queries
from planner.accounts.models import SignInAttempt, User
from planner.i18n import mark

WRONG = mark("The e-mail or the password is not right.")
TRIES = 10
WINDOW = timedelta(minutes=5)


@dataclass(frozen=True)
class Tried:
    """How a try to sign in ended: with a person, with nobody, or with a time to wait."""

    user: User | None = None
    wait: timedelta | None = None


def attempt(session: Session, *, email: str, password: str, address: str, program: str) -> Tried:
    """Check an e-mail and a password: at most ten wrong ones in five minutes per account and per address.

    Counted in the database, so that several processes count together (hardening D5).
    """
    account = email.strip().lower()[:254]
    since = clock.now() - WINDOW
    for column, value in ((SignInAttempt.account, account), (SignInAttempt.address, address)):
        failed, oldest = session.execute(
            select(func.count(), func.min(SignInAttempt.at)).where(column == value, SignInAttempt.at > since)
        ).one()
        if failed >= TRIES:
            return Tried(wait=oldest + WINDOW - clock.now())
    user = queries.by_email(session, account)
    if passwords.is_right(user.password_hash if user else None, password) and user and user.is_active:
        return Tried(user=user)
    session.add(SignInAttempt(at=clock.now(), account=account, address=address, program=program[:300]))
    session.flush()
    return Tried()
