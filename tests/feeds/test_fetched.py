"""When a feed was last fetched and by which program: remembered at once, written down off the poll's path."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from planner.extensions import db
from planner.feeds import programs
from planner.feeds.fetched import Fetches
from planner.feeds.models import Feed
from tests.factories import Office
from tests.programs import Program, feed

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


@pytest.fixture
def engine(app: Flask) -> Engine:
    """The application's."""
    with app.app_context():
        return db.engine


def test_the_last_fetch_is_written_down_without_counting_as_an_edit(
    app: Flask, session: Session, office: Office
) -> None:
    public = feed(session)
    edited_at, version = public.updated_at, public.version
    google = Program(app, "Google-Calendar-Importer")
    with time_machine.travel(NOW, tick=False) as traveller:
        google.fetch(public)
        traveller.shift(60)
        google.fetch(public)
    session.refresh(public)
    assert public.last_fetched_at is None, "nothing of it is written by the poll"
    session.commit()
    google.close()
    session.refresh(public)
    assert public.last_fetched_at == datetime(2026, 11, 24, 3, 1, tzinfo=UTC)
    assert public.last_fetched_by == "Google-Calendar-Importer"
    assert (public.updated_at, public.version) == (edited_at, version)
    session.commit()


def test_a_poll_that_got_nothing_is_no_fetch(program: Program, session: Session, office: Office) -> None:
    public = feed(session)
    public.withdrawn_at = NOW
    session.commit()
    program.ask(program.path(public))
    program.ask("/feeds/noise.ics")
    assert not program.poll.fetches._seen  # type: ignore[attr-defined] # what is in memory is the point


def test_it_is_written_by_a_thread_while_the_server_runs(
    session: Session, office: Office, engine: Engine
) -> None:
    public = feed(session)
    fetches = Fetches(engine, gather_seconds=0.02)
    fetches.note(public.id, "Thunderbird/128", NOW)
    for _ in range(200):
        session.refresh(public)
        session.commit()
        if public.last_fetched_at:
            break
        time.sleep(0.02)
    assert public.last_fetched_by == "Thunderbird/128"
    fetches.close()


def test_one_feed_is_written_down_once_a_minute_however_often_it_is_fetched(
    session: Session, office: Office, engine: Engine
) -> None:
    busy, quiet = feed(session), feed(session)
    fetches = Fetches(engine)
    fetches.note(busy.id, "first", NOW)
    fetches.write(everything=False)
    fetches.note(busy.id, "second", NOW.replace(second=30))
    fetches.note(quiet.id, "first", NOW.replace(second=30))
    fetches.write(everything=False)
    for one in (busy, quiet):
        session.refresh(one)
        assert one.last_fetched_by == "first"
    session.commit()
    fetches.close()
    session.refresh(busy)
    assert busy.last_fetched_by == "second", "what is left is written at the end"
    session.commit()


def test_an_earlier_fetch_told_of_later_by_another_process_changes_nothing(
    session: Session, office: Office, engine: Engine
) -> None:
    public = feed(session)
    for at, program in ((NOW, "first"), (NOW.replace(hour=2), "second")):
        fetches = Fetches(engine)
        fetches.note(public.id, program, at)
        fetches.close()
    session.refresh(public)
    assert (public.last_fetched_at, public.last_fetched_by) == (NOW, "first")
    session.commit()


def test_where_the_database_is_away_it_is_written_with_the_next(
    session: Session, office: Office, engine: Engine
) -> None:
    public = feed(session)
    fetches = Fetches(engine)
    fetches.note(public.id, "patient", NOW)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE feed RENAME TO elsewhere"))
    fetches.write()
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE elsewhere RENAME TO feed"))
    fetches.close()
    session.refresh(public)
    assert public.last_fetched_by == "patient"
    session.commit()


def test_what_a_program_calls_itself_is_cleaned_and_bounded(
    app: Flask, session: Session, office: Office
) -> None:
    public = feed(session)
    strange = Program(app, "x\x7f" + "y" * 900)
    strange.fetch(public)
    strange.close()
    fetched = session.get_one(Feed, public.id, populate_existing=True)
    assert fetched.last_fetched_by == "x" + "y" * 198
    session.commit()


@pytest.mark.parametrize(
    ("program", "name"),
    [
        ("Google-Calendar-Importer", "Google Calendar"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Thunderbird/128.5.0", "Thunderbird"),
        ("macOS/14.5 (23F79) CalendarAgent/988", "Apple Calendar"),
        ("iOS/17.5 (21F79) dataaccessd/1.0", "Apple Calendar"),
        ("Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)", "Outlook"),
        ("OWL.Calendar/1.0", "Outlook"),
        ("ICSx5/2.2 (bitfire web engineering)", "ICSx⁵"),
        ("Nextcloud Server Crawler", "Nextcloud"),
        ("Evolution/3.46.4", "GNOME Evolution"),
        ("vdirsyncer/0.19.3", "vdirsyncer"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36", "a web browser"),
        ("curl/8.0", None),
        ("", None),
        (None, None),
    ],
)
def test_programs_are_known_by_the_names_people_know(program: str | None, name: str | None) -> None:
    assert programs.known(program) == name
