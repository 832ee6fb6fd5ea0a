"""The ledger of needs: every move from every state, what each asks for, and whose words are kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner import clock
from planner.activity.models import ActivityEntry
from planner.campaigns.lifecycle import Status
from planner.campaigns.models import Campaign
from planner.contributions import needs, queries
from planner.contributions.models import Need
from planner.contributions.needs import Answer, NeedData, Outcome
from planner.contributions.words import NeedState
from planner.custody import undoing
from planner.errors import NotAllowed, Refusal
from tests import factories
from tests.factories import Office

S = NeedState


@pytest.fixture
def campaign(session: Session, office: Office) -> Campaign:
    """Communal, and running."""
    made = factories.campaign(session, office.corporate, office.owner, status=Status.ACTIVE)
    session.commit()
    return made


def _take(session: Session, step: str, need: Need, office: Office) -> None:
    answer = Answer(
        response="We bought glasses",
        answered_on=clock.today(),
        contribution_id=session.info["contribution"],
    )
    match step:
        case "accept":
            needs.accept(session, need.id, actor=office.mate)
        case "answer":
            needs.answer(session, need.id, answer, actor=office.mate)
        case "decline":
            needs.decline(session, need.id, actor=office.mate, reason="Another foundation does it")
        case "reopen":
            needs.reopen(session, need.id, actor=office.mate)
        case "hear":
            outcome = Outcome(outcome="They can read the board", outcome_on=clock.today())
            needs.hear(session, need.id, outcome, actor=office.mate)


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        (S.STATED, {"accept": S.ACCEPTED, "answer": S.ANSWERED, "decline": S.DECLINED_WITH_REASON}),
        (S.ACCEPTED, {"answer": S.ANSWERED, "decline": S.DECLINED_WITH_REASON, "reopen": S.STATED}),
        (S.ANSWERED, {"answer": S.ANSWERED, "reopen": S.STATED, "hear": S.ANSWERED}),
        (S.DECLINED_WITH_REASON, {"reopen": S.STATED}),
    ],
)
@pytest.mark.parametrize("step", ["accept", "answer", "decline", "reopen", "hear"])
def test_each_move_is_for_its_states_alone(
    session: Session,
    office: Office,
    campaign: Campaign,
    state: NeedState,
    allowed: dict[str, NeedState],
    step: str,
) -> None:
    need = factories.need(session, campaign, state=state)
    session.info["contribution"] = factories.contribution(session, campaign).id
    session.commit()
    if step not in allowed:
        with pytest.raises(Refusal), session.begin_nested():
            _take(session, step, need, office)
        assert need.state == state
        return
    _take(session, step, need, office)
    session.commit()
    assert need.state == allowed[step]
    entry = session.scalars(select(ActivityEntry).order_by(ActivityEntry.id.desc())).first()
    assert entry is not None
    undoing.undo(session, entry.id, actor=office.mate)
    session.commit()
    session.refresh(need)
    assert need.state == state


def test_a_need_is_answered_by_something_and_heard_of_afterwards(
    session: Session, office: Office, campaign: Campaign
) -> None:
    other = factories.campaign(session, office.corporate, office.owner, status=Status.ACTIVE)
    elsewhere = factories.contribution(session, other)
    need = factories.need(session, campaign)
    session.commit()
    today = clock.today()
    wrong = [
        (Answer(response=" ", answered_on=today, contribution_id=elsewhere.id), "response"),
        (Answer(response="Done", answered_on=today), "contribution_id"),
        (Answer(response="Done", answered_on=today, contribution_id=elsewhere.id), "contribution_id"),
        (Answer(response="Done", answered_on=today, event_id=999_999), "event_id"),
    ]
    for data, field in wrong:
        with pytest.raises(Refusal) as refused, session.begin_nested():
            needs.answer(session, need.id, data, actor=office.mate)
        assert refused.value.field == field
    event = factories.event(session, campaign)
    session.commit()
    for days, field in ((1, "answered_on"), (-1, "answered_on")):
        late = Answer(response="Done", answered_on=today + timedelta(days=days), event_id=event.id)
        with pytest.raises(Refusal) as refused, session.begin_nested():
            needs.answer(session, need.id, late, actor=office.mate)
        assert refused.value.field == field
    done = Answer(response="A day of eye tests", answered_on=today, event_id=event.id)
    needs.answer(session, need.id, done, actor=office.mate)
    session.commit()
    needs.hear(session, need.id, Outcome(outcome="เห็นชัดแล้วค่ะ", outcome_on=today), actor=office.mate)
    session.commit()
    assert (need.event_id, need.outcome) == (event.id, "เห็นชัดแล้วค่ะ")
    needs.reopen(session, need.id, actor=office.mate)
    session.commit()
    assert (need.event_id, need.response, need.outcome, need.answered_on) == (None,) * 4


def test_whoever_stated_it_is_named_and_only_planners_write(
    session: Session, office: Office, campaign: Campaign
) -> None:
    today = clock.today()
    with pytest.raises(Refusal) as refused, session.begin_nested():
        needs.state(session, campaign.id, NeedData(text="Glasses", stated_on=today), actor=office.mate)
    assert refused.value.field == "stated_by"
    data = NeedData(text="Glasses", stated_on=today, stated_by="Head teacher")
    with pytest.raises(NotAllowed), session.begin_nested():
        needs.state(session, campaign.id, data, actor=office.viewer)
    with pytest.raises(Refusal) as refused, session.begin_nested():
        needs.state(
            session,
            campaign.id,
            NeedData(text="Glasses", stated_on=today + timedelta(days=2), stated_by="Head"),
            actor=office.mate,
        )
    assert refused.value.field == "stated_on"


def test_home_is_told_of_needs_of_ones_own_campaigns_that_wait_long(
    session: Session, office: Office, campaign: Campaign
) -> None:
    today = clock.today()
    long_ago = today - queries.WAITED_LONG
    waits = factories.need(session, campaign, stated_on=long_ago)
    factories.need(session, campaign, stated_on=long_ago + timedelta(days=1))
    factories.need(session, campaign, stated_on=long_ago, state=NeedState.ANSWERED)
    session.commit()
    assert [one.need.id for one in queries.waiting(session, office.owner, today=today)] == [waits.id]
    assert not queries.waiting(session, office.mate, today=today)
