"""SEQUENCE rises exactly when something that a feed may print has changed, whichever way it changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Table, delete, inspect, select, update
from sqlalchemy.orm import Session, selectinload

from planner import clock
from planner.accounts.models import Kind
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign, KeyMessage, Participation
from planner.campaigns.words import Confidentiality, ParticipationRole, PesoChannel, Strategy
from planner.events import printing
from planner.events.models import Attachment, Event, ExcludedDate, Override, RunSheetItem
from planner.events.words import AttachmentRole, EventStatus, EventType, Visibility
from tests import factories
from tests.factories import Office

# what nobody outside reads, and what the planner keeps for itself
INTERNAL = {
    "event": {
        "internal_note",
        "status_reason",
        "strategy",
        "channel",
        "capacity",
        "rsvp_due_at",
        "owner_id",
        "is_media_invited",
        "photo_notice",
        "access_needs",
        "continues_id",
        "met_new_count",
        "met_known_count",
    },
    "event_override": {"status_reason"},
    "excluded_date": set(),
    "attachment": {"role"},
    "participation": {"role", "why_them", "engagement_desired", "strategies", "message_id"},
}
KEPT = {
    "id",
    "created_at",
    "updated_at",
    "created_by_id",
    "updated_by_id",
    "version",
    "sequence",
    "printed_at",
    "spans_from",
    "spans_until",
    "is_long",
    "sort_key",
    "search_text",
}
LATER = datetime(2027, 3, 1, 2, tzinfo=UTC)


@pytest.fixture
def event(session: Session, office: Office) -> Event:
    """A series with something of everything."""
    campaign = factories.campaign(session, office.corporate, office.owner)
    made = factories.event(session, campaign, recurrence="FREQ=DAILY", capacity=10)
    session.add(Override(event_id=made.id, on=date(2027, 1, 1), title_en="Special"))
    session.add(ExcludedDate(event_id=made.id, on=date(2027, 1, 2)))
    who = factories.stakeholder(session)
    session.add(Attachment(event_id=made.id, stakeholder_id=who.id))
    factories.participation(session, campaign, who)
    session.commit()
    return _again(session, made.id)


def _again(session: Session, event_id: int) -> Event:
    """The event as the database has it."""
    session.expire_all()
    return session.scalars(
        select(Event)
        .where(Event.id == event_id)
        .options(
            selectinload(Event.overrides), selectinload(Event.exclusions), selectinload(Event.attachments)
        )
    ).one()


def _rises(session: Session, event: Event, act: Callable[[], object]) -> int:
    """By how much the act raises the event's sequence; `printed_at` goes with it."""
    sequence, printed_at = event.sequence, event.printed_at
    act()
    session.commit()
    now = _again(session, event.id)
    assert (now.printed_at > printed_at) == (now.sequence > sequence)
    assert now.printed_at >= printed_at
    return now.sequence - sequence


# a new value for every column that may change
CHANGES: dict[str, Any] = {
    "uid": "another@samphan",
    "created_at": LATER,
    "title_th": "ใหม่",
    "title_en": "New",
    "public_text_th": "ใหม่",
    "public_text_en": "New",
    "internal_note": "New",
    "type": EventType.WEBINAR,
    "starts_at": LATER - timedelta(days=2000),
    "ends_at": LATER,
    "timezone": "Europe/London",
    "recurrence": "FREQ=DAILY;COUNT=3",
    "venue_th": "ที่ใหม่",
    "venue_en": "New place",
    "address": "New road",
    "online_url": "https://example.org",
    "visibility": Visibility.INVITED,
    "embargo_until": LATER,
    "status": EventStatus.POSTPONED,
    "status_reason": "Rain",
    "strategy": Strategy.OPENNESS,
    "channel": PesoChannel.OWNED,
    "capacity": 20,
    "rsvp_due_at": LATER,
    "public_contact": "02 123 4567",
    "is_media_invited": True,
    "photo_notice": "New",
    "access_needs": "New",
    "met_new_count": 3,
    "met_known_count": 4,
    "on": date(2027, 1, 9),
    "why_them": "New",
    "strategies": ["openness"],
    "engagement_desired": "involve",
}


@pytest.mark.parametrize("model", [Event, Override, ExcludedDate, Attachment, Participation])
def test_every_column_is_either_printed_or_internal(model: type) -> None:
    table: Table = inspect(model).local_table
    printed = printing.PRINTED[table.name]
    named = printed | INTERNAL[table.name] | KEPT
    assert {column.key for column in table.columns} <= named, "say whether a feed may print the new column"
    assert not printed & INTERNAL[table.name]


@pytest.mark.parametrize(
    "key",
    sorted(printing.PRINTED["event"] - {"campaign_id", "starts_at", "all_day_start", "all_day_end"}),
)
def test_a_printed_column_raises_the_sequence(session: Session, event: Event, key: str) -> None:
    if key == "ends_at":
        assert _rises(session, event, lambda: setattr(event, key, event.ends_at + timedelta(hours=1))) == 1  # type: ignore[operator]
        return
    assert _rises(session, event, lambda: setattr(event, key, CHANGES[key])) == 1


@pytest.mark.parametrize("key", sorted(INTERNAL["event"] - {"owner_id", "continues_id"}))
def test_an_internal_column_does_not(session: Session, event: Event, key: str) -> None:
    version = event.version
    assert _rises(session, event, lambda: setattr(event, key, CHANGES[key])) == 0
    assert _again(session, event.id).version == version + 1


def test_neither_does_its_owner_nor_what_it_continues(session: Session, event: Event, office: Office) -> None:
    assert _rises(session, event, lambda: setattr(event, "owner_id", office.mate.id)) == 0
    assert _rises(session, event, lambda: setattr(event, "continues_id", event.id)) == 0


def test_moving_it_raises_the_sequence_whether_timed_or_all_day(session: Session, event: Event) -> None:
    def earlier() -> None:
        assert event.starts_at
        event.starts_at -= timedelta(minutes=1)

    def all_day() -> None:
        event.starts_at = event.ends_at = None
        event.all_day_start = event.all_day_end = date(2027, 1, 1)

    def longer() -> None:
        event.all_day_end = date(2027, 1, 2)

    for move in (earlier, all_day, longer):
        assert _rises(session, event, move) == 1
        event = _again(session, event.id)


def test_moving_it_to_another_campaign_raises_the_sequence(
    session: Session, event: Event, office: Office
) -> None:
    other = factories.campaign(session, office.corporate, office.owner)
    session.commit()
    assert _rises(session, event, lambda: setattr(event, "campaign_id", other.id)) == 1


def test_saving_what_was_there_already_changes_nothing(session: Session, event: Event) -> None:
    def save() -> None:
        event.title_en = "Other"
        event.title_en = "Opening press conference"
        event.status = EventStatus.CONFIRMED

    assert _rises(session, event, save) == 0


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(
            (key, CHANGES[key])
            for key in sorted(printing.PRINTED["event_override"] & CHANGES.keys() - {"starts_at", "ends_at"})
        ),
        ("all_day_start", date(2027, 1, 1)),
        ("all_day_end", date(2027, 1, 1)),
        ("starts_at", LATER),
        ("ends_at", LATER),
    ],
)
def test_what_an_occurrence_prints_raises_the_sequence_but_not_the_version(
    session: Session, event: Event, key: str, value: Any
) -> None:
    version = event.version
    assert _rises(session, event, lambda: setattr(event.overrides[0], key, value)) == 1
    assert _again(session, event.id).version == version


def test_why_an_occurrence_is_off_is_internal(session: Session, event: Event) -> None:
    assert _rises(session, event, lambda: setattr(event.overrides[0], "status_reason", "Rain")) == 0


ON = date(2027, 2, 2)
WAYS: dict[str, Callable[[Session, Event], object]] = {
    "an override by id": lambda s, e: s.add(Override(event_id=e.id, on=ON)),
    "an override by its event": lambda s, e: s.add(Override(event=e, on=ON)),
    "an override into the collection": lambda _, e: e.overrides.append(Override(on=ON)),
    "an override out of the collection": lambda _, e: e.overrides.clear(),
    "an override deleted": lambda s, e: s.delete(e.overrides[0]),
    "an exclusion by id": lambda s, e: s.add(ExcludedDate(event_id=e.id, on=ON)),
    "an exclusion into the collection": lambda _, e: e.exclusions.append(ExcludedDate(on=ON)),
    "an exclusion out of the collection": lambda _, e: e.exclusions.clear(),
    "an exclusion deleted": lambda s, e: s.delete(e.exclusions[0]),
    "exclusions set anew": lambda _, e: setattr(e, "exclusions", [ExcludedDate(on=ON)]),
    "an attachment deleted": lambda s, e: s.delete(e.attachments[0]),
    "another attached": lambda s, e: s.add(
        Attachment(event_id=e.id, stakeholder_id=factories.stakeholder(s).id)
    ),
    "another attached in the collection": lambda s, e: e.attachments.append(
        Attachment(stakeholder_id=factories.stakeholder(s).id)
    ),
    "someone else attached instead": lambda s, e: setattr(
        e.attachments[0], "stakeholder_id", factories.stakeholder(s).id
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_part_that_comes_or_goes_raises_the_sequence(session: Session, event: Event, way: str) -> None:
    assert _rises(session, event, lambda: WAYS[way](session, event)) == 1


def test_the_role_of_someone_attached_is_internal(session: Session, event: Event) -> None:
    assert _rises(session, event, lambda: setattr(event.attachments[0], "role", AttachmentRole.VIP)) == 0


def test_the_run_sheet_is_internal(session: Session, event: Event) -> None:
    item = RunSheetItem(event_id=event.id, starts_at=clock.now().time(), duration_minutes=5, title="Doors")
    assert _rises(session, event, lambda: session.add(item)) == 0
    assert _rises(session, event, lambda: session.delete(item)) == 0


OF_CAMPAIGN: dict[str, Any] = {
    "kind": Kind.EXCHANGE,
    "title_th": "ใหม่",
    "title_en": "New",
    "status": Status.APPROVED,
    "confidentiality": Confidentiality.STAKEHOLDERS,
    "embargo_until": LATER,
}


@pytest.mark.parametrize("key", [*OF_CAMPAIGN, "team_id", "owner_id", "approver_id"])
def test_what_counts_of_a_campaign_raises_all_its_events_and_leaves_their_versions(
    session: Session, event: Event, office: Office, key: str
) -> None:
    campaign = session.get_one(Campaign, event.campaign_id)
    second = factories.event(session, campaign)
    elsewhere = factories.event(session, office.noise)
    session.commit()
    before = (event.version, second.sequence, elsewhere.sequence)
    people = {
        "team_id": office.marketing.id,
        "owner_id": office.mate.id,
        "approver_id": office.approver.id,
    }
    value = people.get(key, OF_CAMPAIGN.get(key))
    assert _rises(session, event, lambda: setattr(campaign, key, value)) == 1
    assert _again(session, event.id).version == before[0]
    assert _again(session, second.id).sequence == before[1] + 1
    assert _again(session, elsewhere.id).sequence == before[2]


@pytest.mark.parametrize("key", ["purpose_en", "risks", "situation_th", "lessons_th"])
def test_what_does_not_count_of_a_campaign_leaves_its_events_alone(
    session: Session, event: Event, key: str
) -> None:
    campaign = session.get_one(Campaign, event.campaign_id)
    assert _rises(session, event, lambda: setattr(campaign, key, "New")) == 0


def test_who_takes_part_raises_all_its_events(session: Session, event: Event) -> None:
    campaign_id = event.campaign_id
    other = factories.stakeholder(session)
    session.commit()

    def take_in() -> None:
        session.add(
            Participation(
                campaign_id=campaign_id, stakeholder_id=other.id, role=ParticipationRole.MEDIA, strategies=[]
            )
        )

    def of_other() -> Participation:
        return session.scalars(select(Participation).where(Participation.stakeholder_id == other.id)).one()

    assert _rises(session, event, take_in) == 1
    assert _rises(session, event, lambda: setattr(of_other(), "role", ParticipationRole.PARTNER)) == 0
    assert _rises(session, event, lambda: setattr(of_other(), "why_them", "They asked")) == 0
    assert _rises(session, event, lambda: session.delete(of_other())) == 1


def test_a_message_of_the_campaign_is_not_the_events_business(session: Session, event: Event) -> None:
    message = KeyMessage(campaign_id=event.campaign_id, position=1, text_en="New")
    assert _rises(session, event, lambda: session.add(message)) == 0


def test_an_event_and_its_campaign_changed_at_once_rise_together(session: Session, event: Event) -> None:
    campaign = session.get_one(Campaign, event.campaign_id)

    def both() -> None:
        event.title_en = "New"
        campaign.status = Status.APPROVED

    assert _rises(session, event, both) == 1


def test_three_changes_within_one_second_have_three_moments(session: Session, event: Event) -> None:
    seen = [event.printed_at]
    for title in ("A", "B", "C"):
        event = _again(session, event.id)
        event.title_en = title
        session.commit()
        seen.append(event.printed_at)
    assert seen == sorted(set(seen))


def test_a_campaign_moved_twice_within_one_second_gives_its_events_two_moments(
    session: Session, event: Event
) -> None:
    seen = [event.printed_at]
    for status in (Status.IN_REVIEW, Status.APPROVED, Status.ACTIVE):
        session.get_one(Campaign, event.campaign_id).status = status
        session.commit()
        seen.append(_again(session, event.id).printed_at)
    assert seen == sorted(set(seen))


def test_an_event_loaded_before_its_campaign_changed_does_not_fall_back(
    session: Session, event: Event
) -> None:
    start = event.sequence
    session.get_one(Campaign, event.campaign_id).status = Status.APPROVED
    session.flush()
    event.title_en = "New"
    session.commit()
    assert _again(session, event.id).sequence == start + 2


def test_events_cannot_be_changed_in_bulk_past_their_feeds(session: Session, event: Event) -> None:
    with pytest.raises(RuntimeError):
        session.execute(update(Event).values(title_en="All the same"))
    with pytest.raises(RuntimeError):
        session.execute(delete(ExcludedDate))


def test_a_new_event_starts_at_nought_with_a_name_for_ever(session: Session, event: Event) -> None:
    copy = Event(
        campaign_id=event.campaign_id,
        title_en="Another",
        starts_at=LATER,
        ends_at=LATER,
        spans_from=LATER,
        spans_until=LATER,
    )
    session.add(copy)
    session.commit()
    assert (copy.sequence, copy.uid.endswith("@samphan")) == (0, True)
    assert copy.uid != event.uid
