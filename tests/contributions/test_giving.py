"""Noting what was given: by whom, in which campaigns, with what; put right, taken out, undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock
from planner.accounts.models import Kind, User
from planner.activity.models import ActivityEntry
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.campaigns.words import Confidentiality
from planner.contributions import giving, needs
from planner.contributions.giving import Gift, Goals, NewContribution, Results
from planner.contributions.models import Contribution
from planner.contributions.needs import Answer
from planner.contributions.valuing import Worth
from planner.contributions.words import Form, Motivation, SubjectArea, ValuationBasis
from planner.custody import deletion, undoing
from planner.errors import NotAllowed, NotFound, Refusal, Stale
from planner.events.models import Attachment
from planner.events.words import AttachmentRole, EventStatus
from planner.plans import kind_change
from planner.promotions import actions as promotions
from planner.promotions import causes
from planner.promotions.actions import NewPromotion, Period
from planner.promotions.words import Mechanic
from tests import factories
from tests.factories import Office


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """Communal, and running."""
    made = factories.campaign(session, office.corporate, office.owner, status=Status.ACTIVE)
    session.commit()
    return made


def gift(**values: Any) -> Gift:
    """Glasses for a school, today."""
    given: dict[str, Any] = {
        "motivation": Motivation.COMMUNITY_INVESTMENT,
        "subject_area": SubjectArea.HEALTH,
        "contributed_on": clock.today(),
        "description_en": "Glasses for 40 pupils",
        "recipient": "Ban Rai school",
    }
    return Gift(**{**given, **values})


def cash(campaign: Campaign, **values: Any) -> NewContribution:
    """A thousand baht."""
    return NewContribution(
        campaign_id=campaign.id,
        form=Form.CASH,
        gift=gift(**values),
        worth=Worth(currency="THB", value_minor=100_000),
    )


def latest(session: Session) -> ActivityEntry:
    """What the log says last."""
    found = session.scalars(select(ActivityEntry).order_by(ActivityEntry.id.desc())).first()
    assert found is not None
    return found


def test_a_contribution_is_noted_revised_and_taken_out_and_each_is_undone(
    session: Session, office: Office, campaign: Campaign
) -> None:
    made = giving.note(session, cash(campaign), actor=office.mate)
    session.commit()
    assert (made.value_minor, made.valuation_basis) == (100_000, ValuationBasis.ACTUAL_COST)
    assert made.created_by_id == office.mate.id
    assert latest(session).verb == "contribution.noted"
    giving.revise(
        session, made.id, Results(people_reached=40, leverage_customers_minor=5), actor=office.owner
    )
    session.commit()
    giving.revise(session, made.id, Goals(sdg=(4, 3, 3)), actor=office.owner)
    session.commit()
    assert (made.people_reached, made.sdg) == (40, [3, 4])
    undoing.undo(session, latest(session).id, actor=office.owner)
    session.commit()
    session.refresh(made)
    assert made.sdg == []
    key, version = made.id, made.version
    giving.remove(session, key, actor=office.owner, version=version)
    session.commit()
    undoing.undo(session, latest(session).id, actor=office.owner)
    session.commit()
    [back] = session.scalars(select(Contribution).order_by(Contribution.id))
    assert (back.id, back.people_reached, back.leverage_customers_minor) == (key, 40, 5)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"description_en": " "}, "description"),
        ({"recipient": None}, "recipient"),
        ({"contributed_on": clock.today() + timedelta(days=2)}, "contributed_on"),
        ({"contributed_on": clock.today() - timedelta(days=366 * 5)}, "contributed_on"),
        ({"recipient_id": 999_999}, "recipient_id"),
        ({"event_id": 999_999}, "event_id"),
    ],
)
def test_what_a_contribution_means_nothing_without_is_asked_for(
    session: Session, office: Office, campaign: Campaign, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as refused, session.begin_nested():
        giving.note(session, cash(campaign, **values), actor=office.mate)
    assert refused.value.field == field
    assert not session.scalars(select(Contribution.id).order_by(Contribution.id)).all()


def test_who_takes_part_is_named_by_their_record_and_by_no_second_name(
    session: Session, office: Office, campaign: Campaign
) -> None:
    school = factories.stakeholder(session)
    factories.participation(session, campaign, school)
    session.commit()
    made = giving.note(session, cash(campaign, recipient_id=school.id), actor=office.mate)
    assert (made.recipient_id, made.recipient) == (school.id, None)


def test_hours_are_taken_from_the_event_and_those_who_came_to_give_their_time(
    session: Session, office: Office, campaign: Campaign
) -> None:
    event = factories.event(session, campaign)
    starts = clock.now().replace(microsecond=0)
    event.starts_at, event.ends_at = starts, starts + timedelta(hours=2, minutes=30)
    for role in (AttachmentRole.VOLUNTEER, AttachmentRole.STAFF, AttachmentRole.GUEST):
        who = factories.stakeholder(session)
        session.add(Attachment(event_id=event.id, stakeholder_id=who.id, role=role))
    session.commit()
    worth = Worth(
        currency="THB",
        in_paid_time=True,
        valuation_basis=ValuationBasis.HOURLY_RATE,
        hourly_rate_minor=20_000,
    )
    data = NewContribution(campaign_id=campaign.id, form=Form.TIME, gift=gift(event_id=event.id), worth=worth)
    made = giving.note(session, data, actor=office.mate)
    session.commit()
    assert (made.people, made.hours, made.value_minor) == (2, Decimal(5), 100_000)
    more = giving.note(session, replace(data, worth=replace(worth, people=10)), actor=office.mate)
    assert (more.people, more.hours) == (10, Decimal(25))


def test_only_planners_of_a_communal_campaign_note_what_it_gives(
    session: Session, office: Office, campaign: Campaign
) -> None:
    selling = factories.campaign(session, office.marketing, office.outsider, Kind.EXCHANGE)
    session.commit()
    refused: list[tuple[User, Campaign, type[Exception]]] = [
        (office.viewer, campaign, NotAllowed),
        (office.outsider, campaign, NotAllowed),
        (office.outsider, selling, Refusal),
    ]
    for who, where, error in refused:
        with pytest.raises(error), session.begin_nested():
            giving.note(session, cash(where), actor=who)
    made = factories.contribution(session, campaign)
    campaign.confidentiality = Confidentiality.RESTRICTED
    session.commit()
    with pytest.raises(NotFound), session.begin_nested():
        giving.revise(session, made.id, Goals(sdg=(1,)), actor=office.outsider)
    with pytest.raises(Stale), session.begin_nested():
        giving.revise(session, made.id, Goals(sdg=(1,)), actor=office.owner, version=made.version + 1)


def test_a_campaign_that_gave_stays_communal_and_is_not_deleted(
    session: Session, office: Office, campaign: Campaign
) -> None:
    campaign.status = Status.DRAFT
    made = factories.contribution(session, campaign)
    session.commit()
    with pytest.raises(Refusal), session.begin_nested():
        kind_change.preview(session, campaign.id, actor=office.owner)
    with pytest.raises(Refusal), session.begin_nested():
        deletion.delete_campaign(session, campaign.id, actor=office.owner)
    giving.remove(session, made.id, actor=office.owner)
    session.commit()
    deletion.delete_campaign(session, campaign.id, actor=office.owner)


def test_what_answered_a_need_or_backs_a_promotion_stays(
    session: Session, office: Office, campaign: Campaign
) -> None:
    made = factories.contribution(session, campaign)
    need = factories.need(session, campaign)
    session.commit()
    answer = Answer(response="Bought them", answered_on=clock.today(), contribution_id=made.id)
    needs.answer(session, need.id, answer, actor=office.mate)
    session.commit()
    with pytest.raises(Refusal), session.begin_nested():
        causes.remove_contribution(session, made.id, actor=office.mate)
    needs.reopen(session, need.id, actor=office.mate)
    session.commit()
    selling = factories.campaign(session, office.marketing, office.outsider, Kind.EXCHANGE)
    session.commit()
    today = clock.today()
    data = NewPromotion(
        campaign_id=selling.id,
        mechanic=Mechanic.CAUSE_RELATED,
        period=Period(start_on=today, end_on=today),
        name_en="A baht of each",
    )
    with pytest.raises(Refusal) as refused, session.begin_nested():
        promotions.plan(session, data, actor=office.outsider)
    assert refused.value.field == "contribution_id"
    promotion = promotions.plan(session, replace(data, contribution_id=made.id), actor=office.outsider)
    session.commit()
    assert promotion.contribution_id == made.id
    with pytest.raises(Refusal), session.begin_nested():
        causes.remove_contribution(session, made.id, actor=office.mate)
    promotions.remove(session, promotion.id, actor=office.outsider)
    session.commit()
    causes.remove_contribution(session, made.id, actor=office.mate)


@pytest.mark.parametrize(
    ("days", "status"),
    [(-1, EventStatus.CANCELLED), (-1, EventStatus.POSTPONED), (2, EventStatus.CONFIRMED)],
)
def test_no_hours_are_taken_from_an_event_that_did_not_take_place(
    session: Session, office: Office, campaign: Campaign, days: int, status: EventStatus
) -> None:
    starts = clock.now().replace(microsecond=0) + timedelta(days=days)
    event = factories.event(
        session, campaign, starts_at=starts, ends_at=starts + timedelta(hours=2), status=status
    )
    session.commit()
    worth = Worth(currency="THB", people=3, in_paid_time=False)
    data = NewContribution(campaign_id=campaign.id, form=Form.TIME, gift=gift(event_id=event.id), worth=worth)
    with pytest.raises(Refusal) as refused, session.begin_nested():
        giving.note(session, data, actor=office.mate)
    assert refused.value.field == "hours"
    typed = replace(data, worth=replace(worth, hours=Decimal(4)))
    assert giving.note(session, typed, actor=office.mate).hours == Decimal(4)


def test_what_others_gave_keeps_its_currency(session: Session, office: Office, campaign: Campaign) -> None:
    made = giving.note(session, cash(campaign), actor=office.owner)
    session.commit()
    giving.revise(session, made.id, Results(leverage_customers_minor=100_000), actor=office.owner)
    session.commit()
    yen = Worth(currency="JPY", value_minor=1_000)
    with pytest.raises(Refusal) as refused, session.begin_nested():
        giving.revise(session, made.id, yen, actor=office.owner)
    assert refused.value.field == "currency"
    giving.revise(session, made.id, Results(), actor=office.owner)
    session.commit()
    giving.revise(session, made.id, yen, actor=office.owner)
    assert (made.currency, made.value_minor) == ("JPY", 1_000)
