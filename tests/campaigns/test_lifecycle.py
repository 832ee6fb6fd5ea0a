"""The moves of a campaign, all of them: every state against every step."""

from __future__ import annotations

import pytest

from planner.campaigns import lifecycle
from planner.campaigns.lifecycle import STATUS_NAMES, Status, Step
from planner.errors import Refusal

S = Status
# as the trade's page has them; what is not here does not exist
LEADS_TO: dict[tuple[Status, Step], Status] = {
    (S.DRAFT, Step.SUBMIT): S.IN_REVIEW,
    (S.IN_REVIEW, Step.WITHDRAW): S.DRAFT,
    (S.IN_REVIEW, Step.APPROVE): S.APPROVED,
    (S.IN_REVIEW, Step.REQUEST_CHANGES): S.DRAFT,
    (S.IN_REVIEW, Step.REJECT): S.CANCELLED,
    (S.APPROVED, Step.START): S.ACTIVE,
    (S.ACTIVE, Step.PAUSE): S.PAUSED,
    (S.PAUSED, Step.RESUME): S.ACTIVE,
    (S.ACTIVE, Step.COMPLETE): S.COMPLETED,
    (S.COMPLETED, Step.EVALUATE): S.EVALUATED,
    (S.DRAFT, Step.CANCEL): S.CANCELLED,
    (S.IN_REVIEW, Step.CANCEL): S.CANCELLED,
    (S.APPROVED, Step.CANCEL): S.CANCELLED,
    (S.ACTIVE, Step.CANCEL): S.CANCELLED,
    (S.PAUSED, Step.CANCEL): S.CANCELLED,
    (S.CANCELLED, Step.RESTORE): S.DRAFT,
    (S.COMPLETED, Step.ARCHIVE): S.ARCHIVED,
    (S.EVALUATED, Step.ARCHIVE): S.ARCHIVED,
    (S.CANCELLED, Step.ARCHIVE): S.ARCHIVED,
}


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("step", list(Step))
def test_a_move_leads_where_the_table_says_or_is_refused_with_the_state(status: Status, step: Step) -> None:
    target = LEADS_TO.get((status, step))
    if target is not None:
        assert lifecycle.moved(status, step) == target
        assert step in lifecycle.steps_from(status)
        return
    with pytest.raises(Refusal) as refusal:
        lifecycle.moved(status, step)
    assert refusal.value.values["status"] == STATUS_NAMES[status]
    assert step not in lifecycle.steps_from(status)


def test_only_an_archived_campaign_is_closed_to_changes() -> None:
    for status in Status:
        if status == Status.ARCHIVED:
            with pytest.raises(Refusal):
                lifecycle.expect_open(status)
        else:
            lifecycle.expect_open(status)
