"""Undoing: the whole act or nothing, by whoever might have done it, and only what nobody changed since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import User
from planner.activity.images import KEPT
from planner.activity.models import ActivityEntry
from planner.campaigns import actions as campaigns
from planner.campaigns import kinds, participations
from planner.campaigns.actions import Revision
from planner.campaigns.lifecycle import Step
from planner.campaigns.models import Campaign, KeyMessage, Participation
from planner.campaigns.participations import NewParticipation
from planner.campaigns.words import ParticipationRole
from planner.custody import undoing
from planner.custody.permits import ANCHORS
from planner.custody.standing import NOUNS, ChangedSince
from planner.db import Base
from planner.errors import NotAllowed, NotFound, Refusal
from planner.events import actions as events
from planner.events import attachments, series
from planner.events.actions import NewEvent
from planner.events.models import Event
from planner.events.recurrence_rule import Rule
from planner.events.when import When
from planner.events.words import AttachmentRole, Visibility
from planner.feeds.models import Carried, Feed, Holder, PreparedFeed
from planner.objectives import actions as objectives
from planner.objectives.models import Objective
from planner.objectives.queries import shown
from planner.plans import actions as plans
from planner.stakeholders import actions as stakeholders
from planner.stakeholders.models import Stakeholder
from planner.stakeholders.sections import Background, NewStakeholder
from planner.stakeholders.words import Category, StakeholderKind
from tests import factories
from tests.custody.rows import everything
from tests.factories import Office

NEWCOMER = NewStakeholder(
    kind=StakeholderKind.PERSON,
    category=Category.MEDIA,
    interest_or_concern="Water",
    given_th="มานะ",
    email="mana@example.org",
)


@dataclass
class Desk:
    """A session in which each deed is committed by itself, as in requests of their own."""

    session: Session
    office: Office
    campaign: Campaign

    def did(self, deed: Callable[[], Any]) -> int:
        """Do it, commit it, and say which act it was."""
        self.session.expunge_all()
        deed()
        self.session.commit()
        self.session.expunge_all()
        newest = select(func.max(ActivityEntry.id)).where(ActivityEntry.act_id.is_(None))
        return self.session.scalars(newest).one()

    def undo(self, entry_id: int, actor: User | None = None) -> int:
        """Undo it, commit that, and say which act that was."""
        try:
            made = undoing.undo(self.session, entry_id, actor=actor or self.office.owner)
            self.session.commit()
        except BaseException:
            self.session.rollback()
            raise
        self.session.expunge_all()
        return made.id

    def retitle(self, title: str) -> int:
        """Give the campaign another English title."""
        values = {"title_en": title, "title_th": "น้ำสะอาด"}
        data = Revision(kinds.Section.ABOUT, {"title_en": title, "title_th": values["title_th"]})
        return self.did(
            lambda: campaigns.revise(self.session, self.campaign.id, data, actor=self.office.owner)
        )

    def titled(self) -> str | None:
        """The campaign's English title as the database has it."""
        return self.session.scalars(select(Campaign.title_en).where(Campaign.id == self.campaign.id)).one()


@pytest.fixture
def desk(session: Session, office: Office) -> Desk:
    """The owner's desk, with a draft on it."""
    campaign = factories.ready_campaign(session, office.corporate, office.owner)
    campaign.title_th, campaign.approver_id = "น้ำสะอาด", office.approver.id
    session.commit()
    session.expunge_all()
    return Desk(session, office, campaign)


def open_feed(session: Session) -> Feed:
    """A feed for anyone who has its link."""
    made = Feed(holder=Holder.OPEN, name="ปฏิทิน")
    session.add(made)
    session.commit()
    return made


def hour(day: date) -> When:
    """An hour in the morning."""
    return When(start_on=day, start_time=time(9), end_time=time(10), timezone="Asia/Bangkok")


def plan_event(desk: Desk, **values: Any) -> Event:
    """An event of the campaign, as its planner makes it."""
    given = {"title_en": "Opening", "visibility": Visibility.PUBLIC, **values}
    data = NewEvent(campaign_id=desk.campaign.id, when=hour(date(2026, 12, 1)), **given)
    return events.plan(desk.session, data, actor=desk.office.owner)


def test_an_edit_is_undone_and_done_again(desk: Desk) -> None:
    before = desk.titled()
    edit = desk.retitle("Cleaner water")
    back = desk.undo(edit)
    assert desk.titled() == before
    again = desk.undo(back)
    assert desk.titled() == "Cleaner water"
    told = desk.session.scalars(select(ActivityEntry.verb).order_by(ActivityEntry.id)).all()[-2:]
    assert told == ["act.undone", "act.redone"]
    desk.undo(again)
    assert desk.titled() == before


def test_nothing_is_undone_twice(desk: Desk) -> None:
    edit = desk.retitle("Cleaner water")
    desk.undo(edit)
    with pytest.raises(Refusal, match="undone already"):
        desk.undo(edit)


def test_a_change_made_since_stays_and_is_named(desk: Desk) -> None:
    edit = desk.retitle("Cleaner water")
    desk.retitle("Cleanest water")
    with pytest.raises(ChangedSince) as refused:
        desk.undo(edit)
    assert (refused.value.table, refused.value.column) == ("campaign", "title_en")
    assert desk.titled() == "Cleanest water"


def test_a_change_of_another_field_since_is_not_in_the_way(desk: Desk) -> None:
    before = desk.titled()
    edit = desk.retitle("Cleaner water")
    data = Revision(kinds.Section.WHY, {"situation_en": "No rain since May"})
    desk.did(lambda: campaigns.revise(desk.session, desk.campaign.id, data, actor=desk.office.mate))
    desk.undo(edit)
    campaign = desk.session.get_one(Campaign, desk.campaign.id)
    assert (campaign.title_en, campaign.situation_en) == (before, "No rain since May")


def test_a_team_mate_may_undo_and_the_outsider_may_not(desk: Desk) -> None:
    edit = desk.retitle("Cleaner water")
    with pytest.raises(NotAllowed):
        desk.undo(edit, desk.office.outsider)
    with pytest.raises(NotAllowed):
        desk.undo(edit, desk.office.viewer)
    entry = desk.session.get_one(ActivityEntry, edit)
    assert not undoing.can_undo(desk.session, entry, actor=desk.office.viewer)
    desk.undo(edit, desk.office.mate)


def test_what_one_may_not_see_is_not_found(desk: Desk) -> None:
    desk.did(lambda: setattr(desk.session.get_one(Campaign, desk.campaign.id), "confidentiality", "team"))
    edit = desk.retitle("Cleaner water")
    with pytest.raises(NotFound):
        desk.undo(edit, desk.office.outsider)
    with pytest.raises(NotFound):
        desk.undo(987_654)


def test_a_plan_once_archived_stays_as_it_is(desk: Desk) -> None:
    edit = desk.retitle("Cleaner water")
    desk.did(lambda: setattr(desk.session.get_one(Campaign, desk.campaign.id), "status", "archived"))
    with pytest.raises(Refusal, match="archived"):
        desk.undo(edit)


def test_moves_and_decisions_are_not_undone(desk: Desk) -> None:
    def submit() -> None:
        plans.submit(desk.session, desk.campaign.id, actor=desk.office.owner)

    sent = desk.did(submit)
    with pytest.raises(Refusal, match="cannot be undone by a button"):
        desk.undo(sent)
    moved = desk.did(
        lambda: plans.move(
            desk.session, desk.campaign.id, Step.CANCEL, actor=desk.office.owner, comment="no funds"
        )
    )
    with pytest.raises(Refusal, match="cannot be undone by a button"):
        desk.undo(moved)


def test_one_who_was_taken_out_takes_part_again_as_before(desk: Desk) -> None:
    part = desk.session.scalars(
        select(Participation).where(Participation.campaign_id == desk.campaign.id)
    ).one()
    said = KeyMessage(
        campaign_id=desk.campaign.id, position=2, text_en="For you", public_id=part.stakeholder_id
    )
    desk.session.add(said)
    desk.session.commit()
    before = everything(desk.session)
    out = desk.did(lambda: participations.remove(desk.session, part.id, actor=desk.office.owner))
    assert everything(desk.session) != before
    desk.undo(out)
    assert everything(desk.session) == before


def test_adding_is_undone_unless_something_hangs_on_it(desk: Desk) -> None:
    who = factories.stakeholder(desk.session)
    desk.session.commit()
    data = NewParticipation(stakeholder_id=who.id, role=ParticipationRole.PARTNER)
    before = everything(desk.session)
    added = desk.did(
        lambda: participations.add(desk.session, desk.campaign.id, data, actor=desk.office.owner)
    )
    desk.undo(added)
    assert everything(desk.session) == before


def test_a_person_taken_up_by_mistake_leaves_again_but_not_out_of_a_campaign(desk: Desk) -> None:
    session, office = desk.session, desk.office
    taken = desk.did(lambda: stakeholders.add(session, NEWCOMER, actor=office.owner))
    who = session.scalars(select(Stakeholder).order_by(Stakeholder.id.desc())).first()
    assert who is not None
    part = NewParticipation(stakeholder_id=who.id, role=ParticipationRole.PARTNER)
    joined = desk.did(lambda: participations.add(session, desk.campaign.id, part, actor=office.owner))
    with pytest.raises(Refusal) as refused:
        desk.undo(taken)
    assert refused.value.values == {"what": "how a stakeholder takes part"}
    desk.undo(joined)
    desk.undo(taken)
    assert session.get(Stakeholder, who.id) is None


def test_what_was_removed_cannot_return_where_another_has_its_place(desk: Desk) -> None:
    session, office = desk.session, desk.office
    part = session.scalars(select(Participation).where(Participation.campaign_id == desk.campaign.id)).one()
    who = part.stakeholder_id
    out = desk.did(lambda: participations.remove(session, part.id, actor=office.owner))
    data = NewParticipation(stakeholder_id=who, role=ParticipationRole.PARTNER)
    desk.did(lambda: participations.add(session, desk.campaign.id, data, actor=office.owner))
    with pytest.raises(Refusal, match="stands in its place"):
        desk.undo(out)


def test_an_event_looks_newer_after_its_undoing_and_its_feeds_are_due(desk: Desk) -> None:
    session, office = desk.session, desk.office
    feed = open_feed(session)
    desk.did(lambda: plan_event(desk))
    event = session.scalars(select(Event).where(Event.campaign_id == desk.campaign.id)).one()
    moved = desk.did(lambda: series.move(session, event.id, hour(date(2026, 12, 8)), actor=office.owner))
    session.get_one(PreparedFeed, feed.id).due_at = clock.now() + timedelta(days=9)
    session.commit()
    session.expire_all()
    was = session.get_one(Event, event.id)
    sequence, printed = was.sequence, was.printed_at
    desk.undo(moved)
    now = session.get_one(Event, event.id)
    assert now.sequence > sequence
    assert now.printed_at > printed
    assert now.starts_at == datetime.fromisoformat("2026-12-01T09:00:00+07:00")
    assert session.get_one(PreparedFeed, feed.id).due_at <= clock.now()


def test_an_event_that_a_feed_has_carried_is_never_removed(desk: Desk) -> None:
    session = desk.session
    feed = open_feed(session)
    planned = desk.did(lambda: plan_event(desk))
    event = session.scalars(select(Event).where(Event.campaign_id == desk.campaign.id)).one()
    session.add(
        Carried(
            feed_id=feed.id,
            uid=event.uid,
            event_id=event.id,
            sequence=0,
            created_at=event.created_at,
            timing="x",
        )
    )
    session.commit()
    with pytest.raises(Refusal, match="Cancel it instead"):
        desk.undo(planned)
    assert not undoing.can_undo(session, session.get_one(ActivityEntry, planned), actor=desk.office.owner)


def test_a_series_that_was_parted_is_whole_again(desk: Desk) -> None:
    session, office = desk.session, desk.office
    desk.did(lambda: plan_event(desk))
    key = session.scalars(select(Event.id).where(Event.campaign_id == desk.campaign.id)).one()
    rule = Rule.parse("FREQ=WEEKLY;BYDAY=TU;COUNT=6")
    desk.did(lambda: series.repeat(session, key, rule, frozenset({date(2026, 12, 29)}), actor=office.owner))
    desk.did(lambda: series.cancel(session, key, date(2026, 12, 22), series.Scope.THIS, actor=office.owner))
    who = factories.stakeholder(session)
    session.commit()
    desk.did(lambda: attachments.attach(session, key, who.id, AttachmentRole.GUEST, actor=office.owner))
    before = everything(session)
    parted = desk.did(
        lambda: series.cancel(session, key, date(2026, 12, 15), series.Scope.FOLLOWING, actor=office.owner)
    )
    after = everything(session)
    back = desk.undo(parted)
    assert everything(session) == before
    desk.undo(back)
    assert everything(session) == after


def test_versions_rise_so_that_an_open_form_does_not_look_new(desk: Desk) -> None:
    session = desk.session
    part = session.scalars(select(Participation).where(Participation.campaign_id == desk.campaign.id)).one()
    seen = part.version
    out = desk.did(lambda: participations.remove(session, part.id, actor=desk.office.owner))
    desk.undo(out)
    assert session.get_one(Participation, part.id).version > seen


def test_only_the_newest_act_that_can_be_undone_is_offered(desk: Desk) -> None:
    session = desk.session
    first, second = desk.retitle("One"), desk.retitle("Two")
    found = session.scalars(select(ActivityEntry).order_by(ActivityEntry.id.desc())).all()
    owner = desk.office.owner
    assert undoing.newest(session, found, actor=owner) == second
    back = desk.undo(second)
    found = session.scalars(select(ActivityEntry).order_by(ActivityEntry.id.desc())).all()
    assert undoing.newest(session, found, actor=owner) == back
    assert undoing.newest(session, [one for one in found if one.id <= second], actor=owner) == first


def test_people_and_links_are_out_of_its_reach(desk: Desk) -> None:
    verbs = ["user.revised", "team.added", "membership.added", "feed.renewed"]
    for verb in verbs:
        entry = ActivityEntry(
            at=clock.now(), actor_id=desk.office.owner.id, verb=verb, subject_type="user", subject_id=1
        )
        desk.session.add(entry)
        desk.session.commit()
        with pytest.raises(Refusal, match="cannot be undone by a button"):
            desk.undo(entry.id)


def test_an_entry_from_before_images_were_kept_says_so(desk: Desk) -> None:
    entry = ActivityEntry(
        at=clock.now(),
        actor_id=desk.office.owner.id,
        verb="campaign.revised",
        subject_type="campaign",
        subject_id=desk.campaign.id,
    )
    desk.session.add(entry)
    desk.session.commit()
    with pytest.raises(Refusal, match="not known"):
        desk.undo(entry.id)


def test_every_kept_table_has_its_permission() -> None:
    # a feed's rows change only with merging, whose permission is its own
    assert set(ANCHORS) == KEPT - {"feed"}
    assert set(NOUNS) >= KEPT
    assert set(NOUNS) <= set(Base.metadata.tables)


def test_notes_about_a_stakeholder_come_back(desk: Desk) -> None:
    who = factories.stakeholder(desk.session, internal_notes="Likes tea")
    desk.session.commit()
    data = Background(internal_notes=None)

    def forget() -> None:
        stakeholders.revise(
            desk.session, desk.session.get_one(Stakeholder, who.id), data, actor=desk.office.outsider
        )

    forgotten = desk.did(forget)
    desk.undo(forgotten, desk.office.outsider)
    assert desk.session.get_one(Stakeholder, who.id).internal_notes == "Likes tea"


def test_an_objective_comes_back_with_the_figures_of_its_own(desk: Desk) -> None:
    session = desk.session
    before = everything(session)
    one = session.scalars(select(Objective).where(Objective.campaign_id == desk.campaign.id)).one()

    def remove() -> None:
        objectives.remove(session, shown(session, one.id, actor=desk.office.owner), actor=desk.office.owner)

    removed = desk.did(remove)
    desk.undo(removed)
    assert everything(session) == before
