"""A figure that the planner counts itself: what it comes to, from where, and what is missing from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from planner import money
from planner.objectives.words import Method

BAHT = 10 ** money.MINOR_DIGITS[money.HOME_CURRENCY]


@dataclass(frozen=True)
class Told:
    """A marked sentence and its values."""

    message: str
    values: Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A figure in the metric's own unit, from where, and what is missing. None: there is nothing to count it from."""

    value: Decimal | None
    method: Method
    source: Told
    missing: Sequence[Told] = ()
