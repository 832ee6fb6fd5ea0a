"""This one, this and the following, all: over clock changes, with what was changed before, told to feeds."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session

from planner.activity.queries import history
from planner.campaigns.models import Campaign
from planner.events import attachments, queries, recurrence, run_sheet, series, stored
from planner.events.recurrence_rule import Frequency, Rule
from planner.events.series import Scope, Words
from planner.events.timing import Window
from planner.events.words import AttachmentRole
from tests import factories
from tests.events.moments import LONDON, NEW_YORK, SYDNEY
from tests.events.repeating import change, planned, walls_of
from tests.factories import Office


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
    event = planned(session, office, campaign, on=on, zone=zone)
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
    event = planned(session, office, campaign, on=on, zone=zone)
    assert walls_of(session, office, event)[0] == before
    moved = change(session, office, event, on, scope, day=on + timedelta(days=7), at=time(11, 30))
    walls = walls_of(session, office, moved)
    assert walls[0] == after
    assert {wall[-5:] for wall in walls} == {"11:30"}
    assert moved.id == event.id, "nothing came before the first: following is all"


def test_this_one_moves_alone(session: Session, office: Office, campaign: Campaign) -> None:
    event = planned(session, office, campaign)
    sequence = event.sequence
    change(session, office, event, date(2026, 3, 31), Scope.THIS, day=date(2026, 4, 2), at=time(14))
    walls = walls_of(session, office, event, date(2026, 4, 14))
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
    event = planned(session, office, campaign)
    on = date(2026, 3, 31)
    change(session, office, event, on, Scope.THIS, at=time(14))
    assert len(event.overrides) == 1
    change(session, office, event, on, Scope.THIS, at=time(10))
    assert queries.shown(session, event.id, actor=office.owner).overrides == []


def test_this_one_says_something_of_its_own_and_inherits_the_rest(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = planned(session, office, campaign)
    on = date(2026, 3, 10)
    change(session, office, event, on, Scope.THIS, title_en="Long walk", venue_en="The park")
    override = event.overrides[0]
    assert (override.title_en, override.venue_en, override.starts_at) == ("Long walk", "The park", None)
    change(session, office, event, on, Scope.ALL, venue_en="The hill")
    assert series.words_of(event, on) == Words(title_en="Long walk", venue_en="The hill")
    assert event.venue_en == "The hill"


def test_this_and_following_begins_an_event_of_its_own(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = planned(session, office, campaign, excluded=frozenset({date(2026, 3, 10), date(2026, 4, 7)}))
    change(session, office, event, date(2026, 3, 17), Scope.THIS, at=time(8))
    change(session, office, event, date(2026, 4, 14), Scope.THIS, at=time(18), title_en="Evening walk")
    uid, sequence = event.uid, event.sequence
    later = change(session, office, event, date(2026, 3, 24), Scope.FOLLOWING, at=time(12))
    assert walls_of(session, office, event) == ["03-03 10:00", "03-17 08:00"]
    assert walls_of(session, office, later) == [
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
    event = planned(session, office, campaign)
    for day in (date(2026, 3, 31), date(2026, 4, 7)):
        change(session, office, event, day, Scope.THIS, title_en=f"{day:%d}")
    later = change(session, office, event, date(2026, 3, 24), Scope.FOLLOWING, day=date(2026, 3, 26))
    assert [(row.on, row.title_en) for row in later.overrides] == [
        (date(2026, 4, 2), "31"),
        (date(2026, 4, 9), "07"),
    ]


def test_days_may_be_renamed_onto_one_another(session: Session, office: Office, campaign: Campaign) -> None:
    """Each of a daily event's days becomes the next one's: no two rows may go by one day in passing."""
    daily = Rule(frequency=Frequency.DAILY, count=6)
    event = planned(session, office, campaign, rule=daily)
    for day in range(4, 8):
        change(session, office, event, date(2026, 3, day), Scope.THIS, title_en=f"Day {day}")
    change(session, office, event, date(2026, 3, 3), Scope.ALL, day=date(2026, 3, 4))
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
    event = planned(session, office, campaign)
    change(session, office, event, date(2026, 4, 7), Scope.ALL, day=date(2026, 4, 9), at=time(15))
    assert walls_of(session, office, event, date(2026, 4, 2)) == [
        "03-05 15:00",
        "03-12 15:00",
        "03-19 15:00",
        "03-26 15:00",
        "04-02 15:00",
    ]


def test_an_occurrence_moved_before_follows_when_all_are_moved_from_it(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = planned(session, office, campaign)
    on = date(2026, 3, 17)
    change(session, office, event, on, Scope.THIS, at=time(18))
    change(session, office, event, on, Scope.ALL, at=time(19))
    assert {wall[-5:] for wall in walls_of(session, office, event)} == {"19:00"}
    assert event.overrides == []


def test_renaming_all_from_a_moved_occurrence_moves_nothing(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = planned(session, office, campaign)
    on = date(2026, 3, 17)
    change(session, office, event, on, Scope.THIS, at=time(18))
    change(session, office, event, on, Scope.ALL, title_en="Ramble")
    assert walls_of(session, office, event, date(2026, 3, 24)) == [
        "03-03 10:00",
        "03-10 10:00",
        "03-17 18:00",
        "03-24 10:00",
    ]
    assert event.title_en == "Ramble"


def test_the_copy_brings_the_attached_and_the_run_sheet_along(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = planned(session, office, campaign)
    who = factories.stakeholder(session)
    attachments.attach(session, event.id, who.id, AttachmentRole.SPEAKER, actor=office.owner)
    item = run_sheet.Item(starts_at=time(9, 30), duration_minutes=30, title="Doors")
    run_sheet.add(session, event.id, item, actor=office.owner)
    later = change(session, office, event, date(2026, 3, 24), Scope.FOLLOWING, at=time(12))
    fresh = queries.shown(session, later.id, actor=office.owner)
    assert [(row.stakeholder_id, row.role) for row in fresh.attachments] == [(who.id, "speaker")]
    assert [row.title for row in fresh.run_sheet] == ["Doors"]
    assert len(queries.shown(session, event.id, actor=office.owner).attachments) == 1
