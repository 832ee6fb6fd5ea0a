"""Several people who care for the same records at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from planner.accounts import queries as people
from planner.accounts.models import User
from planner.activity import log
from planner.activity.models import ActivityEntry
from planner.campaigns.models import Campaign
from planner.custody import merging, standing, undoing
from planner.custody.merging import Merge
from planner.errors import NotFound, Refusal, Stale
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.words import StakeholderKind, StakeholderStatus
from tests import factories
from tests.factories import Office

Deed = Callable[[Session, User], Any]


def at_once(session: Session, actor_id: int, deeds: list[Deed]) -> list[bool]:
    """Each deed in a session and thread of its own; whether it was done."""
    engine = session.get_bind()
    assert isinstance(engine, Engine)
    session.commit()
    session.expunge_all()

    def do(deed: Deed) -> bool:
        with Session(engine) as own:
            try:
                deed(own, people.person(own, actor_id))
                own.commit()
            except (Refusal, Stale, StaleDataError, NotFound):
                return False
            return True

    with ThreadPoolExecutor(len(deeds)) as crowd:
        return list(crowd.map(do, deeds))


def test_two_who_undo_at_once_undo_once(session: Session, office: Office) -> None:
    campaign = factories.campaign(session, office.corporate, office.owner, title_en="Before")
    session.commit()
    key, owner_id = campaign.id, office.owner.id
    campaign.title_en = "After"
    act = log.record(session, verb="campaign.revised", subject=campaign, actor=office.owner).id
    session.commit()
    done = at_once(
        session, owner_id, [lambda own, actor: undoing.undo(own, act, actor=actor) for _ in range(6)]
    )
    assert sorted(done) == [False] * 5 + [True]
    assert session.scalars(select(Campaign.title_en).where(Campaign.id == key)).one() == "Before"
    undone = select(func.count()).where(ActivityEntry.undoes_id == act)
    assert session.scalar(undone) == 1


def test_two_who_merge_the_same_pair_crosswise_merge_once(session: Session, office: Office) -> None:
    one, other = (factories.stakeholder(session, kind=StakeholderKind.PERSON) for _ in range(2))
    campaign = factories.campaign(session, office.corporate, office.owner)
    factories.participation(session, campaign, one)
    factories.participation(session, campaign, other)
    session.commit()
    keys, owner_id = (one.id, other.id), office.owner.id

    def merge(keeps: int, drops: int) -> Deed:
        return lambda own, actor: merging.merge(own, Merge(keeps, drops), actor=actor)

    done = at_once(session, owner_id, [merge(*keys), merge(*reversed(keys))] * 2)
    assert sorted(done) == [False, False, False, True]
    gone = session.scalars(select(Stakeholder).where(Stakeholder.status == StakeholderStatus.MERGED)).one()
    for table, column in standing.pointing_at("stakeholder"):
        assert session.scalar(select(func.count()).select_from(table).where(column == gone.id)) == 0


def test_an_edit_and_an_undo_at_once_leave_one_of_the_two(session: Session, office: Office) -> None:
    campaign = factories.campaign(session, office.corporate, office.owner, title_en="Before")
    session.commit()
    key, owner_id = campaign.id, office.owner.id
    campaign.title_en = "After"
    act = log.record(session, verb="campaign.revised", subject=campaign, actor=office.owner).id
    session.commit()
    seen = campaign.version

    def edit(own: Session, actor: User) -> None:
        held = own.get_one(Campaign, key)
        if held.version != seen:
            raise Stale
        held.title_en = "Later"
        log.record(own, verb="campaign.revised", subject=held, actor=actor)

    done = at_once(session, owner_id, [edit, lambda own, actor: undoing.undo(own, act, actor=actor)])
    title = session.scalars(select(Campaign.title_en).where(Campaign.id == key)).one()
    assert (done, title) in (([True, False], "Later"), ([False, True], "Before"))
