"""A feed brought up to date from what was touched is, byte for byte, the feed that is made from nothing.

Every feed here has a twin with the same filter and the same past. The one is prepared as a poll prepares it, the other
forgets everything that was kept first. Whatever people do between polls, the two must be the same.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import pytest
import time_machine
from sqlalchemy import delete, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from planner.db import Base
from planner.events.models import Event
from planner.events.words import Visibility
from planner.feeds import shelves
from planner.feeds.models import PreparedBody, PreparedFeed
from planner.feeds.prepared import Store
from tests import factories, requirements_here
from tests.factories import Office
from tests.feeds.house import NOW, SINGLE, WIDE, House, prepare_one
from tests.programs import Program, feed, shown_campaign

SEEDS = range(30 if requirements_here.is_long() else 3)
STEPS = 30


@pytest.fixture(autouse=True)
def traveller() -> Iterator[time_machine.Traveller]:
    """The time stands at ten in the morning of 24 November 2026 in Bangkok."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_people_do_between_polls_a_feed_is_what_it_would_be_made_from_nothing(
    session: Session, office: Office, traveller: time_machine.Traveller, seed: int
) -> None:
    store = Store(session.get_bind())  # type: ignore[arg-type] # an engine
    with closing(store):
        live(House(session, office, traveller, store, seed))


def test_of_edits_made_while_programs_poll_none_is_lost(
    session: Session, office: Office, traveller: time_machine.Traveller
) -> None:
    engine: Any = session.get_bind()
    with closing(Store(engine)) as store:
        house = House(session, office, traveller, store, 0)
        house.compare()
        ids = [event.id for event in house.events]
        feeds = [poll.id for poll, _ in house.twins]

        def write(shift: int) -> None:
            for n in range(15):
                while not is_saved(engine, ids[(n + shift) % len(ids)], f"Hall {shift}-{n}"):
                    pass

        def poll() -> None:
            while any(writer.is_alive() for writer in writers):
                for feed_id in feeds:
                    prepare_one(engine, feed_id)

        writers = [threading.Thread(target=write, args=(shift,)) for shift in (0, 5)]
        pollers = [threading.Thread(target=poll) for _ in range(2)]
        for thread in [*writers, *pollers]:
            thread.start()
        for thread in [*writers, *pollers]:
            thread.join()
        house.compare()


def is_saved(engine: Any, event_id: int, hall: str) -> bool:
    try:
        with Session(engine) as writing, writing.begin():
            writing.get_one(Event, event_id).venue_en = hall
    except StaleDataError:
        # the other writer was faster; a person would be told so and try again
        return False
    return True


def live(house: House) -> None:
    house.compare()
    for _ in range(STEPS):
        for _ in range(house.chance.choice((1, 1, 1, 2, 3))):
            act(house)
        house.traveller.shift(house.chance.choice((1, 60, 60, 3_600, 3_600, 4 * 3_600, 26 * 3_600)))
        if house.chance.random() < 0.8:
            house.compare()
    house.compare()
    assert house.from_touched > STEPS, "most were brought up to date from what was touched alone"


def act(house: House) -> None:
    """Something is done, in one transaction; now and then nothing comes of it."""
    acts: tuple[Callable[[House], None], ...] = SINGLE if house.chance.random() < 0.9 else WIDE
    events, deleted = list(house.events), list(house.deleted)
    house.chance.choice(acts)(house)
    if house.chance.random() < 0.1:
        house.session.flush()
        house.session.rollback()
        house.events, house.deleted = events, deleted
    else:
        house.session.commit()


def test_what_cannot_be_written_is_tried_again_whatever_changes_next(
    program: Program, session: Session, office: Office
) -> None:
    campaign = shown_campaign(session, office)
    good, bad = (factories.event(session, campaign, title_en=name) for name in ("Good", "Bad"))
    bad.recurrence = "FREQ=WEEKLY;COUNT=2"
    public = feed(session)
    assert program.fetch(public).all("SUMMARY") == ["Good"]
    # as if a later version of ours could write it: nothing says that the event has changed
    table = Base.metadata.tables["event"]
    session.execute(update(table).where(table.c.id == bad.id).values(recurrence=None))
    good.title_en = "Better"
    session.commit()
    assert sorted(program.fetch(public).all("SUMMARY")) == ["Bad", "Better"]


def test_a_body_that_lost_a_part_is_made_from_nothing(
    program: Program, session: Session, office: Office
) -> None:
    campaign = shown_campaign(session, office)
    event, *_ = [factories.event(session, campaign, id=1_000 + n * 100) for n in range(4)]
    public = feed(session)
    before = program.fetch(public).text
    session.execute(delete(PreparedBody).where(PreparedBody.shelf == shelves.place(1_300)))
    event.title_en = "Changed"
    session.commit()
    assert program.fetch(public).text.count("SUMMARY") == before.count("SUMMARY") == 4


def test_a_feed_made_due_for_no_reason_given_is_looked_at_as_a_whole(
    program: Program, session: Session, office: Office
) -> None:
    event = factories.event(session, shown_campaign(session, office))
    public = feed(session)
    program.fetch(public)
    table = Base.metadata.tables["event"]
    session.execute(update(table).where(table.c.id == event.id).values(visibility=Visibility.TEAM))
    session.execute(update(PreparedFeed).values(due_at=NOW))
    session.commit()
    assert "Opening press conference" not in program.fetch(public).text
