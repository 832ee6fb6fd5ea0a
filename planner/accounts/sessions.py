"""Being signed in: a row on the server for every browser, so that ending the row signs it out at once.

Bounded in time: 12 hours without a visit, 14 days in all (OWASP ASVS 7.3).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from planner import clock
from planner.accounts.models import Membership, User, UserSession
from planner.tokens import secrets

IDLE = timedelta(hours=12)
LONGEST = timedelta(days=14)
# how stale `seen_at` may be: it is written now and then, not on every page
SEEN_STEP = timedelta(minutes=10)


def begin(session: Session, user: User, *, program: str) -> str:
    """Sign a person in: makes the row and returns the secret for the cookie."""
    token = secrets.new("ses")
    at = clock.now()
    session.add(
        UserSession(
            user_id=user.id,
            token_digest=secrets.digest(token),
            started_at=at,
            seen_at=at,
            program=program[:300],
        )
    )
    session.flush()
    return token


def holder(session: Session, token: str) -> tuple[User, UserSession] | None:
    """Who holds a live session with this secret, memberships loaded; None if it has ended or run out."""
    at = clock.now()
    found = (
        session.execute(
            select(User, UserSession)
            .join(UserSession, UserSession.user_id == User.id)
            .where(
                UserSession.token_digest == secrets.digest(token),
                UserSession.ended_at.is_(None),
                UserSession.started_at > at - LONGEST,
                UserSession.seen_at > at - IDLE,
                User.is_active,
            )
            # in one statement: every page begins with it
            .options(joinedload(User.memberships).options(joinedload(Membership.team)))
        )
        .unique()
        .first()
    )
    return (found[0], found[1]) if found else None


def wants_touch(row: UserSession) -> bool:
    """Whether the last visit was noted too long ago."""
    return clock.now() - row.seen_at > SEEN_STEP


def touch(session: Session, row_id: int) -> None:
    """Note a visit."""
    session.execute(update(UserSession).where(UserSession.id == row_id).values(seen_at=clock.now()))


def end(session: Session, token: str) -> None:
    """Sign one browser out."""
    session.execute(
        update(UserSession)
        .where(UserSession.token_digest == secrets.digest(token), UserSession.ended_at.is_(None))
        .values(ended_at=clock.now())
    )


def end_all(session: Session, user_id: int, *, except_token: str | None = None) -> None:
    """Sign a person out everywhere, but for the browser that asks."""
    kept = secrets.digest(except_token) if except_token else ""
    session.execute(
        update(UserSession)
        .where(
            UserSession.user_id == user_id, UserSession.ended_at.is_(None), UserSession.token_digest != kept
        )
        .values(ended_at=clock.now())
    )


def end_own(session: Session, user_id: int, row_id: int) -> bool:
    """Sign one of a person's browsers out; False if it is not theirs or has ended."""
    ended = session.execute(
        update(UserSession)
        .where(UserSession.id == row_id, UserSession.user_id == user_id, UserSession.ended_at.is_(None))
        .values(ended_at=clock.now())
    )
    return ended.rowcount == 1  # type: ignore[attr-defined, no-any-return] # an update's result counts rows


def live(session: Session, user_id: int) -> list[UserSession]:
    """The browsers a person is signed in with, latest visit first."""
    at: datetime = clock.now()
    return list(
        session.scalars(
            select(UserSession)
            .where(
                UserSession.user_id == user_id,
                UserSession.ended_at.is_(None),
                UserSession.started_at > at - LONGEST,
                UserSession.seen_at > at - IDLE,
            )
            .order_by(UserSession.seen_at.desc())
        )
    )
