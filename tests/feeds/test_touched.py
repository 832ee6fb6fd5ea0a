"""A feed brought up to date from what was touched is, byte for byte, the feed that is made from nothing.

Every feed here has a twin with the same filter and the same past. The one is prepared as a poll prepares it, the other
forgets everything that was kept first. Whatever people do between polls, the two must be the same.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import delete, inspect, select, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from planner.accounts.models import Membership, Role
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Participation
from planner.campaigns.words import Confidentiality
from planner.dates import HOME_ZONE
from planner.db import Base
from planner.events.models import Attachment, Event, ExcludedDate, Override
from planner.events.words import EventStatus, Visibility
from planner.feeds import shelves
from planner.feeds.models import Feed, Holder, PreparedBody, PreparedEvent, PreparedFeed
from planner.feeds.prepare import prepare
from planner.feeds.prepared import Store
from tests import factories, requirements_here
from tests.factories import Office
from tests.feeds import conformance
from tests.programs import Program, feed, shown_campaign

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
SEEDS = range(30 if requirements_here.is_long() else 3)
STEPS = 30


@pytest.fixture(autouse=True)
def traveller() -> Iterator[time_machine.Traveller]:
    """The time stands at ten in the morning of 24 November 2026 in Bangkok."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


class House:
    """Two campaigns, their events, some who look on, and twin feeds."""

    def __init__(
        self, session: Session, office: Office, traveller: time_machine.Traveller, store: Store, seed: int
    ) -> None:
        self.session, self.office, self.traveller, self.store = session, office, traveller, store
        self.chance = random.Random(seed)  # noqa: S311 - the same story every time
        self.campaigns = [shown_campaign(session, office, title_en=name) for name in ("Water", "Reading")]
        self.guest = factories.stakeholder(session)
        # more than one shelf holds, with gaps
        self.events = [self.planned(id=1_000 + n * 37) for n in range(12)]
        self.deleted: list[dict[str, Any]] = []
        session.commit()
        water = {"campaign_id": self.campaigns[0].id}
        self.twins = [
            (feed(session, holder, **values), feed(session, holder, **values))
            for holder, values in (
                (Holder.OPEN, {}),
                (Holder.OPEN, {**water, "language": "th", "date_era": "be"}),
                (Holder.OPEN, {**water, "shows_cancelled": False, "types": ["webinar", "milestone"]}),
                (Holder.STAKEHOLDER, {"stakeholder_id": self.guest.id}),
                (Holder.USER, {"user_id": office.mate.id, "shows_cancelled": False}),
            )
        ]
        self.from_touched = 0

    def planned(self, **values: Any) -> Event:
        start = NOW + timedelta(days=self.chance.randint(-40, 60), minutes=self.chance.randint(0, 600))
        given: dict[str, Any] = {
            "title_en": f"Event {self.chance.randint(0, 999)}",
            "starts_at": start,
            "ends_at": start + timedelta(hours=1),
            "type": self.chance.choice(("webinar", "milestone", "exhibition")),
            "timezone": self.chance.choice((HOME_ZONE, "Europe/London", "UTC")),
            "recurrence": self.chance.choice((None, None, "FREQ=DAILY;COUNT=4")),
            **values,
        }
        made: Event = factories.event(self.session, self.chance.choice(self.campaigns), **given)
        return made

    def one(self) -> Event:
        return self.chance.choice(self.events)

    # ── what people do ──────────────────────────────────────────────────────────────────────────────────

    def edit(self) -> None:
        self.one().title_en = f"Edited {self.chance.randint(0, 999)}"

    def note(self) -> None:
        self.one().internal_note = f"Note {self.chance.randint(0, 999)}"

    def move(self) -> None:
        event, days = self.one(), self.chance.choice((-300, -100, -3, 1, 7, 900))
        assert event.starts_at is not None
        event.starts_at = event.starts_at.replace(year=2026) + timedelta(days=days)
        event.ends_at = event.starts_at + timedelta(hours=2)
        event.spans_from, event.spans_until = (
            at + timedelta(days=n) for at, n in ((event.starts_at, -1), (event.ends_at, 6))
        )

    def hand_over(self) -> None:
        self.one().campaign_id = self.chance.choice(self.campaigns).id

    def step(self) -> None:
        self.one().status = self.chance.choice(list(EventStatus))

    def share(self) -> None:
        self.one().visibility = self.chance.choice(list(Visibility))

    def hold_back(self) -> None:
        hours = self.chance.choice((None, -1, 1, 5, 30))
        self.one().embargo_until = None if hours is None else self.now() + timedelta(hours=hours)

    def repeat(self) -> None:
        event = self.one()
        self.take_apart(event)
        event.recurrence = self.chance.choice((None, "FREQ=DAILY;COUNT=3", "FREQ=DAILY;INTERVAL=2"))

    def except_a_day(self) -> None:
        event = self.one()
        assert event.starts_at is not None
        on = event.starts_at.date() + timedelta(days=self.chance.randint(0, 2))
        if event.recurrence is None:
            event.recurrence = "FREQ=DAILY;COUNT=5"
        kind: type[Override | ExcludedDate] = self.chance.choice((Override, ExcludedDate))
        found = self.session.scalars(
            select(kind).where(kind.event_id == event.id, kind.on == on)
        ).one_or_none()
        if found is not None:
            self.session.delete(found)
        elif kind is Override:
            self.session.add(Override(event_id=event.id, on=on, title_en="Otherwise"))
        else:
            self.session.add(ExcludedDate(event_id=event.id, on=on))

    def attach(self) -> None:
        event = self.one()
        found = self.attachments(event)
        if found:
            self.session.delete(found[0])
        else:
            self.session.add(Attachment(event_id=event.id, stakeholder_id=self.guest.id, role="guest"))

    def attachments(self, event: Event) -> list[Attachment]:
        return [*self.session.scalars(select(Attachment).where(Attachment.event_id == event.id))]

    def plan(self) -> None:
        self.events.append(self.planned())

    def delete(self) -> None:
        # often the latest: SQLite gives its id to the next
        event = self.chance.choice((self.one(), max(self.events, key=lambda event: event.id)))
        self.take_apart(event, attachments=True)
        self.session.refresh(event)
        self.deleted.append({column.key: getattr(event, column.key) for column in inspect(Event).columns})
        self.events.remove(event)
        self.session.delete(event)

    def take_apart(self, event: Event, *, attachments: bool = False) -> None:
        parts = [
            *self.session.scalars(select(Override).where(Override.event_id == event.id)),
            *self.session.scalars(select(ExcludedDate).where(ExcludedDate.event_id == event.id)),
            *(self.attachments(event) if attachments else ()),
        ]
        for part in parts:
            self.session.delete(part)
        self.session.flush()

    def restore(self) -> None:
        self.session.flush()
        taken = set(self.session.scalars(select(Event.id)))
        back = [row for row in self.deleted if row["id"] not in taken]
        if back:
            row = self.chance.choice(back)
            self.deleted.remove(row)
            self.events.append(Event(**{key: value for key, value in row.items() if key != "version"}))
            self.session.add(self.events[-1])

    def change_campaign(self) -> None:
        campaign = self.chance.choice(self.campaigns)
        how = self.chance.randrange(3)
        if how == 0:
            campaign.status = self.chance.choice(
                (Status.ACTIVE, Status.ACTIVE, Status.CANCELLED, Status.ARCHIVED)
            )
        elif how == 1:
            campaign.confidentiality = self.chance.choice(list(Confidentiality))
        else:
            campaign.embargo_until = self.chance.choice((None, self.now() + timedelta(hours=4)))

    def take_part(self) -> None:
        campaign = self.chance.choice(self.campaigns)
        mine = select(Participation).where(Participation.campaign_id == campaign.id)
        found = self.session.scalars(mine.where(Participation.stakeholder_id == self.guest.id)).one_or_none()
        if found is not None:
            self.session.delete(found)
        else:
            factories.participation(self.session, campaign, self.guest)

    def change_teams(self) -> None:
        mate = self.office.mate.id
        found = self.session.scalars(select(Membership).where(Membership.user_id == mate)).first()
        if found is not None:
            self.session.delete(found)
        else:
            self.session.add(Membership(user_id=mate, team_id=self.office.corporate.id, role=Role.VIEWER))

    def rename(self) -> None:
        name = f"Feed {self.chance.randint(0, 9)}"
        for one in self.chance.choice(self.twins):
            one.name = name

    # ── what is told of it ──────────────────────────────────────────────────────────────────────────────

    def now(self) -> datetime:
        return datetime.now(UTC)

    def compare(self) -> None:
        for poll, scratch in self.twins:
            row = self.session.get_one(PreparedFeed, poll.id, populate_existing=True)
            self.from_touched += row.due_at <= self.now() and bool(row.touched)
            self.session.commit()
            self.forget(scratch)
            bodies = [self.body(one) for one in (scratch, poll)]
            assert bodies[0] == bodies[1]
            assert conformance.check(bodies[1]) == []

    def forget(self, twin: Feed) -> None:
        """What was kept of its bytes; not the book of what it has sent."""
        self.session.execute(delete(PreparedEvent))
        kept = {"format_version": 0, "touched": None, "due_at": NOW}
        self.session.execute(update(PreparedFeed).where(PreparedFeed.feed_id == twin.id).values(kept))
        self.session.commit()

    def body(self, one: Feed) -> bytes:
        prepare_one(self.session.get_bind(), one.id)
        found = self.store.whole(one.id)
        assert found is not None
        return found[1].replace(b"notice-%d@" % one.id, b"notice@")


def prepare_one(engine: Any, feed_id: int) -> None:
    with Session(engine) as session, session.begin():
        prepare(session, feed_id)


OFTEN = (House.edit, House.move, House.step, House.share, House.hold_back)
SINGLE = (
    *OFTEN,
    *OFTEN,
    House.note,
    House.hand_over,
    House.repeat,
    House.except_a_day,
    House.attach,
    House.plan,
    House.delete,
    House.restore,
)
WIDE = (House.change_campaign, House.take_part, House.change_teams, House.rename)


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
