"""Who sees an event: every combination against a literal table, and the questions to the database agree."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.campaigns.words import Confidentiality
from planner.events import visibility
from planner.events.models import Attachment, Event
from planner.events.visibility import Outward, effective, may_see, next_change_at, outward_state
from planner.events.words import EventStatus, Visibility
from tests import factories
from tests.factories import Office

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)

# own visibility × the campaign's confidentiality (public, stakeholders, team, restricted) → effective
STRICTER = {
    "public": ("public", "stakeholders", "team", "restricted"),
    "stakeholders": ("stakeholders", "stakeholders", "team", "restricted"),
    "invited": ("invited", "invited", "team", "restricted"),
    "team": ("team", "team", "team", "restricted"),
    "restricted": ("restricted", "restricted", "restricted", "restricted"),
}

# effective visibility × who asks, signed in
#                owner  approver member  other team  administrator
SEEN_INSIDE = {
    "public": (True, True, True, True, True),
    "stakeholders": (True, True, True, True, True),
    "invited": (True, True, True, False, True),
    "team": (True, True, True, False, True),
    "restricted": (True, True, False, False, True),
}

# effective visibility × who asks, outside
#                open   nobody's  participant  attached  both
SEEN_OUTSIDE = {
    "public": (True, True, True, True, True),
    "stakeholders": (False, False, True, False, True),
    "invited": (False, False, False, True, True),
    "team": (False, False, False, False, False),
    "restricted": (False, False, False, False, False),
}

# campaign status → what outsiders get of an event they are in on
OUTWARD_BY_STATUS = {
    "draft": "hidden",
    "in_review": "hidden",
    "approved": "shown",
    "active": "shown",
    "paused": "shown",
    "completed": "shown",
    "evaluated": "shown",
    "cancelled": "cancelled",
    "archived": "hidden",
}


@dataclass(frozen=True)
class Plan:
    """As much of a campaign as the rule reads."""

    confidentiality: Confidentiality = Confidentiality.PUBLIC
    embargo_until: datetime | None = None
    status: Status = Status.ACTIVE


@dataclass(frozen=True)
class Occasion:
    """As much of an event as the rule reads."""

    visibility: Visibility = Visibility.PUBLIC
    embargo_until: datetime | None = None


@pytest.mark.parametrize(("own", "confidentiality"), list(itertools.product(Visibility, Confidentiality)))
def test_the_stricter_of_the_two_holds(own: Visibility, confidentiality: Confidentiality) -> None:
    place = list(Confidentiality).index(confidentiality)
    assert effective(own, confidentiality) == STRICTER[own][place]


@pytest.mark.parametrize("own", Visibility)
@pytest.mark.parametrize("confidentiality", Confidentiality)
@pytest.mark.parametrize("status", Status)
def test_outsiders_see_what_the_table_says(
    own: Visibility, confidentiality: Confidentiality, status: Status
) -> None:
    level = STRICTER[own][list(Confidentiality).index(confidentiality)]
    askers = ((False, False), (False, False), (True, False), (False, True), (True, True))
    for (is_participant, is_attached), is_in_on_it in zip(askers, SEEN_OUTSIDE[level], strict=True):
        state = outward_state(
            Occasion(own),
            Plan(confidentiality, status=status),
            is_participant=is_participant,
            is_attached=is_attached,
            at=NOW,
        )
        assert state == (OUTWARD_BY_STATUS[status] if is_in_on_it else "hidden")


@pytest.mark.parametrize(
    ("of_event", "of_campaign", "state"),
    [
        (None, None, Outward.SHOWN),
        (timedelta(seconds=-1), None, Outward.SHOWN),
        (timedelta(0), None, Outward.SHOWN),
        (timedelta(seconds=1), None, Outward.HIDDEN),
        (None, timedelta(seconds=1), Outward.HIDDEN),
        (timedelta(seconds=-1), timedelta(seconds=1), Outward.HIDDEN),
        (timedelta(seconds=1), timedelta(seconds=-1), Outward.HIDDEN),
        (timedelta(seconds=-1), timedelta(seconds=-1), Outward.SHOWN),
    ],
)
def test_both_embargoes_must_have_passed(
    of_event: timedelta | None, of_campaign: timedelta | None, state: Outward
) -> None:
    event = Occasion(embargo_until=None if of_event is None else NOW + of_event)
    campaign = Plan(embargo_until=None if of_campaign is None else NOW + of_campaign)
    assert outward_state(event, campaign, is_participant=True, is_attached=True, at=NOW) == state


def test_the_clock_next_changes_things_at_the_first_embargo_still_to_come() -> None:
    hour, day = timedelta(hours=1), timedelta(days=1)
    assert next_change_at(Occasion(), Plan(), NOW) is None
    assert next_change_at(Occasion(embargo_until=NOW - hour), Plan(), NOW) is None
    assert next_change_at(Occasion(embargo_until=NOW), Plan(), NOW) is None
    both = Occasion(embargo_until=NOW + day), Plan(embargo_until=NOW + hour)
    assert next_change_at(*both, NOW) == NOW + hour
    assert next_change_at(*both, NOW + hour) == NOW + day


def _matrix(session: Session, office: Office) -> dict[int, tuple[Visibility, Confidentiality, Status]]:
    """An event for every visibility, confidentiality and status."""
    made = {}
    for confidentiality, status in itertools.product(Confidentiality, Status):
        campaign = factories.campaign(
            session,
            office.corporate,
            office.owner,
            confidentiality=confidentiality,
            status=status,
            approver_id=office.approver.id,
        )
        for own in Visibility:
            event = factories.event(session, campaign, visibility=own)
            made[event.id] = (own, confidentiality, status)
    return made


def test_the_database_shows_each_signed_in_person_what_the_table_says(
    session: Session, office: Office
) -> None:
    made = _matrix(session, office)
    askers = (office.owner, office.approver, office.mate, office.outsider, office.administrator)
    for column, asker in enumerate(askers):
        found = set(session.scalars(select(Event.id).join(Event.campaign).where(visibility.seen_by(asker))))
        for event_id, (own, confidentiality, _status) in made.items():
            level = STRICTER[own][list(Confidentiality).index(confidentiality)]
            expected = SEEN_INSIDE[level][column]
            assert (event_id in found) == expected, (own, confidentiality, column)
            campaign = session.get_one(Campaign, session.get_one(Event, event_id).campaign_id)
            assert may_see(asker, own, campaign) == expected


def test_a_viewer_of_the_team_sees_as_much_as_its_planners(session: Session, office: Office) -> None:
    _matrix(session, office)
    seen = [
        set(session.scalars(select(Event.id).join(Event.campaign).where(visibility.seen_by(person))))
        for person in (office.viewer, office.mate)
    ]
    assert seen[0] == seen[1] != set()


def test_someone_without_a_team_sees_only_what_is_open_inside(session: Session, office: Office) -> None:
    made = _matrix(session, office)
    nobody: User = factories.user(session)
    found = set(session.scalars(select(Event.id).join(Event.campaign).where(visibility.seen_by(nobody))))
    open_inside = {
        event_id
        for event_id, (own, confidentiality, _) in made.items()
        if STRICTER[own][list(Confidentiality).index(confidentiality)] in {"public", "stakeholders"}
    }
    assert found == open_inside


def test_the_database_shows_each_outsider_what_the_table_says(session: Session, office: Office) -> None:
    made = _matrix(session, office)
    stranger, participant, attached, both = (factories.stakeholder(session) for _ in range(4))
    for campaign in session.scalars(select(Campaign).where(Campaign.team_id == office.corporate.id)):
        for one in (participant, both):
            factories.participation(session, campaign, one)
    for event_id in made:
        session.add_all(Attachment(event_id=event_id, stakeholder_id=one.id) for one in (attached, both))
    session.flush()
    for column, asker in enumerate((None, stranger, participant, attached, both)):
        wanted = visibility.outward(asker.id if asker else None, NOW)
        found = set(session.scalars(select(Event.id).join(Event.campaign).where(wanted)))
        for event_id, (own, confidentiality, status) in made.items():
            level = STRICTER[own][list(Confidentiality).index(confidentiality)]
            expected = SEEN_OUTSIDE[level][column] and OUTWARD_BY_STATUS[status] != "hidden"
            assert (event_id in found) == expected, (own, confidentiality, status, column)


def test_the_database_waits_for_both_embargoes(session: Session, office: Office) -> None:
    before, after = NOW - timedelta(seconds=1), NOW + timedelta(seconds=1)
    for of_event, of_campaign in itertools.product((None, before, NOW, after), repeat=2):
        campaign = factories.campaign(
            session, office.corporate, office.owner, status=Status.ACTIVE, embargo_until=of_campaign
        )
        event = factories.event(session, campaign, embargo_until=of_event)
        wanted = select(Event.id).join(Event.campaign)
        is_there = event.id in set(session.scalars(wanted.where(visibility.outward(None, NOW))))
        assert is_there == (after not in {of_event, of_campaign})


@pytest.mark.parametrize("status", EventStatus)
def test_an_event_is_sent_as_cancelled_with_its_campaign(status: EventStatus) -> None:
    assert visibility.is_called_off(status, Status.CANCELLED)
    assert visibility.is_called_off(status, Status.ACTIVE) == (status == EventStatus.CANCELLED)
