"""Roles in teams: given, changed, taken away; and what a team must not lose with them."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.accounts.models import Membership, Role, User
from planner.activity.models import ActivityEntry
from tests import factories
from tests.factories import Office
from tests.pages import Visitor

Visit = Callable[..., Visitor]


def membership(session: Session, user: User) -> Membership:
    session.expire_all()
    found = session.scalars(select(Membership).where(Membership.user_id == user.id)).one()
    session.commit()
    return found


def change(visitor: Visitor, which: Membership, role: str, *, status: int = 302) -> str:
    path = f"/memberships/{which.id}/edit"
    return visitor.press(path, path, role=role, status=status).text


def test_a_person_gets_a_role_in_a_further_team_once(
    visit: Visit, office: Office, administrator: User, session: Session
) -> None:
    visitor = visit(administrator)
    path = f"/people/{office.mate.id}/memberships/new"
    form = visitor.get(f"{path}?team={office.marketing.id}").form(path)
    assert form.values["team"] == [str(office.marketing.id)]
    first = visitor.post(path, form.filled(role="viewer"))
    second = visitor.post(path, form.filled(role="viewer"))
    assert first.location == second.location
    assert "Marketing PR" in visitor.follow(first).text
    found = session.scalar(select(func.count()).where(Membership.user_id == office.mate.id))
    assert found == 2
    told = session.scalars(select(ActivityEntry).where(ActivityEntry.verb == "membership.added")).one()
    assert told.changes == {"role": [None, "viewer"]}


def test_only_teams_in_use_that_they_are_not_in_are_offered(
    visit: Visit, office: Office, administrator: User, session: Session
) -> None:
    gone = factories.team(session, archived_at=office.noise.created_at)
    session.commit()
    visitor = visit(administrator)
    path = f"/people/{office.mate.id}/memberships/new"
    page = visitor.get(path)
    assert [o.get("value") for o in page.all("option") if o.get("value", "").isdigit()] == [
        str(office.marketing.id)
    ]
    values = page.form(path).filled(role="viewer")
    for team in (gone, office.corporate):
        visitor.post(path, {**values, "team": str(team.id)}, status=422)


def test_a_changed_role_holds_at_once_and_they_sign_in_again(
    visit: Visit, office: Office, administrator: User, session: Session
) -> None:
    theirs = visit(office.mate)
    change(visit(administrator), membership(session, office.mate), "viewer")
    assert theirs.get("/", status=302).location.startswith("/sign-in")
    assert membership(session, office.mate).role == Role.VIEWER
    told = session.scalars(select(ActivityEntry).where(ActivityEntry.verb == "membership.revised")).one()
    assert told.changes == {"role": ["planner", "viewer"]}


def test_the_same_role_again_changes_nothing(
    visit: Visit, office: Office, administrator: User, session: Session
) -> None:
    theirs = visit(office.mate)
    change(visit(administrator), membership(session, office.mate), "planner")
    theirs.get("/")


def test_whoever_changes_their_own_role_goes_on_in_a_new_session(
    visit: Visit, office: Office, session: Session
) -> None:
    boss = factories.user(session, Role.VIEWER, office.corporate, is_administrator=True, password_hash="x")
    session.commit()
    other_team, where = office.marketing.id, f"/people/{boss.id}"
    here, there = visit(boss), visit(boss)
    before = here.client.get_cookie("samphan")
    change(here, membership(session, boss), "planner")
    after = here.client.get_cookie("samphan")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    here.get("/people")
    there.get("/people", status=302)
    here.press(where, "/remove")
    here.press(f"{where}/memberships/new", f"{where}/memberships/new", team=other_team, role="planner")
    assert "Marketing PR" in here.get(where).text


def test_who_owns_a_campaign_of_the_team_stays_a_planner_in_it(
    visit: Visit, office: Office, administrator: User, session: Session
) -> None:
    factories.campaign(session, office.corporate, office.owner)
    session.commit()
    visitor = visit(administrator)
    which = membership(session, office.owner)
    assert "They own 1 campaigns" in change(visitor, which, "viewer", status=422)
    where = f"/people/{office.owner.id}"
    page = visitor.follow(visitor.press(where, f"/memberships/{which.id}/remove"))
    assert "They own 1 campaigns" in page.text
    change(visitor, which, "approver")


def test_a_named_or_last_approver_stays_while_campaigns_are_not_over(
    visit: Visit, office: Office, administrator: User, session: Session
) -> None:
    of = factories.campaign(session, office.corporate, office.owner, approver_id=office.approver.id)
    session.commit()
    visitor = visit(administrator)
    which = membership(session, office.approver)
    assert "named as approver of 1 campaigns" in change(visitor, which, "planner", status=422)
    of.approver_id = None
    session.commit()
    assert "would have no approver left" in change(visitor, which, "planner", status=422)
    factories.user(session, Role.APPROVER, office.corporate)
    session.commit()
    change(visitor, which, "planner")
    assert membership(session, office.approver).role == Role.PLANNER


def test_somebody_is_taken_out_of_a_team(
    visit: Visit, office: Office, administrator: User, session: Session
) -> None:
    visitor = visit(administrator)
    which = membership(session, office.viewer)
    visitor.press(f"/people/{office.viewer.id}", f"/memberships/{which.id}/remove")
    session.rollback()
    assert session.scalar(select(func.count()).where(Membership.user_id == office.viewer.id)) == 0
    told = session.scalars(select(ActivityEntry).where(ActivityEntry.verb == "membership.removed")).one()
    assert told.changes == {"role": ["viewer", None]}
    session.commit()
    visitor.get(f"/memberships/{which.id}/edit", status=404)


def test_two_who_change_one_role_do_not_overwrite_each_other(
    visit: Visit, office: Office, administrator: User, session: Session
) -> None:
    which = membership(session, office.viewer)
    path = f"/memberships/{which.id}/edit"
    visitor = visit(administrator)
    seen = visitor.get(path)
    visitor.press(path, path, role="planner")
    refused = visitor.fill(seen, path, role="approver", status=409)
    assert "Planner" in refused.text
    assert membership(session, office.viewer).role == Role.PLANNER
