"""How feeds are prepared: once for all readers of one manner, only what changed, the same for every process."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.feeds import shelves, write
from planner.feeds.models import Carried, Feed, Holder, PreparedEvent, PreparedFeed
from planner.feeds.printed import PrintedEvent
from tests import factories
from tests.factories import Office
from tests.programs import Program, feed, shown_campaign


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The titles of events written meanwhile; they are written all the same."""
    written: list[str] = []
    real = write.event_bytes

    def event_bytes(printed: PrintedEvent, language: str) -> bytes:
        written.append(printed.content.title)
        return real(printed, language)

    with monkeypatch.context() as patch:
        patch.setattr(write, "event_bytes", event_bytes)
        yield written


def test_only_changed_events_are_written_and_once_for_all_feeds(
    program: Program, session: Session, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = shown_campaign(session, office)
    events = [factories.event(session, campaign, title_en=f"Event {n}") for n in range(12)]
    session.commit()
    feeds = [feed(session) for _ in range(4)]
    thai = feed(session, language="th", date_era="be")
    with counted(monkeypatch) as written:
        for one in feeds:
            program.fetch(one)
        assert len(written) == 12, "the first feed writes them, the others take them"
        program.fetch(thai)
        assert len(written) == 24, "another language is another writing"
        del written[:]
        events[3].title_en, events[7].venue_en = "Changed", "Elsewhere"
        session.commit()
        bodies = {program.fetch(one).body for one in feeds}
        assert sorted(written) == ["Changed", "Event 7"]
        assert len(bodies) == 1
        program.fetch(feeds[0])
        assert len(written) == 2


def test_a_feed_made_later_takes_what_is_written_already(
    program: Program, session: Session, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = shown_campaign(session, office)
    for _ in range(3):
        factories.event(session, campaign)
    first = program.fetch(feed(session))
    with counted(monkeypatch) as written:
        assert program.fetch(feed(session)).body == first.body
        assert written == []


def test_an_edit_that_changes_nothing_printed_leaves_version_and_date_as_they_were(
    program: Program, session: Session, office: Office
) -> None:
    event = factories.event(session, shown_campaign(session, office))
    public = feed(session)
    program.fetch(public)
    before = session.get_one(PreparedFeed, public.id)
    version, changed_at = before.version, before.changed_at
    event.internal_note = "x"
    session.commit()
    program.fetch(public)
    session.refresh(before)
    assert (before.version, before.changed_at) == (version, changed_at)
    session.commit()


def test_what_is_kept_by_an_older_version_of_the_format_is_written_anew(
    program: Program, session: Session, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.event(session, shown_campaign(session, office))
    public = feed(session)
    etag = program.fetch(public).etag
    for row in [*session.scalars(select(PreparedFeed)), *session.scalars(select(PreparedEvent))]:
        row.format_version = -1
    session.commit()
    with counted(monkeypatch) as written:
        program.fetch(public, status=304, if_none_match=etag)
        assert written == ["Opening press conference"], (
            "the same bytes came of it, so nothing is told to have changed"
        )


def test_a_feed_carries_on_after_what_was_prepared_is_lost(
    program: Program, session: Session, office: Office
) -> None:
    campaign = shown_campaign(session, office)
    for _ in range(3):
        factories.event(session, campaign)
    public = feed(session)
    first = program.fetch(public)
    for model in (PreparedEvent, Carried):
        for row in session.scalars(select(model)):
            session.delete(row)
    public.name = "Renamed"
    session.commit()
    assert program.fetch(public).body == first.body.replace(
        b"NAME:" + first.one("NAME").encode(), b"NAME:Renamed"
    )


def test_many_programs_at_once_get_the_same_new_feed(app: Flask, session: Session, office: Office) -> None:
    campaign = shown_campaign(session, office)
    events = [factories.event(session, campaign) for _ in range(5)]
    session.commit()
    feeds = [feed(session, language=language) for language in ("th", "en", "th")]
    programs = [Program(app) for _ in range(3)]
    for n in range(3):
        events[n].title_th = events[n].title_en = f"Round {n}"
        session.commit()
        bodies: dict[int, set[bytes]] = {one.id: set() for one in feeds}

        def poll(program: Program, bodies: dict[int, set[bytes]] = bodies) -> None:
            for one in feeds:
                bodies[one.id].add(program.fetch(one).body)

        threads = [threading.Thread(target=poll, args=(one,)) for one in programs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert {len(found) for found in bodies.values()} == {1}
        assert all(f"Round {n}".encode() in body for found in bodies.values() for body in found)
    versions = set(session.scalars(select(PreparedFeed.version)))
    session.commit()
    assert versions == {3}, "each change was prepared once, whoever came first"
    for program in programs:
        program.close()


def test_a_shelf_is_taken_apart_where_it_was_put_together() -> None:
    parts: dict[int, shelves.Bytes] = {
        300: b"DTSTART;TZID=Asia/Bangkok:1",
        3: b"abc",
        9: b"",
        12: "น้ำ".encode(),
        128: b"DTSTART;TZID=Europe/London:1",
    }
    arranged = shelves.arranged("th", parts)
    assert list(arranged) == [0, 1, 2]
    assert b"".join(shelf.body for shelf in arranged.values()) == b"abc" + parts[12] + parts[128] + parts[300]
    assert shelves.taken_apart(arranged[0].layout, arranged[0].body) == {3: b"abc", 12: parts[12]}
    assert shelves.taken_apart(b"", b"") == {}
    assert shelves.zones(arranged.values()) == {"Asia/Bangkok", "Europe/London"}


def test_the_book_of_what_was_carried_grows_by_what_was_carried_alone(
    program: Program, session: Session, office: Office
) -> None:
    campaign = shown_campaign(session, office)
    factories.event(session, campaign)
    factories.event(session, campaign, visibility="team")
    public = feed(session)
    own = feed(session, Holder.USER, user_id=office.mate.id, campaign_id=campaign.id)
    program.fetch(public)
    program.fetch(own)

    def carried(one: Feed) -> int:
        found = session.scalars(select(Carried).where(Carried.feed_id == one.id)).all()
        session.commit()
        return len(found)

    assert (carried(public), carried(own)) == (1, 2)
