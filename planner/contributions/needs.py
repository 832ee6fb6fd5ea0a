"""The ledger of needs: who said what they need, what was done, and whether it helped, in their words.

A need is stated, accepted, then answered by something that was given or done; or declined with the reason. Whoever
changes their mind opens it again, and the outcome is only heard of what was answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from planner import clock, text
from planner.accounts.models import User
from planner.campaigns.models import Campaign
from planner.contributions import access
from planner.contributions.models import Need
from planner.contributions.words import NeedState
from planner.errors import Refusal
from planner.i18n import mark

NO_TEXT = mark("Write the need down, in their words.")
NO_ONE = mark("Say who stated it.")
NOT_YET = mark("That day has not come.")
NO_RESPONSE = mark("Say what was done about it.")
NOTHING_POINTED_AT = mark("Point at what answered it: a contribution, or an event of this campaign.")
NOT_THIS_CONTRIBUTION = mark("Choose a contribution of this campaign.")
BEFORE_STATED = mark("That is before it was stated.")
NO_REASON = mark("Say why, as they should hear it.")
NO_OUTCOME = mark("Write down what they said of it.")
NOT_FROM_HERE = mark("That cannot be done with a need in this state. Look at it again.")
LONGEST_NAME = 200

MOVES: Mapping[str, tuple[frozenset[NeedState], NeedState]] = {
    "accept": (frozenset({NeedState.STATED}), NeedState.ACCEPTED),
    "answer": (frozenset({NeedState.STATED, NeedState.ACCEPTED}), NeedState.ANSWERED),
    "decline": (frozenset({NeedState.STATED, NeedState.ACCEPTED}), NeedState.DECLINED_WITH_REASON),
    "reopen": (
        frozenset({NeedState.ACCEPTED, NeedState.ANSWERED, NeedState.DECLINED_WITH_REASON}),
        NeedState.STATED,
    ),
}
"""What can be done with a need: from which states, and to which."""
OPEN = (NeedState.STATED, NeedState.ACCEPTED)


@dataclass(frozen=True, kw_only=True)
class NeedData:
    """A need as it was stated. Of the two names one is needed."""

    text: str
    stated_on: date
    stated_by_id: int | None = None
    stated_by: str | None = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What was done about it, when, and by which contribution or event."""

    response: str
    answered_on: date
    contribution_id: int | None = None
    event_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What they said of it afterwards, and when."""

    outcome: str
    outcome_on: date


def state(session: Session, campaign_id: int, data: NeedData, *, actor: User) -> Need:
    """Write down a need that somebody stated to a communal campaign."""
    campaign = access.to_give_in(session, campaign_id, actor=actor)
    made = Need(campaign=campaign, state=NeedState.STATED)
    with session.no_autoflush:
        _put_stated(session, made, campaign, data)
    session.add(made)
    _record(session, "need.stated", made, actor)
    return made


def revise(
    session: Session, need_id: int, data: NeedData, *, actor: User, version: int | None = None
) -> Need:
    """Put right how it was stated, and by whom."""
    made = _to_edit(session, need_id, actor, version)
    with session.no_autoflush:
        _put_stated(session, made, made.campaign, data)
        if made.answered_on is not None and made.answered_on < made.stated_on:
            raise Refusal(BEFORE_STATED, field="stated_on")
    if session.is_modified(made):
        _record(session, "need.revised", made, actor)
    return made


def accept(session: Session, need_id: int, *, actor: User, version: int | None = None) -> Need:
    """Take it on: something is to be done about it."""
    made = _to_edit(session, need_id, actor, version)
    _move(made, "accept")
    _record(session, "need.accepted", made, actor)
    return made


def answer(session: Session, need_id: int, data: Answer, *, actor: User, version: int | None = None) -> Need:
    """Say what was done about it; said again it is put right."""
    made = _to_edit(session, need_id, actor, version)
    with session.no_autoflush:
        if made.state != NeedState.ANSWERED:
            _move(made, "answer")
        _put_answer(session, made, data, actor)
    if session.is_modified(made):
        _record(session, "need.answered", made, actor)
    return made


def decline(session: Session, need_id: int, *, actor: User, reason: str, version: int | None = None) -> Need:
    """Say no, and why."""
    made = _to_edit(session, need_id, actor, version)
    said = text.clean(reason, multiline=True)
    if not said:
        raise Refusal(NO_REASON, field="reason")
    _move(made, "decline")
    made.declined_reason = said
    _record(session, "need.declined", made, actor)
    return made


def reopen(session: Session, need_id: int, *, actor: User, version: int | None = None) -> Need:
    """Take back what became of it: it stands as it was stated. What was done stays in the history."""
    made = _to_edit(session, need_id, actor, version)
    _move(made, "reopen")
    for key in (
        "response",
        "answered_on",
        "contribution_id",
        "event_id",
        "declined_reason",
        "outcome",
        "outcome_on",
    ):
        setattr(made, key, None)
    _record(session, "need.reopened", made, actor)
    return made


def hear(session: Session, need_id: int, data: Outcome, *, actor: User, version: int | None = None) -> Need:
    """Write down whether it helped, in their words."""
    made = _to_edit(session, need_id, actor, version)
    if made.state != NeedState.ANSWERED:
        raise Refusal(NOT_FROM_HERE)
    said = text.clean(data.outcome, multiline=True)
    if not said:
        raise Refusal(NO_OUTCOME, field="outcome")
    _expect_past(made.campaign, data.outcome_on, "outcome_on")
    if made.answered_on is not None and data.outcome_on < made.answered_on:
        raise Refusal(mark("That is before it was answered."), field="outcome_on")
    _put(made, {"outcome": said, "outcome_on": data.outcome_on})
    if session.is_modified(made):
        _record(session, "need.heard", made, actor)
    return made


def remove(session: Session, need_id: int, *, actor: User, version: int | None = None) -> Need:
    """Take out what was noted by mistake."""
    made = _to_edit(session, need_id, actor, version)
    _record(session, "need.removed", made, actor, changes={})
    session.delete(made)
    session.flush()
    return made


def _to_edit(session: Session, need_id: int, actor: User, version: int | None) -> Need:
    made = access.need(session, need_id, actor=actor)
    access.to_edit(made, actor=actor, version=version)
    return made


def _move(made: Need, step: str) -> None:
    sources, to = MOVES[step]
    if made.state not in sources:
        raise Refusal(NOT_FROM_HERE)
    made.state = to


def _put_stated(session: Session, made: Need, campaign: Campaign, data: NeedData) -> None:
    said = text.clean(data.text, multiline=True)
    if not said:
        raise Refusal(NO_TEXT, field="text")
    stated_by_id = access.participant_or_none(
        session, campaign.id, data.stated_by_id, "stated_by_id", held=made.stated_by_id
    )
    stated_by = None if stated_by_id is not None else text.clean(data.stated_by or "") or None
    if stated_by_id is None and stated_by is None:
        raise Refusal(NO_ONE, field="stated_by")
    _expect_past(campaign, data.stated_on, "stated_on")
    _put(
        made,
        {"text": said, "stated_on": data.stated_on, "stated_by_id": stated_by_id, "stated_by": stated_by},
    )


def _put_answer(session: Session, made: Need, data: Answer, actor: User) -> None:
    said = text.clean(data.response, multiline=True)
    if not said:
        raise Refusal(NO_RESPONSE, field="response")
    if data.contribution_id is None and data.event_id is None:
        raise Refusal(NOTHING_POINTED_AT, field="contribution_id")
    if data.contribution_id is not None:
        given = access.contribution(session, data.contribution_id, actor=actor)
        if given.campaign_id != made.campaign_id:
            raise Refusal(NOT_THIS_CONTRIBUTION, field="contribution_id")
    access.event_or_none(session, made.campaign_id, data.event_id, actor=actor, held=made.event_id)
    _expect_past(made.campaign, data.answered_on, "answered_on")
    if data.answered_on < made.stated_on:
        raise Refusal(BEFORE_STATED, field="answered_on")
    _put(made, {**vars(data), "response": said})


def _expect_past(campaign: Campaign, on: date, field: str) -> None:
    if on > clock.today(campaign.timezone):
        raise Refusal(NOT_YET, field=field)


def _put(made: Need, values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        if getattr(made, key) != value:
            setattr(made, key, value)


def _record(
    session: Session, verb: str, made: Need, actor: User, *, changes: dict[str, list[object]] | None = None
) -> None:
    name = text.shortened(made.text, 80)
    access.record(session, verb, made, (name, name), actor=actor, changes=changes)
