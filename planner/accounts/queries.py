"""Questions about people and teams."""

from __future__ import annotations

import unicodedata

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.sql.base import ExecutableOption

from planner.accounts.models import Discipline, Kind, Membership, Role, Team, User
from planner.errors import NotFound


def person(session: Session, user_id: int) -> User:
    """A person with memberships and teams."""
    user = session.scalars(select(User).where(User.id == user_id).options(*_with_teams())).one_or_none()
    if user is None:
        raise NotFound
    return user


def as_kept(email: str) -> str:
    """An address as it is kept and looked for: in small letters, none of them full-width."""
    return unicodedata.normalize("NFKC", email).strip().lower()


def by_email(session: Session, email: str) -> User | None:
    """The person with this address, memberships and teams loaded."""
    return session.scalars(
        select(User).where(User.email == as_kept(email)).options(*_with_teams())
    ).one_or_none()


def everyone(session: Session) -> list[User]:
    """All who sign in, by address."""
    return list(session.scalars(select(User).options(*_with_teams()).order_by(User.email)))


def has_owner(session: Session) -> bool:
    """Whether an active administrator has set a password: the first set-up is over."""
    return (
        session.scalar(
            select(User.id)
            .where(User.is_administrator, User.is_active, User.password_hash.is_not(None))
            .limit(1)
        )
        is not None
    )


def teams(session: Session) -> list[Team]:
    """All teams, oldest first."""
    return list(session.scalars(select(Team).order_by(Team.id)))


def team(session: Session, team_id: int) -> Team:
    """One team.

    :raises NotFound: where there is none.
    """
    found = session.scalars(select(Team).where(Team.id == team_id)).one_or_none()
    if found is None:
        raise NotFound
    return found


def membership(session: Session, membership_id: int) -> Membership:
    """One person's role in a team, with the person (memberships loaded) and the team.

    :raises NotFound: where there is none.
    """
    user_id = session.scalars(select(Membership.user_id).where(Membership.id == membership_id)).one_or_none()
    if user_id is None:
        raise NotFound
    user = person(session, user_id)
    found = next(one for one in user.memberships if one.id == membership_id)
    set_committed_value(found, "user", user)
    return found


def in_team(session: Session, team_id: int) -> list[Membership]:
    """Everybody in a team with their role, those deactivated too: approvers first."""
    found = session.scalars(
        select(Membership).where(Membership.team_id == team_id).options(joinedload(Membership.user))
    )
    ranks = list(Role)
    return sorted(found, key=lambda m: (not m.user.is_active, ranks.index(m.role), m.user.email))


def teams_for(session: Session, actor: User, kind: Kind) -> list[Team]:
    """The teams in which the actor may plan campaigns of this kind."""
    runs: ColumnElement[bool] = Team.runs_communal if kind == Kind.COMMUNAL else Team.runs_exchange  # type: ignore[assignment] # a mapped flag is its own condition
    statement = select(Team).where(runs, Team.archived_at.is_(None)).order_by(Team.id)
    if not actor.is_administrator:
        planning = [m.team_id for m in actor.memberships if m.role in {Role.PLANNER, Role.APPROVER}]
        statement = statement.where(Team.id.in_(planning))
    return list(session.scalars(statement))


def first_team(session: Session, discipline: Discipline) -> Team | None:
    """The oldest team of a discipline."""
    return session.scalars(
        select(Team)
        .where(Team.discipline == discipline, Team.archived_at.is_(None))
        .order_by(Team.id)
        .limit(1)
    ).first()


def team_named(session: Session, name: str) -> Team | None:
    """The team with this name in either language."""
    return session.scalars(
        select(Team).where(or_(Team.name_th == name, Team.name_en == name)).order_by(Team.id).limit(1)
    ).first()


def team_names(session: Session) -> tuple[str, ...]:
    """Every team's names, in both languages."""
    rows = session.execute(select(Team.name_th, Team.name_en)).all()
    return tuple(name for row in rows for name in row if name)


def members(session: Session, team_id: int, role: Role, *more: Role) -> list[User]:
    """The active members of a team who have one of the roles."""
    return list(
        session.scalars(
            select(User)
            .join(Membership, Membership.user_id == User.id)
            .where(Membership.team_id == team_id, Membership.role.in_((role, *more)), User.is_active)
            .order_by(User.id)
            .options(*_with_teams())
        )
    )


def _with_teams() -> tuple[ExecutableOption, ...]:
    return (selectinload(User.memberships).options(joinedload(Membership.team)),)
