"""What the mixed-message guard finds in a campaign, who hears of it, and how long an answer holds."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import Kind, User
from planner.activity.models import ActivityAbout, ActivityEntry
from planner.campaigns import messages
from planner.campaigns import queries as campaigns
from planner.campaigns.lifecycle import Status, Step
from planner.campaigns.messages import MessageData
from planner.campaigns.models import Campaign, KeyMessage
from planner.custody import undoing
from planner.errors import NotAllowed, NotFound, Refusal
from planner.events.models import Override
from planner.events.words import EventStatus, Visibility
from planner.plans import actions, guard, queries
from planner.plans.guard import Finding
from planner.plans.guard_words import Rule
from tests import factories
from tests.counting import statements
from tests.factories import Office


@pytest.fixture
def mixed(session: Session, office: Office) -> Campaign:
    """A communal campaign of the team's that says much it should not, for its own people to see."""
    made = factories.ready_campaign(
        session,
        office.corporate,
        office.owner,
        confidentiality="team",
        purpose_th="แจกแว่นให้นักเรียน พร้อมน้ำหอมเพียง 99 บาท",
        purpose_en="Glasses for pupils. Buy now! And buy now again.",
    )
    message = session.scalars(select(KeyMessage).where(KeyMessage.campaign_id == made.id)).one()
    message.proof_en = "The promo code GIVE10 is printed on every case"
    factories.objective(session, made, position=2, statement_en="500 leads from the eye tests")
    event = factories.event(session, made, public_text_th="มารับแว่นและช้อปสินค้าใหม่")
    session.add(Override(event_id=event.id, on=event.spans_from.date(), title_en="Now 20% off"))
    factories.event(session, made, title_en="Cancelled: 50% off", status=EventStatus.CANCELLED)
    session.commit()
    return made


def found(session: Session, campaign: Campaign, actor: User) -> dict[str, Finding]:
    """What is found, by its words."""
    return {one.found.words: one for one in guard.look(session, campaign, actor=actor).findings}


def test_each_finding_says_which_words_in_which_field_of_which_record(
    session: Session, office: Office, mixed: Campaign
) -> None:
    looked = guard.look(session, mixed, actor=office.owner)
    assert [
        (one.rule, one.said.subject_type, one.said.field, one.found.words) for one in looked.findings
    ] == [
        (Rule.PRICE, "campaign", "purpose_th", "เพียง 99 บาท"),
        (Rule.BUY, "campaign", "purpose_en", "Buy now"),
        (Rule.BUY, "campaign", "purpose_en", "buy now"),
        (Rule.PROMO_CODE, "key_message", "proof_en", "promo code"),
        (Rule.LEAD_TARGET, "objective", "statement_en", "500 leads"),
        (Rule.BUY, "event", "public_text_th", "ช้อป"),
        (Rule.PRICE, "event_override", "title_en", "20% off"),
    ]
    assert len({one.key for one in looked.findings}) == 7
    assert looked.texts > len(looked.findings)
    assert (len(looked.open), len(looked.answered)) == (7, 0)


def test_an_answer_holds_as_long_as_the_same_words_stand_in_the_same_field(
    session: Session, office: Office, mixed: Campaign
) -> None:
    price = found(session, mixed, office.owner)["เพียง 99 บาท"]
    guard.answer(session, mixed.id, price.key, "ราคาที่ร้านค้าชุมชนตั้งเอง", actor=office.owner)
    guard.answer(session, mixed.id, price.key, "once is enough", actor=office.mate)
    mixed.purpose_th = "มอบแว่น 300 อัน พร้อมน้ำหอมเพียง 99 บาท"
    session.flush()
    kept = found(session, mixed, office.viewer)["เพียง 99 บาท"].answer
    assert kept is not None
    assert (kept.reason, kept.created_by_id) == ("ราคาที่ร้านค้าชุมชนตั้งเอง", office.owner.id)
    mixed.purpose_th, mixed.situation_th = "แจกแว่น พร้อมน้ำหอมเพียง 89 บาท", "น้ำหอมเพียง 99 บาท"
    session.flush()
    now = found(session, mixed, office.owner)
    assert now["เพียง 89 บาท"].answer is None
    assert (now["เพียง 99 บาท"].said.field, now["เพียง 99 บาท"].answer) == ("situation_th", None)
    mixed.purpose_th, mixed.situation_th = "พร้อมน้ำหอมเพียง 99 บาท", None
    session.flush()
    assert found(session, mixed, office.owner)["เพียง 99 บาท"].answer is kept


def test_taken_back_it_is_open_again_and_the_history_tells_both(
    session: Session, office: Office, mixed: Campaign
) -> None:
    key = found(session, mixed, office.owner)["promo code"].key
    guard.answer(session, mixed.id, key, "It opens the case", actor=office.owner)
    guard.take_back(session, mixed.id, key, actor=office.mate)
    guard.take_back(session, mixed.id, key, actor=office.mate)
    assert found(session, mixed, office.owner)["promo code"].answer is None
    told = session.scalars(
        select(ActivityEntry).where(ActivityEntry.verb.startswith("guard.")).order_by(ActivityEntry.id)
    ).all()
    assert [(one.verb, one.actor_id, one.note) for one in told] == [
        ("guard.answered", office.owner.id, "It opens the case"),
        ("guard.taken_back", office.mate.id, "It opens the case"),
    ]
    assert {(one.subject_type, one.subject_id, one.values["words"]) for one in told} == {
        ("campaign", mixed.id, "promo code")
    }


def test_taking_back_is_undone_but_not_over_another_answer(
    session: Session, office: Office, mixed: Campaign
) -> None:
    key = found(session, mixed, office.owner)["promo code"].key

    def taken_back() -> int:
        guard.take_back(session, mixed.id, key, actor=office.owner)
        session.commit()
        return session.scalars(select(ActivityEntry.id).order_by(ActivityEntry.id.desc()).limit(1)).one()

    guard.answer(session, mixed.id, key, "First", actor=office.owner)
    session.commit()
    undoing.undo(session, taken_back(), actor=office.owner)
    session.commit()
    again = found(session, mixed, office.owner)["promo code"].answer
    assert again is not None
    assert (again.reason, again.created_by_id) == ("First", office.owner.id)
    act = taken_back()
    guard.answer(session, mixed.id, key, "Second", actor=office.mate)
    session.commit()
    with pytest.raises(Refusal):
        undoing.undo(session, act, actor=office.owner)


def test_whoever_may_change_the_campaign_answers_and_nobody_else(
    session: Session, office: Office, mixed: Campaign
) -> None:
    key = found(session, mixed, office.owner)["เพียง 99 บาท"].key
    with pytest.raises(NotAllowed):
        guard.answer(session, mixed.id, key, "May I?", actor=office.viewer)
    with pytest.raises(NotFound):
        guard.take_back(session, mixed.id, key, actor=office.outsider)
    for reason in ("", " \n", None, "x" * 2_001):
        with pytest.raises(Refusal) as refused:
            guard.answer(session, mixed.id, key, reason, actor=office.owner)
        assert refused.value.field == "comment"
    with pytest.raises(Refusal, match="no longer there"):
        guard.answer(session, mixed.id, "of another", "Because", actor=office.owner)
    mixed.status = Status.ARCHIVED
    session.flush()
    with pytest.raises(Refusal, match="archived"):
        guard.answer(session, mixed.id, key, "Too late", actor=office.owner)


def test_words_of_an_event_are_for_those_who_see_the_event(
    session: Session, office: Office, mixed: Campaign
) -> None:
    mixed.approver_id = office.approver.id
    hidden = factories.event(
        session, mixed, title_en="Secret sale: 70% off", visibility=Visibility.RESTRICTED
    )
    session.commit()
    finding = found(session, mixed, office.owner)["70% off"]
    guard.answer(session, mixed.id, finding.key, "A rehearsal", actor=office.owner)
    assert "70% off" not in found(session, mixed, office.mate)
    seen, unseen = (
        guard.counts(session, [mixed.id], actor=one)[mixed.id] for one in (office.owner, office.mate)
    )
    assert (seen.open, seen.answered) == (7, 1)
    assert (unseen.open, unseen.answered) == (7, 0)
    with pytest.raises(Refusal, match="no longer there"):
        guard.take_back(session, mixed.id, finding.key, actor=office.mate)
    about = session.execute(
        select(ActivityAbout.record_type, ActivityAbout.record_id)
        .join(ActivityEntry, ActivityEntry.id == ActivityAbout.entry_id)
        .where(ActivityEntry.verb == "guard.answered")
        .order_by(ActivityAbout.record_type)
    ).all()
    assert [tuple(one) for one in about] == [("event", hidden.id)]


def test_many_campaigns_are_counted_in_as_many_statements_as_one(
    session: Session, office: Office, mixed: Campaign
) -> None:
    other = factories.ready_campaign(session, office.corporate, office.owner, purpose_en="Shop now")
    silent = factories.ready_campaign(session, office.corporate, office.owner)
    session.commit()
    list(session.scalars(select(Campaign.id).order_by(Campaign.id)))
    with statements(session) as for_one:
        guard.counts(session, [mixed.id], actor=office.owner)
    with statements(session) as for_all:
        counted = guard.counts(session, [mixed.id, other.id, silent.id], actor=office.owner)
    assert len(for_one) == len(for_all)
    assert {key: one.open for key, one in counted.items()} == {mixed.id: 7, other.id: 1, silent.id: 0}
    assert guard.counts(session, [], actor=office.owner) == {}


def test_a_promotion_that_claims_a_cause_is_asked_where_the_gift_stands(
    session: Session, office: Office
) -> None:
    sale = factories.ready_campaign(
        session,
        office.marketing,
        office.outsider,
        Kind.EXCHANGE,
        offer_summary_th="ลด 20% ทุกสาขา รายได้ส่วนหนึ่งมอบให้โรงพยาบาล",
    )
    factories.promotion(session, sale, terms_en="One a day. We donate 5 baht for every cup.")
    session.flush()
    assert [
        (one.rule, one.said.subject_type, one.said.field)
        for one in guard.look(session, sale, actor=office.outsider).findings
    ] == [
        (Rule.UNBACKED_CAUSE, "campaign", "offer_summary_th"),
        (Rule.UNBACKED_CAUSE, "promotion", "terms_en"),
    ]


def test_it_blocks_neither_saving_nor_sending(session: Session, office: Office, mixed: Campaign) -> None:
    messages.add(session, mixed.id, MessageData(text_en="Order now, 20% off"), actor=office.owner)
    actions.submit(session, mixed.id, actor=office.owner)
    actions.take(session, mixed.id, Step.APPROVE, actor=office.approver)
    assert mixed.status == Status.APPROVED
    key = found(session, mixed, office.owner)["20% off"].key
    guard.answer(session, mixed.id, key, "Still to be changed", actor=office.approver)
    # answers are about the words, not part of the plan: it needs no new approval
    whole = campaigns.whole(session, mixed.id, actor=office.owner)
    stands = queries.standing(session, whole, queries.objectives_of(session, mixed.id))
    assert not stands.is_changed
