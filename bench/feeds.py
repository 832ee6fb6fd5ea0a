"""G7, G8, G9: what it costs to make a feed, and to make it anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from typing import Any

import icalendar
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from bench.measure import cpu_seconds, ratio
from bench.stage import FIRST, Stage, answered, staged
from planner.db import Base
from planner.events.models import Event
from planner.feeds import prepare, write
from planner.feeds.models import Feed, PreparedBody, PreparedEvent

READERS = 5
CHANGES = 3
ROUNDS = 7

_changes = count(1)


def figures() -> Iterator[tuple[str, float]]:
    """The goals of this chapter and what was measured."""
    with staged(1_000) as stage:
        first, anew = _first(stage), _after_a_change(stage)
        yield "G7", 100 * min(anew(0) for _ in range(ROUNDS)) / min(first() for _ in range(ROUNDS))
        yield "G8", _written(stage)
        made, bare = _first_making(stage)
        yield "G9", ratio(made, bare, rounds=5)


def _poll(stage: Stage, feed: Feed) -> bytes:
    return answered(stage.poll, stage.request(feed))[2]


def _forget(session: Session, feed: Feed) -> None:
    """As if the feed had never been made."""
    session.execute(delete(PreparedBody))
    session.execute(delete(PreparedEvent))
    prepared = Base.metadata.tables["prepared_feed"]
    session.execute(
        update(prepared)
        .where(prepared.c.feed_id == feed.id)
        .values(body_digest="", due_at=FIRST, format_version=0)
    )
    session.commit()


def _prepared(stage: Stage, feed: Feed) -> Callable[[], None]:
    def prepared() -> None:
        with Session(stage.session.get_bind()) as session, session.begin():
            prepare.prepare(session, feed.id)

    return prepared


def _first(stage: Stage) -> Callable[[], float]:
    feed = stage.feed()

    def seconds() -> float:
        _forget(stage.session, feed)
        return cpu_seconds(_prepared(stage, feed))

    return seconds


def _change(stage: Stage, events: int = 1) -> None:
    ours = select(Event).where(Event.campaign_id == stage.campaign.id).order_by(Event.id)
    for event in stage.session.scalars(ours.limit(events)):
        event.venue_th = f"ศาลา {next(_changes)}"
    stage.session.commit()


def _after_a_change(stage: Stage) -> Callable[[int], float]:
    feed = stage.feed()

    def seconds(_round: int) -> float:
        _change(stage)
        return cpu_seconds(_prepared(stage, feed))

    return seconds


def _written(stage: Stage) -> float:
    """How many events are written for some changes, whoever reads them."""
    readers = [stage.feed() for _ in range(READERS)]
    _change(stage, CHANGES)
    written: list[bytes] = []
    writing = write.event_bytes

    def noted(*given: Any, **named: Any) -> bytes:
        written.append(writing(*given, **named))
        return written[-1]

    write.event_bytes = noted
    try:
        for feed in readers:
            _poll(stage, feed)
    finally:
        write.event_bytes = writing
    return len(written)


def _first_making(stage: Stage) -> tuple[Callable[[], object], Callable[[], object]]:
    feed = stage.feed()

    def made() -> None:
        _forget(stage.session, feed)
        _prepared(stage, feed)()

    return made, lambda: _by_icalendar(stage)


def _by_icalendar(stage: Stage) -> bytes:
    """The same events read from the same database, as objects of icalendar, written by it."""
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//bench//EN")
    with Session(stage.session.get_bind()) as session:
        found = session.scalars(select(Event).where(Event.campaign_id == stage.campaign.id))
        for one in found:
            calendar.add_component(_component(one))
    written: bytes = calendar.to_ical()
    return written


def _component(one: Event) -> icalendar.Event:
    written = icalendar.Event()
    written.add("uid", one.uid)
    written.add("dtstamp", one.printed_at)
    written.add("created", one.created_at)
    written.add("last-modified", one.printed_at)
    written.add("sequence", one.sequence)
    assert one.starts_at is not None and one.ends_at is not None  # noqa: S101 PT018 all of them are timed
    written.add("dtstart", one.starts_at + timedelta(0))
    written.add("dtend", one.ends_at)
    written.add("summary", one.title_th or one.title_en)
    written.add("description", one.public_text_th or one.public_text_en)
    written.add("location", one.venue_th)
    written.add("status", "CONFIRMED")
    written.add("transp", "OPAQUE")
    written.add("class", "PUBLIC")
    if one.recurrence:
        written.add("rrule", icalendar.vRecur.from_ical(one.recurrence))
    return written
