"""Work that outlives a request: claimed by one, given up by the dead, never done twice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Team
from planner.errors import NotFound, Refusal
from planner.jobs import actions, queries, runner
from planner.jobs.actions import Lost
from planner.jobs.models import Job, JobState, WorkerSeen
from tests import factories
from tests.factories import Office

PAST = timedelta(seconds=-1)


@pytest.fixture
def engine(session: Session) -> Engine:
    """The database as a worker opens it."""
    found = session.get_bind()
    assert isinstance(found, Engine)
    return found


def asked(session: Session, office: Office, kind: str = "count", **payload: Any) -> int:
    """A piece of work, committed."""
    made = actions.ask(session, kind, payload, made_by_id=office.owner.id, location="/imports", total=10)
    session.commit()
    return made.id


def now(session: Session, job_id: int) -> Job:
    """The work as it stands."""
    session.rollback()
    found = session.scalars(
        select(Job).where(Job.id == job_id).execution_options(populate_existing=True)
    ).one()
    session.expunge(found)
    session.rollback()
    return found


def writes_a_team(session: Session, payload: Mapping[str, Any], tell: runner.Tell) -> Mapping[str, Any]:
    """Work that leaves a trace."""
    tell(5, 10)
    factories.team(session, name_en=str(payload["name"]))
    return {"said": payload["name"]}


def teams(session: Session, name: str) -> int:
    """How often it left its trace."""
    session.rollback()
    found = len(session.scalars(select(Team).where(Team.name_en == name)).all())
    session.rollback()
    return found


def test_work_is_done_once_in_the_order_it_was_asked_for(
    session: Session, office: Office, engine: Engine
) -> None:
    first, second = asked(session, office, name="one"), asked(session, office, name="two")
    handlers = {"count": writes_a_team}
    assert runner.work_one(engine, handlers)
    assert (now(session, first).state, now(session, second).state) == (JobState.DONE, JobState.WAITING)
    assert runner.work_one(engine, handlers)
    assert not runner.work_one(engine, handlers)
    done = now(session, second)
    assert (done.result, done.done, done.attempts) == ({"said": "two"}, 10, 1)
    assert done.ended_at is not None
    assert (teams(session, "one"), teams(session, "two")) == (1, 1)


def test_what_is_claimed_is_nobody_elses_until_its_lease_lapses(session: Session, office: Office) -> None:
    job_id = asked(session, office)
    claimed = actions.claim(session, lease=timedelta(minutes=1))
    assert claimed is not None
    assert claimed.id == job_id
    session.commit()
    assert actions.claim(session) is None
    session.rollback()


def test_a_worker_that_died_is_followed_by_another_and_can_write_nothing_more(
    session: Session, office: Office, engine: Engine
) -> None:
    job_id = asked(session, office, name="late")
    dead = actions.claim(session, lease=PAST)
    assert dead is not None
    claim = str(dead.claim)
    session.commit()
    assert runner.work_one(engine, {"count": writes_a_team})
    assert now(session, job_id).attempts == 2
    steps: list[Callable[[], None]] = [
        lambda: actions.finish(session, job_id, claim, {}),
        lambda: actions.fail(session, job_id, claim, "no", {}),
        lambda: actions.renew(session, job_id, claim, done=1, total=2),
        lambda: actions.give_back(session, job_id, claim),
    ]
    for step in steps:
        with pytest.raises(Lost):
            step()
        session.rollback()
    assert teams(session, "late") == 1


def test_a_slow_worker_whose_work_was_taken_over_leaves_no_trace(
    session: Session, office: Office, engine: Engine
) -> None:
    job_id = asked(session, office, name="slow")

    def overtaken(own: Session, payload: Mapping[str, Any], tell: runner.Tell) -> Mapping[str, Any]:
        with Session(engine) as other, other.begin():
            assert actions.claim(other) is not None
        return writes_a_team(own, payload, lambda _done, _total: None)

    assert runner.work_one(engine, {"count": overtaken}, lease=PAST)
    assert teams(session, "slow") == 0
    assert now(session, job_id).state == JobState.RUNNING


def test_a_rule_that_forbids_it_is_told_in_words(session: Session, office: Office, engine: Engine) -> None:
    job_id = asked(session, office)

    def refuse(_own: Session, _payload: Mapping[str, Any], _tell: runner.Tell) -> Mapping[str, Any]:
        raise Refusal("No more than %(most)s.", most=timedelta(1))

    runner.work_one(engine, {"count": refuse})
    failed = now(session, job_id)
    assert (failed.state, failed.message) == (JobState.FAILED, "No more than %(most)s.")
    assert failed.message_values == {"most": "1 day, 0:00:00"}


def test_a_mishap_ends_the_work_and_not_the_worker(session: Session, office: Office, engine: Engine) -> None:
    job_id, other = asked(session, office, kind="unknown"), asked(session, office, name="after")
    assert runner.work_one(engine, {"count": writes_a_team})
    assert now(session, job_id).message == runner.MISHAP
    assert runner.work_one(engine, {"count": writes_a_team})
    assert now(session, other).state == JobState.DONE


def test_a_database_away_for_a_moment_is_tried_again_but_not_for_ever(
    session: Session, office: Office, engine: Engine
) -> None:
    job_id = asked(session, office)

    def away(_own: Session, _payload: Mapping[str, Any], _tell: runner.Tell) -> Mapping[str, Any]:
        raise OperationalError("busy", None, Exception())

    for _ in range(3):
        assert runner.work_one(engine, {"count": away})
    assert now(session, job_id).state == JobState.FAILED


def test_work_that_kills_every_worker_is_given_up(session: Session, office: Office) -> None:
    job_id = asked(session, office)
    for _ in range(actions.MOST_ATTEMPTS):
        assert actions.claim(session, lease=PAST) is not None
        session.commit()
    assert actions.claim(session) is None
    session.commit()
    gave_up = now(session, job_id)
    assert (gave_up.state, gave_up.message) == (JobState.FAILED, actions.GAVE_UP)
    assert gave_up.message_values == {"times": 3}


def test_progress_is_told_and_only_to_whom_it_concerns(
    session: Session, office: Office, engine: Engine
) -> None:
    job_id = asked(session, office)

    def half(_own: Session, _payload: Mapping[str, Any], tell: runner.Tell) -> Mapping[str, Any]:
        tell(4, 8)
        tell(5, 8)
        seen = now(session, job_id)
        return {"seen": [seen.done, seen.total]}

    runner.work_one(engine, {"count": half})
    assert now(session, job_id).result == {"seen": [4, 8]}, "at most once a second"
    assert queries.shown(session, job_id, maker_id=office.owner.id).id == job_id
    with pytest.raises(NotFound):
        queries.shown(session, job_id, maker_id=office.mate.id)
    session.rollback()


def test_whether_a_worker_is_here_is_known_from_its_signs(session: Session, office: Office) -> None:
    session.commit()
    assert not queries.has_worker(session)
    actions.note_worker(session)
    assert queries.has_worker(session)
    actions.note_worker(session)
    seen = session.get(WorkerSeen, 1)
    assert seen is not None
    seen.seen_at = clock.now() - 2 * queries.SILENT
    session.flush()
    assert not queries.has_worker(session)
    asked(session, office)
    assert actions.claim(session) is not None
    assert queries.has_worker(session), "one that works long gives no other sign"
    session.rollback()
