"""The lines of a preview: every day that something of a pattern had, and the one it gets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.i18n import mark


class DatedKind(StrEnum):
    """What a line of the preview is about."""

    CAMPAIGN = "campaign"
    CAMPAIGN_EMBARGO = "campaign_embargo"
    OBJECTIVE = "objective"
    EVENT = "event"
    EMBARGO = "embargo"
    RSVP = "rsvp"
    UNTIL = "until"
    OCCURRENCE = "occurrence"
    LEFT_OUT = "left_out"
    PROMOTION = "promotion"


DATED_KIND_NAMES: dict[DatedKind, str] = {
    DatedKind.CAMPAIGN: mark("The campaign"),
    DatedKind.CAMPAIGN_EMBARGO: mark("Embargo until"),
    DatedKind.OBJECTIVE: mark("Objective due"),
    DatedKind.EVENT: mark("Event"),
    DatedKind.EMBARGO: mark("Embargo until"),
    DatedKind.RSVP: mark("Answers due"),
    DatedKind.UNTIL: mark("Repeats until"),
    DatedKind.OCCURRENCE: mark("Occurrence"),
    DatedKind.LEFT_OUT: mark("Left out"),
    DatedKind.PROMOTION: mark("Promotion"),
}


@dataclass(frozen=True, kw_only=True)
class Dated:
    """One line: the day something had, and the one it gets; `asked` is where it would be without rolling.

    `now` is None for an occurrence that is left out because its series takes place on the next working day anyway.
    `of` is the place of the event, objective or promotion in the pattern.
    """

    kind: DatedKind
    of: int = 0
    was: date
    now: date | None
    asked: date
    was_last: date | None = None
    now_last: date | None = None
    is_own: bool = False
    """An occurrence that is not as its series says, or moves by other days than the rest, whatever the holidays."""

    @property
    def is_rolled(self) -> bool:
        """Whether it was moved off a holiday."""
        return self.now != self.asked
