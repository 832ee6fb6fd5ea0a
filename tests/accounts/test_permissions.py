"""The table of permissions, said once more the other way round: who may do what to a thing of one team."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from planner.accounts import permissions, queries
from planner.accounts.permissions import PERMISSIONS
from planner.errors import NotAllowed
from tests.factories import Office

PLANS_HERE = {"owner", "mate", "approver"}
PLANS = PLANS_HERE | {"outsider", "outside_approver"}
EVERYBODY = PLANS | {"viewer", "administrator"}
MAY = {
    "campaign:plan": PLANS_HERE | {"administrator"},
    "campaign:edit": PLANS_HERE | {"administrator"},
    "campaign:move": PLANS_HERE | {"administrator"},
    "campaign:decide": {"approver"},
    "campaign:comment": PLANS_HERE | {"administrator"},
    "campaign:change_kind": PLANS_HERE | {"administrator"},
    "template:edit": PLANS_HERE | {"administrator"},
    "event:edit": PLANS_HERE | {"administrator"},
    "objective:edit": PLANS_HERE | {"administrator"},
    "contribution:edit": PLANS_HERE | {"administrator"},
    # of the people here, those of corporate communications
    "contribution:follow": {"owner", "mate", "approver", "viewer", "administrator"},
    "promotion:edit": PLANS_HERE | {"administrator"},
    # of the people here, those of marketing
    "promotion:follow": {"outsider", "outside_approver", "administrator"},
    "stakeholder:edit": PLANS | {"administrator"},
    "list:bring": PLANS | {"administrator"},
    "feed:make_own": EVERYBODY,
    # the viewer's own
    "feed:manage_own": {"viewer", "administrator"},
    "feed:make_outward": PLANS | {"administrator"},
    # made by the outsider, who was in the team then
    "feed:manage_campaign": PLANS_HERE | {"outsider", "administrator"},
    "feed:manage_outward": PLANS | {"administrator"},
    # of the viewer, and of the team
    "layer:edit": PLANS_HERE | {"viewer", "administrator"},
    "view:share": PLANS_HERE | {"administrator"},
    # of the viewer, who shared it with the team when they still planned in it
    "view:edit": {"approver", "administrator"},
    "holiday:manage": {"administrator"},
    "marked_days:edit": PLANS_HERE | {"administrator"},
    "user:manage": {"administrator"},
    "archive:export": {"administrator"},
    "team:manage": {"administrator"},
}


@dataclass(frozen=True)
class Thing:
    """Of the first team, held by its viewer, made by somebody of another."""

    team_id: int
    user_id: int
    created_by_id: int


@pytest.fixture
def thing(session: Session, office: Office) -> Thing:
    for name in EVERYBODY:
        # as whoever asks is loaded: with their teams
        queries.person(session, getattr(office, name).id)
    return Thing(office.corporate.id, office.viewer.id, office.outsider.id)


def test_every_permission_stands_in_this_table() -> None:
    assert set(MAY) == set(PERMISSIONS)


@pytest.mark.parametrize("permission", MAY)
def test_who_may_is_said_by_the_table_and_nobody_else_may(
    office: Office, thing: Thing, permission: str
) -> None:
    may = {name for name in EVERYBODY if permissions.may(getattr(office, name), permission, thing)}
    assert may == MAY[permission]
    for name in sorted(EVERYBODY):
        if name in may:
            permissions.demand(getattr(office, name), permission, thing)
        else:
            with pytest.raises(NotAllowed):
                permissions.demand(getattr(office, name), permission, thing)


def test_whoever_was_let_go_may_nothing(office: Office, thing: Thing) -> None:
    for name in EVERYBODY:
        getattr(office, name).is_active = False
    allowed = [
        (name, permission)
        for name in EVERYBODY
        for permission in PERMISSIONS
        if permissions.may(getattr(office, name), permission, thing)
    ]
    assert allowed == []
