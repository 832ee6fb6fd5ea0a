"""Occurrences cancelled, left out and taken in again; rules exchanged; what a series refuses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.campaigns.models import Campaign
from planner.errors import NotAllowed, Refusal, Stale
from planner.events import actions, series
from planner.events.actions import Step
from planner.events.models import Event
from planner.events.recurrence_rule import LAST, Frequency, Rule, Weekday
from planner.events.series import Change, Scope
from planner.events.when import When
from planner.events.words import EventStatus
from tests.events.moments import LONDON, NEW_YORK
from tests.events.repeating import TUESDAYS, change, planned, walls_of
from tests.factories import Office


def test_one_is_cancelled_and_restored(session: Session, office: Office, campaign: Campaign) -> None:
    event = planned(session, office, campaign)
    on = date(2026, 3, 10)
    sequence = event.sequence
    series.cancel(session, event.id, on, Scope.THIS, actor=office.owner, reason="Flood")
    assert walls_of(session, office, event, date(2026, 3, 17))[1] == "03-10 10:00 off"
    assert event.sequence == sequence + 1
    with pytest.raises(Refusal):
        series.cancel(session, event.id, on, Scope.THIS, actor=office.owner)
    series.restore(session, event.id, on, actor=office.owner)
    assert walls_of(session, office, event, date(2026, 3, 17))[1] == "03-10 10:00"
    assert (event.sequence, event.overrides) == (sequence + 2, [])
    with pytest.raises(Refusal):
        series.restore(session, event.id, on, actor=office.owner)


def test_cancelling_the_following_announces_it_and_can_be_taken_back(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = planned(session, office, campaign)
    later = series.cancel(session, event.id, date(2026, 3, 24), Scope.FOLLOWING, actor=office.owner)
    assert (event.status, later.status) == (EventStatus.TENTATIVE, EventStatus.CANCELLED)
    assert len(walls_of(session, office, event)) == 3
    assert len(walls_of(session, office, later)) == 7
    restored = actions.step(session, later.id, Step.RESTORE, actor=office.owner)
    assert restored.status == EventStatus.TENTATIVE


def test_a_day_is_left_out_and_taken_in_again(session: Session, office: Office, campaign: Campaign) -> None:
    event = planned(session, office, campaign)
    on = date(2026, 3, 10)
    series.leave_out(session, event.id, on, actor=office.owner)
    assert "03-10 10:00" not in walls_of(session, office, event)
    with pytest.raises(Refusal):
        series.leave_out(session, event.id, on, actor=office.owner)
    series.take_in(session, event.id, on, actor=office.owner)
    assert "03-10 10:00" in walls_of(session, office, event)
    with pytest.raises(Refusal):
        series.take_in(session, event.id, on, actor=office.owner)


def test_the_last_day_left_cannot_be_left_out(session: Session, office: Office, campaign: Campaign) -> None:
    event = planned(session, office, campaign, rule=replace(TUESDAYS, count=2))
    series.leave_out(session, event.id, date(2026, 3, 3), actor=office.owner)
    with pytest.raises(Refusal):
        series.leave_out(session, event.id, date(2026, 3, 10), actor=office.owner)


def test_splitting_where_nothing_is_left_before_carries_the_event_itself_on(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = planned(session, office, campaign, rule=replace(TUESDAYS, count=4))
    series.leave_out(session, event.id, date(2026, 3, 3), actor=office.owner)
    same = change(session, office, event, date(2026, 3, 10), Scope.FOLLOWING, at=time(12))
    assert same.id == event.id
    assert walls_of(session, office, same) == ["03-10 12:00", "03-17 12:00", "03-24 12:00"]
    assert len(list(session.scalars(select(Event).where(Event.campaign_id == campaign.id)))) == 1


def test_moving_the_whole_event_by_its_form_takes_the_series_along(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = planned(session, office, campaign)
    when = When(start_on=date(2026, 3, 5), start_time=time(8), end_time=time(9), timezone=NEW_YORK)
    moved = series.move(session, event.id, when, actor=office.owner)
    assert (moved.timezone, moved.recurrence) == (NEW_YORK, "FREQ=WEEKLY;BYDAY=TH")
    assert walls_of(session, office, moved, date(2026, 3, 12)) == ["03-05 08:00", "03-12 08:00"]


def test_a_series_becomes_whole_days_and_its_own_times_with_it(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = planned(session, office, campaign)
    change(session, office, event, date(2026, 3, 10), Scope.THIS, at=time(8), title_en="Early walk")
    when = When(start_on=date(2026, 3, 3), end_on=date(2026, 3, 4), is_all_day=True)
    moved = series.move(session, event.id, when, actor=office.owner)
    assert walls_of(session, office, moved, date(2026, 3, 11)) == ["03-03", "03-10"]
    assert series.words_of(moved, date(2026, 3, 10)).title_en == "Early walk"


def test_spans_hold_everything_that_was_moved_out_of_the_series(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = planned(session, office, campaign, rule=replace(TUESDAYS, count=3))
    change(session, office, event, date(2026, 3, 17), Scope.THIS, day=date(2026, 9, 1))
    change(session, office, event, date(2026, 3, 3), Scope.THIS, day=date(2026, 1, 1))
    assert event.spans_from <= datetime(2026, 1, 1, tzinfo=UTC)
    assert event.spans_until is not None
    assert event.spans_until >= datetime(2026, 9, 2, tzinfo=UTC)
    assert event.is_long
    series.repeat(session, event.id, TUESDAYS, actor=office.owner)
    assert event.spans_until is None


@pytest.mark.parametrize(
    ("rule", "excluded", "field"),
    [
        (Rule(frequency=Frequency.WEEKLY, weekdays=(Weekday.MO,)), frozenset(), "weekdays"),
        (replace(TUESDAYS, until=date(2026, 3, 1)), frozenset(), "until"),
        (TUESDAYS, frozenset({date(2026, 3, 4)}), "excluded"),
        (replace(TUESDAYS, count=1), frozenset({date(2026, 3, 3)}), "excluded"),
    ],
)
def test_a_rule_that_cannot_be_kept_is_refused_beside_its_control(
    session: Session,
    office: Office,
    campaign: Campaign,
    *,
    rule: Rule,
    excluded: frozenset[date],
    field: str,
) -> None:
    event = planned(session, office, campaign)
    with pytest.raises(Refusal) as refused:
        series.repeat(session, event.id, rule, excluded, actor=office.owner)
    assert refused.value.field == field


def test_the_hours_in_which_clocks_change_are_refused_where_they_do(
    session: Session, office: Office, campaign: Campaign
) -> None:
    with pytest.raises(Refusal) as refused:
        planned(session, office, campaign, at=time(2, 30))
    assert refused.value.field == "start_time"


def test_where_clocks_never_change_every_hour_will_do(
    session: Session, office: Office, campaign: Campaign
) -> None:
    night = planned(session, office, campaign, at=time(2, 30), zone="Asia/Bangkok")
    assert night.recurrence == "FREQ=WEEKLY;BYDAY=TU"


def test_changed_occurrences_survive_another_rule_where_it_has_their_day(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = planned(session, office, campaign)
    change(session, office, event, date(2026, 3, 10), Scope.THIS, title_en="Short walk")
    change(session, office, event, date(2026, 3, 17), Scope.THIS, title_en="Long walk")
    series.repeat(session, event.id, replace(TUESDAYS, interval=2), actor=office.owner)
    assert [row.title_en for row in event.overrides] == ["Long walk"]
    series.repeat(session, event.id, None, actor=office.owner)
    assert (event.recurrence, event.overrides, event.is_long) == (None, [], False)


def test_an_event_at_the_end_of_each_month(session: Session, office: Office, campaign: Campaign) -> None:
    rule = Rule(frequency=Frequency.MONTHLY, month_day=LAST, count=4)
    event = planned(session, office, campaign, on=date(2026, 1, 31), rule=rule)
    assert [wall[:5] for wall in walls_of(session, office, event)] == ["01-31", "02-28", "03-31", "04-30"]


def test_saving_the_same_rule_again_changes_nothing(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = planned(session, office, campaign)
    sequence, version = event.sequence, event.version
    series.repeat(session, event.id, TUESDAYS, actor=office.owner)
    change(session, office, event, date(2026, 3, 10), Scope.THIS)
    assert (event.sequence, event.version) == (sequence, version)


def test_a_day_that_is_no_occurrence_is_refused(session: Session, office: Office, campaign: Campaign) -> None:
    event = planned(session, office, campaign)
    when = When(start_on=date(2026, 3, 4), start_time=time(10), end_time=time(11), timezone=LONDON)
    on = date(2026, 3, 4)
    with pytest.raises(Refusal):
        series.change(session, event.id, on, Change(when=when), actor=office.owner)
    with pytest.raises(Refusal):
        series.cancel(session, event.id, on, Scope.THIS, actor=office.owner)
    with pytest.raises(Refusal):
        series.leave_out(session, event.id, on, actor=office.owner)


def test_two_people_changing_one_series_do_not_overwrite_each_other(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = planned(session, office, campaign)
    seen = event.version
    series.cancel(session, event.id, date(2026, 3, 10), Scope.THIS, actor=office.owner, version=seen)
    with pytest.raises(Stale):
        series.leave_out(session, event.id, date(2026, 3, 10), actor=office.mate, version=seen)


def test_a_viewer_may_not_touch_a_series(session: Session, office: Office, campaign: Campaign) -> None:
    event = planned(session, office, campaign)
    with pytest.raises(NotAllowed):
        series.cancel(session, event.id, date(2026, 3, 10), Scope.THIS, actor=office.viewer)
    with pytest.raises(NotAllowed):
        series.repeat(session, event.id, None, actor=office.outsider)
