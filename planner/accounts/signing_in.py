"""Checking who someone is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts import passwords, queries
from planner.accounts.models import SignInAttempt, User
from planner.i18n import mark
from planner.tokens import secrets

WRONG = mark("The e-mail or the password is not right.")
TRIES = 10
WINDOW = timedelta(minutes=5)
KEPT = timedelta(days=90)
"""How long failed tries are kept for an administrator to see."""


@dataclass(frozen=True)
class Tried:
    """How a try to sign in ended: with a person, with nobody, or with a time to wait.

    `account_id` is whose address was typed, if anybody's; for the log, never for the one who typed it.
    """

    user: User | None = None
    wait: timedelta | None = None
    account_id: int | None = None


def attempt(session: Session, *, email: str, password: str, address: str, program: str) -> Tried:
    """Check an e-mail and a password: at most ten wrong ones in five minutes per account and per address.

    Counted in the database, so that several processes count together (hardening D5).
    """
    user = queries.by_email(session, email)
    account = account_of(user, email)
    since = clock.now() - WINDOW
    for column, value in ((SignInAttempt.account, account), (SignInAttempt.address, address)):
        failed, oldest = session.execute(
            select(func.count(), func.min(SignInAttempt.at)).where(column == value, SignInAttempt.at > since)
        ).one()
        if failed >= TRIES:
            return Tried(wait=oldest + WINDOW - clock.now(), account_id=user.id if user else None)
    if passwords.is_right(user.password_hash if user else None, password) and user and user.is_active:
        return Tried(user=user, account_id=user.id)
    _forget_old(session, account)
    session.add(SignInAttempt(at=clock.now(), account=account, address=address, program=program[:300]))
    session.flush()
    return Tried(account_id=user.id if user else None)


def account_of(user: User | None, typed: str) -> str:
    """What failed tries are counted under: the address of somebody here, or of anything else a digest.

    People type their password into the wrong box; nothing that nobody here is called by is written down.
    """
    return user.email if user else f"? {secrets.digest(typed.strip().lower())}"


def _forget_old(session: Session, account: str) -> None:
    session.execute(
        delete(SignInAttempt).where(SignInAttempt.account == account, SignInAttempt.at < clock.now() - KEPT)
    )
