"""The life of a campaign: its states and the moves between them. Nothing else moves a campaign."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from planner.errors import Refusal
from planner.i18n import mark


class Status(StrEnum):
    """Where a campaign stands."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    ACTIVE = "active"
    PAUSED = "paused"
    COMPLETED = "completed"
    EVALUATED = "evaluated"
    CANCELLED = "cancelled"
    ARCHIVED = "archived"


STATUS_NAMES: dict[Status, str] = {
    Status.DRAFT: mark("Draft"),
    Status.IN_REVIEW: mark("In review"),
    Status.APPROVED: mark("Approved"),
    Status.ACTIVE: mark("Active"),
    Status.PAUSED: mark("Paused"),
    Status.COMPLETED: mark("Completed"),
    Status.EVALUATED: mark("Evaluated"),
    Status.CANCELLED: mark("Cancelled"),
    Status.ARCHIVED: mark("Archived"),
}


class Step(StrEnum):
    """A move, named as its address is."""

    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    APPROVE = "approve"
    REQUEST_CHANGES = "request_changes"
    REJECT = "reject"
    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    COMPLETE = "complete"
    EVALUATE = "evaluate"
    CANCEL = "cancel"
    RESTORE = "restore"
    ARCHIVE = "archive"


STEP_NAMES: dict[Step, str] = {
    Step.SUBMIT: mark("Send for review"),
    Step.WITHDRAW: mark("Take back"),
    Step.APPROVE: mark("Approve"),
    Step.REQUEST_CHANGES: mark("Ask for changes"),
    Step.REJECT: mark("Reject"),
    Step.START: mark("Start"),
    Step.PAUSE: mark("Pause"),
    Step.RESUME: mark("Resume"),
    Step.COMPLETE: mark("Complete"),
    Step.EVALUATE: mark("Record the result"),
    Step.CANCEL: mark("Cancel the campaign"),
    Step.RESTORE: mark("Restore as a draft"),
    Step.ARCHIVE: mark("Archive"),
}


@dataclass(frozen=True)
class Move:
    """One permitted move: from which states, to which."""

    sources: frozenset[Status]
    target: Status


def _from(*sources: Status, to: Status) -> Move:
    return Move(frozenset(sources), to)


MOVES: dict[Step, Move] = {
    Step.SUBMIT: _from(Status.DRAFT, to=Status.IN_REVIEW),
    Step.WITHDRAW: _from(Status.IN_REVIEW, to=Status.DRAFT),
    Step.APPROVE: _from(Status.IN_REVIEW, to=Status.APPROVED),
    Step.REQUEST_CHANGES: _from(Status.IN_REVIEW, to=Status.DRAFT),
    Step.REJECT: _from(Status.IN_REVIEW, to=Status.CANCELLED),
    Step.START: _from(Status.APPROVED, to=Status.ACTIVE),
    Step.PAUSE: _from(Status.ACTIVE, to=Status.PAUSED),
    Step.RESUME: _from(Status.PAUSED, to=Status.ACTIVE),
    Step.COMPLETE: _from(Status.ACTIVE, to=Status.COMPLETED),
    Step.EVALUATE: _from(Status.COMPLETED, to=Status.EVALUATED),
    Step.CANCEL: _from(
        Status.DRAFT,
        Status.IN_REVIEW,
        Status.APPROVED,
        Status.ACTIVE,
        Status.PAUSED,
        to=Status.CANCELLED,
    ),
    Step.RESTORE: _from(Status.CANCELLED, to=Status.DRAFT),
    Step.ARCHIVE: _from(Status.COMPLETED, Status.EVALUATED, Status.CANCELLED, to=Status.ARCHIVED),
}

# outsiders may see the campaign's events in these; a cancelled one sends them as cancelled
SHOWN_OUTSIDE = frozenset({Status.APPROVED, Status.ACTIVE, Status.PAUSED, Status.COMPLETED, Status.EVALUATED})
READ_ONLY = frozenset({Status.ARCHIVED})


def steps_from(status: Status) -> list[Step]:
    """The moves that exist from a state, in the order of the table."""
    return [step for step, move in MOVES.items() if status in move.sources]


def moved(status: Status, step: Step) -> Status:
    """The state after a move; a move that does not exist is refused with the reason."""
    move = MOVES[step]
    if status not in move.sources:
        raise not_now(status)
    return move.target


def not_now(status: Status) -> Refusal:
    """The refusal of what a campaign in this state does not do."""
    return Refusal(
        mark("This cannot be done while the campaign stands at “%(status)s”."), status=STATUS_NAMES[status]
    )


def expect_open(status: Status) -> None:
    """Refuse a change to a campaign that may only be read."""
    if status in READ_ONLY:
        raise Refusal(mark("This campaign is archived: it can be read, not changed."))
