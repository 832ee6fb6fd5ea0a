"""Links that work once: the first owner's set-up, an invitation, a new password. Only the newest works."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts import permissions, queries
from planner.accounts.models import LinkPurpose, OneTimeLink, User
from planner.activity import log
from planner.errors import NotFound
from planner.tokens import secrets

LIFETIME: dict[LinkPurpose, timedelta] = {
    LinkPurpose.OWNER: timedelta(days=7),
    LinkPurpose.INVITATION: timedelta(days=7),
    LinkPurpose.RESET: timedelta(minutes=60),
}


def make(session: Session, purpose: LinkPurpose, user: User | None, *, actor: User | None) -> str:
    """A new link's secret; earlier unused ones of the same person and purpose stop working."""
    if actor is not None:
        permissions.demand(actor, "user:manage")
    at = clock.now()
    user_id = user.id if user else None
    session.execute(
        update(OneTimeLink)
        .where(
            OneTimeLink.purpose == purpose,
            OneTimeLink.user_id == user_id if user_id else OneTimeLink.user_id.is_(None),
            OneTimeLink.used_at.is_(None),
        )
        .values(used_at=at)
    )
    token = secrets.new("link")
    session.add(
        OneTimeLink(
            user_id=user_id,
            purpose=purpose,
            token_digest=secrets.digest(token),
            made_at=at,
            expires_at=at + LIFETIME[purpose],
        )
    )
    if user is not None and purpose == LinkPurpose.RESET:
        log.record(session, verb="user.reset_requested", subject=user, actor=actor, changes={})
    session.flush()
    return token


def found(session: Session, token: str) -> OneTimeLink:
    """The live link with this secret; looking does not use it up (mail scanners look).

    :raises NotFound: for a wrong, old or used one, all alike; and for the owner's once there is an owner.
    """
    link = session.scalars(
        select(OneTimeLink).where(
            OneTimeLink.token_digest == secrets.digest(token),
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > clock.now(),
        )
    ).one_or_none()
    if link is None or (link.purpose == LinkPurpose.OWNER and queries.has_owner(session)):
        raise NotFound
    return link


def use(session: Session, link: OneTimeLink) -> None:
    """Use the link up; of two at the same moment one finds it used.

    :raises NotFound: if it was used a moment ago.
    """
    used = session.execute(
        update(OneTimeLink)
        .where(OneTimeLink.id == link.id, OneTimeLink.used_at.is_(None))
        .values(used_at=clock.now())
    )
    if used.rowcount != 1:  # type: ignore[attr-defined] # an update's result counts rows
        raise NotFound
