"""This one, this and the following, all: over clock changes, with what was changed before, told to feeds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.activity.queries import history
from planner.campaigns.models import Campaign
from planner.errors import NotAllowed, Refusal, Stale
from planner.events import actions, attachments, queries, recurrence, run_sheet, series, stored
from planner.events.actions import NewEvent, Step
from planner.events.models import Event
from planner.events.recurrence_rule import LAST, Frequency, Rule, Weekday
from planner.events.series import Change, Scope, Words
from planner.events.timing import Window
from planner.events.when import When
from planner.events.words import AttachmentRole, EventStatus, Visibility
from tests import factories
from tests.events.moments import LONDON, NEW_YORK, SYDNEY
from tests.factories import Office

TUESDAYS = Rule(frequency=Frequency.WEEKLY, weekdays=(Weekday.TU,))


def _planned(
    session: Session,
    office: Office,
    campaign: Campaign,
    *,
    on: date = date(2026, 3, 3),
    at: time = time(10),
    zone: str = LONDON,
    rule: Rule = TUESDAYS,
    excluded: frozenset[date] = frozenset(),
) -> Event:
    when = When(start_on=on, start_time=at, end_time=time(at.hour + 1, at.minute), timezone=zone)
    event = actions.plan(
        session,
        NewEvent(campaign_id=campaign.id, when=when, visibility=Visibility.PUBLIC, title_en="Walk"),
        actor=office.owner,
    )
    return series.repeat(session, event.id, rule, excluded, actor=office.owner)


def _walls(session: Session, office: Office, event: Event, until: date = date(2026, 5, 6)) -> list[str]:
    """What the clocks of the event's zone show at each occurrence, until a day."""
    seen = queries.shown(session, event.id, actor=office.owner)
    window = Window.of_days(date(2026, 1, 1), until, seen.timezone)
    zone = ZoneInfo(seen.timezone)
    lines = []
    for one in recurrence.occurrences(stored.series_of(seen), window):
        start = getattr(one.timing, "starts_at", None)
        shown = f"{start.astimezone(zone):%m-%d %H:%M}" if start else f"{one.timing.on:%m-%d}"
        lines.append(shown + (" off" if one.is_cancelled else ""))
    return lines


def _change(session: Session, office: Office, event: Event, on: date, scope: Scope, **to: object) -> Event:
    """Change an occurrence: `day`, `at` and words as given, the rest as it is."""
    seen = queries.shown(session, event.id, actor=office.owner)
    was = When.of(stored.series_of(seen).timing_of(on), seen.timezone)
    day, at = to.pop("day", was.start_on), to.pop("at", was.start_time)
    assert isinstance(day, date)
    assert isinstance(at, time)
    length = timedelta(days=(was.last_on - was.start_on).days)
    when = replace(
        was, start_on=day, end_on=day + length, start_time=at, end_time=time(at.hour + 1, at.minute)
    )
    words = replace(series.words_of(seen, on), **to)  # type: ignore[arg-type]
    return series.change(
        session, event.id, on, Change(when=when, words=words, scope=scope), actor=office.owner
    )


@pytest.mark.parametrize(
    ("zone", "on", "change", "offsets"),
    [
        (LONDON, date(2026, 3, 17), date(2026, 3, 29), (0, 1)),
        (NEW_YORK, date(2026, 3, 3), date(2026, 3, 8), (-5, -4)),
        (SYDNEY, date(2026, 3, 24), date(2026, 4, 5), (11, 10)),
        (LONDON, date(2026, 10, 13), date(2026, 10, 25), (1, 0)),
        (NEW_YORK, date(2026, 10, 20), date(2026, 11, 1), (-4, -5)),
        (SYDNEY, date(2026, 9, 22), date(2026, 10, 4), (10, 11)),
    ],
)
def test_a_weekly_event_keeps_its_wall_time_and_length_over_a_clock_change(
    session: Session,
    office: Office,
    campaign: Campaign,
    *,
    zone: str,
    on: date,
    change: date,
    offsets: tuple[int, int],
) -> None:
    event = _planned(session, office, campaign, on=on, zone=zone)
    window = Window.of_days(on, on + timedelta(days=30), zone)
    found = list(recurrence.occurrences(stored.series_of(event), window))
    assert len(found) == 5
    for one in found:
        offset = offsets[one.on >= change]
        expected = datetime.combine(one.on, time(10), UTC) - timedelta(hours=offset)
        assert (one.timing.starts_at, one.timing.length) == (expected, timedelta(hours=1))  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("zone", "on", "before", "after"),
    [
        # moved from before the change to after it: the same wall time is another instant
        (LONDON, date(2026, 3, 24), "03-24 10:00", "03-31 11:30"),
        (NEW_YORK, date(2026, 3, 3), "03-03 10:00", "03-10 11:30"),
        (SYDNEY, date(2026, 3, 31), "03-31 10:00", "04-07 11:30"),
    ],
)
@pytest.mark.parametrize("scope", [Scope.FOLLOWING, Scope.ALL])
def test_moving_a_series_over_a_clock_change_keeps_what_the_clocks_show(
    session: Session,
    office: Office,
    campaign: Campaign,
    *,
    zone: str,
    on: date,
    before: str,
    after: str,
    scope: Scope,
) -> None:
    event = _planned(session, office, campaign, on=on, zone=zone)
    assert _walls(session, office, event)[0] == before
    moved = _change(session, office, event, on, scope, day=on + timedelta(days=7), at=time(11, 30))
    walls = _walls(session, office, moved)
    assert walls[0] == after
    assert {wall[-5:] for wall in walls} == {"11:30"}
    assert moved.id == event.id, "nothing came before the first: following is all"


def test_this_one_moves_alone(session: Session, office: Office, campaign: Campaign) -> None:
    event = _planned(session, office, campaign)
    sequence = event.sequence
    _change(session, office, event, date(2026, 3, 31), Scope.THIS, day=date(2026, 4, 2), at=time(14))
    walls = _walls(session, office, event, date(2026, 4, 14))
    assert walls == [
        "03-03 10:00",
        "03-10 10:00",
        "03-17 10:00",
        "03-24 10:00",
        "04-02 14:00",
        "04-07 10:00",
        "04-14 10:00",
    ]
    assert event.sequence == sequence + 1


def test_moving_it_back_leaves_nothing_behind(session: Session, office: Office, campaign: Campaign) -> None:
    event = _planned(session, office, campaign)
    on = date(2026, 3, 31)
    _change(session, office, event, on, Scope.THIS, at=time(14))
    assert len(event.overrides) == 1
    _change(session, office, event, on, Scope.THIS, at=time(10))
    assert queries.shown(session, event.id, actor=office.owner).overrides == []


def test_this_one_says_something_of_its_own_and_inherits_the_rest(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = _planned(session, office, campaign)
    on = date(2026, 3, 10)
    _change(session, office, event, on, Scope.THIS, title_en="Long walk", venue_en="The park")
    override = event.overrides[0]
    assert (override.title_en, override.venue_en, override.starts_at) == ("Long walk", "The park", None)
    _change(session, office, event, on, Scope.ALL, venue_en="The hill")
    assert series.words_of(event, on) == Words(title_en="Long walk", venue_en="The hill")
    assert event.venue_en == "The hill"


def test_this_and_following_begins_an_event_of_its_own(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = _planned(session, office, campaign, excluded=frozenset({date(2026, 3, 10), date(2026, 4, 7)}))
    _change(session, office, event, date(2026, 3, 17), Scope.THIS, at=time(8))
    _change(session, office, event, date(2026, 4, 14), Scope.THIS, at=time(18), title_en="Evening walk")
    uid, sequence = event.uid, event.sequence
    later = _change(session, office, event, date(2026, 3, 24), Scope.FOLLOWING, at=time(12))
    assert _walls(session, office, event) == ["03-03 10:00", "03-17 08:00"]
    assert _walls(session, office, later) == [
        "03-24 12:00",
        "03-31 12:00",
        "04-14 18:00",
        "04-21 12:00",
        "04-28 12:00",
        "05-05 12:00",
    ]
    assert later.continues_id == event.id
    assert later.uid != uid == event.uid
    assert (event.recurrence, event.sequence) == ("FREQ=WEEKLY;BYDAY=TU;UNTIL=20260323", sequence + 1)
    assert later.sequence == 0
    assert series.words_of(later, date(2026, 4, 14)).title_en == "Evening walk"
    assert history(session, "event", event.id)[0].verb == "event.split"
    assert history(session, "event", later.id)[-1].verb == "event.planned"
    assert later.created_by_id == office.owner.id


def test_later_overrides_move_along_to_other_days(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = _planned(session, office, campaign)
    for day in (date(2026, 3, 31), date(2026, 4, 7)):
        _change(session, office, event, day, Scope.THIS, title_en=f"{day:%d}")
    later = _change(session, office, event, date(2026, 3, 24), Scope.FOLLOWING, day=date(2026, 3, 26))
    assert [(row.on, row.title_en) for row in later.overrides] == [
        (date(2026, 4, 2), "31"),
        (date(2026, 4, 9), "07"),
    ]


def test_days_may_be_renamed_onto_one_another(session: Session, office: Office, campaign: Campaign) -> None:
    """Each of a daily event's days becomes the next one's: no two rows may go by one day in passing."""
    daily = Rule(frequency=Frequency.DAILY, count=6)
    event = _planned(session, office, campaign, rule=daily)
    for day in range(4, 8):
        _change(session, office, event, date(2026, 3, day), Scope.THIS, title_en=f"Day {day}")
    _change(session, office, event, date(2026, 3, 3), Scope.ALL, day=date(2026, 3, 4))
    fresh = queries.shown(session, event.id, actor=office.owner)
    assert [(row.on.day, row.title_en) for row in fresh.overrides] == [
        (5, "Day 4"),
        (6, "Day 5"),
        (7, "Day 6"),
        (8, "Day 7"),
    ]


def test_all_moves_by_as_much_as_the_one_that_was_dragged(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = _planned(session, office, campaign)
    _change(session, office, event, date(2026, 4, 7), Scope.ALL, day=date(2026, 4, 9), at=time(15))
    assert _walls(session, office, event, date(2026, 4, 2)) == [
        "03-05 15:00",
        "03-12 15:00",
        "03-19 15:00",
        "03-26 15:00",
        "04-02 15:00",
    ]


def test_an_occurrence_moved_before_follows_when_all_are_moved_from_it(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = _planned(session, office, campaign)
    on = date(2026, 3, 17)
    _change(session, office, event, on, Scope.THIS, at=time(18))
    _change(session, office, event, on, Scope.ALL, at=time(19))
    assert {wall[-5:] for wall in _walls(session, office, event)} == {"19:00"}
    assert event.overrides == []


def test_renaming_all_from_a_moved_occurrence_moves_nothing(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = _planned(session, office, campaign)
    on = date(2026, 3, 17)
    _change(session, office, event, on, Scope.THIS, at=time(18))
    _change(session, office, event, on, Scope.ALL, title_en="Ramble")
    assert _walls(session, office, event, date(2026, 3, 24)) == [
        "03-03 10:00",
        "03-10 10:00",
        "03-17 18:00",
        "03-24 10:00",
    ]
    assert event.title_en == "Ramble"


def test_the_copy_brings_the_attached_and_the_run_sheet_along(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = _planned(session, office, campaign)
    who = factories.stakeholder(session)
    attachments.attach(session, event.id, who.id, AttachmentRole.SPEAKER, actor=office.owner)
    item = run_sheet.Item(starts_at=time(9, 30), duration_minutes=30, title="Doors")
    run_sheet.add(session, event.id, item, actor=office.owner)
    later = _change(session, office, event, date(2026, 3, 24), Scope.FOLLOWING, at=time(12))
    fresh = queries.shown(session, later.id, actor=office.owner)
    assert [(row.stakeholder_id, row.role) for row in fresh.attachments] == [(who.id, "speaker")]
    assert [row.title for row in fresh.run_sheet] == ["Doors"]
    assert len(queries.shown(session, event.id, actor=office.owner).attachments) == 1


def test_one_is_cancelled_and_restored(session: Session, office: Office, campaign: Campaign) -> None:
    event = _planned(session, office, campaign)
    on = date(2026, 3, 10)
    sequence = event.sequence
    series.cancel(session, event.id, on, Scope.THIS, actor=office.owner, reason="Flood")
    assert _walls(session, office, event, date(2026, 3, 17))[1] == "03-10 10:00 off"
    assert event.sequence == sequence + 1
    with pytest.raises(Refusal):
        series.cancel(session, event.id, on, Scope.THIS, actor=office.owner)
    series.restore(session, event.id, on, actor=office.owner)
    assert _walls(session, office, event, date(2026, 3, 17))[1] == "03-10 10:00"
    assert (event.sequence, event.overrides) == (sequence + 2, [])
    with pytest.raises(Refusal):
        series.restore(session, event.id, on, actor=office.owner)


def test_cancelling_the_following_announces_it_and_can_be_taken_back(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = _planned(session, office, campaign)
    later = series.cancel(session, event.id, date(2026, 3, 24), Scope.FOLLOWING, actor=office.owner)
    assert (event.status, later.status) == (EventStatus.TENTATIVE, EventStatus.CANCELLED)
    assert len(_walls(session, office, event)) == 3
    assert len(_walls(session, office, later)) == 7
    restored = actions.step(session, later.id, Step.RESTORE, actor=office.owner)
    assert restored.status == EventStatus.TENTATIVE


def test_a_day_is_left_out_and_taken_in_again(session: Session, office: Office, campaign: Campaign) -> None:
    event = _planned(session, office, campaign)
    on = date(2026, 3, 10)
    series.leave_out(session, event.id, on, actor=office.owner)
    assert "03-10 10:00" not in _walls(session, office, event)
    with pytest.raises(Refusal):
        series.leave_out(session, event.id, on, actor=office.owner)
    series.take_in(session, event.id, on, actor=office.owner)
    assert "03-10 10:00" in _walls(session, office, event)
    with pytest.raises(Refusal):
        series.take_in(session, event.id, on, actor=office.owner)


def test_the_last_day_left_cannot_be_left_out(session: Session, office: Office, campaign: Campaign) -> None:
    event = _planned(session, office, campaign, rule=replace(TUESDAYS, count=2))
    series.leave_out(session, event.id, date(2026, 3, 3), actor=office.owner)
    with pytest.raises(Refusal):
        series.leave_out(session, event.id, date(2026, 3, 10), actor=office.owner)


def test_splitting_where_nothing_is_left_before_carries_the_event_itself_on(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = _planned(session, office, campaign, rule=replace(TUESDAYS, count=4))
    series.leave_out(session, event.id, date(2026, 3, 3), actor=office.owner)
    same = _change(session, office, event, date(2026, 3, 10), Scope.FOLLOWING, at=time(12))
    assert same.id == event.id
    assert _walls(session, office, same) == ["03-10 12:00", "03-17 12:00", "03-24 12:00"]
    assert len(list(session.scalars(select(Event).where(Event.campaign_id == campaign.id)))) == 1


def test_moving_the_whole_event_by_its_form_takes_the_series_along(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = _planned(session, office, campaign)
    when = When(start_on=date(2026, 3, 5), start_time=time(8), end_time=time(9), timezone=NEW_YORK)
    moved = series.move(session, event.id, when, actor=office.owner)
    assert (moved.timezone, moved.recurrence) == (NEW_YORK, "FREQ=WEEKLY;BYDAY=TH")
    assert _walls(session, office, moved, date(2026, 3, 12)) == ["03-05 08:00", "03-12 08:00"]


def test_a_series_becomes_whole_days_and_its_own_times_with_it(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = _planned(session, office, campaign)
    _change(session, office, event, date(2026, 3, 10), Scope.THIS, at=time(8), title_en="Early walk")
    when = When(start_on=date(2026, 3, 3), end_on=date(2026, 3, 4), is_all_day=True)
    moved = series.move(session, event.id, when, actor=office.owner)
    assert _walls(session, office, moved, date(2026, 3, 11)) == ["03-03", "03-10"]
    assert series.words_of(moved, date(2026, 3, 10)).title_en == "Early walk"


def test_spans_hold_everything_that_was_moved_out_of_the_series(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = _planned(session, office, campaign, rule=replace(TUESDAYS, count=3))
    _change(session, office, event, date(2026, 3, 17), Scope.THIS, day=date(2026, 9, 1))
    _change(session, office, event, date(2026, 3, 3), Scope.THIS, day=date(2026, 1, 1))
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
    event = _planned(session, office, campaign)
    with pytest.raises(Refusal) as refused:
        series.repeat(session, event.id, rule, excluded, actor=office.owner)
    assert refused.value.field == field


def test_the_hours_in_which_clocks_change_are_refused_where_they_do(
    session: Session, office: Office, campaign: Campaign
) -> None:
    with pytest.raises(Refusal) as refused:
        _planned(session, office, campaign, at=time(2, 30))
    assert refused.value.field == "start_time"


def test_where_clocks_never_change_every_hour_will_do(
    session: Session, office: Office, campaign: Campaign
) -> None:
    night = _planned(session, office, campaign, at=time(2, 30), zone="Asia/Bangkok")
    assert night.recurrence == "FREQ=WEEKLY;BYDAY=TU"


def test_changed_occurrences_survive_another_rule_where_it_has_their_day(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = _planned(session, office, campaign)
    _change(session, office, event, date(2026, 3, 10), Scope.THIS, title_en="Short walk")
    _change(session, office, event, date(2026, 3, 17), Scope.THIS, title_en="Long walk")
    series.repeat(session, event.id, replace(TUESDAYS, interval=2), actor=office.owner)
    assert [row.title_en for row in event.overrides] == ["Long walk"]
    series.repeat(session, event.id, None, actor=office.owner)
    assert (event.recurrence, event.overrides, event.is_long) == (None, [], False)


def test_an_event_at_the_end_of_each_month(session: Session, office: Office, campaign: Campaign) -> None:
    rule = Rule(frequency=Frequency.MONTHLY, month_day=LAST, count=4)
    event = _planned(session, office, campaign, on=date(2026, 1, 31), rule=rule)
    assert [wall[:5] for wall in _walls(session, office, event)] == ["01-31", "02-28", "03-31", "04-30"]


def test_saving_the_same_rule_again_changes_nothing(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = _planned(session, office, campaign)
    sequence, version = event.sequence, event.version
    series.repeat(session, event.id, TUESDAYS, actor=office.owner)
    _change(session, office, event, date(2026, 3, 10), Scope.THIS)
    assert (event.sequence, event.version) == (sequence, version)


def test_a_day_that_is_no_occurrence_is_refused(session: Session, office: Office, campaign: Campaign) -> None:
    event = _planned(session, office, campaign)
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
    event = _planned(session, office, campaign)
    seen = event.version
    series.cancel(session, event.id, date(2026, 3, 10), Scope.THIS, actor=office.owner, version=seen)
    with pytest.raises(Stale):
        series.leave_out(session, event.id, date(2026, 3, 10), actor=office.mate, version=seen)


def test_a_viewer_may_not_touch_a_series(session: Session, office: Office, campaign: Campaign) -> None:
    event = _planned(session, office, campaign)
    with pytest.raises(NotAllowed):
        series.cancel(session, event.id, date(2026, 3, 10), Scope.THIS, actor=office.viewer)
    with pytest.raises(NotAllowed):
        series.repeat(session, event.id, None, actor=office.outsider)
