"""One's own feed is narrowed by all that the calendar is narrowed by, and carries what the calendar then shows."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar
import pytest
import recurring_ical_events
import time_machine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from planner.calendar.entries import entries
from planner.calendar.filters import Filters
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.campaigns.words import PesoChannel, Strategy
from planner.custody import merging
from planner.errors import NotFound, Refusal
from planner.events import recurrence, stored
from planner.events.models import Attachment, ExcludedDate, Override
from planner.events.recurrence_rule import Rule
from planner.events.timing import Window
from planner.events.words import EventStatus, Visibility
from planner.feeds import actions, write
from planner.feeds.models import Holder
from planner.feeds.moment import Moment
from planner.i18n import Language
from tests import factories, requirements_here
from tests.factories import Office
from tests.feeds import conformance
from tests.programs import Program, feed, shown_campaign

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
NOTHING = "ยังไม่มีกิจกรรมในปฏิทินนี้ / Nothing in this calendar yet"


@pytest.fixture(autouse=True)
def traveller() -> Iterator[time_machine.Traveller]:
    """The time stands at ten in the morning of 24 November 2026 in Bangkok."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def own(session: Session, office: Office, **values: Any) -> Any:
    return feed(session, Holder.USER, user_id=office.mate.id, **values)


def test_each_filter_of_the_calendar_narrows_a_feed(
    program: Program, session: Session, office: Office
) -> None:
    water = shown_campaign(session, office)
    fair = factories.campaign(session, office.marketing, office.outsider, status=Status.ACTIVE)
    village = factories.stakeholder(session)
    factories.participation(session, fair, village)
    factories.event(session, water, title_en="plain")
    factories.event(session, water, title_en="mate's", owner_id=office.mate.id)
    factories.event(session, water, title_en="inside", visibility="team")
    factories.event(session, water, title_en="unsure", status="tentative")
    factories.event(session, water, title_en="shared", strategy="openness", channel="owned")
    asked = factories.event(session, water, title_en="asked")
    factories.event(session, fair, title_en="fair")
    session.add(Attachment(event_id=asked.id, stakeholder_id=village.id, role="guest"))
    session.commit()

    def carried(**values: object) -> list[str]:
        reply = program.fetch(own(session, office, **values))
        assert conformance.check(reply.body) == []
        return sorted(reply.all("SUMMARY"))

    assert len(carried()) == 7
    assert carried(team_id=office.marketing.id) == ["fair"]
    assert carried(owner_id=office.mate.id) == ["mate's"]
    assert carried(owner_id=office.outsider.id) == ["fair"], "of a campaign of theirs"
    assert carried(visibility="team") == ["inside"]
    assert carried(status="tentative") == ["unsure"]
    assert carried(public_id=village.id) == ["asked", "fair"]
    assert carried(strategy="openness") == carried(channel="owned") == ["shared"]
    assert carried(strategy="openness", channel="paid") == [NOTHING]
    assert carried(team_id=office.corporate.id, public_id=village.id) == ["asked"]


def test_no_filter_shows_what_its_holder_may_not_see(
    program: Program, session: Session, office: Office
) -> None:
    campaign = shown_campaign(session, office)
    factories.event(session, campaign, title_en="secret", visibility="restricted", owner_id=office.owner.id)
    session.commit()
    for values in ({"visibility": "restricted"}, {"owner_id": office.owner.id}, {"status": "confirmed"}):
        stranger = feed(session, Holder.USER, user_id=office.outsider.id, **values)
        assert "secret" not in program.fetch(stranger).text


def test_what_leaves_an_edited_filter_is_called_off_and_what_comes_back_is_newer(
    program: Program, session: Session, office: Office, traveller: time_machine.Traveller
) -> None:
    campaign = shown_campaign(session, office)
    factories.event(session, campaign, title_en="mine", owner_id=office.mate.id)
    factories.event(session, campaign, title_en="other")
    session.commit()
    mine = own(session, office)
    first = program.fetch(mine)

    def narrow(**values: Any) -> Any:
        traveller.shift(60)
        contents = actions.Contents(name="Mine", language=Language.EN, **values)
        actions.revise(session, mine, contents, version=mine.version, actor=office.mate)
        session.commit()
        return program.fetch(mine)

    gone = narrow(owner_id=office.mate.id)
    assert sorted(gone.all("SUMMARY")) == ["mine", write.GONE]
    back = narrow()
    assert sorted(back.all("SUMMARY")) == ["mine", "other"]

    def of_other(reply: Any) -> tuple[int, datetime]:
        calendar: Any = icalendar.Calendar.from_ical(reply.body)
        found = [one for one in calendar.walk("VEVENT") if str(one["SUMMARY"]) in {"other", write.GONE}]
        return int(found[0]["SEQUENCE"]), found[0]["LAST-MODIFIED"].dt

    assert of_other(first) < of_other(gone) < of_other(back)
    assert of_other(first)[1] < of_other(gone)[1] < of_other(back)[1]


@pytest.mark.parametrize(
    "change", ["event", "campaign", "participation", "attachment", "strategy", "status", "occurrence"]
)
def test_a_change_of_what_decides_is_in_the_next_poll(
    program: Program, session: Session, office: Office, change: str
) -> None:
    campaign = shown_campaign(session, office)
    one = factories.event(session, campaign, title_en="It", recurrence="FREQ=DAILY;COUNT=3")
    village = factories.stakeholder(session)
    override = Override(
        event_id=one.id, on=(one.starts_at or NOW).date() + timedelta(days=1), title_en="Changed"
    )
    session.add(override)
    session.commit()
    wanted: dict[str, dict[str, Any]] = {
        "event": {"owner_id": office.mate.id},
        "campaign": {"owner_id": office.mate.id},
        "participation": {"public_id": village.id},
        "attachment": {"public_id": village.id},
        "strategy": {"strategy": "openness"},
        "status": {"status": "tentative"},
        "occurrence": {"status": "postponed"},
    }
    mine = own(session, office, **wanted[change])
    assert program.fetch(mine).all("SUMMARY") == [NOTHING]
    if change == "event":
        one.owner_id = office.mate.id
    elif change == "campaign":
        campaign.owner_id = office.mate.id
    elif change == "participation":
        factories.participation(session, campaign, village)
    elif change == "attachment":
        session.add(Attachment(event_id=one.id, stakeholder_id=village.id, role="guest"))
    elif change == "strategy":
        one.strategy = Strategy.OPENNESS
    elif change == "status":
        one.status = EventStatus.TENTATIVE
    else:
        override.status = EventStatus.POSTPONED
    session.commit()
    assert program.fetch(mine).all("SUMMARY") != [NOTHING]


def test_one_occurrence_that_is_called_off_stands_alone_among_what_is_called_off(
    program: Program, session: Session, office: Office
) -> None:
    campaign = shown_campaign(session, office)
    start = datetime(2026, 12, 1, 2, tzinfo=UTC)
    one = factories.event(
        session,
        campaign,
        title_en="Weekly",
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        recurrence="FREQ=WEEKLY;BYDAY=TU",
    )
    session.add(Override(event_id=one.id, on=date(2026, 12, 8), status="cancelled"))
    session.commit()
    off = program.fetch(own(session, office, status="cancelled"))
    assert off.all("SUMMARY") == ["Cancelled: Weekly"]
    assert (off.all("DTSTART"), off.all("RRULE")) == (["20261208T090000"], [])
    on = program.fetch(own(session, office, status="confirmed"))
    assert (on.all("DTSTART"), on.all("EXDATE")) == (["20261201T090000"], ["20261208T090000"])
    assert program.fetch(own(session, office, status="tentative")).all("SUMMARY") == [NOTHING]


def test_a_series_that_is_wanted_whole_again_looks_newer(
    program: Program, session: Session, office: Office, traveller: time_machine.Traveller
) -> None:
    campaign = shown_campaign(session, office)
    one = factories.event(session, campaign, recurrence="FREQ=DAILY;COUNT=5")
    session.add(
        Override(event_id=one.id, on=(one.starts_at or NOW).date() + timedelta(days=1), status="postponed")
    )
    session.commit()
    mine = own(session, office, status="confirmed")
    before = program.fetch(mine)
    traveller.shift(60)
    actions.revise(
        session,
        mine,
        actions.Contents(name="Mine", language=Language.EN),
        version=mine.version,
        actor=office.mate,
    )
    session.commit()
    after = program.fetch(mine)
    assert (len(before.all("EXDATE")), len(after.all("EXDATE"))) == (1, 0)
    assert max(map(int, before.all("SEQUENCE"))) < min(map(int, after.all("SEQUENCE")))
    assert max(before.all("LAST-MODIFIED")) < min(after.all("LAST-MODIFIED"))


RULES = {
    "FREQ=DAILY;COUNT=9": date(2026, 12, 1),
    "FREQ=DAILY;INTERVAL=3": date(2026, 11, 1),
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH": date(2026, 11, 30),
    "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270401": date(2026, 12, 1),
    "FREQ=MONTHLY;BYMONTHDAY=31": date(2026, 12, 31),
    "FREQ=MONTHLY;BYDAY=-1FR": date(2026, 11, 27),
}
"""Rules, and a first day of each."""


@pytest.mark.parametrize("seed", range(20 if requirements_here.is_long() else 4))
def test_of_series_a_feed_carries_exactly_the_occurrences_that_the_calendar_shows(
    program: Program, session: Session, office: Office, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same story every time
    campaign = shown_campaign(session, office)
    for number in range(8):
        plan_series(session, campaign, f"Series {number}", chance)
    session.commit()
    window = Moment(NOW).window
    until = min(window.last_on, date(2027, 6, 30))
    asked = Window.of_days(NOW.date(), until, "Asia/Bangkok")
    for status in EventStatus:
        reply = program.fetch(own(session, office, status=status))
        assert conformance.check(reply.body) == []
        filters = Filters(status=status)
        shown = sorted(
            entry.timing.days_in("Asia/Bangkok")[0]
            for entry in entries(session, asked, actor=office.mate, filters=filters)
        )
        session.commit()
        # a note that there is nothing stands on the month's first day
        calendar: Any = icalendar.Calendar.from_ical(reply.body)
        read: Any = recurring_ical_events.of(calendar).between(NOW.date(), until + timedelta(days=1))
        assert sorted(day_of(one["DTSTART"].dt) for one in read) == shown


def day_of(at: date | datetime) -> date:
    return at.date() if isinstance(at, datetime) else at


def plan_series(session: Session, campaign: Campaign, title: str, chance: random.Random) -> None:
    """A series with some occurrences that stand otherwise, some that moved, and some left out."""
    text, start = chance.choice([*RULES.items()])
    is_timed = chance.random() < 0.5
    if is_timed:
        starts_at = datetime.combine(start, time(2), UTC)
        when: dict[str, Any] = {"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=1)}
    else:
        when = {"starts_at": None, "ends_at": None, "all_day_start": start, "all_day_end": start}
    one = factories.event(
        session, campaign, title_en=title, status=chance.choice([*EventStatus]), recurrence=text, **when
    )
    days = [on for on, _ in zip(Rule.parse(text).dates(start), range(8), strict=False)]
    for on in chance.sample(days, 4):
        if chance.random() < 0.2:
            session.add(ExcludedDate(event_id=one.id, on=on))
            continue
        moved: dict[str, Any] = {}
        if chance.random() < 0.4:
            moved = (
                {
                    "starts_at": datetime.combine(on, time(6), UTC),
                    "ends_at": datetime.combine(on, time(7), UTC),
                }
                if is_timed
                else {"all_day_start": on + timedelta(days=1), "all_day_end": on + timedelta(days=1)}
            )
        status = chance.choice((None, *EventStatus))
        session.add(Override(event_id=one.id, on=on, status=status, title_en="Otherwise", **moved))
    session.flush()
    session.refresh(one, ["exclusions", "overrides"])
    one.spans_from, one.spans_until = recurrence.bounds(stored.series_of(one))


def test_of_whom_a_feed_asks_must_be_there_and_others_feeds_are_never_narrowed_so(
    session: Session, office: Office
) -> None:
    def make(holder: Holder, **values: Any) -> None:
        contents = actions.Contents(name="Feed", **values)
        actions.make(session, actions.Subscription(contents=contents, holder=holder), actor=office.owner)

    for key in ("team_id", "owner_id", "public_id"):
        with pytest.raises(NotFound):
            make(Holder.USER, **{key: 999_999})
    values: dict[str, Any] = {
        "team_id": office.corporate.id,
        "status": EventStatus.CONFIRMED,
        "owner_id": office.owner.id,
        "visibility": Visibility.TEAM,
        "public_id": factories.stakeholder(session).id,
        "strategy": Strategy.ACCESS,
        "channel": PesoChannel.OWNED,
    }
    for key, value in values.items():
        with pytest.raises(Refusal):
            make(Holder.OPEN, **{key: value})
    with pytest.raises(Refusal):
        make(Holder.USER, status=EventStatus.CANCELLED, shows_cancelled=False)
    make(Holder.USER, **values)
    session.commit()
    with pytest.raises(IntegrityError):
        feed(session, team_id=office.corporate.id)
    session.rollback()


def test_a_feed_that_names_a_merged_stakeholder_names_who_stays(
    program: Program, session: Session, office: Office
) -> None:
    campaign = shown_campaign(session, office)
    stays, goes = (factories.stakeholder(session) for _ in range(2))
    factories.event(session, campaign, title_en="It")
    factories.participation(session, campaign, goes)
    session.commit()
    mine = own(session, office, public_id=goes.id)
    assert program.fetch(mine).all("SUMMARY") == ["It"]
    merging.merge(session, merging.Merge(stays.id, goes.id), actor=office.owner)
    session.commit()
    session.refresh(mine)
    assert mine.public_id == stays.id
    session.commit()
    assert program.fetch(mine).all("SUMMARY") == ["It"]
