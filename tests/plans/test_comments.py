"""Comments on a plan: who says what about which plan, for how long it may be changed, and what withdrawing leaves."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.activity.models import ActivityEntry
from planner.campaigns.lifecycle import Step
from planner.campaigns.models import Campaign
from planner.errors import NotAllowed, NotFound, Refusal, Stale
from planner.plans import actions, comments
from planner.plans.models import PlanComment
from tests import factories
from tests.factories import Office


@pytest.fixture
def sent(session: Session, office: Office) -> Campaign:
    made = factories.ready_campaign(session, office.corporate, office.owner, confidentiality="team")
    actions.submit(session, made.id, actor=office.owner)
    return made


def verbs(session: Session) -> list[str]:
    return list(
        session.scalars(
            select(ActivityEntry.verb)
            .where(ActivityEntry.subject_type == "plan_comment")
            .order_by(ActivityEntry.id)
        )
    )


def test_a_comment_belongs_to_the_plan_that_was_read(
    session: Session, office: Office, sent: Campaign
) -> None:
    actions.move(session, sent.id, Step.WITHDRAW, actor=office.owner)
    actions.submit(session, sent.id, actor=office.owner)
    first = comments.write(session, sent.id, "About the first", actor=office.mate, number=1)
    newest = comments.write(session, sent.id, "About the newest", actor=office.approver)
    told = comments.of_campaign(session, sent.id)
    assert [(one.snapshot.number, one.text) for one in told] == [
        (1, "About the first"),
        (2, "About the newest"),
    ]
    assert [one.written_by for one in told] == [office.mate, office.approver]
    assert first.snapshot_id != newest.snapshot_id
    with pytest.raises(Refusal):
        comments.write(session, sent.id, "About none", actor=office.mate, number=7)


def test_nobody_comments_on_a_plan_that_was_never_sent(session: Session, office: Office) -> None:
    draft = factories.ready_campaign(session, office.corporate, office.owner)
    with pytest.raises(Refusal, match="No plan has been sent"):
        comments.write(session, draft.id, "Too early", actor=office.owner)


def test_viewers_read_and_say_nothing_and_outsiders_know_of_nothing(
    session: Session, office: Office, sent: Campaign
) -> None:
    with pytest.raises(NotAllowed):
        comments.write(session, sent.id, "May I?", actor=office.viewer)
    with pytest.raises(NotFound):
        comments.write(session, sent.id, "Hello", actor=office.outsider)
    said = comments.write(session, sent.id, "Ours", actor=office.mate)
    with pytest.raises(NotFound):
        comments.withdraw(session, said.id, actor=office.outsider)
    with pytest.raises(NotAllowed):
        comments.withdraw(session, said.id, actor=office.owner)
    with pytest.raises(NotAllowed):
        comments.revise(session, said.id, "Theirs", actor=office.owner)


@pytest.mark.parametrize("said", ["", "   \n ", None, "x" * 2_001])
def test_a_comment_says_something_and_not_too_much(
    session: Session, office: Office, sent: Campaign, said: str | None
) -> None:
    with pytest.raises(Refusal):
        comments.write(session, sent.id, said, actor=office.mate)


def test_ones_own_words_change_for_ten_minutes_and_the_history_tells(
    session: Session, office: Office, sent: Campaign
) -> None:
    said = comments.write(session, sent.id, "Fine so far", actor=office.mate)
    comments.revise(session, said.id, "Fine", actor=office.mate, version=said.version)
    assert (said.text, said.edited_at is not None) == ("Fine", True)
    with pytest.raises(Stale):
        comments.revise(session, said.id, "Late", actor=office.mate, version=1)
    said.written_at -= timedelta(minutes=11)
    session.flush()
    with pytest.raises(Refusal, match="ten minutes"):
        comments.revise(session, said.id, "Too late", actor=office.mate)
    assert verbs(session) == ["plan_comment.written", "plan_comment.revised"]


def test_withdrawn_words_are_gone_and_the_trace_stays(
    session: Session, office: Office, sent: Campaign
) -> None:
    said = comments.write(session, sent.id, "I was wrong", actor=office.mate)
    said.written_at -= timedelta(days=3)
    session.flush()
    comments.withdraw(session, said.id, actor=office.mate)
    [left] = session.scalars(select(PlanComment))
    assert (left.text, left.withdrawn_at is not None) == (None, True)
    assert verbs(session) == ["plan_comment.written", "plan_comment.withdrawn"]
    told = session.scalars(select(ActivityEntry.changes).where(ActivityEntry.subject_type == "plan_comment"))
    assert "I was wrong" not in str(list(told))
    with pytest.raises(Refusal, match="withdrawn"):
        comments.withdraw(session, said.id, actor=office.mate)


def test_an_archived_campaigns_plans_are_no_longer_commented_on(
    session: Session, office: Office, sent: Campaign
) -> None:
    said = comments.write(session, sent.id, "Before", actor=office.mate)
    actions.move(session, sent.id, Step.CANCEL, actor=office.owner)
    actions.move(session, sent.id, Step.ARCHIVE, actor=office.owner)
    with pytest.raises(Refusal, match="archived"):
        comments.write(session, sent.id, "After", actor=office.mate)
    with pytest.raises(Refusal, match="archived"):
        comments.withdraw(session, said.id, actor=office.mate)
