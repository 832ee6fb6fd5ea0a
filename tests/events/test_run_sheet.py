"""The run sheet: the order of the day, buffers and overlaps, and who may change it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest
from sqlalchemy.orm import Session

from planner.activity.queries import history
from planner.campaigns.models import Campaign
from planner.errors import NotAllowed, NotFound, Refusal, Stale
from planner.events import queries, run_sheet
from planner.events.models import RunSheetItem
from planner.events.run_sheet import Item, Part, laid_out, part_of
from planner.events.timing import AllDay, timed
from planner.events.words import ItemState
from tests import factories
from tests.events.moments import BANGKOK, wall
from tests.factories import Office

MORNING = timed(wall("2026-11-24 09:00"), wall("2026-11-24 12:00"), BANGKOK)
EVENING = timed(wall("2026-11-24 19:00"), wall("2026-11-25 02:00"), BANGKOK)


def _item(number: int, at: str, minutes: int, **values: object) -> RunSheetItem:
    given: dict[str, object] = {"state": ItemState.PLANNED, "depends_on_id": None}
    return RunSheetItem(
        id=number,
        starts_at=time.fromisoformat(at),
        duration_minutes=minutes,
        title=at,
        **{**given, **values},
    )


def test_steps_stand_in_the_order_of_the_day_with_what_lies_between() -> None:
    steps = laid_out([_item(1, "09:30", 30), _item(2, "08:00", 60), _item(3, "09:50", 40)], MORNING)
    assert [(step.item.title, step.buffer_minutes, step.overlap_minutes) for step in steps] == [
        ("08:00", 0, 0),
        ("09:30", 30, 0),
        ("09:50", 0, 10),
    ]
    assert [step.ends_at for step in steps] == [time(9), time(10), time(10, 30)]


def test_a_long_step_overlaps_everything_under_it() -> None:
    steps = laid_out([_item(1, "09:00", 120), _item(2, "09:30", 10), _item(3, "10:30", 10)], MORNING)
    assert [step.overlap_minutes for step in steps] == [0, 10, 10]


def test_what_was_dropped_takes_no_time() -> None:
    dropped = _item(2, "09:30", 60, state=ItemState.DROPPED)
    steps = laid_out([_item(1, "09:00", 30), dropped, _item(3, "09:40", 20)], MORNING)
    assert [(step.buffer_minutes, step.overlap_minutes) for step in steps] == [(0, 0), (0, 0), (10, 0)]


def test_after_midnight_comes_last_where_the_event_runs_past_it() -> None:
    times = ["01:30", "00:15", "23:00", "19:00", "16:00"]
    items = [_item(n, at, 15) for n, at in enumerate(times, start=1)]
    assert [step.item.title for step in laid_out(items, EVENING)] == [
        "16:00",
        "19:00",
        "23:00",
        "00:15",
        "01:30",
    ]
    assert [step.item.title for step in laid_out(items, MORNING)] == sorted(times)


def test_a_step_over_midnight_ends_on_the_clock_of_the_next_day() -> None:
    assert laid_out([_item(1, "23:45", 30)], EVENING)[0].ends_at == time(0, 15)


def test_a_step_that_starts_before_what_it_waits_for_is_pointed_out() -> None:
    steps = laid_out([_item(1, "09:00", 30), _item(2, "09:20", 10, depends_on_id=1)], MORNING)
    assert [step.starts_too_early for step in steps] == [False, True]
    assert steps[1].depends_on is steps[0].item


DOORS = Item(starts_at=time(9), duration_minutes=30, title="Doors", what_happens="Open\nGreet")


def test_a_planner_adds_changes_and_removes_steps(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = factories.event(session, campaign)
    first = run_sheet.add(session, event.id, DOORS, actor=office.owner)
    second = run_sheet.add(
        session, event.id, replace(DOORS, title="Speech", depends_on_id=first.id), actor=office.mate
    )
    run_sheet.revise(
        session,
        event.id,
        first.id,
        replace(DOORS, state=ItemState.READY),
        actor=office.mate,
        version=first.version,
    )
    run_sheet.remove(session, event.id, first.id, actor=office.owner)
    fresh = queries.shown(session, event.id, actor=office.owner)
    assert [(row.title, row.depends_on_id) for row in fresh.run_sheet] == [("Speech", None)]
    assert second.version > 1
    assert [entry.verb for entry in history(session, "event", event.id)] == [
        "run_sheet_item.removed",
        "run_sheet_item.revised",
        "run_sheet_item.added",
        "run_sheet_item.added",
    ]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"duration_minutes": -1}, "duration_minutes"),
        ({"duration_minutes": 1441}, "duration_minutes"),
        ({"depends_on_id": 424_242}, "depends_on_id"),
    ],
)
def test_an_impossible_step_is_refused(
    session: Session, office: Office, campaign: Campaign, wrong: dict[str, object], field: str
) -> None:
    event = factories.event(session, campaign)
    with pytest.raises(Refusal) as refused:
        run_sheet.add(session, event.id, replace(DOORS, **wrong), actor=office.owner)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_steps_do_not_wait_for_one_another_in_a_circle(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = factories.event(session, campaign)
    first = run_sheet.add(session, event.id, DOORS, actor=office.owner)
    second = run_sheet.add(session, event.id, replace(DOORS, depends_on_id=first.id), actor=office.owner)
    for waits_for in (second.id, first.id):
        with pytest.raises(Refusal):
            run_sheet.revise(
                session, event.id, first.id, replace(DOORS, depends_on_id=waits_for), actor=office.owner
            )


def test_a_step_of_another_event_is_not_found(session: Session, office: Office, campaign: Campaign) -> None:
    event, other = factories.event(session, campaign), factories.event(session, campaign)
    step = run_sheet.add(session, other.id, DOORS, actor=office.owner)
    with pytest.raises(NotFound):
        run_sheet.remove(session, event.id, step.id, actor=office.owner)


def test_a_step_changed_meanwhile_is_shown_again(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = factories.event(session, campaign)
    step = run_sheet.add(session, event.id, DOORS, actor=office.owner)
    seen = step.version
    run_sheet.revise(session, event.id, step.id, replace(DOORS, title="Gates"), actor=office.mate)
    with pytest.raises(Stale):
        run_sheet.revise(session, event.id, step.id, DOORS, actor=office.owner, version=seen)


def test_a_viewer_reads_the_run_sheet_only(session: Session, office: Office, campaign: Campaign) -> None:
    event = factories.event(session, campaign)
    with pytest.raises(NotAllowed):
        run_sheet.add(session, event.id, DOORS, actor=office.viewer)


@pytest.mark.parametrize(
    ("first", "last", "at", "part"),
    [
        ("09:30", "11:30", time(9, 29), Part.SET_UP),
        ("09:30", "11:30", time(9, 30), Part.EVENT),
        ("09:30", "11:30", time(11, 29), Part.EVENT),
        ("09:30", "11:30", time(11, 30), Part.STRIKE),
        # past midnight: the afternoon is before it, the small hours are in it, the morning is after
        ("22:00", "02:00", time(20), Part.SET_UP),
        ("22:00", "02:00", time(1), Part.EVENT),
        ("22:00", "02:00", time(2), Part.STRIKE),
        # up to midnight itself
        ("18:00", "00:00", time(23, 59), Part.EVENT),
        ("18:00", "00:00", time(0), Part.STRIKE),
        # a moment has nothing after its end but what comes later than it
        ("12:00", "12:00", time(12), Part.EVENT),
    ],
)
def test_a_step_belongs_before_in_or_after_the_event(first: str, last: str, at: time, part: Part) -> None:
    begins = wall(f"2026-12-10 {first}")
    ends = wall(f"2026-12-{10 if last >= first else 11} {last}")
    timing = timed(begins, ends, BANGKOK)
    assert part_of(RunSheetItem(starts_at=at, duration_minutes=10, title="Step"), timing) == part


def test_whole_days_have_no_set_up_of_their_own() -> None:
    days = AllDay(date(2026, 12, 10), date(2026, 12, 12))
    assert part_of(RunSheetItem(starts_at=time(6), duration_minutes=10, title="Step"), days) == Part.EVENT
