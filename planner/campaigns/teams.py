"""What administrators do with teams, as far as campaigns have a say: a team keeps what its campaigns need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts import actions as accounts
from planner.accounts import permissions, queries, sessions
from planner.accounts.models import KIND_NAMES, Discipline, Kind, Membership, Role, Team, User
from planner.activity import log
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.errors import Refusal, expect_version
from planner.i18n import mark

# in these a plan may still be sent for review, so somebody must be able to approve it
UNDER_WAY = (Status.DRAFT, Status.IN_REVIEW, Status.APPROVED, Status.ACTIVE, Status.PAUSED)

NO_NAME = mark("Give the team a name, in Thai or in English.")
NO_KIND = mark("A team runs at least one kind of campaign.")
KIND_IN_USE = mark(
    "The team has %(count)s campaigns of the kind “%(kind)s” that are not over. It keeps that kind."
)
NOT_EMPTY = mark("There are people in this team still. Take them out first.")
NOT_DONE = mark("%(count)s campaigns of this team are not archived. Archive them first.")
STILL_OWNS = mark("They own %(count)s campaigns of this team. Hand those over first.")
STILL_APPROVES = mark(
    "They are named as approver of %(count)s campaigns of this team. Hand those over first."
)
LAST_APPROVER = mark(
    "The team “%(team)s” would have no approver left, and %(count)s of its campaigns are not over. "
    "Make somebody else its approver first."
)


@dataclass(frozen=True)
class TeamData:
    """What a team is called and what it does."""

    name_th: str | None
    name_en: str | None
    discipline: Discipline
    kinds: tuple[Kind, ...]


def add(session: Session, data: TeamData, *, actor: User) -> Team:
    """Make a team."""
    permissions.demand(actor, "team:manage")
    team = Team(discipline=data.discipline, runs_communal=False, runs_exchange=False)
    _fill(team, data)
    session.add(team)
    log.record(session, verb="team.added", subject=team, actor=actor)
    return team


def revise(session: Session, team: Team, data: TeamData, *, version: int | None, actor: User) -> None:
    """Change names, discipline and kinds. A kind the team has campaigns of that are not over stays."""
    permissions.demand(actor, "team:manage")
    expect_version(team.version, version)
    for kind in team.kinds:
        if kind not in data.kinds:
            count = under_way(session, team.id, kind)
            if count:
                raise Refusal(KIND_IN_USE, field="kinds", count=count, kind=KIND_NAMES[kind])
    _fill(team, data)
    if session.is_modified(team):
        log.record(session, verb="team.revised", subject=team, actor=actor)


def archive(session: Session, team: Team, *, version: int | None, actor: User) -> None:
    """Put a team away that nobody is in and that has nothing to do; what it did keeps its name."""
    permissions.demand(actor, "team:manage")
    expect_version(team.version, version)
    if session.scalar(select(func.count()).where(Membership.team_id == team.id)):
        raise Refusal(NOT_EMPTY)
    count = session.scalar(
        select(func.count()).where(Campaign.team_id == team.id, Campaign.status != Status.ARCHIVED)
    )
    if count:
        raise Refusal(NOT_DONE, count=count)
    team.archived_at = clock.now()
    log.record(session, verb="team.archived", subject=team, actor=actor, changes={})


def restore(session: Session, team: Team, *, version: int | None, actor: User) -> None:
    """Take a team back into use."""
    permissions.demand(actor, "team:manage")
    expect_version(team.version, version)
    team.archived_at = None
    log.record(session, verb="team.restored", subject=team, actor=actor, changes={})


def change_role(
    session: Session, membership: Membership, role: Role, *, version: int | None, actor: User
) -> None:
    """Give a member another role, unless they own or approve what the new one may not. They sign in again."""
    permissions.demand(actor, "team:manage")
    expect_version(membership.version, version)
    if membership.role == role:
        return
    if role == Role.VIEWER:
        _expect_owns_nothing(session, membership)
    _expect_approves_nothing(session, membership)
    membership.role = role
    _told(session, "membership.revised", membership, actor)


def leave(session: Session, membership: Membership, *, version: int | None, actor: User) -> None:
    """Take somebody out of a team, unless they own or approve something there. They sign in again."""
    permissions.demand(actor, "team:manage")
    expect_version(membership.version, version)
    _expect_owns_nothing(session, membership)
    _expect_approves_nothing(session, membership)
    role = membership.role
    _told(session, "membership.removed", membership, actor, changes={"role": [role, None]})
    membership.user.memberships.remove(membership)
    session.delete(membership)
    session.flush()


def under_way(session: Session, team_id: int, *kinds: Kind) -> int:
    """How many campaigns of a team are not over, of the kinds named or of all."""
    asked = select(func.count()).where(Campaign.team_id == team_id, Campaign.status.in_(UNDER_WAY))
    return session.scalar(asked.where(Campaign.kind.in_(kinds)) if kinds else asked) or 0


def expect_other_approver(session: Session, team: Team, user: User) -> None:
    """Refuse what would leave a team nobody to approve while its campaigns are not over."""
    if any(one.id != user.id for one in queries.members(session, team.id, Role.APPROVER)):
        return
    count = under_way(session, team.id)
    if count:
        raise Refusal(LAST_APPROVER, team=team.name_th or team.name_en, count=count)


def _fill(team: Team, data: TeamData) -> None:
    if not (data.name_th or data.name_en):
        raise Refusal(NO_NAME, field="name")
    if not data.kinds:
        raise Refusal(NO_KIND, field="kinds")
    values = {
        "name_th": data.name_th,
        "name_en": data.name_en,
        "discipline": data.discipline,
        "runs_communal": Kind.COMMUNAL in data.kinds,
        "runs_exchange": Kind.EXCHANGE in data.kinds,
    }
    for key, value in values.items():
        if getattr(team, key) != value:
            setattr(team, key, value)


def _expect_owns_nothing(session: Session, membership: Membership) -> None:
    count = _named(session, membership, Campaign.owner_id == membership.user_id)
    if count:
        raise Refusal(STILL_OWNS, field="role", count=count)


def _expect_approves_nothing(session: Session, membership: Membership) -> None:
    """What an approver must have handed over before they are one no longer."""
    if membership.role != Role.APPROVER:
        return
    count = _named(session, membership, Campaign.approver_id == membership.user_id)
    if count:
        raise Refusal(STILL_APPROVES, field="role", count=count)
    if membership.user.is_active:
        expect_other_approver(session, membership.team, membership.user)


def _named(session: Session, membership: Membership, which: ColumnElement[bool]) -> int:
    asked = select(func.count()).where(
        Campaign.team_id == membership.team_id, Campaign.status != Status.ARCHIVED, which
    )
    return session.scalar(asked) or 0


def _told(
    session: Session,
    verb: str,
    membership: Membership,
    actor: User,
    changes: dict[str, list[Any]] | None = None,
) -> None:
    log.record(
        session,
        verb=verb,
        subject=membership,
        actor=actor,
        changes=changes,
        about=[membership.user, membership.team],
        note=None,
        **accounts.named(membership.user, membership.team),
    )
    sessions.end_all(session, membership.user_id)
