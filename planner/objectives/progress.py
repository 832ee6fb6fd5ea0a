"""How an objective stands, computed from its figures, with the arithmetic in words.

Pure: an objective becomes a `Case`, and a case and a day become a `Progress`. The rules, in order:

1. Marked as not measured: `not_measured`.
2. No figure: `set` until the day it is due, `not_measured` after.
3. The newest figure counts, whenever it was taken.
4. To increase, decrease or reach: at the target or beyond it is `met`, even before it is due.
   Until it is due, the share of the way from the start to the target is held against an even pace: no more than
   ten points behind is `on_track`, further behind is `at_risk`. The pace is that of the day the figure was taken, so
   a figure is never made worse by waiting. After it is due, half the way or more is `partly_met`, less is `missed`.
5. Without a baseline there is no way to take a share of: until it is due it stays `set`, after it is `missed`.
   What is to be reached is counted from nought where more is better.
6. To maintain: until it is due, the newest figure holds the level (`on_track`) or not (`at_risk`). After it is due,
   all figures held it (`met`), at least half of them (`partly_met`), or fewer (`missed`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction

from planner.i18n import mark
from planner.objectives import metrics
from planner.objectives.models import Objective
from planner.objectives.words import Direction, ObjectiveState

SLACK = Fraction(1, 10)
"""How far behind an even pace, as a share of the way, an objective may be and still be on track."""

ENOUGH = Fraction(1, 2)
"""The share of the way, or of the figures, from which an objective that was not met is partly met."""


@dataclass(frozen=True)
class Figure:
    """A value and the day it held."""

    on: date
    value: Decimal


@dataclass(frozen=True)
class Case:
    """What the state of an objective depends on. `start_on` is the baseline's day, else the campaign's first."""

    direction: Direction
    target: Decimal
    due_on: date
    start_on: date
    baseline: Decimal | None = None
    figures: Sequence[Figure] = ()
    is_lower_better: bool = False
    is_marked: bool = False

    @property
    def sign(self) -> int:
        """+1 where the target is met at or above it, -1 where at or below."""
        if self.direction in {Direction.INCREASE, Direction.DECREASE}:
            return 1 if self.direction == Direction.INCREASE else -1
        is_between = self.direction == Direction.REACH and self.baseline not in {None, self.target}
        if is_between and self.baseline is not None:
            return 1 if self.target > self.baseline else -1
        return -1 if self.is_lower_better else 1

    @property
    def origin(self) -> Decimal | None:
        """Where the way to the target begins; None where nobody knows."""
        if self.baseline is not None:
            return self.baseline
        is_counted = self.direction == Direction.REACH and self.sign > 0 and self.target > 0
        return Decimal(0) if is_counted else None

    def is_reached(self, value: Decimal) -> bool:
        """Whether the value is at the target or beyond it, on the good side."""
        return self.sign * (value - self.target) >= 0

    def share(self, value: Decimal) -> Fraction | None:
        """The share of the way that is gone: 0 at the start, 1 at the target; None where the way is not known."""
        if self.origin is None or self.sign * (self.target - self.origin) <= 0:
            return None
        return Fraction(value - self.origin) / Fraction(self.target - self.origin)

    def pace(self, on: date) -> Fraction:
        """The share an even pace would have brought by a day."""
        days = (self.due_on - self.start_on).days
        if days <= 0:
            return Fraction(1)
        return min(Fraction(1), max(Fraction(0), Fraction((on - self.start_on).days, days)))


@dataclass(frozen=True)
class Told:
    """One sentence of the arithmetic: a marked message, its figures as `Decimal` and its days as `date`."""

    message: str
    values: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Progress:
    """How an objective stands, and why."""

    state: ObjectiveState
    now: Figure | None
    told: tuple[Told, ...]
    share: Fraction | None = None
    expected: Fraction | None = None


def of(objective: Objective, *, campaign_start_on: date, today: date) -> Progress:
    """How an objective stands on a day; needs its measurements loaded."""
    metric = metrics.of(objective)
    figures = sorted(objective.measurements, key=lambda one: (one.measured_on, one.id))
    case = Case(
        direction=objective.direction,
        target=objective.target,
        due_on=objective.due_on,
        start_on=objective.baseline_on or campaign_start_on,
        baseline=objective.baseline,
        figures=tuple(Figure(one.measured_on, one.value) for one in figures),
        is_lower_better=metric.is_lower_better if metric else False,
        is_marked=objective.not_measured_reason is not None,
    )
    return judge(case, today)


def judge(case: Case, today: date) -> Progress:
    """How a case stands on a day."""
    now = max(enumerate(case.figures), key=lambda pair: (pair[1].on, pair[0]))[1] if case.figures else None
    if case.is_marked:
        return Progress(ObjectiveState.NOT_MEASURED, now, (Told(mark("It was marked as not measured.")),))
    is_over = today > case.due_on
    if now is None:
        if is_over:
            told = Told(mark("It was due on %(due)s, and nothing has been measured."), {"due": case.due_on})
            return Progress(ObjectiveState.NOT_MEASURED, None, (told,))
        told = Told(mark("Nothing has been measured yet. It is due on %(due)s."), {"due": case.due_on})
        return Progress(ObjectiveState.SET, None, (told,))
    if case.direction == Direction.MAINTAIN:
        return _maintained(case, now, is_over=is_over)
    return _gone(case, now, is_over=is_over)


def _maintained(case: Case, now: Figure, *, is_over: bool) -> Progress:
    kept = sum(case.is_reached(figure.value) for figure in case.figures)
    share = Fraction(kept, len(case.figures))
    if is_over:
        state = _result(share)
    else:
        state = ObjectiveState.ON_TRACK if case.is_reached(now.value) else ObjectiveState.AT_RISK
    level = (
        mark(
            "To stay at %(target)s or above: %(kept)s of %(count)s figures do. The newest is %(value)s, of %(on)s."
        )
        if case.sign > 0
        else mark(
            "To stay at %(target)s or below: %(kept)s of %(count)s figures do. The newest is %(value)s, of %(on)s."
        )
    )
    values = {
        "target": case.target,
        "kept": kept,
        "count": len(case.figures),
        "value": now.value,
        "on": now.on,
    }
    told = [Told(level, values)]
    if is_over:
        told.append(Told(mark("Met means all of them, partly met at least half.")))
    return Progress(state, now, tuple(told), share)


def _gone(case: Case, now: Figure, *, is_over: bool) -> Progress:
    share, expected = case.share(now.value), case.pace(now.on)
    told = [_way(case, now, share)]
    if case.is_reached(now.value):
        told.insert(0, Told(mark("The target of %(target)s is reached."), {"target": case.target}))
        return Progress(ObjectiveState.MET, now, tuple(told), share, expected)
    if is_over:
        told.append(_ended(case, now))
        return Progress(_result(share or Fraction(0)), now, tuple(told), share, expected)
    if share is None:
        return Progress(ObjectiveState.SET, now, tuple(told))
    told.append(
        Told(
            mark(
                "An even pace from %(start)s to %(due)s would have brought %(expected)s%% by then."
                " On track means no more than %(slack)s points behind it."
            ),
            {
                "start": case.start_on,
                "due": case.due_on,
                "expected": _percent(expected),
                "slack": _percent(SLACK),
            },
        )
    )
    state = ObjectiveState.ON_TRACK if share >= expected - SLACK else ObjectiveState.AT_RISK
    return Progress(state, now, tuple(told), share, expected)


def _way(case: Case, now: Figure, share: Fraction | None) -> Told:
    if share is None or case.origin is None:
        return Told(
            mark(
                "%(value)s on %(on)s; the target is %(target)s."
                " Without a baseline nobody can say how much of the way is gone."
            ),
            {"value": now.value, "on": now.on, "target": case.target},
        )
    return Told(
        mark(
            "From %(origin)s to %(target)s is a way of %(way)s."
            " %(value)s on %(on)s is %(gone)s of it: %(share)s%%."
        ),
        {
            "origin": case.origin,
            "target": case.target,
            "way": abs(case.target - case.origin),
            "value": now.value,
            "on": now.on,
            "gone": case.sign * (now.value - case.origin),
            "share": _percent(share),
        },
    )


def _ended(case: Case, now: Figure) -> Told:
    values: dict[str, object] = {"due": case.due_on}
    if now.on < case.due_on:
        return Told(
            mark(
                "It was due on %(due)s, and the newest figure is older."
                " Partly met means at least half of the way."
            ),
            values,
        )
    return Told(mark("It was due on %(due)s. Partly met means at least half of the way."), values)


def _result(share: Fraction) -> ObjectiveState:
    if share >= 1:
        return ObjectiveState.MET
    return ObjectiveState.PARTLY_MET if share >= ENOUGH else ObjectiveState.MISSED


def _percent(share: Fraction) -> int:
    """Whole percent, cut off towards zero: what is not reached never reads as 100."""
    return int(share * 100)
