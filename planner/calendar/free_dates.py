"""The nearest day on which nothing would be in the way, by the same rules that found what is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from planner.calendar.clashes import Clash, OfficeDays, Slot, found, may_clash
from planner.calendar.words import ClashRule
from planner.holidays.working_days import is_working_day

WITHIN = 60
"""Days before and after among which a free one is looked for."""
UNMOVED = frozenset({ClashRule.CAPACITY})
"""Another day mends none of these."""


def nearest_free(
    slot: Slot,
    others: Sequence[Slot],
    office: OfficeDays,
    *,
    not_before: date,
    tells: Callable[[Clash, Slot], bool] = lambda _clash, _mine: True,
) -> date | None:
    """The day nearest to that of an occurrence on which it would clash with nothing, at the same time of day.

    Only what the reader is told of (`tells`: a clash, and the side that is theirs) stands in the way: a day that is
    passed over without a reason to be seen would tell of a plan that they may not see.
    A working day, unless it was planned for a weekend; of two as near the later one. None where there is none.
    """
    near = [other for other in others if may_clash(slot, other)]
    is_at_weekend = slot.timing.on.weekday() >= 5
    for on in _around(slot.timing.on):
        if on < not_before or not (is_at_weekend or is_working_day(on, office.days_off)):
            continue
        moved = replace(slot, timing=slot.timing.moved_to(on))
        in_the_way = (clash for clash in found(moved, near, office) if clash.rule not in UNMOVED)
        if not any(tells(clash, moved) for clash in in_the_way):
            return on
    return None


def _around(on: date) -> Iterator[date]:
    for days in range(1, WITHIN + 1):
        yield on + timedelta(days=days)
        yield on - timedelta(days=days)
