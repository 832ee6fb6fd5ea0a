"""Two records of one stakeholder become one: every reference moves, nothing is orphaned, undoing brings all back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from planner.activity.images import KEPT
from planner.activity.models import ActivityEntry
from planner.campaigns.models import Campaign, KeyMessage, Participation
from planner.campaigns.words import ParticipationRole
from planner.custody import merging, standing, undoing
from planner.custody.merging import Merge
from planner.errors import NotAllowed, NotFound, Refusal, Stale
from planner.events.models import Attachment, Event
from planner.events.words import AttachmentRole
from planner.feeds.models import Feed, Holder
from planner.i18n import Language
from planner.stakeholders import consents
from planner.stakeholders.models import Affiliation, Consent, Stakeholder
from planner.stakeholders.words import (
    ConsentMethod,
    ConsentPurpose,
    ConsentState,
    StakeholderKind,
    StakeholderStatus,
)
from tests import factories
from tests.custody.rows import everything
from tests.factories import Office

PERSON = StakeholderKind.PERSON
SAID = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def office(session: Session, office: Office) -> Office:
    """The cast as they stand beside the session: no rollback makes them forget themselves."""
    session.commit()
    session.expunge_all()
    return office


def afresh(session: Session) -> None:
    """End the transaction; what was loaded stays as it was read."""
    session.expunge_all()
    session.rollback()


def pair(session: Session, **values: object) -> tuple[Stakeholder, Stakeholder]:
    """The same person, taken up twice."""
    kept = factories.stakeholder(session, kind=PERSON, emails=["a@example.org"], **values)
    dropped = factories.stakeholder(session, kind=PERSON, emails=["b@example.org", "a@example.org"])
    session.commit()
    return kept, dropped


def merged(session: Session, office: Office, data: Merge) -> int:
    """Merge and commit; the act's number."""
    session.expunge_all()
    merging.merge(session, data, actor=office.administrator)
    session.commit()
    session.expunge_all()
    return session.scalars(
        select(func.max(ActivityEntry.id)).where(ActivityEntry.verb == "stakeholder.merged")
    ).one()


def test_every_table_that_names_a_stakeholder_can_be_undone() -> None:
    assert {table.name for table, _ in standing.pointing_at("stakeholder")} <= KEPT


def test_addresses_of_both_are_kept_and_empty_fields_are_filled_as_chosen(
    session: Session, office: Office
) -> None:
    kept, dropped = pair(session, line_id=None)
    dropped.line_id, dropped.nickname_th = "somchai", "ชาย"
    session.commit()
    shown = merging.preview(session, kept.id, dropped.id, actor=office.owner)
    assert {one.key for one in shown.differences if one.takes_dropped} == {"line_id", "nickname_th"}
    assert shown.gathered["emails"] == ["a@example.org", "b@example.org"]
    afresh(session)
    data = Merge(kept.id, dropped.id, frozenset({"line_id"}))
    merged(session, office, data)
    one = session.get_one(Stakeholder, kept.id)
    assert (one.line_id, one.nickname_th) == ("somchai", None)
    assert one.emails == ["a@example.org", "b@example.org"]
    gone = session.get_one(Stakeholder, dropped.id)
    assert (gone.status, gone.merged_into_id) == (StakeholderStatus.MERGED, kept.id)
    assert merging.survivor(session, gone).id == kept.id


def test_the_same_campaign_keeps_one_row_with_what_either_said(session: Session, office: Office) -> None:
    campaign = factories.campaign(session, office.corporate, office.owner)
    kept, dropped = pair(session)
    factories.participation(session, campaign, kept, role=ParticipationRole.PARTNER, strategies=["access"])
    factories.participation(
        session,
        campaign,
        dropped,
        role=ParticipationRole.BENEFICIARY,
        why_them="Runs the well",
        strategies=["openness", "access"],
    )
    session.commit()
    shown = merging.preview(session, kept.id, dropped.id, actor=office.owner)
    assert shown.joins == {"participation": 1}
    afresh(session)
    merged(session, office, Merge(kept.id, dropped.id))
    one = session.scalars(select(Participation).where(Participation.campaign_id == campaign.id)).one()
    assert (one.stakeholder_id, one.role, one.why_them) == (
        kept.id,
        ParticipationRole.PARTNER,
        "Runs the well",
    )
    assert one.strategies == ["access", "openness"]


def test_a_guest_who_is_also_the_speaker_speaks(session: Session, office: Office) -> None:
    event = factories.event(session, factories.campaign(session, office.corporate, office.owner))
    kept, dropped = pair(session)
    session.add(Attachment(event_id=event.id, stakeholder_id=kept.id))
    session.add(Attachment(event_id=event.id, stakeholder_id=dropped.id, role=AttachmentRole.SPEAKER))
    session.commit()
    sequence = event.sequence
    merged(session, office, Merge(kept.id, dropped.id))
    one = session.scalars(select(Attachment).where(Attachment.event_id == event.id)).one()
    assert (one.stakeholder_id, one.role) == (kept.id, AttachmentRole.SPEAKER)
    assert session.get_one(Event, event.id).sequence > sequence


def test_the_newest_word_on_each_purpose_holds(session: Session, office: Office) -> None:
    kept, dropped = pair(session)
    for who, days, state in ((kept, 1, ConsentState.GIVEN), (dropped, 2, ConsentState.WITHDRAWN)):
        session.add(consent(who, ConsentPurpose.EVENT_INVITATIONS, state, days))
    session.commit()
    merged(session, office, Merge(kept.id, dropped.id))
    said = session.scalars(select(Consent).where(Consent.stakeholder_id == kept.id)).all()
    assert len(said) == 2
    assert consents.state_of(said, ConsentPurpose.EVENT_INVITATIONS) == ConsentState.WITHDRAWN


def test_do_not_contact_stays_if_either_asked_for_it(session: Session, office: Office) -> None:
    kept, dropped = pair(session)
    dropped.do_not_contact, dropped.do_not_contact_reason = True, "Asked by phone"
    session.commit()
    merged(session, office, Merge(kept.id, dropped.id))
    one = session.get_one(Stakeholder, kept.id)
    assert (one.do_not_contact, one.do_not_contact_reason) == (True, "Asked by phone")


def test_the_feed_of_the_one_who_goes_is_the_others_with_the_same_link(
    session: Session, office: Office
) -> None:
    kept, dropped = pair(session)
    feed = Feed(holder=Holder.STAKEHOLDER, stakeholder_id=dropped.id, name="ของคุณมานี")
    session.add(feed)
    session.commit()
    was = (feed.secret_version, feed.withdrawn_at)
    merged(session, office, Merge(kept.id, dropped.id))
    now = session.get_one(Feed, feed.id)
    assert now.stakeholder_id == kept.id
    assert (now.secret_version, now.withdrawn_at) == was


def test_a_row_of_another_teams_campaign_is_not_merged_away(session: Session, office: Office) -> None:
    keeps, drops = factories.stakeholder(session), factories.stakeholder(session)
    theirs = factories.campaign(session, office.marketing, office.outsider)
    for who in (keeps, drops):
        session.add(Participation(campaign_id=theirs.id, stakeholder_id=who.id, role=ParticipationRole.MEDIA))
    session.flush()
    with pytest.raises(Refusal, match="another team"):
        merging.merge(session, Merge(keeps.id, drops.id), actor=office.owner)
    merging.merge(session, Merge(keeps.id, drops.id), actor=office.outsider)


def test_who_may_not_write_about_stakeholders_may_not_merge_them(session: Session, office: Office) -> None:
    kept, dropped = pair(session)
    with pytest.raises(NotAllowed):
        merging.merge(session, Merge(kept.id, dropped.id), actor=office.viewer)
    with pytest.raises(NotFound):
        merging.merge(session, Merge(kept.id, 99_999), actor=office.owner)


def test_unlike_kinds_the_same_one_and_those_set_aside_are_refused(session: Session, office: Office) -> None:
    kept, dropped = pair(session)
    body = factories.stakeholder(session)
    session.commit()
    for other, said in ((kept, "two different"), (body, "Only two people")):
        with pytest.raises(Refusal, match=said):
            merging.merge(session, Merge(kept.id, other.id), actor=office.owner)
        afresh(session)
    merged(session, office, Merge(kept.id, dropped.id))
    with pytest.raises(Refusal, match="merged into another"):
        merging.merge(session, Merge(kept.id, dropped.id), actor=office.owner)


def test_a_record_that_somebody_changed_meanwhile_is_looked_at_again(
    session: Session, office: Office
) -> None:
    kept, dropped = pair(session)
    with pytest.raises(Stale):
        merging.merge(session, Merge(kept.id, dropped.id, keeps_version=9), actor=office.owner)
    with pytest.raises(Stale):
        merging.merge(session, Merge(kept.id, dropped.id, drops_version=9), actor=office.owner)


def consent(who: Stakeholder, purpose: ConsentPurpose, state: ConsentState, days: int) -> Consent:
    """What they said, so many days into the year."""
    return Consent(
        stakeholder_id=who.id,
        purpose=purpose,
        state=state,
        text_version="1",
        language=Language.TH,
        method=ConsentMethod.SPOKEN_NOTED,
        said_at=SAID + timedelta(days=days),
    )


@dataclass(frozen=True)
class Held:
    """What hangs on one of the two."""

    campaigns: frozenset[int]
    events: frozenset[int]
    bodies: frozenset[int]
    said: tuple[tuple[ConsentPurpose, ConsentState, int], ...]
    feeds: int
    is_barred: bool
    has_message: bool
    has_earlier: bool
    nickname: str | None


def indices(most: int) -> st.SearchStrategy[frozenset[int]]:
    """Some of the first few."""
    return st.frozensets(st.integers(0, most - 1))


HELD = st.builds(
    Held,
    campaigns=indices(3),
    events=indices(3),
    bodies=indices(2),
    said=st.lists(
        st.tuples(
            st.sampled_from(list(ConsentPurpose)[:2]),
            st.sampled_from(consents.SAID),
            st.integers(0, 300),
        ),
        max_size=3,
    ).map(tuple),
    feeds=st.integers(0, 2),
    is_barred=st.booleans(),
    has_message=st.booleans(),
    has_earlier=st.booleans(),
    nickname=st.sampled_from([None, "ชาย", "แดง"]),
)


@dataclass
class Around:
    """What the two may hang on."""

    campaigns: list[Campaign]
    events: list[Event]
    bodies: list[Stakeholder]


@pytest.fixture
def around(session: Session, office: Office) -> Around:
    """Campaigns, events and organisations."""
    campaigns = [factories.campaign(session, office.corporate, office.owner) for _ in range(3)]
    events = [factories.event(session, campaigns[0]) for _ in range(3)]
    made = Around(campaigns, events, [factories.stakeholder(session) for _ in range(2)])
    session.commit()
    session.expunge_all()
    return made


def hang(session: Session, around: Around, held: Held) -> Stakeholder:
    """A person with all of this."""
    who = factories.stakeholder(
        session, kind=PERSON, nickname_th=held.nickname, do_not_contact=held.is_barred
    )
    for place in sorted(held.campaigns):
        part = factories.participation(session, around.campaigns[place], who)
        if held.has_message:
            message = KeyMessage(
                campaign_id=around.campaigns[place].id, position=1, text_en="x", public_id=who.id
            )
            session.add(message)
            session.flush()
            part.message_id = message.id
    session.add_all(
        Attachment(event_id=around.events[place].id, stakeholder_id=who.id) for place in held.events
    )
    session.add_all(
        Affiliation(person_id=who.id, organisation_id=around.bodies[one].id) for one in held.bodies
    )
    session.add_all(consent(who, *said) for said in held.said)
    session.add_all(
        Feed(holder=Holder.STAKEHOLDER, stakeholder_id=who.id, name="x") for _ in range(held.feeds)
    )
    if held.has_earlier:
        factories.stakeholder(session, kind=PERSON, status=StakeholderStatus.MERGED, merged_into_id=who.id)
    session.commit()
    return who


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(first=HELD, second=HELD)
def test_merging_moves_all_and_undoing_brings_all_back(
    session: Session, office: Office, around: Around, first: Held, second: Held
) -> None:
    kept, dropped = hang(session, around, first), hang(session, around, second)
    keys = kept.id, dropped.id
    before = everything(session)
    act = merged(session, office, Merge(*keys))
    after = everything(session)
    for table, column in standing.pointing_at("stakeholder"):
        left = session.scalar(select(func.count()).select_from(table).where(column == keys[1]))
        assert left == 0, f"{table.name}.{column.name} still names the one that was merged away"
    for table in {table for table, _ in standing.pointing_at("stakeholder")}:
        for key in table.foreign_keys:
            lost = select(func.count()).where(key.parent.is_not(None), key.parent.not_in(select(key.column)))
            assert session.scalar(lost) == 0
    takes_part = set(
        session.scalars(select(Participation.campaign_id).where(Participation.stakeholder_id == keys[0]))
    )
    assert takes_part == {around.campaigns[place].id for place in first.campaigns | second.campaigns}
    attached = set(session.scalars(select(Attachment.event_id).where(Attachment.stakeholder_id == keys[0])))
    assert attached == {around.events[place].id for place in first.events | second.events}
    belongs = session.scalars(
        select(Affiliation.organisation_id).where(Affiliation.person_id == keys[0])
    ).all()
    assert sorted(belongs) == sorted(around.bodies[place].id for place in first.bodies | second.bodies)
    feeds = session.scalar(select(func.count()).select_from(Feed).where(Feed.stakeholder_id == keys[0]))
    assert feeds == first.feeds + second.feeds
    one = session.get_one(Stakeholder, keys[0])
    assert one.do_not_contact == (first.is_barred or second.is_barred)
    said = session.scalars(select(Consent).where(Consent.stakeholder_id == keys[0])).all()
    assert len(said) == len(first.said) + len(second.said)
    afresh(session)
    back = undoing.undo(session, act, actor=office.administrator)
    session.commit()
    assert everything(session) == before
    session.expunge_all()
    again = undoing.undo(session, back.id, actor=office.administrator)
    session.commit()
    assert again.verb == "act.redone"
    assert everything(session) == after
