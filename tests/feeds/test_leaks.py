"""Nothing internal leaves the house: a marker in every internal field of every record, and none in any feed or file.

Every column of every table is either outward, by the allow-list of `domain.md` §5, or internal. What is outward is
named here; a new column is internal until somebody names it, and is then planted and looked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    Time,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Session

from planner.accounts.models import KIND_NAMES, Kind, Team, User
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign, KeyMessage
from planner.contributions.models import Evidence
from planner.db import Base, Instant, Keyed, Quantity
from planner.events.models import Attachment, Event, ExcludedDate, NamedLink, Override, RunSheetItem
from planner.feeds import days
from planner.feeds.models import Feed, Holder
from planner.holidays.models import Holiday, HolidayYear, MarkedDays
from planner.holidays.words import MarkKind
from planner.i18n import translate
from planner.sources.layers import CalendarLayer
from tests import factories
from tests.factories import Office
from tests.pages import Visitor
from tests.programs import Program, feed, shown_campaign

MARK = "LEAK"

# what a feed or a file may print of an event, of its changed occurrences, of its campaign, and of itself
OUTWARD: dict[str, set[str]] = {
    "event": {
        "uid",
        "title_th",
        "title_en",
        "public_text_th",
        "public_text_en",
        "venue_th",
        "venue_en",
        "address",
        "online_url",
        "public_contact",
        "timezone",
        "recurrence",
    },
    "event_override": {"title_th", "title_en", "public_text_th", "public_text_en", "venue_th", "venue_en"},
    "campaign": {"title_th", "title_en"},
    # what whoever is to make use of it must know, and no code, quota or figure
    "promotion": {
        "name_th",
        "name_en",
        "offer_text_th",
        "offer_text_en",
        "terms_th",
        "terms_en",
        "timezone",
    },
    "feed": {"name"},
    # their names where a feed carries days; of marked days those of the organisation alone, and none that is sensitive
    "holiday": {"name_th", "name_en"},
    "marked_days": {"name_th", "name_en"},
    # the zone in which the calendar is shown
    "user": {"timezone"},
    "stakeholder": {"timezone"},
}
# a filter: words put there would leave nothing in the feed to look at
UNPLANTED = {("feed", "types")}
# made of the rest, anew at every poll of this test
DERIVED = {"prepared_feed", "prepared_body", "prepared_event", "carried", "carried_day"}
# what is not words: ids, versions, flags, closed vocabularies, moments, bytes
SILENT = (Integer, Boolean, DateTime, Date, Time, Instant, Keyed, Quantity, LargeBinary)
SHORTEST = 8
"""Characters that a column must hold to take a marker; a currency does not."""


def texts() -> Iterator[tuple[str, Column[Any]]]:
    """Every column that can hold words."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            is_short = (getattr(column.type, "length", None) or SHORTEST) < SHORTEST
            is_key = column.primary_key or bool(column.foreign_keys)
            if table.name not in DERIVED and not (is_key or is_short or isinstance(column.type, SILENT)):
                yield table.name, column


def internal() -> Iterator[tuple[str, Column[Any]]]:
    """Those whose words must stay inside."""
    for table, column in texts():
        if column.key not in OUTWARD.get(table, set()) and (table, column.key) not in UNPLANTED:
            yield table, column


@pytest.fixture
def world(session: Session, office: Office) -> Campaign:
    """A campaign of each kind with something of everything, shared with as many as can be."""
    somebody = factories.stakeholder(session)
    campaigns = [
        shown_campaign(session, office),
        factories.ready_campaign(
            session, office.marketing, office.outsider, Kind.EXCHANGE, status=Status.ACTIVE
        ),
    ]
    for campaign in campaigns:
        factories.participation(session, campaign, somebody)
        session.add(KeyMessage(campaign_id=campaign.id, position=9, text_en="m"))
        factories.budget_entry(session, factories.budget_line(session, campaign, category="c"))
        factories.objective(session, campaign, position=7)
        tuesday = datetime(2026, 12, 1, 2, tzinfo=UTC)
        one = factories.event(
            session,
            campaign,
            starts_at=tuesday,
            ends_at=tuesday + timedelta(hours=1),
            recurrence="FREQ=WEEKLY;BYDAY=TU",
        )
        session.add(Override(event_id=one.id, on=date(2026, 12, 8), title_en="Changed", status="cancelled"))
        session.add(ExcludedDate(event_id=one.id, on=date(2026, 12, 15)))
        session.add(Attachment(event_id=one.id, stakeholder_id=somebody.id, role="guest"))
        session.add(
            RunSheetItem(event_id=one.id, starts_at=datetime.min.time(), duration_minutes=5, title="step")
        )
        session.add(NamedLink(event_id=one.id, position=1, address="https://example.org/inside"))
        for state, visibility in (("cancelled", "public"), ("postponed", "invited"), ("confirmed", "team")):
            other = factories.event(session, campaign, status=state, visibility=visibility)
            session.add(Attachment(event_id=other.id, stakeholder_id=somebody.id, role="vip"))
    factories.redemption(session, factories.promotion(session, campaigns[1]))
    given = factories.contribution(session, campaigns[0], hours=Decimal(1), people=1, hourly_rate_minor=1)
    factories.need(session, campaigns[0])
    file = {"media_type": "image/png", "size": 1, "digest": "0" * 64, "stored_as": "0" * 16}
    session.add(Evidence(contribution_id=given.id, name="f", **file))
    session.add(
        CalendarLayer(name="l", address="https://example.org/l.ics", timezone="UTC", user_id=office.owner.id)
    )
    with_days: dict[str, Any] = {"shows_holidays": True, "shows_awareness": True}
    for kind, team_id in (("awareness", None), ("awareness", office.corporate.id), ("sensitive", None)):
        on = date(2026, 12, 20)
        session.add(MarkedDays(kind=kind, team_id=team_id, start_on=on, end_on=on, why="w", name_en="n"))
    session.add(Holiday(country="TH", on=date(2026, 12, 10), kind="public", name_en="n", note="n"))
    session.add(HolidayYear(country="TH", year=2026, confirmed_at=datetime(2026, 1, 1, tzinfo=UTC)))
    feed(session)
    feed(session, **with_days)
    feed(session, shows_cancelled=False, language="th", date_era="be")
    feed(session, Holder.STAKEHOLDER, stakeholder_id=somebody.id, **with_days)
    for person in (office.owner, office.administrator):
        feed(session, Holder.USER, user_id=person.id)
    feed(session, Holder.USER, user_id=office.owner.id, language="th", shows_sensitive=True, **with_days)
    session.commit()
    return campaigns[0]


def plant(session: Session) -> dict[str, str]:
    """Put a marker into every internal text of every row; answers with where each went."""
    fill(session)
    planted: dict[str, str] = {}
    for number, (table, column) in enumerate(internal()):
        word = f"{MARK}{number}"
        value: Any = [word] if isinstance(column.type, JSON) else word
        if column.unique or any(
            column.key in index.columns for index in column.table.indexes if index.unique
        ):
            value = column.concat(word)
        rows = session.execute(update(column.table).values({column.key: value}))
        assert rows.rowcount, f"there is no {table} to plant in"  # type: ignore[attr-defined] # every UPDATE has it
        planted[word] = f"{table}.{column.key}"
    prepared = Base.metadata.tables["prepared_feed"]
    session.execute(update(prepared).values(due_at=datetime(2020, 1, 1, tzinfo=UTC)))
    session.execute(delete(Base.metadata.tables["prepared_event"]))
    session.execute(delete(Base.metadata.tables["prepared_body"]))
    session.commit()
    return planted


def fill(session: Session) -> None:
    """A row in every table that has none, whatever stands in it."""
    for table in Base.metadata.sorted_tables:
        if table.name in DERIVED or session.scalar(select(func.count()).select_from(table)):
            continue
        row = {
            column.key: some_value(session, column)
            for column in table.columns
            if not column.nullable and column is not table.autoincrement_column
        }
        session.execute(insert(table).values(row))


def some_value(session: Session, column: Column[Any]) -> Any:
    """A value of the column's type; a key that leads somewhere."""
    for key in column.foreign_keys:
        return session.scalar(select(key.column).limit(1))
    if isinstance(column.type, Keyed):
        vocabulary: Any = column.type.vocabulary
        return next(iter(vocabulary))
    samples = {
        Instant: datetime(2026, 11, 24, tzinfo=UTC),
        Date: date(2026, 11, 24),
        Boolean: False,
        Integer: 1,
        Quantity: Decimal(1),
        JSON: [],
        LargeBinary: b"",
    }
    return next((value for kind, value in samples.items() if isinstance(column.type, kind)), "x")


def answers(program: Program, visitor: Visitor, session: Session) -> Iterator[tuple[str, str]]:
    """All that leaves the house as a calendar, with its lines unfolded."""
    feeds = session.scalars(select(Feed)).all()
    paths = [f"/campaigns/{key}/calendar.ics" for key in session.scalars(select(Campaign.id))]
    paths += [f"/events/{key}.ics" for key in session.scalars(select(Event.id))]
    # a transaction of this test would keep polls waiting
    session.commit()
    for one in feeds:
        reply = program.fetch(one)
        yield f"feed {one.id} of {one.holder}", reply.text + str(reply.headers)
    for path in paths:
        for language in ("th", "en"):
            page = visitor.get(f"{path}?language={language}")
            yield path, page.text.replace("\r\n ", "") + str(page.response.headers)


@pytest.mark.usefixtures("world")
def test_no_internal_word_is_in_any_feed_or_file(
    program: Program, session: Session, office: Office, visit: Callable[..., Visitor]
) -> None:
    planted = plant(session)
    # after planting, which signs everybody out
    visitor = visit(office.administrator)
    assert len(planted) > 100
    count = 0
    for where, answer in answers(program, visitor, session):
        count += 1
        found = [planted[word] for word in re.findall(f"{MARK}[0-9]+", answer)]
        assert not found, f"{where} tells {found}"
    assert count > 15


@pytest.mark.usefixtures("world")
def test_neither_the_kind_nor_who_plans_it_is_told_outside(program: Program, session: Session) -> None:
    names = [*KIND_NAMES, *KIND_NAMES.values(), *(translate("th", name) for name in KIND_NAMES.values())]
    names += [team.name_en or "" for team in session.scalars(select(Team))]
    names += [user.email for user in session.scalars(select(User))]
    feeds = session.scalars(select(Feed).where(Feed.holder != Holder.USER)).all()
    session.commit()
    for one in feeds:
        text = program.fetch(one).text.casefold()
        assert [name for name in names if name.casefold() in text] == []


@pytest.mark.usefixtures("world")
def test_no_sensitive_period_and_nothing_that_a_team_marks_is_told_outside(
    program: Program, session: Session
) -> None:
    for row in session.scalars(select(MarkedDays)):
        row.name_en = row.name_th = "INSIDE" if row.kind == "sensitive" or row.team_id else "TOLD"
    session.commit()
    feeds = session.scalars(select(Feed)).all()
    for one in feeds:
        one.shows_awareness, one.shows_sensitive = True, one.holder == Holder.USER
    session.commit()
    told = {one.holder: program.fetch(one).text for one in feeds}
    assert all("TOLD" in text for text in told.values())
    assert {holder for holder, text in told.items() if "INSIDE" in text} == {Holder.USER}
    # nor if a row came to say so past the form, the action and the table
    for holder in (Holder.OPEN, Holder.STAKEHOLDER):
        broken = Feed(holder=holder, shows_awareness=True, shows_sensitive=True)
        assert days.kinds_of(broken) == [MarkKind.AWARENESS]


@pytest.mark.usefixtures("world")
def test_what_a_feed_is_narrowed_by_is_not_told_in_it(
    program: Program, session: Session, office: Office
) -> None:
    somebody = factories.stakeholder(session, organisation_name_en="HIDDEN PUBLIC")
    office.corporate.name_en = office.corporate.name_th = "HIDDEN TEAM"
    office.mate.given_latin = office.mate.given_th = "HIDDEN OWNER"
    session.commit()
    one = feed(
        session,
        Holder.USER,
        user_id=office.owner.id,
        name="Mine",
        team_id=office.corporate.id,
        owner_id=office.mate.id,
        public_id=somebody.id,
        strategy="openness",
        channel="owned",
    )
    told = program.fetch(one).text
    assert "HIDDEN" not in told
    assert "openness" not in told


@pytest.mark.usefixtures("world")
def test_what_outsiders_may_read_is_there(
    program: Program, session: Session, office: Office, visit: Callable[..., Visitor]
) -> None:
    """Or the tests above would look at nothing."""
    told = {
        (table, key): f"TOLD{number}X"
        for number, (table, key) in enumerate(
            sorted((table, key) for table in OUTWARD for key in OUTWARD[table])
        )
    }
    plain = {
        (table, key) for table, key in told if key not in {"uid", "timezone", "recurrence", "online_url"}
    }
    for table, key in plain:
        session.execute(update(Base.metadata.tables[table]).values({key: told[table, key]}))
    session.execute(
        update(Event.__table__).values(online_url="https://example.org/TOLDLINK")  # type: ignore[arg-type] # a table
    )
    plant(session)
    visitor = visit(office.administrator)
    everything = "".join(answer for _, answer in answers(program, visitor, session))
    assert [where for where in plain if told[where] not in everything] == []
    assert "TOLDLINK" in everything


def test_every_outward_field_exists() -> None:
    for table, keys in OUTWARD.items():
        assert keys <= set(Base.metadata.tables[table].columns.keys()), table
