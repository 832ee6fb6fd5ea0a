"""What administrators do with accounts and teams, apart from any page."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts import actions, administration, links, people, queries, sessions, signing_in
from planner.accounts.models import (
    Discipline,
    Kind,
    LinkPurpose,
    Membership,
    OneTimeLink,
    Role,
    SignInAttempt,
    User,
)
from planner.activity.models import ActivityEntry
from planner.campaigns import teams
from planner.campaigns.models import Campaign
from planner.campaigns.teams import TeamData
from planner.errors import NotAllowed, NotFound, Refusal, Stale
from tests import factories
from tests.factories import Office


@pytest.fixture
def boss(office: Office, session: Session) -> User:
    """An administrator who can sign in."""
    office.administrator.password_hash = "known to them alone"
    session.flush()
    return office.administrator


def verbs(session: Session) -> list[str]:
    return list(session.scalars(select(ActivityEntry.verb).order_by(ActivityEntry.id)))


def test_only_administrators_do_any_of_it(office: Office, session: Session) -> None:
    mate, target = office.mate, office.viewer
    data = TeamData("ทีม", None, Discipline.MARKETING_PR, (Kind.EXCHANGE,))
    membership = queries.membership(session, session.scalars(select(Membership.id)).first() or 0)
    for attempt in (
        lambda: actions.found_team(session, Discipline.MARKETING_PR, actor=mate),
        lambda: actions.join(session, target, office.marketing, Role.VIEWER, actor=mate),
        lambda: administration.make_administrator(session, target, version=None, actor=mate),
        lambda: administration.deactivate(session, target, actor=mate),
        lambda: administration.reactivate(session, target, version=None, actor=mate),
        lambda: administration.sign_out(session, target, actor=mate),
        lambda: links.make(session, LinkPurpose.RESET, target, actor=mate),
        lambda: links.withdraw(session, target, actor=mate),
        lambda: teams.add(session, data, actor=mate),
        lambda: teams.revise(session, office.corporate, data, version=None, actor=mate),
        lambda: teams.archive(session, office.corporate, version=None, actor=mate),
        lambda: teams.restore(session, office.corporate, version=None, actor=mate),
        lambda: teams.change_role(session, membership, Role.VIEWER, version=None, actor=mate),
        lambda: teams.leave(session, membership, version=None, actor=mate),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert verbs(session) == []


def test_an_administrator_founds_a_team_that_runs_its_disciplines_kind(
    office: Office, session: Session, boss: User
) -> None:
    made = actions.found_team(session, Discipline.MARKETING_PR, actor=boss)
    assert made.kinds == [Kind.EXCHANGE]


def test_nobody_joins_an_archived_team_or_one_twice(office: Office, session: Session, boss: User) -> None:
    gone = factories.team(session, archived_at=clock.now())
    with pytest.raises(Refusal):
        actions.join(session, office.mate, gone, Role.VIEWER, actor=boss)
    with pytest.raises(Refusal):
        actions.join(session, office.mate, office.corporate, Role.VIEWER, actor=boss)


def test_nobody_deactivated_becomes_administrator(office: Office, session: Session, boss: User) -> None:
    office.viewer.is_active = False
    session.flush()
    with pytest.raises(Refusal):
        administration.make_administrator(session, office.viewer, version=None, actor=boss)
    assert not office.viewer.is_administrator


def test_what_is_so_already_is_not_done_again(office: Office, session: Session, boss: User) -> None:
    second = factories.user(session, is_administrator=True)
    administration.make_administrator(session, second, version=None, actor=boss)
    administration.reactivate(session, second, version=None, actor=boss)
    teams.revise(
        session,
        office.corporate,
        TeamData("สื่อสารองค์กร", "Corporate Communications", office.corporate.discipline, (Kind.COMMUNAL,)),
        version=None,
        actor=boss,
    )
    assert verbs(session) == []
    administration.deactivate(session, second, actor=boss)
    administration.deactivate(session, second, actor=boss)
    assert verbs(session) == ["user.deactivated"]


def test_an_older_version_is_refused(office: Office, session: Session, boss: User) -> None:
    version = office.viewer.version
    office.viewer.position = "ผู้ช่วย"
    session.flush()
    with pytest.raises(Stale):
        administration.deactivate(session, office.viewer, version=version, actor=boss)
    assert office.viewer.is_active


def test_a_team_keeps_a_name_whoever_asks(office: Office, session: Session, boss: User) -> None:
    with pytest.raises(Refusal):
        teams.add(session, TeamData(None, None, Discipline.MARKETING_PR, (Kind.EXCHANGE,)), actor=boss)


def test_an_approver_who_left_the_office_leaves_the_team_too(
    office: Office, session: Session, boss: User
) -> None:
    """They approve nothing any more, so their going takes nothing from the team."""
    factories.campaign(session, office.corporate, office.owner)
    office.approver.is_active = False
    session.flush()
    which = session.scalars(select(Membership.id).where(Membership.user_id == office.approver.id)).one()
    teams.leave(session, queries.membership(session, which), version=None, actor=boss)
    assert session.scalars(select(Membership.id).where(Membership.id == which)).all() == []


def test_of_two_who_use_a_link_at_once_one_finds_it_used(office: Office, session: Session) -> None:
    secret = links.make(session, LinkPurpose.RESET, office.mate, actor=None)
    link = links.found(session, secret)
    links.use(session, link)
    with pytest.raises(NotFound):
        links.use(session, link)


def test_a_new_password_ends_every_link_and_other_browser(office: Office, session: Session) -> None:
    links.make(session, LinkPurpose.RESET, office.mate, actor=None)
    links.make(session, LinkPurpose.INVITATION, office.mate, actor=None)
    here = sessions.begin(session, office.mate, program="here")
    there = sessions.begin(session, office.mate, program="there")
    actions.set_password(session, office.mate, "ปลูกต้นกล้าริมคลองทุกวันเสาร์", actor=office.mate, kept_session=here)
    assert session.scalars(select(OneTimeLink.id).where(OneTimeLink.used_at.is_(None))).all() == []
    assert sessions.holder(session, here) is not None
    assert sessions.holder(session, there) is None


def test_failed_tries_are_counted_for_thirty_days_and_kept_for_ninety(
    office: Office, session: Session
) -> None:
    def fail() -> None:
        signing_in.attempt(
            session, email=office.mate.email, password="wrong wrong", address="192.0.2.1", program=""
        )

    with time_machine.travel(clock.now(), tick=False) as traveller:
        assert people.failed_tries(session, office.mate) == people.Failed(0, None)
        fail()
        assert people.failed_tries(session, office.mate) == people.Failed(1, clock.now())
        traveller.shift(timedelta(days=31))
        assert people.failed_tries(session, office.mate).count == 0
        traveller.shift(timedelta(days=60))
        fail()
        assert len(session.scalars(select(SignInAttempt.id)).all()) == 1


@pytest.mark.parametrize("email", ["boss@example.org", "nobody at all"])
def test_ten_tries_are_counted_whether_or_not_anybody_is_called_so(
    office: Office, session: Session, email: str
) -> None:
    with time_machine.travel(clock.now(), tick=False):
        for number in range(11):
            tried = signing_in.attempt(
                session, email=email, password="wrong", address=f"192.0.2.{number}", program=""
            )
            assert (tried.wait is not None) == (number == 10)


def run(app: Flask, *args: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["users", *args])
    return result.exit_code, result.output


def test_on_the_command_line_nobody_leaves_work_behind(app: Flask, office: Office, session: Session) -> None:
    of = factories.campaign(session, office.corporate, office.owner)
    session.commit()
    email = office.owner.email
    code, output = run(app, "deactivate", email)
    assert code != 0
    assert "Campaigns they own" in output
    code, output = run(app, "deactivate", email, "--hand-over-to", office.outsider.email)
    assert code != 0
    code, output = run(app, "deactivate", email, "--hand-over-to", office.mate.email)
    assert (code, output) == (0, f"{email} is deactivated.\n")
    session.expire_all()
    assert session.get_one(Campaign, of.id).owner_id == office.mate.id
    session.commit()
    assert run(app, "reactivate", email) == (0, f"{email} is active.\n")


def test_the_last_administrator_is_not_lost_on_the_command_line(
    app: Flask, office: Office, session: Session
) -> None:
    code, output = run(app, "deactivate", office.administrator.email)
    assert code != 0
    assert "administer" in output


DEFAULT_NAMES = ["admin@example.org", "admin", "administrator", "root@localhost", "samphan"]


@pytest.mark.parametrize("password", ["admin", "password", "samphan", ""])
@pytest.mark.parametrize("email", DEFAULT_NAMES)
def test_a_fresh_planner_has_no_account_that_anybody_could_guess(
    session: Session, email: str, password: str
) -> None:
    tried = signing_in.attempt(session, email=email, password=password, address="192.0.2.1", program="")
    assert tried.user is None
    assert not queries.has_owner(session)
