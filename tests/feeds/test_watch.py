"""Every change that a feed may print makes that feed due in its own transaction, by whatever path it comes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Membership, User
from planner.campaigns.models import Campaign, Participation
from planner.events.models import Attachment, Event, ExcludedDate, Override
from planner.feeds import watch
from planner.feeds.models import Feed, Holder, PreparedFeed
from tests import factories
from tests.factories import Office
from tests.programs import Program, feed, shown_campaign

LATER = datetime(2100, 1, 1, tzinfo=UTC)


class Watched:
    """A campaign of everything, feeds of several kinds, all of them prepared."""

    def __init__(self, session: Session, office: Office) -> None:
        self.session, self.office = session, office
        self.campaign = shown_campaign(session, office)
        self.other = shown_campaign(session, office)
        self.event = factories.event(session, self.campaign, recurrence="FREQ=DAILY")
        self.guest = factories.stakeholder(session)
        self.feeds = {
            "all": feed(session),
            "this": feed(session, campaign_id=self.campaign.id),
            "other": feed(session, campaign_id=self.other.id),
            "mine": feed(session, Holder.USER, user_id=office.mate.id, campaign_id=self.other.id),
            "theirs": feed(
                session, Holder.STAKEHOLDER, stakeholder_id=self.guest.id, campaign_id=self.other.id
            ),
        }

    def settle(self) -> None:
        self.session.execute(update(PreparedFeed).values(due_at=LATER, touched=[]))
        self.session.commit()

    def due(self) -> set[str]:
        rows = self.session.execute(select(PreparedFeed.feed_id).where(PreparedFeed.due_at < LATER)).scalars()
        found = set(rows)
        self.session.commit()
        return {name for name, one in self.feeds.items() if one.id in found}

    def touched(self) -> list[int] | None:
        """What the feed of this campaign has to look at again, None: everything."""
        row = self.session.get_one(PreparedFeed, self.feeds["this"].id, populate_existing=True)
        self.session.commit()
        return row.touched


@pytest.fixture
def watched(session: Session, office: Office) -> Watched:
    """As above."""
    made = Watched(session, office)
    made.settle()
    return made


def change_event(watched: Watched) -> None:
    watched.event.title_en = "Changed"


def add_event(watched: Watched) -> None:
    watched.session.add(
        Event(
            campaign=watched.campaign,
            title_en="New",
            all_day_start=clock.today(),
            all_day_end=clock.today(),
            spans_from=clock.now(),
            spans_until=clock.now() + timedelta(days=1),
        )
    )


def override(watched: Watched) -> None:
    watched.event.overrides.append(Override(on=clock.today(), title_en="Changed"))


def exclude(watched: Watched) -> None:
    watched.session.add(ExcludedDate(event_id=watched.event.id, on=clock.today()))


def attach(watched: Watched) -> None:
    watched.session.add(Attachment(event_id=watched.event.id, stakeholder_id=watched.guest.id, role="guest"))


def take_part(watched: Watched) -> None:
    watched.session.add(
        Participation(campaign=watched.campaign, stakeholder_id=watched.guest.id, role="partner")
    )


def change_campaign(watched: Watched) -> None:
    watched.campaign.confidentiality = "team"  # type: ignore[assignment] # as its key


def delete_event(watched: Watched) -> None:
    watched.session.delete(watched.event)


def move_to_other(watched: Watched) -> None:
    watched.event.campaign_id = watched.other.id


def leave_team(watched: Watched) -> None:
    watched.session.delete(watched.office.mate.memberships[0])


def join_team(watched: Watched) -> None:
    watched.session.add(
        Membership(user_id=watched.office.mate.id, team_id=watched.office.marketing.id, role="viewer")
    )


def change_person(watched: Watched) -> None:
    watched.office.mate.is_administrator = True


def change_stakeholder(watched: Watched) -> None:
    watched.guest.timezone = "Asia/Tokyo"


def change_feed(watched: Watched) -> None:
    watched.feeds["other"].name = "Renamed"


def many_at_once(watched: Watched) -> None:
    watched.session.execute(update(Campaign).values(risks="rain"))


def drop_many(watched: Watched) -> None:
    watched.session.execute(delete(Participation))


def write_past_the_orm(watched: Watched) -> None:
    watch.mark_everything(watched.session)


def nothing_printed(watched: Watched) -> None:
    watched.session.add(User(email="new@example.org", memberships=[]))


OF_CAMPAIGN = {"all", "this"}
ALL = {"all", "this", "other", "mine", "theirs"}


@pytest.mark.parametrize(
    ("change", "due"),
    [
        (change_event, OF_CAMPAIGN),
        (add_event, OF_CAMPAIGN),
        (override, OF_CAMPAIGN),
        (exclude, OF_CAMPAIGN),
        (attach, OF_CAMPAIGN),
        (take_part, OF_CAMPAIGN),
        (change_campaign, OF_CAMPAIGN),
        (delete_event, OF_CAMPAIGN),
        (move_to_other, ALL),
        (leave_team, {"mine"}),
        (join_team, {"mine"}),
        (change_person, {"mine"}),
        (change_stakeholder, {"theirs"}),
        (change_feed, {"other"}),
        (many_at_once, ALL),
        (drop_many, ALL),
        (write_past_the_orm, ALL),
        (nothing_printed, set()),
    ],
)
def test_a_change_makes_the_feeds_due_that_may_print_it(
    watched: Watched, change: Callable[[Watched], None], due: set[str]
) -> None:
    change(watched)
    watched.session.commit()
    assert watched.due() == due


def test_a_change_that_is_taken_back_makes_nothing_due(watched: Watched) -> None:
    change_event(watched)
    watched.session.flush()
    watched.session.rollback()
    watched.session.add(User(email="new@example.org", memberships=[]))
    watched.session.commit()
    assert watched.due() == set()


def test_a_change_within_a_savepoint_is_seen_when_all_is_committed(watched: Watched) -> None:
    with watched.session.begin_nested():
        change_event(watched)
    watched.session.commit()
    assert watched.due() == OF_CAMPAIGN


EVENTS_ALONE = (change_event, override, exclude, attach, delete_event, move_to_other)


@pytest.mark.parametrize("change", EVENTS_ALONE)
def test_which_events_were_touched_is_noted_beside_the_mark(
    watched: Watched, change: Callable[[Watched], None]
) -> None:
    event_id = watched.event.id
    assert watched.touched() == []
    change(watched)
    watched.session.commit()
    assert watched.touched() == [event_id]
    other = factories.event(watched.session, watched.campaign)
    watched.session.commit()
    assert watched.touched() == sorted({event_id, other.id}), "together, until they are looked at"


@pytest.mark.parametrize("change", [take_part, change_campaign, many_at_once, write_past_the_orm])
def test_after_anything_else_everything_may_have_changed(
    watched: Watched, change: Callable[[Watched], None]
) -> None:
    change_event(watched)
    watched.session.commit()
    change(watched)
    watched.session.commit()
    assert watched.touched() is None
    watched.event.title_en = "Changed again"
    watched.session.commit()
    assert watched.touched() is None, "an event more makes it no less"


def test_stakeholders_changed_past_the_orm_are_told_of_by_who_does_it(watched: Watched) -> None:
    change_event(watched)
    watch.touch(watched.session, [watched.guest.id])
    watched.session.commit()
    assert watched.due() == {*OF_CAMPAIGN, "theirs"}
    assert watched.touched() is None


def test_many_events_are_everything(watched: Watched) -> None:
    for _ in range(watch.MOST_EVENTS):
        factories.event(watched.session, watched.campaign)
    watched.session.commit()
    touched = watched.touched()
    assert touched is not None
    assert len(touched) == watch.MOST_EVENTS
    change_event(watched)
    watched.session.commit()
    assert watched.touched() is None


def test_withdrawn_feeds_are_left_alone(watched: Watched) -> None:
    watched.feeds["all"].withdrawn_at = clock.now()
    watched.session.commit()
    watched.settle()
    change_event(watched)
    watched.session.commit()
    assert watched.due() == {"this"}


def test_what_a_poll_must_know_stands_in_its_row_from_the_start_and_after_every_change(
    session: Session, office: Office
) -> None:
    made = Feed(holder=Holder.OPEN, name="x")
    session.add(made)
    session.flush()
    row = session.get_one(PreparedFeed, made.id)
    assert (row.secret_version, row.withdrawn_at, row.version) == (1, None, 0)
    now = clock.now()
    made.secret_version, made.renewed_at, made.withdrawn_at, made.is_gone_at_once = 4, now, now, True
    session.flush()
    session.refresh(row)
    assert (row.secret_version, row.renewed_at, row.withdrawn_at, row.is_gone_at_once) == (4, now, now, True)
    session.commit()


def test_two_planners_at_once_leave_no_feed_behind(
    program: Program, session: Session, office: Office
) -> None:
    """A feed prepared between an edit and its commit must be prepared again."""
    event = factories.event(session, shown_campaign(session, office))
    public = feed(session)
    etag = program.fetch(public).etag
    if session.get_bind().dialect.name == "sqlite":
        # there, one writes after the other: nothing can come between
        event.title_en = "Late"
        session.commit()
    else:
        other = factories.event(session, session.get_one(Campaign, event.campaign_id))
        session.commit()
        event.title_en = "Late"
        session.flush()
        with Session(session.get_bind()) as second:
            second.get_one(Event, other.id).title_en = "Early"
            second.commit()
        assert "Early" in program.fetch(public, if_none_match=etag).text
        session.commit()
    assert "Late" in program.fetch(public, if_none_match=etag).text


def test_somebody_who_was_never_here_takes_no_feed_along(session: Session, office: Office) -> None:
    public, person = feed(session), factories.stakeholder(session)
    of_person = feed(session, Holder.STAKEHOLDER, stakeholder_id=person.id)
    # brought in as one who has left already
    factories.user(session, is_active=False)
    session.commit()
    for one in (public, of_person):
        session.refresh(one)
        assert one.withdrawn_at is None
