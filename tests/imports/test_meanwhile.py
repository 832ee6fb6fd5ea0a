"""What a worker makes of a list when something happened to its person or to the list while it waited its turn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from planner.accounts.models import Membership, Role, User
from planner.imports import actions as lists
from planner.imports import at_work
from planner.imports.models import Import, ImportState
from planner.jobs import actions, runner
from planner.jobs.models import Job, JobState
from planner.stakeholders.models import Stakeholder
from tests.imports.conftest import Desk

LIST = "ชื่อ,นามสกุล,อีเมล\nมานะ,ชูใจ,mana@example.org\n".encode()


def worked(desk: Desk, one: Import, kind: str, folder: Path) -> Job:
    """A worker's turn at the list."""
    payload = {"import_id": one.id, "actor_id": desk.actor_id}
    job = actions.ask(desk.session, kind, payload, made_by_id=desk.actor_id, location="/imports")
    desk.session.commit()
    engine = desk.session.get_bind()
    assert isinstance(engine, Engine)
    assert runner.work_one(engine, at_work.handlers(folder))
    desk.session.expire_all()
    return job


def known(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Stakeholder)) or 0


def leaves(desk: Desk) -> None:
    desk.session.get_one(User, desk.actor_id).is_active = False


def only_looks_on_now(desk: Desk) -> None:
    held = desk.session.scalars(select(Membership).where(Membership.user_id == desk.actor_id))
    for membership in held:
        membership.role = Role.VIEWER


@pytest.mark.parametrize("happens", [leaves, only_looks_on_now])
def test_a_list_of_somebody_who_may_no_longer_is_not_taken_in(
    happens: Callable[[Desk], None], desk: Desk, tmp_path: Path
) -> None:
    one = desk.bring(LIST)
    before = known(desk.session)
    happens(desk)
    job = worked(desk, one, at_work.TAKE_IN, tmp_path)
    assert (job.state, job.message) == (JobState.FAILED, runner.NO_LONGER_YOURS)
    assert known(desk.session) == before
    assert one.state == ImportState.CHECKED


def test_a_list_of_somebody_who_may_no_longer_is_not_taken_back(desk: Desk, tmp_path: Path) -> None:
    one = desk.take_in(desk.bring(LIST))
    before = known(desk.session)
    leaves(desk)
    job = worked(desk, one, at_work.TAKE_BACK, tmp_path)
    assert (job.state, job.message) == (JobState.FAILED, runner.NO_LONGER_YOURS)
    assert known(desk.session) == before
    assert one.state == ImportState.APPLIED


@pytest.mark.parametrize("kind", [at_work.LOOK, at_work.TAKE_IN])
def test_a_list_that_was_thrown_away_meanwhile_is_said_to_be_gone(
    kind: str, desk: Desk, tmp_path: Path
) -> None:
    one = desk.bring(LIST)
    desk.session.expunge(one)
    lists.drop(desk.session, desk.session.get_one(Import, one.id))
    job = worked(desk, one, kind, tmp_path)
    assert (job.state, job.message) == (JobState.FAILED, runner.GONE)
