"""Who takes part, what is said and what it costs."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.activity.models import ActivityEntry
from planner.campaigns import actions, budget, messages, participations, queries
from planner.campaigns.budget import LineData
from planner.campaigns.lifecycle import Status
from planner.campaigns.messages import MessageData, Way
from planner.campaigns.models import Campaign, KeyMessage
from planner.campaigns.participations import NewParticipation, ParticipationData
from planner.campaigns.words import ParticipationRole
from planner.errors import NotAllowed, NotFound, Refusal, Stale
from planner.stakeholders.words import Engagement, StakeholderStatus
from tests import factories
from tests.factories import Office

PARTNER = ParticipationRole.PARTNER


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """A draft of the owner's."""
    return factories.campaign(session, office.corporate, office.owner)


def said(session: Session, campaign: Campaign, actor: User) -> list[str | None]:
    return [one.text_en for one in queries.whole(session, campaign.id, actor=actor).messages]


def last_entry(session: Session) -> ActivityEntry:
    return session.scalars(select(ActivityEntry).order_by(ActivityEntry.id.desc()).limit(1)).one()


# ── Participations ──────────────────────────────────────────────────────────────────────────────────────


def test_a_stakeholder_takes_part_once(session: Session, office: Office, campaign: Campaign) -> None:
    who = factories.stakeholder(session)
    participations.add(session, campaign.id, NewParticipation(who.id, PARTNER), actor=office.mate)
    with pytest.raises(Refusal) as refusal:
        participations.add(session, campaign.id, NewParticipation(who.id, PARTNER), actor=office.mate)
    assert refusal.value.field == "stakeholder"
    entry = last_entry(session)
    assert entry.verb == "participation.added"
    assert entry.values["name_en"] == who.name_en


def test_who_takes_part_already_or_is_inactive_is_not_offered(
    session: Session, office: Office, campaign: Campaign
) -> None:
    known = factories.stakeholder(session, organisation_name_th="ชุมชนปากน้ำ")
    factories.stakeholder(session, organisation_name_th="ชุมชนเดิม", status=StakeholderStatus.INACTIVE)
    free = factories.stakeholder(session, organisation_name_th="กลุ่มชุมชนเกาะลอย")
    participations.add(session, campaign.id, NewParticipation(known.id, PARTNER), actor=office.owner)
    found = participations.candidates(session, campaign, "ชุมชน")
    assert [one.id for one in found] == [free.id]


def test_an_inactive_stakeholder_cannot_be_added_by_number(
    session: Session, office: Office, campaign: Campaign
) -> None:
    gone = factories.stakeholder(session, status=StakeholderStatus.INACTIVE)
    with pytest.raises(NotFound):
        participations.add(session, campaign.id, NewParticipation(gone.id, PARTNER), actor=office.owner)


def test_a_participation_says_how_the_relationship_is_cultivated(
    session: Session, office: Office, campaign: Campaign
) -> None:
    one = factories.participation(session, campaign, factories.stakeholder(session))
    message = messages.add(session, campaign.id, MessageData(text_en="Water"), actor=office.owner)
    changed = participations.revise(
        session,
        one.id,
        ParticipationData(
            PARTNER, "They know the wells", Engagement.INVOLVE, ["assurances", "access"], message.id
        ),
        actor=office.mate,
    )
    assert changed.strategies == ["access", "assurances"]
    assert (changed.engagement_desired, changed.message_id) == (Engagement.INVOLVE, message.id)


def test_a_participation_carries_only_a_message_of_its_own_campaign(
    session: Session, office: Office, campaign: Campaign
) -> None:
    one = factories.participation(session, campaign, factories.stakeholder(session))
    other = factories.campaign(session, office.corporate, office.owner)
    foreign = messages.add(session, other.id, MessageData(text_en="Other"), actor=office.owner)
    with pytest.raises(Refusal) as refusal:
        participations.revise(
            session, one.id, ParticipationData(PARTNER, message_id=foreign.id), actor=office.owner
        )
    assert refusal.value.field == "message"


def test_messages_for_someone_taken_out_are_for_everyone_again(
    session: Session, office: Office, campaign: Campaign
) -> None:
    who = factories.stakeholder(session)
    one = factories.participation(session, campaign, who)
    message = messages.add(
        session, campaign.id, MessageData(text_en="For you", public_id=who.id), actor=office.owner
    )
    participations.remove(session, one.id, actor=office.owner)
    session.refresh(message)
    assert message.public_id is None
    assert last_entry(session).changes == {"role": ["beneficiary", None]}


# ── Key messages ────────────────────────────────────────────────────────────────────────────────────────


def test_messages_keep_their_order_and_move_by_one(
    session: Session, office: Office, campaign: Campaign
) -> None:
    made = [
        messages.add(session, campaign.id, MessageData(text_en=words), actor=office.owner)
        for words in ("one", "two", "three")
    ]
    messages.move(session, made[2].id, Way.UP, actor=office.mate)
    assert said(session, campaign, office.owner) == ["one", "three", "two"]
    messages.move(session, made[0].id, Way.DOWN, actor=office.mate)
    assert said(session, campaign, office.owner) == ["three", "one", "two"]
    messages.move(session, made[1].id, Way.DOWN, actor=office.mate)
    assert said(session, campaign, office.owner) == ["three", "one", "two"]


def test_a_message_needs_words_in_one_language(session: Session, office: Office, campaign: Campaign) -> None:
    with pytest.raises(Refusal) as refusal:
        messages.add(session, campaign.id, MessageData(text_th="  ", proof_en="true"), actor=office.owner)
    assert refusal.value.field == "text"


def test_a_message_is_for_somebody_who_takes_part(
    session: Session, office: Office, campaign: Campaign
) -> None:
    stranger = factories.stakeholder(session)
    with pytest.raises(Refusal) as refusal:
        messages.add(
            session, campaign.id, MessageData(text_en="Hello", public_id=stranger.id), actor=office.owner
        )
    assert refusal.value.field == "public"


def test_a_removed_message_leaves_the_participations_that_carried_it(
    session: Session, office: Office, campaign: Campaign
) -> None:
    message = messages.add(session, campaign.id, MessageData(text_en="Gone"), actor=office.owner)
    one = factories.participation(session, campaign, factories.stakeholder(session), message_id=message.id)
    messages.remove(session, message.id, actor=office.owner, version=message.version)
    session.refresh(one)
    assert one.message_id is None
    assert session.scalars(select(KeyMessage).where(KeyMessage.campaign_id == campaign.id)).all() == []
    assert last_entry(session).changes == {"text_en": ["Gone", None]}


def test_an_older_message_is_stale(session: Session, office: Office, campaign: Campaign) -> None:
    message = messages.add(session, campaign.id, MessageData(text_en="First"), actor=office.owner)
    seen = message.version
    messages.revise(session, message.id, MessageData(text_en="Second"), actor=office.mate)
    with pytest.raises(Stale):
        messages.revise(session, message.id, MessageData(text_en="Third", version=seen), actor=office.owner)


# ── Budget ──────────────────────────────────────────────────────────────────────────────────────────────


def test_totals_keep_currencies_apart(session: Session, office: Office, campaign: Campaign) -> None:
    for line in (
        LineData("Boats", "THB", 100_00, 50_00, 20_00),
        LineData("Prize", "JPY", 5_000),
        LineData("Food", "THB", 30_00),
    ):
        budget.add(session, campaign.id, line, actor=office.owner)
    totals = budget.totals(queries.whole(session, campaign.id, actor=office.owner).budget_lines)
    assert [
        (one.currency, one.figures.planned, one.figures.committed, one.figures.actual) for one in totals
    ] == [
        ("THB", 130_00, 50_00, 20_00),
        ("JPY", 5_000, 0, 0),
    ]


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (LineData(" "), "category"),
        (LineData("Boats", "XXX"), "currency"),
        (LineData("Boats", planned_minor=-1), "planned"),
        (LineData("Boats", actual_minor=-1), "actual"),
    ],
)
def test_a_line_that_makes_no_sense_is_refused_beside_its_field(
    session: Session, office: Office, campaign: Campaign, line: LineData, field: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        budget.add(session, campaign.id, line, actor=office.owner)
    assert refusal.value.field == field


def test_no_budget_is_said_only_without_lines_and_a_line_takes_it_back(
    session: Session, office: Office, campaign: Campaign
) -> None:
    actions.state_no_budget(session, campaign.id, True, actor=office.owner)
    assert queries.shown(session, campaign.id, actor=office.owner).has_no_budget
    line = budget.add(session, campaign.id, LineData("Boats"), actor=office.owner)
    assert not queries.shown(session, campaign.id, actor=office.owner).has_no_budget
    with pytest.raises(Refusal):
        actions.state_no_budget(session, campaign.id, True, actor=office.owner)
    budget.remove(session, line.id, actor=office.owner)
    actions.state_no_budget(session, campaign.id, True, actor=office.owner)


# ── All of them ─────────────────────────────────────────────────────────────────────────────────────────


def try_everything(session: Session, campaign: Campaign, actor: User, refused: type[Exception]) -> None:
    who = factories.stakeholder(session)
    one = factories.participation(session, campaign, factories.stakeholder(session))
    message = KeyMessage(campaign_id=campaign.id, position=1, text_en="x")
    session.add(message)
    session.flush()
    attempts = (
        lambda: participations.add(session, campaign.id, NewParticipation(who.id, PARTNER), actor=actor),
        lambda: participations.revise(session, one.id, ParticipationData(PARTNER), actor=actor),
        lambda: participations.remove(session, one.id, actor=actor),
        lambda: messages.add(session, campaign.id, MessageData(text_en="y"), actor=actor),
        lambda: messages.revise(session, message.id, MessageData(text_en="y"), actor=actor),
        lambda: messages.move(session, message.id, Way.UP, actor=actor),
        lambda: messages.remove(session, message.id, actor=actor),
        lambda: budget.add(session, campaign.id, LineData("Boats"), actor=actor),
        lambda: actions.state_no_budget(session, campaign.id, True, actor=actor),
    )
    for attempt in attempts:
        with pytest.raises(refused):
            attempt()


def test_viewers_and_outsiders_change_nothing(session: Session, office: Office, campaign: Campaign) -> None:
    for actor in (office.viewer, office.outsider):
        try_everything(session, campaign, actor, NotAllowed)


def test_an_archived_campaign_is_only_read(session: Session, office: Office, campaign: Campaign) -> None:
    campaign.status = Status.ARCHIVED
    session.flush()
    try_everything(session, campaign, office.owner, Refusal)


def test_the_parts_of_a_campaign_one_may_not_see_are_not_found(session: Session, office: Office) -> None:
    one = session.scalars(select(KeyMessage).where(KeyMessage.campaign_id == office.noise.id)).one()
    with pytest.raises(NotFound):
        messages.revise(session, one.id, MessageData(text_en="y"), actor=office.owner)
