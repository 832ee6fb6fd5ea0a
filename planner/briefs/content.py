"""A campaign brief, gathered and decided, with no database behind it any more: one of two kinds of copy.

An outward copy is made of the classes of `outside` alone, an internal one of those of `inside`.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass

from planner.briefs.inside import InternalBrief
from planner.briefs.outside import OutwardBrief
from planner.errors import Refusal
from planner.i18n import Text, mark

ROWS = 500
"""More rows than this is a register, not a brief; laying them out would take longer than anybody waits."""

TOO_MANY_ROWS = mark(
    "This brief would have %(rows)s rows; a brief holds at most %(most)s. "
    "Split the campaign, or leave some of its events and stakeholders out."
)


Brief = InternalBrief | OutwardBrief


def rows(brief: Brief) -> int:
    """How many rows the lists of a brief have, all together."""
    return _rows_in(brief)


def _rows_in(part: object) -> int:
    count = 0
    for field in fields(part):  # type: ignore[arg-type] # every caller passes a dataclass
        value = getattr(part, field.name)
        if is_dataclass(value):
            count += _rows_in(value)
        elif isinstance(value, tuple) and not isinstance(value, Text):
            count += len(value)
    return count


def expect_room(brief: Brief) -> None:
    """Raise `Refusal` where a brief has more rows than anybody would read or wait for."""
    count = rows(brief)
    if count > ROWS:
        raise Refusal(TOO_MANY_ROWS, rows=count, most=ROWS)
