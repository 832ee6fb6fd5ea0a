"""What is measured on: an instance of its own with as many events as a goal speaks of, Thai and English."""

from __future__ import annotations

import gc
import io
import random
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert
from sqlalchemy.orm import Session

import config
from planner.accounts import sessions
from planner.app import create_app, poll_edge
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.db import Base
from planner.events.models import LONG, Event
from planner.events.recurrence_rule import Frequency, Rule, Weekday
from planner.events.words import EventStatus, EventType, Visibility
from planner.extensions import db
from planner.feeds import actions as feeds
from planner.feeds.actions import Contents, Subscription
from planner.feeds.models import Feed, Holder
from planner.poll import Poll
from tests import factories
from tests.factories import Office

KEY = "a key for measuring that no instance would ever have been given"
MONTH = date(2026, 11, 1)
FIRST = datetime(2026, 11, 1, 2, tzinfo=UTC)
BATCH = 5_000
# 70 in 100 Thai, as performance.md measures
TITLES = (
    ("แถลงข่าวเปิดโครงการน้ำสะอาดเพื่อชุมชนริมโขง", None),
    ("ประชุมเตรียมงานกับผู้ใหญ่บ้านและครูใหญ่", "Preparing with the village head"),
    (None, "A morning with the media at the reservoir"),
)
TEXT_TH = "ขอเชิญสื่อมวลชนและชุมชนร่วมพิธีเปิดจุดบริการน้ำดื่มสะอาด พร้อมเยี่ยมชมการทำงานของโรงเรียน " * 3


@dataclass
class Stage:
    """An instance, someone signed in, and the poll edge in front."""

    app: Flask
    session: Session
    office: Office
    campaign: Campaign
    client: FlaskClient
    poll: Poll

    def feed(self, **contents: Any) -> Feed:
        """A feed of the campaign that anyone with its link may read, made and prepared."""
        wanted = Contents(**{"name": "Water", "campaign_id": self.campaign.id, **contents})
        made = feeds.make(
            self.session, Subscription(contents=wanted, holder=Holder.OPEN), actor=self.office.owner
        )
        self.session.commit()
        return made

    def request(self, feed: Feed, **headers: str) -> dict[str, Any]:
        """What a server hands over when a program fetches the feed."""
        return environment(self.poll.seals.address("", feed.id, feed.secret_version), **headers)


def environment(path: str, **headers: str) -> dict[str, Any]:
    """A WSGI request for an address of this instance."""
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }


def answered(application: Any, request: dict[str, Any]) -> tuple[str, dict[str, str], bytes]:
    """Status, headers and body of a WSGI application's answer."""
    said: list[Any] = []
    chunks = application(dict(request), lambda status, headers, _info=None: said.extend((status, headers)))
    body = b"".join(chunks)
    close = getattr(chunks, "close", None)
    if close:
        close()
    return said[0], dict(said[1]), body


@contextmanager
def staged(events: int, *, elsewhere: int = 0) -> Iterator[Stage]:
    """An instance in a folder of its own: so many events of a running campaign, and so many years away."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(
            config.settings(
                {
                    "PLANNER_DATABASE_URL": f"sqlite:///{Path(folder) / 'planner.sqlite3'}",
                    "PLANNER_DATA_DIR": folder,
                    "PLANNER_SECRET_KEY": KEY,
                    "PLANNER_BASE_URL": "http://localhost",
                }
            )
        )
        with app.app_context():
            Base.metadata.create_all(db.engine)
            engine = db.engine
        poll = poll_edge(app)
        # one program asking without rest is what is measured here
        poll.polls = type(poll.polls)(sys.maxsize)
        with Session(engine, expire_on_commit=False) as session:
            office = factories.office(session)
            campaign = factories.campaign(
                session,
                office.corporate,
                office.owner,
                status=Status.ACTIVE,
                start_on=MONTH,
                end_on=date(2026, 12, 31),
            )
            past = factories.campaign(session, office.corporate, office.owner, start_on=date(2016, 1, 1))
            _fill(session, campaign.id, events, far=False)
            _fill(session, past.id, elsewhere, far=True)
            token = sessions.begin(session, office.owner, program="bench")
            session.commit()
            client = app.test_client()
            with client.session_transaction() as cookie:
                cookie["_user_id"], cookie["language"] = token, "th"
            # as a serving process does (wsgi.py)
            gc.collect()
            gc.freeze()
            yield Stage(app, session, office, campaign, client, poll)
        poll.close()
        engine.dispose()


def _fill(session: Session, campaign_id: int, count: int, *, far: bool) -> None:
    chance = random.Random(count)  # noqa: S311 - the same events every time
    rows = [_row(campaign_id, n, chance, far=far) for n in range(count)]
    for begin in range(0, count, BATCH):
        session.execute(insert(Event), rows[begin : begin + BATCH])


def _row(campaign_id: int, n: int, chance: random.Random, *, far: bool) -> dict[str, Any]:
    days = chance.choice((-1, 1)) * chance.randint(430, 3_000) if far else n % 30
    start = FIRST + timedelta(days=days, minutes=n % 480)
    end = start + timedelta(hours=2)
    last = end + timedelta(days=49)
    repeats = n % 10 == 0
    since, until = start - timedelta(days=1), (last if repeats else end) + timedelta(days=2)
    title_th, title_en = TITLES[n % 3]
    return {
        "uid": str(uuid.UUID(int=chance.getrandbits(128), version=4)),
        "sequence": 0,
        "printed_at": FIRST,
        "created_at": FIRST,
        "updated_at": FIRST,
        "title_th": title_th,
        "title_en": title_en,
        "public_text_th": TEXT_TH if title_th else None,
        "public_text_en": None if title_th else "Please join us; the minibus leaves at eight. " * 8,
        "venue_th": "ศาลาประชาคม หมู่ 4 ตำบลบ้านใหม่",
        "type": EventType.COMMUNITY_EVENT,
        "campaign_id": campaign_id,
        "starts_at": start,
        "ends_at": end,
        "timezone": "Asia/Bangkok",
        "spans_from": since,
        "spans_until": until,
        "is_long": until - since > LONG,
        "visibility": Visibility.PUBLIC,
        "status": EventStatus.CONFIRMED,
        "sort_key": "",
        "search_text": "",
        "is_media_invited": False,
        "version": 1,
        "recurrence": _weekly(start) if repeats else None,
    }


def _weekly(start: datetime) -> str:
    on = tuple(Weekday)[start.weekday()]
    return Rule(frequency=Frequency.WEEKLY, weekdays=(on,), count=8).text()
