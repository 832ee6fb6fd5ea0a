"""Who may do what: one table, read top to bottom.

A permission is *thing:verb*. Its conditions are predicates of two lines over small protocols (in a team, owned),
so the table stands below every feature. An administrator manages people and teams and may edit everything, but
decides nothing about plans: approval belongs to a team's approvers.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from planner.accounts.models import Kind, Role, User
from planner.errors import NotAllowed


class InTeam(Protocol):
    """A thing that a team owns."""

    @property
    def team_id(self) -> int: ...


class Held(Protocol):
    """A thing that one person holds."""

    @property
    def user_id(self) -> int | None: ...


class Shared(Held, Protocol):
    """A thing that one person holds, and may have shared with a team."""

    @property
    def team_id(self) -> int | None: ...


class Made(Protocol):
    """A thing that somebody made."""

    @property
    def created_by_id(self) -> int | None: ...


Condition = Callable[[User, Any], bool]


def is_administrator(user: User, _thing: object) -> bool:
    """For the whole organisation."""
    return user.is_administrator


def plans_in_its_team(user: User, thing: InTeam) -> bool:
    """A planner or an approver of the team the thing belongs to."""
    return user.role_in(thing.team_id) in {Role.PLANNER, Role.APPROVER}


def approves_in_its_team(user: User, thing: InTeam) -> bool:
    """An approver of the team the thing belongs to."""
    return user.role_in(thing.team_id) == Role.APPROVER


def plans_anywhere(user: User, _thing: object) -> bool:
    """A planner or an approver of any team: stakeholders belong to the organisation."""
    return any(m.role in {Role.PLANNER, Role.APPROVER} for m in user.memberships)


def sells_somewhere(user: User, _thing: object) -> bool:
    """In a team that runs exchange campaigns: whoever gives alone is not led to what is sold."""
    return any(m.team.runs(Kind.EXCHANGE) for m in user.memberships)


def gives_somewhere(user: User, _thing: object) -> bool:
    """In a team that runs communal campaigns: whoever sells alone is not led to what is given."""
    return any(m.team.runs(Kind.COMMUNAL) for m in user.memberships)


def holds_it(user: User, thing: Held) -> bool:
    """The person's own."""
    return thing.user_id == user.id


def holds_it_still(user: User, thing: Shared) -> bool:
    """The person's own, unless a team has it in which they plan no longer: what was shared stays the team's."""
    if thing.team_id is not None and user.role_in(thing.team_id) not in {Role.PLANNER, Role.APPROVER}:
        return False
    return thing.user_id == user.id


def made_it(user: User, thing: Made) -> bool:
    """Whoever made the thing, in whichever team they are now."""
    return thing.created_by_id == user.id


def is_anyone(_user: User, _thing: object) -> bool:
    """Whoever is signed in."""
    return True


PERMISSIONS: dict[str, tuple[Condition, ...]] = {
    "campaign:plan": (plans_in_its_team, is_administrator),
    "campaign:edit": (plans_in_its_team, is_administrator),
    "campaign:move": (plans_in_its_team, is_administrator),
    "campaign:decide": (approves_in_its_team,),
    "campaign:comment": (plans_in_its_team, is_administrator),
    "campaign:change_kind": (plans_in_its_team, is_administrator),
    "template:edit": (plans_in_its_team, is_administrator),
    "event:edit": (plans_in_its_team, is_administrator),
    "objective:edit": (plans_in_its_team, is_administrator),
    # what was given, the needs that were stated, and the files that prove it
    "contribution:edit": (plans_in_its_team, is_administrator),
    "contribution:follow": (gives_somewhere, is_administrator),
    # a promotion, its codes and tills, and what was redeemed
    "promotion:edit": (plans_in_its_team, is_administrator),
    "promotion:follow": (sells_somewhere, is_administrator),
    "stakeholder:edit": (plans_anywhere, is_administrator),
    # what the rows of a list are about is asked again row by row
    "list:bring": (plans_anywhere, is_administrator),
    "feed:make_own": (is_anyone,),
    "feed:manage_own": (holds_it, is_administrator),
    "feed:make_outward": (plans_anywhere, is_administrator),
    "feed:manage_campaign": (plans_in_its_team, made_it, is_administrator),
    "feed:manage_outward": (plans_anywhere, is_administrator),
    # a calendar of others that is laid over one's own, or over the team's
    "layer:edit": (holds_it, plans_in_its_team, is_administrator),
    # views of the calendar: one's own, and what somebody shared with a team; whoever sees one may look through it
    "view:share": (plans_in_its_team, is_administrator),
    "view:edit": (holds_it_still, approves_in_its_team, is_administrator),
    "holiday:manage": (is_administrator,),
    "marked_days:edit": (plans_in_its_team, is_administrator),
    "user:manage": (is_administrator,),
    "archive:export": (is_administrator,),
    "team:manage": (is_administrator,),
}


def may(user: User, permission: str, thing: Any = None) -> bool:
    """Whether the person may do this to the thing; needs the person's memberships loaded."""
    return user.is_active and any(condition(user, thing) for condition in PERMISSIONS[permission])


def demand(user: User, permission: str, thing: Any = None) -> None:
    """Raise `NotAllowed` unless the person may."""
    if not may(user, permission, thing):
        raise NotAllowed(permission)
