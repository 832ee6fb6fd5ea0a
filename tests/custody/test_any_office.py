"""Whatever an office looks like: after a deactivation nothing is orphaned and every reference has moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine, func, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from planner import db
from planner.accounts import queries
from planner.accounts.models import Kind, Membership, Role, Team, User
from planner.activity.models import ActivityEntry
from planner.campaigns import teams
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.campaigns.words import Confidentiality
from planner.custody import handing_over
from planner.custody.handing_over import CHARGES, TIES, Tie, naming_columns
from planner.db import Base
from planner.errors import Refusal
from planner.events.models import Event
from planner.events.visibility import may_see
from planner.events.words import Visibility
from planner.stakeholders.models import Stakeholder
from tests import factories


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """A database of its own, in memory: hundreds of offices are made and thrown away in it."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    db.configure(engine)
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


pick = st.integers(0, 10_000)
offices = st.fixed_dictionaries(
    {
        "roles": st.lists(
            st.tuples(st.integers(0, 4), st.integers(0, 1), st.sampled_from(list(Role))), max_size=12
        ),
        "campaigns": st.lists(
            st.tuples(
                pick,
                pick,
                st.integers(0, 1),
                st.sampled_from(list(Status)),
                st.sampled_from(list(Confidentiality)),
            ),
            max_size=5,
        ),
        "events": st.lists(st.tuples(pick, pick, st.sampled_from(list(Visibility))), max_size=4),
        "stakeholders": st.lists(pick, max_size=3),
        "choices": st.lists(pick, min_size=12, max_size=12),
    }
)


class Made:
    """An office as hypothesis drew it: five people, two teams; the first person is the one who leaves."""

    def __init__(self, session: Session, drawn: dict[str, Any]) -> None:
        self.session = session
        self.actor = factories.user(session, is_administrator=True, password_hash="x")
        self.people = [factories.user(session) for _ in range(5)]
        self.teams = [factories.team(session, runs_communal=True, runs_exchange=True) for _ in range(2)]
        held = {}
        for who, team, role in drawn["roles"]:
            held[who, team] = role
        for (who, team), role in held.items():
            factories.member(session, self.people[who], self.teams[team], role)
        self.campaigns = [self._campaign(*one) for one in drawn["campaigns"]]
        for of, owner, visibility in drawn["events"] if self.campaigns else ():
            campaign = self.campaigns[of % len(self.campaigns)]
            factories.event(session, campaign, owner_id=self._one(owner).id, visibility=visibility)
        for owner in drawn["stakeholders"]:
            factories.stakeholder(session, owner_id=self._one(owner).id)
        session.flush()
        session.expire_all()
        self.leaver = queries.person(session, self.people[0].id)

    def _one(self, number: int) -> User:
        # every other thing is the leaver's
        return self.people[0] if number % 2 else self.people[number % 5]

    def _campaign(
        self, owner: int, approver: int, team: int, status: Status, secrecy: Confidentiality
    ) -> Campaign:
        approvers = [p for p in self.people if p.role_in(self.teams[team].id) == Role.APPROVER]
        return factories.campaign(
            self.session,
            self.teams[team],
            self._one(owner),
            kind=Kind.COMMUNAL,
            status=status,
            confidentiality=secrecy,
            approver_id=approvers[approver % len(approvers)].id if approvers else None,
        )


def pointing(session: Session, user_id: int) -> dict[str, int]:
    """How many rows name somebody, by column."""
    found = {}
    for name in naming_columns():
        table, _, column = name.partition(".")
        named = Base.metadata.tables[table].columns[column]
        found[name] = session.execute(select(func.count()).where(named == user_id)).scalar_one()
    return found


def everything(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    return {
        t.name: sorted(map(tuple, session.execute(t.select())), key=repr) for t in Base.metadata.sorted_tables
    }


def check_nothing_is_orphaned(session: Session, made: Made, before: Counter[str]) -> None:
    """Each responsibility has a hand, and one that may hold it."""
    session.expire_all()
    everyone = {one.id: one for one in queries.everyone(session)}
    for held in CHARGES.values():
        column = getattr(held.model, held.key)
        assert session.scalar(select(func.count()).where(column.is_not(None))) == before[held.column]
    for campaign in session.scalars(select(Campaign)):
        for key, roles in (("owner_id", set(Role) - {Role.VIEWER}), ("approver_id", {Role.APPROVER})):
            holder = everyone.get(getattr(campaign, key))
            if holder is not None and holder.id in made_takers(session, campaign.id, "campaign"):
                assert holder.is_active
                assert holder.role_in(campaign.team_id) in roles
    for event, campaign in session.execute(
        select(Event, Campaign).join(Campaign, Event.campaign_id == Campaign.id)
    ):
        if event.owner_id in made_takers(session, event.id, "event"):
            assert may_see(everyone[event.owner_id], event.visibility, campaign)
    for one in session.scalars(select(Stakeholder).where(Stakeholder.owner_id.is_not(None))):
        assert one.owner_id != made.leaver.id


def made_takers(session: Session, record_id: int, kind: str) -> set[int]:
    """Who took a record over, as its history tells."""
    told = session.scalars(
        select(ActivityEntry).where(
            ActivityEntry.subject_type == kind,
            ActivityEntry.subject_id == record_id,
            ActivityEntry.verb == f"{kind}.handed_over",
        )
    )
    return {pair[1] for entry in told for pair in entry.changes.values()}


@settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(drawn=offices)
def test_after_a_deactivation_nothing_is_orphaned_and_every_reference_has_moved(
    engine: Engine, drawn: dict[str, Any]
) -> None:
    with engine.connect() as connection, connection.begin() as outer:
        session = Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint")
        made = Made(session, drawn)
        leaver = made.leaver
        found = handing_over.lots(session, leaver)
        takers = {
            lot.key: lot.takers[choice % len(lot.takers)].id
            for lot, choice in zip(found, drawn["choices"], strict=False)
            if lot.takers
        }
        before = Counter(
            {
                held.column: session.scalar(
                    select(func.count()).where(getattr(held.model, held.key).is_not(None))
                )
                or 0
                for held in CHARGES.values()
            }
        )
        stays = {
            name: count for name, count in pointing(session, leaver.id).items() if TIES.get(name) == Tie.STAYS
        }
        session.commit()
        rows = everything(session)
        if not is_done(session, leaver, takers, made.actor):
            assert everything(session) == rows, "a refused hand-over changed something"
        else:
            now = pointing(session, leaver.id)
            assert {held.column: now[held.column] for held in CHARGES.values()} == dict.fromkeys(before, 0)
            assert {name: now[name] for name in stays} == stays
            check_nothing_is_orphaned(session, made, before)
            check_teams_can_approve(session, leaver)
        session.close()
        outer.rollback()


def is_done(session: Session, leaver: User, takers: dict[str, int], actor: User) -> bool:
    """Whether the planner takes the deactivation; committed if so, taken back if not."""
    try:
        handing_over.deactivate(session, leaver, takers, actor=actor)
    except Refusal:
        session.rollback()
        return False
    session.commit()
    return True


def check_teams_can_approve(session: Session, leaver: User) -> None:
    """No team that the leaver approved for is left with work and nobody to approve it."""
    approved_for = session.scalars(
        select(Team)
        .join(Membership, Membership.team_id == Team.id)
        .where(Membership.user_id == leaver.id, Membership.role == Role.APPROVER)
    )
    for team in approved_for:
        has_approver = bool(queries.members(session, team.id, Role.APPROVER))
        assert has_approver or not teams.under_way(session, team.id)
