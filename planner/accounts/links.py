"""Links that work once: the first owner's set-up, an invitation, a new password. Only the newest works."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts import permissions, queries
from planner.accounts.models import LinkPurpose, OneTimeLink, User
from planner.activity import log
from planner.errors import NotFound, Refusal
from planner.i18n import mark
from planner.tokens import secrets

LIFETIME: dict[LinkPurpose, timedelta] = {
    LinkPurpose.OWNER: timedelta(days=7),
    LinkPurpose.INVITATION: timedelta(days=7),
    LinkPurpose.RESET: timedelta(minutes=60),
}

NOT_ACTIVE = mark("This account is deactivated. Reactivate it first.")
NO_LINK = mark("There is no link of theirs that still works.")


def make(session: Session, purpose: LinkPurpose, user: User | None, *, actor: User | None) -> str:
    """A new link's secret; earlier unused ones of the same person and purpose stop working."""
    if actor is not None:
        permissions.demand(actor, "user:manage")
    if user is not None and not user.is_active:
        raise Refusal(NOT_ACTIVE)
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
    if user is not None and purpose == LinkPurpose.INVITATION:
        log.record(session, verb="user.invited", subject=user, actor=actor, changes={})
    session.flush()
    return token


def pending(session: Session, user_id: int) -> OneTimeLink | None:
    """The person's newest link that still works, whatever it is for."""
    return session.scalars(
        select(OneTimeLink)
        .where(*_live(user_id), OneTimeLink.expires_at > clock.now())
        .order_by(OneTimeLink.id.desc())
        .limit(1)
    ).first()


def withdraw(session: Session, user: User, *, actor: User) -> None:
    """Let a link that was made for a person stop working."""
    permissions.demand(actor, "user:manage")
    if not end_all(session, user.id):
        raise Refusal(NO_LINK)
    log.record(session, verb="user.link_withdrawn", subject=user, actor=actor, changes={})


def end_all(session: Session, user_id: int) -> int:
    """End every link of a person; how many there were. A new password makes old invitations useless too."""
    ended = session.execute(update(OneTimeLink).where(*_live(user_id)).values(used_at=clock.now()))
    return int(ended.rowcount)  # type: ignore[attr-defined] # an update's result counts rows


def _live(user_id: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return OneTimeLink.user_id == user_id, OneTimeLink.used_at.is_(None)


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


def is_of(link: OneTimeLink, token: str) -> bool:
    """Whether this is the link's secret."""
    return secrets.is_same(link.token_digest, secrets.digest(token))


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
