"""What people do with accounts. Signing in is in `signing_in`, one-time links are in `links`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.accounts import links, passwords, permissions, queries, sessions
from planner.accounts.models import (
    DEFAULT_KINDS,
    DISCIPLINE_NAMES,
    Discipline,
    Kind,
    Membership,
    Role,
    Team,
    User,
    WeekStart,
)
from planner.activity import log
from planner.dates import Era
from planner.errors import Refusal, expect_version
from planner.i18n import Language, mark, translate

TEAM_ARCHIVED = mark("This team is archived. Choose another.")
IN_TEAM = mark("They are in this team already. Change their role instead.")


@dataclass(frozen=True)
class NewUser:
    """Someone to be let in. Names in either script."""

    email: str
    given_th: str | None = None
    family_th: str | None = None
    given_latin: str | None = None
    family_latin: str | None = None
    position: str | None = None
    is_administrator: bool = False
    language: Language = Language.TH


@dataclass(frozen=True)
class Profile:
    """What a person may change of their own account."""

    given_th: str | None
    family_th: str | None
    given_latin: str | None
    family_latin: str | None
    position: str | None
    language: Language
    date_era: Era
    timezone: str
    week_start: WeekStart


def normal_email(email: str) -> str:
    """The address as it is kept, in lower case; refused if no mail could go there. Asks no network."""
    # its tables of letters take a fiftieth of a start
    from email_validator import validate_email  # noqa: PLC0415

    try:
        return validate_email(queries.as_kept(email), check_deliverability=False).normalized.lower()
    except ValueError:
        raise Refusal(
            mark("Write an e-mail address, for example somjai@example.org."), field="email"
        ) from None


def add(session: Session, data: NewUser, *, actor: User | None) -> User:
    """Let someone in. `actor` is None on the command line and at the first owner's set-up."""
    if actor is not None:
        permissions.demand(actor, "user:manage")
    email = normal_email(data.email)
    if session.scalar(select(func.count()).where(User.email == email)):
        raise Refusal(mark("Someone with this e-mail address is here already."), field="email")
    if not (data.given_th or data.given_latin):
        raise Refusal(mark("Give their name, in Thai or in Latin letters."), field="given_th")
    user = User(
        email=email,
        given_th=data.given_th,
        family_th=data.family_th,
        given_latin=data.given_latin,
        family_latin=data.family_latin,
        position=data.position,
        is_administrator=data.is_administrator,
        language=data.language,
        memberships=[],
    )
    session.add(user)
    log.record(session, verb="user.added", subject=user, actor=actor)
    return user


def found_team(session: Session, discipline: Discipline, *, actor: User | None) -> Team:
    """Make a team of a discipline, running that discipline's kind."""
    if actor is not None:
        permissions.demand(actor, "team:manage")
    kind = DEFAULT_KINDS[discipline]
    team = Team(
        name_th=translate(Language.TH, DISCIPLINE_NAMES[discipline]),
        name_en=DISCIPLINE_NAMES[discipline],
        discipline=discipline,
        runs_communal=kind == Kind.COMMUNAL,
        runs_exchange=kind == Kind.EXCHANGE,
    )
    session.add(team)
    log.record(session, verb="team.added", subject=team, actor=actor)
    return team


def join(session: Session, user: User, team: Team, role: Role, *, actor: User | None) -> Membership:
    """Give a person a role in a team they are not in yet; needs the person's memberships loaded.

    Whoever may do more or less than before signs in again (hardening D3).
    """
    if actor is not None:
        permissions.demand(actor, "team:manage")
    if team.archived_at is not None:
        raise Refusal(TEAM_ARCHIVED, field="team")
    if user.role_in(team.id) is not None:
        raise Refusal(IN_TEAM, field="team")
    membership = Membership(team_id=team.id, role=role)
    user.memberships.append(membership)
    log.record(
        session,
        verb="membership.added",
        subject=membership,
        actor=actor,
        about=[user, team],
        changes={"role": [None, role]},
        **named(user, team),
    )
    sessions.end_all(session, user.id)
    return membership


def named(user: User, team: Team) -> dict[str, Any]:
    """Who and which team, in both languages: what the log keeps so that its sentences can say it."""
    return {
        "name_th": f"{user.name_th or user.name_en} · {team.name_th or team.name_en}",
        "name_en": f"{user.name_en or user.name_th} · {team.name_en or team.name_th}",
    }


def set_password(
    session: Session, user: User, password: str, *, actor: User, kept_session: str | None
) -> None:
    """Set a new password; every browser but the one that asks is signed out."""
    passwords.check(password, context=(*_names(user), *queries.team_names(session)))
    user.password_hash = passwords.hashed(password)
    log.record(session, verb="user.password_changed", subject=user, actor=actor)
    sessions.end_all(session, user.id, except_token=kept_session)
    links.end_all(session, user.id)


def change_password(session: Session, user: User, *, current: str, new: str, kept_session: str) -> None:
    """Change one's own password, knowing the current one."""
    if not passwords.is_right(user.password_hash, current):
        raise Refusal(mark("This is not your current password."), field="current")
    set_password(session, user, new, actor=user, kept_session=kept_session)


def revise_profile(session: Session, user: User, data: Profile, *, version: int | None) -> None:
    """Change one's own profile."""
    expect_version(user.version, version)
    if not (data.given_th or data.given_latin):
        raise Refusal(mark("Give your name, in Thai or in Latin letters."), field="given_th")
    for key, value in vars(data).items():
        setattr(user, key, value)
    log.record(session, verb="user.revised", subject=user, actor=user)


def _names(user: User) -> tuple[str, ...]:
    local_part = user.email.partition("@")[0]
    return tuple(
        part
        for part in (local_part, user.given_th, user.family_th, user.given_latin, user.family_latin)
        if part is not None
    )
