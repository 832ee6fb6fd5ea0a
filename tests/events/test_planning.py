"""Planning an event, revising it, and the steps of its state."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.activity.models import ActivityEntry
from planner.activity.queries import history
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.campaigns.words import Confidentiality
from planner.errors import NotAllowed, NotFound, Refusal, Stale
from planner.events import actions, queries
from planner.events.actions import About, NewEvent, Place, Preparation, Sharing, Step
from planner.events.models import Event
from planner.events.when import When
from planner.events.words import EventStatus, EventType, Visibility
from tests import factories
from tests.factories import Office

MORNING = When(
    start_on=date(2026, 11, 24), start_time=time(9, 30), end_on=date(2026, 11, 24), end_time=time(11)
)


def _new(campaign: Campaign, **values: object) -> NewEvent:
    given: dict[str, object] = {
        "campaign_id": campaign.id,
        "when": MORNING,
        "visibility": Visibility.PUBLIC,
        "title_th": "แถลงข่าว",
    }
    return NewEvent(**{**given, **values})  # type: ignore[arg-type]


def _entries(session: Session, event: Event) -> list[ActivityEntry]:
    return history(session, "event", event.id)


def test_a_planner_adds_an_event_at_a_time_in_bangkok(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = actions.plan(session, _new(campaign), actor=office.owner)
    assert event.starts_at == datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
    assert event.ends_at == datetime(2026, 11, 24, 4, tzinfo=UTC)
    assert (event.status, event.sequence, event.created_by_id) == (EventStatus.TENTATIVE, 0, office.owner.id)
    assert event.spans_from < event.starts_at
    assert event.spans_until is not None
    assert event.spans_until > event.ends_at
    assert [entry.verb for entry in _entries(session, event)] == ["event.planned"]
    assert history(session, "campaign", campaign.id)[0].verb == "event.planned"


def test_whole_days_belong_to_no_zone(session: Session, office: Office, campaign: Campaign) -> None:
    when = When(
        start_on=date(2027, 4, 13), end_on=date(2027, 4, 15), is_all_day=True, timezone="Pacific/Auckland"
    )
    event = actions.plan(session, _new(campaign, when=when), actor=office.owner)
    assert (event.all_day_start, event.all_day_end) == (date(2027, 4, 13), date(2027, 4, 15))
    assert (event.starts_at, event.ends_at) == (None, None)


def test_an_end_without_a_day_is_on_the_day_of_the_start(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = actions.plan(session, _new(campaign, when=replace(MORNING, end_on=None)), actor=office.owner)
    assert event.ends_at == datetime(2026, 11, 24, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "field"),
    [
        (replace(MORNING, end_time=time(9)), "end_time"),
        (replace(MORNING, end_on=date(2026, 11, 23)), "end_on"),
        (replace(MORNING, start_time=None), "start_time"),
        (replace(MORNING, end_time=None), "end_time"),
        (replace(MORNING, end_on=date(2040, 1, 1)), "end_on"),
        (When(start_on=date(2026, 11, 24), end_on=date(2026, 11, 23), is_all_day=True), "end_on"),
    ],
)
def test_an_impossible_time_is_refused_beside_its_control(
    session: Session, office: Office, campaign: Campaign, when: When, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        actions.plan(session, _new(campaign, when=when), actor=office.owner)
    assert refused.value.field == field
    session.rollback()
    assert not list(session.scalars(select(Event).where(Event.campaign_id == campaign.id)))


def test_what_starts_in_the_hour_the_clocks_skip_keeps_its_length(
    session: Session, office: Office, campaign: Campaign
) -> None:
    skipped = When(
        start_on=date(2027, 3, 28), start_time=time(1, 30), end_time=time(2, 30), timezone="Europe/London"
    )
    event = actions.plan(session, _new(campaign, when=skipped), actor=office.owner)
    assert event.starts_at == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert event.ends_at == datetime(2027, 3, 28, 2, 30, tzinfo=UTC)
    with pytest.raises(Refusal) as refused:
        actions.plan(session, _new(campaign, when=replace(skipped, end_time=time(1, 15))), actor=office.owner)
    assert refused.value.field == "end_time"


def test_an_event_has_a_title_in_either_language(
    session: Session, office: Office, campaign: Campaign
) -> None:
    with pytest.raises(Refusal) as refused:
        actions.plan(session, _new(campaign, title_th=" \u200b "), actor=office.owner)
    assert refused.value.field == "title"


def test_english_alone_will_do(session: Session, office: Office, campaign: Campaign) -> None:
    english = _new(campaign, title_th=None, title_en="Press conference")
    assert actions.plan(session, english, actor=office.owner).title_th is None


def test_what_is_typed_is_cleaned_on_the_way_in(session: Session, office: Office, campaign: Campaign) -> None:
    event = actions.plan(session, _new(campaign, title_th="  แถลง\u2028ข่าว\x0b "), actor=office.owner)
    assert event.title_th == "แถลง ข่าว"


@pytest.mark.parametrize("who", ["viewer", "outsider", "outside_approver"])
def test_only_planners_of_the_team_add_events(
    session: Session, office: Office, campaign: Campaign, who: str
) -> None:
    with pytest.raises(NotAllowed):
        actions.plan(session, _new(campaign), actor=getattr(office, who))


def test_a_campaign_one_may_not_see_is_not_found(
    session: Session, office: Office, campaign: Campaign
) -> None:
    campaign.confidentiality = Confidentiality.TEAM
    session.commit()
    with pytest.raises(NotFound):
        actions.plan(session, _new(campaign), actor=office.outsider)


def test_the_events_of_an_archived_campaign_stay_as_they_are(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = actions.plan(session, _new(campaign), actor=office.owner)
    campaign.status = Status.ARCHIVED
    session.commit()
    with pytest.raises(Refusal):
        actions.plan(session, _new(campaign), actor=office.owner)
    with pytest.raises(Refusal):
        actions.step(session, event.id, Step.CANCEL, actor=office.administrator)
    assert queries.shown(session, event.id, actor=office.owner).status == EventStatus.TENTATIVE


ABOUT = About(
    title_th="แถลงข่าว",
    title_en="Press conference",
    type=EventType.PRESS_CONFERENCE,
    public_text_th=None,
    public_text_en="Line one\nLine two",
    public_contact="02 123 4567",
)
PREPARATION = Preparation(
    owner_id=None,
    strategy=None,
    channel=None,
    capacity=40,
    rsvp_due_at=None,
    is_media_invited=True,
    photo_notice=None,
    access_needs="Ramp",
    internal_note="Ask the mayor",
)


def test_outward_sections_raise_the_sequence_and_internal_ones_do_not(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = actions.plan(session, _new(campaign), actor=office.owner)
    place = Place(
        venue_th=None, venue_en="Hall A", address="1 Rama IV\nBangkok", online_url="https://example.org"
    )
    sharing = Sharing(visibility=Visibility.INVITED, embargo_until=datetime(2026, 11, 20, tzinfo=UTC))
    for section in (ABOUT, place, sharing):
        before = event.sequence
        event = actions.revise(session, event.id, section, actor=office.mate, version=event.version)
        assert event.sequence == before + 1
    before = event.sequence
    event = actions.revise(session, event.id, PREPARATION, actor=office.mate, version=event.version)
    assert (event.sequence, event.capacity, event.updated_by_id) == (before, 40, office.mate.id)
    assert event.public_text_en == "Line one\nLine two"


def test_saving_a_section_as_it_was_leaves_no_trace(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = actions.plan(session, _new(campaign), actor=office.owner)
    actions.revise(session, event.id, ABOUT, actor=office.owner)
    version = event.version
    actions.revise(session, event.id, ABOUT, actor=office.owner, version=version)
    assert event.version == version
    assert [entry.verb for entry in _entries(session, event)] == ["event.revised", "event.planned"]


def test_someone_who_saw_an_older_version_is_told(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = actions.plan(session, _new(campaign), actor=office.owner)
    version = event.version
    actions.revise(session, event.id, ABOUT, actor=office.owner, version=version)
    with pytest.raises(Stale):
        actions.revise(session, event.id, PREPARATION, actor=office.mate, version=version)


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "data:text/html,x", "example.org", "ftp://example.org"]
)
def test_a_link_that_is_no_address_is_refused(
    session: Session, office: Office, campaign: Campaign, link: str
) -> None:
    event = actions.plan(session, _new(campaign), actor=office.owner)
    place = Place(venue_th=None, venue_en=None, address=None, online_url=link)
    with pytest.raises(Refusal) as refused:
        actions.revise(session, event.id, place, actor=office.owner)
    assert refused.value.field == "online_url"


def test_the_owner_of_an_event_is_a_colleague_who_is_there(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = actions.plan(session, _new(campaign), actor=office.owner)
    gone = factories.user(session, is_active=False)
    for user_id in (gone.id, 999_999):
        with pytest.raises(Refusal):
            actions.revise(session, event.id, replace(PREPARATION, owner_id=user_id), actor=office.owner)
    actions.revise(session, event.id, replace(PREPARATION, owner_id=office.mate.id), actor=office.owner)
    assert event.owner_id == office.mate.id


# from each state, what each step leads to; None: refused
STEPS = {
    "tentative": ("confirmed", "postponed", "cancelled", None),
    "confirmed": (None, "postponed", "cancelled", None),
    "postponed": ("confirmed", None, "cancelled", "tentative"),
    "cancelled": (None, None, None, "tentative"),
}


@pytest.mark.parametrize("status", EventStatus)
@pytest.mark.parametrize("step", Step)
def test_the_steps_of_an_event_are_those_of_the_table(
    session: Session, office: Office, campaign: Campaign, status: EventStatus, step: Step
) -> None:
    event = factories.event(session, campaign, status=status)
    target = STEPS[status][list(Step).index(step)]
    assert (step in actions.steps_from(status)) == (target is not None)
    if target is None:
        with pytest.raises(Refusal):
            actions.step(session, event.id, step, actor=office.owner)
        return
    before = event.sequence
    changed = actions.step(session, event.id, step, actor=office.owner, reason="Rain")
    assert (changed.status, changed.status_reason, changed.sequence) == (target, "Rain", before + 1)
    assert _entries(session, event)[0].note == "Rain"


def test_restoring_brings_back_the_state_that_was_lost(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = actions.plan(session, _new(campaign), actor=office.owner)
    steps = (Step.CONFIRM, Step.POSTPONE, Step.CANCEL, Step.RESTORE, Step.RESTORE)
    states = [actions.step(session, event.id, step, actor=office.owner).status for step in steps]
    assert states == ["confirmed", "postponed", "cancelled", "postponed", "confirmed"]


def test_a_restricted_event_stays_out_of_the_campaigns_history(
    session: Session, office: Office, campaign: Campaign
) -> None:
    secret = _new(campaign, visibility=Visibility.RESTRICTED)
    event = actions.plan(session, secret, actor=office.owner)
    assert [entry.verb for entry in _entries(session, event)] == ["event.planned"]
    assert history(session, "campaign", campaign.id) == []


def test_who_would_not_see_a_restricted_event_cannot_make_one(
    session: Session, office: Office, campaign: Campaign
) -> None:
    secret = _new(campaign, visibility=Visibility.RESTRICTED)
    with pytest.raises(Refusal) as refused:
        actions.plan(session, secret, actor=office.mate)
    assert refused.value.field == "visibility"
    event = actions.plan(session, _new(campaign), actor=office.mate)
    sharing = Sharing(visibility=Visibility.RESTRICTED, embargo_until=None)
    with pytest.raises(Refusal) as refused:
        actions.revise(session, event.id, sharing, actor=office.mate)
    assert (refused.value.field, event.visibility) == ("visibility", Visibility.PUBLIC)
    for actor in (office.owner, office.administrator):
        actions.plan(session, secret, actor=actor)
        assert actions.revise(session, event.id, sharing, actor=actor).visibility == Visibility.RESTRICTED


def test_the_events_of_a_campaign_are_listed_by_time_and_only_to_those_who_see_them(
    session: Session, office: Office, campaign: Campaign
) -> None:
    now = datetime(2026, 11, 24, tzinfo=UTC)
    past = replace(MORNING, start_on=date(2026, 11, 1), end_on=None)
    later = replace(MORNING, start_on=date(2026, 12, 1), end_on=None)
    for when, title, visibility in (
        (later, "Later", Visibility.PUBLIC),
        (MORNING, "Soon", Visibility.TEAM),
        (past, "Past", Visibility.PUBLIC),
    ):
        actions.plan(
            session,
            _new(campaign, when=when, title_en=title, visibility=visibility),
            actor=office.owner,
        )
    titles = [line.title_en for line in queries.of_campaign(session, campaign.id, actor=office.mate, now=now)]
    assert titles == ["Soon", "Later", "Past"]
    outside = queries.of_campaign(session, campaign.id, actor=office.outsider, now=now)
    assert [(line.title_en, line.is_over) for line in outside] == [("Later", False), ("Past", True)]


def test_what_is_upcoming_leaves_out_the_cancelled_and_the_far(
    session: Session, office: Office, campaign: Campaign
) -> None:
    since, until = datetime(2026, 11, 20, tzinfo=UTC), datetime(2026, 12, 20, tzinfo=UTC)
    for day, title in ((24, "First"), (26, "Second")):
        when = replace(MORNING, start_on=date(2026, 11, day), end_on=None)
        actions.plan(session, _new(campaign, when=when, title_en=title), actor=office.owner)
    far = replace(MORNING, start_on=date(2027, 5, 1), end_on=None)
    actions.plan(session, _new(campaign, when=far, title_en="Far"), actor=office.owner)
    gone = actions.plan(session, _new(campaign, title_en="Gone"), actor=office.owner)
    actions.step(session, gone.id, Step.CANCEL, actor=office.owner)
    found = queries.upcoming(session, actor=office.mate, since=since, until=until)
    assert [line.title_en for line in found] == ["First", "Second"]
