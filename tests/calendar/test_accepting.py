"""A clash that is accepted is remembered with its reason, until either side moves."""

from __future__ import annotations

from datetime import time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.activity.models import ActivityEntry
from planner.calendar import accepting, clash_queries
from planner.calendar.models import ClashAcknowledgement
from planner.calendar.words import ClashRule as R
from planner.campaigns.models import Campaign
from planner.custody import deletion, undoing
from planner.errors import NotAllowed, Refusal
from planner.events import series
from planner.events.models import Event
from planner.events.when import When
from planner.events.words import Visibility
from planner.stakeholders.models import Stakeholder
from tests.calendar.clashing_events import DAY, NOW, WEEK, planned, told_of
from tests.factories import Office


@pytest.fixture
def clash(
    session: Session,
    office: Office,
    campaign: Campaign,
    theirs: Campaign,
    manee: Stakeholder,
    monkeypatch: pytest.MonkeyPatch,
) -> tuple[Event, Event]:
    """Two events that want one person, seen a week before."""
    monkeypatch.setattr("planner.clock.now", lambda: NOW)
    return planned(session, campaign, manee), planned(session, theirs, manee, title_en="Sale")


def test_an_accepted_clash_is_remembered_with_its_reason_until_either_side_moves(
    session: Session, office: Office, clash: tuple[Event, Event]
) -> None:
    talk, sale = clash
    [one] = told_of(session, talk, office.mate)
    accepting.accept(session, talk.id, one.key, "She leaves early", actor=office.mate)
    accepting.accept(session, talk.id, one.key, "Twice is once", actor=office.mate)
    session.commit()
    [row] = accepting.of_events(session, {talk.id})
    assert (row.reason, row.rule, row.other_id, row.created_by_id) == (
        "She leaves early",
        R.PERSON,
        sale.id,
        office.mate.id,
    )
    assert all(one.is_accepted for one in told_of(session, talk, office.mate))
    # whoever plans the other side sees that, too, as they see both
    assert [one.is_accepted for one in told_of(session, sale, office.outsider)] == [True]
    assert not clash_queries.of_window(session, WEEK, actor=office.mate)
    entry = session.scalars(select(ActivityEntry).order_by(ActivityEntry.id.desc())).first()
    assert entry is not None
    assert entry.verb == "clash.accepted"
    assert entry.note == "She leaves early"
    assert str(sale.title_en) not in str(entry.values)
    when = When(start_on=DAY, start_time=time(10, 30), end_time=time(12))
    series.move(session, sale.id, when, actor=office.outsider)
    session.commit()
    [again] = told_of(session, talk, office.mate)
    assert not again.is_accepted
    assert again.key != one.key


def test_accepting_is_for_planners_with_a_reason_and_for_what_is_there(
    session: Session, office: Office, clash: tuple[Event, Event]
) -> None:
    talk, _ = clash
    [one] = told_of(session, talk, office.mate)
    with pytest.raises(Refusal) as refused:
        accepting.accept(session, talk.id, one.key, "", actor=office.mate)
    assert refused.value.field == "reason"
    with pytest.raises(Refusal):
        accepting.accept(session, talk.id, "0" * 64, "So be it", actor=office.mate)
    with pytest.raises(NotAllowed):
        accepting.accept(session, talk.id, one.key, "So be it", actor=office.viewer)
    session.rollback()
    assert not list(session.scalars(select(ClashAcknowledgement).order_by(ClashAcknowledgement.id)))


def test_what_was_accepted_on_an_event_that_one_cannot_see_says_nothing(
    session: Session, office: Office, clash: tuple[Event, Event]
) -> None:
    talk, sale = clash
    sale.visibility = Visibility.TEAM
    session.commit()
    [one] = told_of(session, sale, office.outsider)
    accepting.accept(session, sale.id, one.key, "Known to marketing alone", actor=office.outsider)
    session.commit()
    [hidden] = told_of(session, talk, office.mate)
    assert hidden.is_hidden
    assert not hidden.is_accepted
    accepting.accept(session, talk.id, hidden.key, "She was asked", actor=office.mate)
    session.commit()
    [hidden] = told_of(session, talk, office.mate)
    assert hidden.is_accepted


def test_an_acceptance_is_taken_back_and_logged(
    session: Session, office: Office, clash: tuple[Event, Event]
) -> None:
    talk, _ = clash
    [one] = told_of(session, talk, office.mate)
    accepting.accept(session, talk.id, one.key, "She leaves early", actor=office.mate)
    accepting.reopen(session, talk.id, one.key, actor=office.owner)
    session.commit()
    assert [one.is_accepted for one in told_of(session, talk, office.mate)] == [False]
    verbs = session.scalars(select(ActivityEntry.verb).order_by(ActivityEntry.id.desc())).all()
    assert verbs[:2] == ["clash.reopened", "clash.accepted"]


def test_what_was_accepted_goes_with_its_event_and_comes_back_with_it(
    session: Session, office: Office, clash: tuple[Event, Event]
) -> None:
    talk, _ = clash
    [one] = told_of(session, talk, office.mate)
    accepting.accept(session, talk.id, one.key, "She leaves early", actor=office.mate)
    session.commit()
    deletion.delete_event(session, talk.id, actor=office.mate)
    session.commit()
    assert not accepting.of_events(session, {talk.id})
    act = session.scalars(select(ActivityEntry).order_by(ActivityEntry.id.desc())).first()
    assert act is not None
    undoing.undo(session, act.id, actor=office.mate)
    session.commit()
    [row] = accepting.of_events(session, {talk.id})
    assert row.reason == "She leaves early"
