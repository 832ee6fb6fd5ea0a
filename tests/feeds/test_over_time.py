"""How a subscribed calendar stays right while people plan: every change by the action a person takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy.orm import Session

from planner.campaigns import actions as campaigns
from planner.campaigns import participations
from planner.campaigns.kinds import Section
from planner.campaigns.lifecycle import Status
from planner.campaigns.lifecycle import Step as Move
from planner.campaigns.models import Campaign
from planner.campaigns.participations import NewParticipation
from planner.campaigns.words import ParticipationRole
from planner.events import actions as events
from planner.events import attachments, series
from planner.events.actions import About, NewEvent, Place, Sharing, Step
from planner.events.models import Event
from planner.events.recurrence_rule import Rule
from planner.events.series import Change, Scope
from planner.events.when import When
from planner.events.words import AttachmentRole, EventType, Visibility
from planner.feeds import actions
from planner.feeds.actions import Contents, Subscription
from planner.feeds.models import Feed, Holder
from planner.plans import actions as plans
from tests import factories
from tests.factories import Office
from tests.feeds import conformance
from tests.programs import Program, Reply, shown_campaign

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
GONE = "ยกเลิก / Cancelled"
MORNING = When(start_on=date(2026, 12, 10), start_time=time(9, 30), end_time=time(11, 30))


@pytest.fixture(autouse=True)
def traveller() -> Iterator[time_machine.Traveller]:
    """The time stands at ten in the morning of 24 November 2026 in Bangkok."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """A running campaign."""
    return shown_campaign(session, office, title_en="Clean water")


class Story:
    """A planner, an event, and a program that polls a feed of it after each change."""

    def __init__(
        self,
        session: Session,
        program: Program,
        office: Office,
        campaign: Campaign,
        traveller: time_machine.Traveller,
    ) -> None:
        self.session, self.program, self.actor, self.campaign = session, program, office.owner, campaign
        self.traveller = traveller
        self.event = self.plan("Opening")
        self.feed = self.subscribe(Holder.OPEN)

    def plan(self, title: str, visibility: Visibility = Visibility.PUBLIC) -> Event:
        made = events.plan(
            self.session,
            NewEvent(campaign_id=self.campaign.id, when=MORNING, visibility=visibility, title_en=title),
            actor=self.actor,
        )
        events.step(self.session, made.id, Step.CONFIRM, actor=self.actor)
        self.session.commit()
        return made

    def subscribe(self, holder: Holder, stakeholder_id: int | None = None, **contents: Any) -> Feed:
        given: dict[str, Any] = {"name": "Calendar", "language": "en", "date_era": "ce", **contents}
        data = Subscription(contents=Contents(**given), holder=holder, stakeholder_id=stakeholder_id)
        made = actions.make(self.session, data, actor=self.actor)
        self.session.commit()
        return made

    def poll(self, feed: Feed | None = None) -> Reply:
        """A moment later: commit what was done, and fetch."""
        self.session.commit()
        self.traveller.shift(60)
        reply = self.program.fetch(feed or self.feed)
        assert conformance.check(reply.body) == []
        return reply


@pytest.fixture
def story(
    session: Session, program: Program, office: Office, campaign: Campaign, traveller: time_machine.Traveller
) -> Story:
    """As above."""
    return Story(session, program, office, campaign, traveller)


def rises(before: Reply, after: Reply) -> bool:
    """What Google and ICSx5 need to take the change: the same UID, a higher SEQUENCE, a later LAST-MODIFIED."""
    assert before.one("UID") == after.one("UID")
    assert after.etag != before.etag
    assert after.one("DTSTAMP") == after.one("LAST-MODIFIED")
    assert after.one("CREATED") == before.one("CREATED")
    return int(after.one("SEQUENCE")) > int(before.one("SEQUENCE")) and after.one(
        "LAST-MODIFIED"
    ) > before.one("LAST-MODIFIED")


def test_every_kind_of_edit_is_a_new_sequence_at_the_next_poll(story: Story) -> None:
    session, actor, event = story.session, story.actor, story.event
    before = story.poll()
    about = About(
        title_th=None,
        title_en="Grand opening",
        type=EventType.LAUNCH,
        public_text_th=None,
        public_text_en="Come",
        public_contact="02 000 0000",
    )
    later = When(
        start_on=date(2026, 12, 11), start_time=time(13), end_time=time(14), timezone="Europe/London"
    )
    place = Place(
        venue_th=None, venue_en="Main hall", address="1 Road", online_url="https://example.org/join"
    )
    edits: list[tuple[Callable[[], object], str]] = [
        (lambda: events.revise(session, event.id, about, actor=actor), "SUMMARY:Grand opening"),
        (lambda: events.revise(session, event.id, place, actor=actor), "LOCATION:Main hall\\, 1 Road"),
        (
            lambda: series.move(session, event.id, later, actor=actor),
            "DTSTART;TZID=Europe/London:20261211T130000",
        ),
        (
            lambda: events.step(session, event.id, Step.POSTPONE, actor=actor),
            "SUMMARY:Postponed: Grand opening",
        ),
        (lambda: events.step(session, event.id, Step.CONFIRM, actor=actor), "STATUS:CONFIRMED"),
        (
            lambda: campaigns.revise(
                session,
                story.campaign.id,
                campaigns.Revision(
                    section=Section.ABOUT,
                    values={"title_en": "Cleaner water"},
                    version=story.campaign.version,
                ),
                actor=actor,
            ),
            "Part of: Cleaner water",
        ),
    ]
    for edit, line in edits:
        edit()
        after = story.poll()
        assert rises(before, after), line
        assert line in after.text
        before = after


def test_what_no_reader_sees_changes_nothing_in_the_feed(story: Story) -> None:
    before = story.poll()
    story.event.internal_note = "bring the key"
    story.campaign.risks = "rain"
    after = story.poll()
    assert (after.body, after.etag, after.headers["Last-Modified"]) == (
        before.body,
        before.etag,
        before.headers["Last-Modified"],
    )


def test_a_cancelled_event_is_told_as_cancelled_until_a_month_after_its_day_and_then_dropped(
    story: Story,
) -> None:
    before = story.poll()
    events.step(story.session, story.event.id, Step.CANCEL, actor=story.actor, reason="Rain")
    after = story.poll()
    assert rises(before, after)
    assert after.one("SUMMARY") == "Cancelled: Opening"
    assert (after.one("STATUS"), after.one("TRANSP")) == ("CANCELLED", "TRANSPARENT")
    assert "Rain" not in after.text, "the reason is the house's own"
    story.traveller.move_to(datetime(2027, 1, 8, 3, tzinfo=UTC))
    assert story.poll().all("STATUS") == ["CANCELLED"]
    story.traveller.move_to(datetime(2027, 1, 14, 3, tzinfo=UTC))
    assert story.event.uid not in story.poll().text


def test_who_wants_no_cancelled_events_gets_a_bare_cancellation_and_new_ones_never(story: Story) -> None:
    quiet = story.subscribe(Holder.OPEN, shows_cancelled=False)
    events.step(story.session, story.event.id, Step.CANCEL, actor=story.actor)
    assert story.poll(quiet).all("SUMMARY") == [GONE]
    assert story.event.uid not in story.poll(story.subscribe(Holder.OPEN, shows_cancelled=False)).text


def test_a_restored_event_is_what_it_was_with_a_higher_sequence(story: Story) -> None:
    for quiet in (False, True):
        feed = story.subscribe(Holder.OPEN, shows_cancelled=not quiet)
        events.step(story.session, story.event.id, Step.CANCEL, actor=story.actor)
        cancelled = story.poll(feed)
        events.step(story.session, story.event.id, Step.RESTORE, actor=story.actor)
        restored = story.poll(feed)
        assert rises(cancelled, restored)
        assert (restored.one("SUMMARY"), restored.one("STATUS")) == ("Opening", "CONFIRMED")


def test_what_is_no_longer_shared_is_called_off_without_a_word_of_what_it_was(story: Story) -> None:
    events.revise(
        story.session,
        story.event.id,
        Place(venue_th=None, venue_en="Secret cellar", address=None, online_url="https://example.org/x"),
        actor=story.actor,
    )
    before = story.poll()
    # hidden and moved in one go: not even the new time may be told
    events.revise(
        story.session,
        story.event.id,
        Sharing(visibility=Visibility.TEAM, embargo_until=None),
        actor=story.actor,
    )
    series.move(
        story.session,
        story.event.id,
        When(start_on=date(2027, 2, 3), start_time=time(8), end_time=time(9)),
        actor=story.actor,
    )
    after = story.poll()
    assert rises(before, after)
    assert after.one("SUMMARY") == GONE
    assert after.one("STATUS") == "CANCELLED"
    assert after.one("DTSTART") == before.one("DTSTART")
    for told in ("Opening", "Secret", "cellar", "example.org", "Clean water", "20270203", "Milestone"):
        assert told not in after.text
    assert story.poll().body == after.body, "it stays the same"
    story.traveller.shift(timedelta(days=29))
    assert story.poll().body == after.body
    story.traveller.shift(timedelta(days=2))
    assert story.event.uid not in story.poll().text


def test_what_comes_back_looks_newer_than_its_cancellation(story: Story) -> None:
    """Out by a changed filter, which touches no event: only the feed itself knows that it must look newer."""
    other_feed = story.subscribe(Holder.OPEN)
    first, other_before = story.poll(), story.poll(other_feed)
    for _ in range(2):
        revise(story, types=(EventType.EXHIBITION,))
        left = story.poll()
        assert rises(first, left)
        assert left.one("SUMMARY") == GONE
        revise(story, types=())
        back = story.poll()
        assert rises(left, back)
        assert back.one("SUMMARY") == "Opening"
        first = back
    assert story.poll().body == first.body
    assert story.poll(other_feed).body == other_before.body, "other feeds know nothing of it"
    events.step(story.session, story.event.id, Step.POSTPONE, actor=story.actor)
    assert rises(first, story.poll())


def revise(story: Story, **contents: Any) -> None:
    given: dict[str, Any] = {"name": "Calendar", "language": "en", "date_era": "ce", **contents}
    actions.revise(
        story.session, story.feed, Contents(**given), version=story.feed.version, actor=story.actor
    )
    story.session.commit()


def test_a_cancelled_campaign_calls_its_events_off_by_name_where_they_were_seen_and_nowhere_else(
    story: Story,
) -> None:
    before = story.poll()
    plans.move(story.session, story.campaign.id, Move.CANCEL, actor=story.actor)
    after = story.poll()
    assert rises(before, after)
    assert (after.one("SUMMARY"), after.one("STATUS")) == ("Cancelled: Opening", "CANCELLED")
    assert story.event.uid not in story.poll(story.subscribe(Holder.OPEN)).text
    plans.move(story.session, story.campaign.id, Move.RESTORE, actor=story.actor)
    assert story.poll().one("SUMMARY") == GONE, "a draft again: outsiders may not know more"


def test_putting_a_finished_campaign_away_calls_off_what_is_to_come_and_not_what_took_place(
    story: Story,
) -> None:
    later = story.plan("Thanks")
    series.move(
        story.session,
        later.id,
        When(start_on=date(2027, 2, 3), start_time=time(8), end_time=time(9)),
        actor=story.actor,
    )
    # an hour after the opening
    story.traveller.move_to(datetime(2026, 12, 10, 5, 30, tzinfo=UTC))
    assert story.poll().all("SUMMARY") == ["Opening", "Thanks"]
    story.campaign.status = Status.COMPLETED
    story.session.commit()
    plans.move(story.session, story.campaign.id, Move.ARCHIVE, actor=story.actor)
    after = story.poll()
    assert story.event.uid not in after.text
    assert (after.one("UID"), after.one("SUMMARY")) == (later.uid, GONE)


def test_a_series_that_is_over_is_dropped_and_one_that_goes_on_called_off(story: Story) -> None:
    ended, going_on = story.event, story.plan("Weekly")
    for event, rule in ((ended, "FREQ=WEEKLY;BYDAY=TH;COUNT=2"), (going_on, "FREQ=WEEKLY;BYDAY=TH")):
        series.repeat(story.session, event.id, Rule.parse(rule), actor=story.actor)
    story.traveller.move_to(datetime(2027, 1, 5, 3, tzinfo=UTC))
    assert story.poll().all("SUMMARY") == ["Opening", "Weekly"]
    hide(story, ended, going_on)
    after = story.poll()
    assert ended.uid not in after.text
    assert (after.one("UID"), after.one("SUMMARY")) == (going_on.uid, GONE)


def test_what_is_hidden_and_moved_into_the_past_is_called_off_where_calendars_still_await_it(
    story: Story,
) -> None:
    before = story.poll()
    hide(story, story.event)
    series.move(
        story.session,
        story.event.id,
        When(start_on=date(2026, 11, 2), start_time=time(8), end_time=time(9)),
        actor=story.actor,
    )
    after = story.poll()
    assert rises(before, after)
    assert (after.one("SUMMARY"), after.one("DTSTART")) == (GONE, before.one("DTSTART"))


def hide(story: Story, *hidden: Event) -> None:
    for event in hidden:
        events.revise(
            story.session,
            event.id,
            Sharing(visibility=Visibility.TEAM, embargo_until=None),
            actor=story.actor,
        )


def test_taking_part_and_being_invited_show_at_the_next_poll_and_end_as_cancellations(
    story: Story, session: Session
) -> None:
    somebody = factories.stakeholder(session)
    theirs = story.subscribe(Holder.STAKEHOLDER, somebody.id)
    story.plan("For those who take part", Visibility.STAKEHOLDERS)
    invited = story.plan("For the invited", Visibility.INVITED)
    assert story.poll(theirs).all("SUMMARY") == ["Opening"]
    part = participations.add(
        session,
        story.campaign.id,
        NewParticipation(somebody.id, ParticipationRole.PARTNER),
        actor=story.actor,
    )
    attachment = attachments.attach(session, invited.id, somebody.id, AttachmentRole.GUEST, actor=story.actor)
    assert story.poll(theirs).all("SUMMARY") == ["Opening", "For those who take part", "For the invited"]
    attachments.detach(session, invited.id, attachment.id, actor=story.actor)
    participations.remove(session, part.id, actor=story.actor)
    assert story.poll(theirs).all("SUMMARY") == ["Opening", GONE, GONE]
    assert story.poll().all("SUMMARY") == ["Opening"], "an open feed never knew of them"


def test_an_event_that_is_deleted_from_under_the_feed_is_called_off(story: Story) -> None:
    before = story.poll()
    story.session.delete(story.event)
    after = story.poll()
    assert rises(before, after)
    assert after.one("SUMMARY") == GONE


def test_a_series_is_changed_here_there_and_from_some_day_on(story: Story) -> None:
    session, actor, event = story.session, story.actor, story.event
    series.repeat(session, event.id, Rule.parse("FREQ=WEEKLY;BYDAY=TH"), actor=actor)
    weekly = story.poll()
    assert weekly.one("RRULE") == "FREQ=WEEKLY;BYDAY=TH"
    moved = When(start_on=date(2026, 12, 18), start_time=time(14), end_time=time(15))
    series.change(session, event.id, date(2026, 12, 17), Change(when=moved), actor=actor)
    one = story.poll()
    assert one.one("RECURRENCE-ID") == "20261217T093000"
    assert one.all("SEQUENCE")[0] == one.all("SEQUENCE")[1] > weekly.one("SEQUENCE")
    series.cancel(session, event.id, date(2026, 12, 24), Scope.THIS, actor=actor)
    two = story.poll()
    assert two.all("STATUS") == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    series.leave_out(session, event.id, date(2026, 12, 31), actor=actor)
    assert story.poll().one("EXDATE") == "20261231T093000"
    from_then = When(start_on=date(2027, 1, 14), start_time=time(16), end_time=time(17))
    on = date(2027, 1, 14)
    wanted = Change(when=from_then, words=series.words_of(event, on), scope=Scope.FOLLOWING)
    later = series.change(session, event.id, on, wanted, actor=actor)
    split = story.poll()
    assert "UNTIL=" in split.all("RRULE")[0]
    assert later.uid in split.text
    assert split.all("RRULE")[1] == "FREQ=WEEKLY;BYDAY=TH"


def test_who_wants_no_cancelled_events_has_cancelled_occurrences_left_out(story: Story) -> None:
    session, actor, event = story.session, story.actor, story.event
    quiet = story.subscribe(Holder.OPEN, shows_cancelled=False)
    series.repeat(session, event.id, Rule.parse("FREQ=WEEKLY;BYDAY=TH"), actor=actor)
    series.cancel(session, event.id, date(2026, 12, 24), Scope.THIS, actor=actor)
    reply = story.poll(quiet)
    assert reply.one("EXDATE") == "20261224T093000"
    assert not reply.all("RECURRENCE-ID")


def test_language_era_and_name_of_a_subscription_show_at_the_next_poll(story: Story) -> None:
    before = story.poll()
    assert "When: Thu 10 Dec 2026\\, 09:30–11:30" in before.text
    revise(story, name="ปฏิทินน้ำสะอาด", language="th", date_era="be")
    after = story.poll()
    assert after.one("X-WR-CALNAME") == after.one("NAME") == "ปฏิทินน้ำสะอาด"
    assert "พฤ. 10 ธ.ค. 2569 09.30–11.30 น." in after.text
    assert after.one("DTSTART") == before.one("DTSTART"), "what programs read knows one era"
