"""A list that was taken in is taken back by whichever way people come to it, and its files go by themselves."""

from __future__ import annotations

import os
import time
from typing import Any

import pytest
from sqlalchemy import select

from planner.activity.models import ActivityAbout, ActivityEntry
from planner.cli.worker import Stop, run
from planner.custody import undoing
from planner.errors import Refusal
from planner.imports import looking
from planner.imports.models import Import, ImportState
from planner.stakeholders.models import Stakeholder
from tests.imports.conftest import Desk
from tests.imports.samples import media_rows, written
from tests.imports.test_media_list import rows_of


def newest_of_somebody(desk: Desk) -> int:
    """The newest entry in the history of somebody of the list."""
    person = select(Stakeholder.id).where(Stakeholder.kind == "person").order_by(Stakeholder.id).limit(1)
    about = select(ActivityAbout.entry_id).where(
        ActivityAbout.record_type == "stakeholder", ActivityAbout.record_id == person.scalar_subquery()
    )
    return desk.session.scalars(about.order_by(ActivityAbout.entry_id.desc())).first() or 0


def undo(desk: Desk, entry_id: int) -> ActivityEntry:
    """Press the button of a history."""
    entry = undoing.undo(desk.session, entry_id, actor=desk.actor)
    desk.session.commit()
    return entry


def state(desk: Desk, one: Import) -> ImportState:
    desk.session.refresh(one)
    return one.state


def test_a_list_is_taken_back_and_in_again_from_the_history_of_one_of_its_people(desk: Desk) -> None:
    nobody = rows_of(desk.session)
    one = desk.take_in(desk.bring(written(media_rows(5)).encode()))
    everybody = rows_of(desk.session)
    undone = undo(desk, newest_of_somebody(desk))
    assert (state(desk, one), rows_of(desk.session)) == (ImportState.UNDONE, nobody)
    with pytest.raises(Refusal, match="taken back already"):
        desk.take_back(one)
    undo(desk, undone.id)
    assert (state(desk, one), rows_of(desk.session)) == (ImportState.APPLIED, everybody)
    undone = undo(desk, newest_of_somebody(desk))
    assert (state(desk, one), rows_of(desk.session)) == (ImportState.UNDONE, nobody)
    undo(desk, undone.id)
    desk.take_back(one)
    assert (state(desk, one), rows_of(desk.session)) == (ImportState.UNDONE, nobody)


def test_what_is_undone_of_other_records_leaves_the_list_taken_in(desk: Desk) -> None:
    first = desk.take_in(desk.bring(written(media_rows(5)).encode()))
    changed = [[*row[:6], "เรื่องใหม่", row[7]] for row in media_rows(5)]
    second = desk.take_in(desk.bring(written(changed).encode()))
    undone = undo(desk, newest_of_somebody(desk))
    assert (state(desk, first), state(desk, second)) == (ImportState.APPLIED, ImportState.UNDONE)
    undo(desk, undone.id)
    assert (state(desk, first), state(desk, second)) == (ImportState.APPLIED, ImportState.APPLIED)


def test_rows_that_come_in_again_look_newer_than_any_form_that_is_open(desk: Desk) -> None:
    one = desk.take_in(desk.bring(written(media_rows(5)).encode()))
    person = desk.session.scalars(select(Stakeholder).order_by(Stakeholder.id.desc())).first()
    assert person is not None
    key, version = person.id, person.version
    undone = undo(desk, one.entry_id or 0)
    assert desk.session.get(Stakeholder, key) is None
    undo(desk, undone.id)
    again = desk.session.get_one(Stakeholder, key)
    assert again.version > version
    assert again.updated_by_id == desk.actor_id


def test_the_worker_sweeps_what_a_list_left_once_its_day_is_over(desk: Desk) -> None:
    one = desk.take_in(desk.bring(written(media_rows(5)).encode()))
    held: list[list[Any]] = []
    stop = Stop()

    def tidy() -> None:
        desk.folder.sweep()
        held.append(list(desk.folder.path.iterdir()))
        stop.set()

    def work_a_round() -> None:
        nonlocal stop
        stop = Stop()
        run(desk.session.get_bind().engine, {}, stop, wanted=lambda: True, tidy=tidy)

    work_a_round()
    assert desk.folder.has(one.stored_as, looking.OUTCOMES)
    yesterday = time.time() - 90_000
    for path in desk.folder.path.iterdir():
        os.utime(path, (yesterday, yesterday))
    work_a_round()
    assert held[0]
    assert not held[1]
