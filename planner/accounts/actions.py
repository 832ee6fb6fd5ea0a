"""What people do with accounts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from planner import clock
from planner.accounts import passwords
from planner.accounts.models import Membership, SignInAttempt, User
from planner.i18n import mark

WRONG = mark("The e-mail or the password is not right.")
TRIES = 10
WINDOW = timedelta(minutes=5)


@dataclass(frozen=True)
class Tried:
    """How a try to sign in ended: with a person, with nobody, or with a time to wait."""

    user: User | None = None
    wait: timedelta | None = None


def sign_in(session: Session, *, email: str, password: str, address: str, program: str) -> Tried:
    """Check an e-mail and a password: at most ten wrong ones in five minutes per account and per address."""
    account = email.strip().lower()[:254]
    since = clock.now() - WINDOW
    for column, value in ((SignInAttempt.account, account), (SignInAttempt.address, address)):
        failed, first = session.execute(
            select(func.count(), func.min(SignInAttempt.at)).where(column == value, SignInAttempt.at > since)
        ).one()
        if failed >= TRIES:
            return Tried(wait=first + WINDOW - clock.now())
    user = session.scalars(
        select(User)
        .where(User.email == account, User.is_active)
        .options(selectinload(User.memberships).joinedload(Membership.team))
    ).one_or_none()
    if passwords.is_right(user.password_hash if user else None, password):
        return Tried(user=user)
    session.add(SignInAttempt(at=clock.now(), account=account, address=address, program=program[:300]))
    session.flush()
    return Tried()
