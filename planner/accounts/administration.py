"""What administrators do with the accounts of others. Handing over what somebody owns is in `custody.handing_over`."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.accounts import links, permissions, sessions
from planner.accounts.actions import normal_email
from planner.accounts.models import User
from planner.activity import log
from planner.errors import Refusal, expect_version
from planner.i18n import Language, mark

LAST_ADMINISTRATOR = mark(
    "Nobody else could administer the planner. Make somebody administrator first who has signed in once."
)
NOT_ONESELF = mark("This is your own account. Ask another administrator.")
OWN_ACCOUNT = mark("You cannot deactivate your own account.")
TAKEN = mark("Someone with this e-mail address is here already.")
NAMELESS = mark("Give their name, in Thai or in Latin letters.")


@dataclass(frozen=True)
class Details:
    """Who somebody is: what an administrator may put right for them."""

    email: str
    given_th: str | None
    family_th: str | None
    given_latin: str | None
    family_latin: str | None
    position: str | None
    language: Language


def revise(session: Session, user: User, data: Details, *, version: int | None, actor: User) -> None:
    """Put right how somebody is called and reached. Links sent to a mistyped address stop working."""
    permissions.demand(actor, "user:manage")
    expect_version(user.version, version)
    email = normal_email(data.email)
    if session.scalar(select(func.count()).where(User.email == email, User.id != user.id)):
        raise Refusal(TAKEN, field="email")
    if not (data.given_th or data.given_latin):
        raise Refusal(NAMELESS, field="given_th")
    if email != user.email:
        links.end_all(session, user.id)
    for key, value in {**vars(data), "email": email}.items():
        if getattr(user, key) != value:
            setattr(user, key, value)
    if session.is_modified(user):
        log.record(session, verb="user.revised", subject=user, actor=actor)


def make_administrator(session: Session, user: User, *, version: int | None, actor: User) -> None:
    """Let somebody manage people and teams. They sign in again (hardening D3)."""
    _set_administrator(session, user, True, version, actor)


def end_administrator(session: Session, user: User, *, version: int | None, actor: User) -> None:
    """Let somebody manage people and teams no longer; the last one stays."""
    expect_another(session, user)
    _set_administrator(session, user, False, version, actor)


def _set_administrator(session: Session, user: User, wanted: bool, version: int | None, actor: User) -> None:
    permissions.demand(actor, "user:manage")
    expect_version(user.version, version)
    if actor.id == user.id:
        raise Refusal(NOT_ONESELF)
    if not user.is_active:
        raise Refusal(links.NOT_ACTIVE)
    if user.is_administrator == wanted:
        return
    user.is_administrator = wanted
    log.record(session, verb="user.rights_changed", subject=user, actor=actor)
    sessions.end_all(session, user.id)


def deactivate(session: Session, user: User, *, version: int | None = None, actor: User | None) -> None:
    """Let someone in no longer; they are signed out everywhere at once, and their links end. Their records stay.

    `custody.handing_over.deactivate` comes first: this does not look at what they own.
    """
    expect_version(user.version, version)
    if actor is not None:
        permissions.demand(actor, "user:manage")
        if actor.id == user.id:
            raise Refusal(OWN_ACCOUNT)
    if not user.is_active:
        return
    expect_another(session, user)
    user.is_active = False
    log.record(session, verb="user.deactivated", subject=user, actor=actor)
    sessions.end_all(session, user.id)
    links.end_all(session, user.id)


def reactivate(session: Session, user: User, *, version: int | None, actor: User | None) -> None:
    """Let someone in again, in the roles they had. What was handed over stays where it is."""
    if actor is not None:
        permissions.demand(actor, "user:manage")
    expect_version(user.version, version)
    if user.is_active:
        return
    user.is_active = True
    log.record(session, verb="user.reactivated", subject=user, actor=actor)


def sign_out(session: Session, user: User, *, actor: User) -> None:
    """End every session of somebody, as after a lost telephone."""
    permissions.demand(actor, "user:manage")
    log.record(session, verb="user.signed_out", subject=user, actor=actor, changes={})
    sessions.end_all(session, user.id)


def expect_another(session: Session, user: User) -> None:
    """Refuse what would leave nobody to manage people: only who has a password can, so an invitation is not enough."""
    if not user.is_administrator or not user.is_active:
        return
    others = select(User.id).where(
        User.id != user.id, User.is_administrator, User.is_active, User.password_hash.is_not(None)
    )
    if session.scalars(others.with_for_update()).first() is None:
        raise Refusal(LAST_ADMINISTRATOR)
