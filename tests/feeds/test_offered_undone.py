"""Promotions in feeds when what was done to them is undone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.accounts.models import User
from planner.activity.models import ActivityEntry
from planner.campaigns.models import Campaign
from planner.custody import undoing
from planner.promotions import actions
from planner.promotions.actions import Period
from planner.promotions.models import Promotion
from tests.factories import Office
from tests.feeds.offering import campaign, only, promotion, traveller
from tests.programs import Program, feed

__all__ = ["campaign", "traveller"]

Deed = Callable[[Session, Promotion, User], object]
LATER = Period(start_on=date(2026, 12, 5), end_on=date(2026, 12, 9))
DEEDS: dict[str, Deed] = {
    "moved": lambda session, one, actor: actions.move(session, one.id, LATER, actor=actor),
    "withdrawn": lambda session, one, actor: actions.withdraw(session, one.id, reason="No tea", actor=actor),
    "deleted": lambda session, one, actor: actions.remove(session, one.id, actor=actor),
}


@pytest.mark.parametrize("how", DEEDS)
def test_it_is_again_what_it_was_and_newer_than_in_between(
    program: Program,
    session: Session,
    office: Office,
    campaign: Campaign,
    traveller: time_machine.Traveller,
    how: str,
) -> None:
    made, actor = promotion(session, campaign), office.outsider
    one = feed(session)
    replies = [program.fetch(one)]
    traveller.shift(60)
    DEEDS[how](session, made, actor)
    session.commit()
    replies.append(program.fetch(one, if_none_match=replies[0].etag))
    traveller.shift(60)
    act = session.scalars(select(ActivityEntry.id).order_by(ActivityEntry.id.desc()).limit(1)).one()
    undoing.undo(session, act, actor=actor)
    session.commit()
    replies.append(program.fetch(one, if_none_match=replies[1].etag))
    before, between, after = (only(reply) for reply in replies)
    assert before["UID"] == between["UID"] == after["UID"]
    sequences = [int(each["SEQUENCE"]) for each in (before, between, after)]
    assert sequences == [0, 1, 2]
    moments = [each["LAST-MODIFIED"].dt for each in (before, between, after)]
    assert moments == sorted(set(moments))
    for key in ("SUMMARY", "DESCRIPTION", "STATUS"):
        assert str(after[key]) == str(before[key])
    assert (after["DTSTART"].dt, after["DTEND"].dt) == (before["DTSTART"].dt, before["DTEND"].dt)
