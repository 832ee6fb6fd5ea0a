"""The checklist: what is to be ready, by when, and who ticked it; nobody outside hears of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from planner.activity.queries import history
from planner.campaigns.models import Campaign
from planner.errors import NotAllowed, NotFound, Refusal, Stale
from planner.events import actions, checklist, queries
from planner.events.actions import Afterwards
from planner.events.checklist import EARLIEST, MOST, Line, lines_of
from planner.events.models import ChecklistItem, Event
from planner.feeds import actions as feeds
from planner.feeds.actions import Contents, Subscription
from planner.feeds.models import Holder, PreparedFeed
from tests import factories
from tests.factories import Office

LONG_AFTER = datetime(2090, 1, 1, tzinfo=UTC)
BANNER = Line(title="ป้ายผ้า 3x1 เมตร", responsible="ฝ่ายอาคาร", days_before=2)


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """Of the corporate team."""
    return factories.campaign(session, office.corporate, office.owner)


@pytest.fixture
def event(session: Session, campaign: Campaign) -> Event:
    """From ten to twelve in Bangkok on 24 November 2025."""
    start = datetime(2025, 11, 24, 3, tzinfo=UTC)
    return factories.event(session, campaign, starts_at=start, ends_at=start + timedelta(hours=2))


def _seen(session: Session, event: Event, office: Office) -> Event:
    session.expire(event)
    return queries.shown(session, event.id, actor=office.owner)


def test_lines_stand_in_their_order_and_are_due_before_the_first_day(
    session: Session, office: Office, event: Event
) -> None:
    checklist.add(session, event.id, [BANNER, Line(title="Water")], actor=office.mate)
    checklist.add(session, event.id, [Line(title="Badges", days_before=0)], actor=office.owner)
    shown = _seen(session, event, office)
    assert [(one.title, checklist.due_on(one, shown)) for one in shown.checklist] == [
        ("ป้ายผ้า 3x1 เมตร", date(2025, 11, 22)),
        ("Water", None),
        ("Badges", date(2025, 11, 24)),
    ]
    standing = checklist.standing(shown, date(2025, 11, 23))
    assert (standing.done, standing.total, standing.late, standing.is_done) == (0, 3, 1, False)
    assert [entry.verb for entry in history(session, "event", event.id)] == [
        "checklist_item.added",
        "event.checklist_filled",
    ]


def test_what_was_ticked_stays_as_whoever_was_first_said_it(
    session: Session, office: Office, event: Event
) -> None:
    [line] = checklist.add(session, event.id, [BANNER], actor=office.owner)
    checklist.tick(session, event.id, line.id, actor=office.mate)
    checklist.tick(session, event.id, line.id, actor=office.owner)
    shown = _seen(session, event, office)
    assert [one.ticked_by for one in shown.checklist] == [office.mate]
    assert not checklist.is_late(shown.checklist[0], shown, date(2025, 12, 1))
    checklist.untick(session, event.id, line.id, actor=office.owner)
    checklist.untick(session, event.id, line.id, actor=office.mate)
    assert [one.ticked_at for one in _seen(session, event, office).checklist] == [None]
    verbs = [entry.verb.rpartition(".")[2] for entry in history(session, "event", event.id)]
    assert verbs == ["unticked", "ticked", "added"]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(deeds=st.lists(st.tuples(st.integers(0, 2), st.booleans(), st.booleans()), max_size=12))
def test_whatever_two_people_tick_the_last_word_on_each_line_holds(
    session: Session, office: Office, campaign: Campaign, deeds: list[tuple[int, bool, bool]]
) -> None:
    event = factories.event(session, campaign)
    lines = checklist.add(session, event.id, [Line(title=f"{n}") for n in range(3)], actor=office.owner)
    expected = [False, False, False]
    for which, is_ticked, is_mate in deeds:
        act = checklist.tick if is_ticked else checklist.untick
        act(session, event.id, lines[which].id, actor=office.mate if is_mate else office.owner)
        expected[which] = is_ticked
    shown = _seen(session, event, office)
    assert [one.ticked_at is not None for one in shown.checklist] == expected
    # every change of mind is in the history, and nothing else
    turns = sum(
        is_ticked != before
        for which in range(3)
        for before, is_ticked in _turns([one for at, one, _ in deeds if at == which])
    )
    assert len(history(session, "event", event.id, limit=100)) == 1 + turns


def _turns(words: list[bool]) -> list[tuple[bool, bool]]:
    return list(zip([False, *words[:-1]], words, strict=True)) if words else []


def test_a_list_that_is_pasted_becomes_lines() -> None:
    assert lines_of("- ป้ายผ้า\n\n•  น้ำดื่ม \r\n☐ ไมโครโฟน 2 ตัว\n   \n* Chairs\n-----\n-") == {
        1: "ป้ายผ้า",
        3: "น้ำดื่ม",
        4: "ไมโครโฟน 2 ตัว",
        6: "Chairs",
    }


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("-5 °C ในรถส่งวัคซีน", "-5 °C ในรถส่งวัคซีน"),
        ("- -5 °C", "-5 °C"),
        ("*ด่วน* น้ำแข็ง", "*ด่วน* น้ำแข็ง"),
        ("[ ] ป้าย", "ป้าย"),
        ("- [x] ป้าย", "ป้าย"),
        ("[X] ป้าย", "ป้าย"),
        ("☑ ป้าย", "ป้าย"),
        ("☑\ufe0fป้าย", "ป้าย"),
        ("•☐ ป้าย", "ป้าย"),
        ("[x-ray] machine", "[x-ray] machine"),
        ("1. ป้าย", "1. ป้าย"),
    ],
)
def test_only_what_a_list_begins_with_is_taken_off(typed: str, kept: str) -> None:
    assert lines_of(typed) == {1: kept}


@given(
    marks=st.lists(st.sampled_from(["- ", "* ", "• ", "☐ ", "[x] ", "— "]), max_size=3),
    said=st.text("abกข05 -*[]x°").map(lambda typed: " ".join(typed.split())),
)
def test_whatever_marks_stand_before_it_what_is_meant_is_kept(marks: list[str], said: str) -> None:
    if said[:1].isalnum() or (said.startswith("-") and said[1:2].isalnum()):
        assert lines_of("".join(marks) + said) == {1: said}


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ([], "titles"),
        ([Line(title="  ")], "titles"),
        ([Line(title="x" * 201)], "titles"),
        ([Line(title="Water", days_before=EARLIEST + 1)], "days_before"),
        ([Line(title="Water", days_before=-1)], "days_before"),
        ([Line(title="Water")] * (MOST + 1), "titles"),
    ],
)
def test_what_cannot_be_is_refused_and_none_of_it_is_kept(
    session: Session, office: Office, event: Event, wrong: list[Line], field: str
) -> None:
    session.commit()
    with pytest.raises(Refusal) as refused:
        checklist.add(session, event.id, [BANNER, *wrong] if wrong else wrong, actor=office.owner)
    assert refused.value.field == field
    session.rollback()
    assert session.scalars(select(ChecklistItem)).all() == []


def test_a_line_is_changed_and_its_tick_stays(session: Session, office: Office, event: Event) -> None:
    [line] = checklist.add(session, event.id, [BANNER], actor=office.owner)
    checklist.tick(session, event.id, line.id, actor=office.mate)
    seen = line.version
    checklist.revise(session, event.id, line.id, Line(title="Banner"), actor=office.owner, version=seen)
    shown = _seen(session, event, office)
    assert [(one.title, one.responsible, one.ticked_by) for one in shown.checklist] == [
        ("Banner", None, office.mate)
    ]
    with pytest.raises(Stale):
        checklist.revise(session, event.id, line.id, BANNER, actor=office.owner, version=seen)
    checklist.remove(session, event.id, line.id, actor=office.owner)
    assert _seen(session, event, office).checklist == []


def test_only_who_may_change_the_event_ticks_and_only_lines_of_it(
    session: Session, office: Office, campaign: Campaign, event: Event
) -> None:
    [line] = checklist.add(session, event.id, [BANNER], actor=office.owner)
    with pytest.raises(NotAllowed):
        checklist.tick(session, event.id, line.id, actor=office.viewer)
    other = factories.event(session, campaign)
    with pytest.raises(NotFound):
        checklist.tick(session, other.id, line.id, actor=office.owner)


def test_nobody_outside_hears_of_it(
    session: Session, office: Office, campaign: Campaign, event: Event
) -> None:
    wanted = Contents(name="Open", campaign_id=campaign.id)
    feeds.make(session, Subscription(contents=wanted, holder=Holder.OPEN), actor=office.owner)
    session.commit()
    session.execute(update(PreparedFeed).values(due_at=LONG_AFTER))
    session.commit()
    sequence = event.sequence
    [line] = checklist.add(session, event.id, [BANNER], actor=office.owner)
    checklist.tick(session, event.id, line.id, actor=office.mate)
    session.commit()
    assert session.scalars(select(PreparedFeed.due_at)).all() == [LONG_AFTER]
    actions.revise(session, event.id, Afterwards(met_new_count=4, met_known_count=9), actor=office.owner)
    session.commit()
    assert event.sequence == sequence


def test_whom_one_met_is_counted_and_told_in_the_history(
    session: Session, office: Office, event: Event
) -> None:
    counted = Afterwards(met_new_count=12, met_known_count=None)
    actions.revise(session, event.id, counted, actor=office.mate)
    assert (event.met_new_count, event.met_known_count) == (12, None)
    [entry] = history(session, "event", event.id)
    assert entry.changes == {"met_new_count": [None, 12]}
    with pytest.raises(NotAllowed):
        actions.revise(session, event.id, counted, actor=office.viewer)
