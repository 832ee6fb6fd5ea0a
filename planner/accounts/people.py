"""Questions an administrator asks about people: who is here, in what roles, seen when, and who could not get in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner import clock, text
from planner.accounts import queries, signing_in
from planner.accounts.models import (
    Membership,
    Role,
    SignInAttempt,
    Team,
    User,
    UserSession,
)
from planner.activity.models import ActivityEntry
from planner.i18n import mark

FAILED_SINCE = timedelta(days=30)
"""How far back failed tries to sign in are counted."""
MOST_LINKS = 50
"""Links an administrator may make in an hour (hardening H8)."""


class PersonState(StrEnum):
    """Whether somebody can sign in."""

    USING = "using"
    INVITED = "invited"
    DEACTIVATED = "deactivated"


PERSON_STATE_NAMES: dict[PersonState, str] = {
    PersonState.USING: mark("Can sign in"),
    PersonState.INVITED: mark("Invited, not in yet"),
    PersonState.DEACTIVATED: mark("Deactivated"),
}


class Rank(StrEnum):
    """What somebody may do, as a list is narrowed by it: the roles in teams, and administrator."""

    ADMINISTRATOR = "administrator"
    APPROVER = Role.APPROVER.value
    PLANNER = Role.PLANNER.value
    VIEWER = Role.VIEWER.value


RANK_NAMES: dict[Rank, str] = {
    Rank.ADMINISTRATOR: mark("Administrator"),
    Rank.APPROVER: mark("Approver"),
    Rank.PLANNER: mark("Planner"),
    Rank.VIEWER: mark("Viewer"),
}


@dataclass(frozen=True)
class Wanted:
    """Which people a list is to show; what is not given leaves it open."""

    q: str = ""
    rank: Rank | None = None
    team_id: int | None = None
    state: PersonState | None = None

    @property
    def filters(self) -> int:
        """How many filters are set."""
        return sum(bool(getattr(self, key)) for key in self.__dataclass_fields__)


@dataclass(frozen=True)
class Person:
    """Somebody as the list shows them, with teams loaded. `seen_at` is their last visit, of any browser."""

    user: User
    state: PersonState
    seen_at: datetime | None


def listed(session: Session, wanted: Wanted) -> list[Person]:
    """Everybody who matches, in Thai order of their names; those deactivated last. Three statements, always."""
    terms = text.search_terms(wanted.q)
    seen = _last_visits(session)
    found = [one(user, seen.get(user.id)) for user in queries.everyone(session)]
    return sorted(
        (person for person in found if _matches(person, wanted, terms)),
        key=lambda person: (person.state == PersonState.DEACTIVATED, _sort_key(person.user), person.user.id),
    )


def one(user: User, seen_at: datetime | None) -> Person:
    """Somebody with their state: who never set a password and never was here is still only invited."""
    if not user.is_active:
        return Person(user, PersonState.DEACTIVATED, seen_at)
    is_invited = user.password_hash is None and seen_at is None
    return Person(user, PersonState.INVITED if is_invited else PersonState.USING, seen_at)


def last_visit(session: Session, user_id: int) -> datetime | None:
    """When somebody was last here, to ten minutes."""
    return _last_visits(session, user_id).get(user_id)


@dataclass(frozen=True)
class Failed:
    """Tries to sign in as somebody that failed: how many, and when the last."""

    count: int
    last_at: datetime | None


def failed_tries(session: Session, user: User) -> Failed:
    """The failed tries of the last thirty days."""
    count, last_at = session.execute(
        select(func.count(), func.max(SignInAttempt.at)).where(
            SignInAttempt.account == signing_in.account_of(user, user.email),
            SignInAttempt.at > clock.now() - FAILED_SINCE,
        )
    ).one()
    return Failed(count, last_at)


def may_make_links(session: Session, actor: User) -> bool:
    """Whether the actor has made fewer links in the last hour than anybody has to."""
    made = session.scalar(
        select(func.count()).where(
            ActivityEntry.actor_id == actor.id,
            ActivityEntry.verb.in_(["user.invited", "user.reset_requested"]),
            ActivityEntry.at > clock.now() - timedelta(hours=1),
        )
    )
    return (made or 0) < MOST_LINKS


def teams_without_approver(session: Session) -> list[Team]:
    """Teams in use in which nobody can approve a plan. One statement."""
    approves = (
        select(Membership.id)
        .join(User, User.id == Membership.user_id)
        .where(Membership.team_id == Team.id, Membership.role == Role.APPROVER, User.is_active)
    )
    asked = select(Team).where(Team.archived_at.is_(None), ~approves.exists()).order_by(Team.id)
    return list(session.scalars(asked))


def _matches(person: Person, wanted: Wanted, terms: list[str]) -> bool:
    user = person.user
    names = text.searchable(user.name_th, user.name_en, user.email, user.position)
    roles = [m for m in user.memberships if wanted.team_id in {None, m.team_id}]
    if wanted.rank == Rank.ADMINISTRATOR:
        has_rank = user.is_administrator and (wanted.team_id is None or bool(roles))
    else:
        has_rank = wanted.rank is None or any(m.role == wanted.rank.value for m in roles)
    is_in_team = wanted.team_id is None or bool(roles)
    is_in_state = wanted.state in {None, person.state}
    return is_in_team and has_rank and is_in_state and all(term in names for term in terms)


def _sort_key(user: User) -> str:
    return text.thai_sort_key(user.name_th or user.name_en or user.email)


def _last_visits(session: Session, user_id: int | None = None) -> Mapping[int, datetime]:
    asked = select(UserSession.user_id, func.max(UserSession.seen_at)).group_by(UserSession.user_id)
    if user_id is not None:
        asked = asked.where(UserSession.user_id == user_id)
    return dict(session.execute(asked).all())
